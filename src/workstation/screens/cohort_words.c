/* The list as words, for plain mode. */
#include "cohort.h"

#include "../frame.h"
#include "../why.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PERSON_WORDS 2048 /* bytes: name, borough, every flag and every column */

/* Adds to the sentence; what has no room is cut. */
static void add(char out[PERSON_WORDS], const char *format, ...) VHA_PRINTF(2, 3);

static void add(char out[PERSON_WORDS], const char *format, ...)
{
    const size_t used = strlen(out);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out + used, PERSON_WORDS - used, format, arguments);
    va_end(arguments);
}

/* Where the list is ranked on chosen offences the two ranks must not be taken for each other. */
static void add_ranks(const struct vha_list_row *person, char out[PERSON_WORDS])
{
    char score[VHA_MILLI_SIZE];
    if (person->chosen_rank == 0)
        add(out, "Rank %u. ", person->rank);
    else
        add(out, "On these offences %u with %s, VHA rank %u. ", person->chosen_rank,
            vha_milli_format(score, person->chosen_score, true), person->rank);
}

/* ", new on the list", ", risen by 12"; nothing of who stands as before. */
static void add_change(const struct vha_list_row *person, char out[PERSON_WORDS])
{
    char change[CHANGE_WORDS_SIZE];
    if (person->change != VHA_CHANGE_UNKNOWN && person->change != VHA_CHANGE_NONE)
        add(out, ", %s", change_words(person, change));
}

/* Columns that the user has chosen and that are not said anyway. */
static void add_columns(const struct column_choice *choice, const struct vha_list_row *person,
                        char out[PERSON_WORDS])
{
    for (size_t i = 0; i < choice->count; i++) {
        const struct column *const column = &table_columns[choice->items[i].column];
        char text[COLUMN_TEXT_SIZE];
        if (column->said)
            continue;
        column->format(person, COLUMN_MOST_WIDTH, text);
        add(out, ", %s %s", column->heading, text[0] != '\0' ? text : "none");
    }
}

/* "Rank 1. O'NEILL, Zoë, age 13, under 18, Lambeth, score 7,797.333, wanted EWMS, risen by 2." */
static void person_words(const struct cohort_state *state, const struct vha_list_row *person,
                         char out[PERSON_WORDS])
{
    char name[400];
    char score[VHA_MILLI_SIZE];
    out[0] = '\0';
    add_ranks(person, out);
    add(out, "%s, age %d%s, %.100s, score %s", person_name(person, name, sizeof name), person->age,
        (person->flags & VHA_FLAG_UNDER_18) != 0 ? ", under 18" : "",
        person->borough[0] != '\0' ? person->borough : "no borough",
        vha_milli_format(score, person->crime_score + person->intel_score, true));
    for (size_t i = 0; i < VHA_FLAGS; i++)
        if ((person->flags & vha_flags[i].flag) != 0 && vha_flags[i].flag != VHA_FLAG_UNDER_18)
            add(out, ", %s", vha_flags[i].brief);
    if (person->removed != VHA_NEVER_REMOVED)
        add(out, ", %s", vha_removed_words(person->removed));
    if (cohort_is_marked(state, person->position))
        add(out, ", marked");
    add_change(person, out);
    add_columns(&state->choice, person, out);
    add(out, ".");
}

static void add_heading(const struct cohort_state *state, const struct desk *desk,
                        struct lines *lines)
{
    char order[256];
    char count[FRAME_COUNT_SIZE];
    char filter[2048];
    char scope[512];
    cohort_filtered_by(state, filter, sizeof filter);
    vha_cohort_scope_words(desk->cohort, scope, sizeof scope);
    lines_format(lines, ROLE_HEADER, "The list of %s: %s people%s%s. %s%s. In order %s.%s",
                 vha_cohort_info(desk->cohort)->quarter, frame_count(desk, count),
                 scope[0] != '\0' ? " in " : "", scope, filter[0] != '\0' ? "Only " : "No filter",
                 filter, vha_sorting_words(&state->sorting, order, sizeof order),
                 state->ranked_on[0] != '\0' ? " This is not the VHA rank; rerank goes back to it."
                                             : "");
}

void cohort_words(const void *opaque, const struct desk *desk, struct lines *lines)
{
    const struct cohort_state *const state = opaque;
    char from[VHA_MILLI_SIZE];
    char to[VHA_MILLI_SIZE];
    char of[VHA_MILLI_SIZE];
    add_heading(state, desk, lines);
    for (uint32_t i = 0; i < state->in_sight_count; i++) {
        char words[PERSON_WORDS];
        person_words(state, &state->in_sight[i], words);
        lines_add(lines, ROLE_BODY, words);
    }
    if (state->selection.count == 0)
        lines_add(lines, ROLE_MESSAGE, "Nobody on the list meets these filters.");
    else
        lines_format(lines, ROLE_MUTED, "%s to %s of %s.",
                     count_text(state->in_sight_from + 1, from),
                     count_text(state->in_sight_from + state->in_sight_count, to),
                     count_text(state->selection.count, of));
}

void cohort_here_words(const void *opaque, const struct desk *desk, char *out, size_t size)
{
    const struct cohort_state *const state = opaque;
    (void)desk;
    if (state->cursor >= state->in_sight_from &&
        state->cursor - state->in_sight_from < state->in_sight_count) {
        char words[PERSON_WORDS];
        person_words(state, &state->in_sight[state->cursor - state->in_sight_from], words);
        snprintf(out, size, "%s", words);
    }
}

/* -------------------------------------------------------------------------------------- filters */

/* "Lambeth 61", "EWMS (ewms) 348, chosen". */
static void add_value(const struct cohort_state *state, size_t facet, size_t value, char *out,
                      size_t size)
{
    const struct vha_facet_value *const entry = &state->filters.facets[facet].values[value];
    const size_t used = strlen(out);
    char count[VHA_MILLI_SIZE];
    const uint64_t bit = UINT64_C(1) << value;
    const bool same = strcmp(entry->code, entry->label) == 0;
    snprintf(out + used, size - used, "%s %s%s%s%s %s%s", value > 0 ? "," : "", entry->label,
             same ? "" : " (", same ? "" : entry->code, same ? "" : ")",
             count_text(state->selection.counts[facet][value], count),
             (state->filter.chosen[facet] & bit) != 0     ? " chosen"
             : (state->filter.excluded[facet] & bit) != 0 ? " left out"
                                                          : "");
}

static void add_measures(struct lines *lines)
{
    char words[512] = "";
    size_t used = 0;
    for (int i = 0; i < VHA_MEASURES; i++)
        used += (size_t)snprintf(words + used, sizeof words - used, "%s%s", i > 0 ? ", " : "",
                                 vha_measures[i].name);
    lines_format(lines, ROLE_BODY, "Ranges, such as age=13..17 or score>=2500, are of: %s.", words);
}

void cohort_filter_words(const struct cohort_state *state, struct lines *lines)
{
    lines_add(lines, ROLE_BODY,
              "Each filter, the name that is typed, its values and how many people they give now.");
    for (size_t facet = 0; facet < state->filters.facet_count; facet++) {
        const struct vha_facet *const pane = &state->filters.facets[facet];
        char words[8192];
        snprintf(words, sizeof words, "%s (%s):", pane->title, pane->name);
        for (size_t value = 0; value < pane->value_count; value++)
            add_value(state, facet, value, words, sizeof words);
        lines_add(lines, ROLE_BODY, words);
    }
    add_measures(lines);
}

/* ------------------------------------------------------------------------------------- reasons */

enum vha_status cohort_why_words(const struct cohort_state *state, struct desk *desk,
                                 struct lines *lines, struct vha_error *error)
{
    const uint32_t at = state->cursor - state->in_sight_from;
    if (state->cursor < state->in_sight_from || at >= state->in_sight_count)
        return vha_fail(error, VHA_UNAVAILABLE, "Nobody is under the cursor.");
    struct vha_arena *const arena = vha_arena_new();
    struct vha_explanation explanation;
    const enum vha_status status =
        vha_cohort_explain(desk->cohort, state->in_sight[at].pncid, arena, &explanation, error);
    if (status == VHA_OK)
        why_words(lines, &explanation);
    vha_arena_free(arena);
    return status;
}
