/* What the daily searches have found, on the command line: beside the records and nowhere else,
 * once, at once or not at all, and on record. */
#include "loading.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER "intel_ref,report_date,offence,grade,crime_ref,pncid\n"
/* The first of the sample's list, somebody who is not on it, and one who is in no quarter. */
#define FIRST    "2021/0002197G"
#define UNLISTED "2023/0001007U"
#define STRANGER "2018/0000007F"
#define SAID     "OFFICIAL  VHA 2026-Q3: search results as of 2026-10-08, "

static char *cohort_path(const struct place *place)
{
    return vha_path(place->home, "cohort.db");
}

/* SQL on the cohort in force, past the program; the first number that it gives, or 0. */
static int64_t of_cohort(const struct place *place, const char *sql)
{
    char *const path = cohort_path(place);
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t number = 0;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    const char *rest = sql;
    while (*rest != '\0') {
        if (sqlite3_prepare_v2(database, rest, -1, &statement, &rest) != SQLITE_OK)
            fail_msg("%s: %s", sql, sqlite3_errmsg(database));
        if (sqlite3_step(statement) == SQLITE_ROW)
            number = sqlite3_column_int64(statement, 0);
        sqlite3_finalize(statement);
    }
    sqlite3_close(database);
    free(path);
    return number;
}

static void hash_cohort(const struct place *place, char hash[VHA_SHA256_TEXT_SIZE])
{
    char *const path = cohort_path(place);
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(path, 1 << 26, &text, &length, NULL), VHA_OK);
    vha_sha256_text(hash, text, length);
    free(text);
    free(path);
}

static void load_results(struct place *place, const char *text, const char *as_of)
{
    write_text(path_in(place, "results.csv"), text);
    RUN(place, "intel", path_in(place, "results.csv"), "--as-of", as_of);
}

static void explain(struct place *place, const char *pncid, const char *format)
{
    RUN(place, "explain", pncid, "--purpose", PURPOSE, "--format", format);
    assert_int_equal(place->status, 0);
}

static char *copy_of_list(struct place *place, const char *format)
{
    RUN(place, "export", "--authority", "A1", "--reason", "court", "--format", format);
    assert_int_equal(place->status, 0);
    return vha_copy_text(place->out);
}

/* ------------------------------------------------------------------------------ beside the record
 */

static void test_results_stand_beside_the_record(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    explain(place, FIRST, "text");
    assert_null(strstr(place->out, "New since the load"));
    char *const before = vha_copy_text(place->out);
    RUN(place, "intel", RESULTS, "--as-of", "2026-10-08");
    expect_success(place);
    assert_string_equal(place->out, SAID
                        "5 rows. New: 3; known already: 1; of nobody in the quarter, not kept: 1\n"
                        "  " FIRST "  2 new reports\n"
                        "  " UNLISTED "  1 new report\n");
    explain(place, FIRST, "text");
    assert_memory_equal(place->out, before, strlen(before)); /* and nothing else has changed */
    assert_string_equal(place->out + strlen(before),
                        "\nNew since the load, not in the score\n"
                        "  2026-10-06  CRRT90000002  PWITS (grade C1), about 0999999/26, found "
                        "2026-10-08\n"
                        "  2026-10-05  CRRT90000001  Robbery Personal Property (grade B2), found "
                        "2026-10-08\n");
    explain(place, FIRST, "json");
    expect_text(place->out, "\"intel_ref\": \"CRRT90000001\"");
    explain(place, UNLISTED, "text"); /* whose record has the other report by the load */
    expect_text(place->out, "  2026-10-05  CRRT90000001  ");
    RUN(place, "searches", "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "  O'Neill, Noah, Enfield; 2 new since the load\n");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'intel' AND "
                                      "outcome = 'done' AND subject = 'intel_results'"),
                     1);
    assert_int_equal(of_cohort(place, "SELECT count(*) FROM intel_result"), 3);
    free(before);
}

/* Nothing that is scored, ranked, counted or copied is touched. */
static void test_the_list_stays(void **state)
{
    static const char *const tables[] = {
        "load",         "source",        "nominal",  "crime_report", "crime_nominal",
        "intel_report", "intel_nominal", "custody",  "flag_entry",   "listing",
        "facet",        "facet_value",   "ordering", "search_text"};
    struct place *place = *state;
    load_well(place, SAMPLE);
    char *const json = copy_of_list(place, "json");
    char *const csv = copy_of_list(place, "csv");
    char sql[512];
    snprintf(sql, sizeof sql, "VACUUM INTO '%s/before.db'", place->folder);
    of_cohort(place, sql);
    RUN(place, "intel", RESULTS, "--as-of", "2026-10-08");
    expect_success(place);
    char *const json_after = copy_of_list(place, "json");
    char *const csv_after = copy_of_list(place, "csv");
    assert_string_equal(csv, csv_after);
    assert_string_equal(json, json_after);
    for (size_t i = 0; i < VHA_COUNT(tables); i++) {
        snprintf(sql, sizeof sql,
                 "ATTACH '%s/before.db' AS old; SELECT (SELECT count(*) FROM (SELECT * FROM "
                 "main.%s EXCEPT SELECT * FROM old.%s)) + (SELECT count(*) FROM (SELECT * FROM "
                 "old.%s EXCEPT SELECT * FROM main.%s))",
                 place->folder, tables[i], tables[i], tables[i], tables[i]);
        if (of_cohort(place, sql) != 0)
            fail_msg("%s has changed", tables[i]);
    }
    assert_int_equal(of_cohort(place, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    free(json);
    free(csv);
    free(json_after);
    free(csv_after);
}

/* ------------------------------------------------------------------------------- once, and no more
 */

static void test_nothing_is_added_twice(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    RUN(place, "intel", RESULTS, "--as-of", "2026-10-08");
    RUN(place, "intel", RESULTS, "--as-of", "2026-10-09");
    expect_success(place);
    expect_text(place->out, "5 rows. New: 0; known already: 4; of nobody in the quarter, not kept: "
                            "1\n");
    assert_null(strstr(place->out, FIRST));
    /* a file that overlaps: one report again, with another grade; one that is new, named twice */
    load_results(place,
                 HEADER "CRRT90000001,2026-10-05,ROBBERY_PERSONAL,E5,," FIRST "\n"
                        "CRRT90000002,2026-10-06,PWITS,C1,0999999/26," FIRST "\n"
                        "CRRT90000003,2026-10-09,PWITS,C1,," FIRST "\n"
                        "CRRT90000003,2026-10-09,PWITS,C1,," FIRST "\n",
                 "2026-10-10");
    expect_success(place);
    assert_string_equal(place->out,
                        "OFFICIAL  VHA 2026-Q3: search results as of 2026-10-10, 4 rows. New: 1; "
                        "known, with other particulars now: 1; known already: 2; of nobody in the "
                        "quarter, not kept: 0\n  " FIRST "  1 new report\n");
    explain(place, FIRST, "text");
    expect_text(place->out, "  2026-10-09  CRRT90000003  PWITS (grade C1), found 2026-10-10\n"
                            "  2026-10-06  CRRT90000002  PWITS (grade C1), about 0999999/26, found "
                            "2026-10-08\n"
                            "  2026-10-05  CRRT90000001  Robbery Personal Property (grade E5), "
                            "found 2026-10-08\n");
    assert_int_equal(of_cohort(place, "SELECT count(*) FROM intel_result"), 4);
}

/* The next load is without them, and a refresh in between with them. */
static void test_they_last_until_the_next_load(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    RUN(place, "intel", RESULTS, "--as-of", "2026-10-08");
    write_text(path_in(place, "wanted.csv"), "pncid,source,since,reference\n");
    RUN(place, "refresh", "wanted", path_in(place, "wanted.csv"), "--as-of", "2026-10-09");
    expect_success(place);
    explain(place, FIRST, "text");
    expect_text(place->out, "New since the load, not in the score\n");
    load_well(place, SAMPLE);
    explain(place, FIRST, "text");
    assert_null(strstr(place->out, "New since the load"));
}

/* A quarter that an older version of the program has loaded can be read, and gets the table. */
static void test_an_older_cache(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    of_cohort(place, "DROP TABLE intel_result; PRAGMA user_version = 3");
    explain(place, FIRST, "text");
    assert_null(strstr(place->out, "New since the load"));
    RUN(place, "--purpose", PURPOSE, "--print-screen", "80x24");
    assert_int_equal(place->status, 0);
    RUN(place, "intel", RESULTS, "--as-of", "2026-10-08");
    expect_success(place);
    expect_text(place->out, "New: 3; ");
    explain(place, FIRST, "text");
    expect_text(place->out, "CRRT90000001");
    assert_int_equal(of_cohort(place, "PRAGMA user_version"), 4);
}

/* ---------------------------------------------------------------------------------- what is
 * refused
 */

static void test_a_bad_row_refuses_the_file(void **state)
{
    static const char good[] = HEADER "R1,2026-10-05,PWITS,C1,," FIRST "\n";
    static const struct {
        const char *row;
        const char *words;
    } bad[] = {
        {"R1,2026-10-05,PWITS,B2,," UNLISTED "\n",
         "on line 3: intel_ref \"R1\": another row has this key with other content"},
        {",2026-10-05,PWITS,C1,," FIRST "\n", "on line 3: intel_ref \"\": "},
        {"R2,2026-10-09,PWITS,C1,," FIRST "\n", "on line 3: report_date \"2026-10-09\": "},
        {"R2,5 October,PWITS,C1,," FIRST "\n", "on line 3: report_date \"5 October\": "},
        {"R2,2026-10-05,,C1,," FIRST "\n", "on line 3: offence \"\": "},
        {"R2,2026-10-05,PWITS,F9,," FIRST "\n", "on line 3: grade \"F9\": "},
        {"R2,2026-10-05,PWITS,C1,,2021/0002197X\n", "on line 3: pncid \"2021/0002197X\": "},
        {"R2,2026-10-05,PWITS,C1\n", "on line 3: "},
        {"R2,2026-10-05,PWITS,F\x1b[2J,," FIRST "\n", "grade \"F\\x1b[2J\""},
    };
    struct place *place = *state;
    char before[VHA_SHA256_TEXT_SIZE];
    char after[VHA_SHA256_TEXT_SIZE];
    RUN(place, "intel", RESULTS, "--as-of", "2026-10-08");
    expect_failure(place, VHA_UNAVAILABLE, "No quarter has been loaded yet");
    load_well(place, SAMPLE);
    hash_cohort(place, before);
    for (size_t i = 0; i < VHA_COUNT(bad); i++) {
        char text[512];
        snprintf(text, sizeof text, "%s%s", good, bad[i].row);
        load_results(place, text, "2026-10-08");
        expect_failure(place, VHA_BAD_DATA, bad[i].words);
        expect_text(place->errors, "nothing was changed");
        assert_string_equal(place->out, "");
    }
    load_results(place, "intel_ref,pncid\n", "2026-10-08");
    expect_failure(place, VHA_BAD_DATA, "the column \"report_date\" of the table intel_results");
    load_results(place, "", "2026-10-08");
    expect_failure(place, VHA_BAD_DATA, "its header is missing");
    load_results(place, good, "2026-09-30");
    expect_failure(place, VHA_USAGE, "goes up to 2026-10-01");
    RUN(place, "intel", path_in(place, "none.csv"), "--as-of", "2026-10-08");
    expect_failure(place, VHA_NO_INPUT, "none.csv");
    hash_cohort(place, after);
    assert_string_equal(before, after);
    assert_int_equal(access(path_in(place, "home/cohort.new.db"), F_OK), -1);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'intel' AND "
                                      "outcome = 'failed'"),
                     (int)VHA_COUNT(bad) + 5);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'intel' AND "
                                      "outcome = 'done'"),
                     0);
}

/* Whoever is in no quarter is counted, and not one byte of them is kept. */
static void test_strangers_are_not_kept(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    load_results(place, HEADER "R1,2026-10-05,PWITS,C1,," STRANGER "\n", "2026-10-08");
    expect_success(place);
    assert_string_equal(place->out, SAID "1 rows. New: 0; known already: 0; of nobody in the "
                                         "quarter, not kept: 1\n");
    assert_int_equal(of_cohort(place, "SELECT count(*) FROM intel_result"), 0);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE subject LIKE '%0000007F%' "
                                      "OR reason LIKE '%0000007F%'"),
                     0);
}

static void test_the_text_is_harmless(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    load_results(place,
                 HEADER "\"R\x1b]0;x\x07 1\",2026-10-05,\"PW\xe2\x80\xaeITS\x1b[31m\",C1,"
                        "\"9\n\x1b[H\"," FIRST "\n\"'; DROP TABLE nominal; --\",2026-10-06,%s%n,C1,"
                        "," FIRST "\n",
                 "2026-10-08");
    expect_success(place);
    explain(place, FIRST, "text");
    expect_harmless(place->out);
    expect_text(place->out, "'; DROP TABLE nominal; --");
    expect_text(place->out, "%s%n");
    explain(place, FIRST, "json");
    expect_harmless(place->out);
    RUN(place, "--purpose", PURPOSE, "--print-screen", "80x24");
    assert_int_equal(place->status, 0);
}

/* What cannot be logged does not happen. */
static void test_without_the_log_nothing_happens(void **state)
{
    struct place *place = *state;
    char before[VHA_SHA256_TEXT_SIZE];
    char after[VHA_SHA256_TEXT_SIZE];
    load_well(place, SAMPLE);
    hash_cohort(place, before);
    tamper(place, "CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.action = 'intel' "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END");
    RUN(place, "intel", RESULTS, "--as-of", "2026-10-08");
    assert_int_not_equal(place->status, 0);
    assert_string_equal(place->out, "");
    hash_cohort(place, after);
    assert_string_equal(before, after);
}

/* ------------------------------------------------------------------------------- killed in between
 */

static void test_killed_at_any_moment(void **state)
{
    static const char *const words[] = {"intel", RESULTS, "--as-of", "2026-10-08", NULL};
    enum { KILLS = 60, STEP_MICROSECONDS = 1500 };
    struct place *place = *state;
    load_well(place, SAMPLE);
    char *const path = cohort_path(place);
    char *original = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(path, 1 << 26, &original, &length, NULL), VHA_OK);
    FILE *const nothing = fopen("/dev/null", "w");
    assert_non_null(nothing);
    for (int i = 0; i < KILLS; i++) {
        const pid_t child = start(place, words, fileno(nothing), fileno(nothing));
        usleep((useconds_t)(i * STEP_MICROSECONDS));
        kill(child, SIGKILL);
        wait_for(child);
        const int64_t rows = of_cohort(place, "SELECT count(*) FROM intel_result");
        assert_true(rows == 0 || rows == 3);
        assert_int_equal(of_cohort(place, "SELECT count(*) FROM pragma_integrity_check WHERE "
                                          "integrity_check <> 'ok'"),
                         0);
        assert_int_equal(of_cohort(place, "SELECT count(*) FROM listing"), 208);
        assert_int_equal(vha_write_file(path, original, length, NULL), VHA_OK);
    }
    fclose(nothing);
    RUN(place, "intel", RESULTS, "--as-of", "2026-10-08");
    expect_success(place);
    expect_text(place->out, "New: 3; ");
    RUN(place, "audit", "verify");
    assert_int_equal(place->status, 0);
    free(original);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_results_stand_beside_the_record, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_the_list_stays, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_nothing_is_added_twice, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_they_last_until_the_next_load, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_an_older_cache, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_a_bad_row_refuses_the_file, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_strangers_are_not_kept, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_the_text_is_harmless, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_without_the_log_nothing_happens, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_killed_at_any_moment, place_with_home, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
