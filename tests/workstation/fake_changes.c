/* Made-up changes between two quarters: one of each kind. */
#include "testing.h"

#include "vha/changes.h"

enum { PERSONS = 5 };

enum vha_status vha_changes_find(struct vha_cohort *now, struct vha_cohort *before,
                                 struct vha_arena *arena, struct vha_changes *changes,
                                 struct vha_error *error)
{
    static const struct vha_lost_report lost[] = {
        {.ref = "0102/22", .verdict = VHA_LEFT_WINDOW},
        {.ref = "0103/\x1b[31m22", .gone = true},
    };
    struct vha_list_row *const rows = vha_arena_alloc(arena, PERSONS * sizeof *rows);
    struct vha_arrival *const arrivals = vha_arena_alloc(arena, sizeof *arrivals);
    struct vha_departure *const departures = vha_arena_alloc(arena, 2 * sizeof *departures);
    (void)before;
    for (uint32_t i = 0; i < PERSONS; i++)
        if (vha_cohort_row(now, i, arena, &rows[i], error) != VHA_OK)
            return error->status;
    arrivals[0] = (struct vha_arrival){.person = rows[0],
                                       .came = VHA_CAME_BY_CRIME,
                                       .ref = "0100/26",
                                       .offence = "KNIFE_INJURY",
                                       .date = 20725};
    departures[0] = (struct vha_departure){.person = rows[2], .went = VHA_WENT_UNRECORDED};
    departures[1] = (struct vha_departure){
        .person = rows[3], .went = VHA_WENT_BY_RECENCY, .lost = lost, .lost_count = 2};
    *changes = (struct vha_changes){.quarter = fake.quarter,
                                    .earlier = fake.earlier_quarter,
                                    .arrival_count = 1,
                                    .arrivals = arrivals,
                                    .departure_count = 2,
                                    .departures = departures,
                                    .stayed = 9,
                                    .mover_count = 1,
                                    .movers = rows + 4};
    rows[4].previous_rank = 8;
    return VHA_OK;
}
