/*
 * Runs the real program and keeps what it said.
 */
#ifndef TESTS_COMMANDS_PROGRAM_H
#define TESTS_COMMANDS_PROGRAM_H

#include "vha/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <cmocka.h>

/* A folder of the test's own. */
struct place {
    char folder[64];
    char home[80];      /* folder/home, which is not there until something makes it */
    char reg[112];      /* home/register.db */
    char *out;          /* standard output of the last run */
    char *errors;       /* standard error of the last run */
    int status;         /* its exit status, or 1000 + the signal that ended it */
    bool home_variable; /* runs get VHA_HOME (default) */
    bool weak;          /* runs obey file permissions even for root */
    const char *typed;  /* a file that runs read as their standard input; NULL: nothing */
};

/* cmocka's set-up and tear-down; *state becomes a struct place *. */
int place_open(void **state);
int place_close(void **state);
/* place_open and `vha init`. */
int place_with_home(void **state);

/* A policing purpose, for whatever shows people. */
#define PURPOSE "assurance: tests of commands"

/* Runs the program with these words (a NULL-terminated list); returns its status. */
int run(struct place *place, const char *const *words);
#define RUN(place, ...) run(place, (const char *const[]){__VA_ARGS__, NULL})

/* Starts the program with the given descriptors for output and errors; for waitpid. */
pid_t start(const struct place *place, const char *const *words, int out, int errors);

/* As shells tell it: the exit status, or 1000 + a signal. */
int wait_for(pid_t child);

/* Fails the test unless the last run ended so, and `words` are in what it said on standard error:
 * one line, beginning with "vha: ". */
void expect_failure(const struct place *place, int status, const char *words);

/* Fails the test unless the last run ended well and said nothing on standard error. */
void expect_success(const struct place *place);

void expect_text(const char *text, const char *words);

/* SQL on the home's register, past the program. */
void tamper(const struct place *place, const char *sql);
int64_t number_of(const struct place *place, const char *sql);

/* Path of the file in the place's folder, valid until the next call. */
const char *path_in(struct place *place, const char *name);
void write_text(const char *path, const char *text);

#endif
