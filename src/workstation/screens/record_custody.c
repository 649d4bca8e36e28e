/* Custody and wanted: the history, newest first, with how long and where it comes from. */
#include "record.h"

#include <stdio.h>
#include <stdlib.h>

#define CUSTODY_SOURCE "PINS"

/* ------------------------------------------------------------------------------------- custody */

/* "100 days (3 months)" */
static char *duration(char out[RECORD_COUNT_SIZE], vha_date from, vha_date to)
{
    const int months = vha_months_between(from, to);
    char days[RECORD_COUNT_SIZE];
    char complete[RECORD_COUNT_SIZE];
    record_count(days, to - from, "day");
    if (months < 1)
        snprintf(out, RECORD_COUNT_SIZE, "%.40s", days);
    else
        snprintf(out, RECORD_COUNT_SIZE, "%.40s (%.40s)", days,
                 record_count(complete, months, "month"));
    return out;
}

static void say_episode(const struct making *making, size_t i)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    const struct vha_custody_fact *const fact = &dossier->individual.custody[i];
    const vha_date as_of = making->explanation->as_of;
    const bool running = fact->released == VHA_NO_DATE || fact->released > as_of;
    const bool to_come = fact->received > as_of;
    char received[VHA_DATE_SIZE];
    char released[VHA_DATE_SIZE];
    char length[RECORD_COUNT_SIZE] = "after the assessment date";
    if (!to_come)
        duration(length, fact->received, running ? as_of : fact->released);
    vha_date_format(received, fact->received);
    vha_date_format(released, fact->released);
    record_say(making, ROLE_BODY, "  %s to %-*s %s: %s%s; source " CUSTODY_SOURCE, received,
               making->width == 0 ? 0 : VHA_DATE_SIZE - 1,
               fact->released == VHA_NO_DATE ? "now" : released, dossier->custody[i].establishment,
               length, running && !to_come ? " so far" : "");
}

/* Where they are now, and since when they are out. */
static void say_now(const struct making *making)
{
    const struct vha_explanation *const explanation = making->explanation;
    const struct vha_individual *const individual = &explanation->dossier.individual;
    vha_date last = VHA_NO_DATE;
    char as_of[VHA_DATE_SIZE];
    char released[VHA_DATE_SIZE];
    char days[RECORD_COUNT_SIZE];
    vha_date_format(as_of, explanation->as_of);
    if (explanation->assessment.in_custody) {
        record_say(making, ROLE_FLAG, "  In custody on %s.", as_of);
        return;
    }
    for (size_t i = 0; i < individual->custody_count; i++)
        if (individual->custody[i].released <= explanation->as_of &&
            individual->custody[i].released > last)
            last = individual->custody[i].released;
    if (last == VHA_NO_DATE)
        record_say(making, ROLE_BODY, "  Not in custody on %s.", as_of);
    else
        record_say(making, ROLE_BODY, "  Not in custody on %s; last released on %s, %s before.",
                   as_of, vha_date_format(released, last),
                   record_count(days, explanation->as_of - last, "day"));
}

static void add_custody(const struct making *making)
{
    const size_t count = making->explanation->dossier.individual.custody_count;
    record_heading(making, "Custody");
    if (count == 0) {
        record_say(making, ROLE_MUTED, "  No custody is recorded (" CUSTODY_SOURCE ").");
        return;
    }
    say_now(making);
    for (size_t i = 0; i < count; i++)
        say_episode(making, i);
}

/* -------------------------------------------------------------------------------------- wanted */

#define WANTED_FLAGS (VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS)

static void say_wanted(const struct making *making, const struct vha_flag_entry *entry)
{
    const vha_date as_of = making->explanation->as_of;
    const bool lasts = entry->since != VHA_NO_DATE && entry->since <= as_of;
    char dates[RECORD_COUNT_SIZE];
    char length[RECORD_COUNT_SIZE] = "";
    if (lasts)
        duration(length, entry->since, as_of);
    record_entry_dates(entry, dates);
    record_say(making, ROLE_FLAG, "  %s%s%s: %s%s%s%s; source %s", record_flag_words(entry->flag),
               entry->detail[0] != '\0' ? " " : "", entry->detail,
               dates[0] != '\0' ? dates : "undated", lasts ? ", " : "", length,
               lasts ? " so far" : "", record_entry_source(entry));
}

static void add_wanted(const struct making *making)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    size_t said = 0;
    record_heading(making, "Wanted");
    for (size_t i = 0; i < dossier->flag_count; i++)
        if ((dossier->flags[i].flag & WANTED_FLAGS) != 0) {
            say_wanted(making, &dossier->flags[i]);
            said++;
        }
    if (said == 0)
        record_say(making, ROLE_MUTED, "  Not wanted (EWMS, CRIS).");
}

void record_add_custody(const struct making *making)
{
    add_custody(making);
    add_wanted(making);
}
