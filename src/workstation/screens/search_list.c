/* search_list: whom CRIMINT is searched for every day, as MO2 works through it (SOP 70). */
#include "../orders.h"
#include "cohort.h"
#include "short_list.h"

#include <stdio.h>
#include <string.h>

static const char header[] = " Rank      Score  PNCID          Born        Name and borough";

/* What the searches have found since the load stands before the name, which may be cut off. */
static void add_person(struct short_list *list, const struct vha_list_row *row,
                       uint32_t new_reports, struct vha_arena *arena)
{
    char pncid[VHA_PNCID_SIZE];
    char score[VHA_MILLI_SIZE];
    char born[VHA_DATE_SIZE];
    vha_pncid_format(pncid, row->pncid);
    vha_milli_format(score, row->crime_score + row->intel_score, true);
    vha_date_format(born, row->dob);
    const char *const name = vha_arena_format(arena, "%s, %s%s%s", row->surname, row->forenames,
                                              row->borough[0] != '\0' ? ", " : "", row->borough);
    const char *const new_text =
        new_reports > 0 ? vha_arena_format(arena, "[%u new] ", new_reports) : "";
    const char *const new_words =
        new_reports > 0 ? vha_arena_format(arena, "; %u new since the load", new_reports) : "";
    short_list_add(list,
                   vha_arena_format(arena, "%5u %10s  %-13s  %s  %s%s", row->rank, score, pncid,
                                    born, new_text, name),
                   vha_arena_format(arena, "Rank %u, score %s, %s, born %s, %s%s", row->rank, score,
                                    pncid, born, name, new_words),
                   pncid);
}

/* The list is on record, with how many it names, before it is shown. */
static enum vha_status log_look(struct desk *desk, size_t count, struct vha_error *error)
{
    char reason[64];
    snprintf(reason, sizeof reason, "%zu people", count);
    return desk_record_look(desk, VHA_ACTION_SEARCHES, vha_cohort_info(desk->cohort)->quarter,
                            reason, error);
}

static enum vha_status read_list(struct short_list *list, struct desk *desk,
                                 struct vha_error *error)
{
    struct vha_search_list searches;
    char title[128];
    char score[VHA_MILLI_SIZE];
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status = vha_cohort_search_list(desk->cohort, arena, &searches, error);
    if (status == VHA_OK)
        status = log_look(desk, searches.count, error);
    for (size_t i = 0; i < searches.count && status == VHA_OK; i++)
        add_person(list, &searches.rows[i], searches.new_reports[i], arena);
    snprintf(title, sizeof title, "Daily search list: %zu people who score %s or more",
             searches.count, vha_milli_short(score, searches.least, true));
    short_list_title(list, title);
    vha_arena_free(arena);
    return status;
}

static const struct short_list_spec spec = {
    .name = "the daily search list",
    .title = "Daily search list",
    .header = header,
    .none = "Nobody on the list scores that much.",
    .once = true,
    .of_people = true,
    .read = read_list,
    .open = cohort_open_over,
};

static enum vha_status run_searches(struct desk *desk, const char *arguments, unsigned *flags,
                                    struct vha_error *error)
{
    struct screen screen;
    (void)arguments;
    enum vha_status status =
        desk_need_whole(desk, VHA_ACTION_SEARCHES, NULL,
                        "Nothing is listed: the search list is of all of London", error);
    if (status == VHA_OK)
        status = short_list_screen(desk, &spec, &screen, NULL, error);
    return desk_show(desk, status, &screen, flags);
}

static const struct order orders[] = {
    {.name = "searches",
     .arguments = "",
     .summary = "show whom intelligence is searched for daily; each line opens its record",
     .run = run_searches},
};

const struct order_group search_orders = {"Daily searches", orders, VHA_COUNT(orders)};
