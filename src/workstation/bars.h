/*
 * bars: a picture of how many people each of some things is true of. A row a bar: what it stands
 * for, a bar of its share, the count and the share in figures. Beside a part of the people stands
 * everybody: a line across the bar at their share, and their count behind "of". Everything that a
 * bar says can be read without it.
 */
#ifndef WORKSTATION_BARS_H
#define WORKSTATION_BARS_H

#include "actions.h"
#include "canvas.h"

/* Whether the list is filtered by what a bar stands for. */
enum bar_mark { BAR_OPEN, BAR_CHOSEN, BAR_PARTLY, BAR_EXCLUDED };

struct bar {
    const char *label;
    const char *words;  /* a longer label, for plain mode; NULL: the label */
    uint32_t count;     /* of the people shown */
    uint32_t everybody; /* of all people */
    enum bar_mark mark;
    bool rule;     /* no bar but a line across, with the label on it */
    bool indented; /* it is a part of one before it */
};

struct bars {
    struct bar *items;
    size_t count;
    size_t capacity;
    uint32_t people;    /* that are shown: what a share is of */
    uint32_t everybody; /* of whom they are a part, or all */
    size_t cursor;
    size_t top;
};

void bars_free(struct bars *bars);
void bars_clear(struct bars *bars);

/* Adds a row of nobody; the texts belong to the caller. Valid until the next one is added. */
struct bar *bars_add(struct bars *bars, const char *label);

/* The bar under the cursor; NULL when there is none. */
const struct bar *bars_here(const struct bars *bars);

/* Keeps the cursor on a bar, and the bar among the `rows` in sight. */
void bars_settle(struct bars *bars, int rows);
/* Moves the cursor; true when the action is one of moving. */
bool bars_move(struct bars *bars, enum action action, int rows);
void bars_scroll(struct bars *bars, int by, int rows);
/* Puts the cursor on the bar in that row of those in sight; false when none is there. */
bool bars_point(struct bars *bars, int row);
/* How many rows stand below those in sight. */
size_t bars_below(const struct bars *bars, int rows);

/* Draws those in sight; `focused` shows the cursor. */
void bars_draw(const struct bars *bars, struct canvas *canvas, struct area area, bool focused);

#define BAR_TEXT_SIZE 80

/* "61 of 85" beside everybody, "85" of everybody. */
char *bar_figures(const struct bars *bars, const struct bar *bar, char out[BAR_TEXT_SIZE]);
/* Share of `part` in `whole` in tenths of a per cent, rounded half up: "7.2%"; "-" in nobody. */
char *bar_share(uint32_t part, uint32_t whole, char out[BAR_TEXT_SIZE]);
/* Adds a line for each row: "In custody: 12 of 85, 14.1%, chosen." */
struct lines;
void bars_words(const struct bars *bars, struct lines *lines);

#endif
