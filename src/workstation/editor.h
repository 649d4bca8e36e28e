/*
 * editor: a text being typed, a line (a search, a rank) or several, with a cursor that moves by
 * what a reader takes for one character.
 */
#ifndef WORKSTATION_EDITOR_H
#define WORKSTATION_EDITOR_H

#include "actions.h"
#include "canvas.h"

#define EDITOR_SIZE 8192 /* with the longest text */
#define EDITOR_LINE 1023 /* bytes, where no other limit is set */

struct editor {
    char text[EDITOR_SIZE];
    size_t length;
    size_t cursor; /* a byte offset between characters */
    size_t most;   /* bytes, below EDITOR_SIZE; 0: EDITOR_LINE */
};

/* Empties it; how much it takes stays. */
void editor_clear(struct editor *editor);
/* Another text, with the cursor at its end; one that has no room is left out. */
void editor_set(struct editor *editor, const char *text);
/* Puts a text in the place of the bytes from `from` to `to`, with the cursor after it. What has no
 * room changes nothing. */
void editor_replace(struct editor *editor, size_t from, size_t to, const char *text);
/* Puts a character in at the cursor; a full text and control characters change nothing. */
void editor_type(struct editor *editor, uint32_t character);
/* Erases or moves; true when the text has changed. */
bool editor_edit(struct editor *editor, enum typing_action action);
/* Draws `label`, the text and a mark for the cursor on one row. */
void editor_draw(const struct editor *editor, struct canvas *canvas, int row, int column,
                 int columns, const char *label);

#endif
