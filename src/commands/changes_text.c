#include "changes.h"
#include "say.h"

#include <inttypes.h>

enum { MOST_MOVES = 20 };

static void write_person(FILE *out, const struct vha_list_row *row, const char *after)
{
    char pncid[VHA_PNCID_SIZE];
    fprintf(out, "  %s", vha_pncid_format(pncid, row->pncid));
    say_shown(out, "  ", row->surname, ", ");
    say_shown(out, "", row->forenames, after);
}

static void write_arrival(FILE *out, const struct vha_arrival *arrival, struct vha_arena *arena)
{
    char score[VHA_MILLI_SIZE];
    fprintf(
        out, "  %5" PRIu32 " %12s", arrival->person.rank,
        vha_milli_format(score, arrival->person.crime_score + arrival->person.intel_score, true));
    write_person(out, &arrival->person, ": ");
    say_shown(out, "", vha_arrival_words(arrival, arena), "\n");
}

static void write_departure(FILE *out, const struct vha_departure *departure,
                            struct vha_arena *arena)
{
    fprintf(out, "  %5" PRIu32, departure->person.rank);
    write_person(out, &departure->person, ": ");
    say_shown(out, "", vha_departure_words(departure, arena), "\n");
    for (size_t i = 0; i < departure->lost_count && vha_went_by_rule(departure->went); i++)
        say_shown(out, "          ", vha_lost_words(&departure->lost[i], arena), "\n");
}

static void write_mover(FILE *out, const struct vha_list_row *row)
{
    fprintf(out, "  %5" PRIu32, row->rank);
    write_person(out, row, ": ");
    fprintf(out, "%s from %" PRIu32 "\n", row->rank < row->previous_rank ? "risen" : "fallen",
            row->previous_rank);
}

void changes_text(FILE *out, const struct vha_changes *changes, struct vha_arena *arena)
{
    fprintf(out,
            "OFFICIAL  VHA %s beside %s\n%zu came, %zu went, %" PRIu32
            " stayed, %zu of them with another rank.\n\nWho came: rank, score, and what brought "
            "them\n",
            changes->quarter, changes->earlier, changes->arrival_count, changes->departure_count,
            changes->stayed, changes->mover_count);
    for (size_t i = 0; i < changes->arrival_count; i++)
        write_arrival(out, &changes->arrivals[i], arena);
    fprintf(out, "\nWho went: rank in %s, and what let them go\n", changes->earlier);
    for (size_t i = 0; i < changes->departure_count; i++)
        write_departure(out, &changes->departures[i], arena);
    fputs("\nWho rose or fell furthest\n", out);
    for (size_t i = 0; i < changes->mover_count && i < MOST_MOVES; i++)
        write_mover(out, &changes->movers[i]);
}

/* ------------------------------------------------------------------------------------ one person
 */

void past_text(FILE *out, const char *pncid, const struct vha_past *past, size_t count)
{
    fprintf(out, "OFFICIAL  %s over the quarters kept\n  %-8s %6s %12s %7s %7s\n", pncid, "quarter",
            "rank", "score", "crimes", "intel");
    for (size_t i = 0; i < count; i++) {
        const struct vha_list_row *const row = &past[i].row;
        char score[VHA_MILLI_SIZE];
        char rank[16] = "-";
        if (past[i].unread != NULL || !past[i].recorded) {
            fprintf(out, "  %-8s ", past[i].quarter);
            say_shown(out, "", past[i].unread != NULL ? past[i].unread : "not in the extract",
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
