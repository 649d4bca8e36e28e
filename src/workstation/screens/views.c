/* views: the user's views, one a line, with what each shows in words. */
#include "cohort_views.h"
#include "short_list.h"

#include "vha/views.h"

#include <stdio.h>

static void take_view(void *context, const struct vha_view *view)
{
    char text[1024];
    snprintf(text, sizeof text, "%s: %s%s%s", view->name,
             view->filter[0] != '\0' ? view->filter : "everybody",
             view->sort[0] != '\0' ? ", sorted by " : "", view->sort);
    short_list_add(context, text, text, view->name);
}

static enum vha_status read_list(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    return vha_register_views(desk->options->reg, desk->options->user, take_view, list, error);
}

/* What is wrong with a view is said on the line below it. */
static enum vha_status show(struct desk *desk, const char *name, unsigned *flags,
                            struct vha_error *error)
{
    if (cohort_show_view(cohort_of(desk), desk, name, error) == VHA_OK)
        *flags |= SCREEN_BACK | SCREEN_REDRAW;
    else
        desk_say(desk, "%.250s", error->message);
    return VHA_OK;
}

static const struct short_list_spec spec = {
    .name = "your views",
    .title = "Views",
    .none = "You have saved no view yet; :save_view NAME saves how you look now.",
    .opens = "show",
    .read = read_list,
    .open = show,
};

enum vha_status views_screen(struct desk *desk, struct screen *screen, struct vha_error *error)
{
    return short_list_screen(desk, &spec, screen, NULL, error);
}
