/*
 * A synthetic person: who stands in a slot of the extract, and since when.
 *
 * The extract has one slot a nominal. Lives follow one another in a slot, each of the same length
 * and with a phase of the slot's own, so that at any date every slot holds one person and the mix
 * of careers young and old is the same (a process stationary in time).
 */
#ifndef SYNTH_PERSON_H
#define SYNTH_PERSON_H

#include "world.h"

struct synth_person {
    uint32_t slot;
    enum synth_kind kind;
    enum synth_mix mix; /* of the career's offences */
    uint64_t key;       /* of every stream of this person */
    vha_date entry;     /* first day in the extract */
    vha_date exit;      /* first day no longer in it; nothing happens in the four years before */
    vha_date dob;
    const char *sex;
    const char *ethnicity;
    uint8_t borough; /* of residence; VHA_NO_BOROUGH for none */
    uint8_t haunt;   /* the borough where most of it happens; VHA_NO_BOROUGH without areas */
    vha_pncid pncid;
};

/* The person who holds `slot` at `date`. */
void synth_person_at(const struct synth_world *world, uint32_t slot, vha_date date,
                     struct synth_person *person);

/* A slot of high harm comes once in each block of this many; some blocks in a row are a group. */
#define SYNTH_BLOCK_SLOTS  12
#define SYNTH_GROUP_BLOCKS 8
uint32_t synth_high_harm_slot(const struct synth_world *world, uint32_t block);

/* The day on which the person is so many years of days old. */
vha_date synth_birthday(const struct synth_person *person, int years);

/* "Surname" and "Forenames" of a person. */
#define SYNTH_NAME_SIZE 160
void synth_person_name(const struct synth_person *person, char surname[SYNTH_NAME_SIZE],
                       char forenames[SYNTH_NAME_SIZE]);

#endif
