#include "command.h"
#include "say.h"
#include "session.h"
#include "vha/removal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* What becomes of requests for removals (SOP 28), on the command line. */

/* ---------------------------------------------------------------------------------------- steps */

struct step_values {
    int64_t number;
    const char *reason;
    vha_date until;
};

/* The step is the command's second word. */
static enum vha_status run_step(const struct invocation *invocation, struct vha_error *error)
{
    const struct step_values *values = invocation->values;
    enum vha_removal_step step = VHA_STEP_TAKE;
    struct session session;
    if (!vha_removal_step_parse(strchr(invocation->command->name, ' ') + 1, &step))
        return vha_fail(error, VHA_SOFTWARE, "'%s' is no step.", invocation->command->name);
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status =
        vha_removal_take_step(session.reg, &session.user, values->number, step,
                              values->reason != NULL ? values->reason : "", values->until, error);
    if (status == VHA_OK)
        printf("Removal request %" PRId64 " is %s.\n", values->number,
               vha_removal_step_words(step));
    session_close(&session);
    return status;
}

/* -------------------------------------------------------------------------------------- listing */

struct list_values {
    int state;
    const char *pncid;
    const char *bcu;
    const char *ground;
    bool mine;
    bool late;
};

struct listing {
    int count;
    const struct vha_holidays *holidays;
};

/* "12 late" from the eleventh working day on; nothing for what is open no longer. */
static void write_age(const struct vha_removal *removal, const struct vha_holidays *holidays,
                      char *out, size_t size)
{
    const int age = vha_removal_age(removal, holidays);
    out[0] = '\0';
    if (vha_removal_is_open(removal->state))
        snprintf(out, size, "%d%s", age, vha_removal_is_late(removal->state, age) ? " late" : "");
}

static void show_removal(void *context, const struct vha_removal *removal)
{
    struct listing *const listing = context;
    char age[24];
    write_age(removal, listing->holidays, age, sizeof age);
    if (listing->count++ == 0)
        printf("Number  PNCID         BCU  Asked by             State                  Since       "
               "          Working days\n");
    printf("%6" PRId64 "  %s  %-4s %-20s %-22s %s%s%s\n", removal->number, removal->pncid,
           removal->bcu, removal->asked_by, vha_removal_state_words(removal->state), removal->since,
           age[0] != '\0' ? "  " : "", age);
}

/* What is late is open. */
static unsigned states_of(const struct list_values *values)
{
    unsigned states = values->state > 0 ? 1u << (values->state - 1) : 0;
    for (int i = 0; i < VHA_REMOVAL_STATES && values->late && values->state == 0; i++)
        states |= vha_removal_is_open((enum vha_removal_state)i) ? 1u << i : 0;
    return states;
}

static enum vha_status read_ground(const char *name, unsigned *grounds, struct vha_error *error)
{
    enum vha_removal_ground ground = VHA_GROUND_OTHER;
    *grounds = 0;
    if (name == NULL)
        return VHA_OK;
    if (!vha_removal_ground_parse(name, &ground))
        return vha_fail(error, VHA_USAGE,
                        "\"%.40s\" is no ground of a removal; 'vha removal request --help' lists "
                        "them.",
                        name);
    *grounds = 1u << ground;
    return VHA_OK;
}

/* What was asked for, as the log keeps it: in the words of the queue's filter. */
#define ASKED_SIZE 512
static const char *asked_for(const struct list_values *values, const char *login,
                             char out[ASKED_SIZE])
{
    const struct {
        const char *word, *value;
    } terms[] = {
        {"", values->state > 0 ? vha_removal_state_names[values->state] : NULL},
        {"", values->late ? "late" : NULL},
        {"who ", values->mine ? login : NULL},
        {"about ", values->pncid},
        {"bcu ", values->bcu},
        {"ground ", values->ground},
    };
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < VHA_COUNT(terms) && used < ASKED_SIZE; i++)
        if (terms[i].value != NULL)
            used += (size_t)snprintf(out + used, ASKED_SIZE - used, "%s%s%.60s",
                                     used > 0 ? " " : "", terms[i].word, terms[i].value);
    vha_text_mend_end(out);
    return out;
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    const struct list_values *values = invocation->values;
    struct session session;
    struct listing listing = {.count = 0};
    char day[VHA_DATE_SIZE];
    char asked[ASKED_SIZE];
    unsigned grounds = 0;
    enum vha_status status = read_ground(values->ground, &grounds, error);
    if (status == VHA_OK)
        status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    listing.holidays = &session.settings->bank_holidays;
    vha_date_format(day, vha_removal_late_before(vha_today(), listing.holidays));
    const struct vha_removal_filter filter = {
        .pncid = values->pncid,
        .asked_by = values->mine ? session.user.login : NULL,
        .bcu = values->bcu,
        .states = states_of(values),
        .grounds = grounds,
        .typed = asked_for(values, session.user.login, asked),
        .asked_before = values->late ? day : NULL,
    };
    status = vha_removal_list(session.reg, &session.user, &filter, show_removal, &listing, error);
    if (status == VHA_OK && listing.count == 0)
        printf("There is no such removal request.\n");
    session_close(&session);
    return status;
}

/* -------------------------------------------------------------------------------------- showing */

struct show_values {
    int64_t number;
};

static void show_whole(void *context, const struct vha_removal *removal)
{
    (void)context;
    printf("Removal request %" PRId64 " for %s, %s\n", removal->number, removal->pncid,
           vha_removal_state_words(removal->state));
    say_text("ground", vha_removal_ground_words(removal->ground));
    say_text("rationale", removal->rationale);
    say_text("evidence", removal->evidence);
    say_text("asked by", removal->asked_by);
    say_text("for", removal->bcu);
    say_text("until", removal->until);
}

static void show_taken(void *context, const struct vha_removal_taken *taken)
{
    char shown[4 * VHA_REASON_MOST];
    (void)context;
    printf("  %s  %-8s by %s%s%s\n", taken->at, taken->step, taken->by,
           taken->reason[0] != '\0' ? ": " : "", vha_text_show(shown, sizeof shown, taken->reason));
}

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    const struct show_values *values = invocation->values;
    const struct vha_removal_filter filter = {.number = values->number};
    struct session session;
    enum vha_status status = session_open(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = vha_removal_list(session.reg, &session.user, &filter, show_whole, NULL, error);
    if (status == VHA_OK)
        status = vha_removal_history(session.reg, &session.user, values->number, show_taken, NULL,
                                     error);
    session_close(&session);
    return status;
}

/* --------------------------------------------------------------------------------- command lines
 */

static const struct parameter list_parameters[] = {
    {.name = "--state",
     .argument = "STATE",
     .kind = VALUE_WORD,
     .offset = offsetof(struct list_values, state),
     .words = vha_removal_state_names,
     .word_count = VHA_REMOVAL_STATES + 1,
     .summary = "queued, under-review, more-wanted, approved, refused or withdrawn"},
    {.name = "--pncid",
     .argument = "PNCID",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct list_values, pncid),
     .summary = "requests for this person, in its long form"},
    {.name = "--bcu",
     .argument = "CODE",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct list_values, bcu),
     .summary = "requests of this BCU"},
    {.name = "--ground",
     .argument = "GROUND",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct list_values, ground),
     .summary = "requests on this ground, as data-error"},
    {.name = "--late",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct list_values, late),
     .summary = "only what has been open for more than ten working days"},
    {.name = "--mine",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct list_values, mine),
     .summary = "only what you asked for yourself"},
};

const struct command command_removal_list = {
    .name = "removal list",
    .summary = "list requests for removals",
    .description = "Lists those that you may see: your own, as head of CID those of your BCUs, as "
                   "mo2 all. The listing is logged.",
    .parameters = list_parameters,
    .parameter_count = VHA_COUNT(list_parameters),
    .values_size = sizeof(struct list_values),
    .run = run_list,
};

static const struct parameter show_parameters[] = {
    {.name = "NUMBER",
     .kind = VALUE_NUMBER,
     .required = true,
     .offset = offsetof(struct show_values, number),
     .min = 1,
     .max = NUMBER_MOST,
     .summary = "the request's"},
};

const struct command command_removal_show = {
    .name = "removal show",
    .summary = "show a request for a removal and every step of it",
    .description = "Shows what was asked, why, by whom, and who took which step when and for which "
                   "reason.",
    .parameters = show_parameters,
    .parameter_count = VHA_COUNT(show_parameters),
    .values_size = sizeof(struct show_values),
    .run = run_show,
};

#define NUMBER_PARAMETER                                                                           \
    {                                                                                              \
        .name = "NUMBER", .kind = VALUE_NUMBER, .required = true,                                  \
        .offset = offsetof(struct step_values, number), .min = 1, .max = NUMBER_MOST,              \
        .summary = "the request's"                                                                 \
    }
#define REASON_PARAMETER                                                                           \
    {                                                                                              \
        .name = "--reason", .argument = "TEXT", .kind = VALUE_TEXT, .required = true,              \
        .offset = offsetof(struct step_values, reason), .summary = "why; stays on record"          \
    }
#define UNTIL_PARAMETER(needed)                                                                    \
    {                                                                                              \
        .name = "--until", .argument = "DAY", .kind = VALUE_DATE, .required = (needed),            \
        .offset = offsetof(struct step_values, until),                                             \
        .summary = "review date of an approval: off the list until then, such as the next quarter" \
    }

static const struct parameter take_parameters[] = {NUMBER_PARAMETER};
static const struct parameter reason_parameters[] = {NUMBER_PARAMETER, REASON_PARAMETER};
static const struct parameter approve_parameters[] = {NUMBER_PARAMETER, REASON_PARAMETER,
                                                      UNTIL_PARAMETER(true)};
static const struct parameter reverse_parameters[] = {NUMBER_PARAMETER, REASON_PARAMETER,
                                                      UNTIL_PARAMETER(false)};
static const struct step_values no_date = {.until = VHA_NO_DATE};

#define STEP(variable, word, line, text, of)                                                       \
    const struct command variable = {.name = "removal " word,                                      \
                                     .summary = (line),                                            \
                                     .description = (text),                                        \
                                     .parameters = (of),                                           \
                                     .parameter_count = VHA_COUNT(of),                             \
                                     .values_size = sizeof(struct step_values),                    \
                                     .defaults = &no_date,                                         \
                                     .run = run_step}

STEP(command_removal_take, "take", "begin to review a request",
     "For mo2: takes a queued request, or one that a colleague was reviewing. Nobody reviews what "
     "they asked for themselves.",
     take_parameters);
STEP(command_removal_approve, "approve", "approve a removal",
     "For mo2: the person leaves the list at once and stays off it until the review date, or until "
     "a report counts that is dated after today.",
     approve_parameters);
STEP(command_removal_refuse, "refuse", "refuse a removal", "For mo2, of a request under review.",
     reason_parameters);
STEP(command_removal_ask, "ask", "ask for more information",
     "For mo2, of a request under review: it waits for its requester.", reason_parameters);
STEP(command_removal_add, "add", "add what MO2 asked for",
     "For the requester: the information goes with the request, which is queued again.",
     reason_parameters);
STEP(command_removal_withdraw, "withdraw", "withdraw a request",
     "For the requester, while it is open.", reason_parameters);
STEP(command_removal_reverse, "reverse", "reverse a decision",
     "For another member of mo2 than who decided: an approval becomes a refusal, or a refusal an "
     "approval, which needs --until.",
     reverse_parameters);
