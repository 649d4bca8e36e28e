/* The orders that change how the list stands: its order, its columns, what it is ranked on. Each is
 * an action too, for when nothing stands after it. */
#include "cohort.h"

#include <stdio.h>
#include <string.h>

/* Where the last word begins, after any of the separators. */
static size_t last_word(const char *text, const char *separators)
{
    size_t from = strlen(text);
    while (from > 0 && strchr(separators, text[from - 1]) == NULL)
        from--;
    return from;
}

/* --------------------------------------------------------------------------------------- sorting
 */

static enum vha_status run_sort(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct cohort_state *const state = cohort_of(desk);
    struct vha_sorting sorting;
    const enum vha_status status = vha_sorting_parse(arguments, &sorting, error);
    if (status != VHA_OK)
        return status;
    desk_home(desk);
    *flags |= cohort_sort_as(state, desk, &sorting);
    return VHA_OK;
}

/* After a blank the directions too, which belong to the column before. */
static void complete_sort(struct desk *desk, const char *arguments, struct candidates *candidates)
{
    (void)desk;
    candidates->from = last_word(arguments, " ,");
    const char *const word = arguments + candidates->from;
    size_t before = candidates->from;
    while (before > 0 && arguments[before - 1] == ' ')
        before--;
    if (before > 0 && arguments[before - 1] != ',') {
        candidates_offer(candidates, word, "asc");
        candidates_offer(candidates, word, "desc");
    }
    for (size_t i = 0; i < VHA_SORTS; i++)
        candidates_offer(candidates, word, vha_sorts[i].name);
}

static void preview_sort(struct desk *desk, const char *arguments, char *out, size_t size)
{
    struct vha_sorting sorting;
    struct vha_error error;
    char words[256];
    (void)desk;
    if (vha_sorting_parse(arguments, &sorting, &error) == VHA_OK)
        snprintf(out, size, "The list %s", vha_sorting_words(&sorting, words, sizeof words));
    else
        snprintf(out, size, "%s", error.message);
}

/* ------------------------------------------------------------------------------- ranking anew */

static enum vha_status run_rerank(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    struct cohort_state *const state = cohort_of(desk);
    const struct vha_policy *policy = NULL;
    uint64_t offences = 0;
    enum vha_status status = vha_cohort_policy(desk->cohort, &policy, error);
    if (status == VHA_OK)
        status = vha_offences_parse(policy, arguments, &offences, error);
    if (status == VHA_OK)
        status = cohort_rank_on(state, desk, offences, error);
    if (status != VHA_OK)
        return status;
    desk_home(desk);
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

static void complete_rerank(struct desk *desk, const char *arguments, struct candidates *candidates)
{
    const struct vha_policy *policy = NULL;
    struct vha_error error;
    candidates->from = last_word(arguments, " ,");
    if (vha_cohort_policy(desk->cohort, &policy, &error) != VHA_OK)
        return;
    for (size_t i = 0; i < policy->category_count; i++)
        candidates_offer(candidates, arguments + candidates->from, policy->categories[i].code);
}

/* -------------------------------------------------------------------------------------- columns */

static enum vha_status run_columns(struct desk *desk, const char *arguments, unsigned *flags,
                                   struct vha_error *error)
{
    struct cohort_state *const state = cohort_of(desk);
    struct column_choice choice;
    const enum vha_status status = columns_parse(arguments, &choice, error);
    if (status != VHA_OK)
        return status;
    desk_home(desk);
    cohort_choose_columns(state, &choice);
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

static void complete_columns(struct desk *desk, const char *arguments,
                             struct candidates *candidates)
{
    (void)desk;
    candidates->from = last_word(arguments, " ,|");
    const char *const word = arguments + candidates->from;
    for (size_t i = 0; i < COLUMNS; i++)
        candidates_offer(candidates, word, table_columns[i].name);
    if (candidates->from == 0)
        candidates_offer(candidates, word, "default");
}

static const struct order orders[] = {
    {.name = "sort",
     .arguments = "KEYS",
     .summary = "sort by columns, such as 'borough, age desc'",
     .run = run_sort,
     .complete = complete_sort,
     .preview = preview_sort},
    {.name = "columns",
     .arguments = "COLUMNS",
     .summary =
         "show these columns, such as 'rank,name:30|age': a width after a colon, a bar after "
         "those that stay",
     .run = run_columns,
     .complete = complete_columns},
    {.name = "rerank",
     .arguments = "OFFENCES",
     .summary = "rank the list on these offences alone: codes with commas between",
     .run = run_rerank,
     .complete = complete_rerank},
};

const struct order_group table_orders = {"Order and columns", orders, VHA_COUNT(orders)};
