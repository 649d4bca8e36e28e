#include "world.h"

#include <string.h>

static void add_offences(struct synth_world *world);
static struct synth_scatter scatter_for(uint64_t seed, uint64_t index, uint64_t prime);

void synth_world_make(struct synth_world *world, const struct vha_synth_request *request,
                      vha_date as_of, const struct vha_policy *policy,
                      const struct vha_areas *areas)
{
    *world = (struct synth_world){.seed = request->seed,
                                  .nominals = request->nominals,
                                  .as_of = as_of,
                                  .policy = policy,
                                  .areas = areas};
    add_offences(world);
    for (size_t i = 0; i < areas->count; i++)
        world->borough_weights[i] = synth_borough_weight(areas->boroughs[i].gss);
    /* The largest primes of seven, eight and nine digits that leave 3 when divided by 4. */
    world->serials = scatter_for(request->seed, 1, UINT64_C(9999991));
    world->crimes = scatter_for(request->seed, 2, UINT64_C(99999971));
    world->intel = scatter_for(request->seed, 3, UINT64_C(999999883));
    world->merlin = scatter_for(request->seed, 4, UINT64_C(99999971));
    world->wanted = scatter_for(request->seed, 5, UINT64_C(999999883));
}

static const struct synth_offence_profile *profile_of(const char *code)
{
    for (size_t i = 0; i < synth_in_scope_count; i++)
        if (strcmp(synth_in_scope[i].code, code) == 0)
            return &synth_in_scope[i];
    return &synth_unknown_category;
}

static void add_offence(struct synth_world *world, const char *word,
                        const struct vha_category *category,
                        const struct synth_offence_profile *profile)
{
    const size_t index = world->offence_count++;
    world->offences[index] = (struct synth_offence){word, category, profile};
    for (size_t mix = 0; mix < SYNTH_MIXES; mix++)
        world->offence_weights[mix][index] = profile->share[mix];
}

static void add_offences(struct synth_world *world)
{
    const struct vha_policy *policy = world->policy;
    for (size_t i = 0; i < policy->category_count; i++) {
        const struct vha_category *category = &policy->categories[i];
        add_offence(world, category->code, category, profile_of(category->code));
    }
    /* A policy under trial may have taken one of these into its scope. */
    for (size_t i = 0; i < synth_out_of_scope_count; i++) {
        const struct synth_offence_profile *profile = &synth_out_of_scope[i];
        if (vha_policy_category(policy, profile->code, strlen(profile->code)) == VHA_OUT_OF_SCOPE)
            add_offence(world, profile->code, NULL, profile);
    }
}

static struct synth_scatter scatter_for(uint64_t seed, uint64_t index, uint64_t prime)
{
    struct synth_stream stream = synth_stream(seed, SYNTH_SERIAL, index);
    return (struct synth_scatter){.factor = 1 + synth_next(&stream) % (prime - 1),
                                  .offset = synth_next(&stream) % prime,
                                  .prime = prime};
}

/* A line, then squares: for such primes the squares of the lower half and the negated squares of
 * the upper half are all different, so that the whole stays one-to-one and shows no steps. */
uint64_t synth_scattered(const struct synth_scatter *scatter, uint64_t number)
{
    const uint64_t x = (number * scatter->factor + scatter->offset) % scatter->prime;
    const uint64_t square = x * x % scatter->prime;
    return 2 * x <= scatter->prime || square == 0 ? square : scatter->prime - square;
}

bool synth_visible(const struct synth_world *world, vha_date date, int kept_days)
{
    return date <= world->as_of && world->as_of - date < kept_days;
}

const char *synth_choose(struct synth_stream *stream, const struct synth_choice *choice)
{
    return choice->words[synth_weighted(stream, choice->weights, choice->count)];
}

size_t synth_choose_offence(const struct synth_world *world, struct synth_stream *stream,
                            enum synth_mix mix)
{
    return synth_weighted(stream, world->offence_weights[mix], world->offence_count);
}

uint8_t synth_choose_borough(const struct synth_world *world, struct synth_stream *stream)
{
    if (world->areas->count == 0)
        return VHA_NO_BOROUGH;
    return (uint8_t)synth_weighted(stream, world->borough_weights, world->areas->count);
}
