/* What the register keeps of a quarter's review: concerns, requests for removals, the closing. */
#include "review.h"

#include "vha/fairness.h"
#include "vha/user.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct vha_noted note(const char *at, const char *by, const char *words)
{
    struct vha_noted noted = {.words = vha_copy_text(words)};
    const size_t size = strlen(at) + strlen(by) + 3;
    noted.at_by = vha_alloc(size);
    snprintf(noted.at_by, size, "%s, %s", at, by);
    return noted;
}

struct taking {
    struct vha_quarter_review *review;
    size_t concern_capacity;
    size_t request_capacity;
};

static void take_concern(void *context, const struct vha_concern *concern)
{
    struct taking *const taking = context;
    struct vha_quarter_review *const review = taking->review;
    review->concerns = vha_grow(review->concerns, review->concern_count, &taking->concern_capacity,
                                sizeof *review->concerns);
    review->concerns[review->concern_count++] = note(concern->at, concern->by, concern->words);
}

static void take_closing(void *context, const struct vha_equality_closing *closing)
{
    const struct taking *const taking = context;
    taking->review->closing = note(closing->at, closing->by, closing->findings);
}

/* Those that were withdrawn, or are still to be decided, are undecided. */
static void take_request(void *context, const char *pncid, const char *state)
{
    struct taking *const taking = context;
    struct vha_quarter_review *const review = taking->review;
    struct vha_equality_request request = {
        .outcome = strcmp(state, "approved") == 0  ? VHA_REQUEST_APPROVED
                   : strcmp(state, "refused") == 0 ? VHA_REQUEST_REFUSED
                                                   : VHA_REQUEST_UNDECIDED};
    if (vha_pncid_parse(pncid, strlen(pncid), vha_cohort_info(review->cohort)->as_of,
                        &request.pncid) != VHA_PNCID_FINE)
        return;
    review->requests = vha_grow(review->requests, review->request_count, &taking->request_capacity,
                                sizeof *review->requests);
    review->requests[review->request_count++] = request;
}

enum vha_status vha_quarter_review_add_record(struct vha_register *reg, const struct vha_user *user,
                                              struct vha_quarter_review *review,
                                              struct vha_error *error)
{
    struct taking taking = {.review = review};
    const struct vha_fairness_tellers tellers = {.concern = take_concern,
                                                 .closing = take_closing,
                                                 .request = take_request,
                                                 .context = &taking};
    const enum vha_status status =
        vha_fairness_tell(reg, user, vha_cohort_info(review->cohort)->quarter, &tellers, error);
    if (status == VHA_OK)
        vha_equality_add_requests(review->population,
                                  &(struct vha_equality_people){review->people, review->count},
                                  review->requests, review->request_count, &review->equality);
    return status;
}

static void free_noted(struct vha_noted *noted)
{
    free(noted->at_by);
    free(noted->words);
}

void review_free_record(struct vha_quarter_review *review)
{
    for (size_t i = 0; i < review->concern_count; i++)
        free_noted(&review->concerns[i]);
    free_noted(&review->closing);
    free(review->concerns);
    free(review->requests);
}

/* The figures are kept as they were when the findings were written. */
enum vha_status vha_quarter_review_close(struct vha_register *reg, const struct vha_user *user,
                                         const struct vha_quarter_review *review,
                                         const char *findings, struct vha_error *error)
{
    char *figures = NULL;
    size_t length = 0;
    FILE *const out = open_memstream(&figures, &length);
    if (out == NULL)
        return vha_fail(error, VHA_OS_ERROR, "The figures cannot be written in memory.");
    vha_equality_write_csv(out, review->population, &review->equality);
    enum vha_status status = VHA_OK;
    if (fclose(out) != 0)
        status = vha_fail(error, VHA_OS_ERROR, "The figures cannot be written in memory.");
    const struct vha_equality_closing closing = {.quarter =
                                                     vha_cohort_info(review->cohort)->quarter,
                                                 .findings = findings,
                                                 .figures = figures};
    if (status == VHA_OK)
        status = vha_equality_close(reg, user, &closing, error);
    free(figures);
    return status;
}
