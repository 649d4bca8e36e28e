/* A newer load in place of the old one, looked at in the same way. */
#include "cohort.h"
#include "record.h"

#include "vha/cohort_refresh.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool find_value(const struct vha_panes *panes, const char *name, const char *code,
                       size_t *facet, size_t *value)
{
    for (*facet = 0; *facet < panes->count; ++*facet)
        if (strcmp(panes->facets[*facet].name, name) == 0)
            for (*value = 0; *value < panes->facets[*facet].value_count; ++*value)
                if (strcmp(panes->facets[*facet].values[*value].code, code) == 0)
                    return true;
    return false;
}

/* A filter of the old panes in the new ones, as far as it can be typed there: values come and go
 * from quarter to quarter. */
static struct vha_filter carry_over(const struct cohort_state *state, const struct vha_panes *panes)
{
    const struct vha_panes old = cohort_panes(state);
    struct vha_filter carried = {.chosen = {0}};
    memcpy(carried.ranges, state->filter.ranges, sizeof carried.ranges);
    for (size_t f = 0; f < old.count; f++)
        for (size_t v = 0; v < old.facets[f].value_count; v++) {
            size_t facet = 0;
            size_t value = 0;
            if (!find_value(panes, old.facets[f].name, old.facets[f].values[v].code, &facet,
                            &value))
                continue;
            carried.chosen[facet] |= (state->filter.chosen[f] >> v & 1) << value;
            carried.excluded[facet] |= (state->filter.excluded[f] >> v & 1) << value;
        }
    return carried;
}

uint32_t cohort_find_again(struct vha_cohort *cohort, vha_pncid pncid)
{
    uint32_t position = UINT32_MAX;
    struct vha_dossier dossier;
    struct vha_arena *const arena = vha_arena_new();
    if (vha_cohort_dossier(cohort, pncid, arena, &dossier, NULL) == VHA_OK && dossier.listed)
        position = dossier.person.position;
    vha_arena_free(arena);
    return position;
}

enum vha_status cohort_reload(struct cohort_state *state, struct desk *desk,
                              struct vha_error *error)
{
    struct vha_cohort *fresh = NULL;
    enum vha_status status = desk_take_cohort(desk, &fresh, error);
    if (status == VHA_OK)
        status = cohort_carry_ranking(state, desk, fresh, error);
    if (status == VHA_OK)
        status = cohort_carry_marks(state, desk, fresh, error);
    if (status != VHA_OK) {
        vha_cohort_close(fresh);
        return status;
    }
    const vha_pncid pncid = cohort_here(state) == UINT32_MAX || state->in_sight_count == 0
                                ? 0
                                : state->in_sight[state->cursor - state->in_sight_from].pncid;
    const uint32_t row = state->cursor - state->top;
    const struct vha_facet *facets = NULL;
    const size_t count = vha_cohort_facets(fresh, &facets);
    const struct vha_panes panes = {facets, count};
    state->filter = carry_over(state, &panes);
    state->history = (struct filter_history){.count = 0}; /* its steps are of the old panes */
    filter_history_note(&state->history, &state->filter);
    vha_cohort_close(desk->cohort);
    desk->cohort = fresh;
    desk->superseded = false;
    desk->another_load = false;
    const bool focused = state->filters.focused;
    filters_init(&state->filters, facets, count);
    state->filters.focused = focused;
    state->selection.count = 0;
    state->why.position = UINT32_MAX;
    state->rows = 0;
    status = cohort_select(state, desk, error);
    const uint32_t position = pncid != 0 ? cohort_find_again(fresh, pncid) : UINT32_MAX;
    for (uint32_t i = 0; status == VHA_OK && i < state->selection.count; i++)
        if (state->selection.positions[i] == position) {
            state->cursor = i;
            state->top = i > row ? i - row : 0;
        }
    cohort_why_at_once(state, desk);
    return status;
}

/* ------------------------------------------------------------------------------- what has changed
 */

/* What a refresh between two loads can change (SOP 70), and how it is said. */
static const struct {
    const char *pane; /* NULL: reports, which are in no pane */
    const char *code;
    const char *words;
} refreshed[COHORT_REFRESHED] = {
    {"custody", "in", "in custody"},
    {"wanted", "ewms", "wanted by EWMS"},
    {"wanted", "cris", "wanted by CRIS"},
    {NULL, NULL, "reports new since the load"},
};

static enum vha_status count_new_intel(struct vha_cohort *cohort, uint32_t *count,
                                       struct vha_error *error)
{
    uint32_t *counts = NULL;
    const enum vha_status status = vha_cohort_new_intel(cohort, &counts, count, error);
    free(counts);
    return status;
}

/* How many of the scope have a value, or how many reports they have. */
static enum vha_status count_value(struct vha_cohort *cohort, size_t which, uint32_t *count,
                                   struct vha_error *error)
{
    const struct vha_facet *facets = NULL;
    const size_t facet_count = vha_cohort_facets(cohort, &facets);
    const struct vha_panes known = {facets, facet_count};
    struct vha_filter filter = {.chosen = {0}};
    struct vha_selection selection = {.count = 0};
    const struct vha_sorting by_rank = {.count = 0};
    size_t facet = 0;
    size_t value = 0;
    if (refreshed[which].pane == NULL)
        return count_new_intel(cohort, count, error);
    *count = 0;
    if (!find_value(&known, refreshed[which].pane, refreshed[which].code, &facet, &value))
        return VHA_OK;
    filter.chosen[facet] = UINT64_C(1) << value;
    const enum vha_status status = vha_cohort_select(cohort, &filter, &by_rank, &selection, error);
    *count = selection.count;
    vha_selection_free(&selection);
    return status;
}

enum vha_status cohort_look(struct vha_cohort *cohort, struct cohort_standing *standing,
                            struct vha_error *error)
{
    const char *const loaded_at = vha_cohort_info(cohort)->loaded_at;
    enum vha_status status = VHA_OK;
    snprintf(standing->loaded_at, sizeof standing->loaded_at, "%s",
             loaded_at != NULL ? loaded_at : "");
    for (size_t i = 0; i < COHORT_REFRESHED && status == VHA_OK; i++)
        status = count_value(cohort, i, &standing->counts[i], error);
    return status;
}

/* Whether somebody has moved by the refresh that is shown, be it that as many moved back. */
static bool has_moved(struct desk *desk)
{
    const struct vha_moved *moved = NULL;
    size_t count = 0;
    struct vha_error error;
    struct vha_arena *const arena = vha_arena_new();
    const bool read = vha_cohort_moved(desk->cohort, arena, &moved, &count, &error) == VHA_OK;
    vha_arena_free(arena);
    return read && count > 0;
}

void cohort_say_refreshed(struct desk *desk, const struct cohort_standing *before,
                          const struct cohort_standing *after)
{
    char words[192] = "";
    size_t used = 0;
    for (size_t i = 0; i < COHORT_REFRESHED && used < sizeof words; i++)
        if (before->counts[i] != after->counts[i])
            used += (size_t)snprintf(words + used, sizeof words - used,
                                     "%s%s %" PRIu32 ", were %" PRIu32, used > 0 ? "; " : "",
                                     refreshed[i].words, after->counts[i], before->counts[i]);
    const bool same_load =
        before->loaded_at[0] != '\0' && strcmp(before->loaded_at, after->loaded_at) == 0;
    if (same_load && used > 0)
        desk_say(desk, "The refresh is shown: %s.", words);
    else if (same_load && has_moved(desk))
        desk_say(desk, "The refresh is shown: as many as before; ':movements' says who.");
    else
        desk_say(desk, "The newer load is shown.");
}

/* Whether what is in place now is the load that is shown, with other flags (SOP 70). What is not
 * stays so, whatever comes after it, and is not opened again to see. */
static bool is_refresh(struct desk *desk)
{
    const struct vha_cohort_info *const shown = vha_cohort_info(desk->cohort);
    struct vha_cohort *newer = NULL;
    struct vha_error error;
    if (vha_cohort_open(desk->options->cohort_path, &newer, &error) != VHA_OK)
        return false; /* who asks for it is told why */
    const struct vha_cohort_info *const info = vha_cohort_info(newer);
    const bool same = shown->loaded_at != NULL && info->loaded_at != NULL &&
                      strcmp(shown->loaded_at, info->loaded_at) == 0 &&
                      strcmp(shown->quarter, info->quarter) == 0;
    vha_cohort_close(newer);
    desk->another_load = !same;
    return same;
}

bool desk_show_refresh(struct desk *desk)
{
    struct cohort_state *const state = cohort_of(desk);
    const bool reading = record_is_over_list(desk);
    const bool busy =
        (desk->screen_count > 1 && !reading) || desk->prompt.open || desk_is_typing(desk);
    if (!desk->superseded || desk->another_load || state == NULL || state->plain || busy ||
        desk->options->archive || !is_refresh(desk))
        return false;
    (void)cohort_reload_newer(state, desk);
    if (reading && !desk->superseded) /* else it was not taken */
        record_show_refresh(desk);
    return true;
}
