/*
 * overview: the list as pictures. A panel for the scores, the ages and each filter pane, with a bar
 * for each of its values: how many of the people on the list as it is filtered, beside everybody.
 * From a bar the list is filtered. State here; overview.c is the screen, overview_panels.c makes
 * and counts the panels, overview_layout.c places them, overview_filter.c says what a bar does to
 * the filter.
 */
#ifndef WORKSTATION_SCREENS_OVERVIEW_H
#define WORKSTATION_SCREENS_OVERVIEW_H

#include "../bars.h"
#include "../bins.h"
#include "../screen.h"
#include "cohort.h"

#define OVERVIEW_PANELS (VHA_MAX_FACETS + 2) /* the panes, the scores and the ages */
#define OF_NO_FACET     SIZE_MAX

/* What a bar stands for in a filter: values of a pane, as bits, or a range of a measure. */
struct overview_term {
    uint64_t values;
    struct vha_range range;
};

struct overview_panel {
    const char *title;
    size_t facet;             /* OF_NO_FACET: of a measure */
    enum vha_measure measure; /* if so */
    struct bins bins;         /* of it */
    struct bars bars;
    struct overview_term *terms; /* of the bars, in their order */
    size_t term_capacity;
};

/* Where a panel lies: on which page, and its frame there. */
struct overview_place {
    int page;
    struct area frame;
};

struct overview_state {
    struct vha_arena *arena;         /* of labels */
    const struct cohort_state *list; /* NULL until the first refresh */
    const struct vha_cohort *cohort; /* that the panels were made of, */
    int64_t removals;                /* without whom this version of the removals takes off */
    uint64_t counted;                /* selection of the list that they show */
    struct vha_selection everybody;  /* in scope, in rank order */
    struct overview_panel panels[OVERVIEW_PANELS];
    struct overview_place places[OVERVIEW_PANELS];
    size_t panel_count;
    bool plain;   /* said, not drawn */
    size_t focus; /* the panel that has the cursor */
    int pages;
    int rows; /* that the places were made for */
    int columns;
};

/* ---- overview_panels.c */
/* Makes the panels of the cohort that is open, and counts everybody. */
enum vha_status overview_make(struct overview_state *state, struct desk *desk,
                              struct vha_error *error) VHA_MUST_CHECK;
/* Counts the people on the list as it is filtered. */
enum vha_status overview_count(struct overview_state *state, struct desk *desk,
                               struct vha_error *error) VHA_MUST_CHECK;
void overview_free_panels(struct overview_state *state);

/* ---- overview_layout.c */
/* Places panels of `wanted` rows, frames included, in as few columns as show all of them at once;
 * where the area is too small for that, on pages. Returns how many pages there are. */
int overview_lay_out(const int *wanted, size_t count, struct area area,
                     struct overview_place *places);
/* The panel beside one, on its page, nearest in height; the same when there is none. */
size_t overview_beside(const struct overview_place *places, size_t count, size_t from, bool right);

/* ---- overview_filter.c */
/* Whether the filter has what a bar stands for. */
enum bar_mark overview_mark(const struct overview_panel *panel, size_t bar,
                            const struct vha_filter *filter);
/* Filters by the bar alone, as far as its panel goes. */
void overview_only(const struct overview_panel *panel, size_t bar, struct vha_filter *filter);
/* Adds the bar to what its panel lets through, or takes it from there. */
void overview_toggle(const struct overview_panel *panel, size_t bar, struct vha_filter *filter);
/* Leaves out whoever the bar stands for, or no longer; false for a range. */
bool overview_exclude(const struct overview_panel *panel, size_t bar, struct vha_filter *filter);
void overview_clear(const struct overview_panel *panel, struct vha_filter *filter);

/* ---- overview_draw.c */
void overview_draw(const void *state, const struct desk *desk, struct canvas *canvas);
/* The same as words: a line that says of whom, then a section for each panel. */
void overview_words(const void *state, const struct desk *desk, struct lines *lines);

#endif
