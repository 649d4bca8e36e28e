/*
 * program: runs programs without a terminal for tests and benchmarks, and gives them a home of
 * their own. The program under test is the one that the environment variable VHA_PROGRAM names.
 */
#ifndef VHA_TESTS_PROGRAM_H
#define VHA_TESTS_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* The path of vha; ends the test with a sentence when VHA_PROGRAM is not set. */
const char *program_vha(void);

/* What a program that has ended left behind. */
struct program_result {
    int status;   /* exit status, or 128 plus the signal that ended it */
    char *output; /* NUL-terminated */
    size_t output_length;
    char *errors;        /* NUL-terminated */
    int64_t nanoseconds; /* from start to end */
    long peak_kilobytes; /* resident memory at its highest */
};

/* Runs to the end with /dev/null as input. Argument lists end with NULL; the first is the path.
 * `home` goes into its environment as VHA_HOME where it is not NULL. Free with
 * program_result_free. */
struct program_result program_run(const char *home, const char *const *arguments);
void program_result_free(struct program_result *result);

/* Starts it with its output thrown away, and returns at once. */
pid_t program_start(const char *home, const char *const *arguments);

/* Waits until it ends or the time is over; true when it has ended, with *status as above. */
bool program_wait(pid_t program, int milliseconds, int *status);

/* A new empty folder under TMPDIR (else /tmp); the caller frees the path. And a folder with all
 * that is in it removed. */
char *temporary_folder(void);
void remove_folder(const char *path);

/* "folder/name"; the caller frees it. */
char *path_in(const char *folder, const char *name);

#endif
