#include "fixture.h"

#include "vha/backup.h"
#include "vha/enquiries.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The register's clock is the test's; SQLite's is the host's, which says what is seven years old.
 */
static time_t now;

time_t __wrap_time(time_t *out); /* NOLINT(bugprone-reserved-identifier): the linker's name */
time_t __wrap_time(time_t *out)  /* NOLINT(bugprone-reserved-identifier) */
{
    if (out != NULL)
        *out = now;
    return now;
}

static time_t today(void)
{
    struct timespec clock;
    clock_gettime(CLOCK_REALTIME, &clock);
    return clock.tv_sec;
}

enum { DAY = 24 * 60 * 60, YEAR = 365 * DAY };

static const char marker[] = "seen by nobody after seven years";

static void write_entries(struct fixture *fixture, int count, const char *subject)
{
    const struct vha_audit_entry entry = {
        .login = "analyst.two", .action = "open", .outcome = "done", .subject = subject};
    for (int i = 0; i < count; i++)
        assert_status(vha_register_audit(fixture->reg, &entry, &fixture->error), VHA_OK,
                      fixture->error);
}

/* Entries 1 to 6 of eight years ago, 7 to 9 of now. */
static int open_old(void **state)
{
    now = today() - (time_t)8 * YEAR;
    if (fixture_open(state) != 0)
        return -1;
    struct fixture *fixture = *state;
    write_entries(fixture, 5, marker);
    now = today();
    write_entries(fixture, 3, "2003/0062845E");
    return 0;
}

static struct vha_audit_old forget(struct fixture *fixture)
{
    struct vha_audit_old gone;
    assert_status(vha_register_audit_forget(fixture->reg, "mo2.one", &gone, &fixture->error),
                  VHA_OK, fixture->error);
    return gone;
}

static void expect_whole(struct fixture *fixture, const struct vha_audit_head *known,
                         int64_t entries)
{
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, known, &head, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(head.number, entries);
}

static void expect_broken(struct fixture *fixture, const struct vha_audit_head *known,
                          const char *words)
{
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, known, &head, &fixture->error),
                  VHA_BAD_DATA, fixture->error);
    if (strstr(fixture->error.message, words) == NULL)
        fail_msg("'%s' is not in: %s", words, fixture->error.message);
}

static bool holds(const struct fixture *fixture, const char *ending)
{
    char path[160];
    char *text = NULL;
    size_t length = 0;
    snprintf(path, sizeof path, "%s%s", fixture->path, ending);
    if (vha_read_file(path, 1u << 24u, &text, &length, NULL) != VHA_OK)
        return false;
    const bool found = memmem(text, length, marker, sizeof marker - 1) != NULL;
    free(text);
    return found;
}

static void test_old_entries_go_and_the_chain_holds(void **state)
{
    struct fixture *fixture = *state;
    struct vha_audit_old old;
    struct vha_audit_head sixth;
    struct vha_audit_head ninth;
    assert_status(vha_register_audit_old(fixture->reg, &old, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(old.first, 1);
    assert_int_equal(old.last.number, 6);
    sixth = old.last;
    assert_status(vha_register_audit_head(fixture->reg, &ninth, &fixture->error), VHA_OK,
                  fixture->error);
    assert_true(holds(fixture, "") || holds(fixture, "-wal"));
    const struct vha_audit_old gone = forget(fixture);
    assert_int_equal(gone.first, 1);
    assert_int_equal(gone.last.number, 6);
    assert_string_equal(gone.last.hash, sixth.hash);
    assert_false(holds(fixture, "") || holds(fixture, "-wal"));
    assert_int_equal(fixture_number(fixture, "SELECT min(number) * 100 + max(number) FROM audit"),
                     710);
    char sql[256];
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM audit WHERE number = 10 AND login = 'mo2.one' AND action = "
             "'retention' AND reason = 'entries 1 to 6, kept for seven years; the last one %s:6'",
             sixth.hash);
    assert_int_equal(fixture_number(fixture, sql), 1);
    expect_whole(fixture, NULL, 10);
    expect_whole(fixture, &sixth, 10);
    expect_whole(fixture, &ninth, 10);
    const struct vha_audit_head third = {.number = 3, .hash = "gone"};
    expect_whole(fixture, &third, 10); /* nothing can tell of it any more */
    sixth.hash[0] = 'x';
    expect_broken(fixture, &sixth, "entry 6 of the audit log is not the one");
    /* The log goes on, and there is nothing more to go. */
    write_entries(fixture, 1, NULL);
    assert_int_equal(forget(fixture).first, 0);
    expect_whole(fixture, NULL, 11);
}

/* Nobody shortens it otherwise, and a beginning that no entry vouches for was cut off. */
static void test_other_beginnings_are_found(void **state)
{
    struct fixture *fixture = *state;
    static const char *const attempts[] = {
        "DELETE FROM audit WHERE number = 1",
        "DELETE FROM audit WHERE number = 9",
        "INSERT INTO audit_start VALUES (1, 9, printf('%064d', 0), '2026-01-01'); "
        "DELETE FROM audit WHERE number = 9",
    };
    for (size_t i = 0; i < VHA_COUNT(attempts); i++)
        assert_int_equal(sqlite3_exec(fixture->reg->database, attempts[i], NULL, NULL, NULL),
                         SQLITE_CONSTRAINT_TRIGGER);
    fixture_tamper(fixture, "UPDATE audit_start SET number = 6, hash = (SELECT hash FROM audit "
                            "WHERE number = 6); DELETE FROM audit WHERE number <= 6");
    expect_broken(fixture, NULL, "begins after entry 6, and no entry says");
    fixture_tamper(fixture, "DELETE FROM audit_start");
    expect_broken(fixture, NULL, "entry 1 of the audit log is missing");
}

/* However the clock was set, what is young keeps what comes after it. */
static void test_young_entry_holds_what_follows(void **state)
{
    struct fixture *fixture = *state;
    now = today() - (time_t)9 * YEAR;
    write_entries(fixture, 2, marker); /* with the one that says that the clock was set back */
    assert_int_equal(forget(fixture).last.number, 6);
    now = today();
    expect_whole(fixture, NULL, 13);
}

static void test_enquiries_go_with_their_entries(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user auditor = {.login = "mo5.one", .role = VHA_AUDITOR};
    struct vha_user analyst;
    fixture_add_user(fixture, "analyst.two", "analyst");
    assert_status(vha_register_user(fixture->reg, "analyst.two", &analyst, &fixture->error), VHA_OK,
                  fixture->error);
    for (int64_t entry = 5; entry <= 8; entry++) {
        int64_t number = 0;
        assert_status(
            vha_register_enquire(fixture->reg, &auditor, entry, marker, &number, &fixture->error),
            VHA_OK, fixture->error);
        assert_status(vha_register_answer(fixture->reg, &analyst, number, "Alpha", &fixture->error),
                      VHA_OK, fixture->error);
    }
    fixture_tamper(fixture, "INSERT INTO enquiry_flag SELECT number, asked_at FROM enquiry");
    static const char *const attempts[] = {"DELETE FROM enquiry_answer", "DELETE FROM enquiry_flag",
                                           "DELETE FROM enquiry"};
    for (size_t i = 0; i < VHA_COUNT(attempts); i++)
        assert_int_equal(sqlite3_exec(fixture->reg->database, attempts[i], NULL, NULL, NULL),
                         SQLITE_CONSTRAINT_TRIGGER);
    assert_int_equal(forget(fixture).last.number, 6);
    assert_int_equal(fixture_number(fixture, "SELECT sum(entry) FROM enquiry"), 15);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM enquiry_answer"), 2);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM enquiry_flag"), 2);
    struct vha_audit_head head;
    assert_status(vha_register_check(fixture->reg, &head, &fixture->error), VHA_OK, fixture->error);
}

/* What cannot be logged does not go. */
static void test_fails_closed(void **state)
{
    struct fixture *fixture = *state;
    struct vha_audit_old gone;
    fixture_tamper(fixture, "CREATE TRIGGER full BEFORE INSERT ON audit "
                            "BEGIN SELECT RAISE(ABORT, 'no'); END");
    assert_int_not_equal(vha_register_audit_forget(fixture->reg, "mo2.one", &gone, &fixture->error),
                         VHA_OK);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 9);
    expect_whole(fixture, NULL, 9);
}

#define WITH_OLD(test) cmocka_unit_test_setup_teardown(test, open_old, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_OLD(test_old_entries_go_and_the_chain_holds),
        WITH_OLD(test_other_beginnings_are_found),
        WITH_OLD(test_young_entry_holds_what_follows),
        WITH_OLD(test_enquiries_go_with_their_entries),
        WITH_OLD(test_fails_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
