#include "fixture.h"

#include "access.sql.h"
#include "activity.sql.h"
#include "audit.sql.h"
#include "audit_retention.sql.h"
#include "backup.sql.h"
#include "connection.sql.h"
#include "copies.sql.h"
#include "copying.sql.h"
#include "drafts.sql.h"
#include "enquiries.sql.h"
#include "equality.sql.h"
#include "heads.sql.h"
#include "mail.sql.h"
#include "removals.sql.h"
#include "review.sql.h"
#include "safeguarding.sql.h"
#include "sessions.sql.h"
#include "shares.sql.h"
#include "todo.sql.h"
#include "users.sql.h"
#include "vha/database.h"
#include "views.sql.h"

#include <stdio.h>
#include <string.h>

static const char sample[] = "-- what this is\n"
                             "-- :name first\n"
                             "SELECT 1;\n"
                             "\n"
                             "-- :name first_again\n"
                             "SELECT 2;\n";

static void test_section_ends_at_the_next(void **state)
{
    (void)state;
    size_t length = 0;
    const char *text = vha_sql_section(sample, "first", &length);
    assert_non_null(text);
    assert_int_equal(length, strlen("SELECT 1;\n\n"));
    assert_memory_equal(text, "SELECT 1;", 9);
    text = vha_sql_section(sample, "first_again", &length);
    assert_non_null(text);
    assert_string_equal(text, "SELECT 2;\n");
    assert_int_equal(length, strlen(text));
}

static void test_names_match_whole(void **state)
{
    (void)state;
    size_t length = 0;
    assert_null(vha_sql_section(sample, "firs", &length));
    assert_null(vha_sql_section(sample, "second", &length));
    assert_null(vha_sql_section("", "first", &length));
}

/* Every section of every file is SQL that this schema understands. */
static void test_every_statement_prepares(void **state)
{
    struct fixture *fixture = *state;
    static const char *const files[] = {
        access_sql, activity_sql, audit_sql,  audit_retention_sql, backup_sql,   connection_sql,
        copies_sql, copying_sql,  drafts_sql, enquiries_sql,       equality_sql, heads_sql,
        mail_sql,   removals_sql, review_sql, safeguarding_sql,    sessions_sql, shares_sql,
        todo_sql,   users_sql,    views_sql};
    for (size_t i = 0; i < VHA_COUNT(files); i++) {
        size_t sections = 0;
        for (const char *mark = strstr(files[i], "-- :name "); mark != NULL;
             mark = strstr(mark + 1, "-- :name ")) {
            char name[64];
            assert_int_equal(sscanf(mark, "-- :name %63s", name), 1);
            sqlite3_stmt *statement = NULL;
            assert_status(sql_prepare(fixture->reg, files[i], name, &statement, &fixture->error),
                          VHA_OK, fixture->error);
            assert_non_null(statement);
            sqlite3_finalize(statement);
            sections++;
        }
        assert_true(sections > 0);
    }
}

static void test_unknown_statement_is_a_defect(void **state)
{
    struct fixture *fixture = *state;
    sqlite3_stmt *statement = NULL;
    assert_status(sql_prepare(fixture->reg, audit_sql, "absent", &statement, &fixture->error),
                  VHA_SOFTWARE, fixture->error);
    assert_null(statement);
    assert_status(sql_run(fixture->reg, audit_sql, "absent", &fixture->error), VHA_SOFTWARE,
                  fixture->error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_section_ends_at_the_next),
        cmocka_unit_test(test_names_match_whole),
        cmocka_unit_test_setup_teardown(test_every_statement_prepares, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_unknown_statement_is_a_defect, fixture_open,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
