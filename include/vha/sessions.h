/*
 * sessions: letting a user in, and the purpose that they are there for. A part of the register.
 */
#ifndef VHA_SESSIONS_H
#define VHA_SESSIONS_H

#include "vha/user.h"

struct vha_register;

/* Lets a user in: their access must be in force. Access idle for VHA_IDLE_MONTHS ends here, for
 * good. Every refusal is in the audit log before this returns, as for vha_register_user. From here
 * on every entry written through reg carries the session's number and `client`, the address that
 * they came from ("local" for one on this machine). One session a register. */
enum vha_status vha_register_enter(struct vha_register *reg, const char *login, const char *client,
                                   struct vha_user *user, struct vha_error *error) VHA_MUST_CHECK;

/* Ends the session, if there is one; publishes the head of the audit log. */
enum vha_status vha_register_leave(struct vha_register *reg,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Whether the access by which the session was begun is still in force: VHA_OK, or VHA_NO_PERMISSION
 * with a sentence on why not. Cheap: to be asked at least once a minute. Notes the session as used
 * today. */
enum vha_status vha_register_session_valid(struct vha_register *reg,
                                           struct vha_error *error) VHA_MUST_CHECK;

/* The policing purpose that entries from here on carry (SOP 60, 61), or NULL for none. */
void vha_register_set_purpose(struct vha_register *reg, const char *purpose);

/* Sets the purpose and logs that it was stated; where that cannot be logged, the purpose before
 * stays. Words that are none are put on record by the other one. */
enum vha_status vha_register_state_purpose(struct vha_register *reg, const struct vha_user *user,
                                           const char *purpose,
                                           struct vha_error *error) VHA_MUST_CHECK;
enum vha_status vha_register_refuse_purpose(struct vha_register *reg, const struct vha_user *user,
                                            const char *purpose, const char *reason,
                                            struct vha_error *error) VHA_MUST_CHECK;

#endif
