/*
 * prompt: the line on which orders are typed, on the last row of any screen: with the orders given
 * before (Up, Down), completion (Tab), and the row above it for what can follow, what it would do
 * and what was wrong.
 */
#ifndef WORKSTATION_PROMPT_H
#define WORKSTATION_PROMPT_H

#include "editor.h"
#include "orders.h"

struct event;

#define PROMPT_HISTORY 50

struct prompt {
    bool open;
    struct editor editor;
    char history[PROMPT_HISTORY][ORDER_SIZE]; /* oldest first */
    size_t history_count;
    size_t recalled;          /* history_count: the line being written */
    char written[ORDER_SIZE]; /* that line, while another is looked at */
    struct candidates candidates;
    bool choosing; /* candidates are shown */
    size_t chosen; /* the one in the line; SIZE_MAX: what they have in common */
    char hint[ORDER_HINT_SIZE];
    bool failed; /* the hint says what was wrong */
};

/* Opens it with what was left in it. */
void prompt_open(struct desk *desk);

/* Opens it with an order and its arguments, to be changed. */
void prompt_open_with(struct desk *desk, const char *order, const char *arguments);

/* Closes it; what is typed is there the next time, unless it is put away. */
void prompt_close(struct desk *desk);

/* Takes an event of typing; returns flags as a screen does. */
unsigned prompt_handle(struct desk *desk, const struct event *event);

/* Draws it over the last two rows. */
void prompt_draw(const struct desk *desk, struct canvas *canvas);

#endif
