/* Intelligence reports, whom they name, and the gang links that rest on them. */
#include <stdio.h>
#include <string.h>

#include "companions.h"
#include "tables.h"

/* Per mille: intelligence about a crime report of the last months; words of other scope. */
enum { LINKED = 210, LINKED_DAYS_BACK = 240, GANGS = 60 };

/* Per mille of people with a gang link by kind, of a second one, and of links that name the report.
 */
static const uint16_t in_gang[SYNTH_KINDS] = {42, 520};
enum { SECOND_GANG = 50, LINK_NAMES_REPORT = 600 };

_Static_assert(SYNTH_MAX_INTEL <= 128, "a reference for each report of a person");

char *synth_intel_reference(const struct synth_world *world, const struct synth_person *person,
                            size_t index, char buffer[SYNTH_REFERENCE_SIZE])
{
    const uint64_t number = (uint64_t)person->slot * 128 + index;
    snprintf(buffer, SYNTH_REFERENCE_SIZE, "CRRT%09u",
             (unsigned)synth_scattered(&world->intel, number));
    return buffer;
}

/* The person's latest crime report not long before that day; NULL when there is none. */
static const struct synth_event *recent_event(const struct synth_dossier *dossier, vha_date date)
{
    const struct synth_history *history = &dossier->history;
    for (size_t i = history->event_count; i-- > 0;) {
        const struct synth_event *event = &history->events[i];
        if (event->date <= date)
            return date - event->date <= LINKED_DAYS_BACK ? event : NULL;
    }
    return NULL;
}

void synth_emit_intel_reports(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    const struct synth_person *person = &dossier->person;
    for (size_t i = 0; i < dossier->history.intel_count; i++) {
        const vha_date date = dossier->history.intel[i];
        if (!synth_visible(world, date, SYNTH_INTEL_KEPT_DAYS))
            continue;
        struct synth_stream stream = synth_stream(person->key, SYNTH_INTEL, i);
        const bool linked = synth_chance(&stream, LINKED);
        const char *grade = synth_choose(&stream, &synth_grades);
        const size_t drawn = synth_choose_offence(world, &stream, person->mix);
        const struct synth_event *event = linked ? recent_event(dossier, date) : NULL;
        const size_t offence = event != NULL ? event->offence : drawn;
        char reference[SYNTH_REFERENCE_SIZE];
        char crime[SYNTH_REFERENCE_SIZE] = "";
        if (event != NULL)
            synth_crime_reference(world, person, event, crime);
        const struct synth_cell cells[] = {
            synth_text(synth_intel_reference(world, person, i, reference)), synth_date(date),
            synth_text(synth_offence_word(&world->offences[offence], &stream)), synth_text(grade),
            synth_text(crime)};
        sink->row(sink, cells, VHA_COUNT(cells));
    }
}

void synth_emit_intel_nominals(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    for (size_t i = 0; i < dossier->history.intel_count; i++) {
        const vha_date date = dossier->history.intel[i];
        if (!synth_visible(world, date, SYNTH_INTEL_KEPT_DAYS))
            continue;
        char reference[SYNTH_REFERENCE_SIZE];
        char pncid[VHA_PNCID_SIZE];
        const vha_pncid named[] = {dossier->person.pncid,
                                   synth_also_named(world, &dossier->person, i, date)};
        synth_intel_reference(world, &dossier->person, i, reference);
        for (size_t n = 0; n < VHA_COUNT(named) && named[n] != 0; n++) {
            const struct synth_cell cells[] = {synth_text(reference),
                                               synth_text(vha_pncid_format(pncid, named[n]))};
            sink->row(sink, cells, VHA_COUNT(cells));
        }
    }
}

/* -------------------------------------------------------------------------------- gang links */

static void emit_gang_link(const struct synth_dossier *dossier, uint32_t gang,
                           struct synth_stream *stream, struct synth_sink *sink)
{
    const struct synth_history *history = &dossier->history;
    char pncid[VHA_PNCID_SIZE];
    char name[SYNTH_REFERENCE_SIZE];
    char reference[SYNTH_REFERENCE_SIZE] = "";
    snprintf(name, sizeof name, "GANG-%03u", (unsigned)gang);
    const bool named = synth_chance(stream, LINK_NAMES_REPORT);
    const uint32_t draw = (uint32_t)(synth_next(stream) >> 32);
    if (named && history->intel_count > 0) {
        const size_t index = draw % history->intel_count;
        if (synth_visible(dossier->world, history->intel[index], SYNTH_INTEL_KEPT_DAYS))
            synth_intel_reference(dossier->world, &dossier->person, index, reference);
    }
    const struct synth_cell cells[] = {synth_text(vha_pncid_format(pncid, dossier->person.pncid)),
                                       synth_text(name), synth_text(reference)};
    sink->row(sink, cells, VHA_COUNT(cells));
}

void synth_emit_gang_links(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    const struct synth_person *person = &dossier->person;
    struct synth_stream stream = synth_stream(person->key, SYNTH_GANG, 0);
    const bool linked = synth_chance(&stream, in_gang[person->kind]);
    const vha_date since = person->entry + synth_between(&stream, 0, 720);
    if (!linked || since > world->as_of)
        return;
    const uint32_t group = person->slot / (SYNTH_BLOCK_SLOTS * SYNTH_GROUP_BLOCKS);
    struct synth_stream shared = synth_stream(world->seed, SYNTH_GANG, group);
    const uint32_t gang = 1 + synth_below(&shared, GANGS);
    emit_gang_link(dossier, gang, &stream, sink);
    const uint32_t other = 1 + (gang + synth_below(&stream, GANGS - 1)) % GANGS;
    if (synth_chance(&stream, SECOND_GANG))
        emit_gang_link(dossier, other, &stream, sink);
}
