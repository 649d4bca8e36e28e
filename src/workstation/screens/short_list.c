#include "short_list.h"

#include "../lines.h"
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct short_row {
    const char *text;
    const char *said;
    const char *tag; /* NULL: it is a heading */
};

static const struct offer common[] = {
    {ACTION_UP, NULL, false},        {ACTION_DOWN, NULL, true},    {ACTION_PAGE_UP, NULL, false},
    {ACTION_PAGE_DOWN, NULL, false}, {ACTION_FIRST, NULL, false},  {ACTION_LAST, NULL, false},
    {ACTION_BACK, NULL, true},       {ACTION_COMMAND, NULL, true}, {ACTION_REPAINT, NULL, false},
    {ACTION_SUSPEND, NULL, false},   {ACTION_HELP, NULL, true},    {ACTION_QUIT, "back", false},
};

static const struct offer of_sections[] = {
    {ACTION_NEXT_PANE, "next section", true},
    {ACTION_PREVIOUS_PANE, "section before", false},
};

struct short_list {
    struct short_list_spec spec;
    struct screen_ops ops; /* under the name of this list */
    struct offer offers[SHORT_LIST_STEPS + 1 + VHA_COUNT(of_sections) + VHA_COUNT(common)];
    size_t offer_count;
    size_t steps; /* of the offers, which come first */
    struct vha_arena *arena;
    const char *title;
    struct short_row *rows;
    size_t count;
    size_t capacity;
    size_t cursor;
    size_t top;
    size_t in_sight;  /* rows that there is room for */
    bool stale;       /* one was opened since it was read */
    unsigned change;  /* of the desk's, that it was read after */
    int64_t removals; /* of the desk's, likewise */
};

static void make_offers(struct short_list *list, const struct vha_user *user)
{
    if (list->spec.offers != NULL)
        list->steps = list->spec.offers(user, list->offers);
    list->offer_count = list->steps;
    list->offers[list->offer_count++] = (struct offer){ACTION_OPEN, list->spec.opens, true};
    for (size_t i = 0; i < VHA_COUNT(of_sections) && list->spec.sections; i++)
        list->offers[list->offer_count++] = of_sections[i];
    for (size_t i = 0; i < VHA_COUNT(common); i++)
        list->offers[list->offer_count++] = common[i];
}

static const struct offer *offers(const void *opaque, size_t *count)
{
    const struct short_list *const list = opaque;
    *count = list->offer_count;
    return list->offers;
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

void short_list_section(struct short_list *list, const char *title)
{
    short_list_add(list, title, title, "");
    list->rows[list->count - 1].tag = NULL;
}

const void *short_list_context(const struct short_list *list)
{
    return list->spec.context;
}

size_t short_list_count(const struct short_list *list)
{
    return list->count;
}

void short_list_title(struct short_list *list, const char *title)
{
    list->title = vha_arena_text(list->arena, title, strlen(title));
}

/* How often something was done here that a list may tell of. */
static unsigned changes(const struct desk *desk)
{
    return desk->casework + desk->accesses;
}

static enum vha_status read_rows(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    vha_arena_free(list->arena);
    list->arena = vha_arena_new();
    list->count = 0;
    list->title = list->spec.title;
    list->stale = false;
    list->change = changes(desk);
    list->removals = desk->removals;
    return list->spec.read(list, desk, error);
}

static bool is_out_of_date(const struct short_list *list, const struct desk *desk)
{
    return (list->spec.of_people && list->removals != desk->removals) ||
           (!list->spec.once && (list->stale || list->change != changes(desk)));
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct short_list *const list = opaque;
    const enum vha_status status =
        is_out_of_date(list, desk) ? read_rows(list, desk, error) : VHA_OK;
    const int room = text_screen_area(desk->rows, desk->columns).rows;
    const int remark = list->spec.remark > 0 ? list->spec.remark + 1 : 0;
    list->in_sight = (size_t)(room - remark - (list->spec.header != NULL ? 1 : 0));
    if (list->cursor >= list->count)
        list->cursor = list->count > 0 ? list->count - 1 : 0;
    if (list->cursor < list->top)
        list->top = list->cursor;
    if (list->cursor >= list->top + list->in_sight)
        list->top = list->cursor - list->in_sight + 1;
    return status;
}

/* -------------------------------------------------------------------------------------- drawing */

/* Where the rows stand, with the mark of the cursor. */
static struct area rows_of(const struct short_list *list, struct area inside)
{
    const int header = list->spec.header != NULL ? 1 : 0;
    return (struct area){inside.row + header, inside.column - 1, (int)list->in_sight,
                         inside.columns + 1};
}

/* The row under the cursor in words, which are longer than a row. */
static void draw_remark(const struct short_list *list, struct canvas *canvas, struct area inside)
{
    const int row = inside.row + inside.rows - list->spec.remark;
    struct lines lines;
    lines_init(&lines);
    lines_wrap(&lines, ROLE_BODY, inside.columns, 0, list->rows[list->cursor].said);
    canvas_divider(canvas, row - 1, 0, canvas->columns, ROLE_FRAME_FOCUS);
    lines_draw(&lines, canvas,
               (struct area){row, inside.column, list->spec.remark, inside.columns});
    lines_free(&lines);
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct short_list *const list = opaque;
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    const struct area rows = rows_of(list, inside);
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS, list->title);
    if (list->count == 0) {
        canvas_text(canvas, inside.row, inside.column, inside.columns, ROLE_MUTED, list->spec.none);
        return;
    }
    if (list->spec.remark > 0)
        draw_remark(list, canvas, inside);
    if (list->spec.header != NULL)
        canvas_text(canvas, inside.row, inside.column + 1, inside.columns - 1, ROLE_HEADER,
                    list->spec.header);
    for (size_t i = 0; i < list->in_sight && list->top + i < list->count; i++) {
        const bool here = list->top + i == list->cursor;
        const bool heading = list->rows[list->top + i].tag == NULL;
        const enum role role = here ? ROLE_CURSOR : heading ? ROLE_HEADER : ROLE_BODY;
        const int row = rows.row + (int)i;
        canvas_text(canvas, row, inside.column - 1, 2, role, here ? ">" : " ");
        canvas_text(canvas, row, inside.column + 1, inside.columns - 1, role,
                    list->rows[list->top + i].text);
    }
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct short_list *const list = opaque;
    (void)desk;
    lines_format(lines, ROLE_HEADER, "%s: %zu.", list->title, list->count);
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

/* To the next heading, or to that of this section and then the one before. */
static unsigned to_section(struct short_list *list, bool forwards)
{
    size_t at = list->cursor;
    while (forwards ? at + 1 < list->count : at > 0) {
        at += forwards ? 1 : SIZE_MAX;
        if (list->rows[at].tag == NULL) {
            list->cursor = at;
            return SCREEN_REDRAW;
        }
    }
    return SCREEN_IGNORED;
}

static bool is_step(const struct short_list *list, enum action action)
{
    for (size_t i = 0; i < list->steps; i++)
        if (list->offers[i].action == action)
            return true;
    return false;
}

/* Opening may take the desk back to its first screen, and this list with it: its tag and what a
 * refusal is called are kept. */
static unsigned act(struct short_list *list, struct desk *desk, enum action action)
{
    const char *const refused =
        list->spec.refused != NULL ? list->spec.refused : "This was not opened";
    struct vha_error error;
    unsigned flags = SCREEN_REDRAW;
    if (list->count == 0 || list->rows[list->cursor].tag == NULL)
        return SCREEN_IGNORED;
    char *const tag = vha_copy_text(list->rows[list->cursor].tag);
    list->stale = true;
    const enum vha_status status = action == ACTION_OPEN
                                       ? list->spec.open(desk, tag, &flags, &error)
                                       : list->spec.take(desk, action, tag, &error);
    if (status != VHA_OK)
        desk_push(desk, message_screen(refused, error.message));
    free(tag);
    return flags;
}

static unsigned click(struct short_list *list, struct desk *desk, const struct event *event)
{
    const struct area rows = rows_of(list, text_screen_area(desk->rows, desk->columns));
    size_t at = 0;
    if (!event_points_at(event, rows, list->top, list->count, &at))
        return SCREEN_IGNORED;
    if (at == list->cursor)
        return act(list, desk, ACTION_OPEN);
    list->cursor = at;
    return SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct short_list *const list = opaque;
    if (event->kind == EVENT_CLICK)
        return click(list, desk, event);
    if (event->kind == EVENT_WHEEL)
        return move(list, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    if (event->action == ACTION_BACK || event->action == ACTION_QUIT)
        return SCREEN_BACK;
    if (event->action == ACTION_OPEN || is_step(list, event->action))
        return act(list, desk, event->action);
    if (list->spec.sections &&
        (event->action == ACTION_NEXT_PANE || event->action == ACTION_PREVIOUS_PANE))
        return to_section(list, event->action == ACTION_NEXT_PANE);
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
    list->ops = short_list_ops;
    list->ops.leads = spec->leads;
    if (spec->name != NULL)
        list->ops.title = spec->name;
    make_offers(list, desk->options->user);
    const enum vha_status status = read_rows(list, desk, error);
    if (status != VHA_OK) {
        free_state(list);
        return status;
    }
    if (count != NULL)
        *count = list->count;
    *screen = (struct screen){.ops = &list->ops, .state = list};
    return VHA_OK;
}
