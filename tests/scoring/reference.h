/*
 * The rules of scoring.md once more, written to be read beside the text and to share nothing with
 * the program but the policy's numbers: each question is asked of a single report, scores are exact
 * fractions until they are rounded, and days are taken apart by the C library.
 */
#ifndef VHA_TESTS_SCORING_REFERENCE_H
#define VHA_TESTS_SCORING_REFERENCE_H

#include "vha/scoring.h"

/* Fills what vha_assess fills; `crimes` and `intel` hold a judgement for each fact, of which only
 * verdict and score are set. */
void reference_assess(const struct vha_policy *policy, vha_date as_of,
                      const struct vha_individual *individual, struct vha_judged *crimes,
                      struct vha_judged *intel, struct vha_assessment *assessment);

#endif
