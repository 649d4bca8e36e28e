/* A refresh beside a load of the whole extract with the new file in it: the same flags, filters and
 * rows. */
#include "quarter.h"

#include "vha/cohort_facts.h"
#include "vha/cohort_refresh.h"
#include "vha/database.h"
#include "vha/equality.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const tables[] = {
    "nominals", "crime_reports", "crime_nominals", "intel_reports", "intel_nominals", "custody",
    "wanted",   "restrictions",  "gang_links",     "county_lines",  "victims",        "missing",
    "iom"};

static char *read_all(const char *path)
{
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(path, 1 << 26, &text, &length, NULL), VHA_OK);
    return text;
}

/* The sample with another text for one of its tables; returns the folder. */
static const char *sample_with(const struct quarter *quarter, const char *name, const char *table,
                               const char *text)
{
    const char *const folder = quarter_folder(quarter, name);
    for (size_t i = 0; i < VHA_COUNT(tables); i++) {
        char from[512];
        char to[512];
        snprintf(from, sizeof from, "%s/%s.csv", SAMPLE_CSV, tables[i]);
        snprintf(to, sizeof to, "%s/%s.csv", folder, tables[i]);
        char *const whole = read_all(from);
        const char *const written = strcmp(tables[i], table) == 0 ? text : whole;
        assert_int_equal(vha_write_file(to, written, strlen(written), NULL), VHA_OK);
        free(whole);
    }
    quarter_manifest(quarter, folder, "2026-Q3", "2026-10-01");
    return folder;
}

/* Everything that a query gives, in one text; the caller frees it. */
static char *all_of(const char *path, const char *sql)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    char *text = NULL;
    size_t length = 0;
    FILE *const out = open_memstream(&text, &length);
    assert_non_null(out);
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            fprintf(out, "%s%c", (const char *)sqlite3_column_text(statement, i),
                    i + 1 < sqlite3_column_count(statement) ? ' ' : '\n');
    sqlite3_finalize(statement);
    sqlite3_close(database);
    fclose(out);
    return text;
}

static void expect_same(const char *path, const char *other)
{
    static const char *const questions[] = {
        "SELECT pncid, flags, ifnull(position, -1), crime_score, intel_score FROM nominal",
        "SELECT facet, value, code, total, hex(members) FROM facet_value ORDER BY facet, value",
        "SELECT pncid, received, establishment, ifnull(released, 0) FROM custody",
        ("SELECT origin, pncid, kind, reference, ifnull(since, 0) FROM flag_entry "
         "ORDER BY origin, pncid, kind, reference, since"),
        "SELECT position, rank, pncid FROM listing",
        "SELECT name, file, sha256, in_file FROM source ORDER BY name",
    };
    for (size_t i = 0; i < VHA_COUNT(questions); i++) {
        char *const a = all_of(path, questions[i]);
        char *const b = all_of(other, questions[i]);
        assert_true(strlen(a) > 100);
        if (strcmp(a, b) != 0)
            fail_msg("they differ: %s", questions[i]);
        free(a);
        free(b);
    }
    assert_int_equal(quarter_number(path, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_int_equal(quarter_number(path, "SELECT count(*) FROM pragma_integrity_check WHERE "
                                          "integrity_check <> 'ok'"),
                     0);
}

struct refreshed {
    struct vha_movements movements;
    const char *path;
};

static struct refreshed refresh(const struct quarter *quarter, const char *current,
                                enum vha_table table, const char *file, const char *as_of)
{
    struct vha_cohort *const cohort = quarter_open(current);
    struct vha_equality_person *people = NULL;
    size_t count = 0;
    struct vha_extract *extract = NULL;
    struct vha_error error = {0};
    vha_date day = VHA_NO_DATE;
    struct refreshed refreshed = {.path = quarter_path(quarter, "refreshed.db")};
    assert_true(vha_date_parse(as_of, strlen(as_of), &day));
    assert_int_equal(vha_cohort_people(cohort, &people, &count, NULL), VHA_OK);
    vha_pncid *const pncids = vha_alloc_zeroed(count + 1, sizeof *pncids);
    for (size_t i = 0; i < count; i++)
        pncids[i] = people[i].pncid;
    const struct vha_table_request request = {.path = file,
                                              .table = table,
                                              .as_of = day,
                                              .pncids = pncids,
                                              .count = count,
                                              .settings = quarter->settings};
    if (vha_extract_read_table(&request, &extract, &error) != VHA_OK)
        fail_msg("%s", error.message);
    const struct vha_cohort_refresh build = {
        .current = current, .path = refreshed.path, .extract = extract, .table = (int)table};
    if (vha_cohort_refresh_build(&build, &refreshed.movements, &error) != VHA_OK)
        fail_msg("%s", error.message);
    vha_extract_free(extract);
    free(pncids);
    free(people);
    vha_cohort_close(cohort);
    return refreshed;
}

/* PNCIDs of people on the list, as text, and whether they are in custody. */
static const char *pncid_where(const struct quarter *quarter, const char *path, const char *flag,
                               int which)
{
    char sql[256];
    char text[VHA_PNCID_SIZE];
    snprintf(sql, sizeof sql,
             "SELECT pncid FROM nominal WHERE position IS NOT NULL AND %s ORDER BY position LIMIT "
             "1 OFFSET %d",
             flag, which);
    return vha_arena_text(quarter->arena,
                          vha_pncid_format(text, (vha_pncid)quarter_number(path, sql)),
                          VHA_PNCID_SIZE - 1);
}

/* How many a cache tells of that have moved, and to which flags the first has. */
static void expect_moved(const struct quarter *quarter, struct vha_cohort *cohort, size_t wanted,
                         uint32_t after)
{
    const struct vha_moved *moved = NULL;
    size_t count = 0;
    assert_int_equal(vha_cohort_moved(cohort, quarter->arena, &moved, &count, NULL), VHA_OK);
    assert_int_equal(count, wanted);
    if (wanted > 0)
        assert_int_equal(moved[0].after, after);
}

/* How many have moved once a file was read again: what moved on the same day stays. */
static void expect_after_another(const struct quarter *quarter, const char *file, const char *day,
                                 size_t wanted)
{
    const char *const current = quarter_path(quarter, "current.db");
    assert_int_equal(rename(quarter_path(quarter, "refreshed.db"), current), 0);
    struct refreshed refreshed = refresh(quarter, current, VHA_CUSTODY, file, day);
    struct vha_cohort *const cohort = quarter_open(refreshed.path);
    assert_int_equal(refreshed.movements.count, 0);
    expect_moved(quarter, cohort, wanted, VHA_FLAG_IN_CUSTODY);
    vha_cohort_close(cohort);
    vha_movements_free(&refreshed.movements);
}

static void test_custody(void **state)
{
    struct quarter *const quarter = *state;
    const char *const current = quarter_path(quarter, "cohort.db");
    const char *const whole = quarter_path(quarter, "whole.db");
    quarter_build(quarter, SAMPLE_CSV, current);
    char *const old = read_all(SAMPLE_CSV "/custody.csv");
    const char *const new = vha_arena_format(
        quarter->arena, "%s%s,HMP New,2026-09-28,\n%s,HMP New,2026-09-20,2026-09-25\n", old,
        pncid_where(quarter, current, "flags & 8 = 0", 0),
        pncid_where(quarter, current, "flags & 24 = 0", 1));
    free(old);
    const char *const folder = sample_with(quarter, "new-custody", "custody", new);
    quarter_build(quarter, folder, whole);
    struct refreshed refreshed =
        refresh(quarter, current, VHA_CUSTODY,
                vha_arena_format(quarter->arena, "%s/custody.csv", folder), "2026-10-01");
    expect_same(refreshed.path, whole);
    assert_int_equal(refreshed.movements.count, 1); /* who is out again has not moved */
    assert_int_equal(refreshed.movements.people[0].before, 0);
    assert_int_equal(refreshed.movements.people[0].after, VHA_FLAG_IN_CUSTODY);
    vha_movements_free(&refreshed.movements);
    /* and the screens' own reader takes it */
    struct vha_cohort *const cohort = quarter_open(refreshed.path);
    assert_int_equal(vha_cohort_info(cohort)->listed, 208);
    expect_moved(quarter, cohort, 1, VHA_FLAG_IN_CUSTODY);
    vha_cohort_confine(cohort, "none of them");
    expect_moved(quarter, cohort, 0, 0); /* those of the scope alone */
    vha_cohort_close(cohort);
    const char *const file = vha_arena_format(quarter->arena, "%s/custody.csv", folder);
    expect_after_another(quarter, file, "2026-10-01", 1);
    expect_after_another(quarter, file, "2026-10-02", 0);
    struct vha_cohort *const loaded = quarter_open(whole);
    expect_moved(quarter, loaded, 0, 0); /* a load is no refresh */
    vha_cohort_close(loaded);
}

/* An episode ends, and a file without it leaves it as it is. */
static void test_custody_ends(void **state)
{
    struct quarter *const quarter = *state;
    const char *const current = quarter_path(quarter, "cohort.db");
    const char *const file = quarter_path(quarter, "custody.csv");
    quarter_build(quarter, SAMPLE_CSV, current);
    char *const held = all_of(current, "SELECT c.pncid, date(c.received * 86400, 'unixepoch') FROM "
                                       "custody AS c JOIN listing AS l ON l.pncid = c.pncid WHERE "
                                       "c.released IS NULL ORDER BY l.position LIMIT 1");
    char pncid[VHA_PNCID_SIZE];
    vha_pncid_format(pncid, strtoull(held, NULL, 10));
    const char *const text = vha_arena_format(
        quarter->arena, "pncid,establishment,received,released\n%s,HMP Other,%.10s,2026-10-05\n",
        pncid, strchr(held, ' ') + 1);
    assert_int_equal(vha_write_file(file, text, strlen(text), NULL), VHA_OK);
    const int64_t episodes = quarter_number(current, "SELECT count(*) FROM custody");
    struct refreshed refreshed = refresh(quarter, current, VHA_CUSTODY, file, "2026-10-08");
    assert_int_equal(quarter_number(refreshed.path, "SELECT count(*) FROM custody"), episodes);
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT flags & 24 FROM nominal WHERE pncid = %llu",
             strtoull(held, NULL, 10));
    assert_int_equal(quarter_number(refreshed.path, sql), VHA_FLAG_RELEASED);
    bool out = false;
    for (size_t i = 0; i < refreshed.movements.count; i++)
        out = out || (refreshed.movements.people[i].pncid == strtoull(held, NULL, 10) &&
                      refreshed.movements.people[i].after == 0);
    assert_true(out);
    vha_movements_free(&refreshed.movements);
    free(held);
}

static void test_wanted(void **state)
{
    struct quarter *const quarter = *state;
    const char *const current = quarter_path(quarter, "cohort.db");
    const char *const whole = quarter_path(quarter, "whole.db");
    quarter_build(quarter, SAMPLE_CSV, current);
    const char *const new = vha_arena_format(
        quarter->arena,
        "pncid,source,since,reference\n%s,EWMS,2026-09-01,W1\n%s,CRIS,2026-09-02,W2\n"
        "%s,EWMS,2026-09-03,W3\n%s,CRIS,2026-09-03,W3\n",
        pncid_where(quarter, current, "flags & 6 = 0", 0),
        pncid_where(quarter, current, "flags & 6 = 2", 0),
        pncid_where(quarter, current, "flags & 6 = 0", 1),
        pncid_where(quarter, current, "flags & 6 = 0", 1));
    const char *const folder = sample_with(quarter, "new-wanted", "wanted", new);
    quarter_build(quarter, folder, whole);
    struct refreshed refreshed =
        refresh(quarter, current, VHA_WANTED,
                vha_arena_format(quarter->arena, "%s/wanted.csv", folder), "2026-10-01");
    expect_same(refreshed.path, whole);
    assert_true(refreshed.movements.count > 10); /* most of those before were found */
    vha_movements_free(&refreshed.movements);
}

static void test_bad_rows_refuse_it_all(void **state)
{
    struct quarter *const quarter = *state;
    const vha_pncid somebody = quarter_pncid(0);
    const char *const pncid = quarter_pncid_text(quarter, 0);
    const char *const file = quarter_path(quarter, "bad.csv");
    const struct {
        const char *text;
        const char *words;
    } bad[] = {
        {"pncid,source,since\n", "the column \"reference\""},
        {"", "its header is missing"},
        {"pncid,source,since,reference\n2015/0000009X,EWMS,2026-09-01,R\n", "check letter"},
        {vha_arena_format(quarter->arena, "pncid,source,since,reference\n%s,FBI,2026-09-01,R\n",
                          pncid),
         "on line 2: source \"FBI\""},
        {vha_arena_format(quarter->arena, "pncid,source,since,reference\n%s,EWMS,2027-01-01,R\n",
                          pncid),
         "on line 2: since"},
        {vha_arena_format(quarter->arena, "pncid,source,since,reference\n%s,EWMS,2026-09-01,R\n",
                          quarter_pncid_text(quarter, 1)),
         "no such nominal"},
    };
    for (size_t i = 0; i < VHA_COUNT(bad); i++) {
        struct vha_extract *extract = NULL;
        struct vha_error error = {0};
        vha_date day = VHA_NO_DATE;
        assert_true(vha_date_parse("2026-10-01", 10, &day));
        assert_int_equal(vha_write_file(file, bad[i].text, strlen(bad[i].text), NULL), VHA_OK);
        const struct vha_table_request request = {.path = file,
                                                  .table = VHA_WANTED,
                                                  .as_of = day,
                                                  .pncids = &somebody,
                                                  .count = 1,
                                                  .settings = quarter->settings};
        assert_int_equal(vha_extract_read_table(&request, &extract, &error), VHA_BAD_DATA);
        assert_null(extract);
        if (strstr(error.message, bad[i].words) == NULL)
            fail_msg("'%s' is not in '%s'", bad[i].words, error.message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_custody),
        cmocka_unit_test(test_custody_ends),
        cmocka_unit_test(test_wanted),
        cmocka_unit_test(test_bad_rows_refuse_it_all),
    };
    return cmocka_run_group_tests(tests, quarter_begin, quarter_end);
}
