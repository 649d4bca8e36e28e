#include "casework.h"
#include "say.h"

#include <inttypes.h>
#include <stdio.h>

/* What was done about people, and the board's counts of it (SOP 68), on the command line. */

/* In the order of vha_activity_kind and vha_result. */
static const char *const kinds[VHA_ACTIVITY_KINDS] = {"enforcement", "intervention", "diversion",
                                                      "referral"};
static const char *const results[VHA_RESULTS] = {"awaited", "achieved", "in-part", "not-achieved"};

/* --------------------------------------------------------------------------------------- logging
 */

struct log_values {
    struct person_asked asked;
    int kind;
    const char *done;
    vha_date day;
    int result;
    const char *outcome;
    const char *bcu;
};

static enum vha_status log_it(struct person *person, const struct log_values *values,
                              int64_t *number, struct vha_error *error)
{
    char bcu[VHA_SCOPE_SIZE] = "";
    const enum vha_status status = person_covered_bcu(person, values->bcu, bcu, error);
    if (status != VHA_OK)
        return status;
    const struct vha_activity_entry entry = {
        .pncid = person->pncid,
        .kind = (enum vha_activity_kind)values->kind,
        .day = person_day(values->day),
        .done = values->done,
        .result = (enum vha_result)values->result,
        .outcome = values->outcome != NULL ? values->outcome : "",
        .bcu = bcu,
    };
    return vha_activity_log(person->session.reg, &person->session.user, person->covers, &entry,
                            number, error);
}

static enum vha_status run_log(const struct invocation *invocation, struct vha_error *error)
{
    const struct log_values *values = invocation->values;
    struct person person;
    int64_t number = 0;
    enum vha_status status =
        person_open(invocation->home, VHA_ACTION_LOG_ACTIVITY, &values->asked, &person, error);
    if (status == VHA_OK)
        status = log_it(&person, values, &number, error);
    if (status == VHA_OK)
        printf("Activity %" PRId64 " around %s is on record: %s.\n", number, person.pncid,
               kinds[values->kind]);
    person_close(&person);
    return status;
}

struct result_values {
    int64_t number;
    int result;
    const char *outcome;
};

static enum vha_status run_result(const struct invocation *invocation, struct vha_error *error)
{
    const struct result_values *values = invocation->values;
    struct session session;
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = vha_activity_add_result(session.reg, &session.user, values->number,
                                     (enum vha_result)values->result,
                                     values->outcome != NULL ? values->outcome : "", error);
    if (status == VHA_OK)
        printf("The result of activity %" PRId64 " is on record: %s.\n", values->number,
               vha_result_words((enum vha_result)values->result));
    session_close(&session);
    return status;
}

/* -------------------------------------------------------------------------------------- showing */

static void show_activity(void *context, const struct vha_activity *activity)
{
    int *const count = context;
    if (++*count > 1)
        putchar('\n');
    printf("Activity %" PRId64 " around %s: %s by %s, %s\n", activity->number, activity->pncid,
           vha_activity_kind_name(activity->kind), activity->bcu,
           vha_result_words(activity->result));
    say_text("on", activity->day);
    say_text("done", activity->done);
    say_text("result", activity->outcome);
    say_text("by", activity->by);
}

static const char nothing[] = "No activity is on record.";

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    int count = 0;
    const struct vha_casework_tellers tellers = {.activity = show_activity, .context = &count};
    const enum vha_status status = casework_show(invocation, &tellers, error);
    if (status == VHA_OK && count == 0)
        printf("%s\n", nothing);
    return status;
}

static enum vha_status list(struct vha_register *reg, const struct vha_user *user,
                            const struct vha_casework_filter *filter, int *count,
                            struct vha_error *error)
{
    return vha_activity_list(reg, user, filter, show_activity, count, error);
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    return casework_list(invocation, list, nothing, error);
}

/* ------------------------------------------------------------------------------------- the board
 */

static void show_count(void *context, const struct vha_board_count *count)
{
    int *const rows = context;
    if (++*rows == 1)
        printf("%-7s  %-4s %-12s %6s  %8s %8s %8s %12s\n", "quarter", "BCU", "kind", "all",
               results[VHA_RESULT_AWAITED], results[VHA_ACHIEVED], results[VHA_ACHIEVED_IN_PART],
               results[VHA_NOT_ACHIEVED]);
    printf("%-7s  %-4s %-12s %6" PRId64 "  %8" PRId64 " %8" PRId64 " %8" PRId64 " %12" PRId64 "\n",
           count->quarter, count->bcu, kinds[count->kind], count->count,
           count->results[VHA_RESULT_AWAITED], count->results[VHA_ACHIEVED],
           count->results[VHA_ACHIEVED_IN_PART], count->results[VHA_NOT_ACHIEVED]);
}

static enum vha_status report(struct vha_register *reg, const struct vha_user *user,
                              const struct vha_casework_filter *filter, int *rows,
                              struct vha_error *error)
{
    return vha_board_report(reg, user, filter, show_count, rows, error);
}

static enum vha_status run_board(const struct invocation *invocation, struct vha_error *error)
{
    return casework_list(invocation, report, nothing, error);
}

/* --------------------------------------------------------------------------------- command lines
 */

static const struct parameter log_parameters[] = {
    PERSON_PARAMETERS(struct log_values, asked),
    {.name = "--kind",
     .argument = "KIND",
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct log_values, kind),
     .words = kinds,
     .word_count = VHA_COUNT(kinds),
     .summary = "enforcement, intervention, diversion or referral"},
    {.name = "--done",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct log_values, done),
     .summary = "what was done"},
    {.name = "--date",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .offset = offsetof(struct log_values, day),
     .summary = "the day on which it was done; else today"},
    {.name = "--result",
     .argument = "RESULT",
     .kind = VALUE_WORD,
     .offset = offsetof(struct log_values, result),
     .words = results,
     .word_count = VHA_COUNT(results),
     .summary = "awaited (the default), achieved, in-part or not-achieved"},
    {.name = "--outcome",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct log_values, outcome),
     .summary = "what came of it; needed unless the result is awaited"},
    {.name = "--bcu",
     .argument = "CODE",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct log_values, bcu),
     .summary = "which of your BCUs did it, where that is not plain"},
};

const struct command command_activity_log = {
    .name = "activity log",
    .summary = "log what was done about somebody",
    .description = "Records enforcement, intervention, diversion or a referral around a person, "
                   "with its result, for the BCU's head of CID and the CID Delivery Board (SOP "
                   "68).",
    .parameters = log_parameters,
    .parameter_count = VHA_COUNT(log_parameters),
    .values_size = sizeof(struct log_values),
    .defaults = &(const struct log_values){.day = VHA_NO_DATE},
    .run = run_log,
};

static const struct parameter result_parameters[] = {
    {.name = "NUMBER",
     .kind = VALUE_NUMBER,
     .required = true,
     .offset = offsetof(struct result_values, number),
     .min = 1,
     .max = NUMBER_MOST,
     .summary = "the activity's"},
    {.name = "--result",
     .argument = "RESULT",
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct result_values, result),
     .words = results,
     .word_count = VHA_COUNT(results),
     .summary = "awaited, achieved, in-part or not-achieved"},
    {.name = "--outcome",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct result_values, outcome),
     .summary = "what came of it; needed unless the result is awaited"},
};

const struct command command_activity_result = {
    .name = "activity result",
    .summary = "add the result of an activity",
    .description = "Records what came of an activity of your BCUs, in the place of the result "
                   "before, which is kept.",
    .parameters = result_parameters,
    .parameter_count = VHA_COUNT(result_parameters),
    .values_size = sizeof(struct result_values),
    .run = run_result,
};

const struct command command_activity_show = {
    .name = "activity show",
    .summary = "show what was done about somebody",
    .description = "Shows every activity on record around a person, with its result. The look is "
                   "logged.",
    .parameters = casework_show_parameters,
    .parameter_count = CASEWORK_SHOW_PARAMETERS,
    .values_size = sizeof(struct person_shown),
    .run = run_show,
};

const struct command command_activity_list = {
    .name = "activity list",
    .summary = "list what your BCUs did",
    .description = "Lists the activity of your BCUs by its day. The look is logged.",
    .parameters = casework_filter_parameters,
    .parameter_count = CASEWORK_FILTER_PARAMETERS,
    .values_size = sizeof(struct vha_casework_filter),
    .run = run_list,
};

const struct command command_board = {
    .name = "board",
    .summary = "print the counts for the CID Delivery Board",
    .description = "Prints how much enforcement, intervention, diversion and how many referrals "
                   "there were by quarter and BCU, and with which results (SOP 68, 79): counts, "
                   "and never a person.",
    .parameters = casework_filter_parameters,
    .parameter_count = CASEWORK_FILTER_PARAMETERS,
    .values_size = sizeof(struct vha_casework_filter),
    .run = run_board,
};
