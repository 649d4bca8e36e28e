/* One person over the quarters kept. */
#include "vha/cohort.h"
#include "vha/cohort_dossier.h"
#include "vha/quarters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void look(struct vha_cohort *cohort, vha_pncid pncid, struct vha_arena *arena,
                 struct vha_past *past)
{
    struct vha_dossier dossier;
    struct vha_error missing = {0};
    const enum vha_status status = vha_cohort_dossier(cohort, pncid, arena, &dossier, &missing);
    past->recorded = status == VHA_OK;
    if (past->recorded)
        past->row = dossier.person;
    else if (status != VHA_NO_INPUT)
        past->unread = vha_arena_format(arena, "%s", missing.message);
}

static void look_into(struct vha_register *reg, const char *folder, vha_pncid pncid,
                      struct vha_arena *arena, struct vha_past *past)
{
    struct vha_cohort *cohort = NULL;
    struct vha_error unread = {0};
    if (vha_quarters_open(reg, folder, past->quarter, &cohort, &unread) == VHA_OK)
        look(cohort, pncid, arena, past);
    else
        past->unread = vha_arena_format(arena, "%s", unread.message);
    vha_cohort_close(cohort);
}

static int by_quarter(const void *one, const void *other)
{
    return strcmp(((const struct vha_past *)one)->quarter,
                  ((const struct vha_past *)other)->quarter);
}

/* A quarter of the archive that is open has its place once. */
enum vha_status vha_quarters_person(struct vha_register *reg, const char *folder,
                                    struct vha_cohort *now, vha_pncid pncid,
                                    struct vha_arena *arena, struct vha_past **past, size_t *count,
                                    struct vha_error *error)
{
    const char *const in_force = vha_cohort_info(now)->quarter;
    struct vha_kept_quarter *kept = NULL;
    size_t kept_count = 0;
    *count = 0;
    const enum vha_status status = vha_quarters_read(folder, &kept, &kept_count, error);
    *past = vha_arena_alloc(arena, (kept_count + 1) * sizeof **past);
    for (size_t i = 0; i < kept_count; i++) {
        if (strcmp(kept[i].quarter, in_force) == 0)
            continue;
        struct vha_past *const one = &(*past)[(*count)++];
        *one = (struct vha_past){.unread = NULL};
        snprintf(one->quarter, sizeof one->quarter, "%s", kept[i].quarter);
        look_into(reg, folder, pncid, arena, one);
    }
    free(kept);
    if (status != VHA_OK)
        return status;
    struct vha_past *const one = &(*past)[(*count)++];
    *one = (struct vha_past){.in_force = true};
    snprintf(one->quarter, sizeof one->quarter, "%s", in_force);
    look(now, pncid, arena, one);
    qsort(*past, *count, sizeof **past, by_quarter);
    return VHA_OK;
}
