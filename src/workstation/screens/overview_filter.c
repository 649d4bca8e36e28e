/* What a bar of the overview does to the filter. */
#include "overview.h"

static enum bar_mark mark_of_values(uint64_t values, uint64_t chosen, uint64_t excluded)
{
    if (values != 0 && (excluded & values) == values)
        return BAR_EXCLUDED;
    if (values != 0 && (chosen & values) == values && (excluded & values) == 0)
        return BAR_CHOSEN;
    return ((chosen | excluded) & values) != 0 ? BAR_PARTLY : BAR_OPEN;
}

static bool covers(const struct vha_range *range, const struct vha_range *part)
{
    return range->set && range->least <= part->least && range->most >= part->most;
}

static enum bar_mark mark_of_range(const struct vha_range *range, const struct vha_range *part)
{
    if (!range->set || range->most < part->least || range->least > part->most)
        return BAR_OPEN;
    return covers(range, part) ? BAR_CHOSEN : BAR_PARTLY;
}

enum bar_mark overview_mark(const struct overview_panel *panel, size_t bar,
                            const struct vha_filter *filter)
{
    const struct overview_term *const term = &panel->terms[bar];
    if (panel->bars.items[bar].rule)
        return BAR_OPEN;
    if (panel->facet == OF_NO_FACET)
        return mark_of_range(&filter->ranges[panel->measure], &term->range);
    return mark_of_values(term->values, filter->chosen[panel->facet],
                          filter->excluded[panel->facet]);
}

void overview_clear(const struct overview_panel *panel, struct vha_filter *filter)
{
    if (panel->facet == OF_NO_FACET) {
        filter->ranges[panel->measure] = (struct vha_range){.set = false};
        return;
    }
    filter->chosen[panel->facet] = 0;
    filter->excluded[panel->facet] = 0;
}

void overview_only(const struct overview_panel *panel, size_t bar, struct vha_filter *filter)
{
    overview_clear(panel, filter);
    if (panel->facet == OF_NO_FACET)
        filter->ranges[panel->measure] = panel->terms[bar].range;
    else
        filter->chosen[panel->facet] = panel->terms[bar].values;
}

/* A range has no gaps: it grows until it takes the bin in, and lets one go that lies at its end. Of
 * one in its middle nothing else is left. */
static void toggle_range(struct vha_range *range, const struct vha_range *part)
{
    if (range->set && !covers(range, part)) {
        range->least = part->least < range->least ? part->least : range->least;
        range->most = part->most > range->most ? part->most : range->most;
    } else if (range->set && part->least == range->least && part->most == range->most) {
        *range = (struct vha_range){.set = false};
    } else if (range->set && part->most == range->most) {
        range->most = part->least - 1;
    } else if (range->set && part->least == range->least) {
        range->least = part->most + 1;
    } else {
        *range = *part;
    }
}

void overview_toggle(const struct overview_panel *panel, size_t bar, struct vha_filter *filter)
{
    const struct overview_term *const term = &panel->terms[bar];
    if (panel->facet == OF_NO_FACET) {
        toggle_range(&filter->ranges[panel->measure], &term->range);
        return;
    }
    uint64_t *const chosen = &filter->chosen[panel->facet];
    const bool has = (*chosen & term->values) == term->values;
    *chosen = has ? *chosen & ~term->values : *chosen | term->values;
    filter->excluded[panel->facet] &= ~term->values;
}

bool overview_exclude(const struct overview_panel *panel, size_t bar, struct vha_filter *filter)
{
    const uint64_t values = panel->terms[bar].values;
    if (panel->facet == OF_NO_FACET)
        return false;
    uint64_t *const excluded = &filter->excluded[panel->facet];
    const bool has = (*excluded & values) == values;
    *excluded = has ? *excluded & ~values : *excluded | values;
    filter->chosen[panel->facet] &= ~values;
    return true;
}
