/* Going to somebody: by a text that is typed, or by rank. */
#include "cohort.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned begin_typing(struct cohort_state *state, enum typing_for typing_for)
{
    state->typing = typing_for;
    state->search_from = state->cursor;
    state->near_count = 0;
    return SCREEN_REDRAW;
}

/* Who was found by a report, and by which. */
static void tell_report(const struct cohort_state *state, struct desk *desk, const char *text)
{
    char reference[VHA_REFERENCE_SIZE];
    vha_cohort_found_by(desk->cohort, cohort_here(state), text, reference);
    if (reference[0] != '\0')
        desk_say(desk, "Found by the report %s.", reference);
}

/* A text cut to the columns that a message has for it. */
static const char *briefly(const char *text, int columns, char *out, size_t size)
{
    char shown[4 * VHA_NEAR_SIZE];
    vha_text_show(shown, sizeof shown, text);
    vha_text_fit(out, size, shown, columns, "~");
    return out;
}

#define BRIEF_COLUMNS 20
#define BRIEF_SIZE    128

/* "KOWALSKI (3), KOWALCZYK (1)" */
static void near_words(const struct cohort_state *state, char *out, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < state->near_count && used < size; i++) {
        char name[BRIEF_SIZE];
        used += (size_t)snprintf(out + used, size - used, "%s%s (%u)", i > 0 ? ", " : "",
                                 briefly(state->near[i].shown, BRIEF_COLUMNS, name, sizeof name),
                                 state->near[i].people);
    }
}

/* Says that nobody matches, and which names are near; those are never gone to unasked. */
static void tell_nobody(struct cohort_state *state, struct desk *desk, const char *text)
{
    char typed[BRIEF_SIZE];
    char names[VHA_NEAR_NAMES * (BRIEF_SIZE + 16)] = "";
    state->near_count = vha_cohort_nearest(desk->cohort, &state->selection, text, state->near);
    briefly(text, BRIEF_COLUMNS, typed, sizeof typed);
    near_words(state, names, sizeof names);
    if (state->near_count == 0)
        desk_say(desk, "Nobody on this list matches \"%.200s\".", text);
    else
        desk_say(desk, "Nobody matches \"%s\"%s nearest: %s%s", typed,
                 state->typing == TYPING_FOR_SEARCH ? "; Enter goes to the" : ";", names,
                 state->plain ? ". search and a name goes there." : "");
}

static bool find(struct cohort_state *state, struct desk *desk, const char *text, uint32_t from,
                 bool forwards)
{
    state->near_count = 0;
    if (state->selection.count == 0 || text[0] == '\0')
        return false;
    cohort_log_search(state, desk, text);
    const uint32_t found = vha_cohort_search(desk->cohort, &state->selection, text, from, forwards);
    if (found == UINT32_MAX) {
        tell_nobody(state, desk, text);
        return false;
    }
    (void)cohort_move_to(state, desk, found);
    tell_report(state, desk, text);
    return true;
}

/* While typing, the row where the search began is the first that is looked at. */
static void search_typed(struct cohort_state *state, struct desk *desk)
{
    const uint32_t count = state->selection.count;
    const uint32_t before = state->search_from > 0 ? state->search_from - 1 : count - 1;
    if (!find(state, desk, state->search.text, before, true))
        (void)cohort_move_to(state, desk, state->search_from);
}

static unsigned search_again(struct cohort_state *state, struct desk *desk, bool forwards)
{
    if (state->searched[0] == '\0') {
        desk_say(desk, "Nothing has been searched for yet.");
        return SCREEN_REDRAW;
    }
    find(state, desk, state->searched, state->cursor, forwards);
    return SCREEN_REDRAW;
}

/* What is in the line has been searched for: it stays for n and N, and in the line until another
 * one is typed. */
static void end_search(struct cohort_state *state)
{
    if (state->search.length > 0)
        snprintf(state->searched, sizeof state->searched, "%.*s", EDITOR_LINE, state->search.text);
    state->search_done = true;
}

unsigned cohort_search(struct cohort_state *state, struct desk *desk)
{
    (void)desk;
    return begin_typing(state, TYPING_FOR_SEARCH);
}

unsigned cohort_search_next(struct cohort_state *state, struct desk *desk)
{
    return search_again(state, desk, true);
}

unsigned cohort_search_previous(struct cohort_state *state, struct desk *desk)
{
    return search_again(state, desk, false);
}

unsigned cohort_search_for(struct cohort_state *state, struct desk *desk, const char *text)
{
    cohort_set_focus(state, FOCUS_TABLE);
    editor_set(&state->search, text);
    end_search(state);
    (void)search_again(state, desk, true);
    if (state->near_count > 0 && !state->plain) { /* as if typed: Enter goes there */
        (void)begin_typing(state, TYPING_FOR_SEARCH);
        tell_nobody(state, desk, text);
    }
    return SCREEN_REDRAW;
}

/* ------------------------------------------------------------------------------------- a rank */

/* The row of that rank; on a filtered list the first one at or after it. Who shares a rank stands
 * at the positions after it, so the position says as much as the rank. */
static uint32_t row_of_rank(const struct cohort_state *state, const struct desk *desk,
                            uint32_t rank)
{
    const uint32_t wanted = vha_cohort_nth(desk->cohort, rank - 1);
    const uint32_t *const positions = state->selection.positions;
    uint32_t best = UINT32_MAX;
    uint32_t last = 0;
    for (uint32_t i = 0; i < state->selection.count; i++) {
        if (positions[i] >= wanted && (best == UINT32_MAX || positions[i] < positions[best]))
            best = i;
        if (positions[i] > positions[last])
            last = i;
    }
    return best == UINT32_MAX ? last : best;
}

unsigned cohort_to_rank(struct cohort_state *state, struct desk *desk, uint32_t rank)
{
    if (rank == 0 || state->selection.count == 0)
        return SCREEN_REDRAW;
    cohort_set_focus(state, FOCUS_TABLE);
    const uint32_t row = row_of_rank(state, desk, rank);
    const uint32_t wanted = vha_cohort_nth(desk->cohort, rank - 1);
    const unsigned flags = cohort_move_to(state, desk, row);
    if (state->selection.positions[row] != wanted)
        desk_say(desk, "Rank %" PRIu32 " is not among the people shown; this is the %s one.", rank,
                 state->selection.positions[row] > wanted ? "next" : "last");
    return flags;
}

unsigned cohort_jump(struct cohort_state *state, struct desk *desk)
{
    (void)desk;
    return begin_typing(state, TYPING_FOR_JUMP);
}

unsigned cohort_jump_from(struct cohort_state *state, uint32_t digit)
{
    editor_clear(&state->jump);
    editor_type(&state->jump, digit);
    return begin_typing(state, TYPING_FOR_JUMP);
}

static unsigned jump_typed(struct cohort_state *state, struct desk *desk)
{
    const unsigned long typed = strtoul(state->jump.text, NULL, 10);
    const uint32_t rank = typed < UINT32_MAX ? (uint32_t)typed : UINT32_MAX;
    editor_clear(&state->jump);
    return cohort_to_rank(state, desk, rank);
}

/* -------------------------------------------------------------------------------------- typing */

/* Goes to the near name that was offered, and says so: it may not be the one that was meant. */
static void take_nearest(struct cohort_state *state, struct desk *desk)
{
    char typed[BRIEF_SIZE];
    char name[BRIEF_SIZE];
    const struct vha_near_name nearest = state->near[0];
    briefly(state->search.text, BRIEF_COLUMNS, typed, sizeof typed);
    editor_set(&state->search, nearest.typed);
    search_typed(state, desk);
    desk_say(desk, "Nobody matches \"%s\". This is the nearest name, \"%s\".", typed,
             briefly(nearest.shown, BRIEF_COLUMNS, name, sizeof name));
}

/* Enter: the search stays as it is typed, or becomes the near one that is offered. */
static unsigned accept_search(struct cohort_state *state, struct desk *desk)
{
    if (state->near_count > 0)
        take_nearest(state, desk);
    else if (state->search.length > 0 && state->selection.count > 0)
        search_typed(state, desk); /* says once more who was found by what, or that nobody was */
    state->typing = TYPING_FOR_NOTHING;
    end_search(state);
    return SCREEN_REDRAW;
}

/* Esc: the cursor returns, and the line is empty the next time. */
static unsigned put_search_away(struct cohort_state *state, struct desk *desk)
{
    if (state->search.length > 0)
        snprintf(state->put_away, sizeof state->put_away, "%.*s", EDITOR_LINE, state->search.text);
    editor_clear(&state->search);
    state->search_done = false;
    state->typing = TYPING_FOR_NOTHING;
    return cohort_move_to(state, desk, state->search_from);
}

/* Up: what was put away, for what is in the line. */
static void take_up_search(struct cohort_state *state)
{
    char line[EDITOR_LINE + 1];
    if (state->put_away[0] == '\0')
        return;
    snprintf(line, sizeof line, "%.*s", EDITOR_LINE, state->search.text);
    editor_set(&state->search, state->put_away);
    snprintf(state->put_away, sizeof state->put_away, "%s", line);
}

/* What is typed: into a search that was done, as a new one. */
static void type_character(struct cohort_state *state, struct editor *editor, uint32_t character)
{
    const bool searching = editor == &state->search;
    if (searching && state->search_done)
        editor_clear(editor);
    if (searching || (character >= '0' && character <= '9'))
        editor_type(editor, character);
}

unsigned cohort_type(struct cohort_state *state, struct desk *desk, const struct event *event)
{
    struct editor *const editor =
        state->typing == TYPING_FOR_SEARCH ? &state->search : &state->jump;
    const bool searching = state->typing == TYPING_FOR_SEARCH;
    if (event->kind == EVENT_TYPING && event->typing == TYPING_CANCEL && searching)
        return put_search_away(state, desk);
    if (event->kind == EVENT_TYPING &&
        (event->typing == TYPING_CANCEL || event->typing == TYPING_HELP)) {
        if (event->typing == TYPING_CANCEL)
            editor_clear(editor);
        state->typing = TYPING_FOR_NOTHING;
        return SCREEN_REDRAW;
    }
    if (event->kind == EVENT_TYPING && event->typing == TYPING_ACCEPT) {
        if (searching)
            return accept_search(state, desk);
        state->typing = TYPING_FOR_NOTHING;
        return jump_typed(state, desk);
    }
    if (event->kind == EVENT_TEXT)
        type_character(state, editor, event->character);
    else if (event->kind == EVENT_TYPING && event->typing == TYPING_EARLIER && searching)
        take_up_search(state);
    else if (event->kind == EVENT_TYPING)
        editor_edit(editor, event->typing);
    if (!searching)
        return SCREEN_REDRAW;
    state->search_done = false;
    search_typed(state, desk);
    return SCREEN_REDRAW;
}
