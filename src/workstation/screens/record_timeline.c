/* Timeline: the facts of the report that is chosen in the picture, and the picture as a list. */
#include "../timeline.h"
#include "record.h"

#include <stdio.h>
#include <string.h>

/* ----------------------------------------------------------------------------- what a report came
 * to
 */

/* "1,460 × 2/3 = 973.333, after 12 months", or why it is left out. */
static void came_to(const struct making *making, const struct report *report, char *out,
                    size_t size)
{
    const struct vha_policy *const policy = making->explanation->policy;
    const int periods = report->judged->decay_periods;
    char base[VHA_MILLI_SIZE];
    char score[VHA_MILLI_SIZE];
    char factor[24];
    char step[RECORD_COUNT_SIZE];
    if (report->judged->verdict != VHA_COUNTED) {
        snprintf(out, size, "not counted: %s", vha_verdict_text(report->judged->verdict));
        return;
    }
    if (!report->crime)
        snprintf(step, sizeof step, "graded %.40s",
                 making->explanation->dossier.intel[report->index].grade);
    else if (periods == 0)
        snprintf(step, sizeof step, "under %d months old", policy->decay_months);
    else
        snprintf(step, sizeof step, "after %d months", periods * policy->decay_months);
    snprintf(out, size, "counted: %s %s %s = %s, %s", milli_short(report->judged->base, base),
             record_times(making), report_factor(making->explanation, report, factor),
             vha_milli_format(score, report->judged->score, true), step);
}

/* --------------------------------------------------------------------------- the chosen one's
 * facts
 */

static void say_crime(const struct making *making, const struct report *report)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    const struct vha_crime_entry *const entry = &dossier->crimes[report->index];
    char date[VHA_DATE_SIZE];
    char roles[RECORD_COUNT_SIZE];
    record_role_words(dossier->individual.crimes[report->index].roles, ", ", roles);
    record_say(making, ROLE_HEADER, "%s %.300s, crime report %.300s as %s%s%.300s%s%.300s",
               vha_date_format(date, report->date), entry->offence, entry->ref, roles,
               entry->borough[0] != '\0' ? "; " : "", entry->borough,
               entry->features[0] != '\0' ? "; " : "", entry->features);
}

static void say_intel(const struct making *making, const struct report *report)
{
    const struct vha_intel_entry *const entry = &making->explanation->dossier.intel[report->index];
    char date[VHA_DATE_SIZE];
    record_say(making, ROLE_HEADER, "%s %.300s, intelligence report %.300s%s%.300s",
               vha_date_format(date, report->date), entry->offence, entry->ref,
               entry->crime_ref[0] != '\0' ? " about crime report " : "", entry->crime_ref);
}

/* Until when it counts, and when it loses another part. */
static void say_time_left(const struct making *making, const struct report *report)
{
    const struct vha_policy *const policy = making->explanation->policy;
    const int window = report->crime ? policy->crime_window_months : policy->intel_window_months;
    const int next = (report->judged->decay_periods + 1) * policy->decay_months;
    char step[VHA_DATE_SIZE];
    char end[VHA_DATE_SIZE];
    char factor[24];
    vha_date_format(step, vha_date_after_months(report->date, next));
    vha_date_format(end, vha_date_after_months(report->date, window));
    if (report->crime && next < window)
        record_say(making, ROLE_BODY, "Keeps %s from %s; counts no longer from %s.",
                   decay_factor(policy, report->judged->decay_periods + 1, factor), step, end);
    else
        record_say(making, ROLE_BODY, "Counts no longer from %s.", end);
}

static void say_facts(const struct making *making, const struct report *report)
{
    const bool hangs = report_is_decisive(making->explanation, report);
    const struct vha_sourced origin = report_origin(making->explanation, report);
    const bool counted = report->judged->verdict == VHA_COUNTED;
    char result[512];
    if (report->crime)
        say_crime(making, report);
    else
        say_intel(making, report);
    came_to(making, report, result, sizeof result);
    result[0] = result[0] == 'c' ? 'C' : 'N';
    record_say(making, hangs ? ROLE_FLAG : ROLE_BODY, "%s%s%s%s%s", result,
               counted ? "; weight: " : "", counted ? origin.source : "",
               counted && origin.assumed ? " (assumed)" : "",
               hangs ? "; the outcome hangs on it" : "");
    if (counted)
        say_time_left(making, report);
}

void record_chosen_lines(struct lines *lines, const struct timeline *timeline, int width,
                         bool unicode)
{
    const struct making making = {
        .lines = lines, .explanation = timeline->explanation, .width = width, .unicode = unicode};
    char legend[256];
    if (timeline->count > 0)
        say_facts(&making, &timeline->reports[timeline->chosen]);
    else
        record_say(&making, ROLE_BODY, "No report names them.");
    timeline_flag_legend(&timeline->explanation->dossier, legend, sizeof legend);
    if (legend[0] != '\0')
        record_say(&making, ROLE_MUTED, "Flags: %s", legend);
}

/* --------------------------------------------------------------------------------- all as a list
 */

static void say_axis(const struct making *making)
{
    const struct vha_policy *const policy = making->explanation->policy;
    char as_of[VHA_DATE_SIZE];
    char decay[RECORD_COUNT_SIZE];
    if (policy->decay == VHA_DECAY_GEOMETRIC)
        snprintf(decay, sizeof decay, "keeps %d/%d of what was left", policy->kept_numerator,
                 policy->kept_denominator);
    else
        snprintf(decay, sizeof decay, "loses %d/%d of the whole",
                 policy->kept_denominator - policy->kept_numerator, policy->kept_denominator);
    record_say(making, ROLE_BODY,
               "  The %d months up to %s. After each %d months a crime report %s; intelligence "
               "counts for %d months; recency is %d months.",
               policy->crime_window_months, vha_date_format(as_of, making->explanation->as_of),
               policy->decay_months, decay, policy->intel_window_months,
               policy->recency_window_months);
}

static void add_reports(const struct making *making)
{
    size_t count = 0;
    const struct report *const reports =
        reports_by_date(making->lines->arena, making->explanation, &count);
    for (size_t i = 0; i < count; i++) {
        char date[VHA_DATE_SIZE];
        char result[512];
        came_to(making, &reports[i], result, sizeof result);
        record_say(making, ROLE_BODY, "  %s %s%s, %s; %s", vha_date_format(date, reports[i].date),
                   reports[i].crime ? "" : "intelligence, ",
                   report_offence(making->explanation, &reports[i]),
                   report_ref(making->explanation, &reports[i]), result);
    }
    if (count == 0)
        record_say(making, ROLE_MUTED, "  No report names them.");
}

static void add_custody(const struct making *making)
{
    const struct vha_individual *const individual = &making->explanation->dossier.individual;
    for (size_t i = 0; i < individual->custody_count; i++) {
        const struct vha_custody_fact *const fact = &individual->custody[i];
        char received[VHA_DATE_SIZE];
        char released[VHA_DATE_SIZE];
        vha_date_format(released, fact->released);
        record_say(making, ROLE_BODY, "  %s custody, until %s",
                   vha_date_format(received, fact->received),
                   fact->released == VHA_NO_DATE ? "now" : released);
    }
}

static void add_dated_flags(const struct making *making)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    for (size_t i = 0; i < dossier->flag_count; i++) {
        const struct vha_flag_entry *const entry = &dossier->flags[i];
        char since[VHA_DATE_SIZE];
        char until[VHA_DATE_SIZE];
        if (entry->since == VHA_NO_DATE)
            continue;
        record_say(making, ROLE_BODY, "  %s %s: %s%s%s%s%s", vha_date_format(since, entry->since),
                   record_flag_words(entry->flag), entry->kind, entry->detail[0] != '\0' ? " " : "",
                   entry->detail, entry->until != VHA_NO_DATE ? ", until " : "",
                   vha_date_format(until, entry->until));
    }
}

void record_add_timeline(const struct making *making)
{
    record_heading(making, "Timeline");
    say_axis(making);
    add_reports(making);
    add_custody(making);
    add_dated_flags(making);
}
