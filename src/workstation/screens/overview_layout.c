/* Where the panels of the overview lie. */
#include "overview.h"

#define COLUMN_LEAST 44 /* columns of a panel */
#define COLUMNS_MOST 8

/* Puts panels from `first` into the first column that has room for each, as long as there is one;
 * returns the panel after them. Without `places` it is only tried. */
static size_t fill_page(const int *wanted, size_t first, size_t count, struct area area,
                        int columns, struct overview_place *places, int page)
{
    int used[COLUMNS_MOST] = {0};
    size_t last_of[COLUMNS_MOST];
    size_t at = first;
    for (; at < count; at++) {
        const int rows = wanted[at] < area.rows ? wanted[at] : area.rows;
        int column = 0;
        while (column < columns && used[column] + rows > area.rows)
            column++;
        if (column == columns)
            break;
        const int start = area.column + area.columns * column / columns;
        const int end = area.column + area.columns * (column + 1) / columns;
        if (places != NULL)
            places[at] =
                (struct overview_place){page, {area.row + used[column], start, rows, end - start}};
        used[column] += rows;
        last_of[column] = at;
    }
    for (int column = 0; places != NULL && column < columns; column++)
        if (used[column] > 0) /* the last one of a column reaches to the bottom */
            places[last_of[column]].frame.rows += area.rows - used[column];
    return at;
}

int overview_lay_out(const int *wanted, size_t count, struct area area,
                     struct overview_place *places)
{
    const int fitting = area.columns / COLUMN_LEAST;
    const int most = fitting < 1 ? 1 : fitting > COLUMNS_MOST ? COLUMNS_MOST : fitting;
    size_t at = 0;
    int page = 0;
    for (; at < count; page++) {
        int columns = 1;
        while (columns < most && fill_page(wanted, at, count, area, columns, NULL, page) < count)
            columns++;
        at = fill_page(wanted, at, count, area, columns, places, page);
    }
    return page;
}

size_t overview_beside(const struct overview_place *places, size_t count, size_t from, bool right)
{
    const struct overview_place *const here = &places[from];
    size_t best = from;
    int least = 0;
    for (size_t i = 0; i < count; i++) {
        const int columns = right ? places[i].frame.column - here->frame.column
                                  : here->frame.column - places[i].frame.column;
        const int rows = places[i].frame.row > here->frame.row
                             ? places[i].frame.row - here->frame.row
                             : here->frame.row - places[i].frame.row;
        if (places[i].page != here->page || columns <= 0)
            continue;
        const int distance = columns * 1000 + rows; /* the next column first */
        if (best == from || distance < least) {
            best = i;
            least = distance;
        }
    }
    return best;
}
