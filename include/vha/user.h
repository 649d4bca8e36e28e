/*
 * user: somebody in the register, their role and what it may do. A part of the register.
 */
#ifndef VHA_USER_H
#define VHA_USER_H

#include "vha/base.h"

/* Roles of governance.md. */
enum vha_user_role { VHA_ANALYST, VHA_HEAD_OF_CID, VHA_MO2, VHA_COORDINATOR, VHA_AUDITOR };
#define VHA_USER_ROLES 5
const char *vha_user_role_name(enum vha_user_role role); /* "analyst", "head-of-cid", ... */

/* What can be done, each a row of the permission table. */
enum vha_action {
    VHA_ACTION_BROWSE,          /* have the list before one */
    VHA_ACTION_LIST,            /* choose of it: filters and order */
    VHA_ACTION_SEARCH,          /* look for a name or a PNCID */
    VHA_ACTION_OPEN,            /* open a person's record or explanation */
    VHA_ACTION_REQUEST_REMOVAL, /* SOP 28 */
    VHA_ACTION_SEE_REQUESTS,    /* those of the user's scope */
    VHA_ACTION_LOG_ACTIVITY,    /* SOP 68 */
    VHA_ACTION_SAFEGUARD,       /* decisions on children, SOP 35 to 39 */
    VHA_ACTION_SEE_CASEWORK,    /* safeguarding, activity and sharing around a person */
    VHA_ACTION_DISCLOSE,        /* log what was shared, SOP 72 to 75 */
    VHA_ACTION_BOARD,           /* counts for the CID Delivery Board, SOP 68, 79 */
    VHA_ACTION_LOAD,
    VHA_ACTION_REFRESH,        /* of flags between loads, SOP 70 */
    VHA_ACTION_INTEL,          /* loading what the daily searches have found, SOP 70 */
    VHA_ACTION_REVIEW,         /* decide on removals */
    VHA_ACTION_APPLY,          /* put somebody else's application in (one's own needs no role) */
    VHA_ACTION_AUTHORISE,      /* put a superintendent's authority for access on record, SOP 41 */
    VHA_ACTION_GRANT,          /* SOP 40 */
    VHA_ACTION_WITHDRAW,       /* SOP 47, 48 */
    VHA_ACTION_SEE_ACCESS,     /* who has access, and by which application */
    VHA_ACTION_ARCHIVE,        /* list and open the quarters before, SOP 51 */
    VHA_ACTION_RETENTION,      /* delete what has been kept long enough */
    VHA_ACTION_SEND_MAIL,      /* notices to MO2's mailbox, SOP 28 */
    VHA_ACTION_MAINTAIN,       /* check, back up and restore the register */
    VHA_ACTION_AUDIT_READ,     /* list, show and verify the audit log, SOP 62 */
    VHA_ACTION_AUDIT_REVIEW,   /* the month's use, per BCU and user */
    VHA_ACTION_AUDIT_ENQUIRE,  /* ask a user why an entry happened */
    VHA_ACTION_AUDIT_ANSWER,   /* answer what one was asked oneself */
    VHA_ACTION_EXPORT,         /* make an authorised copy (SOP 53) */
    VHA_ACTION_AUTHORISE_COPY, /* SOP 53 */
    VHA_ACTION_TRACK_COPY,     /* list copies, record their movements and destruction, SOP 53 */
    VHA_ACTION_EQUALITY,       /* see and publish the equality review, SOP 54 to 58 */
    VHA_ACTION_CONCERN,        /* file one about a disproportionate effect, SOP 58 */
    VHA_ACTION_MODEL,          /* try a changed policy on the quarter in force */
    VHA_ACTION_SEARCHES,       /* see the daily search list, SOP 70 */
    VHA_ACTION_ASSESS,         /* assess a crime report in or out */
    VHA_ACTION_CHANGES,        /* see who came and who went since the earlier quarter */
    VHA_ACTION_EQUALITY_CLOSE, /* close the quarter's equality review, SOP 54 to 58 */
    VHA_ACTIONS
};
const char *vha_action_name(enum vha_action action); /* "browse", ... as in the audit log */

#define VHA_LOGIN_SIZE 64
#define VHA_NAME_SIZE  128
#define VHA_SCOPE_SIZE 96

/* Somebody in the register whose access is in force. */
struct vha_user {
    int64_t id;
    char login[VHA_LOGIN_SIZE];
    char name[VHA_NAME_SIZE];
    enum vha_user_role role;
    char scope[VHA_SCOPE_SIZE]; /* "all", or the codes of BCUs with blanks between: "AS CN" */
};

/* Whether the user's scope takes in that BCU ("AS"). */
bool vha_user_covers(const struct vha_user *user, const char *bcu);

/* Whether the user's role may, without asking and without a trace: for what is offered to them, not
 * for what they do. */
bool vha_user_may(const struct vha_user *user, enum vha_action action);

#endif
