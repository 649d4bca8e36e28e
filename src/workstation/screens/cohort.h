/*
 * cohort: the first screen: filters on the left, the ranked list, and the reasons of the person
 * under the cursor. State here; cohort.c prepares it, cohort_keys.c changes it, cohort_draw.c
 * paints it.
 */
#ifndef WORKSTATION_SCREENS_COHORT_H
#define WORKSTATION_SCREENS_COHORT_H

#include "../columns.h"
#include "../editor.h"
#include "../filters.h"
#include "../lines.h"
#include "../screen.h"

/* In the order in which the keyboard goes round. */
enum focus { FOCUS_TABLE, FOCUS_WHY, FOCUS_FILTERS };
#define FOCUSES 3

enum typing_for { TYPING_FOR_NOTHING, TYPING_FOR_SEARCH, TYPING_FOR_JUMP };

/* Where everything lies, from the size of the screen. The insides of the frames. */
struct cohort_areas {
    struct area filters;
    struct area table; /* its heading included */
    struct area why;
    struct area frame_left;
    struct area frame_right;
};

/* The person that the why pane tells of. */
struct why_pane {
    struct lines lines;
    char title[512];
    char summary[256];
    uint32_t position; /* in rank order; UINT32_MAX for nobody */
    int width;         /* that the lines were made for */
    int64_t due_ms;    /* when the cursor will have rested long enough; INT64_MAX: nothing due */
};

struct cohort_state {
    struct vha_filter filter;
    struct vha_sorting sorting;
    struct vha_selection selection;

    uint32_t cursor; /* index in the selection */
    uint32_t top;
    enum focus focus;
    enum typing_for typing;
    struct editor search;
    struct editor jump;
    uint32_t search_from; /* where the cursor was when the search began */
    bool offer_reload;

    struct filter_pane filters;
    struct why_pane why;
    struct column_layout columns;
    struct cohort_areas areas;
    int rows; /* that the areas were made for */
    int width;

    struct vha_arena *arena; /* of the rows in sight */
    struct vha_list_row *in_sight;
    uint32_t in_sight_from;
    uint32_t in_sight_count;
    uint32_t in_sight_capacity;
};

/* ---- cohort.c */
/* The list at the bottom of the desk's screens, or NULL. */
struct cohort_state *cohort_of(struct desk *desk);
/* Fills the selection anew and keeps the person at `position` under the cursor, if still there. */
enum vha_status cohort_select(struct cohort_state *state, struct desk *desk,
                              struct vha_error *error);
/* Position of the person under the cursor, or UINT32_MAX when nobody is. */
uint32_t cohort_here(const struct cohort_state *state);
/* What the list is sorted by first. */
struct vha_sort_key cohort_sort_key(const struct cohort_state *state);
/* After the cursor has moved: keeps it in sight and lets the why pane wait for it to rest. */
void cohort_moved(struct cohort_state *state, const struct desk *desk);
int cohort_page(const struct cohort_state *state); /* rows of the list in sight */
/* Opens a newer load in place of the old one and finds filter, order and person again. */
enum vha_status cohort_reload(struct cohort_state *state, struct desk *desk,
                              struct vha_error *error);

/* ---- cohort_keys.c */
unsigned cohort_handle(void *state, struct desk *desk, const struct event *event);
/* Puts the cursor on the first one of that rank, or after it. */
unsigned cohort_to_rank(struct cohort_state *state, struct desk *desk, uint32_t rank);
/* Puts the cursor on the next one who matches, and has search_next go on from there. */
unsigned cohort_search_for(struct cohort_state *state, struct desk *desk, const char *text);

/* ---- cohort_draw.c */
void cohort_draw(const void *state, const struct desk *desk, struct canvas *canvas);

#endif
