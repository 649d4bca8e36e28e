/*
 * What the files of the review share.
 */
#ifndef VHA_QUARTERS_REVIEW_H
#define VHA_QUARTERS_REVIEW_H

#include "vha/cohort.h"
#include "vha/cohort_facts.h"
#include "vha/equality_review.h"

void review_free_record(struct vha_quarter_review *review);

#endif
