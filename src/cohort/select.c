#include "cohort.h"

#include <stdlib.h>
#include <string.h>

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

/* Whoever has one of the values. */
static void fill_values(const struct vha_cohort *cohort, size_t facet, uint64_t values,
                        uint64_t *bitmap)
{
    memset(bitmap, 0, cohort->words * sizeof *bitmap);
    for (size_t value = 0; value < cohort->facets[facet].value_count; value++) {
        if ((values >> value & 1u) == 0)
            continue;
        const uint64_t *const members = members_of(cohort, facet, value);
        for (size_t i = 0; i < cohort->words; i++)
            bitmap[i] |= members[i];
    }
}

/* Keeps of `bitmap` whoever passes a pane; `spare` is overwritten. */
static void keep_pane(const struct vha_cohort *cohort, size_t facet,
                      const struct vha_filter *filter, uint64_t *bitmap, uint64_t *spare)
{
    if (filter->chosen[facet] != 0) {
        fill_values(cohort, facet, filter->chosen[facet], spare);
        for (size_t i = 0; i < cohort->words; i++)
            bitmap[i] &= spare[i];
    }
    if (filter->excluded[facet] != 0) {
        fill_values(cohort, facet, filter->excluded[facet], spare);
        for (size_t i = 0; i < cohort->words; i++)
            bitmap[i] &= ~spare[i];
    }
}

static enum vha_status keep_range(struct vha_cohort *cohort, enum vha_measure measure,
                                  const struct vha_range *range, uint64_t *bitmap,
                                  struct vha_error *error)
{
    const int64_t *values = NULL;
    const enum vha_status status = vha_cohort_measure(cohort, measure, &values, error);
    if (status != VHA_OK)
        return status;
    for (uint32_t position = 0; position < cohort->info.listed; position++)
        if (values[position] < range->least || values[position] > range->most)
            bitmap[position / 64] &= ~(UINT64_C(1) << position % 64);
    return VHA_OK;
}

/* Keeps of `bitmap` those of `members`; everybody when it is NULL. */
static void keep_members(uint64_t *bitmap, const uint64_t *members, size_t words)
{
    for (size_t i = 0; members != NULL && i < words; i++)
        bitmap[i] &= members[i];
}

static uint32_t count_both(const uint64_t *a, const uint64_t *b, size_t words)
{
    uint32_t count = 0;
    for (size_t i = 0; i < words; i++)
        count += (uint32_t)__builtin_popcountll(a[i] & b[i]);
    return count;
}

/* ------------------------------------------------------------------------------- selecting */

static bool is_filtered(const struct vha_filter *filter, size_t facet)
{
    return (filter->chosen[facet] | filter->excluded[facet]) != 0;
}

/* Leaves in `all` whoever passes every pane, and counts each value among those who pass all the
 * panes but its own. Everybody in scope, kept, ranked and in every range is where the panes
 * begin. */
static enum vha_status apply_filter(struct vha_cohort *cohort, const struct vha_filter *filter,
                                    struct vha_selection *selection, uint64_t *all,
                                    struct vha_error *error)
{
    const size_t words = cohort->words;
    uint64_t *const base = all + words;
    uint64_t *const others = base + words;
    uint64_t *const spare = others + words;
    enum vha_status status = VHA_OK;
    memcpy(base, cohort->scope, words * sizeof *base);
    keep_members(base, cohort->kept, words);
    keep_members(base, cohort->ranked, words);
    for (int measure = 0; measure < VHA_MEASURES && status == VHA_OK; measure++)
        if (filter->ranges[measure].set)
            status = keep_range(cohort, (enum vha_measure)measure, &filter->ranges[measure], base,
                                error);
    if (status != VHA_OK)
        return status;
    memcpy(all, base, words * sizeof *all);
    for (size_t facet = 0; facet < cohort->facet_count; facet++)
        keep_pane(cohort, facet, filter, all, spare);
    for (size_t facet = 0; facet < cohort->facet_count; facet++) {
        const uint64_t *among = all;
        if (is_filtered(filter, facet)) {
            memcpy(others, base, words * sizeof *others);
            for (size_t other = 0; other < cohort->facet_count; other++)
                if (other != facet)
                    keep_pane(cohort, other, filter, others, spare);
            among = others;
        }
        for (size_t value = 0; value < cohort->facets[facet].value_count; value++)
            selection->counts[facet][value] =
                count_both(among, members_of(cohort, facet, value), words);
    }
    return VHA_OK;
}

static void collect(const struct vha_cohort *cohort, const uint64_t *all, const uint32_t *order,
                    struct vha_selection *selection)
{
    const uint32_t listed = cohort->info.listed;
    if (selection->capacity < listed) {
        selection->positions = vha_resize(selection->positions, listed, sizeof(uint32_t));
        selection->capacity = listed;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < listed; i++) {
        const uint32_t position = order != NULL ? order[i] : i;
        selection->positions[count] = position;
        count += (uint32_t)(all[position / 64] >> position % 64 & 1u);
    }
    selection->count = count;
}

enum vha_status vha_cohort_select(struct vha_cohort *cohort, const struct vha_filter *filter,
                                  const struct vha_sorting *sorting,
                                  struct vha_selection *selection, struct vha_error *error)
{
    const uint32_t *order = NULL;
    enum vha_status status = cohort_order(cohort, sorting, &order, error);
    if (status == VHA_OK)
        status = apply_filter(cohort, filter, selection, cohort->scratch, error);
    if (status == VHA_OK)
        collect(cohort, cohort->scratch, order, selection);
    return status;
}
