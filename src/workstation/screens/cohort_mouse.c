/* The mouse on the list. */
#include "cohort.h"

static unsigned click_heading(struct cohort_state *state, struct desk *desk, int column)
{
    for (size_t i = 0; i < state->columns.count; i++) {
        const int start =
            state->areas.table.column + cohort_margin(state) + state->columns.shown[i].start;
        const struct column *const clicked = state->columns.shown[i].column;
        if (column < start || column >= start + state->columns.shown[i].width || !clicked->sortable)
            continue;
        const size_t key = column_key(column_of_sort(clicked->sort), &state->sorting);
        return key > 0 && state->sorting.count <= 1
                   ? cohort_reverse(state, desk)
                   : cohort_sort_by(state, desk, clicked->sort,
                                    vha_sorts[clicked->sort].descending_first);
    }
    return SCREEN_IGNORED;
}

static unsigned click_table(struct cohort_state *state, struct desk *desk,
                            const struct event *event)
{
    const int line = event->row - state->areas.table.row - 1;
    if (line < 0)
        return click_heading(state, desk, event->column);
    const uint32_t clicked = state->top + (uint32_t)line;
    if (clicked >= state->selection.count)
        return SCREEN_REDRAW;
    const bool again = clicked == state->cursor && state->focus == FOCUS_TABLE;
    cohort_set_focus(state, FOCUS_TABLE);
    return again ? cohort_open_record(state, desk) : cohort_move_to(state, desk, clicked);
}

unsigned cohort_click(struct cohort_state *state, struct desk *desk, const struct event *event)
{
    if (event_is_in(event, state->areas.table))
        return click_table(state, desk, event);
    if (event_is_in(event, state->areas.filters)) {
        cohort_set_focus(state, FOCUS_FILTERS);
        if (filters_point(&state->filters, &state->filter, event->row - state->areas.filters.row,
                          state->areas.filters.rows))
            return cohort_toggle(state, desk);
        return SCREEN_REDRAW;
    }
    if (event_is_in(event, state->areas.why)) {
        cohort_set_focus(state, FOCUS_WHY);
        return SCREEN_REDRAW;
    }
    return SCREEN_IGNORED;
}

#define WHEEL_ROWS INT64_C(3)

unsigned cohort_wheel(struct cohort_state *state, struct desk *desk, const struct event *event)
{
    if (event_is_in(event, state->areas.why)) {
        lines_scroll(&state->why.lines, (int64_t)event->wheel * WHEEL_ROWS,
                     state->areas.why.rows - 1);
        return SCREEN_REDRAW;
    }
    if (event_is_in(event, state->areas.filters)) {
        cohort_set_focus(state, FOCUS_FILTERS);
        for (int i = 0; i < WHEEL_ROWS; i++)
            filters_move(&state->filters, &state->filter,
                         event->wheel < 0 ? ACTION_UP : ACTION_DOWN, state->areas.filters.rows);
        return SCREEN_REDRAW;
    }
    return cohort_move_page(state, desk, event->wheel * WHEEL_ROWS);
}
