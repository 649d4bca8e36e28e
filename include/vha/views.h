/*
 * views: how users look at the list, kept for them: by name, and where they were when they left. A
 * part of the register.
 */
#ifndef VHA_VIEWS_H
#define VHA_VIEWS_H

#include "vha/user.h"

struct vha_register;

#define VHA_VIEW_NAME_SIZE 64

/* How a user looks at the list, as texts that the workstation reads as if they were typed. */
struct vha_view {
    const char *name;
    const char *filter;
    const char *sort;
    const char *columns;
    const char *offences; /* that it is ranked on anew; "" for none */
    const char *saved;    /* when: 2026-10-02T09:30:00Z; not read when saving */
};

/* Saves a view under its name, in the place of one that has it already (case-blind), with an audit
 * entry of that. VHA_USAGE for a name that is empty or too long. */
enum vha_status vha_register_save_view(struct vha_register *reg, const struct vha_user *user,
                                       const struct vha_view *view,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* Deletes a view of the user, with an audit entry; VHA_NO_INPUT when there is none of that name. */
enum vha_status vha_register_forget_view(struct vha_register *reg, const struct vha_user *user,
                                         const char *name, struct vha_error *error) VHA_MUST_CHECK;

/* Tells of every view of the user, by name; texts are valid until the function returns. */
typedef void vha_view_function(void *context, const struct vha_view *view);
enum vha_status vha_register_views(struct vha_register *reg, const struct vha_user *user,
                                   vha_view_function *show, void *context,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* Where a user was in the list when they left; the view has no name. */
struct vha_place {
    struct vha_view view; /* filter NULL: no place is known */
    const char *pncid;    /* of the person under the cursor, long form; NULL for nobody */
    int64_t line;         /* of the table that the cursor was on, from 0 */
};

/* Keeps a place for the user's next session; only the last one is kept. */
enum vha_status vha_register_keep_place(struct vha_register *reg, const struct vha_user *user,
                                        const struct vha_place *place,
                                        struct vha_error *error) VHA_MUST_CHECK;

/* The place that was kept, with its texts in the arena. */
enum vha_status vha_register_place(struct vha_register *reg, const struct vha_user *user,
                                   struct vha_arena *arena, struct vha_place *place,
                                   struct vha_error *error) VHA_MUST_CHECK;

#endif
