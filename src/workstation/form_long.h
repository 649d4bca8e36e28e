/*
 * form_long: texts of several lines in a form, as rows on the screen: broken at their lines, and
 * between words where there are any.
 */
#ifndef WORKSTATION_FORM_LONG_H
#define WORKSTATION_FORM_LONG_H

#include "actions.h"
#include "canvas.h"
#include "editor.h"

/* Where each row begins, as a byte of the text. */
struct long_rows {
    size_t count; /* at least 1 */
    size_t starts[EDITOR_SIZE];
};

/* Breaks a text into rows of at most so many columns of that canvas. */
void long_break(struct long_rows *rows, const struct canvas *canvas, const char *text, int columns);
/* The row that a byte of the text stands in. */
size_t long_row_of(const struct long_rows *rows, size_t offset);

/* Moves the cursor a row up or down (TYPING_EARLIER, TYPING_LATER) or to an end of its row
 * (TYPING_HOME, TYPING_END); false where there is no such row, and for what is no such move. */
bool long_move(struct editor *editor, const struct canvas *canvas, int columns,
               enum typing_action action);

/* Draws the rows around the cursor: `rows` of them belong to the field, of which those from
 * `skipped` on have room in the area. */
void long_draw(const struct editor *editor, struct canvas *canvas, struct area area, int rows,
               int skipped, bool focused);

#endif
