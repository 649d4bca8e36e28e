#include "register.h"

#include "copies.sql.h"

#include "vha/copying.h"

/* Runs a filled-in statement in a transaction of its own, so that it is on disk afterwards, and
 * tells the number of the row that it made. */
static enum vha_status insert(struct vha_register *reg, sqlite3_stmt *statement, bool bound,
                              const char *what, int64_t *number, struct vha_error *error)
{
    enum vha_status status = bound ? register_begin(reg, error) : register_fail(reg, what, error);
    if (status != VHA_OK) {
        sqlite3_finalize(statement);
        return status;
    }
    status = sql_finish(reg, statement, what, error);
    if (status == VHA_OK && number != NULL)
        *number = sqlite3_last_insert_rowid(reg->database);
    return register_end(reg, status, error);
}

enum vha_status vha_register_copy(struct vha_register *reg, const struct vha_copy *copy,
                                  int64_t *number, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    const enum vha_status status = sql_prepare(reg, copies_sql, "copy", &statement, error);
    if (status != VHA_OK)
        return status;
    char now[REGISTER_TIME_SIZE];
    char day[VHA_DATE_SIZE];
    const bool bound =
        sql_bind_text(statement, 1, register_now(now)) &&
        sql_bind_text(statement, 2, copy->login) && sql_bind_text(statement, 3, copy->authority) &&
        sql_bind_text(statement, 4, copy->reason) && sql_bind_text(statement, 5, copy->quarter) &&
        sql_bind_text(statement, 6, copy->format) &&
        sqlite3_bind_int64(statement, 7, copy->people) == SQLITE_OK &&
        sql_bind_text(statement, 8, copy->sha256) && sql_bind_text(statement, 9, copy->holder) &&
        sql_bind_text(statement, 10, vha_date_format(day, copy->destroy_by));
    return insert(reg, statement, bound, "the copy cannot be recorded", number, error);
}

enum vha_status vha_register_load(struct vha_register *reg, const struct vha_load_entry *entry,
                                  struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    const enum vha_status status = sql_prepare(reg, copies_sql, "load", &statement, error);
    if (status != VHA_OK)
        return status;
    char now[REGISTER_TIME_SIZE];
    const bool bound = sql_bind_text(statement, 1, register_now(now)) &&
                       sql_bind_text(statement, 2, entry->login) &&
                       sql_bind_text(statement, 3, entry->quarter) &&
                       sql_bind_text(statement, 4, entry->as_of) &&
                       sql_bind_text(statement, 5, entry->policy_sha256) &&
                       sqlite3_bind_int64(statement, 6, entry->nominals) == SQLITE_OK &&
                       sqlite3_bind_int64(statement, 7, entry->listed) == SQLITE_OK &&
                       sqlite3_bind_int64(statement, 8, entry->rejects) == SQLITE_OK &&
                       sqlite3_bind_int64(statement, 9, entry->max_rejects) == SQLITE_OK;
    return insert(reg, statement, bound, "the load cannot be recorded", NULL, error);
}
