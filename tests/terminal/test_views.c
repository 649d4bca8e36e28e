/* What a user saves and where they were outlasts the session. */
#include "stage.h"

#include <stdlib.h>

static void leave(struct terminal *terminal)
{
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

static void test_the_next_session_begins_where_the_last_one_ended(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, ":filter u18 score>=1000\r");
    expect_text(terminal, "Only Under 18; Score from 1,000");
    type(terminal, "ss");
    expect_text(terminal, "by age, youngest first");
    press(terminal, "Down");
    press(terminal, "Down");
    char *const under_cursor = cursor_text(terminal);
    const int row = cursor_row(terminal);
    leave(terminal);

    terminal = stage_open(*state, (struct view){.as_left = true});
    expect_text(terminal, "Only Under 18; Score from 1,000");
    expect_text(terminal, "by age, youngest first");
    expect_under_cursor(terminal, under_cursor + 1);
    assert_int_equal(cursor_row(terminal), row);
    free(under_cursor);

    /* A connection that drops keeps the place too. */
    type(terminal, ":filter bcu=AS\r");
    expect_text(terminal, "Only Borough: AS Central South");
    terminal_hang_up(terminal);
    int status = -1;
    assert_true(terminal_wait_end(terminal, TERMINAL_PATIENCE, &status));
    terminal_free(terminal);
    terminal = stage_open(*state, (struct view){.as_left = true});
    expect_text(terminal, "Only Borough: AS Central South");
    type(terminal, "C");
    leave(terminal);
}

/* A line for whoever comes for the first time, until any key. */
static void test_the_first_session(void **state)
{
    static const char hint[] =
        "New here: ? lists all keys, / finds somebody, Enter opens a record, q leaves.";
    stage_tamper(*state, "DELETE FROM list_place");
    struct terminal *terminal = stage_start(*state, (struct view){.as_left = true});
    expect_text(terminal, hint);
    press(terminal, "Down");
    expect_no_text(terminal, hint);
    expect_text(terminal, "? help  q quit");
    leave(terminal);
    terminal = stage_open(*state, (struct view){.as_left = true});
    expect_no_text(terminal, hint);
    leave(terminal);
}

static void test_views_outlast_the_session(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, ":filter wanted\r");
    expect_text(terminal, "Only Wanted: any");
    type(terminal, ":save_view wanted ones\r");
    expect_text(terminal, "Saved as the view");
    type(terminal, "C");
    leave(terminal);
    terminal = stage_open(*state, (struct view){0});
    expect_text(terminal, "no filter is set");
    type(terminal, "v");
    expect_text(terminal, "wanted ones: wanted!=no");
    press(terminal, "Enter");
    expect_text(terminal, "Only Wanted: any");
    type(terminal, ":forget_view wanted");
    press(terminal, "Tab");
    expect_text(terminal, ":forget_view wanted ones");
    press(terminal, "Enter");
    expect_text(terminal, "is gone");
    leave(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_next_session_begins_where_the_last_one_ended),
        cmocka_unit_test(test_the_first_session),
        cmocka_unit_test(test_views_outlast_the_session),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
