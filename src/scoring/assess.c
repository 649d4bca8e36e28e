#include "judge.h"

#include <stdlib.h>

/* What the counted crime reports of one individual come to, before the criteria are looked at. */
struct tally {
    bool other_category; /* a counted crime report whose category stands on its own (SOP 17) */
    bool recent_offence; /* a counted crime report in the recency window */
};

static bool needs_other(const struct vha_policy *policy, uint16_t category)
{
    return policy->categories[category].needs_other;
}

/* Adds up the crime reports: once without and once with those that need another category. */
static void count_crimes(const struct vha_policy *policy, vha_date as_of,
                         const struct vha_individual *individual, struct vha_judged *judged,
                         struct tally *tally, struct vha_assessment *assessment)
{
    for (size_t i = 0; i < individual->crime_count; i++) {
        judged[i] = judge_crime(policy, as_of, &individual->crimes[i]);
        if (judged[i].verdict == VHA_COUNTED &&
            !needs_other(policy, individual->crimes[i].category))
            tally->other_category = true;
    }
    for (size_t i = 0; i < individual->crime_count; i++) {
        const struct vha_crime_fact *fact = &individual->crimes[i];
        if (judged[i].verdict != VHA_COUNTED)
            continue;
        if (needs_other(policy, fact->category) && !tally->other_category) {
            judged[i] = left_out(VHA_LEFT_NEEDS_OTHER);
            continue;
        }
        assessment->crime_reports++;
        assessment->crime_score += judged[i].score;
        if (assessment->latest == VHA_NO_DATE || fact->offence_date > assessment->latest)
            assessment->latest = fact->offence_date;
        if (vha_in_window(fact->offence_date, as_of, policy->recency_window_months))
            tally->recent_offence = true;
    }
}

static void count_intel(const struct vha_policy *policy, vha_date as_of,
                        const struct vha_individual *individual, struct vha_judged *judged,
                        const struct tally *tally, struct vha_assessment *assessment)
{
    for (size_t i = 0; i < individual->intel_count; i++) {
        const struct vha_intel_fact *fact = &individual->intel[i];
        judged[i] = judge_intel(policy, as_of, fact, individual->crimes, individual->crime_count);
        if (judged[i].verdict != VHA_COUNTED)
            continue;
        if (needs_other(policy, fact->category) && !tally->other_category) {
            judged[i] = left_out(VHA_LEFT_NEEDS_OTHER);
            continue;
        }
        assessment->intel_reports++;
        assessment->intel_score += judged[i].score;
    }
}

static bool is_held(const struct vha_custody_fact *episode, vha_date as_of)
{
    return episode->received <= as_of &&
           (episode->released == VHA_NO_DATE || episode->released > as_of);
}

/* Whether any episode touches the recency window or still runs (scoring.md, Inclusion). */
static bool held_recently(const struct vha_policy *policy, vha_date as_of,
                          const struct vha_individual *individual)
{
    for (size_t i = 0; i < individual->custody_count; i++) {
        const struct vha_custody_fact *episode = &individual->custody[i];
        if (is_held(episode, as_of))
            return true;
        if (episode->received <= as_of &&
            vha_in_window(episode->released, as_of, policy->recency_window_months))
            return true;
    }
    return false;
}

static bool is_held_now(vha_date as_of, const struct vha_individual *individual)
{
    for (size_t i = 0; i < individual->custody_count; i++)
        if (is_held(&individual->custody[i], as_of))
            return true;
    return false;
}

static enum vha_qualifying find_qualifying(const struct vha_policy *policy,
                                           const struct vha_assessment *assessment)
{
    const struct vha_shortfall missing = vha_shortfall(policy, assessment);
    if (missing.reports == 0 && missing.crime_reports == 0)
        return VHA_FOUR_REPORTS;
    if (missing.scoring_crimes == 0 && missing.crime_score == 0)
        return VHA_THREE_CRIMES;
    return VHA_QUALIFYING_NONE;
}

static enum vha_recency find_recency(const struct vha_policy *policy, vha_date as_of,
                                     const struct vha_individual *individual,
                                     const struct tally *tally)
{
    if (tally->recent_offence)
        return VHA_RECENCY_OFFENCE;
    return held_recently(policy, as_of, individual) ? VHA_RECENCY_CUSTODY : VHA_RECENCY_NONE;
}

/* Judgements for callers who want the totals alone: few individuals have more reports than fit. */
enum { SCRATCH = 64 };

static struct vha_judged *scratch_for(size_t count, struct vha_judged on_stack[SCRATCH])
{
    return count <= SCRATCH ? on_stack : vha_alloc_zeroed(count, sizeof(struct vha_judged));
}

void vha_assess(const struct vha_policy *policy, vha_date as_of,
                const struct vha_individual *individual, struct vha_judged *crimes,
                struct vha_judged *intel, struct vha_assessment *assessment)
{
    struct vha_judged crime_scratch[SCRATCH];
    struct vha_judged intel_scratch[SCRATCH];
    struct vha_judged *const crime_judged =
        crimes != NULL ? crimes : scratch_for(individual->crime_count, crime_scratch);
    struct vha_judged *const intel_judged =
        intel != NULL ? intel : scratch_for(individual->intel_count, intel_scratch);
    struct tally tally = {0};

    *assessment = (struct vha_assessment){.latest = VHA_NO_DATE};
    count_crimes(policy, as_of, individual, crime_judged, &tally, assessment);
    count_intel(policy, as_of, individual, intel_judged, &tally, assessment);
    assessment->qualifying = find_qualifying(policy, assessment);
    assessment->recency = find_recency(policy, as_of, individual, &tally);
    assessment->included =
        assessment->qualifying != VHA_QUALIFYING_NONE && assessment->recency != VHA_RECENCY_NONE;
    assessment->in_custody = is_held_now(as_of, individual);

    if (crime_judged != crimes && crime_judged != crime_scratch)
        free(crime_judged);
    if (intel_judged != intel && intel_judged != intel_scratch)
        free(intel_judged);
}

vha_milli vha_assessment_score(const struct vha_assessment *assessment)
{
    return assessment->crime_score + assessment->intel_score;
}

static int wanting(int needed, uint32_t have)
{
    return (int64_t)have >= needed ? 0 : needed - (int)have;
}

struct vha_shortfall vha_shortfall(const struct vha_policy *policy,
                                   const struct vha_assessment *assessment)
{
    const vha_milli score_wanting = policy->three_crimes_score - assessment->crime_score;
    return (struct vha_shortfall){
        .reports = wanting(policy->four_reports_total,
                           assessment->crime_reports + assessment->intel_reports),
        .crime_reports = wanting(policy->four_reports_crimes, assessment->crime_reports),
        .scoring_crimes = wanting(policy->three_crimes_count, assessment->crime_reports),
        .crime_score = score_wanting > 0 ? score_wanting : 0,
        .recency = assessment->recency == VHA_RECENCY_NONE,
    };
}

int vha_shortfall_reports(const struct vha_shortfall *shortfall)
{
    return shortfall->reports > shortfall->crime_reports ? shortfall->reports
                                                         : shortfall->crime_reports;
}
