/* A person put together for a test, report by report, and then assessed by the real rules. */
#ifndef WORKSTATION_MADE_PERSON_H
#define WORKSTATION_MADE_PERSON_H

#include "testing.h"

#include "vha/cohort_dossier.h"

#define MADE_REPORTS 240
#define MADE_FLAGS   16

/* Categories of the policy. */
enum { MADE_KNIFE_INJURY, MADE_HOMICIDE, MADE_RAPE };

struct made_person {
    struct vha_policy policy;
    struct vha_explanation explanation;
    struct vha_crime_fact crimes[MADE_REPORTS];
    struct vha_crime_entry crime_entries[MADE_REPORTS];
    struct vha_judged crime_judged[MADE_REPORTS];
    bool crime_decisive[MADE_REPORTS];
    struct vha_intel_fact intel[MADE_REPORTS];
    struct vha_intel_entry intel_entries[MADE_REPORTS];
    struct vha_judged intel_judged[MADE_REPORTS];
    bool intel_decisive[MADE_REPORTS];
    struct vha_custody_fact custody[MADE_REPORTS];
    struct vha_custody_entry custody_entries[MADE_REPORTS];
    struct vha_flag_entry flags[MADE_FLAGS];
};

/* Somebody of 26 with no reports, on 2026-10-01, under the default rules: windows of 36, 6 and 12
 * months, two thirds kept after every 12, KNIFE_INJURY 1,460, HOMICIDE 5,475, RAPE 1,825. */
void made_begin(struct made_person *person);
/* From the newest to the oldest, as a dossier has them. Returns the fact, to be changed. */
struct vha_crime_fact *made_crime(struct made_person *person, const char *date, unsigned category);
struct vha_intel_fact *made_intel(struct made_person *person, const char *date, unsigned category);
/* NULL: not released yet. */
void made_custody(struct made_person *person, const char *received, const char *released);
/* A date or NULL. */
struct vha_flag_entry *made_flag(struct made_person *person, uint32_t flag, const char *kind,
                                 const char *since);
void made_child(struct made_person *person, const char *born);
/* Assesses them; the explanation belongs to the person. */
const struct vha_explanation *made_explain(struct made_person *person);

vha_date day(const char *text);

#endif
