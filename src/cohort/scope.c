#include "cohort.h"

#include <string.h>

void cohort_everybody(struct vha_cohort *cohort)
{
    memset(cohort->scope, 0xFF, cohort->words * sizeof *cohort->scope);
    const unsigned over = cohort->info.listed % 64;
    if (over != 0)
        cohort->scope[cohort->words - 1] = (UINT64_C(1) << over) - 1;
}

/* Whether a blank-separated list of BCUs holds the one that a group begins with ("AS Central
 * South"). */
static bool takes_in(const char *scope, const char *group)
{
    const size_t length = strcspn(group, " ");
    for (const char *at = scope; *at != '\0'; at += strcspn(at, " ")) {
        at += strspn(at, " ");
        if (length > 0 && strcspn(at, " ") == length && strncmp(at, group, length) == 0)
            return true;
    }
    return false;
}

void vha_cohort_confine(struct vha_cohort *cohort, const char *scope)
{
    if (strcmp(scope, "all") == 0) {
        cohort_everybody(cohort);
        return;
    }
    memset(cohort->scope, 0, cohort->words * sizeof *cohort->scope);
    for (size_t facet = 0; facet < cohort->facet_count; facet++) {
        if (strcmp(cohort->facets[facet].name, "borough") != 0)
            continue;
        for (size_t value = 0; value < cohort->facets[facet].value_count; value++)
            if (takes_in(scope, cohort->facets[facet].values[value].group))
                for (size_t i = 0; i < cohort->words; i++)
                    cohort->scope[i] |= cohort->members[facet][value * cohort->words + i];
    }
}

uint32_t vha_cohort_in_scope(const struct vha_cohort *cohort)
{
    uint32_t count = 0;
    for (size_t i = 0; i < cohort->words; i++)
        count += (uint32_t)__builtin_popcountll(cohort->scope[i]);
    return count;
}

bool vha_cohort_covers(const struct vha_cohort *cohort, uint32_t position)
{
    return position < cohort->info.listed &&
           (cohort->scope[position / 64] >> position % 64 & 1u) != 0;
}
