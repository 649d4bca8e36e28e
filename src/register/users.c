#include "register.h"

#include "users.sql.h"

#include <stdio.h>
#include <string.h>

static enum vha_status read_user(struct vha_register *reg, sqlite3_stmt *statement,
                                 struct vha_user *user, struct vha_error *error);

enum vha_status vha_register_user(struct vha_register *reg, const char *login,
                                  struct vha_user *user, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, users_sql, "find", &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sql_bind_text(statement, 1, login) ? sqlite3_step(statement) : SQLITE_NOMEM;
    if (result == SQLITE_ROW)
        status = read_user(reg, statement, user, error);
    else if (result == SQLITE_DONE)
        status = vha_fail(error, VHA_NO_USER,
                          "'%s' has no access to the VHA; ask MO2 Nominals and Central Tasking "
                          "for it (SOP 40 to 43).",
                          login);
    else
        status = register_fail(reg, "a user cannot be looked up", error);
    sqlite3_finalize(statement);
    return status;
}

static void copy_column(char *out, size_t size, sqlite3_stmt *statement, int column)
{
    snprintf(out, size, "%s", (const char *)sqlite3_column_text(statement, column));
}

static enum vha_status read_user(struct vha_register *reg, sqlite3_stmt *statement,
                                 struct vha_user *user, struct vha_error *error)
{
    *user = (struct vha_user){.id = sqlite3_column_int64(statement, 0)};
    copy_column(user->login, sizeof user->login, statement, 1);
    copy_column(user->name, sizeof user->name, statement, 2);
    const char *role = (const char *)sqlite3_column_text(statement, 3);
    if (role == NULL || !register_role_of(role, &user->role))
        return vha_fail(error, VHA_BAD_DATA,
                        "Register %s: user '%s' has a role that this program does not know.",
                        reg->path, user->login);
    return VHA_OK;
}

enum vha_status register_add_user(struct vha_register *reg, const char *login, const char *name,
                                  enum vha_user_role role, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    const enum vha_status status = sql_prepare(reg, users_sql, "add", &statement, error);
    if (status != VHA_OK)
        return status;
    char now[REGISTER_TIME_SIZE];
    const bool bound = sql_bind_text(statement, 1, login) && sql_bind_text(statement, 2, name) &&
                       sql_bind_text(statement, 3, vha_user_role_name(role)) &&
                       sql_bind_text(statement, 4, register_now(now));
    if (!bound) {
        sqlite3_finalize(statement);
        return register_fail(reg, "a user cannot be added", error);
    }
    return sql_finish(reg, statement, "a user cannot be added", error);
}
