/* How every connection to the register is set up. */
#include "fixture.h"

#include "vha/database.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The text that a statement of the register's own connection gives. */
static void expect_setting(struct fixture *fixture, const char *pragma, const char *expected)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(fixture->reg->database, pragma, -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const char *value = (const char *)sqlite3_column_text(statement, 0);
    if (value == NULL || strcmp(value, expected) != 0)
        fail_msg("%s is %s, not %s", pragma, value != NULL ? value : "nothing", expected);
    sqlite3_finalize(statement);
}

static void test_settings(void **state)
{
    static const struct {
        const char *pragma;
        const char *expected;
    } settings[] = {
        {"PRAGMA journal_mode", "wal"},     {"PRAGMA synchronous", "2"},
        {"PRAGMA foreign_keys", "1"},       {"PRAGMA trusted_schema", "0"},
        {"PRAGMA cell_size_check", "1"},    {"PRAGMA secure_delete", "1"},
        {"PRAGMA temp_store", "2"},         {"PRAGMA journal_size_limit", "0"},
        {"PRAGMA recursive_triggers", "0"},
    };
    for (size_t i = 0; i < VHA_COUNT(settings); i++)
        expect_setting(*state, settings[i].pragma, settings[i].expected);
}

static void test_switches(void **state)
{
    static const struct {
        int option;
        int expected;
    } switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    const struct fixture *fixture = *state;
    for (size_t i = 0; i < VHA_COUNT(switches); i++) {
        int value = -1;
        sqlite3_db_config(fixture->reg->database, switches[i].option, -1, &value);
        assert_int_equal(value, switches[i].expected);
    }
    assert_int_equal(sqlite3_limit(fixture->reg->database, SQLITE_LIMIT_ATTACHED, -1), 0);
}

/* Every table refuses values of other types than its columns'. */
static void test_tables_are_strict(void **state)
{
    assert_int_equal(fixture_number(*state, "SELECT count(*) FROM pragma_table_list WHERE type = "
                                            "'table' AND name NOT LIKE 'sqlite_%' AND NOT strict"),
                     0);
    assert_true(fixture_number(*state, "SELECT count(*) FROM pragma_table_list WHERE strict") > 5);
}

static off_t size_of(const struct fixture *fixture, const char *ending)
{
    char path[160];
    struct stat about;
    snprintf(path, sizeof path, "%s%s", fixture->path, ending);
    return stat(path, &about) == 0 ? about.st_size : -1;
}

/* A captive session could not delete the write-ahead log when it is the last to leave: so nobody
 * does, and whoever leaves last empties it. */
static void test_log_stays_and_is_emptied(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_audit_entry entry = {.login = "mo2.one", .action = "test", .outcome = "done"};
    assert_status(vha_register_audit(fixture->reg, &entry, &fixture->error), VHA_OK,
                  fixture->error);
    assert_true(size_of(fixture, "-wal") > 0);
    vha_register_close(fixture->reg);
    fixture->reg = NULL;
    assert_int_equal(size_of(fixture, "-wal"), 0);
    assert_true(size_of(fixture, "-shm") > 0);
    assert_status(vha_register_open(fixture->path, 1000, &fixture->reg, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 2);
}

/* What access(2) says of every file; 0: what the system does. */
static int no_access;

int __real_access(const char *path, int mode); /* NOLINT(bugprone-reserved-identifier) */
int __wrap_access(const char *path, int mode); /* NOLINT(bugprone-reserved-identifier) */
int __wrap_access(const char *path, int mode)  /* NOLINT(bugprone-reserved-identifier) */
{
    if (no_access == 0)
        return __real_access(path, mode);
    errno = no_access;
    return -1;
}

/* Each says what to do about it: another account is no help where the disk cannot be written. */
static void test_register_that_cannot_be_opened(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        int cause;
        enum vha_status status;
        const char *words;
    } cases[] = {
        {ENOENT, VHA_UNAVAILABLE, "make one with 'vha init'"},
        {EACCES, VHA_NO_PERMISSION, "run vha as the account that owns it"},
        {EROFS, VHA_IO_ERROR, "mount it for writing"},
        {EIO, VHA_OS_ERROR, "cannot be opened"},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct vha_register *reg = NULL;
        no_access = cases[i].cause;
        const enum vha_status status =
            vha_register_open(fixture->path, 1000, &reg, &fixture->error);
        no_access = 0;
        assert_int_equal(status, cases[i].status);
        assert_null(reg);
        assert_non_null(strstr(fixture->error.message, cases[i].words));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_settings, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_switches, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_tables_are_strict, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_log_stays_and_is_emptied, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_register_that_cannot_be_opened, fixture_open,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
