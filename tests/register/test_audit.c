#include "fixture.h"

#include <stdio.h>
#include <string.h>

/* Entries 2 to 6 follow the one of the register's making. */
static int open_with_entries(void **state)
{
    if (fixture_open(state) != 0)
        return -1;
    struct fixture *fixture = *state;
    static const struct vha_audit_entry entries[] = {
        {"mo2.one", "load", "done", "2026-Q3", NULL},
        {"mo2.one", "open", "done", "2003/0062845E", "Operation Alpha"},
        {"mo2.one", "open", "done", "1996/0346922Z", "Operation Alpha"},
        {"stranger", "enter", "refused", NULL, "not in the register"},
        {"mo2.one", "export", "failed", "2026-Q3", "the disk is full"},
    };
    for (size_t i = 0; i < VHA_COUNT(entries); i++)
        if (vha_register_audit(fixture->reg, &entries[i], &fixture->error) != VHA_OK)
            return -1;
    return 0;
}

static enum vha_status verify(struct fixture *fixture, const struct vha_audit_head *known,
                              struct vha_audit_head *head)
{
    return vha_register_audit_verify(fixture->reg, known, head, &fixture->error);
}

static void test_untouched_chain_is_whole(void **state)
{
    struct fixture *fixture = *state;
    struct vha_audit_head walked;
    struct vha_audit_head head;
    assert_status(verify(fixture, NULL, &walked), VHA_OK, fixture->error);
    assert_int_equal(walked.number, 6);
    assert_status(vha_register_audit_head(fixture->reg, &head, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(head.number, 6);
    assert_string_equal(head.hash, walked.hash);
    assert_status(verify(fixture, &head, &walked), VHA_OK, fixture->error);
}

/* Leaves one entry, of 2026-10-01, with the hash of a form that was written down by hand. */
static void expect_form(struct fixture *fixture, const char *form, const char *changes,
                        const char *known)
{
    char expected[VHA_SHA256_TEXT_SIZE];
    vha_sha256_text(expected, form, strlen(form));
    char sql[512];
    snprintf(sql, sizeof sql,
             "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_shortened;"
             "DELETE FROM audit WHERE number > 1;"
             "UPDATE audit SET at = '2026-10-01T09:30:00Z', hash = '%s', %s",
             expected, changes);
    fixture_tamper(fixture, sql);
    struct vha_audit_head head;
    assert_status(verify(fixture, NULL, &head), VHA_OK, fixture->error);
    assert_string_equal(head.hash, expected);
    assert_string_equal(expected, known);
}

/* The canonical form is a promise to whoever checks a log years later: these hashes were computed
 * with another program from the forms that audit.c describes. */
static void test_canonical_form(void **state)
{
    char form[512];
    snprintf(form, sizeof form,
             "11:vha-audit-2"
             "1:1"
             "20:%s"
             "7:mo2.one"
             "4:init"
             "4:done"
             "7:mo2.one"
             "18:first user, as mo2"
             "9:192.0.2.1"
             "2:12"
             "15:Operation Alpha"
             "64:%064d",
             "2026-10-01T09:30:00Z", 0);
    expect_form(*state, form, "client = '192.0.2.1', session = 12, purpose = 'Operation Alpha'",
                "c380eeff2be2309269424dd1edf2c0dc0323c1d5df6c45df3d1ff927696d1e6e");
}

static void test_first_canonical_form(void **state)
{
    char form[512];
    snprintf(form, sizeof form,
             "11:vha-audit-1"
             "1:1"
             "20:%s"
             "7:mo2.one"
             "4:init"
             "4:done"
             "7:mo2.one"
             "18:first user, as mo2"
             "64:%064d",
             "2026-10-01T09:30:00Z", 0);
    expect_form(*state, form, "form = 1",
                "88e5d433c08c0f12079abc90b47b5cc9973f28ecac10b6190de92af2cbce265d");
}

/* What the old form does not hash cannot be slipped into one. */
static void test_first_form_has_no_purpose(void **state)
{
    struct fixture *fixture = *state;
    test_first_canonical_form(state);
    struct vha_audit_head head;
    fixture_tamper(fixture, "UPDATE audit SET purpose = 'slipped in'");
    assert_status(verify(fixture, NULL, &head), VHA_BAD_DATA, fixture->error);
    assert_non_null(strstr(fixture->error.message, "entry 1"));
}

static void test_triggers_refuse(void **state)
{
    struct fixture *fixture = *state;
    static const char *const attempts[] = {
        "UPDATE audit SET reason = 'another' WHERE number = 3",
        "DELETE FROM audit WHERE number = 6",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 3",
        "REPLACE INTO audit SELECT * FROM audit WHERE number = 6",
        "INSERT INTO audit SELECT number + 7, at, login, action, outcome, subject, reason, "
        "hash, hash, form, client, session, purpose FROM audit WHERE number = 6",
        "INSERT INTO audit SELECT number + 1, at, login, action, outcome, subject, reason, "
        "previous, hash, form, client, session, purpose FROM audit WHERE number = 6",
    };
    for (size_t i = 0; i < VHA_COUNT(attempts); i++)
        if (sqlite3_exec(fixture->reg->database, attempts[i], NULL, NULL, NULL) !=
            SQLITE_CONSTRAINT_TRIGGER)
            fail_msg("not refused: %s", attempts[i]);
    struct vha_audit_head head;
    assert_status(verify(fixture, NULL, &head), VHA_OK, fixture->error);
    assert_int_equal(head.number, 6);
}

/* Changes something behind the triggers' back and expects the entry to be named. */
static void expect_broken(struct fixture *fixture, const char *sql, const char *named)
{
    fixture_tamper(fixture, "DROP TRIGGER audit_is_not_changed;"
                            "DROP TRIGGER audit_is_not_shortened;"
                            "DROP TRIGGER audit_is_appended_to;");
    fixture_tamper(fixture, sql);
    struct vha_audit_head head;
    assert_status(verify(fixture, NULL, &head), VHA_BAD_DATA, fixture->error);
    if (strstr(fixture->error.message, named) == NULL)
        fail_msg("'%s' does not name %s", fixture->error.message, named);
}

/* One test a column: each of them is in the hash. */
#define TEST_CHANGED(column, value)                                                                \
    static void test_changed_##column(void **state)                                                \
    {                                                                                              \
        expect_broken(*state, "UPDATE audit SET " #column " = " value " WHERE number = 4",         \
                      "entry 4");                                                                  \
    }
TEST_CHANGED(at, "'2020-01-01T00:00:00Z'")
TEST_CHANGED(login, "'mo2.two'")
TEST_CHANGED(action, "'load'")
TEST_CHANGED(outcome, "'failed'")
TEST_CHANGED(subject, "NULL")
TEST_CHANGED(reason, "''")
TEST_CHANGED(client, "'192.0.2.7'")
TEST_CHANGED(session, "7")
TEST_CHANGED(purpose, "'another'")
TEST_CHANGED(form, "1")
TEST_CHANGED(previous, "hash")
TEST_CHANGED(hash, "previous")

static void test_missing_is_not_empty(void **state)
{
    expect_broken(*state, "UPDATE audit SET subject = '' WHERE number = 5", "entry 5");
}

/* Bytes moved from one field to its neighbour give another canonical form. */
static void test_moved_boundary(void **state)
{
    expect_broken(*state,
                  "UPDATE audit SET action = 'ope', outcome = 'done', login = 'mo2.onen' "
                  "WHERE number = 4",
                  "entry 4");
}

/* The forger knows the canonical form and gives the changed entry a hash that fits: then the next
 * entry does not lead to it. */
static void test_changed_and_hashed_anew(void **state)
{
    struct fixture *fixture = *state;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(fixture->reg->database,
                                        "SELECT at, previous FROM audit WHERE number = 4", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    char form[512];
    snprintf(form, sizeof form,
             "11:vha-audit-21:420:%s7:mo2.one4:open4:done13:2003/0000001X15:Operation Alpha"
             "-:-:-:64:%s",
             (const char *)sqlite3_column_text(statement, 0),
             (const char *)sqlite3_column_text(statement, 1));
    sqlite3_finalize(statement);
    char forged[VHA_SHA256_TEXT_SIZE];
    vha_sha256_text(forged, form, strlen(form));
    char sql[256];
    snprintf(sql, sizeof sql,
             "UPDATE audit SET subject = '2003/0000001X', hash = '%s' WHERE number = 4", forged);
    expect_broken(fixture, sql, "entry 5");
}

static void test_removed_entry(void **state)
{
    expect_broken(*state, "DELETE FROM audit WHERE number = 3", "entry 3");
}

static void test_removed_first_entry(void **state)
{
    expect_broken(*state, "DELETE FROM audit WHERE number = 1", "entry 1");
}

static void test_removed_and_closed_up(void **state)
{
    expect_broken(*state,
                  "DELETE FROM audit WHERE number = 3;"
                  "UPDATE audit SET number = number - 1 WHERE number > 3",
                  "entry 3");
}

static void test_swapped_entries(void **state)
{
    expect_broken(*state,
                  "UPDATE audit SET number = 100 WHERE number = 3;"
                  "UPDATE audit SET number = 3 WHERE number = 4;"
                  "UPDATE audit SET number = 4 WHERE number = 100",
                  "entry 3");
}

static void test_inserted_entry(void **state)
{
    expect_broken(*state,
                  "INSERT INTO audit SELECT number + 1, at, login, action, outcome, subject, "
                  "reason, hash, hash, form, client, session, purpose FROM audit WHERE number = 6",
                  "entry 7");
}

static void test_cut_off_end_shows_against_a_known_head(void **state)
{
    struct fixture *fixture = *state;
    struct vha_audit_head known;
    assert_status(vha_register_audit_head(fixture->reg, &known, &fixture->error), VHA_OK,
                  fixture->error);
    fixture_tamper(fixture,
                   "DROP TRIGGER audit_is_not_shortened; DELETE FROM audit WHERE number > 4");
    struct vha_audit_head head;
    assert_status(verify(fixture, NULL, &head), VHA_OK, fixture->error); /* nothing else can tell */
    assert_status(verify(fixture, &known, &head), VHA_BAD_DATA, fixture->error);
    assert_non_null(strstr(fixture->error.message, "ends at entry 4"));
    assert_non_null(strstr(fixture->error.message, "entry 6"));
    /* Written on, so that the number is reached again: the hash tells. */
    for (int i = 0; i < 3; i++)
        assert_status(
            vha_register_audit(
                fixture->reg,
                &(struct vha_audit_entry){.login = "mo2.one", .action = "open", .outcome = "done"},
                &fixture->error),
            VHA_OK, fixture->error);
    assert_status(verify(fixture, NULL, &head), VHA_OK, fixture->error);
    assert_status(verify(fixture, &known, &head), VHA_BAD_DATA, fixture->error);
    assert_non_null(strstr(fixture->error.message, "entry 6"));
}

static void test_entry_is_on_disk_when_the_call_returns(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 6);
    assert_int_equal(sqlite3_get_autocommit(fixture->reg->database), 1);
    sqlite3_stmt *statement = NULL;
    assert_int_equal(
        sqlite3_prepare_v2(fixture->reg->database, "PRAGMA synchronous", -1, &statement, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(statement, 0), 2); /* FULL */
    sqlite3_finalize(statement);
}

static void test_refused_entry_leaves_no_transaction(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_audit_entry wrong = {
        .login = "mo2.one", .action = "open", .outcome = "perhaps"};
    assert_int_not_equal(vha_register_audit(fixture->reg, &wrong, &fixture->error), VHA_OK);
    assert_int_equal(sqlite3_get_autocommit(fixture->reg->database), 1);
    const struct vha_audit_entry right = {.login = "mo2.one", .action = "open", .outcome = "done"};
    assert_status(vha_register_audit(fixture->reg, &right, &fixture->error), VHA_OK,
                  fixture->error);
    struct vha_audit_head head;
    assert_status(verify(fixture, NULL, &head), VHA_OK, fixture->error);
    assert_int_equal(head.number, 7);
}

/* ------------------------------------------------------------------------------------- reading */

struct page {
    int64_t numbers[16];
    size_t count;
};

static void take_number(void *context, const struct vha_audit_record *record)
{
    struct page *const page = context;
    if (page->count < VHA_COUNT(page->numbers))
        page->numbers[page->count++] = record->number;
}

/* A screen pages through what a filter lets through, from either end. */
static void test_pages(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        struct vha_audit_filter filter;
        int64_t all;
        size_t count;
        int64_t numbers[6];
    } lists[] = {
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE}, 6, 6, {1, 2, 3, 4, 5, 6}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .newest_first = true}, 6, 6, {6, 5, 4, 3, 2, 1}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .limit = 2}, 6, 2, {1, 2}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .limit = 2, .beyond = 2}, 6, 2, {3, 4}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .limit = 4, .beyond = 4}, 6, 2, {5, 6}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .newest_first = true, .limit = 2, .beyond = 5},
         6,
         2,
         {4, 3}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .login = "mo2.one", .action = "open"},
         2,
         2,
         {3, 4}},
        {{.from = VHA_NO_DATE,
          .to = VHA_NO_DATE,
          .login = "mo2.one",
          .newest_first = true,
          .limit = 2},
         5,
         2,
         {6, 4}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .outcome = "failed"}, 1, 1, {6}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .subject = "2003/0062845E"}, 1, 1, {3}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .number = 5}, 1, 1, {5}},
        {{.from = VHA_NO_DATE, .to = VHA_NO_DATE, .session = 1}, 0, 0, {0}},
        {{.from = VHA_NO_DATE, .to = 0}, 0, 0, {0}},
        {{.from = 0, .to = VHA_NO_DATE}, 6, 6, {1, 2, 3, 4, 5, 6}},
    };
    for (size_t i = 0; i < VHA_COUNT(lists); i++) {
        struct page page = {.count = 0};
        int64_t all = -1;
        assert_status(vha_register_audit_list(fixture->reg, &lists[i].filter, take_number, &page,
                                              &fixture->error),
                      VHA_OK, fixture->error);
        assert_int_equal(page.count, lists[i].count);
        assert_memory_equal(page.numbers, lists[i].numbers, page.count * sizeof page.numbers[0]);
        assert_status(
            vha_register_audit_count(fixture->reg, &lists[i].filter, &all, &fixture->error), VHA_OK,
            fixture->error);
        assert_int_equal(all, lists[i].all);
    }
}

/* The entries of a BCU are those of its users; somebody of all London is not one of them. */
static void test_entries_of_a_bcu(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *bcu;
        int64_t count;
    } rows[] = {{"AS", 2}, {"CN", 1}, {"A", 0}, {"all", 0}};
    fixture_grant(fixture, "analyst.two", VHA_ANALYST, "AS CN", NULL);
    fixture_grant(fixture, "analyst.three", VHA_ANALYST, "AS", NULL);
    static const char *const logins[] = {"analyst.two", "analyst.three", "mo2.one", "stranger"};
    for (size_t i = 0; i < VHA_COUNT(logins); i++) {
        const struct vha_audit_entry entry = {
            .login = logins[i], .action = "open", .outcome = "done", .subject = "2003/0062845E"};
        assert_status(vha_register_audit(fixture->reg, &entry, &fixture->error), VHA_OK,
                      fixture->error);
    }
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        const struct vha_audit_filter filter = {
            .from = VHA_NO_DATE, .to = VHA_NO_DATE, .action = "open", .bcu = rows[i].bcu};
        int64_t count = -1;
        assert_status(vha_register_audit_count(fixture->reg, &filter, &count, &fixture->error),
                      VHA_OK, fixture->error);
        assert_int_equal(count, rows[i].count);
    }
}

static void take_previous(void *context, const struct vha_audit_record *record)
{
    snprintf(context, VHA_SHA256_TEXT_SIZE, "%s", record->previous);
}

static void take_hash(void *context, const struct vha_audit_record *record)
{
    snprintf(context, VHA_SHA256_TEXT_SIZE, "%s", record->hash);
}

static void test_an_entry_tells_its_predecessor(void **state)
{
    struct fixture *fixture = *state;
    struct vha_audit_filter filter = {.from = VHA_NO_DATE, .to = VHA_NO_DATE, .number = 3};
    char hash[VHA_SHA256_TEXT_SIZE] = "";
    char previous[VHA_SHA256_TEXT_SIZE] = "";
    assert_status(vha_register_audit_list(fixture->reg, &filter, take_hash, hash, &fixture->error),
                  VHA_OK, fixture->error);
    filter.number = 4;
    assert_status(
        vha_register_audit_list(fixture->reg, &filter, take_previous, previous, &fixture->error),
        VHA_OK, fixture->error);
    assert_int_equal(strlen(hash), VHA_SHA256_TEXT_SIZE - 1);
    assert_string_equal(previous, hash);
}

#define WITH_ENTRIES(test) cmocka_unit_test_setup_teardown(test, open_with_entries, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ENTRIES(test_untouched_chain_is_whole),
        WITH_ENTRIES(test_canonical_form),
        WITH_ENTRIES(test_first_canonical_form),
        WITH_ENTRIES(test_first_form_has_no_purpose),
        WITH_ENTRIES(test_triggers_refuse),
        WITH_ENTRIES(test_changed_at),
        WITH_ENTRIES(test_changed_login),
        WITH_ENTRIES(test_changed_action),
        WITH_ENTRIES(test_changed_outcome),
        WITH_ENTRIES(test_changed_subject),
        WITH_ENTRIES(test_changed_reason),
        WITH_ENTRIES(test_changed_client),
        WITH_ENTRIES(test_changed_session),
        WITH_ENTRIES(test_changed_purpose),
        WITH_ENTRIES(test_changed_form),
        WITH_ENTRIES(test_changed_previous),
        WITH_ENTRIES(test_changed_hash),
        WITH_ENTRIES(test_missing_is_not_empty),
        WITH_ENTRIES(test_moved_boundary),
        WITH_ENTRIES(test_changed_and_hashed_anew),
        WITH_ENTRIES(test_removed_entry),
        WITH_ENTRIES(test_removed_first_entry),
        WITH_ENTRIES(test_removed_and_closed_up),
        WITH_ENTRIES(test_swapped_entries),
        WITH_ENTRIES(test_inserted_entry),
        WITH_ENTRIES(test_cut_off_end_shows_against_a_known_head),
        WITH_ENTRIES(test_entry_is_on_disk_when_the_call_returns),
        WITH_ENTRIES(test_refused_entry_leaves_no_transaction),
        WITH_ENTRIES(test_pages),
        WITH_ENTRIES(test_entries_of_a_bcu),
        WITH_ENTRIES(test_an_entry_tells_its_predecessor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
