/* Names in any script, of any length, and in characters that are no letters: every column stays
 * where it is. */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

/* Ranks 1 to 24 of the sample. `shown` is what the list at 80 columns has of it, or the beginning.
 */
static const struct person {
    struct stage_name name;
    const char *shown;
} people[] = {
    {{"2021/0002197G", "مُحَمَّد", "عليّ"}, "مُحَمَّد, عليّ"},
    {{"2011/0012424W", "כהן-לוי", "משה 42"}, "כהן-לוי, משה 42"},
    {{"2021/0008875Q", "王", "小明"}, "王, 小明"},
    {{"2006/0010100U", "山田ヤマダ", "ﾊﾅｺ"}, "山田ヤマダ, ﾊﾅｺ"},
    {{"2022/0004969K", "김", "민준"}, "김, 민준"},
    /* Korean and Vietnamese in the letters that they are made of */
    {{"2020/0004213H", "\u1100\u1175\u11b7", "\u1106\u1175\u11ab"}, "김, 민"},
    {{"2008/0003569A", "Nguye\u0302\u0303n", "Tha\u0306\u0301ng"}, "Nguyễn, Thắng"},
    {{"2020/0003513X", "Q\u0301\u0302\u0303\u0304\u0305", "x\u0323\u0308"}, "Q\u0301\u0302, x"},
    {{"2016/0009526X", "शर्मा", "अरुण"}, "श"},
    {{"2015/0014377E", "ศรีสุข", "น้ำฝน"}, "ศ"},
    {{"2011/0005564P", "😀😀", "🚒"}, "😀😀, 🚒"},
    {{"2026/0005676P", "👩🏽\u200d🚒", "🇬🇧"}, "👩\\u{1f3fd}"},
    {{"2009/0005025Y", "❤\ufe0f", "1\ufe0f\u20e3"}, "❤\\u{fe0f}, 1"},
    {{"2021/0010709J", "Ze\u200bro", "wi\u2060dth\ufeff"}, "Ze\\u{200b}ro, "},
    {{"2022/0004045F", "Smi\u200dth", "\u200cA\u3164"}, "Smi\\u{200d}th,"},
    {{"2008/0001049L", "محمد\u202e", "\u2066abc"}, "محمد\\u{202e}, "},
    {{"2016/0007671F", "\x1b[31mRed", "\x1b]0;t\x07"}, "\\x1b[31mRed, "},
    {{"2007/0010226W", "\xc2\x9b[2J", "\xc2\x85\xc2\x90x\xc2\x9c"}, "\\u{009b}[2J, "},
    {{"2026/0003282M", "\x08\x7f", "\x0e\x01"}, "\\x08\\x7f, "},
    {{"2015/0003660F", "^@\\0", "\u2400%00"}, "^@\\0, ␀%00"},
    {{"2024/0003233D", "ｗｉｄｅ", "ＮＡＭＥ"}, "ｗｉｄｅ, ＮＡ…"},
    {{"2020/0007979B", "\u0301\u0302", "\u0308"}, "\\u{0301}"},
    {{"2025/0009582V", "Æthelstan-Łukasiewicz", "Œuvre"}, "Æthelstan-Łuk"},
    {{"2017/0008266T", NULL, "Long"}, "wwwwwwwwwwwww"},
};
enum { PEOPLE = sizeof people / sizeof people[0], LONG = 500 };

static char long_name[LONG + 1];

struct world {
    struct stage *sample;
    struct stage named;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    struct stage_name names[PEOPLE];
    assert_non_null(world);
    memset(long_name, 'w', LONG);
    for (size_t i = 0; i < PEOPLE; i++) {
        names[i] = people[i].name;
        if (names[i].surname == NULL)
            names[i].surname = long_name;
    }
    void *sample = NULL;
    stage_set_up(&sample);
    world->sample = sample;
    world->named.folder = world->sample->folder;
    world->named.home = path_in(world->sample->folder, "named");
    char *extract = path_in(world->sample->folder, "extract");
    stage_copy_sample_renamed(extract, names, PEOPLE);
    stage_load(world->named.home, extract);
    free(extract);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    void *sample = world->sample;
    free(world->named.home);
    free(world);
    return stage_tear_down(&sample);
}

/* ------------------------------------------------------------------------------------- columns */

/* Where the column of names begins and ends, the blank after it left out. */
static void find_names(struct terminal *terminal, int *heading, int *from, int *to)
{
    assert_true(terminal_find(terminal, "Name  ", heading, from));
    assert_true(terminal_find(terminal, " Age ", NULL, to));
}

/* Whatever a name is, each cell outside the column of names is as it is for the sample's names. */
static void expect_same_outside(struct terminal *named, struct terminal *sample)
{
    int heading = 0;
    int from = 0;
    int to = 0;
    find_names(sample, &heading, &from, &to);
    for (int row = heading; row <= heading + PEOPLE && row < terminal_rows(sample); row++)
        for (int column = 0; column < terminal_columns(sample); column++) {
            if (row > heading && column >= from && column < to)
                continue;
            const struct terminal_cell is = terminal_cell(named, row, column);
            const struct terminal_cell should = terminal_cell(sample, row, column);
            if (strcmp(is.text, should.text) == 0)
                continue;
            terminal_dump(named, stderr);
            fail_msg("row %d, column %d: \"%s\", expected \"%s\"", row, column, is.text,
                     should.text);
        }
}

/* The frame's right edge on every row from `first` to the row before the last. */
static void expect_right_edge(struct terminal *terminal, int first)
{
    static const char *const edges[] = {"│", "┐", "┤", "┘"};
    for (int row = first; row < terminal_rows(terminal) - 1; row++) {
        const struct terminal_cell cell =
            terminal_cell(terminal, row, terminal_columns(terminal) - 1);
        bool edge = false;
        for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++)
            edge = edge || strcmp(cell.text, edges[i]) == 0;
        if (edge)
            continue;
        terminal_dump(terminal, stderr);
        fail_msg("row %d has no edge on the right but \"%s\"", row, cell.text);
    }
}

static void test_columns_stay_straight(void **state)
{
    const struct world *world = *state;
    static const int widths[] = {80, 132, 200};
    static const char *const terms[] = {"xterm-256color", "vt100", "xterm-direct"};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        const struct view view = {.rows = 60, .columns = widths[i], .term = terms[i]};
        struct terminal *sample = stage_open(world->sample, view);
        struct terminal *named = stage_open(&world->named, view);
        expect_same_outside(named, sample);
        /* And when rows are painted over one another. */
        const char *const keys[] = {"PageDown", "PageUp", "S", "S", "G", "g"};
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            press(named, keys[k]);
            press(sample, keys[k]);
        }
        expect_same_outside(named, sample);
        expect_right_edge(named, 2);
        terminal_free(sample);
        terminal_free(named);
    }
}

/* Each name in the list as far as it goes, on the edge of the pane that says why, and on the
 * record. */
static void test_each_name_is_shown_harmless(void **state)
{
    const struct world *world = *state;
    struct terminal *terminal = stage_open(&world->named, (struct view){.rows = 40});
    for (size_t i = 0; i < PEOPLE; i++) {
        char beginning[64];
        snprintf(beginning, sizeof beginning, "%.12s", people[i].name.pncid);
        expect_under_cursor(terminal, people[i].shown);
        expect_right_edge(terminal, 2);
        press(terminal, "Enter");
        expect_text(terminal, beginning);
        expect_right_edge(terminal, 1);
        press(terminal, "Escape");
        press(terminal, "Down");
    }
    static const char *const never[] = {
        "\x1b[31mRed", "\x1b]0;t",   "\x07",       "\x08\x7f", "\xc2\x9b",
        "\xc2\x85",    "\u202e",     "\u2066",     "\u200b",   "\u200d",
        "\ufe0f",      "\U0001F3FD", "\U0001F1EC", "\ufeff",   "\u3164",
    };
    const size_t bytes = terminal_bytes(terminal);
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        if (memmem(terminal_raw(terminal), bytes, never[i], strlen(never[i])) != NULL)
            fail_msg("character %zu of those that are never sent was sent", i);
    assert_int_equal(terminal_bells(terminal), 0);
    terminal_free(terminal);
}

/* In ASCII nothing else is sent, and the columns are the same. */
static void test_columns_stay_straight_in_ascii(void **state)
{
    const struct world *world = *state;
    const struct view view = {.rows = 60, .locale = "C"};
    struct terminal *sample = stage_open(world->sample, view);
    struct terminal *named = stage_open(&world->named, view);
    expect_same_outside(named, sample);
    expect_text(named, "Nguyen, Thang");
    expect_text(named, "?????, ????");
    const unsigned char *raw = (const unsigned char *)terminal_raw(named);
    for (size_t i = 0; i < terminal_bytes(named); i++)
        if (raw[i] >= 0x80u)
            fail_msg("byte %zu is 0x%02x", i, raw[i]);
    terminal_free(sample);
    terminal_free(named);
}

/* --------------------------------------------------------------------- what single kinds need */

/* The Linux console gives a mark a column of its own: letters have theirs in them, others go
 * without. */
static void test_the_console_gets_no_marks(void **state)
{
    const struct world *world = *state;
    struct terminal *terminal =
        stage_open(&world->named, (struct view){.rows = 40, .term = "linux"});
    expect_text(terminal, "Nguyễn, Thắng");
    expect_text(terminal, "Q, x");
    expect_right_edge(terminal, 2);
    assert_null(memmem(terminal_raw(terminal), terminal_bytes(terminal), "\u0301", 2));
    assert_null(memmem(terminal_raw(terminal), terminal_bytes(terminal), "\u0302", 2));
    terminal_free(terminal);
}

static int count_of(const struct terminal *terminal, const char *bytes)
{
    int count = 0;
    const char *at = terminal_raw(terminal);
    const char *const end = at + terminal_bytes(terminal);
    while ((at = memmem(at, (size_t)(end - at), bytes, strlen(bytes))) != NULL) {
        count++;
        at += strlen(bytes);
    }
    return count;
}

/* Terminals that turn round what is written from right to left, numbers beside it included, are
 * asked to leave each cell where it is put (ECMA-48, BDSM), for as long as the screen is ours. */
static void test_right_to_left_moves_no_column(void **state)
{
    const struct world *world = *state;
    struct terminal *terminal = stage_open(&world->named, (struct view){0});
    assert_int_equal(count_of(terminal, "\x1b[8l"), 1);
    assert_int_equal(count_of(terminal, "\x1b[8h"), 0);
    press(terminal, "q");
    expect_end(terminal, 0);
    assert_int_equal(count_of(terminal, "\x1b[8l"), 1);
    assert_int_equal(count_of(terminal, "\x1b[8h"), 1);
    terminal_free(terminal);

    terminal = stage_open(&world->named, (struct view){.locale = "C"});
    assert_int_equal(count_of(terminal, "\x1b[8l"), 0); /* nothing of the kind is sent there */
    terminal_free(terminal);
}

/* A name is cut before it pushes aside that somebody is a child. */
static void test_a_long_name_leaves_room_for_under_18(void **state)
{
    const struct world *world = *state;
    char *extract = path_in(world->sample->folder, "child");
    char *home = path_in(world->sample->folder, "home-of-child");
    const struct stage_name child = {"2021/0008875Q", long_name, "Long"};
    stage_copy_sample_renamed(extract, &child, 1);
    stage_load(home, extract);
    const struct stage stage = {.folder = world->sample->folder, .home = home};
    struct terminal *terminal = stage_open(&stage, (struct view){0});
    type(terminal, "3");
    press(terminal, "Enter");
    expect_under_cursor(terminal, "wwww");
    expect_row_with(terminal, "Why: rank 3 wwww", "under 18");
    press(terminal, "Enter");
    expect_row_with(terminal, "wwww… ", "2021/0008875Q");
    expect_row_with(terminal, "2021/0008875Q", "under 18 ");
    terminal_free(terminal);
    free(extract);
    free(home);
}

/* Right-to-left and wide text is typed and found like any other. */
static void test_searching_in_other_scripts(void **state)
{
    const struct world *world = *state;
    static const struct {
        const char *typed;
        size_t person;
    } searches[] = {{"/כהן", 1}, {"/王", 2}, {"/김", 4}, {"/nguyen", 6}};
    for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++) {
        struct terminal *terminal = stage_open(&world->named, (struct view){.rows = 40});
        press(terminal, "G");
        type(terminal, searches[i].typed);
        expect_text(terminal, searches[i].typed);
        expect_right_edge(terminal, 2);
        press(terminal, "Enter");
        expect_under_cursor(terminal, people[searches[i].person].shown);
        terminal_free(terminal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_stay_straight),
        cmocka_unit_test(test_each_name_is_shown_harmless),
        cmocka_unit_test(test_columns_stay_straight_in_ascii),
        cmocka_unit_test(test_the_console_gets_no_marks),
        cmocka_unit_test(test_right_to_left_moves_no_column),
        cmocka_unit_test(test_a_long_name_leaves_room_for_under_18),
        cmocka_unit_test(test_searching_in_other_scripts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
