#include "build.h"

#include "fill.sql.h"

#include "vha/cohort_sorting.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDED_BYTES = 512 };

/* A position with what a sort compares: a number, or a text. */
struct sortable {
    int64_t number;
    const char *text;
    uint32_t position;
};

static int compare_sortables(const void *a, const void *b)
{
    const struct sortable *const left = a;
    const struct sortable *const right = b;
    const int order = (left->number > right->number) - (left->number < right->number);
    return order != 0 ? order : strcmp(left->text, right->text);
}

static const struct vha_nominal_row *nominal_at(const struct build *build, uint32_t position)
{
    return &build->extract->nominals[build->standings[position].nominal];
}

static const struct vha_assessment *assessment_at(const struct build *build, uint32_t position)
{
    return &build->assessments[build->standings[position].nominal];
}

/* ------------------------------------------------------------------------------------- sorts */

const char *build_folded_name(const struct build *build, uint32_t position, struct vha_arena *arena)
{
    const struct vha_nominal_row *nominal = nominal_at(build, position);
    char folded[2 * FOLDED_BYTES];
    size_t length = vha_text_fold(folded, FOLDED_BYTES,
                                  vha_extract_text(build->extract, VHA_NOMINALS, nominal->surname));
    folded[length++] = ' ';
    length += vha_text_fold(folded + length, FOLDED_BYTES,
                            vha_extract_text(build->extract, VHA_NOMINALS, nominal->forenames));
    return vha_arena_text(arena, folded, length);
}

static void sort_by_name(const struct build *build, struct sortable *sortable,
                         struct vha_arena *arena)
{
    sortable->text = build_folded_name(build, sortable->position, arena);
}

static void sort_by_score(const struct build *build, struct sortable *sortable,
                          struct vha_arena *arena)
{
    (void)arena;
    sortable->number = build->standings[sortable->position].score;
}

static void sort_by_pncid(const struct build *build, struct sortable *sortable,
                          struct vha_arena *arena)
{
    (void)arena;
    sortable->number = (int64_t)build->standings[sortable->position].pncid;
}

static void sort_by_age(const struct build *build, struct sortable *sortable,
                        struct vha_arena *arena)
{
    (void)arena; /* youngest first: born last */
    sortable->number = -(int64_t)nominal_at(build, sortable->position)->dob;
}

static void sort_by_born(const struct build *build, struct sortable *sortable,
                         struct vha_arena *arena)
{
    (void)arena;
    sortable->number = nominal_at(build, sortable->position)->dob;
}

static void sort_by_borough(const struct build *build, struct sortable *sortable,
                            struct vha_arena *arena)
{
    (void)arena; /* by name, those without one last */
    const uint8_t borough = nominal_at(build, sortable->position)->borough;
    sortable->number = borough == VHA_NO_BOROUGH ? 1 : 0;
    if (borough != VHA_NO_BOROUGH)
        sortable->text = build->request->areas->boroughs[borough].name;
}

static void sort_by_bcu(const struct build *build, struct sortable *sortable,
                        struct vha_arena *arena)
{
    (void)arena; /* by code; the City, which is none's, and those without a borough last */
    const uint8_t borough = nominal_at(build, sortable->position)->borough;
    if (borough != VHA_NO_BOROUGH)
        sortable->text = build->request->areas->boroughs[borough].bcu;
    sortable->number = *sortable->text == '\0' ? 1 : 0;
}

static void sort_by_crime_score(const struct build *build, struct sortable *sortable,
                                struct vha_arena *arena)
{
    (void)arena;
    sortable->number = assessment_at(build, sortable->position)->crime_score;
}

static void sort_by_intel_score(const struct build *build, struct sortable *sortable,
                                struct vha_arena *arena)
{
    (void)arena;
    sortable->number = assessment_at(build, sortable->position)->intel_score;
}

static void sort_by_crime_reports(const struct build *build, struct sortable *sortable,
                                  struct vha_arena *arena)
{
    (void)arena;
    sortable->number = assessment_at(build, sortable->position)->crime_reports;
}

static void sort_by_intel_reports(const struct build *build, struct sortable *sortable,
                                  struct vha_arena *arena)
{
    (void)arena;
    sortable->number = assessment_at(build, sortable->position)->intel_reports;
}

static void sort_by_latest(const struct build *build, struct sortable *sortable,
                           struct vha_arena *arena)
{
    (void)arena;
    sortable->number = assessment_at(build, sortable->position)->latest;
}

static void sort_by_qualifying(const struct build *build, struct sortable *sortable,
                               struct vha_arena *arena)
{
    (void)arena;
    sortable->number = (int64_t)assessment_at(build, sortable->position)->qualifying;
}

static void sort_by_recency(const struct build *build, struct sortable *sortable,
                            struct vha_arena *arena)
{
    (void)arena;
    sortable->number = (int64_t)assessment_at(build, sortable->position)->recency;
}

static void sort_by_change(const struct build *build, struct sortable *sortable,
                           struct vha_arena *arena)
{
    (void)arena;
    const int64_t previous = build->previous[sortable->position];
    sortable->number =
        previous == 0 ? INT64_MAX : previous - build->standings[sortable->position].rank;
}

static void sort_by_previous(const struct build *build, struct sortable *sortable,
                             struct vha_arena *arena)
{
    (void)arena;
    const int64_t previous = build->previous[sortable->position];
    sortable->number = previous == 0 ? INT64_MAX : previous;
}

/* The list itself is in rank order and needs no ordering; the chosen offences come later. */
static void (*const sort_keys[VHA_SORTS])(const struct build *, struct sortable *,
                                          struct vha_arena *) = {
    [VHA_SORT_SCORE] = sort_by_score,
    [VHA_SORT_NAME] = sort_by_name,
    [VHA_SORT_PNCID] = sort_by_pncid,
    [VHA_SORT_AGE] = sort_by_age,
    [VHA_SORT_BORN] = sort_by_born,
    [VHA_SORT_BOROUGH] = sort_by_borough,
    [VHA_SORT_BCU] = sort_by_bcu,
    [VHA_SORT_CRIME_SCORE] = sort_by_crime_score,
    [VHA_SORT_INTEL_SCORE] = sort_by_intel_score,
    [VHA_SORT_CRIME_REPORTS] = sort_by_crime_reports,
    [VHA_SORT_INTEL_REPORTS] = sort_by_intel_reports,
    [VHA_SORT_LATEST] = sort_by_latest,
    [VHA_SORT_QUALIFYING] = sort_by_qualifying,
    [VHA_SORT_RECENCY] = sort_by_recency,
    [VHA_SORT_CHANGE] = sort_by_change,
    [VHA_SORT_PREVIOUS] = sort_by_previous,
};

static int store_order(const struct build *build, enum vha_sort sort, struct sortable *sortables,
                       uint32_t *places)
{
    struct vha_arena *arena = vha_arena_new();
    for (uint32_t i = 0; i < build->listed; i++) {
        sortables[i] = (struct sortable){.text = "", .position = i};
        sort_keys[sort](build, &sortables[i], arena);
    }
    qsort(sortables, build->listed, sizeof *sortables, compare_sortables);
    uint32_t place = 0;
    for (uint32_t i = 0; i < build->listed; i++) {
        if (i > 0 && compare_sortables(&sortables[i - 1], &sortables[i]) != 0)
            place++;
        places[sortables[i].position] = htole32(place);
    }
    vha_arena_free(arena);
    return build_store_blobs(build, "ordering", (int)sort, places, build->listed * sizeof *places,
                             NULL, 0);
}

int build_orders(struct build *build)
{
    struct sortable *sortables = vha_alloc_zeroed(build->listed, sizeof *sortables);
    uint32_t *places = vha_alloc_zeroed(build->listed, sizeof *places);
    int result = SQLITE_OK;
    for (int sort = 0; sort < VHA_SORTS && result == SQLITE_OK; sort++)
        if (sort_keys[sort] != NULL)
            result = store_order(build, (enum vha_sort)sort, sortables, places);
    free(places);
    free(sortables);
    return result;
}
