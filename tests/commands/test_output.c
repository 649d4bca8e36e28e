#include "program.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Runs the program with its output going to `out`, and keeps what it said on standard error. */
static void run_into(struct place *place, int out, const char *const *words)
{
    int errors[2];
    assert_int_equal(pipe2(errors, O_CLOEXEC), 0);
    const pid_t child = start(place, words, out, errors[1]);
    close(errors[1]);
    free(place->errors);
    place->errors = calloc(1, 4096);
    size_t used = 0;
    ssize_t count = 0;
    while ((count = read(errors[0], place->errors + used, 4095 - used)) > 0)
        used += (size_t)count;
    close(errors[0]);
    place->status = wait_for(child);
}

static void test_full_disk(void **state)
{
    struct place *place = *state;
    const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    assert_true(full >= 0);
    run_into(place, full, (const char *const[]){"--version", NULL}); /* less than a buffer */
    expect_failure(place, VHA_IO_ERROR, "No space left on device");
    run_into(place, full, (const char *const[]){"policy", "show", NULL});
    expect_failure(place, VHA_IO_ERROR, "The output cannot be written");
    close(full);
}

static void test_reader_that_went_away(void **state)
{
    struct place *place = *state;
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    close(ends[0]);
    run_into(place, ends[1], (const char *const[]){"help", NULL});
    expect_failure(place, VHA_IO_ERROR, "The output cannot be written");
    close(ends[1]);
}

/* A failure of the command is told before one of the output. */
static void test_failure_comes_first(void **state)
{
    struct place *place = *state;
    const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    run_into(place, full, (const char *const[]){"polciy", NULL});
    expect_failure(place, VHA_USAGE, "did you mean");
    close(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_full_disk, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_reader_that_went_away, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_failure_comes_first, place_open, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
