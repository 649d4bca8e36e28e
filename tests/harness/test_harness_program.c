#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_output_errors_and_status(void **state)
{
    (void)state;
    struct program_result result =
        program_run("/a/home", (const char *const[]){"/bin/sh", "-c",
                                                     "echo $VHA_HOME; echo no >&2; exit 5", NULL});
    assert_int_equal(result.status, 5);
    assert_string_equal(result.output, "/a/home\n");
    assert_int_equal(result.output_length, 8);
    assert_string_equal(result.errors, "no\n");
    assert_true(result.nanoseconds > 0);
    assert_true(result.peak_kilobytes > 0);
    program_result_free(&result);
}

static void test_much_output_on_both(void **state)
{
    (void)state;
    struct program_result result = program_run(
        NULL, (const char *const[]){
                  "/bin/sh", "-c", "head -c 300000 /dev/zero >&2; head -c 400000 /dev/zero", NULL});
    assert_int_equal(result.status, 0);
    assert_int_equal(result.output_length, 400000);
    program_result_free(&result);
}

static void test_missing_program_and_signal(void **state)
{
    (void)state;
    struct program_result result =
        program_run(NULL, (const char *const[]){"/no/such/program", NULL});
    assert_int_equal(result.status, 127);
    program_result_free(&result);
    result = program_run(NULL, (const char *const[]){"/bin/sh", "-c", "kill -KILL $$", NULL});
    assert_int_equal(result.status, 128 + SIGKILL);
    program_result_free(&result);
}

static void test_start_and_wait(void **state)
{
    (void)state;
    const pid_t program =
        program_start(NULL, (const char *const[]){"/bin/sh", "-c", "while :; do :; done", NULL});
    int status = 0;
    assert_false(program_wait(program, 10, &status));
    assert_int_equal(kill(program, SIGTERM), 0);
    assert_true(program_wait(program, 10000, &status));
    assert_int_equal(status, 128 + SIGTERM);
}

static void test_folders(void **state)
{
    (void)state;
    char *folder = temporary_folder();
    char *inside = path_in(folder, "inside");
    char *file = path_in(inside, "file");
    assert_int_equal(mkdir(inside, 0700), 0);
    FILE *out = fopen(file, "w");
    assert_non_null(out);
    fclose(out);
    remove_folder(folder);
    assert_int_equal(access(folder, F_OK), -1);
    free(folder);
    free(inside);
    free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_output_errors_and_status),
        cmocka_unit_test(test_much_output_on_both),
        cmocka_unit_test(test_missing_program_and_signal),
        cmocka_unit_test(test_start_and_wait),
        cmocka_unit_test(test_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
