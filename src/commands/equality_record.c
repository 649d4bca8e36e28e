#include "command.h"
#include "equality.h"
#include "vha/fairness.h"

#include <inttypes.h>

/* Filing a concern, and closing the review. */

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

static enum vha_status run_close(const struct invocation *invocation, struct vha_error *error)
{
    const struct record_values *values = invocation->values;
    struct session session;
    struct vha_quarter_review made = {.areas = NULL};
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_EQUALITY_CLOSE, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = equality_make(&session, NULL, &made, error);
    if (status == VHA_OK)
        status = vha_quarter_review_add_record(session.reg, &session.user, &made, error);
    if (status == VHA_OK)
        status = vha_quarter_review_close(session.reg, &session.user, &made, values->words, error);
    if (status == VHA_OK)
        printf("The equality review of %s is closed, with its figures.\n",
               vha_cohort_info(made.cohort)->quarter);
    vha_quarter_review_free(&made);
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
