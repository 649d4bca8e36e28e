#include "removals.h"

#include "removals.sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Asking for a removal (SOP 28). */

static const char unwritten[] = "the request for a removal cannot be recorded";
static const char unread[] = "requests for removals cannot be looked up";

static enum vha_status check_request(const struct vha_user *user,
                                     const struct vha_removal_request *request,
                                     struct vha_error *error)
{
    char remark[VHA_REMARK_SIZE];
    if (vha_removal_rationale_remark(request->rationale, remark)[0] != '\0')
        return vha_fail(error, VHA_USAGE, "%s", remark);
    if (!vha_user_covers(user, request->bcu))
        return vha_fail(error, VHA_USAGE, "A request is made for a BCU of your own: '%s' is none.",
                        request->bcu);
    return removal_check_text("The evidence", request->evidence, VHA_EVIDENCE_MOST, false, error);
}

/* --------------------------------------------------------------------------------------- sending
 */

/* The number of the request that a section finds; 0: none. */
static enum vha_status find_number(struct vha_register *reg, const char *section,
                                   const char *const *texts, int count, int64_t *number,
                                   struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    *number = 0;
    enum vha_status status = sql_prepare(reg, removals_sql, section, &statement, error);
    if (status != VHA_OK)
        return status;
    const int result =
        sql_bind_texts(statement, texts, count) ? sqlite3_step(statement) : SQLITE_NOMEM;
    if (result == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status check_none_open(struct vha_register *reg, const char *pncid,
                                       struct vha_error *error)
{
    int64_t open = 0;
    int64_t off = 0;
    char today[VHA_DATE_SIZE];
    const char *const texts[] = {pncid, vha_date_format(today, vha_today())};
    enum vha_status status = find_number(reg, "open", texts, 1, &open, error);
    if (status == VHA_OK)
        status = find_number(reg, "off", texts, 2, &off, error);
    if (status == VHA_OK && open > 0)
        return vha_fail(error, VHA_CANNOT_CREATE,
                        "Removal request %" PRId64 " for %s is open already, and there is one at a "
                        "time; tell MO2 Nominals and Central Tasking what you know besides.",
                        open, pncid);
    if (status == VHA_OK && off > 0)
        return vha_fail(error, VHA_CANNOT_CREATE,
                        "%s was taken off the list already, by removal request %" PRId64 ".", pncid,
                        off);
    return status;
}

enum vha_status removal_write_step(struct vha_register *reg, const char *login, int64_t number,
                                   const char *step, const char *reason, struct vha_error *error)
{
    char now[REGISTER_TIME_SIZE];
    char digits[REMOVAL_NUMBER_SIZE];
    const char *const texts[] = {digits, step, register_now(now), login, reason};
    snprintf(digits, sizeof digits, "%" PRId64, number);
    return sql_write(reg, removals_sql, "step", texts, VHA_COUNT(texts), unwritten, error);
}

static enum vha_status write_request(struct vha_register *reg, const struct vha_user *user,
                                     const struct vha_removal_request *request, int64_t *number,
                                     struct vha_error *error)
{
    char now[REGISTER_TIME_SIZE];
    char reason[96];
    const char *const texts[] = {request->pncid,     vha_removal_ground_name(request->ground),
                                 request->rationale, request->evidence,
                                 request->bcu,       user->login,
                                 register_now(now)};
    enum vha_status status =
        sql_write(reg, removals_sql, "send", texts, VHA_COUNT(texts), unwritten, error);
    *number = sqlite3_last_insert_rowid(reg->database);
    snprintf(reason, sizeof reason, "request %" PRId64 ": %s", *number,
             vha_removal_ground_name(request->ground));
    const struct vha_audit_entry entry = {.login = user->login,
                                          .action = vha_action_name(VHA_ACTION_REQUEST_REMOVAL),
                                          .outcome = "done",
                                          .subject = request->pncid,
                                          .reason = reason};
    if (status == VHA_OK)
        status = removal_write_step(reg, user->login, *number, "send", "", error);
    return status == VHA_OK ? register_append(reg, &entry, error) : status;
}

enum vha_status vha_removal_may_send(struct vha_register *reg, const struct vha_user *user,
                                     bool in_scope, const char *pncid, struct vha_error *error)
{
    const enum vha_status status =
        vha_register_permit_person(reg, user, VHA_ACTION_REQUEST_REMOVAL, pncid, in_scope, error);
    return status == VHA_OK ? check_none_open(reg, pncid, error) : status;
}

/* None is open: asked within the transaction that writes it, so that of two who send at once one is
 * told. */
enum vha_status vha_removal_send(struct vha_register *reg, const struct vha_user *user,
                                 bool in_scope, const struct vha_removal_request *request,
                                 int64_t *number, struct vha_error *error)
{
    enum vha_status status = vha_register_permit_person(reg, user, VHA_ACTION_REQUEST_REMOVAL,
                                                        request->pncid, in_scope, error);
    if (status == VHA_OK)
        status = check_request(user, request, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = check_none_open(reg, request->pncid, error);
    if (status == VHA_OK)
        status = write_request(reg, user, request, number, error);
    return register_end(reg, status, error);
}

/* ------------------------------------------------------------------------------ what a record
 * tells
 */

/* Somebody may decide on it between the two statements. */
static void take_open(void *context, const struct vha_removal *removal)
{
    struct vha_removal_open *const open = context;
    if (!vha_removal_is_open(removal->state))
        return;
    open->number = removal->number;
    open->state = removal->state;
    snprintf(open->asked_on, sizeof open->asked_on, "%.10s", removal->asked_at);
}

enum vha_status vha_removal_find_open(struct vha_register *reg, const struct vha_user *user,
                                      const char *pncid, struct vha_removal_open *open,
                                      struct vha_error *error)
{
    int64_t number = 0;
    *open = (struct vha_removal_open){.number = 0};
    if (!removal_may_look(user))
        return VHA_OK;
    const enum vha_status status = find_number(reg, "open", &pncid, 1, &number, error);
    if (status != VHA_OK || number == 0)
        return status;
    return vha_removal_page(reg, user, &number, 1, take_open, open, error);
}
