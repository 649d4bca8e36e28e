#include "form_long.h"

#include <stdio.h>
#include <string.h>
#include <unigbrk.h>

#define CLUSTER_SIZE 64

/* ------------------------------------------------------------------------------------- breaking */

static size_t next_cluster(const char *text, size_t at, size_t length)
{
    if ((unsigned char)text[at] < 0x80u && (unsigned char)text[at + 1] < 0x80u)
        return at + 1; /* nearly always, and much quicker */
    const uint8_t *const from = (const uint8_t *)text + at;
    const uint8_t *const next = u8_grapheme_next(from, (const uint8_t *)text + length);
    return next == NULL ? length : (size_t)(next - (const uint8_t *)text);
}

static int width_of(const struct canvas *canvas, const char *text, size_t from, size_t to)
{
    char cluster[CLUSTER_SIZE];
    if (to == from + 1 && text[from] >= ' ' && text[from] <= '~')
        return 1;
    snprintf(cluster, sizeof cluster, "%.*s", (int)(to - from), text + from);
    vha_text_mend_end(cluster);
    return canvas_width(canvas, cluster);
}

void long_break(struct long_rows *rows, const struct canvas *canvas, const char *text, int columns)
{
    const size_t length = strlen(text);
    size_t word = 0; /* where the last word of the row begins */
    int used = 0;
    rows->starts[0] = 0;
    rows->count = 1;
    for (size_t at = 0; at < length && rows->count < VHA_COUNT(rows->starts);) {
        if (text[at] == '\n') {
            rows->starts[rows->count++] = ++at;
            used = 0;
            continue;
        }
        const size_t next = next_cluster(text, at, length);
        const int width = width_of(canvas, text, at, next);
        if (used + width > columns && at > rows->starts[rows->count - 1]) {
            const size_t begin = word > rows->starts[rows->count - 1] ? word : at;
            rows->starts[rows->count++] = begin;
            at = begin;
            used = 0;
            continue;
        }
        used += width;
        if (text[at] == ' ')
            word = next;
        at = next;
    }
}

size_t long_row_of(const struct long_rows *rows, size_t offset)
{
    size_t row = 0;
    while (row + 1 < rows->count && rows->starts[row + 1] <= offset)
        row++;
    return row;
}

/* --------------------------------------------------------------------------------------- moving */

/* The last place of a row that the cursor can take and still be seen in it. */
static size_t end_of(const struct long_rows *rows, size_t row, const struct editor *editor)
{
    if (row + 1 == rows->count)
        return editor->length;
    const uint8_t *const text = (const uint8_t *)editor->text;
    const uint8_t *const last =
        u8_grapheme_prev(text + rows->starts[row + 1], text + rows->starts[row]);
    return last == NULL ? rows->starts[row] : (size_t)(last - text);
}

/* The place in a row that is so many columns from its beginning, or its end. */
static size_t place_in(const struct long_rows *rows, size_t row, const struct editor *editor,
                       const struct canvas *canvas, int columns)
{
    const size_t end = end_of(rows, row, editor);
    size_t at = rows->starts[row];
    int used = 0;
    while (at < end && used < columns) {
        const size_t next = next_cluster(editor->text, at, editor->length);
        used += width_of(canvas, editor->text, at, next);
        at = next;
    }
    return at < end ? at : end;
}

static int columns_before(const struct long_rows *rows, size_t row, const struct editor *editor,
                          const struct canvas *canvas)
{
    int used = 0;
    for (size_t at = rows->starts[row]; at < editor->cursor;) {
        const size_t next = next_cluster(editor->text, at, editor->length);
        used += width_of(canvas, editor->text, at, next);
        at = next;
    }
    return used;
}

bool long_move(struct editor *editor, const struct canvas *canvas, int columns,
               enum typing_action action)
{
    struct long_rows rows;
    long_break(&rows, canvas, editor->text, columns);
    const size_t row = long_row_of(&rows, editor->cursor);
    const int column = columns_before(&rows, row, editor, canvas);
    if (action == TYPING_HOME)
        editor->cursor = rows.starts[row];
    else if (action == TYPING_END)
        editor->cursor = end_of(&rows, row, editor);
    else if (action == TYPING_EARLIER && row > 0)
        editor->cursor = place_in(&rows, row - 1, editor, canvas, column);
    else if (action == TYPING_LATER && row + 1 < rows.count)
        editor->cursor = place_in(&rows, row + 1, editor, canvas, column);
    else
        return false;
    return true;
}

/* -------------------------------------------------------------------------------------- drawing */

void long_draw(const struct editor *editor, struct canvas *canvas, struct area area, int rows,
               int skipped, bool focused)
{
    struct long_rows broken;
    long_break(&broken, canvas, editor->text, area.columns - 1);
    const size_t at = long_row_of(&broken, editor->cursor);
    const size_t top = at >= (size_t)rows ? at - (size_t)rows + 1 : 0;
    for (int line = 0; line < area.rows; line++) {
        const size_t row = top + (size_t)(skipped + line);
        char text[1024] = "";
        if (row < broken.count) {
            const size_t end = row + 1 < broken.count ? broken.starts[row + 1] : editor->length;
            snprintf(text, sizeof text, "%.*s", (int)(end - broken.starts[row]),
                     editor->text + broken.starts[row]);
            text[strcspn(text, "\n")] = '\0';
            vha_text_mend_end(text);
        }
        canvas_text(canvas, area.row + line, area.column, area.columns, ROLE_BODY, text);
        if (!focused || row != at || row >= broken.count)
            continue;
        const size_t before = editor->cursor - broken.starts[row];
        text[before < sizeof text ? before : sizeof text - 1] = '\0';
        canvas_paint(canvas, area.row + line, area.column + canvas_width(canvas, text), 1,
                     ROLE_CURSOR);
    }
}
