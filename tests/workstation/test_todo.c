/* What waits for the user as a session begins, and the lists that follow copies and activity up. */
#include "on_stage.h"

#include "vha/copying.h"
#include "vha/todo.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_prepare(&stage);
    stage.user.role = VHA_COORDINATOR; /* no list, and no children to look for */
    return 0;
}

static void begin(void)
{
    stage_begin(&stage, 24, 80);
    desk_restore(&stage.desk);
    stage_draw(&stage);
}

static void test_nothing_waits(void **state)
{
    (void)state;
    begin();
    stage_expect_not(&stage, "To do");
    stage_give(&stage, "todo");
    stage_expect(&stage, "To do");
    stage_expect(&stage, "Nothing waits for you.");
    stage_press(&stage, "Enter Esc"); /* there is nothing to open */
    stage_expect(&stage, "What you may do here");
}

/* Whoever is back on the list after a removal is MO2's to look at first. */
static void test_back_after_a_removal(void **state)
{
    (void)state;
    fake.returned = 2;
    stage.user.role = VHA_MO2;
    begin();
    stage_expect(&stage, "> Rank 1 is back on the list: previously removed, new evidence");
    stage_expect(&stage, "  Rank 2 is back on the list: previously removed");
    stage_press(&stage, "j Enter");
    stage_expect(&stage, "Why");
    stage_expect(&stage, "rank 2");
    stage_press(&stage, "Esc");
    stage_expect(&stage, "To do");
}

static void test_each_line_opens_its_screen(void **state)
{
    (void)state;
    fake.todos[VHA_TODO_COPIES_OVERDUE] = 2;
    fake.todos[VHA_TODO_COPIES_UNCONFIRMED] = 1;
    begin();
    stage_expect(&stage, "> 2 copies should have been destroyed");
    stage_expect(&stage, "  1 copy has no confirmed authority");
    fake.todos[VHA_TODO_COPIES_OVERDUE] = 0;
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Copies that should have been destroyed");
    stage_expect(&stage, "   1  overdue   2026-09-30  not confirmed Clerk \\x1b[2J");
    stage_expect_not(&stage, "2037-01-01");
    stage_press(&stage, "Esc"); /* back to what else waits, counted afresh */
    stage_expect(&stage, "To do");
    stage_expect_not(&stage, "should have been destroyed");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Copies whose authority is not confirmed");
    stage_give(&stage, "board"); /* in the place of it */
    stage_give(&stage, "todo");
    assert_int_equal(stage.desk.screen_count, 2);
    stage_press(&stage, "Esc");
    stage_expect_not(&stage, "To do");
    assert_int_equal(stage.desk.screen_count, 1);
}

/* Nobody is shown a list of theirs over a form that is to be met first. */
static void test_not_before_the_purpose(void **state)
{
    (void)state;
    fake.todos[VHA_TODO_COPIES_OVERDUE] = 2;
    stage.options.purpose = NULL;
    begin();
    stage_expect_not(&stage, "To do");
    stage_expect(&stage, "Purpose of this session");
}

static void test_children_without_a_decision(void **state)
{
    (void)state;
    stage.user.role = VHA_HEAD_OF_CID;
    begin();
    stage_expect(&stage, "To do");
    stage_expect(&stage, "have no safeguarding decision (SOP 39)");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Cohort");
    stage_expect_not(&stage, "To do");
}

static void test_a_copy_to_its_end(void **state)
{
    (void)state;
    begin();
    stage_give(&stage, "copies");
    stage_press(&stage, "Down Enter");
    stage_expect(&stage, "Official - Sensitive");
    stage_expect(&stage, "2026-09-03T09:00 moved to Judge by mo2.one: by hand");
    stage_expect(&stage, ":copy_destroy 2");
    const unsigned looks = fake.copy_looks;
    stage_give(&stage, "copy_destroy 2");
    stage_expect(&stage, "Destruction of copy 2");
    stage_type(&stage, "shredded");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Copy 2 is then destroyed on record.");
    stage_press(&stage, "Enter");
    assert_string_equal(fake.step, "2 destroy: shredded, -, ");
    assert_true(fake.copy_looks > looks); /* shown as it is now */
    stage_expect(&stage, "Copy 2 is destroyed.");
    stage_give(&stage, "copy_move 2");
    stage_type(&stage, "Archive");
    stage_press(&stage, "Tab");
    stage_type(&stage, "by hand");
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.step, "2 move: by hand, Archive, ");
    stage_give(&stage, "copy_extend 2");
    stage_type(&stage, "2037-02-01");
    stage_press(&stage, "Tab");
    stage_type(&stage, "hearing moved");
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.step, "2 extend: hearing moved, -, 2037-02-01");
    stage_give(&stage, "copy_authorise 2");
    stage_type(&stage, "order seen");
    fake.step_refused = true;
    stage_press(&stage, "Enter Enter");
    stage_expect(&stage, "The note is missing."); /* the form stays */
    stage_press(&stage, "Esc Esc");
    stage_give(&stage, "copy_authorise two");
    stage_expect(&stage, "\"two\" is no number of a copy.");
    stage_give(&stage, "copies burnt");
    stage_expect(&stage, "copies takes open, overdue or unconfirmed, and \"burnt\" is none.");
}

static void test_the_board(void **state)
{
    (void)state;
    begin();
    stage_give(&stage, "board");
    stage_expect(&stage, "For the CID Delivery Board");
    stage_expect(&stage, "2026-Q3 AS  enforcement    12: 3 awaited, 5 achieved, 1 in part, 3");
    stage_expect(&stage, "2026-Q2 AS  diversion");
    stage_give(&stage, "board 2026-Q2");
    stage_expect_not(&stage, "2026-Q3 AS");
    stage_give(&stage, "board 2025-Q1");
    stage_expect(&stage, "None is on record.");
    fake.refused = true;
    stage_give(&stage, "board");
    stage_expect(&stage, "ask MO2.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_waits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_back_after_a_removal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_line_opens_its_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_not_before_the_purpose, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_children_without_a_decision, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_copy_to_its_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_board, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
