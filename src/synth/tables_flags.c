/* What else is known of a person: wanted, restricted, exploited, missing, managed. */
#include <stdio.h>
#include <string.h>

#include "tables.h"

/* Chances per mille, by the kind of person or the manner of the report. */
static const uint16_t wanted_for_report[SYNTH_KINDS] = {190, 220};
static const uint16_t restricted_for_report[SYNTH_KINDS] = {160, 200};
static const uint16_t on_county_line[SYNTH_KINDS] = {85, 260};
static const uint16_t under_iom[SYNTH_KINDS] = {120, 400};
static const uint16_t goes_missing[SYNTH_KINDS] = {300, 520};

enum {
    WANTED_BY_EWMS = 580,
    OPEN_ENDED = 220,
    OPEN_ENDED_DAYS = 1000,
    SHPO_DAYS = 1826,
    ENDED_DAYS_KEPT = 30,
    LICENCE_FROM_DAYS = 60,
    COUNTY_LINES = 80,
    COUNTY_LINE_DAYS_KEPT = 1400,
    IOM_DAYS = 1100,
    ADULT_YEARS = 18,
    PAC = 450,
    MOST_MISSING = 6,
};

/* ------------------------------------------------------------------------------------ wanted */

_Static_assert(SYNTH_MAX_EVENTS <= 64, "a reference for each report of a person");

static void emit_wanted_for(const struct synth_dossier *dossier, const struct synth_event *event,
                            struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    const struct synth_person *person = &dossier->person;
    struct synth_stream stream = synth_stream(person->key, SYNTH_WANTED, event->draw);
    const bool wanted = synth_chance(&stream, wanted_for_report[event->manner]);
    const vha_date since = event->date + synth_between(&stream, 0, 20);
    const vha_date until = since + synth_between(&stream, 30, 1100);
    const bool by_ewms = synth_chance(&stream, WANTED_BY_EWMS);
    if (!wanted || since > world->as_of || until <= world->as_of)
        return;
    char pncid[VHA_PNCID_SIZE];
    char reference[SYNTH_REFERENCE_SIZE];
    const uint64_t number = (uint64_t)person->slot * 64 + event->draw;
    if (by_ewms)
        snprintf(reference, sizeof reference, "W%09u",
                 (unsigned)synth_scattered(&world->wanted, number));
    else
        synth_crime_reference(world, person, event, reference);
    const struct synth_cell cells[] = {synth_text(vha_pncid_format(pncid, person->pncid)),
                                       synth_text(by_ewms ? "EWMS" : "CRIS"), synth_date(since),
                                       synth_text(reference)};
    sink->row(sink, cells, VHA_COUNT(cells));
}

void synth_emit_wanted(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    if (synth_held_on(&dossier->history, world->as_of))
        return; /* An arrest ends it. */
    for (size_t i = 0; i < dossier->history.event_count; i++) {
        const struct synth_event *event = &dossier->history.events[i];
        if (event->roles == VHA_SUSPECT && synth_visible(world, event->date, SYNTH_KEPT_DAYS))
            emit_wanted_for(dossier, event, sink);
    }
}

/* ------------------------------------------------------------------------------ restrictions */

static void emit_restriction(const struct synth_dossier *dossier, const char *kind, vha_date start,
                             vha_date end, struct synth_sink *sink)
{
    const vha_date as_of = dossier->world->as_of;
    const bool over =
        end == VHA_NO_DATE ? as_of - start > OPEN_ENDED_DAYS : as_of - end > ENDED_DAYS_KEPT;
    if (start > as_of || over)
        return;
    char pncid[VHA_PNCID_SIZE];
    const struct synth_cell cells[] = {synth_text(vha_pncid_format(pncid, dossier->person.pncid)),
                                       synth_text(kind), synth_date(start), synth_date(end)};
    sink->row(sink, cells, VHA_COUNT(cells));
}

static void emit_order(const struct synth_dossier *dossier, const struct synth_event *event,
                       struct synth_sink *sink)
{
    struct synth_stream stream = synth_stream(dossier->person.key, SYNTH_RESTRICTION, event->draw);
    const bool restricted = synth_chance(&stream, restricted_for_report[event->manner]);
    const bool open_ended = synth_chance(&stream, OPEN_ENDED);
    const char *kind = synth_choose(&stream, &synth_plain_restrictions);
    const vha_date start = event->date + synth_between(&stream, 1, 90);
    const vha_date end = start + synth_between(&stream, 60, 900);
    if (strcmp(dossier->world->offences[event->offence].word, "RAPE") == 0)
        emit_restriction(dossier, "SHPO", start, start + SHPO_DAYS, sink);
    else if (restricted)
        emit_restriction(dossier, kind, start, open_ended ? VHA_NO_DATE : end, sink);
}

void synth_emit_restrictions(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_history *history = &dossier->history;
    for (size_t i = 0; i < history->event_count; i++)
        if ((history->events[i].roles & VHA_ACCUSED) != 0)
            emit_order(dossier, &history->events[i], sink);
    /* Longer sentences end on licence, for about as long again as was served. */
    for (size_t i = 0; i < history->custody_count; i++) {
        const struct synth_custody *custody = &history->custody[i];
        const int32_t served = custody->released - custody->received;
        if (served >= LICENCE_FROM_DAYS)
            emit_restriction(dossier, "LICENCE", custody->released, custody->released + served,
                             sink);
    }
}

/* ------------------------------------------------------------------------- exploitation, IOM */

void synth_emit_county_lines(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_person *person = &dossier->person;
    struct synth_stream stream = synth_stream(person->key, SYNTH_COUNTY_LINE, 0);
    const bool linked = synth_chance(&stream, on_county_line[person->kind]);
    const vha_date since = person->entry + synth_between(&stream, 0, 1500);
    const unsigned line = 1 + synth_below(&stream, COUNTY_LINES);
    if (!linked || !synth_visible(dossier->world, since, COUNTY_LINE_DAYS_KEPT))
        return;
    char pncid[VHA_PNCID_SIZE];
    char name[SYNTH_REFERENCE_SIZE];
    snprintf(name, sizeof name, "LINE-%03u", line);
    const struct synth_cell cells[] = {synth_text(vha_pncid_format(pncid, person->pncid)),
                                       synth_text(name), synth_date(since)};
    sink->row(sink, cells, VHA_COUNT(cells));
}

void synth_emit_iom(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_person *person = &dossier->person;
    struct synth_stream stream = synth_stream(person->key, SYNTH_IOM, 0);
    const bool managed = synth_chance(&stream, under_iom[person->kind]);
    const vha_date since = person->entry + synth_between(&stream, 120, 1700);
    const char *cohort = synth_choose(&stream, &synth_iom_cohorts);
    if (!managed || !synth_visible(dossier->world, since, IOM_DAYS))
        return;
    char pncid[VHA_PNCID_SIZE];
    const struct synth_cell cells[] = {synth_text(vha_pncid_format(pncid, person->pncid)),
                                       synth_text(cohort), synth_date(since)};
    sink->row(sink, cells, VHA_COUNT(cells));
}

/* ----------------------------------------------------------------------------------- missing */

/* Episodes and pre-assessment checklists of a childhood, from the entry to the day before 18. */
void synth_emit_missing(const struct synth_dossier *dossier, struct synth_sink *sink)
{
    const struct synth_world *world = dossier->world;
    const struct synth_person *person = &dossier->person;
    const vha_date adult = synth_birthday(person, ADULT_YEARS);
    struct synth_stream stream = synth_stream(person->key, SYNTH_MISSING, 0);
    if (adult <= person->entry || !synth_chance(&stream, goes_missing[person->kind]))
        return;
    const uint32_t count = 1 + synth_below(&stream, MOST_MISSING);
    for (uint32_t i = 0; i < count; i++) {
        const vha_date date = synth_between(&stream, person->entry, adult - 1);
        const bool checklist = synth_chance(&stream, PAC);
        if (!synth_visible(world, date, SYNTH_KEPT_DAYS))
            continue;
        char pncid[VHA_PNCID_SIZE];
        char reference[SYNTH_REFERENCE_SIZE];
        const uint64_t number = (uint64_t)person->slot * 8 + i;
        snprintf(reference, sizeof reference, "M%08u",
                 (unsigned)synth_scattered(&world->merlin, number));
        const struct synth_cell cells[] = {
            synth_text(vha_pncid_format(pncid, person->pncid)), synth_text(reference),
            synth_text(checklist ? "PAC" : "MISSING"), synth_date(date)};
        sink->row(sink, cells, VHA_COUNT(cells));
    }
}
