#include "rows.h"

#include "../columns.h"
#include "text_screen.h"

#include <stdio.h>

enum { WIDE = 110 };

struct area rows_area(const struct desk *desk)
{
    struct area inside = text_screen_area(desk->rows, desk->columns);
    inside.row++; /* under the filter */
    inside.rows--;
    inside.column--; /* where the mark of the cursor stands */
    inside.columns += 2;
    return inside;
}

static void draw_cells(const struct rows_table *table, struct canvas *canvas, struct area area,
                       int row, enum role role, const char *const *texts)
{
    int column = area.column + ROWS_MARK;
    for (size_t i = 0; i < table->count; i++) {
        const struct rows_column *const cell = &table->columns[i];
        const int left = area.column + area.columns - column;
        const int wanted = area.columns >= WIDE && cell->wide != 0 ? cell->wide : cell->columns;
        const int width = wanted > 0 ? wanted : left;
        const char *const text = texts != NULL ? texts[i] : cell->title;
        if (wanted < 0)
            continue;
        if (cell->right)
            canvas_text_right(canvas, row, column, width, role, text);
        else
            canvas_text(canvas, row, column, width, role, text);
        column += width + 1;
    }
}

void rows_draw_frame(const struct rows_table *table, struct canvas *canvas, struct area area,
                     const char *filter, const char *position)
{
    const struct area frame = {2, 0, canvas->rows - 3, canvas->columns};
    canvas_fill(canvas, (struct area){1, 0, 1, canvas->columns}, ROLE_BODY);
    canvas_text(canvas, 1, 1, canvas->columns - 1, ROLE_CHOSEN, filter);
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS, table->title);
    canvas_title(canvas, frame.row + frame.rows - 1, frame.column, frame.columns, ROLE_TITLE_FOCUS,
                 position);
    draw_cells(table, canvas, area, area.row, ROLE_HEADER, NULL);
}

void rows_draw(const struct rows_table *table, struct canvas *canvas, struct area area, int row,
               bool here, const char *const *texts)
{
    const enum role role = here ? ROLE_CURSOR : ROLE_BODY;
    canvas_fill(canvas, (struct area){row, area.column, 1, area.columns}, role);
    canvas_put(canvas, row, area.column, ROWS_MARK, role, here ? ">" : " ");
    draw_cells(table, canvas, area, row, role, texts);
}

void rows_position(uint64_t before, uint64_t count, uint64_t all, char *out, size_t size)
{
    char from[VHA_MILLI_SIZE];
    char to[VHA_MILLI_SIZE];
    char of[VHA_MILLI_SIZE];
    snprintf(out, size, "%s to %s of %s", count_text(before + 1, from),
             count_text(before + count, to), count_text(all, of));
}
