/* The order of the list: by one column after another, either way round. */
#include "cohort.h"

unsigned cohort_sort_by(struct cohort_state *state, struct desk *desk, enum vha_sort sort,
                        bool descending)
{
    state->sorting = (struct vha_sorting){.count = 1, .keys = {{sort, descending}}};
    return cohort_select_anew(state, desk);
}

unsigned cohort_reverse(struct cohort_state *state, struct desk *desk)
{
    const struct vha_sort_key key = cohort_sort_key(state);
    return cohort_sort_by(state, desk, key.sort, !key.descending);
}

/* The next column to the right of those in sight, round to the first. */
unsigned cohort_sort_next(struct cohort_state *state, struct desk *desk)
{
    const struct column_layout *const layout = &state->columns;
    size_t at = 0;
    while (at + 1 < layout->count &&
           layout->shown[at].column != column_of_sort(cohort_sort_key(state).sort))
        at++;
    for (size_t i = 1; i <= layout->count; i++) {
        const struct column *const column = layout->shown[(at + i) % layout->count].column;
        if (column->sortable && column == column_of_sort(column->sort))
            return cohort_sort_by(state, desk, column->sort, column->descending_first);
    }
    return SCREEN_IGNORED;
}
