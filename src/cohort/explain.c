#include "vha/cohort.h"
#include "vha/cohort_dossier.h"

enum vha_status vha_cohort_explain(struct vha_cohort *cohort, vha_pncid pncid,
                                   struct vha_arena *arena, struct vha_explanation *explanation,
                                   struct vha_error *error)
{
    *explanation = (struct vha_explanation){.as_of = vha_cohort_info(cohort)->as_of};
    enum vha_status status = vha_cohort_policy(cohort, &explanation->policy, error);
    if (status == VHA_OK)
        status = vha_cohort_dossier(cohort, pncid, arena, &explanation->dossier, error);
    if (status != VHA_OK)
        return status;

    const struct vha_policy *policy = explanation->policy;
    const struct vha_individual *individual = &explanation->dossier.individual;
    struct vha_judged *crimes =
        vha_arena_alloc(arena, (individual->crime_count + 1) * sizeof *crimes);
    struct vha_judged *intel =
        vha_arena_alloc(arena, (individual->intel_count + 1) * sizeof *intel);
    bool *crime_decisive = vha_arena_alloc(arena, individual->crime_count + 1);
    bool *intel_decisive = vha_arena_alloc(arena, individual->intel_count + 1);

    vha_assess(policy, explanation->as_of, individual, crimes, intel, &explanation->assessment);
    vha_decisive(policy, explanation->as_of, individual, crime_decisive, intel_decisive);
    explanation->shortfall = vha_shortfall(policy, &explanation->assessment);
    explanation->leaves = vha_leaving_date(policy, explanation->as_of, individual);
    explanation->crimes = crimes;
    explanation->intel = intel;
    explanation->crime_decisive = crime_decisive;
    explanation->intel_decisive = intel_decisive;
    return VHA_OK;
}
