/*
 * What is unusual about a number beside others of its kind: the modified z-score of Iglewicz and
 * Hoaglin ("How to Detect and Handle Outliers", ASQC 1993), which a few wild months do not move.
 */
#ifndef REGISTER_UNUSUAL_H
#define REGISTER_UNUSUAL_H

#include <stddef.h>
#include <stdint.h>

/* Numbers to compare with, which the caller frees. */
struct sample {
    int64_t *values;
    size_t count;
    size_t capacity;
};
void sample_add(struct sample *sample, int64_t value);

/* The median of the sample, which is put in order; 0 of none. */
double sample_median(struct sample *sample);

/* 0.6745 (value - median) / MAD, the median of the absolute deviations from the median. Where more
 * than half of the sample are alike, MAD is 0: then (value - median) / (1.253314 MeanAD), their
 * mean; and where all of it is alike, any value above is as far away as can be (1000). */
double sample_z_score(struct sample *sample, int64_t value);

#endif
