/*
 * copies: the register of copies on the screen (SOP 53). The steps are the register's, as for vha
 * copy.
 */
#ifndef WORKSTATION_SCREENS_COPIES_H
#define WORKSTATION_SCREENS_COPIES_H

#include "../orders.h"
#include "../screen.h"
#include "vha/copying.h"

/* ---- copy_forms.c */
/* Puts the form of a step on top, if the user's role may take it; a refusal is on record. */
enum vha_status copies_begin(struct desk *desk, enum vha_copy_step step, const char *number,
                             struct vha_error *error) VHA_MUST_CHECK;

#endif
