/* What keys do to the list: moving, paging, filtering, sorting, searching; and a key held down. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_rank(struct terminal *terminal, int rank)
{
    char *row = cursor_text(terminal);
    const int actual = atoi(row + 1);
    free(row);
    if (actual != rank)
        terminal_dump(terminal, stderr);
    assert_int_equal(actual, rank);
}

static void test_moving(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    expect_rank(terminal, 1);
    expect_row_with(terminal, "Why: ", "1");
    press(terminal, "j");
    expect_rank(terminal, 2);
    expect_row_with(terminal, "Why: ", "2");
    press(terminal, "Down");
    expect_rank(terminal, 3);
    press(terminal, "k");
    press(terminal, "Up");
    expect_rank(terminal, 1);
    press(terminal, "Up"); /* there is nobody above */
    expect_rank(terminal, 1);
    press(terminal, "G");
    expect_rank(terminal, 208);
    press(terminal, "Down");
    expect_rank(terminal, 208);
    press(terminal, "g");
    expect_rank(terminal, 1);
    press(terminal, "End");
    expect_rank(terminal, 208);
    press(terminal, "Home");
    expect_rank(terminal, 1);
    terminal_free(terminal);
}

static void test_paging(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    const int first_row = cursor_row(terminal);
    press(terminal, "PageDown");
    char *row = cursor_text(terminal);
    const int page = atoi(row + 1) - 1;
    free(row);
    assert_in_range(page, 3, 20);
    assert_int_equal(cursor_row(terminal), first_row);
    press(terminal, "C-f");
    expect_rank(terminal, 1 + 2 * page);
    press(terminal, "PageUp");
    press(terminal, "C-b");
    expect_rank(terminal, 1);
    press(terminal, "C-d");
    row = cursor_text(terminal);
    assert_in_range(atoi(row + 1), 1 + page / 2, 2 + page / 2);
    free(row);
    press(terminal, "C-u");
    expect_rank(terminal, 1);
    terminal_free(terminal);
}

static void test_jump_to_a_rank(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, "57");
    expect_text(terminal, "57");
    press(terminal, "Enter");
    expect_rank(terminal, 57);
    expect_under_cursor(terminal, "Zoë");
    terminal_free(terminal);
}

/* A rank that is not shown leads to a neighbour, and it is said that this is not the one. */
static void test_a_rank_that_is_not_shown(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.columns = 132});
    type(terminal, "9999");
    press(terminal, "Enter");
    expect_text(terminal, "Rank 9999 is not among the people shown; this is the last one.");
    type(terminal, ":filter u18\r");
    type(terminal, ":rank 1\r");
    expect_text(terminal, "Rank 1 is not among the people shown; this is the next one.");
    expect_rank(terminal, 3);
    type(terminal, ":rank 4\r");
    expect_rank(terminal, 4);
    expect_no_text(terminal, "is not among");
    terminal_free(terminal);
}

/* The number that stands after the text in its row. */
static int number_after(struct terminal *terminal, const char *text)
{
    int row = 0;
    expect_text(terminal, text);
    assert_true(terminal_find(terminal, text, &row, NULL));
    char *line = terminal_row(terminal, row);
    const int number = atoi(strstr(line, text) + strlen(text));
    free(line);
    return number;
}

static void expect_listed(struct terminal *terminal, int people)
{
    char text[64];
    snprintf(text, sizeof text, " %d of " SAMPLE_PEOPLE " ", people);
    expect_text(terminal, text);
    come_to_rest(terminal);
}

/* The number that a filter value announces is what the list then has; values of one pane widen the
 * choice, panes narrow it, and every pane counts under the choices of the others. */
static void test_filter_counts_follow(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.rows = 60, .columns = 200});
    press(terminal, "f");
    const int lambeth = number_after(terminal, "[ ] Lambeth");
    const int southwark = number_after(terminal, "[ ] Southwark");
    assert_in_range(lambeth, 1, 207);
    type(terminal, " ");
    expect_text(terminal, "[x] Lambeth");
    expect_text(terminal, "Only Borough: Lambeth");
    expect_listed(terminal, lambeth);
    assert_int_equal(number_after(terminal, "[ ] Southwark"), southwark);
    assert_int_equal(number_after(terminal, "( ) Under 18") +
                         number_after(terminal, "( ) 18 and over"),
                     lambeth);

    press(terminal, "Down");
    type(terminal, " ");
    expect_listed(terminal, lambeth + southwark);
    expect_text(terminal, "Only Borough: AS Central South"); /* the two are the whole BCU */
    const int children = number_after(terminal, "( ) Under 18");
    int row = 0;
    int column = 0;
    assert_true(terminal_find(terminal, "( ) Under 18", &row, &column));
    assert_true(terminal_click(terminal, row, column + 1));
    expect_text(terminal, "(o) Under 18");
    expect_listed(terminal, children);
    assert_int_equal(
        number_after(terminal, "[x] Lambeth") + number_after(terminal, "[x] Southwark"), children);

    press(terminal, "C");
    expect_listed(terminal, 208);
    expect_no_text(terminal, "[x]");
    expect_text(terminal, "no filter is set");
    terminal_free(terminal);
}

/* A filter that nobody meets says so, and leaves a list that can be moved in. */
/* The same words as on the command line, with what they would leave said while they are typed. */
static void test_filters_are_typed_turned_round_and_taken_back(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.rows = 60, .columns = 200});
    press(terminal, "f");
    const int lambeth = number_after(terminal, "[ ] Lambeth");
    type(terminal, ":filter boro");
    press(terminal, "Tab");
    type(terminal, "Lam");
    press(terminal, "Tab");
    expect_text(terminal, ":filter borough=Lambeth");
    char text[64];
    snprintf(text, sizeof text, " %d people: Borough: Lambeth", lambeth);
    expect_text(terminal, text);
    press(terminal, "Enter");
    expect_text(terminal, "Only Borough: Lambeth");
    expect_listed(terminal, lambeth);

    type(terminal, "!");
    expect_text(terminal, "[-] Lambeth");
    expect_text(terminal, "Only Borough: not Lambeth");
    expect_listed(terminal, 208 - lambeth);
    type(terminal, "u");
    expect_listed(terminal, lambeth);
    type(terminal, "u");
    expect_listed(terminal, 208);
    type(terminal, "u");
    expect_text(terminal, "No filter was set before this one.");
    type(terminal, "UU");
    expect_text(terminal, "Only Borough: not Lambeth");

    /* A range begins in its pane and is typed. */
    press(terminal, "End");
    type(terminal, " ");
    expect_text(terminal, ":filter borough!=Lambeth latest=");
    type(terminal, "2026-Q3");
    press(terminal, "Enter");
    expect_text(terminal, "Latest offence 2026-07-01 to 2026-09-30");
    expect_text(terminal, "[x] Latest offence");
    type(terminal, ":filter borough=Lamberth\r");
    expect_text(terminal, "did you mean \"Lambeth\"?");
    expect_text(terminal, ":filter borough=Lamberth");
    press(terminal, "Escape");
    type(terminal, "C");
    expect_listed(terminal, 208);
    terminal_free(terminal);
}

static void test_nobody_meets_the_filters(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.rows = 60, .columns = 200});
    static const char *const clicked[] = {"[ ] Free", "[ ] LICENCE",          "[ ] SHPO",
                                          "[ ] Flex", "[ ] Lethal discharge", "[ ] PAC",
                                          "[ ] CRIS"};
    for (size_t i = 0; i < sizeof clicked / sizeof clicked[0]; i++) {
        int row = 0;
        int column = 0;
        if (!terminal_find(terminal, clicked[i], &row, &column))
            continue;
        assert_true(terminal_click(terminal, row, column + 1));
        come_to_rest(terminal);
    }
    expect_listed(terminal, 0);
    expect_text(terminal, "Nobody on the list meets these filters.");
    static const char *const keys[] = {"Escape", "Down", "Up",    "PageDown", "G",      "g",
                                       "n",      "s",    "Enter", "C-d",      "PageUp", "S"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        press(terminal, keys[i]);
    type(terminal, "/zoe");
    press(terminal, "Enter");
    type(terminal, "7");
    press(terminal, "Enter");
    press(terminal, "C");
    expect_listed(terminal, 208);
    terminal_free(terminal);
}

static void test_sorting(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.rows = 60, .columns = 200});
    int row = 0;
    int column = 0;
    char *before = terminal_row(terminal, 2);
    press(terminal, "s");
    char *after = terminal_row(terminal, 2);
    assert_string_not_equal(before, after); /* the title says the order in words */
    free(before);
    free(after);
    terminal_free(terminal);

    terminal = stage_open(*state, (struct view){.rows = 60, .columns = 200});
    assert_true(terminal_find(terminal, "Name", &row, &column));
    assert_true(terminal_click(terminal, row, column));
    come_to_rest(terminal);
    press(terminal, "g");
    expect_text(terminal, "by name");
    const int first = cursor_row(terminal);
    char last_initial = 'A';
    for (int at = first; at < first + 20; at++) {
        const char initial = terminal_cell(terminal, at, column).text[0];
        assert_true(initial >= last_initial);
        last_initial = initial;
    }
    assert_in_range(last_initial, 'A', 'C');
    press(terminal, "S");
    press(terminal, "g");
    assert_string_equal(terminal_cell(terminal, first, column).text, "李");
    terminal_free(terminal);
}

/* Accent-blind and case-blind, as it is typed; the next ones with n and N. */
static void test_search(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, "/");
    type(terminal, "suilleabhain");
    expect_under_cursor(terminal, "Súilleabháin");
    expect_rank(terminal, 4);
    press(terminal, "Enter");
    press(terminal, "n");
    expect_rank(terminal, 20);
    press(terminal, "n");
    expect_rank(terminal, 21);
    press(terminal, "N");
    expect_rank(terminal, 20);
    terminal_free(terminal);

    static const struct {
        const char *typed;
        int rank;
    } searches[] = {
        {"LUKASZ", 2}, {"zoë", 10},    {"zoe o'neill", 57}, {"o'neill zoë", 57},  {"李", 7},
        {"sahin", 23}, {"muller", 24}, {"zajac", 36},       {"2008/0003569A", 7}, {"García", 10}};
    for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++) {
        terminal = stage_open(*state, (struct view){0});
        type(terminal, "/");
        type(terminal, searches[i].typed);
        expect_rank(terminal, searches[i].rank);
        terminal_free(terminal);
    }
}

/* Esc goes back one step: the cursor returns, and the text is put away until Up asks for it. */
static void test_search_given_up_and_in_vain(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    press(terminal, "Down");
    type(terminal, "/");
    type(terminal, "garcia");
    expect_rank(terminal, 10);
    press(terminal, "Escape");
    expect_rank(terminal, 2);
    type(terminal, "/");
    expect_no_text(terminal, "garcia");
    press(terminal, "Up");
    expect_text(terminal, "garcia");
    expect_rank(terminal, 10);
    press(terminal, "C-u");
    type(terminal, "qqqq");
    expect_text(terminal, "Nobody");
    expect_rank(terminal, 2);
    terminal_free(terminal);
}

/* After a search that was done, the line begins another one; n still goes on with the old. */
static void test_the_next_search_is_another_one(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, "/");
    type(terminal, "suilleabhain");
    press(terminal, "Enter");
    expect_rank(terminal, 4);
    type(terminal, "/");
    press(terminal, "Escape");
    press(terminal, "n");
    expect_rank(terminal, 20);
    type(terminal, "/");
    type(terminal, "garcia");
    expect_under_cursor(terminal, "García");
    press(terminal, "Enter");
    type(terminal, "/");
    press(terminal, "Backspace");
    expect_text(terminal, "/garci ");
    terminal_free(terminal);
}

/* A key held down: all waiting keys are taken before anything is drawn, so that the list stops
 * when the key does, and a slow line is not flooded with screens that nobody sees. */
static void test_a_held_key_does_not_run_on(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.rows = 50, .columns = 200});
    char keys[201];
    memset(keys, 'j', 200);
    keys[200] = '\0';
    terminal_mark(terminal);
    press(terminal, "PageDown");
    const size_t page_bytes = terminal_bytes(terminal);
    press(terminal, "g");

    terminal_mark(terminal);
    assert_true(terminal_type(terminal, keys));
    come_to_rest(terminal);
    expect_rank(terminal, 201);
    print_message("200 keys: %zu bytes; a page: %zu bytes\n", terminal_bytes(terminal), page_bytes);
    assert_true(terminal_bytes(terminal) < 20 * page_bytes);
    terminal_free(terminal);
}

/* Keys that mean nothing, and bytes that are no key, do nothing; what was pressed is told so. */
static void test_unknown_keys(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    char *before = terminal_screen(terminal);
    static const char *const strange[] = {"F11", "Insert", "M-x", "C-Up", "S-F5"};
    for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++)
        press(terminal, strange[i]);
    assert_true(terminal_send(terminal, "\x1b[999~\x1b[?1;2c\x1b]11;rgb:0/0/0\x07", 28));
    come_to_rest(terminal);
    assert_true(terminal_send(terminal, "\xff\xfe\xc3\x28\x80", 5));
    come_to_rest(terminal);
    assert_true(terminal_send(terminal, "", 1));
    come_to_rest(terminal);
    press(terminal, "Escape");
    press(terminal, "Escape");
    press(terminal, "g");
    expect_rank(terminal, 1);
    char *after = terminal_screen(terminal);
    assert_string_equal(strchr(after, '\n'), strchr(before, '\n'));
    free(before);
    free(after);
    type(terminal, "@");
    expect_text(terminal, "@ does nothing here; ? lists the keys that do.");
    press(terminal, "F11");
    expect_text(terminal, "F11 does nothing here; ? lists the keys that do.");
    press(terminal, "Down");
    expect_text(terminal, "/ search");
    press(terminal, "Enter");
    type(terminal, "P");
    expect_text(terminal, "P does nothing here; ? lists the keys that do.");
    terminal_free(terminal);
}

/* What is pasted is text and nothing else: no line of it is Enter, no letter a key. */
static void test_pasting(void **state)
{
    static const char lines[] = "\033[200~One q\rTwo\n\x03Three\033[201~";
    static const char keys[] = "\033[200~q\r\033[201~";
    struct terminal *terminal = stage_open(*state, (struct view){0});
    assert_true(terminal_send(terminal, keys, sizeof keys - 1));
    come_to_rest(terminal);
    expect_text(terminal, "Cohort");
    type(terminal, ":apply n.jones\r");
    expect_text(terminal, "User Undertaking Form");
    press(terminal, "S-Tab"); /* round to the last field */
    assert_true(terminal_send(terminal, lines, sizeof lines - 1));
    expect_text(terminal, "Three");
    expect_text(terminal, "> Reason for access      One q");
    expect_text(terminal, "Still missing: ");
    press(terminal, "C-z");
    expect_no_text(terminal, "One q");
    press(terminal, "Escape");
    press(terminal, "Escape");
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moving),
        cmocka_unit_test(test_paging),
        cmocka_unit_test(test_jump_to_a_rank),
        cmocka_unit_test(test_a_rank_that_is_not_shown),
        cmocka_unit_test(test_filter_counts_follow),
        cmocka_unit_test(test_filters_are_typed_turned_round_and_taken_back),
        cmocka_unit_test(test_nobody_meets_the_filters),
        cmocka_unit_test(test_sorting),
        cmocka_unit_test(test_search),
        cmocka_unit_test(test_search_given_up_and_in_vain),
        cmocka_unit_test(test_the_next_search_is_another_one),
        cmocka_unit_test(test_a_held_key_does_not_run_on),
        cmocka_unit_test(test_unknown_keys),
        cmocka_unit_test(test_pasting),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
