/* The orders that concern the list, wherever they are given: they go back to it first. */
#include "cohort.h"

#include <stdio.h>
#include <stdlib.h>

static enum vha_status no_list(struct vha_error *error)
{
    return vha_fail(error, VHA_UNAVAILABLE, "The list is not open yet.");
}

static enum vha_status run_rank(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct cohort_state *const state = cohort_of(desk);
    char *end = NULL;
    const unsigned long rank = strtoul(arguments, &end, 10);
    if (state == NULL)
        return no_list(error);
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
    struct cohort_state *const state = cohort_of(desk);
    if (state == NULL)
        return no_list(error);
    desk_home(desk);
    *flags |= cohort_search_for(state, desk, arguments);
    return VHA_OK;
}

static const struct order orders[] = {
    {.name = "rank",
     .arguments = "N",
     .summary = "go to a rank of the list; the number alone does too",
     .run = run_rank},
    {.name = "search",
     .arguments = "TEXT",
     .summary = "search the list for a name or a PNCID",
     .run = run_search},
};

const struct order_group list_orders = {"The list", orders, VHA_COUNT(orders)};
