/* Orders about requests for removals, on any screen. */
#include "removal.h"

#include "cohort.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum vha_status run_remove(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    struct cohort_state *list = NULL;
    vha_pncid pncid = 0;
    enum vha_status status = cohort_find(desk, VHA_ACTION_REQUEST_REMOVAL, &list, error);
    if (status == VHA_OK)
        status = desk_read_pncid(desk, arguments, "remove takes a PNCID such as 2021/0008875Q",
                                 &pncid, error);
    if (status == VHA_OK)
        status = removal_begin(desk, pncid, error);
    *flags |= SCREEN_REDRAW;
    return status;
}

static enum vha_status run_removals(struct desk *desk, const char *arguments, unsigned *flags,
                                    struct vha_error *error)
{
    struct removal_filter filter;
    struct screen screen = {0};
    struct removal_queue *const state = removal_queue_of(desk);
    const enum vha_status status = removal_filter_parse(arguments, &filter, error);
    if (status != VHA_OK)
        return status;
    *flags |= SCREEN_REDRAW;
    if (state != NULL)
        return removal_queue_set_filter(state, desk, &filter, error);
    return desk_show(desk, removal_queue_screen(desk, &filter, &screen, error), &screen, flags);
}

static void complete_removals(struct desk *desk, const char *arguments,
                              struct candidates *candidates)
{
    (void)desk;
    removal_filter_complete(arguments, candidates);
}

static void preview_removals(struct desk *desk, const char *arguments, char *out, size_t size)
{
    struct removal_filter filter;
    struct vha_error error;
    char words[FILTER_WORDS_SIZE];
    (void)desk;
    if (removal_filter_parse(arguments, &filter, &error) == VHA_OK)
        snprintf(out, size, "%s.", removal_filter_words(&filter, words));
    else
        snprintf(out, size, "%s", error.message);
}

static enum vha_status run_removal(struct desk *desk, const char *arguments, unsigned *flags,
                                   struct vha_error *error)
{
    struct screen screen = {0};
    const size_t length = strlen(arguments);
    if (length > 18 || strspn(arguments, "0123456789") != length)
        return vha_fail(error, VHA_USAGE,
                        "removal takes the number of a request, and \"%.40s\" is none.", arguments);
    return desk_show(desk,
                     removal_review_screen(desk, strtoll(arguments, NULL, 10), &screen, error),
                     &screen, flags);
}

static const struct order orders[] = {
    {.name = "remove",
     .arguments = "[PNCID]",
     .summary = "ask MO2 to take somebody off the list: whoever is under the cursor, or a PNCID",
     .run = run_remove},
    {.name = "removals",
     .arguments = "[FILTER]",
     .summary = "show requests for removals: open, late, a state, or who, about, bcu and ground "
                "with a value",
     .run = run_removals,
     .complete = complete_removals,
     .preview = preview_removals},
    {.name = "removal",
     .arguments = "NUMBER",
     .summary = "show a request for a removal, and what can be done with it",
     .run = run_removal},
};

const struct order_group removal_orders = {"Removals", orders, VHA_COUNT(orders)};
