#include "register.h"

#include "access.sql.h"

/* Columns of access.sql's `list`. */
enum {
    NUMBER,
    STATE,
    FOUNDING,
    LOGIN,
    REASON,
    NAME,
    PAY_NUMBER,
    POST,
    SIGNED_ON,
    TRAINING_ON,
    SOP_VERSION,
    SUPERVISOR,
    SUPERVISOR_RANK,
    SUPERVISOR_PAY_NUMBER,
    AUTHORISED_ON,
    WITHDRAWN_FOR,
    ROLE,
    SCOPE,
    KEYS,
    LAST_USE,
    STEPS
};

static const char *text(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

static struct vha_access read_access(sqlite3_stmt *statement)
{
    struct vha_access access = {
        .number = sqlite3_column_int64(statement, NUMBER),
        .state = text(statement, STATE),
        .founding = sqlite3_column_int(statement, FOUNDING) != 0,
        .login = text(statement, LOGIN),
        .reason = text(statement, REASON),
        .name = text(statement, NAME),
        .pay_number = text(statement, PAY_NUMBER),
        .post = text(statement, POST),
        .signed_on = text(statement, SIGNED_ON),
        .training_on = text(statement, TRAINING_ON),
        .sop_version = text(statement, SOP_VERSION),
        .supervisor = text(statement, SUPERVISOR),
        .supervisor_rank = text(statement, SUPERVISOR_RANK),
        .supervisor_pay_number = text(statement, SUPERVISOR_PAY_NUMBER),
        .authorised_on = text(statement, AUTHORISED_ON),
        .withdrawn_for = text(statement, WITHDRAWN_FOR),
        .role = text(statement, ROLE),
        .scope = text(statement, SCOPE),
        .key_count = sqlite3_column_int64(statement, KEYS),
        .last_use = text(statement, LAST_USE),
    };
    for (int i = 0; i < (int)VHA_COUNT(access.steps); i++)
        access.steps[i] = (struct vha_access_step){
            .at = text(statement, STEPS + 3 * i),
            .login = text(statement, STEPS + 3 * i + 1),
            .reason = text(statement, STEPS + 3 * i + 2),
        };
    return access;
}

enum vha_status vha_register_accesses(struct vha_register *reg, const char *login,
                                      vha_access_function *show, void *context,
                                      struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, access_sql, "list", &statement, error);
    if (status != VHA_OK)
        return status;
    const bool bound = sql_bind_text(statement, 1, login);
    int result = SQLITE_NOMEM;
    while (bound && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        const struct vha_access access = read_access(statement);
        show(context, &access);
    }
    if (result != SQLITE_DONE)
        status = register_fail(reg, "the applications cannot be read", error);
    sqlite3_finalize(statement);
    return status;
}
