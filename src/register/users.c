#include "register.h"

#include "users.sql.h"

#include <stdio.h>
#include <string.h>

/* Columns of users.sql's `find`. */
enum { ID, LOGIN, NAME, ROLE, SCOPE, ACCESS, LAST_USE, LAST_ACCESS, WITHDRAWN_FOR, WITHDRAWN_ON };

static enum vha_status read_found(struct vha_register *reg, sqlite3_stmt *statement,
                                  struct access_found *found, struct vha_error *error);

enum vha_status vha_register_user(struct vha_register *reg, const char *login,
                                  struct vha_user *user, struct vha_error *error)
{
    struct access_found found;
    const enum vha_status status = register_find_access(reg, login, &found, error);
    if (status != VHA_OK)
        return status;
    if (found.standing != ACCESS_IN_FORCE)
        return register_no_access(login, &found, error);
    *user = found.user;
    return VHA_OK;
}

enum vha_status register_find_access(struct vha_register *reg, const char *login,
                                     struct access_found *found, struct vha_error *error)
{
    *found = (struct access_found){.standing = ACCESS_UNKNOWN};
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, users_sql, "find", &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sql_bind_text(statement, 1, login) ? sqlite3_step(statement) : SQLITE_NOMEM;
    if (result == SQLITE_ROW)
        status = read_found(reg, statement, found, error);
    else if (result != SQLITE_DONE)
        status = register_fail(reg, "a user cannot be looked up", error);
    sqlite3_finalize(statement);
    return status;
}

bool register_is_idle(const char *last_use)
{
    vha_date day = VHA_NO_DATE;
    return !vha_date_parse(last_use, strlen(last_use), &day) ||
           vha_months_between(day, vha_today()) >= VHA_IDLE_MONTHS;
}

static enum vha_status read_found(struct vha_register *reg, sqlite3_stmt *statement,
                                  struct access_found *found, struct vha_error *error)
{
    struct vha_user *const user = &found->user;
    user->id = sqlite3_column_int64(statement, ID);
    sql_copy_text(user->login, sizeof user->login, statement, LOGIN);
    sql_copy_text(user->name, sizeof user->name, statement, NAME);
    sql_copy_text(user->scope, sizeof user->scope, statement, SCOPE);
    sql_copy_text(found->withdrawn_for, sizeof found->withdrawn_for, statement, WITHDRAWN_FOR);
    const bool has_access = sqlite3_column_type(statement, ACCESS) != SQLITE_NULL;
    found->access = sqlite3_column_int64(statement, has_access ? ACCESS : LAST_ACCESS);
    sql_copy_text(found->day, sizeof found->day, statement, has_access ? LAST_USE : WITHDRAWN_ON);
    found->standing = !has_access                    ? ACCESS_WITHDRAWN
                      : register_is_idle(found->day) ? ACCESS_IDLE
                                                     : ACCESS_IN_FORCE;
    const char *role = (const char *)sqlite3_column_text(statement, ROLE);
    if (role == NULL || !register_role_of(role, &user->role))
        return vha_fail(error, VHA_BAD_DATA,
                        "Register %s: user '%s' has a role that this program does not know.",
                        reg->path, user->login);
    return VHA_OK;
}

enum vha_status register_no_access(const char *login, const struct access_found *found,
                                   struct vha_error *error)
{
    if (found->standing == ACCESS_UNKNOWN)
        return vha_fail(error, VHA_NO_USER,
                        "'%s' has no access to the VHA; ask MO2 Nominals and Central Tasking "
                        "for it (SOP 40 to 43).",
                        login);
    if (found->standing == ACCESS_IDLE || strcmp(found->withdrawn_for, "idle") == 0)
        return vha_fail(error, VHA_NO_PERMISSION,
                        "The access of '%s' to the VHA has ended, since it was not used for six "
                        "months; send a new application to MO2 Nominals and Central Tasking "
                        "(SOP 43, 47).",
                        login);
    return vha_fail(error, VHA_NO_PERMISSION,
                    "The access of '%s' to the VHA was withdrawn on %s (%s); send a new "
                    "application to MO2 Nominals and Central Tasking if it is needed again (SOP 43 "
                    "to 48).",
                    login, found->day, found->withdrawn_for);
}

bool vha_user_covers(const struct vha_user *user, const char *bcu)
{
    if (strcmp(user->scope, "all") == 0)
        return true;
    const size_t length = strlen(bcu);
    for (const char *at = user->scope; length > 0 && *at != '\0'; at += strspn(at, " ")) {
        const size_t word = strcspn(at, " ");
        if (word == length && memcmp(at, bcu, length) == 0)
            return true;
        at += word;
    }
    return false;
}

enum vha_status register_add_user(struct vha_register *reg, const char *login, const char *name,
                                  enum vha_user_role role, const char *reason,
                                  struct vha_error *error)
{
    static const char what[] = "a user cannot be added";
    char now[REGISTER_TIME_SIZE];
    register_now(now);
    const char *const user[] = {login, name, vha_user_role_name(role), now, reason};
    const char *const step[] = {login, now, reason};
    enum vha_status status = sql_write(reg, users_sql, "found", user, 5, what, error);
    if (status == VHA_OK)
        status = sql_write(reg, users_sql, "found-step", step, 3, what, error);
    if (status == VHA_OK)
        status = sql_write(reg, users_sql, "add", user, 4, what, error);
    return status;
}
