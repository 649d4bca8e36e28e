/* Orders about what is done around people. */
#include "../orders.h"
#include "casework.h"

static enum vha_status run_safeguard(struct desk *desk, const char *arguments, unsigned *flags,
                                     struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return casework_begin_decision(desk, arguments, error);
}

static void complete_safeguard(struct desk *desk, const char *arguments,
                               struct candidates *candidates)
{
    (void)desk;
    candidates->from = 0;
    for (int i = 0; i < VHA_SAFEGUARDING_OPTIONS; i++)
        candidates_offer(candidates, arguments, vha_option_name((enum vha_option)i));
}

static enum vha_status run_activity(struct desk *desk, const char *arguments, unsigned *flags,
                                    struct vha_error *error)
{
    (void)arguments;
    *flags |= SCREEN_REDRAW;
    return casework_begin_activity(desk, error);
}

static enum vha_status run_result(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return casework_begin_result(desk, arguments, error);
}

static enum vha_status run_share(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    (void)arguments;
    *flags |= SCREEN_REDRAW;
    return casework_begin_sharing(desk, error);
}

static const struct order orders[] = {
    {.name = "safeguard",
     .arguments = "[OPTION]",
     .summary = "record a decision on the child whose record is open",
     .run = run_safeguard,
     .complete = complete_safeguard},
    {.name = "activity",
     .arguments = "",
     .summary = "log what was done about the person whose record is open",
     .run = run_activity},
    {.name = "result",
     .arguments = "NUMBER",
     .summary = "add what came of an activity",
     .run = run_result},
    {.name = "share",
     .arguments = "",
     .summary = "log what is shared about the person whose record is open, in words offered",
     .run = run_share},
};

const struct order_group casework_orders = {"Around a person", orders, VHA_COUNT(orders)};
