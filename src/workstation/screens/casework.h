/*
 * casework: what is done around a person (SOP 35 to 39, 68, 72 to 75) as the record shows it, and
 * the forms by which it is added to. What is added is the register's, as for vha safeguard, vha
 * activity and vha share.
 */
#ifndef WORKSTATION_SCREENS_CASEWORK_H
#define WORKSTATION_SCREENS_CASEWORK_H

#include "../screen.h"
#include "record.h"
#include "vha/casework.h"

/* What is on record of one person; texts belong to it. */
struct casework {
    bool read;
    unsigned change;   /* of the desk's, that it was read after */
    char failure[512]; /* why it could not be; "" when it was */
    struct vha_arena *arena;
    struct vha_safeguarding holding[VHA_SAFEGUARDING_OPTIONS]; /* number 0: no decision yet */
    size_t decisions;                                          /* with those that hold no more */
    struct vha_activity *activities;
    size_t activity_count;
    size_t activity_capacity;
    struct vha_shared *shared;
    size_t shared_count;
    size_t shared_capacity;
};

/* Reads it, permitted and logged, unless it has been and nothing was added since. */
void casework_read(struct casework *casework, struct desk *desk,
                   const struct vha_explanation *explanation);
void casework_free(struct casework *casework);

/* ---- casework_decision.c, casework_activity.c and casework_sharing.c */
/* Put a form on top, for the person of the record that is open, if the user's role may do it; a
 * refusal is on record. VHA_USAGE when no record is open. */
enum vha_status casework_begin_decision(struct desk *desk, const char *option,
                                        struct vha_error *error) VHA_MUST_CHECK;
enum vha_status casework_begin_activity(struct desk *desk, struct vha_error *error) VHA_MUST_CHECK;
enum vha_status casework_begin_sharing(struct desk *desk, struct vha_error *error) VHA_MUST_CHECK;
/* For an activity by its number. */
enum vha_status casework_begin_result(struct desk *desk, const char *number,
                                      struct vha_error *error) VHA_MUST_CHECK;

#endif
