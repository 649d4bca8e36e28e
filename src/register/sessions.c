#include "register.h"

#include "sessions.sql.h"

#include "vha/sessions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum vha_status turn_away(struct vha_register *reg, const char *login,
                                 const struct access_found *found, struct vha_error *error);
static enum vha_status begin_session(struct vha_register *reg, int64_t access, const char *client,
                                     struct vha_error *error);
static enum vha_status mark(struct vha_register *reg, const char *statement_name,
                            struct vha_error *error);

enum vha_status vha_register_enter(struct vha_register *reg, const char *login, const char *client,
                                   struct vha_user *user, struct vha_error *error)
{
    free(reg->client);
    reg->client = vha_copy_text(client);
    struct access_found found;
    enum vha_status status = register_find_access(reg, login, &found, error);
    if (status != VHA_OK)
        return status;
    if (found.standing != ACCESS_IN_FORCE)
        return turn_away(reg, login, &found, error);
    *user = found.user;
    status = begin_session(reg, found.access, client, error);
    return status == VHA_OK ? register_begin_enquiries(reg, user, error) : status;
}

/* Nobody hears why they were refused before that is on record. */
static enum vha_status turn_away(struct vha_register *reg, const char *login,
                                 const struct access_found *found, struct vha_error *error)
{
    static const char *const reasons[] = {
        [ACCESS_UNKNOWN] = "not in the register",
        [ACCESS_WITHDRAWN] = "access withdrawn",
        [ACCESS_IDLE] = "access not used for six months",
    };
    enum vha_status status = VHA_OK;
    if (found->standing == ACCESS_IDLE)
        status = register_end_idle(reg, found, error);
    if (status == VHA_OK)
        status = register_log_refusal(reg, login, "enter", NULL, reasons[found->standing], error);
    return status == VHA_OK ? register_no_access(login, found, error) : status;
}

static enum vha_status insert_session(struct vha_register *reg, int64_t access, const char *client,
                                      struct vha_error *error)
{
    static const char what[] = "the session cannot be recorded";
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, sessions_sql, "begin", &statement, error);
    if (status != VHA_OK)
        return status;
    char now[REGISTER_TIME_SIZE];
    if (sqlite3_bind_int64(statement, 1, access) == SQLITE_OK &&
        sql_bind_text(statement, 2, client) && sql_bind_text(statement, 3, register_now(now)))
        return sql_finish(reg, statement, what, error);
    status = register_fail(reg, what, error);
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status begin_session(struct vha_register *reg, int64_t access, const char *client,
                                     struct vha_error *error)
{
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = insert_session(reg, access, client, error);
    const int64_t number = sqlite3_last_insert_rowid(reg->database);
    status = register_end(reg, status, error);
    if (status != VHA_OK)
        return status;
    reg->session = number;
    reg->access = access;
    return VHA_OK;
}

enum vha_status vha_register_leave(struct vha_register *reg, struct vha_error *error)
{
    if (reg->session == 0)
        return VHA_OK;
    enum vha_status status = mark(reg, "leave", error);
    reg->session = 0;
    if (status == VHA_OK)
        status = vha_register_publish_head(reg, error);
    return status;
}

/* Runs a statement that takes the session's number and the time. */
static enum vha_status update_session(struct vha_register *reg, const char *statement_name,
                                      struct vha_error *error)
{
    static const char what[] = "the session's use cannot be recorded";
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, sessions_sql, statement_name, &statement, error);
    if (status != VHA_OK)
        return status;
    char now[REGISTER_TIME_SIZE];
    if (sqlite3_bind_int64(statement, 1, reg->session) == SQLITE_OK &&
        sql_bind_text(statement, 2, register_now(now)))
        return sql_finish(reg, statement, what, error);
    status = register_fail(reg, what, error);
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status mark(struct vha_register *reg, const char *statement_name,
                            struct vha_error *error)
{
    const enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    return register_end(reg, update_session(reg, statement_name, error), error);
}

enum vha_status vha_register_session_valid(struct vha_register *reg, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, sessions_sql, "valid", &statement, error);
    if (status != VHA_OK)
        return status;
    const bool found = sqlite3_bind_int64(statement, 1, reg->access) == SQLITE_OK &&
                       sqlite3_bind_int64(statement, 2, reg->session) == SQLITE_OK &&
                       sqlite3_step(statement) == SQLITE_ROW;
    if (!found)
        status = register_fail(reg, "the session cannot be looked up", error);
    const bool in_force = found && sqlite3_column_int(statement, 0) != 0;
    char today[VHA_DATE_SIZE];
    const char *used = found ? (const char *)sqlite3_column_text(statement, 1) : NULL;
    const bool used_today = used != NULL && strcmp(used, vha_date_format(today, vha_today())) == 0;
    sqlite3_finalize(statement);
    if (status != VHA_OK)
        return status;
    if (!in_force)
        return vha_fail(error, VHA_NO_PERMISSION,
                        "Your access to the VHA has been withdrawn, so this session has ended; ask "
                        "MO2 Nominals and Central Tasking if you still need it (SOP 47, 48).");
    return used_today ? VHA_OK : mark(reg, "used", error);
}

void vha_register_set_purpose(struct vha_register *reg, const char *purpose)
{
    free(reg->purpose);
    reg->purpose = purpose != NULL ? vha_copy_text(purpose) : NULL;
}

enum vha_status vha_register_state_purpose(struct vha_register *reg, const struct vha_user *user,
                                           const char *purpose, struct vha_error *error)
{
    char *const before = reg->purpose;
    reg->purpose = vha_copy_text(purpose);
    const struct vha_audit_entry entry = {
        .login = user->login, .action = "purpose", .outcome = "done", .reason = purpose};
    const enum vha_status status = vha_register_audit(reg, &entry, error);
    if (status == VHA_OK) {
        free(before);
        return VHA_OK;
    }
    free(reg->purpose);
    reg->purpose = before;
    return status;
}

enum vha_status vha_register_refuse_purpose(struct vha_register *reg, const struct vha_user *user,
                                            const char *purpose, const char *reason,
                                            struct vha_error *error)
{
    char words[1024];
    snprintf(words, sizeof words, "%.400s (%.500s)", reason, purpose);
    return register_log_refusal(reg, user->login, "purpose", NULL, words, error);
}
