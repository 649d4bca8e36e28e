/* What stands on the screen. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

int terminal_rows(const struct terminal *terminal)
{
    return terminal->rows;
}

int terminal_columns(const struct terminal *terminal)
{
    return terminal->columns;
}

size_t terminal_encode(char out[4], uint32_t character)
{
    if (character < 0x80u) {
        out[0] = (char)character;
        return 1;
    }
    const size_t length = character < 0x800u ? 2 : character < 0x10000u ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0u, 0xE0u, 0xF0u};
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80u | (character & 0x3Fu));
        character >>= 6u;
    }
    out[0] = (char)(leads[length] | character);
    return length;
}

static int colour_of(const VTermColor *colour)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
        return TERMINAL_DEFAULT_COLOUR;
    if (VTERM_COLOR_IS_INDEXED(colour))
        return colour->indexed.idx;
    return 0x1000000 | colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue;
}

struct terminal_cell terminal_cell(const struct terminal *terminal, int row, int column)
{
    struct terminal_cell cell = {.foreground = TERMINAL_DEFAULT_COLOUR,
                                 .background = TERMINAL_DEFAULT_COLOUR};
    VTermScreenCell found = {0};
    const VTermPos place = {.row = row, .col = column};
    if (row < 0 || column < 0 || vterm_screen_get_cell(terminal->screen, place, &found) == 0)
        return cell;
    const bool right_half = found.chars[0] == UINT32_MAX;
    size_t used = 0;
    for (size_t i = 0; !right_half && i < VTERM_MAX_CHARS_PER_CELL && found.chars[i] != 0; i++)
        used += terminal_encode(cell.text + used, found.chars[i]);
    if (used == 0 && !right_half)
        cell.text[used++] = ' ';
    cell.text[used] = '\0';
    cell.width = right_half ? 0 : found.width;
    cell.bold = found.attrs.bold != 0;
    cell.underline = found.attrs.underline != 0;
    cell.italic = found.attrs.italic != 0;
    cell.blink = found.attrs.blink != 0;
    cell.reverse = found.attrs.reverse != 0;
    cell.strike = found.attrs.strike != 0;
    cell.foreground = colour_of(&found.fg);
    cell.background = colour_of(&found.bg);
    return cell;
}

char *terminal_row(const struct terminal *terminal, int row)
{
    const size_t cell_bytes = sizeof((struct terminal_cell *)NULL)->text;
    char *text = malloc((size_t)terminal->columns * cell_bytes + 1);
    if (text == NULL)
        abort();
    size_t used = 0;
    size_t trimmed = 0;
    for (int column = 0; column < terminal->columns; column++) {
        const struct terminal_cell cell = terminal_cell(terminal, row, column);
        const size_t length = strlen(cell.text);
        memcpy(text + used, cell.text, length);
        used += length;
        if (strcmp(cell.text, " ") != 0)
            trimmed = used;
    }
    text[trimmed] = '\0';
    return text;
}

char *terminal_screen(const struct terminal *terminal)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (out == NULL)
        abort();
    for (int row = 0; row < terminal->rows; row++) {
        char *line = terminal_row(terminal, row);
        fprintf(out, "%s\n", line);
        free(line);
    }
    fclose(out);
    return text;
}

/* The column in which the byte at `offset` of a row's text stands. */
static int column_of(const struct terminal *terminal, int row, size_t offset)
{
    size_t bytes = 0;
    int column = 0;
    for (; column < terminal->columns && bytes < offset; column++)
        bytes += strlen(terminal_cell(terminal, row, column).text);
    while (terminal_cell(terminal, row, column).width == 0 && column + 1 < terminal->columns)
        column++;
    return column;
}

bool terminal_find(const struct terminal *terminal, const char *text, int *row, int *column)
{
    bool found = false;
    for (int at = 0; at < terminal->rows && !found; at++) {
        char *line = terminal_row(terminal, at);
        const char *place = strstr(line, text);
        found = place != NULL;
        if (found && row != NULL)
            *row = at;
        if (found && column != NULL)
            *column = column_of(terminal, at, (size_t)(place - line));
        free(line);
    }
    return found;
}

void terminal_cursor(const struct terminal *terminal, int *row, int *column, bool *visible)
{
    VTermPos place = {0};
    vterm_state_get_cursorpos(vterm_obtain_state(terminal->emulator), &place);
    *row = place.row;
    *column = place.col;
    *visible = terminal->cursor_visible;
}

bool terminal_on_alternate_screen(const struct terminal *terminal)
{
    return terminal->alternate;
}

bool terminal_wants_mouse(const struct terminal *terminal)
{
    return terminal->mouse;
}

int terminal_bells(const struct terminal *terminal)
{
    return terminal->bells;
}

static void dump_edge(const struct terminal *terminal, FILE *out)
{
    fputc('+', out);
    for (int column = 0; column < terminal->columns; column++)
        fputc('-', out);
    fputs("+\n", out);
}

void terminal_dump(const struct terminal *terminal, FILE *out)
{
    int row = 0;
    int column = 0;
    bool visible = false;
    terminal_cursor(terminal, &row, &column, &visible);
    fprintf(out, "screen of %d rows and %d columns, cursor %s at row %d, column %d%s\n",
            terminal->rows, terminal->columns, visible ? "shown" : "hidden", row, column,
            terminal->closed ? ", closed" : "");
    dump_edge(terminal, out);
    for (int at = 0; at < terminal->rows; at++) {
        fputc('|', out);
        for (int cell = 0; cell < terminal->columns; cell++)
            fputs(terminal_cell(terminal, at, cell).text, out);
        fputs("|\n", out);
    }
    dump_edge(terminal, out);
}
