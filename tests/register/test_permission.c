#include "fixture.h"

#include <stdio.h>
#include <string.h>

/* Who may do what, written down a second time, from the governance rules: a letter a role, in the
 * order analyst, head-of-cid, mo2, coordinator, auditor; '-' for those who may not. */
static const char *const may[VHA_ACTIONS] = {
    [VHA_ACTION_BROWSE] = "AHM--",          [VHA_ACTION_LIST] = "AHM--",
    [VHA_ACTION_SEARCH] = "AHM--",          [VHA_ACTION_OPEN] = "AHM--",
    [VHA_ACTION_REQUEST_REMOVAL] = "AH---", [VHA_ACTION_SEE_REQUESTS] = "-HM--",
    [VHA_ACTION_LOG_ACTIVITY] = "AH---",    [VHA_ACTION_SAFEGUARD] = "-H---",
    [VHA_ACTION_SEE_CASEWORK] = "AHM--",    [VHA_ACTION_DISCLOSE] = "AHM--",
    [VHA_ACTION_BOARD] = "-HMC-",           [VHA_ACTION_LOAD] = "--M--",
    [VHA_ACTION_REFRESH] = "--M--",         [VHA_ACTION_REVIEW] = "--M--",
    [VHA_ACTION_APPLY] = "--M--",           [VHA_ACTION_AUTHORISE] = "-HMC-",
    [VHA_ACTION_GRANT] = "--M--",           [VHA_ACTION_WITHDRAW] = "--M--",
    [VHA_ACTION_SEE_ACCESS] = "--M--",      [VHA_ACTION_ARCHIVE] = "--M--",
    [VHA_ACTION_RETENTION] = "--M--",       [VHA_ACTION_SEND_MAIL] = "--M--",
    [VHA_ACTION_MAINTAIN] = "--M--",        [VHA_ACTION_AUDIT_READ] = "--M-U",
    [VHA_ACTION_AUDIT_REVIEW] = "--M-U",    [VHA_ACTION_AUDIT_ENQUIRE] = "--M-U",
    [VHA_ACTION_AUDIT_ANSWER] = "AHMCU",    [VHA_ACTION_EXPORT] = "--M--",
    [VHA_ACTION_AUTHORISE_COPY] = "---C-",  [VHA_ACTION_TRACK_COPY] = "--MC-",
    [VHA_ACTION_EQUALITY_CLOSE] = "---C-",  [VHA_ACTION_EQUALITY] = "--MC-",
    [VHA_ACTION_MODEL] = "--M--",           [VHA_ACTION_SEARCHES] = "--M--",
    [VHA_ACTION_CONCERN] = "AHMCU",         [VHA_ACTION_CHANGES] = "--M--",
    [VHA_ACTION_ASSESS] = "AHM--",          [VHA_ACTION_INTEL] = "--M--",
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
            assert_int_equal(vha_user_may(&user, (enum vha_action)action), allowed);
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
    assert_non_null(strstr(fixture->error.message, "for mo2;"));
    assert_non_null(strstr(fixture->error.message, "coordinator's authority"));
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

/* Each refusal names somebody to turn to, and the one whose matter it is. */
static void test_refusal_says_whom_to_ask(void **state)
{
    static const struct {
        enum vha_user_role role;
        enum vha_action action;
        const char *ask;
    } refusals[] = {
        {VHA_ANALYST, VHA_ACTION_LOAD, "ask MO2 Nominals and Central Tasking."},
        {VHA_ANALYST, VHA_ACTION_SAFEGUARD, "ask the head of CID of the BCU."},
        {VHA_MO2, VHA_ACTION_AUTHORISE_COPY, "ask the MO2 coordinator (Superintendent)."},
        {VHA_COORDINATOR, VHA_ACTION_AUDIT_READ, "ask MO5 Covert Governance, or MO2"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < VHA_COUNT(refusals); i++) {
        const struct vha_user user = user_of(refusals[i].role);
        assert_status(
            vha_register_permit(fixture->reg, &user, refusals[i].action, NULL, &fixture->error),
            VHA_NO_PERMISSION, fixture->error);
        if (strstr(fixture->error.message, refusals[i].ask) == NULL)
            fail_msg("'%s' is not in: %s", refusals[i].ask, fixture->error.message);
    }
    for (int role = 0; role < VHA_USER_ROLES; role++)
        for (int action = 0; action < VHA_ACTIONS; action++) {
            const struct vha_user user = user_of((enum vha_user_role)role);
            if (may[action][role] != '-')
                continue;
            assert_status(vha_register_permit(fixture->reg, &user, (enum vha_action)action, NULL,
                                              &fixture->error),
                          VHA_NO_PERMISSION, fixture->error);
            assert_non_null(strstr(fixture->error.message, "; ask "));
        }
}

static void test_person_outside_the_scope(void **state)
{
    struct fixture *fixture = *state;
    struct vha_user analyst = user_of(VHA_ANALYST);
    snprintf(analyst.scope, sizeof analyst.scope, "AS CN");
    assert_status(vha_register_permit_person(fixture->reg, &analyst, VHA_ACTION_OPEN,
                                             "2003/0062845E", vha_user_covers(&analyst, "CN"),
                                             &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 1);
    static const char *const elsewhere[] = {"SN", "", "C", "AS CN"};
    for (size_t i = 0; i < VHA_COUNT(elsewhere); i++) {
        assert_status(
            vha_register_permit_person(fixture->reg, &analyst, VHA_ACTION_OPEN, "2003/0062845E",
                                       vha_user_covers(&analyst, elsewhere[i]), &fixture->error),
            VHA_NO_PERMISSION, fixture->error);
        assert_non_null(strstr(fixture->error.message, "nobody in the BCUs"));
        assert_non_null(strstr(fixture->error.message, "(AS CN); ask MO2"));
        assert_int_equal(
            fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'open' AND outcome "
                                    "= 'refused' AND subject = '2003/0062845E' AND reason = "
                                    "'outside the scope AS CN'"),
            (int64_t)i + 1);
    }
    /* Who may not at all hears that, whatever the scope. */
    const struct vha_user auditor = user_of(VHA_AUDITOR);
    assert_status(vha_register_permit_person(fixture->reg, &auditor, VHA_ACTION_OPEN,
                                             "2003/0062845E", true, &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    assert_non_null(strstr(fixture->error.message, "analyst, head-of-cid and mo2"));
}

static void test_list_and_search_are_logged(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user analyst = user_of(VHA_ANALYST);
    const struct vha_listing listing = {.quarter = "2026-Q3",
                                        .filter = "borough=Lambeth u18",
                                        .sort = "age, oldest first",
                                        .count = 142};
    const struct vha_listing everybody = {
        .quarter = "2026-Q3", .filter = "", .sort = "rank", .count = 1604};
    assert_status(vha_register_log_list(fixture->reg, &analyst, &listing, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_log_list(fixture->reg, &analyst, &everybody, &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(
        vha_register_log_search(fixture->reg, &analyst, "2026-Q3", "o'neill; --", &fixture->error),
        VHA_OK, fixture->error);
    static const char *const entries[] = {
        "action = 'list' AND reason = 'filter: borough=Lambeth u18; sort: age, oldest first; "
        "count: 142'",
        "action = 'list' AND reason = 'filter: everybody; sort: rank; count: 1604'",
        "action = 'search' AND reason = 'o''neill; --'",
    };
    for (size_t i = 0; i < VHA_COUNT(entries); i++) {
        char sql[512];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM audit WHERE number = %zu AND login = 'login.analyst' AND "
                 "outcome = 'done' AND subject = '2026-Q3' AND %s",
                 i + 2, entries[i]);
        assert_int_equal(fixture_number(fixture, sql), 1);
    }
    const struct vha_user auditor = user_of(VHA_AUDITOR);
    assert_status(vha_register_log_list(fixture->reg, &auditor, &listing, &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    assert_status(vha_register_log_search(fixture->reg, &auditor, "2026-Q3", "o", &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
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
        cmocka_unit_test_setup_teardown(test_refusal_says_whom_to_ask, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_person_outside_the_scope, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_list_and_search_are_logged, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_refusal_needs_the_log, fixture_open, fixture_close),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
