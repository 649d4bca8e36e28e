#include "fixture.h"

#include <stdio.h>
#include <string.h>

/* Puts the last use of mo2.one's access so many days back. */
static void last_used(const struct fixture *fixture, vha_date day)
{
    char text[VHA_DATE_SIZE];
    char sql[256];
    snprintf(sql, sizeof sql, "UPDATE session SET last_use = '%sT12:00:00Z'",
             vha_date_format(text, day));
    fixture_tamper(fixture, sql);
}

/* The last day that is so many complete months before today. */
static vha_date months_ago(int months)
{
    vha_date day = vha_today();
    while (vha_months_between(day, vha_today()) < months)
        day--;
    return day;
}

static void enter(struct fixture *fixture, enum vha_status expected)
{
    struct vha_user user;
    assert_status(vha_register_enter(fixture->reg, "mo2.one", "192.0.2.1", &user, &fixture->error),
                  expected, fixture->error);
}

static void test_entries_say_where_from_and_what_for(void **state)
{
    struct fixture *fixture = *state;
    enter(fixture, VHA_OK);
    vha_register_set_purpose(fixture->reg, "Operation Alpha");
    const struct vha_audit_entry entry = {
        .login = "mo2.one", .action = "open", .outcome = "done", .subject = "2003/0062845E"};
    assert_status(vha_register_audit(fixture->reg, &entry, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE action = 'open' AND client = "
                                    "'192.0.2.1' AND session = 1 AND purpose = 'Operation Alpha'"),
                     1);
    assert_status(vha_register_leave(fixture->reg, &fixture->error), VHA_OK, fixture->error);
    assert_int_equal(
        fixture_number(fixture, "SELECT count(*) FROM session WHERE ended IS NOT NULL"), 1);
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error), VHA_OK,
                  fixture->error);
}

static void test_purposes_are_stated(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user user = {.login = "mo2.one", .role = VHA_MO2};
    enter(fixture, VHA_OK);
    assert_status(vha_register_state_purpose(fixture->reg, &user, "audit: March", &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(vha_register_refuse_purpose(fixture->reg, &user, "training: x y z",
                                              "Training is no policing purpose.", &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(
        fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'purpose' AND outcome = "
                                "'done' AND purpose = 'audit: March' AND session = 1"),
        1);
    assert_int_equal(
        fixture_number(fixture,
                       "SELECT count(*) FROM audit WHERE action = 'purpose' AND outcome = "
                       "'refused' AND purpose = 'audit: March' AND reason = 'Training is no "
                       "policing purpose. (training: x y z)'"),
        1);
    /* What cannot be logged is not stated. */
    fixture_tamper(fixture, "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, "
                            "'full'); END");
    assert_int_not_equal(
        vha_register_state_purpose(fixture->reg, &user, "audit: April", &fixture->error), VHA_OK);
    assert_string_equal(fixture->reg->purpose, "audit: March");
}

static void test_strangers_are_logged(void **state)
{
    struct fixture *fixture = *state;
    struct vha_user user;
    assert_status(vha_register_enter(fixture->reg, "stranger", "192.0.2.9", &user, &fixture->error),
                  VHA_NO_USER, fixture->error);
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE login = 'stranger' AND "
                                    "action = 'enter' AND outcome = 'refused' AND client = "
                                    "'192.0.2.9' AND reason = 'not in the register'"),
                     1);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM session"), 0);
}

static void test_idle_access_ends_by_itself(void **state)
{
    struct fixture *fixture = *state;
    enter(fixture, VHA_OK);
    last_used(fixture, months_ago(VHA_IDLE_MONTHS) + 1);
    enter(fixture, VHA_OK); /* a day is left */
    last_used(fixture, months_ago(VHA_IDLE_MONTHS));
    enter(fixture, VHA_NO_PERMISSION);
    assert_non_null(strstr(fixture->error.message, "six months"));
    assert_non_null(strstr(fixture->error.message, "new application"));
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM access WHERE state = "
                                             "'withdrawn' AND withdrawn_for = 'idle'"),
                     1);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'withdraw' "
                                             "AND outcome = 'done' AND subject = 'mo2.one'"),
                     1);
    /* For good: another attempt is refused too, and logged. */
    enter(fixture, VHA_NO_PERMISSION);
    assert_non_null(strstr(fixture->error.message, "new application"));
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'enter' "
                                             "AND outcome = 'refused'"),
                     2);
    assert_int_equal(
        fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'withdraw'"), 1);
}

static void test_access_never_used_is_idle_from_its_grant(void **state)
{
    struct fixture *fixture = *state;
    char day[VHA_DATE_SIZE];
    char sql[256];
    snprintf(sql, sizeof sql,
             "DROP TRIGGER access_step_is_not_changed;"
             "UPDATE access_step SET at = '%sT12:00:00Z'",
             vha_date_format(day, months_ago(VHA_IDLE_MONTHS)));
    fixture_tamper(fixture, sql);
    enter(fixture, VHA_NO_PERMISSION);
}

static void test_clock_set_back_locks_nobody_out(void **state)
{
    struct fixture *fixture = *state;
    enter(fixture, VHA_OK);
    last_used(fixture, vha_today() + 400);
    enter(fixture, VHA_OK);
}

static void test_running_session_notices_withdrawal(void **state)
{
    struct fixture *fixture = *state;
    enter(fixture, VHA_OK);
    fixture_grant(fixture, "mo2.two", VHA_MO2, "all", NULL); /* somebody of mo2 must stay */
    assert_status(vha_register_session_valid(fixture->reg, &fixture->error), VHA_OK,
                  fixture->error);
    struct vha_register *other = NULL;
    assert_status(vha_register_open(fixture->path, 1000, &other, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_withdraw(other, "mo2.one", "mo2.one", VHA_MISUSE,
                                        "looked up a "
                                        "neighbour",
                                        &fixture->error),
                  VHA_OK, fixture->error);
    vha_register_close(other);
    assert_status(vha_register_session_valid(fixture->reg, &fixture->error), VHA_NO_PERMISSION,
                  fixture->error);
    assert_non_null(strstr(fixture->error.message, "withdrawn"));
}

/* Access given anew does not bring an old session back. */
static void test_new_access_is_not_the_old_one(void **state)
{
    struct fixture *fixture = *state;
    enter(fixture, VHA_OK);
    fixture_grant(fixture, "mo2.two", VHA_MO2, "all", NULL);
    assert_status(vha_register_withdraw(fixture->reg, "mo2.two", "mo2.one", VHA_CHANGED_ROLE,
                                        "posted elsewhere", &fixture->error),
                  VHA_OK, fixture->error);
    const struct vha_application form = fixture_application("mo2.one");
    const struct vha_authorisation given = fixture_authorisation("mo2.one");
    const struct vha_grant grant = {.login = "mo2.one", .role = VHA_ANALYST, .scope = "all"};
    assert_status(vha_register_apply(fixture->reg, "mo2.two", &form, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_authorise(fixture->reg, "mo2.two", &given, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_grant(fixture->reg, "mo2.two", &grant, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_session_valid(fixture->reg, &fixture->error), VHA_NO_PERMISSION,
                  fixture->error);
}

static void test_long_session_counts_as_use(void **state)
{
    struct fixture *fixture = *state;
    enter(fixture, VHA_OK);
    last_used(fixture, vha_today() - 3);
    assert_status(vha_register_session_valid(fixture->reg, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT date(last_use) = date('now') FROM session"),
                     1);
}

#define WITH_REGISTER(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_REGISTER(test_entries_say_where_from_and_what_for),
        WITH_REGISTER(test_purposes_are_stated),
        WITH_REGISTER(test_strangers_are_logged),
        WITH_REGISTER(test_idle_access_ends_by_itself),
        WITH_REGISTER(test_access_never_used_is_idle_from_its_grant),
        WITH_REGISTER(test_clock_set_back_locks_nobody_out),
        WITH_REGISTER(test_running_session_notices_withdrawal),
        WITH_REGISTER(test_new_access_is_not_the_old_one),
        WITH_REGISTER(test_long_session_counts_as_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
