/* The order of the list: by one column or several, each either way round. */
#include "cohort.h"

unsigned cohort_sort_as(struct cohort_state *state, struct desk *desk,
                        const struct vha_sorting *sorting)
{
    state->sorting = *sorting;
    return cohort_select_anew(state, desk);
}

unsigned cohort_sort_by(struct cohort_state *state, struct desk *desk, enum vha_sort sort,
                        bool descending)
{
    const struct vha_sorting sorting = {.count = 1, .keys = {{sort, descending}}};
    return cohort_sort_as(state, desk, &sorting);
}

/* The sorting with its first key even where that is not said. */
static struct vha_sorting spelt_out(const struct cohort_state *state)
{
    struct vha_sorting sorting = state->sorting;
    if (sorting.count == 0)
        sorting = (struct vha_sorting){.count = 1, .keys = {{VHA_SORT_RANK, false}}};
    return sorting;
}

/* The column in sight to the right of the last key's, round to the first, that sorts and is none of
 * the first `kept` keys; NULL when there is none. */
static const struct column *next_column(const struct cohort_state *state,
                                        const struct vha_sorting *sorting, size_t kept)
{
    const struct column_layout *const layout = &state->columns;
    const struct column *const last = column_of_sort(sorting->keys[sorting->count - 1].sort);
    size_t at = 0;
    while (at + 1 < layout->count && layout->shown[at].column != last)
        at++;
    for (size_t i = 1; i <= layout->count; i++) {
        const struct column *const column = layout->shown[(at + i) % layout->count].column;
        const size_t key = column_key(column, sorting);
        if (column->sortable && !column->passed_over && (key == 0 || key > kept))
            return column;
    }
    return NULL;
}

static unsigned put_key(struct cohort_state *state, struct desk *desk, struct vha_sorting *sorting,
                        size_t key, enum vha_sort sort)
{
    sorting->keys[key] = (struct vha_sort_key){sort, vha_sorts[sort].descending_first};
    sorting->count = key + 1;
    return cohort_sort_as(state, desk, sorting);
}

unsigned cohort_sort_next(struct cohort_state *state, struct desk *desk)
{
    struct vha_sorting sorting = spelt_out(state);
    const struct column *const column = next_column(state, &sorting, sorting.count - 1);
    return column != NULL ? put_key(state, desk, &sorting, sorting.count - 1, column->sort)
                          : SCREEN_IGNORED;
}

unsigned cohort_add_key(struct cohort_state *state, struct desk *desk, enum vha_sort sort)
{
    struct vha_sorting sorting = spelt_out(state);
    for (size_t i = 0; i < sorting.count; i++)
        if (sorting.keys[i].sort == sort) {
            desk_say(desk, "The list is sorted %s already.", vha_sorts[sort].orders[0]);
            return SCREEN_REDRAW;
        }
    if (sorting.count == VHA_SORT_KEYS) {
        desk_say(desk, "The list is sorted by %d columns at most.", VHA_SORT_KEYS);
        return SCREEN_REDRAW;
    }
    return put_key(state, desk, &sorting, sorting.count, sort);
}

unsigned cohort_sort_more(struct cohort_state *state, struct desk *desk)
{
    const struct vha_sorting sorting = spelt_out(state);
    const struct column *const column = next_column(state, &sorting, sorting.count);
    if (column != NULL)
        return cohort_add_key(state, desk, column->sort);
    desk_say(desk, "There is no further column in sight to sort by.");
    return SCREEN_REDRAW;
}

unsigned cohort_sort_less(struct cohort_state *state, struct desk *desk)
{
    struct vha_sorting sorting = spelt_out(state);
    if (sorting.count == 1) {
        desk_say(desk, "The list is sorted by one column only.");
        return SCREEN_REDRAW;
    }
    sorting.count--;
    return cohort_sort_as(state, desk, &sorting);
}

unsigned cohort_reverse(struct cohort_state *state, struct desk *desk)
{
    struct vha_sorting sorting = spelt_out(state);
    struct vha_sort_key *const last = &sorting.keys[sorting.count - 1];
    last->descending = !last->descending;
    return cohort_sort_as(state, desk, &sorting);
}
