/* What would change the outcome: a report fewer, something more, or nothing but time. */
#include "../why.h"
#include "record.h"

#include <stdio.h>
#include <stdlib.h>

/* -------------------------------------------------------------------- a report fewer, or more */

static void say_decisive(const struct making *making, const struct report *reports, size_t count)
{
    const bool included = making->explanation->assessment.included;
    size_t said = 0;
    for (size_t i = 0; i < count; i++) {
        char date[VHA_DATE_SIZE];
        if (!report_is_decisive(making->explanation, &reports[i]))
            continue;
        if (said++ == 0)
            record_say(making, ROLE_BODY, "  Without any one of these they would%s be on the list:",
                       included ? " not" : "");
        record_say(making, ROLE_FLAG, "    %s %s%s, %s", vha_date_format(date, reports[i].date),
                   reports[i].crime ? "" : "intelligence, ",
                   report_offence(making->explanation, &reports[i]),
                   report_ref(making->explanation, &reports[i]));
    }
    if (said == 0 && included)
        record_say(making, ROLE_BODY,
                   "  No report decides alone: without any one of them they would be on the list "
                   "all the same.");
}

static void say_four_reports(const struct making *making, const struct vha_shortfall *wanting)
{
    const int reports = vha_shortfall_reports(wanting);
    char count[RECORD_COUNT_SIZE];
    char crimes[RECORD_COUNT_SIZE] = "";
    record_count(count, reports, "more counted report");
    if (wanting->crime_reports == reports)
        snprintf(crimes, sizeof crimes, " of crime");
    else if (wanting->crime_reports > 0)
        snprintf(crimes, sizeof crimes, ", at least %d of crime", wanting->crime_reports);
    record_say(making, ROLE_BODY, "    %s%s (four_reports);", count, crimes);
}

static void say_three_crimes(const struct making *making, const struct vha_shortfall *wanting)
{
    char score[VHA_MILLI_SIZE];
    char count[RECORD_COUNT_SIZE] = "";
    if (wanting->scoring_crimes > 0)
        record_count(count, wanting->scoring_crimes, "more crime report");
    record_say(making, ROLE_BODY, "    or %s%s%s%s (three_crimes);", count,
               wanting->scoring_crimes > 0 && wanting->crime_score > 0 ? " and " : "",
               wanting->crime_score > 0 ? vha_milli_format(score, wanting->crime_score, true) : "",
               wanting->crime_score > 0 ? " more crime score" : "");
}

static void say_shortfall(const struct making *making)
{
    const struct vha_shortfall *const wanting = &making->explanation->shortfall;
    const bool quantity = making->explanation->assessment.qualifying == VHA_QUALIFYING_NONE;
    record_say(making, ROLE_MESSAGE, "  Not on the list. To be on it:");
    if (quantity) {
        say_four_reports(making, wanting);
        say_three_crimes(making, wanting);
    }
    if (wanting->recency)
        record_say(making, ROLE_BODY,
                   "    %sa counted crime report, or custody, in the last %d months.",
                   quantity ? "and " : "", making->explanation->policy->recency_window_months);
}

/* ------------------------------------------------------------------------------- nothing but time
 */

/* A day on which a counted report loses another part of its weight, or the last of it. */
struct change {
    vha_date date;
    const struct report *report;
    int periods; /* complete ones by then; -1: it is out of its window */
};

static int by_date(const void *a, const void *b)
{
    const struct change *const one = a;
    const struct change *const other = b;
    if (one->date != other->date)
        return one->date < other->date ? -1 : 1;
    return one->report < other->report ? -1 : one->report > other->report ? 1 : 0;
}

/* Changes in the order of their days. */
struct changes {
    struct change *items;
    size_t count;
};

/* What becomes of a counted report up to a day. */
static void add_changes_of(struct changes *changes, const struct vha_policy *policy,
                           const struct report *report, vha_date last)
{
    const int window = report->crime ? policy->crime_window_months : policy->intel_window_months;
    for (int periods = report->judged->decay_periods + 1;; periods++) {
        const int months = periods * policy->decay_months;
        const bool stays = report->crime && months < window;
        const vha_date date = vha_date_after_months(report->date, stays ? months : window);
        if (date > last)
            return;
        changes->items[changes->count++] = (struct change){date, report, stays ? periods : -1};
        if (!stays)
            return;
    }
}

/* The facts that are there on as_of: what is dated later is something new. */
static struct vha_individual known_now(const struct making *making)
{
    const struct vha_individual *const all = &making->explanation->dossier.individual;
    const vha_date as_of = making->explanation->as_of;
    struct vha_arena *const arena = making->lines->arena;
    struct vha_crime_fact *const crimes =
        vha_arena_alloc(arena, (all->crime_count + 1) * sizeof *crimes);
    struct vha_intel_fact *const intel =
        vha_arena_alloc(arena, (all->intel_count + 1) * sizeof *intel);
    struct vha_individual known = *all;
    known.crimes = crimes;
    known.intel = intel;
    known.crime_count = 0;
    known.intel_count = 0;
    for (size_t i = 0; i < all->crime_count; i++)
        if (all->crimes[i].offence_date <= as_of)
            crimes[known.crime_count++] = all->crimes[i];
    for (size_t i = 0; i < all->intel_count; i++)
        if (all->intel[i].report_date <= as_of)
            intel[known.intel_count++] = all->intel[i];
    return known;
}

static void say_change(const struct making *making, const struct vha_individual *known,
                       const struct change *change)
{
    const struct vha_policy *const policy = making->explanation->policy;
    struct vha_assessment then;
    char date[VHA_DATE_SIZE];
    char score[VHA_MILLI_SIZE];
    char factor[24];
    vha_assess(policy, change->date, known, NULL, NULL, &then);
    record_say(making, ROLE_BODY, "    %s score %s: %s%s, %s, %s%s",
               vha_date_format(date, change->date),
               vha_milli_format(score, vha_assessment_score(&then), true),
               change->report->crime ? "" : "intelligence, ",
               report_offence(making->explanation, change->report),
               report_ref(making->explanation, change->report),
               change->periods < 0 ? "counts no longer" : "keeps ",
               change->periods < 0 ? "" : decay_factor(policy, change->periods, factor));
}

/* What becomes of all of them in so many months. */
static struct changes find_changes(const struct making *making, const struct report *reports,
                                   size_t count, int months, vha_date last)
{
    const struct vha_policy *const policy = making->explanation->policy;
    const size_t most = count * (size_t)(months / policy->decay_months + 2);
    struct changes changes = {.count = 0};
    changes.items = vha_arena_alloc(making->lines->arena, (most + 1) * sizeof *changes.items);
    for (size_t i = 0; i < count; i++)
        if (reports[i].judged->verdict == VHA_COUNTED)
            add_changes_of(&changes, policy, &reports[i], last);
    qsort(changes.items, changes.count, sizeof *changes.items, by_date);
    return changes;
}

/* Until they leave the list, but no further than the recency window is long. */
static void say_time(const struct making *making, const struct report *reports, size_t count)
{
    const struct vha_explanation *const explanation = making->explanation;
    const int months = explanation->policy->recency_window_months;
    const vha_date horizon = vha_date_after_months(explanation->as_of, months);
    const vha_date leaves = explanation->leaves;
    const bool leaving = leaves != VHA_NO_DATE && leaves <= horizon;
    const struct changes changes =
        find_changes(making, reports, count, months, leaving ? leaves : horizon);
    const struct vha_individual known = known_now(making);
    char date[VHA_DATE_SIZE];
    if (changes.count > 0 || leaving)
        record_say(making, ROLE_BODY,
                   "  If nothing new is recorded, in the next %d months:", months);
    for (size_t i = 0; i < changes.count; i++)
        say_change(making, &known, &changes.items[i]);
    if (leaving)
        record_say(making, ROLE_BODY, "    %s leaves the list", vha_date_format(date, leaves));
}

void record_add_changes(const struct making *making, const struct report *reports, size_t count)
{
    record_heading(making, "What would change it");
    if (!making->explanation->assessment.included)
        say_shortfall(making);
    say_decisive(making, reports, count);
    say_time(making, reports, count);
}
