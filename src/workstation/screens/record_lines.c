#include "record.h"

#include "../columns.h"
#include "../why.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LABEL_COLUMNS 11
#define TEXT_SIZE     2048

/* The making of a record: where lines go and what they may be. */
struct making {
    struct lines *lines;
    const struct vha_explanation *explanation;
    int width; /* 0: as words, a line each, of any length */
    bool unicode;
};

static void say(const struct making *making, enum role role, const char *format, ...)
    VHA_PRINTF(3, 4);

static void say(const struct making *making, enum role role, const char *format, ...)
{
    char text[TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (making->width == 0) {
        lines_add(making->lines, role, text + strspn(text, " "));
        return;
    }
    /* Lines that go on are set in a little further than the first. */
    const int indent = (int)strspn(text, " ") + 4;
    lines_wrap(making->lines, role, making->width, indent, text);
}

/* How far the text beside a label stands in. */
static int label_columns(const struct making *making)
{
    return making->width == 0 ? 0 : LABEL_COLUMNS;
}

static const char *tick(const struct making *making, bool met)
{
    if (making->width == 0)
        return met ? "Met:" : "Not met:";
    return met ? "[x]" : "[ ]";
}

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
    if (dossier->turns_18 != VHA_NO_DATE && person->age < 18)
        say(making, ROLE_FLAG, "  %-*s %s, age %d: under 18, turns 18 on %s", label_columns(making),
            "Born", born, person->age, vha_date_format(turns, dossier->turns_18));
    else
        say(making, ROLE_BODY, "  %-*s %s, age %d", label_columns(making), "Born", born,
            person->age);
}

static void say_flags_in_words(const struct making *making)
{
    const uint32_t flags = making->explanation->dossier.person.flags;
    char words[512];
    size_t used = 0;
    words[0] = '\0';
    for (size_t i = 0; i < VHA_FLAGS; i++)
        if ((flags & vha_flags[i].flag) != 0)
            used += (size_t)snprintf(words + used, sizeof words - used, "%s%s",
                                     used > 0 ? ", " : "", vha_flags[i].words);
    say(making, ROLE_BODY, "  %-*s %s", label_columns(making), "Flags", used > 0 ? words : "none");
}

static void add_who(const struct making *making)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    const struct vha_assessment *const assessment = &making->explanation->assessment;
    const struct vha_list_row *const person = &dossier->person;
    char text[TEXT_SIZE / 2];
    char score[VHA_MILLI_SIZE];
    char crime[VHA_MILLI_SIZE];
    char intel[VHA_MILLI_SIZE];
    lines_section(making->lines, "Who");
    say(making, ROLE_BODY, "  %-*s %s", label_columns(making), "Name",
        person_name(person, text, sizeof text));
    say(making, ROLE_BODY, "  %-*s %s", label_columns(making), "PNCID",
        vha_pncid_format(text, person->pncid));
    say_age(making);
    say(making, ROLE_BODY, "  %-*s %s", label_columns(making), "Borough",
        person->borough[0] != '\0' ? person->borough : "none recorded");
    say(making, ROLE_BODY, "  %-*s %s; ethnicity %s (neither is ever scored)",
        label_columns(making), "Sex", sex_words(person->sex), person->ethnicity);
    say_flags_in_words(making);
    vha_milli_format(score, vha_assessment_score(assessment), true);
    say(making, ROLE_BODY, "  %-*s %s: crime %s, intelligence %s", label_columns(making), "Score",
        score, vha_milli_format(crime, assessment->crime_score, true),
        vha_milli_format(intel, assessment->intel_score, true));
    if (dossier->listed)
        say(making, ROLE_BODY, "  %-*s %u", label_columns(making), "Rank", person->rank);
    else
        say(making, ROLE_MESSAGE, "  %-*s not on the list", label_columns(making), "Rank");
}

/* ---------------------------------------------------------------------------------- the score */

#define BAR_MOST 200

static void add_bar(const struct making *making, const struct report *report, vha_milli largest)
{
    char score[VHA_MILLI_SIZE];
    char date[VHA_DATE_SIZE];
    char shown[1024];
    char offence[1024];
    char bar[BAR_MOST * 4] = "";
    const char *const glyph = canvas_glyphs(making->unicode)->bar;
    const int room = making->width - 2 - 11 - 22 - 11;
    const int longest = room > BAR_MOST ? BAR_MOST : room;
    vha_date_format(date, report->date);
    vha_milli_format(score, report->judged->score, true);
    if (making->width == 0) {
        say(making, ROLE_BODY, "%s %s: %s", date, report_offence(making->explanation, report),
            score);
        return;
    }
    vha_text_show(shown, sizeof shown, report_offence(making->explanation, report));
    const int used =
        vha_text_fit(offence, sizeof offence, shown, 21, canvas_glyphs(making->unicode)->ellipsis);
    /* Rounded up, so that everything that scores shows. */
    const int length =
        largest > 0 ? (int)((report->judged->score * longest + largest - 1) / largest) : 0;
    for (int i = 0; i < length && i < BAR_MOST; i++)
        snprintf(bar + (size_t)i * strlen(glyph), sizeof bar - (size_t)i * strlen(glyph), "%s",
                 glyph);
    struct line *const line = lines_format(making->lines, ROLE_BODY, "  %s %s%*s%10s %s", date,
                                           offence, 22 - used, "", score, bar);
    line->mark = ROLE_BAR;
    line->mark_column = 2 + 11 + 22 + 11;
    line->mark_columns = length;
}

static void add_score(const struct making *making)
{
    size_t count = 0;
    const struct report *const reports =
        reports_by_date(making->lines->arena, making->explanation, &count);
    vha_milli largest = 0;
    lines_section(making->lines, "Score, report by report");
    for (size_t i = 0; i < count; i++)
        if (reports[i].judged->score > largest)
            largest = reports[i].judged->score;
    for (size_t i = 0; i < count; i++)
        if (reports[i].judged->verdict == VHA_COUNTED)
            add_bar(making, &reports[i], largest);
    if (largest == 0)
        say(making, ROLE_MUTED, "  No report counts.");
}

/* ----------------------------------------------------------------------------------- why, or not
 */

static const char *plural(int count)
{
    return count == 1 ? "" : "s";
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
    say(making, four ? ROLE_BODY : ROLE_MUTED,
        "  %s four_reports: at least %d counted reports, %d of them crime reports; has %d, %d "
        "of them crime reports",
        tick(making, four), policy->four_reports_total, policy->four_reports_crimes, all, crimes);
    say(making, three ? ROLE_BODY : ROLE_MUTED,
        "  %s three_crimes: at least %d crime reports that score %s together; has %d that score "
        "%s",
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
        say(making, ROLE_BODY, "  %s offence: a counted crime report in the last %d months, on %s",
            tick(making, true), months, latest);
    else if (assessment->recency == VHA_RECENCY_CUSTODY)
        say(making, ROLE_BODY,
            "  %s custody: in custody in the last %d months; no counted crime report since then",
            tick(making, true), months);
    else
        say(making, ROLE_MUTED,
            "  %s neither a counted crime report nor custody in the last %d months",
            tick(making, false), months);
}

static void say_shortfall(const struct making *making)
{
    const struct vha_shortfall *const wanting = &making->explanation->shortfall;
    char score[VHA_MILLI_SIZE];
    say(making, ROLE_MESSAGE, "  Not on the list. To be on it:");
    if (making->explanation->assessment.qualifying == VHA_QUALIFYING_NONE) {
        const int reports = vha_shortfall_reports(wanting);
        say(making, ROLE_BODY, "    %d more counted report%s, at least %d of crime (four_reports);",
            reports, plural(reports), wanting->crime_reports);
        say(making, ROLE_BODY,
            "    or %d more crime report%s and %s more crime score (three_crimes);",
            wanting->scoring_crimes, plural(wanting->scoring_crimes),
            vha_milli_format(score, wanting->crime_score, true));
    }
    if (wanting->recency)
        say(making, ROLE_BODY, "    and a counted crime report, or custody, in the last %d months.",
            making->explanation->policy->recency_window_months);
}

/* Two lines a report: the steps of its score, then its reference and the source of its weight. */
static void say_counted(const struct making *making, const struct report *report)
{
    const struct vha_explanation *const explanation = making->explanation;
    const struct vha_sourced origin = report_origin(explanation, report);
    const bool hangs = report->crime ? explanation->crime_decisive[report->index]
                                     : explanation->intel_decisive[report->index];
    char date[VHA_DATE_SIZE];
    char base[VHA_MILLI_SIZE];
    char score[VHA_MILLI_SIZE];
    char factor[24];
    say(making, ROLE_BODY, "  %s %s%s: %s %s %s = %s%s", vha_date_format(date, report->date),
        report->crime ? "" : "intelligence, ", report_offence(explanation, report),
        milli_short(report->judged->base, base),
        making->width == 0 ? "times" : canvas_glyphs(making->unicode)->times,
        report_factor(explanation, report, factor),
        vha_milli_format(score, report->judged->score, true),
        hangs ? "; the outcome hangs on it" : "");
    if (hangs)
        making->lines->items[making->lines->count - 1].role = ROLE_FLAG;
    const char *const ref = report->crime ? explanation->dossier.crimes[report->index].ref
                                          : explanation->dossier.intel[report->index].ref;
    if (report->crime)
        say(making, ROLE_MUTED, "             %s; weight: %s%s", ref, origin.source,
            origin.assumed ? " (assumed)" : "");
    else
        say(making, ROLE_MUTED, "             %s, graded %s; weight: %s%s", ref,
            explanation->dossier.intel[report->index].grade, origin.source,
            origin.assumed ? " (assumed)" : "");
}

static void add_why(const struct making *making)
{
    const struct vha_explanation *const explanation = making->explanation;
    size_t count = 0;
    const struct report *const reports = reports_by_date(making->lines->arena, explanation, &count);
    char leaves[VHA_DATE_SIZE];
    lines_section(making->lines,
                  explanation->assessment.included ? "Why on the list" : "Why not on the list");
    say_quantity(making);
    say_recency(making);
    if (explanation->assessment.included)
        say(making, ROLE_BODY, "  Leaves the list on %s if nothing new is recorded.",
            vha_date_format(leaves, explanation->leaves));
    else
        say_shortfall(making);
    for (size_t i = 0; i < count; i++)
        if (reports[i].judged->verdict == VHA_COUNTED)
            say_counted(making, &reports[i]);
}

static void add_not_counted(const struct making *making)
{
    size_t count = 0;
    size_t left_out = 0;
    const struct report *const reports =
        reports_by_date(making->lines->arena, making->explanation, &count);
    lines_section(making->lines, "What is not counted, and why");
    for (size_t i = 0; i < count; i++) {
        const struct report *const report = &reports[i];
        const struct vha_dossier *const dossier = &making->explanation->dossier;
        char date[VHA_DATE_SIZE];
        if (report->judged->verdict == VHA_COUNTED)
            continue;
        left_out++;
        say(making, ROLE_BODY, "  %s %s%s (%s): %s", vha_date_format(date, report->date),
            report->crime ? "" : "intelligence, ", report_offence(making->explanation, report),
            report->crime ? dossier->crimes[report->index].ref : dossier->intel[report->index].ref,
            vha_verdict_text(report->judged->verdict));
    }
    if (left_out == 0)
        say(making, ROLE_MUTED, "  Every report counts.");
}

/* ---------------------------------------------------------------------------------- the history
 */

static void add_custody(const struct making *making)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    lines_section(making->lines, "Custody");
    for (size_t i = 0; i < dossier->individual.custody_count; i++) {
        const struct vha_custody_fact *const fact = &dossier->individual.custody[i];
        char received[VHA_DATE_SIZE];
        char released[VHA_DATE_SIZE];
        vha_date_format(received, fact->received);
        vha_date_format(released, fact->released);
        say(making, ROLE_BODY, "  %s to %-*s %s", received,
            making->width == 0 ? 0 : VHA_DATE_SIZE - 1,
            fact->released == VHA_NO_DATE ? "now" : released, dossier->custody[i].establishment);
    }
    if (dossier->individual.custody_count == 0)
        say(making, ROLE_MUTED, "  No custody is recorded.");
}

static const char *flag_words(uint32_t flag)
{
    for (size_t i = 0; i < VHA_FLAGS; i++)
        if (vha_flags[i].flag == flag)
            return vha_flags[i].words;
    return "flag";
}

static void say_flag(const struct making *making, const struct vha_flag_entry *entry)
{
    char since[VHA_DATE_SIZE];
    char until[VHA_DATE_SIZE];
    vha_date_format(since, entry->since);
    vha_date_format(until, entry->until);
    say(making, entry->current ? ROLE_BODY : ROLE_MUTED, "  %s: %s%s%s%s%s%s%s; source %s%s",
        flag_words(entry->flag), entry->kind, entry->detail[0] != '\0' ? " " : "", entry->detail,
        since[0] != '\0' ? (until[0] != '\0' ? ", from " : ", ") : "", since,
        until[0] != '\0' ? " to " : "", until, entry->source,
        entry->current ? "" : " (no longer in force)");
}

#define WANTED_FLAGS (VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS)

static void add_flags(const struct making *making, const char *title, bool wanted, const char *none)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    size_t said = 0;
    lines_section(making->lines, title);
    for (size_t i = 0; i < dossier->flag_count; i++)
        if (((dossier->flags[i].flag & WANTED_FLAGS) != 0) == wanted) {
            say_flag(making, &dossier->flags[i]);
            said++;
        }
    if (said == 0)
        say(making, ROLE_MUTED, "%s", none);
}

void record_lines(struct lines *lines, const struct vha_explanation *explanation, int width,
                  bool unicode)
{
    const struct making making = {lines, explanation, width, unicode};
    add_who(&making);
    add_score(&making);
    add_why(&making);
    add_not_counted(&making);
    add_custody(&making);
    add_flags(&making, "Wanted", true, "  Not wanted.");
    add_flags(&making, "Other flags and their sources", false, "  No other flag is recorded.");
}
