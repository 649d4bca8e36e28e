#include "removals.h"

#include "removals.sql.h"

/* The queue of requests for removals: its order first, and then a page of it at a time. */

static const char unread[] = "requests for removals cannot be looked up";

static enum vha_status read_numbers(struct vha_register *reg, sqlite3_stmt *statement,
                                    int64_t **numbers, size_t *count, struct vha_error *error)
{
    size_t capacity = 0;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        *numbers = vha_grow(*numbers, *count, &capacity, sizeof **numbers);
        (*numbers)[(*count)++] = sqlite3_column_int64(statement, 0);
    }
    return result == SQLITE_DONE ? VHA_OK : register_fail(reg, unread, error);
}

static bool asks_for_all(const struct vha_user *user, const struct vha_removal_filter *filter)
{
    const bool filtered = filter->number != 0 || filter->pncid != NULL ||
                          filter->asked_by != NULL || filter->bcu != NULL || filter->states != 0 ||
                          filter->grounds != 0 || filter->asked_before != NULL ||
                          filter->beyond != 0 || filter->limit != 0;
    return !filtered && user->role != VHA_ANALYST && vha_user_covers(user, "");
}

enum vha_status vha_removal_queue(struct vha_register *reg, const struct vha_user *user,
                                  const struct vha_removal_filter *filter, int64_t **numbers,
                                  size_t *count, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    *numbers = NULL;
    *count = 0;
    enum vha_status status = removal_permit_look(reg, user, filter, error);
    if (status == VHA_OK)
        status = asks_for_all(user, filter)
                     ? sql_prepare(reg, removals_sql, "whole-queue", &statement, error)
                     : removal_prepare(reg, user, filter, "queue", &statement, error);
    if (status != VHA_OK)
        return status;
    status = read_numbers(reg, statement, numbers, count, error);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status vha_removal_page(struct vha_register *reg, const struct vha_user *user,
                                 const int64_t *numbers, size_t count, vha_removal_function *show,
                                 void *context, struct vha_error *error)
{
    static const struct vha_removal_filter any = {.number = 0};
    sqlite3_stmt *statement = NULL;
    enum vha_status status = removal_prepare(reg, user, &any, "one", &statement, error);
    if (status != VHA_OK)
        return status;
    int result = SQLITE_DONE;
    for (size_t i = 0; i < count && result == SQLITE_DONE; i++) {
        sqlite3_reset(statement);
        result =
            sqlite3_bind_int64(statement, 1, numbers[i]) == SQLITE_OK ? SQLITE_ROW : SQLITE_NOMEM;
        while (result == SQLITE_ROW && (result = sqlite3_step(statement)) == SQLITE_ROW) {
            const struct vha_removal removal = removal_read(statement);
            show(context, &removal);
        }
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

/* Steps are never taken back, so each of them has a higher rowid than those before. */
enum vha_status vha_removal_latest_step(struct vha_register *reg, int64_t *step,
                                        struct vha_error *error)
{
    return sql_number(reg, removals_sql, "latest-step", step, error);
}
