#include "changes.h"

#include <stdlib.h>
#include <string.h>

/* Something recorded since the earlier quarter. */
struct novelty {
    enum vha_came kind; /* crime, intelligence or custody */
    size_t index;       /* among the facts of that kind */
    vha_date date;
};

/* What was recorded before, to which the novelties are added one by one. */
struct replay {
    struct vha_individual individual;
    struct vha_crime_fact *crimes;
    struct vha_intel_fact *intel;
    struct vha_custody_fact *custody;
    struct novelty *novelties;
    size_t count;
};

static bool had_crime(const struct vha_dossier *before, const char *ref)
{
    for (size_t i = 0; i < before->individual.crime_count; i++)
        if (strcmp(before->crimes[i].ref, ref) == 0)
            return true;
    return false;
}

static bool had_intel(const struct vha_dossier *before, const char *ref)
{
    for (size_t i = 0; i < before->individual.intel_count; i++)
        if (strcmp(before->intel[i].ref, ref) == 0)
            return true;
    return false;
}

static bool had_custody(const struct vha_dossier *before, vha_date received)
{
    for (size_t i = 0; i < before->individual.custody_count; i++)
        if (before->individual.custody[i].received == received)
            return true;
    return false;
}

static void note(struct replay *replay, enum vha_came kind, size_t index, vha_date date)
{
    replay->novelties[replay->count++] = (struct novelty){kind, index, date};
}

static void add(struct replay *replay, const struct vha_dossier *now, enum vha_came kind,
                size_t index)
{
    struct vha_individual *const known = &replay->individual;
    if (kind == VHA_CAME_BY_CRIME)
        replay->crimes[known->crime_count++] = now->individual.crimes[index];
    else if (kind == VHA_CAME_BY_INTEL)
        replay->intel[known->intel_count++] = now->individual.intel[index];
    else
        replay->custody[known->custody_count++] = now->individual.custody[index];
}

static int by_date(const void *one, const void *other)
{
    const struct novelty *const a = one;
    const struct novelty *const b = other;
    if (a->date != b->date)
        return a->date < b->date ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* Parts what is known now into what was recorded before and what is new. */
static struct replay part(const struct vha_dossier *now, const struct vha_dossier *before,
                          struct vha_arena *arena)
{
    const struct vha_individual *const all = &now->individual;
    struct replay replay = {
        .crimes = vha_arena_alloc(arena, (all->crime_count + 1) * sizeof *replay.crimes),
        .intel = vha_arena_alloc(arena, (all->intel_count + 1) * sizeof *replay.intel),
        .custody = vha_arena_alloc(arena, (all->custody_count + 1) * sizeof *replay.custody),
        .novelties =
            vha_arena_alloc(arena, (all->crime_count + all->intel_count + all->custody_count + 1) *
                                       sizeof *replay.novelties),
    };
    replay.individual.crimes = replay.crimes;
    replay.individual.intel = replay.intel;
    replay.individual.custody = replay.custody;
    for (size_t i = 0; i < all->crime_count; i++)
        if (had_crime(before, now->crimes[i].ref))
            add(&replay, now, VHA_CAME_BY_CRIME, i);
        else
            note(&replay, VHA_CAME_BY_CRIME, i, all->crimes[i].offence_date);
    for (size_t i = 0; i < all->intel_count; i++)
        if (had_intel(before, now->intel[i].ref))
            add(&replay, now, VHA_CAME_BY_INTEL, i);
        else
            note(&replay, VHA_CAME_BY_INTEL, i, all->intel[i].report_date);
    for (size_t i = 0; i < all->custody_count; i++)
        if (had_custody(before, all->custody[i].received))
            add(&replay, now, VHA_CAME_BY_CUSTODY, i);
        else
            note(&replay, VHA_CAME_BY_CUSTODY, i, all->custody[i].received);
    if (replay.count > 1)
        qsort(replay.novelties, replay.count, sizeof *replay.novelties, by_date);
    return replay;
}

static void name_novelty(const struct vha_dossier *now, const struct novelty *novelty,
                         struct vha_arrival *arrival)
{
    arrival->came = novelty->kind;
    arrival->date = novelty->date;
    if (novelty->kind == VHA_CAME_BY_CRIME) {
        arrival->ref = now->crimes[novelty->index].ref;
        arrival->offence = now->crimes[novelty->index].offence;
    } else if (novelty->kind == VHA_CAME_BY_INTEL) {
        arrival->ref = now->intel[novelty->index].ref;
        arrival->offence = now->intel[novelty->index].offence;
    } else {
        arrival->ref = now->custody[novelty->index].establishment;
    }
}

static bool is_included(const struct vha_policy *policy, vha_date as_of,
                        const struct vha_individual *individual)
{
    struct vha_assessment assessment;
    vha_assess(policy, as_of, individual, NULL, NULL, &assessment);
    return assessment.included;
}

enum vha_status changes_arrival(const struct comparing *comparing, vha_pncid pncid,
                                struct vha_arrival *arrival, struct vha_error *error)
{
    struct vha_dossier now;
    struct vha_dossier before;
    const struct vha_policy *policy = NULL;
    bool found = false;
    const vha_date as_of = vha_cohort_info(comparing->now)->as_of;
    enum vha_status status = vha_cohort_policy(comparing->now, &policy, error);
    if (status == VHA_OK)
        status = vha_cohort_dossier(comparing->now, pncid, comparing->arena, &now, error);
    if (status == VHA_OK)
        status =
            changes_dossier(comparing->before, pncid, comparing->arena, &before, &found, error);
    if (status != VHA_OK)
        return status;
    *arrival =
        (struct vha_arrival){.person = now.person, .ref = "", .offence = "", .date = VHA_NO_DATE};
    struct replay replay = part(&now, &before, comparing->arena);
    const bool before_all = is_included(policy, as_of, &replay.individual);
    if (before_all)
        arrival->came = now.person.removed == VHA_NEVER_REMOVED ? VHA_CAME_BY_RULES : VHA_CAME_BACK;
    for (size_t i = 0; i < replay.count && !before_all && arrival->date == VHA_NO_DATE; i++) {
        add(&replay, &now, replay.novelties[i].kind, replay.novelties[i].index);
        if (is_included(policy, as_of, &replay.individual))
            name_novelty(&now, &replay.novelties[i], arrival);
    }
    return VHA_OK;
}
