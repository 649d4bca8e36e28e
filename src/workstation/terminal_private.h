/* What terminal.c, terminal_kind.c and input.c share; curses.h has been included before. */
#ifndef WORKSTATION_TERMINAL_PRIVATE_H
#define WORKSTATION_TERMINAL_PRIVATE_H

#include "terminal.h"

struct terminal {
    SCREEN *screen;
    struct canvas shown; /* what was painted last */
    bool draws_marks;    /* over the letter before, in no column of their own */
    bool pasting;        /* what is read is pasted */
    bool pasted_return;  /* and the last of it was a carriage return */
    attr_t attributes[ROLES];
    short pairs[ROLES];
};

#define DESCRIPTION_SIZE 64

/* The name of a better description than that of TERM; NULL when that is the best there is. */
const char *terminal_description(const struct vha_workstation_options *options,
                                 char out[DESCRIPTION_SIZE]);

/* Has what is pasted, and what the mouse does, told apart from what is typed. */
void terminal_expect_reports(void);

#endif
