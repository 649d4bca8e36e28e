/* record: one person: who, why they rank where they do, what is not counted, what is known. */
#include "record.h"

#include "../columns.h"
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>

struct record_state {
    struct text_screen screen;
    struct vha_arena *arena; /* of the explanation */
    struct vha_explanation explanation;
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_DOWN, "scroll", true},       {ACTION_UP, NULL, false},
        {ACTION_PAGE_DOWN, NULL, true},      {ACTION_PAGE_UP, NULL, false},
        {ACTION_HALF_DOWN, NULL, false},     {ACTION_HALF_UP, NULL, false},
        {ACTION_FIRST, NULL, false},         {ACTION_LAST, NULL, false},
        {ACTION_NEXT_PANE, "section", true}, {ACTION_PREVIOUS_PANE, NULL, false},
        {ACTION_NUMBER, "section", false},   {ACTION_BACK, NULL, true},
        {ACTION_REPAINT, NULL, false},       {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},           {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct record_state *const state = opaque;
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    (void)error;
    state->screen.rows = inside.rows;
    if (state->screen.width != inside.columns) {
        const size_t top = state->screen.lines.top;
        state->screen.width = inside.columns;
        lines_clear(&state->screen.lines);
        record_lines(&state->screen.lines, &state->explanation, inside.columns, desk->unicode);
        lines_scroll(&state->screen.lines, (int)top, inside.rows);
    }
    return VHA_OK;
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    (void)desk;
    text_screen_draw(&((const struct record_state *)opaque)->screen, canvas);
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    (void)desk;
    return text_screen_handle(&((struct record_state *)opaque)->screen, event);
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct record_state *const state = opaque;
    lines_format(lines, ROLE_HEADER, "Record of %s.", state->screen.title);
    record_lines(lines, &state->explanation, 0, desk->unicode);
}

static void free_state(void *opaque)
{
    struct record_state *const state = opaque;
    lines_free(&state->screen.lines);
    vha_arena_free(state->arena);
    free(state);
}

static const struct screen_ops record_ops = {
    .title = "a record",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
};

enum vha_status record_screen(struct desk *desk, vha_pncid pncid, struct screen *screen,
                              struct vha_error *error)
{
    char subject[VHA_PNCID_SIZE];
    char name[384];
    const char *const gap = desk->plain != NULL ? ", " : "  ";
    struct record_state *const state = vha_alloc_zeroed(1, sizeof *state);
    lines_init(&state->screen.lines);
    state->arena = vha_arena_new();
    const enum vha_status status =
        desk_explain(desk, pncid, state->arena, &state->explanation, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    const struct vha_list_row *const person = &state->explanation.dossier.person;
    snprintf(state->screen.title, sizeof state->screen.title, "%s%s%s%s%s",
             person_name(person, name, sizeof name), gap, vha_pncid_format(subject, pncid),
             (person->flags & VHA_FLAG_UNDER_18) != 0 ? gap : "",
             (person->flags & VHA_FLAG_UNDER_18) != 0 ? "under 18" : "");
    *screen = (struct screen){.ops = &record_ops, .state = state};
    return VHA_OK;
}
