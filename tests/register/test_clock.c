#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The host's clock, as the register reads it: the linker puts this in the place of time(). */
static time_t now;

time_t __wrap_time(time_t *out); /* NOLINT(bugprone-reserved-identifier): the linker's name */
time_t __wrap_time(time_t *out)  /* NOLINT(bugprone-reserved-identifier) */
{
    if (out != NULL)
        *out = now;
    return now;
}

/* 2026-10-02T09:30:00Z */
enum { MORNING = 1790933400, HOUR = 3600 };

static int open_in_the_morning(void **state)
{
    now = MORNING;
    return fixture_open(state);
}

static void write_entry(struct fixture *fixture)
{
    const struct vha_audit_entry entry = {
        .login = "analyst.two", .action = "open", .outcome = "done"};
    assert_status(vha_register_audit(fixture->reg, &entry, &fixture->error), VHA_OK,
                  fixture->error);
}

static void expect_whole(struct fixture *fixture, int64_t entries)
{
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(head.number, entries);
}

static void expect_text(const struct fixture *fixture, const char *sql, const char *expected)
{
    char *text = fixture_text(fixture, sql);
    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
}

static void test_clock_set_back_is_an_entry(void **state)
{
    struct fixture *fixture = *state;
    char notice[VHA_NOTICE_SIZE];
    write_entry(fixture);
    now -= 3 * HOUR;
    write_entry(fixture);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 4);
    expect_text(fixture,
                "SELECT at || ' ' || login || ' ' || action || ' ' || outcome || ' ' || reason "
                "FROM audit WHERE number = 3",
                "2026-10-02T06:30:00Z analyst.two clock done set back from 2026-10-02T09:30:00Z or "
                "later to 2026-10-02T06:30:00Z");
    expect_text(fixture, "SELECT at || ' ' || action FROM audit WHERE number = 4",
                "2026-10-02T06:30:00Z open");
    assert_true(vha_register_next_notice(fixture->reg, notice));
    assert_non_null(strstr(notice, "clock of this host was set back"));
    assert_non_null(strstr(notice, "set it right"));
    assert_false(vha_register_next_notice(fixture->reg, notice));
    /* It is told once: from there on time goes on. */
    write_entry(fixture);
    now += 5 * HOUR;
    write_entry(fixture);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 6);
    assert_false(vha_register_next_notice(fixture->reg, notice));
    expect_whole(fixture, 6);
}

/* A clock that is kept right goes back a moment now and then: the log stands still meanwhile. */
static void test_clock_that_is_kept_right(void **state)
{
    struct fixture *fixture = *state;
    char notice[VHA_NOTICE_SIZE];
    write_entry(fixture);
    for (int back = 1; back <= 2; back++) {
        now = MORNING - back;
        write_entry(fixture);
    }
    assert_false(vha_register_next_notice(fixture->reg, notice));
    assert_int_equal(
        fixture_number(fixture, "SELECT count(*) FROM audit WHERE at = '2026-10-02T09:30:00Z'"), 4);
    now = MORNING - 3;
    write_entry(fixture);
    assert_true(vha_register_next_notice(fixture->reg, notice));
    expect_whole(fixture, 6);
}

/* An entry of an earlier time that no entry announces was written by no such program. */
static void test_silent_step_back_is_found(void **state)
{
    struct fixture *fixture = *state;
    struct vha_audit_head head;
    fixture_tamper(fixture, "DROP TRIGGER audit_is_not_shortened");
    write_entry(fixture);
    now += HOUR;
    write_entry(fixture);
    fixture_tamper(fixture, "DELETE FROM audit WHERE number = 3");
    now -= 2 * HOUR;
    write_entry(fixture); /* after the one of the morning, announced */
    expect_whole(fixture, 4);
    /* The announcement becomes another action, with a hash that fits: chain and all are right. */
    char hash[VHA_SHA256_TEXT_SIZE];
    char *previous = fixture_text(fixture, "SELECT hash FROM audit WHERE number = 2");
    char form[512];
    assert_non_null(previous);
    snprintf(form, sizeof form,
             "11:vha-audit-21:320:2026-10-02T08:30:00Z7:mo2.one4:open4:done-:-:-:-:-:64:%s",
             previous);
    free(previous);
    vha_sha256_text(hash, form, strlen(form));
    char sql[512];
    snprintf(sql, sizeof sql,
             "DROP TRIGGER audit_is_not_changed; DELETE FROM audit WHERE number = 4;"
             "UPDATE audit SET login = 'mo2.one', action = 'open', reason = NULL, hash = '%s' "
             "WHERE number = 3",
             hash);
    fixture_tamper(fixture, sql);
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error),
                  VHA_BAD_DATA, fixture->error);
    assert_non_null(strstr(fixture->error.message, "entry 3 of the audit log says that it was "
                                                   "written at 2026-10-02T08:30:00Z"));
}

/* Access counts from its last use: a clock that was set back ends nobody's. */
static void test_sessions_go_on(void **state)
{
    struct fixture *fixture = *state;
    struct vha_user user;
    assert_status(vha_register_enter(fixture->reg, "mo2.one", "local", &user, &fixture->error),
                  VHA_OK, fixture->error);
    now -= 400 * 24 * HOUR;
    assert_status(vha_register_session_valid(fixture->reg, &fixture->error), VHA_OK,
                  fixture->error);
    write_entry(fixture);
    assert_status(vha_register_leave(fixture->reg, &fixture->error), VHA_OK, fixture->error);
    assert_status(vha_register_enter(fixture->reg, "mo2.one", "local", &user, &fixture->error),
                  VHA_OK, fixture->error);
    expect_whole(fixture, 3);
}

#define WITH_REGISTER(test)                                                                        \
    cmocka_unit_test_setup_teardown(test, open_in_the_morning, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_REGISTER(test_clock_set_back_is_an_entry),
        WITH_REGISTER(test_clock_that_is_kept_right),
        WITH_REGISTER(test_silent_step_back_is_found),
        WITH_REGISTER(test_sessions_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
