/* What each screen shows, in a small terminal and in a large one. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct view small = {.rows = 24, .columns = 80};
static const struct view large = {.rows = 60, .columns = 200};

/* Who ranks where and why, what is filtered, what the keys are. */
static void expect_first_look(struct terminal *terminal)
{
    static const char *const expected[] = {"OFFICIAL",   "VHA 2026-Q3", "as of 2026-10-01",
                                           "208 of 208", "(MO2)",       "Filters",
                                           "Borough",    "Under 18",    "Custody",
                                           "Wanted",     "Cohort",      "Rank",
                                           "Score",      "Name",        "Age",
                                           "Flags",      "Why: ",       "four_reports",
                                           "/ search",   "f filter",    "s sort",
                                           "? help",     "q quit"};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        expect_text(terminal, expected[i]);
    expect_under_cursor(terminal, "8,422.778");
    expect_under_cursor(terminal, "O'Neill");
    expect_row_with(terminal, "6,621.222", "Łukasz");
    int row = 0;
    int column = 0;
    bool visible = true;
    terminal_cursor(terminal, &row, &column, &visible);
    assert_false(visible);
}

static void test_first_screen(void **state)
{
    struct terminal *terminal = stage_open(*state, small);
    expect_first_look(terminal);
    expect_screen(terminal, "first-80x24.txt", true);
    terminal_free(terminal);
    terminal = stage_open(*state, large);
    expect_first_look(terminal);
    expect_screen(terminal, "first-200x60.txt", true);
    terminal_free(terminal);
}

/* Every column is straight: the frame's edges stand in the same columns on every row, names with
 * accents and wide characters included. */
static void test_frames_are_straight(void **state)
{
    const struct view views[] = {small, large};
    for (size_t v = 0; v < 2; v++) {
        struct terminal *terminal = stage_open(*state, views[v]);
        expect_text(terminal, "李");
        int top = 0;
        int edge = 0;
        assert_true(terminal_find(terminal, "Rank", &top, NULL));
        while (strcmp(terminal_cell(terminal, top, edge + 1).text, "│") != 0)
            edge++;
        for (int row = top; row < top + 8; row++) {
            assert_string_equal(terminal_cell(terminal, row, 0).text, "│");
            assert_string_equal(terminal_cell(terminal, row, edge + 1).text, "│");
            assert_string_equal(terminal_cell(terminal, row, terminal_columns(terminal) - 1).text,
                                "│");
        }
        terminal_free(terminal);
    }
}

static void test_record(void **state)
{
    struct terminal *terminal = stage_open(*state, small);
    press(terminal, "Down");
    press(terminal, "Enter");
    expect_text(terminal, "2011/0012424W");
    expect_text(terminal, "Łukasz");
    expect_text(terminal, "OFFICIAL");
    expect_text(terminal, "[1 Why]");
    press(terminal, "PageDown");
    expect_text(terminal, "What would change it");
    press(terminal, "Tab");
    expect_text(terminal, "[2 Timeline]");
    press(terminal, "Escape");
    expect_under_cursor(terminal, "6,621.222");
    press(terminal, "Enter");
    expect_text(terminal, "2011/0012424W");
    type(terminal, "J"); /* the next person, and the list goes along */
    expect_text(terminal, "under 18  rank 3");
    press(terminal, "q");
    expect_under_cursor(terminal, "6,347.944");
    terminal_free(terminal);
}

static void go_to_rank(struct terminal *terminal, const char *rank)
{
    type(terminal, rank);
    press(terminal, "Enter");
    press(terminal, "Enter");
}

/* The tabs of a child with reports of every kind, custody, a restriction and a PAC. */
static void test_tabs_of_a_record(void **state)
{
    static const struct {
        struct view view;
        const char *name;
    } sizes[] = {
        {{.rows = 24, .columns = 80}, "80x24"},
        {{.rows = 43, .columns = 132}, "132x43"},
        {{.rows = 60, .columns = 200}, "200x60"},
        {{.rows = 24, .columns = 80, .locale = "C"}, "80x24-ascii"},
    };
    static const struct {
        const char *key;
        const char *name;
    } tabs[] = {{"2", "why"}, {"3", "timeline"}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct terminal *terminal = stage_open(*state, sizes[i].view);
        go_to_rank(terminal, "198");
        for (size_t tab = 0; tab < sizeof tabs / sizeof tabs[0]; tab++) {
            char name[64];
            snprintf(name, sizeof name, "record-%s-%s.txt", tabs[tab].name, sizes[i].name);
            type(terminal, tabs[tab].key);
            expect_screen(terminal, name, false);
        }
        terminal_free(terminal);
    }
    struct terminal *terminal = stage_open(*state, small);
    go_to_rank(terminal, "198");
    static const char *const others[] = {"safeguarding", NULL,    NULL,
                                         "custody",      "flags", "not-counted"};
    for (size_t tab = 0; tab < sizeof others / sizeof others[0]; tab++) {
        char name[64];
        char key[2] = {(char)('1' + (int)tab), '\0'};
        if (others[tab] == NULL)
            continue;
        snprintf(name, sizeof name, "record-%s-80x24.txt", others[tab]);
        type(terminal, key);
        expect_screen(terminal, name, false);
    }
    terminal_free(terminal);
}

/* Without colours the chosen report, what counts, and the tab are told by form alone. */
static void test_a_timeline_without_colours(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.theme = "mono"});
    go_to_rank(terminal, "198");
    type(terminal, "3");
    expect_text(terminal, "[3 Timeline]");
    expect_row_with(terminal, ">", "Intel");
    expect_screen(terminal, "record-timeline-80x24.txt", false);
    press(terminal, "Home");
    expect_row_with(terminal, ">", "Crime");
    press(terminal, "Right");
    expect_row_with(terminal, ">", "left out");
    expect_text(terminal, "Not counted");
    terminal_free(terminal);
}

/* A child's record says so in words. */
static void test_record_of_a_child(void **state)
{
    struct terminal *terminal = stage_open(*state, small);
    type(terminal, "3");
    press(terminal, "Enter");
    expect_under_cursor(terminal, "6,347.944");
    expect_under_cursor(terminal, "U18");
    press(terminal, "Enter");
    expect_text(terminal, "under 18");
    expect_text(terminal, "A child: age 15");
    expect_text(terminal, "[1 Safeguarding]");
    terminal_free(terminal);
}

static void test_help(void **state)
{
    struct terminal *terminal = stage_open(*state, small);
    press(terminal, "?");
    expect_text(terminal, "Keys of");
    expect_text(terminal, "Moving");
    expect_row_with(terminal, "Down", "one line down");
    expect_screen(terminal, "help-80x24.txt", false);
    press(terminal, "G");
    expect_text(terminal, "wheel");
    press(terminal, "Escape");
    expect_text(terminal, "Filters");
    expect_no_text(terminal, "Keys of");
    press(terminal, "F1");
    expect_text(terminal, "Keys of");
    terminal_free(terminal);
}

/* Under the least size it says what it needs, stays alive, and comes back as it was. */
static void test_resize(void **state)
{
    struct terminal *terminal = stage_open(*state, small);
    press(terminal, "Down");
    char *before = terminal_screen(terminal);
    terminal_resize(terminal, 10, 60);
    expect_text(terminal, "80");
    expect_text(terminal, "24");
    come_to_rest(terminal);
    expect_no_text(terminal, "Cohort");
    press(terminal, "Down"); /* nothing is changed unseen */
    terminal_resize(terminal, 2, 9);
    come_to_rest(terminal);
    terminal_resize(terminal, 1, 1);
    come_to_rest(terminal);
    terminal_resize(terminal, 24, 80);
    expect_text(terminal, "Cohort");
    come_to_rest(terminal);
    char *after = terminal_screen(terminal);
    /* All but the line with the clock. */
    assert_string_equal(strchr(after, '\n'), strchr(before, '\n'));
    free(before);
    free(after);
    terminal_resize(terminal, 60, 200);
    expect_text(terminal, "Latest");
    terminal_free(terminal);
}

/* However a window is dragged: at rest, the screen is that of a program started in its size. */
static void test_resized_screen_equals_a_fresh_one(void **state)
{
    static const int sizes[][2] = {{60, 200}, {24, 80}, {25, 81}, {40, 100}, {33, 133}};
    struct terminal *dragged = stage_open(*state, small);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        terminal_resize(dragged, sizes[i][0], sizes[i][1]);
        come_to_rest(dragged);
        struct terminal *fresh =
            stage_open(*state, (struct view){.rows = sizes[i][0], .columns = sizes[i][1]});
        char *expected = terminal_screen(fresh);
        char *actual = terminal_screen(dragged);
        assert_string_equal(strchr(actual, '\n'), strchr(expected, '\n'));
        free(expected);
        free(actual);
        terminal_free(fresh);
    }
    terminal_free(dragged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_screen),
        cmocka_unit_test(test_frames_are_straight),
        cmocka_unit_test(test_record),
        cmocka_unit_test(test_tabs_of_a_record),
        cmocka_unit_test(test_a_timeline_without_colours),
        cmocka_unit_test(test_record_of_a_child),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_resize),
        cmocka_unit_test(test_resized_screen_equals_a_fresh_one),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
