/*
 * cohort: the cache of one quarter in SQLite. Built whole by a load, checked, put in place by one
 * rename; afterwards only read. It holds the nominals of the extract with their reports and flags,
 * the scores, the ranked list, the policy text, and the structures that the screens draw from: a
 * bitmap for each value of each filter, an ordering for each sortable column, the folded text for
 * searching. Can be thrown away and rebuilt from the extract.
 *
 * Here: opening it, what it is of, and the scope that all else keeps to. The rest stands by what it
 * is for in the other headers that begin with cohort_.
 */
#ifndef VHA_COHORT_H
#define VHA_COHORT_H

#include "vha/base.h"

struct vha_cohort;
struct vha_policy;

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

/* How many are on the list, those off it aside; and the position of the nth of them in rank order,
 * counted from 0. */
uint32_t vha_cohort_listed(const struct vha_cohort *cohort);
uint32_t vha_cohort_nth(const struct vha_cohort *cohort, uint32_t n);

/* ----------------------------------------------------------------------------------- the scope */

/* Confines every selection, count and search to a user's scope: "all", or the codes of BCUs with
 * blanks between (as in the register). */
void vha_cohort_confine(struct vha_cohort *cohort, const char *scope);

/* How many people on the list the scope takes in, and whether it takes in that position. */
uint32_t vha_cohort_in_scope(const struct vha_cohort *cohort);
bool vha_cohort_covers(const struct vha_cohort *cohort, uint32_t position);

/* The scope by the names of its BCUs: "Central South, Central North"; "" for all of London. Returns
 * out. */
char *vha_cohort_scope_words(const struct vha_cohort *cohort, char *out, size_t size);

#endif
