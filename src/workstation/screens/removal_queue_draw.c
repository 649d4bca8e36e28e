/* The queue of requests for removals as rows, and as words. */
#include "removal.h"

#include "../columns.h"
#include "../lines.h"
#include "rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* -------------------------------------------------------------------------------------- drawing */

enum { NUMBER, DAYS, STATE, GROUND, BCU, ASKED_BY, WHO, CELLS };

static const struct rows_column columns[CELLS] = {
    [NUMBER] = {"Number", 6, 6, true},  [DAYS] = {"Days", 8, 8, false},
    [STATE] = {"State", 12, 22, false}, [GROUND] = {"Ground", 14, 22, false},
    [BCU] = {"BCU", 3, 3, false},       [ASKED_BY] = {"Asked by", -1, 20, false},
    [WHO] = {"About", 0, 0, false},
};

static const struct rows_table table = {"Requests for removals, the oldest open one first", columns,
                                        CELLS};

static bool is_late(const struct removal_row *row)
{
    return vha_removal_is_late(row->state, row->age);
}

static void draw_row(const struct removal_queue *state, struct canvas *canvas, size_t at)
{
    const struct removal_row *const request = &state->rows[at];
    const struct area area = state->inside;
    const int row = area.row + 1 + (int)at;
    const bool here = state->row_top + at == state->cursor;
    char number[24];
    char days[24] = "";
    char who[512];
    snprintf(number, sizeof number, "%" PRId64, request->number);
    snprintf(who, sizeof who, "%s %s", request->pncid, request->name);
    if (vha_removal_is_open(request->state))
        snprintf(days, sizeof days, "%d%s", request->age, is_late(request) ? " late" : "");
    const char *const texts[CELLS] = {
        [NUMBER] = number,
        [DAYS] = days,
        [STATE] = vha_removal_state_words(request->state),
        [GROUND] = vha_removal_ground_words(request->ground),
        [BCU] = request->bcu,
        [ASKED_BY] = request->asked_by,
        [WHO] = who,
    };
    rows_draw(&table, canvas, area, row, here, texts);
    if (is_late(request) && !here)
        canvas_paint(canvas, row, area.column + ROWS_MARK + columns[NUMBER].columns + 1,
                     (int)strlen(days), ROLE_FLAG);
}

static void position_words(const struct removal_queue *state, char *out, size_t size)
{
    if (state->count == 0)
        snprintf(out, size, "no request");
    else
        rows_position(state->top, state->row_count, state->count, out, size);
    if (state->behind)
        snprintf(out + strlen(out), size - strlen(out), "; more has happened since: reload");
}

static const char none[] = "There is no such request that you may see.";

void removal_queue_draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct removal_queue *const state = opaque;
    const struct area area = state->inside;
    char words[FILTER_WORDS_SIZE];
    char position[128];
    (void)desk;
    position_words(state, position, sizeof position);
    rows_draw_frame(&table, canvas, area, removal_filter_words(&state->filter, words), position);
    for (size_t i = 0; i < state->row_count && (int)i + 1 < area.rows; i++)
        draw_row(state, canvas, i);
    if (state->count == 0)
        canvas_text(canvas, area.row + 1, area.column + ROWS_MARK, area.columns - ROWS_MARK,
                    ROLE_MUTED, none);
}

/* --------------------------------------------------------------------------------------- words */

/* "Request 12, queued for 12 working days, over 10: O'Neill, Noah, 2021/0002197G, data error, asked
 * by analyst.one for BCU AS." */
static void row_words(const struct removal_row *row, char *out, size_t size)
{
    char days[64] = "";
    char late[32] = "";
    if (is_late(row))
        snprintf(late, sizeof late, ", over %d", VHA_REMOVAL_DAYS);
    if (vha_removal_is_open(row->state))
        snprintf(days, sizeof days, ", %d working day%s old%s", row->age, row->age == 1 ? "" : "s",
                 late);
    snprintf(out, size, "Request %" PRId64 ", %s%s: %s%s%s, %s, asked by %s for BCU %s.",
             row->number, vha_removal_state_words(row->state), days, row->name,
             row->name[0] != '\0' ? ", " : "", row->pncid, vha_removal_ground_words(row->ground),
             row->asked_by, row->bcu);
}

void removal_queue_words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct removal_queue *const state = opaque;
    char words[FILTER_WORDS_SIZE];
    char position[128];
    (void)desk;
    lines_format(lines, ROLE_HEADER, "Requests for removals, the oldest open one first. %s.",
                 removal_filter_words(&state->filter, words));
    for (size_t i = 0; i < state->row_count; i++) {
        char row[1024];
        row_words(&state->rows[i], row, sizeof row);
        lines_add(lines, ROLE_BODY, row);
    }
    position_words(state, position, sizeof position);
    if (state->count == 0)
        lines_add(lines, ROLE_MUTED, none);
    else
        lines_format(lines, ROLE_MUTED, "%s.", position);
}

void removal_queue_here(const void *opaque, const struct desk *desk, char *out, size_t size)
{
    const struct removal_queue *const state = opaque;
    (void)desk;
    if (state->cursor >= state->row_top && state->cursor - state->row_top < state->row_count)
        row_words(&state->rows[state->cursor - state->row_top], out, size);
}
