/*
 * door: an installed vha behind a real sshd on loopback, with a service account made for the test.
 */
#ifndef VHA_TESTS_DOOR_H
#define VHA_TESTS_DOOR_H

#include "stage.h"

#include <sys/types.h>

struct door {
    char folder[64];  /* under /opt, root's: program, home, keys, configuration */
    char account[32]; /* the service account */
    char home[96];
    char program[96];
    char port[8];
    char destination[64]; /* account@127.0.0.1 */
    pid_t sshd;
};

/* Group fixtures for cmocka: *state is a struct door *. The sample quarter is loaded; root is its
 * mo2 user and the service account no user. */
int door_set_up(void **state);
int door_tear_down(void **state);

/* Makes a user through the life cycle of access, and their key as folder/LOGIN. */
void door_grant(const struct door *door, const char *login);

/* Loads an extract as root, for the service account. */
void door_load(const struct door *door, const char *extract);
/* Loads the sample as that of a later quarter; of its crime reports the row that begins with `from`
 * begins with `to`. NULL: they are as they were. */
void door_load_later(const struct door *door, const char *quarter, const char *as_of,
                     const char *from, const char *to);

/* Runs vha as root, and expects it to end well. */
void door_vha(const struct door *door, const char *const *words);
#define VHA(door, ...) door_vha(door, (const char *const[]){__VA_ARGS__, NULL})

/* The words of ssh (or sftp, scp) with that key; further words follow, up to NULL. The caller frees
 * them with door_words_free. */
char **door_words(const struct door *door, const char *client, const char *login,
                  const char *const *further);
void door_words_free(char **words);

/* Comes in by ssh, with further words as above, on a terminal of 24 by 80. */
struct terminal *door_enter(const struct door *door, const char *login,
                            const char *const *environment, const char *const *further);

/* A session begins with its purpose; nobody is on the screen before. */
void door_state_purpose(struct terminal *terminal);
/* The same, where what is shown then is not the sample's number of people. */
void door_state_purpose_for(struct terminal *terminal, const char *shown);

/* A number out of the register. */
int64_t door_number(const struct door *door, const char *sql);
void door_tamper(const struct door *door, const char *sql);

#endif
