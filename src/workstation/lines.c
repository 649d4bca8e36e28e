#include "lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <uniwidth.h>

void lines_init(struct lines *lines)
{
    *lines = (struct lines){.arena = vha_arena_new()};
}

void lines_free(struct lines *lines)
{
    vha_arena_free(lines->arena);
    free(lines->items);
    free(lines->sections);
    *lines = (struct lines){.arena = NULL};
}

void lines_clear(struct lines *lines)
{
    vha_arena_reset(lines->arena);
    lines->count = 0;
    lines->section_count = 0;
    lines->top = 0;
}

struct line *lines_add(struct lines *lines, enum role role, const char *text)
{
    lines->items = vha_grow(lines->items, lines->count, &lines->capacity, sizeof *lines->items);
    struct line *const line = &lines->items[lines->count++];
    *line = (struct line){
        .text = vha_arena_text(lines->arena, text, strlen(text)), .role = role, .mark = role};
    return line;
}

struct line *lines_format(struct lines *lines, enum role role, const char *format, ...)
{
    char text[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return lines_add(lines, role, text);
}

static void part_from_above(struct lines *lines)
{
    if (lines->count > 0)
        lines_add(lines, ROLE_BODY, "");
}

void lines_heading(struct lines *lines, const char *title)
{
    part_from_above(lines);
    lines_add(lines, ROLE_HEADER, title);
}

void lines_section(struct lines *lines, const char *title)
{
    part_from_above(lines);
    lines->sections = vha_grow(lines->sections, lines->section_count, &lines->section_capacity,
                               sizeof *lines->sections);
    lines->sections[lines->section_count++] = lines->count;
    lines_format(lines, ROLE_HEADER, "%zu %s", lines->section_count, title);
}

/* Bytes of the first line of a text that is to be broken at `columns`. */
static size_t first_line(const char *text, int columns)
{
    const uint8_t *const start = (const uint8_t *)text;
    const uint8_t *const end = start + strlen(text);
    const uint8_t *at = start;
    size_t blank = 0;
    int used = 0;
    while (at < end) {
        const uint8_t *const next = u8_grapheme_next(at, end);
        used += u8_width(at, (size_t)(next - at), "UTF-8");
        if (*at == ' ' && at > start)
            blank = (size_t)(at - start);
        if (used > columns)
            return blank > 0 ? blank : at > start ? (size_t)(at - start) : (size_t)(next - start);
        at = next;
    }
    return (size_t)(end - start);
}

#define SHOWN_BYTES 4 /* that a byte of raw text can become */

void lines_wrap(struct lines *lines, enum role role, int columns, int indent, const char *text)
{
    const size_t most = SHOWN_BYTES * strlen(text) + 1;
    const char *rest = vha_text_show(vha_arena_alloc(lines->arena, most), most, text);
    int blanks = 0;
    do {
        const int width = columns - blanks > 8 ? columns - blanks : 8;
        const size_t length = first_line(rest, width);
        lines_format(lines, role, "%*s%.*s", blanks, "", (int)length, rest);
        rest += length;
        while (*rest == ' ')
            rest++;
        blanks = indent;
    } while (*rest != '\0');
}

void lines_say(struct lines *lines, enum role role, int columns, int indent, const char *text)
{
    if (columns > 0)
        lines_wrap(lines, role, columns, indent, text);
    else
        lines_add(lines, role, text);
}

/* ------------------------------------------------------------------------------------- moving */

static size_t last_top(const struct lines *lines, int rows)
{
    const size_t visible = rows > 0 ? (size_t)rows : 1;
    return lines->count > visible ? lines->count - visible : 0;
}

void lines_scroll(struct lines *lines, int64_t by, int rows)
{
    const size_t last = last_top(lines, rows);
    const int64_t to = (int64_t)lines->top + by;
    lines->top = to < 0 ? 0 : (size_t)to > last ? last : (size_t)to;
}

bool lines_move(struct lines *lines, enum action action, int rows)
{
    int64_t by = 0;
    if (!action_moves(action, rows > 1 ? rows - 1 : 1, lines->count, &by))
        return false;
    lines_scroll(lines, by, rows);
    return true;
}

void lines_to_section(struct lines *lines, size_t section, int rows)
{
    if (section >= lines->section_count)
        return;
    lines->top = 0;
    lines_scroll(lines, (int)lines->sections[section], rows);
}

void lines_next_section(struct lines *lines, bool forwards, int rows)
{
    size_t to = 0;
    const size_t last = last_top(lines, rows);
    for (size_t i = 0; i < lines->section_count; i++) {
        const size_t at = lines->sections[i];
        if (forwards && at > lines->top && lines->top < last) {
            lines_to_section(lines, i, rows);
            return;
        }
        if (at < lines->top)
            to = i;
    }
    lines_to_section(lines, forwards ? 0 : to, rows);
}

/* ------------------------------------------------------------------------------------ drawing */

void lines_draw(const struct lines *lines, struct canvas *canvas, struct area area)
{
    for (int i = 0; i < area.rows; i++) {
        const int row = area.row + i;
        const size_t at = lines->top + (size_t)i;
        if (at >= lines->count) {
            canvas_fill(canvas, (struct area){row, area.column, 1, area.columns}, ROLE_BODY);
            continue;
        }
        const struct line *const line = &lines->items[at];
        canvas_text(canvas, row, area.column, area.columns, line->role, line->text);
        if (line->mark_columns > 0 && line->mark_column < area.columns)
            canvas_paint(canvas, row, area.column + line->mark_column,
                         line->mark_columns < area.columns - line->mark_column
                             ? line->mark_columns
                             : area.columns - line->mark_column,
                         line->mark);
    }
}

char *lines_position(const struct lines *lines, int rows, char out[64])
{
    const size_t visible = rows > 0 ? (size_t)rows : 0;
    const size_t below =
        lines->count > lines->top + visible ? lines->count - lines->top - visible : 0;
    out[0] = '\0';
    if (lines->top > 0 && below > 0)
        snprintf(out, 64, "%zu above, %zu below", lines->top, below);
    else if (lines->top > 0)
        snprintf(out, 64, "%zu above", lines->top);
    else if (below > 0)
        snprintf(out, 64, "%zu more below", below);
    return out;
}
