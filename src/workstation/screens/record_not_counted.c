/* Not counted: every report that is left out, under the rule that leaves it out. */
#include "record.h"

#include <stdio.h>
#include <string.h>

#define SENTENCE_SIZE 640

/* --------------------------------------------------------------------------------------- rules */

static void rule_of_role(const struct vha_explanation *explanation, char *out)
{
    char roles[RECORD_COUNT_SIZE];
    record_role_words(explanation->policy->counted_roles, " or ", roles);
    snprintf(out, SENTENCE_SIZE, "A crime report counts for whom it names as %s.", roles);
}

static void rule_of_scope(const struct vha_explanation *explanation, char *out)
{
    (void)explanation;
    snprintf(out, SENTENCE_SIZE, "Only reports of the offences in the policy count.");
}

static void rule_of_future(const struct vha_explanation *explanation, char *out)
{
    char as_of[VHA_DATE_SIZE];
    snprintf(out, SENTENCE_SIZE, "Nothing that is dated after %s counts yet.",
             vha_date_format(as_of, explanation->as_of));
}

static void rule_of_window(const struct vha_explanation *explanation, char *out)
{
    char as_of[VHA_DATE_SIZE];
    snprintf(out, SENTENCE_SIZE,
             "A crime report counts for %d months, an intelligence report for %d, up to %s.",
             explanation->policy->crime_window_months, explanation->policy->intel_window_months,
             vha_date_format(as_of, explanation->as_of));
}

static void rule_of_feature(const struct vha_explanation *explanation, char *out)
{
    const struct vha_policy *const policy = explanation->policy;
    char features[256] = "";
    size_t used = 0;
    for (size_t i = 0; i < policy->feature_count && used < sizeof features; i++)
        if ((policy->excluded_features >> i & 1) != 0)
            used += (size_t)snprintf(features + used, sizeof features - used, "%s%s",
                                     used > 0 ? " or " : "", policy->features[i]);
    snprintf(out, SENTENCE_SIZE, "A crime report that is marked %s does not count.", features);
}

static void rule_of_linked(const struct vha_explanation *explanation, char *out)
{
    char roles[RECORD_COUNT_SIZE];
    record_role_words(explanation->policy->counted_roles, " or ", roles);
    snprintf(out, SENTENCE_SIZE,
             "Intelligence about a crime report on which they are %s says nothing new.", roles);
}

static void rule_of_needs_other(const struct vha_explanation *explanation, char *out)
{
    const struct vha_policy *const policy = explanation->policy;
    char titles[384] = "";
    size_t used = 0;
    for (size_t i = 0; i < policy->category_count && used < sizeof titles; i++)
        if (policy->categories[i].needs_other)
            used += (size_t)snprintf(titles + used, sizeof titles - used, "%s%s",
                                     used > 0 ? " or " : "", policy->categories[i].title);
    snprintf(out, SENTENCE_SIZE,
             "A report of %s counts beside a counted crime report of some other offence.", titles);
}

/* In the order in which the rules are asked. The verdict's own text names the paragraph. */
static const struct {
    enum vha_verdict verdict;
    void (*rule)(const struct vha_explanation *explanation, char *out);
} rules[] = {
    {VHA_LEFT_ROLE, rule_of_role},
    {VHA_LEFT_SCOPE, rule_of_scope},
    {VHA_LEFT_FUTURE, rule_of_future},
    {VHA_LEFT_WINDOW, rule_of_window},
    {VHA_LEFT_FEATURE, rule_of_feature},
    {VHA_LEFT_LINKED, rule_of_linked},
    {VHA_LEFT_NEEDS_OTHER, rule_of_needs_other},
};

/* ------------------------------------------------------------------------------------- reports */

/* What of the report the rule looked at. */
static void grounds(const struct making *making, const struct report *report, char *out,
                    size_t size)
{
    const struct vha_dossier *const dossier = &making->explanation->dossier;
    out[0] = '\0';
    if (report->judged->verdict == VHA_LEFT_ROLE) {
        char roles[RECORD_COUNT_SIZE];
        record_role_words(dossier->individual.crimes[report->index].roles, " and ", roles);
        snprintf(out, size, ": named as %s", roles);
    } else if (report->judged->verdict == VHA_LEFT_WINDOW) {
        char months[RECORD_COUNT_SIZE];
        record_count(months, vha_months_between(report->date, making->explanation->as_of),
                     "complete month");
        snprintf(out, size, ": %s old", months);
    } else if (report->judged->verdict == VHA_LEFT_FEATURE) {
        snprintf(out, size, ": marked %.400s", dossier->crimes[report->index].features);
    } else if (report->judged->verdict == VHA_LEFT_LINKED) {
        snprintf(out, size, ": about %.400s", dossier->intel[report->index].crime_ref);
    }
}

static void say_left_out(const struct making *making, const struct report *report)
{
    char date[VHA_DATE_SIZE];
    char why[512];
    grounds(making, report, why, sizeof why);
    record_say(making, ROLE_BODY, "    %s %s%s, %s%s", vha_date_format(date, report->date),
               report->crime ? "" : "intelligence, ", report_offence(making->explanation, report),
               report_ref(making->explanation, report), why);
}

static size_t count_of(const struct report *reports, size_t count, enum vha_verdict verdict)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += reports[i].judged->verdict == verdict;
    return found;
}

void record_add_not_counted(const struct making *making)
{
    size_t count = 0;
    const struct report *const reports =
        reports_by_date(making->lines->arena, making->explanation, &count);
    const size_t counted = count_of(reports, count, VHA_COUNTED);
    record_heading(making, "Not counted, and why");
    if (counted == count)
        record_say(making, ROLE_MUTED,
                   count > 0 ? "  Every report counts." : "  No report names them.");
    for (size_t r = 0; r < VHA_COUNT(rules); r++) {
        const size_t found = count_of(reports, count, rules[r].verdict);
        char sentence[SENTENCE_SIZE];
        char number[RECORD_COUNT_SIZE];
        if (found == 0)
            continue;
        rules[r].rule(making->explanation, sentence);
        record_say(making, ROLE_FLAG, "  %s: %s", record_count(number, (int64_t)found, "report"),
                   vha_verdict_text(rules[r].verdict));
        record_say(making, ROLE_MUTED, "    %s", sentence);
        for (size_t i = 0; i < count; i++)
            if (reports[i].judged->verdict == rules[r].verdict)
                say_left_out(making, &reports[i]);
    }
}
