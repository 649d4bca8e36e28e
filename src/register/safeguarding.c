#include "casework.h"

#include "safeguarding.sql.h"

#include <stdio.h>
#include <string.h>

/* Safeguarding decisions on children (SOP 35 to 39). */

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
