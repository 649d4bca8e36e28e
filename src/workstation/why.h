/*
 * why: the reasons of one person as lines: the counted reports with each step of their scores, and
 * what holds them on the list. Shared by the why pane and the record.
 */
#ifndef WORKSTATION_WHY_H
#define WORKSTATION_WHY_H

#include "lines.h"
#include "vha/cohort_dossier.h"
#include "vha/policy.h"

/* Adds a line for each counted report, newest first, each at most `width` columns wide. `decisive`
 * marks those that the outcome hangs on. */
void why_add_reports(struct lines *lines, const struct vha_explanation *explanation, int width,
                     bool unicode, bool decisive);

/* The same as sentences, for plain mode: who, how they are on the list, and each report. */
void why_words(struct lines *lines, const struct vha_explanation *explanation);

/* "four_reports · offence in 12 months · leaves 2027-07-01". */
char *why_summary(const struct vha_explanation *explanation, bool unicode, char *out, size_t size);

/* A report, crime or intelligence, in the order of dates that the screens share. */
struct report {
    bool crime;
    size_t index; /* in the individual's facts */
    vha_date date;
    const struct vha_judged *judged;
};
/* All reports of the person, newest first; allocated in the arena; *count of them. */
struct report *reports_by_date(struct vha_arena *arena, const struct vha_explanation *explanation,
                               size_t *count);
/* The offence as recorded. */
const char *report_offence(const struct vha_explanation *explanation, const struct report *report);

/* "4/9", "0.75", "1": what the base weight of a counted report is multiplied by. */
char *report_factor(const struct vha_explanation *explanation, const struct report *report,
                    char out[24]);
/* "4/9": what is left of a weight after so many periods of decay. */
char *decay_factor(const struct vha_policy *policy, int periods, char out[24]);
/* The report's own reference. */
const char *report_ref(const struct vha_explanation *explanation, const struct report *report);
/* The outcome hangs on it. */
bool report_is_decisive(const struct vha_explanation *explanation, const struct report *report);
/* Where the base weight comes from. */
struct vha_sourced report_origin(const struct vha_explanation *explanation,
                                 const struct report *report);

/* A score without the noughts that say nothing: 1,460 or 547.5. */
char *milli_short(vha_milli value, char out[VHA_MILLI_SIZE]);

#endif
