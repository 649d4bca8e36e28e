#include "access.h"

#include "access.sql.h"

#include <stdio.h>
#include <string.h>

/* How access ends, and how a register that nobody of mo2 is left in gets somebody again. */

/* ------------------------------------------------------------------------------ the last of mo2 */

/* Members of MO2 with access in force besides `login`; nobody else can let anybody in. */
static enum vha_status count_others(struct vha_register *reg, const char *login, size_t *count,
                                    struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, access_sql, "others-in-mo2", &statement, error);
    if (status != VHA_OK)
        return status;
    *count = 0;
    int result = sql_bind_text(statement, 1, login) ? SQLITE_ROW : SQLITE_NOMEM;
    while (status == VHA_OK && result == SQLITE_ROW &&
           (result = sqlite3_step(statement)) == SQLITE_ROW) {
        struct access_found found;
        const char *other = (const char *)sqlite3_column_text(statement, 0);
        status = register_find_access(reg, other != NULL ? other : "", &found, error);
        *count += status == VHA_OK && found.standing == ACCESS_IN_FORCE ? 1 : 0;
    }
    if (status == VHA_OK && result != SQLITE_DONE)
        status = register_fail(reg, "its users cannot be counted", error);
    sqlite3_finalize(statement);
    return status;
}

/* Whether nobody would be left to grant access, were that of `login` withdrawn. */
static enum vha_status is_last(struct vha_register *reg, const char *login, bool *last,
                               struct vha_error *error)
{
    size_t others = 0;
    struct access_found found;
    *last = false;
    enum vha_status status = register_find_access(reg, login, &found, error);
    if (status != VHA_OK || found.standing != ACCESS_IN_FORCE || found.user.role != VHA_MO2)
        return status;
    status = count_others(reg, login, &others, error);
    *last = status == VHA_OK && others == 0;
    return status;
}

static enum vha_status refuse_last(struct vha_register *reg, const char *by, const char *login,
                                   struct vha_error *error)
{
    const enum vha_status status = register_log_refusal(
        reg, by, vha_action_name(VHA_ACTION_WITHDRAW), login, "the last of mo2 in force", error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "'%s' is the last member of MO2 with access in force, without whom nobody "
                    "could be let in any more; grant somebody else the role mo2 first (SOP 40).",
                    login);
}

/* ---------------------------------------------------------------------------------- withdrawing */

static enum vha_status write_withdrawal(struct vha_register *reg, const struct access_step *step,
                                        const char *ground, struct vha_error *error)
{
    const char *const texts[] = {step->number, ground};
    enum vha_status status =
        sql_write(reg, access_sql, "withdraw", texts, 2, ACCESS_UNWRITTEN, error);
    if (status == VHA_OK)
        status = sql_write(reg, access_sql, "withdraw-user", texts, 1, ACCESS_UNWRITTEN, error);
    return status == VHA_OK ? access_take_step(reg, step, error) : status;
}

enum vha_status vha_register_withdraw(struct vha_register *reg, const char *by, const char *login,
                                      enum vha_withdrawal ground, const char *reason,
                                      struct vha_error *error)
{
    static const char *const names[] = {"reason of the withdrawal"};
    struct open_access open;
    enum vha_status status = access_check_filled(names, &reason, 1, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    bool last = false;
    status = access_find_open(reg, login, &open, error);
    if (status == VHA_OK && open.number[0] == '\0')
        status = vha_fail(error, VHA_NO_USER,
                          "'%s' has neither access nor an application that "
                          "could be withdrawn.",
                          login);
    if (status == VHA_OK)
        status = is_last(reg, login, &last, error);
    if (status == VHA_OK && last)
        status = VHA_NO_PERMISSION;
    if (status == VHA_OK)
        status =
            write_withdrawal(reg,
                             &(struct access_step){open.number, "withdrawn", by, login,
                                                   vha_action_name(VHA_ACTION_WITHDRAW), reason},
                             vha_withdrawal_name(ground), error);
    status = register_end(reg, status, error);
    return last ? refuse_last(reg, by, login, error) : status;
}

enum vha_status register_end_idle(struct vha_register *reg, const struct access_found *found,
                                  struct vha_error *error)
{
    char number[ACCESS_NUMBER_SIZE];
    char reason[64];
    snprintf(number, sizeof number, "%lld", (long long)found->access);
    snprintf(reason, sizeof reason, "not used since %s", found->day);
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    /* Another process may have been quicker. */
    struct open_access open;
    status = access_find_open(reg, found->user.login, &open, error);
    if (status == VHA_OK && strcmp(open.number, number) == 0)
        status = write_withdrawal(
            reg,
            &(struct access_step){number, "withdrawn", found->user.login, found->user.login,
                                  vha_action_name(VHA_ACTION_WITHDRAW), reason},
            vha_withdrawal_name(VHA_IDLE), error);
    return register_end(reg, status, error);
}

/* ------------------------------------------------------------------------------- beginning anew */

static enum vha_status write_founder(struct vha_register *reg, const char *by, const char *login,
                                     const char *name, struct vha_error *error)
{
    char reason[128];
    snprintf(reason, sizeof reason, "nobody of mo2 had access in force; as mo2, by %.63s", by);
    const enum vha_status status =
        register_add_user(reg, login, name, VHA_MO2, "nobody of mo2 had access in force", error);
    if (status != VHA_OK)
        return status;
    return register_append(
        reg,
        &(struct vha_audit_entry){
            .login = by, .action = "init", .outcome = "done", .subject = login, .reason = reason},
        error);
}

/* Whether the register waits for somebody; the login then has no open application any more. */
static enum vha_status clear_for_founder(struct vha_register *reg, const char *by,
                                         const char *login, struct vha_error *error)
{
    size_t others = 0;
    struct access_found found;
    struct open_access open;
    enum vha_status status = count_others(reg, "", &others, error);
    if (status == VHA_OK && others > 0)
        return vha_fail(error, VHA_CANNOT_CREATE,
                        "There is a register at %s already; it was left as it is, and its members "
                        "of MO2 grant access.",
                        reg->path);
    if (status == VHA_OK)
        status = register_find_access(reg, login, &found, error);
    if (status == VHA_OK)
        status = access_find_open(reg, login, &open, error);
    if (status != VHA_OK || open.number[0] == '\0')
        return status;
    return write_withdrawal(
        reg,
        &(struct access_step){open.number, "withdrawn", by, login,
                              vha_action_name(VHA_ACTION_WITHDRAW), "let in anew, as mo2"},
        vha_withdrawal_name(found.standing == ACCESS_IDLE ? VHA_IDLE : VHA_CHANGED_ROLE), error);
}

enum vha_status vha_register_found_anew(struct vha_register *reg, const char *by, const char *login,
                                        const char *name, struct vha_error *error)
{
    enum vha_status status = register_begin(reg, error);
    if (status != VHA_OK)
        return status;
    status = clear_for_founder(reg, by, login, error);
    if (status == VHA_OK)
        status = write_founder(reg, by, login, name, error);
    return register_end(reg, status, error);
}
