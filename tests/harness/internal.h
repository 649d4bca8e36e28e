/* What the parts of the harness share: the process, its connection, its screen. */
#ifndef VHA_TESTS_HARNESS_INTERNAL_H
#define VHA_TESTS_HARNESS_INTERNAL_H

#include <vterm.h>

#include "sequences.h"
#include "terminal.h"

struct terminal {
    pid_t child;
    int connection; /* the pseudo-terminal's near end; -1 once closed */
    bool closed;    /* the far end has been closed by everybody who had it open */
    int ended;      /* a descriptor that becomes readable when the program ends */
    bool collected;
    int exit_status;

    struct sequences sequences;
    VTerm *emulator;
    VTermScreen *screen;
    int rows, columns;
    bool cursor_visible;
    bool alternate;
    bool mouse;
    int bells;

    int64_t marked_at;
    int64_t last_byte_at;
    char *raw; /* what came since the mark */
    size_t raw_used, raw_capacity;
};

/* Turns one code point into UTF-8; returns the bytes. */
size_t terminal_encode(char out[4], uint32_t character);

#endif
