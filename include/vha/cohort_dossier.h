/*
 * cohort_dossier: all that the cache holds of one person, and why they are where they are. A part
 * of the cohort.
 */
#ifndef VHA_COHORT_DOSSIER_H
#define VHA_COHORT_DOSSIER_H

#include "vha/base.h"
#include "vha/cohort_list.h"
#include "vha/scoring.h"

struct vha_cohort;

struct vha_crime_entry {
    const char *ref;
    const char *offence; /* as in the extract */
    const char *features;
    const char *borough;
};
struct vha_intel_entry {
    const char *ref;
    const char *offence;
    const char *grade;
    const char *crime_ref; /* "" for none */
};
struct vha_custody_entry {
    const char *establishment;
};
/* An entry of any of the flag tables, in words and with its source. */
struct vha_flag_entry {
    uint32_t flag;      /* which flag it stands behind */
    const char *table;  /* "wanted", "restrictions", ... */
    const char *kind;   /* "EWMS", "CBO", "GANG-034", ... */
    const char *detail; /* reference, or "" */
    const char *source; /* "EWMS", "CLICM", "MERLIN", ... */
    vha_date since;     /* or date; VHA_NO_DATE when the extract has none */
    vha_date until;     /* restrictions: end; else VHA_NO_DATE */
    bool current;       /* counts towards the flag on as_of */
};

/* A report that the daily searches have found since the load (SOP 70): beside the record, in no
 * score. */
struct vha_new_intel {
    const char *ref;
    const char *offence;
    const char *grade;
    const char *crime_ref; /* "" for none */
    vha_date report_date;
    vha_date found; /* the day of the file that first had it */
};

/* All that the cache holds of one person. The facts of `individual` and the entries stand in the
 * same order: crimes[i] tells of individual.crimes[i]. Newest first. Everything is in the arena. */
struct vha_dossier {
    struct vha_list_row person; /* rank 0 and position UINT32_MAX when not on the list */
    bool listed;
    vha_date turns_18; /* VHA_NO_DATE when 18 already */
    struct vha_individual individual;
    const struct vha_crime_entry *crimes;
    const struct vha_intel_entry *intel;
    const struct vha_custody_entry *custody;
    size_t flag_count;
    const struct vha_flag_entry *flags;
    size_t new_intel_count;
    const struct vha_new_intel *new_intel;
};

/* Collects the dossier of somebody in the extract, listed or not. VHA_NO_INPUT with a sentence when
 * nobody there has that PNCID. */
enum vha_status vha_cohort_dossier(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_dossier *dossier,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* How many reports have been found since the load of each person on the list whom the scope takes
 * in, by position: `listed` numbers, and *total of them together. The caller frees *counts; NULL
 * when this fails. */
enum vha_status vha_cohort_new_intel(struct vha_cohort *cohort, uint32_t **counts, uint32_t *total,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* Whether a reference, as vha_cohort_explain shows them, is of one of the person's reports. */
bool vha_dossier_has_report(const struct vha_dossier *dossier, const char *reference);

/* A dossier assessed, with everything that scoring.md asks of an explanation. In the arena. */
struct vha_explanation {
    const struct vha_policy *policy;
    vha_date as_of;
    struct vha_dossier dossier;
    struct vha_assessment assessment;
    const struct vha_judged *crimes; /* a judgement for each fact */
    const struct vha_judged *intel;
    const bool *crime_decisive; /* the outcome hangs on this report */
    const bool *intel_decisive;
    struct vha_shortfall shortfall; /* when not included: what is wanting */
    vha_date leaves;                /* VHA_NO_DATE when not included */
};
enum vha_status vha_cohort_explain(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_explanation *explanation,
                                   struct vha_error *error) VHA_MUST_CHECK;

#endif
