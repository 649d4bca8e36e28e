/* A session begins with its purpose: nothing of the cohort is opened, drawn or logged before. */
#include "on_stage.h"

static void begin(enum vha_user_role role)
{
    fake_reset(20);
    stage_prepare(&stage);
    stage.options.purpose = NULL;
    stage.user.role = role;
    stage_begin(&stage, 24, 80);
}

static int set_up(void **state)
{
    (void)state;
    begin(VHA_MO2);
    return 0;
}

static void test_nothing_is_shown_before(void **state)
{
    (void)state;
    stage_expect(&stage, "Purpose of this session");
    stage_expect(&stage, "Still missing: Category, In words.");
    assert_null(stage.desk.cohort);
    assert_int_equal(fake.audits, 0);
    assert_int_equal(fake.selects, 0);
    assert_false(stage_shows(&stage, "2026-Q3"));
    stage_press(&stage, "Enter Enter");
    stage_press(&stage, "R g G PgDn Ctrl-L Ctrl-Z");
    assert_null(stage.desk.cohort);
    assert_int_equal(stage.desk.screen_count, 1);
    /* Nor is there a way round it by the help. */
    stage_press(&stage, "F1");
    stage_expect(&stage, "Keys of a form");
    stage_type(&stage, ":open 1");
    stage_press(&stage, "Enter o v w R");
    assert_null(stage.desk.cohort);
    stage_press(&stage, "Esc");
    assert_int_equal(stage.desk.screen_count, 1);
    stage_expect(&stage, "Purpose of this session");
}

static void test_stated_and_logged(void **state)
{
    (void)state;
    stage_type(&stage, "safe");
    stage_press(&stage, "Enter");
    stage_type(&stage, "MACE");
    stage_expect(&stage, "In words: Say what it is for in some words");
    stage_press(&stage, "Enter");
    assert_null(stage.desk.cohort);
    stage_type(&stage, " meeting");
    stage_expect(&stage, "Nothing is missing; Enter accepts it.");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Cohort by score");
    assert_string_equal(stage.desk.purpose, "safeguard: MACE meeting");
    assert_int_equal(fake.audits, 2);
    assert_string_equal(fake.last_action, "browse");
}

/* What is no policing purpose is refused, on record, and what was typed stays. */
static void test_refused(void **state)
{
    (void)state;
    stage_type(&stage, "training");
    stage_press(&stage, "Enter");
    stage_type(&stage, "first steps");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Training is no policing purpose (SOP 60)");
    assert_int_equal(fake.refusals, 1);
    assert_null(stage.desk.cohort);
    stage_expect(&stage, "first steps");
}

static void test_not_logged_not_shown(void **state)
{
    (void)state;
    fake.audit_fails = true;
    stage_type(&stage, "audit");
    stage_press(&stage, "Enter");
    stage_type(&stage, "March review");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "nothing is shown that cannot be logged: the disk is full");
    assert_null(stage.desk.cohort);
    assert_string_equal(stage.desk.purpose, "");
}

static void test_leaving(void **state)
{
    (void)state;
    stage_type(&stage, "audit");
    assert_int_equal(stage_press(&stage, "Esc") & SCREEN_QUIT, 0);
    stage_expect(&stage, "Esc once more leaves the VHA");
    stage_press(&stage, "Enter");
    stage_type(&stage, "March");
    stage_expect(&stage, "(o) audit");
    assert_int_equal(stage_press(&stage, "Esc Esc") & SCREEN_QUIT, SCREEN_QUIT);
}

static void test_changed_within_the_session(void **state)
{
    (void)state;
    stage_close(&stage);
    fake_reset(20);
    stage_open(&stage, 24, 80);
    stage_type(&stage, ":purpose audit: March review");
    stage_press(&stage, "Enter");
    assert_string_equal(stage.desk.purpose, "audit: March review");
    assert_string_equal(fake.last_action, "purpose");
    stage_expect(&stage, "From here on the purpose is audit: March review.");
    stage_type(&stage, ":purpose pleasure: none");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "is no policing purpose");
    assert_string_equal(stage.desk.purpose, "audit: March review");
    stage_press(&stage, "Esc");
    stage_press(&stage, ":");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "purpose");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "(o) audit");
    stage_expect(&stage, "March review");
    stage_press(&stage, "Tab");
    stage_type(&stage, " of AS");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Cohort by score");
    assert_string_equal(stage.desk.purpose, "audit: March review of AS");
}

/* Roles without a list begin with what they may do, and asking for the list is refused. */
static void test_roles_without_a_list(void **state)
{
    (void)state;
    static const enum vha_user_role roles[] = {VHA_COORDINATOR, VHA_AUDITOR};
    for (size_t i = 0; i < VHA_COUNT(roles); i++) {
        stage_close(&stage);
        begin(roles[i]);
        stage_type(&stage, "audit");
        stage_press(&stage, "Enter");
        stage_type(&stage, "March review");
        stage_press(&stage, "Enter");
        stage_expect(&stage, "What you may do here");
        assert_null(stage.desk.cohort);
        static const char *const orders[] = {":list", ":7", ":search garcia", ":filter u18",
                                             ":open 2003/0000000V"};
        for (size_t order = 0; order < VHA_COUNT(orders); order++) {
            fake.refused = true;
            stage_type(&stage, orders[order]);
            stage_press(&stage, "Enter");
            stage_expect(&stage, "p.adeyemi may not ");
            stage_press(&stage, "Ctrl-U Esc");
            fake.refused = false;
        }
        assert_null(stage.desk.cohort);
        assert_int_equal(stage_press(&stage, "Esc") & SCREEN_QUIT, 0);
        assert_int_equal(stage_press(&stage, "q") & SCREEN_QUIT, SCREEN_QUIT);
    }
}

#define WITH_STAGE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STAGE(test_nothing_is_shown_before),
        WITH_STAGE(test_stated_and_logged),
        WITH_STAGE(test_refused),
        WITH_STAGE(test_not_logged_not_shown),
        WITH_STAGE(test_leaving),
        WITH_STAGE(test_changed_within_the_session),
        WITH_STAGE(test_roles_without_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
