#include "casework.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------------- reading */

static const char *keep(struct casework *casework, const char *text)
{
    return text != NULL ? vha_arena_text(casework->arena, text, strlen(text)) : "";
}

static void take_decision(void *context, const struct vha_safeguarding *decision)
{
    struct casework *const casework = context;
    casework->decisions++;
    if (!decision->holds)
        return;
    struct vha_safeguarding *const kept = &casework->holding[decision->option];
    *kept = *decision;
    kept->note = keep(casework, decision->note);
    kept->lead = keep(casework, decision->lead);
    kept->day = keep(casework, decision->day);
    kept->by = keep(casework, decision->by);
    kept->pncid = kept->at = "";
}

static void take_activity(void *context, const struct vha_activity *activity)
{
    struct casework *const casework = context;
    casework->activities = vha_grow(casework->activities, casework->activity_count,
                                    &casework->activity_capacity, sizeof *casework->activities);
    struct vha_activity *const kept = &casework->activities[casework->activity_count++];
    *kept = *activity;
    kept->day = keep(casework, activity->day);
    kept->done = keep(casework, activity->done);
    kept->bcu = keep(casework, activity->bcu);
    kept->by = keep(casework, activity->by);
    kept->outcome = keep(casework, activity->outcome);
    kept->pncid = kept->at = kept->result_at = kept->result_by = "";
}

static void take_shared(void *context, const struct vha_shared *shared)
{
    struct casework *const casework = context;
    casework->shared = vha_grow(casework->shared, casework->shared_count,
                                &casework->shared_capacity, sizeof *casework->shared);
    struct vha_shared *const kept = &casework->shared[casework->shared_count++];
    *kept = *shared;
    kept->day = keep(casework, shared->day);
    kept->shared = keep(casework, shared->shared);
    kept->partner = keep(casework, shared->partner);
    kept->basis = keep(casework, shared->basis);
    kept->reason = keep(casework, shared->reason);
    kept->bcu = keep(casework, shared->bcu);
    kept->by = keep(casework, shared->by);
    kept->pncid = kept->at = "";
}

void casework_free(struct casework *casework)
{
    vha_arena_free(casework->arena);
    free(casework->activities);
    free(casework->shared);
    *casework = (struct casework){.read = false};
}

void casework_read(struct casework *casework, struct desk *desk,
                   const struct vha_explanation *explanation)
{
    const struct vha_list_row *const person = &explanation->dossier.person;
    char pncid[VHA_PNCID_SIZE];
    struct vha_error error = {.message = ""};
    if (casework->read && casework->change == desk->casework)
        return;
    casework_free(casework);
    casework->arena = vha_arena_new();
    casework->read = true;
    casework->change = desk->casework;
    const struct vha_casework_tellers tellers = {take_decision, take_activity, take_shared,
                                                 casework};
    if (vha_casework_of_person(
            desk->options->reg, desk->options->user, vha_pncid_format(pncid, person->pncid),
            vha_cohort_covers_person(desk->cohort, person), &tellers, &error) != VHA_OK)
        snprintf(casework->failure, sizeof casework->failure, "%.511s", error.message);
}
