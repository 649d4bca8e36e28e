/* The orders that concern the looks of the screen. */
#include "orders.h"
#include "screen.h"

static enum vha_status run_theme(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    const enum vha_status status =
        looks_choose(&desk->looks, desk->options->themes_folder, arguments, error);
    if (status == VHA_OK)
        desk_say(desk, "Theme %s.", desk->looks.name);
    return status;
}

static void complete_theme(struct desk *desk, const char *arguments, struct candidates *candidates)
{
    struct theme_list list;
    theme_list(desk->options->themes_folder, &list);
    for (size_t i = 0; i < list.count; i++)
        candidates_offer(candidates, arguments, list.names[i]);
}

static void preview_theme(struct desk *desk, const char *arguments, char *out, size_t size)
{
    looks_preview(&desk->looks, desk->options->themes_folder, arguments, out, size);
}

static const struct order orders[] = {
    {.name = "theme",
     .arguments = "[NAME]",
     .summary = "show everything in the colours of a theme; without a name, of the next one",
     .run = run_theme,
     .complete = complete_theme,
     .preview = preview_theme},
};

const struct order_group looks_orders = {"Looks", orders, VHA_COUNT(orders)};
