#include "reference.h"

#include <time.h>

/* --------------------------------------------------------------------------------------- time */

/* Days of the calendar as numbers MMMMDD, whose difference has whole months in its hundreds. */
static int64_t calendar_number(vha_date date)
{
    const time_t seconds = (time_t)date * 86400;
    struct tm day;
    gmtime_r(&seconds, &day);
    return ((int64_t)day.tm_year * 12 + day.tm_mon) * 100 + day.tm_mday;
}

static int64_t months(vha_date from, vha_date to)
{
    int64_t count = 0;
    while (calendar_number(from) + (count + 1) * 100 <= calendar_number(to))
        count++;
    return count;
}

static bool lies_in_window(vha_date date, vha_date as_of, int window_months)
{
    return date <= as_of && months(date, as_of) < window_months;
}

/* ---------------------------------------------------------------------------------- fractions */

__extension__ typedef __int128 whole;

struct fraction {
    whole numerator;
    whole denominator;
};

static struct fraction times(struct fraction value, whole numerator, whole denominator)
{
    return (struct fraction){value.numerator * numerator, value.denominator * denominator};
}

/* The nearest whole number, the upper one of two that are as near. */
static vha_milli nearest(struct fraction value)
{
    whole below = value.numerator / value.denominator;
    const whole left = value.numerator - below * value.denominator;
    if (left + left >= value.denominator)
        below++;
    return (vha_milli)below;
}

/* ------------------------------------------------------------------------------ crime reports */

static bool has_counted_role(const struct vha_policy *policy, const struct vha_crime_fact *crime)
{
    return (policy->counted_roles & crime->roles) != 0;
}

/* The rules of a crime report on its own. */
static enum vha_verdict crime_alone(const struct vha_policy *policy, vha_date as_of,
                                    const struct vha_crime_fact *crime)
{
    if (!has_counted_role(policy, crime))
        return VHA_LEFT_ROLE;
    if (crime->category == VHA_OUT_OF_SCOPE)
        return VHA_LEFT_SCOPE;
    if (crime->offence_date > as_of)
        return VHA_LEFT_FUTURE;
    if (!lies_in_window(crime->offence_date, as_of, policy->crime_window_months))
        return VHA_LEFT_WINDOW;
    return (crime->features & policy->excluded_features) != 0 ? VHA_LEFT_FEATURE : VHA_COUNTED;
}

static bool has_company(const struct vha_policy *policy, vha_date as_of,
                        const struct vha_individual *individual)
{
    for (size_t i = 0; i < individual->crime_count; i++)
        if (crime_alone(policy, as_of, &individual->crimes[i]) == VHA_COUNTED &&
            !policy->categories[individual->crimes[i].category].needs_other)
            return true;
    return false;
}

static enum vha_verdict crime_verdict(const struct vha_policy *policy, vha_date as_of,
                                      const struct vha_individual *individual,
                                      const struct vha_crime_fact *crime)
{
    const enum vha_verdict alone = crime_alone(policy, as_of, crime);
    const bool lonely = alone == VHA_COUNTED && policy->categories[crime->category].needs_other &&
                        !has_company(policy, as_of, individual);
    return lonely ? VHA_LEFT_NEEDS_OTHER : alone;
}

static vha_milli crime_score(const struct vha_policy *policy, vha_date as_of,
                             const struct vha_crime_fact *crime)
{
    const struct vha_category *category = &policy->categories[crime->category];
    struct fraction score = {0, 1};
    for (size_t i = category->weight_count; i-- > 0;)
        if (category->weights[i].features_any == 0 ||
            (category->weights[i].features_any & crime->features) != 0)
            score.numerator = category->weights[i].base;
    const int64_t periods = months(crime->offence_date, as_of) / policy->decay_months;
    const whole lost = policy->kept_denominator - policy->kept_numerator;
    if (policy->decay == VHA_DECAY_LINEAR) {
        const whole left = policy->kept_denominator - lost * periods;
        return nearest(times(score, left > 0 ? left : 0, policy->kept_denominator));
    }
    for (int64_t i = 0; i < periods; i++)
        score = times(score, policy->kept_numerator, policy->kept_denominator);
    return nearest(score);
}

/* ------------------------------------------------------------------------------- intelligence */

static bool is_linked_to_own(const struct vha_policy *policy, vha_date as_of,
                             const struct vha_individual *individual,
                             const struct vha_intel_fact *intel)
{
    for (size_t i = 0; i < individual->crime_count; i++) {
        const struct vha_crime_fact *crime = &individual->crimes[i];
        if (intel->crime_report != VHA_NO_REPORT && crime->report == intel->crime_report &&
            crime->offence_date <= as_of && has_counted_role(policy, crime))
            return true;
    }
    return false;
}

static enum vha_verdict intel_verdict(const struct vha_policy *policy, vha_date as_of,
                                      const struct vha_individual *individual,
                                      const struct vha_intel_fact *intel)
{
    if (intel->category == VHA_OUT_OF_SCOPE)
        return VHA_LEFT_SCOPE;
    if (intel->report_date > as_of)
        return VHA_LEFT_FUTURE;
    if (!lies_in_window(intel->report_date, as_of, policy->intel_window_months))
        return VHA_LEFT_WINDOW;
    if (is_linked_to_own(policy, as_of, individual, intel))
        return VHA_LEFT_LINKED;
    if (policy->categories[intel->category].needs_other && !has_company(policy, as_of, individual))
        return VHA_LEFT_NEEDS_OTHER;
    return VHA_COUNTED;
}

static vha_milli intel_score(const struct vha_policy *policy, const struct vha_intel_fact *intel)
{
    const struct fraction weight = {policy->categories[intel->category].intel, 1};
    return nearest(times(weight, policy->grade_multiplier[intel->grade], 1000));
}

/* ----------------------------------------------------------------------------------- inclusion */

static enum vha_recency recency(const struct vha_policy *policy, vha_date as_of,
                                const struct vha_individual *individual,
                                const struct vha_judged *crimes)
{
    for (size_t i = 0; i < individual->crime_count; i++)
        if (crimes[i].verdict == VHA_COUNTED &&
            lies_in_window(individual->crimes[i].offence_date, as_of,
                           policy->recency_window_months))
            return VHA_RECENCY_OFFENCE;
    for (size_t i = 0; i < individual->custody_count; i++) {
        const struct vha_custody_fact *custody = &individual->custody[i];
        if (custody->received <= as_of &&
            (custody->released == VHA_NO_DATE || custody->released > as_of ||
             lies_in_window(custody->released, as_of, policy->recency_window_months)))
            return VHA_RECENCY_CUSTODY;
    }
    return VHA_RECENCY_NONE;
}

static bool is_in_custody(vha_date as_of, const struct vha_individual *individual)
{
    bool held = false;
    for (size_t i = 0; i < individual->custody_count; i++)
        held = held || (individual->custody[i].received <= as_of &&
                        (individual->custody[i].released == VHA_NO_DATE ||
                         individual->custody[i].released > as_of));
    return held;
}

void reference_assess(const struct vha_policy *policy, vha_date as_of,
                      const struct vha_individual *individual, struct vha_judged *crimes,
                      struct vha_judged *intel, struct vha_assessment *assessment)
{
    *assessment = (struct vha_assessment){.latest = VHA_NO_DATE};
    for (size_t i = 0; i < individual->crime_count; i++) {
        const struct vha_crime_fact *crime = &individual->crimes[i];
        crimes[i] = (struct vha_judged){0};
        crimes[i].verdict = crime_verdict(policy, as_of, individual, crime);
        if (crimes[i].verdict != VHA_COUNTED)
            continue;
        crimes[i].score = crime_score(policy, as_of, crime);
        assessment->crime_score += crimes[i].score;
        assessment->crime_reports++;
        if (crime->offence_date > assessment->latest)
            assessment->latest = crime->offence_date;
    }
    for (size_t i = 0; i < individual->intel_count; i++) {
        intel[i] = (struct vha_judged){0};
        intel[i].verdict = intel_verdict(policy, as_of, individual, &individual->intel[i]);
        if (intel[i].verdict != VHA_COUNTED)
            continue;
        intel[i].score = intel_score(policy, &individual->intel[i]);
        assessment->intel_score += intel[i].score;
        assessment->intel_reports++;
    }
    const int64_t crime_reports = assessment->crime_reports;
    const int64_t reports = crime_reports + assessment->intel_reports;
    if (reports >= policy->four_reports_total && crime_reports >= policy->four_reports_crimes)
        assessment->qualifying = VHA_FOUR_REPORTS;
    else if (crime_reports >= policy->three_crimes_count &&
             assessment->crime_score >= policy->three_crimes_score)
        assessment->qualifying = VHA_THREE_CRIMES;
    assessment->recency = recency(policy, as_of, individual, crimes);
    assessment->included =
        assessment->qualifying != VHA_QUALIFYING_NONE && assessment->recency != VHA_RECENCY_NONE;
    assessment->in_custody = is_in_custody(as_of, individual);
}
