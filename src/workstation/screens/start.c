/* start: what the user's role may do here, for roles that begin with no other screen. */
#include "text_screen.h"

#include "../orders.h"

#include <stdio.h>
#include <stdlib.h>

struct start_state {
    struct text_screen screen;
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_COMMAND, NULL, true},  {ACTION_DOWN, NULL, false},    {ACTION_UP, NULL, false},
        {ACTION_REPAINT, NULL, false}, {ACTION_SUSPEND, NULL, false}, {ACTION_HELP, NULL, true},
        {ACTION_QUIT, NULL, true},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

/* Orders that a role has by its permission; those of everybody are not worth telling. */
static const struct {
    enum vha_action action;
    const char *order;
} tasks[] = {
    {VHA_ACTION_BROWSE, "list"},
    {VHA_ACTION_AUDIT_READ, "audit"},
    {VHA_ACTION_AUDIT_READ, "enquiries"},
    {VHA_ACTION_AUDIT_REVIEW, "audit_review"},
    {VHA_ACTION_SEE_ACCESS, "access"},
    {VHA_ACTION_APPLY, "apply"},
    {VHA_ACTION_AUTHORISE, "authorise"},
    {VHA_ACTION_GRANT, "grant"},
    {VHA_ACTION_WITHDRAW, "withdraw"},
    {VHA_ACTION_BOARD, "board"},
    {VHA_ACTION_EQUALITY, "equality"},
    {VHA_ACTION_EQUALITY_CLOSE, "close_equality"},
    {VHA_ACTION_TRACK_COPY, "copies"},
    {VHA_ACTION_AUTHORISE_COPY, "copy_authorise"},
    {VHA_ACTION_TRACK_COPY, "copy_move"},
    {VHA_ACTION_AUTHORISE_COPY, "copy_extend"},
    {VHA_ACTION_TRACK_COPY, "copy_destroy"},
};

static void add_tasks(const struct desk *desk, struct lines *lines, int width)
{
    const struct vha_user *const user = desk->options->user;
    for (size_t i = 0; i < VHA_COUNT(tasks); i++) {
        const struct order *const order = order_find(tasks[i].order);
        char line[512];
        if (order == NULL || !vha_user_may(user, tasks[i].action))
            continue;
        if (width > 0)
            snprintf(line, sizeof line, "  :%s %s  %s", order->name, order->arguments,
                     order->summary);
        else
            snprintf(line, sizeof line, "%s%s%s: %s.", order->name,
                     order->arguments[0] != '\0' ? " " : "", order->arguments, order->summary);
        lines_say(lines, ROLE_BODY, width, 4, line);
    }
}

/* With a width of 0 as sentences. */
static void add_lines(const struct desk *desk, struct lines *lines, int width)
{
    char line[512];
    snprintf(line, sizeof line, "Your role, %s, has no list to begin with. Type %sa command:",
             vha_user_role_name(desk->options->user->role), width > 0 ? "a colon and " : "");
    lines_say(lines, ROLE_BODY, width, 0, line);
    add_tasks(desk, lines, width);
    lines_say(lines, ROLE_BODY, width, 0,
              "Whoever needs more asks MO2 Nominals and Central Tasking (SOP 40).");
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct start_state *const state = opaque;
    (void)error;
    if (!text_screen_resize(&state->screen, desk))
        return VHA_OK;
    lines_clear(&state->screen.lines);
    add_lines(desk, &state->screen.lines, state->screen.width);
    return VHA_OK;
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    (void)desk;
    text_screen_draw(&((const struct start_state *)opaque)->screen, canvas);
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    (void)desk;
    if (event->kind == EVENT_ACTION && event->action == ACTION_QUIT)
        return SCREEN_QUIT;
    return text_screen_handle(&((struct start_state *)opaque)->screen, event);
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    (void)opaque;
    lines_add(lines, ROLE_HEADER, "What you may do here.");
    add_lines(desk, lines, 0);
}

static void free_state(void *opaque)
{
    struct start_state *const state = opaque;
    lines_free(&state->screen.lines);
    free(state);
}

static const struct screen_ops start_ops = {
    .title = "what you may do",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
};

struct screen start_screen(void)
{
    struct start_state *const state = vha_alloc_zeroed(1, sizeof *state);
    lines_init(&state->screen.lines);
    snprintf(state->screen.title, sizeof state->screen.title, "What you may do here");
    return (struct screen){.ops = &start_ops, .state = state};
}
