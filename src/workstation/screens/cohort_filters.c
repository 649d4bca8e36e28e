/* The list's filters: chosen in the panes, typed, taken back. */
#include "cohort.h"

#include <stdio.h>
#include <string.h>

#define WORDS_SIZE 2048

/* Selects by another filter; the list stays as it was when that cannot be done. */
static enum vha_status take_filter(struct cohort_state *state, struct desk *desk,
                                   const struct vha_filter *filter, struct vha_error *error)
{
    const struct vha_filter before = state->filter;
    state->filter = *filter;
    const enum vha_status status = cohort_select(state, desk, error);
    if (status != VHA_OK)
        state->filter = before;
    return status;
}

enum vha_status cohort_set_filter(struct cohort_state *state, struct desk *desk,
                                  const struct vha_filter *filter, struct vha_error *error)
{
    const enum vha_status status = take_filter(state, desk, filter, error);
    if (status == VHA_OK)
        filter_history_note(&state->history, filter);
    return status;
}

struct vha_panes cohort_panes(const struct cohort_state *state)
{
    return (struct vha_panes){state->filters.facets, state->filters.facet_count};
}

char *cohort_filtered_by(const struct cohort_state *state, char *out, size_t size)
{
    const struct vha_panes panes = cohort_panes(state);
    const bool ranked = state->ranked_on[0] != '\0';
    const bool filtered = !vha_filter_is_empty(&state->filter);
    char count[VHA_MILLI_SIZE];
    size_t used = 0;
    out[0] = '\0';
    if (state->marks.only)
        used +=
            (size_t)snprintf(out, size, "the %s marked%s", count_text(state->marks.count, count),
                             ranked || filtered ? "; " : "");
    if (ranked)
        used += (size_t)snprintf(out + used, size - used, "with a counted report of %s%s",
                                 state->ranked_on, filtered ? "; " : "");
    if (used < size)
        vha_filter_words(&panes, &state->filter, out + used, size - used);
    return out;
}

/* ---------------------------------------------------------------------------------- in the panes
 */

static unsigned set(struct cohort_state *state, struct desk *desk, const struct vha_filter *filter)
{
    struct vha_error error;
    if (cohort_set_filter(state, desk, filter, &error) != VHA_OK)
        return cohort_tell(desk, "The list cannot be made", &error);
    return SCREEN_REDRAW;
}

/* A range is typed: after what is set already, with its name begun. */
static unsigned type_range(const struct cohort_state *state, struct desk *desk)
{
    const struct vha_panes panes = cohort_panes(state);
    const size_t measure = state->filters.cursor_value;
    struct vha_filter others = state->filter;
    char typed[WORDS_SIZE];
    char line[ORDER_SIZE];
    others.ranges[measure].set = false;
    vha_filter_format(&panes, &others, typed, sizeof typed);
    snprintf(line, sizeof line, "filter %.900s%s%s=", typed, typed[0] != '\0' ? " " : "",
             vha_measures[measure].name);
    editor_set(&desk->prompt.editor, line);
    prompt_open(desk);
    return SCREEN_REDRAW;
}

static unsigned to_the_panes(struct desk *desk)
{
    desk_say(desk, "Go to the filters first, to the one that is meant.");
    return SCREEN_REDRAW;
}

unsigned cohort_toggle(struct cohort_state *state, struct desk *desk)
{
    struct vha_filter filter = state->filter;
    if (state->focus != FOCUS_FILTERS)
        return SCREEN_IGNORED;
    return filters_toggle(&state->filters, &filter) ? set(state, desk, &filter)
                                                    : type_range(state, desk);
}

unsigned cohort_exclude(struct cohort_state *state, struct desk *desk)
{
    struct vha_filter filter = state->filter;
    if (state->focus != FOCUS_FILTERS)
        return to_the_panes(desk);
    if (filters_exclude(&state->filters, &filter))
        return set(state, desk, &filter);
    desk_say(desk, "A range cannot be turned round; type the one that is wanted.");
    return SCREEN_REDRAW;
}

unsigned cohort_clear_pane(struct cohort_state *state, struct desk *desk)
{
    struct vha_filter filter = state->filter;
    if (state->focus != FOCUS_FILTERS)
        return to_the_panes(desk);
    filters_clear_pane(&state->filters, &filter);
    return set(state, desk, &filter);
}

unsigned cohort_clear_all(struct cohort_state *state, struct desk *desk)
{
    const struct vha_filter none = {.chosen = {0}};
    cohort_show_unmarked(state, desk);
    return set(state, desk, &none);
}

/* ------------------------------------------------------------------------------ there and back */

static unsigned step(struct cohort_state *state, struct desk *desk, const struct vha_filter *filter,
                     const char *none)
{
    struct vha_error error;
    if (filter == NULL)
        desk_say(desk, "%s", none);
    else if (take_filter(state, desk, filter, &error) != VHA_OK)
        return cohort_tell(desk, "The list cannot be made", &error);
    return SCREEN_REDRAW;
}

unsigned cohort_undo_filter(struct cohort_state *state, struct desk *desk)
{
    return step(state, desk, filter_history_back(&state->history),
                "No filter was set before this one.");
}

unsigned cohort_redo_filter(struct cohort_state *state, struct desk *desk)
{
    return step(state, desk, filter_history_forth(&state->history),
                "No filter has been taken back.");
}

/* --------------------------------------------------------------------------------------- typed */

/* What is typed replaces the filter; after a plus sign it is added to it. */
static enum vha_status read_typed(const struct cohort_state *state, const char *typed,
                                  struct vha_filter *filter, struct vha_error *error)
{
    const struct vha_panes panes = cohort_panes(state);
    struct vha_filter read;
    const bool added = typed[0] == '+';
    const enum vha_status status = vha_filter_parse(&panes, typed + (added ? 1 : 0), &read, error);
    if (status != VHA_OK)
        return status;
    *filter = added ? state->filter : (struct vha_filter){.chosen = {0}};
    for (size_t i = 0; i < VHA_MAX_FACETS; i++) {
        filter->chosen[i] |= read.chosen[i];
        filter->excluded[i] |= read.excluded[i];
    }
    for (size_t i = 0; i < VHA_MEASURES; i++)
        if (read.ranges[i].set)
            filter->ranges[i] = read.ranges[i];
    return VHA_OK;
}

enum vha_status cohort_filter_typed(struct cohort_state *state, struct desk *desk,
                                    const char *typed, struct vha_error *error)
{
    struct vha_filter filter;
    const enum vha_status status = read_typed(state, typed, &filter, error);
    return status == VHA_OK ? cohort_set_filter(state, desk, &filter, error) : status;
}

static enum vha_status run_filter(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    struct cohort_state *state = NULL;
    enum vha_status status = cohort_find(desk, VHA_ACTION_LIST, &state, error);
    if (status == VHA_OK)
        status = cohort_filter_typed(state, desk, arguments, error);
    if (status != VHA_OK)
        return status;
    desk_home(desk);
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

struct offering {
    struct candidates *candidates;
    const char *typed;
};

static void offer_word(void *context, const char *word)
{
    const struct offering *const offering = context;
    candidates_offer(offering->candidates, offering->typed, word);
}

/* The words are told twice: the first time where the one that is being typed begins. */
static void ignore_word(void *context, const char *word)
{
    (void)context;
    (void)word;
}

static void complete_filter(struct desk *desk, const char *arguments, struct candidates *candidates)
{
    const struct cohort_state *const state = cohort_of(desk);
    const size_t plus = arguments[0] == '+' ? 1 : 0;
    if (state == NULL)
        return;
    const struct vha_panes panes = cohort_panes(state);
    candidates->from = plus + vha_filter_complete(&panes, arguments + plus, ignore_word, NULL);
    struct offering offering = {candidates, arguments + candidates->from};
    vha_filter_complete(&panes, arguments + plus, offer_word, &offering);
}

/* How many people it would leave, and what it says in words. */
static void preview_filter(struct desk *desk, const char *arguments, char *out, size_t size)
{
    struct cohort_state *const state = cohort_of(desk);
    struct vha_filter filter;
    struct vha_error error;
    char words[WORDS_SIZE];
    char count[VHA_MILLI_SIZE];
    out[0] = '\0';
    if (state == NULL)
        return;
    const struct vha_panes panes = cohort_panes(state);
    if (read_typed(state, arguments, &filter, &error) != VHA_OK ||
        vha_cohort_select(desk->cohort, &filter, &state->sorting, &state->preview, &error) !=
            VHA_OK) {
        snprintf(out, size, "%s", error.message);
        return;
    }
    vha_filter_words(&panes, &filter, words, sizeof words);
    snprintf(out, size, "%s %s: %s", count_text(state->preview.count, count),
             state->preview.count == 1 ? "person" : "people",
             words[0] != '\0' ? words : "no filter is set");
}

static const struct order orders[] = {
    {.name = "filter",
     .arguments = "[TERMS]",
     .summary = "show those alone to whom every term applies; + before them adds to the filter; "
                "none clears it",
     .run = run_filter,
     .complete = complete_filter,
     .preview = preview_filter},
};

const struct order_group filter_orders = {"Filters", orders, VHA_COUNT(orders)};
