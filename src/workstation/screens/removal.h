/*
 * removal: requests for removals on the screen (SOP 28): the form that makes one, the queue, and
 * the review of one of them. The steps themselves are the register's, as for vha removal.
 */
#ifndef WORKSTATION_SCREENS_REMOVAL_H
#define WORKSTATION_SCREENS_REMOVAL_H

#include "../orders.h"
#include "../screen.h"

/* ---- removal_form.c */
/* Puts the form that asks for a person's removal on top, if the user may ask for it now; a refusal
 * is on record, and so is that the form was opened. */
enum vha_status removal_begin(struct desk *desk, vha_pncid pncid,
                              struct vha_error *error) VHA_MUST_CHECK;
/* The same for a key: a refusal is told on a screen of its own. Returns the flags. */
unsigned removal_ask_for(struct desk *desk, vha_pncid pncid);

#endif
