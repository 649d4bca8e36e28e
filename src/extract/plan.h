/*
 * What a folder holds: which files the manifest gives, and which tables are in them.
 */
#ifndef VHA_EXTRACT_PLAN_H
#define VHA_EXTRACT_PLAN_H

#include "manifest.h"
#include "survey.h"

/* Where a table is to be read from. */
struct source {
    size_t file; /* index in the plan's files */
    uint64_t rows;
};

struct plan {
    struct manifest manifest;
    size_t file_count;
    struct survey_file *files; /* as many as the manifest's, in its order */
    struct source sources[VHA_TABLES];
    bool planned[VHA_TABLES];
};

/* Reads the manifest and finds a source for every table that it names; what it keeps is in the
 * arena. VHA_BAD_DATA when a required table is missing, a table has two sources, or the folder
 * holds a file of ours that the manifest does not name. */
enum vha_status plan_make(const char *folder, struct vha_arena *arena, struct plan *plan,
                          struct vha_error *error) VHA_MUST_CHECK;

/* Whether a file is the one that the manifest tells of. */
enum vha_status plan_check_survey(const struct plan *plan, size_t file, const struct survey *survey,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* True for extract.xlsx, whose sheets are tables. */
bool plan_is_whole_workbook(const char *name);

#endif
