/*
 * cohort_ranking: the list ranked anew on chosen offence types (SOP 31). A part of the cohort.
 */
#ifndef VHA_COHORT_RANKING_H
#define VHA_COHORT_RANKING_H

#include "vha/base.h"

struct vha_cohort;
struct vha_policy;

/* The list ranked on chosen offence types (SOP 31): the scores of each person's counted reports of
 * those types, crime and intelligence, added up as the load stored them, and ranked as scoring.md
 * ranks. It chooses an order for now; the rank of the assessment stays what it is. */
struct vha_ranking {
    uint64_t offences; /* bit c is category c of the policy */
    uint32_t ranked;   /* people with a counted report of one of them, on the whole list */
    uint32_t left_out; /* people of the scope without one */
};

/* Ranks on those offences from now on. Who has no counted report of them has no rank among them,
 * and every selection, count and search leaves them out: SOP 31 speaks of filtering. No bit ends
 * it. */
enum vha_status vha_cohort_rank_on(struct vha_cohort *cohort, uint64_t offences,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* The ranking in force; NULL while it is the assessment's own. */
const struct vha_ranking *vha_cohort_ranking(const struct vha_cohort *cohort);

/* Reads codes or aliases of the policy's offences with commas or blanks between. VHA_USAGE, with
 * the nearest word, for what is none, and for no offence at all; *offences is untouched then. */
enum vha_status vha_offences_parse(const struct vha_policy *policy, const char *text,
                                   uint64_t *offences, struct vha_error *error) VHA_MUST_CHECK;

/* Writes their codes with commas between, in the policy's order; returns out. */
char *vha_offences_format(const struct vha_policy *policy, uint64_t offences, char *out,
                          size_t size);

#endif
