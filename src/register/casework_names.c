#include "casework.h"

#include "vha/copying.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The names of everything that casework chooses among. */

bool casework_place_of(const struct casework_name *names, int count, const char *name, int *place)
{
    for (*place = 0; *place < count; ++*place)
        if (strcmp(names[*place].name, name) == 0)
            return true;
    return false;
}

/* ---------------------------------------------------------------------------------- safeguarding
 */

/* SOP 39 in its order. */
static const struct {
    struct casework_name names;
    const char *title;
} options[VHA_SAFEGUARDING_OPTIONS] = {
    [VHA_OPTION_REVIEW_PLAN] =
        {{"review-plan", "Review the current safeguarding activity or plan, so that all "
                         "records are joined up and give a holistic overview of the risks."},
         "Review of the safeguarding plan"},
    [VHA_OPTION_OTHER_FORUMS] =
        {{"other-forums", "Review whether the child is known in other forums, such as Multi "
                          "Agency Child Exploitation (MACE) or another meeting that supports "
                          "vulnerable children."},
         "Known in other forums"},
    [VHA_OPTION_STRATEGY_MEETING] = {{"strategy-meeting",
                                      "Consider a strategy meeting, and a named lead to coordinate "
                                      "a comprehensive safeguarding plan, if there is none yet."},
                                     "Strategy meeting and named lead"},
    [VHA_OPTION_RECORD_OUTCOME] = {{"record-outcome",
                                    "Record the outcome of the strategy meeting and the plan that "
                                    "follows from it."},
                                   "Outcome and plan recorded"},
    [VHA_OPTION_FAMILY_ENGAGEMENT] = {{"family-engagement", "Multi-agency family engagement."},
                                      "Multi-agency family engagement"},
    [VHA_OPTION_REFERRALS] = {{"referrals", "Ensure that third-party referrals are completed."},
                              "Third-party referrals"},
    [VHA_OPTION_RESEARCH_PACKAGE] = {{"research-package",
                                      "A full research package, to establish any concerns around "
                                      "exploitation."},
                                     "Full research package"},
    [VHA_OPTION_MACE_ATTENDANCE] = {{"mace-attendance",
                                     "Ensure that the relevant proactive and safeguarding officers "
                                     "attend the MACE meeting, to establish common themes that may "
                                     "assist in prevention, intervention and diversion."},
                                    "Officers attend the MACE meeting"},
};

static const struct casework_name states[VHA_CONSIDERATIONS] = {
    [VHA_CONSIDERED] = {"considered", "considered"},
    [VHA_DONE] = {"done", "done"},
    [VHA_NOT_APPLICABLE] = {"not-applicable", "not applicable"},
};

const char *vha_option_name(enum vha_option option)
{
    return options[option].names.name;
}

const char *vha_option_title(enum vha_option option)
{
    return options[option].title;
}

const char *vha_option_words(enum vha_option option)
{
    return options[option].names.words;
}

bool vha_option_parse(const char *name, enum vha_option *option)
{
    for (int i = 0; i < VHA_SAFEGUARDING_OPTIONS; i++)
        if (strcmp(options[i].names.name, name) == 0) {
            *option = (enum vha_option)i;
            return true;
        }
    return false;
}

const char *vha_consideration_name(enum vha_consideration state)
{
    return states[state].name;
}

const char *vha_consideration_words(enum vha_consideration state)
{
    return states[state].words;
}

bool vha_consideration_parse(const char *name, enum vha_consideration *state)
{
    int place = 0;
    const bool known = casework_place_of(states, VHA_CONSIDERATIONS, name, &place);
    *state = known ? (enum vha_consideration)place : VHA_CONSIDERED;
    return known;
}

/* -------------------------------------------------------------------------------------- activity
 */

static const struct casework_name kinds[VHA_ACTIVITY_KINDS] = {
    [VHA_ENFORCEMENT] = {"enforcement", NULL},
    [VHA_INTERVENTION] = {"intervention", NULL},
    [VHA_DIVERSION] = {"diversion", NULL},
    [VHA_REFERRAL] = {"referral", NULL},
};

static const struct casework_name results[VHA_RESULTS] = {
    [VHA_RESULT_AWAITED] = {"awaited", "result awaited"},
    [VHA_ACHIEVED] = {"achieved", "achieved"},
    [VHA_ACHIEVED_IN_PART] = {"in-part", "achieved in part"},
    [VHA_NOT_ACHIEVED] = {"not-achieved", "not achieved"},
};

const char *vha_activity_kind_name(enum vha_activity_kind kind)
{
    return kinds[kind].name;
}

bool vha_activity_kind_parse(const char *name, enum vha_activity_kind *kind)
{
    int place = 0;
    const bool known = casework_place_of(kinds, VHA_ACTIVITY_KINDS, name, &place);
    *kind = known ? (enum vha_activity_kind)place : VHA_ENFORCEMENT;
    return known;
}

const char *vha_result_name(enum vha_result result)
{
    return results[result].name;
}

const char *vha_result_words(enum vha_result result)
{
    return results[result].words;
}

bool vha_result_parse(const char *name, enum vha_result *result)
{
    int place = 0;
    const bool known = casework_place_of(results, VHA_RESULTS, name, &place);
    *result = known ? (enum vha_result)place : VHA_RESULT_AWAITED;
    return known;
}

/* --------------------------------------------------------------------------------------- sharing
 */

static const struct casework_name powers[VHA_POWERS] = {
    [VHA_CRIME_AND_DISORDER_ACT] = {"crime-and-disorder-act", "Crime and Disorder Act 1998"},
    [VHA_AGREEMENT] = {"agreement", "local Data Sharing Agreement"},
    [VHA_OTHER_POWER] = {"other", "another power"},
};

const char *vha_power_name(enum vha_power power)
{
    return powers[power].name;
}

const char *vha_power_words(enum vha_power power)
{
    return powers[power].words;
}

bool vha_power_parse(const char *name, enum vha_power *power)
{
    int place = 0;
    const bool known = casework_place_of(powers, VHA_POWERS, name, &place);
    *power = known ? (enum vha_power)place : VHA_OTHER_POWER;
    return known;
}

/* ---------------------------------------------------------------------------------------- copies
 */

static const struct {
    const char *name, *words;
    enum vha_action action;
    const char *what; /* the note is, at the beginning of a sentence */
} copy_steps[VHA_COPY_STEPS] = {
    [VHA_COPY_AUTHORISE] = {"authorise", "authorised", VHA_ACTION_AUTHORISE_COPY,
                            "The ground of the authority"},
    [VHA_COPY_MOVE] = {"move", "moved", VHA_ACTION_TRACK_COPY, "How it was moved"},
    [VHA_COPY_EXTEND] = {"extend", "to be kept for longer", VHA_ACTION_AUTHORISE_COPY,
                         "The reason"},
    [VHA_COPY_DESTROY] = {"destroy", "destroyed", VHA_ACTION_TRACK_COPY, "How it was destroyed"},
};

const char *vha_copy_step_name(enum vha_copy_step step)
{
    return copy_steps[step].name;
}

const char *vha_copy_step_words(enum vha_copy_step step)
{
    return copy_steps[step].words;
}

bool vha_copy_step_parse(const char *name, enum vha_copy_step *step)
{
    for (int i = 0; i < VHA_COPY_STEPS; i++)
        if (strcmp(copy_steps[i].name, name) == 0) {
            *step = (enum vha_copy_step)i;
            return true;
        }
    return false;
}

bool vha_user_may_copy_step(const struct vha_user *user, enum vha_copy_step step)
{
    return vha_user_may(user, copy_steps[step].action);
}

enum vha_action copy_step_action(enum vha_copy_step step)
{
    return copy_steps[step].action;
}

const char *copy_step_what(enum vha_copy_step step)
{
    return copy_steps[step].what;
}

const char *vha_copy_state_words(const struct vha_copy_standing *copy)
{
    return copy->destroyed_at != NULL ? "destroyed" : copy->overdue ? "overdue" : "open";
}

void vha_copy_facts(const struct vha_copy_standing *copy, vha_copy_fact_function *give,
                    void *context)
{
    char people[32];
    snprintf(people, sizeof people, "%" PRId64, copy->people);
    const struct {
        const char *label, *text;
    } all[] = {
        {"holder", copy->holder},
        {"destroy by", copy->destroy_by},
        {"authority", copy->authority},
        {"confirmed", copy->authorised_at},
        {"by", copy->authorised_by},
        {"reason", copy->reason},
        {"made", copy->at},
        {"by", copy->by},
        {"quarter", copy->quarter},
        {"people", people},
        {"format", copy->format},
        {"sha256", copy->sha256},
    };
    for (size_t i = 0; i < VHA_COUNT(all); i++)
        give(context, all[i].label, all[i].text);
}
