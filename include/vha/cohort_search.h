/*
 * cohort_search: looking for a name, a PNCID or a reference in a selection. A part of the cohort.
 */
#ifndef VHA_COHORT_SEARCH_H
#define VHA_COHORT_SEARCH_H

#include "vha/base.h"

struct vha_cohort;
struct vha_selection;

/* Index in the selection of the next row, after `from` (forwards) or before it, wrapping round,
 * that matches what is typed; `from` itself is looked at last. UINT32_MAX when there is none. A row
 * matches when its name and PNCID contain each of the words, accent-blind and case-blind; a PNCID
 * may be typed in its long form or the short one, without its slash or the leading zeros of its
 * serial. Or when a reference of the person's reports begins with it all, whatever stands between
 * the letters and digits; there must be a digit. */
uint32_t vha_cohort_search(struct vha_cohort *cohort, const struct vha_selection *selection,
                           const char *typed, uint32_t from, bool forwards);

/* The reference by which the person at a position matches, as in the extract; "" when it is the
 * name or the PNCID that does, or nothing. Returns out. */
#define VHA_REFERENCE_SIZE 64
char *vha_cohort_found_by(struct vha_cohort *cohort, uint32_t position, const char *typed,
                          char out[VHA_REFERENCE_SIZE]);

/* Names near to what is typed, for when nothing matches it: each typed word that is in nobody's
 * name gives way to the nearest word that is, at most a third of its letters away. Nearest first,
 * then those that more people of the selection have. */
#define VHA_NEAR_NAMES 3
#define VHA_NEAR_SIZE  256
struct vha_near_name {
    char typed[VHA_NEAR_SIZE]; /* what finds them */
    char shown[VHA_NEAR_SIZE]; /* the same as somebody's name has it: "Kowalski" */
    uint32_t people;           /* of the selection whom it finds */
};
size_t vha_cohort_nearest(struct vha_cohort *cohort, const struct vha_selection *selection,
                          const char *typed, struct vha_near_name names[VHA_NEAR_NAMES]);

#endif
