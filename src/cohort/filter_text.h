/* What the files that read and write filters as text share. */
#ifndef COHORT_FILTER_TEXT_H
#define COHORT_FILTER_TEXT_H

#include "vha/cohort_filter.h"

/* Under this name the groups of a pane are typed: boroughs are gathered by BCU. */
#define FILTER_GROUP_NAME "bcu"

bool filter_same_group(const char *a, const char *b);

/* The value of a pane that says that somebody has none of its others. */
bool filter_says_none(const struct vha_facet_value *value);

/* The values that are gathered with that one, as bits; none where it stands alone. */
uint64_t filter_group_values(const struct vha_facet *facet, size_t value);

#endif
