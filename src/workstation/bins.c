#include "bins.h"

#include <string.h>

/* -------------------------------------------------------------------------------------- making */

#define POINT      1000 /* thousandths */
#define EVEN_BINS  8    /* at most, as far as the knee */
#define SHORT_TAIL 4    /* as many more of them are still even; a longer tail is not */
#define LARGEST    INT64_C(1000000000000000)

/* The least number of the round ones not below `number`: 1, 2, 2.5 and 5 times a power of ten for
 * widths, without the 2.5 for the edges of a tail. */
static int64_t round_up(int64_t number, bool quarters)
{
    for (int64_t power = POINT; power < LARGEST; power *= 10) {
        const int64_t round[] = {power, 2 * power, 2 * power + power / 2, 5 * power};
        for (size_t i = 0; i < VHA_COUNT(round); i++)
            if (round[i] >= number && (quarters || i != 2))
                return round[i];
    }
    return LARGEST;
}

static void add_edge(struct bins *bins, int64_t edge)
{
    if (bins->count < BINS_MAX)
        bins->edges[++bins->count] = edge;
}

/* Parts the bin in which an edge lies. */
static void insert_edge(struct bins *bins, int64_t edge)
{
    const size_t at = bins_find(bins, edge);
    if (edge <= bins->edges[at] || edge >= bins->edges[at + 1] || bins->count == BINS_MAX)
        return;
    memmove(&bins->edges[at + 2], &bins->edges[at + 1], (bins->count - at) * sizeof bins->edges[0]);
    bins->edges[at + 1] = edge;
    bins->count++;
}

void bins_of_scores(int64_t least, int64_t knee, int64_t most, int64_t line, struct bins *bins)
{
    const int64_t step = round_up((knee + EVEN_BINS - 1) / EVEN_BINS, true);
    int64_t edge = least / step * step;
    *bins = (struct bins){.count = 0};
    bins->edges[0] = edge;
    do
        add_edge(bins, edge += step);
    while (edge <= knee);
    const bool long_tail = most >= edge + SHORT_TAIL * step;
    while (edge <= most && bins->count < BINS_MAX) {
        edge = long_tail ? round_up(edge + 1, false) : edge + step;
        add_edge(bins, edge);
    }
    if (line > least && line <= most)
        insert_edge(bins, line);
}

/* ------------------------------------------------------------------------------------ counting */

size_t bins_find(const struct bins *bins, int64_t number)
{
    size_t from = 0;
    size_t to = bins->count;
    while (to - from > 1) {
        const size_t middle = (from + to) / 2;
        if (number >= bins->edges[middle])
            from = middle;
        else
            to = middle;
    }
    return from;
}

void bins_count(const struct bins *bins, const int64_t *numbers, const uint32_t *positions,
                uint32_t count, uint32_t counts[BINS_MAX])
{
    memset(counts, 0, BINS_MAX * sizeof *counts);
    for (uint32_t i = 0; bins->count > 0 && i < count; i++)
        counts[bins_find(bins, numbers[positions[i]])]++;
}
