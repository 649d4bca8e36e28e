/*
 * changes: what has become of the list from one quarter to the next. Who came, and by which report;
 * who went, and by which rule; found by the rules of scoring themselves, applied to what was
 * recorded then and what is recorded now. Knows no SQL and no screen.
 */
#ifndef VHA_CHANGES_H
#define VHA_CHANGES_H

#include "vha/base.h"
#include "vha/cohort_list.h"

/* What brought somebody onto the list: of everything recorded since the earlier quarter, taken in
 * the order of its dates, the first that the rules include them with. */
enum vha_came {
    VHA_CAME_BY_CRIME,
    VHA_CAME_BY_INTEL,
    VHA_CAME_BY_CUSTODY, /* the recency of what was there before */
    VHA_CAME_BACK,       /* off the list by a removal until now */
    VHA_CAME_BY_RULES    /* nothing new is needed: the policy or the date has changed */
};

struct vha_arrival {
    struct vha_list_row person;
    enum vha_came came;
    const char *ref;     /* of the report, or the establishment; "" for the last two */
    const char *offence; /* of the report; else "" */
    vha_date date;       /* of it; else VHA_NO_DATE */
};

/* What let somebody go. */
enum vha_went {
    VHA_WENT_BY_REMOVAL,  /* SOP 28 */
    VHA_WENT_UNRECORDED,  /* nobody of that PNCID is in the extract any more */
    VHA_WENT_BY_QUANTITY, /* neither four reports nor three crimes of enough harm (SOP 16) */
    VHA_WENT_BY_RECENCY,  /* no counted offence and no custody in the last twelve months */
    VHA_WENT_BY_BOTH
};

/* A report that counted in the earlier quarter and does not now. */
struct vha_lost_report {
    const char *ref;
    bool gone;                /* it names them no more, or is not in the extract */
    enum vha_verdict verdict; /* otherwise why it does not count */
};

struct vha_departure {
    struct vha_list_row person; /* as they were on the earlier list */
    enum vha_went went;
    struct vha_shortfall shortfall; /* what is wanting now, where a rule let them go */
    const struct vha_lost_report *lost;
    size_t lost_count;
};

/* In rank order: arrivals by that of this list, departures by that of the earlier one. */
struct vha_changes {
    const char *quarter;
    const char *earlier;
    size_t arrival_count;
    const struct vha_arrival *arrivals;
    size_t departure_count;
    const struct vha_departure *departures;
    uint32_t stayed;
    size_t mover_count; /* of those who stayed, with another rank: the furthest first */
    const struct vha_list_row *movers;
};

/* Compares the list in force with that of the earlier quarter as its load left it. Everything is in
 * the arena. */
enum vha_status vha_changes_find(struct vha_cohort *now, struct vha_cohort *before,
                                 struct vha_arena *arena, struct vha_changes *changes,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* What brought somebody, in words: "crime report 0000347/26 of RAPE, 2026-01-12". In the arena, and
 * as raw as what is recorded. */
const char *vha_arrival_words(const struct vha_arrival *arrival, struct vha_arena *arena);

/* What let somebody go, and what is wanting now, in words; likewise. */
const char *vha_departure_words(const struct vha_departure *departure, struct vha_arena *arena);

/* A report that counts no more, and why; likewise. */
const char *vha_lost_words(const struct vha_lost_report *lost, struct vha_arena *arena);

/* Whether the reports that count no more have to do with it: a rule let them go. */
bool vha_went_by_rule(enum vha_went went);

#endif
