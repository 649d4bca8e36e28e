#include "vha/equality.h"

/* Adds the groups of a breakdown that are within one of a broader one (VHA_NO_GROUP: all of them)
 * as the parts of the cell `whole`. */
static void add_parts(const struct vha_population *population, const struct vha_equality *equality,
                      enum vha_breakdown breakdown, uint8_t within, size_t whole,
                      struct vha_publication *publication)
{
    const struct vha_population_breakdown *const by = &population->by[breakdown];
    const size_t first = publication->cell_count;
    for (size_t i = 0; i < by->count; i++) {
        if (within != VHA_NO_GROUP && by->groups[i].within != within)
            continue;
        publication->cell_of[breakdown][i] = publication->cell_count;
        publication->cells[publication->cell_count++] =
            (struct vha_cell){.count = equality->by[breakdown].rows[i].listed};
    }
    if (publication->cell_count > first)
        publication->sums[publication->sum_count++] =
            (struct vha_cell_sum){whole, first, publication->cell_count - first};
}

static void add_narrower(const struct vha_population *population,
                         const struct vha_equality *equality, enum vha_breakdown narrow,
                         enum vha_breakdown broad, struct vha_publication *publication)
{
    for (size_t i = 0; i < population->by[broad].count; i++)
        add_parts(population, equality, narrow, (uint8_t)i, publication->cell_of[broad][i],
                  publication);
}

void vha_publication_make(const struct vha_population *population,
                          const struct vha_equality *equality, struct vha_publication *publication)
{
    static const enum vha_breakdown broad[] = {VHA_BY_AGE, VHA_BY_SEX, VHA_BY_ETHNIC_GROUP,
                                               VHA_BY_BCU};
    *publication = (struct vha_publication){.cell_count = 1};
    publication->cells[0].count = equality->by[VHA_BY_AGE].total.listed;
    for (size_t i = 0; i < VHA_COUNT(broad); i++)
        add_parts(population, equality, broad[i], VHA_NO_GROUP, 0, publication);
    add_narrower(population, equality, VHA_BY_ETHNICITY, VHA_BY_ETHNIC_GROUP, publication);
    add_narrower(population, equality, VHA_BY_BOROUGH, VHA_BY_BCU, publication);
    vha_suppress(publication->cells, publication->cell_count, publication->sums,
                 publication->sum_count);
}

static bool is_hidden(const struct vha_publication *publication, enum vha_breakdown breakdown,
                      size_t group)
{
    return publication->cells[publication->cell_of[breakdown][group]].hidden;
}

bool vha_publication_has_ratios(const struct vha_population *population,
                                const struct vha_publication *publication,
                                enum vha_breakdown breakdown, size_t group)
{
    const struct vha_population_breakdown *const by = &population->by[breakdown];
    bool shown = !is_hidden(publication, breakdown, group);
    for (size_t i = 0; i < by->count && shown; i++)
        if (i == by->reference || (by->reference == VHA_NO_GROUP && !by->groups[i].unknown))
            shown = !is_hidden(publication, breakdown, i);
    return shown;
}
