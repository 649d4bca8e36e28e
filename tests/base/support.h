/* What every test of base needs: cmocka, and numbers that look random but are the same each time.
 */
#ifndef VHA_TESTS_BASE_SUPPORT_H
#define VHA_TESTS_BASE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vha/base.h"

/* The next number of a xorshift sequence; *state must not be 0. */
static inline uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13u;
    *state ^= *state >> 7u;
    *state ^= *state << 17u;
    return *state;
}

/* A number from `least` to `most`. */
static inline int64_t random_between(uint64_t *state, int64_t least, int64_t most)
{
    return least + (int64_t)(next_random(state) % (uint64_t)(most - least + 1));
}

#endif
