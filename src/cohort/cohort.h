/*
 * What the files that read a cache share.
 */
#ifndef COHORT_COHORT_H
#define COHORT_COHORT_H

#include "vha/cohort.h"
#include "vha/cohort_filter.h"
#include "vha/cohort_list.h"
#include "vha/cohort_ranking.h"
#include "vha/cohort_removed.h"
#include "vha/cohort_search.h"
#include "vha/cohort_selection.h"
#include "vha/cohort_sorting.h"
#include "vha/database.h"

#include <sys/types.h>

#define COHORT_APPLICATION 0x56484143 /* VHAC, as schema.sql writes it */
#define COHORT_VERSION     4
#define COHORT_OLDEST      3 /* that can be read; of these the archive may hold some */
#define COHORT_WITH_INTEL  4 /* the first that has the table of what was found since the load */

#define SCRATCH_BITMAPS 4

/* Statements that are asked again and again. */
enum cohort_statement {
    STATEMENT_ROW,
    STATEMENT_PERSON,
    STATEMENT_STANDING,
    STATEMENT_CRIMES,
    STATEMENT_INTEL,
    STATEMENT_CUSTODY,
    STATEMENT_FLAG_ENTRIES,
    STATEMENT_NEW_INTEL,
    STATEMENTS
};

/* A line for each position, as search_text holds it. */
enum { SEARCH_NAMES, SEARCH_REFERENCES, SEARCH_TEXTS };
struct search_text {
    char *lines; /* NULL until needed */
    uint32_t *starts;
};

/* What is typed to be searched for, taken apart. */
enum { MAX_TYPED = VHA_NEAR_SIZE, MAX_WORDS = 16, MAX_FORMS = 3, FORM_SIZE = 32 };
struct typed {
    char text[MAX_TYPED]; /* folded, the words in it ended by NULs */
    struct typed_word {
        const char *text;
        size_t length;
        size_t form_count;
        char forms[MAX_FORMS][FORM_SIZE]; /* of a PNCID that the word can be a part of */
    } words[MAX_WORDS];
    size_t count;
    char reference[MAX_TYPED]; /* a blank, and the letters and digits of it all; "" for no digit */
};

/* Somebody on the list whose removal was approved. */
struct removed {
    uint32_t position;
    uint32_t rank; /* as the load gave it */
    vha_date approved;
    enum vha_removed_state state;
};

struct vha_cohort {
    sqlite3 *database;
    char *path;
    dev_t device; /* of the file that is open, to notice when another takes its name */
    ino_t inode;
    int version;
    struct vha_cohort_info info;
    struct vha_policy *policy; /* NULL until it is asked for */
    sqlite3_stmt *statements[STATEMENTS];

    size_t facet_count;
    struct vha_facet facets[VHA_MAX_FACETS];
    struct vha_facet_value *values[VHA_MAX_FACETS];
    uint64_t *members[VHA_MAX_FACETS]; /* value after value, `words` each */
    size_t words;
    uint64_t *scope;         /* a bitmap of those that the user may see */
    const char *bcus;        /* of the scope, with blanks between; NULL: all of London */
    struct removed *removed; /* whose removal was approved, by position; NULL: nobody's */
    size_t removed_count;
    struct vha_cohort_removal *removals; /* as they were given, by PNCID */
    size_t removal_count;
    uint64_t *kept;    /* those whom the user keeps to; NULL: everybody */
    uint64_t *scratch; /* SCRATCH_BITMAPS bitmaps, for selecting */

    uint32_t *places[VHA_SORTS]; /* of each position in a sort; NULL until needed */
    struct vha_sorting sorting;  /* that `order` was made for */
    uint32_t *order;             /* positions; NULL until needed */
    vha_pncid *pncids;           /* by position; NULL until needed */
    struct vha_ranking ranking;  /* on chosen offences; what follows is NULL without any */
    uint64_t *ranked;            /* a bitmap of those who have one of them */
    uint32_t *chosen_ranks;      /* by position */
    vha_milli *chosen_scores;
    int64_t *measures; /* measure after measure; NULL until needed */
    struct search_text texts[SEARCH_TEXTS];
    struct vocabulary *vocabulary; /* NULL until needed */

    struct vha_arena *arena;
};

/* Everybody on the list is in scope. */
void cohort_everybody(struct vha_cohort *cohort);
/* Those in the BCUs of the user's scope are, but for those who were removed. */
void cohort_take_scope(struct vha_cohort *cohort);

/* ---- removed.c */
void cohort_take_removed_off(struct vha_cohort *cohort);
/* Nobody who is off the list is ranked on anything: `counted` is by position. */
void cohort_leave_removed_out(const struct vha_cohort *cohort, bool *counted);
/* A row as those see it for whom the removed are off the list. */
void cohort_close_up(const struct vha_cohort *cohort, struct vha_list_row *row);

/* The positions in the order of a sorting; *order is NULL where that is the rank's own. */
enum vha_status cohort_order(struct vha_cohort *cohort, const struct vha_sorting *sorting,
                             const uint32_t **order, struct vha_error *error);

/* The PNCIDs by position, read at the first call. */
enum vha_status cohort_pncids(struct vha_cohort *cohort, const vha_pncid **pncids,
                              struct vha_error *error);

/* Years of age on as_of. */
int cohort_age(const struct vha_cohort *cohort, vha_date born);

/* ---- search.c */
void search_take_apart(struct typed *typed, const char *text, vha_date as_of);
/* Reads a search text at its first use; false when it is damaged. */
bool search_read(struct vha_cohort *cohort, size_t which);
/* The line of a position in a text that has been read; *length bytes, its line feed included. */
const char *search_line(const struct vha_cohort *cohort, size_t which, uint32_t position,
                        size_t *length);
/* The name and PNCID at a position have each word. */
bool search_matches_name(const struct vha_cohort *cohort, uint32_t position,
                         const struct typed *typed);

/* ---- search_nearest.c */
void vocabulary_free(struct vocabulary *vocabulary);

/* A failure of the database as a sentence. */
enum vha_status cohort_fail(const struct vha_cohort *cohort, struct vha_error *error);

/* Something in the file that no load writes. */
enum vha_status cohort_fail_damaged(const struct vha_cohort *cohort, struct vha_error *error);

/* A kept statement, prepared at its first use and ready to be bound; NULL when it cannot be. Reset
 * it after use. */
sqlite3_stmt *cohort_statement(struct vha_cohort *cohort, enum cohort_statement which);

/* The row that a `row` or `person` statement stands on; false when it is damaged. */
bool cohort_read_row(const struct vha_cohort *cohort, sqlite3_stmt *statement,
                     struct vha_arena *arena, struct vha_list_row *row);

/* A text column in the arena; "" for NULL. */
const char *cohort_text(sqlite3_stmt *statement, int column, struct vha_arena *arena);

/* A day column; VHA_NO_DATE for NULL, and for a number that is no day of the years 1 to 9999. */
vha_date cohort_date(sqlite3_stmt *statement, int column);

#endif
