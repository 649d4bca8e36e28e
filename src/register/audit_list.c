#include "register.h"

#include "audit.sql.h"
#include "audit_columns.h"

static const char unread[] = "the audit log cannot be read";

static struct vha_audit_record read_record(sqlite3_stmt *statement)
{
    return (struct vha_audit_record){
        .number = sqlite3_column_int64(statement, NUMBER),
        .at = sql_text(statement, AT),
        .client = sql_text(statement, CLIENT),
        .session = sqlite3_column_int64(statement, SESSION),
        .purpose = sql_text(statement, PURPOSE),
        .hash = sql_text(statement, HASH),
        .previous = sql_text(statement, PREVIOUS),
        .entry = {.login = sql_text(statement, LOGIN),
                  .action = sql_text(statement, ACTION),
                  .outcome = sql_text(statement, OUTCOME),
                  .subject = sql_text(statement, SUBJECT),
                  .reason = sql_text(statement, REASON)},
    };
}

/* The values that `list`, `list-back` and `count` begin with. *days must outlast the statement. */
static bool bind_filter(sqlite3_stmt *statement, const struct vha_audit_filter *filter,
                        char (*days)[VHA_DATE_SIZE])
{
    const char *const texts[] = {
        filter->login,
        filter->action,
        filter->outcome,
        filter->subject,
        filter->from != VHA_NO_DATE ? vha_date_format(days[0], filter->from) : NULL,
        filter->to != VHA_NO_DATE ? vha_date_format(days[1], filter->to) : NULL,
    };
    const int count = (int)VHA_COUNT(texts);
    return sql_bind_texts(statement, texts, count) &&
           sqlite3_bind_int64(statement, count + 1, filter->number) == SQLITE_OK &&
           sqlite3_bind_int64(statement, count + 2, filter->session) == SQLITE_OK &&
           sql_bind_text(statement, count + 3, filter->bcu);
}

enum { BEYOND = 10, LIMIT };

enum vha_status vha_register_audit_list(struct vha_register *reg,
                                        const struct vha_audit_filter *filter,
                                        vha_audit_function *show, void *context,
                                        struct vha_error *error)
{
    char days[2][VHA_DATE_SIZE];
    sqlite3_stmt *statement = NULL;
    enum vha_status status =
        sql_prepare(reg, audit_sql, filter->newest_first ? "list-back" : "list", &statement, error);
    if (status != VHA_OK)
        return status;
    const int64_t limit = filter->limit > 0 ? filter->limit : -1;
    /* A plain bound, from which the walk begins at once wherever in the log the page is. */
    const int64_t beyond = filter->newest_first && filter->beyond == 0 ? INT64_MAX : filter->beyond;
    const bool bound = bind_filter(statement, filter, days) &&
                       sqlite3_bind_int64(statement, BEYOND, beyond) == SQLITE_OK &&
                       sqlite3_bind_int64(statement, LIMIT, limit) == SQLITE_OK;
    int result = SQLITE_NOMEM;
    while (bound && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        const struct vha_audit_record record = read_record(statement);
        show(context, &record);
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status vha_register_audit_count(struct vha_register *reg,
                                         const struct vha_audit_filter *filter, int64_t *count,
                                         struct vha_error *error)
{
    char days[2][VHA_DATE_SIZE];
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, audit_sql, "count", &statement, error);
    if (status != VHA_OK)
        return status;
    if (bind_filter(statement, filter, days) && sqlite3_step(statement) == SQLITE_ROW)
        *count = sqlite3_column_int64(statement, 0);
    else
        status = register_fail(reg, unread, error);
    sqlite3_finalize(statement);
    return status;
}
