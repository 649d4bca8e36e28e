/*
 * lines: a text of many lines, longer than its pane, that scrolls; with headings that can be jumped
 * to. The record, the help and the why pane are made of it.
 */
#ifndef WORKSTATION_LINES_H
#define WORKSTATION_LINES_H

#include "actions.h"
#include "canvas.h"

/* A line, and another role for `mark_columns` of it from mark_column. */
struct line {
    const char *text; /* in the arena of the lines */
    enum role role;
    enum role mark;
    int mark_column;
    int mark_columns;
};

struct lines {
    struct vha_arena *arena;
    struct line *items;
    size_t count;
    size_t capacity;
    size_t top;
    size_t *sections; /* lines that begin one */
    size_t section_count;
    size_t section_capacity;
};

void lines_init(struct lines *lines);
void lines_free(struct lines *lines);
void lines_clear(struct lines *lines); /* and scrolls to the top */

struct line *lines_add(struct lines *lines, enum role role, const char *text);
struct line *lines_format(struct lines *lines, enum role role, const char *format, ...)
    VHA_PRINTF(3, 4);
/* A blank line (but not at the top) and a heading. */
void lines_heading(struct lines *lines, const char *title);
/* The same, numbered, to be jumped to. */
void lines_section(struct lines *lines, const char *title);
/* A text of any length, broken between words at `columns`; later lines begin with `indent` blanks.
 */
void lines_wrap(struct lines *lines, enum role role, int columns, int indent, const char *text);
/* The same on a screen; with 0 columns as it is, for plain mode, which breaks lines itself. */
void lines_say(struct lines *lines, enum role role, int columns, int indent, const char *text);

/* Moves by an action in a pane of `rows`; true when the action is one of moving. */
bool lines_move(struct lines *lines, enum action action, int rows);
void lines_scroll(struct lines *lines, int64_t by, int rows);
void lines_to_section(struct lines *lines, size_t section, int rows);
void lines_next_section(struct lines *lines, bool forwards, int rows);

void lines_draw(const struct lines *lines, struct canvas *canvas, struct area area);
/* "12 more below", "3 above, 12 below", or "" when all is in sight. */
char *lines_position(const struct lines *lines, int rows, char out[64]);

#endif
