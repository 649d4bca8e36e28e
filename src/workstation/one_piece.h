/*
 * one_piece: a paint on its way to the terminal in one piece. ncurses sends what it has at every
 * move of the cursor; over SSH each of these is a packet, and its envelope is larger than what is
 * in it. Between begin and end standard output is a file in memory, which end sends.
 */
#ifndef WORKSTATION_ONE_PIECE_H
#define WORKSTATION_ONE_PIECE_H

#include <stdbool.h>

struct one_piece {
    int terminal; /* a second descriptor of the terminal's; below 0: nothing is gathered */
    int gathered;
    bool begun;
};

/* Without room for the file the terminal is written to as it comes. */
void one_piece_open(struct one_piece *piece);
void one_piece_close(struct one_piece *piece);

void one_piece_begin(struct one_piece *piece);
/* Sends what was gathered, if begin was called. What a terminal that has gone away does not take is
 * lost; that shows when it is read from. */
void one_piece_end(struct one_piece *piece);

#endif
