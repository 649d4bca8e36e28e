/* board: how much was done and what came of it, for the CID Delivery Board (SOP 68, 79): counts,
 * and never a person. */
#include "../orders.h"
#include "../screen.h"
#include "facts.h"
#include "vha/casework.h"

#include <stdio.h>
#include <string.h>

struct board {
    struct facts *facts;
    size_t count;
    char label[32]; /* of the line before: it is not said twice */
};

/* In the order of vha_result, so short that a line has room for all. */
static const char *const results[VHA_RESULTS] = {"awaited", "achieved", "in part", "not achieved"};

static void take_count(void *context, const struct vha_board_count *count)
{
    struct board *const board = context;
    char label[32];
    char text[256];
    size_t used =
        (size_t)snprintf(text, sizeof text, "%-12s %4lld:", vha_activity_kind_name(count->kind),
                         (long long)count->count);
    for (int i = 0; i < VHA_RESULTS && used < sizeof text; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s %lld %s", i > 0 ? "," : "",
                                 (long long)count->results[i], results[i]);
    snprintf(label, sizeof label, "%.7s %.20s", count->quarter, count->bcu);
    facts_add(board->facts, strcmp(label, board->label) != 0 ? label : "", text);
    snprintf(board->label, sizeof board->label, "%s", label);
    board->count++;
}

static enum vha_status run_board(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    const struct vha_casework_filter filter = {.quarter = arguments[0] != '\0' ? arguments : NULL};
    struct board board = {.facts = facts_new("For the CID Delivery Board")};
    const enum vha_status status = vha_board_report(desk->options->reg, desk->options->user,
                                                    &filter, take_count, &board, error);
    if (status != VHA_OK) {
        facts_free(board.facts);
        return status;
    }
    if (board.count == 0)
        facts_add(board.facts, "activity", "None is on record.");
    const struct screen screen = facts_screen(board.facts);
    return desk_show(desk, status, &screen, flags);
}

static const struct order orders[] = {
    {.name = "board",
     .arguments = "[QUARTER]",
     .summary = "counts of activity and its results by quarter and BCU, for the CID Delivery Board",
     .run = run_board},
};

const struct order_group board_orders = {"The CID Delivery Board", orders, VHA_COUNT(orders)};
