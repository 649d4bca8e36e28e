#include "filters.h"

#include "columns.h"

#include <stdio.h>
#include <string.h>

/* Values shown of a long pane that the cursor is not in: as many as have room, within limits. */
#define LEAST_SHOWN 3
#define MOST_SHOWN  12
#define LEAST_SHARE 9 /* one line in nine, on a high screen */

/* Panes where one value at most is chosen: their values exclude each other. */
static const char *const single_choice[] = {"under_18"};

static bool is_single_choice(const struct vha_facet *facet)
{
    for (size_t i = 0; i < VHA_COUNT(single_choice); i++)
        if (strcmp(facet->name, single_choice[i]) == 0)
            return true;
    return false;
}

void filters_init(struct filter_pane *pane, const struct vha_facet *facets, size_t facet_count)
{
    *pane = (struct filter_pane){.facets = facets, .facet_count = facet_count};
    if (facet_count > 0 && is_single_choice(&facets[0]))
        pane->cursor_value = FILTER_AT_ALL;
}

/* After the facets come the ranges, one for each measure. */
static bool is_ranges(const struct filter_pane *pane, size_t index)
{
    return index == pane->facet_count;
}

static bool has_all(const struct filter_pane *pane, size_t index)
{
    return !is_ranges(pane, index) && is_single_choice(&pane->facets[index]);
}

static size_t value_count(const struct filter_pane *pane, size_t index)
{
    return is_ranges(pane, index) ? (size_t)VHA_MEASURES : pane->facets[index].value_count;
}

static uint64_t bit(size_t value)
{
    return UINT64_C(1) << value;
}

/* --------------------------------------------------------------------------------- arrangement */

static void add_line(struct filter_pane *pane, enum filter_line_kind kind, size_t facet,
                     size_t value)
{
    if (pane->count < FILTER_LINES)
        pane->lines[pane->count++] = (struct filter_line){kind, facet, value};
}

/* The values of a long pane that are worth a line: the chosen ones, then the largest. */
static uint64_t worth_showing(const struct vha_facet *facet, uint64_t chosen, size_t limit)
{
    uint64_t shown = chosen;
    size_t count = 0;
    for (size_t value = 0; value < facet->value_count; value++)
        count += (chosen & bit(value)) != 0;
    for (; count < limit; count++) {
        size_t best = SIZE_MAX;
        for (size_t value = 0; value < facet->value_count; value++)
            if ((shown & bit(value)) == 0 &&
                (best == SIZE_MAX || facet->values[value].total > facet->values[best].total))
                best = value;
        if (best == SIZE_MAX)
            break;
        shown |= bit(best);
    }
    return shown;
}

static void add_whole(struct filter_pane *pane, size_t index)
{
    const struct vha_facet *const facet = &pane->facets[index];
    const char *group = "";
    for (size_t value = 0; value < facet->value_count; value++) {
        if (strcmp(facet->values[value].group, group) != 0) {
            group = facet->values[value].group;
            add_line(pane, FILTER_GROUP, index, value);
        }
        add_line(pane, FILTER_VALUE, index, value);
    }
}

static void add_part(struct filter_pane *pane, size_t index, uint64_t chosen, size_t limit)
{
    const struct vha_facet *const facet = &pane->facets[index];
    const uint64_t shown = worth_showing(facet, chosen, limit);
    size_t hidden = 0;
    for (size_t value = 0; value < facet->value_count; value++) {
        if ((shown & bit(value)) != 0)
            add_line(pane, FILTER_VALUE, index, value);
        else
            hidden++;
    }
    if (hidden > 0)
        add_line(pane, FILTER_MORE, index, hidden);
}

/* The ranges that are set and, while there is room, the first ones. */
static void add_ranges(struct filter_pane *pane, const struct vha_filter *filter, size_t limit)
{
    size_t room = limit;
    size_t hidden = 0;
    for (size_t measure = 0; measure < VHA_MEASURES; measure++)
        room -= filter->ranges[measure].set && room > 0 ? 1 : 0;
    for (size_t measure = 0; measure < VHA_MEASURES; measure++) {
        const bool set = filter->ranges[measure].set;
        if (!set && room == 0) {
            hidden++;
            continue;
        }
        room -= set ? 0 : 1;
        add_line(pane, FILTER_RANGE, pane->facet_count, measure);
    }
    if (hidden > 0)
        add_line(pane, FILTER_MORE, pane->facet_count, hidden);
}

static void add_facet(struct filter_pane *pane, size_t index, const struct vha_filter *filter,
                      size_t limit)
{
    add_line(pane, FILTER_TITLE, index, 0);
    const bool here = pane->focused && pane->cursor_facet == index;
    if (is_ranges(pane, index)) {
        add_ranges(pane, filter, here ? (size_t)VHA_MEASURES : limit);
        return;
    }
    if (has_all(pane, index))
        add_line(pane, FILTER_ALL, index, FILTER_AT_ALL);
    if (here || value_count(pane, index) <= limit + 1)
        add_whole(pane, index);
    else
        add_part(pane, index, filter->chosen[index] | filter->excluded[index], limit);
}

static void add_all(struct filter_pane *pane, const struct vha_filter *filter, size_t limit)
{
    pane->count = 0;
    for (size_t index = 0; index <= pane->facet_count; index++)
        add_facet(pane, index, filter, limit);
}

static bool is_choosable(const struct filter_line *line)
{
    return line->kind == FILTER_VALUE || line->kind == FILTER_ALL || line->kind == FILTER_RANGE;
}

static size_t cursor_line(const struct filter_pane *pane)
{
    for (size_t i = 0; i < pane->count; i++) {
        const struct filter_line *const line = &pane->lines[i];
        if (is_choosable(line) && line->facet == pane->cursor_facet &&
            line->value == pane->cursor_value)
            return i;
    }
    return 0;
}

void filters_arrange(struct filter_pane *pane, const struct vha_filter *filter, int rows)
{
    const size_t visible = rows > 1 ? (size_t)rows : 1;
    const size_t share = visible / LEAST_SHARE;
    const size_t least = share > LEAST_SHOWN ? share : LEAST_SHOWN;
    size_t limit = MOST_SHOWN > least ? MOST_SHOWN : least;
    do
        add_all(pane, filter, limit);
    while (pane->count > visible && --limit >= least);
    const size_t last_top = pane->count > visible ? pane->count - visible : 0;
    if (!pane->focused) {
        pane->top = 0;
        return;
    }
    const size_t line = cursor_line(pane);
    /* The pane's title stays in sight with its first value. */
    const size_t lead = line < 3 ? line : 2;
    if (line < pane->top + lead)
        pane->top = line - lead;
    else if (line >= pane->top + visible)
        pane->top = line - visible + 1;
    if (pane->top > last_top)
        pane->top = last_top;
}

/* -------------------------------------------------------------------------------------- moving */

static size_t first_value(const struct filter_pane *pane, size_t facet)
{
    return has_all(pane, facet) ? FILTER_AT_ALL : 0;
}

static size_t last_value(const struct filter_pane *pane, size_t facet)
{
    const size_t count = value_count(pane, facet);
    return count > 0 ? count - 1 : first_value(pane, facet);
}

/* The values follow each other in order; "all" (FILTER_AT_ALL) + 1 is the first. */
static bool step(struct filter_pane *pane, bool down)
{
    const bool at_end = pane->cursor_value == (down ? last_value(pane, pane->cursor_facet)
                                                    : first_value(pane, pane->cursor_facet));
    if (!at_end) {
        pane->cursor_value = down ? pane->cursor_value + 1 : pane->cursor_value - 1;
        return true;
    }
    if (down ? pane->cursor_facet >= pane->facet_count : pane->cursor_facet == 0)
        return false;
    pane->cursor_facet = down ? pane->cursor_facet + 1 : pane->cursor_facet - 1;
    pane->cursor_value =
        down ? first_value(pane, pane->cursor_facet) : last_value(pane, pane->cursor_facet);
    return true;
}

static void to_facet(struct filter_pane *pane, size_t facet)
{
    pane->cursor_facet = facet;
    pane->cursor_value = first_value(pane, facet);
}

static void to_neighbour(struct filter_pane *pane, bool right)
{
    if (right && pane->cursor_facet < pane->facet_count)
        to_facet(pane, pane->cursor_facet + 1);
    else if (!right && pane->cursor_facet > 0 &&
             pane->cursor_value == first_value(pane, pane->cursor_facet))
        to_facet(pane, pane->cursor_facet - 1);
    else if (!right)
        to_facet(pane, pane->cursor_facet);
}

bool filters_move(struct filter_pane *pane, const struct vha_filter *filter, enum action action,
                  int rows)
{
    int64_t by = 0;
    bool known = true;
    if (action == ACTION_LEFT || action == ACTION_RIGHT) {
        to_neighbour(pane, action == ACTION_RIGHT);
    } else if (action == ACTION_FIRST) {
        to_facet(pane, 0);
    } else if (action == ACTION_LAST) {
        pane->cursor_facet = pane->facet_count;
        pane->cursor_value = last_value(pane, pane->cursor_facet);
    } else {
        known = action_moves(action, rows > 2 ? rows - 2 : 1, pane->count, &by);
        for (int64_t left = by < 0 ? -by : by; left > 0 && step(pane, by > 0);)
            left--;
    }
    if (known)
        filters_arrange(pane, filter, rows);
    return known;
}

bool filters_point(struct filter_pane *pane, const struct vha_filter *filter, int line, int rows)
{
    const size_t at = pane->top + (size_t)(line < 0 ? 0 : line);
    if (at >= pane->count)
        return false;
    const struct filter_line pointed = pane->lines[at];
    const bool choosable = is_choosable(&pointed);
    pane->cursor_facet = pointed.facet;
    pane->cursor_value = choosable ? pointed.value : first_value(pane, pointed.facet);
    filters_arrange(pane, filter, rows);
    return choosable;
}

/* ------------------------------------------------------------------------------------ choosing */

bool filters_toggle(const struct filter_pane *pane, struct vha_filter *filter)
{
    if (is_ranges(pane, pane->cursor_facet))
        return false;
    uint64_t *const chosen = &filter->chosen[pane->cursor_facet];
    uint64_t *const excluded = &filter->excluded[pane->cursor_facet];
    if (pane->cursor_value == FILTER_AT_ALL) {
        *chosen = 0;
        *excluded = 0;
    } else if ((*excluded & bit(pane->cursor_value)) != 0) {
        *excluded ^= bit(pane->cursor_value);
    } else if (has_all(pane, pane->cursor_facet)) {
        *excluded = 0;
        *chosen = *chosen == bit(pane->cursor_value) ? 0 : bit(pane->cursor_value);
    } else {
        *chosen ^= bit(pane->cursor_value);
    }
    return true;
}

bool filters_exclude(const struct filter_pane *pane, struct vha_filter *filter)
{
    if (is_ranges(pane, pane->cursor_facet))
        return false;
    if (pane->cursor_value == FILTER_AT_ALL)
        return true;
    const uint64_t value = bit(pane->cursor_value);
    filter->excluded[pane->cursor_facet] ^= value;
    filter->chosen[pane->cursor_facet] &= ~value;
    if (has_all(pane, pane->cursor_facet)) {
        filter->chosen[pane->cursor_facet] = 0;
        filter->excluded[pane->cursor_facet] &= value;
    }
    return true;
}

void filters_clear_pane(const struct filter_pane *pane, struct vha_filter *filter)
{
    if (is_ranges(pane, pane->cursor_facet)) {
        filter->ranges[pane->cursor_value].set = false;
        return;
    }
    filter->chosen[pane->cursor_facet] = 0;
    filter->excluded[pane->cursor_facet] = 0;
}

/* ------------------------------------------------------------------------------------- drawing */

static void draw_choice(const struct filter_pane *pane, const struct filter_line *line,
                        const struct vha_filter *filter, const struct vha_selection *selection,
                        struct canvas *canvas, struct area area)
{
    const struct vha_facet *const facet = &pane->facets[line->facet];
    const uint64_t chosen = filter->chosen[line->facet];
    const uint64_t excluded = filter->excluded[line->facet];
    const bool all = line->kind == FILTER_ALL;
    const bool out = !all && (excluded & bit(line->value)) != 0;
    const bool set = all ? (chosen | excluded) == 0 : out || (chosen & bit(line->value)) != 0;
    uint64_t count = all ? 0 : selection->counts[line->facet][line->value];
    for (size_t value = 0; all && value < facet->value_count; value++)
        count += selection->counts[line->facet][value];
    const bool here =
        pane->focused && line->facet == pane->cursor_facet && line->value == pane->cursor_value;
    const enum role role = here          ? ROLE_CURSOR
                           : set && !all ? ROLE_CHOSEN
                           : count == 0  ? ROLE_MUTED
                                         : ROLE_BODY;
    const char *const box = is_single_choice(facet) ? (out   ? "(-)"
                                                       : set ? "(o)"
                                                             : "( )")
                                                    : (out   ? "[-]"
                                                       : set ? "[x]"
                                                             : "[ ]");
    char number[VHA_MILLI_SIZE];
    count_text(count, number);
    const int digits = (int)strlen(number);
    canvas_text(canvas, area.row, area.column, 4, role, box);
    canvas_text(canvas, area.row, area.column + 4, area.columns - 5 - digits, role,
                all ? "all" : facet->values[line->value].label);
    canvas_text_right(canvas, area.row, area.column + area.columns - digits - 1, digits + 1, role,
                      number);
}

static void draw_range(const struct filter_pane *pane, const struct filter_line *line,
                       const struct vha_filter *filter, struct canvas *canvas, struct area area)
{
    const struct vha_range *const range = &filter->ranges[line->value];
    const bool here =
        pane->focused && line->facet == pane->cursor_facet && line->value == pane->cursor_value;
    const enum role role = here ? ROLE_CURSOR : range->set ? ROLE_CHOSEN : ROLE_BODY;
    char words[96] = "";
    char text[160];
    if (range->set)
        vha_range_words((enum vha_measure)line->value, range, words, sizeof words);
    snprintf(text, sizeof text, "%s %s %s", range->set ? "[x]" : "[ ]",
             vha_measures[line->value].title, words);
    canvas_text(canvas, area.row, area.column, area.columns, role, text);
}

static void draw_line(const struct filter_pane *pane, const struct filter_line *line,
                      const struct vha_filter *filter, const struct vha_selection *selection,
                      struct canvas *canvas, struct area area)
{
    const struct vha_facet *const facet = &pane->facets[line->facet];
    char text[64];
    switch (line->kind) {
    case FILTER_TITLE:
        canvas_text(canvas, area.row, area.column, area.columns, ROLE_HEADER,
                    is_ranges(pane, line->facet) ? "From and to" : facet->title);
        break;
    case FILTER_GROUP:
        canvas_text(canvas, area.row, area.column, area.columns, ROLE_MUTED,
                    facet->values[line->value].group);
        break;
    case FILTER_MORE:
        snprintf(text, sizeof text, "    %zu more", line->value);
        canvas_text(canvas, area.row, area.column, area.columns, ROLE_MUTED, text);
        break;
    case FILTER_RANGE:
        draw_range(pane, line, filter, canvas, area);
        break;
    case FILTER_ALL:
    case FILTER_VALUE:
        draw_choice(pane, line, filter, selection, canvas, area);
        break;
    }
}

void filters_draw(const struct filter_pane *pane, const struct vha_filter *filter,
                  const struct vha_selection *selection, struct canvas *canvas, struct area area)
{
    for (int i = 0; i < area.rows; i++) {
        const struct area row = {area.row + i, area.column, 1, area.columns};
        const size_t at = pane->top + (size_t)i;
        if (at < pane->count)
            draw_line(pane, &pane->lines[at], filter, selection, canvas, row);
        else
            canvas_fill(canvas, row, ROLE_BODY);
    }
}
