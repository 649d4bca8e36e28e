/* Names that would like to command the terminal are shown, not obeyed. */
#include "stage.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escape_sequences),
        cmocka_unit_test(test_direction_overrides),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
