/*
 * The archive: quarters before the one in force, a file each.
 */
#ifndef COMMANDS_ARCHIVE_H
#define COMMANDS_ARCHIVE_H

#include "session.h"
#include "vha/quarters.h"

enum { ARCHIVE_MONTHS = 36 };

struct archive {
    char *folder;
    struct vha_kept_quarter *quarters; /* in their order */
    size_t count;
};

/* Looks what there is. Free with archive_free, whatever this
 * returns. */
enum vha_status archive_read(const struct home *home, struct archive *archive,
                             struct vha_error *error) VHA_MUST_CHECK;
void archive_free(struct archive *archive);

#endif
