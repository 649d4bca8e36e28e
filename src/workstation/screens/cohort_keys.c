#include "cohort.h"
#include "cohort_views.h"
#include "removal.h"

unsigned cohort_tell(struct desk *desk, const char *title, const struct vha_error *error)
{
    desk_push(desk, message_screen(title, error->message));
    return SCREEN_REDRAW;
}

unsigned cohort_select_anew(struct cohort_state *state, struct desk *desk)
{
    struct vha_error error;
    if (cohort_select(state, desk, &error) != VHA_OK)
        return cohort_tell(desk, "The list cannot be made", &error);
    return SCREEN_REDRAW;
}

/* ------------------------------------------------------------------------------------- focus */

void cohort_set_focus(struct cohort_state *state, enum focus focus)
{
    state->focus = focus;
    state->filters.focused = focus == FOCUS_FILTERS;
}

static unsigned next_pane(struct cohort_state *state, struct desk *desk)
{
    (void)desk;
    cohort_set_focus(state, (enum focus)(((unsigned)state->focus + 1) % FOCUSES));
    return SCREEN_REDRAW;
}

static unsigned previous_pane(struct cohort_state *state, struct desk *desk)
{
    (void)desk;
    cohort_set_focus(state, (enum focus)(((unsigned)state->focus + FOCUSES - 1) % FOCUSES));
    return SCREEN_REDRAW;
}

static unsigned to_filters(struct cohort_state *state, struct desk *desk)
{
    (void)desk;
    cohort_set_focus(state, state->focus == FOCUS_FILTERS ? FOCUS_TABLE : FOCUS_FILTERS);
    return SCREEN_REDRAW;
}

static unsigned back(struct cohort_state *state, struct desk *desk)
{
    (void)desk;
    if (state->focus == FOCUS_TABLE)
        return SCREEN_IGNORED;
    cohort_set_focus(state, FOCUS_TABLE);
    return SCREEN_REDRAW;
}

static unsigned quit(struct cohort_state *state, struct desk *desk)
{
    (void)state;
    (void)desk;
    return SCREEN_QUIT;
}

/* ------------------------------------------------------------------------------------- moving */

unsigned cohort_move_to(struct cohort_state *state, const struct desk *desk, int64_t to)
{
    const int64_t last = (int64_t)state->selection.count - 1;
    to = to > last ? last : to;
    state->cursor = (uint32_t)(to < 0 ? 0 : to);
    cohort_moved(state, desk);
    return SCREEN_REDRAW;
}

/* To the beginning of a page, so that nobody stands on two of them; there is none beyond the ends.
 */
static unsigned turn_page(struct cohort_state *state, const struct desk *desk, int64_t by)
{
    const int64_t top = (int64_t)state->top + by;
    if (top >= (int64_t)state->selection.count || (state->top == 0 && by < 0))
        return SCREEN_IGNORED;
    state->top = (uint32_t)(top < 0 ? 0 : top);
    return cohort_move_to(state, desk, state->top);
}

unsigned cohort_move_page(struct cohort_state *state, const struct desk *desk, int64_t by)
{
    const int64_t top = (int64_t)state->top + by;
    if (state->plain)
        return turn_page(state, desk, by);
    state->top = (uint32_t)(top < 0 ? 0 : top);
    return cohort_move_to(state, desk, (int64_t)state->cursor + by);
}

static unsigned move_in_table(struct cohort_state *state, struct desk *desk, enum action action)
{
    int64_t by = 0;
    const bool by_page = action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN ||
                         action == ACTION_HALF_UP || action == ACTION_HALF_DOWN;
    if (!action_moves(action, cohort_page(state), state->selection.count, &by))
        return SCREEN_IGNORED;
    return by_page ? cohort_move_page(state, desk, by)
                   : cohort_move_to(state, desk, (int64_t)state->cursor + by);
}

static unsigned move(struct cohort_state *state, struct desk *desk, enum action action)
{
    bool moved = false;
    if (state->focus == FOCUS_TABLE && (action == ACTION_LEFT || action == ACTION_RIGHT))
        return cohort_scroll_columns(state, action);
    if (state->focus == FOCUS_TABLE)
        return move_in_table(state, desk, action);
    if (state->focus == FOCUS_FILTERS)
        moved = filters_move(&state->filters, &state->filter, action, state->areas.filters.rows);
    else
        moved = lines_move(&state->why.lines, action, state->areas.why.rows - 1);
    return moved ? SCREEN_REDRAW : SCREEN_IGNORED;
}

/* ------------------------------------------------------------------------------------ opening */

/* The person is looked up anew: keys typed ahead come before their row is in sight. */
static enum vha_status open_record(struct desk *desk, uint32_t position, struct screen *screen,
                                   struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_list_row row;
    enum vha_status status = vha_cohort_row(desk->cohort, position, arena, &row, error);
    if (status == VHA_OK)
        status = record_screen(desk, row.pncid, screen, error);
    vha_arena_free(arena);
    return status;
}

unsigned cohort_open_record(struct cohort_state *state, struct desk *desk)
{
    struct vha_error error;
    struct screen screen;
    const uint32_t here = cohort_here(state);
    if (here == UINT32_MAX)
        return SCREEN_IGNORED;
    bool logged = false;
    if (desk_settle_choice(desk, &logged, &error) != VHA_OK)
        return cohort_tell(desk, "The list cannot be made", &error);
    if (!logged)
        return SCREEN_REDRAW;
    if (open_record(desk, here, &screen, &error) != VHA_OK)
        return cohort_tell(desk, "This record was not opened", &error);
    desk_push(desk, screen);
    return SCREEN_REDRAW;
}

/* For whoever is under the cursor. */
static unsigned ask_for_removal(struct cohort_state *state, struct desk *desk)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_list_row row = {0};
    struct vha_error error;
    const uint32_t here = cohort_here(state);
    unsigned flags = SCREEN_IGNORED;
    if (here != UINT32_MAX && vha_cohort_row(desk->cohort, here, arena, &row, &error) == VHA_OK)
        flags = removal_ask_for(desk, row.pncid);
    else if (here != UINT32_MAX)
        flags = cohort_tell(desk, "No removal was asked for", &error);
    vha_arena_free(arena);
    return flags;
}

static unsigned show_requests(struct cohort_state *state, struct desk *desk)
{
    (void)state;
    return removal_show_queue(desk);
}

static unsigned open_here(struct cohort_state *state, struct desk *desk)
{
    return state->focus == FOCUS_FILTERS ? cohort_toggle(state, desk)
                                         : cohort_open_record(state, desk);
}

static unsigned views(struct cohort_state *state, struct desk *desk)
{
    struct vha_error error;
    struct screen screen;
    (void)state;
    if (views_screen(desk, &screen, &error) != VHA_OK)
        return cohort_tell(desk, "Your views cannot be shown", &error);
    desk_push(desk, screen);
    return SCREEN_REDRAW;
}

unsigned cohort_reload_newer(struct cohort_state *state, struct desk *desk)
{
    struct vha_error error;
    if (!desk->superseded) {
        desk_say(desk, "This is the newest load.");
        return SCREEN_REDRAW;
    }
    struct cohort_standing before = {.loaded_at = ""};
    struct cohort_standing after = {.loaded_at = ""};
    if (cohort_look(desk->cohort, &before, &error) != VHA_OK ||
        cohort_reload(state, desk, &error) != VHA_OK ||
        cohort_look(desk->cohort, &after, &error) != VHA_OK)
        return cohort_tell(desk, "The newer load cannot be shown", &error);
    cohort_say_refreshed(desk, &before, &after);
    return SCREEN_REDRAW;
}

static unsigned to_overview(struct cohort_state *state, struct desk *desk)
{
    struct vha_error error;
    struct screen screen;
    (void)state;
    if (overview_screen(desk, &screen, &error) != VHA_OK)
        return cohort_tell(desk, "The overview cannot be made", &error);
    desk_push(desk, screen);
    return SCREEN_REDRAW;
}

/* ---------------------------------------------------------------------------------- everything */

unsigned cohort_handle(void *opaque, struct desk *desk, const struct event *event)
{
    static const struct {
        enum action action;
        unsigned (*run)(struct cohort_state *state, struct desk *desk);
    } handlers[] = {
        {ACTION_NEXT_PANE, next_pane},
        {ACTION_PREVIOUS_PANE, previous_pane},
        {ACTION_FILTERS, to_filters},
        {ACTION_TOGGLE, cohort_toggle},
        {ACTION_EXCLUDE, cohort_exclude},
        {ACTION_CLEAR_PANE, cohort_clear_pane},
        {ACTION_CLEAR_ALL, cohort_clear_all},
        {ACTION_UNDO_FILTER, cohort_undo_filter},
        {ACTION_REDO_FILTER, cohort_redo_filter},
        {ACTION_SORT, cohort_sort_next},
        {ACTION_REVERSE, cohort_reverse},
        {ACTION_SORT_MORE, cohort_sort_more},
        {ACTION_SORT_LESS, cohort_sort_less},
        {ACTION_MARK, cohort_mark},
        {ACTION_NEXT_MARK, cohort_next_mark},
        {ACTION_PREVIOUS_MARK, cohort_previous_mark},
        {ACTION_ONLY_MARKED, cohort_only_marked},
        {ACTION_CLEAR_MARKS, cohort_clear_marks},
        {ACTION_RERANK, cohort_rerank},
        {ACTION_COLUMNS, cohort_columns},
        {ACTION_SEARCH, cohort_search},
        {ACTION_SEARCH_NEXT, cohort_search_next},
        {ACTION_SEARCH_PREVIOUS, cohort_search_previous},
        {ACTION_JUMP, cohort_jump},
        {ACTION_OPEN, open_here},
        {ACTION_REMOVE, ask_for_removal},
        {ACTION_REMOVALS, show_requests},
        {ACTION_VIEWS, views},
        {ACTION_BACK, back},
        {ACTION_OVERVIEW, to_overview},
        {ACTION_RELOAD, cohort_reload_newer},
        {ACTION_QUIT, quit},
    };
    struct cohort_state *const state = opaque;
    if (event->kind == EVENT_CLICK)
        return cohort_click(state, desk, event);
    if (event->kind == EVENT_WHEEL)
        return cohort_wheel(state, desk, event);
    if (state->typing != TYPING_FOR_NOTHING)
        return cohort_type(state, desk, event);
    if (event->action == ACTION_NUMBER)
        return cohort_jump_from(state, event->character);
    for (size_t i = 0; i < VHA_COUNT(handlers); i++)
        if (handlers[i].action == event->action)
            return handlers[i].run(state, desk);
    return move(state, desk, event->action);
}
