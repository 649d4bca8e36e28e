#include "casework.h"

#include "shares.sql.h"

#include <string.h>

/* What was shared with partners (SOP 38, 72 to 75). */

/* --------------------------------------------------------------------------------------- logging
 */

static enum vha_status check_words(const struct vha_share *share, struct vha_error *error)
{
    char found[VHA_SHARING_FOUND_SIZE];
    const enum vha_status status =
        removal_check_text("What was shared", share->shared, VHA_SHARED_MOST, true, error);
    if (status == VHA_OK && vha_sharing_reveals(share->shared, &share->secret, found))
        return vha_fail(error, VHA_USAGE,
                        "What is shared tells of the VHA (\"%s\"): take that out; share the "
                        "intelligence itself, never that somebody is on it, nor their score or "
                        "rank (SOP 74).",
                        found);
    return status;
}

static enum vha_status check(const struct vha_user *user, const struct vha_share *share,
                             struct vha_error *error)
{
    enum vha_status status = casework_check_bcu(user, share->bcu, error);
    if (status == VHA_OK)
        status = casework_check_day("The day of the sharing", share->day, error);
    if (status == VHA_OK)
        status = check_words(share, error);
    if (status == VHA_OK)
        status = removal_check_text("The partner", share->partner, VHA_PARTNER_MOST, true, error);
    if (status == VHA_OK)
        status = removal_check_text("The section or the agreement", share->basis, VHA_PARTNER_MOST,
                                    true, error);
    if (status == VHA_OK)
        status = removal_check_text("The reason", share->reason, VHA_NOTE_MOST, true, error);
    return status;
}

enum vha_status vha_share_log(struct vha_register *reg, const struct vha_user *user, bool in_scope,
                              const struct vha_share *share, int64_t *number,
                              struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    char now[REGISTER_TIME_SIZE];
    enum vha_status status =
        vha_register_permit_person(reg, user, VHA_ACTION_DISCLOSE, share->pncid, in_scope, error);
    if (status == VHA_OK)
        status = check(user, share, error);
    if (status != VHA_OK)
        return status;
    const char *const texts[] = {share->pncid,
                                 vha_date_format(day, share->day),
                                 share->shared,
                                 share->partner,
                                 vha_power_name(share->power),
                                 share->basis,
                                 share->reason,
                                 share->bcu,
                                 register_now(now),
                                 user->login};
    *number = 0;
    return casework_write(reg,
                          &(struct casework_row){.file = shares_sql,
                                                 .section = "log",
                                                 .texts = texts,
                                                 .count = VHA_COUNT(texts),
                                                 .what = "the sharing cannot be recorded",
                                                 .user = user,
                                                 .action = VHA_ACTION_DISCLOSE,
                                                 .subject = share->pncid,
                                                 .thing = "sharing",
                                                 .words = share->partner},
                          number, error);
}

/* --------------------------------------------------------------------------------------- telling
 */

void casework_tell_shared(void *context, sqlite3_stmt *statement)
{
    enum { NUMBER, PNCID, DAY, SHARED, PARTNER, POWER, BASIS, REASON, BCU, AT, BY };
    const struct vha_casework_tellers *const listener = context;
    struct vha_shared shared = {.number = sqlite3_column_int64(statement, NUMBER),
                                .pncid = sql_text(statement, PNCID),
                                .day = sql_text(statement, DAY),
                                .shared = sql_text(statement, SHARED),
                                .partner = sql_text(statement, PARTNER),
                                .basis = sql_text(statement, BASIS),
                                .reason = sql_text(statement, REASON),
                                .bcu = sql_text(statement, BCU),
                                .at = sql_text(statement, AT),
                                .by = sql_text(statement, BY)};
    /* The tables let no other names in. */
    (void)vha_power_parse(sql_text(statement, POWER), &shared.power);
    listener->shared(listener->context, &shared);
}

enum vha_status vha_share_list(struct vha_register *reg, const struct vha_user *user,
                               const struct vha_casework_filter *filter, vha_shared_function *show,
                               void *context, struct vha_error *error)
{
    struct vha_casework_tellers listener = {.shared = show, .context = context};
    return casework_look(reg, user, filter,
                         &(struct casework_look){.action = VHA_ACTION_SEE_CASEWORK,
                                                 .subject = filter->bcu,
                                                 .reason = "sharing",
                                                 .file = shares_sql,
                                                 .section = "list",
                                                 .row = casework_tell_shared,
                                                 .context = &listener},
                         error);
}
