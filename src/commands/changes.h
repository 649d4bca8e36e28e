/*
 * What has changed since the earlier quarter, as its command shows it.
 */
#ifndef COMMANDS_CHANGES_H
#define COMMANDS_CHANGES_H

#include "session.h"
#include "vha/changes.h"
#include "vha/cohort.h"
#include "vha/quarters.h"

#include <stdio.h>

/* Words are made in the arena. */
void changes_text(FILE *out, const struct vha_changes *changes, struct vha_arena *arena);
void past_text(FILE *out, const char *pncid, const struct vha_past *past, size_t count);

#endif
