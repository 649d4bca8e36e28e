#include "stream.h"

#include <assert.h>

#define GOLDEN UINT64_C(0x9E3779B97F4A7C15)

static uint64_t mix(uint64_t word)
{
    word = (word ^ (word >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    word = (word ^ (word >> 27)) * UINT64_C(0x94D049BB133111EB);
    return word ^ (word >> 31);
}

struct synth_stream synth_stream(uint64_t key, enum synth_purpose purpose, uint64_t index)
{
    const uint64_t place = mix(index * GOLDEN + (uint64_t)purpose);
    return (struct synth_stream){.state = mix(key ^ place) + key};
}

uint64_t synth_next(struct synth_stream *stream)
{
    stream->state += GOLDEN;
    return mix(stream->state);
}

/* The top 32 bits times the limit: the bias is below one in a thousand million. */
uint32_t synth_below(struct synth_stream *stream, uint32_t limit)
{
    assert(limit > 0);
    return (uint32_t)(((synth_next(stream) >> 32) * limit) >> 32);
}

int32_t synth_between(struct synth_stream *stream, int32_t low, int32_t high)
{
    assert(low <= high);
    return low + (int32_t)synth_below(stream, (uint32_t)(high - low) + 1);
}

bool synth_chance(struct synth_stream *stream, uint32_t per_mille)
{
    return synth_below(stream, 1000) < per_mille;
}

size_t synth_weighted(struct synth_stream *stream, const uint16_t *weights, size_t count)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += weights[i];
    uint32_t draw = synth_below(stream, sum);
    size_t index = 0;
    while (draw >= weights[index]) {
        draw -= weights[index];
        index++;
    }
    return index;
}
