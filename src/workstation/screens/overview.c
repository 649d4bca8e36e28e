#include "overview.h"

#include <stdlib.h>

/* What has a meaning without panels. */
static const struct offer plain_offers[] = {
    {ACTION_CLEAR_ALL, NULL, false},   {ACTION_UNDO_FILTER, NULL, false},
    {ACTION_REDO_FILTER, NULL, false}, {ACTION_OVERVIEW, NULL, false},
    {ACTION_RELOAD, NULL, false},      {ACTION_REPAINT, NULL, false},
    {ACTION_SUSPEND, NULL, false},     {ACTION_BACK, NULL, false},
    {ACTION_HELP, NULL, false},        {ACTION_QUIT, "back", false},
};

static const struct offer *offers(const void *opaque, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_OPEN, "list them", true},
        {ACTION_TOGGLE, "filter", true},
        {ACTION_NEXT_PANE, "next panel", true},
        {ACTION_CLEAR_PANE, NULL, true},
        {ACTION_CLEAR_ALL, NULL, true},
        {ACTION_UNDO_FILTER, NULL, true},
        {ACTION_BACK, "to list", true},
        {ACTION_COMMAND, NULL, true},
        {ACTION_EXCLUDE, NULL, true},
        {ACTION_REDO_FILTER, NULL, false},
        {ACTION_PREVIOUS_PANE, NULL, false},
        {ACTION_NUMBER, NULL, false},
        {ACTION_UP, NULL, false},
        {ACTION_DOWN, NULL, false},
        {ACTION_LEFT, NULL, false},
        {ACTION_RIGHT, NULL, false},
        {ACTION_PAGE_UP, NULL, false},
        {ACTION_PAGE_DOWN, NULL, false},
        {ACTION_HALF_UP, NULL, false},
        {ACTION_HALF_DOWN, NULL, false},
        {ACTION_FIRST, NULL, false},
        {ACTION_LAST, NULL, false},
        {ACTION_OVERVIEW, NULL, false},
        {ACTION_RELOAD, NULL, false},
        {ACTION_REPAINT, NULL, false},
        {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},
        {ACTION_QUIT, "back", true},
    };
    const struct overview_state *const state = opaque;
    *count = state->plain ? VHA_COUNT(plain_offers) : VHA_COUNT(all);
    return state->plain ? plain_offers : all;
}

/* ------------------------------------------------------------------------------------- refresh */

static struct overview_panel *focused(struct overview_state *state)
{
    return &state->panels[state->focus];
}

/* Rows of bars in sight. */
static int inner_rows(const struct overview_state *state, size_t panel)
{
    return state->places[panel].frame.rows - 2;
}

static void lay_out(struct overview_state *state, const struct desk *desk)
{
    int wanted[OVERVIEW_PANELS];
    const struct area area = {2, 0, desk->rows - 3, desk->columns};
    for (size_t i = 0; i < state->panel_count; i++)
        wanted[i] = (int)state->panels[i].bars.count + 2;
    state->pages = overview_lay_out(wanted, state->panel_count, area, state->places);
    state->rows = desk->rows;
    state->columns = desk->columns;
    for (size_t i = 0; i < state->panel_count; i++)
        bars_settle(&state->panels[i].bars, inner_rows(state, i));
}

static void put_cursor(struct overview_state *state, size_t panel, size_t bar)
{
    if (panel >= state->panel_count)
        return;
    state->focus = panel;
    focused(state)->bars.cursor = bar;
}

/* Makes the panels; the cursor stays, or is where it was the last time. */
static enum vha_status make(struct overview_state *state, struct desk *desk,
                            struct vha_error *error)
{
    const struct cohort_state *const list = state->list;
    const bool anew = state->cohort == desk->cohort;
    const size_t panel = anew ? state->focus : list->overview_panel;
    const size_t bar = anew ? focused(state)->bars.cursor : list->overview_bar;
    const enum vha_status status = overview_make(state, desk, error);
    if (status == VHA_OK)
        put_cursor(state, panel, bar);
    return status;
}

/* Brings everything up to the cohort, the filter and the size that there are now. */
static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct overview_state *const state = opaque;
    const struct cohort_state *const list = cohort_of(desk);
    const bool made = state->cohort == desk->cohort && state->removals == desk->removals;
    enum vha_status status = VHA_OK;
    state->list = list;
    if (!made)
        status = make(state, desk, error);
    if (status == VHA_OK && (!made || state->counted != list->selections))
        status = overview_count(state, desk, error);
    if (status == VHA_OK && !state->plain &&
        (!made || state->rows != desk->rows || state->columns != desk->columns))
        lay_out(state, desk);
    return status;
}

/* ------------------------------------------------------------------------------------- moving */

static unsigned to_panel(struct overview_state *state, size_t panel)
{
    if (panel < state->panel_count)
        state->focus = panel;
    return SCREEN_REDRAW;
}

/* The panel beside; where there is none, the page beside. */
static unsigned to_side(struct overview_state *state, bool right)
{
    const size_t beside = overview_beside(state->places, state->panel_count, state->focus, right);
    if (beside != state->focus)
        return to_panel(state, beside);
    const int page = state->places[state->focus].page + (right ? 1 : -1);
    for (size_t i = 0; i < state->panel_count; i++)
        if (state->places[i].page == page)
            return to_panel(state, i);
    return SCREEN_IGNORED;
}

static unsigned next_panel(struct overview_state *state, struct desk *desk)
{
    (void)desk;
    return to_panel(state, (state->focus + 1) % state->panel_count);
}

static unsigned previous_panel(struct overview_state *state, struct desk *desk)
{
    (void)desk;
    return to_panel(state, (state->focus + state->panel_count - 1) % state->panel_count);
}

static unsigned to_left(struct overview_state *state, struct desk *desk)
{
    (void)desk;
    return to_side(state, false);
}

static unsigned to_right(struct overview_state *state, struct desk *desk)
{
    (void)desk;
    return to_side(state, true);
}

static unsigned back(struct overview_state *state, struct desk *desk)
{
    (void)state;
    (void)desk;
    return SCREEN_BACK;
}

/* ----------------------------------------------------------------------------------- filtering */

static unsigned set_filter(struct desk *desk, const struct vha_filter *filter)
{
    struct vha_error error;
    if (cohort_set_filter(cohort_of(desk), desk, filter, &error) != VHA_OK)
        return cohort_tell(desk, "The list cannot be made", &error);
    return SCREEN_REDRAW;
}

static unsigned toggle(struct overview_state *state, struct desk *desk)
{
    struct vha_filter filter = state->list->filter;
    if (bars_here(&focused(state)->bars) == NULL)
        return SCREEN_IGNORED;
    overview_toggle(focused(state), focused(state)->bars.cursor, &filter);
    return set_filter(desk, &filter);
}

static unsigned exclude(struct overview_state *state, struct desk *desk)
{
    struct vha_filter filter = state->list->filter;
    if (bars_here(&focused(state)->bars) == NULL)
        return SCREEN_IGNORED;
    if (overview_exclude(focused(state), focused(state)->bars.cursor, &filter))
        return set_filter(desk, &filter);
    desk_say(desk, "A range cannot be left out: choose what is below it or above it.");
    return SCREEN_REDRAW;
}

/* Who a bar counts is who then stands on the list, unless its panel is filtered by others. */
static unsigned open_list(struct overview_state *state, struct desk *desk)
{
    struct vha_filter filter = state->list->filter;
    if (bars_here(&focused(state)->bars) == NULL)
        return SCREEN_IGNORED;
    overview_only(focused(state), focused(state)->bars.cursor, &filter);
    const unsigned flags = set_filter(desk, &filter);
    if (desk_top(desk)->state != state) /* a message has come on top */
        return flags;
    cohort_set_focus(cohort_of(desk), FOCUS_TABLE);
    return flags | SCREEN_BACK;
}

static unsigned clear_panel(struct overview_state *state, struct desk *desk)
{
    struct vha_filter filter = state->list->filter;
    overview_clear(focused(state), &filter);
    return set_filter(desk, &filter);
}

static unsigned clear_all(struct overview_state *state, struct desk *desk)
{
    (void)state;
    return cohort_clear_all(cohort_of(desk), desk);
}

static unsigned undo(struct overview_state *state, struct desk *desk)
{
    (void)state;
    return cohort_undo_filter(cohort_of(desk), desk);
}

static unsigned redo(struct overview_state *state, struct desk *desk)
{
    (void)state;
    return cohort_redo_filter(cohort_of(desk), desk);
}

static unsigned reload(struct overview_state *state, struct desk *desk)
{
    (void)state;
    return cohort_reload_newer(cohort_of(desk), desk);
}

/* --------------------------------------------------------------------------------------- mouse */

/* The panel of the page in sight under the mouse; panel_count for none. */
static size_t pointed_at(const struct overview_state *state, const struct event *event)
{
    size_t i = 0;
    while (i < state->panel_count && (state->places[i].page != state->places[state->focus].page ||
                                      !event_is_in(event, state->places[i].frame)))
        i++;
    return i;
}

#define WHEEL_ROWS 3

static unsigned use_mouse(struct overview_state *state, struct desk *desk,
                          const struct event *event)
{
    const size_t panel = pointed_at(state, event);
    if (panel == state->panel_count)
        return SCREEN_IGNORED;
    if (event->kind == EVENT_WHEEL) {
        bars_scroll(&state->panels[panel].bars, event->wheel * WHEEL_ROWS,
                    inner_rows(state, panel));
        return SCREEN_REDRAW;
    }
    const struct area frame = state->places[panel].frame;
    const bool inside = event->row > frame.row && event->row < frame.row + frame.rows - 1;
    state->focus = panel;
    if (inside && bars_point(&focused(state)->bars, event->row - frame.row - 1))
        return open_list(state, desk);
    return SCREEN_REDRAW;
}

/* ---------------------------------------------------------------------------------- everything */

static unsigned act(struct overview_state *state, struct desk *desk, const struct event *event)
{
    static const struct {
        enum action action;
        unsigned (*run)(struct overview_state *state, struct desk *desk);
    } handlers[] = {
        {ACTION_OPEN, open_list},
        {ACTION_TOGGLE, toggle},
        {ACTION_NEXT_PANE, next_panel},
        {ACTION_PREVIOUS_PANE, previous_panel},
        {ACTION_LEFT, to_left},
        {ACTION_RIGHT, to_right},
        {ACTION_CLEAR_PANE, clear_panel},
        {ACTION_CLEAR_ALL, clear_all},
        {ACTION_EXCLUDE, exclude},
        {ACTION_UNDO_FILTER, undo},
        {ACTION_REDO_FILTER, redo},
        {ACTION_RELOAD, reload},
        {ACTION_OVERVIEW, back},
        {ACTION_BACK, back},
        {ACTION_QUIT, back},
    };
    if (event->action == ACTION_NUMBER && event->character >= '1')
        return to_panel(state, event->character - '1');
    for (size_t i = 0; i < VHA_COUNT(handlers); i++)
        if (handlers[i].action == event->action)
            return handlers[i].run(state, desk);
    return bars_move(&focused(state)->bars, event->action, inner_rows(state, state->focus))
               ? SCREEN_REDRAW
               : SCREEN_IGNORED;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct overview_state *const state = opaque;
    struct cohort_state *const list = cohort_of(desk);
    struct vha_error error;
    unsigned flags = SCREEN_IGNORED;
    if (refresh(state, desk, &error) != VHA_OK) /* after a key that nothing was drawn for yet */
        return SCREEN_REDRAW;
    if (event->kind == EVENT_ACTION)
        flags = act(state, desk, event);
    else if (event->kind == EVENT_CLICK || event->kind == EVENT_WHEEL)
        flags = use_mouse(state, desk, event);
    list->overview_panel = state->focus;
    list->overview_bar = focused(state)->bars.cursor;
    return flags;
}

/* ------------------------------------------------------------------------------ making, freeing */

static void free_state(void *opaque)
{
    struct overview_state *const state = opaque;
    overview_free_panels(state);
    vha_selection_free(&state->everybody);
    vha_arena_free(state->arena);
    free(state);
}

static const struct screen_ops overview_ops = {
    .title = "the overview",
    .offers = offers,
    .refresh = refresh,
    .draw = overview_draw,
    .handle = handle,
    .free = free_state,
    .words = overview_words,
};

enum vha_status overview_screen(struct desk *desk, struct screen *screen, struct vha_error *error)
{
    struct overview_state *const state = vha_alloc_zeroed(1, sizeof *state);
    state->arena = vha_arena_new();
    state->plain = desk->plain != NULL;
    const enum vha_status status = refresh(state, desk, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    *screen = (struct screen){.ops = &overview_ops, .state = state};
    return VHA_OK;
}
