#include "cohort.h"

#include "read.sql.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

const char *vha_sort_name(enum vha_sort sort)
{
    static const char *const names[VHA_SORTS] = {
        [VHA_SORT_RANK] = "rank",
        [VHA_SORT_NAME] = "name",
        [VHA_SORT_PNCID] = "pncid",
        [VHA_SORT_AGE] = "age",
        [VHA_SORT_BOROUGH] = "borough",
        [VHA_SORT_CRIME_SCORE] = "crime_score",
        [VHA_SORT_INTEL_SCORE] = "intel_score",
        [VHA_SORT_CRIME_REPORTS] = "crime_reports",
        [VHA_SORT_INTEL_REPORTS] = "intel_reports",
        [VHA_SORT_LATEST] = "latest",
    };
    return names[sort];
}

void vha_selection_free(struct vha_selection *selection)
{
    free(selection->positions);
    *selection = (struct vha_selection){0};
}

/* --------------------------------------------------------------------------------- bitmaps */

static const uint64_t *members_of(const struct vha_cohort *cohort, size_t facet, size_t value)
{
    return cohort->members[facet] + value * cohort->words;
}

static void fill_all(const struct vha_cohort *cohort, uint64_t *bitmap)
{
    memset(bitmap, 0xFF, cohort->words * sizeof *bitmap);
    const unsigned over = cohort->info.listed % 64;
    if (over != 0)
        bitmap[cohort->words - 1] = (UINT64_C(1) << over) - 1;
}

/* Whoever has one of a pane's chosen values; everybody when none is chosen. */
static void fill_pane(const struct vha_cohort *cohort, size_t facet, uint64_t chosen,
                      uint64_t *bitmap)
{
    if (chosen == 0) {
        fill_all(cohort, bitmap);
        return;
    }
    memset(bitmap, 0, cohort->words * sizeof *bitmap);
    for (size_t value = 0; value < cohort->facets[facet].value_count; value++) {
        if ((chosen >> value & 1u) == 0)
            continue;
        const uint64_t *members = members_of(cohort, facet, value);
        for (size_t i = 0; i < cohort->words; i++)
            bitmap[i] |= members[i];
    }
}

static uint32_t count_both(const uint64_t *a, const uint64_t *b, size_t words)
{
    uint32_t count = 0;
    for (size_t i = 0; i < words; i++)
        count += (uint32_t)__builtin_popcountll(a[i] & b[i]);
    return count;
}

/* ------------------------------------------------------------------------------- selecting */

/* For each pane, whoever passes all the other panes, and the count of each value among them. Leaves
 * in `all` whoever passes every pane. */
static void apply_panes(const struct vha_cohort *cohort, const struct vha_filter *filter,
                        struct vha_selection *selection, uint64_t *all)
{
    const size_t words = cohort->words;
    uint64_t *others = all + words;
    uint64_t *panes = others + words;
    for (size_t facet = 0; facet < cohort->facet_count; facet++)
        fill_pane(cohort, facet, filter->chosen[facet], panes + facet * words);

    fill_all(cohort, all);
    for (size_t facet = 0; facet < cohort->facet_count; facet++)
        for (size_t i = 0; i < words; i++)
            all[i] &= panes[facet * words + i];

    for (size_t facet = 0; facet < cohort->facet_count; facet++) {
        const uint64_t *among = all;
        if (filter->chosen[facet] != 0) {
            fill_all(cohort, others);
            for (size_t other = 0; other < cohort->facet_count; other++)
                for (size_t i = 0; other != facet && i < words; i++)
                    others[i] &= panes[other * words + i];
            among = others;
        }
        for (size_t value = 0; value < cohort->facets[facet].value_count; value++)
            selection->counts[facet][value] =
                count_both(among, members_of(cohort, facet, value), words);
    }
}

/* Reads an ordering at its first use; false when it is not as long as the list. */
static bool read_order(struct vha_cohort *cohort, enum vha_sort sort)
{
    sqlite3_stmt *statement = NULL;
    bool read = false;
    const size_t bytes = cohort->info.listed * sizeof(uint32_t);
    if (vha_sql_prepare(cohort->database, read_sql, "ordering", &statement) == SQLITE_OK) {
        sqlite3_bind_int(statement, 1, (int)sort);
        if (sqlite3_step(statement) == SQLITE_ROW &&
            (size_t)sqlite3_column_bytes(statement, 0) == bytes) {
            uint32_t *order = vha_alloc(bytes);
            if (bytes > 0)
                memcpy(order, sqlite3_column_blob(statement, 0), bytes);
            read = true;
            for (uint32_t i = 0; i < cohort->info.listed; i++) {
                order[i] = le32toh(order[i]);
                read = read && order[i] < cohort->info.listed;
            }
            if (read)
                cohort->orders[sort] = order;
            else
                free(order);
        }
    }
    sqlite3_finalize(statement);
    return read;
}

static void collect(const struct vha_cohort *cohort, const uint64_t *all, const uint32_t *order,
                    bool descending, struct vha_selection *selection)
{
    const uint32_t listed = cohort->info.listed;
    if (selection->capacity < listed) {
        selection->positions = vha_resize(selection->positions, listed, sizeof(uint32_t));
        selection->capacity = listed;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < listed; i++) {
        const uint32_t at = descending ? listed - 1 - i : i;
        const uint32_t position = order != NULL ? order[at] : at;
        selection->positions[count] = position;
        count += (uint32_t)(all[position / 64] >> position % 64 & 1u);
    }
    selection->count = count;
}

enum vha_status vha_cohort_select(struct vha_cohort *cohort, const struct vha_filter *filter,
                                  enum vha_sort sort, bool descending,
                                  struct vha_selection *selection, struct vha_error *error)
{
    if (sort != VHA_SORT_RANK && cohort->orders[sort] == NULL && !read_order(cohort, sort))
        return vha_fail(error, VHA_BAD_DATA,
                        "The cohort %s cannot be sorted by %s; load the quarter again.",
                        cohort->path, vha_sort_name(sort));
    apply_panes(cohort, filter, selection, cohort->scratch);
    collect(cohort, cohort->scratch, cohort->orders[sort], descending, selection);
    return VHA_OK;
}
