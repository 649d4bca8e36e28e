#include "vha/scoring.h"

#include <stdlib.h>

/* Higher values of the first keys stand first, so the operands are the wrong way round. */
#define DESCENDING(a, b) (((b) > (a)) - ((b) < (a)))
#define ASCENDING(a, b)  (((a) > (b)) - ((a) < (b)))

static int compare_standings(const void *left, const void *right)
{
    const struct vha_standing *a = left;
    const struct vha_standing *b = right;
    int order = DESCENDING(a->score, b->score);
    if (order == 0)
        order = DESCENDING(a->latest, b->latest);
    if (order == 0)
        order = DESCENDING(a->crime_reports, b->crime_reports);
    if (order == 0)
        order = ASCENDING(a->pncid, b->pncid);
    return order;
}

void vha_rank(struct vha_standing *standings, size_t count)
{
    qsort(standings, count, sizeof *standings, compare_standings);
    for (size_t i = 0; i < count; i++) {
        const bool tied = i > 0 && standings[i].score == standings[i - 1].score;
        standings[i].rank = tied ? standings[i - 1].rank : (uint32_t)i + 1;
    }
}
