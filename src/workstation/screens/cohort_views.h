/*
 * cohort_views: how a user looks at the list (filter, order, columns, offence types that it is
 * ranked on) as texts, saved under a name and restored; and where they were when they left.
 */
#ifndef WORKSTATION_SCREENS_COHORT_VIEWS_H
#define WORKSTATION_SCREENS_COHORT_VIEWS_H

#include "cohort.h"

/* Shows the list as a view of the user's, by its name. VHA_NO_INPUT when there is none of that
 * name. What another quarter does not have any more is told and left out. */
enum vha_status cohort_show_view(struct cohort_state *state, struct desk *desk, const char *name,
                                 struct vha_error *error);

/* Goes to where the user was when they left last; nowhere when nothing is known of it. */
enum vha_status cohort_restore_place(struct cohort_state *state, struct desk *desk,
                                     struct vha_error *error);

/* Keeps where the user is for their next session. */
enum vha_status cohort_keep_place(const struct cohort_state *state, const struct desk *desk,
                                  struct vha_error *error);

/* The user's views as a screen: Enter shows one. */
enum vha_status views_screen(struct desk *desk, struct screen *screen,
                             struct vha_error *error) VHA_MUST_CHECK;

#endif
