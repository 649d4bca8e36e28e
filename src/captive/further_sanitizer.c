#include "captive.h"

#include <seccomp.h>

/* A build with sanitizers looks for leaks when it ends: another process of its own stops it and
 * reads its memory. Such a build is for tests alone; those of captivity itself use the rows that
 * every build has. */

#define ANY(call)                                                                                  \
    {                                                                                              \
        SCMP_SYS(call), CALL_ANY, 0, 0, 0                                                          \
    }

const struct call calls_further[] = {
    ANY(open), ANY(getdents), ANY(clone), ANY(wait4), ANY(ptrace), ANY(prctl), ANY(sigaltstack),
};
const size_t calls_further_count = VHA_COUNT(calls_further);
const char *const files_further[] = {"/proc", NULL};
