/*
 * terminal: a real terminal for tests and benchmarks. Starts a program under a pseudo-terminal,
 * feeds what it writes to a terminal emulator (libvterm), sends it keys, mouse, sizes and signals,
 * and reads its screen: text, attributes, cursor. Waits for what is to happen, never for a time.
 *
 * Rows and columns are counted from 0, times are in nanoseconds of CLOCK_MONOTONIC, patience is in
 * milliseconds. Texts are UTF-8.
 */
#ifndef VHA_TESTS_TERMINAL_H
#define VHA_TESTS_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

struct terminal;

/* How long a wait lasts unless a test has a reason of its own: long enough for a slow machine,
 * since only a failing test ever waits so long. */
#define TERMINAL_PATIENCE 20000

/* ------------------------------------------------------------------------------ start and end */

struct terminal_options {
    const char *const *arguments;   /* the program's path first, NULL last */
    const char *const *environment; /* all of it, NAME=value, NULL last; NULL: that of the test */
    const char *folder;             /* to start in; NULL: that of the test */
    int rows, columns;
};

/* Starts the program; NULL when there is no pseudo-terminal or no process to be had. A program that
 * cannot be executed ends with status 127. */
struct terminal *terminal_start(const struct terminal_options *options);

/* Ends the program with SIGKILL if it still runs, collects it, and frees everything. NULL is
 * allowed. */
void terminal_free(struct terminal *terminal);

pid_t terminal_pid(const struct terminal *terminal);

/* Waits for the program's end; false when patience runs out first. *status is its exit status, or
 * 128 plus the signal that ended it. May be asked again. */
bool terminal_wait_end(struct terminal *terminal, int patience, int *status);

/* ------------------------------------------------------------------------------------ sending */

/* Bytes as they are, and text as somebody would type it. False when the program does not take them
 * within TERMINAL_PATIENCE, or has gone. */
bool terminal_send(struct terminal *terminal, const void *bytes, size_t length);
bool terminal_type(struct terminal *terminal, const char *text);

/* One key by name, encoded as this terminal does in the mode that the program asked for: "Enter",
 * "Tab", "Backspace", "Escape", "Up", "Down", "Left", "Right", "Insert", "Delete", "Home", "End",
 * "PageUp", "PageDown", "F1" to "F12", with "C-", "M-" or "S-" before it, or "C-d" and the like for
 * a letter. False for a name that is none. */
bool terminal_press(struct terminal *terminal, const char *key);

/* The left button pressed and let go, and one notch of the wheel. Nothing is sent when the program
 * has not asked for the mouse: then false. */
bool terminal_click(struct terminal *terminal, int row, int column);
bool terminal_wheel(struct terminal *terminal, int row, int column, bool down);

/* Another size, as when a window is dragged: the program gets SIGWINCH from the kernel. */
void terminal_resize(struct terminal *terminal, int rows, int columns);

void terminal_signal(struct terminal *terminal, int signal);

/* The connection drops: the program's terminal goes away and the kernel sends it SIGHUP. */
void terminal_hang_up(struct terminal *terminal);

/* ------------------------------------------------------------------------------------ waiting */

/* Reads on until the text stands in some row, or stands in none, or the question is answered with
 * yes; false when patience runs out or the program's terminal closes before. */
bool terminal_wait_for(struct terminal *terminal, const char *text, int patience);
bool terminal_wait_without(struct terminal *terminal, const char *text, int patience);
bool terminal_wait_until(struct terminal *terminal,
                         bool (*question)(struct terminal *terminal, void *context), void *context,
                         int patience);

/* Reads on until nothing has come for `quiet` milliseconds; false when patience runs out. A closed
 * terminal is quiet. */
bool terminal_wait_quiet(struct terminal *terminal, int quiet, int patience);

/* The same, and until the program waits for something to happen: a machine that is slow, or has
 * much else to do, then makes the wait longer, and `quiet` need be no longer than the program's own
 * pauses. */
bool terminal_wait_rest(struct terminal *terminal, int quiet, int patience);

/* ---------------------------------------------------------------------------------- measuring */

/* Starts counting anew: bytes, their times, and the bytes themselves. */
void terminal_mark(struct terminal *terminal);
size_t terminal_bytes(const struct terminal *terminal);    /* received since the mark */
const char *terminal_raw(const struct terminal *terminal); /* they themselves, not NUL-free */
int64_t terminal_marked_at(const struct terminal *terminal);
int64_t terminal_last_byte_at(const struct terminal *terminal); /* 0: none since the mark */
int64_t terminal_now(void); /* nanoseconds of the clock that all these times are of */

/* Waits for the first byte since the mark and then until nothing has come for `quiet` milliseconds:
 * one repaint, whose end is terminal_last_byte_at. False when patience runs out or the terminal
 * closes first. */
bool terminal_wait_repaint(struct terminal *terminal, int quiet, int patience);

/* ------------------------------------------------------------------------------------- screen */

enum { TERMINAL_DEFAULT_COLOUR = -1 };

struct terminal_cell {
    char text[32]; /* one grapheme cluster; "" for the right half of a wide one */
    int width;     /* 1 or 2; 0 for the right half */
    bool bold, underline, italic, blink, reverse, strike;
    int foreground, background; /* palette index, or 0x1000000 + RGB, or the default */
};

int terminal_rows(const struct terminal *terminal);
int terminal_columns(const struct terminal *terminal);

/* Text of a row without the blanks at its end, or of the screen with a line feed after each row.
 * The caller frees it. */
char *terminal_row(const struct terminal *terminal, int row);
char *terminal_screen(const struct terminal *terminal);

/* Finds the text's first place; false when it is in no row. Either number may be NULL. */
bool terminal_find(const struct terminal *terminal, const char *text, int *row, int *column);

struct terminal_cell terminal_cell(const struct terminal *terminal, int row, int column);
void terminal_cursor(const struct terminal *terminal, int *row, int *column, bool *visible);

bool terminal_on_alternate_screen(const struct terminal *terminal);
bool terminal_wants_mouse(const struct terminal *terminal);
int terminal_bells(const struct terminal *terminal); /* rung since the start */

/* The line discipline echoes and gathers lines, as a shell expects to find it. */
bool terminal_is_cooked(const struct terminal *terminal);

/* Writes the screen in a frame, with the cursor's place. */
void terminal_dump(const struct terminal *terminal, FILE *out);

/* --------------------------------------------------------------------------- expected screens */

/* What differs from run to run: each match of the POSIX extended regular expression becomes the
 * replacement. */
struct terminal_mask {
    const char *pattern;
    const char *replacement;
};

/* Compares the screen's text, and where `attributes` is true its attributes and cursor too, with
 * the file. On a difference both are written to standard error, first differing line first, and the
 * result is false. With VHA_ACCEPT_SCREENS=1 in the environment the file is written instead: look
 * at what changed before committing it. */
bool terminal_matches_file(const struct terminal *terminal, const char *path,
                           const struct terminal_mask *masks, size_t mask_count, bool attributes);

/* The same for text that was never on a screen. */
bool text_matches_file(const char *text, const char *path, const struct terminal_mask *masks,
                       size_t mask_count);

#endif
