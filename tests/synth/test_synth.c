/* The folder: the same bytes each time, nothing half-written, nothing overwritten. */
#include "quarter.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "tables.h"

static int open_bench(void **state)
{
    struct bench *bench = vha_alloc_zeroed(1, sizeof *bench);
    bench_open(bench);
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    bench_close(*state);
    free(*state);
    return 0;
}

static void test_same_request_same_bytes(void **state)
{
    const struct bench *bench = *state;
    bench_synth(bench, "one", 1500, 11, "2026-Q3", VHA_SYNTH_CSV);
    bench_synth(bench, "two", 1500, 11, "2026-Q3", VHA_SYNTH_CSV);
    bench_synth(bench, "other", 1500, 12, "2026-Q3", VHA_SYNTH_CSV);
    for (size_t t = 0; t < SYNTH_TABLES; t++) {
        char file[64];
        snprintf(file, sizeof file, "%s.csv", synth_tables[t].name);
        assert_true(same_file(bench, "one", "two", file));
        assert_false(same_file(bench, "one", "other", file));
    }
    assert_true(same_file(bench, "one", "two", "manifest.yaml"));
}

static void test_same_workbook_in_any_time_zone(void **state)
{
    const struct bench *bench = *state;
    bench_synth(bench, "book", 300, 11, "2026-Q3", VHA_SYNTH_XLSX);
    assert_int_equal(setenv("TZ", "America/New_York", 1), 0);
    bench_synth(bench, "book-again", 300, 11, "2026-Q3", VHA_SYNTH_XLSX);
    assert_int_equal(unsetenv("TZ"), 0);
    assert_true(same_file(bench, "book", "book-again", "extract.xlsx"));
    char *path = bench_path(bench, "book");
    assert_int_equal(files_in(path), 2);
    free(path);
}

/* More nominals are more people, not other ones. */
static void test_a_small_quarter_begins_a_large_one(void **state)
{
    const struct bench *bench = *state;
    bench_synth(bench, "small", 400, 5, "2026-Q3", VHA_SYNTH_CSV);
    bench_synth(bench, "large", 900, 5, "2026-Q3", VHA_SYNTH_CSV);
    struct table *small = table_read(bench, "small", "nominals");
    struct table *large = table_read(bench, "large", "nominals");
    assert_int_equal(small->rows, 400);
    assert_int_equal(large->rows, 900);
    for (size_t i = 0; i < small->rows * small->columns; i++)
        assert_string_equal(small->cells[i], large->cells[i]);
    table_free(small);
    table_free(large);
}

static void test_the_manifest_says_what_there_is(void **state)
{
    const struct bench *bench = *state;
    bench_synth(bench, "manifest", 200, 3, "2026-Q4", VHA_SYNTH_CSV);
    char *path = bench_path(bench, "manifest/manifest.yaml");
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(path, 1 << 16, &text, &length, NULL), VHA_OK);
    assert_non_null(strstr(text, "quarter: 2026-Q4\nas_of: 2027-01-01\nprepared_by: "));
    for (size_t t = 0; t < SYNTH_TABLES; t++) {
        struct table *table = table_read(bench, "manifest", synth_tables[t].name);
        char entry[128];
        snprintf(entry, sizeof entry,
                 "  %s.csv:\n    rows: %zu\n    sha256: ", synth_tables[t].name, table->rows);
        assert_non_null(strstr(text, entry));
        table_free(table);
    }
    free(text);
    free(path);
}

/* ----------------------------------------------------------------------------------- refusals */

static void test_a_folder_that_is_not_empty_is_left_alone(void **state)
{
    const struct bench *bench = *state;
    char *folder = bench_path(bench, "used");
    char *file = bench_path(bench, "used/notes.txt");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(vha_write_file(file, "mine", 4, NULL), VHA_OK);
    const struct vha_synth_request request = {folder, 10, 1, "2026-Q3", VHA_NO_DATE, VHA_SYNTH_CSV};
    struct vha_error error = {0};
    assert_int_equal(vha_synth(&request, bench->policy, bench->areas, NULL, &error),
                     VHA_CANNOT_CREATE);
    assert_non_null(strstr(error.message, "used is not empty; name a new folder"));
    assert_int_equal(files_in(folder), 1);
    assert_int_equal(remove(file), 0);
    assert_int_equal(vha_synth(&request, bench->policy, bench->areas, NULL, &error), VHA_OK);
    assert_int_equal(files_in(folder), 14);
    free(file);
    free(folder);
}

static void test_requests_that_make_no_sense(void **state)
{
    const struct bench *bench = *state;
    const vha_date first = vha_date_from_civil((struct vha_civil_date){2026, 7, 1});
    const struct {
        const char *quarter;
        uint32_t nominals;
        vha_date as_of;
        enum vha_synth_format format;
        enum vha_status status;
        const char *says;
    } cases[] = {
        {"2026-Q3", 0, VHA_NO_DATE, VHA_SYNTH_CSV, VHA_USAGE, "0 nominals"},
        {"2026-Q3", VHA_SYNTH_MAX_NOMINALS + 1, VHA_NO_DATE, VHA_SYNTH_CSV, VHA_USAGE, "nominals"},
        {"2026-3", 10, VHA_NO_DATE, VHA_SYNTH_CSV, VHA_USAGE, "'2026-3' is no quarter"},
        {"1903-Q3", 10, VHA_NO_DATE, VHA_SYNTH_CSV, VHA_USAGE, "1903-Q3"},
        {"2026-Q3", 10, first - 1, VHA_SYNTH_CSV, VHA_USAGE, "as of 2026-06-30"},
        {"2026-Q3", 10, first + 800, VHA_SYNTH_CSV, VHA_USAGE, "does not go with quarter"},
        {"2026-Q3", 1048576, VHA_NO_DATE, VHA_SYNTH_XLSX, VHA_CANNOT_CREATE, "1048575"},
    };
    char *folder = bench_path(bench, "never");
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        const struct vha_synth_request request = {
            folder, cases[i].nominals, 1, cases[i].quarter, cases[i].as_of, cases[i].format};
        struct vha_error error = {0};
        assert_int_equal(vha_synth(&request, bench->policy, bench->areas, NULL, &error),
                         cases[i].status);
        assert_non_null(strstr(error.message, cases[i].says));
        assert_int_equal(files_in(folder), NO_ROW);
    }
    free(folder);
}

static void test_a_date_within_the_quarter(void **state)
{
    const struct bench *bench = *state;
    const vha_date as_of = vha_date_from_civil((struct vha_civil_date){2026, 8, 17});
    char *folder = bench_path(bench, "midway");
    const struct vha_synth_request request = {folder, 300, 1, "2026-Q3", as_of, VHA_SYNTH_CSV};
    assert_int_equal(vha_synth(&request, bench->policy, bench->areas, NULL, NULL), VHA_OK);
    struct table *crimes = table_read(bench, "midway", "crime_reports");
    vha_date newest = VHA_NO_DATE;
    for (size_t row = 0; row < crimes->rows; row++) {
        const vha_date date = table_date(crimes, row, "offence_date");
        newest = date > newest ? date : newest;
    }
    assert_in_range(newest, as_of - 60, as_of);
    table_free(crimes);
    free(folder);
}

/* ---------------------------------------------------------------------------- interrupted runs */

struct stopper {
    int calls_left;
    atomic_int stop;
};

static void count_down(void *context, const char *stage, const char *detail, uint64_t done,
                       uint64_t total)
{
    struct stopper *stopper = context;
    (void)detail;
    assert_non_null(stage);
    assert_true(done <= total);
    if (stopper->calls_left-- == 0)
        stopper->stop = 1;
}

/* Stops a run at the n-th report of progress; returns whether it was stopped before its end. */
static bool stop_at(const struct bench *bench, const char *folder, int calls,
                    enum vha_synth_format format)
{
    struct stopper stopper = {.calls_left = calls};
    const struct vha_progress progress = {count_down, &stopper, &stopper.stop};
    const struct vha_synth_request request = {folder, 9000, 1, "2026-Q3", VHA_NO_DATE, format};
    struct vha_error error = {0};
    const enum vha_status status =
        vha_synth(&request, bench->policy, bench->areas, &progress, &error);
    assert_true(status == VHA_OK || status == VHA_INTERRUPTED);
    assert_int_equal(status, error.status);
    return status == VHA_INTERRUPTED;
}

static void test_a_stopped_run_leaves_nothing(void **state)
{
    const struct bench *bench = *state;
    char *made = bench_path(bench, "made-by-the-run");
    char *found = bench_path(bench, "there-before");
    assert_int_equal(mkdir(found, 0700), 0);
    static const int csv_calls[] = {0, 1, 2};
    static const int xlsx_calls[] = {0, 5, 20, 45, 60};
    for (size_t i = 0; i < VHA_COUNT(csv_calls); i++) {
        assert_true(stop_at(bench, made, csv_calls[i], VHA_SYNTH_CSV));
        assert_int_equal(files_in(made), NO_ROW);
        assert_true(stop_at(bench, found, csv_calls[i], VHA_SYNTH_CSV));
        assert_int_equal(files_in(found), 0);
    }
    for (size_t i = 0; i < VHA_COUNT(xlsx_calls); i++) {
        assert_true(stop_at(bench, found, xlsx_calls[i], VHA_SYNTH_XLSX));
        assert_int_equal(files_in(found), 0);
    }
    free(made);
    free(found);
}

/* A full disk, as a limit on the size of files. */
static void test_a_write_that_fails_leaves_nothing(void **state)
{
    const struct bench *bench = *state;
    char *folder = bench_path(bench, "full");
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    const struct rlimit small = {.rlim_cur = 100000, .rlim_max = before.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    static const enum vha_synth_format formats[] = {VHA_SYNTH_CSV, VHA_SYNTH_XLSX};
    for (size_t i = 0; i < VHA_COUNT(formats); i++) {
        const struct vha_synth_request request = {folder,    9000,        1,
                                                  "2026-Q3", VHA_NO_DATE, formats[i]};
        struct vha_error error = {0};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        const enum vha_status status =
            vha_synth(&request, bench->policy, bench->areas, NULL, &error);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_int_equal(status, VHA_IO_ERROR);
        assert_non_null(strstr(error.message, "writing failed"));
        assert_non_null(strstr(error.message, strerror(EFBIG)));
        assert_int_equal(files_in(folder), NO_ROW);
    }
    signal(SIGXFSZ, handler);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_request_same_bytes),
        cmocka_unit_test(test_same_workbook_in_any_time_zone),
        cmocka_unit_test(test_a_small_quarter_begins_a_large_one),
        cmocka_unit_test(test_the_manifest_says_what_there_is),
        cmocka_unit_test(test_a_folder_that_is_not_empty_is_left_alone),
        cmocka_unit_test(test_requests_that_make_no_sense),
        cmocka_unit_test(test_a_date_within_the_quarter),
        cmocka_unit_test(test_a_stopped_run_leaves_nothing),
        cmocka_unit_test(test_a_write_that_fails_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
