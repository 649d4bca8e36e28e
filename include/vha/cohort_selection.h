/*
 * cohort_selection: who of the list answers to a filter, in which order, and how many have what. A
 * part of the cohort.
 */
#ifndef VHA_COHORT_SELECTION_H
#define VHA_COHORT_SELECTION_H

#include "vha/cohort_filter.h"

struct vha_cohort;
struct vha_sorting;

/* The rows of a filter in the order of a sort, and for every value of every pane the count that the
 * list would have of it under the choices of all the other panes. Reused from call to call: zero it
 * first, free it last with vha_selection_free. */
struct vha_selection {
    uint32_t *positions; /* positions in rank order, count of them */
    uint32_t count;
    uint32_t capacity;
    uint32_t counts[VHA_MAX_FACETS][VHA_MAX_FACET_VALUES];
};
void vha_selection_free(struct vha_selection *selection);

/* Fills *selection. */
enum vha_status vha_cohort_select(struct vha_cohort *cohort, const struct vha_filter *filter,
                                  const struct vha_sorting *sorting,
                                  struct vha_selection *selection,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* How many of some people on the list have each value of each pane. */
struct vha_tally {
    uint32_t people;
    uint32_t counts[VHA_MAX_FACETS][VHA_MAX_FACET_VALUES];
};

/* Counts the people at `positions`, each of which stands there once and is below `listed`. Of a
 * selection this is what is so of the list as it is filtered, while the selection's own counts say
 * what each pane would give if its choice were another. */
void vha_cohort_tally(struct vha_cohort *cohort, const uint32_t *positions, uint32_t count,
                      struct vha_tally *tally);

/* Confines every selection and count, besides, to the positions whose bits are set (bit p % 64 of
 * word p / 64, as many words as `listed` needs); they are copied. NULL lets everybody in again. */
void vha_cohort_keep_only(struct vha_cohort *cohort, const uint64_t *members);

#endif
