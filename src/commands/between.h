/*
 * What `refresh` and `intel` do alike between two loads: a file of one table, read beside the
 * quarter in force, becomes a cache that takes its place, at once or not at all, and on record.
 */
#ifndef COMMANDS_BETWEEN_H
#define COMMANDS_BETWEEN_H

#include "vha/extract.h"
#include "vha/user.h"

struct vha_cohort_info;
struct vha_cohort_refresh;

struct between {
    enum vha_action action;
    enum vha_table table; /* whose name is the subject in the log */
    const char *file;
    vha_date as_of; /* the day that the file was taken on; VHA_NO_DATE: today */
    void *context;
    /* Builds the new cache. */
    enum vha_status (*build)(void *context, const struct vha_cohort_refresh *request,
                             struct vha_error *error);
    /* Prints what became of it, once it is in place. */
    void (*show)(const void *context, const struct vha_cohort_info *info,
                 const struct vha_extract *extract, enum vha_table table);
};

/* Does it all, for a user who may; whatever goes wrong is logged, and nothing is changed. */
enum vha_status between_loads(const char *home, const struct between *between,
                              struct vha_error *error) VHA_MUST_CHECK;

/* "OFFICIAL  VHA 2026-Q3: custody as of 2026-10-08, 380 rows. " */
void between_show(const char *what, const struct vha_cohort_info *info,
                  const struct vha_extract *extract, enum vha_table table);

#endif
