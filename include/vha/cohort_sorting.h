/*
 * cohort_sorting: the order of the list, also as text and in words. A part of the cohort.
 */
#ifndef VHA_COHORT_SORTING_H
#define VHA_COHORT_SORTING_H

#include "vha/base.h"

/* What the list can be sorted by. Sex and ethnicity are shown and filtered on, but nobody stands
 * higher for them (scoring.md, Never an input). */
enum vha_sort {
    VHA_SORT_RANK,
    VHA_SORT_SCORE,
    VHA_SORT_NAME,
    VHA_SORT_PNCID,
    VHA_SORT_AGE,
    VHA_SORT_BORN,
    VHA_SORT_BOROUGH,
    VHA_SORT_BCU,
    VHA_SORT_CRIME_SCORE,
    VHA_SORT_INTEL_SCORE,
    VHA_SORT_CRIME_REPORTS,
    VHA_SORT_INTEL_REPORTS,
    VHA_SORT_LATEST,
    VHA_SORT_QUALIFYING,
    VHA_SORT_RECENCY,
    VHA_SORT_CHANGE,   /* ranks risen since the earlier quarter; who is new stands above all */
    VHA_SORT_PREVIOUS, /* rank in the earlier quarter; who is new stands last */
    VHA_SORT_CHOSEN,   /* rank on the chosen offence types; the rank while none are chosen */
    VHA_SORTS
};

struct vha_sort_words {
    const char *name;      /* as typed: "rank", "name", ... */
    const char *orders[2]; /* "by name, A to Z": ascending, descending */
    bool descending_first; /* the order when nothing is said */
};
extern const struct vha_sort_words vha_sorts[VHA_SORTS];

/* The order of the list: by the first key, those equal in it by the second, and so on; those equal
 * in all of them stand in rank order. No key at all is the rank. */
#define VHA_SORT_KEYS 4
struct vha_sorting {
    size_t count;
    struct vha_sort_key {
        enum vha_sort sort;
        bool descending;
    } keys[VHA_SORT_KEYS];
};

/* Reads keys as they are typed: names with commas between, each followed by "asc" or "desc" where
 * the order is not the one that its name begins with ("borough, age desc"). Nothing at all is the
 * rank. VHA_USAGE, with the nearest word, for what is no key; *sorting is untouched then. */
enum vha_status vha_sorting_parse(const char *text, struct vha_sorting *sorting,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* Writes them so that vha_sorting_parse reads the same; returns out. */
#define VHA_SORTING_SIZE 128
char *vha_sorting_format(const struct vha_sorting *sorting, char out[VHA_SORTING_SIZE]);

/* The order in words: "by borough, A to Z, then by age, oldest first"; returns out. */
char *vha_sorting_words(const struct vha_sorting *sorting, char *out, size_t size);

#endif
