/*
 * todo: what waits for a user, as counts: how many, and never whom it is about. A part of the
 * register.
 */
#ifndef VHA_TODO_H
#define VHA_TODO_H

#include "vha/base.h"

struct vha_register;
struct vha_user;

enum vha_todo {
    VHA_TODO_REVIEW,             /* requests for removals that wait for a decision (mo2) */
    VHA_TODO_REVIEW_LATE,        /* of them, those asked before a day */
    VHA_TODO_GRANT,              /* authorised applications for access (mo2) */
    VHA_TODO_FLAGGED,            /* audit enquiries left without an answer too long */
    VHA_TODO_COPIES_OVERDUE,     /* copies that should have been destroyed */
    VHA_TODO_COPIES_UNCONFIRMED, /* copies whose authority is not confirmed (coordinator) */
    VHA_TODO_MORE_WANTED,        /* the user's own requests that MO2 wants to know more of */
    VHA_TODO_RESULTS_AWAITED, /* activity of the user's BCUs older than VHA_RESULT_DAYS whose result
                               * is awaited (head of CID) */
    VHA_TODO_EQUALITY,        /* 1: the newest quarter's equality review is open (coordinator) */
    VHA_TODOS
};
#define VHA_RESULT_DAYS 90

/* Counts what the user's role has to do with; all else is 0. late_before is the day that
 * VHA_TODO_REVIEW_LATE goes by (vha_removal_late_before). Nothing is logged, since nobody is shown.
 */
enum vha_status vha_todo_count(struct vha_register *reg, const struct vha_user *user,
                               vha_date late_before, int64_t counts[VHA_TODOS],
                               struct vha_error *error) VHA_MUST_CHECK;

#endif
