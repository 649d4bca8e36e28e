/*
 * mouse: reports of the mouse, read letter by letter. ncurses has a reader of its own, but after a
 * report that it has no use for, such as a button that is let go, it waits for the next key and
 * nothing that is due happens until then.
 */
#ifndef WORKSTATION_MOUSE_H
#define WORKSTATION_MOUSE_H

#include "screen.h"

/* Ask the terminal for reports, in the form of xterm's mode 1006 where it knows that; and no
 * longer.
 */
#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
/* How a report begins, in that form and in the older one. */
#define MOUSE_PREFIX     "\033[<"
#define MOUSE_OLD_PREFIX "\033[M"

#define MOUSE_NUMBERS 3 /* the button, the column, the row */

struct mouse_report {
    bool old;
    unsigned numbers[MOUSE_NUMBERS];
    size_t at;
};

enum mouse_read {
    MOUSE_GOES_ON, /* there is more to come */
    MOUSE_DONE,    /* *event is a click or a turn of the wheel */
    MOUSE_NOTHING  /* a report of something else, or none at all */
};

/* Takes the next letter after the prefix; the report begins as zeros, and `old` says in which form.
 */
enum mouse_read mouse_take(struct mouse_report *report, uint32_t letter, struct event *event);

#endif
