/*
 * model: a changed policy against the quarter in force, which stays as it is (governance,
 * Modelling): who would enter the list, who would leave it, whose rank would be another; and how
 * much the list hangs on each number and on single reports. Knows no SQL and no screen.
 */
#ifndef VHA_MODEL_H
#define VHA_MODEL_H

#include "vha/base.h"
#include "vha/equality.h"
#include "vha/policy.h"
#include "vha/scoring.h"

struct vha_cohort;
struct vha_facts;

/* Somebody on the list in force, on the modelled one, or on both. */
struct vha_modelled {
    vha_pncid pncid;
    uint32_t rank; /* in force, 0 for not on that list; so for all of the next lines */
    vha_milli score;
    uint32_t new_rank; /* as modelled */
    vha_milli new_score;
};

struct vha_model {
    size_t listed;   /* on the list in force, those off it by a removal aside */
    size_t modelled; /* on the modelled one */
    size_t enter;
    size_t leave;
    size_t risen; /* of those who stay */
    size_t fallen;
    size_t count;
    struct vha_modelled *people; /* in the order of the modelled list, then those who leave */
};

/* Models a policy. `facts` are everybody's under that policy. People off the list by a removal stay
 * off it. The caller frees *model with vha_model_free. */
enum vha_status vha_model_run(struct vha_cohort *cohort, const struct vha_policy *policy,
                              const struct vha_facts *facts, struct vha_model **model,
                              struct vha_error *error) VHA_MUST_CHECK;
void vha_model_free(struct vha_model *model); /* NULL is allowed */

/* Marks who is on the modelled list among people by PNCID, as the equality review takes them. */
void vha_model_mark(const struct vha_model *model, struct vha_equality_person *people,
                    size_t count);

/* ---------------------------------------------------------------------------- all of a model */

/* Paths of what a model is made from. */
struct vha_modelling_files {
    const char *policy; /* a whole one, or a variant of that of the quarter */
    const char *areas;
    const char *population;
};

/* A changed policy on a quarter, with the equality tables of both lists. */
struct vha_modelling {
    struct vha_policy *policy;
    struct vha_areas *areas;
    struct vha_population *population;
    struct vha_model *model;
    struct vha_equality in_force; /* beside no earlier quarter, as the other one */
    struct vha_equality modelled;
};

/* Reads the files, assesses everybody under the policy and compares. The quarter stays as it is.
 * VHA_NO_INPUT or VHA_BAD_CONFIG for the files. Free with vha_modelling_free. */
enum vha_status vha_modelling_make(struct vha_cohort *cohort,
                                   const struct vha_modelling_files *files,
                                   struct vha_modelling **modelling,
                                   struct vha_error *error) VHA_MUST_CHECK;
void vha_modelling_free(struct vha_modelling *modelling); /* NULL is allowed */

/* ------------------------------------------------------------------------------------- stability
 */

/* What one number comes to when it is a tenth lower or higher. */
struct vha_sway {
    const char *category; /* code; belongs to the policy */
    const char *what;     /* "base 1460", "base 746 (KNIFE, ...)", "intelligence": in the arena */
    bool assumed;
    struct {
        size_t enter;
        size_t leave;
        size_t moved;      /* of those who stay: those with another rank */
        uint32_t furthest; /* ranks that somebody who stays moves at most */
    } by[2];               /* a tenth lower, a tenth higher */
};

/* How far the list changes with each weight of the policy of the quarter. `facts` are those under
 * it. *sways are in the arena. */
enum vha_status vha_model_sway(struct vha_cohort *cohort, const struct vha_facts *facts,
                               struct vha_arena *arena, const struct vha_sway **sways,
                               size_t *count, struct vha_error *error) VHA_MUST_CHECK;

/* Those of the list in force who are on it by a single report: without it they would not be. By
 * rank; in the arena. */
enum vha_status vha_model_hanging(struct vha_cohort *cohort, const struct vha_facts *facts,
                                  struct vha_arena *arena, const vha_pncid **pncids, size_t *count,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* All of the stability of a list. Free with vha_stability_free. */
struct vha_stability {
    size_t sway_count;
    const struct vha_sway *sways;
    size_t hanging_count;
    const vha_pncid *hanging;
    struct vha_arena *arena;
};
enum vha_status vha_stability_make(struct vha_cohort *cohort, struct vha_stability **stability,
                                   struct vha_error *error) VHA_MUST_CHECK;
void vha_stability_free(struct vha_stability *stability); /* NULL is allowed */

/* ---------------------------------------------------------------------------------- as it is told
 */

enum vha_model_line_kind {
    VHA_LINE_SECTION, /* the title of what comes next */
    VHA_LINE_HEADER,  /* of columns */
    VHA_LINE_TEXT,    /* a sentence, of any length */
    VHA_LINE_FIGURES, /* in columns */
    VHA_LINE_PERSON   /* in columns, but for what a name or references take */
};

/* A line as wide as VHA_MODEL_COLUMNS at most, but for sentences and what ends those of people.
 * Texts are raw and in the arena. */
#define VHA_MODEL_COLUMNS 76
struct vha_model_line {
    enum vha_model_line_kind kind;
    const char *text;
    const char *said; /* the same in words, for who cannot see columns; of a header NULL */
    vha_pncid pncid;  /* of a person */
};
struct vha_model_lines {
    size_t count;
    size_t capacity;
    struct vha_model_line *items;
    struct vha_arena *arena;
};

/* Tell all of it: they add the lines, with the names of people. Free them with
 * vha_model_lines_free, whatever these return. */
enum vha_status vha_modelling_tell(const struct vha_modelling *modelling, struct vha_cohort *cohort,
                                   struct vha_model_lines *lines,
                                   struct vha_error *error) VHA_MUST_CHECK;
enum vha_status vha_stability_tell(const struct vha_stability *stability, struct vha_cohort *cohort,
                                   struct vha_model_lines *lines,
                                   struct vha_error *error) VHA_MUST_CHECK;
void vha_model_lines_init(struct vha_model_lines *lines);
void vha_model_lines_free(struct vha_model_lines *lines);

#endif
