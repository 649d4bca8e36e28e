/* columns: what the list shows, one column a line, in order: choose, move, widen, freeze. What is
 * changed holds at once. */
#include "cohort.h"

#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every column; those that are shown come first, in their order. */
struct columns_state {
    struct cohort_state *list;
    struct column_choice choice;
    size_t others[COLUMNS]; /* that are not shown, in the order of the table */
    size_t cursor;
    size_t top;
};

/* What has a meaning without a cursor. */
static const struct offer plain_offers[] = {
    {ACTION_CLEAR_ALL, NULL, false}, {ACTION_REPAINT, NULL, false}, {ACTION_SUSPEND, NULL, false},
    {ACTION_BACK, NULL, false},      {ACTION_HELP, NULL, false},    {ACTION_QUIT, "back", false},
};

static const struct offer *offers(const void *opaque, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_TOGGLE, "show", true},  {ACTION_BACK, "done", true},
        {ACTION_MOVE_LEFT, NULL, true}, {ACTION_MOVE_RIGHT, NULL, true},
        {ACTION_NARROWER, NULL, true},  {ACTION_WIDER, NULL, true},
        {ACTION_FREEZE, NULL, true},    {ACTION_CLEAR_ALL, "the usual ones", true},
        {ACTION_OPEN, "done", false},   {ACTION_UP, NULL, false},
        {ACTION_DOWN, NULL, false},     {ACTION_FIRST, NULL, false},
        {ACTION_LAST, NULL, false},     {ACTION_COMMAND, NULL, false},
        {ACTION_REPAINT, NULL, false},  {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},      {ACTION_QUIT, "back", false},
    };
    const struct columns_state *const state = opaque;
    *count = state->list->plain ? VHA_COUNT(plain_offers) : VHA_COUNT(all);
    return state->list->plain ? plain_offers : all;
}

/* ------------------------------------------------------------------------------------ the columns
 */

static bool is_shown(const struct columns_state *state, size_t column)
{
    for (size_t i = 0; i < state->choice.count; i++)
        if (state->choice.items[i].column == column)
            return true;
    return false;
}

static void find_others(struct columns_state *state)
{
    size_t count = 0;
    for (size_t column = 0; column < COLUMNS; column++)
        if (!is_shown(state, column))
            state->others[count++] = column;
}

/* The column of a line. */
static size_t column_at(const struct columns_state *state, size_t line)
{
    return line < state->choice.count ? state->choice.items[line].column
                                      : state->others[line - state->choice.count];
}

static void go_to(struct columns_state *state, size_t column)
{
    for (size_t line = 0; line < COLUMNS; line++)
        if (column_at(state, line) == column)
            state->cursor = line;
}

static unsigned apply(struct columns_state *state)
{
    find_others(state);
    cohort_choose_columns(state->list, &state->choice);
    return SCREEN_REDRAW;
}

/* --------------------------------------------------------------------------------------- changing
 */

static void hide(struct column_choice *choice, size_t line)
{
    memmove(&choice->items[line], &choice->items[line + 1],
            (choice->count - line - 1) * sizeof choice->items[0]);
    choice->count--;
    if (choice->frozen > line)
        choice->frozen--;
}

static unsigned toggle(struct columns_state *state, struct desk *desk)
{
    struct column_choice *const choice = &state->choice;
    const size_t column = column_at(state, state->cursor);
    if (state->cursor < choice->count && choice->count == 1) {
        desk_say(desk, "The list shows one column at least.");
        return SCREEN_REDRAW;
    }
    if (state->cursor < choice->count) {
        hide(choice, state->cursor);
    } else {
        choice->items[choice->count].column = column;
        choice->items[choice->count++].width = 0;
    }
    const unsigned flags = apply(state);
    go_to(state, column);
    return flags;
}

/* Changes places with the column before or after, among those that are shown. */
static unsigned move_column(struct columns_state *state, bool up)
{
    struct column_choice *const choice = &state->choice;
    const size_t from = state->cursor;
    if (from >= choice->count || (up ? from == 0 : from + 1 == choice->count))
        return SCREEN_IGNORED;
    const size_t to = up ? from - 1 : from + 1;
    const size_t column = choice->items[from].column;
    const int width = choice->items[from].width;
    choice->items[from] = choice->items[to];
    choice->items[to].column = column;
    choice->items[to].width = width;
    state->cursor = to;
    return apply(state);
}

static unsigned change_width(struct columns_state *state, int by)
{
    if (state->cursor >= state->choice.count)
        return SCREEN_IGNORED;
    int *const width = &state->choice.items[state->cursor].width;
    const int own = table_columns[column_at(state, state->cursor)].least;
    const int to = (*width > 0 ? *width : own) + by;
    if (to < COLUMN_LEAST_WIDTH || to > COLUMN_MOST_WIDTH)
        return SCREEN_IGNORED;
    *width = to;
    return apply(state);
}

/* The line below which columns scroll: after the one under the cursor, or away. */
static unsigned freeze(struct columns_state *state)
{
    if (state->cursor >= state->choice.count)
        return SCREEN_IGNORED;
    const size_t line = state->cursor + 1;
    state->choice.frozen = state->choice.frozen == line ? 0 : line;
    return apply(state);
}

static unsigned usual_ones(const struct columns_state *state)
{
    const struct column_choice none = {.count = 0};
    cohort_choose_columns(state->list, &none);
    return SCREEN_BACK;
}

static unsigned move_cursor(struct columns_state *state, enum action action)
{
    const size_t before = state->cursor;
    if (action == ACTION_UP && state->cursor > 0)
        state->cursor--;
    else if (action == ACTION_DOWN && state->cursor + 1 < COLUMNS)
        state->cursor++;
    else if (action == ACTION_FIRST)
        state->cursor = 0;
    else if (action == ACTION_LAST)
        state->cursor = COLUMNS - 1;
    return state->cursor != before ? SCREEN_REDRAW : SCREEN_IGNORED;
}

static unsigned do_action(struct columns_state *state, struct desk *desk, enum action action)
{
    if (action == ACTION_BACK || action == ACTION_QUIT || action == ACTION_OPEN)
        return SCREEN_BACK;
    if (action == ACTION_TOGGLE)
        return toggle(state, desk);
    if (action == ACTION_MOVE_LEFT || action == ACTION_MOVE_RIGHT)
        return move_column(state, action == ACTION_MOVE_LEFT);
    if (action == ACTION_NARROWER || action == ACTION_WIDER)
        return change_width(state, action == ACTION_WIDER ? 1 : -1);
    if (action == ACTION_FREEZE)
        return freeze(state);
    if (action == ACTION_CLEAR_ALL)
        return usual_ones(state);
    return move_cursor(state, action);
}

static unsigned click(struct columns_state *state, struct desk *desk, const struct event *event)
{
    struct area rows = text_screen_area(desk->rows, desk->columns);
    size_t at = 0;
    rows.row++; /* under the header */
    rows.rows--;
    if (!event_points_at(event, rows, state->top, COLUMNS, &at))
        return SCREEN_IGNORED;
    if (at == state->cursor)
        return toggle(state, desk);
    state->cursor = at;
    return SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct columns_state *const state = opaque;
    if (event->kind == EVENT_CLICK)
        return click(state, desk, event);
    if (event->kind == EVENT_WHEEL)
        return move_cursor(state, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    return event->kind == EVENT_ACTION ? do_action(state, desk, event->action) : SCREEN_IGNORED;
}

/* ---------------------------------------------------------------------------------------- showing
 */

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct columns_state *const state = opaque;
    const size_t rows = (size_t)text_screen_area(desk->rows, desk->columns).rows - 1;
    (void)error;
    if (state->cursor < state->top)
        state->top = state->cursor;
    if (state->cursor >= state->top + rows)
        state->top = state->cursor - rows + 1;
    return VHA_OK;
}

static char *line_text(const struct columns_state *state, size_t line, char *out, size_t size)
{
    const struct column *const column = &table_columns[column_at(state, line)];
    const bool shown = line < state->choice.count;
    char width[16] = "";
    if (shown && state->choice.items[line].width > 0)
        snprintf(width, sizeof width, "%d", state->choice.items[line].width);
    else if (shown)
        snprintf(width, sizeof width, "own");
    snprintf(out, size, "[%c] %-15s %5s  %-6s %s", shown ? 'x' : ' ', column->heading, width,
             line < state->choice.frozen ? "stays" : "", column->summary);
    return out;
}

static const char heading[] = "    Column          Width         What it is";

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct columns_state *const state = opaque;
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    char text[COLUMNS_TEXT_SIZE];
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS,
                 "Columns of the list, from left to right");
    canvas_text(canvas, inside.row, inside.column, inside.columns, ROLE_HEADER, heading);
    for (int i = 1; i < inside.rows && state->top + (size_t)i <= COLUMNS; i++) {
        const size_t line = state->top + (size_t)i - 1;
        canvas_text(canvas, inside.row + i, inside.column, inside.columns,
                    line == state->cursor        ? ROLE_CURSOR
                    : line < state->choice.count ? ROLE_BODY
                                                 : ROLE_MUTED,
                    line_text(state, line, text, sizeof text));
        if (line == state->cursor)
            canvas_put(canvas, inside.row + i, inside.column - 1, 1, ROLE_CURSOR, ">");
    }
    columns_format(&state->list->choice, text);
    const size_t seen = state->top + (size_t)inside.rows - 1;
    if (seen < COLUMNS)
        snprintf(text, sizeof text, "%zu below", COLUMNS - seen);
    canvas_title(canvas, frame.row + frame.rows - 1, frame.column, frame.columns, ROLE_TITLE_FOCUS,
                 text);
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct columns_state *const state = opaque;
    (void)desk;
    const bool chosen = state->list->choice.count > 0;
    lines_add(lines, ROLE_HEADER,
              "What can be said of each person: columns and a column's name says it too.");
    for (size_t line = 0; line < COLUMNS; line++) {
        const struct column *const column = &table_columns[column_at(state, line)];
        const bool said = column->said || (chosen && line < state->choice.count);
        lines_format(lines, ROLE_BODY, "%s (%s): %s%s.", column->heading, column->name,
                     said ? "said, " : "", column->summary);
    }
}

static const struct screen_ops columns_ops = {
    .title = "the columns",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free,
    .words = words,
};

struct screen columns_screen(struct cohort_state *list)
{
    struct columns_state *const state = vha_alloc_zeroed(1, sizeof *state);
    state->list = list;
    state->choice = cohort_chosen_columns(list);
    find_others(state);
    return (struct screen){.ops = &columns_ops, .state = state};
}
