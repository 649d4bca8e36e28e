/* Names that would like to command the terminal are shown, not obeyed. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The person of rank 1 in the sample, and rank 2. */
#define FIRST "2021/0002197G,O'Neill,Noah,"

static struct terminal *open_with_name(const struct stage *stage, const char *name,
                                       struct view view)
{
    char *extract = path_in(stage->folder, "extract");
    char *home = path_in(stage->folder, "hostile");
    remove_folder(extract);
    remove_folder(home);
    stage_copy_sample(extract, FIRST, name);
    stage_load(home, extract);
    const struct stage hostile = {.folder = stage->folder, .home = home};
    struct terminal *terminal = stage_open(&hostile, view);
    free(extract);
    free(home);
    return terminal;
}

static bool was_sent(const struct terminal *terminal, const char *bytes)
{
    return memmem(terminal_raw(terminal), terminal_bytes(terminal), bytes, strlen(bytes)) != NULL;
}

/* Looks at the name on the list, in the why pane, in the record, in the search line. */
static void walk_about(struct terminal *terminal)
{
    press(terminal, "Enter");
    press(terminal, "G");
    press(terminal, "Escape");
    type(terminal, "/owned");
    press(terminal, "Enter");
    expect_text(terminal, "Cohort");
}

static void test_escape_sequences(void **state)
{
    struct terminal *terminal =
        open_with_name(*state,
                       "2021/0002197G,\x1b]0;owned\x07\x1b[2J\x1b[31mX,\x9b\x1b"
                       "c\x08\x0e,",
                       (struct view){.rows = 50, .columns = 200});
    expect_under_cursor(terminal, "\\x1b]0;owned");
    walk_about(terminal);
    assert_false(was_sent(terminal, "\x1b]0;owned"));
    assert_false(was_sent(terminal, "\x1b[31mX"));
    assert_false(was_sent(terminal, "\x1b"
                                    "c"));
    assert_false(was_sent(terminal, "\x9b"));
    assert_false(was_sent(terminal, "\x0e\x0e"));
    assert_int_equal(terminal_bells(terminal), 0);
    expect_text(terminal, "8,422.778");
    terminal_free(terminal);
}

static void test_direction_overrides(void **state)
{
    struct terminal *terminal = open_with_name(
        *state,
        "2021/0002197G,ow\xe2\x80\xaened\xe2\x81\xa6\xe2\x80\xa8,\xf3\xa0\x81\x81N\xef\xbb\xbf,",
        (struct view){.rows = 50, .columns = 200});
    expect_under_cursor(terminal, "\\u{202e}");
    walk_about(terminal);
    assert_false(was_sent(terminal, "\xe2\x80\xae"));
    assert_false(was_sent(terminal, "\xe2\x81\xa6"));
    assert_false(was_sent(terminal, "\xe2\x80\xa8"));
    assert_false(was_sent(terminal, "\xf3\xa0\x81\x81"));
    terminal_free(terminal);
}

/* Names of a kilobyte, of combining marks alone, of wide characters: the frame stays where it is.
 */
static void test_names_of_strange_widths(void **state)
{
    char long_name[1200] = "2021/0002197G,";
    memset(long_name + 14, 'w', 1000);
    snprintf(long_name + 1014, sizeof long_name - 1014, ",Noah,");
    char marks[1200] = "2021/0002197G,o";
    for (size_t i = 0; i < 200; i++)
        strncat(marks, "\xcc\x81", sizeof marks - strlen(marks) - 1);
    strncat(marks, "wned,\xcc\x81,", sizeof marks - strlen(marks) - 1);
    const char *const names[] = {
        long_name, marks, "2021/0002197G,王小明王小明王小明王小明王小明王小明王小明,한국,",
        "2021/0002197G,👩🏽‍🚒👨‍👩‍👧‍👦🇬🇧 ow,ｗｉｄｅ,",
        "2021/0002197G,שלום محمد,مُحَمَّد,"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct terminal *terminal = open_with_name(*state, names[i], (struct view){0});
        const int row = cursor_row(terminal);
        for (int at = row; at < row + 4; at++) {
            const struct terminal_cell edge = terminal_cell(terminal, at, 79);
            if (strcmp(edge.text, "│") != 0)
                terminal_dump(terminal, stderr);
            assert_string_equal(edge.text, "│");
        }
        press(terminal, "Enter");
        expect_text(terminal, "2021/0002197G");
        assert_string_equal(terminal_cell(terminal, 5, 79).text, "│");
        terminal_free(terminal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escape_sequences),
        cmocka_unit_test(test_direction_overrides),
        cmocka_unit_test(test_names_of_strange_widths),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
