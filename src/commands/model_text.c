#include "model.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MOVES = 20 };

static void write_shown(FILE *out, const char *before, const char *text, const char *after)
{
    const size_t size = 12 * strlen(text) + 1;
    char *const shown = vha_alloc(size);
    fprintf(out, "%s%s%s", before, vha_text_show(shown, size, text), after);
    free(shown);
}

/* ------------------------------------------------------------------------------------ the people
 */

static enum vha_status write_person(FILE *out, const struct modelling *modelling,
                                    const struct vha_modelled *person, struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_dossier dossier;
    char pncid[VHA_PNCID_SIZE];
    char score[VHA_MILLI_SIZE];
    char new_score[VHA_MILLI_SIZE];
    char rank[16] = "-";
    char new_rank[16] = "-";
    const enum vha_status status =
        vha_cohort_dossier(modelling->made.cohort, person->pncid, arena, &dossier, error);
    if (status == VHA_OK) {
        if (person->rank > 0)
            snprintf(rank, sizeof rank, "%" PRIu32, person->rank);
        if (person->new_rank > 0)
            snprintf(new_rank, sizeof new_rank, "%" PRIu32, person->new_rank);
        fprintf(out, "  %6s %6s %12s %12s  %s", rank, new_rank,
                person->rank > 0 ? vha_milli_format(score, person->score, true) : "-",
                person->new_rank > 0 ? vha_milli_format(new_score, person->new_score, true) : "-",
                vha_pncid_format(pncid, person->pncid));
        write_shown(out, "  ", dossier.person.surname, ", ");
        write_shown(out, "", dossier.person.forenames, "\n");
    }
    vha_arena_free(arena);
    return status;
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

static enum vha_status write_people(FILE *out, const struct modelling *modelling, const char *title,
                                    chosen_function *chosen, struct vha_error *error)
{
    const struct vha_model *const model = modelling->model;
    enum vha_status status = VHA_OK;
    fprintf(out, "\n%s\n  %6s %6s %12s %12s\n", title, "rank", "new", "score", "new");
    for (size_t i = 0; i < model->count && status == VHA_OK; i++)
        if (chosen(&model->people[i]))
            status = write_person(out, modelling, &model->people[i], error);
    return status;
}

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

static enum vha_status write_moves(FILE *out, const struct modelling *modelling,
                                   struct vha_error *error)
{
    const struct vha_model *const model = modelling->model;
    const struct vha_modelled **const moves = vha_alloc_zeroed(model->count + 1, sizeof *moves);
    size_t count = 0;
    enum vha_status status = VHA_OK;
    for (size_t i = 0; i < model->count; i++)
        if (distance(&model->people[i]) > 0)
            moves[count++] = &model->people[i];
    if (count > 0)
        qsort(moves, count, sizeof *moves, by_distance);
    fprintf(out, "\nThe furthest moves of those who stay\n  %6s %6s %12s %12s\n", "rank", "new",
            "score", "new");
    for (size_t i = 0; i < count && i < MOST_MOVES && status == VHA_OK; i++)
        status = write_person(out, modelling, moves[i], error);
    free(moves);
    return status;
}

/* --------------------------------------------------------------------------------- both equalities
 */

static void write_row(FILE *out, const char *label, const struct vha_equality_row *now,
                      const struct vha_equality_row *new, const struct vha_equality_row *totals[2])
{
    char share[SHARE_SIZE];
    char new_share[SHARE_SIZE];
    fprintf(out, "  %-30s %8" PRIu32 " %6s %9" PRIu32 " %6s %+8" PRId64 "\n", label, now->listed,
            equality_share(share, now->listed, totals[0]->listed), new->listed,
            equality_share(new_share, new->listed, totals[1]->listed),
            (int64_t) new->listed - (int64_t)now->listed);
}

static void write_breakdown(FILE *out, const struct modelling *modelling, int breakdown)
{
    const struct vha_population_breakdown *const by = &modelling->made.population->by[breakdown];
    const struct vha_equality_table *const now = &modelling->made.equality.by[breakdown];
    const struct vha_equality_table *const new = &modelling->equality.by[breakdown];
    const struct vha_equality_row *totals[2] = {&now->total, &new->total};
    fprintf(out, "\n%-32s %8s %6s %9s %6s %8s\n", by->title, "in force", "%", "modelled", "%",
            "change");
    for (size_t i = 0; i < by->count; i++)
        if (!by->groups[i].unknown || !equality_is_empty(&now->rows[i]))
            write_row(out, by->groups[i].label, &now->rows[i], &new->rows[i], totals);
    write_row(out, "all", &now->total, &new->total, totals);
    fprintf(out, "\n  %-30s %23s %23s\n",
            by->reference == VHA_NO_GROUP ? "per suspect, beside all others"
                                          : "per suspect, beside reference",
            "in force", "modelled");
    for (size_t i = 0; i < by->count; i++) {
        char ratio[RATIO_SIZE];
        char new_ratio[RATIO_SIZE];
        if (now->rows[i].suspect.given || new->rows[i].suspect.given)
            fprintf(out, "  %-30s %23s %23s\n", by->groups[i].label,
                    equality_ratio(ratio, &now->rows[i].suspect),
                    equality_ratio(new_ratio, &new->rows[i].suspect));
    }
}

enum vha_status model_text(FILE *out, const struct modelling *modelling, struct vha_error *error)
{
    const struct vha_model *const model = modelling->model;
    fprintf(out, "OFFICIAL  Model of VHA %s\n", vha_cohort_info(modelling->made.cohort)->quarter);
    write_shown(out, "Policy: ", modelling->policy->name, "\n");
    if (modelling->policy->why != NULL)
        write_shown(out, "Why: ", modelling->policy->why, "\n");
    fprintf(out,
            "%zu people are on the list in force, %zu on the modelled one: %zu enter, %zu leave, "
            "%zu stay (%zu rise, %zu fall).\n",
            model->listed, model->modelled, model->enter, model->leave,
            model->listed - model->leave, model->risen, model->fallen);
    enum vha_status status = write_people(out, modelling, "Who enters", enters, error);
    if (status == VHA_OK)
        status = write_people(out, modelling, "Who leaves", leaves, error);
    if (status == VHA_OK)
        status = write_moves(out, modelling, error);
    for (int i = 0; i < VHA_BREAKDOWNS && status == VHA_OK; i++)
        write_breakdown(out, modelling, i);
    return status;
}

/* ------------------------------------------------------------------------------------- stability
 */

static enum vha_status write_hanging(FILE *out, const struct modelling *modelling, vha_pncid pncid,
                                     struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_explanation explanation;
    char text[VHA_PNCID_SIZE];
    const enum vha_status status =
        vha_cohort_explain(modelling->made.cohort, pncid, arena, &explanation, error);
    if (status == VHA_OK) {
        const struct vha_dossier *const dossier = &explanation.dossier;
        fprintf(out, "  %6" PRIu32 "  %s", dossier->person.rank, vha_pncid_format(text, pncid));
        write_shown(out, "  ", dossier->person.surname, ", ");
        write_shown(out, "", dossier->person.forenames, ":");
        for (size_t i = 0; i < dossier->individual.crime_count; i++)
            if (explanation.crime_decisive[i])
                write_shown(out, " ", dossier->crimes[i].ref, "");
        for (size_t i = 0; i < dossier->individual.intel_count; i++)
            if (explanation.intel_decisive[i])
                write_shown(out, " ", dossier->intel[i].ref, "");
        fputc('\n', out);
    }
    vha_arena_free(arena);
    return status;
}

enum vha_status stability_text(FILE *out, const struct modelling *modelling,
                               struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    fprintf(out,
            "OFFICIAL  Stability of VHA %s\n\nEach weight a tenth lower, and a tenth higher: who "
            "enters and leaves, how many of those who\nstay have another rank, and by how many "
            "ranks at most.\n\n  %-24s %-22s %-9s %23s %23s\n",
            vha_cohort_info(modelling->made.cohort)->quarter, "offence", "weight", "status",
            "-10 %: in out moved far", "+10 %: in out moved far");
    for (size_t i = 0; i < modelling->sway_count; i++) {
        const struct vha_sway *const sway = &modelling->sways[i];
        fprintf(out, "  %-24s %-22s %-9s", sway->category, sway->what,
                sway->assumed ? "assumed" : "published");
        for (size_t j = 0; j < VHA_COUNT(sway->by); j++)
            fprintf(out, " %9zu %3zu %5zu %3" PRIu32, sway->by[j].enter, sway->by[j].leave,
                    sway->by[j].moved, sway->by[j].furthest);
        fputc('\n', out);
    }
    fprintf(out,
            "\n%zu people are on the list by a single report: without it they would not be. The "
            "reports\nnamed are those without any one of which they would not be:\n",
            modelling->hanging_count);
    for (size_t i = 0; i < modelling->hanging_count && status == VHA_OK; i++)
        status = write_hanging(out, modelling, modelling->hanging[i], error);
    return status;
}
