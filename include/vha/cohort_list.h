/*
 * cohort_list: the rows of the list. A part of the cohort.
 */
#ifndef VHA_COHORT_LIST_H
#define VHA_COHORT_LIST_H

#include "vha/base.h"
#include "vha/cohort_removed.h"
#include "vha/scoring.h"

struct vha_cohort;

/* Flags of a person, as bits. vha_flags holds the words for them. */
enum vha_flag {
    VHA_FLAG_UNDER_18 = 1 << 0,
    VHA_FLAG_WANTED_EWMS = 1 << 1,
    VHA_FLAG_WANTED_CRIS = 1 << 2,
    VHA_FLAG_IN_CUSTODY = 1 << 3,
    VHA_FLAG_RELEASED = 1 << 4, /* in the last 30 days */
    VHA_FLAG_GANG = 1 << 5,
    VHA_FLAG_COUNTY_LINES = 1 << 6,
    VHA_FLAG_VICTIM = 1 << 7,
    VHA_FLAG_MISSING = 1 << 8,
    VHA_FLAG_RESTRICTION = 1 << 9,
    VHA_FLAG_IOM = 1 << 10,
    VHA_FLAG_TURNS_18 = 1 << 11, /* before the quarter after as_of is over */
};
#define VHA_FLAGS 12
struct vha_flag_words {
    uint32_t flag;
    const char *mark;  /* "U18", "W", "C": for the table's column */
    const char *words; /* "under 18": for the record */
    const char *brief; /* fewer words, for plain mode's list */
};
extern const struct vha_flag_words vha_flags[VHA_FLAGS];

/* What has become of somebody's rank since the earlier quarter. */
enum vha_change {
    VHA_CHANGE_UNKNOWN, /* there is no earlier quarter, or they are not on the list */
    VHA_CHANGE_NEW,     /* they were not on that list */
    VHA_CHANGE_RISEN,
    VHA_CHANGE_FALLEN,
    VHA_CHANGE_NONE
};

/* One row of the list. Texts stand in the arena that was given; they are as in the extract and must
 * pass through vha_text_show before a terminal sees them. */
struct vha_list_row {
    uint32_t position; /* from 0, in rank order */
    uint32_t rank;
    vha_pncid pncid;
    const char *surname;
    const char *forenames;
    const char *borough; /* "" for none */
    const char *bcu;     /* "AS Central South"; "" for none */
    vha_date dob;
    int age; /* years on as_of */
    char sex;
    const char *ethnicity;
    uint32_t flags;
    vha_milli crime_score;
    vha_milli intel_score;
    uint32_t crime_reports;
    uint32_t intel_reports;
    enum vha_qualifying qualifying;
    enum vha_recency recency;
    vha_date latest;
    enum vha_change change;
    uint32_t previous_rank; /* in the earlier quarter; 0: not on that list, or there is none */
    enum vha_removed_state removed; /* to whoever called vha_cohort_remove */
    uint32_t chosen_rank;           /* on the offence types of vha_cohort_rank_on; 0: none */
    vha_milli chosen_score;
};

/* Fetches the row at a position (0 to listed - 1). A few microseconds: fetch what is shown. */
enum vha_status vha_cohort_row(struct vha_cohort *cohort, uint32_t position,
                               struct vha_arena *arena, struct vha_list_row *row,
                               struct vha_error *error) VHA_MUST_CHECK;

/* The daily search list (SOP 70): whoever scores as much as the policy's search list asks for, in
 * rank order, whatever the scope; those off the list by a removal aside. */
struct vha_search_list {
    vha_milli least; /* the score that the policy asks for */
    size_t count;
    const struct vha_list_row *rows; /* in the arena */
    const uint32_t *new_reports;     /* of each: found since the load (see vha_cohort_new_intel) */
};
enum vha_status vha_cohort_search_list(struct vha_cohort *cohort, struct vha_arena *arena,
                                       struct vha_search_list *list,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* Whether the scope takes in a person of the extract; one who is not on the list (their position is
 * UINT32_MAX) goes by their borough. */
bool vha_cohort_covers_person(const struct vha_cohort *cohort, const struct vha_list_row *person);

#endif
