#include "equality.h"
#include "say.h"

#include <inttypes.h>

/* --------------------------------------------------------------------------------- one breakdown
 */

static void show_counts(FILE *out, const char *label, const struct vha_equality_row *row,
                        const struct vha_equality_row *total, bool compared)
{
    char listed[VHA_SHARE_SIZE];
    char suspects[VHA_SHARE_SIZE];
    fprintf(out, "  %-30s %7" PRIu32 " %6s %9" PRIu32 " %6s", label, row->listed,
            vha_equality_share(listed, row->listed, total->listed), row->suspects,
            vha_equality_share(suspects, row->suspects, total->suspects));
    if (compared)
        fprintf(out, " %6" PRIu32 " %+6" PRId64 " %5" PRIu32 " %5" PRIu32, row->before,
                (int64_t)row->listed - (int64_t)row->before, row->entered, row->left);
    fputc('\n', out);
}

static void show_ratios(FILE *out, const struct vha_population_breakdown *by, size_t group,
                        const struct vha_equality_row *row)
{
    char census[VHA_RATIO_SIZE];
    char suspect[VHA_RATIO_SIZE];
    if (by->groups[group].unknown)
        return;
    if (group == by->reference)
        snprintf(census, sizeof census, "1 (reference)");
    else
        vha_ratio_format(census, &row->census);
    if (group == by->reference)
        snprintf(suspect, sizeof suspect, "1 (reference)");
    else
        vha_ratio_format(suspect, &row->suspect);
    fprintf(out, "  %-30s %23s %23s\n", by->groups[group].label, census, suspect);
}

static void show_requests(FILE *out, const struct vha_population_breakdown *by,
                          const struct vha_equality_table *table)
{
    fprintf(out, "\n  %-30s %7s %9s %8s\n", "removals asked for", "asked", "approved", "refused");
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].asked > 0)
            fprintf(out, "  %-30s %7" PRIu32 " %9" PRIu32 " %8" PRIu32 "\n", by->groups[i].label,
                    table->rows[i].asked, table->rows[i].approved, table->rows[i].refused);
}

static void show_breakdown(FILE *out, const struct vha_population_breakdown *by,
                           const struct vha_equality_table *table, bool compared)
{
    fprintf(out, "\n%-32s %7s %6s %9s %6s%s\n", by->title, "listed", "%", "suspects", "%",
            compared ? " before change    in   out" : "");
    for (size_t i = 0; i < table->count; i++)
        if (vha_equality_is_shown(by, i, &table->rows[i]))
            show_counts(out, by->groups[i].label, &table->rows[i], &table->total, compared);
    show_counts(out, "all", &table->total, &table->total, compared);
    fprintf(out, "\n  %-30s %23s %23s\n",
            by->reference == VHA_NO_GROUP ? "against all others" : "against the reference",
            "ratio to the census", "ratio to the suspects");
    for (size_t i = 0; i < table->count; i++)
        if (vha_equality_is_shown(by, i, &table->rows[i]))
            show_ratios(out, by, i, &table->rows[i]);
    fprintf(out, "  Census: %s.\n", by->source);
    if (table->total.asked > 0)
        show_requests(out, by, table);
}

static void show_noted(FILE *out, const struct vha_noted *noted)
{
    fprintf(out, "  %s: ", noted->at_by);
    say_shown(out, "", noted->words, "\n");
}

/* What the register keeps of the review. */
static void show_record(FILE *out, const struct vha_quarter_review *made)
{
    fputs(made->concern_count > 0 ? "\nConcerns that users filed (SOP 58)\n"
                                  : "\nNo user has filed a concern (SOP 58).\n",
          out);
    for (size_t i = 0; i < made->concern_count; i++)
        show_noted(out, &made->concerns[i]);
    if (made->closing.words == NULL) {
        fputs("The review is open; the coordinator closes it with findings (SOP 67).\n", out);
    } else {
        fputs("The review is closed, with the findings\n", out);
        show_noted(out, &made->closing);
    }
}

void equality_text(FILE *out, const struct vha_quarter_review *made)
{
    const struct vha_cohort_info *const info = vha_cohort_info(made->cohort);
    char as_of[VHA_DATE_SIZE];
    fprintf(out, "OFFICIAL  Equality review of VHA %s, up to %s\nBeside %s.\n", info->quarter,
            vha_date_format(as_of, info->as_of), made->population->name);
    if (made->equality.compared)
        fprintf(out, "Compared with %s.\n", info->earlier_quarter);
    else
        fprintf(out, "Compared with no earlier quarter%s%s\n",
                made->not_compared.message[0] != '\0' ? ": " : ".", made->not_compared.message);
    for (int i = 0; i < VHA_BREAKDOWNS; i++)
        show_breakdown(out, &made->population->by[i], &made->equality.by[i],
                       made->equality.compared);
    show_record(out, made);
    fputc('\n', out);
    for (size_t i = 0; vha_equality_notes[i] != NULL; i++)
        fprintf(out, "%s\n", vha_equality_notes[i]);
    fprintf(out, "Census intervals: %s.\nSuspect intervals: %s.\n",
            vha_interval_words(VHA_INTERVAL_EXACT), vha_interval_words(VHA_INTERVAL_KATZ));
}
