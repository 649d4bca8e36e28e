/*
 * drafts: what users are in the middle of writing into forms. A part of the register.
 */
#ifndef VHA_DRAFTS_H
#define VHA_DRAFTS_H

#include "vha/user.h"

struct vha_register;

/* What a user is in the middle of writing into a form, for when the line drops: one text a form,
 * whose name is the caller's ("enquiry 4"). Nothing is logged, since nothing is done. */
#define VHA_DRAFT_MOST 16384 /* bytes */

/* Keeps it in the place of what was kept; NULL and "" forget it. */
enum vha_status vha_register_keep_draft(struct vha_register *reg, const struct vha_user *user,
                                        const char *form, const char *text,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* What was kept, in the arena; *text is NULL when nothing was. */
enum vha_status vha_register_draft(struct vha_register *reg, const struct vha_user *user,
                                   const char *form, struct vha_arena *arena, const char **text,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* How many drafts nobody has gone on with for so many days, or were left by users whose access has
 * ended; and deletes them, overwritten, with an entry of how many if there are any. */
#define VHA_DRAFT_DAYS 28
enum vha_status vha_register_drafts_old(struct vha_register *reg, int64_t *count,
                                        struct vha_error *error) VHA_MUST_CHECK;
enum vha_status vha_register_drafts_forget(struct vha_register *reg, const char *by, int64_t *count,
                                           struct vha_error *error) VHA_MUST_CHECK;

#endif
