#include "cohort.h"

#include "vha/cohort_dossier.h"
#include "vha/cohort_facts.h"

#include <stdlib.h>
#include <string.h>

/* People whose removal from the list was approved (SOP 28; governance, Removal). The cache is what
 * the load derived from the extract and stays so: whoever is off the list is taken out of what a
 * session sees of it, and the ranks of those below close up. */

static int by_position(const void *one, const void *other)
{
    const struct removed *const a = one;
    const struct removed *const b = other;
    return (a->position > b->position) - (a->position < b->position);
}

static int by_pncid(const void *one, const void *other)
{
    const struct vha_cohort_removal *const a = one;
    const struct vha_cohort_removal *const b = other;
    return (a->pncid > b->pncid) - (a->pncid < b->pncid);
}

/* Whether a report dated after the approval counts. */
static bool has_new_evidence(const struct vha_individual *individual,
                             const struct vha_judged *crimes, const struct vha_judged *intel,
                             vha_date approved)
{
    for (size_t i = 0; i < individual->crime_count; i++)
        if (crimes[i].verdict == VHA_COUNTED && individual->crimes[i].offence_date > approved)
            return true;
    for (size_t i = 0; i < individual->intel_count; i++)
        if (intel[i].verdict == VHA_COUNTED && individual->intel[i].report_date > approved)
            return true;
    return false;
}

/* Of somebody on the list, as the load gave it. */
struct standing {
    uint32_t position;
    uint32_t rank;
    vha_date newest; /* report that counts */
};

/* *listed is false when they are not in this extract, or not on the list. */
static enum vha_status find_standing(struct vha_cohort *cohort, vha_pncid pncid,
                                     struct standing *standing, bool *listed,
                                     struct vha_error *error)
{
    sqlite3_stmt *const statement = cohort_statement(cohort, STATEMENT_STANDING);
    *listed = false;
    if (statement == NULL)
        return cohort_fail(cohort, error);
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)pncid);
    const int result = sqlite3_step(statement);
    enum vha_status status = VHA_OK;
    if (result == SQLITE_ROW) {
        const int64_t position = sqlite3_column_int64(statement, 0);
        const vha_date crime = cohort_date(statement, 2);
        const vha_date intel = cohort_date(statement, 3);
        *standing = (struct standing){.position = (uint32_t)position,
                                      .rank = (uint32_t)sqlite3_column_int64(statement, 1),
                                      .newest = crime > intel ? crime : intel};
        *listed = position >= 0 && position < cohort->info.listed;
        if (!*listed)
            status = cohort_fail_damaged(cohort, error);
    } else if (result != SQLITE_DONE) {
        status = cohort_fail(cohort, error);
    }
    sqlite3_reset(statement);
    return status;
}

/* What becomes of the person in this quarter. Nothing can be newer than an approval on or after the
 * day up to which the quarter is, and nobody is off the list for longer than was decided. */
static enum vha_removed_state judge(vha_date as_of, vha_date newest,
                                    const struct vha_cohort_removal *removal)
{
    if (newest > removal->approved)
        return VHA_BACK_ON_EVIDENCE;
    return as_of >= removal->until ? VHA_BACK_FOR_REVIEW : VHA_REMOVED;
}

/* Notes a removal of somebody who is on the list. Those of one person come one after the other, and
 * of several the newest is what holds. */
static enum vha_status take(struct vha_cohort *cohort, const struct vha_cohort_removal *removal,
                            struct vha_error *error)
{
    struct standing standing;
    bool listed = false;
    const enum vha_status status = find_standing(cohort, removal->pncid, &standing, &listed, error);
    if (status != VHA_OK || !listed)
        return status;
    const size_t count = cohort->removed_count;
    const bool again = count > 0 && cohort->removed[count - 1].position == standing.position;
    if (again && cohort->removed[count - 1].approved > removal->approved)
        return VHA_OK;
    cohort->removed_count = again ? count : count + 1;
    cohort->removed[cohort->removed_count - 1] =
        (struct removed){.position = standing.position,
                         .rank = standing.rank,
                         .approved = removal->approved,
                         .state = judge(cohort->info.as_of, standing.newest, removal)};
    return VHA_OK;
}

enum vha_status vha_cohort_remove(struct vha_cohort *cohort,
                                  const struct vha_cohort_removal *removals, size_t count,
                                  struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    free(cohort->removed);
    free(cohort->removals);
    cohort->removed = vha_alloc_zeroed(count + 1, sizeof *cohort->removed);
    cohort->removed_count = 0;
    cohort->removals = vha_alloc_zeroed(count + 1, sizeof *cohort->removals);
    cohort->removal_count = count;
    if (count > 0)
        memcpy(cohort->removals, removals, count * sizeof *removals);
    qsort(cohort->removals, count, sizeof *removals, by_pncid);
    for (size_t i = 0; i < count && status == VHA_OK; i++)
        status = take(cohort, &cohort->removals[i], error);
    qsort(cohort->removed, cohort->removed_count, sizeof *cohort->removed, by_position);
    cohort_take_scope(cohort);
    if (status == VHA_OK && cohort->ranking.offences != 0)
        status = vha_cohort_rank_on(cohort, cohort->ranking.offences, error);
    return status;
}

void cohort_take_removed_off(struct vha_cohort *cohort)
{
    for (size_t i = 0; i < cohort->removed_count; i++) {
        const uint32_t position = cohort->removed[i].position;
        if (cohort->removed[i].state == VHA_REMOVED)
            cohort->scope[position / 64] &= ~(UINT64_C(1) << position % 64);
    }
}

void cohort_leave_removed_out(const struct vha_cohort *cohort, bool *counted)
{
    for (size_t i = 0; i < cohort->removed_count; i++)
        if (cohort->removed[i].state == VHA_REMOVED)
            counted[cohort->removed[i].position] = false;
}

/* Shared ranks close up as one: only who stood strictly higher is counted. */
void cohort_close_up(const struct vha_cohort *cohort, struct vha_list_row *row)
{
    uint32_t above = 0;
    for (size_t i = 0; i < cohort->removed_count; i++) {
        const struct removed *const removed = &cohort->removed[i];
        if (removed->position == row->position)
            row->removed = removed->state;
        else if (removed->state == VHA_REMOVED && removed->rank < row->rank)
            above++;
    }
    row->rank -= above;
    if (row->removed == VHA_REMOVED) {
        row->position = UINT32_MAX;
        row->rank = 0;
    }
}

uint32_t vha_cohort_listed(const struct vha_cohort *cohort)
{
    uint32_t off = 0;
    for (size_t i = 0; i < cohort->removed_count; i++)
        off += cohort->removed[i].state == VHA_REMOVED;
    return cohort->info.listed - off;
}

uint32_t vha_cohort_nth(const struct vha_cohort *cohort, uint32_t n)
{
    uint32_t position = n;
    for (size_t i = 0; i < cohort->removed_count; i++)
        position +=
            cohort->removed[i].state == VHA_REMOVED && cohort->removed[i].position <= position;
    return position;
}

bool vha_cohort_returned(const struct vha_cohort *cohort, uint32_t n, uint32_t *position)
{
    for (size_t i = 0; i < cohort->removed_count; i++) {
        const struct removed *const removed = &cohort->removed[i];
        if (removed->state != VHA_BACK_ON_EVIDENCE && removed->state != VHA_BACK_FOR_REVIEW)
            continue;
        *position = removed->position;
        if (vha_cohort_covers(cohort, removed->position) && n-- == 0)
            return true;
    }
    return false;
}

/* Of several removals of one person the newest is what holds, as for those on the list. */
bool vha_cohort_keeps_off(const struct vha_cohort *cohort, vha_pncid pncid,
                          const struct vha_individual *individual, const struct vha_judged *crimes,
                          const struct vha_judged *intel)
{
    const struct vha_cohort_removal wanted = {.pncid = pncid};
    const struct vha_cohort_removal *const found =
        cohort->removal_count == 0
            ? NULL
            : bsearch(&wanted, cohort->removals, cohort->removal_count, sizeof wanted, by_pncid);
    if (found == NULL)
        return false;
    const struct vha_cohort_removal *newest = found;
    const struct vha_cohort_removal *const end = cohort->removals + cohort->removal_count;
    for (const struct vha_cohort_removal *at = found; at < end && at->pncid == pncid; at++)
        newest = at->approved > newest->approved ? at : newest;
    for (const struct vha_cohort_removal *at = found; at >= cohort->removals && at->pncid == pncid;
         at--)
        newest = at->approved > newest->approved ? at : newest;
    return cohort->info.as_of < newest->until &&
           !has_new_evidence(individual, crimes, intel, newest->approved);
}
