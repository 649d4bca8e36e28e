/* usage: the monthly review (GVM recommendation 1): what the users of each BCU did in a month, and
 * what is unusual in it. */
#include "audit.h"

#include "text_screen.h"

#include "../columns.h"
#include "../lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MONTH_SIZE 16

/* A BCU, or below it one of its users. */
struct usage_row {
    const struct vha_review_bcu *bcu;
    const struct vha_review_user *user; /* NULL: the BCU itself */
};

struct usage_state {
    char month[MONTH_SIZE]; /* "2026-10" */
    struct vha_arena *arena;
    struct vha_review *review; /* in the arena, as the rows */
    struct usage_row *rows;
    size_t count;
    size_t cursor;
    size_t top;
    struct area inside; /* the frame's */
};

struct vha_review_rules vha_workstation_review_rules(const struct vha_settings *settings)
{
    return (struct vha_review_rules){
        .history_months = settings->review_history_months,
        .least_months = settings->review_least_months,
        .least_records = settings->review_least_records,
        .z_tenths = settings->review_z_tenths,
        .from_hour = settings->review_from_hour,
        .to_hour = settings->review_to_hour,
        .habit_percent = settings->review_habit_percent,
        .least_outside = settings->review_least_outside,
        .outside_percent = settings->review_outside_percent,
    };
}

/* ----------------------------------------------------------------------------------- the month */

/* "2026-09", so many months from one. */
static void month_beside(const char *month, int by, char out[MONTH_SIZE])
{
    const long year = strtol(month, NULL, 10);
    const long number = strlen(month) > 5 ? strtol(month + 5, NULL, 10) : 1;
    const long months = year * 12 + number - 1 + by;
    snprintf(out, MONTH_SIZE, "%04d-%02d", (int)(months / 12 % 10000), (int)(months % 12 + 1));
}

/* The last one that is over. */
static void month_before(time_t now, char out[MONTH_SIZE])
{
    struct tm utc;
    char month[MONTH_SIZE];
    gmtime_r(&now, &utc);
    strftime(month, sizeof month, "%Y-%m", &utc);
    month_beside(month, -1, out);
}

static void days_of(const char *month, struct audit_filter *filter)
{
    char next[MONTH_SIZE];
    char day[MONTH_SIZE + 3];
    month_beside(month, 1, next);
    snprintf(day, sizeof day, "%s-01", month);
    if (!vha_date_parse(day, strlen(day), &filter->from))
        return;
    snprintf(day, sizeof day, "%s-01", next);
    if (vha_date_parse(day, strlen(day), &filter->until))
        filter->until--;
}

static void gather_rows(struct usage_state *state)
{
    const struct vha_review *const review = state->review;
    size_t count = 0;
    for (size_t i = 0; i < review->bcu_count; i++)
        count += 1 + review->bcus[i].user_count;
    state->rows = vha_arena_alloc(state->arena, (count + 1) * sizeof *state->rows);
    state->count = 0;
    for (size_t i = 0; i < review->bcu_count; i++) {
        const struct vha_review_bcu *const bcu = &review->bcus[i];
        state->rows[state->count++] = (struct usage_row){bcu, NULL};
        for (size_t k = 0; k < bcu->user_count; k++)
            state->rows[state->count++] = (struct usage_row){bcu, bcu->users[k]};
    }
}

/* Reviews another month, which is permitted and logged first; what was there stays when it cannot
 * be. */
static enum vha_status set_month(struct usage_state *state, struct desk *desk, const char *month,
                                 struct vha_error *error)
{
    const struct vha_review_rules rules = vha_workstation_review_rules(desk->options->settings);
    struct vha_arena *const arena = vha_arena_new();
    struct vha_review *const review = vha_arena_alloc(arena, sizeof *review);
    const enum vha_status status = vha_register_review(desk->options->reg, desk->options->user,
                                                       month, &rules, arena, review, error);
    if (status != VHA_OK) {
        vha_arena_free(arena);
        return status;
    }
    vha_arena_free(state->arena);
    state->arena = arena;
    state->review = review;
    snprintf(state->month, sizeof state->month, "%s", month);
    state->cursor = 0;
    state->top = 0;
    gather_rows(state);
    return VHA_OK;
}

/* ---------------------------------------------------------------------------------------- words */

static const char *bcu_title(const char *bcu)
{
    return bcu[0] == '\0' ? "No users" : strcmp(bcu, "all") == 0 ? "All of London" : bcu;
}

static const char *unusual(const struct vha_review_user *user)
{
    return user->unusual_volume && user->unusual_hours ? "volume and hours"
           : user->unusual_volume                      ? "volume"
           : user->unusual_hours                       ? "hours"
                                                       : "";
}

enum { COUNTS = 6 };
static const struct {
    const char *title;
    int width;
} count_columns[COUNTS] = {
    {"Sessions", 9}, {"Opened", 7}, {"Lists", 6}, {"Searches", 9}, {"Refusals", 9}, {"Outside", 8},
};

/* The counts of a row in the order of the columns; a BCU has none of entries outside usual hours.
 */
static void counts_of(const struct usage_row *row, int64_t out[COUNTS])
{
    const struct vha_review_user *const user = row->user;
    const struct vha_review_bcu *const bcu = row->bcu;
    out[0] = user != NULL ? user->sessions : bcu->sessions;
    out[1] = user != NULL ? user->opened : bcu->opened;
    out[2] = user != NULL ? user->lists : bcu->lists;
    out[3] = user != NULL ? user->searches : bcu->searches;
    out[4] = user != NULL ? user->refusals : bcu->refusals;
    out[5] = user != NULL ? user->outside : -1;
}

/* "ann, analyst: 3 sessions, 12 opened, ... Unusual volume: ..." */
static void row_words(const struct usage_row *row, char *out, size_t size)
{
    static const char *const nouns[COUNTS] = {"sessions", "records opened", "lists",
                                              "searches", "refusals",       "outside usual hours"};
    const struct vha_review_user *const user = row->user;
    int64_t counts[COUNTS];
    counts_of(row, counts);
    size_t used = (size_t)snprintf(
        out, size, "%.100s%s%.40s", user != NULL ? user->login : bcu_title(row->bcu->bcu),
        user != NULL && user->role[0] != '\0' ? ", " : "", user != NULL ? user->role : "");
    for (size_t i = 0; i < COUNTS; i++)
        if (counts[i] >= 0)
            used += (size_t)snprintf(out + used, size - used, "%s %lld %s", i == 0 ? ":" : ",",
                                     (long long)counts[i], nouns[i]);
    snprintf(out + used, size - used, "%s%s%s%s.",
             user != NULL && user->words[0] != '\0' ? ". Unusual " : "",
             user != NULL ? unusual(user) : "", user != NULL && user->words[0] != '\0' ? ": " : "",
             user != NULL ? user->words : "");
}

static const char empty[] = "Nobody used the VHA in this month.";

static void words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct usage_state *const state = opaque;
    (void)desk;
    lines_format(lines, ROLE_HEADER, "Review of %s, per BCU and user.", state->month);
    for (size_t i = 0; i < state->count; i++) {
        char text[2048];
        row_words(&state->rows[i], text, sizeof text);
        lines_add(lines, state->rows[i].user != NULL ? ROLE_BODY : ROLE_HEADER, text);
    }
    if (state->count == 0)
        lines_add(lines, ROLE_MUTED, empty);
}

/* -------------------------------------------------------------------------------------- drawing */

enum { HEADER_ROWS = 1, REMARK_ROWS = 3, UNUSUAL_WIDTH = 8 };

static int list_rows(const struct usage_state *state)
{
    return state->inside.rows - HEADER_ROWS - REMARK_ROWS - 1;
}

static enum vha_status refresh(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct usage_state *const state = opaque;
    struct area inside = text_screen_area(desk->rows, desk->columns);
    (void)error;
    inside.column--; /* where the mark of the cursor stands */
    inside.columns += 2;
    state->inside = inside;
    const size_t rows = (size_t)list_rows(state);
    if (state->cursor < state->top)
        state->top = state->cursor;
    if (state->cursor >= state->top + rows)
        state->top = state->cursor - rows + 1;
    return VHA_OK;
}

static void draw_header(const struct usage_state *state, struct canvas *canvas)
{
    const struct area area = state->inside;
    int column = area.column + area.columns - UNUSUAL_WIDTH;
    canvas_text(canvas, area.row, column, UNUSUAL_WIDTH, ROLE_HEADER, "Unusual");
    for (size_t i = COUNTS; i-- > 0;) {
        column -= count_columns[i].width + (i == COUNTS - 1 ? 1 : 0);
        canvas_text_right(canvas, area.row, column, count_columns[i].width, ROLE_HEADER,
                          count_columns[i].title);
    }
    canvas_text(canvas, area.row, area.column + 1, column - area.column - 1, ROLE_HEADER,
                "BCU and user");
}

static void draw_row(const struct usage_state *state, struct canvas *canvas, size_t at, int row)
{
    const struct usage_row *const entry = &state->rows[at];
    const struct area area = state->inside;
    const bool here = at == state->cursor;
    const enum role role = here ? ROLE_CURSOR : entry->user == NULL ? ROLE_HEADER : ROLE_BODY;
    const char *const mark = entry->user == NULL ? ""
                             : entry->user->unusual_volume && entry->user->unusual_hours
                                 ? "both"
                                 : unusual(entry->user);
    int64_t counts[COUNTS];
    int column = area.column + area.columns - UNUSUAL_WIDTH;
    counts_of(entry, counts);
    canvas_fill(canvas, (struct area){row, area.column, 1, area.columns}, role);
    canvas_put(canvas, row, area.column, 1, role, here ? ">" : " ");
    canvas_put(canvas, row, column, UNUSUAL_WIDTH, here ? role : ROLE_FLAG, mark);
    for (size_t i = COUNTS; i-- > 0;) {
        char count[VHA_MILLI_SIZE];
        column -= count_columns[i].width + (i == COUNTS - 1 ? 1 : 0);
        if (counts[i] >= 0)
            canvas_text_right(canvas, row, column, count_columns[i].width, role,
                              count_text((uint64_t)counts[i], count));
    }
    canvas_put(canvas, row, area.column + (entry->user != NULL ? 3 : 1),
               column - area.column - (entry->user != NULL ? 3 : 1), role,
               entry->user != NULL ? entry->user->login : bcu_title(entry->bcu->bcu));
}

/* Who is under the cursor, and what is unusual, beside what. */
static void draw_remark(const struct usage_state *state, struct canvas *canvas)
{
    const struct area area = state->inside;
    const int row = area.row + area.rows - REMARK_ROWS;
    char text[1024];
    struct lines lines;
    canvas_divider(canvas, row - 1, 0, canvas->columns, ROLE_FRAME_FOCUS);
    if (state->count == 0)
        return;
    const struct usage_row *const here = &state->rows[state->cursor];
    if (here->user == NULL)
        snprintf(text, sizeof text, "%s: %zu user%s.", bcu_title(here->bcu->bcu),
                 here->bcu->user_count, here->bcu->user_count == 1 ? "" : "s");
    else
        snprintf(text, sizeof text, "%.100s%s%.100s%s%.40s. %s%s%s%.600s",
                 here->user->name[0] != '\0' ? here->user->name : "No user",
                 here->user->scope[0] != '\0' ? ", " : "", here->user->scope,
                 here->user->role[0] != '\0' ? ", " : "", here->user->role,
                 here->user->words[0] != '\0' ? "Unusual " : "Nothing unusual.",
                 unusual(here->user), here->user->words[0] != '\0' ? ": " : "", here->user->words);
    lines_init(&lines);
    lines_wrap(&lines, ROLE_BODY, area.columns - 2, 0, text);
    lines_draw(&lines, canvas, (struct area){row, area.column + 1, REMARK_ROWS, area.columns - 2});
    lines_free(&lines);
}

static void draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct usage_state *const state = opaque;
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    const struct area area = state->inside;
    char title[64];
    (void)desk;
    snprintf(title, sizeof title, "Review of %s, per BCU and user", state->month);
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS, title);
    draw_header(state, canvas);
    for (int i = 0; i < list_rows(state) && state->top + (size_t)i < state->count; i++)
        draw_row(state, canvas, state->top + (size_t)i, area.row + HEADER_ROWS + i);
    if (state->count == 0)
        canvas_text(canvas, area.row + HEADER_ROWS, area.column + 1, area.columns - 1, ROLE_MUTED,
                    empty);
    draw_remark(state, canvas);
}

/* ---------------------------------------------------------------------------------------- keys */

static const struct offer *offers(const void *state, size_t *count)
{
    static const struct offer all[] = {
        {ACTION_OPEN, "entries", true},     {ACTION_LEFT, "month before", true},
        {ACTION_RIGHT, "next month", true}, {ACTION_DOWN, NULL, false},
        {ACTION_UP, NULL, false},           {ACTION_FIRST, NULL, false},
        {ACTION_LAST, NULL, false},         {ACTION_BACK, NULL, true},
        {ACTION_COMMAND, NULL, false},      {ACTION_REPAINT, NULL, false},
        {ACTION_SUSPEND, NULL, false},      {ACTION_HELP, NULL, true},
        {ACTION_QUIT, "back", false},
    };
    (void)state;
    *count = VHA_COUNT(all);
    return all;
}

/* The entries of whoever is under the cursor, of that month. */
static unsigned open_entries(const struct usage_state *state, struct desk *desk)
{
    struct audit_filter filter;
    struct screen screen;
    struct vha_error error;
    if (state->count == 0)
        return SCREEN_IGNORED;
    const struct usage_row *const here = &state->rows[state->cursor];
    const char *const bcu = here->bcu->bcu;
    audit_filter_clear(&filter);
    days_of(state->month, &filter);
    if (here->user != NULL)
        snprintf(filter.texts[AUDIT_WHO], FILTER_VALUE_SIZE, "%s", here->user->login);
    else if (bcu[0] != '\0' && strcmp(bcu, "all") != 0)
        snprintf(filter.texts[AUDIT_BCU], FILTER_VALUE_SIZE, "%s", bcu);
    if (audit_screen(desk, &filter, &screen, &error) != VHA_OK)
        screen = message_screen("The audit log cannot be shown", error.message);
    desk_push(desk, screen);
    return SCREEN_REDRAW;
}

static unsigned step_month(struct usage_state *state, struct desk *desk, int by)
{
    char month[MONTH_SIZE];
    struct vha_error error;
    month_beside(state->month, by, month);
    if (set_month(state, desk, month, &error) != VHA_OK)
        desk_say(desk, "%.250s", error.message);
    return SCREEN_REDRAW;
}

static unsigned move_to(struct usage_state *state, size_t cursor)
{
    state->cursor = cursor;
    return SCREEN_REDRAW;
}

static unsigned act(struct usage_state *state, struct desk *desk, enum action action)
{
    const size_t last = state->count > 0 ? state->count - 1 : 0;
    if (action == ACTION_BACK || action == ACTION_QUIT)
        return SCREEN_BACK;
    if (action == ACTION_OPEN)
        return open_entries(state, desk);
    if (action == ACTION_LEFT || action == ACTION_RIGHT)
        return step_month(state, desk, action == ACTION_LEFT ? -1 : 1);
    if (action == ACTION_UP && state->cursor > 0)
        return move_to(state, state->cursor - 1);
    if (action == ACTION_DOWN && state->cursor < last)
        return move_to(state, state->cursor + 1);
    if (action == ACTION_FIRST || action == ACTION_LAST)
        return move_to(state, action == ACTION_FIRST ? 0 : last);
    return SCREEN_IGNORED;
}

static unsigned click(struct usage_state *state, struct desk *desk, const struct event *event)
{
    const struct area inside = state->inside;
    const struct area rows = {inside.row + HEADER_ROWS, inside.column, list_rows(state),
                              inside.columns};
    size_t at = 0;
    if (!event_points_at(event, rows, state->top, state->count, &at))
        return SCREEN_IGNORED;
    return at == state->cursor ? open_entries(state, desk) : move_to(state, at);
}

static unsigned handle(void *opaque, struct desk *desk, const struct event *event)
{
    if (event->kind == EVENT_CLICK)
        return click(opaque, desk, event);
    if (event->kind == EVENT_WHEEL)
        return act(opaque, desk, event->wheel < 0 ? ACTION_UP : ACTION_DOWN);
    return event->kind == EVENT_ACTION ? act(opaque, desk, event->action) : SCREEN_IGNORED;
}

static void free_state(void *opaque)
{
    struct usage_state *const state = opaque;
    vha_arena_free(state->arena);
    free(state);
}

static const struct screen_ops usage_ops = {
    .title = "the monthly review",
    .offers = offers,
    .refresh = refresh,
    .draw = draw,
    .handle = handle,
    .free = free_state,
    .words = words,
};

enum vha_status usage_screen(struct desk *desk, const char *month, struct screen *screen,
                             struct vha_error *error)
{
    struct usage_state *const state = vha_alloc_zeroed(1, sizeof *state);
    char last[MONTH_SIZE];
    month_before(desk->wall, last);
    const enum vha_status status = set_month(state, desk, month[0] != '\0' ? month : last, error);
    if (status != VHA_OK) {
        free_state(state);
        return status;
    }
    *screen = (struct screen){.ops = &usage_ops, .state = state};
    return VHA_OK;
}
