/* How many people of a part of the list have each value of each pane. */
#include "cohort.h"

#include <string.h>

void vha_cohort_tally(struct vha_cohort *cohort, const uint32_t *positions, uint32_t count,
                      struct vha_tally *tally)
{
    const size_t words = cohort->words;
    uint64_t *const among = cohort->scratch;
    memset(among, 0, words * sizeof *among);
    for (uint32_t i = 0; i < count; i++)
        among[positions[i] / 64] |= UINT64_C(1) << positions[i] % 64;
    *tally = (struct vha_tally){.people = count};
    for (size_t facet = 0; facet < cohort->facet_count; facet++)
        for (size_t value = 0; value < cohort->facets[facet].value_count; value++) {
            const uint64_t *const members = cohort->members[facet] + value * words;
            for (size_t i = 0; i < words; i++)
                tally->counts[facet][value] +=
                    (uint32_t)__builtin_popcountll(among[i] & members[i]);
        }
}
