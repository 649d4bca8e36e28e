/* Sections of embedded SQL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vha/database.h"

#include <string.h>

static const char file[] = "-- What the file is for.\n"
                           "\n"
                           "-- :name make\n"
                           "CREATE TABLE t (a INTEGER, b TEXT);\n"
                           "-- a comment in between\n"
                           "INSERT INTO t VALUES (1, 'one; two'), (2, 'three');\n"
                           "SELECT a FROM t;\n"
                           "\n"
                           "-- :name make_more\n"
                           "INSERT INTO t VALUES (3, NULL);\n"
                           "\n"
                           "-- :name add\n"
                           "INSERT INTO t VALUES (?1, ?2);\n"
                           "\n"
                           "-- :name count\n"
                           "SELECT count(*), sum(a) FROM t\n"
                           "\n"
                           "-- :name broken\n"
                           "INSERT INTO t VALUES (9, 'nine');\n"
                           "INSERT INTO missing VALUES (1);\n"
                           "INSERT INTO t VALUES (10, 'ten');\n"
                           "-- :name empty\n"
                           "-- :name last\n"
                           "DELETE FROM t;";

static sqlite3 *database_in_memory(void)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
    return database;
}

static void assert_count(sqlite3 *database, int rows, int sum)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(vha_sql_prepare(database, file, "count", &statement), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(statement, 0), rows);
    assert_int_equal(sqlite3_column_int(statement, 1), sum);
    sqlite3_finalize(statement);
}

static void test_a_section_ends_where_the_next_begins(void **state)
{
    (void)state;
    size_t length = 0;
    const char *text = vha_sql_section(file, "make_more", &length);
    assert_non_null(text);
    assert_int_equal(length, strlen("INSERT INTO t VALUES (3, NULL);\n\n"));
    assert_memory_equal(text, "INSERT INTO t VALUES (3, NULL);\n\n", length);
    text = vha_sql_section(file, "last", &length);
    assert_string_equal(text, "DELETE FROM t;");
    assert_int_equal(length, strlen("DELETE FROM t;"));
    assert_non_null(vha_sql_section(file, "empty", &length));
    assert_int_equal(length, 0);
}

static void test_names_are_whole(void **state)
{
    (void)state;
    size_t length = 0;
    static const char *const strangers[] = {"mak", "make_mor", "make_more_", "", "Make", "a"};
    for (size_t i = 0; i < VHA_COUNT(strangers); i++)
        assert_null(vha_sql_section(file, strangers[i], &length));
    assert_null(vha_sql_section("", "make", &length));
    assert_null(vha_sql_section("-- :name make", "make", &length));
}

static void test_all_statements_of_a_section_run(void **state)
{
    (void)state;
    sqlite3 *database = database_in_memory();
    assert_int_equal(vha_sql_run(database, file, "make"), SQLITE_OK);
    assert_count(database, 2, 3);
    assert_int_equal(vha_sql_run(database, file, "make_more"), SQLITE_OK);
    assert_count(database, 3, 6);
    assert_int_equal(vha_sql_run(database, file, "empty"), SQLITE_OK);
    assert_int_equal(vha_sql_run(database, file, "last"), SQLITE_OK);
    assert_count(database, 0, 0);
    sqlite3_close(database);
}

static void test_a_failure_ends_the_run(void **state)
{
    (void)state;
    sqlite3 *database = database_in_memory();
    assert_int_equal(vha_sql_run(database, file, "make"), SQLITE_OK);
    assert_int_equal(vha_sql_run(database, file, "broken"), SQLITE_ERROR);
    assert_count(database, 3, 12); /* what stood before the failure was done, nothing after it */
    assert_int_equal(vha_sql_run(database, file, "make"), SQLITE_ERROR); /* the table exists */
    assert_int_equal(sqlite3_close(database), SQLITE_OK); /* no statement is left open */
}

static void test_a_failing_step_ends_the_run(void **state)
{
    (void)state;
    static const char unique[] = "-- :name run\n"
                                 "CREATE TABLE u (a INTEGER PRIMARY KEY);\n"
                                 "INSERT INTO u VALUES (1);\n"
                                 "INSERT INTO u VALUES (1);\n"
                                 "INSERT INTO u VALUES (2);\n";
    sqlite3 *database = database_in_memory();
    assert_int_equal(vha_sql_run(database, unique, "run"), SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_total_changes(database), 1);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void test_values_are_bound(void **state)
{
    (void)state;
    sqlite3 *database = database_in_memory();
    sqlite3_stmt *statement = NULL;
    assert_int_equal(vha_sql_run(database, file, "make"), SQLITE_OK);
    assert_int_equal(vha_sql_prepare(database, file, "add", &statement), SQLITE_OK);
    sqlite3_bind_int(statement, 1, 40);
    sqlite3_bind_text(statement, 2, "'); DROP TABLE t; --", -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
    assert_count(database, 3, 43);
    sqlite3_close(database);
}

static void test_a_missing_section_is_misuse(void **state)
{
    (void)state;
    sqlite3 *database = database_in_memory();
    sqlite3_stmt *statement = (sqlite3_stmt *)database; /* must be cleared */
    assert_int_equal(vha_sql_prepare(database, file, "nothing", &statement), SQLITE_MISUSE);
    assert_null(statement);
    assert_int_equal(vha_sql_run(database, file, "nothing"), SQLITE_MISUSE);
    statement = (sqlite3_stmt *)database;
    assert_int_equal(vha_sql_prepare(database, file, "broken", &statement), SQLITE_ERROR);
    assert_null(statement);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_section_ends_where_the_next_begins),
        cmocka_unit_test(test_names_are_whole),
        cmocka_unit_test(test_all_statements_of_a_section_run),
        cmocka_unit_test(test_a_failure_ends_the_run),
        cmocka_unit_test(test_a_failing_step_ends_the_run),
        cmocka_unit_test(test_values_are_bound),
        cmocka_unit_test(test_a_missing_section_is_misuse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
