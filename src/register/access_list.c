#include "register.h"

#include "access.sql.h"

#include "vha/access.h"

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
    USED, /* likewise, or granted */
    STEPS
};

/* Who stays away for too long has no access any more, though nobody has written that down until
 * they come. */
static const char *state_of(sqlite3_stmt *statement)
{
    const bool is_held = sql_text(statement, ROLE) != NULL;
    const char *const used = sql_text(statement, USED);
    return is_held && register_is_idle(used != NULL ? used : "") ? "idle"
                                                                 : sql_text(statement, STATE);
}

static struct vha_access read_access(sqlite3_stmt *statement)
{
    struct vha_access access = {
        .number = sqlite3_column_int64(statement, NUMBER),
        .state = state_of(statement),
        .founding = sqlite3_column_int(statement, FOUNDING) != 0,
        .login = sql_text(statement, LOGIN),
        .reason = sql_text(statement, REASON),
        .name = sql_text(statement, NAME),
        .pay_number = sql_text(statement, PAY_NUMBER),
        .post = sql_text(statement, POST),
        .signed_on = sql_text(statement, SIGNED_ON),
        .training_on = sql_text(statement, TRAINING_ON),
        .sop_version = sql_text(statement, SOP_VERSION),
        .supervisor = sql_text(statement, SUPERVISOR),
        .supervisor_rank = sql_text(statement, SUPERVISOR_RANK),
        .supervisor_pay_number = sql_text(statement, SUPERVISOR_PAY_NUMBER),
        .authorised_on = sql_text(statement, AUTHORISED_ON),
        .withdrawn_for = sql_text(statement, WITHDRAWN_FOR),
        .role = sql_text(statement, ROLE),
        .scope = sql_text(statement, SCOPE),
        .key_count = sqlite3_column_int64(statement, KEYS),
        .last_use = sql_text(statement, LAST_USE),
    };
    for (int i = 0; i < (int)VHA_COUNT(access.steps); i++)
        access.steps[i] = (struct vha_access_step){
            .at = sql_text(statement, STEPS + 3 * i),
            .login = sql_text(statement, STEPS + 3 * i + 1),
            .reason = sql_text(statement, STEPS + 3 * i + 2),
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
