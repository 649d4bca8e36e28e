#include "register.h"

#include <stdio.h>
#include <string.h>

#define ROLE(role) (1u << (role))

#define ANALYST ROLE(VHA_ANALYST)
#define HEAD    ROLE(VHA_HEAD_OF_CID)
#define MO2     ROLE(VHA_MO2)
#define LEAD    ROLE(VHA_COORDINATOR)
#define AUDITOR ROLE(VHA_AUDITOR)

/* Who may do what (governance: roles). A copy needs its authority reference besides. */
static const struct {
    const char *name;  /* in the audit log */
    const char *words; /* in a refusal */
    unsigned roles;
} permissions[VHA_ACTIONS] = {
    [VHA_ACTION_BROWSE] = {"browse", "Browsing the list", ANALYST | HEAD | MO2},
    [VHA_ACTION_OPEN] = {"open", "Opening a person's record", ANALYST | HEAD | MO2},
    [VHA_ACTION_REQUEST_REMOVAL] = {"request-removal", "Asking for a removal", ANALYST | HEAD},
    [VHA_ACTION_SEE_REQUESTS] = {"see-requests", "Seeing the requests of a BCU", HEAD | MO2},
    [VHA_ACTION_LOG_ACTIVITY] = {"log-activity", "Logging activity", ANALYST | HEAD},
    [VHA_ACTION_SAFEGUARD] = {"safeguard", "Deciding on safeguarding", HEAD},
    [VHA_ACTION_LOAD] = {"load", "Loading a quarter", MO2},
    [VHA_ACTION_REFRESH] = {"refresh", "Refreshing the flags", MO2},
    [VHA_ACTION_REVIEW] = {"review", "Reviewing a removal", MO2},
    [VHA_ACTION_APPLY] = {"apply", "Applying for somebody else's access", MO2},
    [VHA_ACTION_AUTHORISE] = {"authorise", "Putting the authority for access on record",
                              HEAD | MO2 | LEAD},
    [VHA_ACTION_GRANT] = {"grant", "Granting access", MO2},
    [VHA_ACTION_WITHDRAW] = {"withdraw", "Withdrawing access", MO2},
    [VHA_ACTION_SEE_ACCESS] = {"see-access", "Seeing who has access", MO2 | AUDITOR},
    [VHA_ACTION_ARCHIVE] = {"archive", "Looking into the archive", MO2},
    [VHA_ACTION_RETENTION] = {"retention", "Deleting archives", MO2},
    [VHA_ACTION_MAINTAIN] = {"maintain", "Looking after the register", MO2},
    [VHA_ACTION_AUDIT_READ] = {"audit-read", "Reading the audit log", MO2 | AUDITOR},
    [VHA_ACTION_AUDIT_ENQUIRE] = {"audit-enquire", "Raising an audit enquiry", MO2 | AUDITOR},
    [VHA_ACTION_EXPORT] = {"export", "Making a copy of the list", MO2 | LEAD},
    [VHA_ACTION_AUTHORISE_COPY] = {"authorise-copy", "Authorising a copy", LEAD},
    [VHA_ACTION_EQUALITY_CLOSE] = {"equality-close", "Closing the equality review", LEAD},
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
        register_log_refusal(reg, user->login, vha_action_name(action), subject, reason, error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "%s is %s; ask MO2 Nominals and Central Tasking if you need it.",
                    permissions[action].words, reason);
}

enum vha_status register_log_refusal(struct vha_register *reg, const char *login,
                                     const char *action, const char *subject, const char *reason,
                                     struct vha_error *error)
{
    return vha_register_audit(reg,
                              &(struct vha_audit_entry){.login = login,
                                                        .action = action,
                                                        .outcome = "refused",
                                                        .subject = subject,
                                                        .reason = reason},
                              error);
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
