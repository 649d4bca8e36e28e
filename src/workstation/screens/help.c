/* help: every key of the screen below, made from the tables of actions and keys. */
#include "../columns.h"
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HELP_OFFERS 64

struct help_state {
    struct text_screen screen;
    const struct screen_ops *of;
    struct offer offered[HELP_OFFERS];
    size_t offered_count;
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_DOWN, "scroll", true},       {ACTION_UP, NULL, false},
        {ACTION_PAGE_DOWN, NULL, true},      {ACTION_PAGE_UP, NULL, false},
        {ACTION_HALF_DOWN, NULL, false},     {ACTION_HALF_UP, NULL, false},
        {ACTION_FIRST, NULL, false},         {ACTION_LAST, NULL, false},
        {ACTION_NEXT_PANE, "section", true}, {ACTION_PREVIOUS_PANE, NULL, false},
        {ACTION_NUMBER, "section", false},   {ACTION_REPAINT, NULL, false},
        {ACTION_SUSPEND, NULL, false},       {ACTION_BACK, NULL, true},
        {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

/* --------------------------------------------------------------------------------------- lines */

#define KEYS_COLUMNS 20

static void add_key(struct help_state *state, int width, const char *keys, const char *text)
{
    char line[512];
    if (keys[0] == '\0')
        return;
    snprintf(line, sizeof line, "  %-*s %s", KEYS_COLUMNS, keys, text);
    lines_wrap(&state->screen.lines, ROLE_BODY, width, KEYS_COLUMNS + 3, line);
    struct line *const added = &state->screen.lines.items[state->screen.lines.count - 1];
    added->mark = ROLE_FLAG;
    added->mark_column = 2;
    added->mark_columns = (int)strlen(keys);
}

static bool is_offered(const struct help_state *state, enum action action)
{
    if (action == ACTION_COMMAND || action == ACTION_THEME)
        return true;
    for (size_t i = 0; i < state->offered_count; i++)
        if (state->offered[i].action == action)
            return true;
    return false;
}

static void add_group(struct help_state *state, const struct desk *desk, int width,
                      const char *group)
{
    lines_section(&state->screen.lines, group);
    for (int i = 1; i < ACTIONS; i++) {
        const enum action action = (enum action)i;
        char keys[160];
        if (strcmp(action_table[action].group, group) != 0 || !is_offered(state, action) ||
            (action == ACTION_SUSPEND && desk->options->captive))
            continue;
        keymap_all(&desk->keymap, action, keys, sizeof keys);
        if (action == ACTION_NUMBER)
            snprintf(keys, sizeof keys, "a digit");
        add_key(state, width, keys, action_table[action].description);
    }
}

static void add_typing(struct help_state *state, const struct desk *desk, int width)
{
    lines_section(&state->screen.lines, typing_table[TYPING_ACCEPT].group);
    for (int action = 1; action < TYPING_ACTIONS; action++) {
        char keys[160];
        keymap_all_typing(&desk->keymap, (enum typing_action)action, keys, sizeof keys);
        add_key(state, width, keys, typing_table[action].description);
    }
}

/* Orders that take arguments; the others go by the names of the actions. */
static void add_orders(struct help_state *state, int width)
{
    for (size_t group = 0; group < order_group_count; group++) {
        char heading[128];
        snprintf(heading, sizeof heading, "Commands: %s", order_groups[group]->heading);
        lines_section(&state->screen.lines, heading);
        for (size_t i = 0; i < order_groups[group]->count; i++) {
            const struct order *const order = &order_groups[group]->orders[i];
            char words[160];
            snprintf(words, sizeof words, ":%s %s", order->name, order->arguments);
            add_key(state, width, words, order->summary);
        }
    }
    lines_wrap(&state->screen.lines, ROLE_BODY, width, 2,
               "  What a key does is a command by its name in keys.yaml too, such as :reverse. Tab "
               "completes, Up recalls what was given before.");
}

/* The marks of the table, and what they stand for. */
static void add_marks(struct help_state *state, int width)
{
    lines_section(&state->screen.lines, "Marks in the table");
    for (size_t i = 0; i < VHA_FLAGS; i++)
        add_key(state, width, vha_flags[i].mark, vha_flags[i].words);
    add_key(state, width, REMOVED_MARK, "previously removed, and back on the list");
    lines_section(&state->screen.lines, "Mouse");
    lines_wrap(&state->screen.lines, ROLE_BODY, width, 2,
               "  A click moves to a person or chooses a filter value; a click on the person under "
               "the cursor opens the record; a click on a heading sorts; the wheel scrolls.");
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct help_state *const state = opaque;
    (void)error;
    if (!text_screen_resize(&state->screen, desk))
        return VHA_OK;
    const char *group = "";
    lines_clear(&state->screen.lines);
    for (int action = 1; action < ACTIONS; action++)
        if (strcmp(action_table[action].group, group) != 0 &&
            is_offered(state, (enum action)action)) {
            group = action_table[action].group;
            add_group(state, desk, state->screen.width, group);
        }
    add_orders(state, state->screen.width);
    add_typing(state, desk, state->screen.width);
    if (state->of->here != NULL && state->of->typing != NULL) /* the list of people alone */
        add_marks(state, state->screen.width);
    return VHA_OK;
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    (void)desk;
    text_screen_draw(&((const struct help_state *)opaque)->screen, canvas);
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    (void)desk;
    return text_screen_handle(&((struct help_state *)opaque)->screen, event);
}

static void free_state(void *opaque)
{
    struct help_state *const state = opaque;
    lines_free(&state->screen.lines);
    free(state);
}

static const struct screen_ops help_ops = {
    .title = "the help",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
};

struct screen help_screen(const struct desk *desk, const struct screen *of)
{
    struct help_state *const state = vha_alloc_zeroed(1, sizeof *state);
    size_t count = 0;
    const struct offer *const offered = of->ops->offers(of->state, &count);
    (void)desk;
    lines_init(&state->screen.lines);
    state->of = of->ops;
    state->offered_count = count < HELP_OFFERS ? count : HELP_OFFERS;
    memcpy(state->offered, offered, state->offered_count * sizeof *offered);
    snprintf(state->screen.title, sizeof state->screen.title, "Keys of %s", of->ops->title);
    return (struct screen){.ops = &help_ops, .state = state};
}
