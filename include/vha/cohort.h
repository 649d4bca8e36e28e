/*
 * cohort: the cache of one quarter in SQLite. Built whole by a load, checked, put in place by one
 * rename; afterwards only read. It holds the nominals of the extract with their reports and flags,
 * the scores, the ranked list, the policy text, and the structures that the screens draw from: a
 * bitmap for each value of each filter, an ordering for each sortable column, the folded text for
 * searching. Can be thrown away and rebuilt from the extract.
 */
#ifndef VHA_COHORT_H
#define VHA_COHORT_H

#include "vha/base.h"
#include "vha/policy.h"
#include "vha/scoring.h"

struct vha_cohort;

/* ------------------------------------------------------------------------------------- opening */

/* Opens a cache read-only. VHA_UNAVAILABLE when there is none yet (the sentence says how to load
 * one), VHA_BAD_DATA when it is damaged or of another schema. The caller closes it. */
enum vha_status vha_cohort_open(const char *path, struct vha_cohort **cohort,
                                struct vha_error *error) VHA_MUST_CHECK;
void vha_cohort_close(struct vha_cohort *cohort); /* NULL is allowed */

/* True when the file at the path that it was opened from is no longer the one that is open: a newer
 * load has been put in place. */
bool vha_cohort_superseded(const struct vha_cohort *cohort);

/* What the load said of itself. Texts belong to the cohort. */
struct vha_cohort_info {
    const char *quarter; /* "2026-Q3" */
    vha_date as_of;
    const char *prepared_by;
    const char *loaded_by;
    const char *loaded_at; /* 2026-10-02T09:30:00Z */
    const char *policy_name;
    const char *policy_sha256;
    uint32_t nominals; /* in the extract */
    uint32_t listed;   /* on the list: positions 0 to listed - 1 in rank order */
    uint32_t rejects;  /* rows left out with somebody's permission */
};
const struct vha_cohort_info *vha_cohort_info(const struct vha_cohort *cohort);

/* The policy that scored this quarter, parsed from the text kept in the cache at the first call;
 * belongs to the cohort. */
enum vha_status vha_cohort_policy(struct vha_cohort *cohort, const struct vha_policy **policy,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* ------------------------------------------------------------------------------------- filters */

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

/* ------------------------------------------------------------------------------ filters as text */

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

/* Confines every selection, count and search to a user's scope: "all", or the codes of BCUs with
 * blanks between (as in the register). */
void vha_cohort_confine(struct vha_cohort *cohort, const char *scope);

/* How many people on the list the scope takes in, and whether it takes in that position. */
uint32_t vha_cohort_in_scope(const struct vha_cohort *cohort);
bool vha_cohort_covers(const struct vha_cohort *cohort, uint32_t position);

/* The scope by the names of its BCUs: "Central South, Central North"; "" for all of London. Returns
 * out. */
char *vha_cohort_scope_words(const struct vha_cohort *cohort, char *out, size_t size);

/* Columns by which the list can be sorted, in a table that the screens and the command line share.
 */
enum vha_sort {
    VHA_SORT_RANK,
    VHA_SORT_NAME,
    VHA_SORT_PNCID,
    VHA_SORT_AGE,
    VHA_SORT_BOROUGH,
    VHA_SORT_CRIME_SCORE,
    VHA_SORT_INTEL_SCORE,
    VHA_SORT_CRIME_REPORTS,
    VHA_SORT_INTEL_REPORTS,
    VHA_SORT_LATEST,
    VHA_SORTS
};
const char *vha_sort_name(enum vha_sort sort); /* "rank", "name", ... as typed */

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

/* The rows of a filter in the order of a sort, and for every value of every pane the count that the
 * list would have of it under the choices of all the other panes. Reused from call to call: zero it
 * first, free it last with vha_selection_free. */
struct vha_selection {
    uint32_t *positions; /* positions in rank order, count of them */
    uint32_t count;
    uint32_t capacity;
    uint32_t counts[VHA_MAX_FACETS][VHA_MAX_FACET_VALUES];
};
void vha_selection_free(struct vha_selection *selection);

/* Fills *selection. */
enum vha_status vha_cohort_select(struct vha_cohort *cohort, const struct vha_filter *filter,
                                  const struct vha_sorting *sorting,
                                  struct vha_selection *selection,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* ---------------------------------------------------------------------------------------- rows */

/* Flags of a person, as bits. vha_flags holds the words for them. */
enum vha_flag {
    VHA_FLAG_UNDER_18 = 1 << 0,
    VHA_FLAG_WANTED_EWMS = 1 << 1,
    VHA_FLAG_WANTED_CRIS = 1 << 2,
    VHA_FLAG_IN_CUSTODY = 1 << 3,
    VHA_FLAG_RELEASED = 1 << 4, /* in the last 30 days */
    VHA_FLAG_GANG = 1 << 5,
    VHA_FLAG_COUNTY_LINES = 1 << 6,
    VHA_FLAG_VICTIM = 1 << 7,
    VHA_FLAG_MISSING = 1 << 8,
    VHA_FLAG_RESTRICTION = 1 << 9,
    VHA_FLAG_IOM = 1 << 10,
    VHA_FLAG_TURNS_18 = 1 << 11, /* before the quarter after as_of is over */
};
#define VHA_FLAGS 12
struct vha_flag_words {
    uint32_t flag;
    const char *mark;  /* "U18", "W", "C": for the table's column */
    const char *words; /* "under 18": for the record */
    const char *brief; /* fewer words, for plain mode's list */
};
extern const struct vha_flag_words vha_flags[VHA_FLAGS];

/* One row of the list. Texts stand in the arena that was given; they are as in the extract and must
 * pass through vha_text_show before a terminal sees them. */
struct vha_list_row {
    uint32_t position; /* from 0, in rank order */
    uint32_t rank;
    vha_pncid pncid;
    const char *surname;
    const char *forenames;
    const char *borough; /* "" for none */
    vha_date dob;
    int age; /* years on as_of */
    char sex;
    const char *ethnicity;
    uint32_t flags;
    vha_milli crime_score;
    vha_milli intel_score;
    uint32_t crime_reports;
    uint32_t intel_reports;
    enum vha_qualifying qualifying;
    enum vha_recency recency;
    vha_date latest;
};

/* Fetches the row at a position (0 to listed - 1). A few microseconds: fetch what is shown. */
enum vha_status vha_cohort_row(struct vha_cohort *cohort, uint32_t position,
                               struct vha_arena *arena, struct vha_list_row *row,
                               struct vha_error *error) VHA_MUST_CHECK;

/* Whether the scope takes in a person of the extract; one who is not on the list (their position is
 * UINT32_MAX) goes by their borough. */
bool vha_cohort_covers_person(const struct vha_cohort *cohort, const struct vha_list_row *person);

/* Index in the selection of the next row, after `from` (forwards) or before it, wrapping round,
 * whose name, or PNCID, contains the words typed, accent-blind and case-blind; each word must
 * occur. `from` itself is looked at last. UINT32_MAX when there is none. */
uint32_t vha_cohort_search(struct vha_cohort *cohort, const struct vha_selection *selection,
                           const char *typed, uint32_t from, bool forwards);

/* ------------------------------------------------------------------------------------- a person */

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
};

/* Collects the dossier of somebody in the extract, listed or not. VHA_NO_INPUT with a sentence when
 * nobody there has that PNCID. */
enum vha_status vha_cohort_dossier(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_dossier *dossier,
                                   struct vha_error *error) VHA_MUST_CHECK;

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

/* ------------------------------------------------------------------------------------- building */

struct vha_extract;

struct vha_build_request {
    const char *path; /* of the new cache; a file there is replaced */
    const struct vha_extract *extract;
    const struct vha_policy *policy;
    const struct vha_areas *areas;
    const char *loaded_by;
    const char *loaded_at; /* UTC, ISO 8601 */
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
