#include "screen.h"

bool event_is_in(const struct event *event, struct area area)
{
    return event->row >= area.row && event->row < area.row + area.rows &&
           event->column >= area.column && event->column < area.column + area.columns;
}

bool event_points_at(const struct event *event, struct area area, size_t top, size_t count,
                     size_t *at)
{
    if (!event_is_in(event, area))
        return false;
    *at = top + (size_t)(event->row - area.row);
    return *at < count;
}
