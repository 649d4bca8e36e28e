#include "text_screen.h"

/* Status line above, keys below, a frame with a blank on each side of the text. */
struct area text_screen_area(int rows, int columns)
{
    return (struct area){2, 2, rows - 4, columns - 4};
}

bool text_screen_resize(struct text_screen *screen, const struct desk *desk)
{
    const struct area inside = text_screen_area(desk->rows, desk->columns);
    const bool other = screen->width != inside.columns;
    screen->rows = inside.rows;
    screen->width = inside.columns;
    return other;
}

void text_screen_draw(const struct text_screen *screen, struct canvas *canvas)
{
    const struct area frame = {1, 0, canvas->rows - 2, canvas->columns};
    const struct area inside = text_screen_area(canvas->rows, canvas->columns);
    char position[64];
    canvas_fill(canvas, frame, ROLE_BODY);
    canvas_box(canvas, frame, ROLE_FRAME_FOCUS);
    canvas_title(canvas, frame.row, frame.column, frame.columns, ROLE_TITLE_FOCUS, screen->title);
    lines_position(&screen->lines, inside.rows, position);
    if (position[0] != '\0')
        canvas_title(canvas, frame.row + frame.rows - 1, frame.column, frame.columns,
                     ROLE_TITLE_FOCUS, position);
    lines_draw(&screen->lines, canvas, inside);
}

#define WHEEL_LINES 3

unsigned text_screen_handle(struct text_screen *screen, const struct event *event)
{
    struct lines *const lines = &screen->lines;
    if (event->kind == EVENT_WHEEL) {
        lines_scroll(lines, (int64_t)event->wheel * WHEEL_LINES, screen->rows);
        return SCREEN_REDRAW;
    }
    if (event->kind != EVENT_ACTION)
        return SCREEN_IGNORED;
    if (event->action == ACTION_BACK || event->action == ACTION_QUIT)
        return SCREEN_BACK;
    if (event->action == ACTION_NEXT_PANE || event->action == ACTION_PREVIOUS_PANE) {
        lines_next_section(lines, event->action == ACTION_NEXT_PANE, screen->rows);
        return SCREEN_REDRAW;
    }
    if (event->action == ACTION_NUMBER && event->character >= '1' && event->character <= '9') {
        lines_to_section(lines, event->character - '1', screen->rows);
        return SCREEN_REDRAW;
    }
    return lines_move(lines, event->action, screen->rows) ? SCREEN_REDRAW : SCREEN_IGNORED;
}
