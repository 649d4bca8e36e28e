/* access: everybody who has applied for access, a line each with where their application stands. */
#include "access.h"
#include "short_list.h"

#include <stdio.h>

#define ROW_SIZE 512

/* ------------------------------------------------------------------------------------- the rows */

#define COLUMNS "%-16.16s  %-10s  %-11s  %-12.12s  %-10.10s  %s"
static const char columns_header[] =
    "Login             State       Role         Scope         Last use    Name";

static const char *or_dash(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : "-";
}

static void take_row(void *context, const struct vha_access *access)
{
    char text[ROW_SIZE];
    char said[ROW_SIZE];
    snprintf(text, sizeof text, COLUMNS, access->login, access->state, or_dash(access->role),
             or_dash(access->role != NULL ? access->scope : NULL), or_dash(access->last_use),
             or_dash(access->name));
    snprintf(said, sizeof said, "%s, %s, is %s%s%s%s%s", access->login, or_dash(access->name),
             access->state, access->role != NULL ? ", " : "",
             access->role != NULL ? access->role : "", access->role != NULL ? " for " : "",
             access->role != NULL ? or_dash(access->scope) : "");
    short_list_add(context, text, said, access->login);
}

static enum vha_status read_list(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    return vha_register_accesses(desk->options->reg, NULL, take_row, list, error);
}

static enum vha_status open_login(struct desk *desk, const char *login, unsigned *flags,
                                  struct vha_error *error)
{
    struct screen screen;
    const enum vha_status status = access_detail_screen(desk, login, &screen, error);
    if (status == VHA_OK)
        desk_push(desk, screen);
    *flags |= SCREEN_REDRAW;
    return status;
}

static const struct short_list_spec spec = {
    .name = "access",
    .title = "Access",
    .header = columns_header,
    .none = "Nobody has applied.",
    .opens = "show",
    .read = read_list,
    .open = open_login,
    .offers = access_offers,
    .take = access_begin,
    .refused = "This is refused",
};

/* ----------------------------------------------------------------------------------- the orders */

static enum vha_status show_list(struct desk *desk, struct vha_error *error)
{
    struct screen screen;
    enum vha_status status = desk_log(desk, VHA_ACTION_SEE_ACCESS, NULL, error);
    if (status == VHA_OK)
        status = short_list_screen(desk, &spec, &screen, NULL, error);
    if (status == VHA_OK)
        desk_push(desk, screen);
    return status;
}

static enum vha_status run_access(struct desk *desk, const char *arguments, unsigned *flags,
                                  struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return arguments[0] == '\0' ? show_list(desk, error)
                                : open_login(desk, arguments, flags, error);
}

static enum vha_status run_authorise(struct desk *desk, const char *arguments, unsigned *flags,
                                     struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return access_begin(desk, ACTION_AUTHORISE, arguments, error);
}

static enum vha_status run_grant(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return access_begin(desk, ACTION_GRANT, arguments, error);
}

static enum vha_status run_withdraw(struct desk *desk, const char *arguments, unsigned *flags,
                                    struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    return access_begin(desk, ACTION_WITHDRAW, arguments, error);
}

static const struct order orders[] = {
    {.name = "access",
     .arguments = "[LOGIN]",
     .summary = "who has access or has applied for it; or somebody's applications",
     .run = run_access},
    {.name = "apply",
     .arguments = "[LOGIN]",
     .summary = "put somebody's application for access on record",
     .run = access_run_apply},
    {.name = "authorise",
     .arguments = "LOGIN",
     .summary = "put the authority for an application on record",
     .run = run_authorise},
    {.name = "grant",
     .arguments = "LOGIN",
     .summary = "grant an authorised application",
     .run = run_grant},
    {.name = "withdraw",
     .arguments = "LOGIN",
     .summary = "withdraw access, or an application",
     .run = run_withdraw},
};

const struct order_group access_orders = {"Access", orders, VHA_COUNT(orders)};
