/* The orders that concern the list, wherever they are given: they go back to it first. */
#include "cohort.h"

#include <stdio.h>
#include <stdlib.h>

static enum vha_status run_list(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct cohort_state *state = NULL;
    (void)arguments;
    const enum vha_status status = cohort_find(desk, VHA_ACTION_BROWSE, &state, error);
    if (status != VHA_OK)
        return status;
    desk_home(desk);
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

static enum vha_status run_rank(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct cohort_state *state = NULL;
    char *end = NULL;
    const unsigned long rank = strtoul(arguments, &end, 10);
    const enum vha_status status = cohort_find(desk, VHA_ACTION_BROWSE, &state, error);
    if (status != VHA_OK)
        return status;
    if (*end != '\0' || rank == 0 || arguments[0] < '0' || arguments[0] > '9')
        return vha_fail(error, VHA_USAGE, "rank needs a number from 1, and \"%.100s\" is none.",
                        arguments);
    desk_home(desk);
    *flags |= cohort_to_rank(state, desk, rank < UINT32_MAX ? (uint32_t)rank : UINT32_MAX);
    return VHA_OK;
}

static enum vha_status run_search(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    struct cohort_state *state = NULL;
    const enum vha_status status = cohort_find(desk, VHA_ACTION_SEARCH, &state, error);
    if (status != VHA_OK)
        return status;
    desk_home(desk);
    *flags |= cohort_search_for(state, desk, arguments);
    return VHA_OK;
}

static const struct order orders[] = {
    {.name = "list", .arguments = "", .summary = "go back to the list", .run = run_list},
    {.name = "rank",
     .arguments = "N",
     .summary = "go to a rank of the list; the number alone does too",
     .run = run_rank},
    {.name = "search",
     .arguments = "TEXT",
     .summary = "search the list for a name, a PNCID or a report",
     .run = run_search},
};

const struct order_group list_orders = {"The list", orders, VHA_COUNT(orders)};
