/* The screen of a model: it says that it is being run, runs it, and tells it. */
#include "cohort.h"
#include "model.h"
#include "text_screen.h"
#include "vha/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct model_state {
    struct text_screen screen; /* its lines are those told, broken for the screen */
    char *path;                /* of the policy; NULL: the stability of the one in force */
    struct vha_model_lines told;
    bool run;
    char failure[1024]; /* why there is nothing to tell; "" */
    int64_t removals;   /* of the desk's, that it was run after: who is off the list is not named */
    vha_pncid *people;  /* of the lines of the screen; 0 for nobody */
    size_t people_capacity;
    size_t cursor;
};

/* --------------------------------------------------------------------------------------- the run
 */

/* The look is on record before anything is told. */
static enum vha_status log_run(struct desk *desk, const char *policy, struct vha_error *error)
{
    const struct vha_audit_entry entry = {.login = desk->options->user->login,
                                          .action = vha_action_name(VHA_ACTION_MODEL),
                                          .outcome = "done",
                                          .subject = vha_cohort_info(desk->cohort)->quarter,
                                          .reason = policy};
    return desk_record(desk, &entry, error);
}

static enum vha_status run_policy(struct model_state *state, struct desk *desk,
                                  struct vha_error *error)
{
    const struct vha_modelling_files files = {state->path, desk->options->areas_path,
                                              desk->options->population_path};
    struct vha_modelling *modelling = NULL;
    enum vha_status status = vha_modelling_make(desk->cohort, &files, &modelling, error);
    if (status == VHA_OK)
        status = log_run(desk, modelling->policy->name, error);
    if (status == VHA_OK)
        status = vha_modelling_tell(modelling, desk->cohort, &state->told, error);
    vha_modelling_free(modelling);
    return status;
}

static enum vha_status run_stability(struct model_state *state, struct desk *desk,
                                     struct vha_error *error)
{
    struct vha_stability *stability = NULL;
    enum vha_status status = vha_stability_make(desk->cohort, &stability, error);
    if (status == VHA_OK)
        status = log_run(desk, "stability", error);
    if (status == VHA_OK)
        status = vha_stability_tell(stability, desk->cohort, &state->told, error);
    vha_stability_free(stability);
    return status;
}

static void forget(struct model_state *state)
{
    vha_model_lines_free(&state->told);
    vha_model_lines_init(&state->told);
    lines_clear(&state->screen.lines);
    state->screen.width = 0;
    state->cursor = 0;
    state->failure[0] = '\0';
}

/* What fails tells nothing, not even in part. */
static enum vha_status run(struct model_state *state, struct desk *desk, struct vha_error *error)
{
    forget(state);
    const enum vha_status status =
        state->path != NULL ? run_policy(state, desk, error) : run_stability(state, desk, error);
    if (status != VHA_OK)
        forget(state);
    state->run = true;
    state->removals = desk->removals;
    return status;
}

static int64_t deadline(const void *opaque)
{
    return ((const struct model_state *)opaque)->run ? INT64_MAX : 0;
}

static unsigned due(void *opaque, struct desk *desk)
{
    struct model_state *const state = opaque;
    struct vha_error error;
    if (run(state, desk, &error) != VHA_OK)
        snprintf(state->failure, sizeof state->failure, "%s", error.message);
    return SCREEN_REDRAW;
}

/* ---------------------------------------------------------------------------------------- lines */

/* In words, headers of columns say nothing. */
static void add_line(struct lines *lines, const struct vha_model_line *line, int columns,
                     bool plain)
{
    static const enum role roles[] = {[VHA_LINE_HEADER] = ROLE_MUTED,
                                      [VHA_LINE_TEXT] = ROLE_BODY,
                                      [VHA_LINE_FIGURES] = ROLE_BODY,
                                      [VHA_LINE_PERSON] = ROLE_BODY};
    if (line->kind == VHA_LINE_SECTION)
        lines_section(lines, line->text);
    else if (plain && line->said != NULL)
        lines_add(lines, ROLE_BODY, line->said);
    else if (!plain && line->kind == VHA_LINE_TEXT)
        lines_wrap(lines, ROLE_BODY, columns, 2, line->text);
    else if (!plain)
        lines_add(lines, roles[line->kind], line->text);
}

/* Somebody's line is one line on the screen. */
static void note_people(struct model_state *state, size_t from, vha_pncid pncid)
{
    for (size_t i = from; i < state->screen.lines.count; i++) {
        while (state->people_capacity <= i)
            state->people = vha_grow(state->people, state->people_capacity, &state->people_capacity,
                                     sizeof *state->people);
        state->people[i] = pncid;
    }
}

static void make_lines(struct model_state *state, const struct desk *desk)
{
    struct lines *const lines = &state->screen.lines;
    const size_t top = lines->top;
    lines_clear(lines);
    if (!state->run)
        lines_wrap(lines, ROLE_MESSAGE, state->screen.width, 0,
                   "Running: everybody in the extract is assessed anew. The list stays as it is.");
    if (state->failure[0] != '\0')
        lines_wrap(lines, ROLE_MESSAGE, state->screen.width, 0, state->failure);
    note_people(state, 0, 0);
    for (size_t i = 0; i < state->told.count; i++) {
        const size_t before = lines->count;
        add_line(lines, &state->told.items[i], state->screen.width, desk->plain != NULL);
        note_people(state, before, state->told.items[i].pncid);
    }
    lines->top = top;
}

/* The cursor on a line, and that in sight. */
static void settle(struct model_state *state)
{
    struct lines *const lines = &state->screen.lines;
    const size_t rows = (size_t)state->screen.rows;
    if (state->cursor >= lines->count)
        state->cursor = lines->count > 0 ? lines->count - 1 : 0;
    lines_scroll(lines, 0, state->screen.rows);
    if (state->cursor < lines->top)
        lines->top = state->cursor;
    if (state->cursor >= lines->top + rows)
        lines->top = state->cursor - rows + 1;
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct model_state *const state = opaque;
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    enum vha_status status = VHA_OK;
    state->screen.rows = inside.rows;
    if (state->run && state->removals != desk->removals) {
        forget(state);
        state->run = false;
        if (desk->plain != NULL)
            status = run(state, desk, error);
    }
    if (state->screen.width != inside.columns) {
        state->screen.width = inside.columns;
        make_lines(state, desk);
    }
    settle(state);
    return status;
}

/* -------------------------------------------------------------------------------------- drawing */

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct model_state *const state = opaque;
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    const int row = inside.row + (int)(state->cursor - state->screen.lines.top);
    text_screen_draw(&state->screen, canvas);
    if (state->told.count == 0)
        return;
    canvas_put(canvas, row, inside.column - 1, 1, ROLE_CURSOR, ">");
    canvas_paint(canvas, row, inside.column, inside.columns, ROLE_CURSOR);
}

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct model_state *const state = opaque;
    const struct lines *const told = &state->screen.lines;
    (void)desk;
    lines_format(lines, ROLE_HEADER, "%s.", state->screen.title);
    for (size_t i = told->top; i < told->count && i < told->top + (size_t)state->screen.rows; i++)
        if (told->items[i].text[0] != '\0')
            lines_add(lines, ROLE_BODY, told->items[i].text);
}

static void here(const void *opaque, const struct desk *desk, char *out, size_t size)
{
    const struct model_state *const state = opaque;
    const struct lines *const told = &state->screen.lines;
    (void)desk;
    snprintf(out, size, "%s", state->cursor < told->count ? told->items[state->cursor].text : "");
}

/* ------------------------------------------------------------------------------------- handling */

static unsigned go_to(struct model_state *state, size_t line)
{
    struct lines *const lines = &state->screen.lines;
    state->cursor = line;
    lines->top = 0;
    lines_scroll(lines, (int64_t)line, state->screen.rows);
    return SCREEN_REDRAW;
}

/* To the next section, or the one before, round from the last to the first. */
static unsigned to_section(struct model_state *state, bool forwards)
{
    const struct lines *const lines = &state->screen.lines;
    const size_t count = lines->section_count;
    if (count == 0)
        return SCREEN_IGNORED;
    size_t at = forwards ? 0 : count - 1;
    for (size_t i = 0; i < count; i++) {
        const size_t section = forwards ? count - 1 - i : i;
        const size_t line = lines->sections[section];
        if (forwards ? line > state->cursor : line < state->cursor)
            at = section;
    }
    return go_to(state, lines->sections[at]);
}

static unsigned to_number(struct model_state *state, uint32_t digit)
{
    const struct lines *const lines = &state->screen.lines;
    const size_t section = (size_t)digit - '1';
    return section < lines->section_count ? go_to(state, lines->sections[section]) : SCREEN_IGNORED;
}

static unsigned open_person(struct model_state *state, struct desk *desk)
{
    struct vha_error error;
    char pncid[VHA_PNCID_SIZE];
    unsigned flags = SCREEN_REDRAW;
    if (state->told.count == 0 || state->people[state->cursor] == 0)
        return SCREEN_IGNORED;
    vha_pncid_format(pncid, state->people[state->cursor]);
    if (cohort_open_over(desk, pncid, &flags, &error) != VHA_OK)
        desk_push(desk, message_screen("This was not opened", error.message));
    return flags;
}

/* A page moves what is in sight as far as the cursor. */
static unsigned move(struct model_state *state, enum action action)
{
    struct lines *const lines = &state->screen.lines;
    const int rows = state->screen.rows;
    if (!action_moves_cursor(action, rows, lines->count, &state->cursor))
        return SCREEN_IGNORED;
    if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
        lines_scroll(lines, action == ACTION_PAGE_UP ? -rows : rows, rows);
    return SCREEN_REDRAW;
}

static unsigned click(struct model_state *state, struct desk *desk, const struct event *event)
{
    const struct lines *const lines = &state->screen.lines;
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    size_t line = 0;
    if (state->told.count == 0 || !event_points_at(event, inside, lines->top, lines->count, &line))
        return SCREEN_IGNORED;
    if (line == state->cursor)
        return open_person(state, desk);
    state->cursor = line;
    return SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    struct model_state *const state = opaque;
    if (event->kind == EVENT_CLICK)
        return click(state, desk, event);
    if (event->kind == EVENT_WHEEL)
        return move(state, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    if (event->action == ACTION_BACK || event->action == ACTION_QUIT)
        return SCREEN_BACK;
    if (event->action == ACTION_OPEN)
        return open_person(state, desk);
    if (event->action == ACTION_NUMBER)
        return to_number(state, event->character);
    if (event->action == ACTION_NEXT_PANE || event->action == ACTION_PREVIOUS_PANE)
        return to_section(state, event->action == ACTION_NEXT_PANE);
    return move(state, event->action);
}

static const struct offer *offers(const void *opaque, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_OPEN, "record", true},     {ACTION_NEXT_PANE, "next section", true},
        {ACTION_DOWN, NULL, true},         {ACTION_BACK, NULL, true},
        {ACTION_UP, NULL, false},          {ACTION_PREVIOUS_PANE, NULL, false},
        {ACTION_PAGE_UP, NULL, false},     {ACTION_PAGE_DOWN, NULL, false},
        {ACTION_FIRST, NULL, false},       {ACTION_LAST, NULL, false},
        {ACTION_NUMBER, "section", false}, {ACTION_COMMAND, NULL, true},
        {ACTION_REPAINT, NULL, false},     {ACTION_SUSPEND, NULL, false},
        {ACTION_HELP, NULL, true},         {ACTION_QUIT, "back", false},
    };
    (void)opaque;
    *count = VHA_COUNT(all);
    return all;
}

/* ------------------------------------------------------------------------------ making, freeing */

static void free_state(void *opaque)
{
    struct model_state *const state = opaque;
    vha_model_lines_free(&state->told);
    lines_free(&state->screen.lines);
    free(state->people);
    free(state->path);
    free(state);
}

static const struct screen_ops model_ops = {
    .title = "a model",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .deadline = deadline,
    .due = due,
    .free = free_state,
    .words = words,
    .here = here,
};

enum vha_status model_screen(struct desk *desk, const char *path, const char *title,
                             struct screen *screen, struct vha_error *error)
{
    struct model_state *const state = vha_alloc_zeroed(1, sizeof *state);
    const char *const quarter = vha_cohort_info(desk->cohort)->quarter;
    vha_model_lines_init(&state->told);
    lines_init(&state->screen.lines);
    state->path = path != NULL ? vha_copy_text(path) : NULL;
    if (path != NULL)
        snprintf(state->screen.title, sizeof state->screen.title, "Model of %s: %s", quarter,
                 title);
    else
        snprintf(state->screen.title, sizeof state->screen.title, "Stability of %s", quarter);
    const enum vha_status status = desk->plain != NULL ? run(state, desk, error) : VHA_OK;
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    *screen = (struct screen){.ops = &model_ops, .state = state};
    return VHA_OK;
}
