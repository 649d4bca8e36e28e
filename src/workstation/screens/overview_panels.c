/* The panels of the overview: which there are, the bars in them, and the counts. */
#include "overview.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first panels, in their order; the panes that are not among them follow. */
static const struct {
    const char *facet; /* NULL: of the measure */
    enum vha_measure measure;
} first_panels[] = {
    {NULL, VHA_MEASURE_SCORE},
    {"under_18", 0},
    {NULL, VHA_MEASURE_AGE},
    {"custody", 0},
    {"wanted", 0},
    {"borough", 0},
    {"offence", 0},
};

/* Ages at which the next band begins. */
static const int64_t age_bands[] = {INT64_MIN, 14, 16, 18, 21, 25, 30, 40, INT64_MAX};

#define KNEE_SHARE 10 /* one in so many scores above the knee */

/* -------------------------------------------------------------------------------------- bars */

static void add_bar(struct overview_panel *panel, const char *label, struct overview_term term)
{
    panel->terms =
        vha_grow(panel->terms, panel->bars.count, &panel->term_capacity, sizeof *panel->terms);
    panel->terms[panel->bars.count] = term;
    bars_add(&panel->bars, label);
}

static uint64_t bit(size_t value)
{
    return UINT64_C(1) << value;
}

static uint64_t values_of_group(const struct vha_facet *facet, const char *group)
{
    uint64_t values = 0;
    for (size_t value = 0; value < facet->value_count; value++)
        if (strcmp(facet->values[value].group, group) == 0)
            values |= bit(value);
    return values;
}

/* A bar for each value, below one for all that are gathered with it. */
static void add_values(struct overview_panel *panel, const struct vha_facet *facet)
{
    const char *group = "";
    for (size_t value = 0; value < facet->value_count; value++) {
        const struct vha_facet_value *const entry = &facet->values[value];
        if (strcmp(entry->group, group) != 0 && entry->group[0] != '\0')
            add_bar(panel, entry->group,
                    (struct overview_term){.values = values_of_group(facet, entry->group)});
        group = entry->group;
        add_bar(panel, entry->label, (struct overview_term){.values = bit(value)});
        panel->bars.items[panel->bars.count - 1].indented = group[0] != '\0';
    }
}

static const char *edge_words(struct vha_arena *arena, enum vha_measure measure, int64_t edge)
{
    char text[VHA_MILLI_SIZE];
    if (vha_measures[measure].kind != VHA_KIND_SCORE)
        return vha_arena_format(arena, "%" PRId64, edge);
    vha_milli_short(text, edge, true);
    return vha_arena_text(arena, text, strlen(text));
}

/* "13 and under", "14 to 15", "40 and over"; of scores, which have fractions, "from 2,500". */
static const char *range_label(struct vha_arena *arena, enum vha_measure measure,
                               const struct vha_range *range)
{
    const char *const least = edge_words(arena, measure, range->least);
    if (vha_measures[measure].kind == VHA_KIND_SCORE)
        return vha_arena_format(arena, "from %s", least);
    if (range->most == INT64_MAX)
        return vha_arena_format(arena, "%s and over", least);
    const char *const most = edge_words(arena, measure, range->most);
    if (range->least == INT64_MIN)
        return vha_arena_format(arena, "%s and under", most);
    return vha_arena_format(arena, "%s to %s", least, most);
}

/* At full length, where the label is short: "2,500 to below 3,000", "10,000 and over". */
static const char *range_words(struct vha_arena *arena, enum vha_measure measure,
                               const struct vha_range *range)
{
    if (vha_measures[measure].kind != VHA_KIND_SCORE)
        return NULL;
    const char *const least = edge_words(arena, measure, range->least);
    if (range->most == INT64_MAX)
        return vha_arena_format(arena, "%s and over", least);
    return vha_arena_format(arena, "%s to below %s", least,
                            edge_words(arena, measure, range->most + 1));
}

static void add_rule(struct overview_panel *panel, const char *label)
{
    add_bar(panel, label, (struct overview_term){.values = 0});
    panel->bars.items[panel->bars.count - 1].rule = true;
}

/* A bar for each bin, and `rule` where the bin begins at `line`. */
static void add_bins(struct overview_panel *panel, struct vha_arena *arena, int64_t line,
                     const char *rule)
{
    const struct bins *const bins = &panel->bins;
    for (size_t i = 0; i < bins->count; i++) {
        const bool last = i + 1 == bins->count;
        const struct vha_range range = {true, bins->edges[i],
                                        last ? INT64_MAX : bins->edges[i + 1] - 1};
        if (rule != NULL && bins->edges[i] == line && i > 0)
            add_rule(panel, rule);
        add_bar(panel, range_label(arena, panel->measure, &range),
                (struct overview_term){.range = range});
        panel->bars.items[panel->bars.count - 1].words = range_words(arena, panel->measure, &range);
    }
}

/* ------------------------------------------------------------------------------------- panels */

/* SOP 70: intelligence is searched for daily for whoever scores as much as the line. */
static enum vha_status add_scores(struct overview_state *state, struct overview_panel *panel,
                                  struct desk *desk, struct vha_error *error)
{
    const struct vha_policy *policy = NULL;
    const struct vha_selection *const everybody = &state->everybody;
    const int64_t *scores = NULL;
    enum vha_status status = vha_cohort_measure(desk->cohort, panel->measure, &scores, error);
    if (status == VHA_OK)
        status = vha_cohort_policy(desk->cohort, &policy, error);
    if (status != VHA_OK || everybody->count == 0)
        return status;
    const int64_t line = policy->search_list_score;
    bins_of_scores(scores[everybody->positions[everybody->count - 1]],
                   scores[everybody->positions[everybody->count / KNEE_SHARE]],
                   scores[everybody->positions[0]], line, &panel->bins);
    add_bins(panel, state->arena, line,
             vha_arena_format(state->arena, "%s and over: searched for daily",
                              edge_words(state->arena, panel->measure, line)));
    return VHA_OK;
}

static struct overview_panel *add_panel(struct overview_state *state, const char *title)
{
    struct overview_panel *const panel = &state->panels[state->panel_count++];
    *panel = (struct overview_panel){.title = title, .facet = OF_NO_FACET};
    return panel;
}

static enum vha_status add_measure_panel(struct overview_state *state, struct desk *desk,
                                         enum vha_measure measure, struct vha_error *error)
{
    struct overview_panel *const panel = add_panel(state, vha_measures[measure].title);
    panel->measure = measure;
    if (measure == VHA_MEASURE_SCORE)
        return add_scores(state, panel, desk, error);
    panel->bins.count = VHA_COUNT(age_bands) - 1;
    memcpy(panel->bins.edges, age_bands, sizeof age_bands);
    add_bins(panel, state->arena, 0, NULL);
    return VHA_OK;
}

static void add_facet_panel(struct overview_state *state, const struct vha_facet *facets,
                            size_t facet)
{
    struct overview_panel *const panel = add_panel(state, facets[facet].title);
    panel->facet = facet;
    add_values(panel, &facets[facet]);
}

static bool has_panel(const struct overview_state *state, size_t facet)
{
    for (size_t i = 0; i < state->panel_count; i++)
        if (state->panels[i].facet == facet)
            return true;
    return false;
}

static enum vha_status add_panels(struct overview_state *state, struct desk *desk,
                                  struct vha_error *error)
{
    const struct vha_facet *facets = NULL;
    const size_t count = vha_cohort_facets(desk->cohort, &facets);
    enum vha_status status = VHA_OK;
    for (size_t i = 0; i < VHA_COUNT(first_panels) && status == VHA_OK; i++) {
        if (first_panels[i].facet == NULL)
            status = add_measure_panel(state, desk, first_panels[i].measure, error);
        for (size_t facet = 0; facet < count && first_panels[i].facet != NULL; facet++)
            if (strcmp(facets[facet].name, first_panels[i].facet) == 0)
                add_facet_panel(state, facets, facet);
    }
    for (size_t facet = 0; facet < count && status == VHA_OK; facet++)
        if (!has_panel(state, facet))
            add_facet_panel(state, facets, facet);
    return status;
}

void overview_free_panels(struct overview_state *state)
{
    for (size_t i = 0; i < state->panel_count; i++) {
        bars_free(&state->panels[i].bars);
        free(state->panels[i].terms);
    }
    state->panel_count = 0;
    vha_arena_reset(state->arena);
}

/* ------------------------------------------------------------------------------------ counting */

static uint32_t count_values(const struct vha_tally *tally, size_t facet, uint64_t values)
{
    uint32_t count = 0;
    for (size_t value = 0; value < VHA_MAX_FACET_VALUES; value++)
        if ((values & bit(value)) != 0)
            count += tally->counts[facet][value];
    return count;
}

/* Which of a bar's two numbers is counted. */
enum whom { THE_LIST, EVERYBODY };

static void put_count(struct bar *bar, enum whom whom, uint32_t count)
{
    if (whom == EVERYBODY)
        bar->everybody = count;
    else
        bar->count = count;
}

/* Bins stand in the order of the bars, with rules between. */
static void put_bins(struct overview_panel *panel, enum whom whom, const uint32_t *counts)
{
    size_t bin = 0;
    for (size_t i = 0; i < panel->bars.count; i++)
        if (!panel->bars.items[i].rule)
            put_count(&panel->bars.items[i], whom, counts[bin++]);
}

static enum vha_status count_panels(struct overview_state *state, struct desk *desk,
                                    const struct vha_selection *of, enum whom whom,
                                    struct vha_error *error)
{
    struct vha_tally tally;
    vha_cohort_tally(desk->cohort, of->positions, of->count, &tally);
    for (size_t i = 0; i < state->panel_count; i++) {
        struct overview_panel *const panel = &state->panels[i];
        if (whom == EVERYBODY)
            panel->bars.everybody = of->count;
        else
            panel->bars.people = of->count;
        for (size_t bar = 0; bar < panel->bars.count && panel->facet != OF_NO_FACET; bar++)
            put_count(&panel->bars.items[bar], whom,
                      count_values(&tally, panel->facet, panel->terms[bar].values));
        if (panel->facet != OF_NO_FACET)
            continue;
        const int64_t *numbers = NULL;
        uint32_t counts[BINS_MAX];
        const enum vha_status status =
            vha_cohort_measure(desk->cohort, panel->measure, &numbers, error);
        if (status != VHA_OK)
            return status;
        bins_count(&panel->bins, numbers, of->positions, of->count, counts);
        put_bins(panel, whom, counts);
    }
    return VHA_OK;
}

enum vha_status overview_make(struct overview_state *state, struct desk *desk,
                              struct vha_error *error)
{
    static const struct vha_filter everybody = {.chosen = {0}};
    static const struct vha_sorting by_rank = {.count = 0};
    overview_free_panels(state);
    state->cohort = desk->cohort;
    state->removals = desk->removals;
    vha_cohort_keep_only(desk->cohort, NULL); /* everybody, be they marked or not */
    enum vha_status status =
        vha_cohort_select(desk->cohort, &everybody, &by_rank, &state->everybody, error);
    if (state->list->marks.only)
        vha_cohort_keep_only(desk->cohort, state->list->marks.bits);
    if (status == VHA_OK)
        status = add_panels(state, desk, error);
    if (status == VHA_OK)
        status = count_panels(state, desk, &state->everybody, EVERYBODY, error);
    if (status != VHA_OK)
        state->cohort = NULL; /* not made: tried again the next time */
    return status;
}

enum vha_status overview_count(struct overview_state *state, struct desk *desk,
                               struct vha_error *error)
{
    const struct cohort_state *const list = state->list;
    const enum vha_status status = count_panels(state, desk, &list->selection, THE_LIST, error);
    if (status != VHA_OK)
        return status;
    state->counted = list->selections;
    for (size_t i = 0; i < state->panel_count; i++)
        for (size_t bar = 0; bar < state->panels[i].bars.count; bar++)
            state->panels[i].bars.items[bar].mark =
                overview_mark(&state->panels[i], bar, &list->filter);
    return VHA_OK;
}
