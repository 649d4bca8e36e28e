/*
 * prisoner: a program that goes into captivity and then tries one thing. Its exit status is 0 when
 * the thing was done, else the error number with which it was refused.
 */
#ifndef TESTS_CAPTIVE_PRISONER_H
#define TESTS_CAPTIVE_PRISONER_H

#include <stddef.h>
#include <stdint.h>

/* What the prisoner has at hand when the door shuts. */
struct cell {
    const char *folder; /* which may be read: "inside" and "link", which leads to /etc/passwd */
    int written;        /* a file in it, open for reading and writing */
    int talker;         /* a datagram socket */
    int other_socket;
    int terminal; /* a pseudo-terminal's user side */
};

struct attempt {
    const char *name;
    int (*make)(const struct cell *cell); /* 0, or an error number */
};

/* Each ends with a name that is NULL. */
extern const struct attempt attempts_on_processes[];
extern const struct attempt attempts_on_files[];
extern const struct attempt attempts_needed[];

/* What a call that returns -1 when it fails came to. */
int came_to(long result);

/* The path of that name in the folder; the last two are valid. */
const char *inside(const struct cell *cell, const char *name);

#endif
