#include "casework.h"

#include "safeguarding.sql.h"

#include <stdio.h>
#include <string.h>

/* Safeguarding decisions on children (SOP 35 to 39). */

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

/* -------------------------------------------------------------------------------------- deciding
 */

static enum vha_status check(const struct vha_safeguard *decision, struct vha_error *error)
{
    if (!decision->child)
        return vha_fail(error, VHA_USAGE,
                        "%s is no child in this quarter; safeguarding decisions are about those "
                        "under 18 (SOP 35).",
                        decision->pncid);
    enum vha_status status =
        removal_check_text("The note", decision->note, VHA_NOTE_MOST, true, error);
    if (status == VHA_OK)
        status =
            removal_check_text("The named lead", decision->lead, VHA_NAME_SIZE - 1, true, error);
    if (status == VHA_OK)
        status = casework_check_day("The day of the decision", decision->day, error);
    return status;
}

enum vha_status vha_safeguarding_decide(struct vha_register *reg, const struct vha_user *user,
                                        bool in_scope, const struct vha_safeguard *decision,
                                        int64_t *number, struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    char now[REGISTER_TIME_SIZE];
    char words[96];
    enum vha_status status = vha_register_permit_person(reg, user, VHA_ACTION_SAFEGUARD,
                                                        decision->pncid, in_scope, error);
    if (status == VHA_OK)
        status = check(decision, error);
    if (status != VHA_OK)
        return status;
    const char *const texts[] = {decision->pncid,
                                 vha_option_name(decision->option),
                                 vha_consideration_name(decision->state),
                                 decision->note,
                                 decision->lead,
                                 vha_date_format(day, decision->day),
                                 register_now(now),
                                 user->login};
    snprintf(words, sizeof words, "%s %s", vha_option_name(decision->option),
             vha_consideration_words(decision->state));
    *number = 0;
    return casework_write(reg,
                          &(struct casework_row){.file = safeguarding_sql,
                                                 .section = "decide",
                                                 .texts = texts,
                                                 .count = VHA_COUNT(texts),
                                                 .what = "the decision cannot be recorded",
                                                 .user = user,
                                                 .action = VHA_ACTION_SAFEGUARD,
                                                 .subject = decision->pncid,
                                                 .thing = "safeguarding",
                                                 .words = words},
                          number, error);
}

/* --------------------------------------------------------------------------------------- telling
 */

void casework_tell_safeguarding(void *context, sqlite3_stmt *statement)
{
    enum { NUMBER, PNCID, OPTION, STATE, NOTE, LEAD, DAY, AT, BY, HOLDS };
    const struct vha_casework_tellers *const listener = context;
    struct vha_safeguarding decision = {.number = sqlite3_column_int64(statement, NUMBER),
                                        .pncid = sql_text(statement, PNCID),
                                        .note = sql_text(statement, NOTE),
                                        .lead = sql_text(statement, LEAD),
                                        .day = sql_text(statement, DAY),
                                        .at = sql_text(statement, AT),
                                        .by = sql_text(statement, BY),
                                        .holds = sqlite3_column_int(statement, HOLDS) != 0};
    /* The tables let no other names in. */
    (void)vha_option_parse(sql_text(statement, OPTION), &decision.option);
    (void)vha_consideration_parse(sql_text(statement, STATE), &decision.state);
    listener->safeguarding(listener->context, &decision);
}

struct decided {
    struct vha_safeguarded *people;
    size_t count;
    size_t capacity;
};

static void take_decided(void *context, sqlite3_stmt *statement)
{
    struct decided *const decided = context;
    decided->people =
        vha_grow(decided->people, decided->count, &decided->capacity, sizeof *decided->people);
    struct vha_safeguarded *const one = &decided->people[decided->count++];
    one->options = sqlite3_column_int64(statement, 1);
    sql_copy_text(one->pncid, sizeof one->pncid, statement, 0);
}

enum vha_status vha_safeguarding_decided(struct vha_register *reg, const struct vha_user *user,
                                         struct vha_safeguarded **people, size_t *count,
                                         struct vha_error *error)
{
    struct decided decided = {.people = NULL};
    *people = NULL;
    *count = 0;
    enum vha_status status = vha_register_permit(reg, user, VHA_ACTION_SAFEGUARD, NULL, error);
    if (status == VHA_OK)
        status =
            casework_tell(reg, safeguarding_sql, "decided", NULL, 0, take_decided, &decided, error);
    *people = decided.people;
    *count = decided.count;
    return status;
}
