/* Which columns the list shows, and those that are scrolled out of sight. */
#include "cohort.h"

void cohort_choose_columns(struct cohort_state *state, const struct column_choice *choice)
{
    state->choice = *choice;
    state->column_scroll = 0;
}

struct column_choice cohort_chosen_columns(const struct cohort_state *state)
{
    struct column_choice choice = state->choice;
    if (choice.count > 0)
        return choice;
    for (size_t i = 0; i < state->columns.count; i++) {
        choice.items[i].column = (size_t)(state->columns.shown[i].column - table_columns);
        choice.items[i].width = 0;
    }
    choice.count = state->columns.count;
    return choice;
}

unsigned cohort_scroll_columns(struct cohort_state *state, enum action action)
{
    if (action == ACTION_LEFT && state->column_scroll > 0)
        state->column_scroll--;
    else if (action == ACTION_RIGHT && state->columns.to_right > 0)
        state->column_scroll++;
    else
        return SCREEN_IGNORED;
    return SCREEN_REDRAW;
}

unsigned cohort_columns(struct cohort_state *state, struct desk *desk)
{
    desk_push(desk, columns_screen(state));
    return SCREEN_REDRAW;
}
