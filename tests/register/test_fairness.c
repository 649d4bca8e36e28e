/* Concerns of users, and the closing of a quarter's equality review. */
#include "fixture.h"

#include "vha/fairness.h"

#include <string.h>

#define FINDINGS "The list follows the suspects; the share of under 18s is to be looked at."

static const char hash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static int open_with_people(void **state)
{
    static const char *const roles[] = {"analyst", "head-of-cid", "coordinator", "auditor"};
    if (fixture_open(state) != 0)
        return -1;
    for (size_t i = 0; i < VHA_COUNT(roles); i++)
        fixture_add_user(*state, roles[i], roles[i]);
    return 0;
}

static void count_concern(void *context, const struct vha_concern *concern)
{
    int64_t *const last = context;
    assert_int_equal(concern->number, *last + 1);
    *last = concern->number;
}

static void test_anybody_files_a_concern(void **state)
{
    static const char *const logins[] = {"analyst", "head-of-cid", "mo2.one", "coordinator",
                                         "auditor"};
    struct fixture *const fixture = *state;
    for (size_t i = 0; i < VHA_COUNT(logins); i++) {
        const struct vha_user user = fixture_user(fixture, logins[i]);
        int64_t number = 0;
        assert_status(vha_concern_file(fixture->reg, &user, "2026-Q3",
                                       "More and more from one "
                                       "estate",
                                       &number, &fixture->error),
                      VHA_OK, fixture->error);
        assert_int_equal(number, i + 1);
    }
    const struct vha_user mo2 = fixture_user(fixture, "mo2.one");
    int64_t number = 0;
    assert_int_equal(
        vha_concern_file(fixture->reg, &mo2, "2026-Q3", " \n ", &number, &fixture->error),
        VHA_USAGE);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM concern"), 5);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'concern' "
                                             "AND outcome = 'done' AND subject = '2026-Q3'"),
                     5);
    /* without a quarter it is that of the newest load */
    assert_int_equal(vha_concern_file(fixture->reg, &mo2, NULL, "x", &number, &fixture->error),
                     VHA_UNAVAILABLE);
    const struct vha_load_entry load = {.login = "mo2.one",
                                        .quarter = "2026-Q4",
                                        .as_of = "2027-01-01",
                                        .policy_sha256 = hash,
                                        .nominals = 10,
                                        .listed = 1};
    assert_status(vha_register_load(fixture->reg, &load, &fixture->error), VHA_OK, fixture->error);
    assert_status(vha_concern_file(fixture->reg, &mo2, NULL, "x", &number, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(
        fixture_number(fixture, "SELECT number FROM concern WHERE quarter = '2026-Q4'"), number);
    fixture_tamper(fixture, "DROP TRIGGER concern_is_not_removed; DELETE FROM concern WHERE number "
                            "> 5");
    /* seen by those who see the review, of their own quarter */
    int64_t last = 0;
    const struct vha_fairness_tellers tellers = {.concern = count_concern, .context = &last};
    assert_status(vha_fairness_tell(fixture->reg, &mo2, "2026-Q3", &tellers, &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(last, 5);
    assert_status(vha_fairness_tell(fixture->reg, &mo2, "2026-Q4", &tellers, &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(last, 5);
    const struct vha_user analyst = fixture_user(fixture, "analyst");
    assert_int_equal(
        vha_fairness_tell(fixture->reg, &analyst, "2026-Q3", &tellers, &fixture->error),
        VHA_NO_PERMISSION);
}

static enum vha_status close_as(struct fixture *fixture, const char *login, const char *quarter,
                                const char *findings)
{
    const struct vha_user user = fixture_user(fixture, login);
    return vha_equality_close(fixture->reg, &user,
                              &(struct vha_equality_closing){.quarter = quarter,
                                                             .findings = findings,
                                                             .figures = "code,listed\nM,201\n"},
                              &fixture->error);
}

static void see_closing(void *context, const struct vha_equality_closing *closing)
{
    int *const seen = context;
    assert_string_equal(closing->findings, FINDINGS);
    assert_string_equal(closing->figures, "code,listed\nM,201\n");
    assert_string_equal(closing->by, "coordinator");
    ++*seen;
}

static void test_the_coordinator_closes_once(void **state)
{
    static const char *const others[] = {"analyst", "head-of-cid", "mo2.one", "auditor"};
    struct fixture *const fixture = *state;
    for (size_t i = 0; i < VHA_COUNT(others); i++)
        assert_int_equal(close_as(fixture, others[i], "2026-Q3", FINDINGS), VHA_NO_PERMISSION);
    assert_int_equal(close_as(fixture, "coordinator", "2026-Q3", "Nothing."), VHA_USAGE);
    assert_non_null(strstr(fixture->error.message, "at least 40 characters"));
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM equality_closing"), 0);
    assert_status(close_as(fixture, "coordinator", "2026-Q3", FINDINGS), VHA_OK, fixture->error);
    assert_int_equal(close_as(fixture, "coordinator", "2026-Q3", FINDINGS " Again."), VHA_USAGE);
    assert_non_null(strstr(fixture->error.message, "closed already"));
    assert_status(close_as(fixture, "coordinator", "2026-Q4", FINDINGS), VHA_OK, fixture->error);
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE action = 'equality-close' "
                                    "AND outcome = 'done'"),
                     2);
    int seen = 0;
    const struct vha_user coordinator = fixture_user(fixture, "coordinator");
    const struct vha_fairness_tellers tellers = {.closing = see_closing, .context = &seen};
    assert_status(
        vha_fairness_tell(fixture->reg, &coordinator, "2026-Q3", &tellers, &fixture->error), VHA_OK,
        fixture->error);
    assert_int_equal(seen, 1);
}

static void test_nothing_of_it_is_changed(void **state)
{
    static const char *const attempts[] = {
        "UPDATE concern SET words = 'none'", "DELETE FROM concern",
        "UPDATE equality_closing SET findings = 'none'", "DELETE FROM equality_closing"};
    struct fixture *const fixture = *state;
    const struct vha_user user = fixture_user(fixture, "analyst");
    int64_t number = 0;
    assert_status(vha_concern_file(fixture->reg, &user, "2026-Q3", "x", &number, &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(close_as(fixture, "coordinator", "2026-Q3", FINDINGS), VHA_OK, fixture->error);
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(fixture->path, &database), SQLITE_OK);
    for (size_t i = 0; i < VHA_COUNT(attempts); i++)
        assert_int_equal(sqlite3_exec(database, attempts[i], NULL, NULL, NULL), SQLITE_CONSTRAINT);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_anybody_files_a_concern, open_with_people,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_the_coordinator_closes_once, open_with_people,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_nothing_of_it_is_changed, open_with_people,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
