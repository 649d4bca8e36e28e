#include "companions.h"

/* One kind of company that a report may have, tried in this order. Chances are per mille. */
struct company {
    enum synth_kind manner;
    bool suspected; /* for reports on which their person is suspected, or for the others */
    bool of_group;  /* one of the group's people of high harm, or anybody of the block */
    uint8_t role;
    uint16_t chance;
};

static const struct company company_table[] = {
    {SYNTH_HIGH_HARM, true, true, VHA_SUSPECT, 170},
    {SYNTH_HIGH_HARM, true, true, VHA_ACCUSED, 70},
    {SYNTH_HIGH_HARM, true, false, VHA_VICTIM, 300},
    {SYNTH_HIGH_HARM, true, false, VHA_WITNESS, 120},
    {SYNTH_HIGH_HARM, false, true, VHA_VICTIM, 60},
    {SYNTH_ORDINARY, true, false, VHA_SUSPECT, 45},
    {SYNTH_ORDINARY, true, false, VHA_ACCUSED, 15},
    {SYNTH_ORDINARY, true, false, VHA_VICTIM, 90},
    {SYNTH_ORDINARY, true, false, VHA_WITNESS, 45},
    {SYNTH_ORDINARY, false, false, VHA_VICTIM, 45},
    {SYNTH_ORDINARY, false, false, VHA_WITNESS, 55},
};

enum { NAMES_ANOTHER = 130 };

/* Somebody of the group or the block, who is not always to be had. */
static uint32_t draw_slot(const struct synth_world *world, const struct synth_person *person,
                          bool of_group, struct synth_stream *stream)
{
    const uint32_t block = person->slot / SYNTH_BLOCK_SLOTS;
    if (!of_group)
        return block * SYNTH_BLOCK_SLOTS + synth_below(stream, SYNTH_BLOCK_SLOTS);
    const uint32_t first = block / SYNTH_GROUP_BLOCKS * SYNTH_GROUP_BLOCKS;
    return synth_high_harm_slot(world, first + synth_below(stream, SYNTH_GROUP_BLOCKS));
}

/* Whether the person of a slot could have been there on that day, in that role: in the extract then
 * and now, old enough, and, as a suspect, at liberty and in the midst of the career. */
static bool find_companion(const struct synth_world *world, uint32_t slot, vha_date date,
                           uint8_t role, bool in_scope, struct synth_person *companion)
{
    if (slot >= world->nominals)
        return false;
    synth_person_at(world, slot, world->as_of, companion);
    const bool suspected = synth_suspected(role);
    const int youngest =
        suspected && in_scope ? SYNTH_YOUNGEST_SUSPECT_YEARS : SYNTH_YOUNGEST_YEARS;
    if (date < companion->entry || date > companion->exit - SYNTH_KEPT_DAYS ||
        date < synth_birthday(companion, youngest))
        return false;
    if (!suspected)
        return true;
    struct synth_history history;
    synth_history_make(world, companion, &history);
    return date <= history.active_to && !synth_held_on(&history, date);
}

static bool already_there(const struct synth_companion *companions, size_t count, vha_pncid pncid)
{
    for (size_t i = 0; i < count; i++)
        if (companions[i].pncid == pncid)
            return true;
    return false;
}

size_t synth_companions(const struct synth_world *world, const struct synth_person *person,
                        const struct synth_event *event,
                        struct synth_companion companions[SYNTH_MAX_COMPANIONS])
{
    const bool suspected = synth_suspected(event->roles);
    const bool in_scope = world->offences[event->offence].category != NULL;
    struct synth_stream stream = synth_stream(person->key, SYNTH_COMPANION, event->draw);
    size_t count = 0;
    for (size_t i = 0; i < VHA_COUNT(company_table) && count < SYNTH_MAX_COMPANIONS; i++) {
        const struct company *company = &company_table[i];
        if (company->manner != event->manner || company->suspected != suspected)
            continue;
        const bool wanted = synth_chance(&stream, company->chance);
        const uint32_t slot = draw_slot(world, person, company->of_group, &stream);
        struct synth_person other;
        if (!wanted || slot == person->slot ||
            !find_companion(world, slot, event->date, company->role, in_scope, &other) ||
            already_there(companions, count, other.pncid))
            continue;
        companions[count++] = (struct synth_companion){other.pncid, company->role};
    }
    return count;
}

vha_pncid synth_also_named(const struct synth_world *world, const struct synth_person *person,
                           size_t index, vha_date date)
{
    struct synth_stream stream = synth_stream(person->key, SYNTH_INTEL_NAMED, index);
    if (!synth_chance(&stream, NAMES_ANOTHER))
        return 0;
    const uint32_t slot = draw_slot(world, person, person->kind == SYNTH_HIGH_HARM, &stream);
    struct synth_person other;
    if (slot == person->slot || !find_companion(world, slot, date, VHA_WITNESS, false, &other))
        return 0;
    return other.pncid;
}
