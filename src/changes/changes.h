/*
 * What the files of the changes share.
 */
#ifndef VHA_CHANGES_CHANGES_H
#define VHA_CHANGES_CHANGES_H

#include "vha/changes.h"
#include "vha/cohort.h"
#include "vha/cohort_dossier.h"

/* The two lists that are compared, and where what is found stands. */
struct comparing {
    struct vha_cohort *now;
    struct vha_cohort *before;
    struct vha_arena *arena;
};

/* Tells what brought somebody who is on the list now and was not before. */
enum vha_status changes_arrival(const struct comparing *comparing, vha_pncid pncid,
                                struct vha_arrival *arrival,
                                struct vha_error *error) VHA_MUST_CHECK;

/* Tells what let somebody go who was on the list before and is not now. */
enum vha_status changes_departure(const struct comparing *comparing, vha_pncid pncid,
                                  struct vha_departure *departure,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* The dossier of somebody in a cohort; *found is false, and all is well, when nobody there has that
 * PNCID. */
enum vha_status changes_dossier(struct vha_cohort *cohort, vha_pncid pncid, struct vha_arena *arena,
                                struct vha_dossier *dossier, bool *found,
                                struct vha_error *error) VHA_MUST_CHECK;

#endif
