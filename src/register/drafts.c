#include "register.h"

#include "drafts.sql.h"

#include "vha/drafts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char cannot_keep[] = "what you are writing cannot be kept";
static const char cannot_forget[] = "what was left half written cannot be deleted";
static const char cannot_look[] = "what you were writing cannot be looked up";

static enum vha_status write_draft(struct vha_register *reg, const struct vha_user *user,
                                   const char *form, const char *text, struct vha_error *error)
{
    const bool keeps = text != NULL && text[0] != '\0';
    char now[REGISTER_TIME_SIZE];
    sqlite3_stmt *statement = NULL;
    const enum vha_status status =
        sql_prepare(reg, drafts_sql, keeps ? "keep" : "forget", &statement, error);
    if (status != VHA_OK)
        return status;
    const bool bound = sqlite3_bind_int64(statement, 1, user->id) == SQLITE_OK &&
                       sql_bind_text(statement, 2, form) &&
                       (!keeps || (sql_bind_text(statement, 3, text) &&
                                   sql_bind_text(statement, 4, register_now(now))));
    if (bound)
        return sql_finish(reg, statement, cannot_keep, error);
    sqlite3_finalize(statement);
    return register_fail(reg, cannot_keep, error);
}

enum vha_status vha_register_keep_draft(struct vha_register *reg, const struct vha_user *user,
                                        const char *form, const char *text, struct vha_error *error)
{
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = write_draft(reg, user, form, text, error);
    return register_end(reg, status, error);
}

enum vha_status vha_register_draft(struct vha_register *reg, const struct vha_user *user,
                                   const char *form, struct vha_arena *arena, const char **text,
                                   struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    *text = NULL;
    enum vha_status status = sql_prepare(reg, drafts_sql, "draft", &statement, error);
    if (status != VHA_OK)
        return status;
    const bool bound = sqlite3_bind_int64(statement, 1, user->id) == SQLITE_OK &&
                       sql_bind_text(statement, 2, form);
    const int result = bound ? sqlite3_step(statement) : SQLITE_NOMEM;
    if (result == SQLITE_ROW) {
        const char *const found = (const char *)sqlite3_column_text(statement, 0);
        *text = vha_arena_text(arena, found, strlen(found));
    } else if (result != SQLITE_DONE) {
        status = register_fail(reg, cannot_look, error);
    }
    sqlite3_finalize(statement);
    return status;
}

/* ------------------------------------------------------------------------------- left lying about
 */

static const char *oldest_kept(char day[VHA_DATE_SIZE])
{
    return vha_date_format(day, vha_today() - VHA_DRAFT_DAYS);
}

enum vha_status vha_register_drafts_old(struct vha_register *reg, int64_t *count,
                                        struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    sqlite3_stmt *statement = NULL;
    *count = 0;
    enum vha_status status = sql_prepare(reg, drafts_sql, "old", &statement, error);
    if (status != VHA_OK)
        return status;
    if (sql_bind_text(statement, 1, oldest_kept(day)) && sqlite3_step(statement) == SQLITE_ROW)
        *count = sqlite3_column_int64(statement, 0);
    else
        status = register_fail(reg, cannot_look, error);
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status write_forgetting(struct vha_register *reg, const char *by, int64_t count,
                                        struct vha_error *error)
{
    char day[VHA_DATE_SIZE];
    char reason[96];
    const char *const texts[] = {oldest_kept(day)};
    snprintf(reason, sizeof reason, "%" PRId64 ", not gone on with for %d days or of ended access",
             count, VHA_DRAFT_DAYS);
    const struct vha_audit_entry entry = {.login = by,
                                          .action = vha_action_name(VHA_ACTION_RETENTION),
                                          .outcome = "done",
                                          .subject = "drafts",
                                          .reason = reason};
    const enum vha_status status = register_append(reg, &entry, error);
    return status == VHA_OK
               ? sql_write(reg, drafts_sql, "forget-old", texts, 1, cannot_forget, error)
               : status;
}

enum vha_status vha_register_drafts_forget(struct vha_register *reg, const char *by, int64_t *count,
                                           struct vha_error *error)
{
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_drafts_old(reg, count, error);
    if (status == VHA_OK && *count > 0)
        status = write_forgetting(reg, by, *count, error);
    return register_end(reg, status, error);
}
