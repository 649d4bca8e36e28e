#include "tables.h"

#include <stdio.h>
#include <string.h>

#include "companions.h"

static void emit_crime_nominals(const struct synth_dossier *dossier, struct synth_sink *sink);
static void emit_crime_reports(const struct synth_dossier *dossier, struct synth_sink *sink);
static void emit_custody(const struct synth_dossier *dossier, struct synth_sink *sink);
static void emit_nominals(const struct synth_dossier *dossier, struct synth_sink *sink);
static void emit_victims(const struct synth_dossier *dossier, struct synth_sink *sink);

/* clang-format off */
const struct synth_table synth_tables[SYNTH_TABLES] = {
    {"county_lines", 3, {"pncid", "line", "since"}, synth_emit_county_lines},
    {"crime_nominals", 3, {"crime_ref", "pncid", "role"}, emit_crime_nominals},
    {"crime_reports", 5, {"crime_ref", "offence_date", "offence", "features", "borough"},
     emit_crime_reports},
    {"custody", 4, {"pncid", "establishment", "received", "released"}, emit_custody},
    {"gang_links", 3, {"pncid", "gang", "intel_ref"}, synth_emit_gang_links},
    {"intel_nominals", 2, {"intel_ref", "pncid"}, synth_emit_intel_nominals},
    {"intel_reports", 5, {"intel_ref", "report_date", "offence", "grade", "crime_ref"},
     synth_emit_intel_reports},
    {"iom", 3, {"pncid", "cohort", "since"}, synth_emit_iom},
    {"missing", 4, {"pncid", "merlin_ref", "kind", "date"}, synth_emit_missing},
    {"nominals", 7, {"pncid", "surname", "forenames", "dob", "sex", "ethnicity", "borough"},
     emit_nominals},
    {"restrictions", 4, {"pncid", "kind", "start", "end"}, synth_emit_restrictions},
    {"victims", 4, {"pncid", "crime_ref", "kind", "date"}, emit_victims},
    {"wanted", 4, {"pncid", "source", "since", "reference"}, synth_emit_wanted},
};
/* clang-format on */

/* Per mille of the rarer wordings. */
enum { ALIAS = 30, BOROUGH_NAME = 30, AT_HAUNT = 700, NO_CRIME_BOROUGH = 6 };

/* Per mille of a feature that the policy knows and the profiles do not, and of one unknown to both.
 */
enum { OTHER_FEATURE = 8, UNKNOWN_FEATURE = 45 };

void synth_dossier_make(const struct synth_world *world, uint32_t slot,
                        struct synth_dossier *dossier)
{
    dossier->world = world;
    synth_person_at(world, slot, world->as_of, &dossier->person);
    synth_history_make(world, &dossier->person, &dossier->history);
}

char *synth_crime_reference(const struct synth_world *world, const struct synth_person *person,
                            const struct synth_event *event, char buffer[SYNTH_REFERENCE_SIZE])
{
    const uint64_t number = (uint64_t)person->slot * 16 + event->year_index;
    const unsigned serial = (unsigned)synth_scattered(&world->crimes, number);
    const unsigned year = (unsigned)vha_civil_from_date(event->date).year % 100u;
    snprintf(buffer, SYNTH_REFERENCE_SIZE, "%08u/%02u", serial, year);
    return buffer;
}

const char *synth_offence_word(const struct synth_offence *offence, struct synth_stream *stream)
{
    const bool alias = synth_chance(stream, ALIAS);
    const uint32_t draw = (uint32_t)(synth_next(stream) >> 32);
    if (!alias || offence->category == NULL || offence->category->alias_count == 0)
        return offence->word;
    return offence->category->aliases[draw % offence->category->alias_count];
}

const char *synth_borough_word(const struct synth_world *world, uint8_t borough,
                               struct synth_stream *stream)
{
    const bool name = synth_chance(stream, BOROUGH_NAME);
    if (borough == VHA_NO_BOROUGH)
        return "";
    return name ? world->areas->boroughs[borough].name : world->areas->boroughs[borough].gss;
}

/* ---------------------------------------------------------------------------------- nominals */

static void emit_nominals(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_person *person = &dossier->person;
    char pncid[VHA_PNCID_SIZE];
    char surname[SYNTH_NAME_SIZE];
    char forenames[SYNTH_NAME_SIZE];
    synth_person_name(person, surname, forenames);
    struct synth_stream stream = synth_stream(person->key, SYNTH_HOME, 1);
    const struct synth_cell cells[] = {
        synth_text(vha_pncid_format(pncid, person->pncid)),
        synth_text(surname),
        synth_text(forenames),
        synth_date(person->dob),
        synth_text(person->sex),
        synth_text(person->ethnicity),
        synth_text(synth_borough_word(dossier->world, person->borough, &stream)),
    };
    sink->row(sink, cells, VHA_COUNT(cells));
}

/* ----------------------------------------------------------------------------- crime reports */

static void add_feature(char *list, size_t size, const char *word)
{
    const size_t length = strlen(list);
    snprintf(list + length, size - length, "%s%s", length > 0 ? ";" : "", word);
}

static bool is_profiled(const char *feature)
{
    for (size_t i = 0; i < SYNTH_WEAPONS; i++)
        if (strcmp(synth_weapon_words[i], feature) == 0)
            return true;
    return strcmp(synth_domestic_word, feature) == 0;
}

#define FEATURES_SIZE 512

/* Weapons by offence, domestic abuse less often among those of high harm, and words to be kept. */
static void draw_features(const struct synth_dossier *dossier, const struct synth_event *event,
                          char list[FEATURES_SIZE])
{
    const struct synth_world *world = dossier->world;
    const struct synth_offence_profile *profile = world->offences[event->offence].profile;
    struct synth_stream stream = synth_stream(dossier->person.key, SYNTH_FEATURES, event->draw);
    list[0] = '\0';
    for (size_t i = 0; i < SYNTH_WEAPONS; i++)
        if (synth_chance(&stream, profile->weapon[i]))
            add_feature(list, FEATURES_SIZE, synth_weapon_words[i]);
    const uint32_t domestic =
        event->manner == SYNTH_HIGH_HARM ? profile->domestic / 2u : profile->domestic;
    if (synth_chance(&stream, domestic))
        add_feature(list, FEATURES_SIZE, synth_domestic_word);
    if (synth_chance(&stream, UNKNOWN_FEATURE))
        add_feature(list, FEATURES_SIZE, synth_choose(&stream, &synth_unknown_features));
    for (size_t i = 0; i < world->policy->feature_count; i++)
        if (!is_profiled(world->policy->features[i]) && synth_chance(&stream, OTHER_FEATURE))
            add_feature(list, FEATURES_SIZE, world->policy->features[i]);
}

static uint8_t draw_place(const struct synth_dossier *dossier, struct synth_stream *stream)
{
    const bool at_haunt = synth_chance(stream, AT_HAUNT);
    const bool nowhere = synth_chance(stream, NO_CRIME_BOROUGH);
    const uint8_t elsewhere = synth_choose_borough(dossier->world, stream);
    if (nowhere)
        return VHA_NO_BOROUGH;
    return at_haunt ? dossier->person.haunt : elsewhere;
}

static void emit_crime_reports(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    for (size_t i = 0; i < dossier->history.event_count; i++) {
        const struct synth_event *event = &dossier->history.events[i];
        if (!synth_visible(world, event->date, SYNTH_KEPT_DAYS))
            continue;
        char reference[SYNTH_REFERENCE_SIZE];
        char features[FEATURES_SIZE];
        draw_features(dossier, event, features);
        struct synth_stream stream = synth_stream(dossier->person.key, SYNTH_PLACE, event->draw);
        const uint8_t borough = draw_place(dossier, &stream);
        const struct synth_offence *offence = &world->offences[event->offence];
        const struct synth_cell cells[] = {
            synth_text(synth_crime_reference(world, &dossier->person, event, reference)),
            synth_date(event->date),
            synth_text(synth_offence_word(offence, &stream)),
            synth_text(features),
            synth_text(synth_borough_word(world, borough, &stream)),
        };
        sink->row(sink, cells, VHA_COUNT(cells));
    }
}

static void emit_role(const char *reference, vha_pncid pncid, uint8_t role, struct synth_sink *sink)
{
    char text[VHA_PNCID_SIZE];
    const struct synth_cell cells[] = {synth_text(reference),
                                       synth_text(vha_pncid_format(text, pncid)),
                                       synth_text(vha_role_name(role))};
    sink->row(sink, cells, VHA_COUNT(cells));
}

static void emit_crime_nominals(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    const struct synth_person *person = &dossier->person;
    for (size_t i = 0; i < dossier->history.event_count; i++) {
        const struct synth_event *event = &dossier->history.events[i];
        if (!synth_visible(world, event->date, SYNTH_KEPT_DAYS))
            continue;
        char reference[SYNTH_REFERENCE_SIZE];
        synth_crime_reference(world, person, event, reference);
        for (uint8_t role = 1; role < 1 << VHA_ROLES; role = (uint8_t)(role << 1))
            if ((event->roles & role) != 0)
                emit_role(reference, person->pncid, role, sink);
        struct synth_companion companions[SYNTH_MAX_COMPANIONS];
        const size_t count = synth_companions(world, person, event, companions);
        for (size_t c = 0; c < count; c++)
            emit_role(reference, companions[c].pncid, companions[c].role, sink);
    }
}

/* ----------------------------------------------------------------------------------- victims */

static void emit_victim(const struct synth_dossier *dossier, const struct synth_event *event,
                        vha_pncid pncid, struct synth_sink *sink)
{
    char text[VHA_PNCID_SIZE];
    char reference[SYNTH_REFERENCE_SIZE];
    const struct synth_cell cells[] = {
        synth_text(vha_pncid_format(text, pncid)),
        synth_text(synth_crime_reference(dossier->world, &dossier->person, event, reference)),
        synth_text(dossier->world->offences[event->offence].profile->victim_kind),
        synth_date(event->date)};
    sink->row(sink, cells, VHA_COUNT(cells));
}

static void emit_victims(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    for (size_t i = 0; i < dossier->history.event_count; i++) {
        const struct synth_event *event = &dossier->history.events[i];
        if (world->offences[event->offence].profile->victim_kind == NULL ||
            !synth_visible(world, event->date, SYNTH_KEPT_DAYS))
            continue;
        if ((event->roles & VHA_VICTIM) != 0)
            emit_victim(dossier, event, dossier->person.pncid, sink);
        struct synth_companion companions[SYNTH_MAX_COMPANIONS];
        const size_t count = synth_companions(world, &dossier->person, event, companions);
        for (size_t c = 0; c < count; c++)
            if (companions[c].role == VHA_VICTIM)
                emit_victim(dossier, event, companions[c].pncid, sink);
    }
}

/* ----------------------------------------------------------------------------------- custody */

static void emit_custody(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    char pncid[VHA_PNCID_SIZE];
    vha_pncid_format(pncid, dossier->person.pncid);
    for (size_t i = 0; i < dossier->history.custody_count; i++) {
        const struct synth_custody *custody = &dossier->history.custody[i];
        const bool held = custody->received <= world->as_of && custody->released > world->as_of;
        if (!held && !synth_visible(world, custody->released, SYNTH_KEPT_DAYS))
            continue;
        const struct synth_cell cells[] = {synth_text(pncid), synth_text(custody->establishment),
                                           synth_date(custody->received),
                                           synth_date(held ? VHA_NO_DATE : custody->released)};
        sink->row(sink, cells, VHA_COUNT(cells));
    }
}
