/*
 * access: applying for access, authorising, granting and withdrawing it (SOP 40 to 48), and the
 * keys that users enter with. A part of the register.
 */
#ifndef VHA_ACCESS_H
#define VHA_ACCESS_H

#include "vha/user.h"

struct vha_register;

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

#endif
