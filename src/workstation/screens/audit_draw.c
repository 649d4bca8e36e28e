/* The audit log as rows, and as words. */
#include "audit.h"

#include "../columns.h"
#include "../lines.h"

#include <stdio.h>
#include <string.h>

/* -------------------------------------------------------------------------------------- drawing */

enum { MARK_WIDTH = 1, NUMBER_WIDTH = 8, AT_WIDTH = 16, LOGIN_WIDTH = 12 };
enum { ACTION_WIDTH = 12, OUTCOME_WIDTH = 8 };

/* "2026-10-02 09:30", the seconds being in the entry itself. */
static char *minute(const char *at, char out[AT_WIDTH + 1])
{
    snprintf(out, AT_WIDTH + 1, "%s", at);
    if (strlen(out) > 10)
        out[10] = ' ';
    return out;
}

/* What it was about, and behind it why; either may be missing. */
static void about(const struct audit_row *row, char *out, size_t size)
{
    snprintf(out, size, "%s%s%s", row->subject,
             row->subject[0] != '\0' && row->reason[0] != '\0' ? ": " : "", row->reason);
}

struct log_column {
    const char *title;
    int columns; /* 0: what is left */
    bool right;
};
enum { CELLS = 6 };
static const struct log_column columns[CELLS] = {
    {"Number", NUMBER_WIDTH, true},  {"When (UTC)", AT_WIDTH, false},   {"Who", LOGIN_WIDTH, false},
    {"Action", ACTION_WIDTH, false}, {"Outcome", OUTCOME_WIDTH, false}, {"About", 0, false},
};

static void draw_cells(struct canvas *canvas, struct area area, int row, enum role role,
                       const char *const texts[CELLS])
{
    int column = area.column + MARK_WIDTH;
    for (size_t i = 0; i < CELLS; i++) {
        const int left = area.column + area.columns - column;
        const int width = columns[i].columns > 0 ? columns[i].columns : left;
        if (columns[i].right)
            canvas_text_right(canvas, row, column, width, role, texts[i]);
        else
            canvas_text(canvas, row, column, width, role, texts[i]);
        column += width + 1;
    }
}

static void draw_row(const struct audit_state *state, struct canvas *canvas, size_t at)
{
    const struct audit_row *const entry = &state->rows[at];
    const struct area area = state->inside;
    const int row = area.row + 1 + (int)at;
    const bool here = at == state->cursor;
    const enum role role = here ? ROLE_CURSOR : ROLE_BODY;
    char number[24];
    char when[AT_WIDTH + 1];
    char what[1024];
    snprintf(number, sizeof number, "%lld", (long long)entry->number);
    about(entry, what, sizeof what);
    const char *const texts[CELLS] = {number,        minute(entry->at, when), entry->login,
                                      entry->action, entry->outcome,          what};
    canvas_fill(canvas, (struct area){row, area.column, 1, area.columns}, role);
    canvas_put(canvas, row, area.column, MARK_WIDTH, role, here ? ">" : " ");
    draw_cells(canvas, area, row, role, texts);
}

static void position_words(const struct audit_state *state, char *out, size_t size)
{
    char from[VHA_MILLI_SIZE];
    char to[VHA_MILLI_SIZE];
    char all[VHA_MILLI_SIZE];
    if (state->walk != NULL)
        audit_verify_words(state, out, size);
    else if (state->count == 0)
        snprintf(out, size, "no entry");
    else
        snprintf(out, size, "%s to %s of %s", count_text((uint64_t)state->before + 1, from),
                 count_text((uint64_t)state->before + state->count, to),
                 count_text((uint64_t)state->all, all));
}

void audit_draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct audit_state *const state = opaque;
    const struct area frame = {2, 0, canvas->rows - 3, canvas->columns};
    const struct area area = state->inside;
    char words[AUDIT_WORDS_SIZE];
    char position[128];
    const char *titles[CELLS];
    (void)desk;
    for (size_t i = 0; i < CELLS; i++)
        titles[i] = columns[i].title;
    canvas_fill(canvas, (struct area){1, 0, 1, canvas->columns}, ROLE_BODY);
    canvas_text(canvas, 1, 1, canvas->columns - 1, ROLE_CHOSEN,
                audit_filter_words(&state->filter, words));
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS,
                 "Audit log, newest first");
    position_words(state, position, sizeof position);
    canvas_title(canvas, frame.row + frame.rows - 1, frame.column, frame.columns, ROLE_TITLE_FOCUS,
                 position);
    draw_cells(canvas, area, area.row, ROLE_HEADER, titles);
    for (size_t i = 0; i < state->count && (int)i + 1 < area.rows; i++)
        draw_row(state, canvas, i);
    if (state->count == 0)
        canvas_text(canvas, area.row + 1, area.column, area.columns, ROLE_MUTED,
                    "No entry answers to this filter.");
}

/* --------------------------------------------------------------------------------------- words */

/* "Entry 12, 2026-10-02T09:30:00Z. analyst.one: open, done, 2021/0008875Q." */
static void row_words(const struct audit_row *row, char *out, size_t size)
{
    char what[1024];
    about(row, what, sizeof what);
    snprintf(out, size, "Entry %lld, %s. %s: %s, %s%s%s.", (long long)row->number, row->at,
             row->login, row->action, row->outcome, what[0] != '\0' ? ", " : "", what);
}

void audit_words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct audit_state *const state = opaque;
    char words[AUDIT_WORDS_SIZE];
    char position[128];
    (void)desk;
    lines_format(lines, ROLE_HEADER, "The audit log, newest first. %s.",
                 audit_filter_words(&state->filter, words));
    for (size_t i = 0; i < state->count; i++) {
        char row[2048];
        row_words(&state->rows[i], row, sizeof row);
        lines_add(lines, ROLE_BODY, row);
    }
    position_words(state, position, sizeof position);
    if (state->count == 0)
        lines_add(lines, ROLE_MUTED, "No entry answers to this filter.");
    else
        lines_format(lines, ROLE_MUTED, "%s.", position);
}

void audit_here_words(const void *opaque, const struct desk *desk, char *out, size_t size)
{
    const struct audit_state *const state = opaque;
    (void)desk;
    if (state->cursor < state->count)
        row_words(&state->rows[state->cursor], out, size);
}
