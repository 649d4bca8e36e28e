/* access_detail: somebody's applications, each with its form, its authority and its steps. */
#include "access.h"
#include "text_screen.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OFFERS 16

struct detail_state {
    struct text_screen screen;
    char login[VHA_LOGIN_SIZE];
    unsigned change; /* of desk->accesses when it was read */
    struct offer offers[MOST_OFFERS];
    size_t offer_count;
};

static const struct offer *offers(const void *opaque, size_t *count)
{
    const struct detail_state *const state = opaque;
    *count = state->offer_count;
    return state->offers;
}

static void make_offers(struct detail_state *state, const struct vha_user *user)
{
    static const struct offer others[] = {
        {ACTION_DOWN, NULL, false},      {ACTION_UP, NULL, false},
        {ACTION_PAGE_DOWN, NULL, false}, {ACTION_PAGE_UP, NULL, false},
        {ACTION_FIRST, NULL, false},     {ACTION_LAST, NULL, false},
        {ACTION_BACK, NULL, true},       {ACTION_COMMAND, NULL, false},
        {ACTION_REPAINT, NULL, false},   {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},       {ACTION_QUIT, "back", false},
    };
    state->offer_count = access_offers(user, state->offers);
    for (size_t i = 0; i < VHA_COUNT(others); i++)
        state->offers[state->offer_count++] = others[i];
}

/* ---------------------------------------------------------------------------------- the lines */

struct telling {
    struct lines *lines;
    int width;
    size_t count;
};

static const struct {
    const char *label;
    size_t offset; /* of a text in struct vha_access */
} fields[] = {
    {"Reason for access", offsetof(struct vha_access, reason)},
    {"Full name", offsetof(struct vha_access, name)},
    {"Warrant or pay number", offsetof(struct vha_access, pay_number)},
    {"Post", offsetof(struct vha_access, post)},
    {"Date", offsetof(struct vha_access, signed_on)},
    {"'Managing Information' completed on", offsetof(struct vha_access, training_on)},
    {"SOP version read", offsetof(struct vha_access, sop_version)},
    {"Authorised by", offsetof(struct vha_access, supervisor)},
    {"Their rank", offsetof(struct vha_access, supervisor_rank)},
    {"Their warrant or pay number", offsetof(struct vha_access, supervisor_pay_number)},
    {"Date of authorisation", offsetof(struct vha_access, authorised_on)},
    {"Withdrawn for", offsetof(struct vha_access, withdrawn_for)},
    {"Role", offsetof(struct vha_access, role)},
    {"Scope", offsetof(struct vha_access, scope)},
    {"Last use", offsetof(struct vha_access, last_use)},
};

static void add_field(struct telling *telling, const char *label, const char *text)
{
    char *line = NULL;
    if (text == NULL || text[0] == '\0')
        return;
    if (asprintf(&line, "%s: %s", label, text) < 0)
        abort();
    lines_wrap(telling->lines, ROLE_BODY, telling->width, 2, line);
    free(line);
}

static void add_steps(struct telling *telling, const struct vha_access *access)
{
    static const char *const names[] = {"Applied", "Authorised", "Granted", "Withdrawn"};
    for (size_t i = 0; i < VHA_COUNT(names); i++) {
        const struct vha_access_step *const step = &access->steps[i];
        char *text = NULL;
        if (step->at == NULL)
            continue;
        if (asprintf(&text, "%.10s %.5s UTC by %s: %s", step->at,
                     strlen(step->at) > 11 ? step->at + 11 : "", step->login,
                     step->reason != NULL ? step->reason : "") < 0)
            abort();
        add_field(telling, names[i], text);
        free(text);
    }
}

static void tell(void *context, const struct vha_access *access)
{
    struct telling *const telling = context;
    char title[96];
    telling->count++;
    snprintf(title, sizeof title, "Application %" PRId64 ": %s", access->number, access->state);
    lines_section(telling->lines, title);
    for (size_t i = 0; i < VHA_COUNT(fields); i++)
        add_field(telling, fields[i].label,
                  *(const char *const *)((const char *)access + fields[i].offset));
    add_steps(telling, access);
}

static enum vha_status read_lines(const struct detail_state *state, const struct desk *desk,
                                  struct lines *lines, int width, struct vha_error *error)
{
    struct telling telling = {.lines = lines, .width = width};
    lines_clear(lines);
    const enum vha_status status =
        vha_register_accesses(desk->options->reg, state->login, tell, &telling, error);
    if (status == VHA_OK && telling.count == 0)
        lines_format(lines, ROLE_BODY, "'%s' has never applied for access.", state->login);
    return status;
}

/* ---------------------------------------------------------------------------------- the screen */

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct detail_state *const state = opaque;
    if (!text_screen_resize(&state->screen, desk) && state->change == desk->accesses)
        return VHA_OK;
    state->change = desk->accesses;
    return read_lines(state, desk, &state->screen.lines, state->screen.width, error);
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    (void)desk;
    text_screen_draw(&((const struct detail_state *)opaque)->screen, canvas);
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct detail_state *const state = opaque;
    struct vha_error error;
    if (event->kind != EVENT_ACTION || !access_is_step(event->action))
        return text_screen_handle(&state->screen, event);
    if (access_begin(desk, event->action, state->login, &error) != VHA_OK)
        desk_push(desk, message_screen("This is refused", error.message));
    return SCREEN_REDRAW;
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct detail_state *const state = opaque;
    (void)desk;
    lines_format(lines, ROLE_HEADER, "%s.", state->screen.title);
    for (size_t i = 0; i < state->screen.lines.count; i++)
        lines_add(lines, ROLE_BODY, state->screen.lines.items[i].text);
}

static void free_state(void *opaque)
{
    struct detail_state *const state = opaque;
    lines_free(&state->screen.lines);
    free(state);
}

static const struct screen_ops detail_ops = {
    .title = "somebody's access",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
};

enum vha_status access_detail_screen(struct desk *desk, const char *login, struct screen *screen,
                                     struct vha_error *error)
{
    const enum vha_status status = desk_log(desk, VHA_ACTION_SEE_ACCESS, login, error);
    if (status != VHA_OK)
        return status;
    struct detail_state *const state = vha_alloc_zeroed(1, sizeof *state);
    lines_init(&state->screen.lines);
    snprintf(state->login, sizeof state->login, "%s", login);
    snprintf(state->screen.title, sizeof state->screen.title, "Access of %s", state->login);
    make_offers(state, desk->options->user);
    *screen = (struct screen){.ops = &detail_ops, .state = state};
    return VHA_OK;
}
