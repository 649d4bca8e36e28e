#include "cohort.h"

#include <stdio.h>
#include <stdlib.h>
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

static const struct vha_facet *find_boroughs(const struct vha_cohort *cohort)
{
    for (size_t facet = 0; facet < cohort->facet_count; facet++)
        if (strcmp(cohort->facets[facet].name, "borough") == 0)
            return &cohort->facets[facet];
    return NULL;
}

static void take_bcus(struct vha_cohort *cohort)
{
    const struct vha_facet *const boroughs = find_boroughs(cohort);
    memset(cohort->scope, 0, cohort->words * sizeof *cohort->scope);
    if (boroughs == NULL)
        return;
    const uint64_t *const members = cohort->members[boroughs - cohort->facets];
    for (size_t value = 0; value < boroughs->value_count; value++)
        if (takes_in(cohort->bcus, boroughs->values[value].group))
            for (size_t i = 0; i < cohort->words; i++)
                cohort->scope[i] |= members[value * cohort->words + i];
}

void cohort_take_scope(struct vha_cohort *cohort)
{
    if (cohort->bcus == NULL)
        cohort_everybody(cohort);
    else
        take_bcus(cohort);
    cohort_take_removed_off(cohort);
}

void vha_cohort_confine(struct vha_cohort *cohort, const char *scope)
{
    cohort->bcus =
        strcmp(scope, "all") != 0 ? vha_arena_text(cohort->arena, scope, strlen(scope)) : NULL;
    cohort_take_scope(cohort);
}

void vha_cohort_keep_only(struct vha_cohort *cohort, const uint64_t *members)
{
    free(cohort->kept);
    cohort->kept = NULL;
    if (members == NULL)
        return;
    cohort->kept = vha_alloc_zeroed(cohort->words + 1, sizeof *cohort->kept);
    memcpy(cohort->kept, members, cohort->words * sizeof *cohort->kept);
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

bool vha_cohort_covers_person(const struct vha_cohort *cohort, const struct vha_list_row *person)
{
    const struct vha_facet *const boroughs = find_boroughs(cohort);
    if (cohort->bcus == NULL || person->position != UINT32_MAX)
        return cohort->bcus == NULL || vha_cohort_covers(cohort, person->position);
    for (size_t value = 0; boroughs != NULL && value < boroughs->value_count; value++)
        if (strcmp(boroughs->values[value].code, person->borough) == 0)
            return takes_in(cohort->bcus, boroughs->values[value].group);
    return false;
}

/* Boroughs of a BCU stand together. */
char *vha_cohort_scope_words(const struct vha_cohort *cohort, char *out, size_t size)
{
    const struct vha_facet *const boroughs = find_boroughs(cohort);
    const char *last = "";
    size_t used = 0;
    out[0] = '\0';
    for (size_t value = 0; boroughs != NULL && cohort->bcus != NULL; value++) {
        if (value == boroughs->value_count)
            break;
        const char *const group = boroughs->values[value].group;
        if (strcmp(group, last) == 0 || !takes_in(cohort->bcus, group) || used >= size)
            continue;
        last = group;
        used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
                                 group + strcspn(group, " ") + 1);
    }
    return out;
}
