/*
 * columns: the table's columns, each one row of a table: heading, width, how a cell is made, how
 * the list is sorted by it. Which of them a screen shows follows from its width.
 */
#ifndef WORKSTATION_COLUMNS_H
#define WORKSTATION_COLUMNS_H

#include "canvas.h"
#include "vha/cohort.h"

#define COLUMN_TEXT_SIZE 512

struct column {
    const char *heading;
    int least;      /* columns on the screen */
    int most;       /* ... when there is room to spare */
    int importance; /* 0: always shown; else the order in which room is given */
    bool to_right;  /* numbers */
    bool sortable;
    enum vha_sort sort;
    bool descending_first; /* how a sort by it begins */
    const char *order[2];  /* the orders in words: ascending, descending */
    void (*format)(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE]);
};

#define COLUMNS_MAX 16

/* Columns as they lie on a screen; places count from the table's left edge, after the marker. */
struct column_layout {
    size_t count;
    struct {
        const struct column *column;
        int start;
        int width;
    } shown[COLUMNS_MAX];
    int marked_to; /* where the part that the cursor marks ends: after the name */
};

/* Lays the columns out in `width`, for a list of `listed` people and its widest rank. */
void columns_lay_out(struct column_layout *layout, int width, uint32_t listed);

/* The column that sorts in that way; every sort has one. */
const struct column *column_of_sort(enum vha_sort sort);

/* Marks of a person's flags ("U18 W C"), each once; whole marks only, '+' when some had no room. */
char *flags_fit(uint32_t flags, int width, char *out, size_t size);

/* "SURNAME, Forenames" as in the extract, for the screen to make harmless. */
char *person_name(const struct vha_list_row *row, char *out, size_t size);

/* 1,604 */
char *count_text(uint64_t count, char out[VHA_MILLI_SIZE]);

#endif
