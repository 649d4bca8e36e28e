#include "model.h"

#include "vha/cohort_list.h"

#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------------------------- the new list
 */

/* Judgements of one person's facts, in arrays that are used again for the next. */
struct judgements {
    struct vha_judged *crimes;
    struct vha_judged *intel;
    size_t crime_capacity;
    size_t intel_capacity;
};

static void make_room(struct judgements *judgements, const struct vha_individual *individual)
{
    while (judgements->crime_capacity <= individual->crime_count)
        judgements->crimes = vha_grow(judgements->crimes, judgements->crime_capacity,
                                      &judgements->crime_capacity, sizeof *judgements->crimes);
    while (judgements->intel_capacity <= individual->intel_count)
        judgements->intel = vha_grow(judgements->intel, judgements->intel_capacity,
                                     &judgements->intel_capacity, sizeof *judgements->intel);
}

size_t model_rank(const struct vha_cohort *cohort, const struct vha_policy *policy,
                  const struct vha_facts *facts, struct vha_standing **standings)
{
    const vha_date as_of = vha_cohort_info(cohort)->as_of;
    struct judgements judgements = {.crimes = NULL};
    size_t count = 0;
    size_t capacity = 0;
    *standings = NULL;
    for (size_t i = 0; i < facts->count; i++) {
        struct vha_assessment assessment;
        make_room(&judgements, &facts->individuals[i]);
        vha_assess(policy, as_of, &facts->individuals[i], judgements.crimes, judgements.intel,
                   &assessment);
        if (!assessment.included ||
            vha_cohort_keeps_off(cohort, facts->pncids[i], &facts->individuals[i],
                                 judgements.crimes, judgements.intel))
            continue;
        *standings = vha_grow(*standings, count, &capacity, sizeof **standings);
        (*standings)[count++] = (struct vha_standing){
            .score = vha_assessment_score(&assessment),
            .latest = assessment.latest,
            .crime_reports = assessment.crime_reports,
            .pncid = facts->pncids[i],
            .nominal = (uint32_t)i,
        };
    }
    free(judgements.crimes);
    free(judgements.intel);
    if (count > 0)
        vha_rank(*standings, count);
    return count;
}

/* ----------------------------------------------------------------------------- the list in force
 */

static int by_pncid(const void *one, const void *other)
{
    const struct vha_modelled *const a = one;
    const struct vha_modelled *const b = other;
    return (a->pncid > b->pncid) - (a->pncid < b->pncid);
}

enum vha_status model_in_force(struct vha_cohort *cohort, struct vha_modelled **people,
                               size_t *count, struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    const uint32_t listed = vha_cohort_listed(cohort);
    enum vha_status status = VHA_OK;
    *people = vha_alloc_zeroed((size_t)listed + 1, sizeof **people);
    *count = 0;
    for (uint32_t i = 0; i < listed && status == VHA_OK; i++) {
        struct vha_list_row row;
        status = vha_cohort_row(cohort, vha_cohort_nth(cohort, i), arena, &row, error);
        if (status == VHA_OK)
            (*people)[(*count)++] = (struct vha_modelled){
                .pncid = row.pncid, .rank = row.rank, .score = row.crime_score + row.intel_score};
        vha_arena_reset(arena);
    }
    vha_arena_free(arena);
    if (status == VHA_OK && *count > 1)
        qsort(*people, *count, sizeof **people, by_pncid);
    return status;
}

struct vha_modelled *model_find(struct vha_modelled *people, size_t count, vha_pncid pncid)
{
    const struct vha_modelled wanted = {.pncid = pncid};
    return count == 0 ? NULL : bsearch(&wanted, people, count, sizeof *people, by_pncid);
}

/* ---------------------------------------------------------------------------------------- both */

/* The modelled list first, then those who leave, by their rank. */
static int by_place(const void *one, const void *other)
{
    const struct vha_modelled *const a = one;
    const struct vha_modelled *const b = other;
    if ((a->new_rank == 0) != (b->new_rank == 0))
        return a->new_rank == 0 ? 1 : -1;
    if (a->new_rank != b->new_rank)
        return a->new_rank < b->new_rank ? -1 : 1;
    if (a->new_rank == 0 && a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->pncid > b->pncid) - (a->pncid < b->pncid);
}

static void count_moves(struct vha_model *model)
{
    for (size_t i = 0; i < model->count; i++) {
        const struct vha_modelled *const person = &model->people[i];
        model->listed += person->rank > 0;
        model->modelled += person->new_rank > 0;
        model->enter += person->rank == 0;
        model->leave += person->new_rank == 0;
        model->risen += person->new_rank > 0 && person->new_rank < person->rank;
        model->fallen += person->rank > 0 && person->new_rank > person->rank;
    }
}

enum vha_status vha_model_run(struct vha_cohort *cohort, const struct vha_policy *policy,
                              const struct vha_facts *facts, struct vha_model **model,
                              struct vha_error *error)
{
    struct vha_modelled *people = NULL;
    size_t in_force = 0;
    *model = NULL;
    enum vha_status status = model_in_force(cohort, &people, &in_force, error);
    if (status != VHA_OK) {
        free(people);
        return status;
    }
    struct vha_standing *standings = NULL;
    const size_t ranked = model_rank(cohort, policy, facts, &standings);
    size_t count = in_force;
    people = vha_resize(people, in_force + ranked + 1, sizeof *people);
    for (size_t i = 0; i < ranked; i++) {
        struct vha_modelled *person = model_find(people, in_force, standings[i].pncid);
        if (person == NULL) {
            person = &people[count++];
            *person = (struct vha_modelled){.pncid = standings[i].pncid};
        }
        person->new_rank = standings[i].rank;
        person->new_score = standings[i].score;
    }
    free(standings);
    qsort(people, count, sizeof *people, by_place);
    *model = vha_alloc_zeroed(1, sizeof **model);
    (*model)->people = people;
    (*model)->count = count;
    count_moves(*model);
    return VHA_OK;
}

void vha_model_free(struct vha_model *model)
{
    if (model != NULL)
        free(model->people);
    free(model);
}

static int person_by_pncid(const void *one, const void *other)
{
    const struct vha_equality_person *const a = one;
    const struct vha_equality_person *const b = other;
    return (a->pncid > b->pncid) - (a->pncid < b->pncid);
}

void vha_model_mark(const struct vha_model *model, struct vha_equality_person *people, size_t count)
{
    for (size_t i = 0; i < count; i++)
        people[i].listed = false;
    for (size_t i = 0; i < model->count && model->people[i].new_rank > 0; i++) {
        const struct vha_equality_person wanted = {.pncid = model->people[i].pncid};
        struct vha_equality_person *const found =
            count == 0 ? NULL : bsearch(&wanted, people, count, sizeof *people, person_by_pncid);
        if (found != NULL)
            found->listed = true;
    }
}
