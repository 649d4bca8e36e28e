#include "orders.h"

#include "screen.h"

#include <stdio.h>
#include <string.h>

/* ---------------------------------------------------------------------------------- the tables */

const struct order_group *const order_groups[] = {
    &list_orders,     &open_orders,     &filter_orders, &table_orders,   &view_orders,
    &looks_orders,    &purpose_orders,  &access_orders, &audit_orders,   &removal_orders,
    &casework_orders, &board_orders,    &copy_orders,   &todo_orders,    &fairness_orders,
    &search_orders,   &movement_orders, &assess_orders, &changes_orders, &model_orders,
    &equality_orders,
};
const size_t order_group_count = VHA_COUNT(order_groups);

#define NAMES 256 /* of actions and orders together */

static const struct order *find_in(const struct order_group *group, const char *name)
{
    for (size_t i = 0; i < group->count; i++)
        if (strcmp(group->orders[i].name, name) == 0)
            return &group->orders[i];
    return NULL;
}

const struct order *order_find(const char *name)
{
    const struct order *found = NULL;
    for (size_t group = 0; found == NULL && group < order_group_count; group++)
        found = find_in(order_groups[group], name);
    return found;
}

/* An order of plain mode takes the place of whatever else has its name. */
static const struct order *find_plain(const struct desk *desk, const char *name)
{
    return desk->plain != NULL ? find_in(&plain_orders, name) : NULL;
}

const struct order *order_of(const struct desk *desk, const char *name)
{
    const struct order *const plain = find_plain(desk, name);
    return plain != NULL ? plain : order_find(name);
}

/* A digit and the colon say nothing without the key. */
static bool is_order(enum action action)
{
    return action != ACTION_NONE && action != ACTION_NUMBER && action != ACTION_COMMAND;
}

enum action order_action(const char *name)
{
    for (int i = 0; i < ACTIONS; i++)
        if (is_order((enum action)i) && strcmp(action_table[i].name, name) == 0)
            return (enum action)i;
    return ACTION_NONE;
}

/* All names, each once: an order that goes by an action's name is listed as the order. */
static size_t all_names(const struct desk *desk, const char *names[NAMES])
{
    size_t count = 0;
    for (size_t i = 0; desk->plain != NULL && i < plain_orders.count; i++)
        names[count++] = plain_orders.orders[i].name;
    for (size_t group = 0; group < order_group_count; group++)
        for (size_t i = 0; i < order_groups[group]->count && count < NAMES; i++)
            if (find_plain(desk, order_groups[group]->orders[i].name) == NULL)
                names[count++] = order_groups[group]->orders[i].name;
    for (int i = 0; i < ACTIONS && count < NAMES; i++)
        if (is_order((enum action)i) && order_of(desk, action_table[i].name) == NULL)
            names[count++] = action_table[i].name;
    return count;
}

/* ------------------------------------------------------------------------------------ running */

/* A line taken apart: "filter  u18 " is "filter" and "u18". */
struct parts {
    char name[ORDER_SIZE];
    char arguments[ORDER_SIZE];
};

static struct parts take_apart(const char *line)
{
    struct parts parts;
    line += strspn(line, " :");
    const size_t length = strcspn(line, " ");
    snprintf(parts.name, sizeof parts.name, "%.*s", (int)length, line);
    snprintf(parts.arguments, sizeof parts.arguments, "%s",
             line + length + strspn(line + length, " "));
    size_t end = strlen(parts.arguments);
    while (end > 0 && parts.arguments[end - 1] == ' ')
        parts.arguments[--end] = '\0';
    return parts;
}

enum vha_status order_unknown(const struct desk *desk, const char *name, struct vha_error *error)
{
    const char *names[NAMES];
    const char *const nearest = vha_nearest_word(name, names, all_names(desk, names));
    if (nearest != NULL)
        return vha_fail(error, VHA_USAGE, "There is no command \"%s\"; did you mean \"%s\"?", name,
                        nearest);
    return vha_fail(error, VHA_USAGE, "There is no command \"%s\"; %s those there are.", name,
                    desk->plain != NULL ? "help says" : "Tab shows");
}

static enum vha_status run_order(struct desk *desk, const struct order *order,
                                 const char *arguments, unsigned *flags, struct vha_error *error)
{
    if (arguments[0] == '\0' && order->arguments[0] != '\0' && order->arguments[0] != '[')
        return vha_fail(error, VHA_USAGE, "%s needs %s: it is to %s.", order->name,
                        order->arguments, order->summary);
    if (arguments[0] != '\0' && order->arguments[0] == '\0')
        return vha_fail(error, VHA_USAGE, "%s takes nothing after it, and \"%.100s\" is there.",
                        order->name, arguments);
    return order->run(desk, arguments, flags, error);
}

enum vha_status order_run(struct desk *desk, const char *line, unsigned *flags,
                          struct vha_error *error)
{
    const struct parts parts = take_apart(line);
    const struct order *const order = order_of(desk, parts.name);
    const enum action action = order_action(parts.name);
    if (find_plain(desk, parts.name) != NULL)
        return run_order(desk, order, parts.arguments, flags, error);
    if (strspn(parts.name, "0123456789") == strlen(parts.name) && parts.arguments[0] == '\0')
        return run_order(desk, order_find("rank"), parts.name, flags, error);
    if (action != ACTION_NONE && parts.arguments[0] == '\0')
        return desk_perform(desk, action, flags, error);
    if (order != NULL)
        return run_order(desk, order, parts.arguments, flags, error);
    if (action != ACTION_NONE)
        return vha_fail(error, VHA_USAGE, "%s takes nothing after it, and \"%.100s\" is there.",
                        parts.name, parts.arguments);
    return order_unknown(desk, parts.name, error);
}

/* --------------------------------------------------------------------------------- completion */

void candidates_offer(struct candidates *candidates, const char *typed, const char *word)
{
    char folded_word[CANDIDATE_SIZE * 3];
    char folded_typed[ORDER_SIZE * 3];
    vha_text_fold(folded_word, sizeof folded_word, word);
    vha_text_fold(folded_typed, sizeof folded_typed, typed);
    if (candidates->count == CANDIDATES || strlen(word) >= CANDIDATE_SIZE ||
        strncmp(folded_word, folded_typed, strlen(folded_typed)) != 0)
        return;
    snprintf(candidates->words[candidates->count++], CANDIDATE_SIZE, "%s", word);
}

/* Where the arguments of a line begin: NULL while its first word is being typed. */
static const char *arguments_of(const char *line)
{
    line += strspn(line, " :");
    line += strcspn(line, " ");
    return *line == '\0' ? NULL : line + strspn(line, " ");
}

void order_complete(struct desk *desk, const char *line, struct candidates *candidates)
{
    const char *const arguments = arguments_of(line);
    const char *const begins = line + strspn(line, " :");
    candidates->count = 0;
    if (arguments != NULL) {
        const struct order *const order = order_of(desk, take_apart(line).name);
        candidates->from = 0;
        if (order != NULL && order->complete != NULL)
            order->complete(desk, arguments, candidates);
        candidates->from += (size_t)(arguments - line);
        return;
    }
    const char *names[NAMES];
    const size_t count = all_names(desk, names);
    candidates->from = (size_t)(begins - line);
    for (size_t i = 0; i < count; i++)
        candidates_offer(candidates, begins, names[i]);
}

/* While the first word is typed, the names that begin with it; then what the order takes. */
void order_preview(struct desk *desk, const char *line, char out[ORDER_HINT_SIZE])
{
    const struct parts parts = take_apart(line);
    const struct order *const order = order_of(desk, parts.name);
    const enum action action = order_action(parts.name);
    out[0] = '\0';
    if (order != NULL && order->preview != NULL && arguments_of(line) != NULL) {
        order->preview(desk, parts.arguments, out, ORDER_HINT_SIZE);
        return;
    }
    if (order != NULL) {
        snprintf(out, ORDER_HINT_SIZE, "%s %s: %s", order->name, order->arguments, order->summary);
        return;
    }
    if (action != ACTION_NONE) {
        snprintf(out, ORDER_HINT_SIZE, "%s: %s", parts.name, action_table[action].description);
        return;
    }
    struct candidates candidates;
    size_t used = 0;
    order_complete(desk, line, &candidates);
    for (size_t i = 0; i < candidates.count && used < ORDER_HINT_SIZE - CANDIDATE_SIZE; i++)
        used += (size_t)snprintf(out + used, ORDER_HINT_SIZE - used, "%s%s", i > 0 ? "  " : "",
                                 candidates.words[i]);
}
