/*
 * Repeatable randomness in whole numbers. Each purpose of each person draws from a stream of its
 * own, so that a new draw in one place leaves every other place as it was.
 */
#ifndef SYNTH_STREAM_H
#define SYNTH_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a stream is for. New purposes go to the end: the value is part of the seed. */
enum synth_purpose {
    SYNTH_BLOCK = 1,
    SYNTH_LIFE,
    SYNTH_SERIAL,
    SYNTH_KEY,
    SYNTH_IDENTITY,
    SYNTH_HOME,
    SYNTH_CAREER,
    SYNTH_NAME,
    SYNTH_DATES,
    SYNTH_OFFENCE,
    SYNTH_ROLE,
    SYNTH_FEATURES,
    SYNTH_PLACE,
    SYNTH_CUSTODY,
    SYNTH_COMPANION,
    SYNTH_INTEL_DATES,
    SYNTH_INTEL,
    SYNTH_INTEL_NAMED,
    SYNTH_WANTED,
    SYNTH_RESTRICTION,
    SYNTH_GANG,
    SYNTH_COUNTY_LINE,
    SYNTH_MISSING,
    SYNTH_IOM,
};

/* SplitMix64 (Steele, Lea and Flood, 2014): one word of state, every seed as good as another. */
struct synth_stream {
    uint64_t state;
};

/* The stream of a purpose and an index (an event, a slot) under a key (the seed, a person). */
struct synth_stream synth_stream(uint64_t key, enum synth_purpose purpose, uint64_t index);

uint64_t synth_next(struct synth_stream *stream);

/* A number from 0 to limit - 1; limit above zero. */
uint32_t synth_below(struct synth_stream *stream, uint32_t limit);

/* A number from low to high, both included. */
int32_t synth_between(struct synth_stream *stream, int32_t low, int32_t high);

/* True in `per_mille` of 1000 cases. */
bool synth_chance(struct synth_stream *stream, uint32_t per_mille);

/* An index into `weights`, each as often as its weight says; their sum above zero. */
size_t synth_weighted(struct synth_stream *stream, const uint16_t *weights, size_t count);

#endif
