/*
 * What the files of captive share.
 */
#ifndef CAPTIVE_CAPTIVE_H
#define CAPTIVE_CAPTIVE_H

#include "vha/captive.h"

/* ------------------------------------------------------------------------ system calls, calls.c */

/* What an argument of a call must be, under a mask, for the call to be let through. */
enum call_value {
    CALL_ANY,    /* whatever it is */
    CALL_FIXED,  /* the value of the row */
    CALL_SELF,   /* this process's number */
    CALL_TALKER, /* the talker; without one, never */
};

/* A call that is let through. Several rows of one call: if any of them fits. */
struct call {
    int number;
    enum call_value value;
    unsigned argument; /* from 0 */
    uint32_t mask;     /* of the argument; the kernel itself reads no more of these than 32 bits */
    uint32_t fixed;
};

/* More rows: what the sanitizers of a test build need, or none. */
extern const struct call calls_further[];
extern const size_t calls_further_count;

/* Has the kernel refuse every call that no row lets through, from now on. */
enum vha_status calls_confine(int talker, struct vha_error *error) VHA_MUST_CHECK;

/* ------------------------------------------------------------------------------- files, files.c */

/* More that may be read, as calls_further; NULL last. */
extern const char *const files_further[];

/* Has the kernel refuse every file but for reading what is named, connections by TCP, and signals
 * and abstract sockets beyond this process, as far as its Landlock goes; without Landlock does
 * nothing. */
enum vha_status files_confine(const char *const *readable, struct vha_error *error) VHA_MUST_CHECK;

#endif
