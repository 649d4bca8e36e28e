/* A connection that does not trust its file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vha/database.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 5000 };

static sqlite3 *open_wary(void)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "CREATE TABLE t (a TEXT)", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(vha_sql_be_wary(database, LONGEST), SQLITE_OK);
    return database;
}

static void test_hostile_statements(void **state)
{
    static const char *const hostile[] = {
        "ATTACH '/tmp/other.db' AS other",
        "SELECT load_extension('/tmp/x.so')",
        "SELECT \"no such column\"",
        "INSERT INTO t VALUES (\"text\")",
        "CREATE INDEX i ON t (\"text\")",
        "UPDATE sqlite_schema SET sql = 'x'",
        "SELECT zeroblob(6000)",
        "INSERT INTO t VALUES (hex(randomblob(3000)))",
        "SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION "
        "SELECT 7 UNION SELECT 8 UNION SELECT 9 UNION SELECT 10 UNION SELECT 11",
        "SELECT ?101",
        "SELECT "
        "1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+"
        "1+1+1+1+1+1+1+1+1+1+1+1+1+1+1",
    };
    sqlite3 *database = open_wary();
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(hostile); i++) {
        sqlite3_exec(database, "PRAGMA writable_schema = ON", NULL, NULL, NULL);
        if (sqlite3_exec(database, hostile[i], NULL, NULL, NULL) == SQLITE_OK)
            fail_msg("%s was done", hostile[i]);
    }
    sqlite3_close(database);
}

/* Text of a length that no statement of this program has. */
static void test_long_statement(void **state)
{
    enum { LENGTH = 200000 };
    sqlite3 *database = open_wary();
    char *text = malloc(LENGTH + 1);
    (void)state;
    assert_non_null(text);
    memset(text, ' ', LENGTH);
    text[LENGTH] = '\0';
    memcpy(text, "SELECT 1", 8);
    assert_int_equal(sqlite3_exec(database, text, NULL, NULL, NULL), SQLITE_TOOBIG);
    free(text);
    sqlite3_close(database);
}

/* A view that somebody put into the file may not call what has effects. */
static void test_schema_is_not_trusted(void **state)
{
    sqlite3 *database = open_wary();
    (void)state;
    assert_int_equal(
        sqlite3_exec(database, "CREATE VIEW v AS SELECT load_extension('x')", NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "SELECT * FROM v", NULL, NULL, NULL), SQLITE_ERROR);
    assert_non_null(strstr(sqlite3_errmsg(database), "unsafe use of load_extension"));
    sqlite3_close(database);
}

static void test_plain_statements(void **state)
{
    static const char *const plain[] = {
        "INSERT INTO t VALUES ('text')",
        "SELECT a || 'x' FROM t WHERE a LIKE 't%' ORDER BY a",
        "CREATE TABLE u (a, b REFERENCES t (a))",
        "PRAGMA integrity_check",
    };
    sqlite3 *database = open_wary();
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(plain); i++)
        if (sqlite3_exec(database, plain[i], NULL, NULL, NULL) != SQLITE_OK)
            fail_msg("%s: %s", plain[i], sqlite3_errmsg(database));
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hostile_statements),
        cmocka_unit_test(test_long_statement),
        cmocka_unit_test(test_schema_is_not_trusted),
        cmocka_unit_test(test_plain_statements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
