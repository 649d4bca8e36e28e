#include "removals.h"

#include "removals.sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Requests for removals as they stand, to whoever may see them. */

static const char unread[] = "requests for removals cannot be looked up";

/* Columns of removals.sql's `list`. */
enum {
    NUMBER,
    PNCID,
    GROUND,
    RATIONALE,
    EVIDENCE,
    BCU,
    ASKED_BY,
    ASKED_AT,
    STATE,
    UNTIL,
    SINCE,
    BY,
    REASON
};

/* ----------------------------------------------------------------------------- who sees what */

#define SIGHT_SIZE (VHA_SCOPE_SIZE + 2)

/* The BCUs whose requests a user sees besides their own, as `list` wants them: NULL for all. */
static const char *sight(const struct vha_user *user, char out[SIGHT_SIZE])
{
    if (user->role == VHA_ANALYST)
        return "";
    if (vha_user_covers(user, ""))
        return NULL;
    snprintf(out, SIGHT_SIZE, " %s ", user->scope);
    return out;
}

/* An analyst sees what they asked themselves; that is part of asking. */
static enum vha_action look_of(const struct vha_user *user)
{
    return user->role == VHA_ANALYST ? VHA_ACTION_REQUEST_REMOVAL : VHA_ACTION_SEE_REQUESTS;
}

bool removal_may_look(const struct vha_user *user)
{
    return vha_user_may(user, look_of(user));
}

enum vha_status removal_permit_look(struct vha_register *reg, const struct vha_user *user,
                                    const struct vha_removal_filter *filter,
                                    struct vha_error *error)
{
    return vha_register_permit(reg, user, look_of(user), filter->pncid, error);
}

enum vha_status vha_removal_log_look(struct vha_register *reg, const struct vha_user *user,
                                     const struct vha_removal_filter *filter,
                                     struct vha_error *error)
{
    char reason[512] = "removal requests";
    if (filter->number != 0)
        snprintf(reason, sizeof reason, "removal request %" PRId64, filter->number);
    else if (filter->typed != NULL && filter->typed[0] != '\0')
        snprintf(reason, sizeof reason, "removal requests: %.400s", filter->typed);
    vha_text_mend_end(reason);
    const enum vha_status status = removal_permit_look(reg, user, filter, error);
    if (status != VHA_OK)
        return status;
    return vha_register_audit(
        reg,
        &(struct vha_audit_entry){.login = user->login,
                                  .action = vha_action_name(VHA_ACTION_SEE_REQUESTS),
                                  .outcome = "done",
                                  .subject = filter->pncid,
                                  .reason = reason},
        error);
}

/* --------------------------------------------------------------------------------------- telling
 */

struct vha_removal removal_read(sqlite3_stmt *statement)
{
    struct vha_removal removal = {.number = sqlite3_column_int64(statement, NUMBER),
                                  .pncid = sql_text(statement, PNCID),
                                  .rationale = sql_text(statement, RATIONALE),
                                  .evidence = sql_text(statement, EVIDENCE),
                                  .bcu = sql_text(statement, BCU),
                                  .asked_by = sql_text(statement, ASKED_BY),
                                  .asked_at = sql_text(statement, ASKED_AT),
                                  .until = sql_text(statement, UNTIL),
                                  .since = sql_text(statement, SINCE),
                                  .by = sql_text(statement, BY),
                                  .reason = sql_text(statement, REASON)};
    /* The tables let no other names in. */
    (void)vha_removal_ground_parse(sql_text(statement, GROUND), &removal.ground);
    (void)vha_removal_state_parse(sql_text(statement, STATE), &removal.state);
    return removal;
}

#define NAMES_SIZE 256

/* Names of those that the bits are of, as a JSON array; NULL for any. */
static const char *names_of(unsigned bits, int count, const char *(*name)(int),
                            char out[NAMES_SIZE])
{
    size_t used = 0;
    if (bits == 0)
        return NULL;
    for (int i = 0; i < count; i++)
        if ((bits & 1u << i) != 0)
            used += (size_t)snprintf(out + used, NAMES_SIZE - used, "%s\"%s\"",
                                     used > 0 ? "," : "[", name(i));
    snprintf(out + used, NAMES_SIZE - used, "]");
    return out;
}

static const char *state_name(int state)
{
    return vha_removal_state_name((enum vha_removal_state)state);
}

static const char *ground_name(int ground)
{
    return vha_removal_ground_name((enum vha_removal_ground)ground);
}

enum vha_status removal_prepare(struct vha_register *reg, const struct vha_user *user,
                                const struct vha_removal_filter *filter, const char *section,
                                sqlite3_stmt **statement, struct vha_error *error)
{
    char scope[SIGHT_SIZE];
    char states[NAMES_SIZE];
    char grounds[NAMES_SIZE];
    const enum vha_status status = sql_prepare(reg, removals_sql, section, statement, error);
    if (status != VHA_OK)
        return status;
    const struct {
        int at;
        const char *text;
    } texts[] = {
        {2, filter->pncid},
        {3, filter->asked_by},
        {4, names_of(filter->states, VHA_REMOVAL_STATES, state_name, states)},
        {7, sight(user, scope)},
        {8, user->login},
        {9, filter->bcu},
        {10, names_of(filter->grounds, VHA_REMOVAL_GROUNDS, ground_name, grounds)},
        {11, filter->asked_before},
    };
    const int64_t limit = filter->limit > 0 ? filter->limit : -1;
    bool bound = sqlite3_bind_int64(*statement, 1, filter->number) == SQLITE_OK &&
                 sqlite3_bind_int64(*statement, 5, filter->beyond) == SQLITE_OK &&
                 sqlite3_bind_int64(*statement, 6, limit) == SQLITE_OK;
    for (size_t i = 0; i < VHA_COUNT(texts) && bound; i++)
        bound = sqlite3_bind_text(*statement, texts[i].at, texts[i].text, -1, SQLITE_TRANSIENT) ==
                SQLITE_OK;
    if (bound)
        return VHA_OK;
    sqlite3_finalize(*statement);
    return register_fail(reg, unread, error);
}

static enum vha_status tell(struct vha_register *reg, const struct vha_user *user,
                            const struct vha_removal_filter *filter, vha_removal_function *show,
                            void *context, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = removal_prepare(reg, user, filter, "list", &statement, error);
    if (status != VHA_OK)
        return status;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        const struct vha_removal removal = removal_read(statement);
        show(context, &removal);
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status vha_removal_list(struct vha_register *reg, const struct vha_user *user,
                                 const struct vha_removal_filter *filter,
                                 vha_removal_function *show, void *context, struct vha_error *error)
{
    enum vha_status status = vha_removal_log_look(reg, user, filter, error);
    if (status == VHA_OK && filter->number != 0)
        return vha_removal_page(reg, user, &filter->number, 1, show, context, error);
    return status == VHA_OK ? tell(reg, user, filter, show, context, error) : status;
}

static void count(void *context, const struct vha_removal *removal)
{
    (void)removal;
    ++*(size_t *)context;
}

enum vha_status vha_removal_history(struct vha_register *reg, const struct vha_user *user,
                                    int64_t number, vha_removal_taken_function *show, void *context,
                                    struct vha_error *error)
{
    size_t seen = 0;
    sqlite3_stmt *statement = NULL;
    const struct vha_removal_filter filter = {.number = number};
    enum vha_status status = removal_permit_look(reg, user, &filter, error);
    if (status == VHA_OK)
        status = vha_removal_page(reg, user, &number, 1, count, &seen, error);
    if (status == VHA_OK && seen == 0)
        status =
            vha_fail(error, VHA_USAGE, "There is no removal request %" PRId64 " of yours.", number);
    if (status == VHA_OK)
        status = sql_prepare(reg, removals_sql, "history", &statement, error);
    if (status != VHA_OK)
        return status;
    int result = sqlite3_bind_int64(statement, 1, number);
    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(statement);
        if (result == SQLITE_ROW)
            show(context, &(struct vha_removal_taken){.at = sql_text(statement, 0),
                                                      .by = sql_text(statement, 1),
                                                      .step = sql_text(statement, 2),
                                                      .reason = sql_text(statement, 3)});
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

/* ---------------------------------------------------------------------------------- the effect */

static vha_date day_of(const char *time)
{
    vha_date day = VHA_NO_DATE;
    if (time != NULL && strlen(time) >= VHA_DATE_SIZE - 1)
        vha_date_parse(time, VHA_DATE_SIZE - 1, &day);
    return day;
}

enum vha_status vha_removal_approved(struct vha_register *reg, struct vha_removed **removed,
                                     size_t *found, struct vha_error *error)
{
    size_t capacity = 0;
    sqlite3_stmt *statement = NULL;
    *removed = NULL;
    *found = 0;
    enum vha_status status = sql_prepare(reg, removals_sql, "approved", &statement, error);
    if (status != VHA_OK)
        return status;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        *removed = vha_grow(*removed, *found, &capacity, sizeof **removed);
        struct vha_removed *const one = &(*removed)[(*found)++];
        *one = (struct vha_removed){.number = sqlite3_column_int64(statement, 1),
                                    .until = day_of(sql_text(statement, 2)),
                                    .approved = day_of(sql_text(statement, 3))};
        snprintf(one->pncid, sizeof one->pncid, "%s", sql_text(statement, 0));
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status vha_removal_version(struct vha_register *reg, int64_t *version,
                                    struct vha_error *error)
{
    return sql_number(reg, removals_sql, "version", version, error);
}
