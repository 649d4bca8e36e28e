/*
 * cohort_filter: what the list can be filtered by, a filter, and a filter as text and in words. A
 * part of the cohort.
 */
#ifndef VHA_COHORT_FILTER_H
#define VHA_COHORT_FILTER_H

#include "vha/base.h"

struct vha_cohort;

#define VHA_MAX_FACETS       16
#define VHA_MAX_FACET_VALUES 64

struct vha_facet_value {
    const char *code;  /* as typed: "Lambeth", "ewms", "KNIFE_INJURY" */
    const char *label; /* as shown */
    const char *group; /* what values are gathered under ("AS Central South"), or "" */
    uint32_t total;    /* how many on the list have it */
};

/* One filter pane. Values of one pane widen the choice (or), panes narrow it (and). */
struct vha_facet {
    const char *name;  /* as typed: "borough", "under_18", "custody", "wanted", ... */
    const char *title; /* "Borough" */
    size_t value_count;
    const struct vha_facet_value *values;
};

/* The panes in the order in which they stand on the screen. Belongs to the cohort. */
size_t vha_cohort_facets(const struct vha_cohort *cohort, const struct vha_facet **facets);

/* Numbers that everybody on the list has: ranges filter by them and the overview counts them. */
enum vha_measure {
    VHA_MEASURE_SCORE,
    VHA_MEASURE_CRIME_SCORE,
    VHA_MEASURE_INTEL_SCORE,
    VHA_MEASURE_CRIME_REPORTS,
    VHA_MEASURE_INTEL_REPORTS,
    VHA_MEASURE_AGE, /* years on as_of */
    VHA_MEASURE_BORN,
    VHA_MEASURE_LATEST, /* day of the latest counted offence */
    VHA_MEASURES
};

/* What a measure's numbers are: thousandths, whole numbers, or days (vha_date). */
enum vha_measure_kind { VHA_KIND_SCORE, VHA_KIND_NUMBER, VHA_KIND_DATE };

struct vha_measure_words {
    const char *name;  /* as typed: "score", "age", "latest", ... */
    const char *title; /* "Score" */
    enum vha_measure_kind kind;
};
extern const struct vha_measure_words vha_measures[VHA_MEASURES];

/* The numbers of a measure by position, `listed` of them; they belong to the cohort, which reads
 * all measures at the first call. VHA_BAD_DATA when the cache does not hold them. */
enum vha_status vha_cohort_measure(struct vha_cohort *cohort, enum vha_measure measure,
                                   const int64_t **values, struct vha_error *error) VHA_MUST_CHECK;

/* From `least` to `most`, both included; INT64_MIN and INT64_MAX leave an end open. */
struct vha_range {
    bool set; /* false: no filter */
    int64_t least;
    int64_t most;
};

/* What is chosen: bit v of chosen[f] is value v of facet f, and whoever has one of them passes the
 * pane; no bit means no filter. Whoever has one of the values in excluded[f] does not pass. All
 * zeros let everybody pass. */
struct vha_filter {
    uint64_t chosen[VHA_MAX_FACETS];
    uint64_t excluded[VHA_MAX_FACETS];
    struct vha_range ranges[VHA_MEASURES];
};

bool vha_filter_is_empty(const struct vha_filter *filter);

/* The panes that a filter is of, as vha_cohort_facets gives them. */
struct vha_panes {
    const struct vha_facet *facets;
    size_t count;
};

/* Reads a filter as it is typed: terms with blanks between, each of which narrows the list.
 *
 *   borough=Lambeth,Southwark   one of these values; blanks in a name may be left out, or typed
 *                               as _ or within quotes, and a name may be cut short
 *   borough!=Lambeth            none of these
 *   bcu=AS                      the boroughs of a BCU
 *   u18  ewms  KNIFE_INJURY     a value alone, where only one pane has it
 *   wanted  !wanted             any value of a pane but its "no" or "none"; that one
 *   age=13..17  score>=1000     a range, both ends included; either end may be left open
 *   latest=2026-07              a day, a month, a quarter (2026-Q3) or a year
 *
 * An exclamation mark before a term turns it round; a range cannot be. VHA_USAGE with a sentence
 * that names the term and the nearest word; *filter is then as it was. */
enum vha_status vha_filter_parse(const struct vha_panes *panes, const char *text,
                                 struct vha_filter *filter, struct vha_error *error) VHA_MUST_CHECK;

/* Writes a filter as it is typed; parsed again it is the same. What has no room is left out term
 * by term. Returns out. */
char *vha_filter_format(const struct vha_panes *panes, const struct vha_filter *filter, char *out,
                        size_t size);

/* Writes a filter in words: "Borough: Lambeth or Southwark; Under 18; Score from 1,000"; "" for
 * none. What has no room is left out whole. Returns out. */
char *vha_filter_words(const struct vha_panes *panes, const struct vha_filter *filter, char *out,
                       size_t size);

/* "1,000 to 2,000", "from 2026-07-01", "up to 17". Returns out. */
char *vha_range_words(enum vha_measure measure, const struct vha_range *range, char *out,
                      size_t size);

/* Offers every word that could stand at the end of what is typed, whether or not it begins with
 * what is there of it. Returns the byte of the text at which that word begins. */
typedef void vha_word_function(void *context, const char *word);
size_t vha_filter_complete(const struct vha_panes *panes, const char *text,
                           vha_word_function *offer, void *context);

#endif
