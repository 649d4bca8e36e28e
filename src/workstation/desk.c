#include "frame.h"
#include "lines.h"
#include "screen.h"
#include "screens/cohort_views.h"
#include "screens/todo.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistr.h>

/* ------------------------------------------------------------------------------------- screens */

void desk_push(struct desk *desk, struct screen screen)
{
    if (desk->screen_count == DESK_SCREENS) /* help on help on help: the oldest help goes */
        desk_pop(desk);
    screen.serial = ++desk->serials;
    desk->screens[desk->screen_count++] = screen;
}

void desk_pop(struct desk *desk)
{
    const struct screen screen = desk->screens[--desk->screen_count];
    screen.ops->free(screen.state);
}

struct screen *desk_top(struct desk *desk)
{
    return &desk->screens[desk->screen_count - 1];
}

void desk_home(struct desk *desk)
{
    while (desk->screen_count > 1)
        desk_pop(desk);
}

enum vha_status desk_show(struct desk *desk, enum vha_status status, const struct screen *screen,
                          unsigned *flags)
{
    if (status != VHA_OK)
        return status;
    while (desk->screen_count > 1 && (screen->ops->leads || !desk_top(desk)->ops->leads))
        desk_pop(desk);
    desk_push(desk, *screen);
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

void desk_say(struct desk *desk, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(desk->message, sizeof desk->message, format, arguments);
    va_end(arguments);
}

unsigned desk_tell_notices(struct desk *desk)
{
    char notice[VHA_NOTICE_SIZE];
    char text[4 * VHA_NOTICE_SIZE] = "";
    if (desk->prompt.open || desk_is_typing(desk) || desk->screen_count == DESK_SCREENS)
        return SCREEN_IGNORED;
    for (size_t used = 0; used + VHA_NOTICE_SIZE < sizeof text &&
                          vha_register_next_notice(desk->options->reg, notice);)
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? " " : "", notice);
    if (text[0] == '\0')
        return SCREEN_IGNORED;
    desk_push(desk, message_screen("To be read", text));
    return SCREEN_REDRAW;
}

static bool has_place(const struct desk *desk)
{
    return !desk->afresh && !desk->options->archive;
}

static void restore_list(struct cohort_state *list, struct desk *desk)
{
    const struct vha_workstation_options *const options = desk->options;
    struct vha_error error;
    enum vha_status status = VHA_OK;
    if (options->view != NULL)
        status = cohort_show_view(list, desk, options->view, &error);
    else if (options->filter == NULL && has_place(desk))
        status = cohort_restore_place(list, desk, &error);
    if (status != VHA_OK)
        desk_say(desk, "%.250s", error.message);
}

void desk_restore(struct desk *desk)
{
    struct cohort_state *const list = cohort_of(desk);
    if (list != NULL)
        restore_list(list, desk);
    if (has_place(desk) && !desk_is_typing(desk))
        todo_begin(desk);
    if (!desk_is_typing(desk))
        removal_tell_news(desk);
}

void desk_keep_place(const struct desk *desk)
{
    const struct cohort_state *const list = cohort_of(desk);
    struct vha_error error;
    if (list != NULL && has_place(desk))
        (void)!cohort_keep_place(list, desk, &error);
}

static bool is_too_small(const struct desk *desk)
{
    return desk->rows < VHA_LEAST_ROWS || desk->columns < VHA_LEAST_COLUMNS;
}

/* -------------------------------------------------------------------------------------- events */

/* Going back from the first screen is staying there: leaving is an action of its own. */
static unsigned settle(struct desk *desk, unsigned flags)
{
    if ((flags & SCREEN_ONWARD) != 0)
        return (flags & ~(unsigned)(SCREEN_ONWARD | SCREEN_BACK)) | desk_go_onward(desk);
    if ((flags & SCREEN_BACK) != 0 && desk->screen_count > 1) {
        desk_pop(desk);
        flags |= SCREEN_REDRAW;
    }
    return flags & ~(unsigned)SCREEN_BACK;
}

static bool is_typing(const struct screen *screen)
{
    return screen->ops->typing != NULL && screen->ops->typing(screen->state);
}

unsigned desk_suspend(const struct desk *desk)
{
    return desk->options->captive ? SCREEN_IGNORED : SCREEN_SUSPEND;
}

static unsigned open_help(struct desk *desk)
{
    const struct screen help = help_screen(desk, desk_top(desk));
    desk_push(desk, help);
    return SCREEN_REDRAW;
}

/* What has to be filled in first is not got round by way of its help. */
static unsigned open_prompt(struct desk *desk)
{
    for (size_t i = 0; i < desk->screen_count; i++)
        if (is_typing(&desk->screens[i])) {
            desk_say(desk, "First go back, and finish what is being typed there.");
            return SCREEN_REDRAW;
        }
    prompt_open(desk);
    return SCREEN_REDRAW;
}

static unsigned do_action(struct desk *desk, enum action action, int32_t key)
{
    const struct event event = {
        .kind = EVENT_ACTION, .action = action, .character = key < KEY_NAMED ? (uint32_t)key : 0};
    struct screen *const top = desk_top(desk);
    if (action == ACTION_NONE)
        return SCREEN_IGNORED;
    if (action == ACTION_REPAINT)
        return SCREEN_REPAINT | SCREEN_REDRAW;
    if (action == ACTION_SUSPEND)
        return desk_suspend(desk);
    if (action == ACTION_THEME) {
        looks_next(&desk->looks, desk->options->themes_folder, desk->message, sizeof desk->message);
        return SCREEN_REDRAW;
    }
    if (action == ACTION_COMMAND)
        return open_prompt(desk);
    if (action == ACTION_HELP)
        return open_help(desk);
    return settle(desk, top->ops->handle(top->state, desk, &event));
}

static bool is_everywhere(enum action action)
{
    static const enum action everywhere[] = {ACTION_HELP, ACTION_THEME, ACTION_REPAINT,
                                             ACTION_SUSPEND};
    for (size_t i = 0; i < VHA_COUNT(everywhere); i++)
        if (everywhere[i] == action)
            return true;
    return false;
}

static bool offers_action(const struct screen *screen, enum action action)
{
    size_t count = 0;
    const struct offer *const offers = screen->ops->offers(screen->state, &count);
    for (size_t i = 0; i < count; i++)
        if (offers[i].action == action)
            return true;
    return false;
}

bool desk_offers(struct desk *desk, enum action action)
{
    return offers_action(desk_top(desk), action);
}

/* What a role may not do at all is refused as that on every screen, on record; filters say the same
 * to who has no list. */
static enum vha_status check_role(struct desk *desk, enum action action, struct vha_error *error)
{
    static const struct {
        enum action action;
        enum vha_action needed;
    } deeds[] = {
        {ACTION_TAKE, VHA_ACTION_REVIEW},
        {ACTION_APPROVE, VHA_ACTION_REVIEW},
        {ACTION_REFUSE, VHA_ACTION_REVIEW},
        {ACTION_ASK_MORE, VHA_ACTION_REVIEW},
        {ACTION_REVERSE_DECISION, VHA_ACTION_REVIEW},
        {ACTION_ADD_MORE, VHA_ACTION_REQUEST_REMOVAL},
        {ACTION_WITHDRAW_REQUEST, VHA_ACTION_REQUEST_REMOVAL},
        {ACTION_ENQUIRE, VHA_ACTION_AUDIT_ENQUIRE},
        {ACTION_ENQUIRIES, VHA_ACTION_AUDIT_READ},
        {ACTION_VERIFY, VHA_ACTION_AUDIT_READ},
    };
    const struct vha_workstation_options *const options = desk->options;
    for (size_t i = 0; i < VHA_COUNT(deeds); i++)
        if (deeds[i].action == action)
            return vha_register_permit(options->reg, options->user, deeds[i].needed, NULL, error);
    return cohort_check_action(desk, action, error);
}

enum vha_status desk_perform(struct desk *desk, enum action action, unsigned *flags,
                             struct vha_error *error)
{
    const bool here = is_everywhere(action) || desk_offers(desk, action);
    if (!here && !offers_action(&desk->screens[0], action)) {
        const enum vha_status status = check_role(desk, action, error);
        return status != VHA_OK ? status
                                : vha_fail(error, VHA_USAGE, "%s means nothing on %s.",
                                           action_table[action].name, desk_top(desk)->ops->title);
    }
    if (!here)
        desk_home(desk);
    *flags |= do_action(desk, action, 0);
    return VHA_OK;
}

/* What is pasted is text, whatever its characters would do as keys. */
static struct event pasted_event(int32_t key)
{
    const int32_t character = key & ~KEYS_PASTED;
    if (character == KEYS_LINE_FEED)
        return (struct event){.kind = EVENT_TYPING, .typing = TYPING_NEW_LINE, .pasted = true};
    return (struct event){.kind = EVENT_TEXT, .character = (uint32_t)character, .pasted = true};
}

/* A key while something is being typed. */
static struct event typing_event(const struct desk *desk, int32_t key)
{
    if ((key & KEYS_PASTED) != 0)
        return pasted_event(key);
    struct event event = {.kind = EVENT_TYPING, .typing = keymap_typing(&desk->keymap, key)};
    if (event.typing == TYPING_NONE) {
        event.kind = EVENT_TEXT;
        event.character = key < KEY_NAMED ? (uint32_t)key : 0;
    }
    return event;
}

static unsigned clear_message(struct desk *desk)
{
    const unsigned flags = desk->message[0] != '\0' ? SCREEN_REDRAW : SCREEN_IGNORED;
    desk->message[0] = '\0';
    return flags;
}

bool desk_is_typing(struct desk *desk)
{
    return is_typing(desk_top(desk));
}

static unsigned give_typing(struct desk *desk, enum typing_action typing)
{
    struct screen *const top = desk_top(desk);
    const struct event event = {.kind = EVENT_TYPING, .typing = typing};
    return settle(desk, top->ops->handle(top->state, desk, &event));
}

unsigned desk_type(struct desk *desk, const char *text)
{
    if (text == NULL)
        return give_typing(desk, TYPING_CANCEL);
    unsigned flags = give_typing(desk, TYPING_ERASE_ALL);
    struct event event = {.kind = EVENT_TEXT};
    const uint8_t *at = (const uint8_t *)text;
    ucs4_t character = 0;
    while ((at = u8_next(&character, at)) != NULL && desk_is_typing(desk)) {
        struct screen *const top = desk_top(desk);
        event.character = character;
        flags |= settle(desk, top->ops->handle(top->state, desk, &event));
    }
    return desk_is_typing(desk) ? flags | give_typing(desk, TYPING_ACCEPT) : flags;
}

/* A line of typing is left as it is; a form goes on after the help. */
static unsigned leave_for_help(struct desk *desk, const struct event *event)
{
    struct screen *const top = desk_top(desk);
    unsigned flags = SCREEN_IGNORED;
    if (desk->prompt.open)
        prompt_close(desk);
    else
        flags = settle(desk, top->ops->handle(top->state, desk, event));
    return flags | open_help(desk);
}

/* A key that does nothing here says so, so that nobody waits for it. What is no key, such as a
 * terminal's answer, is passed over. */
static unsigned tell_of_key(struct desk *desk, int32_t key)
{
    char name[KEY_NAME_SIZE];
    char help[KEY_NAME_SIZE];
    if (key == KEY_NONE)
        return SCREEN_IGNORED;
    desk_say(desk, "%s does nothing here; %s lists the keys that do.", name_of_key(key, name),
             keymap_first(&desk->keymap, ACTION_HELP, help));
    return SCREEN_REDRAW;
}

static unsigned give_key(struct desk *desk, int32_t key)
{
    struct screen *const top = desk_top(desk);
    if (is_too_small(desk)) /* nothing is changed unseen; but leaving is always possible */
        return keymap_action(&desk->keymap, key) == ACTION_QUIT ? SCREEN_QUIT : SCREEN_IGNORED;
    const unsigned flags = clear_message(desk);
    const struct event event = typing_event(desk, key);
    if (event.kind == EVENT_TYPING && event.typing == TYPING_HELP &&
        (desk->prompt.open || is_typing(top)))
        return flags | leave_for_help(desk, &event);
    if (desk->prompt.open)
        return flags | prompt_handle(desk, &event);
    if (is_typing(top))
        return flags | settle(desk, top->ops->handle(top->state, desk, &event));
    if ((key & KEYS_PASTED) != 0) /* there is nothing to paste it into */
        return flags;
    const enum action action = keymap_action(&desk->keymap, key);
    const unsigned done = do_action(desk, action, key);
    const bool known = action == ACTION_BACK || is_everywhere(action) || desk_offers(desk, action);
    return flags | (done == SCREEN_IGNORED && !known ? tell_of_key(desk, key) : done);
}

/* Esc that often in a row says: all the way back, however deep this is. */
static unsigned go_all_the_way(struct desk *desk, unsigned flags)
{
    enum { MOST = 4 * DESK_SCREENS }; /* a screen may ask, or leave a search before itself */
    for (int i = 0; i < MOST && desk->screen_count > 1; i++)
        flags |= give_key(desk, KEYS_ESCAPE);
    if (!desk_is_typing(desk)) /* from a pane of the first screen to where it begins */
        flags |= give_key(desk, KEYS_ESCAPE);
    return flags;
}

unsigned desk_key(struct desk *desk, int32_t key)
{
    enum { ESCAPES_HOME = 3 };
    desk->escapes = key == KEYS_ESCAPE ? desk->escapes + 1 : 0;
    const unsigned flags = give_key(desk, key);
    return desk->escapes >= ESCAPES_HOME ? go_all_the_way(desk, flags) : flags;
}

/* The line being typed keeps what is under it as it is. */
unsigned desk_mouse(struct desk *desk, const struct event *event)
{
    struct screen *const top = desk_top(desk);
    if (is_too_small(desk) || desk->prompt.open)
        return SCREEN_IGNORED;
    const unsigned flags = clear_message(desk);
    return flags | settle(desk, top->ops->handle(top->state, desk, event));
}

/* ---------------------------------------------------------------------------------------- time */

unsigned desk_due(struct desk *desk)
{
    struct screen *const top = desk_top(desk);
    if (top->ops->due == NULL || top->ops->deadline(top->state) > desk->now_ms)
        return SCREEN_IGNORED;
    return settle(desk, top->ops->due(top->state, desk));
}

int64_t desk_deadline(struct desk *desk)
{
    const struct screen *const top = desk_top(desk);
    return top->ops->deadline == NULL ? INT64_MAX : top->ops->deadline(top->state);
}

void desk_keep_typing(struct desk *desk)
{
    struct screen *const top = desk_top(desk);
    if (is_typing(top) && top->ops->due != NULL && top->ops->deadline(top->state) != INT64_MAX)
        top->ops->due(top->state, desk);
}

/* ------------------------------------------------------------------------------------- drawing */

static void draw_too_small(const struct desk *desk, struct canvas *canvas)
{
    const struct area all = {0, 0, canvas->rows, canvas->columns};
    char text[160];
    char key[KEY_NAME_SIZE];
    struct lines lines;
    lines_init(&lines);
    snprintf(text, sizeof text, "OFFICIAL: this terminal has %d columns and %d rows.",
             desk->columns, desk->rows);
    lines_wrap(&lines, ROLE_BODY, canvas->columns, 0, text);
    snprintf(text, sizeof text,
             "Needed: %d columns and %d rows. Make it larger; %s leaves the VHA.",
             VHA_LEAST_COLUMNS, VHA_LEAST_ROWS, keymap_first(&desk->keymap, ACTION_QUIT, key));
    lines_wrap(&lines, ROLE_BODY, canvas->columns, 0, text);
    canvas_fill(canvas, all, ROLE_BODY);
    lines_draw(&lines, canvas, all);
    lines_free(&lines);
}

static void draw_message(const struct desk *desk, struct canvas *canvas)
{
    const int row = canvas->rows - 1;
    canvas_text(canvas, row, 0, 1, ROLE_MESSAGE, "");
    canvas_text(canvas, row, 1, canvas->columns - 1, ROLE_MESSAGE, desk->message);
}

void desk_draw(struct desk *desk, struct canvas *canvas)
{
    if (is_too_small(desk)) {
        draw_too_small(desk, canvas);
        return;
    }
    struct screen *top = desk_top(desk);
    struct vha_error error;
    if (top->ops->refresh(top->state, desk, &error) != VHA_OK) {
        if (desk->screen_count > 1) /* a screen that fails is left; the first one cannot be */
            desk_pop(desk);
        desk_push(desk, message_screen("This cannot be shown", error.message));
        top = desk_top(desk);
        if (top->ops->refresh(top->state, desk, &error) != VHA_OK)
            return;
    }
    size_t count = 0;
    const struct offer *const offers = top->ops->offers(top->state, &count);
    frame_status(desk, canvas);
    frame_footer(desk, offers, count, canvas);
    top->ops->draw(top->state, desk, canvas);
    if (desk->prompt.open)
        prompt_draw(desk, canvas);
    else if (desk->message[0] != '\0' && !is_typing(top))
        draw_message(desk, canvas);
}
