/*
 * captive: a process that gives up, for good, what it will not need, before it serves somebody who
 * is not trusted. It cannot start a program or another process, open a file but for reading and
 * where it was told, make a connection, or look into another process; nobody looks into it either.
 * Knows the kernel, and nothing of what the process does.
 */
#ifndef VHA_CAPTIVE_H
#define VHA_CAPTIVE_H

#include "vha/base.h"

/* Keeps what the process has in its memory to itself: it leaves no core dump, and no other process
 * of the same account can trace it or read its memory. Costs nothing; for every program. */
enum vha_status vha_captive_hide(struct vha_error *error) VHA_MUST_CHECK;

/* Throws the environment away but for what says how a terminal and its user's language are:
 * TERM, LANG, LC_ALL and the LC_ categories, COLUMNS, LINES. A value that is no plain name (a path
 * to a locale or a description of the client's own, a control character), or is long, goes too.
 * Besides, the variables named in `further` (NULL last) are kept as they are: for the caller to
 * read and unset. To be called before anything has looked at the environment. */
void vha_captive_environment(const char *const *further);

/* What a captive process may still do beyond the calls that calls.c lists. */
struct vha_captive_limits {
    const char *const *readable; /* folders, with all that is in them, and files; NULL last */
    int talker;                  /* a socket that messages are sent on; -1: none */
};

/* Makes the process captive. What is to be written must be open already: afterwards files are
 * opened for reading alone, and, where the kernel has Landlock, none but the readable ones (which
 * need not be there). Descriptors that are open stay so, with all that they allow. What is refused
 * fails with EPERM or EACCES, which SQLite, ncurses and the C library take as they would from any
 * disk, and the kernel's audit log has it; a call by the numbers of another architecture kills.
 * There must be one thread. VHA_OS_ERROR when the kernel cannot filter calls: then do not go on.
 * What may be allocated from here on is overwritten by the C library as it is freed. */
enum vha_status vha_captive_enter(const struct vha_captive_limits *limits,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* The version of Landlock that this kernel has; 0: none, and then a captive process is not kept
 * from reading files elsewhere that its account may read. */
int vha_captive_landlock(void);

#endif
