/* Filing a concern about a disproportionate effect from any screen (SOP 58). */
#include "../orders.h"

#include "../screen.h"
#include "vha/fairness.h"

#include <inttypes.h>

static enum vha_status run_concern(struct desk *desk, const char *arguments, unsigned *flags,
                                   struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    const char *const quarter =
        desk->cohort != NULL ? vha_cohort_info(desk->cohort)->quarter : NULL;
    int64_t number = 0;
    const enum vha_status status =
        vha_concern_file(options->reg, options->user, quarter, arguments, &number, error);
    if (status != VHA_OK)
        return status;
    desk_say(desk, "Concern %" PRId64 " is filed: it is listed in the quarter's equality review.",
             number);
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

static const struct order orders[] = {
    {.name = "concern",
     .arguments = "WORDS",
     .summary = "file a concern about a disproportionate effect on some group",
     .run = run_concern},
};

const struct order_group fairness_orders = {"Equality", orders, VHA_COUNT(orders)};
