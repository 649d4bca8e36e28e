/* What holds for everybody: random individuals under several policies, beside the reference. */
#include "person.h"
#include "reference.h"

#include <string.h>

enum { POLICIES = 5, PEOPLE = 4000 };

static const char *const linear[][2] = {{"form: geometric", "form: linear"}};
static const char *const accused[][2] = {{"roles: [suspect, accused]", "roles: [accused]"}};
static const char *const half_years[][2] = {
    {"  form: geometric\n  months: 12", "  form: geometric\n  months: 6"},
    {"{numerator: 2, denominator: 3}", "{numerator: 3, denominator: 7}"}};
static const char *const other_windows[][2] = {
    {"months: 36", "months: 25"},
    {"months: 6\n", "months: 9\n"},
    {"reports: 4\n", "reports: 3\n"},
    {"score: 2500 # their sum", "score: 400.125 # their"},
    {"features: [DOMESTIC]", "features: [CORROSIVE]"}};

/* A random individual with what is needed to say which one failed. */
struct subject {
    const struct vha_policy *policy;
    vha_date as_of;
    uint64_t *random; /* for what a check draws itself */
    struct person person;
};

/* Calls `check` for each of many random individuals. */
static void for_everybody(void **state, bool later, uint64_t seed,
                          void (*check)(const struct subject *subject))
{
    struct vha_policy *const *policies = *state;
    static struct subject subject;
    uint64_t random = seed;
    subject.random = &random;
    for (int i = 0; i < PEOPLE; i++) {
        subject.policy = policies[i % POLICIES];
        subject.as_of = day("2023-12-01") + (int32_t)random_between(&random, 0, 1300);
        person_random(subject.policy, subject.as_of, 3 + i % 10, later, &random, &subject.person);
        check(&subject);
    }
}

static struct vha_assessment assess(const struct subject *subject, vha_date as_of,
                                    const struct person *person)
{
    struct vha_assessment assessment;
    vha_assess(subject->policy, as_of, &person->individual, NULL, NULL, &assessment);
    return assessment;
}

static void assert_same(const struct vha_assessment *a, const struct vha_assessment *b)
{
    assert_int_equal(a->crime_score, b->crime_score);
    assert_int_equal(a->intel_score, b->intel_score);
    assert_int_equal(a->crime_reports, b->crime_reports);
    assert_int_equal(a->intel_reports, b->intel_reports);
    assert_int_equal(a->latest, b->latest);
    assert_int_equal(a->qualifying, b->qualifying);
    assert_int_equal(a->recency, b->recency);
    assert_int_equal(a->included, b->included);
    assert_int_equal(a->in_custody, b->in_custody);
}

/* ---------------------------------------------------------------------------------- reference */

static unsigned verdicts_seen[VHA_VERDICTS];
static unsigned included_seen;

static void check_reference(const struct subject *subject)
{
    struct vha_judged got[2][PERSON_FACTS];
    struct vha_judged want[2][PERSON_FACTS];
    struct vha_assessment got_assessment;
    struct vha_assessment want_assessment;
    const struct vha_individual *individual = &subject->person.individual;
    vha_assess(subject->policy, subject->as_of, individual, got[0], got[1], &got_assessment);
    reference_assess(subject->policy, subject->as_of, individual, want[0], want[1],
                     &want_assessment);
    const size_t counts[2] = {individual->crime_count, individual->intel_count};
    for (size_t kind = 0; kind < 2; kind++)
        for (size_t i = 0; i < counts[kind]; i++) {
            assert_string_equal(vha_verdict_name(got[kind][i].verdict),
                                vha_verdict_name(want[kind][i].verdict));
            assert_int_equal(got[kind][i].score, want[kind][i].score);
            verdicts_seen[got[kind][i].verdict]++;
        }
    assert_same(&got_assessment, &want_assessment);
    included_seen += got_assessment.included;
}

static void test_agrees_with_the_reference(void **state)
{
    for_everybody(state, true, 1, check_reference);
    for (int i = 0; i < VHA_VERDICTS; i++)
        assert_true(verdicts_seen[i] > 100);
    assert_in_range(included_seen, PEOPLE / 10, PEOPLE * 9 / 10);
}

/* --------------------------------------------------------------------------------- properties */

static void check_sums(const struct subject *subject)
{
    struct vha_judged crimes[PERSON_FACTS];
    struct vha_judged intel[PERSON_FACTS];
    struct vha_assessment assessment;
    const struct vha_individual *individual = &subject->person.individual;
    vha_assess(subject->policy, subject->as_of, individual, crimes, intel, &assessment);
    vha_milli sum = 0;
    for (size_t i = 0; i < individual->crime_count; i++)
        sum += crimes[i].score;
    assert_int_equal(sum, assessment.crime_score);
    for (size_t i = 0; i < individual->intel_count; i++)
        sum += intel[i].score;
    assert_int_equal(sum, vha_assessment_score(&assessment));
}

static void test_the_score_is_the_sum_of_its_reports(void **state)
{
    for_everybody(state, true, 2, check_sums);
}

#define SHUFFLE(array, count, random)                                                              \
    for (size_t at = (count); at > 1; at--) {                                                      \
        const size_t other = next_random(random) % at;                                             \
        const __typeof__((array)[0]) kept = (array)[at - 1];                                       \
        (array)[at - 1] = (array)[other];                                                          \
        (array)[other] = kept;                                                                     \
    }

static void check_order(const struct subject *subject)
{
    static struct person shuffled;
    shuffled = subject->person;
    person_bind(&shuffled);
    SHUFFLE(shuffled.crimes, shuffled.individual.crime_count, subject->random);
    SHUFFLE(shuffled.intel, shuffled.individual.intel_count, subject->random);
    SHUFFLE(shuffled.custody, shuffled.individual.custody_count, subject->random);
    const struct vha_assessment before = assess(subject, subject->as_of, &subject->person);
    const struct vha_assessment after = assess(subject, subject->as_of, &shuffled);
    assert_same(&before, &after);
}

static void test_the_order_of_reports_changes_nothing(void **state)
{
    for_everybody(state, true, 3, check_order);
}

static void check_addition(const struct subject *subject)
{
    static struct person more;
    static struct person one;
    struct vha_judged judged[PERSON_FACTS];
    struct vha_assessment after;
    more = subject->person;
    person_bind(&more);
    do
        person_random(subject->policy, subject->as_of, 3, false, subject->random, &one);
    while (one.individual.crime_count == 0);
    const size_t added = more.individual.crime_count++;
    more.crimes[added] = one.crimes[0];
    more.crimes[added].report = 5000; /* nobody's report before, so that no intelligence links */

    vha_assess(subject->policy, subject->as_of, &more.individual, judged, NULL, &after);
    const struct vha_assessment before = assess(subject, subject->as_of, &subject->person);
    assert_true(after.crime_score >= before.crime_score + judged[added].score);
    assert_true(after.intel_score >= before.intel_score);
    assert_true(after.crime_reports >=
                before.crime_reports + (judged[added].verdict == VHA_COUNTED ? 1u : 0u));
    assert_true(after.intel_reports >= before.intel_reports);
    assert_true(after.included || !before.included);
}

static void test_another_crime_report_never_lowers_a_score(void **state)
{
    for_everybody(state, true, 4, check_addition);
}

static void check_passing_days(const struct subject *subject)
{
    struct vha_judged before[2][PERSON_FACTS];
    struct vha_judged after[2][PERSON_FACTS];
    struct vha_assessment was;
    struct vha_assessment is;
    const struct vha_individual *individual = &subject->person.individual;
    const size_t counts[2] = {individual->crime_count, individual->intel_count};
    const vha_date day_before = subject->as_of + (int32_t)random_between(subject->random, 0, 800);
    vha_assess(subject->policy, day_before, individual, before[0], before[1], &was);
    vha_assess(subject->policy, day_before + 1, individual, after[0], after[1], &is);
    for (size_t kind = 0; kind < 2; kind++)
        for (size_t i = 0; i < counts[kind]; i++) {
            assert_true(after[kind][i].score <= before[kind][i].score);
            assert_true(after[kind][i].verdict != VHA_COUNTED ||
                        before[kind][i].verdict == VHA_COUNTED);
        }
    assert_true(vha_assessment_score(&is) <= vha_assessment_score(&was));
    assert_true(was.included || !is.included);
}

static void test_a_day_with_nothing_new_only_drops_or_decays(void **state)
{
    for_everybody(state, false, 5, check_passing_days);
}

static void check_double_roles(const struct subject *subject)
{
    static struct person other;
    other = subject->person;
    person_bind(&other);
    /* Whoever is there by one counted role may be there by any other beside it. */
    for (size_t i = 0; i < other.individual.crime_count; i++)
        if ((other.crimes[i].roles & subject->policy->counted_roles) != 0)
            other.crimes[i].roles |= (uint8_t)(next_random(subject->random) & 15u);
    const struct vha_assessment before = assess(subject, subject->as_of, &subject->person);
    const struct vha_assessment after = assess(subject, subject->as_of, &other);
    assert_same(&before, &after);
}

static void test_two_roles_on_a_report_count_once(void **state)
{
    for_everybody(state, true, 6, check_double_roles);
}

static void check_shortfall(const struct subject *subject)
{
    const struct vha_assessment assessment = assess(subject, subject->as_of, &subject->person);
    const struct vha_shortfall wanting = vha_shortfall(subject->policy, &assessment);
    const bool four = wanting.reports == 0 && wanting.crime_reports == 0;
    const bool three = wanting.scoring_crimes == 0 && wanting.crime_score == 0;
    assert_int_equal(assessment.included, (four || three) && !wanting.recency);
    assert_true(wanting.reports >= 0 && wanting.crime_reports >= 0 && wanting.scoring_crimes >= 0 &&
                wanting.crime_score >= 0);
}

static void test_nothing_is_wanting_for_those_on_the_list(void **state)
{
    for_everybody(state, true, 7, check_shortfall);
}

static int read_policies(void **state)
{
    static struct vha_policy *policies[POLICIES];
    policies[0] = default_policy();
    policies[1] = policy_with(linear, VHA_COUNT(linear));
    policies[2] = policy_with(accused, VHA_COUNT(accused));
    policies[3] = policy_with(half_years, VHA_COUNT(half_years));
    policies[4] = policy_with(other_windows, VHA_COUNT(other_windows));
    *state = policies;
    return 0;
}

static int free_policies(void **state)
{
    struct vha_policy **policies = *state;
    for (int i = 0; i < POLICIES; i++)
        vha_policy_free(policies[i]);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agrees_with_the_reference),
        cmocka_unit_test(test_the_score_is_the_sum_of_its_reports),
        cmocka_unit_test(test_the_order_of_reports_changes_nothing),
        cmocka_unit_test(test_another_crime_report_never_lowers_a_score),
        cmocka_unit_test(test_a_day_with_nothing_new_only_drops_or_decays),
        cmocka_unit_test(test_two_roles_on_a_report_count_once),
        cmocka_unit_test(test_nothing_is_wanting_for_those_on_the_list),
    };
    return cmocka_run_group_tests(tests, read_policies, free_policies);
}
