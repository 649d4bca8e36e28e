#include "register.h"

#include "audit_retention.sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The audit log is kept for seven years (governance, Retention). What goes then goes from the
 * beginning; the entry that says so vouches for where the log begins from there on. */

static const char unread[] = "the age of the audit log cannot be told";
static const char undeleted[] = "old entries of the audit log cannot be deleted";

enum vha_status vha_register_audit_old(struct vha_register *reg, struct vha_audit_old *old,
                                       struct vha_error *error)
{
    *old = (struct vha_audit_old){.first = 0};
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, audit_retention_sql, "old", &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sqlite3_step(statement);
    if (result == SQLITE_ROW) {
        old->first = sqlite3_column_int64(statement, 0);
        old->last.number = sqlite3_column_int64(statement, 1);
        sql_copy_text(old->last.hash, sizeof old->last.hash, statement, 2);
        sql_copy_text(old->until, sizeof old->until, statement, 3);
    } else if (result != SQLITE_DONE) {
        status = register_fail(reg, unread, error);
    }
    sqlite3_finalize(statement);
    return status;
}

/* What the entry that vouches for a beginning ends in. */
static void voucher(char *out, size_t size, const struct vha_audit_head *last)
{
    snprintf(out, size, "the last one %s:%" PRId64, last->hash, last->number);
}

static enum vha_status write_forgetting(struct vha_register *reg, const char *by,
                                        const struct vha_audit_old *old, struct vha_error *error)
{
    static const char *const sections[] = {"forget-answers", "forget-flags", "forget-enquiries",
                                           "forget"};
    char number[24];
    char last[128];
    char reason[256];
    const char *const texts[] = {number, old->last.hash, old->until};
    snprintf(number, sizeof number, "%" PRId64, old->last.number);
    voucher(last, sizeof last, &old->last);
    snprintf(reason, sizeof reason, "entries %" PRId64 " to %" PRId64 ", kept for seven years; %s",
             old->first, old->last.number, last);
    const struct vha_audit_entry entry = {.login = by,
                                          .action = vha_action_name(VHA_ACTION_RETENTION),
                                          .outcome = "done",
                                          .subject = "audit log",
                                          .reason = reason};
    enum vha_status status =
        sql_write(reg, audit_retention_sql, "start", texts, VHA_COUNT(texts), undeleted, error);
    if (status == VHA_OK)
        status = register_append(reg, &entry, error);
    for (size_t i = 0; i < VHA_COUNT(sections) && status == VHA_OK; i++)
        status = sql_write(reg, audit_retention_sql, sections[i], texts, 1, undeleted, error);
    return status;
}

enum vha_status vha_register_audit_forget(struct vha_register *reg, const char *by,
                                          struct vha_audit_old *gone, struct vha_error *error)
{
    enum vha_status status = sql_run(reg, audit_retention_sql, "overwriting", error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_audit_old(reg, gone, error);
    if (status == VHA_OK && gone->first > 0)
        status = write_forgetting(reg, by, gone, error);
    status = register_end(reg, status, error);
    if (status == VHA_OK && gone->first > 0)
        status = sql_run(reg, audit_retention_sql, "fold", error);
    return status;
}

/* --------------------------------------------------------------------------------- the beginning
 */

static enum vha_status check_voucher(struct vha_register *reg, const struct vha_audit_head *head,
                                     struct vha_error *error)
{
    char text[128];
    voucher(text, sizeof text, head);
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, audit_retention_sql, "vouched", &statement, error);
    if (status != VHA_OK)
        return status;
    if (!sql_bind_text(statement, 1, text) || sqlite3_step(statement) != SQLITE_ROW)
        status = register_fail(reg, unread, error);
    else if (sqlite3_column_int(statement, 0) == 0)
        status = vha_fail(error, VHA_BAD_DATA,
                          "Register %s: the audit log begins after entry %" PRId64 ", and no entry "
                          "says that those before were kept long enough: its beginning was cut "
                          "off.",
                          reg->path, head->number);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status register_audit_start(struct vha_register *reg, struct vha_audit_head *head,
                                     char at[REGISTER_TIME_SIZE], struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, audit_retention_sql, "find-start", &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sqlite3_step(statement);
    if (result == SQLITE_ROW) {
        head->number = sqlite3_column_int64(statement, 0);
        sql_copy_text(head->hash, sizeof head->hash, statement, 1);
        sql_copy_text(at, REGISTER_TIME_SIZE, statement, 2);
    } else if (result != SQLITE_DONE) {
        status = register_fail(reg, unread, error);
    }
    sqlite3_finalize(statement);
    return status == VHA_OK && result == SQLITE_ROW ? check_voucher(reg, head, error) : status;
}
