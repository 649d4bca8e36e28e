#include "fixture.h"

#include "001-users-audit-loads-copies.sql.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NEWEST = 12 }; /* schema */

static void open_must_fail(struct fixture *fixture, enum vha_status expected, const char *words)
{
    struct vha_register *reg = NULL;
    assert_status(vha_register_open(fixture->path, 100, &reg, &fixture->error), expected,
                  fixture->error);
    assert_null(reg);
    if (strstr(fixture->error.message, words) == NULL)
        fail_msg("'%s' does not say '%s'", fixture->error.message, words);
}

static void write_file(const struct fixture *fixture, const void *data, size_t length)
{
    struct vha_error error;
    assert_status(vha_write_file(fixture->path, data, length, &error), VHA_OK, error);
}

static void test_from_nothing(void **state)
{
    struct fixture *fixture = *state;
    write_file(fixture, "", 0);
    struct vha_register *reg = NULL;
    assert_status(register_connect(fixture->path, 100, &reg, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(register_migrate(reg, &fixture->error), VHA_OK, fixture->error);
    assert_int_equal(fixture_number(fixture, "PRAGMA user_version"), NEWEST);
    assert_int_equal(fixture_number(fixture, "PRAGMA application_id"), REGISTER_APPLICATION);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM sqlite_schema "
                                             "WHERE type = 'table' AND name IN "
                                             "('user', 'audit', 'load', 'copy')"),
                     4);
    /* Once more changes nothing. */
    assert_status(register_migrate(reg, &fixture->error), VHA_OK, fixture->error);
    vha_register_close(reg);
    struct vha_register *again = NULL;
    assert_status(vha_register_open(fixture->path, 100, &again, &fixture->error), VHA_OK,
                  fixture->error);
    vha_register_close(again);
}

/* A register as the first program left it: its user has access in force afterwards, and the log
 * of the old form is still whole. */
static void test_first_users_keep_their_access(void **state)
{
    struct fixture *fixture = *state;
    write_file(fixture, "", 0);
    fixture_tamper(fixture, migration_001_users_audit_loads_copies_sql);
    fixture_tamper(fixture,
                   "INSERT INTO user (login, name, role, created) VALUES ('mo2.old', 'Officer Old',"
                   " 'mo2', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))");
    struct vha_register *reg = NULL;
    struct vha_user user;
    assert_status(vha_register_open(fixture->path, 100, &reg, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_enter(reg, "mo2.old", "local", &user, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(user.role, VHA_MO2);
    assert_string_equal(user.scope, "all");
    vha_register_close(reg);
}

static void test_every_table_is_strict(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM pragma_table_list "
                                             "WHERE schema = 'main' AND type = 'table' "
                                             "AND name NOT LIKE 'sqlite_%' AND strict = 0"),
                     0);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM pragma_integrity_check "
                                             "WHERE integrity_check <> 'ok'"),
                     0);
}

static void test_newer_schema_is_refused_and_kept(void **state)
{
    struct fixture *fixture = *state;
    fixture_tamper(fixture, "PRAGMA user_version = 99");
    open_must_fail(fixture, VHA_UNAVAILABLE, "newer vha");
    assert_int_equal(fixture_number(fixture, "PRAGMA user_version"), 99);
}

static void test_other_database_is_refused(void **state)
{
    struct fixture *fixture = *state;
    write_file(fixture, "", 0);
    fixture_tamper(fixture, "CREATE TABLE something (else_ TEXT)");
    open_must_fail(fixture, VHA_BAD_DATA, "no register");
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM sqlite_schema"), 1);
}

static void test_empty_file_is_refused(void **state)
{
    struct fixture *fixture = *state;
    write_file(fixture, "", 0);
    open_must_fail(fixture, VHA_BAD_DATA, "no register");
}

static void test_garbage_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char garbage[8192];
    memset(garbage, 'x', sizeof garbage);
    write_file(fixture, garbage, sizeof garbage);
    open_must_fail(fixture, VHA_BAD_DATA, "backup");
}

static void test_missing_register_says_how_to_make_one(void **state)
{
    struct fixture *fixture = *state;
    open_must_fail(fixture, VHA_UNAVAILABLE, "vha init");
    assert_int_not_equal(access(fixture->path, F_OK), 0);
}

static void test_damaged_pages_are_refused(void **state)
{
    struct fixture *fixture = *state;
    vha_register_close(fixture->reg);
    fixture->reg = NULL;
    char *bytes = NULL;
    size_t length = 0;
    assert_status(vha_read_file(fixture->path, 1 << 20, &bytes, &length, &fixture->error), VHA_OK,
                  fixture->error);
    assert_true(length > 4096);
    memset(bytes + 100, 0xff, 64); /* the root of the schema, after the file's header */
    write_file(fixture, bytes, length);
    free(bytes);
    open_must_fail(fixture, VHA_BAD_DATA, "backup");
}

/* Two programs meet an old register at the same moment: both come to the new schema. */
static void test_two_at_once(void **state)
{
    struct fixture *fixture = *state;
    write_file(fixture, "", 0);
    pid_t children[4];
    for (size_t i = 0; i < VHA_COUNT(children); i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            struct vha_register *reg = NULL;
            struct vha_error error;
            enum vha_status status = register_connect(fixture->path, 10000, &reg, &error);
            if (status == VHA_OK)
                status = register_migrate(reg, &error);
            vha_register_close(reg);
            _exit((int)status);
        }
    }
    for (size_t i = 0; i < VHA_COUNT(children); i++) {
        int ended = 0;
        assert_int_equal(waitpid(children[i], &ended, 0), children[i]);
        assert_true(WIFEXITED(ended));
        assert_int_equal(WEXITSTATUS(ended), VHA_OK);
    }
    assert_int_equal(fixture_number(fixture, "PRAGMA user_version"), NEWEST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_nothing, fixture_folder, fixture_close),
        cmocka_unit_test_setup_teardown(test_first_users_keep_their_access, fixture_folder,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_every_table_is_strict, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_newer_schema_is_refused_and_kept, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_other_database_is_refused, fixture_folder,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_empty_file_is_refused, fixture_folder, fixture_close),
        cmocka_unit_test_setup_teardown(test_garbage_is_refused, fixture_folder, fixture_close),
        cmocka_unit_test_setup_teardown(test_missing_register_says_how_to_make_one, fixture_folder,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_damaged_pages_are_refused, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_two_at_once, fixture_folder, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
