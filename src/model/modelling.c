/* A model, and the stability of a list, put together from what they take. */
#include "model.h"

#include <stdlib.h>

static enum vha_status read_files(struct vha_modelling *made, const struct vha_policy *base,
                                  const struct vha_modelling_files *files, struct vha_error *error)
{
    enum vha_status status = vha_policy_vary(base, files->policy, &made->policy, error);
    if (status == VHA_OK)
        status = vha_areas_read(files->areas, &made->areas, error);
    if (status == VHA_OK)
        status = vha_population_read(files->population, made->areas, &made->population, error);
    return status;
}

static enum vha_status run_model(struct vha_modelling *made, struct vha_cohort *cohort,
                                 struct vha_error *error)
{
    struct vha_facts *facts = NULL;
    enum vha_status status = vha_cohort_facts(cohort, made->policy, &facts, error);
    if (status == VHA_OK)
        status = vha_model_run(cohort, made->policy, facts, &made->model, error);
    vha_facts_free(facts);
    return status;
}

static enum vha_status compare_equality(struct vha_modelling *made, struct vha_cohort *cohort,
                                        struct vha_error *error)
{
    struct vha_equality_person *people = NULL;
    size_t count = 0;
    const enum vha_status status = vha_cohort_people(cohort, &people, &count, error);
    if (status == VHA_OK) {
        const struct vha_equality_people all = {people, count};
        vha_equality_review(made->population, &all, NULL, &made->in_force);
        vha_model_mark(made->model, people, count);
        vha_equality_review(made->population, &all, NULL, &made->modelled);
    }
    free(people);
    return status;
}

enum vha_status vha_modelling_make(struct vha_cohort *cohort,
                                   const struct vha_modelling_files *files,
                                   struct vha_modelling **modelling, struct vha_error *error)
{
    struct vha_modelling *const made = vha_alloc_zeroed(1, sizeof *made);
    const struct vha_policy *base = NULL;
    enum vha_status status = vha_cohort_policy(cohort, &base, error);
    if (status == VHA_OK)
        status = read_files(made, base, files, error);
    if (status == VHA_OK)
        status = run_model(made, cohort, error);
    if (status == VHA_OK)
        status = compare_equality(made, cohort, error);
    *modelling = status == VHA_OK ? made : NULL;
    if (status != VHA_OK)
        vha_modelling_free(made);
    return status;
}

void vha_modelling_free(struct vha_modelling *modelling)
{
    if (modelling == NULL)
        return;
    vha_model_free(modelling->model);
    vha_policy_free(modelling->policy);
    vha_population_free(modelling->population);
    vha_areas_free(modelling->areas);
    free(modelling);
}

/* ------------------------------------------------------------------------------------- stability
 */

enum vha_status vha_stability_make(struct vha_cohort *cohort, struct vha_stability **stability,
                                   struct vha_error *error)
{
    struct vha_stability *const made = vha_alloc_zeroed(1, sizeof *made);
    const struct vha_policy *policy = NULL;
    struct vha_facts *facts = NULL;
    made->arena = vha_arena_new();
    enum vha_status status = vha_cohort_policy(cohort, &policy, error);
    if (status == VHA_OK)
        status = vha_cohort_facts(cohort, policy, &facts, error);
    if (status == VHA_OK)
        status = vha_model_sway(cohort, facts, made->arena, &made->sways, &made->sway_count, error);
    if (status == VHA_OK)
        status = vha_model_hanging(cohort, facts, made->arena, &made->hanging, &made->hanging_count,
                                   error);
    vha_facts_free(facts);
    *stability = status == VHA_OK ? made : NULL;
    if (status != VHA_OK)
        vha_stability_free(made);
    return status;
}

void vha_stability_free(struct vha_stability *stability)
{
    if (stability == NULL)
        return;
    vha_arena_free(stability->arena);
    free(stability);
}
