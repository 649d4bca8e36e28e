/*
 * The report of a load: what was read, what was left out, what came of it.
 */
#ifndef COMMANDS_LOAD_REPORT_H
#define COMMANDS_LOAD_REPORT_H

#include "vha/extract.h"

struct vha_cohort_info;
struct vha_earlier;

struct load_outcome {
    const struct vha_extract *extract;
    const struct vha_policy *policy;
    const struct vha_cohort_info *info; /* NULL when nothing was put in place */
    const char *failure;                /* why, or NULL */
    const struct vha_earlier *earlier;  /* what the ranks are compared with */
    const char *not_compared;           /* why there is no comparison though there was to be one */
    const char *loaded_by;
    const char *loaded_at; /* UTC, ISO 8601 */
    int64_t max_rejects;
    size_t rejects_listed; /* how many the text shows in full */
};

/* The report as text, harmless for a terminal; the caller frees it. */
char *load_report_text(const struct load_outcome *outcome);

/* Writes report.txt and rejects.csv into a folder of the load's own in `reports`. */
enum vha_status load_report_write(const struct load_outcome *outcome, const char *reports,
                                  struct vha_error *error) VHA_MUST_CHECK;

#endif
