/* movements: who went into custody or came out, was found or is newly wanted, since the refresh
 * before (SOP 70). */
#include "../orders.h"
#include "cohort.h"
#include "short_list.h"

#include "vha/cohort_refresh.h"

#include <stdio.h>

static void add_moved(struct short_list *list, const struct vha_moved *moved,
                      struct vha_arena *arena)
{
    char pncid[VHA_PNCID_SIZE];
    char day[VHA_DATE_SIZE];
    const struct vha_list_row *const row = &moved->row;
    const char *const words = vha_movement_words(moved->before, moved->after);
    vha_pncid_format(pncid, row->pncid);
    vha_date_format(day, moved->day);
    short_list_add(list,
                   vha_arena_format(arena, "%5u  %-13s  %s  %s: %s, %s", row->rank, pncid, day,
                                    words, row->surname, row->forenames),
                   vha_arena_format(arena, "Rank %u, %s, %s, %s: %s, as of %s", row->rank, pncid,
                                    row->surname, row->forenames, words, day),
                   pncid);
}

/* The list is on record, with how many it names, before it is shown. */
static enum vha_status read_list(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    const struct vha_moved *moved = NULL;
    size_t count = 0;
    char reason[64];
    char title[128];
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status = vha_cohort_moved(desk->cohort, arena, &moved, &count, error);
    snprintf(reason, sizeof reason, "movements of %zu people", count);
    if (status == VHA_OK)
        status = desk_record_look(desk, VHA_ACTION_LIST, vha_cohort_info(desk->cohort)->quarter,
                                  reason, error);
    for (size_t i = 0; i < count && status == VHA_OK; i++)
        add_moved(list, &moved[i], arena);
    snprintf(title, sizeof title, "Movements by the newest refreshes: %zu", count);
    short_list_title(list, title);
    vha_arena_free(arena);
    return status;
}

static const struct short_list_spec spec = {
    .name = "the movements between loads",
    .title = "Movements by the newest refreshes",
    .header = " Rank  PNCID          As of       What, and name",
    .none = "Nobody on the list has moved by a refresh since the load.",
    .once = true,
    .of_people = true,
    .read = read_list,
    .open = cohort_open_over,
};

static enum vha_status run_movements(struct desk *desk, const char *arguments, unsigned *flags,
                                     struct vha_error *error)
{
    struct screen screen;
    struct cohort_state *list = NULL;
    (void)arguments;
    enum vha_status status = cohort_find(desk, VHA_ACTION_LIST, &list, error);
    if (status == VHA_OK)
        status = short_list_screen(desk, &spec, &screen, NULL, error);
    return desk_show(desk, status, &screen, flags);
}

static const struct order orders[] = {
    {.name = "movements",
     .arguments = "",
     .summary =
         "show who has moved by the weekly refresh: in or out of custody, found, newly wanted",
     .run = run_movements},
};

const struct order_group movement_orders = {"Between loads", orders, VHA_COUNT(orders)};
