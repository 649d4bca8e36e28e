#include "unusual.h"

#include "vha/base.h"

#include <math.h>
#include <stdlib.h>

void sample_add(struct sample *sample, int64_t value)
{
    sample->values =
        vha_grow(sample->values, sample->count, &sample->capacity, sizeof *sample->values);
    sample->values[sample->count++] = value;
}

static int by_value(const void *one, const void *other)
{
    const int64_t a = *(const int64_t *)one;
    const int64_t b = *(const int64_t *)other;
    return (a > b) - (a < b);
}

static int by_deviation(const void *one, const void *other)
{
    const double a = *(const double *)one;
    const double b = *(const double *)other;
    return (a > b) - (a < b);
}

double sample_median(struct sample *sample)
{
    const size_t count = sample->count;
    if (count == 0)
        return 0;
    qsort(sample->values, count, sizeof *sample->values, by_value);
    const size_t middle = count / 2;
    const double upper = (double)sample->values[middle];
    return count % 2 != 0 ? upper : ((double)sample->values[middle - 1] + upper) / 2;
}

double sample_z_score(struct sample *sample, int64_t value)
{
    static const double mad_scale = 0.6745;
    static const double mean_scale = 1.253314;
    static const double as_far_as_can_be = 1000;
    const size_t count = sample->count;
    const double median = sample_median(sample);
    const double distance = (double)value - median;
    if (count == 0)
        return 0;
    double sum = 0;
    double *deviations = vha_alloc(count * sizeof *deviations);
    for (size_t i = 0; i < count; i++) {
        deviations[i] = fabs((double)sample->values[i] - median);
        sum += deviations[i];
    }
    qsort(deviations, count, sizeof *deviations, by_deviation);
    const size_t middle = count / 2;
    const double mad =
        count % 2 != 0 ? deviations[middle] : (deviations[middle - 1] + deviations[middle]) / 2;
    free(deviations);
    if (mad > 0)
        return mad_scale * distance / mad;
    if (sum > 0)
        return distance / (mean_scale * sum / (double)count);
    return distance > 0 ? as_far_as_can_be : distance < 0 ? -as_far_as_can_be : 0;
}
