/*
 * register: the system of record. Users and what they may do, loads, copies, and the audit log,
 * in one SQLite database that is never rebuilt. The only writer that sessions share.
 *
 * Here: opening it, asking for permission, and putting on record what was done; each of its other
 * parts has a header of its own.
 */
#ifndef VHA_REGISTER_H
#define VHA_REGISTER_H

#include "vha/base.h"
#include "vha/user.h"

struct vha_register;

/* Makes the register in a new file (mode 0600) with its first tables, its first user, who becomes
 * MO2, and an audit entry of that; the file appears whole or not at all. VHA_CANNOT_CREATE when it
 * exists already. */
enum vha_status vha_register_create(const char *path, const char *login, const char *name,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* Opens an existing register for reading and writing and migrates it to this program's schema.
 * busy_milliseconds is how long another writer is waited for, here and in every later call, which
 * then is VHA_TEMPORARY. VHA_UNAVAILABLE when there is no register, VHA_BAD_DATA when the file is
 * none or damaged, VHA_NO_PERMISSION when this Unix account may not write it. */
enum vha_status vha_register_open(const char *path, int64_t busy_milliseconds,
                                  struct vha_register **reg,
                                  struct vha_error *error) VHA_MUST_CHECK;
void vha_register_close(struct vha_register *reg); /* NULL is allowed */

/* ---------------------------------------------------------------------------------- permission */

/* The user with that login, whose access is in force. Else a sentence that says whom to ask:
 * VHA_NO_USER when the register knows nobody of that name, VHA_NO_PERMISSION when the access was
 * withdrawn, or ended because it had not been used for VHA_IDLE_MONTHS. */
#define VHA_IDLE_MONTHS 6
enum vha_status vha_register_user(struct vha_register *reg, const char *login,
                                  struct vha_user *user, struct vha_error *error) VHA_MUST_CHECK;

/* Whether the user's role may do the action: VHA_OK, or VHA_NO_PERMISSION with a sentence saying
 * who may, or which audit enquiry must be answered first; the refusal is in the audit log before
 * this returns. `subject` is what it was about (a PNCID, a quarter), or NULL. */
enum vha_status vha_register_permit(struct vha_register *reg, const struct vha_user *user,
                                    enum vha_action action, const char *subject,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* vha_register_permit for an action that concerns one person, who must be in the user's scope too:
 * in_scope is vha_cohort_covers of their position in a cohort confined to the scope, or, of
 * somebody who is not on the list, vha_user_covers of their borough's BCU. The sentence is the same
 * whether they are elsewhere or nowhere: who knows of nobody there is to pass false as well. */
enum vha_status vha_register_permit_person(struct vha_register *reg, const struct vha_user *user,
                                           enum vha_action action, const char *pncid, bool in_scope,
                                           struct vha_error *error) VHA_MUST_CHECK;

/* For what is of the whole list: refuses it, on record, to whose scope has an edge, with
 * VHA_NO_PERMISSION and `what` before it ("Nothing was copied: a copy is of all of London"). */
enum vha_status vha_register_need_all(struct vha_register *reg, const struct vha_user *user,
                                      enum vha_action action, const char *subject, const char *what,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* ----------------------------------------------------------------------------------- on record */

/* Appends an entry to the audit log: chained, committed before it returns. What cannot be logged
 * must not happen: callers log first and stop when this fails. Texts may be NULL. Times in the log
 * never run backwards in silence: when the host's clock was set back, an entry "clock" says so
 * first, and a notice. */
struct vha_audit_entry {
    const char *login;
    const char *action;  /* vha_action_name, or a word of its own such as "init" */
    const char *outcome; /* "started", "done", "refused", "failed" */
    const char *subject; /* the nominal's PNCID, the quarter, the file */
    const char *reason;  /* purpose, authority, or why it was refused */
};
enum vha_status vha_register_audit(struct vha_register *reg, const struct vha_audit_entry *entry,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Whether there is something that stopped nothing but that the user must read: then *notice is the
 * sentence, as each is once. To be asked after entering, after what was logged, and after leaving.
 */
#define VHA_NOTICE_SIZE 256
bool vha_register_next_notice(struct vha_register *reg, char notice[VHA_NOTICE_SIZE]);

/* What a user has chosen of the list (SOP 61). */
struct vha_listing {
    const char *quarter; /* the entry's subject */
    const char *filter;  /* as typed or in words; "" or NULL for everybody */
    const char *sort;
    int64_t count; /* people that were shown */
};

/* Permits and logs a choice, and a search for a name or PNCID. One entry a choice that has settled,
 * not one a key; but what cannot be logged must not stay on the screen. */
enum vha_status vha_register_log_list(struct vha_register *reg, const struct vha_user *user,
                                      const struct vha_listing *listing,
                                      struct vha_error *error) VHA_MUST_CHECK;
enum vha_status vha_register_log_search(struct vha_register *reg, const struct vha_user *user,
                                        const char *quarter, const char *text,
                                        struct vha_error *error) VHA_MUST_CHECK;

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
