/*
 * A register in a folder of its own, and a way behind its back.
 */
#ifndef TESTS_REGISTER_FIXTURE_H
#define TESTS_REGISTER_FIXTURE_H

#include "register.h"

#include "vha/access.h"
#include "vha/audit.h"
#include "vha/sessions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct fixture {
    char folder[64];
    char path[112];
    struct vha_register *reg; /* open; its first user is "mo2.one" */
    struct vha_error error;
};

/* cmocka's set-up and tear-down; *state becomes a struct fixture *. */
int fixture_open(void **state);
int fixture_close(void **state);

/* Somebody to be given access, and a set-up with some of them: people[i] is the user of granted[i].
 */
struct fixture_person {
    const char *login;
    enum vha_user_role role;
    const char *scope;
};
int fixture_open_with(void **state, const struct fixture_person *granted, size_t count,
                      struct vha_user *people);

/* An empty folder only: no register in it. */
int fixture_folder(void **state);

/* Fails the test with the error's message when a call did not return what was expected. */
#define assert_status(call, expected, error)                                                       \
    do {                                                                                           \
        const enum vha_status returned = (call);                                                   \
        if (returned != (expected))                                                                \
            fail_msg("%s is %d, not %d: %s", #call, (int)returned, (int)(expected),                \
                     (error).message);                                                             \
    } while (0)

/* Runs SQL on another connection, past every precaution of the register's. */
void fixture_tamper(const struct fixture *fixture, const char *sql);

/* The one number that a query gives. */
int64_t fixture_number(const struct fixture *fixture, const char *sql);

/* How many entries of the audit log are of that action and outcome. */
int64_t fixture_entries(const struct fixture *fixture, const char *action, const char *outcome);

/* Fail the test unless the last error has these words in it; unless the audit log can be followed
 * from its first entry to its last. */
void fixture_expect_words(const struct fixture *fixture, const char *words);
void fixture_expect_log_whole(struct fixture *fixture);

/* A user whose access is in force. */
struct vha_user fixture_user(struct fixture *fixture, const char *login);

/* A user written past the register's functions, as user `login`. */
void fixture_add_user(const struct fixture *fixture, const char *login, const char *role);

/* Text that a query gives, copied; the caller frees it. NULL for none. */
char *fixture_text(const struct fixture *fixture, const char *sql);

/* An application of `login` as it should be, and its authorisation by somebody else. */
struct vha_application fixture_application(const char *login);
struct vha_authorisation fixture_authorisation(const char *login);

/* Brings a login through the life cycle, granted by mo2.one. */
void fixture_grant(struct fixture *fixture, const char *login, enum vha_user_role role,
                   const char *scope, const struct vha_ssh_key *key);

/* Made-up keys of the right form, `which` from 0 to 9. */
struct vha_ssh_key fixture_key(int which);

#endif
