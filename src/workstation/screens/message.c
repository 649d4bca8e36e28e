/* message: one sentence that must be read, on a screen of its own. */
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct message_state {
    struct text_screen screen;
    char *text;
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_BACK, NULL, true},     {ACTION_UP, NULL, false},      {ACTION_DOWN, NULL, false},
        {ACTION_REPAINT, NULL, false}, {ACTION_SUSPEND, NULL, false}, {ACTION_HELP, NULL, true},
        {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct message_state *const state = opaque;
    (void)error;
    if (!text_screen_resize(&state->screen, desk))
        return VHA_OK;
    lines_clear(&state->screen.lines);
    lines_add(&state->screen.lines, ROLE_BODY, "");
    lines_wrap(&state->screen.lines, ROLE_MESSAGE, state->screen.width, 0, state->text);
    return VHA_OK;
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    (void)desk;
    text_screen_draw(&((const struct message_state *)opaque)->screen, canvas);
}

/* Enter is what most people press at a message. */
static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    (void)desk;
    if (event->kind == EVENT_ACTION && event->action == ACTION_OPEN)
        return SCREEN_BACK;
    return text_screen_handle(&((struct message_state *)opaque)->screen, event);
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct message_state *const state = opaque;
    (void)desk;
    lines_format(lines, ROLE_HEADER, "%s.", state->screen.title);
    lines_add(lines, ROLE_MESSAGE, state->text);
}

static void free_state(void *opaque)
{
    struct message_state *const state = opaque;
    lines_free(&state->screen.lines);
    free(state->text);
    free(state);
}

static const struct screen_ops message_ops = {
    .title = "a message",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
};

bool screen_is_message(const struct screen *screen)
{
    return screen->ops == &message_ops;
}

struct screen message_screen(const char *title, const char *text)
{
    struct message_state *const state = vha_alloc_zeroed(1, sizeof *state);
    lines_init(&state->screen.lines);
    snprintf(state->screen.title, sizeof state->screen.title, "%s", title);
    state->text = vha_copy_text(text);
    return (struct screen){.ops = &message_ops, .state = state};
}
