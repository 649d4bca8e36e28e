/* What is chosen of the list and searched for, on its way into the audit log (SOP 61). */
#include "cohort.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Filters can name more values than anybody reads; the entry has room for as many as the screen. */
#define FILTER_SIZE      2048
#define ORDER_WORDS_SIZE 256

static struct logged_choice choice_of(const struct cohort_state *state)
{
    char filter[FILTER_SIZE];
    struct logged_choice choice = {
        .filter = state->filter,
        .sorting = state->sorting,
        .marked = state->marks.only,
        .ranked = state->ranked_on[0] != '\0',
        .words = vha_copy_text(cohort_filtered_by(state, filter, sizeof filter))};
    vha_sorting_format(&state->sorting, choice.order);
    return choice;
}

static bool is_the_same(const struct logged_choice *a, const struct logged_choice *b)
{
    return strcmp(a->words, b->words) == 0 && strcmp(a->order, b->order) == 0;
}

void cohort_log_begin(struct cohort_state *state)
{
    state->log = (struct choice_log){.due_ms = INT64_MAX, .searched = vha_copy_text("")};
    state->log.logged = choice_of(state);
}

void cohort_log_free(struct cohort_state *state)
{
    free(state->log.logged.words);
    free(state->log.searching);
    free(state->log.searched);
}

void cohort_log_later(struct cohort_state *state, const struct desk *desk)
{
    state->log.due_ms = desk->now_ms + desk->options->settings->choice_rest_milliseconds;
}

void cohort_log_search(struct cohort_state *state, const struct desk *desk, const char *text)
{
    free(state->log.searching);
    state->log.searching = vha_copy_text(text);
    cohort_log_later(state, desk);
}

static enum vha_status log_choice(struct cohort_state *state, struct desk *desk,
                                  struct vha_error *error)
{
    struct logged_choice choice = choice_of(state);
    if (is_the_same(&choice, &state->log.logged)) {
        free(choice.words);
        return VHA_OK;
    }
    char order[ORDER_WORDS_SIZE];
    const struct vha_listing listing = {.quarter = vha_cohort_info(desk->cohort)->quarter,
                                        .filter = choice.words,
                                        .sort =
                                            vha_sorting_words(&choice.sorting, order, sizeof order),
                                        .count = state->selection.count};
    const enum vha_status status =
        vha_register_log_list(desk->options->reg, desk->options->user, &listing, error);
    if (status != VHA_OK) {
        free(choice.words);
        return status;
    }
    free(state->log.logged.words);
    state->log.logged = choice;
    return VHA_OK;
}

static enum vha_status log_search(struct cohort_state *state, struct desk *desk,
                                  struct vha_error *error)
{
    struct choice_log *const log = &state->log;
    if (log->searching == NULL || strcmp(log->searching, log->searched) == 0)
        return VHA_OK;
    const enum vha_status status =
        vha_register_log_search(desk->options->reg, desk->options->user,
                                vha_cohort_info(desk->cohort)->quarter, log->searching, error);
    if (status != VHA_OK)
        return status;
    free(log->searched);
    log->searched = log->searching;
    log->searching = NULL;
    return VHA_OK;
}

static int64_t due(const void *opaque)
{
    return ((const struct cohort_state *)opaque)->log.due_ms;
}

static enum vha_status log_all(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct cohort_state *const state = opaque;
    enum vha_status status = log_choice(state, desk, error);
    if (status == VHA_OK)
        status = log_search(state, desk, error);
    if (status == VHA_OK)
        state->log.due_ms = INT64_MAX;
    return status;
}

static enum vha_status take_back(void *opaque, struct desk *desk, struct vha_error *error)
{
    struct cohort_state *const state = opaque;
    struct choice_log *const log = &state->log;
    const struct vha_sorting sorting = log->logged.sorting;
    enum vha_status status = VHA_OK;
    editor_clear(&state->search);
    state->searched[0] = '\0';
    state->put_away[0] = '\0';
    free(log->searching);
    log->searching = NULL;
    state->marks.only = state->marks.only && log->logged.marked;
    if (state->ranked_on[0] != '\0' && !log->logged.ranked)
        status = cohort_rank_on(state, desk, 0, error);
    state->sorting = sorting;
    if (status == VHA_OK)
        status = cohort_set_filter(state, desk, &log->logged.filter, error);
    log->due_ms = INT64_MAX;
    return status;
}

const struct choice_ops cohort_choice = {.due = due, .log = log_all, .take_back = take_back};
