/*
 * watch: what time brings to a desk, however it is shown: the minute of its clock, a newer load,
 * and the end of the user's access.
 */
#ifndef WORKSTATION_WATCH_H
#define WORKSTATION_WATCH_H

#include "screen.h"

struct watch {
    int64_t superseded_due_ms; /* on the desk's clock, as the next */
    int64_t access_due_ms;
};

/* Sets the desk's clocks and begins. */
void watch_start(struct watch *watch, struct desk *desk);

/* Moves the desk's clocks on and looks at what is due; *changed becomes true when something that
 * the desk shows has changed. VHA_NO_PERMISSION when access has ended: the session has to end. */
enum vha_status watch_look(struct watch *watch, struct desk *desk, bool *changed,
                           struct vha_error *error) VHA_MUST_CHECK;

/* When it has to look again at the latest, on the desk's clock. */
int64_t watch_due(const struct watch *watch, const struct desk *desk);

/* The desk's clock: milliseconds since some moment that stays the same. */
int64_t watch_milliseconds(void);

#endif
