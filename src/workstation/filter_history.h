/*
 * filter_history: the filters that were set one after the other, so that each step can be taken
 * back and taken again.
 */
#ifndef WORKSTATION_FILTER_HISTORY_H
#define WORKSTATION_FILTER_HISTORY_H

#include "vha/cohort_filter.h"

#define FILTER_STEPS 64 /* the oldest are forgotten */

struct filter_history {
    struct vha_filter steps[FILTER_STEPS]; /* oldest first; the one in force is steps[now] */
    size_t count;                          /* 0 until the first step: no filter is in force then */
    size_t now;
};

/* Notes the filter that is in force from now on; what had been taken back is forgotten. */
void filter_history_note(struct filter_history *history, const struct vha_filter *filter);

/* The filter before the one in force, or the one after it, which is then in force; NULL when there
 * is none. */
const struct vha_filter *filter_history_back(struct filter_history *history);
const struct vha_filter *filter_history_forth(struct filter_history *history);

#endif
