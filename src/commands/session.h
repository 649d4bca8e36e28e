/*
 * Who is at work in which home: what every command that touches data begins with.
 */
#ifndef COMMANDS_SESSION_H
#define COMMANDS_SESSION_H

#include "home.h"
#include "vha/cohort.h"
#include "vha/policy.h"
#include "vha/register.h"
#include "vha/sessions.h"

#define LOGIN_SIZE VHA_LOGIN_SIZE
#define NAME_SIZE  VHA_NAME_SIZE

struct heads;

struct session {
    struct home home;
    struct vha_settings *settings;
    struct vha_register *reg;
    struct heads *heads; /* where those of the audit log go */
    struct vha_user user;
};

/* Opens the home, its settings and its register, and finds the user of the Unix account that runs
 * the program. A stranger's attempt is in the audit log before VHA_NO_USER. On success the caller
 * closes the session. */
enum vha_status session_open(const char *home, struct session *session,
                             struct vha_error *error) VHA_MUST_CHECK;
void session_close(struct session *session); /* says on standard error what is to be noted */

/* session_open, and whether the user may do the action to the subject (see vha_register_permit). */
enum vha_status session_begin(const char *home, enum vha_action action, const char *subject,
                              struct session *session, struct vha_error *error) VHA_MUST_CHECK;

/* The first part of session_open: home, settings and register, and nobody in it yet. */
enum vha_status session_open_register(const char *home, struct session *session,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* Lets a user in who came from `client`, into a register that is open. The caller closes the
 * session, whatever this returns. */
enum vha_status session_enter(struct session *session, const char *login, const char *client,
                              struct vha_error *error) VHA_MUST_CHECK;

/* Whether the Unix account that runs the program owns the register's file: the service account, or
 * whoever made a home of their own. */
bool session_is_keeper(const struct session *session);

/* As session_begin, but the service account may do it too, though it is no user: backups and
 * retention are run by a timer. */
enum vha_status session_begin_keeping(const char *home, enum vha_action action, const char *subject,
                                      struct session *session,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* Whether the user's scope takes in people of that borough ("" for none), as config/areas.yaml puts
 * boroughs into BCUs. */
enum vha_status session_covers(const struct session *session, const char *borough, bool *covers,
                               struct vha_error *error) VHA_MUST_CHECK;

/* Opens the cohort in force, without those whose removal was approved (SOP 28). The caller closes
 * it, whatever this returns. */
enum vha_status session_open_cohort(const struct session *session, struct vha_cohort **cohort,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* Opens the quarter that `now` is compared with, as its list was when it ended: see
 * vha_quarters_open_earlier. The caller closes it, whatever this returns. */
enum vha_status session_open_earlier(const struct session *session, const struct vha_cohort *now,
                                     struct vha_cohort **cohort,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* What is of the whole list is for nobody whose access has an edge: see vha_register_need_all. */
enum vha_status session_need_all(struct session *session, enum vha_action action,
                                 const char *subject, const char *what,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* Appends what the user did to the audit log. Log first: what cannot be logged must not happen. */
enum vha_status session_log(struct session *session, const char *action, const char *outcome,
                            const char *subject, const char *reason,
                            struct vha_error *error) VHA_MUST_CHECK;

/* The purposes that may be stated; the caller frees them. */
enum vha_status session_purposes(const struct session *session, struct vha_purposes **purposes,
                                 struct vha_error *error) VHA_MUST_CHECK;
/* Has what follows carry a purpose, as typed, that a workstation is about to state. */
enum vha_status session_take_purpose(const struct session *session, const char *typed,
                                     struct vha_error *error) VHA_MUST_CHECK;
/* States the purpose of what follows, as typed (SOP 60, 61). */
enum vha_status session_state_purpose(const struct session *session, const char *typed,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* Login and full name of the Unix account that runs the program. */
enum vha_status session_account(char login[LOGIN_SIZE], char name[NAME_SIZE],
                                struct vha_error *error) VHA_MUST_CHECK;

#endif
