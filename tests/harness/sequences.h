/*
 * sequences: what terminals obey and libvterm 0.1.4 does not, put in words that it knows. Several
 * private modes in one sequence (CSI ? 1006;1000 h, how ncurses asks xterm for its mouse) become
 * one sequence each, a repeated character (REP) is written out, and a true colour without a colour
 * space (CSI 38:2::R:G:B m) becomes the older form that has no place for one. A character whose
 * bytes come in two pieces is handed over whole: libvterm shows U+FFFD for it otherwise.
 */
#ifndef VHA_TESTS_SEQUENCES_H
#define VHA_TESTS_SEQUENCES_H

#include <stdbool.h>
#include <stddef.h>

enum { HELD_MOST = 64 };

/* Zero it first. What is held at the end of the bytes goes out with the next ones. */
struct sequences {
    char held[HELD_MOST]; /* of a control sequence that is not whole yet */
    size_t held_count;
    char last[4]; /* the character that REP repeats */
    size_t last_count;
    char begun[4]; /* of a character whose other bytes have not come */
    size_t begun_count;
    char *out;
    size_t out_count, out_capacity;
};

/* Turns the bytes; the result is in out, out_count of them, until the next call. */
void sequences_turn(struct sequences *sequences, const char *bytes, size_t count);
void sequences_free(struct sequences *sequences);

#endif
