/* What the tests of the equality review begin with. */
#ifndef TESTS_EQUALITY_TESTING_H
#define TESTS_EQUALITY_TESTING_H

#include "vha/equality.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Numbers that look random and are the same each time. */
static inline uint64_t next_number(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

#endif
