/* The filters, as keys change them. */
#include "cohort.h"

unsigned cohort_toggle(struct cohort_state *state, struct desk *desk)
{
    if (state->focus != FOCUS_FILTERS)
        return SCREEN_IGNORED;
    filters_toggle(&state->filters, &state->filter);
    return cohort_select_anew(state, desk);
}

unsigned cohort_clear_pane(struct cohort_state *state, struct desk *desk)
{
    if (state->focus != FOCUS_FILTERS) {
        desk_say(desk, "Go to the filters first, to the one that is to be cleared.");
        return SCREEN_REDRAW;
    }
    filters_clear_pane(&state->filters, &state->filter);
    return cohort_select_anew(state, desk);
}

unsigned cohort_clear_all(struct cohort_state *state, struct desk *desk)
{
    state->filter = (struct vha_filter){.chosen = {0}};
    return cohort_select_anew(state, desk);
}
