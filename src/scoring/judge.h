/*
 * Judging single reports: which rule leaves one out, and what one that counts scores.
 */
#ifndef VHA_SCORING_JUDGE_H
#define VHA_SCORING_JUDGE_H

#include "vha/scoring.h"

/* Judges a crime report by every rule but `needs_other`, which looks at the other reports. */
struct vha_judged judge_crime(const struct vha_policy *policy, vha_date as_of,
                              const struct vha_crime_fact *fact);

/* Judges an intelligence report, again but for `needs_other`. The individual's crime reports tell
 * whether they are named on the one that it links to. */
struct vha_judged judge_intel(const struct vha_policy *policy, vha_date as_of,
                              const struct vha_intel_fact *fact,
                              const struct vha_crime_fact *crimes, size_t crime_count);

/* A report left out by a rule: no score and no steps to one. */
struct vha_judged left_out(enum vha_verdict verdict);

#endif
