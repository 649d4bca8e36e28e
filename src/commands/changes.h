/*
 * What has changed since the earlier quarter, as its command shows it.
 */
#ifndef COMMANDS_CHANGES_H
#define COMMANDS_CHANGES_H

#include "session.h"
#include "vha/changes.h"

#include <stdio.h>

/* Where somebody stood in one quarter. */
struct past_quarter {
    char quarter[8];
    bool recorded; /* in that extract */
    struct vha_list_row row;
    const char *unread; /* why the quarter cannot be read; NULL when it can */
};

void changes_text(FILE *out, const struct vha_changes *changes);
void past_text(FILE *out, const char *pncid, const struct past_quarter *past, size_t count);

#endif
