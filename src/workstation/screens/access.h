/*
 * access: the life cycle of access on the screen (SOP 40 to 48): who has it, and the forms of each
 * step. The steps themselves are the register's, as for vha access.
 */
#ifndef WORKSTATION_SCREENS_ACCESS_H
#define WORKSTATION_SCREENS_ACCESS_H

#include "../orders.h"
#include "../screen.h"

#include "vha/access.h"

/* ---- access_forms.c */
/* Puts the form of a step (ACTION_AUTHORISE, _GRANT, _WITHDRAW) on top, if the user's role may take
 * it for that login; a refusal is on record. */
enum vha_status access_begin(struct desk *desk, enum action step, const char *login,
                             struct vha_error *error) VHA_MUST_CHECK;
bool access_is_step(enum action action);
/* The steps that the user's role may take, as offers; returns how many. */
#define ACCESS_STEPS 3
size_t access_offers(const struct vha_user *user, struct offer offers[ACCESS_STEPS]);

/* ---- access_detail.c */
/* Every application of a login, with each step; permitted and logged. */
enum vha_status access_detail_screen(struct desk *desk, const char *login, struct screen *screen,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* ---- apply.c */
enum vha_status access_run_apply(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error) VHA_MUST_CHECK;

#endif
