/*
 * faults: what goes wrong around the program while it runs, as a test wills it. vha_faulty is the
 * program with these in the place of the disk under SQLite and of the host's clock; it finds them
 * in the file that the environment variable VHA_FAULTS names, which the test maps too.
 */
#ifndef VHA_TESTS_FAULTS_H
#define VHA_TESTS_FAULTS_H

#include <stdatomic.h>
#include <stdint.h>

enum disk {
    DISK_FINE,
    DISK_FULL,     /* whatever is written is refused for want of room */
    DISK_READ_ONLY /* nothing can be written, or opened for writing */
};

struct faults {
    _Atomic int disk;              /* enum disk */
    _Atomic int64_t clock_seconds; /* that the host's clock is ahead of the right time */
};

#endif
