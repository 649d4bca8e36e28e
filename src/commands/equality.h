/*
 * The equality review of the quarter in force: what its commands share.
 */
#ifndef COMMANDS_EQUALITY_H
#define COMMANDS_EQUALITY_H

#include "session.h"
#include "vha/equality_review.h"

#include <stdio.h>

/* The review of a quarter of the archive, or of the one in force for NULL
 * (vha_quarter_review_make). Free with vha_quarter_review_free, whatever this returns. */
enum vha_status equality_make(const struct session *session, const char *quarter,
                              struct vha_quarter_review *made,
                              struct vha_error *error) VHA_MUST_CHECK;

void equality_text(FILE *out, const struct vha_quarter_review *made);
void equality_csv(FILE *out, const struct vha_quarter_review *made);
void equality_json(FILE *out, const struct vha_quarter_review *made);

#endif
