#include "vha/equality.h"

#include <stdlib.h>

/* What follows from one sum for its cells; true when something became narrower. */
static bool narrow(struct vha_cell_bounds *bounds, const struct vha_cell_sum *sum)
{
    int64_t least = 0;
    int64_t most = 0;
    bool narrower = false;
    for (size_t i = sum->first; i < sum->first + sum->count; i++) {
        least += bounds[i].least;
        most += bounds[i].most;
    }
    struct vha_cell_bounds *const whole = &bounds[sum->whole];
    if (least > whole->least || most < whole->most) {
        whole->least = least > whole->least ? least : whole->least;
        whole->most = most < whole->most ? most : whole->most;
        narrower = true;
    }
    for (size_t i = sum->first; i < sum->first + sum->count; i++) {
        const int64_t others_least = least - bounds[i].least;
        const int64_t others_most = most - bounds[i].most;
        const struct vha_cell_bounds from = {whole->least - others_most,
                                             whole->most - others_least};
        if (from.least <= bounds[i].least && from.most >= bounds[i].most)
            continue;
        const struct vha_cell_bounds old = bounds[i];
        bounds[i].least = from.least > old.least ? from.least : old.least;
        bounds[i].most = from.most < old.most ? from.most : old.most;
        least += bounds[i].least - old.least;
        most += bounds[i].most - old.most;
        narrower = true;
    }
    return narrower;
}

void vha_cell_bounds(const struct vha_cell *cells, size_t cell_count,
                     const struct vha_cell_sum *sums, size_t sum_count,
                     struct vha_cell_bounds *bounds)
{
    const int64_t anything = INT64_C(1) << 40; /* more than there are people */
    for (size_t i = 0; i < cell_count; i++)
        bounds[i] = cells[i].hidden ? (struct vha_cell_bounds){0, anything}
                                    : (struct vha_cell_bounds){cells[i].count, cells[i].count};
    for (bool narrower = true; narrower;) {
        narrower = false;
        for (size_t i = 0; i < sum_count; i++)
            narrower = narrow(bounds, &sums[i]) || narrower;
    }
}

/* The smallest shown part of a sum; cell_count when all are hidden. */
static size_t smallest_shown(const struct vha_cell *cells, size_t cell_count,
                             const struct vha_cell_sum *sum)
{
    size_t smallest = cell_count;
    for (size_t i = sum->first; i < sum->first + sum->count; i++)
        if (!cells[i].hidden && (smallest == cell_count || cells[i].count < cells[smallest].count))
            smallest = i;
    return smallest;
}

static bool is_part(const struct vha_cell_sum *sum, size_t cell)
{
    return cell >= sum->first && cell < sum->first + sum->count;
}

/* What can shelter a cell of which the others tell too much, the best first. */
enum shelter { SHELTER_BESIDE, SHELTER_BELOW, SHELTER_ABOVE, SHELTERS };

/* A shown cell whose hiding may shelter another: the smallest of those that it is summed with, the
 * smallest of those that it is the sum of, or that sum itself. cell_count when there is none. */
static size_t shelter_of(const struct vha_cell *cells, size_t cell_count,
                         const struct vha_cell_sum *sums, size_t sum_count, size_t cell,
                         enum shelter shelter)
{
    size_t found = cell_count;
    for (size_t i = 0; i < sum_count && found == cell_count; i++) {
        const struct vha_cell_sum *const sum = &sums[i];
        if (shelter == SHELTER_BELOW ? sum->whole == cell : is_part(sum, cell))
            found = shelter != SHELTER_ABOVE   ? smallest_shown(cells, cell_count, sum)
                    : cells[sum->whole].hidden ? cell_count
                                               : sum->whole;
    }
    return found;
}

/* What to hide next for the sake of some hidden cell of which the others tell too much; cell_count
 * when there is none, or nothing that would help it. */
static size_t next_to_hide(const struct vha_cell *cells, size_t cell_count,
                           const struct vha_cell_sum *sums, size_t sum_count,
                           struct vha_cell_bounds *bounds)
{
    size_t found = cell_count;
    vha_cell_bounds(cells, cell_count, sums, sum_count, bounds);
    for (int shelter = 0; shelter < SHELTERS && found == cell_count; shelter++)
        for (size_t i = 0; i < cell_count && found == cell_count; i++)
            if (cells[i].hidden && bounds[i].most - bounds[i].least < VHA_SUPPRESS_UNDER)
                found = shelter_of(cells, cell_count, sums, sum_count, i, (enum shelter)shelter);
    return found;
}

void vha_suppress(struct vha_cell *cells, size_t cell_count, const struct vha_cell_sum *sums,
                  size_t sum_count)
{
    struct vha_cell_bounds *const bounds = vha_alloc_zeroed(cell_count + 1, sizeof *bounds);
    for (size_t i = 0; i < cell_count; i++)
        cells[i].hidden = cells[i].count < VHA_SUPPRESS_UNDER;
    size_t next = 0;
    while ((next = next_to_hide(cells, cell_count, sums, sum_count, bounds)) != cell_count)
        cells[next].hidden = true;
    free(bounds);
}
