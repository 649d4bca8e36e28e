/*
 * Who else is on a report: co-suspects of the group, victims and witnesses of the neighbourhood.
 */
#ifndef SYNTH_COMPANIONS_H
#define SYNTH_COMPANIONS_H

#include "history.h"

#define SYNTH_MAX_COMPANIONS 4

struct synth_companion {
    vha_pncid pncid;
    uint8_t role;
};

/* The others on a person's crime report, of those in the extract; returns how many. */
size_t synth_companions(const struct synth_world *world, const struct synth_person *person,
                        const struct synth_event *event,
                        struct synth_companion companions[SYNTH_MAX_COMPANIONS]);

/* Another whom the person's intelligence report `index` names; 0 when it names nobody else. */
vha_pncid synth_also_named(const struct synth_world *world, const struct synth_person *person,
                           size_t index, vha_date date);

#endif
