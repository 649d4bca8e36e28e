#include "history.h"

#include <string.h>

/* A span of days or a number, with its weight. */
struct band {
    uint16_t weight;
    int16_t low;
    int16_t high;
};

/* How long a career of high harm lasts, in days, and how many reports a year it brings, in tenths.
 */
static const struct band career_days[] = {
    {160, 250, 600}, {320, 600, 1000}, {320, 1000, 1500}, {200, 1500, 1820}};
static const struct band career_reports_tenths[] = {{500, 14, 27}, {380, 27, 46}, {120, 46, 64}};
static const struct band career_intel_tenths[] = {{680, 0, 12}, {220, 12, 45}, {100, 45, 90}};

/* Reports of an ordinary person beyond the three that space out a life, and intelligence. */
static const struct band ordinary_reports[] = {{360, 0, 0}, {250, 1, 1}, {170, 2, 2}, {100, 3, 3},
                                               {70, 4, 5},  {40, 6, 8},  {10, 9, 14}};
static const struct band ordinary_intel[] = {
    {330, 0, 0}, {220, 1, 2}, {220, 3, 4}, {150, 5, 6}, {80, 7, 10}};
enum { ORDINARY_INTEL_DAYS = 2557, INTEL_DAYS_AFTER = 180 };

/* What a report makes of its person, by manner, per mille. */
struct role_weights {
    uint8_t roles;
    uint16_t weight[SYNTH_KINDS];
};
static const struct role_weights role_table[] = {
    {VHA_SUSPECT, {285, 540}},
    {VHA_ACCUSED, {105, 285}},
    {VHA_VICTIM, {380, 100}},
    {VHA_WITNESS, {205, 40}},
    {VHA_SUSPECT | VHA_ACCUSED, {10, 20}},
    {VHA_SUSPECT | VHA_VICTIM, {15, 15}},
};

enum { REPORTS_OF_A_YEAR = 16 };

/* Chance per mille of a short remand for any suspect, whatever the offence. */
static const uint16_t held_anyway[SYNTH_KINDS] = {150, 20};

static void draw_dates(const struct synth_person *person, struct synth_history *history);
static void draw_events(const struct synth_world *world, const struct synth_person *person,
                        struct synth_history *history);
static void draw_intel(const struct synth_person *person, struct synth_history *history);

void synth_history_make(const struct synth_world *world, const struct synth_person *person,
                        struct synth_history *history)
{
    history->event_count = 0;
    history->custody_count = 0;
    history->intel_count = 0;
    draw_dates(person, history);
    draw_events(world, person, history);
    draw_intel(person, history);
}

bool synth_held_on(const struct synth_history *history, vha_date date)
{
    for (size_t i = 0; i < history->custody_count; i++)
        if (history->custody[i].received <= date && date < history->custody[i].released)
            return true;
    return false;
}

bool synth_suspected(uint8_t roles)
{
    return (roles & (VHA_SUSPECT | VHA_ACCUSED)) != 0;
}

static int32_t draw_band(struct synth_stream *stream, const struct band *bands, size_t count)
{
    uint16_t weights[16];
    for (size_t i = 0; i < count; i++)
        weights[i] = bands[i].weight;
    const struct band *band = &bands[synth_weighted(stream, weights, count)];
    return synth_between(stream, band->low, band->high);
}

/* ------------------------------------------------------------------------------------- dates */

/* Puts a report into the history, in the order of dates. */
static void add_date(struct synth_history *history, vha_date date, enum synth_kind manner)
{
    if (history->event_count == SYNTH_MAX_EVENTS)
        return;
    size_t at = history->event_count++;
    while (at > 0 && history->events[at - 1].date > date) {
        history->events[at] = history->events[at - 1];
        at--;
    }
    history->events[at] = (struct synth_event){.date = date, .manner = manner};
}

/* A career of high harm, and two ordinary reports after it, so that there is something of everybody
 * in every extract until the end. */
static void draw_high_harm_dates(const struct synth_person *person, struct synth_stream *stream,
                                 struct synth_history *history)
{
    const int32_t days = draw_band(stream, career_days, VHA_COUNT(career_days));
    const int32_t tenths =
        draw_band(stream, career_reports_tenths, VHA_COUNT(career_reports_tenths));
    const int32_t reports = days * tenths / 3652;
    history->active_to = person->entry + days;
    add_date(history, person->entry, SYNTH_HIGH_HARM);
    for (int32_t i = 0; i < reports; i++)
        add_date(history, person->entry + synth_between(stream, 0, days), SYNTH_HIGH_HARM);
    const vha_date last = person->exit - SYNTH_KEPT_DAYS;
    add_date(history, last - synth_between(stream, 365, 726), SYNTH_ORDINARY);
    add_date(history, last, SYNTH_ORDINARY);
}

static void draw_ordinary_dates(const struct synth_person *person, struct synth_stream *stream,
                                struct synth_history *history)
{
    const int32_t extra = draw_band(stream, ordinary_reports, VHA_COUNT(ordinary_reports));
    const vha_date last = person->exit - SYNTH_KEPT_DAYS;
    const int32_t days = last - person->entry;
    history->active_to = last;
    add_date(history, person->entry, SYNTH_ORDINARY);
    add_date(history, person->entry + synth_between(stream, days / 3, days * 2 / 3),
             SYNTH_ORDINARY);
    add_date(history, last, SYNTH_ORDINARY);
    for (int32_t i = 0; i < extra; i++)
        add_date(history, person->entry + synth_between(stream, 0, days), SYNTH_ORDINARY);
}

static void draw_dates(const struct synth_person *person, struct synth_history *history)
{
    struct synth_stream stream = synth_stream(person->key, SYNTH_DATES, 0);
    if (person->kind == SYNTH_HIGH_HARM)
        draw_high_harm_dates(person, &stream, history);
    else
        draw_ordinary_dates(person, &stream, history);
}

/* ------------------------------------------------------------------------------------ events */

static uint8_t draw_roles(const struct synth_person *person, const struct synth_event *event)
{
    struct synth_stream stream = synth_stream(person->key, SYNTH_ROLE, event->draw);
    uint16_t weights[VHA_COUNT(role_table)];
    for (size_t i = 0; i < VHA_COUNT(role_table); i++)
        weights[i] = role_table[i].weight[event->manner];
    return role_table[synth_weighted(&stream, weights, VHA_COUNT(role_table))].roles;
}

static const char *draw_establishment(const struct synth_person *person, vha_date received,
                                      struct synth_stream *stream)
{
    const bool young = received < synth_birthday(person, *person->sex == 'F' ? 18 : 21);
    const struct synth_choice *choice =
        *person->sex == 'F' ? &synth_women_prisons : &synth_adult_prisons;
    return synth_choose(stream, young ? &synth_young_prisons : choice);
}

/* Whether, and for how long, a suspect is held for a report: more often once accused. */
static void draw_custody(const struct synth_world *world, const struct synth_person *person,
                         const struct synth_event *event, struct synth_history *history)
{
    const struct synth_offence_profile *profile = world->offences[event->offence].profile;
    struct synth_stream stream = synth_stream(person->key, SYNTH_CUSTODY, event->draw);
    const uint32_t chance =
        held_anyway[event->manner] +
        ((event->roles & VHA_ACCUSED) != 0 ? profile->custody * 3u / 2u : profile->custody / 3u);
    if (!synth_suspected(event->roles) || !synth_chance(&stream, chance) ||
        history->custody_count == SYNTH_MAX_CUSTODY)
        return;
    const vha_date received = event->date + synth_between(&stream, 1, 40);
    const vha_date released = received + synth_between(&stream, 7, profile->held_days_most);
    history->custody[history->custody_count++] =
        (struct synth_custody){.received = received,
                               .released = released < person->exit ? released : person->exit,
                               .establishment = draw_establishment(person, received, &stream)};
}

static const struct synth_custody *last_custody(const struct synth_history *history)
{
    return history->custody_count > 0 ? &history->custody[history->custody_count - 1] : NULL;
}

static void draw_events(const struct synth_world *world, const struct synth_person *person,
                        struct synth_history *history)
{
    const vha_date old_enough = synth_birthday(person, SYNTH_YOUNGEST_SUSPECT_YEARS);
    size_t kept = 0;
    int year = 0;
    uint8_t of_the_year = 0;
    for (size_t i = 0; i < history->event_count; i++) {
        struct synth_event event = history->events[i];
        event.draw = (uint16_t)i;
        const int event_year = vha_civil_from_date(event.date).year;
        of_the_year = event_year == year ? of_the_year : 0;
        year = event_year;
        if (synth_held_on(history, event.date) || of_the_year == REPORTS_OF_A_YEAR)
            continue;
        struct synth_stream stream = synth_stream(person->key, SYNTH_OFFENCE, i);
        event.offence = (uint16_t)synth_choose_offence(
            world, &stream, event.manner == SYNTH_HIGH_HARM ? person->mix : SYNTH_ORDINARY_MIX);
        event.roles = draw_roles(person, &event);
        if (event.date < old_enough && world->offences[event.offence].category != NULL &&
            synth_suspected(event.roles))
            event.roles = VHA_VICTIM;
        event.year_index = of_the_year++;
        history->events[kept++] = event;
        /* Other reports may come between one and the reception that it leads to. */
        const struct synth_custody *last = last_custody(history);
        if (last == NULL || last->received < event.date)
            draw_custody(world, person, &event, history);
    }
    history->event_count = kept;
}

/* ------------------------------------------------------------------------------ intelligence */

static void draw_intel(const struct synth_person *person, struct synth_history *history)
{
    struct synth_stream stream = synth_stream(person->key, SYNTH_INTEL_DATES, 0);
    int32_t reports = 0;
    int32_t days = ORDINARY_INTEL_DAYS;
    if (person->kind == SYNTH_HIGH_HARM) {
        days = history->active_to - person->entry + INTEL_DAYS_AFTER;
        reports =
            draw_band(&stream, career_intel_tenths, VHA_COUNT(career_intel_tenths)) * days / 3652;
    } else {
        reports = draw_band(&stream, ordinary_intel, VHA_COUNT(ordinary_intel));
    }
    for (int32_t i = 0; i < reports && history->intel_count < SYNTH_MAX_INTEL; i++) {
        const vha_date date = person->entry + synth_between(&stream, 0, days);
        size_t at = history->intel_count++;
        for (; at > 0 && history->intel[at - 1] > date; at--)
            history->intel[at] = history->intel[at - 1];
        history->intel[at] = date;
    }
}
