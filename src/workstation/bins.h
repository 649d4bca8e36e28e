/*
 * bins: ranges of a number that follow each other without a gap, for counting people by. Those of
 * ages are given; those of scores are made of round numbers from the scores themselves.
 */
#ifndef WORKSTATION_BINS_H
#define WORKSTATION_BINS_H

#include "vha/base.h"

#define BINS_MAX 40

/* Bin i takes from edges[i] to below edges[i + 1]; what lies before the first edge belongs to the
 * first bin, what lies at the last edge or beyond to the last bin. */
struct bins {
    size_t count;
    int64_t edges[BINS_MAX + 1];
};

/* Round bins for scores from `least` to `most`, in thousandths: of equal width as far as `knee`,
 * below which nearly all lie, and of widths that grow as those of 1, 2, 5, 10 where a long tail
 * goes on beyond it. `line` is an edge if it lies between least and most. */
void bins_of_scores(int64_t least, int64_t knee, int64_t most, int64_t line, struct bins *bins);

/* The bin of a number; count must not be 0. */
size_t bins_find(const struct bins *bins, int64_t number);

/* Counts, of the numbers at `positions`, how many fall into each bin. */
void bins_count(const struct bins *bins, const int64_t *numbers, const uint32_t *positions,
                uint32_t count, uint32_t counts[BINS_MAX]);

#endif
