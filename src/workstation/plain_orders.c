/* The orders that only plain mode has. */
#include "frame.h"
#include "orders.h"
#include "plain_private.h"
#include "screens/cohort.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum vha_status run_next(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    (void)arguments;
    (void)error;
    *flags |= SCREEN_REDRAW;
    plain_next(plain_of(desk));
    return VHA_OK;
}

static enum vha_status run_previous(struct desk *desk, const char *arguments, unsigned *flags,
                                    struct vha_error *error)
{
    (void)arguments;
    (void)error;
    *flags |= SCREEN_REDRAW;
    plain_previous(plain_of(desk));
    return VHA_OK;
}

static enum vha_status run_again(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    (void)arguments;
    (void)error;
    *flags |= SCREEN_REDRAW;
    plain_say_page(plain_of(desk));
    return VHA_OK;
}

static enum vha_status run_sections(struct desk *desk, const char *arguments, unsigned *flags,
                                    struct vha_error *error)
{
    (void)arguments;
    (void)error;
    *flags |= SCREEN_REDRAW;
    if (!plain_say_sections(plain_of(desk)))
        plain_say(plain_of(desk), "There are no sections here.");
    return VHA_OK;
}

static enum vha_status run_page(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct plain *const plain = plain_of(desk);
    char *end = NULL;
    const long page = strtol(arguments, &end, 10);
    *flags |= SCREEN_REDRAW;
    if (arguments[0] != '\0' && (*end != '\0' || page < PLAIN_LEAST_PAGE || page > PLAIN_MOST_PAGE))
        return vha_fail(error, VHA_USAGE,
                        "page takes a number from %d to %d, and \"%.100s\" is none.",
                        PLAIN_LEAST_PAGE, PLAIN_MOST_PAGE, arguments);
    if (arguments[0] != '\0')
        plain->page = (int)page;
    plain_say(plain, "A page is %d people of the list, or lines of a text.", plain->page);
    return VHA_OK;
}

static enum vha_status run_where(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    struct plain *const plain = plain_of(desk);
    const struct vha_user *const user = desk->options->user;
    struct tm local;
    char clock[16];
    char as_of[VHA_DATE_SIZE];
    (void)arguments;
    (void)error;
    *flags |= SCREEN_REDRAW;
    localtime_r(&desk->wall, &local);
    strftime(clock, sizeof clock, "%H:%M", &local);
    plain_say_heading(plain);
    plain_say_place(plain);
    plain_say(plain, "%s (%s), %s. Purpose: %s.", user->login, role_words(user->role), clock,
              desk->purpose);
    if (desk->cohort != NULL)
        plain_say(plain, "%s %s as of %s.", frame_kind(desk),
                  vha_cohort_info(desk->cohort)->quarter,
                  vha_date_format(as_of, vha_cohort_info(desk->cohort)->as_of));
    return VHA_OK;
}

/* ----------------------------------------------------------------------------- the list, at length
 */

static enum vha_status run_why(struct desk *desk, const char *arguments, unsigned *flags,
                               struct vha_error *error)
{
    struct plain *const plain = plain_of(desk);
    struct cohort_state *list = NULL;
    (void)arguments;
    *flags |= SCREEN_REDRAW;
    if (!plain_is_list(plain) && plain_to_section(plain, 0, "why"))
        return VHA_OK;
    const enum vha_status status = cohort_find(desk, VHA_ACTION_BROWSE, &list, error);
    if (status != VHA_OK)
        return status;
    return cohort_why_words(list, desk, plain_begin_aside(plain), error);
}

static enum vha_status run_filters(struct desk *desk, const char *arguments, unsigned *flags,
                                   struct vha_error *error)
{
    struct cohort_state *list = NULL;
    (void)arguments;
    *flags |= SCREEN_REDRAW;
    const enum vha_status status = cohort_find(desk, VHA_ACTION_BROWSE, &list, error);
    if (status == VHA_OK)
        cohort_filter_words(list, plain_begin_aside(plain_of(desk)));
    return status;
}

/* ---------------------------------------------------------------------------------------- help */

static void add_order(struct lines *lines, const struct order *order)
{
    lines_format(lines, ROLE_BODY, "%s%s%s: %s.", order->name,
                 order->arguments[0] != '\0' ? " " : "", order->arguments, order->summary);
}

static void add_group(struct lines *lines, const struct order_group *group)
{
    lines_section(lines, group->heading);
    for (size_t i = 0; i < group->count; i++)
        add_order(lines, &group->orders[i]);
}

/* Actions that the screen offers and that say something here. */
static void add_actions(struct lines *lines, struct desk *desk)
{
    lines_section(lines, "What keys do, by name or by the key itself");
    for (int i = 1; i < ACTIONS; i++) {
        const struct action_entry *const entry = &action_table[i];
        if (!desk_offers(desk, (enum action)i) || order_action(entry->name) == ACTION_NONE ||
            order_find(entry->name) != NULL)
            continue;
        char key[KEY_NAME_SIZE];
        keymap_first(&desk->keymap, (enum action)i, key);
        lines_format(lines, ROLE_BODY, "%s, or %s: %s.", entry->name, key, entry->description);
    }
}

/* What an order is, and the words that can follow it. */
static enum vha_status help_with(struct desk *desk, const char *name, struct lines *lines,
                                 struct vha_error *error)
{
    const struct order *const order = order_of(desk, name);
    const enum action action = order_action(name);
    struct candidates candidates;
    char line[ORDER_SIZE];
    char words[CANDIDATES * CANDIDATE_SIZE] = "";
    if (order == NULL && action == ACTION_NONE)
        return order_unknown(desk, name, error);
    if (order == NULL) {
        lines_format(lines, ROLE_BODY, "%s: %s.", name, action_table[action].description);
        return VHA_OK;
    }
    add_order(lines, order);
    snprintf(line, sizeof line, "%.900s ", name);
    order_complete(desk, line, &candidates);
    for (size_t i = 0; i < candidates.count; i++) {
        strncat(words, i > 0 ? ", " : "", sizeof words - strlen(words) - 1);
        strncat(words, candidates.words[i], sizeof words - strlen(words) - 1);
    }
    if (candidates.count > 0)
        lines_format(lines, ROLE_BODY, "It can be followed by: %s.", words);
    return VHA_OK;
}

static enum vha_status run_help(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct lines *const lines = plain_begin_aside(plain_of(desk));
    *flags |= SCREEN_REDRAW;
    if (arguments[0] != '\0')
        return help_with(desk, arguments, lines, error);
    lines_add(lines, ROLE_BODY,
              "Type a command and press Enter. A number alone goes to the rank, or to the section "
              "of a text; a section's first word does too. help and a command's name says more.");
    add_group(lines, &plain_orders);
    for (size_t i = 0; i < order_group_count; i++)
        add_group(lines, order_groups[i]);
    add_actions(lines, desk);
    return VHA_OK;
}

static const struct order orders[] = {
    {.name = "next",
     .arguments = "",
     .summary = "say the next page of the list or the text",
     .run = run_next},
    {.name = "previous", .arguments = "", .summary = "say the page before", .run = run_previous},
    {.name = "again", .arguments = "", .summary = "say this page once more", .run = run_again},
    {.name = "sections",
     .arguments = "",
     .summary = "say the sections of the text, each to be chosen by its number or first word",
     .run = run_sections},
    {.name = "page",
     .arguments = "[N]",
     .summary = "say N people or lines at a time, or how many it is now",
     .run = run_page},
    {.name = "where",
     .arguments = "",
     .summary = "say what is open, how it is filtered, who looks and what time it is",
     .run = run_where},
    {.name = "why",
     .arguments = "",
     .summary = "say why the person ranks there, report by report",
     .run = run_why},
    {.name = "filters",
     .arguments = "",
     .summary = "say every filter, its values and how many people each gives now",
     .run = run_filters},
    {.name = "help",
     .arguments = "[COMMAND]",
     .summary = "say what can be typed, or what can follow a command",
     .run = run_help},
};

const struct order_group plain_orders = {"Plain mode", orders, VHA_COUNT(orders)};
