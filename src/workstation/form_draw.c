/* How a form looks, and how it is said. */
#include "form.h"

#include <stdio.h>
#include <string.h>
#include <unigbrk.h>
#include <unistr.h>

#define LONG_ROWS  4
#define LABEL_LEAD 2 /* columns before a label: the mark of the field with the cursor */
#define GAP        2

/* --------------------------------------------------------------------------------------- layout */

static int label_columns(const struct form *form, const struct canvas *canvas, int columns)
{
    int widest = 0;
    for (size_t i = 0; i < form->count; i++) {
        const int width = canvas_width(canvas, form->fields[i].label);
        widest = width > widest ? width : widest;
    }
    widest += LABEL_LEAD + GAP;
    return widest < columns / 2 ? widest : columns / 2;
}

static int field_rows(const struct field *field)
{
    if (field->kind == FIELD_CHOICE)
        return (int)field->option_count;
    return field->kind == FIELD_LONG ? LONG_ROWS : 1;
}

static int field_row(const struct form *form, size_t field)
{
    int row = 0;
    for (size_t i = 0; i < field; i++)
        row += field_rows(&form->fields[i]);
    return row;
}

int form_rows(const struct form *form)
{
    return field_row(form, form->count);
}

/* ------------------------------------------------------------------------------------ long texts
 */

/* Where each row of a long text begins, broken at its lines, and between words where there are any.
 */
struct long_rows {
    size_t count;
    size_t starts[EDITOR_SIZE];
};

static size_t next_cluster(const char *text, size_t at, size_t length)
{
    const uint8_t *const from = (const uint8_t *)text + at;
    const uint8_t *const next = u8_grapheme_next(from, (const uint8_t *)text + length);
    return next == NULL ? length : (size_t)(next - (const uint8_t *)text);
}

static void break_long(const struct canvas *canvas, const char *text, int columns,
                       struct long_rows *rows)
{
    const size_t length = strlen(text);
    size_t word = 0; /* where the last word of the row begins */
    int used = 0;
    rows->starts[0] = 0;
    rows->count = 1;
    for (size_t at = 0; at < length && rows->count < VHA_COUNT(rows->starts);) {
        char cluster[64];
        if (text[at] == '\n') {
            rows->starts[rows->count++] = ++at;
            used = 0;
            continue;
        }
        const size_t next = next_cluster(text, at, length);
        snprintf(cluster, sizeof cluster, "%.*s", (int)(next - at), text + at);
        const int width = canvas_width(canvas, cluster);
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

static size_t row_of(const struct long_rows *rows, size_t offset)
{
    size_t row = 0;
    while (row + 1 < rows->count && rows->starts[row + 1] <= offset)
        row++;
    return row;
}

/* The rows around the cursor, as many as there is room for. */
static void draw_long(const struct editor *editor, struct canvas *canvas, struct area area,
                      int skipped, bool focused)
{
    struct long_rows rows;
    break_long(canvas, editor->text, area.columns - 1, &rows);
    const size_t at = row_of(&rows, editor->cursor);
    const size_t top = at >= LONG_ROWS ? at - LONG_ROWS + 1 : 0;
    const size_t from = top + (size_t)skipped;
    for (int line = 0; line < area.rows; line++) {
        const size_t row = from + (size_t)line;
        char text[EDITOR_SIZE] = "";
        if (row < rows.count) {
            const size_t end = row + 1 < rows.count ? rows.starts[row + 1] : editor->length;
            snprintf(text, sizeof text, "%.*s", (int)(end - rows.starts[row]),
                     editor->text + rows.starts[row]);
            text[strcspn(text, "\n")] = '\0';
        }
        canvas_text(canvas, area.row + line, area.column, area.columns, ROLE_BODY, text);
        if (!focused || row != at || row >= rows.count)
            continue;
        text[editor->cursor - rows.starts[row]] = '\0';
        canvas_paint(canvas, area.row + line, area.column + canvas_width(canvas, text), 1,
                     ROLE_CURSOR);
    }
}

/* ------------------------------------------------------------------------------------ one field */

static int name_columns(const struct field *field, const struct canvas *canvas)
{
    int widest = 0;
    for (size_t i = 0; i < field->option_count; i++) {
        const int width = canvas_width(canvas, field->options[i].name);
        widest = width > widest ? width : widest;
    }
    return widest + GAP;
}

static void draw_option(const struct form *form, size_t at, size_t option, struct canvas *canvas,
                        struct area row)
{
    const struct field *const field = &form->fields[at];
    const bool chosen = form->values[at].chosen == option;
    const bool focused = at == form->at;
    const enum role role = chosen ? focused ? ROLE_CURSOR : ROLE_CHOSEN : ROLE_BODY;
    const int names = name_columns(field, canvas);
    int used = canvas_put(canvas, row.row, row.column, row.columns, role, chosen ? "(o) " : "( ) ");
    canvas_put(canvas, row.row, row.column + used, row.columns - used, role,
               field->options[option].name);
    used += names;
    canvas_put(canvas, row.row, row.column + used, row.columns - used,
               chosen ? ROLE_BODY : ROLE_MUTED, field->options[option].title);
}

/* What stands beside the label on one of the field's rows. */
static void draw_value(const struct form *form, size_t at, int line, struct canvas *canvas,
                       struct area row)
{
    const struct field *const field = &form->fields[at];
    const struct editor *const editor = &form->values[at].editor;
    const bool focused = at == form->at;
    if (field->kind == FIELD_CHOICE)
        draw_option(form, at, (size_t)line, canvas, row);
    else if (field->kind == FIELD_LONG)
        draw_long(editor, canvas, row, line, focused);
    else if (focused && field->kind != FIELD_FIXED)
        editor_draw(editor, canvas, row.row, row.column, row.columns, "");
    else
        canvas_text(canvas, row.row, row.column, row.columns, ROLE_BODY, editor->text);
}

static const char *empty_words(const struct form *form, size_t at)
{
    const struct field *const field = &form->fields[at];
    if (field->kind == FIELD_CHOICE || form->values[at].editor.length > 0 || at == form->at)
        return "";
    return field->optional ? "(may stay empty)" : "(missing)";
}

void form_draw(const struct form *form, struct canvas *canvas, struct area area, int first)
{
    const int labels = label_columns(form, canvas, area.columns);
    int row = -first;
    canvas_fill(canvas, area, ROLE_BODY);
    for (size_t at = 0; at < form->count; at++) {
        const int rows = field_rows(&form->fields[at]);
        for (int line = 0; line < rows; line++, row++) {
            if (row < 0 || row >= area.rows)
                continue;
            const struct area value = {area.row + row, area.column + labels, 1,
                                       area.columns - labels};
            const bool focused = at == form->at;
            if (line == 0) {
                canvas_put(canvas, area.row + row, area.column, 1, ROLE_TITLE_FOCUS,
                           focused ? ">" : " ");
                canvas_put(canvas, area.row + row, area.column + LABEL_LEAD,
                           labels - LABEL_LEAD - 1, focused ? ROLE_TITLE_FOCUS : ROLE_TITLE,
                           form->fields[at].label);
            }
            draw_value(form, at, line, canvas, value);
            if (line == 0)
                canvas_put(canvas, value.row, value.column, value.columns, ROLE_MUTED,
                           empty_words(form, at));
        }
    }
}

int form_cursor_row(const struct form *form)
{
    const int row = field_row(form, form->at);
    const size_t chosen = form->values[form->at].chosen;
    if (form->fields[form->at].kind == FIELD_CHOICE && chosen != FORM_NOTHING)
        return row + (int)chosen;
    return row + (form->fields[form->at].kind == FIELD_LONG ? LONG_ROWS - 1 : 0);
}

bool form_click(struct form *form, int row)
{
    for (size_t at = 0; at < form->count && row >= 0; at++) {
        const int rows = field_rows(&form->fields[at]);
        if (row >= rows) {
            row -= rows;
            continue;
        }
        if (form->fields[at].kind == FIELD_FIXED)
            return false;
        form->at = at;
        if (form->fields[at].kind == FIELD_CHOICE) {
            form->changed = form->changed || form->values[at].chosen != (size_t)row;
            form->values[at].chosen = (size_t)row;
            editor_clear(&form->values[at].editor);
        }
        return true;
    }
    return false;
}

/* --------------------------------------------------------------------------------------- words */

static void add_options(const struct field *field, struct lines *lines)
{
    for (size_t i = 0; i < field->option_count; i++) {
        const struct field_option *const option = &field->options[i];
        lines_format(lines, ROLE_BODY, "%zu, %s%s%s.", i + 1, option->name,
                     option->title[0] != '\0' ? ": " : "", option->title);
    }
}

/* Each line of a long text is said by itself. */
static void add_value(const struct field *field, const char *text, struct lines *lines)
{
    int length = (int)strcspn(text, "\n");
    lines_format(lines, ROLE_BODY, "%s: %.*s", field->label, length, text);
    while (text[length] == '\n') {
        text += length + 1;
        length = (int)strcspn(text, "\n");
        lines_format(lines, ROLE_BODY, "%.*s", length, text);
    }
}

void form_words(const struct form *form, struct lines *lines)
{
    const struct field *const now = &form->fields[form->at];
    for (size_t at = 0; at < form->count; at++) {
        const char *const text = form_text(form, at);
        if (text[0] != '\0')
            add_value(&form->fields[at], text, lines);
    }
    lines_format(lines, ROLE_TITLE_FOCUS, "Field %zu of %zu: %s.%s%s", form->at + 1, form->count,
                 now->label, now->help != NULL ? " " : "", now->help != NULL ? now->help : "");
    if (now->kind == FIELD_CHOICE)
        add_options(now, lines);
}
