/* Where columns lie: those that the width has room for, or those that were chosen. */
#include "columns.h"

#include <stdio.h>
#include <string.h>

#define GAP 1

/* What scrolls keeps at least so much room beside the columns that stay. */
#define SCROLLED_LEAST 12

/* A name that begins beyond this is not marked with the front of the row. */
#define MARKED_MOST 24

/* Columns under way to a layout: which, and how wide. */
struct plan {
    size_t count;
    size_t frozen; /* the first so many stay when it is scrolled */
    struct {
        const struct column *column;
        int width;
        bool fixed; /* not to be widened */
    } items[COLUMNS];
};

/* The least that a column needs: where there are several keys, one more for the key's number. */
static int least_width(const struct column *column, const struct column_basis *basis)
{
    const int digits = column->is_rank ? snprintf(NULL, 0, "%u", basis->listed) : 0;
    const int width = digits > column->least ? digits : column->least;
    const int heading = (int)strlen(column->heading) + 1;
    const bool numbered = basis->sorting->count > 1 && column_key(column, basis->sorting) > 0;
    return numbered && heading > width ? heading : width;
}

/* ------------------------------------------------------------------------------- without a choice
 */

static bool is_candidate(const struct column *column, const struct column_basis *basis)
{
    return column->when == COLUMN_ALWAYS || (column->when == COLUMN_COMPARED && basis->compared) ||
           (column->when == COLUMN_RANKED && basis->ranked);
}

/* 0 for those that are always there; others in the order in which room is given. */
static int importance_of(const struct column *column, const struct column_basis *basis)
{
    return column->gives_way && basis->ranked ? 1 : column->importance;
}

/* Chooses columns in the order of their importance while there is room. */
static void plan_by_importance(const struct column_basis *basis, struct plan *plan)
{
    bool taken[COLUMNS] = {false};
    int left = basis->width + GAP;
    for (int importance = 0; importance <= COLUMNS; importance++)
        for (size_t i = 0; i < COLUMNS; i++) {
            const struct column *const column = &table_columns[i];
            const int needed = least_width(column, basis) + GAP;
            if (!is_candidate(column, basis) || importance_of(column, basis) != importance ||
                (importance > 0 && left < needed))
                continue;
            taken[i] = true;
            left -= needed;
        }
    plan->count = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        if (taken[i]) {
            plan->items[plan->count].column = &table_columns[i];
            plan->items[plan->count].width = least_width(&table_columns[i], basis);
            plan->items[plan->count++].fixed = false;
        }
}

/* ---------------------------------------------------------------------------------- with a choice
 */

static void add_column(struct plan *plan, const struct column_basis *basis, size_t column,
                       int width)
{
    const struct column *const added = &table_columns[column];
    plan->items[plan->count].column = added;
    plan->items[plan->count].width = width > 0 ? width : least_width(added, basis);
    plan->items[plan->count++].fixed = width > 0;
}

static bool shows_the_ranking(const struct column_choice *choice)
{
    for (size_t i = 0; i < choice->count; i++)
        if (table_columns[choice->items[i].column].when == COLUMN_RANKED)
            return true;
    return false;
}

/* While the list is ranked on chosen offences, nobody is to take its order for the VHA's: the rank
 * there comes before the columns of one's own. */
static void plan_by_choice(const struct column_basis *basis, struct plan *plan)
{
    const struct column_choice *const choice = basis->choice;
    plan->count = 0;
    for (size_t i = 0; i < COLUMNS && basis->ranked && !shows_the_ranking(choice); i++)
        if (table_columns[i].when == COLUMN_RANKED && table_columns[i].is_rank)
            add_column(plan, basis, i, 0);
    plan->frozen = choice->frozen > 0 ? choice->frozen + plan->count : 0;
    for (size_t i = 0; i < choice->count; i++)
        add_column(plan, basis, choice->items[i].column, choice->items[i].width);
}

static int width_of(const struct plan *plan, size_t from, size_t to)
{
    int width = 0;
    for (size_t i = from; i < to; i++)
        width += plan->items[i].width + GAP;
    return width;
}

/* The columns that stay, as far as they leave room for others. */
static size_t frozen_count(const struct plan *plan, const struct column_basis *basis)
{
    size_t frozen = plan->frozen < plan->count ? plan->frozen : plan->count;
    while (frozen > 0 && width_of(plan, 0, frozen) > basis->width - SCROLLED_LEAST)
        frozen--;
    return frozen;
}

/* The last scroll that is of use: there the last column is in sight. */
static size_t last_scroll(const struct plan *plan, size_t frozen, int room)
{
    size_t first = plan->count;
    while (first > frozen && width_of(plan, first - 1, plan->count) <= room)
        first--;
    return first < plan->count ? first - frozen : plan->count - frozen - 1;
}

/* Takes out of the plan what is out of sight. */
static void scroll(struct plan *plan, const struct column_basis *basis,
                   struct column_layout *layout)
{
    const size_t frozen = frozen_count(plan, basis);
    const int room = basis->width + GAP - width_of(plan, 0, frozen);
    const size_t last = last_scroll(plan, frozen, room);
    layout->to_left = basis->scroll < last ? basis->scroll : last;
    const size_t first = frozen + layout->to_left;
    size_t end = first;
    while (end < plan->count && width_of(plan, first, end + 1) <= room)
        end++;
    if (end == first) { /* wider than all the room there is */
        plan->items[first].width = room - GAP;
        end++;
    }
    layout->to_right = plan->count - end;
    memmove(&plan->items[frozen], &plan->items[first], (end - first) * sizeof plan->items[0]);
    plan->count = frozen + end - first;
}

/* -------------------------------------------------------------------------------------- laying out
 */

/* Gives the room that is left to those that can use it, one column at a time. */
static void widen(struct plan *plan, int left)
{
    bool given = true;
    while (left > 0 && given) {
        given = false;
        for (size_t i = 0; i < plan->count && left > 0; i++)
            if (!plan->items[i].fixed && plan->items[i].width < plan->items[i].column->most) {
                plan->items[i].width++;
                left--;
                given = true;
            }
    }
}

static void place(const struct plan *plan, struct column_layout *layout)
{
    int start = 0;
    layout->count = plan->count;
    layout->marked_to = plan->count > 0 ? plan->items[0].width : 0;
    for (size_t i = 0; i < plan->count; i++) {
        layout->shown[i].column = plan->items[i].column;
        layout->shown[i].start = start;
        layout->shown[i].width = plan->items[i].width;
        if (plan->items[i].column->sort == VHA_SORT_NAME && plan->items[i].column->sortable &&
            start <= MARKED_MOST)
            layout->marked_to = start + plan->items[i].width;
        start += plan->items[i].width + GAP;
    }
}

void columns_lay_out(struct column_layout *layout, const struct column_basis *basis)
{
    struct plan plan;
    layout->to_left = 0;
    layout->to_right = 0;
    if (basis->choice->count == 0)
        plan_by_importance(basis, &plan);
    else
        plan_by_choice(basis, &plan);
    if (basis->choice->count > 0 && width_of(&plan, 0, plan.count) > basis->width + GAP)
        scroll(&plan, basis, layout);
    widen(&plan, basis->width + GAP - width_of(&plan, 0, plan.count));
    place(&plan, layout);
}
