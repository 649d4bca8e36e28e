/* What terminal.c and input.c share; curses.h has been included before. */
#ifndef WORKSTATION_TERMINAL_PRIVATE_H
#define WORKSTATION_TERMINAL_PRIVATE_H

#include "terminal.h"

struct terminal {
    SCREEN *screen;
    struct canvas shown; /* what was painted last */
    attr_t attributes[ROLES];
    short pairs[ROLES];
};

void terminal_set_looks(struct terminal *terminal, const struct theme *theme);

#endif
