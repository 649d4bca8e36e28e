#include "audit.h"

#include "rows.h"

#include "../plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_ROWS = 1 };

enum vha_status audit_log_look(struct desk *desk, const char *subject, const char *what,
                               struct vha_error *error)
{
    const struct vha_user *const user = desk->options->user;
    const enum vha_status status =
        vha_register_permit(desk->options->reg, user, VHA_ACTION_AUDIT_READ, subject, error);
    if (status != VHA_OK)
        return status;
    return desk_record(desk,
                       &(struct vha_audit_entry){.login = user->login,
                                                 .action = vha_action_name(VHA_ACTION_AUDIT_READ),
                                                 .outcome = "done",
                                                 .subject = subject,
                                                 .reason = what},
                       error);
}

static enum vha_status log_list(struct desk *desk, const struct audit_filter *filter,
                                struct vha_error *error)
{
    char typed[FILTER_WORDS_SIZE];
    char what[FILTER_WORDS_SIZE + 8];
    snprintf(what, sizeof what, "list%s%s",
             audit_filter_format(filter, typed)[0] != '\0' ? ": " : "", typed);
    const char *const about = filter->texts[AUDIT_ABOUT];
    return audit_log_look(desk, about[0] != '\0' ? about : NULL, what, error);
}

/* -------------------------------------------------------------------------------------- reading */

static const char *keep(struct vha_arena *arena, const char *text)
{
    return text != NULL ? vha_arena_text(arena, text, strlen(text)) : "";
}

static void take_row(void *context, const struct vha_audit_record *record)
{
    struct audit_state *const state = context;
    state->rows = vha_grow(state->rows, state->count, &state->capacity, sizeof *state->rows);
    state->rows[state->count++] = (struct audit_row){
        .number = record->number,
        .at = keep(state->arena, record->at),
        .login = keep(state->arena, record->entry.login),
        .action = keep(state->arena, record->entry.action),
        .outcome = keep(state->arena, record->entry.outcome),
        .subject = keep(state->arena, record->entry.subject),
        .reason = keep(state->arena, record->entry.reason),
    };
}

/* Reads the page of the entries that come after number `beyond` going back in time. */
static enum vha_status read_page(struct audit_state *state, struct desk *desk, int64_t beyond,
                                 struct vha_error *error)
{
    struct vha_audit_filter filter = audit_filter_of(&state->filter);
    filter.newest_first = true;
    filter.beyond = beyond;
    filter.limit = (int64_t)state->page;
    vha_arena_reset(state->arena);
    state->count = 0;
    const enum vha_status status =
        vha_register_audit_list(desk->options->reg, &filter, take_row, state, error);
    if (state->cursor >= state->count)
        state->cursor = state->count > 0 ? state->count - 1 : 0;
    return status;
}

struct furthest {
    int64_t number; /* of the last entry that was told of; 0: of none */
    int64_t count;
};

static void take_furthest(void *context, const struct vha_audit_record *record)
{
    struct furthest *const furthest = context;
    furthest->number = record->number;
    furthest->count++;
}

/* Moves the page by so many entries towards the newest. */
static enum vha_status page_towards_newest(struct audit_state *state, struct desk *desk, int64_t by,
                                           struct vha_error *error)
{
    struct vha_audit_filter filter = audit_filter_of(&state->filter);
    struct furthest furthest = {0};
    if (by > state->before)
        by = state->before;
    if (by <= 0 || state->count == 0)
        return VHA_OK;
    filter.beyond = state->rows[0].number;
    filter.limit = by;
    enum vha_status status =
        vha_register_audit_list(desk->options->reg, &filter, take_furthest, &furthest, error);
    if (status != VHA_OK || furthest.count == 0)
        return status;
    state->before -= furthest.count;
    return read_page(state, desk, furthest.number + 1, error);
}

/* Moves the page by so many entries towards the oldest, as far as the page stays full. */
static enum vha_status page_towards_oldest(struct audit_state *state, struct desk *desk, int64_t by,
                                           struct vha_error *error)
{
    const int64_t most = state->all - state->before - (int64_t)state->page;
    if (by > most)
        by = most;
    if (by <= 0 || (size_t)by > state->count)
        return VHA_OK;
    const int64_t beyond = state->rows[by - 1].number;
    state->before += by;
    return read_page(state, desk, beyond, error);
}

static enum vha_status read_oldest(struct audit_state *state, struct desk *desk,
                                   struct vha_error *error)
{
    struct vha_audit_filter filter = audit_filter_of(&state->filter);
    struct furthest furthest = {0};
    filter.limit = (int64_t)state->page;
    enum vha_status status =
        vha_register_audit_list(desk->options->reg, &filter, take_furthest, &furthest, error);
    if (status != VHA_OK || furthest.count == 0)
        return status;
    state->before = state->all > furthest.count ? state->all - furthest.count : 0;
    return read_page(state, desk, furthest.number + 1, error);
}

/* From the newest entry on, as the log is now. */
static enum vha_status read_newest(struct audit_state *state, struct desk *desk,
                                   struct vha_error *error)
{
    state->before = 0;
    return read_page(state, desk, state->newest + 1, error);
}

static enum vha_status look_anew(struct audit_state *state, struct desk *desk,
                                 struct vha_error *error)
{
    const struct vha_audit_filter filter = audit_filter_of(&state->filter);
    struct vha_audit_head head = {0};
    enum vha_status status = vha_register_audit_head(desk->options->reg, &head, error);
    if (status == VHA_OK)
        status = vha_register_audit_count(desk->options->reg, &filter, &state->all, error);
    state->newest = head.number;
    state->cursor = 0;
    state->page = 0; /* read when it is known how many rows there are */
    return status;
}

enum vha_status audit_set_filter(struct audit_state *state, struct desk *desk,
                                 const struct audit_filter *filter, struct vha_error *error)
{
    const enum vha_status status = log_list(desk, filter, error);
    if (status != VHA_OK)
        return status;
    state->filter = *filter;
    return look_anew(state, desk, error);
}

/* --------------------------------------------------------------------------------------- layout */

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct audit_state *const state = opaque;
    state->inside = rows_area(desk);
    const size_t page = desk->plain != NULL ? (size_t)plain_page(desk->plain)
                                            : (size_t)(state->inside.rows - HEADER_ROWS);
    if (page == state->page)
        return VHA_OK;
    const int64_t first = state->page > 0 && state->count > 0 ? state->rows[0].number : 0;
    state->page = page;
    return first > 0 ? read_page(state, desk, first + 1, error) : read_newest(state, desk, error);
}

/* --------------------------------------------------------------------------------------- moving */

static enum vha_status move_by(struct audit_state *state, struct desk *desk, int64_t by,
                               struct vha_error *error)
{
    const int64_t last = state->count > 0 ? (int64_t)state->count - 1 : 0;
    const int64_t wanted = (int64_t)state->cursor + by;
    enum vha_status status = VHA_OK;
    if (wanted < 0)
        status = page_towards_newest(state, desk, -wanted, error);
    else if (wanted > last)
        status = page_towards_oldest(state, desk, wanted - last, error);
    state->cursor = (size_t)(wanted < 0 ? 0 : wanted > last ? last : wanted);
    return status;
}

/* Whole and half pages move the page and leave the cursor where it is in it. */
static enum vha_status page_by(struct audit_state *state, struct desk *desk, int64_t by,
                               struct vha_error *error)
{
    return by < 0 ? page_towards_newest(state, desk, -by, error)
                  : page_towards_oldest(state, desk, by, error);
}

static enum vha_status to_end(struct audit_state *state, struct desk *desk, int64_t towards,
                              struct vha_error *error)
{
    state->cursor = towards < 0 ? 0 : state->page;
    return towards < 0 ? read_newest(state, desk, error) : read_oldest(state, desk, error);
}

static const struct {
    enum action action;
    enum vha_status (*run)(struct audit_state *state, struct desk *desk, int64_t by,
                           struct vha_error *error);
    int halves; /* of a page; 0: a line */
    int sign;   /* -1: towards the newest */
} moves[] = {
    {ACTION_UP, move_by, 0, -1},      {ACTION_DOWN, move_by, 0, 1},
    {ACTION_PAGE_UP, page_by, 2, -1}, {ACTION_PAGE_DOWN, page_by, 2, 1},
    {ACTION_HALF_UP, page_by, 1, -1}, {ACTION_HALF_DOWN, page_by, 1, 1},
    {ACTION_FIRST, to_end, 0, -1},    {ACTION_LAST, to_end, 0, 1},
};

/* -------------------------------------------------------------------------------------- actions */

static unsigned tell(struct desk *desk, const char *title, const struct vha_error *error)
{
    desk_push(desk, message_screen(title, error->message));
    return SCREEN_REDRAW;
}

static unsigned move(struct audit_state *state, struct desk *desk, enum action action)
{
    struct vha_error error;
    for (size_t i = 0; i < VHA_COUNT(moves); i++) {
        const int64_t by = moves[i].halves > 0 ? (int64_t)state->page * moves[i].halves / 2 : 1;
        if (moves[i].action == action &&
            moves[i].run(state, desk, by * moves[i].sign, &error) != VHA_OK)
            return tell(desk, "The audit log cannot be read", &error);
        if (moves[i].action == action)
            return SCREEN_REDRAW;
    }
    return SCREEN_IGNORED;
}

static unsigned run_open(struct audit_state *state, struct desk *desk)
{
    struct screen screen;
    struct vha_error error;
    if (state->count == 0)
        return SCREEN_IGNORED;
    if (audit_entry_screen(desk, state->rows[state->cursor].number, &screen, &error) != VHA_OK)
        return tell(desk, "This entry was not opened", &error);
    desk_push(desk, screen);
    return SCREEN_REDRAW;
}

/* The line opens with the filter in it, to be changed. */
static unsigned run_filters(struct audit_state *state, struct desk *desk)
{
    char typed[FILTER_WORDS_SIZE];
    prompt_open_with(desk, "audit", audit_filter_format(&state->filter, typed));
    return SCREEN_REDRAW;
}

static unsigned run_clear(struct audit_state *state, struct desk *desk)
{
    struct audit_filter every;
    struct vha_error error;
    audit_filter_clear(&every);
    if (audit_set_filter(state, desk, &every, &error) != VHA_OK)
        return tell(desk, "The audit log cannot be read", &error);
    return SCREEN_REDRAW;
}

static unsigned run_reload(struct audit_state *state, struct desk *desk)
{
    const struct audit_filter same = state->filter;
    struct vha_error error;
    if (audit_set_filter(state, desk, &same, &error) != VHA_OK)
        return tell(desk, "The audit log cannot be read", &error);
    return SCREEN_REDRAW;
}

static unsigned run_enquire(struct audit_state *state, struct desk *desk)
{
    char about[512];
    if (state->count == 0)
        return SCREEN_IGNORED;
    const struct audit_row *const row = &state->rows[state->cursor];
    snprintf(about, sizeof about, "%lld, %s: %s %s %s", (long long)row->number, row->at,
             row->action, row->outcome, row->subject);
    desk_push(desk, enquire_screen(desk, row->number, about));
    return SCREEN_REDRAW;
}

static unsigned run_enquiries(struct audit_state *state, struct desk *desk)
{
    struct screen screen;
    struct vha_error error;
    (void)state;
    if (enquiries_screen(desk, "", &screen, &error) != VHA_OK)
        return tell(desk, "The enquiries cannot be shown", &error);
    desk_push(desk, screen);
    return SCREEN_REDRAW;
}

static unsigned run_back(struct audit_state *state, struct desk *desk)
{
    if (!audit_verify_stop(state))
        return SCREEN_BACK;
    desk_say(desk, "The verification was stopped; nothing is known about the rest.");
    return SCREEN_REDRAW;
}

static const struct {
    enum action action;
    unsigned (*run)(struct audit_state *state, struct desk *desk);
} handlers[] = {
    {ACTION_OPEN, run_open},       {ACTION_FILTERS, run_filters}, {ACTION_CLEAR_ALL, run_clear},
    {ACTION_RELOAD, run_reload},   {ACTION_ENQUIRE, run_enquire}, {ACTION_ENQUIRIES, run_enquiries},
    {ACTION_VERIFY, audit_verify}, {ACTION_BACK, run_back},       {ACTION_QUIT, run_back},
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_OPEN, "entry", true},     {ACTION_FILTERS, NULL, true},
        {ACTION_ENQUIRE, NULL, true},     {ACTION_ENQUIRIES, NULL, true},
        {ACTION_VERIFY, NULL, true},      {ACTION_BACK, NULL, true},
        {ACTION_COMMAND, NULL, false},    {ACTION_UP, NULL, false},
        {ACTION_DOWN, NULL, false},       {ACTION_PAGE_UP, NULL, false},
        {ACTION_PAGE_DOWN, NULL, false},  {ACTION_HALF_UP, NULL, false},
        {ACTION_HALF_DOWN, NULL, false},  {ACTION_FIRST, NULL, false},
        {ACTION_LAST, NULL, false},       {ACTION_CLEAR_ALL, NULL, false},
        {ACTION_RELOAD, "newest", false}, {ACTION_REPAINT, NULL, false},
        {ACTION_SUSPEND, NULL, false},    {ACTION_HELP, NULL, true},
        {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

static unsigned click(struct audit_state *state, const struct event *event)
{
    const int row = event->row - state->inside.row - HEADER_ROWS;
    if (row < 0 || (size_t)row >= state->count)
        return SCREEN_IGNORED;
    state->cursor = (size_t)row;
    return SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct audit_state *const state = opaque;
    if (event->kind == EVENT_CLICK)
        return click(state, event);
    if (event->kind == EVENT_WHEEL)
        return move(state, desk, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    for (size_t i = 0; i < VHA_COUNT(handlers); i++)
        if (handlers[i].action == event->action)
            return handlers[i].run(state, desk);
    return move(state, desk, event->action);
}

/* ------------------------------------------------------------------------------ making, freeing */

static void free_state(void *opaque)
{
    struct audit_state *const state = opaque;
    audit_verify_stop(state);
    vha_arena_free(state->arena);
    free(state->rows);
    free(state);
}

static const struct screen_ops audit_ops = {
    .title = "the audit log",
    .offers = offers,
    .refresh = refresh,
    .draw = audit_draw,
    .handle = handle,
    .deadline = audit_verify_deadline,
    .due = audit_verify_on,
    .free = free_state,
    .words = audit_words,
    .here = audit_here_words,
};

struct audit_state *audit_of(struct desk *desk)
{
    const struct screen *const top = desk_top(desk);
    return top->ops == &audit_ops ? top->state : NULL;
}

enum vha_status audit_screen(struct desk *desk, const struct audit_filter *filter,
                             struct screen *screen, struct vha_error *error)
{
    struct audit_state *const state = vha_alloc_zeroed(1, sizeof *state);
    state->arena = vha_arena_new();
    const enum vha_status status = audit_set_filter(state, desk, filter, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    *screen = (struct screen){.ops = &audit_ops, .state = state};
    return VHA_OK;
}
