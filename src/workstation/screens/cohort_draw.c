#include "cohort.h"

#include <stdio.h>
#include <string.h>

#define MARKER      ">"
#define MARK        "*" /* of a marked person */
#define MARKED_NAME 12

/* ------------------------------------------------------------------------------------ the table
 */

static void draw_headings(const struct cohort_state *state, struct canvas *canvas)
{
    const struct area area = state->areas.table;
    const struct glyphs *const glyphs = canvas_glyphs(canvas->unicode);
    canvas_fill(canvas, (struct area){area.row, area.column, 1, area.columns}, ROLE_HEADER);
    for (size_t i = 0; i < state->columns.count; i++) {
        const struct column *const column = state->columns.shown[i].column;
        const size_t key = column_key(column, &state->sorting);
        const bool numbered = key > 0 && state->sorting.count > 1;
        const bool descending =
            key > 0 && state->sorting.count > 0 && state->sorting.keys[key - 1].descending;
        const int start =
            area.column + cohort_margin(state) + state->columns.shown[i].start + (numbered ? 1 : 0);
        const int width = state->columns.shown[i].width - (numbered ? 1 : 0);
        if (column->to_right)
            canvas_text_right(canvas, area.row, start, width, ROLE_HEADER, column->heading);
        else
            canvas_text(canvas, area.row, start, width, ROLE_HEADER, column->heading);
        /* The order is said in words in the title; here a mark in the gap before the column. */
        if (numbered)
            canvas_printf(canvas, area.row, start - 2, 2, ROLE_HEADER, "%s%zu",
                          descending ? glyphs->down : glyphs->up, key);
        else if (key > 0)
            canvas_put(canvas, area.row, start - 1, 1, ROLE_HEADER,
                       descending ? glyphs->down : glyphs->up);
    }
}

static void draw_cell(const struct cohort_state *state, struct canvas *canvas, int row, size_t i,
                      const struct vha_list_row *person)
{
    const struct column *const column = state->columns.shown[i].column;
    const int start =
        state->areas.table.column + cohort_margin(state) + state->columns.shown[i].start;
    const int width = state->columns.shown[i].width;
    char text[COLUMN_TEXT_SIZE];
    column->format(person, width, text);
    if (column->to_right)
        canvas_text_right(canvas, row, start, width, ROLE_BODY, text);
    else
        canvas_text(canvas, row, start, width, ROLE_BODY, text);
}

/* Only the front of the row under the cursor is marked, to the end of the name or a part of a long
 * one: a step of the cursor is cheap however wide the table. */
static void mark_row(const struct cohort_state *state, struct canvas *canvas, int row,
                     const struct vha_list_row *person)
{
    const enum role role = state->focus == FOCUS_TABLE ? ROLE_CURSOR : ROLE_CURSOR_IDLE;
    const int start = state->areas.table.column;
    const int margin = cohort_margin(state);
    int to = margin + state->columns.marked_to;
    for (size_t i = 0; i < state->columns.count; i++) {
        if (margin + state->columns.shown[i].start + state->columns.shown[i].width != to)
            continue;
        char name[COLUMN_TEXT_SIZE];
        int used = canvas_width(canvas, person_name(person, name, sizeof name));
        used = used < MARKED_NAME ? used : MARKED_NAME;
        if (used < state->columns.shown[i].width)
            to = margin + state->columns.shown[i].start + used;
    }
    canvas_put(canvas, row, start, 1, role, MARKER);
    canvas_paint(canvas, row, start, to, role);
}

static void draw_table(const struct cohort_state *state, struct canvas *canvas)
{
    const struct area area = state->areas.table;
    draw_headings(state, canvas);
    for (int line = 0; line < area.rows - 1; line++) {
        const int row = area.row + 1 + line;
        canvas_fill(canvas, (struct area){row, area.column, 1, area.columns}, ROLE_BODY);
        if ((uint32_t)line >= state->in_sight_count)
            continue;
        const struct vha_list_row *const person = &state->in_sight[line];
        for (size_t i = 0; i < state->columns.count; i++)
            draw_cell(state, canvas, row, i, person);
        if (cohort_is_marked(state, person->position))
            canvas_put(canvas, row, area.column + 1, 1, ROLE_BODY, MARK);
        if (state->in_sight_from + (uint32_t)line == state->cursor)
            mark_row(state, canvas, row, person);
    }
    if (state->selection.count == 0)
        canvas_put(canvas, area.row + 2, area.column + 1, area.columns - 2, ROLE_MESSAGE,
                   "Nobody on the list meets these filters.");
}

/* ----------------------------------------------------------------------------------- the others
 */

static enum role frame_role(const struct cohort_state *state, enum focus focus)
{
    return state->focus == focus ? ROLE_FRAME_FOCUS : ROLE_FRAME;
}

static enum role title_role(const struct cohort_state *state, enum focus focus)
{
    return state->focus == focus ? ROLE_TITLE_FOCUS : ROLE_TITLE;
}

static void draw_why(const struct cohort_state *state, struct canvas *canvas)
{
    const struct area area = state->areas.why;
    const struct area lines = {area.row, area.column, area.rows - 1, area.columns};
    lines_draw(&state->why.lines, canvas, lines);
    canvas_text(canvas, area.row + area.rows - 1, area.column, area.columns, ROLE_BODY,
                state->why.summary);
}

/* The title names the person whose reasons stand below; when the cursor has gone on to somebody
 * else it says "Was", until the pane follows. */
static void draw_why_frame(const struct cohort_state *state, struct canvas *canvas)
{
    const struct area frame = state->areas.frame_right;
    const int row = state->areas.why.row - 1;
    char text[600];
    canvas_divider(canvas, row, frame.column, frame.columns, frame_role(state, FOCUS_WHY));
    if (state->why.position == UINT32_MAX)
        snprintf(text, sizeof text, "Why");
    else
        snprintf(text, sizeof text, "%s: %s",
                 state->why.position == cohort_here(state) ? "Why" : "Was", state->why.title);
    canvas_title(canvas, row, frame.column, frame.columns, title_role(state, FOCUS_WHY), text);
    lines_position(&state->why.lines, state->areas.why.rows - 1, text);
    if (text[0] != '\0')
        canvas_title(canvas, frame.row + frame.rows - 1, frame.column, frame.columns,
                     title_role(state, FOCUS_WHY), text);
}

/* How many are marked, what is out of sight to the left and right, and the order in words. */
static void table_title(const struct cohort_state *state, char *out, size_t size)
{
    char order[256];
    char hidden[64] = "";
    char marked[64] = "";
    char count[VHA_MILLI_SIZE];
    const struct column_layout *const layout = &state->columns;
    if (layout->to_left + layout->to_right > 0)
        snprintf(hidden, sizeof hidden, ", columns out of sight: %zu left, %zu right,",
                 layout->to_left, layout->to_right);
    if (state->marks.count > 0)
        snprintf(marked, sizeof marked, ", %s marked,", count_text(state->marks.count, count));
    snprintf(out, size, "Cohort%s%s %s", marked, hidden,
             vha_sorting_words(&state->sorting, order, sizeof order));
}

static void draw_frames(const struct cohort_state *state, struct canvas *canvas)
{
    const struct area left = state->areas.frame_left;
    const struct area right = state->areas.frame_right;
    char text[512];
    canvas_box(canvas, left, frame_role(state, FOCUS_FILTERS));
    canvas_title(canvas, left.row, left.column, left.columns, title_role(state, FOCUS_FILTERS),
                 "Filters");
    const size_t seen = state->filters.top + (size_t)state->areas.filters.rows;
    if (seen < state->filters.count) {
        snprintf(text, sizeof text, "%zu below", state->filters.count - seen);
        canvas_title(canvas, left.row + left.rows - 1, left.column, left.columns,
                     title_role(state, FOCUS_FILTERS), text);
    }
    canvas_box(canvas, right, frame_role(state, FOCUS_TABLE));
    table_title(state, text, sizeof text);
    canvas_title(canvas, right.row, right.column, right.columns, title_role(state, FOCUS_TABLE),
                 text);
    draw_why_frame(state, canvas);
}

void cohort_draw_filter_line(const struct cohort_state *state, const struct desk *desk,
                             struct canvas *canvas, const char *aside, enum role role)
{
    char words[2048];
    char newer[128];
    char key[KEY_NAME_SIZE];
    cohort_filtered_by(state, words, sizeof words);
    snprintf(newer, sizeof newer, " A newer load is in place: %s shows it ",
             keymap_first(&desk->keymap, ACTION_RELOAD, key));
    const char *const beside = desk->superseded ? newer : aside;
    const int right = canvas_width(canvas, beside);
    const int room = canvas->columns - right;
    canvas_fill(canvas, (struct area){1, 0, 1, canvas->columns}, ROLE_BODY);
    if (words[0] == '\0')
        canvas_text(canvas, 1, 0, room, ROLE_MUTED, " Everybody on the list; no filter is set");
    else
        canvas_printf(canvas, 1, 0, room, ROLE_CHOSEN, " Only %s", words);
    canvas_text_right(canvas, 1, room, right, desk->superseded ? ROLE_MESSAGE : role, beside);
}

/* Under the filter, as long as the order is another than that of the assessment. */
static void draw_banner(const struct cohort_state *state, struct canvas *canvas)
{
    if (state->ranked_on[0] == '\0')
        return;
    canvas_text(canvas, 2, 0, 1, ROLE_MESSAGE, "");
    canvas_text(canvas, 2, 1, canvas->columns - 1, ROLE_MESSAGE, state->banner);
}

/* How typing ends, from the keys that end it: "Enter done  Esc back". */
static void typing_keys(const struct desk *desk, char *out, size_t size)
{
    static const enum typing_action ends[] = {TYPING_ACCEPT, TYPING_CANCEL};
    size_t used = 0;
    for (size_t i = 0; i < VHA_COUNT(ends); i++) {
        char keys[128];
        keymap_all_typing(&desk->keymap, ends[i], keys, sizeof keys);
        used += (size_t)snprintf(out + used, size - used, "  %.*s %s", (int)strcspn(keys, ","),
                                 keys, typing_table[ends[i]].label);
    }
}

/* The last line belongs to what is being typed. */
static void draw_last_line(const struct cohort_state *state, const struct desk *desk,
                           struct canvas *canvas)
{
    const int row = canvas->rows - 1;
    const bool has_message = desk->message[0] != '\0';
    char hint[300];
    if (state->typing == TYPING_FOR_NOTHING)
        return;
    typing_keys(desk, hint, sizeof hint);
    const char *const beside = has_message ? desk->message : hint;
    const int width = canvas_width(canvas, beside) + 1;
    const int room = width <= canvas->columns / 2 + 10 ? width : 0;
    const bool searching = state->typing == TYPING_FOR_SEARCH;
    if (has_message && room == 0) { /* longer than what is left beside the text: above it */
        canvas_text(canvas, row - 1, 0, 1, ROLE_MESSAGE, "");
        canvas_text(canvas, row - 1, 1, canvas->columns - 1, ROLE_MESSAGE, desk->message);
    }
    editor_draw(searching ? &state->search : &state->jump, canvas, row, 0, canvas->columns - room,
                searching ? " Name, PNCID or report: /" : " Jump to rank: ");
    canvas_put(canvas, row, canvas->columns - room, room - 1,
               has_message ? ROLE_MESSAGE : ROLE_MUTED, beside);
    canvas_fill(canvas, (struct area){row, canvas->columns - 1, 1, room > 0 ? 1 : 0}, ROLE_BODY);
}

void cohort_draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct cohort_state *const state = opaque;
    cohort_draw_filter_line(state, desk, canvas, "", ROLE_MUTED);
    draw_banner(state, canvas);
    draw_frames(state, canvas);
    filters_draw(&state->filters, &state->filter, &state->selection, canvas, state->areas.filters);
    draw_table(state, canvas);
    draw_why(state, canvas);
    draw_last_line(state, desk, canvas);
}
