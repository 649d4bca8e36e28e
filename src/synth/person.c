#include "person.h"

#include <stdio.h>
#include <string.h>

#include "names.h"

/* High-harm lives have careers of at most five years and ordinary ones of six, then the four years
 * after which the last report has gone. */
static const int32_t life_days[SYNTH_KINDS] = {3653, 3287};

/* A record at the PNC can be older than the first report of the extract, but never so old that two
 * lives of a slot, at least eight calendar years apart, could share a year. */
enum { RECORD_YEARS_BEFORE = 6, RECORD_AGE_YEARS = 10 };

/* Per mille of those of high harm who lean to grave violence. */
enum { GRAVE = 270 };

/* Borough of residence: per mille without one, and per mille of a group's people outside it. */
enum { NO_BOROUGH = 35, ELSEWHERE = 350 };

static void draw_identity(struct synth_person *person);
static void draw_home(const struct synth_world *world, struct synth_person *person);
static vha_pncid draw_pncid(const struct synth_world *world, const struct synth_person *person);
static int32_t draw_age_days(struct synth_stream *stream, const struct synth_ages *ages);

uint32_t synth_high_harm_slot(const struct synth_world *world, uint32_t block)
{
    struct synth_stream stream = synth_stream(world->seed, SYNTH_BLOCK, block);
    return block * SYNTH_BLOCK_SLOTS + synth_below(&stream, SYNTH_BLOCK_SLOTS);
}

static int32_t floor_divide(int32_t number, int32_t by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

void synth_person_at(const struct synth_world *world, uint32_t slot, vha_date date,
                     struct synth_person *person)
{
    const uint32_t block = slot / SYNTH_BLOCK_SLOTS;
    const bool high_harm = synth_high_harm_slot(world, block) == slot;
    *person =
        (struct synth_person){.slot = slot, .kind = high_harm ? SYNTH_HIGH_HARM : SYNTH_ORDINARY};
    const int32_t length = life_days[person->kind];
    struct synth_stream phase = synth_stream(world->seed, SYNTH_LIFE, slot);
    const int32_t offset = (int32_t)synth_below(&phase, (uint32_t)length);
    const int32_t life = floor_divide(date - offset, length);
    person->entry = offset + life * length;
    person->exit = person->entry + length;
    const uint64_t number = ((uint64_t)slot << 32) | (uint32_t)life;
    struct synth_stream key = synth_stream(world->seed, SYNTH_KEY, number);
    person->key = synth_next(&key);
    draw_identity(person);
    draw_home(world, person);
    person->pncid = draw_pncid(world, person);
}

static void draw_identity(struct synth_person *person)
{
    struct synth_stream stream = synth_stream(person->key, SYNTH_IDENTITY, 0);
    person->dob = person->entry - draw_age_days(&stream, &synth_first_ages[person->kind]);
    person->sex = synth_choose(&stream, &synth_sexes[person->kind]);
    person->ethnicity = synth_choose(&stream, &synth_ethnicities[person->kind]);
    struct synth_stream career = synth_stream(person->key, SYNTH_CAREER, 0);
    const bool grave = synth_chance(&career, GRAVE);
    if (person->kind == SYNTH_HIGH_HARM)
        person->mix = grave ? SYNTH_GRAVE_MIX : SYNTH_STREET_MIX;
}

static int32_t draw_age_days(struct synth_stream *stream, const struct synth_ages *ages)
{
    uint16_t weights[32];
    for (size_t i = 0; i < ages->count; i++)
        weights[i] = ages->bands[i].weight;
    const struct synth_age_band *band = &ages->bands[synth_weighted(stream, weights, ages->count)];
    /* A day or two above the years of days, so that nobody is younger than the band by a leap day.
     */
    const int32_t from = band->from_years * 1461 / 4 + 2;
    const int32_t to = band->to_years * 1461 / 4;
    return synth_between(stream, from, to);
}

static void draw_home(const struct synth_world *world, struct synth_person *person)
{
    /* A group shares its haunt; others have their own. */
    const uint32_t group = person->slot / (SYNTH_BLOCK_SLOTS * SYNTH_GROUP_BLOCKS);
    struct synth_stream shared = synth_stream(world->seed, SYNTH_HOME, group);
    struct synth_stream own = synth_stream(person->key, SYNTH_HOME, 0);
    const uint8_t group_borough = synth_choose_borough(world, &shared);
    const uint8_t own_borough = synth_choose_borough(world, &own);
    const bool elsewhere = person->kind == SYNTH_ORDINARY || synth_chance(&own, ELSEWHERE);
    person->haunt = elsewhere ? own_borough : group_borough;
    person->borough = synth_chance(&own, NO_BOROUGH) ? VHA_NO_BOROUGH : person->haunt;
}

static vha_pncid draw_pncid(const struct synth_world *world, const struct synth_person *person)
{
    struct synth_stream stream = synth_stream(person->key, SYNTH_SERIAL, 0);
    const int oldest = vha_civil_from_date(person->dob).year + RECORD_AGE_YEARS;
    int year = vha_civil_from_date(person->entry).year;
    const int before = (int)synth_below(&stream, RECORD_YEARS_BEFORE + 1);
    year = year - before < oldest ? (oldest < year ? oldest : year) : year - before;
    const uint64_t serial = 1 + synth_scattered(&world->serials, person->slot);
    return (vha_pncid)year * 10000000u + serial;
}

vha_date synth_birthday(const struct synth_person *person, int years)
{
    return vha_date_after_months(person->dob, years * 12);
}

/* ------------------------------------------------------------------------------------- names */

/* Per mille of the rarer forms. */
enum {
    TWO_FORENAMES = 270,
    DOUBLE_SURNAME = 30,
    OTHER_SCRIPT = 12,
    QUOTED_NAME = 2,
};

static const char *pick(struct synth_stream *stream, const struct synth_names *names)
{
    return names->names[synth_below(stream, (uint32_t)names->count)];
}

static const char *pick_forename(struct synth_stream *stream, const char *sex)
{
    const bool either = *sex != 'M' && *sex != 'F';
    const bool female = either ? synth_chance(stream, 500) : *sex == 'F';
    return pick(stream, female ? &synth_female_forenames : &synth_male_forenames);
}

void synth_person_name(const struct synth_person *person, char surname[SYNTH_NAME_SIZE],
                       char forenames[SYNTH_NAME_SIZE])
{
    struct synth_stream stream = synth_stream(person->key, SYNTH_NAME, 0);
    const char *first = pick_forename(&stream, person->sex);
    const char *second = pick_forename(&stream, person->sex);
    const char *family = pick(&stream, &synth_surnames);
    const char *other_family = pick(&stream, &synth_plain_surnames);
    const bool two_forenames = synth_chance(&stream, TWO_FORENAMES) && second != first;
    const bool double_surname = synth_chance(&stream, DOUBLE_SURNAME);
    const bool other_script = synth_chance(&stream, OTHER_SCRIPT);
    const bool quoted = synth_chance(&stream, QUOTED_NAME);
    if (other_script) {
        const uint32_t row = synth_below(&stream, (uint32_t)synth_script_surnames.count);
        family = synth_script_surnames.names[row];
        if (synth_chance(&stream, 600))
            first = synth_script_forenames.names[row];
    }
    snprintf(surname, SYNTH_NAME_SIZE, "%s%s%s", family, double_surname ? "-" : "",
             double_surname ? other_family : "");
    if (quoted)
        snprintf(forenames, SYNTH_NAME_SIZE, "%s \"%s\"", first, second);
    else
        snprintf(forenames, SYNTH_NAME_SIZE, "%s%s%s", first, two_forenames ? " " : "",
                 two_forenames ? second : "");
}
