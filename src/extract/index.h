/*
 * A hash index: from a key's hash to row numbers. The rows stay where they are; whether one has the
 * key looked for is the caller's to say.
 */
#ifndef VHA_EXTRACT_INDEX_H
#define VHA_EXTRACT_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct index {
    uint64_t *slots; /* hash << 32 | row + 1; 0 is free */
    size_t mask;
    size_t count;
};

void index_init(struct index *index);
void index_free(struct index *index);

/* Enters a row under a hash. Entering one key twice is the caller's to prevent. */
void index_add(struct index *index, uint32_t hash, uint32_t row);

/* Walks the rows under a hash: start with *at = 0 and go on while true; each *row is a candidate.
 */
bool index_next(const struct index *index, uint32_t hash, size_t *at, uint32_t *row);

uint32_t hash_bytes(const void *bytes, size_t length);
uint32_t hash_number(uint64_t number);

#endif
