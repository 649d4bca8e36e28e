#include "index.h"

#include "vha/base.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 };

void index_init(struct index *index)
{
    *index = (struct index){
        .slots = vha_alloc_zeroed(FIRST_SLOTS, sizeof *index->slots),
        .mask = FIRST_SLOTS - 1,
    };
}

void index_free(struct index *index)
{
    free(index->slots);
    *index = (struct index){0};
}

static void put(uint64_t *slots, size_t mask, uint64_t slot)
{
    size_t at = (size_t)(slot >> 32) & mask;
    while (slots[at] != 0)
        at = (at + 1) & mask;
    slots[at] = slot;
}

static void enlarge(struct index *index)
{
    const size_t mask = index->mask * 2 + 1;
    uint64_t *slots = vha_alloc_zeroed(mask + 1, sizeof *slots);
    for (size_t i = 0; i <= index->mask; i++)
        if (index->slots[i] != 0)
            put(slots, mask, index->slots[i]);
    free(index->slots);
    index->slots = slots;
    index->mask = mask;
}

void index_add(struct index *index, uint32_t hash, uint32_t row)
{
    if (index->count >= index->mask / 2)
        enlarge(index);
    index->count++;
    put(index->slots, index->mask, (uint64_t)hash << 32 | ((uint64_t)row + 1));
}

bool index_next(const struct index *index, uint32_t hash, size_t *at, uint32_t *row)
{
    /* *at counts the probes made so far, so that 0 starts a walk. */
    for (;; (*at)++) {
        const uint64_t slot = index->slots[(hash + *at) & index->mask];
        if (slot == 0)
            return false;
        if (slot >> 32 == hash) {
            (*at)++;
            *row = (uint32_t)slot - 1;
            return true;
        }
    }
}

/* Mixes all bits into all others; the index takes the low ones. */
static uint64_t mix(uint64_t value)
{
    value ^= value >> 32;
    value *= UINT64_C(0xd6e8feb86659fd93);
    value ^= value >> 32;
    value *= UINT64_C(0xd6e8feb86659fd93);
    value ^= value >> 32;
    return value;
}

uint32_t hash_number(uint64_t number)
{
    return (uint32_t)mix(number);
}

uint32_t hash_bytes(const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t hash = length;
    for (; length >= 8; at += 8, length -= 8) {
        uint64_t word = 0;
        memcpy(&word, at, 8);
        hash = mix(hash ^ word) + word;
    }
    uint64_t rest = 0;
    memcpy(&rest, at, length);
    return (uint32_t)mix(hash ^ rest);
}
