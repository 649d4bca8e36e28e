#include "todo.h"

#include "../orders.h"
#include "short_list.h"
#include "vha/casework.h"
#include "vha/cohort_selection.h"
#include "vha/cohort_sorting.h"
#include "vha/removal.h"
#include "vha/todo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How each is said, of one and of more, and the order by which its line is opened. */
static const struct {
    const char *one;
    const char *more;
    const char *order;
} lines_of[VHA_TODOS] = {
    [VHA_TODO_REVIEW] = {"removal request waits for a decision",
                         "removal requests wait for a decision", "removals open"},
    [VHA_TODO_REVIEW_LATE] = {"removal request waits for more than ten working days",
                              "removal requests wait for more than ten working days",
                              "removals late"},
    [VHA_TODO_GRANT] = {"authorised application for access is to be granted",
                        "authorised applications for access are to be granted", "access"},
    [VHA_TODO_FLAGGED] = {"audit enquiry is without an answer for too long",
                          "audit enquiries are without an answer for too long",
                          "enquiries flagged"},
    [VHA_TODO_COPIES_OVERDUE] = {"copy should have been destroyed",
                                 "copies should have been destroyed", "copies overdue"},
    [VHA_TODO_COPIES_UNCONFIRMED] = {"copy has no confirmed authority",
                                     "copies have no confirmed authority", "copies unconfirmed"},
    [VHA_TODO_MORE_WANTED] = {"removal request of yours: MO2 wants to know more",
                              "removal requests of yours: MO2 wants to know more", "removals"},
    [VHA_TODO_RESULTS_AWAITED] = {"activity of three months ago has no result yet",
                                  "activities of three months ago have no result yet", "board"},
    [VHA_TODO_EQUALITY] = {"equality review, of the newest quarter, is to be closed",
                           "equality reviews are to be closed", "equality"},
};

static void add(struct short_list *list, int64_t count, const char *one, const char *more,
                const char *order)
{
    char text[160];
    if (count == 0)
        return;
    snprintf(text, sizeof text, "%lld %s", (long long)count, count == 1 ? one : more);
    short_list_add(list, text, text, order);
}

/* ------------------------------------------------------------------------------------- children */

struct children {
    int64_t undecided; /* without any decision */
    int64_t partly;    /* with some of the options of SOP 39 left */
};

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct vha_safeguarded *)a)->pncid,
                  ((const struct vha_safeguarded *)b)->pncid);
}

static enum vha_status count_child(const struct desk *desk, uint32_t position,
                                   struct vha_arena *arena, const struct vha_safeguarded *decided,
                                   size_t decided_count, struct children *children,
                                   struct vha_error *error)
{
    struct vha_list_row row;
    struct vha_safeguarded wanted = {.options = 0};
    const enum vha_status status = vha_cohort_row(desk->cohort, position, arena, &row, error);
    if (status != VHA_OK)
        return status;
    vha_pncid_format(wanted.pncid, row.pncid);
    const struct vha_safeguarded *const found =
        decided_count > 0 ? bsearch(&wanted, decided, decided_count, sizeof *decided, compare)
                          : NULL;
    children->undecided += found == NULL;
    children->partly += found != NULL && found->options < VHA_SAFEGUARDING_OPTIONS;
    return VHA_OK;
}

/* The children on the list that the user's scope takes in. */
static enum vha_status select_children(const struct desk *desk, struct vha_selection *selection,
                                       struct vha_error *error)
{
    const struct vha_sorting by_rank = {.count = 0};
    const struct vha_facet *facets = NULL;
    const size_t count = vha_cohort_facets(desk->cohort, &facets);
    struct vha_filter filter = {.chosen = {0}};
    const enum vha_status status =
        vha_filter_parse(&(struct vha_panes){facets, count}, "u18", &filter, error);
    return status == VHA_OK ? vha_cohort_select(desk->cohort, &filter, &by_rank, selection, error)
                            : status;
}

static enum vha_status count_children(struct desk *desk, struct children *children,
                                      struct vha_error *error)
{
    struct vha_safeguarded *decided = NULL;
    struct vha_selection selection = {.count = 0};
    size_t count = 0;
    *children = (struct children){.undecided = 0};
    if (desk->cohort == NULL || !vha_user_may(desk->options->user, VHA_ACTION_SAFEGUARD))
        return VHA_OK;
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status =
        vha_safeguarding_decided(desk->options->reg, desk->options->user, &decided, &count, error);
    if (status == VHA_OK)
        status = select_children(desk, &selection, error);
    for (uint32_t i = 0; i < selection.count && status == VHA_OK; i++) {
        status = count_child(desk, selection.positions[i], arena, decided, count, children, error);
        vha_arena_reset(arena);
    }
    vha_arena_free(arena);
    vha_selection_free(&selection);
    free(decided);
    return status;
}

/* --------------------------------------------------------------- back on the list after a removal
 */

#define MOST_RETURNED                                                                              \
    20 /* lines; whoever stands below them is met when those above are dealt with */

/* A line each, by their rank, for MO2 to look at first. */
static enum vha_status add_returned(struct short_list *list, struct desk *desk,
                                    struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    uint32_t position = 0;
    if (desk->cohort == NULL || !vha_user_may(desk->options->user, VHA_ACTION_REVIEW))
        return VHA_OK;
    struct vha_arena *const arena = vha_arena_new();
    for (uint32_t n = 0;
         n < MOST_RETURNED && status == VHA_OK && vha_cohort_returned(desk->cohort, n, &position);
         n++) {
        struct vha_list_row row;
        char pncid[VHA_PNCID_SIZE];
        char text[160];
        char order[64];
        status = vha_cohort_row(desk->cohort, position, arena, &row, error);
        if (status != VHA_OK)
            break;
        snprintf(text, sizeof text, "Rank %u is back on the list: %s", row.rank,
                 vha_removed_words(row.removed));
        snprintf(order, sizeof order, "open %s", vha_pncid_format(pncid, row.pncid));
        short_list_add(list, text, text, order);
        vha_arena_reset(arena);
    }
    vha_arena_free(arena);
    return status;
}

/* ---------------------------------------------------------------------------------- the screen */

static enum vha_status read_list(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    int64_t counts[VHA_TODOS];
    struct children children;
    const vha_date late =
        vha_removal_late_before(vha_today(), &desk->options->settings->bank_holidays);
    enum vha_status status =
        vha_todo_count(desk->options->reg, desk->options->user, late, counts, error);
    if (status == VHA_OK)
        status = count_children(desk, &children, error);
    if (status != VHA_OK)
        return status;
    for (int i = 0; i < VHA_TODOS; i++)
        add(list, counts[i], lines_of[i].one, lines_of[i].more, lines_of[i].order);
    add(list, children.undecided, "child on the list has no safeguarding decision (SOP 39)",
        "children on the list have no safeguarding decision (SOP 39)", "filter u18");
    add(list, children.partly, "child on the list has options of SOP 39 not considered yet",
        "children on the list have options of SOP 39 not considered yet", "filter u18");
    return add_returned(list, desk, error);
}

static enum vha_status open_line(struct desk *desk, const char *tag, unsigned *flags,
                                 struct vha_error *error)
{
    return order_run(desk, tag, flags, error);
}

static const struct short_list_spec spec = {
    .title = "To do",
    .none = "Nothing waits for you.",
    .leads = true,
    .read = read_list,
    .open = open_line,
};

void todo_begin(struct desk *desk)
{
    struct screen screen;
    struct vha_error error;
    size_t count = 0;
    /* A comfort: whoever cannot be told of it finds it by its order, with the reason. */
    if (short_list_screen(desk, &spec, &screen, &count, &error) != VHA_OK)
        return;
    if (count > 0)
        desk_push(desk, screen);
    else
        screen.ops->free(screen.state);
}

static enum vha_status run_todo(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct screen screen;
    (void)arguments;
    const enum vha_status status = short_list_screen(desk, &spec, &screen, NULL, error);
    return desk_show(desk, status, &screen, flags);
}

static const struct order orders[] = {
    {.name = "todo",
     .arguments = "",
     .summary = "what waits for you, by your role; each line opens where it is done",
     .run = run_todo},
};

const struct order_group todo_orders = {"To do", orders, VHA_COUNT(orders)};
