#include "cohort.h"

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

/* What becomes of the person in this quarter. Nothing can be newer than an approval on or after the
 * day up to which the quarter is, and nobody is off the list for longer than was decided. */
static enum vha_removed_state judge(const struct vha_explanation *explanation,
                                    const struct vha_cohort_removal *removal)
{
    if (has_new_evidence(&explanation->dossier.individual, explanation->crimes, explanation->intel,
                         removal->approved))
        return VHA_BACK_ON_EVIDENCE;
    return explanation->as_of >= removal->until ? VHA_BACK_FOR_REVIEW : VHA_REMOVED;
}

/* Notes a removal of somebody who is on the list; of several for one person the newest is what
 * holds. */
static enum vha_status take(struct vha_cohort *cohort, const struct vha_cohort_removal *removal,
                            struct vha_arena *arena, struct vha_error *error)
{
    struct vha_explanation explanation;
    const enum vha_status status =
        vha_cohort_explain(cohort, removal->pncid, arena, &explanation, error);
    if (status == VHA_NO_INPUT)
        return VHA_OK; /* not in this extract */
    if (status != VHA_OK || !explanation.dossier.listed)
        return status;
    const struct vha_list_row *const person = &explanation.dossier.person;
    struct removed *one = NULL;
    for (size_t i = 0; i < cohort->removed_count; i++)
        if (cohort->removed[i].position == person->position)
            one = &cohort->removed[i];
    if (one == NULL)
        one = &cohort->removed[cohort->removed_count++];
    else if (one->approved > removal->approved)
        return VHA_OK;
    *one = (struct removed){.position = person->position,
                            .rank = person->rank,
                            .approved = removal->approved,
                            .state = judge(&explanation, removal)};
    return VHA_OK;
}

enum vha_status vha_cohort_remove(struct vha_cohort *cohort,
                                  const struct vha_cohort_removal *removals, size_t count,
                                  struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    struct vha_arena *const arena = vha_arena_new();
    free(cohort->removed);
    free(cohort->removals);
    cohort->removed = NULL;
    cohort->removed_count = 0;
    cohort->removals = vha_alloc_zeroed(count + 1, sizeof *cohort->removals);
    cohort->removal_count = count;
    if (count > 0)
        memcpy(cohort->removals, removals, count * sizeof *removals);
    qsort(cohort->removals, count, sizeof *removals, by_pncid);
    /* Ranks and positions are read as the load gave them until all of them are known. */
    struct removed *const taken = vha_alloc_zeroed(count + 1, sizeof *taken);
    cohort->removed = taken;
    cohort->reading_removed = true;
    for (size_t i = 0; i < count && status == VHA_OK; i++) {
        status = take(cohort, &removals[i], arena, error);
        vha_arena_reset(arena);
    }
    cohort->reading_removed = false;
    qsort(taken, cohort->removed_count, sizeof *taken, by_position);
    vha_arena_free(arena);
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
    if (cohort->reading_removed)
        return;
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
