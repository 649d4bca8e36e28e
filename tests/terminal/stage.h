/*
 * stage: what the tests of the whole program in a terminal share. A home with the sample quarter,
 * made once for each test program, and sentences about what is on the screen.
 */
#ifndef VHA_TESTS_STAGE_H
#define VHA_TESTS_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "terminal.h"

/* Where the sample quarter stands. */
#define SAMPLE_PEOPLE "208"

struct stage {
    char *folder;
    char *home;
};

/* Group fixtures for cmocka: *state is a struct stage *. */
int stage_set_up(void **state);
int stage_tear_down(void **state);
/* The same, with a quarter before in the archive: 2026-Q2, of other people. */
int stage_set_up_compared(void **state);

/* A copy of the sample extract in `folder`, in which the nominals file has `to` for the first
 * `from`; its manifest agrees. */
void stage_copy_sample(const char *folder, const char *from, const char *to);

/* A copy of the sample extract in which these people have other names; texts go into the file as
 * they are. */
struct stage_name {
    const char *pncid, *surname, *forenames;
};
void stage_copy_sample_renamed(const char *folder, const struct stage_name *names, size_t count);

/* Makes the home and loads the extract into it. */
void stage_load(const char *home, const char *extract);

/* The terminal to start the workstation in. Zero is 24 by 80 of xterm-256color in C.UTF-8. */
struct view {
    int rows, columns;
    const char *term;
    const char *locale;
    const char *extra; /* one more NAME=value, or NULL */
    const char *theme; /* of --theme, or NULL */
    const char *view;  /* of --view, or NULL */
    bool plain;        /* --plain */
    bool as_left;      /* where the session before ended; else at the top */
    bool asked;        /* for the purpose, on the screen; else it is given */
};

#define STAGE_PURPOSE "assurance: tests in a terminal"

/* Starts it and waits for its first screen, at rest; what waits for the user is left for it. */
struct terminal *stage_open(const struct stage *stage, struct view view);

/* Starts it and waits for nothing. */
struct terminal *stage_start(const struct stage *stage, struct view view);

/* SQL on the home's register, past the program. */
void stage_tamper(const struct stage *stage, const char *sql);
int64_t stage_number(const struct stage *stage, const char *sql);
/* Fails the test, and tells the SQL, when its number is not 1. */
void expect_one(const struct stage *stage, const char *sql);

/* ------------------------------------------------------------------------------ keys and waits */

/* Presses a key by name (terminal_press), and waits until the screen has come to rest, the pane
 * that follows the cursor included. */
void press(struct terminal *terminal, const char *key);
void type(struct terminal *terminal, const char *text);
/* Types an order in the line for them, whatever was left there, and runs it. */
void give(struct terminal *terminal, const char *order);
void come_to_rest(struct terminal *terminal);

/* These show the screen when they fail. */
void expect_text(struct terminal *terminal, const char *text);
void expect_no_text(struct terminal *terminal, const char *text);
void expect_row_with(struct terminal *terminal, const char *first, const char *second);
void expect_end(struct terminal *terminal, int status);

/* The row under the cursor holds the text: the row that begins, inside its frame, with the mark. */
void expect_under_cursor(struct terminal *terminal, const char *text);
/* That row's number on the screen, and its text (the caller frees it). */
int cursor_row(struct terminal *terminal);
char *cursor_text(struct terminal *terminal);

/* The terminal is as it was before: main screen, cursor shown, lines echoed. */
void expect_given_back(struct terminal *terminal);

/* Compares with expected/NAME, the clock and the login masked. */
void expect_screen(struct terminal *terminal, const char *name, bool attributes);

#endif
