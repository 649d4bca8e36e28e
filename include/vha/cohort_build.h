/*
 * cohort_build: making the cache of a quarter from its extract, and putting it in place. A part of
 * the cohort.
 */
#ifndef VHA_COHORT_BUILD_H
#define VHA_COHORT_BUILD_H

#include "vha/base.h"
#include "vha/cohort.h"

struct vha_areas;
struct vha_extract;
struct vha_policy;

/* The list of an earlier quarter, for a new one to be compared with. */
struct vha_earlier {
    char quarter[8]; /* 2026-Q2; "": there is no earlier one */
    size_t count;
    struct vha_earlier_rank {
        vha_pncid pncid;
        uint32_t rank;
    } * ranks; /* by PNCID */
};

/* Reads the list of the newest quarter before `quarter`, be it the cache in place or one of the
 * archive: so a quarter that is loaded again is compared with the same one as the first time. Of
 * either file only who stood at which rank is read, whatever version of this program wrote it.
 * VHA_BAD_DATA when one is there and cannot be read. Free with vha_earlier_free, always. */
enum vha_status vha_earlier_read(const char *current, const char *archive_folder,
                                 const char *quarter, struct vha_earlier *earlier,
                                 struct vha_error *error) VHA_MUST_CHECK;
void vha_earlier_free(struct vha_earlier *earlier);

struct vha_build_request {
    const char *path; /* of the new cache; a file there is replaced */
    const struct vha_extract *extract;
    const struct vha_policy *policy;
    const struct vha_areas *areas;
    const char *loaded_by;
    const char *loaded_at;             /* UTC, ISO 8601 */
    const struct vha_earlier *earlier; /* NULL: there is no earlier quarter */
    const struct vha_progress *progress;
};

/* Scores the extract and writes a whole new cache: facts, scores, list, filters, orderings, search.
 * Then opens it afresh and checks it: integrity, foreign keys, counts against the manifest, sums of
 * scores. Returns with the file on disk (fsync), or without it when anything failed. *info, where
 * given, receives the numbers (its texts are NULL). */
enum vha_status vha_cohort_build(const struct vha_build_request *request,
                                 struct vha_cohort_info *info,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* Puts a built cache in place by one rename. The cache that stood there, when of another quarter,
 * stays as archive_folder/QUARTER.db. A reader sees the old cache or the new one, whole. */
enum vha_status vha_cohort_put_in_place(const char *built, const char *current,
                                        const char *archive_folder,
                                        struct vha_error *error) VHA_MUST_CHECK;

#endif
