/*
 * equality_review: the equality review of a quarter as a whole (SOP 54 to 58, 67): the counts of
 * equality.h, made from the quarter and the one before it, with what the register keeps of it. For
 * command and screen alike. Part of the quarters.
 */
#ifndef VHA_EQUALITY_REVIEW_H
#define VHA_EQUALITY_REVIEW_H

#include "vha/equality.h"
#include "vha/quarters.h"

struct vha_user;

/* Where a review is made from; all of it belongs to the caller. */
struct vha_review_sources {
    struct vha_register *reg;
    const char *cohort_path;     /* of the quarter in force; NULL: a quarter is always one of the
                                  * archive */
    const char *archive_folder;  /* of the quarters before */
    const char *areas_path;      /* areas.yaml */
    const char *population_path; /* population.yaml */
};

/* Something that a user wrote; raw. */
struct vha_noted {
    char *at_by; /* "2026-10-12T09:00:00Z, analyst.one" */
    char *words;
};

/* A quarter's review, with what it was made from. */
struct vha_quarter_review {
    struct vha_areas *areas;
    struct vha_population *population;
    struct vha_cohort *cohort;
    struct vha_equality_person *people; /* in the extract, by PNCID */
    size_t count;
    struct vha_equality equality;
    struct vha_equality_request *requests;
    size_t request_count;
    struct vha_noted *concerns;
    size_t concern_count;
    struct vha_noted closing;      /* its findings; NULLs while the review is open */
    struct vha_error not_compared; /* why, where the earlier quarter could not be read; else "" */
};

/* Reads the reference population, a quarter (NULL: the one in force) and the one that it is
 * compared with, and counts. An earlier quarter that cannot be read leaves the review without a
 * comparison. VHA_NO_INPUT when the home keeps no such quarter. Free with vha_quarter_review_free,
 * whatever this returns. */
enum vha_status vha_quarter_review_make(const struct vha_review_sources *sources,
                                        const char *quarter, struct vha_quarter_review *review,
                                        struct vha_error *error) VHA_MUST_CHECK;
void vha_quarter_review_free(struct vha_quarter_review *review);

/* Adds what the register keeps of the quarter's review: concerns, the closing, and the requests for
 * removals by the groups of their people. Permitted as vha_fairness_tell is. */
enum vha_status vha_quarter_review_add_record(struct vha_register *reg, const struct vha_user *user,
                                              struct vha_quarter_review *review,
                                              struct vha_error *error) VHA_MUST_CHECK;

/* Closes it with findings (vha_equality_close); its figures are kept as they are in it. */
enum vha_status vha_quarter_review_close(struct vha_register *reg, const struct vha_user *user,
                                         const struct vha_quarter_review *review,
                                         const char *findings,
                                         struct vha_error *error) VHA_MUST_CHECK;

#endif
