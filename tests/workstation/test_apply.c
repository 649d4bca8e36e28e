/* The User Undertaking Form: all that who has no access is shown, and for MO2 a command. */
#include "on_stage.h"

static bool applied;

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    applied = false;
    stage_prepare(&stage);
    return 0;
}

/* Training three days before the day of the form. */
static void fill_in(void)
{
    stage_type(&stage, "PN 1");
    stage_press(&stage, "Tab");
    stage_type(&stage, "Analyst, AS");
    stage_press(&stage, "Tab");
    stage_type(&stage, "2026-09-28");
    stage_press(&stage, "Tab");
    stage_type(&stage, "2.5");
    stage_press(&stage, "Tab Ctrl-U");
    stage_type(&stage, "2026-10-01");
    stage_press(&stage, "Tab");
    stage_type(&stage, "Tasking of");
    stage_press(&stage, "Ctrl-O");
    stage_type(&stage, "the borough");
}

static void test_nothing_but_the_form(void **state)
{
    (void)state;
    stage.options.applied = &applied;
    stage.options.purpose = NULL;
    stage_begin(&stage, 24, 80);
    stage_expect(&stage, "User Undertaking Form");
    stage_expect(&stage, "(no access)");
    stage_expect(&stage, "P Adeyemi");
    assert_null(stage.desk.cohort);
    stage_press(&stage, "Tab"); /* past the name */
    fill_in();
    stage_press(&stage, "Enter");
    stage_expect(&stage, "You undertake this by handing it in.");
    assert_string_equal(fake.applied, "");
    assert_int_not_equal(stage_press(&stage, "Enter") & SCREEN_QUIT, 0);
    assert_true(applied);
    assert_string_equal(fake.applied,
                        "p.adeyemi for p.adeyemi: P Adeyemi, PN 1, Analyst, AS, 3, 1, "
                        "2.5, Tasking of\nthe borough");
    assert_null(stage.desk.cohort);
    assert_int_equal(fake.audits, 0);
}

static void test_left_without_applying(void **state)
{
    (void)state;
    stage.options.applied = &applied;
    stage.options.purpose = NULL;
    stage_begin(&stage, 24, 80);
    assert_int_equal(stage_press(&stage, "Esc") & SCREEN_QUIT, 0);
    assert_int_not_equal(stage_press(&stage, "Esc") & SCREEN_QUIT, 0);
    assert_false(applied);
    assert_string_equal(fake.applied, "");
}

static void test_for_somebody_else(void **state)
{
    (void)state;
    stage_begin(&stage, 24, 80);
    stage_press(&stage, ":");
    stage_type(&stage, "apply n.jones");
    stage_press(&stage, "Enter Tab");
    stage_type(&stage, "N Jones");
    stage_press(&stage, "Tab");
    fill_in();
    fake.refused = true;
    stage_press(&stage, "Enter Enter");
    stage_expect(&stage, "'n.jones' has an application already.");
    fake.refused = false;
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.applied,
                        "p.adeyemi for n.jones: N Jones, PN 1, Analyst, AS, 3, 1, 2.5, "
                        "Tasking of\nthe borough");
    stage_expect(&stage, "The application of 'n.jones' is on record");
    stage_expect(&stage, "Cohort");
}

static void test_refused_by_role(void **state)
{
    (void)state;
    stage_begin(&stage, 24, 80);
    fake.refused = true;
    stage_press(&stage, ":");
    stage_type(&stage, "apply n.jones");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "ask MO2");
    assert_false(stage_shows(&stage, "Undertaking"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_but_the_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_left_without_applying, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_for_somebody_else, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused_by_role, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
