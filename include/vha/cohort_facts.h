/*
 * cohort_facts: everybody in the extract at once, for the equality review and for trying a changed
 * policy. A part of the cohort.
 */
#ifndef VHA_COHORT_FACTS_H
#define VHA_COHORT_FACTS_H

#include "vha/base.h"
#include "vha/scoring.h"

struct vha_cohort;
struct vha_equality_person;

/* Everybody in the extract by PNCID, on the list or not, whatever the scope, for the equality
 * review; whoever is off the list by a removal is not listed. A suspect is whoever is on a crime
 * report as suspect or accused, of an offence in scope, in the window, and not left out for a
 * feature such as domestic abuse. The caller frees *people; NULL when this fails. */
enum vha_status vha_cohort_people(struct vha_cohort *cohort, struct vha_equality_person **people,
                                  size_t *count, struct vha_error *error) VHA_MUST_CHECK;

/* What scoring may know of everybody in the extract, by PNCID, with categories, features and grades
 * as a policy has them: that of the quarter or a changed one. The facts' `report` numbers are the
 * cohort's own. */
struct vha_facts {
    size_t count;
    vha_pncid *pncids;
    struct vha_individual *individuals; /* whose facts stand in what follows */
    struct vha_crime_fact *crimes;
    struct vha_intel_fact *intel;
    struct vha_custody_fact *custody;
};
enum vha_status vha_cohort_facts(struct vha_cohort *cohort, const struct vha_policy *policy,
                                 struct vha_facts **facts, struct vha_error *error) VHA_MUST_CHECK;
void vha_facts_free(struct vha_facts *facts); /* NULL is allowed */

/* Whether somebody, on the list or not, is kept off it by one of the removals that
 * vha_cohort_remove was given, by what counts of their facts: crimes and intel judge those of
 * `individual`. */
bool vha_cohort_keeps_off(const struct vha_cohort *cohort, vha_pncid pncid,
                          const struct vha_individual *individual, const struct vha_judged *crimes,
                          const struct vha_judged *intel);

#endif
