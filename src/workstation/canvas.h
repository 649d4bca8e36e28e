/*
 * canvas: what screens draw on. A rectangle of cells, each a character with its combining marks and
 * a role; what a role looks like is the theme's affair. Knows no terminal, so screens are tested
 * and printed without one. Whatever is put on it has been made harmless first: no text of an
 * extract can reach the terminal any other way.
 */
#ifndef WORKSTATION_CANVAS_H
#define WORKSTATION_CANVAS_H

#include "vha/base.h"

/* What a piece of text is for. Themes give each a look (theme.c holds their names). */
enum role {
    ROLE_BODY,
    ROLE_MUTED,       /* less important: values with no one, reports left out */
    ROLE_FRAME,       /* lines around panes */
    ROLE_FRAME_FOCUS, /* ... around the pane that has the keyboard */
    ROLE_TITLE,       /* of a pane */
    ROLE_TITLE_FOCUS,
    ROLE_MARKING, /* OFFICIAL */
    ROLE_STATUS,  /* the rest of the first line */
    ROLE_HEADER,  /* column headings, headings in text */
    ROLE_CURSOR,  /* the row under the cursor */
    ROLE_CURSOR_IDLE,
    ROLE_CHOSEN,  /* a filter that is set */
    ROLE_FLAG,    /* under 18, wanted */
    ROLE_MESSAGE, /* something the user should notice */
    ROLE_KEY,     /* keys of the last line */
    ROLE_FOOTER,  /* what they do */
    ROLE_BAR,     /* of a score */
    ROLES
};

#define CELL_MARKS 2

/* Cells are compared as memory: the whole of one is always set. */
struct cell {
    uint32_t character; /* 0 in the second half of a wide one */
    uint32_t marks[CELL_MARKS];
    uint8_t width; /* 1 or 2; 0 in the second half of a wide one */
    uint8_t role;
    uint16_t spare;
};

struct canvas {
    int rows;
    int columns;
    bool unicode; /* false: everything becomes ASCII, lines included */
    struct cell *cells;
};

struct area {
    int row;
    int column;
    int rows;
    int columns;
};

/* Characters that have an ASCII stand-in. */
struct glyphs {
    const char *ellipsis;
    const char *times;
    const char *dot;
    const char *bar;
    const char *shade; /* of a bar: what it has lost */
    const char *up;
    const char *down;
};
const struct glyphs *canvas_glyphs(bool unicode);

void canvas_init(struct canvas *canvas, int rows, int columns, bool unicode);
void canvas_free(struct canvas *canvas);

/* Blanks of a role over an area. What lies outside the canvas is left out, here and below. */
void canvas_fill(struct canvas *canvas, struct area area, enum role role);

/* Text on one row, cut to `columns` with an ellipsis; returns the columns used. */
int canvas_put(struct canvas *canvas, int row, int column, int columns, enum role role,
               const char *text);
/* The same, with blanks to the full width. */
void canvas_text(struct canvas *canvas, int row, int column, int columns, enum role role,
                 const char *text);
/* The same, against the right edge of the width. */
void canvas_text_right(struct canvas *canvas, int row, int column, int columns, enum role role,
                       const char *text);
int canvas_printf(struct canvas *canvas, int row, int column, int columns, enum role role,
                  const char *format, ...) VHA_PRINTF(6, 7);
/* Gives `columns` cells of a row another role, as they are. */
void canvas_paint(struct canvas *canvas, int row, int column, int columns, enum role role);

/* The frame of an area with a title in its upper line, and a line across at `row`. */
void canvas_box(struct canvas *canvas, struct area area, enum role role);
void canvas_divider(struct canvas *canvas, int row, int column, int columns, enum role role);
void canvas_title(struct canvas *canvas, int row, int column, int columns, enum role role,
                  const char *title);

/* One row as text without blanks at its end, for tests and for printing; at most size - 1 bytes. */
char *canvas_row_text(const struct canvas *canvas, int row, char *out, size_t size);

/* Harmless text in ASCII, as a canvas without Unicode has it; at most size - 1 bytes. Returns out.
 */
char *canvas_ascii(char *out, size_t size, const char *text);

/* Columns that text takes once it is harmless, in the canvas's repertoire. */
int canvas_width(const struct canvas *canvas, const char *text);

#endif
