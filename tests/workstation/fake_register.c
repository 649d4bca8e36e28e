/* A made-up register: it permits and logs, unless it is told not to. */
#include "testing.h"

enum vha_status vha_register_permit(struct vha_register *reg, const struct vha_user *user,
                                    enum vha_action action, const char *subject,
                                    struct vha_error *error)
{
    (void)reg;
    (void)subject;
    if (fake.refused)
        return vha_fail(error, VHA_NO_PERMISSION, "%s may not %s; ask MO2.", user->login,
                        vha_action_name(action));
    return VHA_OK;
}

enum vha_status vha_register_permit_person(struct vha_register *reg, const struct vha_user *user,
                                           enum vha_action action, const char *pncid, bool in_scope,
                                           struct vha_error *error)
{
    const enum vha_status status = vha_register_permit(reg, user, action, pncid, error);
    if (status != VHA_OK || in_scope)
        return status;
    fake.refusals++;
    return vha_fail(error, VHA_NO_PERMISSION, "%s is nobody in %s; ask MO2.", pncid, user->scope);
}

bool vha_user_covers(const struct vha_user *user, const char *bcu)
{
    return strcmp(user->scope, "all") == 0 || (bcu[0] != '\0' && strstr(user->scope, bcu) != NULL);
}

enum vha_status vha_register_session_valid(struct vha_register *reg, struct vha_error *error)
{
    (void)reg;
    (void)error;
    return VHA_OK;
}

enum vha_status vha_register_audit(struct vha_register *reg, const struct vha_audit_entry *entry,
                                   struct vha_error *error)
{
    (void)reg;
    if (fake.audit_fails)
        return vha_fail(error, VHA_IO_ERROR, "the disk is full");
    fake.audits++;
    snprintf(fake.last_action, sizeof fake.last_action, "%s", entry->action);
    snprintf(fake.last_subject, sizeof fake.last_subject, "%s", entry->subject);
    return VHA_OK;
}

const char *vha_action_name(enum vha_action action)
{
    static const char *const names[VHA_ACTIONS] = {
        [VHA_ACTION_BROWSE] = "browse",
        [VHA_ACTION_LIST] = "list",
        [VHA_ACTION_SEARCH] = "search",
        [VHA_ACTION_OPEN] = "open",
    };
    return names[action] != NULL ? names[action] : "an action";
}
