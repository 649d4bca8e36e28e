#include "assess.h"

#include "../orders.h"

#include "vha/drafts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------- the answers */

size_t assess_choices(const struct assessing *state)
{
    const struct vha_decision_path *const path = &state->decided.path;
    if (state->recorded)
        return 0;
    return path->outcome == VHA_DECISION_OPEN ? state->table->questions[path->next].count
                                              : CONCLUSIONS;
}

/* Answers are few: each is kept at once, so that a line that drops loses none. Where that cannot be
 * done, nothing is lost as long as nobody leaves. */
static void keep_answers(struct assessing *state, struct desk *desk)
{
    const struct vha_workstation_options *const options = desk->options;
    struct vha_error unimportant;
    if (state->kept[0] == '\0')
        return;
    char *const answers = vha_decision_write(state->table, &state->decided.path);
    state->unkept = vha_register_keep_draft(options->reg, options->user, state->kept, answers,
                                            &unimportant) != VHA_OK;
    free(answers);
}

/* Answers that cannot be looked up are not written over either. */
static void recall_answers(struct assessing *state, struct desk *desk)
{
    const struct vha_workstation_options *const options = desk->options;
    const char *answers = NULL;
    struct vha_error error;
    struct vha_arena *const arena = vha_arena_new();
    form_kept_name(state->kept, vha_arena_format(arena, "answers %s", state->reference));
    if (vha_register_draft(options->reg, options->user, state->kept, arena, &answers, &error) !=
        VHA_OK) {
        state->kept[0] = '\0';
        desk_say(desk, "%.250s", error.message);
    }
    if (answers != NULL)
        vha_decision_resume(state->table, answers, &state->decided.path);
    state->recalled = state->decided.path.count > 0;
    state->cursor = state->decided.path.count;
    vha_arena_free(arena);
}

static void forget_answers(const struct assessing *state, struct desk *desk)
{
    const struct vha_workstation_options *const options = desk->options;
    struct vha_error unimportant;
    if (state->kept[0] != '\0')
        (void)!vha_register_keep_draft(options->reg, options->user, state->kept, NULL,
                                       &unimportant);
    assess_form_forget(state, desk);
}

/* With the cursor on what can be chosen next. */
static unsigned go_on(struct assessing *state, struct desk *desk)
{
    keep_answers(state, desk);
    state->cursor = state->decided.path.count;
    state->changed = true;
    state->place_count = 0;
    return SCREEN_REDRAW;
}

/* Takes back a step and all after it; the cursor is on the answer that was given. */
static unsigned go_back(struct assessing *state, struct desk *desk, size_t step)
{
    struct vha_decision_path *const path = &state->decided.path;
    const size_t answer = path->steps[step].answer;
    vha_decision_back(path, step);
    go_on(state, desk);
    state->cursor += answer;
    return SCREEN_REDRAW;
}

static unsigned give_answer(struct assessing *state, struct desk *desk, size_t choice)
{
    struct vha_decision_path *const path = &state->decided.path;
    const struct vha_decision_answer *const answer =
        &state->table->questions[path->next].answers[choice];
    struct vha_error error; /* there is none with an answer of the table */
    (void)!vha_decision_give(state->table, answer->name, path, &error);
    return go_on(state, desk);
}

/* ---------------------------------------------------------------------------------- concluding */

static void keep(char **kept, const char *text)
{
    char *const before = *kept;
    *kept = vha_copy_text(text != NULL ? text : "");
    free(before);
}

enum vha_status assess_record(struct assessing *state, struct desk *desk,
                              enum vha_decision_outcome decision, const char *supervisor,
                              const char *rationale, struct vha_error *error)
{
    keep(&state->supervisor, supervisor);
    keep(&state->rationale, rationale);
    state->decided.decision = decision;
    state->decided.supervisor = state->supervisor;
    state->decided.rationale = state->rationale;
    char *const record = vha_decision_record(&state->decided);
    const struct vha_audit_entry entry = {.login = desk->options->user->login,
                                          .action = vha_action_name(VHA_ACTION_ASSESS),
                                          .outcome = "done",
                                          .subject =
                                              state->reference[0] != '\0' ? state->reference : NULL,
                                          .reason = record};
    const enum vha_status status = desk_record(desk, &entry, error);
    free(record);
    state->recorded = status == VHA_OK;
    state->changed = true;
    if (state->recorded)
        forget_answers(state, desk);
    return status;
}

static unsigned conclude(struct assessing *state, struct desk *desk, size_t choice)
{
    struct vha_error error;
    if (choice == CONCLUDE_OTHERWISE)
        desk_push(desk, assess_form(desk, state));
    else if (assess_record(state, desk, state->decided.path.outcome, NULL, NULL, &error) != VHA_OK)
        desk_push(desk, message_screen("This was not recorded", error.message));
    return SCREEN_REDRAW;
}

/* ------------------------------------------------------------------------------------- handling */

static unsigned choose(struct assessing *state, struct desk *desk, size_t choice)
{
    if (choice >= assess_choices(state))
        return SCREEN_IGNORED;
    return state->decided.path.outcome == VHA_DECISION_OPEN ? give_answer(state, desk, choice)
                                                            : conclude(state, desk, choice);
}

/* What is not recorded is not left by a slip. */
static unsigned leave(struct assessing *state, struct desk *desk, enum action action)
{
    char key[KEY_NAME_SIZE];
    if (state->recorded || state->leaving || state->decided.path.count == 0)
        return SCREEN_BACK;
    state->leaving = true;
    desk_say(desk, "Nothing is recorded yet; %s once more leaves%s.",
             desk->plain != NULL ? action_table[action].name
                                 : keymap_first(&desk->keymap, action, key),
             state->kept[0] != '\0' && !state->unkept ? ", and keeps the answers"
                                                      : " and loses the answers");
    return SCREEN_REDRAW;
}

/* What the cursor is on. */
static unsigned open_here(struct assessing *state, struct desk *desk)
{
    const size_t given = state->decided.path.count;
    return state->cursor < given ? go_back(state, desk, state->cursor)
                                 : choose(state, desk, state->cursor - given);
}

static unsigned click(struct assessing *state, struct desk *desk, const struct event *event)
{
    const struct lines *const lines = &state->screen.lines;
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    size_t line = 0;
    size_t at = 0;
    if (!event_points_at(event, inside, lines->top, lines->count, &line))
        return SCREEN_IGNORED;
    while (at < state->place_count &&
           (line < state->places[at].begin || line >= state->places[at].end))
        at++;
    if (at == state->place_count)
        return SCREEN_IGNORED;
    if (at == state->cursor)
        return open_here(state, desk);
    state->cursor = at;
    state->changed = true;
    return SCREEN_REDRAW;
}

static unsigned act(struct assessing *state, struct desk *desk, const struct event *event)
{
    const size_t given = state->decided.path.count;
    if (event->action == ACTION_NUMBER)
        return choose(state, desk, (size_t)event->character - '1');
    if (event->action == ACTION_LEFT)
        return given > 0 ? go_back(state, desk, given - 1) : SCREEN_IGNORED;
    if (event->action == ACTION_OPEN)
        return open_here(state, desk);
    if (!action_moves_cursor(event->action, state->screen.rows, given + assess_choices(state),
                             &state->cursor))
        return SCREEN_IGNORED;
    state->changed = true;
    return SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct assessing *const state = opaque;
    const bool back = event->kind == EVENT_ACTION &&
                      (event->action == ACTION_BACK || event->action == ACTION_QUIT);
    if (back)
        return leave(state, desk, event->action);
    state->leaving = false;
    if (!state->recorded && event->kind == EVENT_CLICK)
        return click(state, desk, event);
    if (state->recorded || event->kind != EVENT_ACTION)
        return text_screen_handle(&state->screen, event);
    return act(state, desk, event);
}

/* -------------------------------------------------------------------------------------- showing */

static const struct offer asking[] = {
    {ACTION_OPEN, "choose", true}, {ACTION_LEFT, "answer before", true},
    {ACTION_UP, NULL, false},      {ACTION_DOWN, NULL, true},
    {ACTION_PAGE_UP, NULL, false}, {ACTION_PAGE_DOWN, NULL, false},
    {ACTION_FIRST, NULL, false},   {ACTION_LAST, NULL, false},
    {ACTION_NUMBER, NULL, false},  {ACTION_BACK, NULL, true},
    {ACTION_COMMAND, NULL, false}, {ACTION_REPAINT, NULL, false},
    {ACTION_SUSPEND, NULL, false}, {ACTION_HELP, NULL, true},
    {ACTION_QUIT, "back", false},
};
static const struct offer telling[] = {
    {ACTION_BACK, NULL, true},       {ACTION_DOWN, "scroll", true}, {ACTION_UP, NULL, false},
    {ACTION_PAGE_DOWN, NULL, false}, {ACTION_PAGE_UP, NULL, false}, {ACTION_FIRST, NULL, false},
    {ACTION_LAST, NULL, false},      {ACTION_COMMAND, NULL, true},  {ACTION_REPAINT, NULL, false},
    {ACTION_SUSPEND, NULL, false},   {ACTION_HELP, NULL, true},     {ACTION_QUIT, "back", false},
};

static const struct offer *offers(const void *opaque, size_t *count)
{
    const bool recorded = ((const struct assessing *)opaque)->recorded;
    *count = recorded ? VHA_COUNT(telling) : VHA_COUNT(asking);
    return recorded ? telling : asking;
}

/* What is asked ends in sight, and the cursor is. */
static void bring_into_sight(struct assessing *state)
{
    struct lines *const lines = &state->screen.lines;
    if (state->recorded)
        return;
    lines_scroll(lines, (int64_t)lines->count, state->screen.rows);
    if (state->cursor_line < lines->top)
        lines->top = state->cursor_line;
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct assessing *const state = opaque;
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    (void)error;
    if (!state->changed && state->screen.width == inside.columns &&
        state->screen.rows == inside.rows)
        return VHA_OK;
    state->screen.width = inside.columns;
    state->screen.rows = inside.rows;
    state->changed = false;
    assess_lines(state, inside.columns);
    bring_into_sight(state);
    return VHA_OK;
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    (void)desk;
    text_screen_draw(&((const struct assessing *)opaque)->screen, canvas);
}

/* ------------------------------------------------------------------------------ making, freeing */

/* The rationale may name people. */
static void free_text(char *text)
{
    if (text != NULL)
        explicit_bzero(text, strlen(text));
    free(text);
}

static void free_state(void *opaque)
{
    struct assessing *const state = opaque;
    lines_free(&state->screen.lines);
    vha_decision_free(state->table);
    free_text(state->reference);
    free_text(state->supervisor);
    free_text(state->rationale);
    free(state);
}

static const struct screen_ops assess_ops = {
    .title = "a crime assessment",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = assess_words,
};

static enum vha_status assess_screen(struct desk *desk, const char *reference,
                                     struct screen *screen, struct vha_error *error)
{
    struct vha_decision_table *table = NULL;
    const enum vha_status status = vha_decision_read(desk->options->assessment_path, &table, error);
    if (status != VHA_OK)
        return status;
    struct assessing *const state = vha_alloc_zeroed(1, sizeof *state);
    state->table = table;
    state->decided.table = table;
    vha_decision_begin(&state->decided.path);
    state->reference = vha_copy_text(reference);
    recall_answers(state, desk);
    state->changed = true;
    lines_init(&state->screen.lines);
    snprintf(state->screen.title, sizeof state->screen.title, "Crime assessment%s%s",
             reference[0] != '\0' ? " of " : "", reference);
    *screen = (struct screen){.ops = &assess_ops, .state = state};
    return VHA_OK;
}

static enum vha_status run_assess(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    struct screen screen;
    enum vha_status status =
        vha_register_permit(desk->options->reg, desk->options->user, VHA_ACTION_ASSESS,
                            arguments[0] != '\0' ? arguments : NULL, error);
    if (status == VHA_OK)
        status = assess_screen(desk, arguments, &screen, error);
    return desk_show(desk, status, &screen, flags);
}

static const struct order orders[] = {
    {.name = "assess",
     .arguments = "[REFERENCE]",
     .summary = "assess a crime report in or out, question by question",
     .run = run_assess},
};

const struct order_group assess_orders = {"Crime assessment", orders, VHA_COUNT(orders)};
