/*
 * The publication of the equality review: what its forms share.
 */
#ifndef COMMANDS_EQUALITY_PUBLISH_H
#define COMMANDS_EQUALITY_PUBLISH_H

#include "equality.h"

struct published {
    const struct vha_quarter_review *made;
    struct vha_publication publication;
};

/* A row as anybody may see it. */
#define COUNT_SIZE 24
struct published_row {
    const char *label;
    const char *code;
    char count[COUNT_SIZE]; /* or "not shown" */
    char share[VHA_SHARE_SIZE];
    char census[VHA_RATIO_SIZE];
    char suspect[VHA_RATIO_SIZE];
};
struct published_row publish_row(const struct published *published, int breakdown, size_t group);
char *publish_count(char out[COUNT_SIZE], const struct vha_cell *cell);

/* "White", "all other groups together". */
const char *publish_compared_with(const struct vha_population_breakdown *by);

/* What is told to the reader, a paragraph each; NULL ends them. */
extern const char *const publish_notes[];

/* One accessible page that needs nothing else: no script, no picture, no other file. */
void publish_html(FILE *out, const struct published *published);

#endif
