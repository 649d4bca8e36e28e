#include "command.h"
#include "equality.h"
#include "vha/fairness.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What the register keeps of the review: concerns, requests for removals, the closing. */

static struct noted note(const char *at, const char *by, const char *words)
{
    struct noted noted = {.words = vha_copy_text(words)};
    const size_t size = strlen(at) + strlen(by) + 3;
    noted.at_by = vha_alloc(size);
    snprintf(noted.at_by, size, "%s, %s", at, by);
    return noted;
}

struct taking {
    struct equality_made *made;
    size_t concern_capacity;
    size_t request_capacity;
};

static void take_concern(void *context, const struct vha_concern *concern)
{
    struct taking *const taking = context;
    struct equality_made *const made = taking->made;
    made->concerns = vha_grow(made->concerns, made->concern_count, &taking->concern_capacity,
                              sizeof *made->concerns);
    made->concerns[made->concern_count++] = note(concern->at, concern->by, concern->words);
}

static void take_closing(void *context, const struct vha_equality_closing *closing)
{
    const struct taking *const taking = context;
    taking->made->closing = note(closing->at, closing->by, closing->findings);
}

/* Those that were withdrawn, or are still to be decided, are undecided. */
static void take_request(void *context, const char *pncid, const char *state)
{
    struct taking *const taking = context;
    struct equality_made *const made = taking->made;
    struct vha_equality_request request = {
        .outcome = strcmp(state, "approved") == 0  ? VHA_REQUEST_APPROVED
                   : strcmp(state, "refused") == 0 ? VHA_REQUEST_REFUSED
                                                   : VHA_REQUEST_UNDECIDED};
    if (vha_pncid_parse(pncid, strlen(pncid), vha_cohort_info(made->cohort)->as_of,
                        &request.pncid) != VHA_PNCID_FINE)
        return;
    made->requests = vha_grow(made->requests, made->request_count, &taking->request_capacity,
                              sizeof *made->requests);
    made->requests[made->request_count++] = request;
}

enum vha_status equality_add_record(const struct session *session, struct equality_made *made,
                                    struct vha_error *error)
{
    struct taking taking = {.made = made};
    const struct vha_fairness_tellers tellers = {.concern = take_concern,
                                                 .closing = take_closing,
                                                 .request = take_request,
                                                 .context = &taking};
    const enum vha_status status = vha_fairness_tell(
        session->reg, &session->user, vha_cohort_info(made->cohort)->quarter, &tellers, error);
    if (status == VHA_OK)
        vha_equality_add_requests(made->population,
                                  &(struct vha_equality_people){made->people, made->count},
                                  made->requests, made->request_count, &made->equality);
    return status;
}

static void free_noted(struct noted *noted)
{
    free(noted->at_by);
    free(noted->words);
}

void equality_free_record(struct equality_made *made)
{
    for (size_t i = 0; i < made->concern_count; i++)
        free_noted(&made->concerns[i]);
    free_noted(&made->closing);
    free(made->concerns);
    free(made->requests);
}

/* --------------------------------------------------------------------------------------- concerns
 */

struct record_values {
    const char *words;
};

static enum vha_status run_concern(const struct invocation *invocation, struct vha_error *error)
{
    const struct record_values *values = invocation->values;
    struct session session;
    struct vha_cohort *cohort = NULL;
    int64_t number = 0;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_CONCERN, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = session_open_cohort(&session, &cohort, error);
    if (status == VHA_OK)
        status = vha_concern_file(session.reg, &session.user, vha_cohort_info(cohort)->quarter,
                                  values->words, &number, error);
    if (status == VHA_OK)
        printf("Concern %" PRId64 " is filed in the equality review of %s.\n", number,
               vha_cohort_info(cohort)->quarter);
    vha_cohort_close(cohort);
    session_close(&session);
    return status;
}

/* ---------------------------------------------------------------------------------------- closing
 */

/* The figures are kept as they were when the findings were written. */
static enum vha_status close_review(struct session *session, const char *findings,
                                    const struct equality_made *made, struct vha_error *error)
{
    char *figures = NULL;
    size_t length = 0;
    FILE *const out = open_memstream(&figures, &length);
    if (out == NULL)
        return vha_fail(error, VHA_OS_ERROR, "The figures cannot be written in memory.");
    equality_csv(out, made);
    enum vha_status status = VHA_OK;
    if (fclose(out) != 0)
        status = vha_fail(error, VHA_OS_ERROR, "The figures cannot be written in memory.");
    const struct vha_equality_closing closing = {.quarter = vha_cohort_info(made->cohort)->quarter,
                                                 .findings = findings,
                                                 .figures = figures};
    if (status == VHA_OK)
        status = vha_equality_close(session->reg, &session->user, &closing, error);
    if (status == VHA_OK)
        printf("The equality review of %s is closed, with its figures.\n", closing.quarter);
    free(figures);
    return status;
}

static enum vha_status run_close(const struct invocation *invocation, struct vha_error *error)
{
    const struct record_values *values = invocation->values;
    struct session session;
    struct equality_made made = {.areas = NULL};
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_EQUALITY_CLOSE, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = equality_make(&session, &made, error);
    if (status == VHA_OK)
        status = close_review(&session, values->words, &made, error);
    equality_free(&made);
    session_close(&session);
    return status;
}

static const struct parameter concern_parameters[] = {
    {.name = "--words",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct record_values, words),
     .summary = "what you have noticed, and of whom; name nobody"},
};

const struct command command_equality_concern = {
    .name = "equality concern",
    .summary = "file a concern about a disproportionate effect",
    .description =
        "Tells MO2 of a trend that suggests a disproportionate effect on people who share a "
        "protected characteristic (SOP 58). Any user may; it is listed in the quarter's review.",
    .parameters = concern_parameters,
    .parameter_count = VHA_COUNT(concern_parameters),
    .values_size = sizeof(struct record_values),
    .run = run_concern,
};

static const struct parameter close_parameters[] = {
    {.name = "--findings",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct record_values, words),
     .summary = "what the review found, and what follows from it"},
};

const struct command command_equality_close = {
    .name = "equality close",
    .summary = "close the quarter's equality review with findings",
    .description = "Closes the equality review of the quarter in force, for the coordinator and "
                   "once (SOP 67). The figures are kept with the findings.",
    .parameters = close_parameters,
    .parameter_count = VHA_COUNT(close_parameters),
    .values_size = sizeof(struct record_values),
    .run = run_close,
};
