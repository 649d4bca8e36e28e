#include "casework.h"
#include "say.h"
#include "vha/workstation.h"

#include <inttypes.h>
#include <stdio.h>

/* What was shared with partners (SOP 38, 72 to 75), on the command line. */

/* In the order of vha_power. */
static const char *const powers[VHA_POWERS] = {"crime-and-disorder-act", "agreement", "other"};

/* --------------------------------------------------------------------------------------- logging
 */

struct log_values {
    struct person_asked asked;
    const char *shared;
    const char *partner;
    int power;
    const char *basis;
    const char *reason;
    vha_date day;
    const char *bcu;
};

static enum vha_status log_it(struct person *person, const struct log_values *values,
                              int64_t *number, struct vha_error *error)
{
    char bcu[VHA_SCOPE_SIZE] = "";
    const enum vha_status status = person_covered_bcu(person, values->bcu, bcu, error);
    if (status != VHA_OK)
        return status;
    const struct vha_share share = {
        .pncid = person->pncid,
        .day = person_day(values->day),
        .shared = values->shared,
        .partner = values->partner,
        .power = (enum vha_power)values->power,
        .basis = values->basis,
        .reason = values->reason,
        .bcu = bcu,
        .secret = vha_workstation_secret(person->covers ? &person->explanation : NULL),
    };
    return vha_share_log(person->session.reg, &person->session.user, person->covers, &share, number,
                         error);
}

static enum vha_status run_log(const struct invocation *invocation, struct vha_error *error)
{
    const struct log_values *values = invocation->values;
    struct person person;
    int64_t number = 0;
    enum vha_status status =
        person_open(invocation->home, VHA_ACTION_DISCLOSE, &values->asked, &person, error);
    if (status == VHA_OK)
        status = log_it(&person, values, &number, error);
    if (status == VHA_OK)
        printf("Sharing %" PRId64 " about %s is on record.\n", number, person.pncid);
    person_close(&person);
    return status;
}

/* ------------------------------------------------------------------------------------ the words */

/* The text shows whom it is about, so the look is logged as opening their record is. */
static enum vha_status offer(struct person *person, struct vha_error *error)
{
    struct session *const session = &person->session;
    enum vha_status status = vha_register_permit_person(
        session->reg, &session->user, VHA_ACTION_OPEN, person->pncid, person->covers, error);
    if (status == VHA_OK && !person->covers)
        status = vha_fail(error, VHA_NO_INPUT, "%s is nobody in this quarter.", person->pncid);
    if (status == VHA_OK)
        status = session_log(session, vha_action_name(VHA_ACTION_OPEN), "done", person->pncid,
                             "vha share words", error);
    if (status == VHA_OK)
        say_text("words", vha_workstation_offer_words(&person->explanation, person->arena));
    return status;
}

static enum vha_status run_words(const struct invocation *invocation, struct vha_error *error)
{
    const struct person_shown *values = invocation->values;
    struct person person;
    enum vha_status status =
        person_open(invocation->home, VHA_ACTION_OPEN, &values->asked, &person, error);
    if (status == VHA_OK)
        status = offer(&person, error);
    person_close(&person);
    return status;
}

/* -------------------------------------------------------------------------------------- showing */

static void show_shared(void *context, const struct vha_shared *shared)
{
    int *const count = context;
    if (++*count > 1)
        putchar('\n');
    printf("Sharing %" PRId64 " about %s by %s\n", shared->number, shared->pncid, shared->bcu);
    say_text("on", shared->day);
    say_text("with", shared->partner);
    say_text("shared", shared->shared);
    say_text("under", vha_power_words(shared->power));
    say_text("namely", shared->basis);
    say_text("reason", shared->reason);
    say_text("by", shared->by);
}

static const char nothing[] = "Nothing that was shared is on record.";

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    int count = 0;
    const struct vha_casework_tellers tellers = {.shared = show_shared, .context = &count};
    const enum vha_status status = casework_show(invocation, &tellers, error);
    if (status == VHA_OK && count == 0)
        printf("%s\n", nothing);
    return status;
}

static enum vha_status list(struct vha_register *reg, const struct vha_user *user,
                            const struct vha_casework_filter *filter, int *count,
                            struct vha_error *error)
{
    return vha_share_list(reg, user, filter, show_shared, count, error);
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    return casework_list(invocation, list, nothing, error);
}

/* --------------------------------------------------------------------------------- command lines
 */

static const struct parameter log_parameters[] = {
    PERSON_PARAMETERS(struct log_values, asked),
    {.name = "--shared",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct log_values, shared),
     .summary = "the intelligence, in the words in which it went"},
    {.name = "--with",
     .argument = "PARTNER",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct log_values, partner),
     .summary = "the partner, and the person there"},
    {.name = "--power",
     .argument = "POWER",
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct log_values, power),
     .words = powers,
     .word_count = VHA_COUNT(powers),
     .summary = "crime-and-disorder-act, agreement (a DSA) or other"},
    {.name = "--basis",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct log_values, basis),
     .summary = "the section, or the name of the agreement"},
    {.name = "--reason",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct log_values, reason),
     .summary = "why it was decided to share it"},
    {.name = "--date",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .offset = offsetof(struct log_values, day),
     .summary = "the day on which it went; else today"},
    {.name = "--bcu",
     .argument = "CODE",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct log_values, bcu),
     .summary = "which of your BCUs shared it, where that is not plain"},
};

const struct command command_share_log = {
    .name = "share log",
    .summary = "log what was shared with a partner",
    .description = "Records which intelligence about somebody was shared, with whom, under which "
                   "power or agreement and why (SOP 72 to 75). Words that tell of the VHA, a score "
                   "or a rank are refused: never is it shared that somebody is on it (SOP 74).",
    .parameters = log_parameters,
    .parameter_count = VHA_COUNT(log_parameters),
    .values_size = sizeof(struct log_values),
    .defaults = &(const struct log_values){.day = VHA_NO_DATE},
    .run = run_log,
};

const struct command command_share_words = {
    .name = "share words",
    .summary = "offer words to share intelligence in",
    .description = "Prints a text about somebody's reports to begin a message to a partner with, "
                   "which never tells of the VHA, a score or a rank (SOP 74). The look is logged.",
    .parameters = casework_show_parameters,
    .parameter_count = CASEWORK_SHOW_PARAMETERS,
    .values_size = sizeof(struct person_shown),
    .run = run_words,
};

const struct command command_share_show = {
    .name = "share show",
    .summary = "show what was shared about somebody",
    .description = "Shows every sharing on record about a person. The look is logged.",
    .parameters = casework_show_parameters,
    .parameter_count = CASEWORK_SHOW_PARAMETERS,
    .values_size = sizeof(struct person_shown),
    .run = run_show,
};

const struct command command_share_list = {
    .name = "share list",
    .summary = "list what your BCUs shared",
    .description = "Lists what your BCUs shared with partners, by its day. The look is logged.",
    .parameters = casework_filter_parameters,
    .parameter_count = CASEWORK_FILTER_PARAMETERS,
    .values_size = sizeof(struct vha_casework_filter),
    .run = run_list,
};
