#include "model.h"

#include <stdlib.h>
#include <string.h>

/* A weight is moved in a copy of the policy; the texts stay the policy's own. */

static const int64_t tenths[] = {9, 11};

struct swaying {
    struct vha_cohort *cohort;
    const struct vha_policy *policy;
    const struct vha_facts *facts;
    struct vha_modelled *in_force; /* by PNCID */
    size_t in_force_count;
    struct vha_policy *changed;
};

static void compare(const struct swaying *swaying, const struct vha_standing *standings,
                    size_t count, struct vha_sway *sway, size_t which)
{
    size_t stay = 0;
    for (size_t i = 0; i < count; i++) {
        const struct vha_modelled *const person =
            model_find(swaying->in_force, swaying->in_force_count, standings[i].pncid);
        if (person == NULL) {
            sway->by[which].enter++;
            continue;
        }
        stay++;
        const uint32_t distance = standings[i].rank > person->rank
                                      ? standings[i].rank - person->rank
                                      : person->rank - standings[i].rank;
        sway->by[which].moved += distance > 0;
        if (distance > sway->by[which].furthest)
            sway->by[which].furthest = distance;
    }
    sway->by[which].leave = swaying->in_force_count - stay;
}

/* Moves one number of the copy down and up by a tenth, and puts it back. */
static void move(const struct swaying *swaying, vha_milli *number, struct vha_sway *sway)
{
    const vha_milli old = *number;
    for (size_t i = 0; i < VHA_COUNT(tenths); i++) {
        struct vha_standing *standings = NULL;
        *number = vha_milli_scale(old, tenths[i], 10);
        const size_t count =
            model_rank(swaying->cohort, swaying->changed, swaying->facts, &standings);
        compare(swaying, standings, count, sway, i);
        free(standings);
    }
    *number = old;
}

/* "base 1460", and of several weights which it is. */
static const char *name_weight(struct vha_arena *arena, const struct vha_category *category,
                               size_t weight)
{
    char base[VHA_MILLI_SIZE];
    vha_milli_short(base, category->weights[weight].base, true);
    return category->weight_count == 1 ? vha_arena_format(arena, "base %s", base)
           : category->weights[weight].features_any != 0
               ? vha_arena_format(arena, "base %s, by feature", base)
               : vha_arena_format(arena, "base %s, otherwise", base);
}

static void sway_category(const struct swaying *swaying, size_t index, struct vha_arena *arena,
                          struct vha_sway *sways, size_t *count)
{
    struct vha_category *const category = &swaying->changed->categories[index];
    char intel[VHA_MILLI_SIZE];
    for (size_t i = 0; i < category->weight_count; i++) {
        struct vha_sway *const sway = &sways[(*count)++];
        *sway = (struct vha_sway){.category = category->code,
                                  .what = name_weight(arena, category, i),
                                  .assumed = category->weights[i].origin.assumed};
        move(swaying, &category->weights[i].base, sway);
    }
    struct vha_sway *const sway = &sways[(*count)++];
    *sway =
        (struct vha_sway){.category = category->code,
                          .what = vha_arena_format(arena, "intelligence %s",
                                                   vha_milli_short(intel, category->intel, true)),
                          .assumed = category->intel_origin.assumed};
    move(swaying, &category->intel, sway);
}

enum vha_status vha_model_sway(struct vha_cohort *cohort, const struct vha_facts *facts,
                               struct vha_arena *arena, const struct vha_sway **sways,
                               size_t *count, struct vha_error *error)
{
    struct swaying swaying = {.cohort = cohort, .facts = facts};
    *sways = NULL;
    *count = 0;
    enum vha_status status = vha_cohort_policy(cohort, &swaying.policy, error);
    if (status == VHA_OK)
        status = model_in_force(cohort, &swaying.in_force, &swaying.in_force_count, error);
    if (status == VHA_OK) {
        struct vha_sway *const made = vha_arena_alloc(
            arena, swaying.policy->category_count * (VHA_MAX_WEIGHTS + 1) * sizeof *made + 1);
        swaying.changed = vha_alloc(sizeof *swaying.changed);
        *swaying.changed = *swaying.policy;
        for (size_t i = 0; i < swaying.policy->category_count; i++)
            sway_category(&swaying, i, arena, made, count);
        *sways = made;
    }
    free(swaying.changed);
    free(swaying.in_force);
    return status;
}

/* ------------------------------------------------------------------------------- single reports */

static bool hangs(const struct vha_policy *policy, vha_date as_of,
                  const struct vha_individual *individual)
{
    bool *const crimes = vha_alloc_zeroed(individual->crime_count + 1, sizeof *crimes);
    bool *const intel = vha_alloc_zeroed(individual->intel_count + 1, sizeof *intel);
    bool found = false;
    vha_decisive(policy, as_of, individual, crimes, intel);
    for (size_t i = 0; i < individual->crime_count && !found; i++)
        found = crimes[i];
    for (size_t i = 0; i < individual->intel_count && !found; i++)
        found = intel[i];
    free(crimes);
    free(intel);
    return found;
}

static int by_rank(const void *one, const void *other)
{
    const struct vha_modelled *const a = one;
    const struct vha_modelled *const b = other;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->pncid > b->pncid) - (a->pncid < b->pncid);
}

enum vha_status vha_model_hanging(struct vha_cohort *cohort, const struct vha_facts *facts,
                                  struct vha_arena *arena, const vha_pncid **pncids, size_t *count,
                                  struct vha_error *error)
{
    const struct vha_policy *policy = NULL;
    struct vha_modelled *people = NULL;
    size_t listed = 0;
    size_t hanging = 0;
    *pncids = NULL;
    *count = 0;
    enum vha_status status = vha_cohort_policy(cohort, &policy, error);
    if (status == VHA_OK)
        status = model_in_force(cohort, &people, &listed, error);
    if (status == VHA_OK) {
        for (size_t i = 0, j = 0; i < listed; i++) {
            while (j < facts->count && facts->pncids[j] < people[i].pncid)
                j++;
            if (j < facts->count && facts->pncids[j] == people[i].pncid &&
                hangs(policy, vha_cohort_info(cohort)->as_of, &facts->individuals[j]))
                people[hanging++] = people[i];
        }
        qsort(people, hanging, sizeof *people, by_rank);
        vha_pncid *const found = vha_arena_alloc(arena, (hanging + 1) * sizeof *found);
        for (size_t i = 0; i < hanging; i++)
            found[i] = people[i].pncid;
        *pncids = found;
        *count = hanging;
    }
    free(people);
    return status;
}
