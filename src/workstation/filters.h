/*
 * filters: the panes on the left as one list of lines. A long pane is shown whole while the cursor
 * is in it; otherwise what is chosen of it and its largest values, so that the other panes stay in
 * sight.
 */
#ifndef WORKSTATION_FILTERS_H
#define WORKSTATION_FILTERS_H

#include "actions.h"
#include "canvas.h"
#include "vha/cohort_filter.h"
#include "vha/cohort_selection.h"

enum filter_line_kind {
    FILTER_TITLE,
    FILTER_GROUP, /* heading of the values that follow */
    FILTER_ALL,   /* of a pane where one value at most is chosen: no filter */
    FILTER_VALUE,
    FILTER_RANGE, /* of a measure, typed rather than chosen */
    FILTER_MORE,  /* how many values are not shown */
};

struct filter_line {
    enum filter_line_kind kind;
    size_t facet; /* facet_count: the ranges, whose values are the measures */
    size_t value; /* of FILTER_MORE: how many */
};

#define FILTER_LINES ((size_t)VHA_MAX_FACETS * (2 * VHA_MAX_FACET_VALUES + 3) + VHA_MEASURES + 2)

struct filter_pane {
    const struct vha_facet *facets;
    size_t facet_count;
    bool focused;
    struct filter_line lines[FILTER_LINES];
    size_t count;
    size_t top;
    size_t cursor_facet;
    size_t cursor_value; /* or FILTER_AT_ALL */
};
#define FILTER_AT_ALL SIZE_MAX

void filters_init(struct filter_pane *pane, const struct vha_facet *facets, size_t facet_count);

/* Makes the lines anew for a pane of `rows`, and keeps the cursor in sight. */
void filters_arrange(struct filter_pane *pane, const struct vha_filter *filter, int rows);

/* Moves the cursor; true when the action is one of moving. */
bool filters_move(struct filter_pane *pane, const struct vha_filter *filter, enum action action,
                  int rows);
/* Puts the cursor on a line of the pane, by its place on the screen; false when it is none that
 * can be chosen. */
bool filters_point(struct filter_pane *pane, const struct vha_filter *filter, int line, int rows);

/* Chooses the value under the cursor, or lets it go; false for a range, which has to be typed. */
bool filters_toggle(const struct filter_pane *pane, struct vha_filter *filter);
/* Leaves out whoever has the value under the cursor, or no longer; false for a range. */
bool filters_exclude(const struct filter_pane *pane, struct vha_filter *filter);
/* Clears the pane that the cursor is in; of the ranges the one under it. */
void filters_clear_pane(const struct filter_pane *pane, struct vha_filter *filter);

void filters_draw(const struct filter_pane *pane, const struct vha_filter *filter,
                  const struct vha_selection *selection, struct canvas *canvas, struct area area);

#endif
