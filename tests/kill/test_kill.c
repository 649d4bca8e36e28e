/* A load that is killed, or stopped, at any moment: the cohort that analysts see is the old one or
 * the new one, whole; nothing is left lying about; the next load works. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { KILLS = 20, INTERRUPTS = 5, PATIENCE = 120000 };

/* A home with a first quarter loaded, and the extract of another one. */
struct scene {
    char *folder, *home, *first, *second;
    char *before; /* the export of the first quarter */
    char *after;  /* and of the second */
    int64_t load_nanoseconds;
};

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13u;
    *state ^= *state >> 7u;
    *state ^= *state << 17u;
    return *state;
}

static void expect_success(struct program_result *result)
{
    if (result->status != 0)
        fail_msg("ended with status %d: %s", result->status, result->errors);
}

static void run(const char *home, const char *const *arguments)
{
    struct program_result result = program_run(home, arguments);
    expect_success(&result);
    program_result_free(&result);
}

static void make_extract(const char *folder, const char *seed, const char *quarter)
{
    run(NULL, (const char *const[]){program_vha(), "synth", folder, "--nominals", "20000", "--seed",
                                    seed, "--quarter", quarter, NULL});
}

static const char *const *load_of(const struct scene *scene, bool second)
{
    static const char *arguments[4];
    arguments[0] = program_vha();
    arguments[1] = "load";
    arguments[2] = second ? scene->second : scene->first;
    return arguments;
}

/* The authorised copy: all that a reader can see of the cohort. */
static char *export_of(const char *home)
{
    struct program_result result = program_run(
        home, (const char *const[]){program_vha(), "export", "--authority", "TEST/1", "--reason",
                                    "comparing before and after", "--format", "json", NULL});
    expect_success(&result);
    char *copy = strdup(result.output);
    program_result_free(&result);
    return copy;
}

static int set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    if (scene == NULL)
        return -1;
    *state = scene;
    scene->folder = temporary_folder();
    scene->home = path_in(scene->folder, "home");
    scene->first = path_in(scene->folder, "first");
    scene->second = path_in(scene->folder, "second");
    make_extract(scene->first, "1", "2026-Q3");
    make_extract(scene->second, "2", "2026-Q3");
    run(scene->home, (const char *const[]){program_vha(), "init", NULL});
    run(scene->home, load_of(scene, true));
    scene->after = export_of(scene->home);
    struct program_result result = program_run(scene->home, load_of(scene, false));
    expect_success(&result);
    scene->load_nanoseconds = result.nanoseconds;
    program_result_free(&result);
    scene->before = export_of(scene->home);
    return strcmp(scene->before, scene->after) == 0 ? -1 : 0; /* or nothing would be shown */
}

static int tear_down(void **state)
{
    struct scene *scene = *state;
    remove_folder(scene->folder);
    free(scene->folder);
    free(scene->home);
    free(scene->first);
    free(scene->second);
    free(scene->before);
    free(scene->after);
    free(scene);
    return 0;
}

/* Files in a folder and in those below it; their names go to `list` where it is not NULL. */
static size_t count_files(const char *path, FILE *list)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    const struct dirent *entry = NULL;
    while ((entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *inside = path_in(path, entry->d_name);
        struct stat about;
        if (lstat(inside, &about) == 0 && S_ISDIR(about.st_mode))
            count += count_files(inside, list);
        else
            count++;
        if (list != NULL)
            fprintf(list, "%s\n", inside);
        free(inside);
    }
    closedir(folder);
    return count;
}

/* How many files of the home are of no finished load: everything but what stands in reports/ and
 * archive/, which grow by each finished load as they should. */
static size_t count_outside_reports(const struct scene *scene)
{
    char *reports = path_in(scene->home, "reports");
    char *archive = path_in(scene->home, "archive");
    const size_t count =
        count_files(scene->home, NULL) - count_files(reports, NULL) - count_files(archive, NULL);
    free(reports);
    free(archive);
    return count;
}

/* Lets a load of the second quarter run for a time, then sends the signal; its status. */
static int strike(const struct scene *scene, int64_t after_nanoseconds, int signal)
{
    const pid_t load = program_start(scene->home, load_of(scene, true));
    int status = -1;
    if (program_wait(load, (int)(after_nanoseconds / 1000000), &status))
        return status; /* it was faster this time */
    assert_int_equal(kill(load, signal), 0);
    assert_true(program_wait(load, PATIENCE, &status));
    return status;
}

static void expect_old_or_new(const struct scene *scene, const char *now, int64_t moment)
{
    if (strcmp(now, scene->before) != 0 && strcmp(now, scene->after) != 0)
        fail_msg("killed after %lld ms: the cohort is neither the old one nor the new one",
                 (long long)(moment / 1000000));
}

static void test_killed_loads(void **state)
{
    const struct scene *scene = *state;
    uint64_t random = 20261001;
    const size_t files_before = count_outside_reports(scene);
    size_t most_files = 0;
    int64_t duration = scene->load_nanoseconds;
    for (int killed = 0, tried = 0; killed < KILLS; tried++) {
        assert_true(tried < 10 * KILLS);
        /* One moment in each twentieth of a load's time, somewhere within it. How long a load takes
         * depends on what else runs: one that ended before it was struck shows that it is less. */
        const int64_t slice = duration / KILLS + 1;
        const int64_t moment = slice * killed + (int64_t)(next_random(&random) % (uint64_t)slice);
        if (strike(scene, moment, SIGKILL) == 128 + SIGKILL)
            killed++;
        else
            duration -= duration / 4;
        char *now = export_of(scene->home);
        expect_old_or_new(scene, now, moment);
        free(now);
        const size_t files = count_outside_reports(scene);
        most_files = files > most_files ? files : most_files;
    }
    /* One load's leftovers may wait for the next to clear them; twenty loads' may not. */
    assert_in_range(most_files, files_before, files_before + 8);

    run(scene->home, load_of(scene, true));
    char *now = export_of(scene->home);
    assert_string_equal(now, scene->after);
    free(now);
    run(scene->home, load_of(scene, false));
    now = export_of(scene->home);
    assert_string_equal(now, scene->before);
    free(now);
    if (count_outside_reports(scene) > files_before) {
        count_files(scene->home, stderr);
        fail_msg("a finished load leaves %zu files where there were %zu",
                 count_outside_reports(scene), files_before);
    }
}

/* Ctrl-C: everything as before, and the status says so. */
static void test_interrupted_loads(void **state)
{
    const struct scene *scene = *state;
    const size_t files_before = count_outside_reports(scene);
    char *start = export_of(scene->home);
    int64_t duration = scene->load_nanoseconds;
    for (int interrupted = 0, tried = 0; interrupted < INTERRUPTS; tried++) {
        assert_true(tried < 10 * INTERRUPTS);
        const int status = strike(scene, duration * (interrupted + 1) / (INTERRUPTS + 3), SIGINT);
        if (status == 0) { /* it had been put in place before the signal came */
            run(scene->home, load_of(scene, strcmp(start, scene->after) == 0));
            duration -= duration / 4;
            continue;
        }
        assert_int_equal(status, 130);
        interrupted++;
        char *now = export_of(scene->home);
        assert_string_equal(now, start);
        free(now);
        assert_int_equal(count_outside_reports(scene), files_before);
    }
    free(start);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_loads),
        cmocka_unit_test(test_interrupted_loads),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
