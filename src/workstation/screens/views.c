/* views: the user's views, one a line, with what each shows in words. */
#include "cohort_views.h"
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct view_row {
    const char *name;
    const char *filter; /* as typed */
    const char *sort;
};

struct views_state {
    struct vha_arena *arena;
    struct view_row *rows;
    size_t count;
    size_t capacity;
    size_t cursor;
    size_t top;
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_OPEN, "show", true},  {ACTION_UP, NULL, false},      {ACTION_DOWN, NULL, true},
        {ACTION_FIRST, NULL, false},  {ACTION_LAST, NULL, false},    {ACTION_BACK, NULL, true},
        {ACTION_COMMAND, NULL, true}, {ACTION_REPAINT, NULL, false}, {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},    {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

static void take_view(void *context, const struct vha_view *view)
{
    struct views_state *const state = context;
    state->rows = vha_grow(state->rows, state->count, &state->capacity, sizeof *state->rows);
    state->rows[state->count++] = (struct view_row){
        .name = vha_arena_text(state->arena, view->name, strlen(view->name)),
        .filter = vha_arena_text(state->arena, view->filter, strlen(view->filter)),
        .sort = vha_arena_text(state->arena, view->sort, strlen(view->sort)),
    };
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct views_state *const state = opaque;
    const size_t rows = (size_t)text_screen_area(desk->rows, desk->columns).rows;
    (void)error;
    if (state->cursor < state->top)
        state->top = state->cursor;
    if (state->cursor >= state->top + rows)
        state->top = state->cursor - rows + 1;
    return VHA_OK;
}

static char *row_text(const struct view_row *row, char *out, size_t size)
{
    snprintf(out, size, "%s: %s%s%s", row->name, row->filter[0] != '\0' ? row->filter : "everybody",
             row->sort[0] != '\0' ? ", sorted by " : "", row->sort);
    return out;
}

static const char none[] = "You have saved no view yet; :save_view NAME saves how you look now.";

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct views_state *const state = opaque;
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS, "Views");
    if (state->count == 0)
        canvas_text(canvas, inside.row, inside.column, inside.columns, ROLE_MUTED, none);
    for (int i = 0; i < inside.rows && state->top + (size_t)i < state->count; i++) {
        const size_t at = state->top + (size_t)i;
        char text[1024];
        canvas_text(canvas, inside.row + i, inside.column, inside.columns,
                    at == state->cursor ? ROLE_CURSOR : ROLE_BODY,
                    row_text(&state->rows[at], text, sizeof text));
    }
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct views_state *const state = opaque;
    (void)desk;
    lines_add(lines, ROLE_HEADER, "Your views.");
    for (size_t i = 0; i < state->count; i++) {
        char text[1024];
        lines_add(lines, ROLE_BODY, row_text(&state->rows[i], text, sizeof text));
    }
    if (state->count == 0)
        lines_add(lines, ROLE_MUTED, none);
}

static unsigned move(struct views_state *state, enum action action)
{
    return action_moves_cursor(action, 0, state->count, &state->cursor) ? SCREEN_REDRAW
                                                                        : SCREEN_IGNORED;
}

static unsigned show(const struct views_state *state, struct desk *desk)
{
    struct vha_error error;
    if (state->count == 0)
        return SCREEN_IGNORED;
    if (cohort_show_view(cohort_of(desk), desk, state->rows[state->cursor].name, &error) !=
        VHA_OK) {
        desk_say(desk, "%.250s", error.message);
        return SCREEN_REDRAW;
    }
    return SCREEN_BACK | SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct views_state *const state = opaque;
    if (event->kind == EVENT_WHEEL)
        return move(state, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    if (event->action == ACTION_BACK || event->action == ACTION_QUIT)
        return SCREEN_BACK;
    if (event->action == ACTION_OPEN)
        return show(state, desk);
    return move(state, event->action);
}

static void free_state(void *opaque)
{
    struct views_state *const state = opaque;
    vha_arena_free(state->arena);
    free(state->rows);
    free(state);
}

static const struct screen_ops views_ops = {
    .title = "your views",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
};

enum vha_status views_screen(struct desk *desk, struct screen *screen, struct vha_error *error)
{
    struct views_state *const state = vha_alloc_zeroed(1, sizeof *state);
    state->arena = vha_arena_new();
    const enum vha_status status =
        vha_register_views(desk->options->reg, desk->options->user, take_view, state, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    *screen = (struct screen){.ops = &views_ops, .state = state};
    return VHA_OK;
}
