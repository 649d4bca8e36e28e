#include "cohort.h"

#include "read.sql.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

/* The places of a sort: for each position the number of its value among all the values of that
 * sort, equal values sharing one. Read at the first use; false when they are not as a load writes
 * them. The rank's places are the positions themselves; a ranking on chosen offences brings its
 * own, and without one it is the rank. */
static bool read_places(struct vha_cohort *cohort, enum vha_sort sort)
{
    const uint32_t listed = cohort->info.listed;
    const size_t bytes = listed * sizeof(uint32_t);
    uint32_t *const places = vha_alloc(bytes);
    bool read = true;
    const bool is_rank = sort == VHA_SORT_RANK || sort == VHA_SORT_CHOSEN;
    if (!is_rank) {
        sqlite3_stmt *statement = NULL;
        read = vha_sql_prepare(cohort->database, read_sql, "ordering", &statement) == SQLITE_OK &&
               sqlite3_bind_int(statement, 1, (int)sort) == SQLITE_OK &&
               sqlite3_step(statement) == SQLITE_ROW &&
               (size_t)sqlite3_column_bytes(statement, 0) == bytes;
        if (read && bytes > 0)
            memcpy(places, sqlite3_column_blob(statement, 0), bytes);
        sqlite3_finalize(statement);
    }
    for (uint32_t i = 0; i < listed && read; i++) {
        places[i] = is_rank ? i : le32toh(places[i]);
        read = places[i] < listed;
    }
    if (read)
        cohort->places[sort] = places;
    else
        free(places);
    return read;
}

/* Counts how many have each place and puts everybody, taken in the order of `from`, behind those
 * of lower places: who is equal stays as in `from`. */
static void sort_by(const uint32_t *places, bool descending, uint32_t listed, const uint32_t *from,
                    uint32_t *to, uint32_t *starts)
{
    memset(starts, 0, ((size_t)listed + 1) * sizeof *starts);
    for (uint32_t i = 0; i < listed; i++)
        starts[(descending ? listed - 1 - places[i] : places[i]) + 1]++;
    for (uint32_t i = 0; i < listed; i++)
        starts[i + 1] += starts[i];
    for (uint32_t i = 0; i < listed; i++) {
        const uint32_t place = places[from[i]];
        to[starts[descending ? listed - 1 - place : place]++] = from[i];
    }
}

static bool is_by_rank(const struct vha_sorting *sorting)
{
    return sorting->count == 0 ||
           (sorting->keys[0].sort == VHA_SORT_RANK && !sorting->keys[0].descending);
}

static bool is_same(const struct vha_sorting *a, const struct vha_sorting *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = a->keys[i].sort == b->keys[i].sort && a->keys[i].descending == b->keys[i].descending;
    return same;
}

/* By the last key first: each sort leaves those that are equal in it as the one before had them. */
static void sort_all(struct vha_cohort *cohort, const struct vha_sorting *sorting)
{
    const uint32_t listed = cohort->info.listed;
    uint32_t *from = vha_alloc_zeroed(listed, sizeof *from);
    uint32_t *to = vha_alloc_zeroed(listed, sizeof *to);
    uint32_t *const starts = vha_alloc_zeroed((size_t)listed + 1, sizeof *starts);
    for (uint32_t i = 0; i < listed; i++)
        from[i] = i;
    for (size_t key = sorting->count; key-- > 0;) {
        sort_by(cohort->places[sorting->keys[key].sort], sorting->keys[key].descending, listed,
                from, to, starts);
        uint32_t *const sorted = to;
        to = from;
        from = sorted;
    }
    free(starts);
    free(to);
    free(cohort->order);
    cohort->order = from;
    cohort->sorting = *sorting;
}

enum vha_status cohort_order(struct vha_cohort *cohort, const struct vha_sorting *sorting,
                             const uint32_t **order, struct vha_error *error)
{
    *order = NULL;
    if (is_by_rank(sorting))
        return VHA_OK;
    for (size_t i = 0; i < sorting->count; i++) {
        const enum vha_sort sort = sorting->keys[i].sort;
        if (cohort->places[sort] == NULL && !read_places(cohort, sort))
            return vha_fail(error, VHA_BAD_DATA,
                            "The cohort %s cannot be sorted by %s; load the quarter again.",
                            cohort->path, vha_sorts[sort].name);
    }
    if (cohort->order == NULL || !is_same(&cohort->sorting, sorting))
        sort_all(cohort, sorting);
    *order = cohort->order;
    return VHA_OK;
}
