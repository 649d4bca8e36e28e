/* The queue of requests for removals: for MO2 all of them, for everybody else what they asked
 * themselves, and for a head of CID what their BCUs asked. */
#include "removal.h"

#include "../columns.h"
#include "../plain.h"
#include "rows.h"

#include "vha/cohort_dossier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_ROWS = 1 };

/* -------------------------------------------------------------------------------------- reading */

/* What is asked of the register; the texts are the struct's own. */
struct question {
    char day[VHA_DATE_SIZE];
    char typed[FILTER_WORDS_SIZE];
    struct vha_removal_filter filter;
};

static void put_question(const struct removal_queue *state, const struct desk *desk,
                         struct question *question)
{
    question->filter = removal_filter_of(&state->filter, vha_date_at(desk->wall),
                                         &desk->options->settings->bank_holidays, question->day);
    question->filter.typed = removal_filter_format(&state->filter, question->typed);
}

static enum vha_status read_queue(struct removal_queue *state, struct desk *desk,
                                  struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    struct question question;
    put_question(state, desk, &question);
    free(state->numbers);
    state->numbers = NULL;
    state->count = 0;
    state->stale = false;
    state->behind = false;
    state->row_top = SIZE_MAX;
    const enum vha_status status = vha_removal_latest_step(options->reg, &state->step, error);
    return status == VHA_OK ? vha_removal_queue(options->reg, options->user, &question.filter,
                                                &state->numbers, &state->count, error)
                            : status;
}

static void filter_by(struct removal_queue *state, const struct removal_filter *filter)
{
    state->filter = *filter;
    state->cursor = 0;
    state->top = 0;
}

enum vha_status removal_queue_set_filter(struct removal_queue *state, struct desk *desk,
                                         const struct removal_filter *filter,
                                         struct vha_error *error)
{
    filter_by(state, filter);
    state->log_due_ms = desk->now_ms + desk->options->settings->choice_rest_milliseconds;
    return read_queue(state, desk, error);
}

/* ---------------------------------------------------------------------- on its way into the log */

static enum vha_status log_look(struct removal_queue *state, struct desk *desk,
                                struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    struct question question;
    put_question(state, desk, &question);
    const enum vha_status status =
        vha_removal_log_look(options->reg, options->user, &question.filter, error);
    if (status != VHA_OK)
        return status;
    state->logged = state->filter;
    state->log_due_ms = INT64_MAX;
    return VHA_OK;
}

static int64_t choice_due(const void *opaque)
{
    return ((const struct removal_queue *)opaque)->log_due_ms;
}

static enum vha_status log_choice(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct removal_queue *const state = opaque;
    char now[FILTER_WORDS_SIZE];
    char before[FILTER_WORDS_SIZE];
    const bool is_the_same = strcmp(removal_filter_format(&state->filter, now),
                                    removal_filter_format(&state->logged, before)) == 0;
    if (!is_the_same)
        return log_look(state, desk, error);
    state->log_due_ms = INT64_MAX;
    return VHA_OK;
}

static enum vha_status take_back(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct removal_queue *const state = opaque;
    const struct removal_filter logged = state->logged;
    filter_by(state, &logged);
    state->log_due_ms = INT64_MAX;
    return read_queue(state, desk, error);
}

static const struct choice_ops queue_choice = {
    .due = choice_due, .log = log_choice, .take_back = take_back};

/* ------------------------------------------------------------------------------------- its page */

struct taking {
    struct removal_queue *state;
    const struct vha_holidays *holidays;
};

static const char *keep(struct removal_queue *state, const char *text)
{
    return vha_arena_text(state->arena, text, strlen(text));
}

static void take_row(void *context, const struct vha_removal *removal)
{
    const struct taking *const taking = context;
    struct removal_queue *const state = taking->state;
    state->rows =
        vha_grow(state->rows, state->row_count, &state->row_capacity, sizeof *state->rows);
    state->rows[state->row_count++] =
        (struct removal_row){.number = removal->number,
                             .pncid = keep(state, removal->pncid),
                             .name = "",
                             .ground = removal->ground,
                             .state = removal->state,
                             .bcu = keep(state, removal->bcu),
                             .asked_by = keep(state, removal->asked_by),
                             .age = vha_removal_age(removal, taking->holidays)};
}

/* Names are the cohort's affair: who is not in this quarter, or beyond the user's scope, has none
 * here. */
static void take_name(struct removal_queue *state, const struct desk *desk, struct removal_row *row)
{
    vha_pncid pncid = 0;
    struct vha_dossier dossier;
    struct vha_error missing;
    bool in_scope = false;
    char name[384];
    struct vha_arena *const arena = vha_arena_new();
    if (desk->cohort != NULL &&
        vha_pncid_parse(row->pncid, strlen(row->pncid), vha_cohort_info(desk->cohort)->as_of,
                        &pncid) == VHA_PNCID_FINE &&
        desk_find_person(desk, pncid, arena, &dossier, &in_scope, &missing) == VHA_OK && in_scope)
        row->name = keep(state, person_name(&dossier.person, name, sizeof name));
    vha_arena_free(arena);
}

static enum vha_status read_page(struct removal_queue *state, const struct desk *desk,
                                 struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    struct taking taking = {state, &options->settings->bank_holidays};
    const size_t left = state->count - state->top;
    vha_arena_reset(state->arena);
    state->row_count = 0;
    state->row_top = state->top;
    const enum vha_status status =
        vha_removal_page(options->reg, options->user, state->numbers + state->top,
                         left < state->page ? left : state->page, take_row, &taking, error);
    for (size_t i = 0; i < state->row_count; i++)
        take_name(state, desk, &state->rows[i]);
    return status;
}

/* --------------------------------------------------------------------------------------- layout */

static void keep_in_sight(struct removal_queue *state)
{
    if (state->cursor >= state->count)
        state->cursor = state->count > 0 ? state->count - 1 : 0;
    if (state->cursor < state->top)
        state->top = state->cursor;
    if (state->cursor >= state->top + state->page)
        state->top = state->cursor - state->page + 1;
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct removal_queue *const state = opaque;
    state->inside = rows_area(desk);
    const size_t page = desk->plain != NULL ? (size_t)plain_page(desk->plain)
                                            : (size_t)(state->inside.rows - HEADER_ROWS);
    enum vha_status status = state->stale ? read_queue(state, desk, error) : VHA_OK;
    if (status != VHA_OK)
        return status;
    if (page != state->page)
        state->row_top = SIZE_MAX;
    state->page = page;
    keep_in_sight(state);
    return state->row_top == state->top ? VHA_OK : read_page(state, desk, error);
}

/* -------------------------------------------------------------------------------------- actions */

static unsigned tell(struct desk *desk, const struct vha_error *error)
{
    desk_push(desk, message_screen("The requests cannot be shown", error->message));
    return SCREEN_REDRAW;
}

/* False when the choice of the list could not be logged, or not be taken back; *flags are then
 * those to return. */
static bool settles(struct desk *desk, unsigned *flags)
{
    struct vha_error error;
    bool logged = false;
    *flags = SCREEN_REDRAW;
    if (desk_settle_choice(desk, &logged, &error) != VHA_OK)
        *flags = tell(desk, &error);
    return logged;
}

static unsigned run_open(struct removal_queue *state, struct desk *desk)
{
    struct screen screen;
    struct vha_error error;
    unsigned flags = SCREEN_IGNORED;
    if (state->count == 0 || !settles(desk, &flags))
        return flags;
    if (removal_review_screen(desk, state->numbers[state->cursor], &screen, &error) != VHA_OK)
        return tell(desk, &error);
    state->stale = true;
    desk_push(desk, screen);
    return SCREEN_REDRAW;
}

/* The line opens with the filter in it, to be changed. */
static unsigned run_filters(struct removal_queue *state, struct desk *desk)
{
    char typed[FILTER_WORDS_SIZE];
    prompt_open_with(desk, "removals", removal_filter_format(&state->filter, typed));
    return SCREEN_REDRAW;
}

static unsigned run_clear(struct removal_queue *state, struct desk *desk)
{
    const struct removal_filter every = {.states = 0};
    struct vha_error error;
    return removal_queue_set_filter(state, desk, &every, &error) == VHA_OK ? SCREEN_REDRAW
                                                                           : tell(desk, &error);
}

static unsigned run_reload(struct removal_queue *state, struct desk *desk)
{
    struct vha_error error;
    if (log_look(state, desk, &error) != VHA_OK)
        return tell(desk, &error);
    state->stale = true;
    return SCREEN_REDRAW;
}

static unsigned run_back(struct removal_queue *state, struct desk *desk)
{
    unsigned flags = SCREEN_REDRAW;
    (void)state;
    return settles(desk, &flags) ? SCREEN_BACK : flags;
}

static const struct {
    enum action action;
    unsigned (*run)(struct removal_queue *state, struct desk *desk);
} handlers[] = {
    {ACTION_OPEN, run_open},     {ACTION_FILTERS, run_filters}, {ACTION_CLEAR_ALL, run_clear},
    {ACTION_RELOAD, run_reload}, {ACTION_BACK, run_back},       {ACTION_QUIT, run_back},
};

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_OPEN, "request", true}, {ACTION_FILTERS, NULL, true},
        {ACTION_CLEAR_ALL, NULL, true}, {ACTION_RELOAD, "newest", true},
        {ACTION_BACK, NULL, true},      {ACTION_COMMAND, NULL, false},
        {ACTION_UP, NULL, false},       {ACTION_DOWN, NULL, false},
        {ACTION_PAGE_UP, NULL, false},  {ACTION_PAGE_DOWN, NULL, false},
        {ACTION_FIRST, NULL, false},    {ACTION_LAST, NULL, false},
        {ACTION_REPAINT, NULL, false},  {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},      {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

static unsigned move(struct removal_queue *state, enum action action)
{
    return action_moves_cursor(action, (int)state->page, state->count, &state->cursor)
               ? SCREEN_REDRAW
               : SCREEN_IGNORED;
}

static unsigned click(struct removal_queue *state, struct desk *desk, const struct event *event)
{
    const int row = event->row - state->inside.row - HEADER_ROWS;
    if (row < 0 || (size_t)row >= state->row_count)
        return SCREEN_IGNORED;
    if (state->cursor == state->top + (size_t)row)
        return run_open(state, desk);
    state->cursor = state->top + (size_t)row;
    return SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct removal_queue *const state = opaque;
    if (event->kind == EVENT_CLICK)
        return click(state, desk, event);
    if (event->kind == EVENT_WHEEL)
        return move(state, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    for (size_t i = 0; i < VHA_COUNT(handlers); i++)
        if (handlers[i].action == event->action)
            return handlers[i].run(state, desk);
    return move(state, event->action);
}

/* ------------------------------------------------------------------------------ making, freeing */

static void free_state(void *opaque)
{
    struct removal_queue *const state = opaque;
    vha_arena_free(state->arena);
    free(state->numbers);
    free(state->rows);
    free(state);
}

/* The rows show where their requests stand now. They are those that the look on record showed;
 * which others belong there is read when it is asked for, for that is another look. */
static bool follow(void *opaque, int64_t step)
{
    struct removal_queue *const state = opaque;
    if (step == state->step)
        return false;
    state->step = step;
    state->behind = true;
    state->row_top = SIZE_MAX;
    return true;
}

static const struct screen_ops queue_ops = {
    .title = "the requests for removals",
    .offers = offers,
    .refresh = refresh,
    .draw = removal_queue_draw,
    .handle = handle,
    .choice = &queue_choice,
    .follow = follow,
    .free = free_state,
    .words = removal_queue_words,
    .here = removal_queue_here,
};

struct removal_queue *removal_queue_of(struct desk *desk)
{
    const struct screen *const top = desk_top(desk);
    return top->ops == &queue_ops ? top->state : NULL;
}

enum vha_status removal_queue_screen(struct desk *desk, const struct removal_filter *filter,
                                     struct screen *screen, struct vha_error *error)
{
    struct removal_queue *const state = vha_alloc_zeroed(1, sizeof *state);
    state->arena = vha_arena_new();
    filter_by(state, filter);
    enum vha_status status = log_look(state, desk, error);
    if (status == VHA_OK)
        status = read_queue(state, desk, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    *screen = (struct screen){.ops = &queue_ops, .state = state};
    return VHA_OK;
}

unsigned removal_show_queue(struct desk *desk)
{
    const struct removal_filter every = {.states = 0};
    struct screen screen;
    struct vha_error error;
    if (removal_queue_screen(desk, &every, &screen, &error) != VHA_OK)
        return tell(desk, &error);
    desk_push(desk, screen);
    return SCREEN_REDRAW;
}
