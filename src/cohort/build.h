/*
 * A cache under construction: the extract's arrays and what scoring makes of them.
 */
#ifndef COHORT_BUILD_H
#define COHORT_BUILD_H

#include "flags.h"

#include "vha/cohort_build.h"
#include "vha/database.h"
#include "vha/extract.h"
#include "vha/scoring.h"

#define NOT_LISTED UINT32_MAX

/* A report judged, as it is stored: one for each row of crime_nominals or intel_nominals. */
struct stored_judgement {
    vha_milli score;
    uint8_t verdict;
};

struct build {
    const struct vha_build_request *request;
    const struct vha_extract *extract;
    sqlite3 *database;

    /* By row of the extract's nominals. */
    struct vha_assessment *assessments;
    uint32_t *flags;
    uint32_t *positions; /* in the list, or NOT_LISTED */

    struct stored_judgement *crime_judgements; /* by row of crime_nominals */
    struct stored_judgement *intel_judgements; /* by row of intel_nominals */
    uint16_t *crime_categories;                /* by row of crimes */
    uint16_t *intel_categories;                /* by row of intel */

    uint32_t listed;
    struct vha_standing *standings; /* the list, in rank order */
    uint32_t *previous;             /* by position: the rank in the earlier quarter, or 0 */
};

/* ------------------------------------------------------------------------------------ assess.c */

/* Assesses every nominal of the extract and ranks those who are included. */
enum vha_status build_assess(struct build *build, struct vha_error *error) VHA_MUST_CHECK;

/* ----------------------------------------------------------------------------------- earlier.c */

/* Looks up the ranks of everybody on the list in that of the earlier quarter. */
void build_compare(struct build *build);
/* There is an earlier quarter. */
bool build_is_compared(const struct build *build);

/* ------------------------------------------------------------------------------------- flags.c */

/* Sets the flags of every nominal from the extract's tables. */
void build_flags(struct build *build);

/* ----------------------------------------------------------------------------------- sources.c */

/* Registers the arrays of the build as virtual tables from_NAME; an SQLite result code. */
int build_register_sources(struct build *build);

/* ------------------------------------------------------- build_facets.c, _orders.c, _search.c */

/* Write the filter panes with their bitmaps, the orderings, the search texts. SQLite codes. */
int build_facets(struct build *build);
int build_orders(struct build *build);
int build_search_texts(struct build *build);

/* Surname and forenames of a position, folded, in the arena. */
const char *build_folded_name(const struct build *build, uint32_t position,
                              struct vha_arena *arena);

/* Runs the INSERT of a section with a number and one or two blobs; `second` may be NULL. */
int build_store_blobs(const struct build *build, const char *section, int id, const void *first,
                      size_t first_bytes, const void *second, size_t second_bytes);

/* ------------------------------------------------------------------------------------ verify.c */

/* Brings the finished file to the disk, opens it afresh and asks it everything of verify.sql. */
enum vha_status build_verify(const struct build *build, struct vha_error *error) VHA_MUST_CHECK;

#endif
