/* The intervals, beside a computation by other means: the exact ones by adding up the binomial
 * distribution term by term, the others by the exact spread of a logarithm. */
#include "testing.h"

#include <math.h>

static double binomial_term(int n, int k, double p)
{
    return exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + k * log(p) +
               (n - k) * log1p(-p));
}

static double at_least(int n, int k, double p)
{
    double sum = 0;
    for (int i = k; i <= n; i++)
        sum += binomial_term(n, i, p);
    return sum;
}

static double at_most(int n, int k, double p)
{
    double sum = 0;
    for (int i = 0; i <= k; i++)
        sum += binomial_term(n, i, p);
    return sum;
}

/* The ratio under which `count` or more (or less) of both counts together come up in one case of
 * forty: found by halving on the logarithm of the ratio itself. */
static double limit(int count, double people, int others, double other_people, bool lower)
{
    double low = -30;
    double high = 30;
    for (int i = 0; i < 200; i++) {
        const double middle = (low + high) / 2;
        const double weight = exp(middle) * people / other_people;
        const double p = weight / (1 + weight);
        const double tail =
            lower ? at_least(count + others, count, p) : at_most(count + others, count, p);
        if ((tail < 0.025) == lower)
            low = middle;
        else
            high = middle;
    }
    return exp((low + high) / 2);
}

static void assert_near(double found, double wanted, double share)
{
    if (!(fabs(found - wanted) <= share * fabs(wanted)))
        fail_msg("%.12g, and not %.12g", found, wanted);
}

static void test_exact_limits(void **state)
{
    (void)state;
    static const struct {
        int count;
        int64_t people;
        int others;
        int64_t other_people;
    } cases[] = {
        {34, 1188370, 42, 4731172}, {42, 505775, 42, 4731172}, {1, 20, 207, 1410},
        {5, 1000, 5, 1000},         {250, 90, 3, 7},           {1, 1, 1, 1000000},
        {180, 100000, 220, 900000}, {0, 500, 17, 600},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        const struct vha_ratio ratio = vha_ratio_of_rates(cases[i].count, cases[i].people,
                                                          cases[i].others, cases[i].other_people);
        const double people = (double)cases[i].people;
        const double other_people = (double)cases[i].other_people;
        assert_true(ratio.given);
        assert_int_equal(ratio.method, VHA_INTERVAL_EXACT);
        assert_near(ratio.ratio, cases[i].count / people / (cases[i].others / other_people), 1e-12);
        assert_near(ratio.high, limit(cases[i].count, people, cases[i].others, other_people, false),
                    1e-7);
        if (cases[i].count == 0)
            assert_true(ratio.low == 0);
        else
            assert_near(ratio.low,
                        limit(cases[i].count, people, cases[i].others, other_people, true), 1e-7);
    }
}

/* The standard error of the logarithm of a proportion, from its whole distribution. */
static double spread_of_log(int people, int count)
{
    const double p = (double)count / people;
    double mean = 0;
    double square = 0;
    double weight = 0;
    for (int i = 1; i <= people; i++) {
        const double term = i == people && count == people ? 1 : binomial_term(people, i, p);
        weight += term;
        mean += term * log((double)i / people);
        square += term * log((double)i / people) * log((double)i / people);
    }
    mean /= weight;
    return square / weight - mean * mean;
}

static void test_ratios_of_proportions(void **state)
{
    (void)state;
    static const int cases[][4] = {{84, 568, 124, 862}, {60, 90, 300, 700}, {35, 247, 42, 319}};
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        const int *const c = cases[i];
        const struct vha_ratio ratio = vha_ratio_of_proportions(c[0], c[1], c[2], c[3]);
        const double error = sqrt(spread_of_log(c[1], c[0]) + spread_of_log(c[3], c[2]));
        assert_true(ratio.given);
        assert_int_equal(ratio.method, VHA_INTERVAL_KATZ);
        assert_near(log(ratio.high) - log(ratio.low), 2 * 1.96 * error, 0.03);
        assert_near(ratio.low * ratio.high, ratio.ratio * ratio.ratio, 1e-9);
        assert_near(ratio.ratio, (double)c[0] * c[3] / ((double)c[1] * c[2]), 1e-12);
        /* not wider than if the events were not some of the people */
        const struct vha_ratio exact = vha_ratio_of_rates(c[0], c[1], c[2], c[3]);
        assert_true(exact.low < ratio.low && exact.high > ratio.high);
    }
}

static void test_small_counts_are_exact(void **state)
{
    (void)state;
    const struct vha_ratio small = vha_ratio_of_proportions(4, 49, 201, 1363);
    const struct vha_ratio exact = vha_ratio_of_rates(4, 49, 201, 1363);
    assert_int_equal(small.method, VHA_INTERVAL_EXACT);
    assert_true(small.low == exact.low && small.high == exact.high);
}

static void test_nobody_to_compare_with(void **state)
{
    (void)state;
    assert_false(vha_ratio_of_rates(5, VHA_NO_FIGURE, 5, 100).given);
    assert_false(vha_ratio_of_rates(5, 100, 0, 100).given);
    assert_false(vha_ratio_of_rates(5, 100, 5, 0).given);
    assert_false(vha_ratio_of_rates(0, 0, 5, 100).given);
    assert_false(vha_ratio_of_proportions(5, 0, 5, 100).given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_limits),
        cmocka_unit_test(test_ratios_of_proportions),
        cmocka_unit_test(test_small_counts_are_exact),
        cmocka_unit_test(test_nobody_to_compare_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
