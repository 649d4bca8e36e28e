#include "changes.h"

#include <string.h>

/* What a report comes to now, for somebody whom it counted for before. */
static struct vha_lost_report judge(const char *ref, const char *const *refs,
                                    const struct vha_judged *judged, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(refs[i], ref) == 0)
            return (struct vha_lost_report){.ref = ref, .verdict = judged[i].verdict};
    return (struct vha_lost_report){.ref = ref, .gone = true};
}

static const char **crime_refs(const struct vha_dossier *dossier, struct vha_arena *arena)
{
    const size_t count = dossier->individual.crime_count;
    const char **const refs = vha_arena_alloc(arena, (count + 1) * sizeof *refs);
    for (size_t i = 0; i < count; i++)
        refs[i] = dossier->crimes[i].ref;
    return refs;
}

static const char **intel_refs(const struct vha_dossier *dossier, struct vha_arena *arena)
{
    const size_t count = dossier->individual.intel_count;
    const char **const refs = vha_arena_alloc(arena, (count + 1) * sizeof *refs);
    for (size_t i = 0; i < count; i++)
        refs[i] = dossier->intel[i].ref;
    return refs;
}

static void keep_lost(struct vha_lost_report *lost, size_t *count, struct vha_lost_report report)
{
    if (report.gone || report.verdict != VHA_COUNTED)
        lost[(*count)++] = report;
}

/* The reports that counted then and do not now. `now` is NULL when nobody has that PNCID any more.
 */
static void find_lost(const struct vha_explanation *then, const struct vha_explanation *now,
                      struct vha_arena *arena, struct vha_departure *departure)
{
    const struct vha_individual *const individual = &then->dossier.individual;
    const char *const *const crimes = now != NULL ? crime_refs(&now->dossier, arena) : NULL;
    const char *const *const intel = now != NULL ? intel_refs(&now->dossier, arena) : NULL;
    struct vha_lost_report *const lost = vha_arena_alloc(
        arena, (individual->crime_count + individual->intel_count + 1) * sizeof *lost);
    for (size_t i = 0; i < individual->crime_count; i++)
        if (then->crimes[i].verdict == VHA_COUNTED)
            keep_lost(lost, &departure->lost_count,
                      judge(then->dossier.crimes[i].ref, crimes, now != NULL ? now->crimes : NULL,
                            now != NULL ? now->dossier.individual.crime_count : 0));
    for (size_t i = 0; i < individual->intel_count; i++)
        if (then->intel[i].verdict == VHA_COUNTED)
            keep_lost(lost, &departure->lost_count,
                      judge(then->dossier.intel[i].ref, intel, now != NULL ? now->intel : NULL,
                            now != NULL ? now->dossier.individual.intel_count : 0));
    departure->lost = lost;
}

static enum vha_went rule_of(const struct vha_explanation *now)
{
    const bool enough = now->assessment.qualifying != VHA_QUALIFYING_NONE;
    const bool recent = now->assessment.recency != VHA_RECENCY_NONE;
    return now->assessment.included ? VHA_WENT_BY_REMOVAL
           : enough                 ? VHA_WENT_BY_RECENCY
           : recent                 ? VHA_WENT_BY_QUANTITY
                                    : VHA_WENT_BY_BOTH;
}

enum vha_status changes_departure(const struct comparing *comparing, vha_pncid pncid,
                                  struct vha_departure *departure, struct vha_error *error)
{
    struct vha_explanation *const then = vha_arena_alloc(comparing->arena, sizeof *then);
    struct vha_explanation *const now = vha_arena_alloc(comparing->arena, sizeof *now);
    enum vha_status status =
        vha_cohort_explain(comparing->before, pncid, comparing->arena, then, error);
    if (status != VHA_OK)
        return status;
    *departure =
        (struct vha_departure){.person = then->dossier.person, .went = VHA_WENT_UNRECORDED};
    struct vha_error missing = {0};
    status = vha_cohort_explain(comparing->now, pncid, comparing->arena, now, &missing);
    if (status != VHA_OK && status != VHA_NO_INPUT)
        return vha_fail(error, status, "%s", missing.message);
    if (status == VHA_OK) {
        departure->went = rule_of(now);
        departure->shortfall = now->shortfall;
    }
    find_lost(then, status == VHA_OK ? now : NULL, comparing->arena, departure);
    return VHA_OK;
}
