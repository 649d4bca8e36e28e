#include "cohort.h"

#include "../plain.h"
#include "../why.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------------- offers */

/* What stands first in a list stands first in the last line; the help lists all of it, whatever has
 * the focus. */
#define OFFERS_COMMON                                                                              \
    {ACTION_SORT, NULL, true}, {ACTION_OVERVIEW, NULL, true}, {ACTION_COMMAND, NULL, true},        \
        {ACTION_JUMP, NULL, true}, {ACTION_NEXT_PANE, NULL, true}, {ACTION_REVERSE, NULL, true},   \
        {ACTION_SORT_MORE, NULL, false}, {ACTION_SORT_LESS, NULL, false},                          \
        {ACTION_RERANK, NULL, false}, {ACTION_COLUMNS, NULL, true}, {ACTION_MARK, NULL, true},     \
        {ACTION_NEXT_MARK, NULL, false}, {ACTION_PREVIOUS_MARK, NULL, false},                      \
        {ACTION_ONLY_MARKED, NULL, false}, {ACTION_CLEAR_MARKS, NULL, false},                      \
        {ACTION_CLEAR_ALL, NULL, true}, {ACTION_PREVIOUS_PANE, NULL, false},                       \
        {ACTION_SEARCH, NULL, false}, {ACTION_SEARCH_NEXT, NULL, false},                           \
        {ACTION_SEARCH_PREVIOUS, NULL, false}, {ACTION_FILTERS, NULL, false},                      \
        {ACTION_TOGGLE, NULL, false}, {ACTION_EXCLUDE, NULL, false},                               \
        {ACTION_CLEAR_PANE, NULL, false}, {ACTION_UNDO_FILTER, NULL, false},                       \
        {ACTION_REDO_FILTER, NULL, false}, {ACTION_OPEN, NULL, false}, {ACTION_UP, NULL, false},   \
        {ACTION_DOWN, NULL, false}, {ACTION_LEFT, NULL, false}, {ACTION_RIGHT, NULL, false},       \
        {ACTION_PAGE_UP, NULL, false}, {ACTION_PAGE_DOWN, NULL, false},                            \
        {ACTION_HALF_UP, NULL, false}, {ACTION_HALF_DOWN, NULL, false},                            \
        {ACTION_FIRST, NULL, false}, {ACTION_LAST, NULL, false}, {ACTION_NUMBER, NULL, false},     \
        {ACTION_RELOAD, NULL, false}, {ACTION_VIEWS, NULL, true}, {ACTION_REMOVALS, NULL, true},   \
        {ACTION_REPAINT, NULL, false}, {ACTION_SUSPEND, NULL, false}, {ACTION_BACK, NULL, false},  \
        {ACTION_HELP, NULL, true},                                                                 \
    {                                                                                              \
        ACTION_QUIT, NULL, true                                                                    \
    }

static const struct offer table_offers[] = {
    {ACTION_SEARCH, NULL, true},
    {ACTION_FILTERS, NULL, true},
    {ACTION_OPEN, NULL, true},
    {ACTION_REMOVE, NULL, true},
    OFFERS_COMMON,
};
static const struct offer filter_offers[] = {
    {ACTION_TOGGLE, NULL, true},     {ACTION_EXCLUDE, NULL, true},
    {ACTION_CLEAR_PANE, NULL, true}, {ACTION_FILTERS, "to list", true},
    {ACTION_CLEAR_ALL, NULL, true},  {ACTION_UNDO_FILTER, NULL, true},
    {ACTION_RERANK, NULL, true},     OFFERS_COMMON,
};
static const struct offer why_offers[] = {
    {ACTION_DOWN, "scroll", true}, {ACTION_OPEN, NULL, true},   {ACTION_REMOVE, NULL, false},
    {ACTION_FILTERS, NULL, true},  {ACTION_SEARCH, NULL, true}, OFFERS_COMMON,
};

/* What has a meaning without panes. */
static const struct offer plain_offers[] = {
    {ACTION_SEARCH, NULL, false},
    {ACTION_SEARCH_NEXT, NULL, false},
    {ACTION_SEARCH_PREVIOUS, NULL, false},
    {ACTION_JUMP, NULL, false},
    {ACTION_CLEAR_ALL, NULL, false},
    {ACTION_UNDO_FILTER, NULL, false},
    {ACTION_REDO_FILTER, NULL, false},
    {ACTION_SORT, NULL, false},
    {ACTION_REVERSE, NULL, false},
    {ACTION_SORT_MORE, NULL, false},
    {ACTION_SORT_LESS, NULL, false},
    {ACTION_MARK, NULL, false},
    {ACTION_NEXT_MARK, NULL, false},
    {ACTION_PREVIOUS_MARK, NULL, false},
    {ACTION_ONLY_MARKED, NULL, false},
    {ACTION_CLEAR_MARKS, NULL, false},
    {ACTION_RERANK, NULL, false},
    {ACTION_COLUMNS, NULL, false},
    {ACTION_OPEN, NULL, false},
    {ACTION_REMOVE, NULL, false},
    {ACTION_REMOVALS, NULL, false},
    {ACTION_OVERVIEW, NULL, false},
    {ACTION_UP, NULL, false},
    {ACTION_DOWN, NULL, false},
    {ACTION_PAGE_UP, NULL, false},
    {ACTION_PAGE_DOWN, NULL, false},
    {ACTION_HALF_UP, NULL, false},
    {ACTION_HALF_DOWN, NULL, false},
    {ACTION_FIRST, NULL, false},
    {ACTION_LAST, NULL, false},
    {ACTION_RELOAD, NULL, false},
    {ACTION_REPAINT, NULL, false},
    {ACTION_SUSPEND, NULL, false},
    {ACTION_BACK, NULL, false},
    {ACTION_HELP, NULL, false},
    {ACTION_QUIT, NULL, false},
};

static const struct offer *offers(const void *opaque, size_t *count)
{
    const struct cohort_state *const state = opaque;
    static const struct {
        const struct offer *offers;
        size_t count;
    } of_focus[FOCUSES] = {
        [FOCUS_TABLE] = {table_offers, VHA_COUNT(table_offers)},
        [FOCUS_FILTERS] = {filter_offers, VHA_COUNT(filter_offers)},
        [FOCUS_WHY] = {why_offers, VHA_COUNT(why_offers)},
    };
    *count = state->plain ? VHA_COUNT(plain_offers) : of_focus[state->focus].count;
    return state->plain ? plain_offers : of_focus[state->focus].offers;
}

/* --------------------------------------------------------------------------------------- areas */

static int filters_width(int columns)
{
    return columns < 100 ? 22 : columns < 140 ? 28 : 32;
}

static void lay_out_columns(struct cohort_state *state, const struct desk *desk)
{
    const struct vha_cohort_info *const info = vha_cohort_info(desk->cohort);
    const struct column_basis basis = {
        .width = state->areas.table.columns - cohort_margin(state),
        .listed = info->listed,
        .compared = info->earlier_quarter != NULL,
        .ranked = vha_cohort_ranking(desk->cohort) != NULL,
        .choice = &state->choice,
        .sorting = &state->sorting,
        .scroll = state->column_scroll,
    };
    columns_lay_out(&state->columns, &basis);
    state->column_scroll = state->columns.to_left;
}

static void lay_out(struct cohort_state *state, const struct desk *desk)
{
    const int left = filters_width(desk->columns);
    const int above = state->ranked_on[0] != '\0' ? 3 : 2; /* status, filter line, banner */
    const int frame_rows = desk->rows - above - 1;         /* without the keys */
    const int inner = frame_rows - 3; /* without the frame and the line across */
    const int third = inner / 3;
    const int why_rows = third < 6 ? 6 : third > 14 ? 14 : third;
    const int table_rows = inner - why_rows;
    struct cohort_areas *const areas = &state->areas;
    areas->frame_left = (struct area){above, 0, frame_rows, left};
    areas->frame_right = (struct area){above, left, frame_rows, desk->columns - left};
    areas->filters = (struct area){above + 1, 1, frame_rows - 2, left - 2};
    areas->table = (struct area){above + 1, left + 1, table_rows, desk->columns - left - 2};
    areas->why =
        (struct area){above + table_rows + 2, left + 1, why_rows, desk->columns - left - 2};
    state->rows = desk->rows;
    state->width = desk->columns;
    if (state->plain)
        areas->table.rows = plain_page(desk->plain) + 1;
}

int cohort_margin(const struct cohort_state *state)
{
    return state->marks.count > 0 ? 2 : 1;
}

int cohort_page(const struct cohort_state *state)
{
    return state->areas.table.rows > 1 ? state->areas.table.rows - 1 : 1;
}

/* ---------------------------------------------------------------------------------- the cursor */

uint32_t cohort_here(const struct cohort_state *state)
{
    return state->cursor < state->selection.count ? state->selection.positions[state->cursor]
                                                  : UINT32_MAX;
}

/* Index in the selection of the person at a position; the one past its end for nobody. */
static uint32_t index_of(const struct cohort_state *state, uint32_t position)
{
    uint32_t at = cohort_here(state) == position ? state->cursor : 0;
    while (at < state->selection.count && state->selection.positions[at] != position)
        at++;
    return at;
}

uint32_t cohort_beside(const struct cohort_state *state, uint32_t position, int by)
{
    const uint32_t at = index_of(state, position);
    const int64_t to = (int64_t)at + by;
    if (at == state->selection.count || to < 0 || to >= (int64_t)state->selection.count)
        return UINT32_MAX;
    return state->selection.positions[to];
}

/* The list moves by half a page at its edges, so that most steps repaint two rows only. */
static void keep_in_sight(struct cohort_state *state)
{
    const uint32_t page = (uint32_t)cohort_page(state);
    const uint32_t count = state->selection.count;
    if (state->cursor >= count)
        state->cursor = count > 0 ? count - 1 : 0;
    if (state->plain) {
        if (state->cursor < state->top || state->cursor >= state->top + page)
            state->top = state->cursor;
        return;
    }
    if (state->cursor < state->top) {
        const uint32_t lead = state->top - state->cursor <= page / 2 ? page - 1 - page / 2 : 0;
        state->top = state->cursor > lead ? state->cursor - lead : 0;
    } else if (state->cursor >= state->top + page) {
        const bool near = state->cursor - state->top - page < page / 2;
        state->top = near ? state->cursor - page / 2 : state->cursor - page + 1;
    }
    const uint32_t last_top = count > page ? count - page : 0;
    if (state->top > last_top)
        state->top = last_top;
}

/* Plain mode has no such pane. */
static void why_due_in(struct cohort_state *state, const struct desk *desk, int64_t milliseconds)
{
    state->why.due_ms = state->plain ? INT64_MAX : desk->now_ms + milliseconds;
}

void cohort_moved(struct cohort_state *state, const struct desk *desk)
{
    keep_in_sight(state);
    if (cohort_here(state) == state->why.position)
        state->why.due_ms = INT64_MAX;
    else
        why_due_in(state, desk, desk->options->settings->why_rest_milliseconds);
}

void cohort_why_at_once(struct cohort_state *state, const struct desk *desk)
{
    why_due_in(state, desk, 0);
}

void cohort_put_cursor(struct cohort_state *state, const struct desk *desk, uint32_t position)
{
    const uint32_t at = index_of(state, position);
    if (at == state->selection.count)
        return;
    state->cursor = at;
    cohort_moved(state, desk);
}

enum vha_status cohort_select(struct cohort_state *state, struct desk *desk,
                              struct vha_error *error)
{
    const uint32_t here = cohort_here(state);
    const enum vha_status status =
        vha_cohort_select(desk->cohort, &state->filter, &state->sorting, &state->selection, error);
    if (status != VHA_OK)
        return status;
    state->selections++;
    cohort_write_banner(state, desk);
    desk->selected = state->selection.count;
    const uint32_t row = state->cursor - state->top;
    if (state->plain) { /* another list is read from its beginning */
        state->cursor = 0;
        state->top = 0;
    }
    for (uint32_t i = 0; !state->plain && i < state->selection.count; i++)
        if (state->selection.positions[i] == here) {
            state->cursor = i;
            state->top = i > row ? i - row : 0; /* the person stays in the same row */
            break;
        }
    state->in_sight_count = 0;
    cohort_log_later(state, desk);
    cohort_moved(state, desk);
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------ refresh */

static enum vha_status fetch_rows(struct cohort_state *state, struct desk *desk,
                                  struct vha_error *error)
{
    const uint32_t page = (uint32_t)cohort_page(state);
    const uint32_t left = state->selection.count - state->top;
    const uint32_t wanted = left < page ? left : page;
    if (state->in_sight_from == state->top && state->in_sight_count == wanted)
        return VHA_OK;
    if (wanted > state->in_sight_capacity) {
        state->in_sight = vha_resize(state->in_sight, wanted, sizeof *state->in_sight);
        state->in_sight_capacity = wanted;
    }
    vha_arena_reset(state->arena);
    state->in_sight_from = state->top;
    for (state->in_sight_count = 0; state->in_sight_count < wanted; state->in_sight_count++) {
        const uint32_t i = state->in_sight_count;
        const enum vha_status status =
            vha_cohort_row(desk->cohort, state->selection.positions[state->top + i], state->arena,
                           &state->in_sight[i], error);
        if (status != VHA_OK)
            return status;
    }
    return VHA_OK;
}

static void fill_why(struct why_pane *why, const struct vha_explanation *explanation, int width,
                     bool unicode)
{
    const struct vha_list_row *const person = &explanation->dossier.person;
    char name[384];
    char turns[VHA_DATE_SIZE];
    char change[CHANGE_WORDS_SIZE];
    lines_clear(&why->lines);
    why_add_reports(&why->lines, explanation, width, unicode, false);
    why_summary(explanation, unicode, why->summary, sizeof why->summary);
    int used = snprintf(why->title, sizeof why->title, "rank %u %s%s", person->rank,
                        person_short_name(person, name, sizeof name),
                        (person->flags & VHA_FLAG_UNDER_18) != 0 ? ", under 18" : "");
    if ((person->flags & VHA_FLAG_TURNS_18) != 0)
        used += snprintf(why->title + used, sizeof why->title - (size_t)used, ", turns 18 on %s",
                         vha_date_format(turns, explanation->dossier.turns_18));
    if (person->change != VHA_CHANGE_UNKNOWN && person->change != VHA_CHANGE_NONE)
        snprintf(why->title + used, sizeof why->title - (size_t)used, ", %s",
                 change_words(person, change));
}

/* The reasons of the person under the cursor; nobody's when the list is empty. */
static enum vha_status refresh_why(struct cohort_state *state, struct desk *desk,
                                   struct vha_error *error)
{
    const uint32_t here = cohort_here(state);
    struct why_pane *const why = &state->why;
    why->due_ms = INT64_MAX;
    why->position = here;
    why->width = state->areas.why.columns;
    lines_clear(&why->lines);
    why->title[0] = '\0';
    why->summary[0] = '\0';
    if (here == UINT32_MAX)
        return VHA_OK;
    struct vha_arena *const arena = vha_arena_new();
    struct vha_explanation explanation;
    const struct vha_list_row *const row = &state->in_sight[state->cursor - state->in_sight_from];
    const enum vha_status status =
        vha_cohort_explain(desk->cohort, row->pncid, arena, &explanation, error);
    if (status == VHA_OK)
        fill_why(why, &explanation, why->width, desk->unicode);
    vha_arena_free(arena);
    return status;
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct cohort_state *const state = opaque;
    const bool resized = state->rows != desk->rows || state->width != desk->columns ||
                         (state->plain && cohort_page(state) != plain_page(desk->plain));
    if (resized) {
        lay_out(state, desk);
        state->in_sight_count = 0;
        keep_in_sight(state);
    }
    lay_out_columns(state, desk);
    desk->selected = state->selection.count;
    filters_arrange(&state->filters, &state->filter, state->areas.filters.rows);
    enum vha_status status = fetch_rows(state, desk, error);
    const bool late = state->why.due_ms <= desk->now_ms;
    if (status == VHA_OK && !state->plain && (late || state->why.width != state->areas.why.columns))
        status = refresh_why(state, desk, error);
    return status;
}

/* The cursor has rested: refresh, which comes next, fills the why pane. */
static unsigned due(void *opaque, struct desk *desk)
{
    (void)opaque;
    (void)desk;
    return SCREEN_REDRAW;
}

static int64_t deadline(const void *opaque)
{
    return ((const struct cohort_state *)opaque)->why.due_ms;
}

static bool typing(const void *opaque)
{
    return ((const struct cohort_state *)opaque)->typing != TYPING_FOR_NOTHING;
}

/* ------------------------------------------------------------------------------ making, freeing */

static void free_state(void *opaque)
{
    struct cohort_state *const state = opaque;
    vha_selection_free(&state->selection);
    vha_selection_free(&state->preview);
    lines_free(&state->why.lines);
    vha_arena_free(state->arena);
    cohort_forget_marks(state);
    cohort_log_free(state);
    free(state->in_sight);
    free(state);
}

static const struct screen_ops cohort_ops = {
    .title = "the list",
    .offers = offers,
    .typing = typing,
    .refresh = refresh,
    .draw = cohort_draw,
    .handle = cohort_handle,
    .deadline = deadline,
    .due = due,
    .choice = &cohort_choice,
    .free = free_state,
    .words = cohort_words,
    .here = cohort_here_words,
};

struct cohort_state *cohort_of(const struct desk *desk)
{
    for (size_t i = 0; i < desk->screen_count; i++)
        if (desk->screens[i].ops == &cohort_ops)
            return desk->screens[i].state;
    return NULL;
}

enum vha_status cohort_find(struct desk *desk, enum vha_action action, struct cohort_state **state,
                            struct vha_error *error)
{
    *state = cohort_of(desk);
    if (*state != NULL)
        return VHA_OK;
    const enum vha_status status =
        vha_register_permit(desk->options->reg, desk->options->user, action, NULL, error);
    return status == VHA_OK ? vha_fail(error, VHA_UNAVAILABLE, "The list is not open.") : status;
}

enum vha_status cohort_check_action(struct desk *desk, enum action action, struct vha_error *error)
{
    struct cohort_state *list = NULL;
    for (size_t i = 0; i < VHA_COUNT(filter_offers); i++)
        if (filter_offers[i].action == action && cohort_of(desk) == NULL)
            return cohort_find(desk, VHA_ACTION_BROWSE, &list, error);
    return VHA_OK;
}

enum vha_status cohort_screen(struct desk *desk, struct screen *screen, struct vha_error *error)
{
    struct cohort_state *const state = vha_alloc_zeroed(1, sizeof *state);
    const struct vha_facet *facets = NULL;
    const size_t count = vha_cohort_facets(desk->cohort, &facets);
    filters_init(&state->filters, facets, count);
    lines_init(&state->why.lines);
    state->arena = vha_arena_new();
    state->why.position = UINT32_MAX;
    state->plain = desk->plain != NULL;
    cohort_log_begin(state);
    const char *const typed = desk->options->filter;
    const enum vha_status status =
        cohort_filter_typed(state, desk, typed != NULL ? typed : "", error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    cohort_why_at_once(state, desk); /* the first person's */
    *screen = (struct screen){.ops = &cohort_ops, .state = state};
    return VHA_OK;
}
