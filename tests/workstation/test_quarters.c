/* What MO2 works with from load to load, over a made-up cohort. */
#include "testing.h"

static struct stage stage;

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
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

/* ------------------------------------------------------------------------------ daily searches */

static void test_searches_are_logged_and_lead_to_records(void **state)
{
    (void)state;
    give("searches");
    assert_shows("Daily search list: 20 people who score 2,500 or more");
    assert_shows("    1  7,797.333  2003/0000000");
    assert_shows("O'NEILL, Zoë, Lambeth");
    assert_shows("\\x1b[2J");
    assert_shows("  [3 new] ");
    const unsigned audits = fake.audits;
    stage_press(&stage, "Down Enter");
    assert_int_equal(fake.audits, audits + 1);
    assert_string_equal(fake.last_action, "open");
    stage_press(&stage, "Esc");
    assert_shows("Daily search list");
    assert_int_equal(fake.audits, audits + 1); /* going back is no new look */
}

static void test_searches_that_cannot_be_logged_are_not_shown(void **state)
{
    (void)state;
    fake.audit_fails = true;
    give("searches");
    assert_hides("Daily search list");
    assert_shows("nothing is shown that cannot be logged");
}

static void test_searches_are_of_all_of_london(void **state)
{
    (void)state;
    snprintf(stage.user.scope, sizeof stage.user.scope, "AS");
    give("searches");
    assert_shows("the search list is of all of London");
    assert_hides("Daily search list");
    assert_int_equal(fake.refusals, 1);
}

/* ---------------------------------------------------------------------------- between quarters */

static void begin_compared(void)
{
    stage_close(&stage);
    fake.earlier_quarter = "2026-Q2";
    stage_prepare(&stage);
    stage.options.archive_folder = ".";
    stage_begin(&stage, 24, 80);
}

static void test_changes_in_sections(void **state)
{
    (void)state;
    begin_compared();
    give("changes");
    assert_shows("2026-Q3 beside 2026-Q2: 1 came, 2 went, 9 stayed");
    assert_shows("1 came onto the list");
    assert_shows("2 went off it: rank and score in 2026-Q2");
    assert_shows("1 of the 9 who stayed rose or fell");
    assert_string_equal(fake.last_action, "changes");
    assert_string_equal(fake.last_subject, "2026-Q3");
    stage_press(&stage, "Down");
    assert_shows("KNIFE_INJURY, 2026-09-29");
    stage_press(&stage, "Tab Down");
    assert_shows("the extract any more");
    stage_press(&stage, "Down"); /* all of it, below */
    assert_shows("their reports now");
    assert_shows("0103/\\x1b[31m22");
    stage_press(&stage, "Tab Down");
    assert_shows("risen from 8");
    stage_press(&stage, "Shift-Tab Shift-Tab Shift-Tab");
    assert_shows("> 1 came onto the list");
    const unsigned audits = fake.audits;
    stage_press(&stage, "Enter"); /* a heading opens nothing */
    assert_int_equal(fake.audits, audits);
}

static void test_changes_lead_to_records_where_there_are_some(void **state)
{
    (void)state;
    begin_compared();
    give("changes");
    stage_press(&stage, "Down Enter");
    assert_string_equal(fake.last_action, "open");
    stage_press(&stage, "Esc Tab Down Enter");
    assert_shows("is not in this quarter's extract; ':changes 2003/0000002");
    stage_press(&stage, "Esc Down Enter");
    assert_string_equal(fake.last_action, "open");
    stage_press(&stage, "Esc");
    assert_shows("2026-Q3 beside 2026-Q2");
}

static void test_changes_without_an_earlier_quarter(void **state)
{
    (void)state;
    const unsigned audits = fake.audits;
    give("changes");
    assert_shows("There is no quarter before 2026-Q3 in this home");
    assert_int_equal(fake.audits, audits);
}

static void test_changes_that_cannot_be_logged_are_not_shown(void **state)
{
    (void)state;
    begin_compared();
    fake.audit_fails = true;
    give("changes");
    assert_shows("nothing is shown that cannot be logged");
    assert_hides("came onto the list");
}

static void test_changes_are_of_all_of_london(void **state)
{
    (void)state;
    begin_compared();
    snprintf(stage.user.scope, sizeof stage.user.scope, "AS");
    give("changes");
    assert_shows("the changes are of all of London");
    assert_int_equal(fake.refusals, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_searches_are_logged_and_lead_to_records),
        TEST(test_searches_that_cannot_be_logged_are_not_shown),
        TEST(test_searches_are_of_all_of_london),
        TEST(test_changes_in_sections),
        TEST(test_changes_lead_to_records_where_there_are_some),
        TEST(test_changes_without_an_earlier_quarter),
        TEST(test_changes_that_cannot_be_logged_are_not_shown),
        TEST(test_changes_are_of_all_of_london),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
