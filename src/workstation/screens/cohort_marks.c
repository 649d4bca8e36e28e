/* Marks on people: they stay through filters and orders, until the session ends. */
#include "cohort.h"

#include <stdlib.h>

/* ----------------------------------------------------------------------------------- marks as bits
 */

static uint64_t bit_of(uint32_t position)
{
    return UINT64_C(1) << position % 64;
}

bool cohort_is_marked(const struct cohort_state *state, uint32_t position)
{
    return state->marks.count > 0 && position != UINT32_MAX &&
           (state->marks.bits[position / 64] & bit_of(position)) != 0;
}

static uint64_t *no_marks(const struct vha_cohort *cohort)
{
    return vha_alloc_zeroed(vha_cohort_info(cohort)->listed / 64 + 1, sizeof(uint64_t));
}

void cohort_forget_marks(struct cohort_state *state)
{
    free(state->marks.bits);
    state->marks = (struct marks){.bits = NULL};
}

static void put_mark(struct cohort_state *state, const struct desk *desk, uint32_t position)
{
    struct marks *const marks = &state->marks;
    if (marks->bits == NULL)
        marks->bits = no_marks(desk->cohort);
    const bool marked = cohort_is_marked(state, position);
    marks->bits[position / 64] ^= bit_of(position);
    marks->count = marked ? marks->count - 1 : marks->count + 1;
}

/* --------------------------------------------------------------------------------------- by a key
 */

static unsigned show(struct cohort_state *state, struct desk *desk, bool only)
{
    state->marks.only = only;
    vha_cohort_keep_only(desk->cohort, only ? state->marks.bits : NULL);
    return cohort_select_anew(state, desk);
}

static unsigned tell_none(struct desk *desk)
{
    char key[KEY_NAME_SIZE];
    keymap_first(&desk->keymap, ACTION_MARK, key);
    desk_say(desk, "Nobody is marked; %s marks a person.", key[0] != '\0' ? key : ":mark");
    return SCREEN_REDRAW;
}

unsigned cohort_mark(struct cohort_state *state, struct desk *desk)
{
    const uint32_t here = cohort_here(state);
    if (here == UINT32_MAX)
        return SCREEN_IGNORED;
    put_mark(state, desk, here);
    if (state->plain)
        desk_say(desk, "%s; %u %s marked.",
                 cohort_is_marked(state, here) ? "Marked" : "Not marked any more",
                 state->marks.count, state->marks.count == 1 ? "person is" : "people are");
    return state->marks.only ? show(state, desk, state->marks.count > 0) : SCREEN_REDRAW;
}

/* The next one in the list as it stands, round its end. */
static unsigned to_mark(struct cohort_state *state, struct desk *desk, uint32_t step)
{
    const uint32_t count = state->selection.count;
    if (state->marks.count == 0)
        return tell_none(desk);
    for (uint32_t i = 0, at = state->cursor; i < count; i++) {
        at = (at + step) % count;
        if (cohort_is_marked(state, state->selection.positions[at])) {
            cohort_set_focus(state, FOCUS_TABLE);
            return cohort_move_to(state, desk, at);
        }
    }
    desk_say(desk, "Nobody of those who are marked passes the filter.");
    return SCREEN_REDRAW;
}

unsigned cohort_next_mark(struct cohort_state *state, struct desk *desk)
{
    return to_mark(state, desk, 1);
}

unsigned cohort_previous_mark(struct cohort_state *state, struct desk *desk)
{
    return to_mark(state, desk, state->selection.count > 0 ? state->selection.count - 1 : 0);
}

unsigned cohort_only_marked(struct cohort_state *state, struct desk *desk)
{
    return state->marks.count > 0 ? show(state, desk, !state->marks.only) : tell_none(desk);
}

void cohort_show_unmarked(struct cohort_state *state, struct desk *desk)
{
    state->marks.only = false;
    vha_cohort_keep_only(desk->cohort, NULL);
}

unsigned cohort_clear_marks(struct cohort_state *state, struct desk *desk)
{
    const bool only = state->marks.only;
    const uint32_t count = state->marks.count;
    if (count == 0)
        return tell_none(desk);
    cohort_forget_marks(state);
    desk_say(desk, "The %s taken away.", count == 1 ? "mark is" : "marks are");
    return only ? show(state, desk, false) : SCREEN_REDRAW;
}

/* ------------------------------------------------------------------------------- in a newer load
 */

/* The same people as far as they are on its list. */
enum vha_status cohort_carry_marks(struct cohort_state *state, struct desk *desk,
                                   struct vha_cohort *fresh, struct vha_error *error)
{
    struct marks carried = {.bits = no_marks(fresh), .only = state->marks.only};
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status = VHA_OK;
    const uint32_t listed = vha_cohort_info(desk->cohort)->listed;
    for (uint32_t position = 0; status == VHA_OK && position < listed; position++) {
        struct vha_list_row row;
        if (!cohort_is_marked(state, position))
            continue;
        status = vha_cohort_row(desk->cohort, position, arena, &row, error);
        const uint32_t to = status == VHA_OK ? cohort_find_again(fresh, row.pncid) : UINT32_MAX;
        if (to == UINT32_MAX)
            continue;
        carried.bits[to / 64] |= bit_of(to);
        carried.count++;
    }
    vha_arena_free(arena);
    carried.only = carried.only && carried.count > 0;
    if (status != VHA_OK) {
        free(carried.bits);
        return status;
    }
    cohort_forget_marks(state);
    state->marks = carried;
    vha_cohort_keep_only(fresh, carried.only ? carried.bits : NULL);
    return VHA_OK;
}
