#include "short_list.h"

#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct short_row {
    const char *text;
    const char *said;
    const char *tag;
};

struct short_list {
    struct short_list_spec spec;
    struct vha_arena *arena;
    struct short_row *rows;
    size_t count;
    size_t capacity;
    size_t cursor;
    size_t top;
    size_t in_sight; /* rows that there is room for */
    bool stale;      /* one was opened since it was read */
    unsigned change; /* of the desk's, that it was read after */
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_OPEN, NULL, true},       {ACTION_UP, NULL, false},
        {ACTION_DOWN, NULL, true},       {ACTION_PAGE_UP, NULL, false},
        {ACTION_PAGE_DOWN, NULL, false}, {ACTION_FIRST, NULL, false},
        {ACTION_LAST, NULL, false},      {ACTION_BACK, NULL, true},
        {ACTION_COMMAND, NULL, true},    {ACTION_REPAINT, NULL, false},
        {ACTION_SUSPEND, NULL, false},   {ACTION_HELP, NULL, true},
        {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

/* -------------------------------------------------------------------------------------- the rows
 */

void short_list_add(struct short_list *list, const char *text, const char *said, const char *tag)
{
    list->rows = vha_grow(list->rows, list->count, &list->capacity, sizeof *list->rows);
    list->rows[list->count++] =
        (struct short_row){.text = vha_arena_text(list->arena, text, strlen(text)),
                           .said = vha_arena_text(list->arena, said, strlen(said)),
                           .tag = vha_arena_text(list->arena, tag, strlen(tag))};
}

const void *short_list_context(const struct short_list *list)
{
    return list->spec.context;
}

static enum vha_status read_rows(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    vha_arena_free(list->arena);
    list->arena = vha_arena_new();
    list->count = 0;
    list->stale = false;
    list->change = desk->casework;
    return list->spec.read(list, desk, error);
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct short_list *const list = opaque;
    const enum vha_status status =
        list->stale || list->change != desk->casework ? read_rows(list, desk, error) : VHA_OK;
    const int room = text_screen_area(desk->rows, desk->columns).rows;
    list->in_sight = (size_t)(room - (list->spec.header != NULL ? 1 : 0));
    if (list->cursor >= list->count)
        list->cursor = list->count > 0 ? list->count - 1 : 0;
    if (list->cursor < list->top)
        list->top = list->cursor;
    if (list->cursor >= list->top + list->in_sight)
        list->top = list->cursor - list->in_sight + 1;
    return status;
}

/* -------------------------------------------------------------------------------------- drawing */

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct short_list *const list = opaque;
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    struct area inside = text_screen_area(desk->rows, desk->columns);
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS,
                 list->spec.title);
    if (list->count == 0) {
        canvas_text(canvas, inside.row, inside.column, inside.columns, ROLE_MUTED, list->spec.none);
        return;
    }
    if (list->spec.header != NULL)
        canvas_text(canvas, inside.row++, inside.column + 1, inside.columns - 1, ROLE_HEADER,
                    list->spec.header);
    for (size_t i = 0; i < list->in_sight && list->top + i < list->count; i++) {
        const bool here = list->top + i == list->cursor;
        const enum role role = here ? ROLE_CURSOR : ROLE_BODY;
        const int row = inside.row + (int)i;
        canvas_text(canvas, row, inside.column - 1, 2, role, here ? ">" : " ");
        canvas_text(canvas, row, inside.column + 1, inside.columns - 1, role,
                    list->rows[list->top + i].text);
    }
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct short_list *const list = opaque;
    (void)desk;
    lines_format(lines, ROLE_HEADER, "%s: %zu.", list->spec.title, list->count);
    for (size_t i = 0; i < list->in_sight && list->top + i < list->count; i++)
        lines_format(lines, ROLE_BODY, "%s.", list->rows[list->top + i].said);
    if (list->count == 0)
        lines_add(lines, ROLE_MUTED, list->spec.none);
}

static void here(const void *opaque, const struct desk *desk, char *out, size_t size)
{
    const struct short_list *const list = opaque;
    (void)desk;
    snprintf(out, size, "%s.", list->count > 0 ? list->rows[list->cursor].said : "nothing");
}

/* ------------------------------------------------------------------------------------- handling */

static unsigned move(struct short_list *list, enum action action)
{
    return action_moves_cursor(action, (int)list->in_sight, list->count, &list->cursor)
               ? SCREEN_REDRAW
               : SCREEN_IGNORED;
}

/* Opening may take the desk back to its first screen, and this list with it: its tag is kept. */
static unsigned open_row(struct short_list *list, struct desk *desk)
{
    struct vha_error error;
    unsigned flags = SCREEN_REDRAW;
    if (list->count == 0)
        return SCREEN_IGNORED;
    char *const tag = vha_copy_text(list->rows[list->cursor].tag);
    list->stale = true;
    if (list->spec.open(desk, tag, &flags, &error) != VHA_OK)
        desk_push(desk, message_screen("This was not opened", error.message));
    free(tag);
    return flags;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct short_list *const list = opaque;
    if (event->kind == EVENT_WHEEL)
        return move(list, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    if (event->action == ACTION_BACK || event->action == ACTION_QUIT)
        return SCREEN_BACK;
    if (event->action == ACTION_OPEN)
        return open_row(list, desk);
    return move(list, event->action);
}

static void free_state(void *opaque)
{
    struct short_list *const list = opaque;
    vha_arena_free(list->arena);
    free(list->rows);
    free(list);
}

static const struct screen_ops short_list_ops = {
    .title = "a short list",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
    .here = here,
};

enum vha_status short_list_screen(struct desk *desk, const struct short_list_spec *spec,
                                  struct screen *screen, size_t *count, struct vha_error *error)
{
    struct short_list *const list = vha_alloc_zeroed(1, sizeof *list);
    list->spec = *spec;
    const enum vha_status status = read_rows(list, desk, error);
    if (status != VHA_OK) {
        free_state(list);
        return status;
    }
    if (count != NULL)
        *count = list->count;
    *screen = (struct screen){.ops = &short_list_ops, .state = list};
    return VHA_OK;
}
