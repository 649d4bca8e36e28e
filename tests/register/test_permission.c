#include "fixture.h"

#include <stdio.h>
#include <string.h>

/* Who may do what, written down a second time, from the governance rules: a letter a role, in the
 * order analyst, head-of-cid, mo2, coordinator, auditor; '-' for those who may not. */
static const char *const may[VHA_ACTIONS] = {
    [VHA_ACTION_BROWSE] = "AHM--",
    [VHA_ACTION_OPEN] = "AHM--",
    [VHA_ACTION_REQUEST_REMOVAL] = "AH---",
    [VHA_ACTION_SEE_REQUESTS] = "-HM--",
    [VHA_ACTION_LOG_ACTIVITY] = "AH---",
    [VHA_ACTION_SAFEGUARD] = "-H---",
    [VHA_ACTION_LOAD] = "--M--",
    [VHA_ACTION_REFRESH] = "--M--",
    [VHA_ACTION_REVIEW] = "--M--",
    [VHA_ACTION_APPLY] = "--M--",
    [VHA_ACTION_AUTHORISE] = "-HMC-",
    [VHA_ACTION_GRANT] = "--M--",
    [VHA_ACTION_WITHDRAW] = "--M--",
    [VHA_ACTION_SEE_ACCESS] = "--M-U",
    [VHA_ACTION_ARCHIVE] = "--M--",
    [VHA_ACTION_RETENTION] = "--M--",
    [VHA_ACTION_MAINTAIN] = "--M--",
    [VHA_ACTION_AUDIT_READ] = "--M-U",
    [VHA_ACTION_AUDIT_ENQUIRE] = "--M-U",
    [VHA_ACTION_EXPORT] = "--MC-",
    [VHA_ACTION_AUTHORISE_COPY] = "---C-",
    [VHA_ACTION_EQUALITY_CLOSE] = "---C-",
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
            const bool allowed = may[action][role] != '-';
            const int64_t before = fixture_number(fixture, "SELECT count(*) FROM audit");
            assert_status(vha_register_permit(fixture->reg, &user, (enum vha_action)action,
                                              "2026/0000001X", &fixture->error),
                          allowed ? VHA_OK : VHA_NO_PERMISSION, fixture->error);
            const int64_t after = fixture_number(fixture, "SELECT count(*) FROM audit");
            assert_int_equal(after - before, allowed ? 0 : 1);
            char sql[256];
            snprintf(sql, sizeof sql,
                     "SELECT count(*) FROM audit WHERE number > %lld AND login = '%s' AND "
                     "action = '%s' AND outcome = 'refused' AND subject = '2026/0000001X'",
                     (long long)before, user.login, vha_action_name((enum vha_action)action));
            assert_int_equal(fixture_number(fixture, sql), allowed ? 0 : 1);
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
