/* changes: who came onto the list since the earlier quarter and who went, and why; and where one
 * person stood in each quarter kept. */
#include "vha/changes.h"
#include "../orders.h"
#include "cohort.h"
#include "short_list.h"
#include "vha/quarters.h"

#include <stdio.h>
#include <string.h>

/* Begins the tag of a line that opens no record: why not follows. */
#define NO_RECORD '-'

static const char of_london[] = "Nothing is shown: the changes are of all of London";

static enum vha_status open_line(struct desk *desk, const char *tag, unsigned *flags,
                                 struct vha_error *error)
{
    return tag[0] == NO_RECORD ? vha_fail(error, VHA_USAGE, "%s", tag + 1)
                               : cohort_open_over(desk, tag, flags, error);
}

/* ------------------------------------------------------------------------------ between quarters
 */

static const char *name_of(const struct vha_list_row *row, struct vha_arena *arena)
{
    return vha_arena_format(arena, "%s, %s", row->surname, row->forenames);
}

/* Somebody with what became of them; nobody without a record can be opened. */
static void add_person(struct short_list *list, const struct vha_list_row *row, const char *what,
                       bool recorded, struct vha_arena *arena)
{
    char pncid[VHA_PNCID_SIZE];
    char score[VHA_MILLI_SIZE];
    const char *const name = name_of(row, arena);
    vha_pncid_format(pncid, row->pncid);
    vha_milli_format(score, row->crime_score + row->intel_score, true);
    short_list_add(
        list,
        vha_arena_format(arena, "%5u %10s  %-13s  %s: %s", row->rank, score, pncid, name, what),
        vha_arena_format(arena, "Rank %u, score %s, %s, %s: %s", row->rank, score, pncid, name,
                         what),
        recorded ? pncid
                 : vha_arena_format(arena,
                                    "%c%s is not in this quarter's extract; ':changes %s' says "
                                    "where they stood before.",
                                    NO_RECORD, pncid, pncid));
}

static void add_arrivals(struct short_list *list, const struct vha_changes *changes,
                         struct vha_arena *arena)
{
    short_list_section(list, vha_arena_format(arena,
                                              "%zu came onto the list: rank, score, what brought "
                                              "them",
                                              changes->arrival_count));
    for (size_t i = 0; i < changes->arrival_count; i++)
        add_person(list, &changes->arrivals[i].person,
                   vha_arrival_words(&changes->arrivals[i], arena), true, arena);
}

/* What let somebody go, and every report that counts no more. */
static const char *departure_words(const struct vha_departure *departure, struct vha_arena *arena)
{
    const char *words = vha_departure_words(departure, arena);
    for (size_t i = 0; i < departure->lost_count && vha_went_by_rule(departure->went); i++)
        words =
            vha_arena_format(arena, "%s; %s", words, vha_lost_words(&departure->lost[i], arena));
    return words;
}

static void add_departures(struct short_list *list, const struct vha_changes *changes,
                           struct vha_arena *arena)
{
    short_list_section(list, vha_arena_format(arena,
                                              "%zu went off it: rank and score in %s, what let "
                                              "them go",
                                              changes->departure_count, changes->earlier));
    for (size_t i = 0; i < changes->departure_count; i++) {
        const struct vha_departure *const departure = &changes->departures[i];
        add_person(list, &departure->person, departure_words(departure, arena),
                   departure->went != VHA_WENT_UNRECORDED, arena);
    }
}

static void add_movers(struct short_list *list, const struct vha_changes *changes,
                       struct vha_arena *arena)
{
    short_list_section(list, vha_arena_format(arena,
                                              "%zu of the %u who stayed rose or fell, the "
                                              "furthest first",
                                              changes->mover_count, changes->stayed));
    for (size_t i = 0; i < changes->mover_count; i++) {
        const struct vha_list_row *const row = &changes->movers[i];
        add_person(list, row,
                   vha_arena_format(arena, "%s from %u",
                                    row->rank < row->previous_rank ? "risen" : "fallen",
                                    row->previous_rank),
                   true, arena);
    }
}

static enum vha_status read_changes(struct short_list *list, struct desk *desk,
                                    struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    const struct vha_cohort_info *const info = vha_cohort_info(desk->cohort);
    struct vha_cohort *before = NULL;
    struct vha_changes changes;
    struct vha_arena *const arena = vha_arena_new();
    enum vha_status status = vha_quarters_open_earlier(options->reg, options->archive_folder,
                                                       desk->cohort, &before, error);
    if (status == VHA_OK)
        status = vha_changes_find(desk->cohort, before, arena, &changes, error);
    if (status == VHA_OK)
        status =
            desk_record_look(desk, VHA_ACTION_CHANGES, info->quarter, info->earlier_quarter, error);
    if (status == VHA_OK) {
        add_arrivals(list, &changes, arena);
        add_departures(list, &changes, arena);
        add_movers(list, &changes, arena);
        short_list_title(list,
                         vha_arena_format(arena, "%s beside %s: %zu came, %zu went, %u stayed",
                                          changes.quarter, changes.earlier, changes.arrival_count,
                                          changes.departure_count, changes.stayed));
    }
    vha_cohort_close(before);
    vha_arena_free(arena);
    return status;
}

static const struct short_list_spec between_quarters = {
    .name = "the changes between two quarters",
    .once = true,
    .sections = true,
    .remark = 4,
    .of_people = true,
    .read = read_changes,
    .open = open_line,
};

/* ------------------------------------------------------------------------------------ one person
 */

enum { SCORE_BAR = 20 }; /* columns of the highest score */

static vha_milli score_of(const struct vha_past *past)
{
    return past->row.crime_score + past->row.intel_score;
}

static vha_milli highest(const struct vha_past *past, size_t count)
{
    vha_milli most = 1;
    for (size_t i = 0; i < count; i++)
        most = score_of(&past[i]) > most ? score_of(&past[i]) : most;
    return most;
}

static const char *bar_of(const struct desk *desk, vha_milli score, vha_milli most,
                          struct vha_arena *arena)
{
    const char *bar = "";
    for (int64_t i = 0; i < (score * SCORE_BAR + most / 2) / most; i++)
        bar = vha_arena_format(arena, "%s%s", bar, canvas_glyphs(desk->unicode)->bar);
    return bar;
}

/* Only the quarter that is open has records here. */
static const char *tag_of(const struct vha_past *past, const char *pncid, struct vha_arena *arena)
{
    if (past->in_force && past->recorded)
        return pncid;
    return vha_arena_format(arena,
                            "%cRecords of %s open in its own session: 'vha archive open %s'.",
                            NO_RECORD, past->quarter, past->quarter);
}

static void add_past(struct short_list *list, const struct desk *desk, const struct vha_past *past,
                     vha_milli most, const char *tag, struct vha_arena *arena)
{
    const struct vha_list_row *const row = &past->row;
    char score[VHA_MILLI_SIZE];
    char rank[16] = "-";
    if (past->unread != NULL || !past->recorded) {
        const char *const why = past->unread != NULL ? past->unread : "not in the extract";
        short_list_add(list, vha_arena_format(arena, "%-8s  %s", past->quarter, why),
                       vha_arena_format(arena, "%s: %s", past->quarter, why), tag);
        return;
    }
    if (row->rank > 0)
        snprintf(rank, sizeof rank, "%u", row->rank);
    vha_milli_format(score, score_of(past), true);
    short_list_add(
        list,
        vha_arena_format(arena, "%-8s %6s %12s %7u %6u  %s", past->quarter, rank, score,
                         row->crime_reports, row->intel_reports,
                         bar_of(desk, score_of(past), most, arena)),
        vha_arena_format(arena, "%s: %s%s, score %s, %u crime reports and %u of intelligence count",
                         past->quarter, row->rank > 0 ? "rank " : "not on the list",
                         row->rank > 0 ? rank : "", score, row->crime_reports, row->intel_reports),
        tag);
}

/* The look is on record before anything of it is shown. */
static enum vha_status read_person(struct short_list *list, struct desk *desk,
                                   struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    const vha_pncid who = *(const vha_pncid *)short_list_context(list);
    char pncid[VHA_PNCID_SIZE];
    struct vha_past *past = NULL;
    size_t count = 0;
    struct vha_arena *const arena = vha_arena_new();
    vha_pncid_format(pncid, who);
    enum vha_status status =
        desk_record_look(desk, VHA_ACTION_CHANGES, pncid, "over the quarters kept", error);
    if (status == VHA_OK)
        status = vha_quarters_person(options->reg, options->archive_folder, desk->cohort, who,
                                     arena, &past, &count, error);
    for (size_t i = 0; i < count && status == VHA_OK; i++)
        add_past(list, desk, &past[i], highest(past, count), tag_of(&past[i], pncid, arena), arena);
    short_list_title(list, vha_arena_format(arena, "%s over the quarters kept", pncid));
    vha_arena_free(arena);
    return status;
}

static const struct short_list_spec over_quarters = {
    .name = "one person over the quarters kept",
    .header = "Quarter    Rank        Score  Crimes  Intel",
    .once = true,
    .read = read_person,
    .open = open_line,
};

/* ---------------------------------------------------------------------------------- the order */

static enum vha_status run_changes(struct desk *desk, const char *arguments, unsigned *flags,
                                   struct vha_error *error)
{
    struct screen screen;
    vha_pncid pncid = 0;
    const bool one = arguments[0] != '\0';
    struct short_list_spec spec = one ? over_quarters : between_quarters;
    enum vha_status status =
        desk_need_whole(desk, VHA_ACTION_CHANGES, one ? arguments : NULL, of_london, error);
    if (status == VHA_OK && one)
        status = desk_read_pncid(desk, arguments, "changes takes a PNCID such as 2021/0008875Q",
                                 &pncid, error);
    spec.context = &pncid;
    if (status == VHA_OK)
        status = short_list_screen(desk, &spec, &screen, NULL, error);
    return desk_show(desk, status, &screen, flags);
}

static const struct order orders[] = {
    {.name = "changes",
     .arguments = "[PNCID]",
     .summary = "show who came onto the list, who went and who moved since the earlier quarter; or "
                "one person by quarter",
     .run = run_changes},
};

const struct order_group changes_orders = {"From quarter to quarter", orders, VHA_COUNT(orders)};
