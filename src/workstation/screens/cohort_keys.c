#include "cohort.h"

#include <stdlib.h>

/* A failure is told on a screen of its own: its sentence may be longer than a line. */
static unsigned tell(struct desk *desk, const char *title, const struct vha_error *error)
{
    desk_push(desk, message_screen(title, error->message));
    return SCREEN_REDRAW;
}

static unsigned select_anew(struct cohort_state *state, struct desk *desk)
{
    struct vha_error error;
    if (cohort_select(state, desk, &error) != VHA_OK)
        return tell(desk, "The list cannot be made", &error);
    return SCREEN_REDRAW;
}

/* ------------------------------------------------------------------------------------- focus */

static void set_focus(struct cohort_state *state, enum focus focus)
{
    state->focus = focus;
    state->filters.focused = focus == FOCUS_FILTERS;
}

static unsigned cycle_focus(struct cohort_state *state, bool forwards)
{
    const unsigned step = forwards ? 1 : FOCUSES - 1;
    set_focus(state, (enum focus)(((unsigned)state->focus + step) % FOCUSES));
    return SCREEN_REDRAW;
}

/* ------------------------------------------------------------------------------------- moving */

static unsigned move_to(struct cohort_state *state, const struct desk *desk, int64_t to)
{
    const int64_t last = (int64_t)state->selection.count - 1;
    to = to > last ? last : to;
    state->cursor = (uint32_t)(to < 0 ? 0 : to);
    cohort_moved(state, desk);
    return SCREEN_REDRAW;
}

/* A page moves the list and the cursor alike, so that the cursor keeps its row. */
static unsigned move_page(struct cohort_state *state, const struct desk *desk, int64_t by)
{
    const int64_t top = (int64_t)state->top + by;
    state->top = (uint32_t)(top < 0 ? 0 : top);
    return move_to(state, desk, (int64_t)state->cursor + by);
}

static unsigned move_in_table(struct cohort_state *state, struct desk *desk, enum action action)
{
    const int64_t page = cohort_page(state);
    const struct {
        enum action action;
        int64_t by;
    } pages[] = {
        {ACTION_PAGE_UP, -page},
        {ACTION_PAGE_DOWN, page},
        {ACTION_HALF_UP, -(page + 1) / 2},
        {ACTION_HALF_DOWN, (page + 1) / 2},
    };
    if (action == ACTION_UP || action == ACTION_DOWN)
        return move_to(state, desk, (int64_t)state->cursor + (action == ACTION_UP ? -1 : 1));
    if (action == ACTION_FIRST || action == ACTION_LAST)
        return move_to(state, desk, action == ACTION_FIRST ? 0 : INT64_MAX);
    for (size_t i = 0; i < VHA_COUNT(pages); i++)
        if (pages[i].action == action)
            return move_page(state, desk, pages[i].by);
    return SCREEN_IGNORED;
}

static unsigned move(struct cohort_state *state, struct desk *desk, enum action action)
{
    bool moved = false;
    if (state->focus == FOCUS_TABLE)
        return move_in_table(state, desk, action);
    if (state->focus == FOCUS_FILTERS)
        moved = filters_move(&state->filters, &state->filter, action, state->areas.filters.rows);
    else
        moved = lines_move(&state->why.lines, action, state->areas.why.rows - 1);
    return moved ? SCREEN_REDRAW : SCREEN_IGNORED;
}

/* ------------------------------------------------------------------------------ filters and order
 */

static unsigned toggle(struct cohort_state *state, struct desk *desk)
{
    if (state->focus != FOCUS_FILTERS)
        return SCREEN_IGNORED;
    filters_toggle(&state->filters, &state->filter);
    return select_anew(state, desk);
}

static unsigned clear(struct cohort_state *state, struct desk *desk, bool all)
{
    if (!all && state->focus != FOCUS_FILTERS) {
        desk_say(desk, "Go to the filters first, to the one that is to be cleared.");
        return SCREEN_REDRAW;
    }
    if (all)
        state->filter = (struct vha_filter){.chosen = {0}};
    else
        filters_clear_pane(&state->filters, &state->filter);
    return select_anew(state, desk);
}

static unsigned sort_by(struct cohort_state *state, struct desk *desk, enum vha_sort sort,
                        bool descending)
{
    state->sorting = (struct vha_sorting){.count = 1, .keys = {{sort, descending}}};
    return select_anew(state, desk);
}

static unsigned reverse(struct cohort_state *state, struct desk *desk)
{
    const struct vha_sort_key key = cohort_sort_key(state);
    return sort_by(state, desk, key.sort, !key.descending);
}

/* The next column to the right of those in sight, round to the first. */
static unsigned sort_next(struct cohort_state *state, struct desk *desk)
{
    const struct column_layout *const layout = &state->columns;
    size_t at = 0;
    while (at + 1 < layout->count &&
           layout->shown[at].column != column_of_sort(cohort_sort_key(state).sort))
        at++;
    for (size_t i = 1; i <= layout->count; i++) {
        const struct column *const column = layout->shown[(at + i) % layout->count].column;
        if (column->sortable && column == column_of_sort(column->sort))
            return sort_by(state, desk, column->sort, column->descending_first);
    }
    return SCREEN_IGNORED;
}

/* ---------------------------------------------------------------------------------- searching */

static unsigned begin_typing(struct cohort_state *state, enum typing_for typing_for)
{
    state->typing = typing_for;
    state->search_from = state->cursor;
    return SCREEN_REDRAW;
}

static bool find(struct cohort_state *state, struct desk *desk, uint32_t from, bool forwards)
{
    if (state->selection.count == 0 || state->search.length == 0)
        return false;
    const uint32_t found =
        vha_cohort_search(desk->cohort, &state->selection, state->search.text, from, forwards);
    if (found == UINT32_MAX) {
        desk_say(desk, "Nobody on this list matches \"%.200s\".", state->search.text);
        return false;
    }
    (void)move_to(state, desk, found);
    return true;
}

/* While typing, the row where the search began is the first that is looked at. */
static void search_typed(struct cohort_state *state, struct desk *desk)
{
    const uint32_t count = state->selection.count;
    const uint32_t before = state->search_from > 0 ? state->search_from - 1 : count - 1;
    if (!find(state, desk, before, true))
        (void)move_to(state, desk, state->search_from);
}

static unsigned search_again(struct cohort_state *state, struct desk *desk, bool forwards)
{
    if (state->search.length == 0) {
        desk_say(desk, "Nothing has been searched for yet.");
        return SCREEN_REDRAW;
    }
    find(state, desk, state->cursor, forwards);
    return SCREEN_REDRAW;
}

unsigned cohort_search_for(struct cohort_state *state, struct desk *desk, const char *text)
{
    set_focus(state, FOCUS_TABLE);
    editor_set(&state->search, text);
    return search_again(state, desk, true);
}

/* The row of that rank; on a filtered list the first one at or after it. Who shares a rank stands
 * at the positions after it, so the position says as much as the rank. */
static uint32_t row_of_rank(const struct cohort_state *state, uint32_t rank)
{
    const uint32_t *const positions = state->selection.positions;
    uint32_t best = UINT32_MAX;
    uint32_t last = 0;
    for (uint32_t i = 0; i < state->selection.count; i++) {
        if (positions[i] + 1 >= rank && (best == UINT32_MAX || positions[i] < positions[best]))
            best = i;
        if (positions[i] > positions[last])
            last = i;
    }
    return best == UINT32_MAX ? last : best;
}

unsigned cohort_to_rank(struct cohort_state *state, struct desk *desk, uint32_t rank)
{
    if (rank == 0 || state->selection.count == 0)
        return SCREEN_REDRAW;
    set_focus(state, FOCUS_TABLE);
    return move_to(state, desk, row_of_rank(state, rank));
}

static unsigned jump_typed(struct cohort_state *state, struct desk *desk)
{
    const unsigned long typed = strtoul(state->jump.text, NULL, 10);
    const uint32_t rank = typed < UINT32_MAX ? (uint32_t)typed : UINT32_MAX;
    editor_clear(&state->jump);
    return cohort_to_rank(state, desk, rank);
}

static unsigned handle_typing(struct cohort_state *state, struct desk *desk,
                              const struct event *event)
{
    struct editor *const editor =
        state->typing == TYPING_FOR_SEARCH ? &state->search : &state->jump;
    const bool searching = state->typing == TYPING_FOR_SEARCH;
    if (event->kind == EVENT_TYPING && event->typing == TYPING_CANCEL) {
        state->typing = TYPING_FOR_NOTHING;
        return searching ? move_to(state, desk, state->search_from) : SCREEN_REDRAW;
    }
    if (event->kind == EVENT_TYPING && event->typing == TYPING_ACCEPT) {
        state->typing = TYPING_FOR_NOTHING;
        return searching ? SCREEN_REDRAW : jump_typed(state, desk);
    }
    if (event->kind == EVENT_TEXT &&
        (searching || (event->character >= '0' && event->character <= '9')))
        editor_type(editor, event->character);
    else if (event->kind == EVENT_TYPING)
        editor_edit(editor, event->typing);
    if (searching)
        search_typed(state, desk);
    return SCREEN_REDRAW;
}

/* ------------------------------------------------------------------------------------ opening */

static unsigned open_record(struct cohort_state *state, struct desk *desk)
{
    struct vha_error error;
    struct screen screen;
    if (cohort_here(state) == UINT32_MAX || state->in_sight_count == 0 ||
        state->cursor < state->in_sight_from ||
        state->cursor >= state->in_sight_from + state->in_sight_count)
        return SCREEN_IGNORED;
    const struct vha_list_row *const row = &state->in_sight[state->cursor - state->in_sight_from];
    if (record_screen(desk, row->pncid, &screen, &error) != VHA_OK)
        return tell(desk, "This record was not opened", &error);
    desk_push(desk, screen);
    return SCREEN_REDRAW;
}

static unsigned open_here(struct cohort_state *state, struct desk *desk)
{
    return state->focus == FOCUS_FILTERS ? toggle(state, desk) : open_record(state, desk);
}

static unsigned reload(struct cohort_state *state, struct desk *desk)
{
    struct vha_error error;
    if (!desk->superseded) {
        desk_say(desk, "This is the newest load.");
        return SCREEN_REDRAW;
    }
    if (cohort_reload(state, desk, &error) != VHA_OK)
        return tell(desk, "The newer load cannot be shown", &error);
    return SCREEN_REDRAW;
}

static unsigned do_action(struct cohort_state *state, struct desk *desk, const struct event *event)
{
    const enum action action = event->action;
    if (action == ACTION_NUMBER) {
        editor_clear(&state->jump);
        editor_type(&state->jump, event->character);
        return begin_typing(state, TYPING_FOR_JUMP);
    }
    if (action == ACTION_BACK && state->focus != FOCUS_TABLE) {
        set_focus(state, FOCUS_TABLE);
        return SCREEN_REDRAW;
    }
    if (action == ACTION_FILTERS) {
        set_focus(state, state->focus == FOCUS_FILTERS ? FOCUS_TABLE : FOCUS_FILTERS);
        return SCREEN_REDRAW;
    }
    if (action == ACTION_CLEAR_PANE || action == ACTION_CLEAR_ALL)
        return clear(state, desk, action == ACTION_CLEAR_ALL);
    if (action == ACTION_NEXT_PANE || action == ACTION_PREVIOUS_PANE)
        return cycle_focus(state, action == ACTION_NEXT_PANE);
    if (action == ACTION_SEARCH_NEXT || action == ACTION_SEARCH_PREVIOUS)
        return search_again(state, desk, action == ACTION_SEARCH_NEXT);
    if (action == ACTION_SEARCH || action == ACTION_JUMP)
        return begin_typing(state, action == ACTION_SEARCH ? TYPING_FOR_SEARCH : TYPING_FOR_JUMP);
    if (action == ACTION_REVERSE)
        return reverse(state, desk);
    return move(state, desk, action);
}

/* ------------------------------------------------------------------------------------- mouse */

static bool within(struct area area, const struct event *event)
{
    return event->row >= area.row && event->row < area.row + area.rows &&
           event->column >= area.column && event->column < area.column + area.columns;
}

static unsigned click_heading(struct cohort_state *state, struct desk *desk, int column)
{
    for (size_t i = 0; i < state->columns.count; i++) {
        const int start = state->areas.table.column + 1 + state->columns.shown[i].start;
        const struct column *const clicked = state->columns.shown[i].column;
        if (column < start || column >= start + state->columns.shown[i].width || !clicked->sortable)
            continue;
        return cohort_sort_key(state).sort == clicked->sort
                   ? reverse(state, desk)
                   : sort_by(state, desk, clicked->sort, clicked->descending_first);
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
    set_focus(state, FOCUS_TABLE);
    return again ? open_record(state, desk) : move_to(state, desk, clicked);
}

static unsigned click(struct cohort_state *state, struct desk *desk, const struct event *event)
{
    if (within(state->areas.table, event))
        return click_table(state, desk, event);
    if (within(state->areas.filters, event)) {
        set_focus(state, FOCUS_FILTERS);
        if (filters_point(&state->filters, &state->filter, event->row - state->areas.filters.row,
                          state->areas.filters.rows))
            return toggle(state, desk);
        return SCREEN_REDRAW;
    }
    if (within(state->areas.why, event)) {
        set_focus(state, FOCUS_WHY);
        return SCREEN_REDRAW;
    }
    return SCREEN_IGNORED;
}

#define WHEEL_ROWS INT64_C(3)

static unsigned wheel(struct cohort_state *state, struct desk *desk, const struct event *event)
{
    if (within(state->areas.why, event)) {
        lines_scroll(&state->why.lines, event->wheel * (int)WHEEL_ROWS, state->areas.why.rows - 1);
        return SCREEN_REDRAW;
    }
    if (within(state->areas.filters, event)) {
        set_focus(state, FOCUS_FILTERS);
        for (int i = 0; i < WHEEL_ROWS; i++)
            filters_move(&state->filters, &state->filter,
                         event->wheel < 0 ? ACTION_UP : ACTION_DOWN, state->areas.filters.rows);
        return SCREEN_REDRAW;
    }
    return move_page(state, desk, event->wheel * WHEEL_ROWS);
}

/* ---------------------------------------------------------------------------------- everything */

unsigned cohort_handle(void *opaque, struct desk *desk, const struct event *event)
{
    static const struct {
        enum action action;
        unsigned (*run)(struct cohort_state *state, struct desk *desk);
    } simple[] = {
        {ACTION_TOGGLE, toggle},
        {ACTION_SORT, sort_next},
        {ACTION_OPEN, open_here},
        {ACTION_RELOAD, reload},
    };
    struct cohort_state *const state = opaque;
    if (event->kind == EVENT_CLICK)
        return click(state, desk, event);
    if (event->kind == EVENT_WHEEL)
        return wheel(state, desk, event);
    if (state->typing != TYPING_FOR_NOTHING)
        return handle_typing(state, desk, event);
    if (event->action == ACTION_QUIT)
        return SCREEN_QUIT;
    for (size_t i = 0; i < VHA_COUNT(simple); i++)
        if (simple[i].action == event->action)
            return simple[i].run(state, desk);
    return do_action(state, desk, event);
}
