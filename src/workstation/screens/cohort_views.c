#include "cohort_views.h"

#include "vha/views.h"

#include <stdio.h>
#include <string.h>

#define FILTER_SIZE 8192

/* How the list is looked at now, as texts. */
struct texts {
    char filter[FILTER_SIZE];
    char sort[VHA_SORTING_SIZE];
    char columns[COLUMNS_TEXT_SIZE];
    char offences[1024];
};

static enum vha_status read_texts(const struct cohort_state *state, const struct desk *desk,
                                  struct texts *texts, struct vha_error *error)
{
    const struct vha_panes panes = cohort_panes(state);
    const struct vha_ranking *const ranking = vha_cohort_ranking(desk->cohort);
    vha_filter_format(&panes, &state->filter, texts->filter, sizeof texts->filter);
    vha_sorting_format(&state->sorting, texts->sort);
    columns_format(&state->choice, texts->columns);
    texts->offences[0] = '\0';
    if (ranking == NULL)
        return VHA_OK;
    const struct vha_policy *policy = NULL;
    const enum vha_status status = vha_cohort_policy(desk->cohort, &policy, error);
    if (status == VHA_OK)
        vha_offences_format(policy, ranking->offences, texts->offences, sizeof texts->offences);
    return status;
}

static struct vha_view as_view(const struct texts *texts, const char *name)
{
    return (struct vha_view){.name = name,
                             .filter = texts->filter,
                             .sort = texts->sort,
                             .columns = texts->columns,
                             .offences = texts->offences};
}

/* ------------------------------------------------------------------------------------- restoring
 */

/* What was typed in another quarter may mean nothing in this one: it is told, and the rest holds.
 */
static void tell_left_out(struct desk *desk, const struct vha_error *error)
{
    desk_say(desk, "Left out of the view: %.200s", error->message);
}

static enum vha_status rank_on(struct desk *desk, const char *typed, struct vha_error *error)
{
    const struct vha_policy *policy = NULL;
    uint64_t offences = 0;
    enum vha_status status = vha_cohort_policy(desk->cohort, &policy, error);
    if (status == VHA_OK && typed[0] != '\0')
        status = vha_offences_parse(policy, typed, &offences, error);
    if (status == VHA_USAGE) {
        tell_left_out(desk, error);
        offences = 0;
        status = VHA_OK;
    }
    return status == VHA_OK ? vha_cohort_rank_on(desk->cohort, offences, error) : status;
}

/* Takes the filter term by term, so that one that means nothing any more costs no other. */
static struct vha_filter take_terms(const struct cohort_state *state, struct desk *desk,
                                    const char *typed)
{
    const struct vha_panes panes = cohort_panes(state);
    struct vha_filter filter = {.chosen = {0}};
    char kept[FILTER_SIZE] = "";
    size_t used = 0;
    while (*(typed += strspn(typed, " ")) != '\0') {
        const size_t length = strcspn(typed, " ");
        struct vha_error error;
        if (used + length + 2 > sizeof kept)
            break;
        snprintf(kept + used, sizeof kept - used, "%s%.*s", used > 0 ? " " : "", (int)length,
                 typed);
        if (vha_filter_parse(&panes, kept, &filter, &error) == VHA_OK)
            used = strlen(kept);
        else
            tell_left_out(desk, &error);
        kept[used] = '\0';
        typed += length;
    }
    (void)!vha_filter_parse(&panes, kept, &filter, NULL);
    return filter;
}

static enum vha_status take_view(struct cohort_state *state, struct desk *desk,
                                 const struct vha_view *view, struct vha_error *error)
{
    struct vha_error fault;
    struct vha_sorting sorting = {.count = 0};
    struct column_choice choice = {.count = 0};
    if (vha_sorting_parse(view->sort, &sorting, &fault) != VHA_OK)
        tell_left_out(desk, &fault);
    if (columns_parse(view->columns, &choice, &fault) != VHA_OK)
        tell_left_out(desk, &fault);
    const struct vha_filter filter = take_terms(state, desk, view->filter);
    const enum vha_status status = rank_on(desk, view->offences, error);
    if (status != VHA_OK)
        return status;
    state->sorting = sorting;
    state->unranked = (struct vha_sorting){.count = 0};
    state->rows = 0; /* laid out anew */
    cohort_choose_columns(state, &choice);
    return cohort_set_filter(state, desk, &filter, error);
}

/* ----------------------------------------------------------------------------------------- views
 */

/* The one view that is looked for among the user's. */
struct finding {
    const char *name;
    struct vha_arena *arena;
    struct vha_view found; /* name NULL: not there */
};

static const char *keep(struct vha_arena *arena, const char *text)
{
    return vha_arena_text(arena, text, strlen(text));
}

static void find_view(void *context, const struct vha_view *view)
{
    struct finding *const finding = context;
    if (strcasecmp(view->name, finding->name) == 0)
        finding->found = (struct vha_view){.name = keep(finding->arena, view->name),
                                           .filter = keep(finding->arena, view->filter),
                                           .sort = keep(finding->arena, view->sort),
                                           .columns = keep(finding->arena, view->columns),
                                           .offences = keep(finding->arena, view->offences)};
}

enum vha_status cohort_show_view(struct cohort_state *state, struct desk *desk, const char *name,
                                 struct vha_error *error)
{
    struct finding finding = {.name = name, .arena = vha_arena_new()};
    enum vha_status status =
        vha_register_views(desk->options->reg, desk->options->user, find_view, &finding, error);
    if (status == VHA_OK && finding.found.name == NULL)
        status = vha_fail(error, VHA_NO_INPUT,
                          "You have no view named \"%.100s\"; save_view saves one.", name);
    if (status == VHA_OK) {
        desk_say(desk, "View %.60s.", finding.found.name);
        status = take_view(state, desk, &finding.found, error);
    }
    vha_arena_free(finding.arena);
    return status;
}

/* ----------------------------------------------------------------------------------- the place */

/* Puts the cursor on that person, on that line of the table, if they are still on the list. */
static void go_to(struct cohort_state *state, const struct desk *desk, const char *typed,
                  int64_t line)
{
    vha_pncid pncid = 0;
    struct vha_dossier dossier;
    if (typed == NULL || vha_pncid_parse(typed, strlen(typed), vha_cohort_info(desk->cohort)->as_of,
                                         &pncid) != VHA_PNCID_FINE)
        return;
    struct vha_arena *const arena = vha_arena_new();
    const bool listed =
        vha_cohort_dossier(desk->cohort, pncid, arena, &dossier, NULL) == VHA_OK && dossier.listed;
    for (uint32_t i = 0; listed && i < state->selection.count; i++)
        if (state->selection.positions[i] == dossier.person.position) {
            state->cursor = i;
            state->top = i > line ? i - (uint32_t)line : 0; /* seen to once the size is known */
            cohort_why_at_once(state, desk);
        }
    vha_arena_free(arena);
}

/* On the last row until any key; the next session has a place, and no need of it. */
static void greet(struct desk *desk)
{
    char help[KEY_NAME_SIZE];
    char search[KEY_NAME_SIZE];
    char open[KEY_NAME_SIZE];
    char quit[KEY_NAME_SIZE];
    desk_say(desk, "New here: %s lists all keys, %s finds somebody, %s opens a record, %s leaves.",
             keymap_first(&desk->keymap, ACTION_HELP, help),
             keymap_first(&desk->keymap, ACTION_SEARCH, search),
             keymap_first(&desk->keymap, ACTION_OPEN, open),
             keymap_first(&desk->keymap, ACTION_QUIT, quit));
}

enum vha_status cohort_restore_place(struct cohort_state *state, struct desk *desk,
                                     struct vha_error *error)
{
    struct vha_place place;
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status =
        vha_register_place(desk->options->reg, desk->options->user, arena, &place, error);
    if (status == VHA_OK && place.view.filter != NULL) {
        status = take_view(state, desk, &place.view, error);
        if (status == VHA_OK)
            go_to(state, desk, place.pncid, place.line);
    } else if (status == VHA_OK && !state->plain) { /* plain mode says what to type by itself */
        greet(desk);
    }
    vha_arena_free(arena);
    return status;
}

enum vha_status cohort_keep_place(const struct cohort_state *state, const struct desk *desk,
                                  struct vha_error *error)
{
    struct texts texts;
    char pncid[VHA_PNCID_SIZE];
    const enum vha_status status = read_texts(state, desk, &texts, error);
    if (status != VHA_OK)
        return status;
    const bool somebody = state->in_sight_count > 0 && state->cursor >= state->in_sight_from &&
                          state->cursor < state->in_sight_from + state->in_sight_count;
    const struct vha_place place = {
        .view = as_view(&texts, NULL),
        .pncid = somebody ? vha_pncid_format(
                                pncid, state->in_sight[state->cursor - state->in_sight_from].pncid)
                          : NULL,
        .line = state->cursor - state->top,
    };
    return vha_register_keep_place(desk->options->reg, desk->options->user, &place, error);
}

/* --------------------------------------------------------------------------------------- orders */

static enum vha_status run_view(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct cohort_state *list = NULL;
    enum vha_status status = cohort_find(desk, VHA_ACTION_LIST, &list, error);
    if (status != VHA_OK)
        return status;
    *flags |= SCREEN_REDRAW;
    if (arguments[0] == '\0') {
        struct screen screen;
        status = views_screen(desk, &screen, error);
        if (status == VHA_OK)
            desk_push(desk, screen);
        return status;
    }
    status = cohort_show_view(list, desk, arguments, error);
    if (status == VHA_OK)
        desk_home(desk);
    return status;
}

static enum vha_status run_save(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct texts texts;
    struct cohort_state *list = NULL;
    enum vha_status status = cohort_find(desk, VHA_ACTION_LIST, &list, error);
    if (status == VHA_OK)
        status = read_texts(list, desk, &texts, error);
    if (status != VHA_OK)
        return status;
    const struct vha_view view = as_view(&texts, arguments);
    status = vha_register_save_view(desk->options->reg, desk->options->user, &view, error);
    if (status == VHA_OK)
        desk_say(desk, "Saved as the view \"%.60s\".", arguments);
    *flags |= SCREEN_REDRAW;
    return status;
}

static enum vha_status run_forget(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    struct cohort_state *list = NULL;
    enum vha_status status = cohort_find(desk, VHA_ACTION_LIST, &list, error);
    if (status == VHA_OK)
        status =
            vha_register_forget_view(desk->options->reg, desk->options->user, arguments, error);
    if (status == VHA_OK)
        desk_say(desk, "The view \"%.60s\" is gone.", arguments);
    *flags |= SCREEN_REDRAW;
    return status;
}

struct offering {
    struct candidates *candidates;
    const char *typed;
};

static void offer_name(void *context, const struct vha_view *view)
{
    const struct offering *const offering = context;
    candidates_offer(offering->candidates, offering->typed, view->name);
}

static void complete_name(struct desk *desk, const char *arguments, struct candidates *candidates)
{
    struct offering offering = {candidates, arguments};
    struct vha_error error;
    candidates->from = 0;
    (void)!vha_register_views(desk->options->reg, desk->options->user, offer_name, &offering,
                              &error);
}

static const struct order orders[] = {
    {.name = "view",
     .arguments = "[NAME]",
     .summary = "show the list as a view of yours; without a name, choose one",
     .run = run_view,
     .complete = complete_name},
    {.name = "save_view",
     .arguments = "NAME",
     .summary = "save filter, order, columns and chosen offences as a view of that name",
     .run = run_save,
     .complete = complete_name},
    {.name = "forget_view",
     .arguments = "NAME",
     .summary = "forget a view of yours",
     .run = run_forget,
     .complete = complete_name},
};

const struct order_group view_orders = {"Views", orders, VHA_COUNT(orders)};
