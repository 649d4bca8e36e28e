#include "command.h"
#include "session.h"

#include "vha/audit.h"
#include "vha/backup.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct keep_values {
    const char *file;
};

static const char action[] = "maintain";

static enum vha_status check(struct session *session, struct vha_audit_head *head,
                             struct vha_error *error)
{
    enum vha_status status = session_log(session, action, "started", NULL, "check", error);
    if (status == VHA_OK)
        status = vha_register_check(session->reg, head, error);
    return status;
}

static enum vha_status run_check(const struct invocation *invocation, struct vha_error *error)
{
    struct session session;
    struct vha_audit_head head;
    enum vha_status status =
        session_begin_keeping(invocation->home, VHA_ACTION_MAINTAIN, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = check(&session, &head, error);
    if (status == VHA_OK)
        printf("The register is whole; its audit log ends with %s:%" PRId64 ".\n", head.hash,
               head.number);
    session_close(&session);
    return status;
}

static enum vha_status run_backup(const struct invocation *invocation, struct vha_error *error)
{
    const struct keep_values *values = invocation->values;
    struct session session;
    struct vha_audit_head head;
    enum vha_status status =
        session_begin_keeping(invocation->home, VHA_ACTION_MAINTAIN, values->file, &session, error);
    if (status != VHA_OK)
        return status;
    status = session_log(&session, action, "started", values->file, "backup", error);
    if (status == VHA_OK)
        status = vha_register_backup(session.reg, values->file, &head, error);
    if (status == VHA_OK)
        printf("%s is a whole copy of the register; its audit log ends with %s:%" PRId64 ".\n",
               values->file, head.hash, head.number);
    session_close(&session);
    return status;
}

/* The register may be past asking who is who; its folder is then its owner's to restore. Where it
 * can be asked, it is. */
static enum vha_status may_restore(const struct invocation *invocation, struct vha_error *error)
{
    struct session session;
    struct vha_error unheard;
    const struct keep_values *values = invocation->values;
    const enum vha_status status = session_begin_keeping(invocation->home, VHA_ACTION_MAINTAIN,
                                                         values->file, &session, &unheard);
    if (status == VHA_OK)
        session_close(&session);
    if (status == VHA_NO_PERMISSION || status == VHA_NO_USER)
        return vha_fail(error, status, "%s", unheard.message);
    return VHA_OK;
}

static enum vha_status run_restore(const struct invocation *invocation, struct vha_error *error)
{
    const struct keep_values *values = invocation->values;
    struct home home = {0};
    char login[LOGIN_SIZE];
    char name[NAME_SIZE];
    enum vha_status status = session_account(login, name, error);
    if (status == VHA_OK)
        status = may_restore(invocation, error);
    if (status == VHA_OK)
        status = home_find(invocation->home, &home, error);
    if (status != VHA_OK)
        return status;
    char *path = home_path(&home, HOME_REGISTER);
    char *kept = NULL;
    status = vha_register_restore(path, values->file, login, &kept, error);
    if (status == VHA_OK && kept != NULL)
        printf("The register is the backup's; the one that was there is kept as %s.\n", kept);
    else if (status == VHA_OK)
        printf("The register is the backup's.\n");
    free(kept);
    free(path);
    home_free(&home);
    return status;
}

const struct command command_register_check = {
    .name = "register check",
    .summary = "say whether the register is whole",
    .description = "Looks at the whole register: the file, the references between its tables, and "
                   "every entry of the audit log.",
    .run = run_check,
};

static const struct parameter backup_parameters[] = {
    {.name = "FILE",
     .kind = VALUE_FILE,
     .required = true,
     .offset = offsetof(struct keep_values, file),
     .summary = "the copy to be made; nothing may be there yet"},
};

const struct command command_register_backup = {
    .name = "register backup",
    .summary = "write a checked copy of the register",
    .description = "Writes a copy of the register as it is at one moment, while others go on "
                   "working, and checks the copy. Keep it on another disk.",
    .parameters = backup_parameters,
    .parameter_count = VHA_COUNT(backup_parameters),
    .values_size = sizeof(struct keep_values),
    .run = run_backup,
};

static const struct parameter restore_parameters[] = {
    {.name = "FILE",
     .kind = VALUE_FILE,
     .required = true,
     .offset = offsetof(struct keep_values, file),
     .summary = "the backup"},
};

const struct command command_register_restore = {
    .name = "register restore",
    .summary = "put a backup in the register's place",
    .description = "Checks a backup and puts a copy of it in the register's place. The register "
                   "that was there is kept beside it. Nobody may be using it meanwhile.",
    .parameters = restore_parameters,
    .parameter_count = VHA_COUNT(restore_parameters),
    .values_size = sizeof(struct keep_values),
    .run = run_restore,
};
