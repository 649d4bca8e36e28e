#include "register.h"

#include "heads.sql.h"

#include <stdio.h>
#include <string.h>

/* Heads of the audit log outside the register, in syslog, so that a log cut short shows. */

static enum vha_status note_taken(struct vha_register *reg, const struct vha_audit_head *head,
                                  const struct vha_head_elsewhere *before, struct vha_error *error);
static enum vha_status note_failing(struct vha_register *reg,
                                    const struct vha_head_elsewhere *before,
                                    struct vha_error *error);

void vha_register_on_head(struct vha_register *reg, int64_t every, vha_head_function *publish,
                          void *context)
{
    reg->head_every = every;
    reg->publish = publish;
    reg->publish_context = context;
}

enum vha_status vha_register_publish_head(struct vha_register *reg, struct vha_error *error)
{
    struct vha_audit_head head;
    struct vha_head_elsewhere before;
    enum vha_status status = vha_register_audit_head(reg, &head, error);
    if (status == VHA_OK)
        status = vha_register_head_elsewhere(reg, &before, error);
    if (status != VHA_OK || reg->publish == NULL || head.number == 0 ||
        head.number == before.head.number)
        return status;
    if (reg->publish(reg->publish_context, &head))
        return note_taken(reg, &head, &before, error);
    /* Where syslog has never been there it is not missed. */
    return before.head.number != 0 ? note_failing(reg, &before, error) : VHA_OK;
}

enum vha_status vha_register_head_elsewhere(struct vha_register *reg,
                                            struct vha_head_elsewhere *found,
                                            struct vha_error *error)
{
    *found = (struct vha_head_elsewhere){.head.number = 0};
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, heads_sql, "find", &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sqlite3_step(statement);
    if (result == SQLITE_ROW) {
        found->head.number = sqlite3_column_int64(statement, 0);
        sql_copy_text(found->head.hash, sizeof found->head.hash, statement, 1);
        sql_copy_text(found->at, sizeof found->at, statement, 2);
        sql_copy_text(found->failing_since, sizeof found->failing_since, statement, 3);
    } else if (result != SQLITE_DONE) {
        status = register_fail(reg, "the head of its audit log cannot be looked up", error);
    }
    sqlite3_finalize(statement);
    return status;
}

/* That syslog is gone, and that it is there again, are entries of their own. */
static enum vha_status append_change(struct vha_register *reg, const char *outcome,
                                     const char *reason, struct vha_error *error)
{
    const struct vha_audit_entry entry = {
        .login = reg->writer, .action = "head", .outcome = outcome, .reason = reason};
    return register_append(reg, &entry, error);
}

static enum vha_status note_taken(struct vha_register *reg, const struct vha_audit_head *head,
                                  const struct vha_head_elsewhere *before, struct vha_error *error)
{
    char number[24];
    char now[REGISTER_TIME_SIZE];
    char reason[96];
    const char *const texts[] = {number, head->hash, register_now(now)};
    snprintf(number, sizeof number, "%lld", (long long)head->number);
    snprintf(reason, sizeof reason, "syslog takes heads again, after none since %s",
             before->failing_since);
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = sql_write(reg, heads_sql, "taken", texts, VHA_COUNT(texts),
                       "what syslog has of the audit log cannot be noted", error);
    if (status == VHA_OK && before->failing_since[0] != '\0')
        status = append_change(reg, "done", reason, error);
    return register_end(reg, status, error);
}

static enum vha_status note_failing(struct vha_register *reg,
                                    const struct vha_head_elsewhere *before,
                                    struct vha_error *error)
{
    register_notice(reg, "Syslog takes nothing of the audit log: have whoever looks after this "
                         "host start it again. What was done is on record here all the same.");
    if (before->failing_since[0] != '\0')
        return VHA_OK;
    char now[REGISTER_TIME_SIZE];
    char reason[96];
    const char *const texts[] = {register_now(now)};
    snprintf(reason, sizeof reason, "syslog takes no heads; the last that it has is of entry %lld",
             (long long)before->head.number);
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = sql_write(reg, heads_sql, "failing", texts, VHA_COUNT(texts),
                       "that syslog takes no heads cannot be noted", error);
    if (status == VHA_OK)
        status = append_change(reg, "failed", reason, error);
    return register_end(reg, status, error);
}
