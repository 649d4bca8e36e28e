/* The forms of an activity, and of its result. */
#include "casework.h"
#include "casework_forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ACTIVITY_KIND,
    ACTIVITY_DAY,
    ACTIVITY_BCU,
    ACTIVITY_DONE,
    ACTIVITY_RESULT,
    ACTIVITY_OUTCOME
};

static const struct field_option activity_kinds[VHA_ACTIVITY_KINDS] = {
    [VHA_ENFORCEMENT] = {"enforcement", "", NULL},
    [VHA_INTERVENTION] = {"intervention", "", NULL},
    [VHA_DIVERSION] = {"diversion", "", NULL},
    [VHA_REFERRAL] = {"referral", "", NULL},
};

static const struct field_option activity_results[VHA_RESULTS] = {
    [VHA_RESULT_AWAITED] = {"awaited", "", NULL},
    [VHA_ACHIEVED] = {"achieved", "", NULL},
    [VHA_ACHIEVED_IN_PART] = {"in-part", "", NULL},
    [VHA_NOT_ACHIEVED] = {"not-achieved", "", NULL},
};

#define RESULT_FIELD                                                                               \
    {                                                                                              \
        .label = "Result", .help = FORM_CHOOSE, .kind = FIELD_CHOICE, .options = activity_results, \
        .option_count = VHA_COUNT(activity_results)                                                \
    }
#define OUTCOME_FIELD                                                                              \
    {                                                                                              \
        .label = "What came of it", .help = "Needed unless the result is awaited.",                \
        .kind = FIELD_LONG, .most = VHA_NOTE_MOST, .optional = true                                \
    }

static const struct field activity_fields[] = {
    [ACTIVITY_KIND] = {.label = "Kind",
                       .help = FORM_CHOOSE,
                       .kind = FIELD_CHOICE,
                       .options = activity_kinds,
                       .option_count = VHA_COUNT(activity_kinds)},
    [ACTIVITY_DAY] = {.label = "Date", .help = "The day of the activity.", .kind = FIELD_DATE},
    [ACTIVITY_BCU] = CASEWORK_BCU_FIELD,
    [ACTIVITY_DONE] = {.label = "What was done",
                       .help = "In a few words.",
                       .kind = FIELD_LONG,
                       .most = VHA_NOTE_MOST},
    [ACTIVITY_RESULT] = RESULT_FIELD,
    [ACTIVITY_OUTCOME] = OUTCOME_FIELD,
};

static void fill_activity(const struct casework_form *state, struct form *form)
{
    form_set_today(form, ACTIVITY_DAY);
    form_set(form, ACTIVITY_BCU, state->bcu);
    form_set(form, ACTIVITY_RESULT, vha_result_name(VHA_RESULT_AWAITED));
}

static enum vha_status add_activity(const struct casework_form *state, struct desk *desk,
                                    const struct form *form, struct vha_error *error)
{
    const struct vha_activity_entry entry = {
        .pncid = state->pncid,
        .kind = (enum vha_activity_kind)form_chosen(form, ACTIVITY_KIND),
        .day = form_date(form, ACTIVITY_DAY),
        .done = form_text(form, ACTIVITY_DONE),
        .result = (enum vha_result)form_chosen(form, ACTIVITY_RESULT),
        .outcome = form_text(form, ACTIVITY_OUTCOME),
        .bcu = form_text(form, ACTIVITY_BCU),
    };
    int64_t number = 0;
    const enum vha_status status = vha_activity_log(desk->options->reg, desk->options->user,
                                                    state->in_scope, &entry, &number, error);
    if (status == VHA_OK)
        desk_say(desk, "Activity %lld is on record.", (long long)number);
    return status;
}

static const struct casework_kind activity_kind = {
    VHA_ACTION_LOG_ACTIVITY,
    "Activity around",
    "What was done, for the head of CID and the CID Delivery Board (SOP 68). It is kept as it is; "
    "its result can be added later.",
    activity_fields,
    VHA_COUNT(activity_fields),
    fill_activity,
    add_activity};

enum vha_status casework_begin_activity(struct desk *desk, struct vha_error *error)
{
    struct casework_form *const state = casework_form_begin(desk, &activity_kind, error);
    if (state == NULL)
        return error->status;
    casework_form_push(desk, state);
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------- a result */

enum { RESULT_RESULT, RESULT_OUTCOME };

static const struct field result_fields[] = {
    [RESULT_RESULT] = RESULT_FIELD,
    [RESULT_OUTCOME] = OUTCOME_FIELD,
};

static enum vha_status add_result(const struct casework_form *state, struct desk *desk,
                                  const struct form *form, struct vha_error *error)
{
    const enum vha_status status = vha_activity_add_result(
        desk->options->reg, desk->options->user, state->number,
        (enum vha_result)form_chosen(form, RESULT_RESULT), form_text(form, RESULT_OUTCOME), error);
    if (status == VHA_OK)
        desk_say(desk, "The result of activity %lld is on record.", (long long)state->number);
    return status;
}

static const struct casework_kind result_kind = {
    VHA_ACTION_LOG_ACTIVITY,
    "Result of",
    "What came of it, in the place of the result before, which is kept.",
    result_fields,
    VHA_COUNT(result_fields),
    NULL,
    add_result};

enum vha_status casework_begin_result(struct desk *desk, const char *number,
                                      struct vha_error *error)
{
    const size_t digits = strspn(number, "0123456789");
    const enum vha_status status = casework_form_permit(desk, &result_kind, error);
    if (status != VHA_OK)
        return status;
    if (digits == 0 || digits > 18 || number[digits] != '\0')
        return vha_fail(error, VHA_USAGE, "\"%.60s\" is no number of an activity.", number);
    struct casework_form *const state = casework_form_new(&result_kind);
    state->number = strtoll(number, NULL, 10);
    snprintf(state->title, sizeof state->title, "Result of activity %lld",
             (long long)state->number);
    casework_form_push(desk, state);
    return VHA_OK;
}
