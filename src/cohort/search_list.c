/* The daily search list: the head of the list, which is in the order of its scores. */
#include "vha/cohort.h"
#include "vha/cohort_dossier.h"

#include <stdlib.h>

static enum vha_status read_rows(struct vha_cohort *cohort, struct vha_arena *arena,
                                 struct vha_search_list *list, struct vha_error *error)
{
    const uint32_t listed = vha_cohort_listed(cohort);
    struct vha_list_row *const rows = vha_arena_alloc(arena, (listed + (size_t)1) * sizeof *rows);
    enum vha_status status = VHA_OK;
    list->rows = rows;
    for (uint32_t i = 0; i < listed && status == VHA_OK; i++) {
        struct vha_list_row *const row = &rows[list->count];
        status = vha_cohort_row(cohort, vha_cohort_nth(cohort, i), arena, row, error);
        if (status == VHA_OK && row->crime_score + row->intel_score < list->least)
            break;
        list->count += status == VHA_OK;
    }
    return status;
}

static enum vha_status count_reports(struct vha_cohort *cohort, struct vha_arena *arena,
                                     struct vha_search_list *list, struct vha_error *error)
{
    uint32_t *const reports = vha_arena_alloc(arena, (list->count + 1) * sizeof *reports);
    uint32_t *counts = NULL;
    uint32_t total = 0;
    const enum vha_status status = vha_cohort_new_intel(cohort, &counts, &total, error);
    for (size_t i = 0; i < list->count && status == VHA_OK; i++)
        reports[i] = counts[list->rows[i].position];
    list->new_reports = reports;
    free(counts);
    return status;
}

enum vha_status vha_cohort_search_list(struct vha_cohort *cohort, struct vha_arena *arena,
                                       struct vha_search_list *list, struct vha_error *error)
{
    const struct vha_policy *policy = NULL;
    *list = (struct vha_search_list){.count = 0};
    enum vha_status status = vha_cohort_policy(cohort, &policy, error);
    if (status == VHA_OK) {
        list->least = policy->search_list_score;
        status = read_rows(cohort, arena, list, error);
    }
    return status == VHA_OK ? count_reports(cohort, arena, list, error) : status;
}
