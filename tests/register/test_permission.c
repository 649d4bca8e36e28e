#include "fixture.h"

#include <stdio.h>
#include <string.h>

/* Who may do what, written down a second time, from the governance rules. */
static const bool may[VHA_USER_ROLES][VHA_ACTIONS] = {
    [VHA_ANALYST] = {[VHA_ACTION_BROWSE] = true, [VHA_ACTION_OPEN] = true},
    [VHA_HEAD_OF_CID] = {[VHA_ACTION_BROWSE] = true, [VHA_ACTION_OPEN] = true},
    [VHA_MO2] = {[VHA_ACTION_BROWSE] = true,
                 [VHA_ACTION_OPEN] = true,
                 [VHA_ACTION_LOAD] = true,
                 [VHA_ACTION_EXPORT] = true},
    [VHA_COORDINATOR] = {[VHA_ACTION_EXPORT] = true},
    [VHA_AUDITOR] = {false},
};

static struct vha_user user_of(enum vha_user_role role)
{
    struct vha_user user = {.id = 1, .role = role};
    snprintf(user.login, sizeof user.login, "login.%s", vha_user_role_name(role));
    return user;
}

static void test_each_role_and_action(void **state)
{
    struct fixture *fixture = *state;
    for (int role = 0; role < VHA_USER_ROLES; role++)
        for (int action = 0; action < VHA_ACTIONS; action++) {
            const struct vha_user user = user_of((enum vha_user_role)role);
            const int64_t before = fixture_number(fixture, "SELECT count(*) FROM audit");
            assert_status(vha_register_permit(fixture->reg, &user, (enum vha_action)action,
                                              "2026/0000001X", &fixture->error),
                          may[role][action] ? VHA_OK : VHA_NO_PERMISSION, fixture->error);
            const int64_t after = fixture_number(fixture, "SELECT count(*) FROM audit");
            assert_int_equal(after - before, may[role][action] ? 0 : 1);
        }
}

static void test_refusal_is_logged_with_its_subject(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user auditor = user_of(VHA_AUDITOR);
    assert_status(vha_register_permit(fixture->reg, &auditor, VHA_ACTION_OPEN, "2003/0062845E",
                                      &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE number = 2 "
                                             "AND login = 'login.auditor' AND action = 'open' "
                                             "AND outcome = 'refused' "
                                             "AND subject = '2003/0062845E' "
                                             "AND reason LIKE '%auditor%'"),
                     1);
}

static void test_refusal_says_who_may(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user analyst = user_of(VHA_ANALYST);
    assert_status(
        vha_register_permit(fixture->reg, &analyst, VHA_ACTION_EXPORT, NULL, &fixture->error),
        VHA_NO_PERMISSION, fixture->error);
    assert_non_null(strstr(fixture->error.message, "mo2 and coordinator"));
    assert_non_null(strstr(fixture->error.message, "is analyst"));
    assert_status(
        vha_register_permit(fixture->reg, &analyst, VHA_ACTION_LOAD, NULL, &fixture->error),
        VHA_NO_PERMISSION, fixture->error);
    assert_non_null(strstr(fixture->error.message, "for mo2;"));
    const struct vha_user auditor = user_of(VHA_AUDITOR);
    assert_status(
        vha_register_permit(fixture->reg, &auditor, VHA_ACTION_BROWSE, NULL, &fixture->error),
        VHA_NO_PERMISSION, fixture->error);
    assert_non_null(strstr(fixture->error.message, "analyst, head-of-cid and mo2"));
}

/* Fail closed: a refusal that cannot be logged is told as that failure. */
static void test_refusal_needs_the_log(void **state)
{
    struct fixture *fixture = *state;
    fixture_tamper(fixture, "CREATE TRIGGER full BEFORE INSERT ON audit "
                            "BEGIN SELECT RAISE(ABORT, 'no'); END");
    const struct vha_user auditor = user_of(VHA_AUDITOR);
    const enum vha_status status =
        vha_register_permit(fixture->reg, &auditor, VHA_ACTION_OPEN, NULL, &fixture->error);
    assert_int_not_equal(status, VHA_OK);
    assert_int_not_equal(status, VHA_NO_PERMISSION);
    assert_non_null(strstr(fixture->error.message, "cannot be logged"));
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(vha_action_name(VHA_ACTION_BROWSE), "browse");
    assert_string_equal(vha_action_name(VHA_ACTION_OPEN), "open");
    assert_string_equal(vha_action_name(VHA_ACTION_LOAD), "load");
    assert_string_equal(vha_action_name(VHA_ACTION_EXPORT), "export");
    assert_string_equal(vha_user_role_name(VHA_HEAD_OF_CID), "head-of-cid");
    assert_string_equal(vha_user_role_name(VHA_AUDITOR), "auditor");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_role_and_action, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_refusal_is_logged_with_its_subject, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_refusal_says_who_may, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_refusal_needs_the_log, fixture_open, fixture_close),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
