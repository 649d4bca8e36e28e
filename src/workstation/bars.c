#include "bars.h"

#include "columns.h"
#include "lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bars_free(struct bars *bars)
{
    free(bars->items);
    *bars = (struct bars){.items = NULL};
}

void bars_clear(struct bars *bars)
{
    bars->count = 0;
}

struct bar *bars_add(struct bars *bars, const char *label)
{
    bars->items = vha_grow(bars->items, bars->count, &bars->capacity, sizeof *bars->items);
    struct bar *const bar = &bars->items[bars->count++];
    *bar = (struct bar){.label = label};
    return bar;
}

const struct bar *bars_here(const struct bars *bars)
{
    return bars->cursor < bars->count && !bars->items[bars->cursor].rule
               ? &bars->items[bars->cursor]
               : NULL;
}

/* ------------------------------------------------------------------------------------- moving */

/* The bar nearest to a row, looked for first in one direction, then in the other. */
static size_t nearest(const struct bars *bars, size_t row, bool down)
{
    for (int turn = 0; turn < 2; turn++, down = !down)
        for (size_t at = row; at < bars->count; at = down ? at + 1 : at - 1)
            if (!bars->items[at].rule)
                return at;
    return row;
}

static size_t last_top(const struct bars *bars, int rows)
{
    const size_t visible = rows > 1 ? (size_t)rows : 1;
    return bars->count > visible ? bars->count - visible : 0;
}

void bars_settle(struct bars *bars, int rows)
{
    const size_t visible = rows > 1 ? (size_t)rows : 1;
    if (bars->count == 0) {
        bars->cursor = 0;
        bars->top = 0;
        return;
    }
    if (bars->cursor >= bars->count)
        bars->cursor = bars->count - 1;
    bars->cursor = nearest(bars, bars->cursor, true);
    if (bars->cursor < bars->top)
        bars->top = bars->cursor;
    else if (bars->cursor >= bars->top + visible)
        bars->top = bars->cursor - visible + 1;
    if (bars->top > last_top(bars, rows))
        bars->top = last_top(bars, rows);
}

static void move_by(struct bars *bars, int64_t by, int rows)
{
    if (bars->count == 0)
        return;
    const int64_t to = (int64_t)bars->cursor + by;
    const int64_t last = (int64_t)bars->count - 1;
    bars->cursor = nearest(bars, (size_t)(to < 0 ? 0 : to > last ? last : to), by >= 0);
    bars_settle(bars, rows);
}

bool bars_move(struct bars *bars, enum action action, int rows)
{
    int64_t by = 0;
    if (!action_moves(action, rows > 1 ? rows - 1 : 1, bars->count, &by))
        return false;
    move_by(bars, by, rows);
    return true;
}

/* The cursor goes along, so that what is in sight stays so. */
void bars_scroll(struct bars *bars, int by, int rows)
{
    const int64_t to = (int64_t)bars->top + by;
    const int64_t last = (int64_t)last_top(bars, rows);
    bars->top = (size_t)(to < 0 ? 0 : to > last ? last : to);
    const size_t visible = rows > 1 ? (size_t)rows : 1;
    if (bars->cursor < bars->top)
        bars->cursor = bars->top;
    else if (bars->cursor >= bars->top + visible)
        bars->cursor = bars->top + visible - 1;
    bars_settle(bars, rows);
}

bool bars_point(struct bars *bars, int row)
{
    const size_t at = bars->top + (size_t)(row < 0 ? 0 : row);
    if (row < 0 || at >= bars->count || bars->items[at].rule)
        return false;
    bars->cursor = at;
    return true;
}

size_t bars_below(const struct bars *bars, int rows)
{
    const size_t seen = bars->top + (rows > 0 ? (size_t)rows : 0);
    return bars->count > seen ? bars->count - seen : 0;
}

/* ------------------------------------------------------------------------------------- figures */

static bool is_part(const struct bars *bars)
{
    return bars->people != bars->everybody;
}

char *bar_figures(const struct bars *bars, const struct bar *bar, char out[BAR_TEXT_SIZE])
{
    char count[VHA_MILLI_SIZE];
    char everybody[VHA_MILLI_SIZE];
    count_text(bar->count, count);
    if (is_part(bars))
        snprintf(out, BAR_TEXT_SIZE, "%s of %s", count, count_text(bar->everybody, everybody));
    else
        snprintf(out, BAR_TEXT_SIZE, "%s", count);
    return out;
}

/* Rounded half up, in parts of `unit`: tenths of a per cent are parts of a thousand. */
static uint64_t share_of(uint32_t part, uint32_t whole, uint32_t unit)
{
    return whole == 0 ? 0 : ((uint64_t)part * unit * 2 + whole) / ((uint64_t)whole * 2);
}

char *bar_share(uint32_t part, uint32_t whole, char out[BAR_TEXT_SIZE])
{
    const uint64_t tenths = share_of(part, whole, 1000);
    if (whole == 0)
        snprintf(out, BAR_TEXT_SIZE, "-");
    else
        snprintf(out, BAR_TEXT_SIZE, "%u.%u%%", (unsigned)(tenths / 10), (unsigned)(tenths % 10));
    return out;
}

void bars_words(const struct bars *bars, struct lines *lines)
{
    static const char *const marks[] = {[BAR_OPEN] = "",
                                        [BAR_CHOSEN] = ", chosen",
                                        [BAR_PARTLY] = ", chosen in part",
                                        [BAR_EXCLUDED] = ", left out"};
    for (size_t i = 0; i < bars->count; i++) {
        const struct bar *const bar = &bars->items[i];
        char figures[BAR_TEXT_SIZE];
        char share[BAR_TEXT_SIZE];
        const char *const words = bar->words != NULL ? bar->words : bar->label;
        if (bar->rule)
            lines_format(lines, ROLE_MUTED, "%s.", words);
        else
            lines_format(lines, ROLE_BODY, "%s: %s, %s%s.", words, bar_figures(bars, bar, figures),
                         bar_share(bar->count, bars->people, share), marks[bar->mark]);
    }
}

/* ------------------------------------------------------------------------------------ drawing */

#define MARKER         ">"
#define FRONT          2 /* columns of the cursor's marker and of the mark */
#define INDENT         2
#define SHARE_COLUMNS  6 /* 100.0% */
#define BAR_LEAST      6
#define BAR_SHARE      4 /* of the columns, one in so many is for the bar, before a long label ... */
#define LABEL_FAIR     16 /* ... but not before a label of this length */
#define LABEL_LEAST    11 /* with less, everybody's figures make room for it */
#define LABEL_MARKED   12 /* columns of a label that the cursor marks: a step of it stays cheap */
#define PARTS_PER_CELL 8
#define MILLION        1000000u

/* How the columns lie, and what a whole bar stands for. */
struct bar_layout {
    int label;
    int bar;
    int figures;
    bool plain_figures; /* no room for "of" */
    uint64_t longest;   /* share in parts of a million */
};

static int label_width(const struct canvas *canvas, const struct bar *bar)
{
    return canvas_width(canvas, bar->label) + (bar->indented ? INDENT : 0);
}

static uint64_t longest_share(const struct bars *bars)
{
    uint64_t longest = 1;
    for (size_t i = 0; i < bars->count; i++) {
        const uint64_t share = share_of(bars->items[i].count, bars->people, MILLION);
        const uint64_t all = share_of(bars->items[i].everybody, bars->everybody, MILLION);
        longest = share > longest ? share : longest;
        longest = all > longest ? all : longest;
    }
    return longest;
}

static int least_of(int a, int b, int c)
{
    const int least = a < b ? a : b;
    return least < c ? least : c;
}

static struct bar_layout lay_out(const struct bars *bars, const struct canvas *canvas, int columns)
{
    struct bar_layout layout = {.longest = longest_share(bars)};
    int labels = 0;
    int plain = 0;
    for (size_t i = 0; i < bars->count; i++) {
        char text[BAR_TEXT_SIZE];
        const struct bar *const bar = &bars->items[i];
        if (bar->rule)
            continue;
        const int label = label_width(canvas, bar);
        const int figures = (int)strlen(bar_figures(bars, bar, text));
        const int count = (int)strlen(count_text(bar->count, text));
        labels = label > labels ? label : labels;
        layout.figures = figures > layout.figures ? figures : layout.figures;
        plain = count > plain ? count : plain;
    }
    const int fixed = FRONT + 1 + 1 + 1 + SHARE_COLUMNS;
    const int least = labels < LABEL_LEAST ? labels : LABEL_LEAST;
    layout.plain_figures = columns - fixed - layout.figures - BAR_LEAST < least;
    if (layout.plain_figures)
        layout.figures = plain;
    const int room = columns - fixed - layout.figures;
    const int fair = room - columns / BAR_SHARE;
    layout.label = least_of(labels, fair > LABEL_FAIR ? fair : LABEL_FAIR, room - BAR_LEAST);
    layout.bar = room - layout.label;
    return layout;
}

/* Whole cells and a part of one; whatever is not nothing can be seen. */
static void draw_bar(const struct bars *bars, const struct bar *bar,
                     const struct bar_layout *layout, struct canvas *canvas, int row, int column)
{
    static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const uint64_t share = share_of(bar->count, bars->people, MILLION);
    const uint64_t room = (uint64_t)layout->bar * PARTS_PER_CELL;
    uint64_t length = (share * room + layout->longest / 2) / layout->longest;
    if (length == 0 && bar->count > 0)
        length = 1;
    const int whole = (int)(length / PARTS_PER_CELL);
    const unsigned part = (unsigned)(length % PARTS_PER_CELL);
    const char *const block = canvas_glyphs(canvas->unicode)->bar;
    for (int i = 0; i < whole; i++)
        canvas_put(canvas, row, column + i, 1, ROLE_BAR, block);
    if (canvas->unicode)
        canvas_put(canvas, row, column + whole, part > 0 ? 1 : 0, ROLE_BAR, parts[part]);
    else if (part >= PARTS_PER_CELL / 2 || (whole == 0 && part > 0))
        canvas_put(canvas, row, column + whole, 1, ROLE_BAR, block);
    if (!is_part(bars))
        return;
    const uint64_t all = share_of(bar->everybody, bars->everybody, MILLION);
    const int place = (int)(all * (uint64_t)layout->bar / layout->longest);
    canvas_put(canvas, row, column + (place < layout->bar ? place : layout->bar - 1), 1, ROLE_BAR,
               canvas->unicode ? "│" : "|");
}

static void draw_rule(const struct bar *bar, struct canvas *canvas, struct area area)
{
    const char *const dash = canvas->unicode ? "─" : "-";
    for (int i = 0; i < area.columns; i++)
        canvas_put(canvas, area.row, area.column + i, 1, ROLE_FRAME, dash);
    char text[BAR_TEXT_SIZE + 2];
    snprintf(text, sizeof text, " %.*s ", BAR_TEXT_SIZE - 1, bar->label);
    canvas_put(canvas, area.row, area.column + FRONT, area.columns - FRONT - 1, ROLE_MUTED, text);
}

static void draw_row(const struct bars *bars, size_t at, const struct bar_layout *layout,
                     struct canvas *canvas, struct area area, bool here)
{
    static const char *const marks[] = {
        [BAR_OPEN] = " ", [BAR_CHOSEN] = "x", [BAR_PARTLY] = "-", [BAR_EXCLUDED] = "!"};
    const struct bar *const bar = &bars->items[at];
    char text[BAR_TEXT_SIZE];
    const enum role role = bar->mark != BAR_OPEN ? ROLE_CHOSEN
                           : bar->count == 0     ? ROLE_MUTED
                                                 : ROLE_BODY;
    const int indent = bar->indented ? INDENT : 0;
    int column = area.column;
    canvas_put(canvas, area.row, column, 1, ROLE_BODY, here ? MARKER : " ");
    canvas_put(canvas, area.row, column + 1, 1, role, marks[bar->mark]);
    column += FRONT;
    const int used =
        canvas_put(canvas, area.row, column + indent, layout->label - indent, role, bar->label);
    const int marked = indent + used < LABEL_MARKED ? indent + used : LABEL_MARKED;
    if (here)
        canvas_paint(canvas, area.row, area.column, FRONT + marked, ROLE_CURSOR);
    column += layout->label + 1;
    draw_bar(bars, bar, layout, canvas, area.row, column);
    column += layout->bar + 1;
    if (layout->plain_figures)
        count_text(bar->count, text);
    else
        bar_figures(bars, bar, text);
    canvas_text_right(canvas, area.row, column, layout->figures, role, text);
    column += layout->figures + 1;
    canvas_text_right(canvas, area.row, column, SHARE_COLUMNS, role,
                      bar_share(bar->count, bars->people, text));
}

void bars_draw(const struct bars *bars, struct canvas *canvas, struct area area, bool focused)
{
    const struct bar_layout layout = lay_out(bars, canvas, area.columns);
    canvas_fill(canvas, area, ROLE_BODY);
    for (int i = 0; i < area.rows; i++) {
        const size_t at = bars->top + (size_t)i;
        const struct area row = {area.row + i, area.column, 1, area.columns};
        if (at >= bars->count)
            return;
        if (bars->items[at].rule)
            draw_rule(&bars->items[at], canvas, row);
        else
            draw_row(bars, at, &layout, canvas, row, focused && at == bars->cursor);
    }
}
