#include "register.h"

#include <stdio.h>
#include <string.h>

#define ROLE(role) (1u << (role))

/* Who may do what (governance: roles). A copy needs its authority reference besides. */
static const struct {
    const char *name;  /* in the audit log */
    const char *words; /* in a refusal */
    unsigned roles;
} permissions[VHA_ACTIONS] = {
    [VHA_ACTION_BROWSE] = {"browse", "Browsing the list",
                           ROLE(VHA_ANALYST) | ROLE(VHA_HEAD_OF_CID) | ROLE(VHA_MO2)},
    [VHA_ACTION_OPEN] = {"open", "Opening a person's record",
                         ROLE(VHA_ANALYST) | ROLE(VHA_HEAD_OF_CID) | ROLE(VHA_MO2)},
    [VHA_ACTION_LOAD] = {"load", "Loading a quarter", ROLE(VHA_MO2)},
    [VHA_ACTION_EXPORT] = {"export", "Making a copy of the list",
                           ROLE(VHA_MO2) | ROLE(VHA_COORDINATOR)},
};

static void list_roles(char *out, size_t size, unsigned roles);

const char *vha_action_name(enum vha_action action)
{
    return permissions[action].name;
}

enum vha_status vha_register_permit(struct vha_register *reg, const struct vha_user *user,
                                    enum vha_action action, const char *subject,
                                    struct vha_error *error)
{
    if ((permissions[action].roles & ROLE(user->role)) != 0)
        return VHA_OK;
    char roles[128];
    list_roles(roles, sizeof roles, permissions[action].roles);
    char reason[256];
    snprintf(reason, sizeof reason, "for %s; '%s' is %s", roles, user->login,
             vha_user_role_name(user->role));
    const enum vha_status status =
        vha_register_audit(reg,
                           &(struct vha_audit_entry){.login = user->login,
                                                     .action = vha_action_name(action),
                                                     .outcome = "refused",
                                                     .subject = subject,
                                                     .reason = reason},
                           error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "%s is %s; ask MO2 Nominals and Central Tasking if you need it.",
                    permissions[action].words, reason);
}

/* "analyst, head-of-cid and mo2" */
static void list_roles(char *out, size_t size, unsigned roles)
{
    size_t used = 0;
    out[0] = '\0';
    for (unsigned role = 0; role < VHA_USER_ROLES && used < size; role++) {
        if ((roles & ROLE(role)) == 0)
            continue;
        const bool last = (roles >> (role + 1)) == 0;
        const char *joint = used == 0 ? "" : last ? " and " : ", ";
        used += (size_t)snprintf(out + used, size - used, "%s%s", joint,
                                 vha_user_role_name((enum vha_user_role)role));
    }
}
