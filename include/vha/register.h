/*
 * register: the system of record. Users and what they may do, loads, copies, and the audit log,
 * in one SQLite database that is never rebuilt. The only writer that sessions share.
 */
#ifndef VHA_REGISTER_H
#define VHA_REGISTER_H

#include "vha/base.h"

struct vha_register;

/* Roles of governance.md. */
enum vha_user_role { VHA_ANALYST, VHA_HEAD_OF_CID, VHA_MO2, VHA_COORDINATOR, VHA_AUDITOR };
#define VHA_USER_ROLES 5
const char *vha_user_role_name(enum vha_user_role role); /* "analyst", "head-of-cid", ... */

/* What can be done, each a row of the permission table. */
enum vha_action {
    VHA_ACTION_BROWSE, /* see the list, filter, search */
    VHA_ACTION_OPEN,   /* open a person's record or explanation */
    VHA_ACTION_LOAD,
    VHA_ACTION_EXPORT, /* make an authorised copy (SOP 53) */
    VHA_ACTIONS
};
const char *vha_action_name(enum vha_action action); /* "browse", ... as in the audit log */

/* Somebody in the register. */
struct vha_user {
    int64_t id;
    char login[64];
    char name[128];
    enum vha_user_role role;
};

/* Makes the register in a new file (mode 0600) with its first tables, its first user, who becomes
 * MO2, and an audit entry of that; the file appears whole or not at all. VHA_CANNOT_CREATE when it
 * exists already. */
enum vha_status vha_register_create(const char *path, const char *login, const char *name,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* Opens an existing register for reading and writing and migrates it to this program's schema.
 * busy_milliseconds is how long another writer is waited for, here and in every call below, which
 * then is VHA_TEMPORARY. VHA_UNAVAILABLE when there is no register, VHA_BAD_DATA when the file is
 * none or damaged, VHA_NO_PERMISSION when this Unix account may not write it. */
enum vha_status vha_register_open(const char *path, int64_t busy_milliseconds,
                                  struct vha_register **reg,
                                  struct vha_error *error) VHA_MUST_CHECK;
void vha_register_close(struct vha_register *reg); /* NULL is allowed */

/* The user with that login. VHA_NO_USER with a sentence that says whom to ask. */
enum vha_status vha_register_user(struct vha_register *reg, const char *login,
                                  struct vha_user *user, struct vha_error *error) VHA_MUST_CHECK;

/* Whether the user's role may do the action: VHA_OK, or VHA_NO_PERMISSION with a sentence saying
 * who may; the refusal is in the audit log before this returns. `subject` is what it was about (a
 * PNCID, a quarter), or NULL. */
enum vha_status vha_register_permit(struct vha_register *reg, const struct vha_user *user,
                                    enum vha_action action, const char *subject,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* Appends an entry to the audit log: chained, committed before it returns. What cannot be logged
 * must not happen: callers log first and stop when this fails. Texts may be NULL. */
struct vha_audit_entry {
    const char *login;
    const char *action;  /* vha_action_name, or a word of its own such as "init" */
    const char *outcome; /* "started", "done", "refused", "failed" */
    const char *subject; /* the nominal's PNCID, the quarter, the file */
    const char *reason;  /* purpose, authority, or why it was refused */
};
enum vha_status vha_register_audit(struct vha_register *reg, const struct vha_audit_entry *entry,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* The last entry of the audit log, to be kept elsewhere (syslog) so that a log cut short shows:
 * number 0 and 64 zeros while the log is empty. */
struct vha_audit_head {
    int64_t number;
    char hash[VHA_SHA256_TEXT_SIZE];
};
enum vha_status vha_register_audit_head(struct vha_register *reg, struct vha_audit_head *head,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* Walks the chain from its first entry. VHA_BAD_DATA names the first entry that was changed, moved
 * or removed, or, where `known` is a head noted earlier (else NULL), says that the log no longer
 * leads to it. *head is the last entry that was looked at. */
enum vha_status vha_register_audit_verify(struct vha_register *reg,
                                          const struct vha_audit_head *known,
                                          struct vha_audit_head *head,
                                          struct vha_error *error) VHA_MUST_CHECK;

/* Records an authorised copy (SOP 53) and returns its number. */
struct vha_copy {
    const char *login;
    const char *authority;
    const char *reason;
    const char *quarter;
    const char *format;
    int64_t people;
    const char *sha256; /* of what was handed out */
};
enum vha_status vha_register_copy(struct vha_register *reg, const struct vha_copy *copy,
                                  int64_t *number, struct vha_error *error) VHA_MUST_CHECK;

/* Records that a load was put in place, with the rejects let through and by whom. */
struct vha_load_entry {
    const char *login;
    const char *quarter;
    const char *as_of;
    const char *policy_sha256;
    int64_t nominals;
    int64_t listed;
    int64_t rejects;
    int64_t max_rejects;
};
enum vha_status vha_register_load(struct vha_register *reg, const struct vha_load_entry *entry,
                                  struct vha_error *error) VHA_MUST_CHECK;

#endif
