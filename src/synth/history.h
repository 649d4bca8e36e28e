/*
 * What happened to a synthetic person over a whole life in the extract: reports and custody, on an
 * absolute time line. The tables cut it at the date of the extract.
 */
#ifndef SYNTH_HISTORY_H
#define SYNTH_HISTORY_H

#include "person.h"

#define SYNTH_MAX_EVENTS  56
#define SYNTH_MAX_INTEL   40
#define SYNTH_MAX_CUSTODY 24

/* One crime report as the person who owns its reference is on it. */
struct synth_event {
    vha_date date;
    uint16_t draw;          /* the index of this event's streams */
    uint16_t offence;       /* index of world->offences */
    uint8_t year_index;     /* among the person's reports of the year: part of the reference */
    uint8_t roles;          /* bits of enum vha_role, one or two */
    enum synth_kind manner; /* what sort of report: a person of high harm has ordinary ones too */
};

struct synth_custody {
    vha_date received;
    vha_date released;
    const char *establishment;
};

struct synth_history {
    vha_date active_to; /* the last day of the career */
    size_t event_count;
    struct synth_event events[SYNTH_MAX_EVENTS]; /* by date */
    size_t custody_count;
    struct synth_custody custody[SYNTH_MAX_CUSTODY]; /* by date, never overlapping */
    size_t intel_count;
    vha_date intel[SYNTH_MAX_INTEL]; /* dates of intelligence reports, by date */
};

void synth_history_make(const struct synth_world *world, const struct synth_person *person,
                        struct synth_history *history);

/* True when the person is in custody on that day. */
bool synth_held_on(const struct synth_history *history, vha_date date);

/* True when the roles make somebody a suspect or accused. */
bool synth_suspected(uint8_t roles);

/* Nobody is suspected of an offence in scope before this age: the youngest on the list are 13. */
#define SYNTH_YOUNGEST_SUSPECT_YEARS 13
/* Nobody is on any report before this age. */
#define SYNTH_YOUNGEST_YEARS 10

#endif
