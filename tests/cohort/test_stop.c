/* A build that is stopped, or that finds no room, leaves nothing behind. */
#include "quarter.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct stage {
    struct quarter *quarter;
    struct vha_extract *extract;
    const char *folder; /* for nothing but caches */
    const char *path;
};

static bool nothing_is_left(const struct stage *stage)
{
    return rmdir(stage->folder) == 0 && mkdir(stage->folder, 0700) == 0;
}

/* --------------------------------------------------------------------------------- stopping */

/* Sets the stop flag at the n-th report of progress. */
struct stopper {
    atomic_int stop;
    int reports;
    int stop_at;
};

static void count_report(void *context, const char *stage, const char *detail, uint64_t done,
                         uint64_t total)
{
    (void)stage;
    (void)detail;
    (void)done;
    (void)total;
    struct stopper *stopper = context;
    if (++stopper->reports == stopper->stop_at)
        stopper->stop = 1;
}

static enum vha_status build_and_stop(const struct stage *stage, struct stopper *stopper,
                                      struct vha_error *error)
{
    const struct vha_progress progress = {
        .report = count_report, .context = stopper, .stop = &stopper->stop};
    return quarter_try_build(stage->quarter, stage->extract, stage->path, &progress, error);
}

static void test_stopping_at_any_report_of_progress(void **state)
{
    const struct stage *stage = *state;
    struct vha_error error = {0};
    struct stopper whole = {.stop_at = -1};
    assert_int_equal(build_and_stop(stage, &whole, &error), VHA_OK);
    assert_true(whole.reports > 5);
    assert_int_equal(unlink(stage->path), 0);
    for (int at = 1; at <= whole.reports; at++) {
        struct stopper stopper = {.stop_at = at};
        assert_int_equal(build_and_stop(stage, &stopper, &error), VHA_INTERRUPTED);
        assert_true(strlen(error.message) > 0);
        assert_true(nothing_is_left(stage));
    }
}

static void test_stopped_before_it_began(void **state)
{
    const struct stage *stage = *state;
    struct vha_error error = {0};
    struct stopper stopper = {.stop = 1};
    assert_int_equal(build_and_stop(stage, &stopper, &error), VHA_INTERRUPTED);
    assert_true(nothing_is_left(stage));
}

/* An old file of that name goes too: it would be taken for the new one. */
static void test_an_old_file_does_not_outlive_a_stopped_build(void **state)
{
    const struct stage *stage = *state;
    struct vha_error error = {0};
    struct stopper stopper = {.stop_at = 3};
    assert_int_equal(vha_write_file(stage->path, "old", 3, NULL), VHA_OK);
    assert_int_equal(build_and_stop(stage, &stopper, &error), VHA_INTERRUPTED);
    assert_true(nothing_is_left(stage));
}

static void test_a_file_in_the_way_is_replaced(void **state)
{
    const struct stage *stage = *state;
    struct vha_error error = {0};
    assert_int_equal(vha_write_file(stage->path, "old", 3, NULL), VHA_OK);
    assert_int_equal(quarter_try_build(stage->quarter, stage->extract, stage->path, NULL, &error),
                     VHA_OK);
    vha_cohort_close(quarter_open(stage->path));
    assert_int_equal(unlink(stage->path), 0);
    assert_true(nothing_is_left(stage));
}

/* ----------------------------------------------------------------------------------- no room */

/* In a child whose files may be `limit` bytes long: 0 when the build failed as it should. */
static int build_without_room(const struct stage *stage, rlim_t limit)
{
    struct vha_error error = {0};
    const struct rlimit room = {limit, limit};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &room) != 0)
        return 2;
    const enum vha_status status =
        quarter_try_build(stage->quarter, stage->extract, stage->path, NULL, &error);
    if (status != VHA_IO_ERROR)
        return 3;
    if (strstr(error.message, stage->path) == NULL || strstr(error.message, "disk") == NULL)
        return 4;
    return quarter_exists(stage->path) ? 5 : 0;
}

static void test_no_room_on_the_disk(void **state)
{
    const struct stage *stage = *state;
    struct vha_error error = {0};
    struct stat about;
    assert_int_equal(quarter_try_build(stage->quarter, stage->extract, stage->path, NULL, &error),
                     VHA_OK);
    assert_int_equal(stat(stage->path, &about), 0);
    assert_int_equal(unlink(stage->path), 0);
    const rlim_t limits[] = {
        0, 1, 8192, 65536, (rlim_t)about.st_size / 2, (rlim_t)about.st_size - 1};
    for (size_t i = 0; i < VHA_COUNT(limits); i++) {
        fflush(NULL);
        const pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            _exit(build_without_room(stage, limits[i]));
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            fail_msg("with %llu bytes: status %x", (unsigned long long)limits[i], (unsigned)status);
        assert_true(nothing_is_left(stage));
    }
}

static void test_a_place_where_nothing_can_be_made(void **state)
{
    const struct stage *stage = *state;
    struct vha_error error = {0};
    const char *nowhere = quarter_path(stage->quarter, "nowhere/cohort.db");
    assert_int_equal(quarter_try_build(stage->quarter, stage->extract, nowhere, NULL, &error),
                     VHA_CANNOT_CREATE);
    assert_non_null(strstr(error.message, nowhere));
    const char *folder = quarter_folder(stage->quarter, "a-folder");
    assert_int_equal(quarter_try_build(stage->quarter, stage->extract, folder, NULL, &error),
                     VHA_CANNOT_CREATE);
    assert_non_null(strstr(error.message, folder));
    assert_true(quarter_exists(folder));
}

static int open_stage(void **state)
{
    static struct stage stage;
    void *group = NULL;
    if (quarter_begin(&group) != 0)
        return -1;
    stage.quarter = group;
    stage.extract = quarter_read(stage.quarter, SAMPLE_CSV);
    stage.folder = quarter_folder(stage.quarter, "caches");
    stage.path = quarter_path(stage.quarter, "caches/cohort.new.db");
    *state = &stage;
    return 0;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    void *group = stage->quarter;
    vha_extract_free(stage->extract);
    return quarter_end(&group);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stopping_at_any_report_of_progress),
        cmocka_unit_test(test_stopped_before_it_began),
        cmocka_unit_test(test_an_old_file_does_not_outlive_a_stopped_build),
        cmocka_unit_test(test_a_file_in_the_way_is_replaced),
        cmocka_unit_test(test_no_room_on_the_disk),
        cmocka_unit_test(test_a_place_where_nothing_can_be_made),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
