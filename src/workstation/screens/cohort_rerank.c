/* The list ranked on chosen offence types (SOP 31), and the line that says so. */
#include "cohort.h"

#include <stdio.h>
#include <string.h>

enum vha_status cohort_rank_on(struct cohort_state *state, struct desk *desk, uint64_t offences,
                               struct vha_error *error)
{
    const bool was_ranked = vha_cohort_ranking(desk->cohort) != NULL;
    const enum vha_status status = vha_cohort_rank_on(desk->cohort, offences, error);
    if (status != VHA_OK)
        return status;
    if (offences == 0 && was_ranked)
        state->sorting = state->unranked;
    if (offences != 0 && !was_ranked)
        state->unranked = state->sorting;
    if (offences != 0)
        state->sorting = (struct vha_sorting){.count = 1, .keys = {{VHA_SORT_CHOSEN, false}}};
    return cohort_select(state, desk, error);
}

/* ------------------------------------------------------------------------------------- by a key */

/* The pane of the offences: its values are the policy's categories, in their order. */
static size_t offence_pane(const struct cohort_state *state)
{
    size_t facet = 0;
    while (facet < state->filters.facet_count &&
           strcmp(state->filters.facets[facet].name, "offence") != 0)
        facet++;
    return facet;
}

static uint64_t meant_offences(const struct cohort_state *state)
{
    const size_t facet = offence_pane(state);
    if (facet == state->filters.facet_count)
        return 0;
    const bool inside = state->focus == FOCUS_FILTERS && state->filters.cursor_facet == facet &&
                        state->filters.cursor_value < state->filters.facets[facet].value_count;
    if (state->filter.chosen[facet] != 0 || !inside)
        return state->filter.chosen[facet];
    return UINT64_C(1) << state->filters.cursor_value;
}

unsigned cohort_rerank(struct cohort_state *state, struct desk *desk)
{
    struct vha_error error;
    const bool was_ranked = vha_cohort_ranking(desk->cohort) != NULL;
    const uint64_t offences = was_ranked ? 0 : meant_offences(state);
    if (!was_ranked && offences == 0) {
        desk_say(desk,
                 "Choose offences among the filters first, or type :rerank with their codes.");
        return SCREEN_REDRAW;
    }
    if (cohort_rank_on(state, desk, offences, &error) != VHA_OK)
        return cohort_tell(desk, "The list cannot be ranked on these offences", &error);
    return SCREEN_REDRAW;
}

/* ------------------------------------------------------------------------------- in a newer load
 */

enum vha_status cohort_carry_ranking(struct cohort_state *state, struct desk *desk,
                                     struct vha_cohort *fresh, struct vha_error *error)
{
    const struct vha_ranking *const ranking = vha_cohort_ranking(desk->cohort);
    const struct vha_policy *old = NULL;
    const struct vha_policy *new = NULL;
    uint64_t offences = 0;
    char text[1024];
    if (ranking == NULL)
        return VHA_OK;
    enum vha_status status = vha_cohort_policy(desk->cohort, &old, error);
    if (status == VHA_OK)
        status = vha_cohort_policy(fresh, &new, error);
    if (status != VHA_OK)
        return status;
    vha_offences_format(old, ranking->offences, text, sizeof text);
    if (vha_offences_parse(new, text, &offences, error) == VHA_OK)
        return vha_cohort_rank_on(fresh, offences, error);
    state->sorting = state->unranked;
    desk_say(desk, "Not ranked on chosen offences any more: %.150s", error->message);
    return VHA_OK;
}

/* ----------------------------------------------------------------------------------- the banner */

void cohort_write_banner(struct cohort_state *state, struct desk *desk)
{
    const struct vha_ranking *const ranking = vha_cohort_ranking(desk->cohort);
    const struct vha_policy *policy = NULL;
    struct vha_error error;
    char left_out[VHA_MILLI_SIZE];
    char key[KEY_NAME_SIZE];
    if ((ranking != NULL) != (state->ranked_on[0] != '\0'))
        state->rows = 0; /* laid out anew, with a line for it or without */
    state->ranked_on[0] = '\0';
    if (ranking == NULL)
        return;
    snprintf(state->ranked_on, sizeof state->ranked_on, "chosen offences");
    if (vha_cohort_policy(desk->cohort, &policy, &error) == VHA_OK)
        vha_offences_format(policy, ranking->offences, state->ranked_on, sizeof state->ranked_on);
    keymap_first(&desk->keymap, ACTION_RERANK, key);
    snprintf(state->banner, sizeof state->banner,
             "NOT THE VHA RANK: ranked on these offences alone. %s ends it. %s left out.",
             key[0] != '\0' ? key : ":rerank", count_text(ranking->left_out, left_out));
}
