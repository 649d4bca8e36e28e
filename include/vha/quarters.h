/*
 * quarters: the quarters that a home keeps, beside the one in force: which there are, each as its
 * list was, and what is read across several of them. Knows the cohort and the register; no SQL and
 * no screen.
 */
#ifndef VHA_QUARTERS_H
#define VHA_QUARTERS_H

#include "vha/base.h"
#include "vha/cohort_list.h"

struct vha_register;

#define VHA_QUARTER_SIZE 8 /* "2026-Q3" */

struct vha_kept_quarter {
    char quarter[VHA_QUARTER_SIZE];
    vha_date end; /* its last day */
};

/* Which quarters the archive has, in their order; files named otherwise are none. The caller frees
 * *quarters, whatever this returns. VHA_UNAVAILABLE when the folder cannot be read. */
enum vha_status vha_quarters_read(const char *folder, struct vha_kept_quarter **quarters,
                                  size_t *count, struct vha_error *error) VHA_MUST_CHECK;

/* Takes those off the list in force whose removal MO2 has approved (SOP 28). */
enum vha_status vha_quarters_take_removals(struct vha_register *reg, struct vha_cohort *cohort,
                                           struct vha_error *error) VHA_MUST_CHECK;

/* Opens a quarter of the archive as its list was when it ended: without those whose removal had
 * been approved by then. The caller closes *cohort, whatever this returns. */
enum vha_status vha_quarters_open(struct vha_register *reg, const char *folder, const char *quarter,
                                  struct vha_cohort **cohort,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* The same for the quarter that `now` is compared with; VHA_UNAVAILABLE when there is none. */
enum vha_status vha_quarters_open_earlier(struct vha_register *reg, const char *folder,
                                          const struct vha_cohort *now, struct vha_cohort **cohort,
                                          struct vha_error *error) VHA_MUST_CHECK;

/* Where somebody stood in one quarter. */
struct vha_past {
    char quarter[VHA_QUARTER_SIZE];
    bool in_force;           /* the quarter that is open, and not one of the archive */
    bool recorded;           /* in that extract */
    struct vha_list_row row; /* rank 0: not on the list */
    const char *unread;      /* why the quarter cannot be read; NULL when it can */
};

/* Looks somebody up in every quarter kept and in `now`, in the order of the quarters. Everything is
 * in the arena. A quarter that cannot be read says so in its place. */
enum vha_status vha_quarters_person(struct vha_register *reg, const char *folder,
                                    struct vha_cohort *now, vha_pncid pncid,
                                    struct vha_arena *arena, struct vha_past **past, size_t *count,
                                    struct vha_error *error) VHA_MUST_CHECK;

#endif
