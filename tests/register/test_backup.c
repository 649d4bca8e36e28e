#include "fixture.h"

#include "vha/backup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void path_of(const struct fixture *fixture, const char *name, char out[112])
{
    snprintf(out, 112, "%s/%s", fixture->folder, name);
}

static void take_backup(struct fixture *fixture, char out[112])
{
    struct vha_audit_head head;
    path_of(fixture, "backup.db", out);
    assert_status(vha_register_backup(fixture->reg, out, &head, &fixture->error), VHA_OK,
                  fixture->error);
    assert_true(head.number >= 1);
}

static void close_register(struct fixture *fixture)
{
    vha_register_close(fixture->reg);
    fixture->reg = NULL;
}

static void append(struct fixture *fixture, struct vha_register *reg)
{
    const struct vha_audit_entry entry = {.login = "mo2.one", .action = "open", .outcome = "done"};
    assert_status(vha_register_audit(reg, &entry, &fixture->error), VHA_OK, fixture->error);
}

static void test_check(void **state)
{
    struct fixture *fixture = *state;
    struct vha_audit_head head;
    assert_status(vha_register_check(fixture->reg, &head, &fixture->error), VHA_OK, fixture->error);
    assert_int_equal(head.number, 1);
    fixture_tamper(fixture, "INSERT INTO session (access, client, started, last_use) VALUES "
                            "(99, 'x', 'x', 'x')");
    assert_status(vha_register_check(fixture->reg, &head, &fixture->error), VHA_BAD_DATA,
                  fixture->error);
    assert_non_null(strstr(fixture->error.message, "session"));
    fixture_tamper(fixture, "DELETE FROM session; DROP TRIGGER audit_is_not_changed;"
                            "UPDATE audit SET login = 'x'");
    assert_status(vha_register_check(fixture->reg, &head, &fixture->error), VHA_BAD_DATA,
                  fixture->error);
    assert_non_null(strstr(fixture->error.message, "entry 1"));
}

static void test_backup_is_one_private_file_and_restores(void **state)
{
    struct fixture *fixture = *state;
    char backup[112];
    char beside[160];
    append(fixture, fixture->reg);
    take_backup(fixture, backup);
    struct stat about;
    assert_int_equal(stat(backup, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    snprintf(beside, sizeof beside, "%s-wal", backup);
    assert_int_not_equal(access(beside, F_OK), 0);
    append(fixture, fixture->reg);
    close_register(fixture);
    char *kept = NULL;
    assert_status(vha_register_restore(fixture->path, backup, "root", &kept, &fixture->error),
                  VHA_OK, fixture->error);
    assert_non_null(kept);
    struct vha_register *old = NULL;
    struct vha_audit_head head;
    assert_status(vha_register_open(kept, 100, &old, &fixture->error), VHA_OK, fixture->error);
    assert_status(vha_register_check(old, &head, &fixture->error), VHA_OK, fixture->error);
    assert_int_equal(head.number, 3);
    vha_register_close(old);
    free(kept);
    assert_status(vha_register_open(fixture->path, 100, &fixture->reg, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_check(fixture->reg, &head, &fixture->error), VHA_OK, fixture->error);
    assert_int_equal(head.number, 3); /* the two of the backup and that of its restoring */
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE number = 3 AND "
                                             "action = 'restore' AND login = 'root' AND reason "
                                             "LIKE '%entry was 3'"),
                     1);
}

static void test_backup_overwrites_nothing(void **state)
{
    struct fixture *fixture = *state;
    char backup[112];
    struct vha_audit_head head;
    take_backup(fixture, backup);
    assert_status(vha_register_backup(fixture->reg, backup, &head, &fixture->error),
                  VHA_CANNOT_CREATE, fixture->error);
    assert_status(vha_register_backup(fixture->reg, fixture->path, &head, &fixture->error),
                  VHA_CANNOT_CREATE, fixture->error);
    assert_status(vha_register_backup(fixture->reg, "/nonexistent/b", &head, &fixture->error),
                  VHA_CANNOT_CREATE, fixture->error);
}

/* A damaged backup is told of before anything is touched. */
static void test_damaged_backup_is_not_restored(void **state)
{
    struct fixture *fixture = *state;
    char backup[112];
    take_backup(fixture, backup);
    close_register(fixture);
    struct fixture other = *fixture;
    snprintf(other.path, sizeof other.path, "%s", backup);
    fixture_tamper(&other, "DROP TRIGGER audit_is_not_changed; UPDATE audit SET login = 'x'");
    char *kept = NULL;
    assert_status(vha_register_restore(fixture->path, backup, "root", &kept, &fixture->error),
                  VHA_BAD_DATA, fixture->error);
    assert_null(kept);
    assert_int_equal(truncate(backup, 3000), 0);
    assert_status(vha_register_restore(fixture->path, backup, "root", &kept, &fixture->error),
                  VHA_BAD_DATA, fixture->error);
    path_of(fixture, "absent.db", backup);
    assert_status(vha_register_restore(fixture->path, backup, "root", &kept, &fixture->error),
                  VHA_NO_INPUT, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 1);
}

static void test_register_in_use_is_not_replaced(void **state)
{
    struct fixture *fixture = *state;
    char backup[112];
    take_backup(fixture, backup);
    char *kept = NULL;
    assert_status(vha_register_restore(fixture->path, backup, "root", &kept, &fixture->error),
                  VHA_TEMPORARY, fixture->error);
    assert_null(kept);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 1);
}

static void test_restore_over_a_damaged_or_missing_register(void **state)
{
    struct fixture *fixture = *state;
    char backup[112];
    take_backup(fixture, backup);
    close_register(fixture);
    assert_status(vha_write_file(fixture->path, "no register", 11, &fixture->error), VHA_OK,
                  fixture->error);
    char *kept = NULL;
    assert_status(vha_register_restore(fixture->path, backup, "root", &kept, &fixture->error),
                  VHA_OK, fixture->error);
    assert_non_null(kept);
    assert_int_equal(access(kept, F_OK), 0);
    free(kept);
    assert_int_equal(unlink(fixture->path), 0);
    assert_status(vha_register_restore(fixture->path, backup, "root", &kept, &fixture->error),
                  VHA_OK, fixture->error);
    assert_null(kept);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM user"), 1);
}

#define WITH_REGISTER(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_REGISTER(test_check),
        WITH_REGISTER(test_backup_is_one_private_file_and_restores),
        WITH_REGISTER(test_backup_overwrites_nothing),
        WITH_REGISTER(test_damaged_backup_is_not_restored),
        WITH_REGISTER(test_register_in_use_is_not_replaced),
        WITH_REGISTER(test_restore_over_a_damaged_or_missing_register),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
