/* The daily search list: the head of the list, which is in the order of its scores. */
#include "vha/cohort.h"

enum vha_status vha_cohort_search_list(struct vha_cohort *cohort, struct vha_arena *arena,
                                       struct vha_search_list *list, struct vha_error *error)
{
    const uint32_t listed = vha_cohort_listed(cohort);
    const struct vha_policy *policy = NULL;
    struct vha_list_row *const rows = vha_arena_alloc(arena, (listed + (size_t)1) * sizeof *rows);
    *list = (struct vha_search_list){.rows = rows};
    enum vha_status status = vha_cohort_policy(cohort, &policy, error);
    if (status == VHA_OK)
        list->least = policy->search_list_score;
    for (uint32_t i = 0; i < listed && status == VHA_OK; i++) {
        struct vha_list_row *const row = &rows[list->count];
        status = vha_cohort_row(cohort, vha_cohort_nth(cohort, i), arena, row, error);
        if (status == VHA_OK && row->crime_score + row->intel_score < list->least)
            break;
        list->count += status == VHA_OK;
    }
    return status;
}
