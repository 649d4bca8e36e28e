/* Opening records by what is typed, whoever is under the cursor. */
#include "cohort.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The number that a text is; 0 when it is none from 1 to a thousand million. */
static uint32_t number_of(const char *text)
{
    const size_t length = strlen(text);
    if (length == 0 || length > 9 || strspn(text, "0123456789") != length)
        return 0;
    return (uint32_t)strtoul(text, NULL, 10);
}

/* Somebody on the list by their position in rank order, who has `rank` unless that is 0. */
static enum vha_status find_at(struct desk *desk, uint32_t position, uint32_t rank,
                               vha_pncid *pncid, struct vha_error *error)
{
    struct vha_list_row row = {0};
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status = vha_cohort_row(desk->cohort, position, arena, &row, error);
    if (status == VHA_OK && rank != 0 && row.rank != rank)
        status =
            vha_fail(error, VHA_USAGE, "Nobody has rank %u; it goes with rank %u, which is shared.",
                     rank, row.rank);
    *pncid = row.pncid;
    vha_arena_free(arena);
    return status;
}

/* Who shares a rank stands at the positions after it. */
static enum vha_status find_rank(struct desk *desk, uint32_t rank, vha_pncid *pncid,
                                 struct vha_error *error)
{
    const uint32_t listed = vha_cohort_listed(desk->cohort);
    if (rank > listed)
        return vha_fail(error, VHA_USAGE, "There is no rank %u; the list has %u people.", rank,
                        listed);
    return find_at(desk, vha_cohort_nth(desk->cohort, rank - 1), rank, pncid, error);
}

static enum vha_status find_in_sight(struct desk *desk, const char *text, vha_pncid *pncid,
                                     struct vha_error *error)
{
    const struct cohort_state *const list = cohort_of(desk);
    const uint32_t number = number_of(text);
    const uint32_t in_sight = list != NULL ? list->in_sight_count : 0;
    if (number == 0 || number > in_sight)
        return vha_fail(error, VHA_USAGE, "#%.20s is no place among the %u people in sight.", text,
                        in_sight);
    *pncid = list->in_sight[number - 1].pncid;
    return VHA_OK;
}

static enum vha_status run_open(struct desk *desk, const char *arguments, unsigned *flags,
                                struct vha_error *error)
{
    struct screen screen;
    struct cohort_state *list = NULL;
    vha_pncid pncid = 0;
    enum vha_status status = cohort_find(desk, VHA_ACTION_OPEN, &list, error);
    if (status != VHA_OK)
        return status;
    if (arguments[0] == '#')
        status = find_in_sight(desk, arguments + 1, &pncid, error);
    else if (number_of(arguments) != 0)
        status = find_rank(desk, number_of(arguments), &pncid, error);
    else
        status = desk_read_pncid(
            desk, arguments,
            "open takes a rank, a PNCID such as 2021/0008875Q, or #1 for the first in sight",
            &pncid, error);
    if (status == VHA_OK)
        status = record_screen(desk, pncid, &screen, error);
    return desk_show(desk, status, &screen, flags);
}

enum vha_status cohort_open_over(struct desk *desk, const char *pncid, unsigned *flags,
                                 struct vha_error *error)
{
    struct screen screen;
    vha_pncid who = 0;
    enum vha_status status =
        desk_read_pncid(desk, pncid, "A record is that of a PNCID", &who, error);
    if (status == VHA_OK)
        status = record_screen(desk, who, &screen, error);
    if (status != VHA_OK)
        return status;
    desk_push(desk, screen);
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}

static const struct order orders[] = {
    {.name = "open",
     .arguments = "[WHO]",
     .summary = "open a record: of a rank, a PNCID, or #N for the Nth in sight",
     .run = run_open},
};

const struct order_group open_orders = {"Opening", orders, VHA_COUNT(orders)};
