#include "removals.h"

#include "removals.sql.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* What became of a user's requests, which they are told of when they come in. */

static const char unread[] = "what became of your requests cannot be looked up";
static const char unwritten[] = "that you were told of your requests cannot be recorded";

/* Columns of removals.sql's `untold`. */
enum { NUMBER, PNCID, PLACE, STEP, BY, AT, REASON, STATE };

struct told {
    int64_t number;
    int64_t place;
};

static void show_row(sqlite3_stmt *statement, vha_removal_news_function *show, void *context)
{
    struct vha_removal_news news = {.number = sqlite3_column_int64(statement, NUMBER),
                                    .pncid = sql_text(statement, PNCID),
                                    .by = sql_text(statement, BY),
                                    .at = sql_text(statement, AT),
                                    .reason = sql_text(statement, REASON)};
    /* The tables let no other names in. */
    (void)vha_removal_step_parse(sql_text(statement, STEP), &news.step);
    (void)vha_removal_state_parse(sql_text(statement, STATE), &news.state);
    show(context, &news);
}

static enum vha_status read_news(struct vha_register *reg, const struct vha_user *user,
                                 vha_removal_news_function *show, void *context, struct told **told,
                                 size_t *count, struct vha_error *error)
{
    size_t capacity = 0;
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, removals_sql, "untold", &statement, error);
    if (status != VHA_OK)
        return status;
    int result = sql_bind_text(statement, 1, user->login) ? SQLITE_ROW : SQLITE_NOMEM;
    while (result == SQLITE_ROW && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        *told = vha_grow(*told, *count, &capacity, sizeof **told);
        (*told)[(*count)++] = (struct told){sqlite3_column_int64(statement, NUMBER),
                                            sqlite3_column_int64(statement, PLACE)};
        show_row(statement, show, context);
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status write_told(struct vha_register *reg, const struct vha_user *user,
                                  const struct told *told, size_t count, struct vha_error *error)
{
    char reason[64];
    enum vha_status status = VHA_OK;
    for (size_t i = 0; i < count && status == VHA_OK; i++) {
        char number[REMOVAL_NUMBER_SIZE];
        char place[REMOVAL_NUMBER_SIZE];
        const char *const texts[] = {number, place};
        snprintf(number, sizeof number, "%" PRId64, told[i].number);
        snprintf(place, sizeof place, "%" PRId64, told[i].place);
        status = sql_write(reg, removals_sql, "told", texts, VHA_COUNT(texts), unwritten, error);
    }
    snprintf(reason, sizeof reason, "outcome of %zu removal requests", count);
    const struct vha_audit_entry entry = {.login = user->login,
                                          .action = vha_action_name(VHA_ACTION_SEE_REQUESTS),
                                          .outcome = "done",
                                          .reason = reason};
    return status == VHA_OK ? register_append(reg, &entry, error) : status;
}

enum vha_status vha_removal_tell_news(struct vha_register *reg, const struct vha_user *user,
                                      vha_removal_news_function *show, void *context,
                                      struct vha_error *error)
{
    struct told *told = NULL;
    size_t count = 0;
    enum vha_status status = read_news(reg, user, show, context, &told, &count, error);
    if (status == VHA_OK && count > 0) {
        status = register_begin(reg, error);
        if (status == VHA_OK)
            status = register_end(reg, write_told(reg, user, told, count, error), error);
    }
    free(told);
    return status;
}
