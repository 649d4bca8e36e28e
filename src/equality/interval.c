#include "vha/equality.h"

#include <math.h>

/* Half of what a 95 % interval leaves out, on each side, and the normal deviate that leaves it. */
static const double tail = 0.025;
static const double deviate = 1.959963984540054;

/* The continued fraction of the incomplete beta function, by Lentz's way: it converges fast for x
 * below (a + 1) / (a + b + 2). */
static double beta_fraction(double a, double b, double x)
{
    enum { MOST_STEPS = 10000 };
    const double tiny = 1e-300;
    double c = 1;
    double d = 1 / fmax(fabs(1 - (a + b) * x / (a + 1)), tiny);
    double value = d;
    for (int m = 1; m <= MOST_STEPS; m++) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        const double factors[] = {even, odd};
        double step = 1;
        for (size_t i = 0; i < VHA_COUNT(factors); i++) {
            d = 1 + factors[i] * d;
            d = 1 / (fabs(d) < tiny ? tiny : d);
            c = 1 + factors[i] / c;
            c = fabs(c) < tiny ? tiny : c;
            step = c * d;
            value *= step;
        }
        if (fabs(step - 1) < 1e-14)
            break;
    }
    return value;
}

/* The probability that a beta(a, b) variable is at most x. */
static double beta_up_to(double a, double b, double x)
{
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    const double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * beta_fraction(a, b, x) / a
                                     : 1 - front * beta_fraction(b, a, 1 - x) / b;
}

/* The x that a beta(a, b) variable is at most with that probability. */
static double beta_quantile(double a, double b, double probability)
{
    enum { HALVINGS = 200 };
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS && high - low > 1e-16 * high; i++) {
        const double middle = (low + high) / 2;
        if (beta_up_to(a, b, middle) < probability)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* Nobody to compare with, or no figure. */
static bool comparable(int64_t people, int64_t others, int64_t other_people)
{
    return people > 0 && others > 0 && other_people > 0;
}

struct vha_ratio vha_ratio_of_rates(int64_t count, int64_t people, int64_t others,
                                    int64_t other_people)
{
    struct vha_ratio ratio = {.method = VHA_INTERVAL_EXACT};
    if (!comparable(people, others, other_people))
        return ratio;
    const double a = (double)count;
    const double b = (double)others;
    const double scale = (double)other_people / (double)people;
    const double low = count > 0 ? beta_quantile(a, b + 1, tail) : 0;
    const double high = beta_quantile(a + 1, b, 1 - tail);
    ratio.given = true;
    ratio.ratio = a / b * scale;
    ratio.low = low / (1 - low) * scale;
    ratio.high = high / (1 - high) * scale;
    return ratio;
}

struct vha_ratio vha_ratio_of_proportions(int64_t count, int64_t people, int64_t others,
                                          int64_t other_people)
{
    enum { SMALL = 5 };
    if (!comparable(people, others, other_people) || count < SMALL || others < SMALL)
        return vha_ratio_of_rates(count, people, others, other_people);
    const double a = (double)count;
    const double b = (double)others;
    const double risk = a / (double)people / (b / (double)other_people);
    const double error = sqrt(1 / a - 1 / (double)people + 1 / b - 1 / (double)other_people);
    return (struct vha_ratio){
        .given = true,
        .ratio = risk,
        .low = risk * exp(-deviate * error),
        .high = risk * exp(deviate * error),
        .method = VHA_INTERVAL_KATZ,
    };
}

const char *vha_interval_words(enum vha_interval_method method)
{
    return method == VHA_INTERVAL_EXACT
               ? "exact limits of a ratio of two Poisson rates, from the binomial distribution of "
                 "one count given both (Przyborowski and Wilenski 1940; Breslow and Day 1987)"
               : "limits of a ratio of two proportions, normal on the scale of logarithms (Katz, "
                 "Baptista, Azen and Pike 1978); exact ones, which are wider, where a count is "
                 "under 5";
}
