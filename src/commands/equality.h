/*
 * The equality review of the quarter in force: what its commands share.
 */
#ifndef COMMANDS_EQUALITY_H
#define COMMANDS_EQUALITY_H

#include "session.h"
#include "vha/cohort.h"
#include "vha/equality.h"

#include <stdio.h>

/* A review, with what it was made from. */
struct equality_made {
    struct vha_areas *areas;
    struct vha_population *population;
    struct vha_cohort *cohort;
    struct vha_equality_person *people; /* in the extract, by PNCID */
    size_t count;
    struct vha_equality equality;
    struct vha_equality_request *requests;
    size_t request_count;
    struct noted {
        char *at_by; /* "2026-10-12T09:00:00Z, analyst.one" */
        char *words;
    } * concerns;
    size_t concern_count;
    struct noted closing;          /* its findings; NULLs while the review is open */
    struct vha_error not_compared; /* why, where the earlier quarter could not be read; else "" */
};

/* Reads the reference population, the quarter in force and the one that it is compared with, and
 * counts. An earlier quarter that cannot be read leaves the review without a comparison. Free with
 * equality_free, whatever this returns. */
enum vha_status equality_make(const struct session *session, struct equality_made *made,
                              struct vha_error *error) VHA_MUST_CHECK;
void equality_free(struct equality_made *made);

/* Adds what the register keeps of the quarter's review. */
enum vha_status equality_add_record(const struct session *session, struct equality_made *made,
                                    struct vha_error *error) VHA_MUST_CHECK;
void equality_free_record(struct equality_made *made); /* equality_free does */

void equality_text(FILE *out, const struct equality_made *made);
void equality_csv(FILE *out, const struct equality_made *made);
void equality_json(FILE *out, const struct equality_made *made);

/* What is said of the methods and sources below every form of it, a sentence each; NULL ends them.
 */
extern const char *const equality_notes[];

#endif
