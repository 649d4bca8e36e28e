#include "judge.h"

struct vha_judged left_out(enum vha_verdict verdict)
{
    return (struct vha_judged){.verdict = verdict};
}

/* The rules that crime and intelligence share, on scope and time. VHA_COUNTED when none applies. */
static enum vha_verdict judge_scope_and_date(uint16_t category, vha_date date, vha_date as_of,
                                             int window_months)
{
    if (category == VHA_OUT_OF_SCOPE)
        return VHA_LEFT_SCOPE;
    if (date > as_of)
        return VHA_LEFT_FUTURE;
    if (!vha_in_window(date, as_of, window_months))
        return VHA_LEFT_WINDOW;
    return VHA_COUNTED;
}

/* The first weight whose features are empty or met; the policy reader makes sure that there is one.
 */
static size_t find_weight(const struct vha_category *category, uint64_t features)
{
    size_t i = 0;
    while (i + 1 < category->weight_count && category->weights[i].features_any != 0 &&
           (category->weights[i].features_any & features) == 0)
        i++;
    return i;
}

static int64_t power(int64_t base, int exponent)
{
    int64_t value = 1;
    for (int i = 0; i < exponent; i++)
        value *= base;
    return value;
}

/* What is left of a weight after `periods` complete periods (SOP 19, 26), rounded once. */
static vha_milli decayed(const struct vha_policy *policy, vha_milli base, int periods)
{
    const int numerator = policy->kept_numerator;
    const int denominator = policy->kept_denominator;
    if (policy->decay == VHA_DECAY_GEOMETRIC)
        return vha_milli_scale(base, power(numerator, periods), power(denominator, periods));
    const int lost = (denominator - numerator) * periods;
    return lost >= denominator ? 0 : vha_milli_scale(base, denominator - lost, denominator);
}

struct vha_judged judge_crime(const struct vha_policy *policy, vha_date as_of,
                              const struct vha_crime_fact *fact)
{
    if ((fact->roles & policy->counted_roles) == 0)
        return left_out(VHA_LEFT_ROLE);
    const enum vha_verdict verdict = judge_scope_and_date(fact->category, fact->offence_date, as_of,
                                                          policy->crime_window_months);
    if (verdict != VHA_COUNTED)
        return left_out(verdict);
    if ((fact->features & policy->excluded_features) != 0)
        return left_out(VHA_LEFT_FEATURE);

    const struct vha_category *category = &policy->categories[fact->category];
    struct vha_judged judged = {.verdict = VHA_COUNTED};
    judged.decay_periods = vha_months_between(fact->offence_date, as_of) / policy->decay_months;
    judged.weight = find_weight(category, fact->features);
    judged.base = category->weights[judged.weight].base;
    judged.score = decayed(policy, judged.base, judged.decay_periods);
    return judged;
}

/* Whether the individual is named by a counted role on a crime report, in scope or not, which must
 * be there on as_of: one dated later cannot keep out what is known today. */
static bool named_on(const struct vha_policy *policy, vha_date as_of, uint32_t report,
                     const struct vha_crime_fact *crimes, size_t crime_count)
{
    for (size_t i = 0; i < crime_count; i++)
        if (crimes[i].report == report && crimes[i].offence_date <= as_of &&
            (crimes[i].roles & policy->counted_roles) != 0)
            return true;
    return false;
}

struct vha_judged judge_intel(const struct vha_policy *policy, vha_date as_of,
                              const struct vha_intel_fact *fact,
                              const struct vha_crime_fact *crimes, size_t crime_count)
{
    const enum vha_verdict verdict =
        judge_scope_and_date(fact->category, fact->report_date, as_of, policy->intel_window_months);
    if (verdict != VHA_COUNTED)
        return left_out(verdict);
    if (fact->crime_report != VHA_NO_REPORT &&
        named_on(policy, as_of, fact->crime_report, crimes, crime_count))
        return left_out(VHA_LEFT_LINKED);

    struct vha_judged judged = {.verdict = VHA_COUNTED};
    judged.base = policy->categories[fact->category].intel;
    judged.multiplier = policy->grade_multiplier[fact->grade];
    judged.score = vha_milli_scale(judged.base, judged.multiplier, 1000);
    return judged;
}
