/*
 * The archive: quarters before the one in force, a file each.
 */
#ifndef COMMANDS_ARCHIVE_H
#define COMMANDS_ARCHIVE_H

#include "session.h"

enum { ARCHIVE_MONTHS = 36, ARCHIVE_QUARTER_SIZE = 8 };

/* A quarter in the archive. */
struct archived {
    char quarter[ARCHIVE_QUARTER_SIZE]; /* 2026-Q3 */
    vha_date end;                       /* its last day */
};

struct archive {
    char *folder;
    struct archived *quarters; /* in their order */
    size_t count;
};

/* Looks what there is; files named otherwise are no archives. Free with archive_free, whatever this
 * returns. */
enum vha_status archive_read(const struct home *home, struct archive *archive,
                             struct vha_error *error) VHA_MUST_CHECK;
void archive_free(struct archive *archive);

#endif
