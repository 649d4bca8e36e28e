/* The stability of a list as it is told. */
#include "model.h"

#include "vha/cohort_dossier.h"

#include <inttypes.h>

static void tell_sway(struct vha_model_lines *lines, const struct vha_sway *sway, size_t which)
{
    const char *const status = sway->assumed ? "assumed" : "published";
    tell(lines, VHA_LINE_FIGURES,
         vha_arena_format(lines->arena, "  %-23s %-20s %-9s %3zu %3zu %5zu %4" PRIu32,
                          sway->category, sway->what, status, sway->by[which].enter,
                          sway->by[which].leave, sway->by[which].moved, sway->by[which].furthest),
         vha_arena_format(lines->arena,
                          "%s, %s, %s: %zu enter, %zu leave, %zu have another rank, by %" PRIu32
                          " at most",
                          sway->category, sway->what, status, sway->by[which].enter,
                          sway->by[which].leave, sway->by[which].moved, sway->by[which].furthest));
}

static void tell_sways(struct vha_model_lines *lines, const struct vha_stability *stability,
                       const char *title, size_t which)
{
    tell(lines, VHA_LINE_SECTION, title, title);
    tell(lines, VHA_LINE_HEADER,
         vha_arena_format(lines->arena, "  %-23s %-20s %-9s %3s %3s %5s %4s", "offence", "weight",
                          "status", "in", "out", "moved", "far"),
         NULL);
    for (size_t i = 0; i < stability->sway_count; i++)
        tell_sway(lines, &stability->sways[i], which);
}

/* " 0100/26 0117/26": the reports without any one of which somebody would not be on the list. */
static const char *decisive(const struct vha_explanation *explanation, struct vha_arena *arena)
{
    const struct vha_dossier *const dossier = &explanation->dossier;
    const char *refs = "";
    for (size_t i = 0; i < dossier->individual.crime_count; i++)
        if (explanation->crime_decisive[i])
            refs = vha_arena_format(arena, "%s %s", refs, dossier->crimes[i].ref);
    for (size_t i = 0; i < dossier->individual.intel_count; i++)
        if (explanation->intel_decisive[i])
            refs = vha_arena_format(arena, "%s %s", refs, dossier->intel[i].ref);
    return refs;
}

static enum vha_status tell_hanging(struct vha_model_lines *lines, struct vha_cohort *cohort,
                                    vha_pncid pncid, struct vha_error *error)
{
    struct vha_arena *const reading = vha_arena_new(); /* all their reports, to be forgotten */
    struct vha_arena *const arena = lines->arena;
    struct vha_explanation explanation;
    char text[VHA_PNCID_SIZE];
    const enum vha_status status = vha_cohort_explain(cohort, pncid, reading, &explanation, error);
    if (status == VHA_OK) {
        const struct vha_list_row *const person = &explanation.dossier.person;
        const char *const refs = decisive(&explanation, reading);
        vha_pncid_format(text, pncid);
        tell(lines, VHA_LINE_PERSON,
             vha_arena_format(arena, "  %6" PRIu32 "  %s  %s, %s:%s", person->rank, text,
                              person->surname, person->forenames, refs),
             vha_arena_format(arena, "Rank %" PRIu32 ", %s, %s, %s:%s", person->rank,
                              person->surname, person->forenames, text, refs))
            ->pncid = pncid;
    }
    vha_arena_free(reading);
    return status;
}

enum vha_status vha_stability_tell(const struct vha_stability *stability, struct vha_cohort *cohort,
                                   struct vha_model_lines *lines, struct vha_error *error)
{
    static const char method[] =
        "Each weight a tenth lower, and a tenth higher: who enters and leaves, how many of those "
        "who stay have another rank, and by how many ranks at most.";
    enum vha_status status = VHA_OK;
    tell(lines, VHA_LINE_TEXT, method, method);
    tell_sways(lines, stability, "Each weight a tenth lower", 0);
    tell_sways(lines, stability, "Each weight a tenth higher", 1);
    tell(lines, VHA_LINE_SECTION, "Who is on the list by a single report",
         "Who is on the list by a single report");
    const char *const count = vha_arena_format(
        lines->arena,
        "%zu people are on the list by a single report: without it they would not be. The reports "
        "named are those without any one of which they would not be.",
        stability->hanging_count);
    tell(lines, VHA_LINE_TEXT, count, count);
    for (size_t i = 0; i < stability->hanging_count && status == VHA_OK; i++)
        status = tell_hanging(lines, cohort, stability->hanging[i], error);
    return status;
}
