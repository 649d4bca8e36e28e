/*
 * The synthetic world that one request describes: what every person of it shares.
 */
#ifndef SYNTH_WORLD_H
#define SYNTH_WORLD_H

#include "profiles.h"
#include "stream.h"
#include "vha/synth.h"

/* Reports and custody older than this are no longer in an extract. Four years of days. */
#define SYNTH_KEPT_DAYS 1461
/* Intelligence is weeded sooner. */
#define SYNTH_INTEL_KEPT_DAYS 1096

#define SYNTH_MAX_OFFENCES (VHA_MAX_CATEGORIES + 16)

/* An offence that can occur: a category of the policy or a word out of scope. */
struct synth_offence {
    const char *word;
    const struct vha_category *category; /* NULL: out of scope */
    const struct synth_offence_profile *profile;
};

/* A one-to-one scattering of numbers below a prime, so that references look like references. */
struct synth_scatter {
    uint64_t factor;
    uint64_t offset;
    uint64_t prime;
};

struct synth_world {
    uint64_t seed;
    uint32_t nominals;
    vha_date as_of;
    const struct vha_policy *policy;
    const struct vha_areas *areas;
    struct synth_offence offences[SYNTH_MAX_OFFENCES];
    uint16_t offence_weights[SYNTH_MIXES][SYNTH_MAX_OFFENCES];
    size_t offence_count;
    uint16_t borough_weights[VHA_MAX_BOROUGHS];
    struct synth_scatter serials; /* of PNCIDs, per slot */
    struct synth_scatter crimes;  /* of crime references, per slot and report of a year */
    struct synth_scatter intel;
    struct synth_scatter merlin;
    struct synth_scatter wanted;
};

/* Fills *world; it refers to policy and areas, which must outlive it. */
void synth_world_make(struct synth_world *world, const struct vha_synth_request *request,
                      vha_date as_of, const struct vha_policy *policy,
                      const struct vha_areas *areas);

/* The number that `number` (below the prime) becomes. */
uint64_t synth_scattered(const struct synth_scatter *scatter, uint64_t number);

/* True when something of that day is in an extract that keeps `kept_days`. */
bool synth_visible(const struct synth_world *world, vha_date date, int kept_days);

/* One word of a choice. */
const char *synth_choose(struct synth_stream *stream, const struct synth_choice *choice);

/* The index of an offence of that mix. */
size_t synth_choose_offence(const struct synth_world *world, struct synth_stream *stream,
                            enum synth_mix mix);

/* A borough's index, at random by weight. */
uint8_t synth_choose_borough(const struct synth_world *world, struct synth_stream *stream);

#endif
