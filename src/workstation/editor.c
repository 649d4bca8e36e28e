#include "editor.h"

#include <stdio.h>
#include <string.h>
#include <unigbrk.h>
#include <unistr.h>

void editor_clear(struct editor *editor)
{
    *editor = (struct editor){.most = editor->most};
}

void editor_set(struct editor *editor, const char *text)
{
    editor_clear(editor);
    editor_replace(editor, 0, 0, text);
}

void editor_replace(struct editor *editor, size_t from, size_t to, const char *text)
{
    const size_t length = strlen(text);
    const size_t most = editor->most > 0 ? editor->most : EDITOR_LINE;
    if (editor->length - (to - from) + length > most)
        return;
    memmove(editor->text + from + length, editor->text + to, editor->length - to + 1);
    memcpy(editor->text + from, text, length);
    editor->length = editor->length - (to - from) + length;
    editor->cursor = from + length;
}

void editor_type(struct editor *editor, uint32_t character)
{
    uint8_t bytes[6];
    const int count = u8_uctomb(bytes, character, sizeof bytes);
    if (count <= 0 || character < ' ' || (character >= 0x7F && character < 0xA0))
        return;
    char text[sizeof bytes + 1] = "";
    memcpy(text, bytes, (size_t)count);
    editor_replace(editor, editor->cursor, editor->cursor, text);
}

/* ------------------------------------------------------------------------------------- moving */

static size_t before(const struct editor *editor)
{
    const uint8_t *const start = (const uint8_t *)editor->text;
    const uint8_t *const previous = u8_grapheme_prev(start + editor->cursor, start);
    return previous == NULL ? 0 : (size_t)(previous - start);
}

static size_t after(const struct editor *editor)
{
    const uint8_t *const start = (const uint8_t *)editor->text;
    const uint8_t *const next = u8_grapheme_next(start + editor->cursor, start + editor->length);
    return next == NULL ? editor->length : (size_t)(next - start);
}

static bool is_blank(char character)
{
    return character == ' ' || character == '\n';
}

static size_t word_before(const struct editor *editor)
{
    size_t at = editor->cursor;
    while (at > 0 && is_blank(editor->text[at - 1]))
        at--;
    while (at > 0 && !is_blank(editor->text[at - 1]))
        at--;
    return at;
}

static bool erase(struct editor *editor, size_t from, size_t to)
{
    if (from >= to)
        return false;
    memmove(editor->text + from, editor->text + to, editor->length - to + 1);
    editor->length -= to - from;
    editor->cursor = from;
    return true;
}

/* The same steps as a table: where the cursor goes, and whether what lies between is erased. */
bool editor_edit(struct editor *editor, enum typing_action action)
{
    const size_t cursor = editor->cursor;
    const struct {
        enum typing_action action;
        bool erases;
        size_t to;
    } steps[] = {
        {TYPING_ERASE, true, before(editor)},
        {TYPING_DELETE, true, after(editor)},
        {TYPING_ERASE_WORD, true, word_before(editor)},
        {TYPING_LEFT, false, before(editor)},
        {TYPING_RIGHT, false, after(editor)},
        {TYPING_HOME, false, 0},
        {TYPING_END, false, editor->length},
    };
    if (action == TYPING_ERASE_ALL)
        return erase(editor, 0, editor->length);
    for (size_t i = 0; i < VHA_COUNT(steps); i++) {
        if (steps[i].action != action)
            continue;
        if (!steps[i].erases)
            editor->cursor = steps[i].to;
        else
            return steps[i].to < cursor ? erase(editor, steps[i].to, cursor)
                                        : erase(editor, cursor, steps[i].to);
    }
    return false;
}

/* ------------------------------------------------------------------------------------ drawing */

void editor_draw(const struct editor *editor, struct canvas *canvas, int row, int column,
                 int columns, const char *label)
{
    char head[EDITOR_SIZE];
    snprintf(head, sizeof head, "%.*s", (int)editor->cursor, editor->text);
    canvas_fill(canvas, (struct area){row, column, 1, columns}, ROLE_BODY);
    int at = column + canvas_put(canvas, row, column, columns, ROLE_TITLE_FOCUS, label);
    const int end = column + columns;
    /* A long text moves to the left, so that its cursor stays in sight. */
    const char *visible = head;
    while (canvas_width(canvas, visible) > end - at - 2 && *visible != '\0')
        visible = (const char *)u8_grapheme_next((const uint8_t *)visible,
                                                 (const uint8_t *)head + strlen(head));
    at += canvas_put(canvas, row, at, end - at, ROLE_BODY, visible);
    const int cursor = at;
    canvas_put(canvas, row, at, end - at, ROLE_BODY, editor->text + editor->cursor);
    canvas_paint(canvas, row, cursor, 1, ROLE_CURSOR);
}
