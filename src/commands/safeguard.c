#include "casework.h"
#include "say.h"

#include <inttypes.h>
#include <stdio.h>

/* Safeguarding decisions on children (SOP 35 to 39), on the command line. */

/* In the order of vha_option and vha_consideration. */
static const char *const options[VHA_SAFEGUARDING_OPTIONS] = {
    "review-plan",       "other-forums", "strategy-meeting", "record-outcome",
    "family-engagement", "referrals",    "research-package", "mace-attendance"};
static const char *const states[VHA_CONSIDERATIONS] = {"considered", "done", "not-applicable"};

/* ------------------------------------------------------------------------------------- deciding */

struct decide_values {
    struct person_asked asked;
    int option;
    int state;
    const char *note;
    const char *lead;
    vha_date day;
};

static enum vha_status run_decide(const struct invocation *invocation, struct vha_error *error)
{
    const struct decide_values *values = invocation->values;
    struct person person;
    int64_t number = 0;
    enum vha_status status =
        person_open(invocation->home, VHA_ACTION_SAFEGUARD, &values->asked, &person, error);
    const struct vha_safeguard decision = {
        .pncid = person.pncid,
        .child =
            person.covers && (person.explanation.dossier.person.flags & VHA_FLAG_UNDER_18) != 0,
        .option = (enum vha_option)values->option,
        .state = (enum vha_consideration)values->state,
        .note = values->note,
        .lead = values->lead,
        .day = person_day(values->day),
    };
    if (status == VHA_OK)
        status = vha_safeguarding_decide(person.session.reg, &person.session.user, person.covers,
                                         &decision, &number, error);
    if (status == VHA_OK)
        printf("Safeguarding decision %" PRId64 " for %s is on record: %s, %s.\n", number,
               person.pncid, vha_option_name(decision.option),
               vha_consideration_words(decision.state));
    person_close(&person);
    return status;
}

/* -------------------------------------------------------------------------------------- showing */

struct told {
    int64_t holding[VHA_SAFEGUARDING_OPTIONS];
    int64_t count;
};

static void show_decision(void *context, const struct vha_safeguarding *decision)
{
    struct told *const told = context;
    told->count++;
    if (decision->holds)
        told->holding[decision->option] = decision->number;
    printf("Decision %" PRId64 ", %s: %s\n", decision->number, vha_option_title(decision->option),
           vha_consideration_words(decision->state));
    say_text("on", decision->day);
    say_text("lead", decision->lead);
    say_text("note", decision->note);
    say_text("by", decision->by);
}

static void show_options(const struct told *told)
{
    printf("Options of SOP 39:\n");
    for (int i = 0; i < VHA_SAFEGUARDING_OPTIONS; i++)
        if (told->holding[i] != 0)
            printf("  %-18s decision %" PRId64 " holds\n", options[i], told->holding[i]);
        else
            printf("  %-18s not considered yet: %s\n", options[i],
                   vha_option_words((enum vha_option)i));
}

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    struct told told = {.count = 0};
    const struct vha_casework_tellers tellers = {.safeguarding = show_decision, .context = &told};
    const enum vha_status status = casework_show(invocation, &tellers, error);
    if (status == VHA_OK)
        show_options(&told);
    return status;
}

/* --------------------------------------------------------------------------------- command lines
 */

static const struct parameter decide_parameters[] = {
    PERSON_PARAMETERS(struct decide_values, asked),
    {.name = "--option",
     .argument = "OPTION",
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct decide_values, option),
     .words = options,
     .word_count = VHA_COUNT(options),
     .summary = "of SOP 39, such as strategy-meeting or referrals"},
    {.name = "--state",
     .argument = "STATE",
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct decide_values, state),
     .words = states,
     .word_count = VHA_COUNT(states),
     .summary = "considered, done or not-applicable"},
    {.name = "--note",
     .argument = "TEXT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct decide_values, note),
     .summary = "what was decided, and why"},
    {.name = "--lead",
     .argument = "NAME",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct decide_values, lead),
     .summary = "the named lead"},
    {.name = "--date",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .offset = offsetof(struct decide_values, day),
     .summary = "the day of the decision; else today"},
};

const struct command command_safeguard_decide = {
    .name = "safeguard decide",
    .summary = "record a safeguarding decision on a child",
    .description = "Records that an option of SOP 39 was considered, done or found not applicable "
                   "for a child of the BCU, by its head of CID. The decisions before are kept; the "
                   "latest holds.",
    .parameters = decide_parameters,
    .parameter_count = VHA_COUNT(decide_parameters),
    .values_size = sizeof(struct decide_values),
    .defaults = &(const struct decide_values){.day = VHA_NO_DATE},
    .run = run_decide,
};

const struct command command_safeguard_show = {
    .name = "safeguard show",
    .summary = "show the safeguarding decisions on a child",
    .description = "Shows every decision on record, and which options of SOP 39 have none yet. The "
                   "look is logged.",
    .parameters = casework_show_parameters,
    .parameter_count = CASEWORK_SHOW_PARAMETERS,
    .values_size = sizeof(struct person_shown),
    .run = run_show,
};
