#include "casework.h"

#include "activity.sql.h"
#include "safeguarding.sql.h"
#include "shares.sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is done around a person: what its records have in common. */

static const char unread[] = "what is on record cannot be looked up";

/* --------------------------------------------------------------------------------------- writing
 */

enum vha_status casework_append(struct vha_register *reg, const struct casework_row *row,
                                int64_t *number, struct vha_error *error)
{
    char *reason = NULL;
    enum vha_status status =
        sql_write(reg, row->file, row->section, row->texts, row->count, row->what, error);
    if (status != VHA_OK)
        return status;
    if (*number == 0)
        *number = sqlite3_last_insert_rowid(reg->database);
    if (asprintf(&reason, "%s %" PRId64 ": %s", row->thing, *number, row->words) < 0)
        abort();
    const struct vha_audit_entry entry = {.login = row->user->login,
                                          .action = vha_action_name(row->action),
                                          .outcome = "done",
                                          .subject = row->subject,
                                          .reason = reason};
    status = register_append(reg, &entry, error);
    free(reason);
    return status;
}

enum vha_status casework_write(struct vha_register *reg, const struct casework_row *row,
                               int64_t *number, struct vha_error *error)
{
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = casework_append(reg, row, number, error);
    return register_end(reg, status, error);
}

/* -------------------------------------------------------------------------------------- checking
 */

enum vha_status casework_check_day(const char *what, vha_date day, struct vha_error *error)
{
    if (day == VHA_NO_DATE)
        return vha_fail(error, VHA_USAGE, "%s is missing.", what);
    if (day > vha_today())
        return vha_fail(error, VHA_USAGE, "%s is in the future.", what);
    return VHA_OK;
}

enum vha_status casework_check_bcu(const struct vha_user *user, const char *bcu,
                                   struct vha_error *error)
{
    if (bcu[0] != '\0' && vha_user_covers(user, bcu))
        return VHA_OK;
    return vha_fail(error, VHA_USAGE, "It is logged for a BCU of your own: '%s' is none.", bcu);
}

/* --------------------------------------------------------------------------------------- looking
 */

enum vha_status casework_log_look(struct vha_register *reg, const struct vha_user *user,
                                  enum vha_action action, const char *subject, const char *reason,
                                  struct vha_error *error)
{
    return vha_register_audit(reg,
                              &(struct vha_audit_entry){.login = user->login,
                                                        .action = vha_action_name(action),
                                                        .outcome = "done",
                                                        .subject = subject,
                                                        .reason = reason},
                              error);
}

enum vha_status casework_tell(struct vha_register *reg, const char *file, const char *section,
                              const char *const *texts, int count, casework_row_function *row,
                              void *context, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, file, section, &statement, error);
    if (status != VHA_OK)
        return status;
    int result = SQLITE_NOMEM;
    const bool bound = sql_bind_texts(statement, texts, count);
    while (bound && (result = sqlite3_step(statement)) == SQLITE_ROW)
        row(context, statement);
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status casework_bound(const struct vha_user *user,
                               const struct vha_casework_filter *filter,
                               struct casework_bounds *bounds, struct vha_error *error)
{
    vha_date first = VHA_NO_DATE;
    *bounds = (struct casework_bounds){.texts = {NULL, filter->bcu, NULL, NULL}};
    if (!vha_user_covers(user, "")) {
        snprintf(bounds->scope, sizeof bounds->scope, " %s ", user->scope);
        bounds->texts[0] = bounds->scope;
    }
    if (filter->quarter == NULL)
        return VHA_OK;
    if (!vha_quarter_parse(filter->quarter, strlen(filter->quarter), &first))
        return vha_fail(error, VHA_USAGE,
                        "'%.40s' is no quarter; one has the form YYYY-QN, such as 2026-Q3.",
                        filter->quarter);
    bounds->texts[2] = vha_date_format(bounds->from, first);
    bounds->texts[3] = vha_date_format(bounds->to, vha_quarter_end(first));
    return VHA_OK;
}

enum vha_status vha_casework_of_person(struct vha_register *reg, const struct vha_user *user,
                                       const char *pncid, bool in_scope,
                                       const struct vha_casework_tellers *tellers,
                                       struct vha_error *error)
{
    struct vha_casework_tellers listener = *tellers;
    enum vha_status status =
        vha_register_permit_person(reg, user, VHA_ACTION_SEE_CASEWORK, pncid, in_scope, error);
    if (status == VHA_OK)
        status = casework_log_look(reg, user, VHA_ACTION_SEE_CASEWORK, pncid, NULL, error);
    if (status == VHA_OK && tellers->safeguarding != NULL)
        status = casework_tell(reg, safeguarding_sql, "of_person", &pncid, 1,
                               casework_tell_safeguarding, &listener, error);
    if (status == VHA_OK && tellers->activity != NULL)
        status = casework_tell(reg, activity_sql, "of_person", &pncid, 1, casework_tell_activity,
                               &listener, error);
    if (status == VHA_OK && tellers->shared != NULL)
        status = casework_tell(reg, shares_sql, "of_person", &pncid, 1, casework_tell_shared,
                               &listener, error);
    return status;
}

enum vha_status casework_look(struct vha_register *reg, const struct vha_user *user,
                              const struct vha_casework_filter *filter,
                              const struct casework_look *look, struct vha_error *error)
{
    struct casework_bounds bounds;
    enum vha_status status = vha_register_permit(reg, user, look->action, look->subject, error);
    if (status == VHA_OK)
        status = casework_bound(user, filter, &bounds, error);
    if (status == VHA_OK)
        status = casework_log_look(reg, user, look->action, look->subject, look->reason, error);
    if (status == VHA_OK)
        status = casework_tell(reg, look->file, look->section, bounds.texts,
                               VHA_COUNT(bounds.texts), look->row, look->context, error);
    return status;
}
