#include "explain.h"

#include <string.h>

enum { SHOWN_BYTES = 256 };

static void write_heading(FILE *out, const char *heading)
{
    fprintf(out, "\n%s\n", heading);
}

static void write_identity(FILE *out, const struct vha_explanation *explanation)
{
    const struct vha_list_row *person = &explanation->dossier.person;
    char surname[SHOWN_BYTES];
    char forenames[SHOWN_BYTES];
    char pncid[VHA_PNCID_SIZE];
    char dob[VHA_DATE_SIZE];
    char turns_18[VHA_DATE_SIZE];
    fprintf(out, "OFFICIAL  %s  %s, %s\n", vha_pncid_format(pncid, person->pncid),
            vha_text_show(surname, sizeof surname, person->surname),
            vha_text_show(forenames, sizeof forenames, person->forenames));
    fprintf(out, "Born %s, aged %d%s; %s\n", vha_date_format(dob, person->dob), person->age,
            (person->flags & VHA_FLAG_UNDER_18) != 0 ? ", UNDER 18" : "",
            *person->borough != '\0' ? person->borough : "no London borough");
    if (explanation->dossier.turns_18 != VHA_NO_DATE)
        fprintf(out, "Turns 18 on %s\n", vha_date_format(turns_18, explanation->dossier.turns_18));
}

static void write_standing(FILE *out, const struct vha_explanation *explanation)
{
    const struct vha_assessment *assessment = &explanation->assessment;
    char score[VHA_MILLI_SIZE];
    char crime[VHA_MILLI_SIZE];
    char intel[VHA_MILLI_SIZE];
    char as_of[VHA_DATE_SIZE];
    char leaves[VHA_DATE_SIZE];
    vha_date_format(as_of, explanation->as_of);
    fprintf(out, "Score %s = %s from %u crime report%s + %s from %u intelligence report%s\n",
            vha_milli_format(score, vha_assessment_score(assessment), true),
            vha_milli_format(crime, assessment->crime_score, true), assessment->crime_reports,
            assessment->crime_reports == 1 ? "" : "s",
            vha_milli_format(intel, assessment->intel_score, true), assessment->intel_reports,
            assessment->intel_reports == 1 ? "" : "s");
    if (explanation->dossier.listed) {
        fprintf(out, "On the list as of %s, rank %u: %s, %s\n", as_of,
                explanation->dossier.person.rank, vha_qualifying_name(assessment->qualifying),
                assessment->recency == VHA_RECENCY_OFFENCE ? "an offence in the recency window"
                                                           : "custody in the recency window");
        fprintf(out, "Leaves the list on %s if nothing new is recorded\n",
                explanation->leaves != VHA_NO_DATE ? vha_date_format(leaves, explanation->leaves)
                                                   : "no day that can be told");
    } else {
        fprintf(out, "Not on the list as of %s\n", as_of);
    }
}

static void write_removal(FILE *out, const struct vha_explanation *explanation,
                          const struct vha_removal_open *asked)
{
    char words[VHA_REMOVAL_OPEN_SIZE];
    if (explanation->dossier.person.removed != VHA_NEVER_REMOVED)
        fprintf(out, "Removal: %s\n", vha_removed_words(explanation->dossier.person.removed));
    if (vha_removal_open_words(asked, words)[0] != '\0')
        fprintf(out, "Removal: %s\n", words);
}

static void write_four_reports(FILE *out, const struct vha_shortfall *wanting)
{
    const int reports = vha_shortfall_reports(wanting);
    fprintf(out, "  for four_reports: %d more counted report%s", reports, reports == 1 ? "" : "s");
    if (wanting->crime_reports == reports)
        fprintf(out, ", of crime\n");
    else if (wanting->crime_reports > 0)
        fprintf(out, ", at least %d of them of crime\n", wanting->crime_reports);
    else
        fputc('\n', out);
}

static void write_three_crimes(FILE *out, const struct vha_shortfall *wanting)
{
    char score[VHA_MILLI_SIZE];
    fputs("  for three_crimes: ", out);
    if (wanting->scoring_crimes > 0)
        fprintf(out, "%d more counted crime report%s%s", wanting->scoring_crimes,
                wanting->scoring_crimes == 1 ? "" : "s", wanting->crime_score > 0 ? " and " : "");
    if (wanting->crime_score > 0)
        fprintf(out, "%s more of crime score", vha_milli_format(score, wanting->crime_score, true));
    fputc('\n', out);
}

/* What would bring somebody onto the list (SOP 16). */
static void write_shortfall(FILE *out, const struct vha_explanation *explanation)
{
    const struct vha_shortfall *wanting = &explanation->shortfall;
    const struct vha_policy *policy = explanation->policy;
    if (explanation->assessment.included)
        return;
    write_heading(out, "What is wanting");
    if (explanation->assessment.qualifying == VHA_QUALIFYING_NONE) {
        write_four_reports(out, wanting);
        write_three_crimes(out, wanting);
    }
    if (wanting->recency)
        fprintf(out, "  an offence in the last %d months, or custody in them\n",
                policy->recency_window_months);
}

static void write_crime(FILE *out, const struct vha_explanation *explanation, size_t i)
{
    const struct vha_crime_fact *fact = &explanation->dossier.individual.crimes[i];
    const struct vha_crime_entry *entry = &explanation->dossier.crimes[i];
    const struct vha_judged *judged = &explanation->crimes[i];
    char date[VHA_DATE_SIZE];
    char ref[SHOWN_BYTES];
    char offence[SHOWN_BYTES];
    char roles[64];
    fprintf(out, "  %s  %-12s  %s (%s)", vha_date_format(date, fact->offence_date),
            vha_text_show(ref, sizeof ref, entry->ref),
            vha_text_show(offence, sizeof offence,
                          explain_offence(explanation, fact->category, entry->offence)),
            explain_roles(roles, sizeof roles, fact->roles));
    if (judged->verdict != VHA_COUNTED) {
        fprintf(out, ": %s\n", vha_verdict_text(judged->verdict));
        return;
    }
    char base[VHA_MILLI_SIZE];
    char score[VHA_MILLI_SIZE];
    const struct weight_origin origin = explain_crime_origin(explanation, i);
    fprintf(out, "\n      %s after %d year%s of decay: %s  [%s%s]%s\n",
            vha_milli_format(base, judged->base, true), judged->decay_periods,
            judged->decay_periods == 1 ? "" : "s", vha_milli_format(score, judged->score, true),
            origin.source, origin.assumed ? "; assumed" : "",
            explanation->crime_decisive[i] ? "  The outcome hangs on this report." : "");
}

static void write_intel(FILE *out, const struct vha_explanation *explanation, size_t i)
{
    const struct vha_intel_fact *fact = &explanation->dossier.individual.intel[i];
    const struct vha_intel_entry *entry = &explanation->dossier.intel[i];
    const struct vha_judged *judged = &explanation->intel[i];
    char date[VHA_DATE_SIZE];
    char ref[SHOWN_BYTES];
    char offence[SHOWN_BYTES];
    fprintf(out, "  %s  %-12s  %s (grade %s)", vha_date_format(date, fact->report_date),
            vha_text_show(ref, sizeof ref, entry->ref),
            vha_text_show(offence, sizeof offence,
                          explain_offence(explanation, fact->category, entry->offence)),
            entry->grade);
    if (judged->verdict != VHA_COUNTED) {
        fprintf(out, ": %s\n", vha_verdict_text(judged->verdict));
        return;
    }
    char base[VHA_MILLI_SIZE];
    char multiplier[VHA_MILLI_SIZE];
    char score[VHA_MILLI_SIZE];
    const struct weight_origin origin = explain_intel_origin(explanation, i);
    fprintf(out, "\n      %s x %s for the grade: %s  [%s%s]%s\n",
            vha_milli_format(base, judged->base, true),
            vha_milli_format(multiplier, judged->multiplier, true),
            vha_milli_format(score, judged->score, true), origin.source,
            origin.assumed ? "; assumed" : "",
            explanation->intel_decisive[i] ? "  The outcome hangs on this report." : "");
}

/* Reports with (or without) the verdict that they count, under a heading if there are any. */
static void write_reports(FILE *out, const struct vha_explanation *explanation, bool counted,
                          const char *heading)
{
    const struct vha_individual *individual = &explanation->dossier.individual;
    bool headed = false;
    for (size_t i = 0; i < individual->crime_count + individual->intel_count; i++) {
        const bool is_crime = i < individual->crime_count;
        const size_t at = is_crime ? i : i - individual->crime_count;
        const struct vha_judged *judged =
            is_crime ? &explanation->crimes[at] : &explanation->intel[at];
        if ((judged->verdict == VHA_COUNTED) != counted)
            continue;
        if (!headed)
            write_heading(out, heading);
        headed = true;
        (is_crime ? write_crime : write_intel)(out, explanation, at);
    }
}

static void write_custody(FILE *out, const struct vha_explanation *explanation)
{
    const struct vha_individual *individual = &explanation->dossier.individual;
    if (individual->custody_count == 0)
        return;
    write_heading(out, "Custody");
    for (size_t i = 0; i < individual->custody_count; i++) {
        char received[VHA_DATE_SIZE];
        char released[VHA_DATE_SIZE];
        char establishment[SHOWN_BYTES];
        const vha_date end = individual->custody[i].released;
        fprintf(out, "  %s to %s  %s\n", vha_date_format(received, individual->custody[i].received),
                end != VHA_NO_DATE ? vha_date_format(released, end) : "now",
                vha_text_show(establishment, sizeof establishment,
                              explanation->dossier.custody[i].establishment));
    }
}

static void write_flags(FILE *out, const struct vha_explanation *explanation)
{
    const struct vha_dossier *dossier = &explanation->dossier;
    if (dossier->flag_count == 0)
        return;
    write_heading(out, "Shown and filtered on, never scored");
    for (size_t i = 0; i < dossier->flag_count; i++) {
        const struct vha_flag_entry *entry = &dossier->flags[i];
        char since[VHA_DATE_SIZE];
        char until[VHA_DATE_SIZE];
        char kind[SHOWN_BYTES];
        char detail[SHOWN_BYTES];
        fprintf(out, "  %-13s %s", entry->table, vha_text_show(kind, sizeof kind, entry->kind));
        if (*entry->detail != '\0')
            fprintf(out, " %s", vha_text_show(detail, sizeof detail, entry->detail));
        if (entry->since != VHA_NO_DATE)
            fprintf(out, ", %s", vha_date_format(since, entry->since));
        if (entry->until != VHA_NO_DATE)
            fprintf(out, " to %s", vha_date_format(until, entry->until));
        fprintf(out, "  [%s]%s\n", entry->source, entry->current ? "" : "  run out");
    }
}

static void write_new_intel(FILE *out, const struct vha_explanation *explanation)
{
    const struct vha_dossier *dossier = &explanation->dossier;
    if (dossier->new_intel_count == 0)
        return;
    write_heading(out, "New since the load, not in the score");
    for (size_t i = 0; i < dossier->new_intel_count; i++) {
        const struct vha_new_intel *entry = &dossier->new_intel[i];
        char date[VHA_DATE_SIZE];
        char found[VHA_DATE_SIZE];
        char ref[SHOWN_BYTES];
        char offence[SHOWN_BYTES];
        char crime[SHOWN_BYTES];
        const uint16_t category =
            vha_policy_category(explanation->policy, entry->offence, strlen(entry->offence));
        fprintf(out, "  %s  %-12s  %s (grade %s)%s%s, found %s\n",
                vha_date_format(date, entry->report_date),
                vha_text_show(ref, sizeof ref, entry->ref),
                vha_text_show(offence, sizeof offence,
                              explain_offence(explanation, category, entry->offence)),
                entry->grade, *entry->crime_ref != '\0' ? ", about " : "",
                vha_text_show(crime, sizeof crime, entry->crime_ref),
                vha_date_format(found, entry->found));
    }
}

void explain_text(FILE *out, const struct vha_explanation *explanation,
                  const struct vha_removal_open *asked)
{
    write_identity(out, explanation);
    write_standing(out, explanation);
    write_removal(out, explanation, asked);
    write_shortfall(out, explanation);
    write_reports(out, explanation, true, "Counted");
    write_reports(out, explanation, false, "Not counted, and why");
    write_custody(out, explanation);
    write_flags(out, explanation);
    write_new_intel(out, explanation);
}
