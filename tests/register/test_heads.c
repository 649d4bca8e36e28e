#include "fixture.h"

#include <stdio.h>
#include <string.h>

/* A syslog that is there or not. */
struct syslog {
    bool there;
    int taken;
    int refused;
    struct vha_audit_head last;
};

static bool take_head(void *context, const struct vha_audit_head *head)
{
    struct syslog *const syslog = context;
    if (!syslog->there) {
        syslog->refused++;
        return false;
    }
    syslog->last = *head;
    syslog->taken++;
    return true;
}

static void write_entries(struct fixture *fixture, int count)
{
    const struct vha_audit_entry entry = {.login = "mo2.one", .action = "open", .outcome = "done"};
    for (int i = 0; i < count; i++)
        assert_status(vha_register_audit(fixture->reg, &entry, &fixture->error), VHA_OK,
                      fixture->error);
}

static void publish(struct fixture *fixture)
{
    assert_status(vha_register_publish_head(fixture->reg, &fixture->error), VHA_OK, fixture->error);
}

static struct vha_head_elsewhere elsewhere(struct fixture *fixture)
{
    struct vha_head_elsewhere found;
    assert_status(vha_register_head_elsewhere(fixture->reg, &found, &fixture->error), VHA_OK,
                  fixture->error);
    return found;
}

static void test_heads_are_published(void **state)
{
    struct fixture *fixture = *state;
    struct syslog syslog = {.there = true};
    struct vha_user user;
    vha_register_on_head(fixture->reg, 5, take_head, &syslog);
    assert_int_equal(elsewhere(fixture).head.number, 0);
    for (int number = 2; number <= 12; number++) {
        write_entries(fixture, 1);
        assert_int_equal(syslog.taken, number / 5);
    }
    assert_int_equal(syslog.last.number, 10);
    assert_status(vha_register_enter(fixture->reg, "mo2.one", "192.0.2.1", &user, &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(vha_register_leave(fixture->reg, &fixture->error), VHA_OK, fixture->error);
    assert_int_equal(syslog.taken, 3);
    assert_int_equal(syslog.last.number, 12);
    assert_int_equal(elsewhere(fixture).head.number, 12);
    assert_string_equal(elsewhere(fixture).head.hash, syslog.last.hash);
    publish(fixture); /* nothing new */
    assert_int_equal(syslog.taken, 3);
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, &syslog.last, &head, &fixture->error),
                  VHA_OK, fixture->error);
}

/* That syslog has gone is on record once and told each time; work goes on, and the next head that
 * is taken leads over everything. */
static void test_syslog_that_goes_and_returns(void **state)
{
    struct fixture *fixture = *state;
    struct syslog syslog = {.there = true};
    char notice[VHA_NOTICE_SIZE];
    vha_register_on_head(fixture->reg, 0, take_head, &syslog);
    publish(fixture);
    assert_false(vha_register_next_notice(fixture->reg, notice));
    syslog.there = false;
    for (int i = 0; i < 3; i++) {
        write_entries(fixture, 1);
        publish(fixture);
        assert_true(vha_register_next_notice(fixture->reg, notice));
        assert_non_null(strstr(notice, "Syslog takes nothing"));
        assert_false(vha_register_next_notice(fixture->reg, notice));
    }
    assert_int_equal(syslog.refused, 3);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'head' AND "
                                             "outcome = 'failed' AND login = 'mo2.one' AND reason "
                                             "LIKE '%of entry 1'"),
                     1);
    assert_int_equal(elsewhere(fixture).head.number, 1);
    assert_int_not_equal(elsewhere(fixture).failing_since[0], 0);
    syslog.there = true;
    publish(fixture);
    assert_int_equal(syslog.last.number,
                     5); /* the making, three entries, and that syslog had gone */
    assert_int_equal(elsewhere(fixture).failing_since[0], 0);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'head' AND "
                                             "outcome = 'done' AND number = 6"),
                     1);
    assert_false(vha_register_next_notice(fixture->reg, notice));
}

/* At every Nth entry the entry that tells of it may itself be an Nth. */
static void test_syslog_that_goes_at_each_entry(void **state)
{
    struct fixture *fixture = *state;
    struct syslog syslog = {.there = true};
    vha_register_on_head(fixture->reg, 1, take_head, &syslog);
    write_entries(fixture, 1);
    syslog.there = false;
    write_entries(fixture, 3);
    syslog.there = true;
    write_entries(fixture, 3);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 1 + 7 + 2);
    assert_int_equal(syslog.last.number, 10);
}

/* A host that never had a syslog is not told so all day. */
static void test_syslog_that_never_was(void **state)
{
    struct fixture *fixture = *state;
    struct syslog syslog = {.there = false};
    char notice[VHA_NOTICE_SIZE];
    vha_register_on_head(fixture->reg, 2, take_head, &syslog);
    write_entries(fixture, 10);
    publish(fixture);
    assert_int_equal(syslog.refused, 6);
    assert_false(vha_register_next_notice(fixture->reg, notice));
    assert_int_equal(elsewhere(fixture).head.number, 0);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 11);
}

/* Whoever cuts the log off must find this note too. */
static void test_last_head_is_looked_for(void **state)
{
    struct fixture *fixture = *state;
    struct syslog syslog = {.there = true};
    struct vha_audit_head head;
    vha_register_on_head(fixture->reg, 0, take_head, &syslog);
    write_entries(fixture, 5);
    publish(fixture);
    fixture_tamper(fixture, "DROP TRIGGER audit_is_not_shortened;"
                            "DELETE FROM audit WHERE number > 4");
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error),
                  VHA_BAD_DATA, fixture->error);
    assert_non_null(strstr(fixture->error.message, "ends at entry 4, but entry 6 is known"));
    const struct vha_audit_entry entry = {.login = "mo2.one", .action = "load", .outcome = "done"};
    for (int i = 0; i < 4; i++) /* others in their places */
        assert_status(vha_register_audit(fixture->reg, &entry, &fixture->error), VHA_OK,
                      fixture->error);
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error),
                  VHA_BAD_DATA, fixture->error);
    assert_non_null(strstr(fixture->error.message, "entry 6 of the audit log is not the one"));
}

#define WITH_REGISTER(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_REGISTER(test_heads_are_published),
        WITH_REGISTER(test_syslog_that_goes_and_returns),
        WITH_REGISTER(test_syslog_that_goes_at_each_entry),
        WITH_REGISTER(test_syslog_that_never_was),
        WITH_REGISTER(test_last_head_is_looked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
