/* What MO2 works with from load to load, over a made-up cohort. */
#include "on_stage.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
    return 0;
}

/* ------------------------------------------------------------------------------ daily searches */

static void test_searches_are_logged_and_lead_to_records(void **state)
{
    (void)state;
    stage_give(&stage, "searches");
    stage_expect(&stage, "Daily search list: 20 people who score 2,500 or more");
    stage_expect(&stage, "    1  7,797.333  2003/0000000");
    stage_expect(&stage, "O'NEILL, Zoë, Lambeth");
    stage_expect(&stage, "\\x1b[2J");
    stage_expect(&stage, "  [3 new] ");
    const unsigned audits = fake.audits;
    stage_press(&stage, "Down Enter");
    assert_int_equal(fake.audits, audits + 1);
    assert_string_equal(fake.last_action, "open");
    stage_press(&stage, "Esc");
    stage_expect(&stage, "Daily search list");
    assert_int_equal(fake.audits, audits + 1); /* going back is no new look */
}

static void test_searches_that_cannot_be_logged_are_not_shown(void **state)
{
    (void)state;
    fake.audit_fails = true;
    stage_give(&stage, "searches");
    stage_expect_not(&stage, "Daily search list");
    stage_expect(&stage, "nothing is shown that cannot be logged");
}

static void test_searches_are_of_all_of_london(void **state)
{
    (void)state;
    snprintf(stage.user.scope, sizeof stage.user.scope, "AS");
    stage_give(&stage, "searches");
    stage_expect(&stage, "the search list is of all of London");
    stage_expect_not(&stage, "Daily search list");
    assert_int_equal(fake.refusals, 1);
}

/* ------------------------------------------------------------------------------- between loads */

static void test_movements_are_logged_and_lead_to_records(void **state)
{
    (void)state;
    stage_give(&stage, "movements");
    stage_expect(&stage, "Movements by the newest refreshes: 2");
    stage_expect(&stage, "2026-10-08  now in custody: ");
    stage_expect(&stage, "2026-10-08  found: no longer wanted (EWMS): ");
    assert_string_equal(fake.last_action, "list");
    stage_press(&stage, "Enter");
    assert_string_equal(fake.last_action, "open");
    stage_press(&stage, "Esc Esc");
    fake.audit_fails = true;
    stage_give(&stage, "movements");
    stage_expect_not(&stage, "now in custody: ");
}

/* ---------------------------------------------------------------------------- between quarters */

static void begin_compared(void)
{
    stage_close(&stage);
    fake.earlier_quarter = "2026-Q2";
    stage_prepare(&stage);
    stage_begin(&stage, 24, 80);
}

static void test_changes_in_sections(void **state)
{
    (void)state;
    begin_compared();
    stage_give(&stage, "changes");
    stage_expect(&stage, "2026-Q3 beside 2026-Q2: 1 came, 2 went, 9 stayed");
    stage_expect(&stage, "1 came onto the list");
    stage_expect(&stage, "2 went off it: rank and score in 2026-Q2");
    stage_expect(&stage, "1 of the 9 who stayed rose or fell");
    assert_string_equal(fake.last_action, "changes");
    assert_string_equal(fake.last_subject, "2026-Q3");
    stage_press(&stage, "Down");
    stage_expect(&stage, "KNIFE_INJURY, 2026-09-29");
    stage_press(&stage, "Tab Down");
    stage_expect(&stage, "the extract any more");
    stage_press(&stage, "Down"); /* all of it, below */
    stage_expect(&stage, "their reports now");
    stage_expect(&stage, "0103/\\x1b[31m22");
    stage_press(&stage, "Tab Down");
    stage_expect(&stage, "risen from 8");
    stage_press(&stage, "Shift-Tab Shift-Tab Shift-Tab");
    stage_expect(&stage, "> 1 came onto the list");
    const unsigned audits = fake.audits;
    stage_press(&stage, "Enter"); /* a heading opens nothing */
    assert_int_equal(fake.audits, audits);
}

static void test_changes_lead_to_records_where_there_are_some(void **state)
{
    (void)state;
    begin_compared();
    stage_give(&stage, "changes");
    stage_press(&stage, "Down Enter");
    assert_string_equal(fake.last_action, "open");
    stage_press(&stage, "Esc Tab Down Enter");
    stage_expect(&stage, "is not in this quarter's extract; ':changes 2003/0000002");
    stage_press(&stage, "Esc Down Enter");
    assert_string_equal(fake.last_action, "open");
    stage_press(&stage, "Esc");
    stage_expect(&stage, "2026-Q3 beside 2026-Q2");
}

static void test_changes_without_an_earlier_quarter(void **state)
{
    (void)state;
    const unsigned audits = fake.audits;
    stage_give(&stage, "changes");
    stage_expect(&stage, "There is no quarter before 2026-Q3 in this home");
    assert_int_equal(fake.audits, audits);
}

static void test_changes_that_cannot_be_logged_are_not_shown(void **state)
{
    (void)state;
    begin_compared();
    fake.audit_fails = true;
    stage_give(&stage, "changes");
    stage_expect(&stage, "nothing is shown that cannot be logged");
    stage_expect_not(&stage, "came onto the list");
}

static void test_changes_are_of_all_of_london(void **state)
{
    (void)state;
    begin_compared();
    snprintf(stage.user.scope, sizeof stage.user.scope, "AS");
    stage_give(&stage, "changes");
    stage_expect(&stage, "the changes are of all of London");
    assert_int_equal(fake.refusals, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_searches_are_logged_and_lead_to_records),
        TEST(test_searches_that_cannot_be_logged_are_not_shown),
        TEST(test_searches_are_of_all_of_london),
        TEST(test_movements_are_logged_and_lead_to_records),
        TEST(test_changes_in_sections),
        TEST(test_changes_lead_to_records_where_there_are_some),
        TEST(test_changes_without_an_earlier_quarter),
        TEST(test_changes_that_cannot_be_logged_are_not_shown),
        TEST(test_changes_are_of_all_of_london),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
