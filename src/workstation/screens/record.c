/* record: the screen of one person. What its tabs say stands in the files named after them. */
#include "record.h"

#include "../columns.h"
#include "cohort.h"
#include "record_screen.h"
#include "removal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------------------------------------------- offers */

#define OFFERS_COMMON                                                                              \
    {ACTION_REMOVE, NULL, true}, {ACTION_BACK, NULL, true}, {ACTION_NEXT_PERSON, NULL, true},      \
        {ACTION_PREVIOUS_PERSON, NULL, true}, {ACTION_NUMBER, "tab", false},                       \
        {ACTION_PREVIOUS_PANE, NULL, false}, {ACTION_UP, NULL, false},                             \
        {ACTION_PAGE_DOWN, NULL, false}, {ACTION_PAGE_UP, NULL, false},                            \
        {ACTION_HALF_DOWN, NULL, false}, {ACTION_HALF_UP, NULL, false},                            \
        {ACTION_FIRST, NULL, false}, {ACTION_LAST, NULL, false}, {ACTION_REPAINT, NULL, false},    \
        {ACTION_SUSPEND, NULL, false}, {ACTION_HELP, NULL, true},                                  \
    {                                                                                              \
        ACTION_QUIT, "back", false                                                                 \
    }

static const struct offer text_offers[] = {
    {ACTION_NEXT_PANE, "next tab", true},
    {ACTION_DOWN, "scroll", true},
    {ACTION_LEFT, NULL, false},
    {ACTION_RIGHT, NULL, false},
    OFFERS_COMMON,
};
static const struct offer timeline_offers[] = {
    {ACTION_NEXT_PANE, "next tab", true},
    {ACTION_LEFT, "earlier", true},
    {ACTION_RIGHT, "later", true},
    {ACTION_DOWN, NULL, false},
    OFFERS_COMMON,
};
static const struct offer plain_offers[] = {
    {ACTION_NEXT_PERSON, NULL, false}, {ACTION_PREVIOUS_PERSON, NULL, false},
    {ACTION_BACK, NULL, false},        {ACTION_DOWN, NULL, false},
    {ACTION_UP, NULL, false},          {ACTION_PAGE_DOWN, NULL, false},
    {ACTION_PAGE_UP, NULL, false},     {ACTION_REPAINT, NULL, false},
    {ACTION_SUSPEND, NULL, false},     {ACTION_HELP, NULL, false},
    {ACTION_QUIT, "back", false},      {ACTION_REMOVE, NULL, false},
};

static const struct offer *offers(const void *opaque, size_t *count)
{
    const struct record_state *const state = opaque;
    const struct offer *given = text_offers;
    *count = VHA_COUNT(text_offers);
    if (state->plain) {
        given = plain_offers;
        *count = VHA_COUNT(plain_offers);
    } else if (state->tab == RECORD_TIMELINE) {
        given = timeline_offers;
        *count = VHA_COUNT(timeline_offers);
    }
    return given;
}

/* ------------------------------------------------------------------------------------- refresh */

/* Rows under the picture: the facts of a report, with a row between where there is room for it. */
static int rows_below(int rows)
{
    return rows < 22 ? 4 : rows < 36 ? 6 : 8;
}

int record_line_rows(const struct record_state *state)
{
    return state->tab == RECORD_TIMELINE ? state->area.rows - timeline_rows(&state->timeline)
                                         : state->area.rows;
}

static void fill_timeline(struct record_state *state, struct lines *lines, bool unicode)
{
    timeline_fit(&state->timeline, state->area.rows, state->area.columns,
                 rows_below(state->area.rows));
    if (state->facts_of == state->timeline.chosen &&
        state->widths[RECORD_TIMELINE] == state->area.columns)
        return;
    lines_clear(lines);
    record_chosen_lines(lines, &state->timeline, state->area.columns, unicode);
    state->facts_of = state->timeline.chosen;
}

/* What is on record around the person is read when it is first needed, and again when something was
 * added: whoever sees it is on record too. */
static void look_at_casework(struct record_state *state, struct desk *desk)
{
    const unsigned change = state->casework.change;
    const bool read = state->casework.read;
    casework_read(&state->casework, desk, &state->explanation);
    if (read && change == state->casework.change)
        return;
    for (int tab = 0; tab < RECORD_TABS; tab++)
        if (record_tabs[tab].of_casework)
            state->widths[tab] = 0;
}

/* A request that is open for their removal, as far as the user may see it. That they opened the
 * record is on record. */
static enum vha_status look_at_request(struct record_state *state, struct desk *desk,
                                       struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    const struct vha_removal_open before = state->asked;
    char pncid[VHA_PNCID_SIZE];
    if (!state->asked_stale)
        return VHA_OK;
    vha_pncid_format(pncid, state->explanation.dossier.person.pncid);
    enum vha_status status = vha_removal_latest_step(options->reg, &state->step, error);
    if (status == VHA_OK)
        status = vha_removal_find_open(options->reg, options->user, pncid, &state->asked, error);
    if (status != VHA_OK)
        return status;
    state->asked_stale = false;
    if (before.number == state->asked.number && before.state == state->asked.state)
        return VHA_OK;
    state->widths[RECORD_SAFEGUARDING] = state->widths[RECORD_WHY] = 0;
    if (state->asked.number == 0)
        desk_say(desk, "The request for their removal is not open any more.");
    return VHA_OK;
}

/* A tab's lines are made when it is first needed, and keep their place in another width. Keys that
 * were typed ahead of the drawing find them made as well. */
static void prepare(struct record_state *state, struct desk *desk)
{
    struct lines *const lines = &state->lines[state->tab];
    if (state->plain || record_tabs[state->tab].of_casework)
        look_at_casework(state, desk);
    if (state->plain)
        return;
    state->area = record_area(desk->rows, desk->columns);
    const size_t top = lines->top;
    if (state->tab == RECORD_TIMELINE) {
        fill_timeline(state, lines, desk->unicode);
    } else if (state->widths[state->tab] != state->area.columns) {
        lines_clear(lines);
        record_tab_lines(state->tab,
                         &(struct making){lines, &state->explanation, &state->casework,
                                          &state->asked, state->area.columns, desk->unicode});
        lines->top = top;
    }
    state->widths[state->tab] = state->area.columns;
    lines_scroll(lines, 0, record_line_rows(state));
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    const enum vha_status status = look_at_request(opaque, desk, error);
    if (status == VHA_OK)
        prepare(opaque, desk);
    return status;
}

static bool follow(void *opaque, int64_t step)
{
    struct record_state *const state = opaque;
    state->asked_stale = state->asked_stale || step != state->step;
    return state->asked_stale;
}

/* -------------------------------------------------------------------------------------- opening */

static bool is_child(const struct vha_explanation *explanation)
{
    return (explanation->dossier.person.flags & VHA_FLAG_UNDER_18) != 0;
}

/* Takes the place of whoever was shown before. A child's record opens on the safeguarding (SOP 35).
 */
static void show_person(struct record_state *state, struct vha_arena *arena,
                        const struct vha_explanation *explanation)
{
    vha_arena_free(state->arena);
    state->arena = arena;
    state->explanation = *explanation;
    state->tab_count = record_tabs_of(&state->explanation, state->tabs);
    state->tab = is_child(explanation) ? RECORD_SAFEGUARDING : state->chosen;
    casework_free(&state->casework);
    state->asked = (struct vha_removal_open){.number = 0};
    state->asked_stale = true;
    timeline_free(&state->timeline);
    timeline_init(&state->timeline, &state->explanation, arena);
    for (int tab = 0; tab < RECORD_TABS; tab++) {
        lines_clear(&state->lines[tab]);
        state->widths[tab] = 0;
    }
}

static unsigned go_to_person(struct record_state *state, struct desk *desk, int by)
{
    struct cohort_state *const list = cohort_of(desk);
    const uint32_t here = state->explanation.dossier.person.position;
    const uint32_t position = list != NULL ? cohort_beside(list, here, by) : UINT32_MAX;
    struct vha_arena *const arena = vha_arena_new();
    struct vha_list_row row;
    struct vha_explanation explanation;
    struct vha_error error;
    if (position == UINT32_MAX) {
        vha_arena_free(arena);
        desk_say(desk, "Nobody stands %s them in the list.", by > 0 ? "after" : "before");
        return SCREEN_REDRAW;
    }
    enum vha_status status = vha_cohort_row(desk->cohort, position, arena, &row, &error);
    if (status == VHA_OK)
        status = desk_explain(desk, row.pncid, arena, &explanation, &error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        desk_push(desk, message_screen("This record was not opened", error.message));
        return SCREEN_REDRAW;
    }
    show_person(state, arena, &explanation);
    cohort_put_cursor(list, desk, position);
    return SCREEN_REDRAW;
}

/* --------------------------------------------------------------------------------------- moving */

static void choose_tab(struct record_state *state, enum record_tab tab)
{
    state->tab = tab;
    if (!record_tabs[tab].of_children)
        state->chosen = tab;
}

static unsigned step_tab(struct record_state *state, int by)
{
    size_t at = 0;
    while (state->tabs[at] != state->tab)
        at++;
    choose_tab(state, state->tabs[(at + state->tab_count + (size_t)by) % state->tab_count]);
    return SCREEN_REDRAW;
}

static unsigned number_tab(struct record_state *state, uint32_t digit)
{
    if (digit < '1' || digit - '1' >= state->tab_count)
        return SCREEN_IGNORED;
    choose_tab(state, state->tabs[digit - '1']);
    return SCREEN_REDRAW;
}

static unsigned next_tab(struct record_state *state, struct desk *desk)
{
    (void)desk;
    return step_tab(state, 1);
}

static unsigned previous_tab(struct record_state *state, struct desk *desk)
{
    (void)desk;
    return step_tab(state, -1);
}

static unsigned ask_for_removal(struct record_state *state, struct desk *desk)
{
    return removal_ask_for(desk, state->explanation.dossier.person.pncid);
}

static unsigned next_person(struct record_state *state, struct desk *desk)
{
    return go_to_person(state, desk, 1);
}

static unsigned previous_person(struct record_state *state, struct desk *desk)
{
    return go_to_person(state, desk, -1);
}

static unsigned back(struct record_state *state, struct desk *desk)
{
    (void)state;
    (void)desk;
    return SCREEN_BACK;
}

#define WHEEL_LINES 3

static unsigned use_mouse(struct record_state *state, const struct event *event)
{
    const struct area *const area = &state->area;
    if (event->kind == EVENT_WHEEL) {
        lines_scroll(&state->lines[state->tab], (int64_t)event->wheel * WHEEL_LINES,
                     record_line_rows(state));
        return SCREEN_REDRAW;
    }
    const enum record_tab tab = record_tab_at(state, event->row, event->column);
    if (tab < RECORD_TABS)
        choose_tab(state, tab);
    else if (state->tab == RECORD_TIMELINE && event->row >= area->row &&
             event->row < area->row + timeline_rows(&state->timeline))
        timeline_choose_at(&state->timeline, event->column - area->column);
    else
        return SCREEN_IGNORED;
    return SCREEN_REDRAW;
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    static const struct {
        enum action action;
        unsigned (*run)(struct record_state *state, struct desk *desk);
    } handlers[] = {
        {ACTION_NEXT_PANE, next_tab},
        {ACTION_PREVIOUS_PANE, previous_tab},
        {ACTION_RIGHT, next_tab},
        {ACTION_LEFT, previous_tab},
        {ACTION_NEXT_PERSON, next_person},
        {ACTION_PREVIOUS_PERSON, previous_person},
        {ACTION_REMOVE, ask_for_removal},
        {ACTION_BACK, back},
        {ACTION_QUIT, back},
    };
    struct record_state *const state = opaque;
    prepare(state, desk);
    if (event->kind == EVENT_WHEEL || event->kind == EVENT_CLICK)
        return use_mouse(state, event);
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    if (event->action == ACTION_NUMBER)
        return number_tab(state, event->character);
    if (state->tab == RECORD_TIMELINE && timeline_move(&state->timeline, event->action))
        return SCREEN_REDRAW;
    for (size_t i = 0; i < VHA_COUNT(handlers); i++)
        if (handlers[i].action == event->action)
            return handlers[i].run(state, desk);
    return lines_move(&state->lines[state->tab], event->action, record_line_rows(state))
               ? SCREEN_REDRAW
               : SCREEN_IGNORED;
}

/* --------------------------------------------------------------------------------- making, freeing
 */

/* In plain mode all the tabs are one text, whose sections can be gone to. */
static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct record_state *const state = opaque;
    const struct vha_list_row *const person = &state->explanation.dossier.person;
    char pncid[VHA_PNCID_SIZE];
    char name[384];
    lines_format(lines, ROLE_HEADER, "Record of %s, %s%s.", person_name(person, name, sizeof name),
                 vha_pncid_format(pncid, person->pncid),
                 is_child(&state->explanation) ? ", under 18" : "");
    for (size_t i = 0; i < state->tab_count; i++)
        record_tab_lines(state->tabs[i],
                         &(struct making){lines, &state->explanation, &state->casework,
                                          &state->asked, 0, desk->unicode});
}

static void free_state(void *opaque)
{
    struct record_state *const state = opaque;
    for (int tab = 0; tab < RECORD_TABS; tab++)
        lines_free(&state->lines[tab]);
    casework_free(&state->casework);
    timeline_free(&state->timeline);
    vha_arena_free(state->arena);
    free(state);
}

static const struct screen_ops record_ops = {
    .title = "a record",
    .offers = offers,
    .refresh = refresh,
    .draw = record_draw,
    .handle = handle,
    .follow = follow,
    .free = free_state,
    .words = words,
};

/* Whether somebody who was on the list when their record was opened is off it now. */
static bool has_left(const struct record_state *state, struct desk *desk)
{
    struct vha_dossier dossier;
    struct vha_arena *const arena = vha_arena_new();
    const vha_pncid pncid = state->explanation.dossier.person.pncid;
    const bool left = state->explanation.dossier.listed &&
                      vha_cohort_dossier(desk->cohort, pncid, arena, &dossier, NULL) == VHA_OK &&
                      dossier.person.removed == VHA_REMOVED;
    vha_arena_free(arena);
    return left;
}

const struct vha_explanation *record_open_of(const struct desk *desk)
{
    for (size_t i = desk->screen_count; i > 0; i--)
        if (desk->screens[i - 1].ops == &record_ops)
            return &((const struct record_state *)desk->screens[i - 1].state)->explanation;
    return NULL;
}

bool record_is_over_list(const struct desk *desk)
{
    return desk->screen_count == 2 && desk->screens[1].ops == &record_ops;
}

/* The same person as they are now, on the same tab, at the same line and report. */
static enum vha_status show_again(struct record_state *state, struct desk *desk,
                                  struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_explanation explanation;
    const enum record_tab tab = state->tab;
    const size_t chosen = state->timeline.chosen;
    size_t tops[RECORD_TABS];
    const enum vha_status status =
        desk_explain(desk, state->explanation.dossier.person.pncid, arena, &explanation, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    for (int i = 0; i < RECORD_TABS; i++)
        tops[i] = state->lines[i].top;
    show_person(state, arena, &explanation);
    for (int i = 0; i < RECORD_TABS; i++)
        state->lines[i].top = tops[i];
    state->tab = tab;
    if (chosen < state->timeline.count)
        state->timeline.chosen = chosen;
    return VHA_OK;
}

void record_show_refresh(struct desk *desk)
{
    struct vha_error error;
    if (show_again(desk->screens[1].state, desk, &error) == VHA_OK)
        return;
    desk_home(desk);
    desk_push(desk, message_screen("This record was not opened", error.message));
}

bool record_leave_removed(struct desk *desk)
{
    bool left = false;
    for (size_t i = 0; i < desk->screen_count; i++)
        left =
            left || (desk->screens[i].ops == &record_ops && has_left(desk->screens[i].state, desk));
    if (left)
        desk_home(desk);
    return left;
}

enum vha_status record_screen(struct desk *desk, vha_pncid pncid, struct screen *screen,
                              struct vha_error *error)
{
    struct vha_arena *const arena = vha_arena_new();
    struct vha_explanation explanation;
    const enum vha_status status = desk_explain(desk, pncid, arena, &explanation, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    struct record_state *const state = vha_alloc_zeroed(1, sizeof *state);
    for (int tab = 0; tab < RECORD_TABS; tab++)
        lines_init(&state->lines[tab]);
    state->chosen = RECORD_WHY;
    state->plain = desk->plain != NULL;
    show_person(state, arena, &explanation);
    *screen = (struct screen){.ops = &record_ops, .state = state};
    return VHA_OK;
}
