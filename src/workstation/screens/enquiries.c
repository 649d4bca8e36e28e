/* enquiries: audit enquiries, one a line, with what became of them. */
#include "audit.h"

#include "facts.h"
#include "text_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 500 }; /* read at once; the oldest that are asked for */

struct enquiry_row {
    int64_t number;
    const char *line;
};

struct enquiries_state {
    struct vha_arena *arena;
    struct enquiry_row *rows;
    size_t count;
    size_t capacity;
    size_t cursor;
    size_t top;
    char title[128];
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_OPEN, "show", true},  {ACTION_UP, NULL, false},      {ACTION_DOWN, NULL, true},
        {ACTION_FIRST, NULL, false},  {ACTION_LAST, NULL, false},    {ACTION_BACK, NULL, true},
        {ACTION_COMMAND, NULL, true}, {ACTION_REPAINT, NULL, false}, {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},    {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

static const char *state_of(const struct vha_enquiry *enquiry)
{
    return enquiry->answered_at != NULL  ? "answered"
           : enquiry->flagged_at != NULL ? "open and flagged to MO2"
                                         : "open";
}

static void take_row(void *context, const struct vha_enquiry *enquiry)
{
    struct enquiries_state *const state = context;
    const struct vha_audit_entry *const entry = &enquiry->about.entry;
    state->rows = vha_grow(state->rows, state->count, &state->capacity, sizeof *state->rows);
    state->rows[state->count++] = (struct enquiry_row){
        .number = enquiry->number,
        .line = vha_arena_format(
            state->arena, "%lld to %s, %s: entry %lld, %s%s%s; asked %.10s by %s",
            (long long)enquiry->number, enquiry->login, state_of(enquiry),
            (long long)enquiry->about.number, entry->action, entry->subject != NULL ? " " : "",
            entry->subject != NULL ? entry->subject : "", enquiry->asked_at, enquiry->asked_by),
    };
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct enquiries_state *const state = opaque;
    const size_t rows = (size_t)text_screen_area(desk->rows, desk->columns).rows;
    (void)error;
    if (state->cursor < state->top)
        state->top = state->cursor;
    if (state->cursor >= state->top + rows)
        state->top = state->cursor - rows + 1;
    return VHA_OK;
}

static const char none[] = "There is no such audit enquiry.";

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct enquiries_state *const state = opaque;
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS, state->title);
    if (state->count == 0)
        canvas_text(canvas, inside.row, inside.column, inside.columns, ROLE_MUTED, none);
    for (int i = 0; i < inside.rows && state->top + (size_t)i < state->count; i++) {
        const size_t at = state->top + (size_t)i;
        const bool here = at == state->cursor;
        const enum role role = here ? ROLE_CURSOR : ROLE_BODY;
        canvas_text(canvas, inside.row + i, inside.column - 1, 2, role, here ? ">" : " ");
        canvas_text(canvas, inside.row + i, inside.column + 1, inside.columns - 1, role,
                    state->rows[at].line);
    }
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct enquiries_state *const state = opaque;
    (void)desk;
    lines_format(lines, ROLE_HEADER, "%s.", state->title);
    for (size_t i = 0; i < state->count; i++)
        lines_format(lines, ROLE_BODY, "Enquiry %s.", state->rows[i].line);
    if (state->count == 0)
        lines_add(lines, ROLE_MUTED, none);
}

/* ------------------------------------------------------------------------------------------ one */

static void take_facts(void *context, const struct vha_enquiry *enquiry)
{
    struct facts *const facts = context;
    const struct vha_audit_record *const about = &enquiry->about;
    char entry[512];
    snprintf(entry, sizeof entry, "%lld, %s: %s %s %s", (long long)about->number, about->at,
             about->entry.action, about->entry.outcome,
             about->entry.subject != NULL ? about->entry.subject : "");
    const struct {
        const char *label;
        const char *text;
    } all[] = {
        {"to", enquiry->login},
        {"state", state_of(enquiry)},
        {"entry", entry},
        {"purpose", about->purpose},
        {"asked", enquiry->asked_at},
        {"by", enquiry->asked_by},
        {"question", enquiry->question},
        {"flagged", enquiry->flagged_at},
        {"answered", enquiry->answered_at},
        {"answer", enquiry->answer},
    };
    for (size_t i = 0; i < VHA_COUNT(all); i++)
        facts_add(facts, all[i].label, all[i].text);
}

static unsigned show(const struct enquiries_state *state, struct desk *desk)
{
    struct vha_error error;
    char title[64];
    if (state->count == 0)
        return SCREEN_IGNORED;
    const struct vha_enquiry_filter filter = {.number = state->rows[state->cursor].number};
    snprintf(title, sizeof title, "Audit enquiry %lld", (long long)filter.number);
    struct facts *const facts = facts_new(title);
    if (vha_register_enquiries(desk->options->reg, desk->options->user, &filter, take_facts, facts,
                               &error) != VHA_OK) {
        facts_free(facts);
        desk_push(desk, message_screen("This enquiry was not opened", error.message));
        return SCREEN_REDRAW;
    }
    desk_push(desk, facts_screen(facts));
    return SCREEN_REDRAW;
}

static unsigned move(struct enquiries_state *state, enum action action)
{
    return action_moves_cursor(action, 0, state->count, &state->cursor) ? SCREEN_REDRAW
                                                                        : SCREEN_IGNORED;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct enquiries_state *const state = opaque;
    if (event->kind == EVENT_WHEEL)
        return move(state, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    if (event->action == ACTION_BACK || event->action == ACTION_QUIT)
        return SCREEN_BACK;
    if (event->action == ACTION_OPEN)
        return show(state, desk);
    return move(state, event->action);
}

static void free_state(void *opaque)
{
    struct enquiries_state *const state = opaque;
    vha_arena_free(state->arena);
    free(state->rows);
    free(state);
}

static const struct screen_ops enquiries_ops = {
    .title = "the audit enquiries",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
};

enum vha_status enquiries_screen(struct desk *desk, const char *arguments, struct screen *screen,
                                 struct vha_error *error)
{
    const bool open = strcmp(arguments, "open") == 0;
    const bool flagged = strcmp(arguments, "flagged") == 0;
    const bool named = arguments[0] != '\0' && !open && !flagged;
    struct enquiries_state *const state = vha_alloc_zeroed(1, sizeof *state);
    state->arena = vha_arena_new();
    const struct vha_enquiry_filter filter = {
        .login = named ? arguments : NULL, .open = open, .flagged = flagged, .limit = MOST};
    const enum vha_status status = vha_register_enquiries(desk->options->reg, desk->options->user,
                                                          &filter, take_row, state, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    snprintf(state->title, sizeof state->title, "Audit enquiries%s%s%.60s",
             state->count == MOST ? ", the first 500" : "",
             named             ? " to "
             : open || flagged ? ", "
                               : "",
             arguments);
    *screen = (struct screen){.ops = &enquiries_ops, .state = state};
    return VHA_OK;
}
