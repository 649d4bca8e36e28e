/*
 * cohort_removed: the list without those whom MO2 has taken off it (SOP 28). A part of the cohort.
 */
#ifndef VHA_COHORT_REMOVED_H
#define VHA_COHORT_REMOVED_H

#include "vha/base.h"

struct vha_cohort;

/* A removal that MO2 has approved (SOP 28; governance, Removal). */
struct vha_cohort_removal {
    vha_pncid pncid;
    vha_date approved;
    vha_date until; /* its review date */
};

/* What that is to somebody on the list: off it; or on it again in a later quarter, because a report
 * counts that is dated after the approval, or because the review date has come. */
enum vha_removed_state {
    VHA_NEVER_REMOVED,
    VHA_REMOVED,
    VHA_BACK_ON_EVIDENCE,
    VHA_BACK_FOR_REVIEW
};

/* "new-evidence" for files, "previously removed, new evidence" for people; "" for the first. */
const char *vha_removed_name(enum vha_removed_state removed);
const char *vha_removed_words(enum vha_removed_state removed);

/* Takes these people off the list, in the place of those who were off it before: they are in no
 * selection, count or search, the ranks of those below close up, and each row says what its
 * person's removal is to them. The cache itself stays as the load made it. */
enum vha_status vha_cohort_remove(struct vha_cohort *cohort,
                                  const struct vha_cohort_removal *removals, size_t count,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* The position of the nth, in rank order and counted from 0, of those within the scope who are back
 * after a removal, for MO2 to look at first; false when there are no more. */
bool vha_cohort_returned(const struct vha_cohort *cohort, uint32_t n, uint32_t *position);

#endif
