/*
 * rows: a long list of things on record as a table in a frame, under the filter that it is seen
 * through. Reading and moving are the screens' own: see audit_draw.c and removal_queue_draw.c.
 */
#ifndef WORKSTATION_SCREENS_ROWS_H
#define WORKSTATION_SCREENS_ROWS_H

#include "../screen.h"

struct rows_column {
    const char *title;
    int columns; /* 0: what is left; below 0: it is not shown */
    int wide;    /* the same where there is room; 0: as there */
    bool right;
};

struct rows_table {
    const char *title; /* of the frame */
    const struct rows_column *columns;
    size_t count;
};

/* Before the first column: the mark of the cursor. */
#define ROWS_MARK 1

/* Where the table stands, its header on the first row. */
struct area rows_area(const struct desk *desk);
/* The frame with the header, the filter in words above it and the position in the list below. */
void rows_draw_frame(const struct rows_table *table, struct canvas *canvas, struct area area,
                     const char *filter, const char *position);
/* One thing, on a row of the canvas: a text for each column. */
void rows_draw(const struct rows_table *table, struct canvas *canvas, struct area area, int row,
               bool here, const char *const *texts);
/* "1 to 20 of 1,234". */
void rows_position(uint64_t before, uint64_t count, uint64_t all, char *out, size_t size);

#endif
