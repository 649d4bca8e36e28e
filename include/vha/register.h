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

/* The user with that login, whose access is in force. Else a sentence that says whom to ask:
 * VHA_NO_USER when the register knows nobody of that name, VHA_NO_PERMISSION when the access was
 * withdrawn, or ended because it had not been used for VHA_IDLE_MONTHS. */
#define VHA_IDLE_MONTHS 6
enum vha_status vha_register_user(struct vha_register *reg, const char *login,
                                  struct vha_user *user, struct vha_error *error) VHA_MUST_CHECK;

/* Whether the user's role may do the action: VHA_OK, or VHA_NO_PERMISSION with a sentence saying
 * who may, or which audit enquiry must be answered first; the refusal is in the audit log before
 * this returns. `subject` is what it was about (a
 * PNCID, a quarter), or NULL. */
enum vha_status vha_register_permit(struct vha_register *reg, const struct vha_user *user,
                                    enum vha_action action, const char *subject,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* Whether the user's role may, without asking and without a trace: for what is offered to them, not
 * for what they do. */
bool vha_user_may(const struct vha_user *user, enum vha_action action);

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

/* -------------------------------------------------------------------------------------- sessions
 */

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

/* ---------------------------------------------------------------------------------------- access
 */

/* An application: the User Undertaking Form (SOP Appendix 1). */
struct vha_application {
    const char *login;
    const char *reason;
    const char *name;
    const char *pay_number; /* warrant or pay number */
    const char *post;
    vha_date signed_on;
    vha_date training_on; /* day on which 'Managing Information' was completed (SOP 42) */
    const char *sop_version;
};

/* Puts an application on record, by `by`; who has an open one or access already gets no second.
 * VHA_USAGE for a form that is not filled in or dated in the future. */
enum vha_status vha_register_apply(struct vha_register *reg, const char *by,
                                   const struct vha_application *application,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Who may authorise access (SOP 41). */
enum vha_supervisor_rank { VHA_SUPERINTENDENT, VHA_BAND_B };
#define VHA_SUPERVISOR_RANKS 2
const char *vha_supervisor_rank_name(enum vha_supervisor_rank rank); /* "superintendent" */

struct vha_authorisation {
    const char *login; /* the applicant's */
    const char *name;  /* the supervisor's, as all that follows */
    enum vha_supervisor_rank rank;
    const char *pay_number;
    vha_date authorised_on;
};

/* Puts the authority for an application on record. Neither the supervisor nor `by` may be the
 * applicant: VHA_NO_PERMISSION, on record. */
enum vha_status vha_register_authorise(struct vha_register *reg, const char *by,
                                       const struct vha_authorisation *authorisation,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* A public key as in a .pub file, without its options and comment. */
struct vha_ssh_key {
    char type[48];
    char key[2048]; /* base64 */
};

/* Reads "TYPE KEY [COMMENT]", or checks the two words apart. VHA_BAD_DATA for a type that is not
 * taken, or for bytes that are no key of that type; options in front are not taken either. */
enum vha_status vha_ssh_key_read(const char *line, struct vha_ssh_key *key,
                                 struct vha_error *error) VHA_MUST_CHECK;
enum vha_status vha_ssh_key_check(const char *type, const char *text, struct vha_ssh_key *key,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* Reads a key a line, as in .pub files; empty lines and those that begin with # aside. VHA_USAGE
 * for more of them than there is room for. */
#define VHA_SSH_KEYS_MOST 16
enum vha_status vha_ssh_keys_read(const char *text, struct vha_ssh_key keys[VHA_SSH_KEYS_MOST],
                                  size_t *count, struct vha_error *error) VHA_MUST_CHECK;

/* As ssh-keygen -l tells it: "SHA256:" and 43 characters. */
#define VHA_FINGERPRINT_SIZE 56
char *vha_ssh_key_fingerprint(char out[VHA_FINGERPRINT_SIZE], const struct vha_ssh_key *key);

struct vha_grant {
    const char *login;
    enum vha_user_role role;
    const char *scope; /* as in vha_user; the caller has checked that there are such BCUs */
    const struct vha_ssh_key *keys;
    size_t key_count;
};

/* Grants an authorised application; never by the applicant. A key that somebody else in force
 * enters with is VHA_USAGE. */
enum vha_status vha_register_grant(struct vha_register *reg, const char *by,
                                   const struct vha_grant *grant,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Why access is withdrawn (SOP 47). */
enum vha_withdrawal { VHA_CHANGED_ROLE, VHA_NOT_NEEDED, VHA_MISUSE, VHA_IDLE, VHA_REFUSED };
#define VHA_WITHDRAWALS 5
const char *vha_withdrawal_name(enum vha_withdrawal ground); /* "changed-role", ... */

/* Withdraws access, or an application at any step. Nothing of it comes back: a new application is
 * needed. VHA_NO_PERMISSION, on record, for the last member of MO2 with access in force, without
 * whom nobody could grant any. */
enum vha_status vha_register_withdraw(struct vha_register *reg, const char *by, const char *login,
                                      enum vha_withdrawal ground, const char *reason,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* Gives `login` access as mo2, as a new register's first user has it, when nobody of MO2 has access
 * in force any more since it was not used; `by` is the Unix account that does so, and owns the
 * register. VHA_CANNOT_CREATE while somebody of MO2 is in force. */
enum vha_status vha_register_found_anew(struct vha_register *reg, const char *by, const char *login,
                                        const char *name, struct vha_error *error) VHA_MUST_CHECK;

/* An application and what became of it; texts are valid until the function returns and may be NULL
 * where nothing was recorded. */
struct vha_access_step {
    const char *at; /* NULL: not taken */
    const char *login;
    const char *reason;
};
struct vha_access {
    int64_t number;
    const char *state; /* "applied", "authorised", "granted", "idle" (granted, and not used for
                        * VHA_IDLE_MONTHS: it is refused), "withdrawn" */
    bool founding;     /* of the user that came with the register, who signed no form */
    const char *login, *reason, *name, *pay_number, *post, *signed_on, *training_on, *sop_version;
    const char *supervisor, *supervisor_rank, *supervisor_pay_number, *authorised_on;
    const char *withdrawn_for;
    const char *role;  /* of the user, if this access is in force */
    const char *scope; /* likewise */
    int64_t key_count; /* likewise */
    const char *last_use;
    struct vha_access_step steps[4]; /* applied, authorised, granted, withdrawn */
};
typedef void vha_access_function(void *context, const struct vha_access *access);

/* Tells of every application, in the order of their numbers; of one login's if it is not NULL. */
enum vha_status vha_register_accesses(struct vha_register *reg, const char *login,
                                      vha_access_function *show, void *context,
                                      struct vha_error *error) VHA_MUST_CHECK;

/* The login of the user who enters with that key; VHA_NO_USER, on record, when there is none, and
 * VHA_NO_PERMISSION, on record, when their access is not in force any more. */
enum vha_status vha_register_key_user(struct vha_register *reg, const struct vha_ssh_key *key,
                                      char login[VHA_LOGIN_SIZE],
                                      struct vha_error *error) VHA_MUST_CHECK;

/* ------------------------------------------------------------------------------------- audit log
 */

/* The last entry of the audit log, to be kept elsewhere (syslog) so that a log cut short shows:
 * number 0 and 64 zeros while the log is empty. */
struct vha_audit_head {
    int64_t number;
    char hash[VHA_SHA256_TEXT_SIZE];
};
enum vha_status vha_register_audit_head(struct vha_register *reg, struct vha_audit_head *head,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* Has the head told to `publish` at every Nth entry, once it is on disk, and at a session's end; 0
 * for no Nth entry. It returns whether the head was taken. When heads are taken no more, and when
 * they are again, that is an entry "head" in the log, and a notice. */
typedef bool vha_head_function(void *context, const struct vha_audit_head *head);
void vha_register_on_head(struct vha_register *reg, int64_t every, vha_head_function *publish,
                          void *context);
enum vha_status vha_register_publish_head(struct vha_register *reg,
                                          struct vha_error *error) VHA_MUST_CHECK;

/* The last head that was taken. */
#define VHA_TIME_SIZE 21 /* 2026-10-02T09:30:00Z and the NUL */
struct vha_head_elsewhere {
    struct vha_audit_head head; /* number 0: none ever was */
    char at[VHA_TIME_SIZE];
    char failing_since[VHA_TIME_SIZE]; /* "" while they are taken */
};
enum vha_status vha_register_head_elsewhere(struct vha_register *reg,
                                            struct vha_head_elsewhere *found,
                                            struct vha_error *error) VHA_MUST_CHECK;

/* An entry as it stands in the log; texts are valid until the function returns, NULL for none. */
struct vha_audit_record {
    int64_t number;
    const char *at;
    const char *client;
    int64_t session; /* 0: none */
    const char *purpose;
    const char *hash;
    const char *previous; /* hash of the entry before */
    struct vha_audit_entry entry;
};
typedef void vha_audit_function(void *context, const struct vha_audit_record *record);

/* Which entries; NULL, VHA_NO_DATE and 0 stand for any. */
struct vha_audit_filter {
    const char *login;
    const char *action;
    const char *outcome;
    const char *subject;
    vha_date from;
    vha_date to; /* this day too */
    int64_t number;
    int64_t session;
    const char *bcu; /* by users whose scope names it */
    /* A page of what the rest lets through. */
    bool newest_first;
    int64_t beyond; /* those that come after this number in the order asked for */
    int64_t limit;  /* at most so many */
};
enum vha_status vha_register_audit_list(struct vha_register *reg,
                                        const struct vha_audit_filter *filter,
                                        vha_audit_function *show, void *context,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* How many entries a filter lets through, pages aside. */
enum vha_status vha_register_audit_count(struct vha_register *reg,
                                         const struct vha_audit_filter *filter, int64_t *count,
                                         struct vha_error *error) VHA_MUST_CHECK;

/* Walks the chain from its first entry, or the first after those that were kept long enough.
 * VHA_BAD_DATA names the first entry that was changed, moved or removed, or that says an earlier
 * time than the one before it without an entry "clock" that the clock was set back; or it says that
 * the log no longer leads to the head that was last taken elsewhere, or to `known`, a head noted
 * earlier (NULL: none). *head is the last entry that was looked at. */
enum vha_status vha_register_audit_verify(struct vha_register *reg,
                                          const struct vha_audit_head *known,
                                          struct vha_audit_head *head,
                                          struct vha_error *error) VHA_MUST_CHECK;

/* The same in parts, for whoever goes on with other things in between. *walk is for
 * vha_audit_walk_free, whatever this returns. */
struct vha_audit_walk;
enum vha_status vha_register_audit_walk(struct vha_register *reg,
                                        const struct vha_audit_head *known,
                                        struct vha_audit_walk **walk,
                                        struct vha_error *error) VHA_MUST_CHECK;
/* Looks at the next so many entries (0: all that are left); *over when none is left and the log
 * leads where it must. */
enum vha_status vha_register_audit_walk_on(struct vha_register *reg, struct vha_audit_walk *walk,
                                           int64_t entries, bool *over,
                                           struct vha_error *error) VHA_MUST_CHECK;
/* The last entry that was looked at. */
const struct vha_audit_head *vha_audit_walk_head(const struct vha_audit_walk *walk);
void vha_audit_walk_free(struct vha_audit_walk *walk);

/* The oldest entries, which have been kept for seven years (governance, Retention). */
struct vha_audit_old {
    int64_t first; /* 0: none has been */
    struct vha_audit_head last;
    char until[VHA_TIME_SIZE]; /* time of the last one */
};
enum vha_status vha_register_audit_old(struct vha_register *reg, struct vha_audit_old *old,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* Deletes them, overwritten, and the enquiries about them with them. An entry of the log, which is
 * in the chain like all, says so and from where the log begins; verifying looks for it. */
enum vha_status vha_register_audit_forget(struct vha_register *reg, const char *by,
                                          struct vha_audit_old *gone,
                                          struct vha_error *error) VHA_MUST_CHECK;

/* ------------------------------------------------------------------------------ audit enquiries */

/* An enquiry into an entry of the audit log (SOP 62; GVM): asked of whoever it is about, who meets
 * it at their next session and answers before going on. Texts are valid until the function that was
 * given it returns. */
#define VHA_ENQUIRY_DAYS  14   /* without an answer, and it is flagged to mo2 */
#define VHA_QUESTION_MOST 2000 /* bytes */
#define VHA_ANSWER_MOST   8000
struct vha_enquiry {
    int64_t number;
    const char *login; /* who is asked */
    const char *asked_at;
    const char *asked_by;
    const char *question;    /* may have several lines, as the answer */
    const char *answered_at; /* NULL: open */
    const char *answer;
    const char *flagged_at; /* NULL: it was not */
    struct vha_audit_record about;
};
typedef void vha_enquiry_function(void *context, const struct vha_enquiry *enquiry);

/* Asks why an entry happened, and logs that; asks for permission itself. VHA_USAGE when there is no
 * such entry or its login is no user; nobody asks themselves: VHA_NO_PERMISSION, on record. */
enum vha_status vha_register_enquire(struct vha_register *reg, const struct vha_user *user,
                                     int64_t entry, const char *question, int64_t *number,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* Answers an enquiry that the user was asked, once and for all, and logs that. VHA_NO_PERMISSION,
 * on record, for one that was asked of others. */
enum vha_status vha_register_answer(struct vha_register *reg, const struct vha_user *user,
                                    int64_t number, const char *answer,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* Which enquiries; zeros and NULL stand for any. */
struct vha_enquiry_filter {
    const char *login; /* who was asked */
    int64_t number;
    bool open;
    bool flagged;   /* and open */
    int64_t beyond; /* a page: those after this number, */
    int64_t limit;  /* at most so many */
};

/* Tells of enquiries by number. Others' than the user's own need the permission to read the audit
 * log; the look is logged first. */
enum vha_status vha_register_enquiries(struct vha_register *reg, const struct vha_user *user,
                                       const struct vha_enquiry_filter *filter,
                                       vha_enquiry_function *show, void *context,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* Tells of those that the user must answer before going on: the open ones that were asked before
 * this session began. While there is one, vha_register_permit refuses everything but answering,
 * with a sentence that asks the question; so a session first shows these. */
enum vha_status vha_register_due_enquiries(struct vha_register *reg, const struct vha_user *user,
                                           vha_enquiry_function *show, void *context,
                                           struct vha_error *error) VHA_MUST_CHECK;

/* ------------------------------------------------------------------------------- monthly review */

/* What is unusual: config/settings.yaml gives each value its reason. */
#define VHA_REVIEW_MOST_MONTHS 24
struct vha_review_rules {
    int64_t history_months;  /* how many months before count, VHA_REVIEW_MOST_MONTHS at most */
    int64_t least_months;    /* fewer months with any use are nothing to compare with */
    int64_t least_records;   /* fewer records opened are never unusual */
    int64_t z_tenths;        /* beyond this modified z-score they are, in tenths */
    int64_t from_hour;       /* usual hours in London: from this one on */
    int64_t to_hour;         /* and before this one */
    int64_t habit_percent;   /* an hour with such a share of a user's months before is usual too */
    int64_t least_outside;   /* fewer entries outside are never unusual */
    int64_t outside_percent; /* such a share of the month's entries is */
};

/* A login's month. Texts and all that follows stand in the arena that was given. */
struct vha_review_user {
    const char *login;
    const char *name; /* "" for who is no user; role and scope likewise */
    const char *role;
    const char *scope;
    int64_t sessions;
    int64_t entries;
    int64_t opened; /* records */
    int64_t lists;
    int64_t searches;
    int64_t refusals;
    int64_t outside; /* entries outside usual hours */
    bool unusual_volume;
    bool unusual_hours;
    const char *words; /* what is unusual, and beside what; "" for nothing */
};

/* A BCU's month: that of the users whose scope it is in. */
#define VHA_REVIEW_MOST_BCUS 64
struct vha_review_bcu {
    const char *bcu; /* its code; "all" for users of all London, "" for those who are no users */
    int64_t sessions;
    int64_t opened;
    int64_t lists;
    int64_t searches;
    int64_t refusals;
    size_t user_count;
    const struct vha_review_user **users; /* by login */
};

struct vha_review {
    const char *month;
    size_t user_count;
    const struct vha_review_user *users; /* by login */
    size_t bcu_count;
    struct vha_review_bcu bcus[VHA_REVIEW_MOST_BCUS]; /* by code */
};

/* Reviews a month ("2026-10", in UTC as the log's times), the one under way as far as it has come.
 * Asks for permission and logs the look first. VHA_USAGE for what is no month or is still to come.
 * Scopes are those of today. */
enum vha_status vha_register_review(struct vha_register *reg, const struct vha_user *user,
                                    const char *month, const struct vha_review_rules *rules,
                                    struct vha_arena *arena, struct vha_review *review,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* ----------------------------------------------------------------------------- check and backups
 */

/* Looks at the whole register: the database's own integrity, references, the audit chain. *head is
 * the last entry. */
enum vha_status vha_register_check(struct vha_register *reg, struct vha_audit_head *head,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Writes a copy of the register, as it is at one moment, to a new file while others go on working,
 * and checks the copy. VHA_CANNOT_CREATE when the file exists. */
enum vha_status vha_register_backup(struct vha_register *reg, const char *file,
                                    struct vha_audit_head *head,
                                    struct vha_error *error) VHA_MUST_CHECK;

/* Puts a checked copy of the backup in the place of the register at `path` (or where none is), by
 * `by`, and says so in its audit log. The register that was there is kept beside it under the name
 * that *kept tells (NULL when there was none; the caller frees it). VHA_TEMPORARY while somebody
 * uses the register. */
enum vha_status vha_register_restore(const char *path, const char *backup, const char *by,
                                     char **kept, struct vha_error *error) VHA_MUST_CHECK;

/* --------------------------------------------------------------------------------------- views */

#define VHA_VIEW_NAME_SIZE 64

/* How a user looks at the list, as texts that the workstation reads as if they were typed. */
struct vha_view {
    const char *name;
    const char *filter;
    const char *sort;
    const char *columns;
    const char *offences; /* that it is ranked on anew; "" for none */
    const char *saved;    /* when: 2026-10-02T09:30:00Z; not read when saving */
};

/* Saves a view under its name, in the place of one that has it already (case-blind), with an audit
 * entry of that. VHA_USAGE for a name that is empty or too long. */
enum vha_status vha_register_save_view(struct vha_register *reg, const struct vha_user *user,
                                       const struct vha_view *view,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* Deletes a view of the user, with an audit entry; VHA_NO_INPUT when there is none of that name. */
enum vha_status vha_register_forget_view(struct vha_register *reg, const struct vha_user *user,
                                         const char *name, struct vha_error *error) VHA_MUST_CHECK;

/* Tells of every view of the user, by name; texts are valid until the function returns. */
typedef void vha_view_function(void *context, const struct vha_view *view);
enum vha_status vha_register_views(struct vha_register *reg, const struct vha_user *user,
                                   vha_view_function *show, void *context,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Where a user was in the list when they left; the view has no name. */
struct vha_place {
    struct vha_view view; /* filter NULL: no place is known */
    const char *pncid;    /* of the person under the cursor, long form; NULL for nobody */
    int64_t line;         /* of the table that the cursor was on, from 0 */
};

/* Keeps a place for the user's next session; only the last one is kept. */
enum vha_status vha_register_keep_place(struct vha_register *reg, const struct vha_user *user,
                                        const struct vha_place *place,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* The place that was kept, with its texts in the arena. */
enum vha_status vha_register_place(struct vha_register *reg, const struct vha_user *user,
                                   struct vha_arena *arena, struct vha_place *place,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* -------------------------------------------------------------------------------------- drafts */

/* What a user is in the middle of writing into a form, for when the line drops: one text a form,
 * whose name is the caller's ("enquiry 4"). Nothing is logged, since nothing is done. */
#define VHA_DRAFT_MOST 16384 /* bytes */

/* Keeps it in the place of what was kept; NULL and "" forget it. */
enum vha_status vha_register_keep_draft(struct vha_register *reg, const struct vha_user *user,
                                        const char *form, const char *text,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* What was kept, in the arena; *text is NULL when nothing was. */
enum vha_status vha_register_draft(struct vha_register *reg, const struct vha_user *user,
                                   const char *form, struct vha_arena *arena, const char **text,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* How many drafts nobody has gone on with for so many days, or were left by users whose access has
 * ended; and deletes them, overwritten, with an entry of how many if there are any. */
#define VHA_DRAFT_DAYS 28
enum vha_status vha_register_drafts_old(struct vha_register *reg, int64_t *count,
                                        struct vha_error *error) VHA_MUST_CHECK;
enum vha_status vha_register_drafts_forget(struct vha_register *reg, const char *by, int64_t *count,
                                           struct vha_error *error) VHA_MUST_CHECK;

/* ------------------------------------------------------------------------------ copies and loads
 */

/* Records an authorised copy (SOP 53) and returns its number. */
struct vha_copy {
    const char *login;
    const char *authority;
    const char *reason;
    const char *quarter;
    const char *format;
    int64_t people;
    const char *sha256; /* of what was handed out */
    const char *holder;
    vha_date destroy_by;
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
