/* Why: who, the score report by report, what holds them on the list, what would change that. */
#include "../columns.h"
#include "../why.h"
#include "record.h"
#include "vha/removal.h"

#include <stdio.h>
#include <string.h>

/* ----------------------------------------------------------------------------------------- who */

static const char *sex_words(char sex)
{
    static const struct {
        char sex;
        const char *words;
    } known[] = {{'M', "male"}, {'F', "female"}, {'X', "other"}, {'U', "unknown"}};
    for (size_t i = 0; i < VHA_COUNT(known); i++)
        if (known[i].sex == sex)
            return known[i].words;
    return "unknown";
}

static void say_age(const struct making *making)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    const struct vha_list_row *const person = &dossier->person;
    char born[VHA_DATE_SIZE];
    char turns[VHA_DATE_SIZE];
    vha_date_format(born, person->dob);
    if (dossier->turns_18 != VHA_NO_DATE && (person->flags & VHA_FLAG_UNDER_18) != 0)
        record_field(making, ROLE_FLAG, "Born", "%s, age %d: under 18, turns 18 on %s", born,
                     person->age, vha_date_format(turns, dossier->turns_18));
    else
        record_field(making, ROLE_BODY, "Born", "%s, age %d", born, person->age);
}

static void say_flags(const struct making *making)
{
    const uint32_t flags = making->explanation->dossier.person.flags;
    char words[512] = "none";
    size_t used = 0;
    for (size_t i = 0; i < VHA_FLAGS; i++)
        if ((flags & vha_flags[i].flag) != 0)
            used += (size_t)snprintf(words + used, sizeof words - used, "%s%s",
                                     used > 0 ? ", " : "", vha_flags[i].words);
    record_field(making, ROLE_BODY, "Flags", "%s", words);
}

void record_say_asked(const struct making *making)
{
    char words[VHA_REMOVAL_OPEN_SIZE];
    if (making->asked != NULL && vha_removal_open_words(making->asked, words)[0] != '\0')
        record_field(making, ROLE_FLAG, "Removal", "%s", words);
}

static void add_who(const struct making *making)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    const struct vha_assessment *const assessment = &making->explanation->assessment;
    const struct vha_list_row *const person = &dossier->person;
    char text[1024];
    char score[VHA_MILLI_SIZE];
    char crime[VHA_MILLI_SIZE];
    char intel[VHA_MILLI_SIZE];
    record_heading(making, "Who");
    record_field(making, ROLE_BODY, "Name", "%s", person_name(person, text, sizeof text));
    record_field(making, ROLE_BODY, "PNCID", "%s", vha_pncid_format(text, person->pncid));
    say_age(making);
    record_field(making, ROLE_BODY, "Borough", "%s",
                 person->borough[0] != '\0' ? person->borough : "none recorded");
    record_field(making, ROLE_BODY, "Sex", "%s; ethnicity %s (neither is ever scored)",
                 sex_words(person->sex), person->ethnicity);
    say_flags(making);
    vha_milli_format(score, vha_assessment_score(assessment), true);
    record_field(making, ROLE_BODY, "Score", "%s: crime %s, intelligence %s", score,
                 vha_milli_format(crime, assessment->crime_score, true),
                 vha_milli_format(intel, assessment->intel_score, true));
    if (dossier->listed && person->previous_rank != 0)
        record_field(making, ROLE_BODY, "Rank", "%u; in the earlier quarter %u, %s", person->rank,
                     person->previous_rank, change_words(person, text));
    else if (dossier->listed)
        record_field(making, ROLE_BODY, "Rank", "%u%s%s", person->rank,
                     person->change == VHA_CHANGE_NEW ? ", " : "", change_words(person, text));
    else
        record_field(making, ROLE_MESSAGE, "Rank", "not on the list");
    if (dossier->new_intel_count > 0)
        record_field(making, ROLE_FLAG, "New", "%s since the load, not in the score: see %s",
                     record_count(text, (int64_t)dossier->new_intel_count, "report"),
                     record_tabs[RECORD_FLAGS].brief);
    if (person->removed != VHA_NEVER_REMOVED)
        record_field(making, ROLE_MESSAGE, "Removal", "%s", vha_removed_words(person->removed));
    record_say_asked(making);
}

/* ---------------------------------------------------------------------------------- the score */

#define BAR_MOST        200
#define OFFENCE_COLUMNS 22
#define SCORE_LEAST     10

/* How the bars lie: the weights of all reports on one scale. */
struct bars {
    vha_milli largest; /* base weight */
    int score_columns;
    int start;
    int room;
};

static struct bars lay_out_bars(const struct making *making, const struct report *reports,
                                size_t count)
{
    struct bars bars = {.score_columns = SCORE_LEAST};
    for (size_t i = 0; i < count; i++) {
        const struct vha_judged *const judged = reports[i].judged;
        char score[VHA_MILLI_SIZE];
        const int columns = (int)strlen(vha_milli_format(score, judged->score, true));
        if (judged->verdict != VHA_COUNTED)
            continue;
        bars.score_columns = columns > bars.score_columns ? columns : bars.score_columns;
        bars.largest = judged->base > bars.largest ? judged->base : bars.largest;
    }
    bars.start = 2 + VHA_DATE_SIZE + OFFENCE_COLUMNS + bars.score_columns + 1;
    bars.room = making->width - bars.start;
    bars.room = bars.room > BAR_MOST ? BAR_MOST : bars.room < 0 ? 0 : bars.room;
    return bars;
}

/* Columns of a weight, so that everything above nothing shows. */
static int bar_columns(const struct bars *bars, vha_milli value)
{
    if (value <= 0 || bars->room == 0)
        return 0;
    const int columns = (int)vha_milli_scale(value, bars->room, bars->largest);
    return columns > 0 ? columns : 1;
}

/* The score, and in a lighter shade what decay or grading has taken of the weight. */
static void add_bar(const struct making *making, const struct bars *bars,
                    const struct report *report)
{
    const struct glyphs *const glyphs = canvas_glyphs(making->unicode);
    const int left = bar_columns(bars, report->judged->score);
    const int whole = bar_columns(bars, report->judged->base);
    char score[VHA_MILLI_SIZE];
    char date[VHA_DATE_SIZE];
    char shown[1024];
    char offence[1024];
    char bar[BAR_MOST * 4 + 1] = "";
    size_t length = 0;
    vha_text_show(shown, sizeof shown, report_offence(making->explanation, report));
    const int used =
        vha_text_fit(offence, sizeof offence, shown, OFFENCE_COLUMNS - 1, glyphs->ellipsis);
    for (int i = 0; i < whole; i++)
        length += (size_t)snprintf(bar + length, sizeof bar - length, "%s",
                                   i < left ? glyphs->bar : glyphs->shade);
    struct line *const line = lines_format(
        making->lines, ROLE_BODY, "  %s %s%*s%*s %s", vha_date_format(date, report->date), offence,
        OFFENCE_COLUMNS - used, "", bars->score_columns,
        vha_milli_format(score, report->judged->score, true), bar);
    line->mark = ROLE_BAR;
    line->mark_column = bars->start;
    line->mark_columns = left;
}

static void add_score(const struct making *making, const struct report *reports, size_t count)
{
    const struct bars bars = lay_out_bars(making, reports, count);
    const struct vha_assessment *const assessment = &making->explanation->assessment;
    record_heading(making, "Score, report by report");
    for (size_t i = 0; i < count; i++) {
        char date[VHA_DATE_SIZE];
        char score[VHA_MILLI_SIZE];
        if (reports[i].judged->verdict != VHA_COUNTED)
            continue;
        if (making->width > 0)
            add_bar(making, &bars, &reports[i]);
        else
            record_say(making, ROLE_BODY, "%s %s: %s", vha_date_format(date, reports[i].date),
                       report_offence(making->explanation, &reports[i]),
                       vha_milli_format(score, reports[i].judged->score, true));
    }
    if (assessment->crime_reports + assessment->intel_reports == 0)
        record_say(making, ROLE_MUTED, "  No report counts.");
}

/* ----------------------------------------------------------------------------------- why, or not
 */

static const char *tick(const struct making *making, bool met)
{
    if (making->width == 0)
        return met ? "Met:" : "Not met:";
    return met ? "[x]" : "[ ]";
}

static void say_quantity(const struct making *making)
{
    const struct vha_policy *const policy = making->explanation->policy;
    const struct vha_assessment *const assessment = &making->explanation->assessment;
    const int crimes = (int)assessment->crime_reports;
    const int all = crimes + (int)assessment->intel_reports;
    char needed[VHA_MILLI_SIZE];
    char score[VHA_MILLI_SIZE];
    const bool four = all >= policy->four_reports_total && crimes >= policy->four_reports_crimes;
    const bool three = crimes >= policy->three_crimes_count &&
                       assessment->crime_score >= policy->three_crimes_score;
    record_say(making, four ? ROLE_BODY : ROLE_MUTED,
               "  %s four_reports: at least %d counted reports, %d of them crime reports; has %d, "
               "%d of them crime reports",
               tick(making, four), policy->four_reports_total, policy->four_reports_crimes, all,
               crimes);
    record_say(making, three ? ROLE_BODY : ROLE_MUTED,
               "  %s three_crimes: at least %d crime reports that score %s together; has %d that "
               "score %s",
               tick(making, three), policy->three_crimes_count,
               milli_short(policy->three_crimes_score, needed), crimes,
               vha_milli_format(score, assessment->crime_score, true));
}

static void say_recency(const struct making *making)
{
    const int months = making->explanation->policy->recency_window_months;
    const struct vha_assessment *const assessment = &making->explanation->assessment;
    char latest[VHA_DATE_SIZE];
    vha_date_format(latest, assessment->latest);
    if (assessment->recency == VHA_RECENCY_OFFENCE)
        record_say(making, ROLE_BODY,
                   "  %s offence: a counted crime report in the last %d months, on %s",
                   tick(making, true), months, latest);
    else if (assessment->recency == VHA_RECENCY_CUSTODY)
        record_say(making, ROLE_BODY,
                   "  %s custody: in custody in the last %d months; no counted crime report since "
                   "then",
                   tick(making, true), months);
    else
        record_say(making, ROLE_MUTED,
                   "  %s neither a counted crime report nor custody in the last %d months",
                   tick(making, false), months);
}

static void add_why(const struct making *making)
{
    const struct vha_explanation *const explanation = making->explanation;
    const bool removed = explanation->dossier.person.removed == VHA_REMOVED;
    char leaves[VHA_DATE_SIZE];
    record_heading(making, !explanation->assessment.included ? "Why not on the list"
                           : removed                         ? "Why on the list until the removal"
                                                             : "Why on the list");
    say_quantity(making);
    say_recency(making);
    if (removed)
        return;
    if (explanation->leaves != VHA_NO_DATE)
        record_say(making, ROLE_BODY, "  Leaves the list on %s if nothing new is recorded.",
                   vha_date_format(leaves, explanation->leaves));
    else if (explanation->assessment.included)
        record_say(making, ROLE_BODY,
                   "  Leaves the list on no day that can be told, if nothing new is recorded.");
}

/* Two lines a report: the steps of its score, then its reference and the source of its weight. */
static void say_counted(const struct making *making, const struct report *report)
{
    const struct vha_explanation *const explanation = making->explanation;
    const struct vha_sourced origin = report_origin(explanation, report);
    const char *const grade = report->crime ? "" : explanation->dossier.intel[report->index].grade;
    const bool hangs = report_is_decisive(explanation, report);
    char date[VHA_DATE_SIZE];
    char base[VHA_MILLI_SIZE];
    char score[VHA_MILLI_SIZE];
    char factor[24];
    record_say(making, hangs ? ROLE_FLAG : ROLE_BODY, "  %s %s%s: %s %s %s = %s%s",
               vha_date_format(date, report->date), report->crime ? "" : "intelligence, ",
               report_offence(explanation, report), milli_short(report->judged->base, base),
               record_times(making), report_factor(explanation, report, factor),
               vha_milli_format(score, report->judged->score, true),
               hangs ? "; the outcome hangs on it" : "");
    record_say(making, ROLE_MUTED, "             %s%s%s; weight: %s%s",
               report_ref(explanation, report), report->crime ? "" : ", graded ", grade,
               origin.source, origin.assumed ? " (assumed)" : "");
}

void record_add_why(const struct making *making)
{
    size_t count = 0;
    const struct report *const reports =
        reports_by_date(making->lines->arena, making->explanation, &count);
    add_who(making);
    add_score(making, reports, count);
    add_why(making);
    if (making->explanation->dossier.person.removed != VHA_REMOVED)
        record_add_changes(making, reports, count);
    if (making->explanation->assessment.crime_reports +
            making->explanation->assessment.intel_reports ==
        0)
        return;
    record_heading(making, "How each report scores");
    for (size_t i = 0; i < count; i++)
        if (reports[i].judged->verdict == VHA_COUNTED)
            say_counted(making, &reports[i]);
}
