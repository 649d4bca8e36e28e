#include "changes.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MOVES = 20 };

static void write_shown(FILE *out, const char *before, const char *text, const char *after)
{
    const size_t size = 12 * strlen(text) + 1;
    char *const shown = vha_alloc(size);
    fprintf(out, "%s%s%s", before, vha_text_show(shown, size, text), after);
    free(shown);
}

static void write_person(FILE *out, const struct vha_list_row *row, const char *after)
{
    char pncid[VHA_PNCID_SIZE];
    fprintf(out, "  %s", vha_pncid_format(pncid, row->pncid));
    write_shown(out, "  ", row->surname, ", ");
    write_shown(out, "", row->forenames, after);
}

/* ------------------------------------------------------------------------------------ who came */

static void write_arrival(FILE *out, const struct vha_arrival *arrival)
{
    char score[VHA_MILLI_SIZE];
    char date[VHA_DATE_SIZE];
    fprintf(
        out, "  %5" PRIu32 " %12s", arrival->person.rank,
        vha_milli_format(score, arrival->person.crime_score + arrival->person.intel_score, true));
    write_person(out, &arrival->person, ": ");
    switch (arrival->came) {
    case VHA_CAME_BY_CRIME:
    case VHA_CAME_BY_INTEL:
        fputs(arrival->came == VHA_CAME_BY_CRIME ? "crime report" : "intelligence report", out);
        write_shown(out, " ", arrival->ref, "");
        write_shown(out, " of ", arrival->offence, "");
        fprintf(out, ", %s\n", vha_date_format(date, arrival->date));
        break;
    case VHA_CAME_BY_CUSTODY:
        write_shown(out, "in custody, ", arrival->ref, "");
        fprintf(out, ", since %s\n", vha_date_format(date, arrival->date));
        break;
    case VHA_CAME_BACK:
        fputs("was off the list by a removal\n", out);
        break;
    case VHA_CAME_BY_RULES:
        fputs("nothing new; the policy or the date\n", out);
    }
}

/* ------------------------------------------------------------------------------------- who went */

/* What is wanting, in words: "1 counted report to 4 wanting". */
static void write_shortfall(FILE *out, const struct vha_shortfall *shortfall)
{
    char score[VHA_MILLI_SIZE];
    if (vha_shortfall_reports(shortfall) > 0)
        fprintf(out, "; reports wanting: %d", vha_shortfall_reports(shortfall));
    if (shortfall->scoring_crimes > 0)
        fprintf(out, "; crime reports wanting to three: %d", shortfall->scoring_crimes);
    if (shortfall->crime_score > 0)
        fprintf(out, "; harm wanting: %s", vha_milli_format(score, shortfall->crime_score, true));
}

static void write_departure(FILE *out, const struct vha_departure *departure)
{
    const bool ruled =
        departure->went != VHA_WENT_BY_REMOVAL && departure->went != VHA_WENT_UNRECORDED;
    fprintf(out, "  %5" PRIu32, departure->person.rank);
    write_person(out, &departure->person, ": ");
    fputs(vha_went_words(departure->went), out);
    if (departure->went == VHA_WENT_BY_QUANTITY || departure->went == VHA_WENT_BY_BOTH)
        write_shortfall(out, &departure->shortfall);
    fputc('\n', out);
    for (size_t i = 0; i < departure->lost_count && ruled; i++) {
        const struct vha_lost_report *const lost = &departure->lost[i];
        write_shown(out, "          counts no more: ", lost->ref, ", ");
        fprintf(out, "%s\n",
                lost->gone ? "not among their reports now" : vha_verdict_text(lost->verdict));
    }
}

static void write_mover(FILE *out, const struct vha_list_row *row)
{
    fprintf(out, "  %5" PRIu32, row->rank);
    write_person(out, row, ": ");
    fprintf(out, "%s from %" PRIu32 "\n", row->rank < row->previous_rank ? "risen" : "fallen",
            row->previous_rank);
}

void changes_text(FILE *out, const struct vha_changes *changes)
{
    fprintf(out,
            "OFFICIAL  VHA %s beside %s\n%zu came, %zu went, %" PRIu32
            " stayed, %zu of them with another rank.\n\nWho came: rank, score, and what brought "
            "them\n",
            changes->quarter, changes->earlier, changes->arrival_count, changes->departure_count,
            changes->stayed, changes->mover_count);
    for (size_t i = 0; i < changes->arrival_count; i++)
        write_arrival(out, &changes->arrivals[i]);
    fprintf(out, "\nWho went: rank in %s, and what let them go\n", changes->earlier);
    for (size_t i = 0; i < changes->departure_count; i++)
        write_departure(out, &changes->departures[i]);
    fputs("\nWho rose or fell furthest\n", out);
    for (size_t i = 0; i < changes->mover_count && i < MOST_MOVES; i++)
        write_mover(out, &changes->movers[i]);
}

/* ------------------------------------------------------------------------------------ one person
 */

void past_text(FILE *out, const char *pncid, const struct past_quarter *past, size_t count)
{
    fprintf(out, "OFFICIAL  %s over the quarters kept\n  %-8s %6s %12s %7s %7s\n", pncid, "quarter",
            "rank", "score", "crimes", "intel");
    for (size_t i = 0; i < count; i++) {
        const struct vha_list_row *const row = &past[i].row;
        char score[VHA_MILLI_SIZE];
        char rank[16] = "-";
        if (past[i].unread != NULL || !past[i].recorded) {
            fprintf(out, "  %-8s ", past[i].quarter);
            write_shown(out, "", past[i].unread != NULL ? past[i].unread : "not in the extract",
                        "\n");
            continue;
        }
        if (row->rank > 0)
            snprintf(rank, sizeof rank, "%" PRIu32, row->rank);
        fprintf(out, "  %-8s %6s %12s %7" PRIu32 " %7" PRIu32 "\n", past[i].quarter, rank,
                vha_milli_format(score, row->crime_score + row->intel_score, true),
                row->crime_reports, row->intel_reports);
    }
}
