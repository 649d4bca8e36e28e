/* access: everybody who has applied for access, a line each with where their application stands. */
#include "access.h"
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OFFERS 20
#define ROW_SIZE    512

struct access_row {
    const char *login;
    const char *text; /* as it stands in columns */
    const char *said; /* and in words */
};

struct access_state {
    struct vha_arena *arena;
    struct access_row *rows;
    size_t count;
    size_t capacity;
    size_t cursor;
    size_t top;
    size_t in_sight; /* rows that there is room for */
    bool stale;      /* a step may have been taken since it was read */
    struct offer offers[MOST_OFFERS];
    size_t offer_count;
};

static const struct offer *offers(const void *opaque, size_t *count)
{
    const struct access_state *const state = opaque;
    *count = state->offer_count;
    return state->offers;
}

static void make_offers(struct access_state *state, const struct vha_user *user)
{
    static const struct offer others[] = {
        {ACTION_OPEN, "show", true},     {ACTION_UP, NULL, false},
        {ACTION_DOWN, NULL, false},      {ACTION_PAGE_UP, NULL, false},
        {ACTION_PAGE_DOWN, NULL, false}, {ACTION_FIRST, NULL, false},
        {ACTION_LAST, NULL, false},      {ACTION_BACK, NULL, true},
        {ACTION_COMMAND, NULL, true},    {ACTION_REPAINT, NULL, false},
        {ACTION_SUSPEND, NULL, false},   {ACTION_HELP, NULL, true},
        {ACTION_QUIT, "back", false},
    };
    state->offer_count = access_offers(user, state->offers);
    for (size_t i = 0; i < VHA_COUNT(others); i++)
        state->offers[state->offer_count++] = others[i];
}

/* ------------------------------------------------------------------------------------- the rows */

#define COLUMNS "%-16.16s  %-10s  %-11s  %-12.12s  %-10.10s  %s"

static const char *keep(struct access_state *state, const char *text)
{
    return vha_arena_text(state->arena, text, strlen(text));
}

static const char *or_dash(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : "-";
}

static void take_row(void *context, const struct vha_access *access)
{
    struct access_state *const state = context;
    char text[ROW_SIZE];
    state->rows = vha_grow(state->rows, state->count, &state->capacity, sizeof *state->rows);
    struct access_row *const row = &state->rows[state->count++];
    row->login = keep(state, access->login);
    snprintf(text, sizeof text, COLUMNS, access->login, access->state, or_dash(access->role),
             or_dash(access->role != NULL ? access->scope : NULL), or_dash(access->last_use),
             or_dash(access->name));
    row->text = keep(state, text);
    snprintf(text, sizeof text, "%s, %s, is %s%s%s%s%s", access->login, or_dash(access->name),
             access->state, access->role != NULL ? ", " : "",
             access->role != NULL ? access->role : "", access->role != NULL ? " for " : "",
             access->role != NULL ? or_dash(access->scope) : "");
    row->said = keep(state, text);
}

static enum vha_status read_rows(struct access_state *state, const struct desk *desk,
                                 struct vha_error *error)
{
    vha_arena_free(state->arena);
    state->arena = vha_arena_new();
    state->count = 0;
    state->stale = false;
    return vha_register_accesses(desk->options->reg, NULL, take_row, state, error);
}

/* ---------------------------------------------------------------------------------- the screen */

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct access_state *const state = opaque;
    const enum vha_status status = state->stale ? read_rows(state, desk, error) : VHA_OK;
    state->in_sight = (size_t)text_screen_area(desk->rows, desk->columns).rows - 1;
    if (state->cursor >= state->count)
        state->cursor = state->count > 0 ? state->count - 1 : 0;
    if (state->cursor < state->top)
        state->top = state->cursor;
    if (state->cursor >= state->top + state->in_sight)
        state->top = state->cursor - state->in_sight + 1;
    return status;
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct access_state *const state = opaque;
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    char header[ROW_SIZE];
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS, "Access");
    snprintf(header, sizeof header, COLUMNS, "Login", "State", "Role", "Scope", "Last use", "Name");
    canvas_text(canvas, inside.row, inside.column, inside.columns, ROLE_HEADER, header);
    for (size_t i = 0; i < state->in_sight && state->top + i < state->count; i++)
        canvas_text(canvas, inside.row + 1 + (int)i, inside.column, inside.columns,
                    state->top + i == state->cursor ? ROLE_CURSOR : ROLE_BODY,
                    state->rows[state->top + i].text);
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct access_state *const state = opaque;
    (void)desk;
    lines_format(lines, ROLE_HEADER, "Access: %zu applications.", state->count);
    for (size_t i = 0; i < state->in_sight && state->top + i < state->count; i++)
        lines_format(lines, ROLE_BODY, "%s.", state->rows[state->top + i].said);
}

static void here(const void *opaque, const struct desk *desk, char *out, size_t size)
{
    const struct access_state *const state = opaque;
    (void)desk;
    snprintf(out, size, "%s.", state->count > 0 ? state->rows[state->cursor].said : "nobody");
}

/* ------------------------------------------------------------------------------------- handling */

static unsigned move(struct access_state *state, enum action action)
{
    return action_moves_cursor(action, (int)state->in_sight, state->count, &state->cursor)
               ? SCREEN_REDRAW
               : SCREEN_IGNORED;
}

/* Shows whoever is under the cursor, or begins a step of theirs. */
static unsigned act(struct access_state *state, struct desk *desk, enum action action)
{
    const char *const login = state->rows[state->cursor].login;
    struct screen screen;
    struct vha_error error;
    state->stale = true;
    if (action != ACTION_OPEN) {
        if (access_begin(desk, action, login, &error) != VHA_OK)
            desk_push(desk, message_screen("This is refused", error.message));
    } else if (access_detail_screen(desk, login, &screen, &error) == VHA_OK) {
        desk_push(desk, screen);
    } else {
        desk_push(desk, message_screen("This is refused", error.message));
    }
    return SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct access_state *const state = opaque;
    if (event->kind == EVENT_WHEEL)
        return move(state, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    if (event->action == ACTION_BACK || event->action == ACTION_QUIT)
        return SCREEN_BACK;
    if (event->action == ACTION_OPEN || access_is_step(event->action))
        return state->count > 0 ? act(state, desk, event->action) : SCREEN_IGNORED;
    return move(state, event->action);
}

static void free_state(void *opaque)
{
    struct access_state *const state = opaque;
    vha_arena_free(state->arena);
    free(state->rows);
    free(state);
}

static const struct screen_ops access_ops = {
    .title = "access",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
    .here = here,
};

/* ----------------------------------------------------------------------------------- the orders */

static enum vha_status show_list(struct desk *desk, struct vha_error *error)
{
    enum vha_status status = desk_log(desk, VHA_ACTION_SEE_ACCESS, NULL, error);
    if (status != VHA_OK)
        return status;
    struct access_state *const state = vha_alloc_zeroed(1, sizeof *state);
    status = read_rows(state, desk, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    make_offers(state, desk->options->user);
    desk_push(desk, (struct screen){.ops = &access_ops, .state = state});
    return VHA_OK;
}

static enum vha_status run_access(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    struct screen screen;
    *flags |= SCREEN_REDRAW;
    if (arguments[0] == '\0')
        return show_list(desk, error);
    const enum vha_status status = access_detail_screen(desk, arguments, &screen, error);
    if (status == VHA_OK)
        desk_push(desk, screen);
    return status;
}

static enum vha_status run_authorise(struct desk *desk, const char *arguments, unsigned *flags,
                                     struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return access_begin(desk, ACTION_AUTHORISE, arguments, error);
}

static enum vha_status run_grant(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return access_begin(desk, ACTION_GRANT, arguments, error);
}

static enum vha_status run_withdraw(struct desk *desk, const char *arguments, unsigned *flags,
                                    struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return access_begin(desk, ACTION_WITHDRAW, arguments, error);
}

static const struct order orders[] = {
    {.name = "access",
     .arguments = "[LOGIN]",
     .summary = "who has access or has applied for it; or somebody's applications",
     .run = run_access},
    {.name = "apply",
     .arguments = "[LOGIN]",
     .summary = "put somebody's application for access on record",
     .run = access_run_apply},
    {.name = "authorise",
     .arguments = "LOGIN",
     .summary = "put the authority for an application on record",
     .run = run_authorise},
    {.name = "grant",
     .arguments = "LOGIN",
     .summary = "grant an authorised application",
     .run = run_grant},
    {.name = "withdraw",
     .arguments = "LOGIN",
     .summary = "withdraw access, or an application",
     .run = run_withdraw},
};

const struct order_group access_orders = {"Access", orders, VHA_COUNT(orders)};
