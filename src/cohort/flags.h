/*
 * What the tables beside the reports mean: which flag, from which source, and when it counts.
 */
#ifndef COHORT_FLAGS_H
#define COHORT_FLAGS_H

#include "vha/extract.h"

/* The flag that a table's rows stand for; custody and age have none of their own. */
uint32_t flag_of_table(enum vha_table table, const char *kind);

/* Where a table of flags comes from, for people: "EWMS and CRIS". */
const char *source_of_table(enum vha_table table);

/* Whether an entry of a table counts towards its flag on as_of. */
bool entry_is_current(enum vha_table table, vha_date since, vha_date until, vha_date as_of);

/* Released in the last thirty days, day by day: as_of itself is the last of them. */
int flags_released_lately_days(void);
bool released_lately(vha_date released, vha_date as_of);

#endif
