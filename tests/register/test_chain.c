#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A log of ten thousand entries, in which every kind of harm is done at the edges and at places
 * drawn from a fixed seed; each is taken back before the next. */
enum { ENTRIES = 10000, EDGES = 5, DRAWN = 20 };

struct chain {
    struct fixture *fixture;
    struct vha_audit_head head; /* as it was noted elsewhere */
    int64_t places[EDGES + DRAWN];
};

static int open_chain(void **state)
{
    if (fixture_open(state) != 0)
        return -1;
    struct chain *chain = calloc(1, sizeof *chain);
    assert_non_null(chain);
    chain->fixture = *state;
    struct vha_register *reg = chain->fixture->reg;
    struct vha_error *error = &chain->fixture->error;
    assert_status(register_begin(reg, error), VHA_OK, *error);
    enum vha_status status = VHA_OK;
    for (int number = 2; number <= ENTRIES && status == VHA_OK; number++) {
        char subject[32];
        snprintf(subject, sizeof subject, "2003/%07dX", number % 700);
        const struct vha_audit_entry entry = {
            .login = "mo2.one", .action = "open", .outcome = "done", .subject = subject};
        status = register_append(reg, &entry, error);
    }
    assert_status(register_end(reg, status, error), VHA_OK, *error);
    assert_status(vha_register_audit_head(reg, &chain->head, error), VHA_OK, *error);
    assert_int_equal(chain->head.number, ENTRIES);
    assert_int_equal(sqlite3_exec(reg->database,
                                  "DROP TRIGGER audit_is_not_changed;"
                                  "DROP TRIGGER audit_is_not_shortened;"
                                  "DROP TRIGGER audit_is_appended_to;",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    static const int64_t edges[EDGES] = {1, 2, ENTRIES / 2, ENTRIES - 1, ENTRIES};
    memcpy(chain->places, edges, sizeof edges);
    unsigned random = 20261123;
    for (size_t i = EDGES; i < VHA_COUNT(chain->places); i++) {
        random = random * 1664525u + 1013904223u;
        chain->places[i] = 1 + (int64_t)(random >> 8) % ENTRIES;
    }
    *state = chain;
    return 0;
}

static int close_chain(void **state)
{
    struct chain *chain = *state;
    void *fixture = chain->fixture;
    free(chain);
    return fixture_close(&fixture);
}

/* Does the harm (?1 is the place), expects entry `place` to be named, and takes it back. */
static void expect_named(const struct chain *chain, const char *harm, int64_t place)
{
    struct fixture *fixture = chain->fixture;
    sqlite3 *database = fixture->reg->database;
    struct vha_audit_head head;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_exec(database, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
    const char *rest = harm;
    while (*rest != '\0') {
        assert_int_equal(sqlite3_prepare_v2(database, rest, -1, &statement, &rest), SQLITE_OK);
        assert_int_equal(sqlite3_bind_int64(statement, 1, place), SQLITE_OK);
        assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
        sqlite3_finalize(statement);
    }
    assert_status(vha_register_audit_verify(fixture->reg, &chain->head, &head, &fixture->error),
                  VHA_BAD_DATA, fixture->error);
    char named[32];
    snprintf(named, sizeof named, "entry %lld ", (long long)place);
    if (strstr(fixture->error.message, named) == NULL)
        fail_msg("%s at %lld: '%s'", harm, (long long)place, fixture->error.message);
    assert_int_equal(sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
}

/* Verified in parts, while others write, a log comes to the same. */
static void test_verified_in_parts(void **state)
{
    const struct chain *chain = *state;
    struct fixture *fixture = chain->fixture;
    struct vha_audit_walk *walk = NULL;
    bool over = false;
    int parts = 0;
    assert_status(vha_register_audit_walk(fixture->reg, &chain->head, &walk, &fixture->error),
                  VHA_OK, fixture->error);
    while (!over) {
        assert_status(
            vha_register_audit_walk_on(fixture->reg, walk, ENTRIES / 4, &over, &fixture->error),
            VHA_OK, fixture->error);
        if (++parts < 4)
            assert_int_equal(vha_audit_walk_head(walk)->number, parts * (ENTRIES / 4));
    }
    assert_int_equal(parts, 5); /* that there is no more shows in the fifth */
    assert_int_equal(vha_audit_walk_head(walk)->number, ENTRIES);
    assert_string_equal(vha_audit_walk_head(walk)->hash, chain->head.hash);
    vha_audit_walk_free(walk);

    const struct vha_audit_head beyond = {.number = ENTRIES + 1, .hash = "0"};
    assert_status(vha_register_audit_walk(fixture->reg, &beyond, &walk, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_audit_walk_on(fixture->reg, walk, 0, &over, &fixture->error),
                  VHA_BAD_DATA, fixture->error);
    vha_audit_walk_free(walk);
}

static void test_any_changed_entry_is_named(void **state)
{
    const struct chain *chain = *state;
    static const char *const harms[] = {
        "UPDATE audit SET subject = '2003/0000701X' WHERE number = ?1",
        "UPDATE audit SET at = '2026-01-01T00:00:00Z' WHERE number = ?1",
        "UPDATE audit SET purpose = 'another' WHERE number = ?1",
        "UPDATE audit SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE number = ?1",
    };
    for (size_t i = 0; i < VHA_COUNT(chain->places); i++)
        expect_named(chain, harms[i % VHA_COUNT(harms)], chain->places[i]);
}

static void test_any_removed_entry_is_named(void **state)
{
    const struct chain *chain = *state;
    for (size_t i = 0; i < VHA_COUNT(chain->places); i++)
        expect_named(chain, "DELETE FROM audit WHERE number = ?1", chain->places[i]);
}

/* The last one removed and closed up is a log cut off. */
static void test_any_removed_and_closed_up_entry_is_named(void **state)
{
    const struct chain *chain = *state;
    for (size_t i = 0; i < VHA_COUNT(chain->places); i++)
        expect_named(chain,
                     "DELETE FROM audit WHERE number = ?1;"
                     "UPDATE audit SET number = number - 1 WHERE number > ?1",
                     chain->places[i]);
}

static void test_any_swapped_entries_are_named(void **state)
{
    const struct chain *chain = *state;
    for (size_t i = 0; i < VHA_COUNT(chain->places); i++)
        if (chain->places[i] < ENTRIES)
            expect_named(chain,
                         "UPDATE audit SET number = 99999 WHERE number = ?1;"
                         "UPDATE audit SET number = ?1 WHERE number = ?1 + 1;"
                         "UPDATE audit SET number = ?1 + 1 WHERE number = 99999",
                         chain->places[i]);
}

/* Against a head noted elsewhere: which one is missing first follows from where the log ends. */
static void test_any_cut_off_end_is_named(void **state)
{
    const struct chain *chain = *state;
    struct fixture *fixture = chain->fixture;
    for (size_t i = 0; i < VHA_COUNT(chain->places); i++) {
        sqlite3 *database = fixture->reg->database;
        char sql[96];
        char named[96];
        struct vha_audit_head head;
        snprintf(sql, sizeof sql, "BEGIN; DELETE FROM audit WHERE number >= %lld",
                 (long long)chain->places[i]);
        assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
        assert_status(vha_register_audit_verify(fixture->reg, &chain->head, &head, &fixture->error),
                      VHA_BAD_DATA, fixture->error);
        snprintf(named, sizeof named, "ends at entry %lld, but entry %d is known",
                 (long long)chain->places[i] - 1, ENTRIES);
        assert_non_null(strstr(fixture->error.message, named));
        assert_int_equal(sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verified_in_parts),
        cmocka_unit_test(test_any_changed_entry_is_named),
        cmocka_unit_test(test_any_removed_entry_is_named),
        cmocka_unit_test(test_any_removed_and_closed_up_entry_is_named),
        cmocka_unit_test(test_any_swapped_entries_are_named),
        cmocka_unit_test(test_any_cut_off_end_is_named),
    };
    return cmocka_run_group_tests(tests, open_chain, close_chain);
}
