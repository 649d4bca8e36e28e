/* What waits for the user as a session begins, and the lists that follow copies and activity up. */
#include "testing.h"

#include "vha/copying.h"
#include "vha/todo.h"

static struct stage stage;

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_prepare(&stage);
    stage.user.role = VHA_COORDINATOR; /* no list, and no children to look for */
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static void begin(void)
{
    stage_begin(&stage, 24, 80);
    desk_restore(&stage.desk);
    stage_draw(&stage);
}

static void give(const char *order)
{
    stage_press(&stage, ": Ctrl-U");
    stage_type(&stage, order);
    stage_press(&stage, "Enter");
}

static void assert_shows(const char *text)
{
    if (!stage_shows(&stage, text))
        fail_msg("\"%s\" is not on the screen:\n%s", text, stage_text(&stage));
}

static void assert_hides(const char *text)
{
    if (stage_shows(&stage, text))
        fail_msg("\"%s\" is on the screen:\n%s", text, stage_text(&stage));
}

static void test_nothing_waits(void **state)
{
    (void)state;
    begin();
    assert_hides("To do");
    give("todo");
    assert_shows("To do");
    assert_shows("Nothing waits for you.");
    stage_press(&stage, "Enter Esc"); /* there is nothing to open */
    assert_shows("What you may do here");
}

static void test_each_line_opens_its_screen(void **state)
{
    (void)state;
    fake.todos[VHA_TODO_COPIES_OVERDUE] = 2;
    fake.todos[VHA_TODO_COPIES_UNCONFIRMED] = 1;
    begin();
    assert_shows("> 2 copies should have been destroyed");
    assert_shows("  1 copy has no confirmed authority");
    fake.todos[VHA_TODO_COPIES_OVERDUE] = 0;
    stage_press(&stage, "Enter");
    assert_shows("Copies that should have been destroyed");
    assert_shows("   1  overdue   2026-09-30  not confirmed Clerk \\x1b[2J");
    assert_hides("2037-01-01");
    stage_press(&stage, "Esc"); /* back to what else waits, counted afresh */
    assert_shows("To do");
    assert_hides("should have been destroyed");
    stage_press(&stage, "Enter");
    assert_shows("Copies whose authority is not confirmed");
    give("board"); /* in the place of it */
    give("todo");
    assert_int_equal(stage.desk.screen_count, 2);
    stage_press(&stage, "Esc");
    assert_hides("To do");
    assert_int_equal(stage.desk.screen_count, 1);
}

/* Nobody is shown a list of theirs over a form that is to be met first. */
static void test_not_before_the_purpose(void **state)
{
    (void)state;
    fake.todos[VHA_TODO_COPIES_OVERDUE] = 2;
    stage.options.purpose = NULL;
    begin();
    assert_hides("To do");
    assert_shows("Purpose of this session");
}

static void test_children_without_a_decision(void **state)
{
    (void)state;
    stage.user.role = VHA_HEAD_OF_CID;
    begin();
    assert_shows("To do");
    assert_shows("have no safeguarding decision (SOP 39)");
    stage_press(&stage, "Enter");
    assert_shows("Cohort");
    assert_hides("To do");
}

static void test_a_copy_to_its_end(void **state)
{
    (void)state;
    begin();
    give("copies");
    stage_press(&stage, "Down Enter");
    assert_shows("Official - Sensitive");
    assert_shows("2026-09-03T09:00 moved to Judge by mo2.one: by hand");
    assert_shows(":copy_destroy 2");
    const unsigned looks = fake.copy_looks;
    give("copy_destroy 2");
    assert_shows("Destruction of copy 2");
    stage_type(&stage, "shredded");
    stage_press(&stage, "Enter");
    assert_shows("Copy 2 is then destroyed on record.");
    stage_press(&stage, "Enter");
    assert_string_equal(fake.step, "2 destroy: shredded, -, ");
    assert_true(fake.copy_looks > looks); /* shown as it is now */
    assert_shows("Copy 2 is destroyed.");
    give("copy_move 2");
    stage_type(&stage, "Archive");
    stage_press(&stage, "Tab");
    stage_type(&stage, "by hand");
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.step, "2 move: by hand, Archive, ");
    give("copy_extend 2");
    stage_type(&stage, "2037-02-01");
    stage_press(&stage, "Tab");
    stage_type(&stage, "hearing moved");
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.step, "2 extend: hearing moved, -, 2037-02-01");
    give("copy_authorise 2");
    stage_type(&stage, "order seen");
    fake.step_refused = true;
    stage_press(&stage, "Enter Enter");
    assert_shows("The note is missing."); /* the form stays */
    stage_press(&stage, "Esc Esc");
    give("copy_authorise two");
    assert_shows("\"two\" is no number of a copy.");
    give("copies burnt");
    assert_shows("copies takes open, overdue or unconfirmed, and \"burnt\" is none.");
}

static void test_the_board(void **state)
{
    (void)state;
    begin();
    give("board");
    assert_shows("For the CID Delivery Board");
    assert_shows("2026-Q3 AS  enforcement    12: 3 awaited, 5 achieved, 1 in part, 3");
    assert_shows("2026-Q2 AS  diversion");
    give("board 2026-Q2");
    assert_hides("2026-Q3 AS");
    give("board 2025-Q1");
    assert_shows("None is on record.");
    fake.refused = true;
    give("board");
    assert_shows("ask MO2.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_waits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_line_opens_its_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_not_before_the_purpose, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_children_without_a_decision, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_copy_to_its_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_board, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
