/* The audit log as rows, and as words. */
#include "audit.h"

#include "../columns.h"
#include "../lines.h"
#include "rows.h"

#include <stdio.h>
#include <string.h>

/* -------------------------------------------------------------------------------------- drawing */

enum { NUMBER_WIDTH = 8, AT_WIDTH = 16, LOGIN_WIDTH = 12 };
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

enum { CELLS = 6 };
static const struct rows_column columns[CELLS] = {
    {"Number", NUMBER_WIDTH, 0, true},    {"When (UTC)", AT_WIDTH, 0, false},
    {"Who", LOGIN_WIDTH, 0, false},       {"Action", ACTION_WIDTH, 0, false},
    {"Outcome", OUTCOME_WIDTH, 0, false}, {"About", 0, 0, false},
};
static const struct rows_table table = {"Audit log, newest first", columns, CELLS};

static void draw_row(const struct audit_state *state, struct canvas *canvas, size_t at)
{
    const struct audit_row *const entry = &state->rows[at];
    char number[24];
    char when[AT_WIDTH + 1];
    char what[1024];
    snprintf(number, sizeof number, "%lld", (long long)entry->number);
    about(entry, what, sizeof what);
    const char *const texts[CELLS] = {number,        minute(entry->at, when), entry->login,
                                      entry->action, entry->outcome,          what};
    rows_draw(&table, canvas, state->inside, state->inside.row + 1 + (int)at, at == state->cursor,
              texts);
}

static void position_words(const struct audit_state *state, char *out, size_t size)
{
    if (state->walk != NULL)
        audit_verify_words(state, out, size);
    else if (state->count == 0)
        snprintf(out, size, "no entry");
    else
        rows_position((uint64_t)state->before, state->count, (uint64_t)state->all, out, size);
}

void audit_draw(const void *opaque, const struct desk *desk, struct canvas *canvas)
{
    const struct audit_state *const state = opaque;
    const struct area area = state->inside;
    char words[FILTER_WORDS_SIZE];
    char position[128];
    (void)desk;
    position_words(state, position, sizeof position);
    rows_draw_frame(&table, canvas, area, audit_filter_words(&state->filter, words), position);
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
    char words[FILTER_WORDS_SIZE];
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
