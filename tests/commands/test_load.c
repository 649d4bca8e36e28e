/* What a load leaves behind, and what it leaves alone. */
#include "loading.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The cohort that analysts see, as one file: which one it is and what is in it. */
struct sight {
    ino_t file;
    off_t length;
    struct timespec written;
    char sha256[VHA_SHA256_TEXT_SIZE];
};

static struct sight look(struct place *place)
{
    struct sight sight = {0};
    struct stat about;
    assert_int_equal(stat(path_in(place, "home/cohort.db"), &about), 0);
    sight.file = about.st_ino;
    sight.length = about.st_size;
    sight.written = about.st_mtim;
    char *bytes = NULL;
    size_t length = 0;
    assert_int_equal(
        vha_read_file(path_in(place, "home/cohort.db"), 64 << 20, &bytes, &length, NULL), VHA_OK);
    vha_sha256_text(sight.sha256, bytes, length);
    free(bytes);
    return sight;
}

static void expect_untouched(struct place *place, const struct sight *before)
{
    const struct sight now = look(place);
    assert_int_equal(now.file, before->file);
    assert_int_equal(now.length, before->length);
    assert_int_equal(now.written.tv_sec, before->written.tv_sec);
    assert_int_equal(now.written.tv_nsec, before->written.tv_nsec);
    assert_string_equal(now.sha256, before->sha256);
    assert_int_not_equal(access(path_in(place, "home/cohort.new.db"), F_OK), 0);
    assert_int_not_equal(access(path_in(place, "home/cohort.new.db-journal"), F_OK), 0);
}

static int64_t audited(const struct place *place, const char *action, const char *outcome)
{
    char sql[160];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE action = '%s' AND outcome = '%s'",
             action, outcome);
    return number_of(place, sql);
}

/* The last line of standard error, which progress lines may precede. */
static const char *complaint(const struct place *place)
{
    const char *last = strstr(place->errors, "vha: ");
    if (last == NULL || last[strcspn(last, "\n") + 1] != '\0')
        fail_msg("no complaint in the last line: %s", place->errors);
    return last;
}

/* ------------------------------------------------------------------------------------ good loads
 */

static void test_first_load(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    expect_text(place->out, "OFFICIAL  VHA 2026-Q3  as of 2026-10-01\n");
    expect_text(place->out, "208 of 2000 nominals are on the list.\n"
                            "There is no earlier quarter to compare ranks with.\n");
    expect_text(place->out, "custody                380        380          0        0  "
                            "custody.csv, UTF-8\n");
    char *report = report_text(place, "report.txt");
    assert_string_equal(report, place->out);
    free(report);
    char *rejects = report_text(place, "rejects.csv");
    assert_string_equal(rejects, "file,line,column,value,reason\n");
    free(rejects);
    assert_int_equal(audited(place, "load", "started"), 1);
    assert_int_equal(audited(place, "load", "done"), 1);
    assert_int_equal(audited(place, "load", "failed"), 0);
    assert_int_equal(
        number_of(place, "SELECT count(*) FROM load WHERE quarter = '2026-Q3' AND as_of = "
                         "'2026-10-01' AND nominals = 2000 AND listed = 208 AND rejects = 0 AND "
                         "max_rejects = 0"),
        1);
    struct stat about;
    assert_int_equal(stat(path_in(place, "home/cohort.db"), &about), 0);
    assert_int_equal(about.st_mode & 07007, 0);
}

static void test_absent_tables_are_said(void **state)
{
    struct scene *scene = *state;
    quarter_set(scene->quarter, VHA_MISSING, NULL);
    assert_int_equal(load_quarter(scene, NULL), 0);
    expect_text(scene->place->out, "missing         absent: nobody has that flag this quarter\n");
}

static void test_forms_of_files_are_said(void **state)
{
    struct scene *scene = *state;
    quarter_set_cell(scene->quarter, VHA_NOMINALS, 1, "surname", "Zo\xEB");
    quarter_set(scene->quarter, VHA_IOM,
                "pncid,cohort,since,officer\n2003/0062845E,FIXED,2026-01-01,x\n"
                "2003/0062845E,FIXED,2026-01-01,x\n");
    assert_int_equal(load_quarter(scene, NULL), 0);
    expect_text(scene->place->out, "nominals.csv, Windows-1252, read as such\n");
    expect_text(scene->place->out, "columns left aside: officer\n");
    expect_text(scene->place->out,
                "iom                      2          1          1        0  iom.csv, UTF-8\n");
}

static void test_quarter_before_goes_to_the_archive(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    static const char *const quarters[] = {"2026-Q2", "2026-Q3"};
    char folders[2][128];
    for (size_t i = 0; i < 2; i++) {
        snprintf(folders[i], sizeof folders[i], "%s/%s", place->folder, quarters[i]);
        RUN(place, "synth", folders[i], "--nominals", "500", "--seed", "4", "--quarter",
            quarters[i]);
        assert_int_equal(place->status, 0);
    }
    load_well(place, folders[0]);
    const struct sight before = look(place);
    load_well(place, folders[0]); /* the same quarter again archives nothing */
    assert_int_equal(rmdir(path_in(place, "home/archive")), 0);
    assert_int_equal(mkdir(path_in(place, "home/archive"), 0700), 0);
    const struct sight again = look(place);
    assert_int_not_equal(again.file, before.file);

    load_well(place, folders[1]);
    struct stat about;
    assert_int_equal(stat(path_in(place, "home/archive/2026-Q2.db"), &about), 0);
    assert_int_equal(about.st_ino, again.file);
    assert_int_not_equal(look(place).file, again.file);
    assert_int_not_equal(access(path_in(place, "home/archive/2026-Q3.db"), F_OK), 0);
    assert_int_equal(report_count(place), 3);
}

static int64_t cohort_number(struct place *place, const char *sql)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(
        sqlite3_open_v2(path_in(place, "home/cohort.db"), &database, SQLITE_OPEN_READONLY, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}

/* However often a quarter is loaded, it is compared with the same one; one that cannot be read is
 * told of and stops nothing. */
static void test_ranks_are_compared_with_the_quarter_before(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    char folder[128];
    snprintf(folder, sizeof folder, "%s/2026-Q2", place->folder);
    RUN(place, "synth", folder, "--nominals", "500", "--seed", "4", "--quarter", "2026-Q2");
    load_well(place, folder);
    expect_text(place->out, "There is no earlier quarter to compare ranks with.\n");
    const int64_t listed = cohort_number(place, "SELECT listed FROM load");
    for (int times = 0; times < 2; times++) { /* with the cache in place, then with the archive */
        char expected[128];
        load_well(place, SAMPLE);
        snprintf(expected, sizeof expected,
                 "Ranks are compared with those of 2026-Q2, whose list held %lld.\n",
                 (long long)listed);
        expect_text(place->out, expected);
        assert_int_equal(cohort_number(place, "SELECT earlier_quarter = '2026-Q2' FROM load"), 1);
    }
    assert_int_equal(truncate(path_in(place, "home/archive/2026-Q2.db"), 4000), 0);
    load_well(place, SAMPLE);
    expect_text(place->out, "Ranks are not compared with an earlier quarter. The cohort ");
    assert_int_equal(cohort_number(place, "SELECT earlier_quarter IS NULL FROM load"), 1);
}

/* The settings' own folders, one absolute and one seen from the home, neither there yet. */
static void test_folders_of_the_settings(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    char kept[128];
    char settings[32768];
    char *text = NULL;
    size_t length = 0;
    snprintf(kept, sizeof kept, "%s/kept/quarters", place->folder);
    assert_int_equal(vha_read_file(VHA_SOURCE_DIR "/config/settings.yaml", sizeof settings / 2,
                                   &text, &length, NULL),
                     VHA_OK);
    char *paths = strstr(text, "\npaths:");
    assert_non_null(paths);
    snprintf(settings, sizeof settings, "%.*s\npaths:\n  archive: %s\n  reports: told/here\n",
             (int)(paths - text), text, kept);
    free(text);
    write_text(path_in(place, "home/config/settings.yaml"), settings);

    static const char *const quarters[] = {"2026-Q2", "2026-Q3"};
    for (size_t i = 0; i < VHA_COUNT(quarters); i++) {
        char folder[128];
        snprintf(folder, sizeof folder, "%s/%s", place->folder, quarters[i]);
        RUN(place, "synth", folder, "--nominals", "200", "--seed", "4", "--quarter", quarters[i]);
        load_well(place, folder);
    }
    assert_int_equal(access(path_in(place, "kept/quarters/2026-Q2.db"), F_OK), 0);
    assert_int_equal(access(path_in(place, "home/told/here"), F_OK), 0);
    assert_int_equal(report_count(place), 0);
    RUN(place, "archive", "list");
    expect_text(place->out, "2026-Q2");
}

/* ------------------------------------------------------------------------------------- bad rows */

static void test_bad_row_refuses_the_load(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    const struct sight before = look(place);
    quarter_set_cell(scene->quarter, VHA_IOM, 2, "cohort", "=HYPERLINK");
    assert_int_equal(load_quarter(scene, NULL), VHA_BAD_DATA);
    expect_untouched(place, &before);
    expect_text(complaint(place), "vha: 1 row of the extract cannot be used");
    expect_text(place->out, "\n1 row left out; all of them are in rejects.csv.\n"
                            "  iom.csv:3 cohort \"=HYPERLINK\": not a cohort");
    expect_text(place->out, "\nNot loaded: 1 row of the extract cannot be used");
    assert_int_equal(report_count(place), 2);
    assert_int_equal(audited(place, "load", "failed"), 1);
    assert_int_equal(number_of(place, "SELECT count(*) FROM load"), 1);
}

static void test_bad_row_is_reported(void **state)
{
    struct scene *scene = *state;
    quarter_set_cell(scene->quarter, VHA_IOM, 2, "cohort", "=HYPERLINK");
    assert_int_equal(load_quarter(scene, NULL), VHA_BAD_DATA);
    char *rejects = report_text(scene->place, "rejects.csv");
    assert_string_equal(rejects, "file,line,column,value,reason\n"
                                 "iom.csv,3,cohort,\"'=HYPERLINK\",\"not a cohort: FIXED, FLEX or "
                                 "FREE\"\n");
    free(rejects);
    char *report = report_text(scene->place, "report.txt");
    assert_string_equal(report, scene->place->out);
    free(report);
    assert_int_not_equal(access(path_in(scene->place, "home/cohort.db"), F_OK), 0);
}

static void test_bad_rows_with_leave(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    quarter_set_cell(scene->quarter, VHA_IOM, 1, "cohort", "A");
    quarter_set_cell(scene->quarter, VHA_IOM, 2, "cohort", "B");
    assert_int_equal(load_quarter(scene, "1"), VHA_BAD_DATA);
    expect_text(complaint(place), "2 rows of the extract cannot be used, more than --max-rejects");
    assert_int_not_equal(access(path_in(place, "home/cohort.db"), F_OK), 0);
    assert_int_equal(load_quarter(scene, "2"), 0);
    assert_int_equal(report_count(place), 2); /* though within one second */
    assert_int_equal(number_of(place, "SELECT count(*) FROM load WHERE rejects = 2 AND "
                                      "max_rejects = 2 AND login = (SELECT login FROM user)"),
                     1);
    expect_text(place->out, "2 rows left out, up to 2 allowed by ");
    assert_int_equal(load_quarter(scene, "3"), 0);
    expect_text(place->out, "2 rows left out, up to 3 allowed by ");
}

static void test_only_the_first_rejects_are_shown(void **state)
{
    struct scene *scene = *state;
    for (int i = 0; i < 25; i++)
        quarter_add(scene->quarter, VHA_IOM, "x\n");
    assert_int_equal(load_quarter(scene, NULL), VHA_BAD_DATA);
    expect_text(scene->place->out, "25 rows left out");
    expect_text(scene->place->out, "iom.csv:13 ");
    expect_text(scene->place->out, "  and 15 more\n");
    assert_null(strstr(scene->place->out, "iom.csv:14 "));
}

static void test_number_of_rejects_is_a_number(void **state)
{
    struct scene *scene = *state;
    static const char *const wrong[] = {"-1", "1000001", "many", ""};
    for (size_t i = 0; i < VHA_COUNT(wrong); i++) {
        load_quarter(scene, wrong[i]);
        expect_failure(scene->place, VHA_USAGE, "--max-rejects");
    }
    assert_int_equal(audited(scene->place, "load", "started"), 0);
}

/* ---------------------------------------------------------------------------------- other faults
 */

static void test_bad_files_change_nothing(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    const struct sight before = look(place);
    scene->quarter->files[VHA_IOM].rows = 7;
    assert_int_equal(load_quarter(scene, "1000"), VHA_BAD_DATA);
    expect_text(complaint(place), "the table iom has 2 data rows, the manifest says 7");
    expect_untouched(place, &before);
    RUN(place, "load", path_in(place, "nowhere"));
    assert_int_equal(place->status, VHA_NO_INPUT);
    expect_text(complaint(place), "nowhere/manifest.yaml");
    expect_untouched(place, &before);
    assert_int_equal(report_count(place), 1);
    assert_int_equal(audited(place, "load", "failed"), 2);
}

static void test_second_load_waits_its_turn(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    const struct sight before = look(place);
    const int lock = open(path_in(place, "home/load.lock"), O_RDWR | O_CLOEXEC);
    assert_true(lock >= 0);
    /* Even a shared lock is in the way of a load, which wants the home for itself. */
    assert_int_equal(flock(lock, LOCK_SH | LOCK_NB), 0);
    assert_int_equal(load_quarter(scene, NULL), VHA_TEMPORARY);
    expect_text(complaint(place), "Another load is running in this home");
    expect_untouched(place, &before);
    close(lock);
    assert_int_equal(load_quarter(scene, NULL), 0);
}

static void test_home_that_may_not_be_written(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    const struct sight before = look(place);
    place->weak = true;
    assert_int_equal(chmod(place->home, 0500), 0);
    const int status = load_quarter(scene, NULL);
    assert_int_equal(chmod(place->home, 0700), 0);
    assert_int_equal(status, VHA_CANNOT_CREATE);
    expect_text(complaint(place), "home/cohort.new.db cannot be written: unable to open");
    expect_untouched(place, &before);
    place->weak = false;
    assert_int_equal(load_quarter(scene, NULL), 0);
}

static void test_archive_that_may_not_be_written(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    char folder[128];
    snprintf(folder, sizeof folder, "%s/q2", place->folder);
    RUN(place, "synth", folder, "--nominals", "300", "--seed", "4", "--quarter", "2026-Q2");
    load_well(place, folder);
    const struct sight before = look(place);
    place->weak = true;
    assert_int_equal(chmod(path_in(place, "home/archive"), 0500), 0);
    const int status = load_quarter(scene, NULL);
    assert_int_equal(chmod(path_in(place, "home/archive"), 0700), 0);
    assert_int_equal(status, VHA_CANNOT_CREATE);
    expect_text(complaint(place), "the old cohort stays");
    expect_text(place->out, "\nNot loaded: ");
    expect_untouched(place, &before);
    assert_int_equal(audited(place, "load", "failed"), 1);
}

static void test_report_that_cannot_be_written(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    place->weak = true;
    assert_int_equal(chmod(path_in(place, "home/reports"), 0500), 0);
    const int status = load_quarter(scene, NULL);
    assert_int_equal(chmod(path_in(place, "home/reports"), 0700), 0);
    assert_int_equal(status, VHA_CANNOT_CREATE);
    expect_text(complaint(place), "The quarter is loaded, but its report is not: ");
    assert_int_equal(access(path_in(place, "home/cohort.db"), F_OK), 0);
}

static void test_load_is_for_mo2(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    static const char *const others[] = {"analyst", "head-of-cid", "coordinator", "auditor"};
    for (size_t i = 0; i < VHA_COUNT(others); i++) {
        char sql[64];
        snprintf(sql, sizeof sql, "UPDATE user SET role = '%s'", others[i]);
        tamper(place, sql);
        assert_int_equal(load_quarter(scene, NULL), VHA_NO_PERMISSION);
        assert_int_equal(audited(place, "load", "refused"), (int64_t)i + 1);
    }
    assert_int_not_equal(access(path_in(place, "home/cohort.db"), F_OK), 0);
}

/* What cannot be logged does not happen. */
static void test_load_that_cannot_be_logged(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    const struct sight before = look(place);
    tamper(place, "CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.outcome = 'done' "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END");
    assert_true(load_quarter(scene, NULL) != 0);
    expect_untouched(place, &before);
}

static void test_hostile_texts_in_the_summary(void **state)
{
    struct scene *scene = *state;
    quarter_set_cell(scene->quarter, VHA_IOM, 2, "cohort", "\x1b]0;x\a\u202e");
    quarter_set_cell(scene->quarter, VHA_CUSTODY, 3, "received", "\xC2\x9B\x32J");
    assert_int_equal(load_quarter(scene, NULL), VHA_BAD_DATA);
    expect_text(scene->place->out, "\"\\x1b]0;x\\x07\\u{202e}\"");
    expect_harmless(scene->place->out);
    expect_harmless(scene->place->errors);
    char *rejects = report_text(scene->place, "rejects.csv");
    expect_harmless(rejects);
    free(rejects);
    char *manifest = NULL;
    assert_true(asprintf(&manifest, "quarter: 2026-Q3\nas_of: 2026-10-01\nprepared_by: "
                                    "\"\\e[2J\\u202E\"\nfiles:\n  x\u202e.csv: {}\n") >= 0);
    scene->quarter->manifest = manifest;
    assert_int_equal(load_quarter(scene, NULL), VHA_BAD_DATA);
    free(manifest);
    expect_harmless(scene->place->out);
    expect_harmless(scene->place->errors);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)
    const struct CMUnitTest tests[] = {
        TEST(test_first_load),
        TEST(test_absent_tables_are_said),
        TEST(test_forms_of_files_are_said),
        TEST(test_quarter_before_goes_to_the_archive),
        TEST(test_ranks_are_compared_with_the_quarter_before),
        TEST(test_folders_of_the_settings),
        TEST(test_bad_row_refuses_the_load),
        TEST(test_bad_row_is_reported),
        TEST(test_bad_rows_with_leave),
        TEST(test_only_the_first_rejects_are_shown),
        TEST(test_number_of_rejects_is_a_number),
        TEST(test_bad_files_change_nothing),
        TEST(test_second_load_waits_its_turn),
        TEST(test_home_that_may_not_be_written),
        TEST(test_archive_that_may_not_be_written),
        TEST(test_report_that_cannot_be_written),
        TEST(test_load_is_for_mo2),
        TEST(test_load_that_cannot_be_logged),
        TEST(test_hostile_texts_in_the_summary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
