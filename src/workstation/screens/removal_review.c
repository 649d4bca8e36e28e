/* One request for a removal: what is asked and why, every step of it, and beside that why the
 * person is on the list. */
#include "removal.h"

#include "../columns.h"
#include "../lines.h"
#include "record.h"
#include "text_screen.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REQUEST, PERSON, PANES };
#define WIDE        116 /* columns inside the frame from which both stand beside each other */
#define MOST_OFFERS (VHA_REMOVAL_STEPS + 20)

struct taken {
    const char *at;
    const char *by;
    const char *step;
    const char *reason;
};

struct review {
    int64_t number;
    struct vha_arena *arena;    /* of the request */
    struct vha_removal removal; /* number 0: there is none that the user may see */
    struct taken *taken;
    size_t taken_count;
    size_t taken_capacity;
    struct vha_arena *person; /* of the explanation */
    struct vha_explanation explanation;
    int64_t removals;        /* version of the approved ones that it was made with */
    const char *unexplained; /* why there is no explanation; NULL: there is one */
    const struct vha_user *user;
    const struct vha_holidays *holidays;
    bool stale;   /* a step may have been taken since it was read */
    bool follows; /* by somebody else: what is in sight stays there */
    int64_t step; /* the latest of all steps when it was read */
    struct lines panes[PANES];
    size_t focus;
    int columns; /* that the lines were made for; 0: not yet */
    struct area inside;
    struct offer offers[MOST_OFFERS];
    size_t offer_count;
};

static bool is_wide(const struct review *state)
{
    return state->inside.columns >= WIDE;
}

/* -------------------------------------------------------------------------------------- reading */

static const char *keep(struct review *state, const char *text)
{
    return text != NULL ? vha_arena_text(state->arena, text, strlen(text)) : NULL;
}

static void take_removal(void *context, const struct vha_removal *removal)
{
    struct review *const state = context;
    state->removal = *removal;
    state->removal.pncid = keep(state, removal->pncid);
    state->removal.rationale = keep(state, removal->rationale);
    state->removal.evidence = keep(state, removal->evidence);
    state->removal.bcu = keep(state, removal->bcu);
    state->removal.asked_by = keep(state, removal->asked_by);
    state->removal.asked_at = keep(state, removal->asked_at);
    state->removal.since = keep(state, removal->since);
    state->removal.by = keep(state, removal->by);
    state->removal.reason = keep(state, removal->reason);
    state->removal.until = keep(state, removal->until);
}

static void take_taken(void *context, const struct vha_removal_taken *taken)
{
    struct review *const state = context;
    state->taken =
        vha_grow(state->taken, state->taken_count, &state->taken_capacity, sizeof *state->taken);
    state->taken[state->taken_count++] =
        (struct taken){keep(state, taken->at), keep(state, taken->by), keep(state, taken->step),
                       keep(state, taken->reason)};
}

/* The person's record, permitted and logged as when it is opened. */
static void explain(struct review *state, struct desk *desk)
{
    vha_pncid pncid = 0;
    struct vha_error error = {.message = "There is no list here to explain it by."};
    const char *const text = state->removal.pncid;
    if (desk->cohort == NULL ||
        vha_pncid_parse(text, strlen(text), vha_cohort_info(desk->cohort)->as_of, &pncid) !=
            VHA_PNCID_FINE ||
        desk_explain(desk, pncid, state->person, &state->explanation, &error) != VHA_OK)
        state->unexplained = vha_arena_text(state->person, error.message, strlen(error.message));
    state->removals = desk->removals;
}

/* When people have left the list since, or come back to it. It is still the same look. */
static enum vha_status explain_again(struct review *state, struct desk *desk, bool *changed,
                                     struct vha_error *error)
{
    if (state->unexplained != NULL || state->removals == desk->removals)
        return VHA_OK;
    struct vha_arena *const arena = vha_arena_new();
    struct vha_explanation explanation;
    const enum vha_status status = vha_cohort_explain(
        desk->cohort, state->explanation.dossier.person.pncid, arena, &explanation, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    vha_arena_free(state->person);
    state->person = arena;
    state->explanation = explanation;
    state->removals = desk->removals;
    state->columns = 0;
    *changed = true;
    return VHA_OK;
}

static void make_offers(struct review *state)
{
    static const struct offer others[] = {
        {ACTION_NEXT_PANE, "next part", true},
        {ACTION_PREVIOUS_PANE, NULL, false},
        {ACTION_BACK, NULL, true},
        {ACTION_UP, NULL, false},
        {ACTION_DOWN, NULL, false},
        {ACTION_PAGE_UP, NULL, false},
        {ACTION_PAGE_DOWN, NULL, false},
        {ACTION_HALF_UP, NULL, false},
        {ACTION_HALF_DOWN, NULL, false},
        {ACTION_FIRST, NULL, false},
        {ACTION_LAST, NULL, false},
        {ACTION_COMMAND, NULL, false},
        {ACTION_REPAINT, NULL, false},
        {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},
        {ACTION_QUIT, "back", false},
    };
    state->offer_count = removal_step_offers(state->user, &state->removal, state->offers);
    for (size_t i = 0; i < VHA_COUNT(others); i++)
        state->offers[state->offer_count++] = others[i];
}

/* Again after a step, which is on record itself: still the same look. */
static enum vha_status read_request(struct review *state, struct desk *desk,
                                    struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    vha_arena_reset(state->arena);
    state->removal = (struct vha_removal){.number = 0};
    state->taken_count = 0;
    state->stale = false;
    state->columns = 0;
    enum vha_status status = vha_removal_latest_step(options->reg, &state->step, error);
    if (status == VHA_OK)
        status = vha_removal_page(options->reg, options->user, &state->number, 1, take_removal,
                                  state, error);
    if (status == VHA_OK && state->removal.number == 0)
        status = vha_fail(error, VHA_USAGE, "There is no removal request %" PRId64 " of yours.",
                          state->number);
    if (status == VHA_OK)
        status = vha_removal_history(options->reg, options->user, state->number, take_taken, state,
                                     error);
    if (status == VHA_OK)
        make_offers(state);
    return status;
}

/* ---------------------------------------------------------------------------------------- lines */

/* What stands between this user and the request, if something does. */
static const char *four_eyes(const struct review *state)
{
    const struct vha_removal *const removal = &state->removal;
    const bool reviews = vha_user_may(state->user, VHA_ACTION_REVIEW);
    if (reviews && strcmp(removal->asked_by, state->user->login) == 0)
        return "You asked for this yourself: another member of MO2 must review it.";
    if (reviews && !vha_removal_is_open(removal->state) &&
        strcmp(removal->by, state->user->login) == 0)
        return "The decision was yours: only another member of MO2 can reverse it.";
    return NULL;
}

static void say_standing(const struct review *state, const struct making *making)
{
    const struct vha_removal *const removal = &state->removal;
    const int age = vha_removal_age(removal, state->holidays);
    const bool late = vha_removal_is_late(removal->state, age);
    const char *const eyes = four_eyes(state);
    record_say(making, late ? ROLE_FLAG : ROLE_BODY, "%s, %d working day%s after it was asked%s.",
               vha_removal_state_words(removal->state), age, age == 1 ? "" : "s",
               late ? ", which is over ten" : "");
    if (eyes != NULL)
        record_say(making, ROLE_MESSAGE, "%s", eyes);
}

static void say_request(const struct review *state, const struct making *making)
{
    const struct vha_removal *const removal = &state->removal;
    lines_section(making->lines, "Request");
    say_standing(state, making);
    record_say(making, ROLE_BODY, "About %s, on the ground of %s.", removal->pncid,
               vha_removal_ground_words(removal->ground));
    record_say(making, ROLE_BODY, "Asked by %s for BCU %s on %.10s at %.5s UTC.", removal->asked_by,
               removal->bcu, removal->asked_at, removal->asked_at + 11);
    if (removal->until != NULL)
        record_say(making, ROLE_BODY, "Off the list until %s.", removal->until);
    lines_section(making->lines, "Rationale");
    record_say_lines(making, ROLE_BODY, "", removal->rationale);
    lines_section(making->lines, "Evidence");
    record_say_lines(making, ROLE_BODY, "",
                     removal->evidence[0] != '\0' ? removal->evidence : "No report is named.");
}

static void say_history(const struct review *state, const struct making *making)
{
    lines_section(making->lines, "Steps");
    for (size_t i = 0; i < state->taken_count; i++) {
        const struct taken *const taken = &state->taken[i];
        enum vha_removal_step step = VHA_STEP_TAKE;
        const char *const words =
            vha_removal_step_parse(taken->step, &step) ? vha_removal_step_words(step) : "sent";
        record_say(making, ROLE_BODY, "%.10s %.5s %s by %s%s", taken->at, taken->at + 11, words,
                   taken->by, taken->reason[0] != '\0' ? ":" : ".");
        record_say_lines(making, ROLE_BODY, "", taken->reason);
    }
}

/* An approval takes them off it at once, but for the moment until the list that is open follows,
 * and in a quarter of the archive, whose list is as it was. */
static const char *person_title(const struct review *state)
{
    const struct vha_dossier *const dossier = &state->explanation.dossier;
    const bool leaves = state->removal.state == VHA_REMOVAL_APPROVED && dossier->listed &&
                        dossier->person.removed == VHA_NEVER_REMOVED;
    if (dossier->person.removed == VHA_REMOVED || leaves)
        return "Why they were on the list";
    return dossier->listed || state->unexplained != NULL ? "Why they are on the list"
                                                         : "Why they are not on the list";
}

static void say_person(const struct review *state, const struct making *making)
{
    char name[384];
    lines_section(making->lines, person_title(state));
    if (state->unexplained != NULL) {
        record_say(making, ROLE_BODY, "%s", state->unexplained);
        return;
    }
    record_say(making, ROLE_TITLE, "%s",
               person_name(&state->explanation.dossier.person, name, sizeof name));
    record_tab_lines(RECORD_WHY, making);
}

/* Columns of a pane. */
static int pane_columns(const struct review *state)
{
    return is_wide(state) ? (state->inside.columns - 3) / 2 : state->inside.columns;
}

static void fill_panes(struct review *state, bool unicode)
{
    const size_t person = is_wide(state) ? PERSON : REQUEST;
    for (size_t i = 0; i < PANES; i++)
        lines_clear(&state->panes[i]);
    const struct making request = {.lines = &state->panes[REQUEST],
                                   .explanation = &state->explanation,
                                   .width = pane_columns(state),
                                   .unicode = unicode};
    struct making beside = request;
    beside.lines = &state->panes[person];
    say_request(state, &request);
    say_history(state, &request);
    say_person(state, &beside);
    if (!is_wide(state))
        state->focus = REQUEST;
}

/* Somebody else's step does not move what the user is reading. */
static enum vha_status read_followed(struct review *state, struct desk *desk,
                                     struct vha_error *error)
{
    const size_t taken = state->taken_count;
    const int columns = state->columns;
    const enum vha_status status = read_request(state, desk, error);
    state->follows = false;
    if (status == VHA_OK && state->taken_count == taken)
        state->columns = columns;
    else if (status == VHA_OK)
        desk_say(desk, "Another step of this request was taken: it is %s.",
                 vha_removal_state_words(state->removal.state));
    return status;
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct review *const state = opaque;
    const bool follows = state->follows && !state->stale;
    enum vha_status status = VHA_OK;
    if (follows)
        status = read_followed(state, desk, error);
    else if (state->stale)
        status = read_request(state, desk, error);
    bool explained = false;
    if (status == VHA_OK)
        status = explain_again(state, desk, &explained, error);
    state->inside = text_screen_area(desk->rows, desk->columns);
    if (status == VHA_OK && state->columns != state->inside.columns && desk->plain == NULL) {
        const size_t tops[PANES] = {state->panes[REQUEST].top, state->panes[PERSON].top};
        state->columns = state->inside.columns;
        fill_panes(state, desk->unicode);
        for (size_t i = 0; i < PANES && (follows || explained); i++)
            lines_scroll(&state->panes[i], (int64_t)tops[i], state->inside.rows);
    }
    return status;
}

/* -------------------------------------------------------------------------------------- drawing */

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct review *const state = opaque;
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    const struct area inside = state->inside;
    char title[64];
    char position[64];
    (void)desk;
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    snprintf(title, sizeof title, "Removal request %" PRId64, state->number);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS, title);
    lines_position(&state->panes[state->focus], inside.rows, position);
    if (position[0] != '\0')
        canvas_title(canvas, frame.row + frame.rows - 1, frame.column, frame.columns,
                     ROLE_TITLE_FOCUS, position);
    for (size_t i = 0; i < (is_wide(state) ? PANES : 1u); i++) {
        struct area pane = inside;
        pane.column += (int)i * (pane_columns(state) + 3);
        pane.columns = pane_columns(state);
        lines_draw(&state->panes[i], canvas, pane);
    }
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct review *const state = opaque;
    const struct making making = {
        .lines = lines, .explanation = &state->explanation, .unicode = desk->unicode};
    lines_format(lines, ROLE_HEADER, "Removal request %" PRId64 ".", state->number);
    say_request(state, &making);
    say_history(state, &making);
    say_person(state, &making);
}

/* ------------------------------------------------------------------------------------- handling */

static const struct offer *offers(const void *opaque, size_t *count)
{
    const struct review *const state = opaque;
    *count = state->offer_count;
    return state->offers;
}

/* To the other pane, or in a single one to the next part of it. */
static unsigned go_on(struct review *state, bool forwards)
{
    if (is_wide(state))
        state->focus = (state->focus + 1) % PANES;
    else
        lines_next_section(&state->panes[REQUEST], forwards, state->inside.rows);
    return SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct review *const state = opaque;
    struct lines *const lines = &state->panes[state->focus];
    if (event->kind == EVENT_WHEEL) {
        lines_scroll(lines, (int64_t)event->wheel * 3, state->inside.rows);
        return SCREEN_REDRAW;
    }
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    const enum vha_removal_step step = removal_step_of(event->action);
    if (step != VHA_REMOVAL_STEPS) {
        state->stale = true;
        return removal_take_step(desk, state->number, state->removal.state, step);
    }
    if (event->action == ACTION_BACK || event->action == ACTION_QUIT)
        return SCREEN_BACK;
    if (event->action == ACTION_NEXT_PANE || event->action == ACTION_PREVIOUS_PANE)
        return go_on(state, event->action == ACTION_NEXT_PANE);
    return lines_move(lines, event->action, state->inside.rows) ? SCREEN_REDRAW : SCREEN_IGNORED;
}

/* ------------------------------------------------------------------------------ making, freeing */

static void free_state(void *opaque)
{
    struct review *const state = opaque;
    for (size_t i = 0; i < PANES; i++)
        lines_free(&state->panes[i]);
    vha_arena_free(state->arena);
    vha_arena_free(state->person);
    free(state->taken);
    free(state);
}

static bool follow(void *opaque, int64_t step)
{
    struct review *const state = opaque;
    state->follows = state->follows || step != state->step;
    return state->follows;
}

static const struct screen_ops review_ops = {
    .title = "a request for a removal",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .follow = follow,
    .free = free_state,
    .words = words,
};

enum vha_status removal_review_screen(struct desk *desk, int64_t number, struct screen *screen,
                                      struct vha_error *error)
{
    const struct vha_removal_filter filter = {.number = number};
    struct review *const state = vha_alloc_zeroed(1, sizeof *state);
    state->number = number;
    state->user = desk->options->user;
    state->holidays = &desk->options->settings->bank_holidays;
    state->arena = vha_arena_new();
    state->person = vha_arena_new();
    for (size_t i = 0; i < PANES; i++)
        lines_init(&state->panes[i]);
    enum vha_status status =
        vha_removal_log_look(desk->options->reg, desk->options->user, &filter, error);
    if (status == VHA_OK)
        status = read_request(state, desk, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    explain(state, desk);
    *screen = (struct screen){.ops = &review_ops, .state = state};
    return VHA_OK;
}
