/*
 * How long work shows where it is: one line redrawn on a terminal, one line a stage otherwise.
 */
#ifndef COMMANDS_PROGRESS_H
#define COMMANDS_PROGRESS_H

#include "vha/base.h"

#include <signal.h>

struct progress_display {
    struct vha_progress progress; /* to be handed to the work */
    int file;                     /* descriptor written to */
    bool terminal;
    int columns;
    const char *stage; /* the one being shown, or NULL */
    uint64_t done;     /* as reported last */
    uint64_t total;
    int64_t stage_started; /* milliseconds of a clock that only goes forward */
    int64_t drawn;         /* when the line was last drawn */
    struct sigaction old_interrupt;
    struct sigaction old_terminate;
};

/* Starts a display on the descriptor (2 for standard error) and makes SIGINT and SIGTERM ask the
 * work to stop. One at a time in a process. */
void progress_begin(struct progress_display *display, int file);

/* Finishes the line and gives the signals back to what handled them before. */
void progress_end(struct progress_display *display);

/* One line for a stage: "score  1,200,000 of 2,000,000 (60 %)  400,000/s  2 s left". For tests. */
void progress_line(char *out, size_t size, const char *stage, const char *detail, uint64_t done,
                   uint64_t total, int64_t milliseconds);

#endif
