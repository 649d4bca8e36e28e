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
#include "vha/equality.h"
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
    uint32_t listed;   /* by the load: positions 0 to listed - 1 in rank order */
    uint32_t rejects;  /* rows left out with somebody's permission */
    /* Whose list the ranks are compared with: the quarter before, or the newest older one that the
     * home had; NULL: no earlier quarter. */
    const char *earlier_quarter;
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

/* A removal that MO2 has approved (SOP 28; governance, Removal). */
struct vha_cohort_removal {
    vha_pncid pncid;
    vha_date approved;
    vha_date until; /* its review date */
};

/* What that is to somebody on the list: off it; or on it again in a later quarter, because a report
 * counts that is dated after the approval, or because the review date has come. */
enum vha_removed_state {
    VHA_NEVER_REMOVED,
    VHA_REMOVED,
    VHA_BACK_ON_EVIDENCE,
    VHA_BACK_FOR_REVIEW
};

/* "new-evidence" for files, "previously removed, new evidence" for people; "" for the first. */
const char *vha_removed_name(enum vha_removed_state removed);
const char *vha_removed_words(enum vha_removed_state removed);

/* Takes these people off the list, in the place of those who were off it before: they are in no
 * selection, count or search, the ranks of those below close up, and each row says what its
 * person's removal is to them. The cache itself stays as the load made it. */
enum vha_status vha_cohort_remove(struct vha_cohort *cohort,
                                  const struct vha_cohort_removal *removals, size_t count,
                                  struct vha_error *error) VHA_MUST_CHECK;

/* How many are on the list, those off it aside; and the position of the nth of them in rank order,
 * counted from 0. */
uint32_t vha_cohort_listed(const struct vha_cohort *cohort);
uint32_t vha_cohort_nth(const struct vha_cohort *cohort, uint32_t n);

/* The position of the nth, in rank order and counted from 0, of those within the scope who are back
 * after a removal, for MO2 to look at first; false when there are no more. */
bool vha_cohort_returned(const struct vha_cohort *cohort, uint32_t n, uint32_t *position);

/* How many people on the list the scope takes in, and whether it takes in that position. */
uint32_t vha_cohort_in_scope(const struct vha_cohort *cohort);
bool vha_cohort_covers(const struct vha_cohort *cohort, uint32_t position);

/* The scope by the names of its BCUs: "Central South, Central North"; "" for all of London. Returns
 * out. */
char *vha_cohort_scope_words(const struct vha_cohort *cohort, char *out, size_t size);

/* Confines every selection and count, besides, to the positions whose bits are set (bit p % 64 of
 * word p / 64, as many words as `listed` needs); they are copied. NULL lets everybody in again. */
void vha_cohort_keep_only(struct vha_cohort *cohort, const uint64_t *members);

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

/* ------------------------------------------------------------------- ranking on offence types */

/* The list ranked on chosen offence types (SOP 31): the scores of each person's counted reports of
 * those types, crime and intelligence, added up as the load stored them, and ranked as scoring.md
 * ranks. It chooses an order for now; the rank of the assessment stays what it is. */
struct vha_ranking {
    uint64_t offences; /* bit c is category c of the policy */
    uint32_t ranked;   /* people with a counted report of one of them, on the whole list */
    uint32_t left_out; /* people of the scope without one */
};

/* Ranks on those offences from now on. Who has no counted report of them has no rank among them,
 * and every selection, count and search leaves them out: SOP 31 speaks of filtering. No bit ends
 * it. */
enum vha_status vha_cohort_rank_on(struct vha_cohort *cohort, uint64_t offences,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* The ranking in force; NULL while it is the assessment's own. */
const struct vha_ranking *vha_cohort_ranking(const struct vha_cohort *cohort);

/* Reads codes or aliases of the policy's offences with commas or blanks between. VHA_USAGE, with
 * the nearest word, for what is none, and for no offence at all; *offences is untouched then. */
enum vha_status vha_offences_parse(const struct vha_policy *policy, const char *text,
                                   uint64_t *offences, struct vha_error *error) VHA_MUST_CHECK;

/* Writes their codes with commas between, in the policy's order; returns out. */
char *vha_offences_format(const struct vha_policy *policy, uint64_t offences, char *out,
                          size_t size);

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

/* How many of some people on the list have each value of each pane. */
struct vha_tally {
    uint32_t people;
    uint32_t counts[VHA_MAX_FACETS][VHA_MAX_FACET_VALUES];
};

/* Counts the people at `positions`, each of which stands there once and is below `listed`. Of a
 * selection this is what is so of the list as it is filtered, while the selection's own counts say
 * what each pane would give if its choice were another. */
void vha_cohort_tally(struct vha_cohort *cohort, const uint32_t *positions, uint32_t count,
                      struct vha_tally *tally);

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

/* What has become of somebody's rank since the earlier quarter. */
enum vha_change {
    VHA_CHANGE_UNKNOWN, /* there is no earlier quarter, or they are not on the list */
    VHA_CHANGE_NEW,     /* they were not on that list */
    VHA_CHANGE_RISEN,
    VHA_CHANGE_FALLEN,
    VHA_CHANGE_NONE
};

/* One row of the list. Texts stand in the arena that was given; they are as in the extract and must
 * pass through vha_text_show before a terminal sees them. */
struct vha_list_row {
    uint32_t position; /* from 0, in rank order */
    uint32_t rank;
    vha_pncid pncid;
    const char *surname;
    const char *forenames;
    const char *borough; /* "" for none */
    const char *bcu;     /* "AS Central South"; "" for none */
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
    enum vha_change change;
    uint32_t previous_rank; /* in the earlier quarter; 0: not on that list, or there is none */
    enum vha_removed_state removed; /* to whoever called vha_cohort_remove */
    uint32_t chosen_rank;           /* on the offence types of vha_cohort_rank_on; 0: none */
    vha_milli chosen_score;
};

/* Fetches the row at a position (0 to listed - 1). A few microseconds: fetch what is shown. */
enum vha_status vha_cohort_row(struct vha_cohort *cohort, uint32_t position,
                               struct vha_arena *arena, struct vha_list_row *row,
                               struct vha_error *error) VHA_MUST_CHECK;

/* The daily search list (SOP 70): whoever scores as much as the policy's search list asks for, in
 * rank order, whatever the scope; those off the list by a removal aside. */
struct vha_search_list {
    vha_milli least; /* the score that the policy asks for */
    size_t count;
    const struct vha_list_row *rows; /* in the arena */
    const uint32_t *new_reports;     /* of each: found since the load (see vha_cohort_new_intel) */
};
enum vha_status vha_cohort_search_list(struct vha_cohort *cohort, struct vha_arena *arena,
                                       struct vha_search_list *list,
                                       struct vha_error *error) VHA_MUST_CHECK;

/* Whether the scope takes in a person of the extract; one who is not on the list (their position is
 * UINT32_MAX) goes by their borough. */
bool vha_cohort_covers_person(const struct vha_cohort *cohort, const struct vha_list_row *person);

/* Index in the selection of the next row, after `from` (forwards) or before it, wrapping round,
 * that matches what is typed; `from` itself is looked at last. UINT32_MAX when there is none. A row
 * matches when its name and PNCID contain each of the words, accent-blind and case-blind; a PNCID
 * may be typed in its long form or the short one, without its slash or the leading zeros of its
 * serial. Or when a reference of the person's reports begins with it all, whatever stands between
 * the letters and digits; there must be a digit. */
uint32_t vha_cohort_search(struct vha_cohort *cohort, const struct vha_selection *selection,
                           const char *typed, uint32_t from, bool forwards);

/* The reference by which the person at a position matches, as in the extract; "" when it is the
 * name or the PNCID that does, or nothing. Returns out. */
#define VHA_REFERENCE_SIZE 64
char *vha_cohort_found_by(struct vha_cohort *cohort, uint32_t position, const char *typed,
                          char out[VHA_REFERENCE_SIZE]);

/* Names near to what is typed, for when nothing matches it: each typed word that is in nobody's
 * name gives way to the nearest word that is, at most a third of its letters away. Nearest first,
 * then those that more people of the selection have. */
#define VHA_NEAR_NAMES 3
#define VHA_NEAR_SIZE  256
struct vha_near_name {
    char typed[VHA_NEAR_SIZE]; /* what finds them */
    char shown[VHA_NEAR_SIZE]; /* the same as somebody's name has it: "Kowalski" */
    uint32_t people;           /* of the selection whom it finds */
};
size_t vha_cohort_nearest(struct vha_cohort *cohort, const struct vha_selection *selection,
                          const char *typed, struct vha_near_name names[VHA_NEAR_NAMES]);

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

/* A report that the daily searches have found since the load (SOP 70): beside the record, in no
 * score. */
struct vha_new_intel {
    const char *ref;
    const char *offence;
    const char *grade;
    const char *crime_ref; /* "" for none */
    vha_date report_date;
    vha_date found; /* the day of the file that first had it */
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
    size_t new_intel_count;
    const struct vha_new_intel *new_intel;
};

/* Collects the dossier of somebody in the extract, listed or not. VHA_NO_INPUT with a sentence when
 * nobody there has that PNCID. */
enum vha_status vha_cohort_dossier(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_dossier *dossier,
                                   struct vha_error *error) VHA_MUST_CHECK;

/* How many reports have been found since the load of each person on the list whom the scope takes
 * in, by position: `listed` numbers, and *total of them together. The caller frees *counts; NULL
 * when this fails. */
enum vha_status vha_cohort_new_intel(struct vha_cohort *cohort, uint32_t **counts, uint32_t *total,
                                     struct vha_error *error) VHA_MUST_CHECK;

/* Whether a reference, as vha_cohort_explain shows them, is of one of the person's reports. */
bool vha_dossier_has_report(const struct vha_dossier *dossier, const char *reference);

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

/* ------------------------------------------------------------------------------------- everybody
 */

/* Everybody in the extract by PNCID, on the list or not, whatever the scope, for the equality
 * review; whoever is off the list by a removal is not listed. A suspect is whoever is on a crime
 * report as suspect or accused, of an offence in scope, in the window, and not left out for a
 * feature such as domestic abuse. The caller frees *people; NULL when this fails. */
enum vha_status vha_cohort_people(struct vha_cohort *cohort, struct vha_equality_person **people,
                                  size_t *count, struct vha_error *error) VHA_MUST_CHECK;

/* What scoring may know of everybody in the extract, by PNCID, with categories, features and grades
 * as a policy has them: that of the quarter or a changed one. The facts' `report` numbers are the
 * cohort's own. */
struct vha_facts {
    size_t count;
    vha_pncid *pncids;
    struct vha_individual *individuals; /* whose facts stand in what follows */
    struct vha_crime_fact *crimes;
    struct vha_intel_fact *intel;
    struct vha_custody_fact *custody;
};
enum vha_status vha_cohort_facts(struct vha_cohort *cohort, const struct vha_policy *policy,
                                 struct vha_facts **facts, struct vha_error *error) VHA_MUST_CHECK;
void vha_facts_free(struct vha_facts *facts); /* NULL is allowed */

/* Whether somebody, on the list or not, is kept off it by one of the removals that
 * vha_cohort_remove was given, by what counts of their facts: crimes and intel judge those of
 * `individual`. */
bool vha_cohort_keeps_off(const struct vha_cohort *cohort, vha_pncid pncid,
                          const struct vha_individual *individual, const struct vha_judged *crimes,
                          const struct vha_judged *intel);

/* ------------------------------------------------------------------------------------- building */

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

struct vha_extract;

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

/* ---------------------------------------------------------------------------- between two loads */

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
