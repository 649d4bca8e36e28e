/* A model as it is told, line by line: in columns, and in words. */
#include "model.h"

#include "vha/cohort_dossier.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MOVES = 20 };

void vha_model_lines_init(struct vha_model_lines *lines)
{
    *lines = (struct vha_model_lines){.arena = vha_arena_new()};
}

void vha_model_lines_free(struct vha_model_lines *lines)
{
    free(lines->items);
    vha_arena_free(lines->arena);
    *lines = (struct vha_model_lines){.count = 0};
}

struct vha_model_line *tell(struct vha_model_lines *lines, enum vha_model_line_kind kind,
                            const char *text, const char *said)
{
    lines->items = vha_grow(lines->items, lines->count, &lines->capacity, sizeof *lines->items);
    struct vha_model_line *const line = &lines->items[lines->count++];
    *line = (struct vha_model_line){.kind = kind, .text = text, .said = said};
    return line;
}

/* ------------------------------------------------------------------------------------ the people
 */

/* A rank and a score, or that there is neither. */
struct place {
    char rank[16];
    char score[VHA_MILLI_SIZE];
};

static struct place place_of(uint32_t rank, vha_milli score)
{
    struct place place = {"-", "-"};
    if (rank > 0) {
        snprintf(place.rank, sizeof place.rank, "%" PRIu32, rank);
        vha_milli_format(place.score, score, true);
    }
    return place;
}

static const char *place_words(const struct vha_modelled *person, const struct place *now,
                               const struct place *new, struct vha_arena *arena)
{
    if (person->rank == 0)
        return vha_arena_format(arena, "enters at rank %s with %s", new->rank, new->score);
    if (person->new_rank == 0)
        return vha_arena_format(arena, "leaves from rank %s with %s", now->rank, now->score);
    return vha_arena_format(arena, "from rank %s with %s to rank %s with %s", now->rank, now->score,
                            new->rank, new->score);
}

static enum vha_status tell_person(struct vha_model_lines *lines, struct vha_cohort *cohort,
                                   const struct vha_modelled *person, struct vha_error *error)
{
    struct vha_arena *const reading = vha_arena_new(); /* all their reports, to be forgotten */
    struct vha_arena *const arena = lines->arena;
    const struct place now = place_of(person->rank, person->score);
    const struct place new = place_of(person->new_rank, person->new_score);
    struct vha_dossier dossier;
    char pncid[VHA_PNCID_SIZE];
    const enum vha_status status =
        vha_cohort_dossier(cohort, person->pncid, reading, &dossier, error);
    if (status == VHA_OK) {
        const struct vha_list_row *const row = &dossier.person;
        vha_pncid_format(pncid, person->pncid);
        tell(lines, VHA_LINE_PERSON,
             vha_arena_format(arena, "  %6s %6s %10s %10s  %s  %s, %s", now.rank, new.rank,
                              now.score, new.score, pncid, row->surname, row->forenames),
             vha_arena_format(arena, "%s, %s, %s, %s", row->surname, row->forenames, pncid,
                              place_words(person, &now, &new, arena)))
            ->pncid = person->pncid;
    }
    vha_arena_free(reading);
    return status;
}

static void tell_heading(struct vha_model_lines *lines, const char *title)
{
    tell(lines, VHA_LINE_SECTION, title, title);
    tell(lines, VHA_LINE_HEADER,
         vha_arena_format(lines->arena, "  %6s %6s %10s %10s", "rank", "new", "score", "new"),
         NULL);
}

static void tell_nobody(struct vha_model_lines *lines)
{
    tell(lines, VHA_LINE_TEXT, "  Nobody.", "Nobody");
}

typedef bool chosen_function(const struct vha_modelled *person);

static bool enters(const struct vha_modelled *person)
{
    return person->rank == 0;
}

static bool leaves(const struct vha_modelled *person)
{
    return person->new_rank == 0;
}

static enum vha_status tell_people(struct vha_model_lines *lines, struct vha_cohort *cohort,
                                   const struct vha_model *model, const char *title,
                                   chosen_function *chosen, struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    tell_heading(lines, title);
    const size_t before = lines->count;
    for (size_t i = 0; i < model->count && status == VHA_OK; i++)
        if (chosen(&model->people[i]))
            status = tell_person(lines, cohort, &model->people[i], error);
    if (status == VHA_OK && lines->count == before)
        tell_nobody(lines);
    return status;
}

/* ------------------------------------------------------------------------------------- the moves
 */

static int64_t distance(const struct vha_modelled *person)
{
    return person->rank == 0 || person->new_rank == 0
               ? 0
               : labs((long)person->rank - (long)person->new_rank);
}

static int by_distance(const void *one, const void *other)
{
    const struct vha_modelled *const a = *(const struct vha_modelled *const *)one;
    const struct vha_modelled *const b = *(const struct vha_modelled *const *)other;
    if (distance(a) != distance(b))
        return distance(a) > distance(b) ? -1 : 1;
    return (a->pncid > b->pncid) - (a->pncid < b->pncid);
}

static enum vha_status tell_moves(struct vha_model_lines *lines, struct vha_cohort *cohort,
                                  const struct vha_model *model, struct vha_error *error)
{
    const struct vha_modelled **const moves = vha_alloc_zeroed(model->count + 1, sizeof *moves);
    size_t count = 0;
    enum vha_status status = VHA_OK;
    for (size_t i = 0; i < model->count; i++)
        if (distance(&model->people[i]) > 0)
            moves[count++] = &model->people[i];
    if (count > 0)
        qsort(moves, count, sizeof *moves, by_distance);
    tell_heading(lines, "The furthest moves of those who stay");
    for (size_t i = 0; i < count && i < MOST_MOVES && status == VHA_OK; i++)
        status = tell_person(lines, cohort, moves[i], error);
    if (count == 0)
        tell_nobody(lines);
    free(moves);
    return status;
}

/* -------------------------------------------------------------------------------- both equalities
 */

static void tell_row(struct vha_model_lines *lines, const char *label,
                     const struct vha_equality_row *now, const struct vha_equality_row *new,
                     const struct vha_equality_row *totals[2])
{
    char share[VHA_SHARE_SIZE];
    char new_share[VHA_SHARE_SIZE];
    const int64_t change = (int64_t) new->listed - (int64_t)now->listed;
    vha_equality_share(share, now->listed, totals[0]->listed);
    vha_equality_share(new_share, new->listed, totals[1]->listed);
    tell(lines, VHA_LINE_FIGURES,
         vha_arena_format(lines->arena, "  %-30s %8" PRIu32 " %6s %9" PRIu32 " %6s %+8" PRId64,
                          label, now->listed, share, new->listed, new_share, change),
         vha_arena_format(lines->arena,
                          "%s: %" PRIu32 " in force, %s %%; %" PRIu32
                          " modelled, %s %%; change %+" PRId64,
                          label, now->listed, share, new->listed, new_share, change));
}

static void tell_ratios(struct vha_model_lines *lines, const struct vha_modelling *modelling,
                        int breakdown)
{
    const struct vha_population_breakdown *const by = &modelling->population->by[breakdown];
    const bool others = by->reference == VHA_NO_GROUP;
    tell(lines, VHA_LINE_HEADER,
         vha_arena_format(lines->arena, "  %-30s %21s %21s",
                          others ? "per suspect, beside all others"
                                 : "per suspect, beside reference",
                          "in force", "modelled"),
         NULL);
    for (size_t i = 0; i < by->count; i++) {
        const struct vha_ratio *const now = &modelling->in_force.by[breakdown].rows[i].suspect;
        const struct vha_ratio *const new = &modelling->modelled.by[breakdown].rows[i].suspect;
        char ratio[VHA_RATIO_SIZE];
        char new_ratio[VHA_RATIO_SIZE];
        if (!now->given && !new->given)
            continue;
        vha_ratio_format(ratio, now);
        vha_ratio_format(new_ratio, new);
        tell(lines, VHA_LINE_FIGURES,
             vha_arena_format(lines->arena, "  %-30s %21s %21s", by->groups[i].label, ratio,
                              new_ratio),
             vha_arena_format(lines->arena, "%s, per suspect beside %s: %s in force, %s modelled",
                              by->groups[i].label,
                              others ? "all others" : by->groups[by->reference].label, ratio,
                              new_ratio));
    }
}

static void tell_breakdown(struct vha_model_lines *lines, const struct vha_modelling *modelling,
                           int breakdown)
{
    const struct vha_population_breakdown *const by = &modelling->population->by[breakdown];
    const struct vha_equality_table *const now = &modelling->in_force.by[breakdown];
    const struct vha_equality_table *const new = &modelling->modelled.by[breakdown];
    const struct vha_equality_row *totals[2] = {&now->total, &new->total};
    const char *const title = vha_arena_text(lines->arena, by->title, strlen(by->title));
    tell(lines, VHA_LINE_SECTION, title, title);
    tell(lines, VHA_LINE_HEADER,
         vha_arena_format(lines->arena, "  %-30s %8s %6s %9s %6s %8s", "", "in force", "%",
                          "modelled", "%", "change"),
         NULL);
    for (size_t i = 0; i < by->count; i++)
        if (!by->groups[i].unknown || !vha_equality_is_empty(&now->rows[i]) ||
            !vha_equality_is_empty(&new->rows[i]))
            tell_row(lines, by->groups[i].label, &now->rows[i], &new->rows[i], totals);
    tell_row(lines, "all", &now->total, &new->total, totals);
    tell_ratios(lines, modelling, breakdown);
}

/* --------------------------------------------------------------------------------------- all of it
 */

static void tell_counts(struct vha_model_lines *lines, const struct vha_modelling *modelling)
{
    const struct vha_model *const model = modelling->model;
    const char *text = vha_arena_format(lines->arena, "Policy: %s", modelling->policy->name);
    tell(lines, VHA_LINE_TEXT, text, text);
    if (modelling->policy->why != NULL) {
        text = vha_arena_format(lines->arena, "Why: %s", modelling->policy->why);
        tell(lines, VHA_LINE_TEXT, text, text);
    }
    text = vha_arena_format(lines->arena,
                            "%zu people are on the list in force, %zu on the modelled one: %zu "
                            "enter, %zu leave, %zu stay (%zu rise, %zu fall).",
                            model->listed, model->modelled, model->enter, model->leave,
                            model->listed - model->leave, model->risen, model->fallen);
    tell(lines, VHA_LINE_TEXT, text, text);
}

enum vha_status vha_modelling_tell(const struct vha_modelling *modelling, struct vha_cohort *cohort,
                                   struct vha_model_lines *lines, struct vha_error *error)
{
    const struct vha_model *const model = modelling->model;
    tell_counts(lines, modelling);
    enum vha_status status = tell_people(lines, cohort, model, "Who enters", enters, error);
    if (status == VHA_OK)
        status = tell_people(lines, cohort, model, "Who leaves", leaves, error);
    if (status == VHA_OK)
        status = tell_moves(lines, cohort, model, error);
    for (int i = 0; i < VHA_BREAKDOWNS && status == VHA_OK; i++)
        tell_breakdown(lines, modelling, i);
    return status;
}
