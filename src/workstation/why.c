#include "why.h"

#include "columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of a line besides the offence: date, base, factor, source, score and what parts them. */
#define DATE_COLUMNS   10
#define BASE_COLUMNS   7
#define FACTOR_COLUMNS 4
#define SCORE_COLUMNS  9
#define SOURCE_LEAST   7
#define SOURCE_MOST    19

/* -------------------------------------------------------------------------------------- reports */

static int newest_first(const void *a, const void *b)
{
    const struct report *const one = a;
    const struct report *const other = b;
    if (one->date != other->date)
        return one->date > other->date ? -1 : 1;
    if (one->crime != other->crime)
        return one->crime ? -1 : 1;
    return one->index < other->index ? -1 : 1;
}

struct report *reports_by_date(struct vha_arena *arena, const struct vha_explanation *explanation,
                               size_t *count)
{
    const struct vha_individual *const individual = &explanation->dossier.individual;
    *count = individual->crime_count + individual->intel_count;
    struct report *const reports = vha_arena_alloc(arena, (*count + 1) * sizeof *reports);
    for (size_t i = 0; i < individual->crime_count; i++)
        reports[i] =
            (struct report){true, i, individual->crimes[i].offence_date, &explanation->crimes[i]};
    for (size_t i = 0; i < individual->intel_count; i++)
        reports[individual->crime_count + i] =
            (struct report){false, i, individual->intel[i].report_date, &explanation->intel[i]};
    qsort(reports, *count, sizeof *reports, newest_first);
    return reports;
}

const char *report_offence(const struct vha_explanation *explanation, const struct report *report)
{
    return report->crime ? explanation->dossier.crimes[report->index].offence
                         : explanation->dossier.intel[report->index].offence;
}

const char *report_ref(const struct vha_explanation *explanation, const struct report *report)
{
    return report->crime ? explanation->dossier.crimes[report->index].ref
                         : explanation->dossier.intel[report->index].ref;
}

bool report_is_decisive(const struct vha_explanation *explanation, const struct report *report)
{
    return report->crime ? explanation->crime_decisive[report->index]
                         : explanation->intel_decisive[report->index];
}

static uint16_t report_category(const struct vha_explanation *explanation,
                                const struct report *report)
{
    const struct vha_individual *const individual = &explanation->dossier.individual;
    return report->crime ? individual->crimes[report->index].category
                         : individual->intel[report->index].category;
}

struct vha_sourced report_origin(const struct vha_explanation *explanation,
                                 const struct report *report)
{
    const uint16_t category = report_category(explanation, report);
    if (category >= explanation->policy->category_count)
        return (struct vha_sourced){"", false};
    const struct vha_category *const entry = &explanation->policy->categories[category];
    if (!report->crime)
        return entry->intel_origin;
    return entry->weights[report->judged->weight].origin;
}

char *milli_short(vha_milli value, char out[VHA_MILLI_SIZE])
{
    return vha_milli_short(out, value, true);
}

/* The fraction that the policy's decay makes of a weight. */
char *decay_factor(const struct vha_policy *policy, int periods, char out[24])
{
    int64_t numerator = 1;
    int64_t denominator = 1;
    if (policy->decay == VHA_DECAY_LINEAR) {
        const int64_t lost = policy->kept_denominator - policy->kept_numerator;
        denominator = policy->kept_denominator;
        numerator = denominator - periods * lost;
    } else {
        for (int i = 0; i < periods && denominator < 100000; i++) {
            numerator *= policy->kept_numerator;
            denominator *= policy->kept_denominator;
        }
    }
    if (numerator == denominator)
        snprintf(out, 24, "1");
    else if (numerator <= 0)
        snprintf(out, 24, "0");
    else
        snprintf(out, 24, "%lld/%lld", (long long)numerator, (long long)denominator);
    return out;
}

char *report_factor(const struct vha_explanation *explanation, const struct report *report,
                    char out[24])
{
    if (report->crime)
        return decay_factor(explanation->policy, report->judged->decay_periods, out);
    char text[VHA_MILLI_SIZE];
    snprintf(out, 24, "%s", milli_short(report->judged->multiplier, text));
    return out;
}

/* --------------------------------------------------------------------------------------- lines */

/* "CCHI", "CCHI 2016, assumed"; in little room the edition, or 'assumed' alone, which must be said.
 */
static void source_words(struct vha_sourced origin, int columns, char *out, size_t size)
{
    const size_t length = strcspn(origin.source != NULL ? origin.source : "", ":;(");
    const char *const source = origin.source != NULL ? origin.source : "";
    if (!origin.assumed)
        snprintf(out, size, "%.*s", (int)length, source);
    else if (length > 0 && (int)length + 9 <= columns)
        snprintf(out, size, "%.*s, assumed", (int)length, source);
    else
        snprintf(out, size, "assumed");
}

/* A cell of a line that is put together as text: fitted, padded, on the left or the right. */
static void append_cell(char *line, size_t size, int columns, bool to_right, bool unicode,
                        const char *text)
{
    char shown[1024];
    char fitted[1024];
    vha_text_show(shown, sizeof shown, text);
    const int used =
        vha_text_fit(fitted, sizeof fitted, shown, columns, canvas_glyphs(unicode)->ellipsis);
    const size_t length = strlen(line);
    const int blanks = columns > used ? columns - used : 0;
    snprintf(line + length, size - length, "%*s%s%*s", to_right ? blanks : 0, "", fitted,
             to_right ? 0 : blanks, "");
}

static void add_report(struct lines *lines, const struct vha_explanation *explanation,
                       const struct report *report, int width, bool unicode, bool decisive)
{
    const int fixed = DATE_COLUMNS + 1 + 1 + BASE_COLUMNS + 3 + FACTOR_COLUMNS + 1 + 1 +
                      SCORE_COLUMNS + (decisive ? 2 : 0);
    const int room = width - fixed;
    const int source = room - 16 < SOURCE_LEAST  ? SOURCE_LEAST
                       : room - 16 > SOURCE_MOST ? SOURCE_MOST
                                                 : room - 16;
    const int offence = room - source > 30 ? 30 : room - source;
    char line[2048] = "";
    char date[VHA_DATE_SIZE];
    char number[VHA_MILLI_SIZE];
    char factor[24];
    char origin[256];
    const bool hangs = report_is_decisive(explanation, report);
    if (decisive)
        append_cell(line, sizeof line, 2, false, unicode, hangs ? "*" : "");
    append_cell(line, sizeof line, DATE_COLUMNS + 1, false, unicode,
                vha_date_format(date, report->date));
    append_cell(line, sizeof line, offence, false, unicode, report_offence(explanation, report));
    append_cell(line, sizeof line, BASE_COLUMNS + 1, true, unicode,
                milli_short(report->judged->base, number));
    append_cell(line, sizeof line, 3, true, unicode, unicode ? " × " : " x ");
    append_cell(line, sizeof line, FACTOR_COLUMNS + 1, false, unicode,
                report_factor(explanation, report, factor));
    source_words(report_origin(explanation, report), source, origin, sizeof origin);
    append_cell(line, sizeof line, source, false, unicode, origin);
    append_cell(line, sizeof line, SCORE_COLUMNS + 1, true, unicode,
                vha_milli_format(number, report->judged->score, true));
    lines_add(lines, ROLE_BODY, line);
}

void why_add_reports(struct lines *lines, const struct vha_explanation *explanation, int width,
                     bool unicode, bool decisive)
{
    size_t count = 0;
    const struct report *const reports = reports_by_date(lines->arena, explanation, &count);
    for (size_t i = 0; i < count; i++)
        if (reports[i].judged->verdict == VHA_COUNTED)
            add_report(lines, explanation, &reports[i], width, unicode, decisive);
}

char *why_summary(const struct vha_explanation *explanation, bool unicode, char *out, size_t size)
{
    const char *const dot = canvas_glyphs(unicode)->dot;
    const struct vha_assessment *const assessment = &explanation->assessment;
    char leaves[VHA_DATE_SIZE];
    if (!assessment->included) {
        snprintf(out, size, "not on the list");
        return out;
    }
    snprintf(out, size, "%s %s %s in %d months %s leaves %s",
             vha_qualifying_name(assessment->qualifying), dot,
             vha_recency_name(assessment->recency), explanation->policy->recency_window_months, dot,
             vha_date_format(leaves, explanation->leaves));
    return out;
}

static void add_report_words(struct lines *lines, const struct vha_explanation *explanation,
                             const struct report *report)
{
    const struct vha_sourced origin = report_origin(explanation, report);
    const bool hangs = report_is_decisive(explanation, report);
    char date[VHA_DATE_SIZE];
    char base[VHA_MILLI_SIZE];
    char score[VHA_MILLI_SIZE];
    char factor[24];
    lines_format(lines, ROLE_BODY, "%s, %s%s: %s times %s = %s; weight: %s%s%s.",
                 vha_date_format(date, report->date), report->crime ? "" : "intelligence, ",
                 report_offence(explanation, report), milli_short(report->judged->base, base),
                 report_factor(explanation, report, factor),
                 vha_milli_format(score, report->judged->score, true), origin.source,
                 origin.assumed ? ", assumed" : "", hangs ? "; the outcome hangs on it" : "");
}

void why_words(struct lines *lines, const struct vha_explanation *explanation)
{
    const struct vha_assessment *const assessment = &explanation->assessment;
    const struct vha_list_row *const person = &explanation->dossier.person;
    char name[400];
    char crime[VHA_MILLI_SIZE];
    char intel[VHA_MILLI_SIZE];
    char leaves[VHA_DATE_SIZE];
    size_t count = 0;
    const struct report *const reports = reports_by_date(lines->arena, explanation, &count);
    lines_format(lines, ROLE_BODY, "Why rank %u, %s: crime score %s, intelligence score %s.",
                 person->rank, person_name(person, name, sizeof name),
                 vha_milli_format(crime, assessment->crime_score, true),
                 vha_milli_format(intel, assessment->intel_score, true));
    if (assessment->included)
        lines_format(lines, ROLE_BODY,
                     "On the list by %s, with %s in %d months; leaves it on %s if nothing new is "
                     "recorded.",
                     vha_qualifying_name(assessment->qualifying),
                     vha_recency_name(assessment->recency),
                     explanation->policy->recency_window_months,
                     vha_date_format(leaves, explanation->leaves));
    for (size_t i = 0; i < count; i++)
        if (reports[i].judged->verdict == VHA_COUNTED)
            add_report_words(lines, explanation, &reports[i]);
}
