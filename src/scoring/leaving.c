#include "vha/scoring.h"

#include <stdlib.h>
#include <string.h>

static bool included_on(const struct vha_policy *policy, vha_date day,
                        const struct vha_individual *individual)
{
    struct vha_assessment assessment;
    vha_assess(policy, day, individual, NULL, NULL, &assessment);
    return assessment.included;
}

/* Copies of the facts that are already recorded on as_of: what is dated later is something new. */
struct recorded {
    struct vha_individual individual;
    struct vha_crime_fact *crimes;
    struct vha_intel_fact *intel;
    struct vha_custody_fact *custody;
};

static struct recorded recorded_by(vha_date as_of, const struct vha_individual *individual)
{
    struct recorded recorded = {
        .crimes = vha_alloc_zeroed(individual->crime_count, sizeof *recorded.crimes),
        .intel = vha_alloc_zeroed(individual->intel_count, sizeof *recorded.intel),
        .custody = vha_alloc_zeroed(individual->custody_count, sizeof *recorded.custody),
    };
    struct vha_individual *known = &recorded.individual;
    for (size_t i = 0; i < individual->crime_count; i++)
        if (individual->crimes[i].offence_date <= as_of)
            recorded.crimes[known->crime_count++] = individual->crimes[i];
    for (size_t i = 0; i < individual->intel_count; i++)
        if (individual->intel[i].report_date <= as_of)
            recorded.intel[known->intel_count++] = individual->intel[i];
    for (size_t i = 0; i < individual->custody_count; i++)
        if (individual->custody[i].received <= as_of)
            recorded.custody[known->custody_count++] = individual->custody[i];
    known->crimes = recorded.crimes;
    known->intel = recorded.intel;
    known->custody = recorded.custody;
    return recorded;
}

static void recorded_free(struct recorded *recorded)
{
    free(recorded->crimes);
    free(recorded->intel);
    free(recorded->custody);
}

vha_date vha_leaving_date(const struct vha_policy *policy, vha_date as_of,
                          const struct vha_individual *individual)
{
    struct recorded recorded = recorded_by(as_of, individual);
    /* With nothing new, each passing day can only drop or decay: once off the list, off for good.
     * So the day is found by halving, between a day on the list and one by which every crime
     * report has left its window. */
    vha_date on = as_of;
    vha_date off = vha_date_after_months(as_of, policy->crime_window_months + 1);
    vha_date leaves = VHA_NO_DATE;
    if (included_on(policy, on, &recorded.individual) &&
        !included_on(policy, off, &recorded.individual)) {
        while (off - on > 1) {
            const vha_date middle = on + (off - on) / 2;
            if (included_on(policy, middle, &recorded.individual))
                on = middle;
            else
                off = middle;
        }
        leaves = off;
    }
    recorded_free(&recorded);
    return leaves;
}

/* Whether the individual would be included without crime report `crime` and without intelligence
 * report `intel`; an index past the end leaves nothing out. */
static bool included_without(const struct vha_policy *policy, vha_date as_of,
                             const struct vha_individual *individual, size_t crime, size_t intel,
                             struct recorded *scratch)
{
    struct vha_individual *rest = &scratch->individual;
    rest->crime_count = 0;
    rest->intel_count = 0;
    for (size_t i = 0; i < individual->crime_count; i++)
        if (i != crime)
            scratch->crimes[rest->crime_count++] = individual->crimes[i];
    for (size_t i = 0; i < individual->intel_count; i++)
        if (i != intel)
            scratch->intel[rest->intel_count++] = individual->intel[i];
    return included_on(policy, as_of, rest);
}

void vha_decisive(const struct vha_policy *policy, vha_date as_of,
                  const struct vha_individual *individual, bool *crimes, bool *intel)
{
    const bool included = included_on(policy, as_of, individual);
    struct recorded scratch = recorded_by(as_of, individual);
    const size_t none = SIZE_MAX;
    for (size_t i = 0; i < individual->crime_count; i++)
        crimes[i] = included_without(policy, as_of, individual, i, none, &scratch) != included;
    for (size_t i = 0; i < individual->intel_count; i++)
        intel[i] = included_without(policy, as_of, individual, none, i, &scratch) != included;
    recorded_free(&scratch);
}
