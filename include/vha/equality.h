/*
 * equality: who is on the list by age, sex, ethnicity and place, beside the people of London and
 * beside the suspects of the same offences (SOP 54 to 58, EIA); and the same counts made fit for
 * publication. Pure functions of people and of a reference population; no database, no screen, no
 * clock. Nothing here ever reaches a score.
 */
#ifndef VHA_EQUALITY_H
#define VHA_EQUALITY_H

#include "vha/base.h"
#include "vha/policy.h"

#include <stdio.h>

/* What the people are broken down by. A BCU is made of boroughs, a broad ethnic group of the codes
 * of the 18+1. */
enum vha_breakdown {
    VHA_BY_AGE,
    VHA_BY_SEX,
    VHA_BY_ETHNIC_GROUP,
    VHA_BY_ETHNICITY,
    VHA_BY_BCU,
    VHA_BY_BOROUGH,
    VHA_BREAKDOWNS
};

#define VHA_MAX_GROUPS 64
#define VHA_NO_GROUP   UINT8_MAX
#define VHA_NO_FIGURE  INT64_C(-1) /* people of a group that the reference has no figure for */

/* ------------------------------------------------------------------------ the reference population
 */

struct vha_population_group {
    const char *code;  /* "18-24", "F", "B", "B1", "AS", "E09000022"; "none" for no place */
    const char *label; /* "Black, Black British, ..." */
    uint8_t within;    /* of an ethnicity its broad group, of a borough its BCU; VHA_NO_GROUP */
    int from;          /* years of an age band, both included */
    int to;
    bool unknown;   /* not stated, not recorded: counted, and compared with nobody */
    int64_t people; /* in the reference population, or VHA_NO_FIGURE */
};

struct vha_population_breakdown {
    const char *title;  /* "Ethnicity, in five broad groups" */
    const char *source; /* table and edition of the figures, or why there are none */
    int64_t all;        /* everybody whom the groups divide, or VHA_NO_FIGURE */
    uint8_t reference;  /* the group that the others are compared with; VHA_NO_GROUP: all others */
    size_t count;
    struct vha_population_group groups[VHA_MAX_GROUPS];
};

struct vha_population {
    const char *name; /* "Census 2021, usual residents of London" */
    struct vha_population_breakdown by[VHA_BREAKDOWNS];
    struct vha_arena *arena;
};

/* Reads config/population.yaml; boroughs and BCUs are those of `areas`. VHA_NO_INPUT, or
 * VHA_BAD_CONFIG with file:line:column. Free with vha_population_free. */
enum vha_status vha_population_read(const char *path, const struct vha_areas *areas,
                                    struct vha_population **population,
                                    struct vha_error *error) VHA_MUST_CHECK;
void vha_population_free(struct vha_population *population); /* NULL is allowed */

/* "age", "ethnic-group", ...: for files. */
const char *vha_breakdown_name(enum vha_breakdown breakdown);

/* -------------------------------------------------------------------------------------- intervals
 */

/* How an interval was made. */
enum vha_interval_method {
    /* Ratio of two rates: given both counts together, one of them is binomial, whose exact limits
     * (Clopper and Pearson 1934) give those of the ratio: Przyborowski and Wilenski 1940; Breslow
     * and Day 1987, volume II, 3.4. */
    VHA_INTERVAL_EXACT,
    /* Ratio of two proportions: normal on the scale of logarithms (Katz and others 1978). */
    VHA_INTERVAL_KATZ
};

/* A ratio with its 95 % interval. `given` is false where there is none: no figure, nobody to
 * compare with. */
struct vha_ratio {
    bool given;
    double ratio;
    double low;
    double high;
    enum vha_interval_method method;
};

/* `count` events among `people` against `others` among `other_people`, as a ratio of rates, exact.
 */
struct vha_ratio vha_ratio_of_rates(int64_t count, int64_t people, int64_t others,
                                    int64_t other_people);

/* The same where the events are some of the people: Katz, or the exact ratio of rates, which is
 * wider, where a count is under 5. */
struct vha_ratio vha_ratio_of_proportions(int64_t count, int64_t people, int64_t others,
                                          int64_t other_people);

/* "3.42 (2.91 to 4.02)", or "-" where there is none; returns out. */
#define VHA_RATIO_SIZE 64
char *vha_ratio_format(char out[VHA_RATIO_SIZE], const struct vha_ratio *ratio);

/* A method in words, with its source: for notes. */
const char *vha_interval_words(enum vha_interval_method method);

/* ------------------------------------------------------------------------------------- the review
 */

/* Somebody in the extract, as far as equality is concerned. */
struct vha_equality_person {
    vha_pncid pncid;
    int age;           /* complete years on the day up to which the quarter is */
    char sex;          /* M, F, X or U */
    char ethnicity[3]; /* W1 to O9, NS */
    char borough[10];  /* GSS code; "" for none */
    bool listed;
    bool suspect; /* suspect or accused of an offence in scope, in the window, not left out */
};

/* People by PNCID, each once. */
struct vha_equality_people {
    const struct vha_equality_person *people;
    size_t count;
};

struct vha_equality_row {
    uint32_t listed;
    uint32_t suspects;
    uint32_t before;   /* on the earlier quarter's list */
    uint32_t entered;  /* on this list and not on that one */
    uint32_t left;     /* on that list and not on this one, by what was known of them then */
    uint32_t asked;    /* requests for a removal of theirs, */
    uint32_t approved; /* and how those were decided that are */
    uint32_t refused;
    struct vha_ratio census;  /* listed for each person of the reference, against the others */
    struct vha_ratio suspect; /* listed for each suspect, against the others */
};

struct vha_equality_table {
    size_t count; /* rows, as the population's groups stand */
    struct vha_equality_row rows[VHA_MAX_GROUPS];
    struct vha_equality_row total; /* without ratios */
};

struct vha_equality {
    bool compared; /* with an earlier quarter */
    struct vha_equality_table by[VHA_BREAKDOWNS];
};

/* Counts and compares. `before` is NULL when there is no earlier quarter; both stand in the order
 * of their PNCIDs. A value that is in no group counts as unknown. */
void vha_equality_review(const struct vha_population *population,
                         const struct vha_equality_people *now,
                         const struct vha_equality_people *before, struct vha_equality *equality);

/* A request for a removal: whose, and what came of it. */
enum vha_request_outcome { VHA_REQUEST_UNDECIDED, VHA_REQUEST_APPROVED, VHA_REQUEST_REFUSED };
struct vha_equality_request {
    vha_pncid pncid;
    enum vha_request_outcome outcome;
};

/* Whether there is nothing to tell of a row: nobody's group is not recorded, as a rule. */
bool vha_equality_is_empty(const struct vha_equality_row *row);

/* Per cent of a whole, with one decimal, or "-" of nothing; returns out. */
#define VHA_SHARE_SIZE 16
char *vha_equality_share(char out[VHA_SHARE_SIZE], int64_t part, int64_t whole);

/* Counts requests by the groups of their people, besides; those of people who are not in the
 * extract are left out. */
void vha_equality_add_requests(const struct vha_population *population,
                               const struct vha_equality_people *now,
                               const struct vha_equality_request *requests, size_t count,
                               struct vha_equality *equality);

/* The groups of a person, an index for each breakdown; everybody is in one of each. */
void vha_equality_groups(const struct vha_population *population,
                         const struct vha_equality_person *person, uint8_t groups[VHA_BREAKDOWNS]);

/* --------------------------------------------------------------------------------- as it is shown
 */

/* What is said of the methods and sources below every form of it, a sentence each; NULL ends them.
 */
extern const char *const vha_equality_notes[];

/* Whether a row is shown: one of people of no known group only when there is somebody in it. */
bool vha_equality_is_shown(const struct vha_population_breakdown *by, size_t group,
                           const struct vha_equality_row *row);

/* The code of the broader group that a group lies in; "" for none. */
const char *vha_equality_within(const struct vha_population *population,
                                enum vha_breakdown breakdown, size_t group);

/* The code of the group that the others are compared with; "rest" for all others. */
const char *vha_equality_reference(const struct vha_population_breakdown *by);

/* All counts and ratios as CSV, a line for each group. */
void vha_equality_write_csv(FILE *out, const struct vha_population *population,
                            const struct vha_equality *equality);

/* ------------------------------------------------------------------------------------ suppression
 */

/* Counts under this are not published. */
#define VHA_SUPPRESS_UNDER 5

/* A count of a table that is to be published. */
struct vha_cell {
    int64_t count;
    bool hidden; /* set by vha_suppress */
};

/* The cell `whole` is the sum of `count` cells from `first` on. A cell is part of one sum at most,
 * and may be the whole of several: such tables have no circles, so that what the sums tell of a
 * cell is found exactly by following them. */
struct vha_cell_sum {
    size_t whole;
    size_t first;
    size_t count;
};

/* What somebody who sees the published cells alone can tell of one: the least and the most that it
 * can be. */
struct vha_cell_bounds {
    int64_t least;
    int64_t most;
};
void vha_cell_bounds(const struct vha_cell *cells, size_t cell_count,
                     const struct vha_cell_sum *sums, size_t sum_count,
                     struct vha_cell_bounds *bounds);

/* Hides every count under VHA_SUPPRESS_UNDER, and then more, the smallest first, until each hidden
 * cell can be any of more than VHA_SUPPRESS_UNDER numbers for all that the others tell. A table
 * whose whole is so small is hidden altogether. */
void vha_suppress(struct vha_cell *cells, size_t cell_count, const struct vha_cell_sum *sums,
                  size_t sum_count);

/* ------------------------------------------------------------------------------------ publication
 */

#define VHA_PUBLISHED_CELLS (1 + VHA_BREAKDOWNS * VHA_MAX_GROUPS)
#define VHA_PUBLISHED_SUMS  (4 + 2 * VHA_MAX_GROUPS)

/* The counts on the list as one table of cells, suppressed together: the whole list, by age, sex,
 * broad ethnic group and BCU, and of the last two the narrower groups within. */
struct vha_publication {
    struct vha_cell cells[VHA_PUBLISHED_CELLS]; /* the first is the whole list */
    struct vha_cell_sum sums[VHA_PUBLISHED_SUMS];
    size_t cell_count;
    size_t sum_count;
    size_t cell_of[VHA_BREAKDOWNS][VHA_MAX_GROUPS];
};
void vha_publication_make(const struct vha_population *population,
                          const struct vha_equality *equality, struct vha_publication *publication);

/* Whether the ratios of a group may be published: a ratio tells the counts that it was made of, so
 * neither the group nor any that it is compared with may be hidden. */
bool vha_publication_has_ratios(const struct vha_population *population,
                                const struct vha_publication *publication,
                                enum vha_breakdown breakdown, size_t group);

#endif
