/* How a form looks, and how it is said. */
#include "form_long.h"

#include "form.h"

#include <stdio.h>
#include <string.h>

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

int form_value_columns(const struct form *form, const struct canvas *canvas, int columns)
{
    return columns - label_columns(form, canvas, columns);
}

static int field_rows(const struct field *field)
{
    if (field->kind == FIELD_CHOICE)
        return (int)field->option_count;
    if (field->kind != FIELD_LONG)
        return 1;
    return field->rows > 0 ? field->rows : LONG_ROWS;
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

/* What stands beside the label on one of the field's rows, unless it is a long text. */
static void draw_value(const struct form *form, size_t at, int line, struct canvas *canvas,
                       struct area row)
{
    const struct field *const field = &form->fields[at];
    const struct editor *const editor = &form->values[at].editor;
    const bool focused = at == form->at;
    if (field->kind == FIELD_CHOICE)
        draw_option(form, at, (size_t)line, canvas, row);
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

/* Draws those of a field's rows that have room; `row` is where its first one would be. */
static void draw_field(const struct form *form, size_t at, struct canvas *canvas, struct area area,
                       int row)
{
    const struct field *const field = &form->fields[at];
    const bool focused = at == form->at;
    const int labels = label_columns(form, canvas, area.columns);
    const int rows = field_rows(field);
    const int from = row < 0 ? -row : 0;
    const int to = row + rows > area.rows ? area.rows - row : rows;
    struct area value = {area.row + row + from, area.column + labels, to - from,
                         area.columns - labels};
    if (from >= to)
        return;
    if (field->kind == FIELD_LONG)
        long_draw(&form->values[at].editor, canvas, value, rows, from, focused);
    value.rows = 1;
    for (int line = from; line < to && field->kind != FIELD_LONG; line++, value.row++)
        draw_value(form, at, line, canvas, value);
    if (from > 0)
        return;
    value.row = area.row + row;
    canvas_put(canvas, value.row, area.column, 1, ROLE_TITLE_FOCUS, focused ? ">" : " ");
    canvas_put(canvas, value.row, area.column + LABEL_LEAD, labels - LABEL_LEAD - 1,
               focused ? ROLE_TITLE_FOCUS : ROLE_TITLE, field->label);
    canvas_put(canvas, value.row, value.column, value.columns, ROLE_MUTED, empty_words(form, at));
}

void form_draw(const struct form *form, struct canvas *canvas, struct area area, int first)
{
    int row = -first;
    canvas_fill(canvas, area, ROLE_BODY);
    for (size_t at = 0; at < form->count; at++) {
        draw_field(form, at, canvas, area, row);
        row += field_rows(&form->fields[at]);
    }
}

int form_cursor_row(const struct form *form)
{
    const int row = field_row(form, form->at);
    const size_t chosen = form->values[form->at].chosen;
    if (form->fields[form->at].kind == FIELD_CHOICE && chosen != FORM_NOTHING)
        return row + (int)chosen;
    return row + field_rows(&form->fields[form->at]) - 1;
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
