#include "register.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROLE(role) (1u << (role))

#define ANALYST ROLE(VHA_ANALYST)
#define HEAD    ROLE(VHA_HEAD_OF_CID)
#define MO2     ROLE(VHA_MO2)
#define LEAD    ROLE(VHA_COORDINATOR)
#define AUDITOR ROLE(VHA_AUDITOR)

/* Whom to turn to: ends "ask ...". */
#define ASK_MO2     "MO2 Nominals and Central Tasking"
#define ASK_HEAD    "the head of CID of the BCU"
#define ASK_LEAD    "the MO2 coordinator (Superintendent)"
#define ASK_AUDITOR "MO5 Covert Governance, or MO2 Nominals and Central Tasking"

/* Who may do what (governance: roles). What nobody's row there names, nobody may. A copy needs its
 * authority reference besides. */
static const struct {
    const char *name;  /* in the audit log */
    const char *words; /* in a refusal */
    unsigned roles;
    const char *ask;
} permissions[VHA_ACTIONS] = {
    [VHA_ACTION_BROWSE] = {"browse", "Browsing the list", ANALYST | HEAD | MO2, ASK_MO2},
    [VHA_ACTION_LIST] = {"list", "Listing people", ANALYST | HEAD | MO2, ASK_MO2},
    [VHA_ACTION_SEARCH] = {"search", "Searching the list", ANALYST | HEAD | MO2, ASK_MO2},
    [VHA_ACTION_OPEN] = {"open", "Opening a person's record", ANALYST | HEAD | MO2, ASK_MO2},
    [VHA_ACTION_REQUEST_REMOVAL] = {"request-removal", "Asking for a removal", ANALYST | HEAD,
                                    "an analyst or " ASK_HEAD},
    [VHA_ACTION_SEE_REQUESTS] = {"see-requests", "Seeing the requests of a BCU", HEAD | MO2,
                                 ASK_HEAD ", or " ASK_MO2},
    [VHA_ACTION_LOG_ACTIVITY] = {"log-activity", "Logging activity", ANALYST | HEAD,
                                 "an analyst or " ASK_HEAD},
    [VHA_ACTION_SAFEGUARD] = {"safeguard", "Deciding on safeguarding", HEAD, ASK_HEAD},
    [VHA_ACTION_SEE_CASEWORK] = {"see-casework", "Seeing what is done around a person",
                                 ANALYST | HEAD | MO2, ASK_MO2},
    [VHA_ACTION_DISCLOSE] = {"disclose", "Logging what was shared", ANALYST | HEAD | MO2, ASK_MO2},
    [VHA_ACTION_BOARD] = {"board", "The report for the CID Delivery Board", HEAD | MO2 | LEAD,
                          ASK_HEAD ", or " ASK_MO2},
    [VHA_ACTION_LOAD] = {"load", "Loading a quarter", MO2, ASK_MO2},
    [VHA_ACTION_REFRESH] = {"refresh", "Refreshing the flags", MO2, ASK_MO2},
    [VHA_ACTION_INTEL] = {"intel", "Loading search results", MO2, ASK_MO2},
    [VHA_ACTION_REVIEW] = {"review", "Reviewing a removal", MO2, ASK_MO2},
    [VHA_ACTION_APPLY] = {"apply", "Applying for somebody else's access", MO2, ASK_MO2},
    [VHA_ACTION_AUTHORISE] = {"authorise", "Putting the authority for access on record",
                              HEAD | MO2 | LEAD, ASK_MO2},
    [VHA_ACTION_GRANT] = {"grant", "Granting access", MO2, ASK_MO2},
    [VHA_ACTION_WITHDRAW] = {"withdraw", "Withdrawing access", MO2, ASK_MO2},
    [VHA_ACTION_SEE_ACCESS] = {"see-access", "Seeing who has access", MO2, ASK_MO2},
    [VHA_ACTION_ARCHIVE] = {"archive", "Looking into the archive", MO2, ASK_MO2},
    [VHA_ACTION_RETENTION] = {"retention", "Deleting what has been kept long enough", MO2, ASK_MO2},
    [VHA_ACTION_SEND_MAIL] = {"send-mail", "Sending notices to MO2's mailbox", MO2, ASK_MO2},
    [VHA_ACTION_MAINTAIN] = {"maintain", "Looking after the register", MO2, ASK_MO2},
    [VHA_ACTION_AUDIT_READ] = {"audit-read", "Reading the audit log", MO2 | AUDITOR, ASK_AUDITOR},
    [VHA_ACTION_AUDIT_REVIEW] = {"audit-review", "The monthly review", MO2 | AUDITOR, ASK_AUDITOR},
    [VHA_ACTION_AUDIT_ENQUIRE] = {"audit-enquire", "Raising an audit enquiry", MO2 | AUDITOR,
                                  ASK_AUDITOR},
    [VHA_ACTION_AUDIT_ANSWER] = {"audit-answer", "Answering an audit enquiry",
                                 ANALYST | HEAD | MO2 | LEAD | AUDITOR, ASK_AUDITOR},
    [VHA_ACTION_EXPORT] = {"export", "Making a copy of the list", MO2,
                           ASK_MO2 ", who need the coordinator's authority (SOP 53)"},
    [VHA_ACTION_AUTHORISE_COPY] = {"authorise-copy", "Authorising a copy", LEAD, ASK_LEAD},
    [VHA_ACTION_TRACK_COPY] = {"track-copy", "Following up a copy", MO2 | LEAD, ASK_MO2},
    [VHA_ACTION_EQUALITY] = {"equality", "Seeing the equality review", MO2 | LEAD,
                             ASK_MO2 ", or " ASK_LEAD},
    [VHA_ACTION_CONCERN] = {"concern", "Filing a concern", ANALYST | HEAD | MO2 | LEAD | AUDITOR,
                            ASK_MO2},
    [VHA_ACTION_MODEL] = {"model", "Modelling a changed policy", MO2, ASK_MO2},
    [VHA_ACTION_SEARCHES] = {"searches", "Seeing the search list", MO2, ASK_MO2},
    [VHA_ACTION_ASSESS] = {"assess", "Assessing a crime report", ANALYST | HEAD | MO2, ASK_MO2},
    [VHA_ACTION_CHANGES] = {"changes", "Seeing what has changed since the earlier quarter", MO2,
                            ASK_MO2},
    [VHA_ACTION_EQUALITY_CLOSE] = {"equality-close", "Closing the equality review", LEAD, ASK_LEAD},
};

static void list_roles(char *out, size_t size, unsigned roles);

const char *vha_action_name(enum vha_action action)
{
    return permissions[action].name;
}

bool vha_user_may(const struct vha_user *user, enum vha_action action)
{
    return (permissions[action].roles & ROLE(user->role)) != 0;
}

enum vha_status vha_register_permit(struct vha_register *reg, const struct vha_user *user,
                                    enum vha_action action, const char *subject,
                                    struct vha_error *error)
{
    if (vha_user_may(user, action))
        return register_check_gate(reg, user, action, subject, error);
    char roles[128];
    list_roles(roles, sizeof roles, permissions[action].roles);
    char reason[256];
    snprintf(reason, sizeof reason, "for %s; '%s' is %s", roles, user->login,
             vha_user_role_name(user->role));
    const enum vha_status status =
        register_log_refusal(reg, user->login, vha_action_name(action), subject, reason, error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION, "%s is %s; ask %s.", permissions[action].words,
                    reason, permissions[action].ask);
}

enum vha_status vha_register_permit_person(struct vha_register *reg, const struct vha_user *user,
                                           enum vha_action action, const char *pncid, bool in_scope,
                                           struct vha_error *error)
{
    enum vha_status status = vha_register_permit(reg, user, action, pncid, error);
    if (status != VHA_OK || in_scope)
        return status;
    char reason[VHA_SCOPE_SIZE + 32];
    snprintf(reason, sizeof reason, "outside the scope %s", user->scope);
    status = register_log_refusal(reg, user->login, vha_action_name(action), pncid, reason, error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "%s is nobody in the BCUs that your access is for (%s); ask " ASK_MO2
                    " if you need more.",
                    pncid, user->scope);
}

enum vha_status vha_register_need_all(struct vha_register *reg, const struct vha_user *user,
                                      enum vha_action action, const char *subject, const char *what,
                                      struct vha_error *error)
{
    if (vha_user_covers(user, ""))
        return VHA_OK;
    char reason[VHA_SCOPE_SIZE + 32];
    snprintf(reason, sizeof reason, "outside the scope %s", user->scope);
    const enum vha_status status =
        register_log_refusal(reg, user->login, vha_action_name(action), subject, reason, error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "%s, and your access is for the BCUs %s; ask a member of " ASK_MO2
                    " whose access is for all of it.",
                    what, user->scope);
}

/* -------------------------------------------------------------------------------- the list, logged
 */

enum vha_status vha_register_log_list(struct vha_register *reg, const struct vha_user *user,
                                      const struct vha_listing *listing, struct vha_error *error)
{
    enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_LIST, listing->quarter, error);
    if (status != VHA_OK)
        return status;
    const bool everybody = listing->filter == NULL || listing->filter[0] == '\0';
    const size_t size = 64 + strlen(everybody ? "" : listing->filter) + strlen(listing->sort);
    char *reason = vha_alloc(size);
    snprintf(reason, size, "filter: %s; sort: %s; count: %lld",
             everybody ? "everybody" : listing->filter, listing->sort, (long long)listing->count);
    const struct vha_audit_entry entry = {.login = user->login,
                                          .action = vha_action_name(VHA_ACTION_LIST),
                                          .outcome = "done",
                                          .subject = listing->quarter,
                                          .reason = reason};
    status = vha_register_audit(reg, &entry, error);
    free(reason);
    return status;
}

enum vha_status vha_register_log_search(struct vha_register *reg, const struct vha_user *user,
                                        const char *quarter, const char *text,
                                        struct vha_error *error)
{
    const enum vha_status status =
        vha_register_permit(reg, user, VHA_ACTION_SEARCH, quarter, error);
    if (status != VHA_OK)
        return status;
    const struct vha_audit_entry entry = {.login = user->login,
                                          .action = vha_action_name(VHA_ACTION_SEARCH),
                                          .outcome = "done",
                                          .subject = quarter,
                                          .reason = text};
    return vha_register_audit(reg, &entry, error);
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
