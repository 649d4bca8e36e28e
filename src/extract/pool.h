/*
 * One block of texts that grows; a text is known by its offset. Texts that come again and again
 * (offences, features, prisons) are kept once.
 */
#ifndef VHA_EXTRACT_POOL_H
#define VHA_EXTRACT_POOL_H

#include "index.h"
#include "vha/extract.h"

struct pool {
    char *texts;
    size_t used;
    size_t capacity;
    struct index words; /* those kept by pool_word */
};

void pool_init(struct pool *pool);
void pool_free(struct pool *pool);

/* Appends a text (one that is its own, such as a name or a reference). Exceeding 4 GiB is the
 * caller's to prevent: the limits on files do. */
vha_text_id pool_add(struct pool *pool, const char *text, size_t length);

/* The id of a text that may have come before. */
vha_text_id pool_word(struct pool *pool, const char *text, size_t length);

/* Whether the text with that id is the given one. */
bool pool_equals(const struct pool *pool, vha_text_id id, const char *text, size_t length);

#endif
