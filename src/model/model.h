/*
 * What the files of the model share.
 */
#ifndef VHA_MODEL_MODEL_H
#define VHA_MODEL_MODEL_H

#include "vha/cohort.h"
#include "vha/cohort_facts.h"
#include "vha/model.h"

/* Assesses everybody under a policy, and ranks those who would be on the list; how many those are.
 * The caller frees *standings. */
size_t model_rank(const struct vha_cohort *cohort, const struct vha_policy *policy,
                  const struct vha_facts *facts, struct vha_standing **standings);

/* The list in force by PNCID; the caller frees *people, whatever this returns. */
enum vha_status model_in_force(struct vha_cohort *cohort, struct vha_modelled **people,
                               size_t *count, struct vha_error *error) VHA_MUST_CHECK;

/* Somebody among people by PNCID; NULL when they are not. */
struct vha_modelled *model_find(struct vha_modelled *people, size_t count, vha_pncid pncid);

/* ---- tell.c */
/* Adds a line; the texts are in the arena of the lines, or never freed. Valid until the next one is
 * added. */
struct vha_model_line *tell(struct vha_model_lines *lines, enum vha_model_line_kind kind,
                            const char *text, const char *said);

#endif
