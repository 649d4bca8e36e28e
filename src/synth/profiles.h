/*
 * The shape of the synthetic London as data: how often an offence, an age, an ethnicity or a
 * borough occurs. Assumed throughout, and set so that the scored cohort resembles the published
 * one; none of it is an input to a score.
 */
#ifndef SYNTH_PROFILES_H
#define SYNTH_PROFILES_H

#include <stddef.h>
#include <stdint.h>

/* Two kinds of people: the many who come to notice now and then, and the few of high harm. */
enum synth_kind { SYNTH_ORDINARY, SYNTH_HIGH_HARM };
#define SYNTH_KINDS 2

/* What somebody's offences are like: those of high harm lean to the street or to grave violence. */
enum synth_mix { SYNTH_ORDINARY_MIX, SYNTH_STREET_MIX, SYNTH_GRAVE_MIX };
#define SYNTH_MIXES 3

enum synth_weapon { SYNTH_KNIFE, SYNTH_FIREARM, SYNTH_OTHER_WEAPON, SYNTH_CORROSIVE };
#define SYNTH_WEAPONS 4
extern const char *const synth_weapon_words[SYNTH_WEAPONS];
extern const char synth_domestic_word[];

/* How one offence occurs. Chances are per mille. */
struct synth_offence_profile {
    const char *code;
    uint16_t share[SYNTH_MIXES];    /* weight in each mix */
    uint16_t weapon[SYNTH_WEAPONS]; /* chance of each weapon's feature */
    uint16_t domestic;              /* chance of DOMESTIC */
    uint16_t custody;               /* chance that a suspect is held for it */
    uint16_t held_days_most;
    const char *victim_kind; /* kind of the victims table, or NULL */
};
extern const struct synth_offence_profile synth_in_scope[];
extern const size_t synth_in_scope_count;
extern const struct synth_offence_profile synth_out_of_scope[];
extern const size_t synth_out_of_scope_count;
/* For a category of the policy that synth_in_scope does not know. */
extern const struct synth_offence_profile synth_unknown_category;

/* Words with their weights, for one draw. */
struct synth_choice {
    size_t count;
    const char *const *words;
    const uint16_t *weights;
};
extern const struct synth_choice synth_ethnicities[SYNTH_KINDS];
extern const struct synth_choice synth_sexes[SYNTH_KINDS];
extern const struct synth_choice synth_grades;
extern const struct synth_choice synth_adult_prisons;
extern const struct synth_choice synth_women_prisons;
extern const struct synth_choice synth_young_prisons;
extern const struct synth_choice synth_plain_restrictions;
extern const struct synth_choice synth_iom_cohorts;
extern const struct synth_choice synth_unknown_features;

/* Ages in days at which people come to notice first: bands of years with weights. */
struct synth_age_band {
    uint8_t from_years;
    uint8_t to_years;
    uint16_t weight;
};
struct synth_ages {
    size_t count;
    const struct synth_age_band *bands;
};
extern const struct synth_ages synth_first_ages[SYNTH_KINDS];

/* The weight of a borough by its GSS code; a middling one for a code that is not known. */
uint16_t synth_borough_weight(const char *gss);

#endif
