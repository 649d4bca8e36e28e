#include "changes.h"

#include <stdlib.h>
#include <string.h>

enum vha_status changes_dossier(struct vha_cohort *cohort, vha_pncid pncid, struct vha_arena *arena,
                                struct vha_dossier *dossier, bool *found, struct vha_error *error)
{
    struct vha_error missing = {0};
    const enum vha_status status = vha_cohort_dossier(cohort, pncid, arena, dossier, &missing);
    *found = status == VHA_OK;
    if (status == VHA_OK)
        return VHA_OK;
    *dossier = (struct vha_dossier){.listed = false};
    return status == VHA_NO_INPUT ? VHA_OK : vha_fail(error, status, "%s", missing.message);
}

/* ------------------------------------------------------------------------------------- both lists
 */

static int by_pncid(const void *one, const void *other)
{
    const vha_pncid a = *(const vha_pncid *)one;
    const vha_pncid b = *(const vha_pncid *)other;
    return (a > b) - (a < b);
}

static bool has(const vha_pncid *pncids, size_t count, vha_pncid pncid)
{
    return count > 0 && bsearch(&pncid, pncids, count, sizeof pncid, by_pncid) != NULL;
}

/* A list as it stands, and again by PNCID. */
struct list {
    const struct vha_list_row *rows;
    vha_pncid *sorted;
    size_t count;
};

static enum vha_status read_list(struct vha_cohort *cohort, struct vha_arena *arena,
                                 struct list *list, struct vha_error *error)
{
    const uint32_t listed = vha_cohort_listed(cohort);
    struct vha_list_row *const rows = vha_arena_alloc(arena, (listed + (size_t)1) * sizeof *rows);
    enum vha_status status = VHA_OK;
    *list = (struct list){.rows = rows};
    list->sorted = vha_arena_alloc(arena, (listed + (size_t)1) * sizeof *list->sorted);
    for (uint32_t i = 0; i < listed && status == VHA_OK; i++) {
        status = vha_cohort_row(cohort, vha_cohort_nth(cohort, i), arena, &rows[i], error);
        list->sorted[list->count++] = rows[i].pncid;
    }
    if (list->count > 1)
        qsort(list->sorted, list->count, sizeof *list->sorted, by_pncid);
    return status;
}

static enum vha_status find_arrivals(const struct comparing *comparing, const struct list *now,
                                     const struct list *before, struct vha_changes *changes,
                                     struct vha_error *error)
{
    struct vha_arrival *const arrivals =
        vha_arena_alloc(comparing->arena, (now->count + 1) * sizeof *arrivals);
    enum vha_status status = VHA_OK;
    for (size_t i = 0; i < now->count && status == VHA_OK; i++)
        if (!has(before->sorted, before->count, now->rows[i].pncid))
            status = changes_arrival(comparing, now->rows[i].pncid,
                                     &arrivals[changes->arrival_count++], error);
    changes->arrivals = arrivals;
    return status;
}

static enum vha_status find_departures(const struct comparing *comparing, const struct list *now,
                                       const struct list *before, struct vha_changes *changes,
                                       struct vha_error *error)
{
    struct vha_departure *const departures =
        vha_arena_alloc(comparing->arena, (before->count + 1) * sizeof *departures);
    enum vha_status status = VHA_OK;
    for (size_t i = 0; i < before->count && status == VHA_OK; i++)
        if (!has(now->sorted, now->count, before->rows[i].pncid))
            status = changes_departure(comparing, before->rows[i].pncid,
                                       &departures[changes->departure_count++], error);
    changes->departures = departures;
    return status;
}

/* --------------------------------------------------------------------------------------- movers */

static uint32_t distance(const struct vha_list_row *row)
{
    return row->rank > row->previous_rank ? row->rank - row->previous_rank
                                          : row->previous_rank - row->rank;
}

static int by_distance(const void *one, const void *other)
{
    const struct vha_list_row *const a = one;
    const struct vha_list_row *const b = other;
    if (distance(a) != distance(b))
        return distance(a) > distance(b) ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

/* Ranks of those who stayed, in force and on the list before. */
static void find_movers(const struct comparing *comparing, const struct list *now,
                        const struct list *before, struct vha_changes *changes)
{
    struct vha_list_row *const movers =
        vha_arena_alloc(comparing->arena, (now->count + 1) * sizeof *movers);
    for (size_t i = 0; i < now->count; i++) {
        if (!has(before->sorted, before->count, now->rows[i].pncid))
            continue;
        changes->stayed++;
        if (now->rows[i].previous_rank > 0 && distance(&now->rows[i]) > 0)
            movers[changes->mover_count++] = now->rows[i];
    }
    if (changes->mover_count > 1)
        qsort(movers, changes->mover_count, sizeof *movers, by_distance);
    changes->movers = movers;
}

enum vha_status vha_changes_find(struct vha_cohort *now, struct vha_cohort *before,
                                 struct vha_arena *arena, struct vha_changes *changes,
                                 struct vha_error *error)
{
    const struct comparing comparing = {.now = now, .before = before, .arena = arena};
    struct list in_force;
    struct list earlier;
    *changes = (struct vha_changes){.quarter = vha_cohort_info(now)->quarter,
                                    .earlier = vha_cohort_info(before)->quarter};
    enum vha_status status = read_list(now, arena, &in_force, error);
    if (status == VHA_OK)
        status = read_list(before, arena, &earlier, error);
    if (status == VHA_OK)
        status = find_arrivals(&comparing, &in_force, &earlier, changes, error);
    if (status == VHA_OK)
        status = find_departures(&comparing, &in_force, &earlier, changes, error);
    if (status == VHA_OK)
        find_movers(&comparing, &in_force, &earlier, changes);
    return status;
}
