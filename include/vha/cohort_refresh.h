/*
 * cohort_refresh: what changes between two loads (SOP 70): custody, who is wanted, and what the
 * daily searches have found. A part of the cohort.
 */
#ifndef VHA_COHORT_REFRESH_H
#define VHA_COHORT_REFRESH_H

#include "vha/base.h"
#include "vha/cohort_list.h"

struct vha_cohort;
struct vha_extract;

/* The weekly refresh of custody or of who is wanted, or what the daily searches have found (SOP
 * 70).
 */
struct vha_cohort_refresh {
    const char *current;
    const char *path;                  /* of the new cache; a file there is replaced */
    const struct vha_extract *extract; /* of the one table, as vha_extract_read_table reads it */
    int table;                         /* VHA_CUSTODY or VHA_WANTED, or VHA_INTEL_RESULTS */
};

/* Somebody on the list whose flags have changed: bits of enum vha_flag, of the refresh alone. */
struct vha_movement {
    vha_pncid pncid;
    uint32_t before;
    uint32_t after;
};
struct vha_movements {
    size_t count;
    struct vha_movement *people; /* in rank order */
};

/* Makes a new cache from the one in force, in one transaction: custody episodes are added and
 * ended, whoever is not in the new wanted file is wanted no more, and the flags and filters follow
 * as they are on the extract's day. Scores, ranks and the list stay. Returns with the file on disk,
 * to be put in place, or without it when anything failed. Free *movements with vha_movements_free.
 */
enum vha_status vha_cohort_refresh_build(const struct vha_cohort_refresh *request,
                                         struct vha_movements *movements,
                                         struct vha_error *error) VHA_MUST_CHECK;
void vha_movements_free(struct vha_movements *movements);

/* "now in custody", "found: no longer wanted (EWMS)": what flags before and after come to. */
const char *vha_movement_words(uint32_t before, uint32_t after);

/* Somebody whom the newest refresh of custody, or of who is wanted, has moved. */
struct vha_moved {
    struct vha_list_row row; /* in the arena */
    vha_date day;            /* that the refresh was of */
    uint32_t before;
    uint32_t after;
};

/* Those on the list and in the scope whom the newest refresh of either has moved since the load,
 * with those before it of the same day, in rank order: one for each that moved them. None before
 * the first (SOP 70). */
enum vha_status vha_cohort_moved(struct vha_cohort *cohort, struct vha_arena *arena,
                                 const struct vha_moved **moved, size_t *count,
                                 struct vha_error *error) VHA_MUST_CHECK;

/* What became of the rows of a file of search results. */
struct vha_intel_news {
    uint64_t added;
    uint64_t amended;   /* that an earlier file had otherwise: they are now as in this one */
    uint64_t known;     /* of the load or of an earlier file, with that person named */
    uint64_t strangers; /* that name nobody in the quarter: not kept */
    size_t count;
    struct vha_intel_gain {
        vha_pncid pncid;
        uint32_t reports; /* added to theirs */
    } * people;           /* by PNCID */
};

/* Makes a new cache from the one in force, in one transaction: the results stand beside the records
 * of those whom they name, on the list or not, as new since the load. They are in no score, rank,
 * count, filter or search, and the next load is without them. Returns with the file on disk, to be
 * put in place, or without it when anything failed. Free *news with vha_intel_news_free, always. */
enum vha_status vha_cohort_intel_build(const struct vha_cohort_refresh *request,
                                       struct vha_intel_news *news,
                                       struct vha_error *error) VHA_MUST_CHECK;
void vha_intel_news_free(struct vha_intel_news *news);

#endif
