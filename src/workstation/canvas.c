#include "canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#define TEXT_SIZE 4096

static const struct glyphs unicode_glyphs = {"…", "×", "·", "█", "░", "▲", "▼"};
static const struct glyphs ascii_glyphs = {"~", "x", "-", "#", ":", "^", "v"};

enum line_glyph { LINE_ACROSS, LINE_DOWN, LINE_NW, LINE_NE, LINE_SW, LINE_SE, LINE_W, LINE_E };
static const uint32_t line_unicode[] = {0x2500, 0x2502, 0x250C, 0x2510,
                                        0x2514, 0x2518, 0x251C, 0x2524};
static const char line_ascii[] = "-|++++++";

const struct glyphs *canvas_glyphs(bool unicode)
{
    return unicode ? &unicode_glyphs : &ascii_glyphs;
}

void canvas_init(struct canvas *canvas, int rows, int columns, bool unicode)
{
    canvas->rows = rows;
    canvas->columns = columns;
    canvas->unicode = unicode;
    canvas->cells = vha_alloc_zeroed((size_t)rows * (size_t)columns, sizeof *canvas->cells);
    canvas_fill(canvas, (struct area){0, 0, rows, columns}, ROLE_BODY);
}

void canvas_free(struct canvas *canvas)
{
    free(canvas->cells);
    canvas->cells = NULL;
}

static struct cell *cell_at(struct canvas *canvas, int row, int column)
{
    return canvas->cells + (size_t)row * (size_t)canvas->columns + column;
}

static bool inside(const struct canvas *canvas, int row, int column)
{
    return row >= 0 && row < canvas->rows && column >= 0 && column < canvas->columns;
}

static void set_blank(struct cell *cell, enum role role)
{
    *cell = (struct cell){.character = ' ', .width = 1, .role = (uint8_t)role};
}

/* Writing over half of a wide character leaves a blank in the place of the other half. */
static void mend_halves(struct canvas *canvas, int row, int column, int columns)
{
    struct cell *const first = cell_at(canvas, row, column);
    if (first->width == 0 && column > 0)
        set_blank(first - 1, (enum role)first[-1].role);
    const int after = column + columns;
    if (after < canvas->columns && cell_at(canvas, row, after)->width == 0)
        set_blank(cell_at(canvas, row, after), (enum role)cell_at(canvas, row, after)->role);
}

static void put_character(struct canvas *canvas, int row, int column, uint32_t character, int width,
                          enum role role)
{
    if (!inside(canvas, row, column) || !inside(canvas, row, column + width - 1))
        return;
    mend_halves(canvas, row, column, width);
    struct cell *const cell = cell_at(canvas, row, column);
    *cell = (struct cell){.character = character, .width = (uint8_t)width, .role = (uint8_t)role};
    if (width == 2)
        cell[1] = (struct cell){.role = (uint8_t)role};
}

void canvas_fill(struct canvas *canvas, struct area area, enum role role)
{
    for (int row = area.row; row < area.row + area.rows; row++)
        for (int column = area.column; column < area.column + area.columns; column++)
            put_character(canvas, row, column, ' ', 1, role);
}

/* -------------------------------------------------------------------------------------- text */

static bool is_printable_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20u || (unsigned char)*text > 0x7Eu)
            return false;
    return true;
}

/* The letter that an accented one is made of, '?' for what ASCII has nothing for. */
static size_t ascii_stand_in(ucs4_t character, char *out)
{
    static const struct {
        ucs4_t character;
        const char *text;
    } known[] = {{0x2026, "~"}, {0xD7, "x"},   {0xB7, "-"},   {0x2588, "#"},  {0x2013, "-"},
                 {0x2014, "-"}, {0x2018, "'"}, {0x2019, "'"}, {0x201C, "\""}, {0x201D, "\""},
                 {0x25B2, "^"}, {0x25BC, "v"}, {0xDF, "ss"},  {0xD8, "O"},    {0xF8, "o"},
                 {0xC6, "AE"},  {0xE6, "ae"},  {0x141, "L"},  {0x142, "l"},   {0x110, "D"},
                 {0x111, "d"},  {0x131, "i"},  {0xDE, "Th"},  {0xFE, "th"},   {0xA3, "GBP"},
                 {0xA0, " "}};
    for (size_t i = 0; i < VHA_COUNT(known); i++)
        if (known[i].character == character)
            return (size_t)snprintf(out, 4, "%s", known[i].text);
    while (character >= 0x80u) {
        ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
        if (uc_canonical_decomposition(character, parts) <= 0)
            return (size_t)snprintf(out, 4, "%s", uc_width(character, "UTF-8") == 2 ? "??" : "?");
        character = parts[0];
    }
    out[0] = (char)character;
    return 1;
}

char *canvas_ascii(char *out, size_t size, const char *text)
{
    size_t used = 0;
    const uint8_t *at = (const uint8_t *)text;
    ucs4_t character = 0;
    while ((at = u8_next(&character, at)) != NULL && used + 8 < size) {
        if (character < 0x80u)
            out[used++] = (char)character;
        else if (uc_width(character, "UTF-8") > 0)
            used += ascii_stand_in(character, out + used);
    }
    out[used] = '\0';
    return out;
}

/* Text as the canvas can hold it: harmless, and ASCII where it must be. Returns the text itself
 * when nothing needs changing, which is nearly always. */
static const char *harmless(const struct canvas *canvas, const char *text, char buffer[TEXT_SIZE])
{
    if (is_printable_ascii(text))
        return text;
    char shown[TEXT_SIZE];
    if (canvas->unicode)
        return vha_text_show(buffer, TEXT_SIZE, text);
    return canvas_ascii(buffer, TEXT_SIZE, vha_text_show(shown, sizeof shown, text));
}

int canvas_width(const struct canvas *canvas, const char *text)
{
    char buffer[TEXT_SIZE];
    return vha_text_width(harmless(canvas, text, buffer));
}

/* A mark makes one character with its letter where there is one, which more terminals can draw and
 * which leaves room for others. */
static void put_mark(struct cell *cell, uint32_t mark)
{
    const ucs4_t composed = cell->marks[0] == 0 ? uc_composition(cell->character, mark) : 0;
    if (composed != 0 && uc_width(composed, "UTF-8") == cell->width) {
        cell->character = composed;
        return;
    }
    for (size_t i = 0; i < CELL_MARKS; i++)
        if (cell->marks[i] == 0) {
            cell->marks[i] = mark;
            break;
        }
}

/* Puts fitted UTF-8 down cell by cell; marks go with the character before them. */
static int put_fitted(struct canvas *canvas, int row, int column, enum role role, const char *text)
{
    const uint8_t *at = (const uint8_t *)text;
    ucs4_t character = 0;
    const int start = column;
    while ((at = u8_next(&character, at)) != NULL) {
        const int width = uc_width(character, "UTF-8");
        if (width > 0) {
            put_character(canvas, row, column, character, width, role);
            column += width;
            continue;
        }
        int owner = column - 1;
        while (owner > start && inside(canvas, row, owner) &&
               cell_at(canvas, row, owner)->width == 0)
            owner--;
        if (owner < start || !inside(canvas, row, owner))
            continue;
        put_mark(cell_at(canvas, row, owner), character);
    }
    return column - start;
}

int canvas_put(struct canvas *canvas, int row, int column, int columns, enum role role,
               const char *text)
{
    if (columns <= 0)
        return 0;
    char buffer[TEXT_SIZE];
    char fitted[TEXT_SIZE];
    vha_text_fit(fitted, sizeof fitted, harmless(canvas, text, buffer), columns,
                 canvas_glyphs(canvas->unicode)->ellipsis);
    return put_fitted(canvas, row, column, role, fitted);
}

void canvas_text(struct canvas *canvas, int row, int column, int columns, enum role role,
                 const char *text)
{
    const int used = canvas_put(canvas, row, column, columns, role, text);
    canvas_fill(canvas, (struct area){row, column + used, 1, columns - used}, role);
}

void canvas_text_right(struct canvas *canvas, int row, int column, int columns, enum role role,
                       const char *text)
{
    const int width = canvas_width(canvas, text);
    const int blanks = width < columns ? columns - width : 0;
    canvas_fill(canvas, (struct area){row, column, 1, blanks}, role);
    canvas_put(canvas, row, column + blanks, columns - blanks, role, text);
}

int canvas_printf(struct canvas *canvas, int row, int column, int columns, enum role role,
                  const char *format, ...)
{
    char text[TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return canvas_put(canvas, row, column, columns, role, text);
}

void canvas_paint(struct canvas *canvas, int row, int column, int columns, enum role role)
{
    for (int i = 0; i < columns; i++)
        if (inside(canvas, row, column + i))
            cell_at(canvas, row, column + i)->role = (uint8_t)role;
}

/* -------------------------------------------------------------------------------------- lines */

static void put_line(struct canvas *canvas, int row, int column, enum line_glyph glyph,
                     enum role role)
{
    put_character(canvas, row, column,
                  canvas->unicode ? line_unicode[glyph] : (uint32_t)line_ascii[glyph], 1, role);
}

static void put_across(struct canvas *canvas, int row, int column, int columns,
                       enum line_glyph left, enum line_glyph right, enum role role)
{
    put_line(canvas, row, column, left, role);
    for (int i = 1; i < columns - 1; i++)
        put_line(canvas, row, column + i, LINE_ACROSS, role);
    put_line(canvas, row, column + columns - 1, right, role);
}

void canvas_box(struct canvas *canvas, struct area area, enum role role)
{
    const int bottom = area.row + area.rows - 1;
    put_across(canvas, area.row, area.column, area.columns, LINE_NW, LINE_NE, role);
    for (int row = area.row + 1; row < bottom; row++) {
        put_line(canvas, row, area.column, LINE_DOWN, role);
        put_line(canvas, row, area.column + area.columns - 1, LINE_DOWN, role);
    }
    put_across(canvas, bottom, area.column, area.columns, LINE_SW, LINE_SE, role);
}

void canvas_divider(struct canvas *canvas, int row, int column, int columns, enum role role)
{
    put_across(canvas, row, column, columns, LINE_W, LINE_E, role);
}

void canvas_title(struct canvas *canvas, int row, int column, int columns, enum role role,
                  const char *title)
{
    char spaced[TEXT_SIZE];
    snprintf(spaced, sizeof spaced, " %s ", title);
    canvas_put(canvas, row, column + 1, columns - 2, role, spaced);
}

char *canvas_row_text(const struct canvas *canvas, int row, char *out, size_t size)
{
    size_t used = 0;
    size_t end = 0;
    for (int column = 0; column < canvas->columns && used + 16 < size; column++) {
        const struct cell *const cell =
            canvas->cells + (size_t)row * (size_t)canvas->columns + column;
        if (cell->width == 0)
            continue;
        used += (size_t)u8_uctomb((uint8_t *)out + used, cell->character, 6);
        for (size_t i = 0; i < CELL_MARKS && cell->marks[i] != 0; i++)
            used += (size_t)u8_uctomb((uint8_t *)out + used, cell->marks[i], 6);
        if (cell->character != ' ')
            end = used;
    }
    out[end] = '\0';
    return out;
}
