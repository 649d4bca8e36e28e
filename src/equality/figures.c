#include "vha/equality.h"

#include <inttypes.h>

/* The review as CSV. */

static void write_ratio(FILE *out, const struct vha_ratio *ratio)
{
    if (ratio->given)
        fprintf(out, ",%.6g,%.6g,%.6g", ratio->ratio, ratio->low, ratio->high);
    else
        fputs(",,,", out);
}

static void write_figure(FILE *out, int64_t people)
{
    fputc(',', out);
    if (people != VHA_NO_FIGURE)
        fprintf(out, "%" PRId64, people);
}

static void write_counts(FILE *out, const struct vha_equality_row *row, bool compared)
{
    fprintf(out, ",%" PRIu32 ",%" PRIu32, row->listed, row->suspects);
    if (compared)
        fprintf(out, ",%" PRIu32 ",%" PRIu32 ",%" PRIu32, row->before, row->entered, row->left);
    else
        fputs(",,,", out);
}

/* What the removals asked for came to. */
static void write_requests(FILE *out, const struct vha_equality_row *row)
{
    fprintf(out, ",%" PRIu32 ",%" PRIu32 ",%" PRIu32, row->asked, row->approved, row->refused);
}

/* A label's quotation marks are doubled, as RFC 4180 says. */
static void write_quoted(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text != '\0'; text++)
        fprintf(out, *text == '"' ? "\"%c" : "%c", *text);
    fputc('"', out);
}

void vha_equality_write_csv(FILE *out, const struct vha_population *population,
                            const struct vha_equality *equality)
{
    fputs("breakdown,code,label,within,reference,listed,suspects,before,entered,left,people,"
          "census_ratio,census_low,census_high,suspect_ratio,suspect_low,suspect_high,"
          "removals_asked,removals_approved,removals_refused,census_source\n",
          out);
    for (int i = 0; i < VHA_BREAKDOWNS; i++) {
        const struct vha_population_breakdown *const by = &population->by[i];
        for (size_t j = 0; j < by->count; j++) {
            const struct vha_equality_row *const row = &equality->by[i].rows[j];
            fprintf(out, "%s,%s,", vha_breakdown_name((enum vha_breakdown)i), by->groups[j].code);
            write_quoted(out, by->groups[j].label);
            fprintf(out, ",%s,%s", vha_equality_within(population, (enum vha_breakdown)i, j),
                    vha_equality_reference(by));
            write_counts(out, row, equality->compared);
            write_figure(out, by->groups[j].people);
            write_ratio(out, &row->census);
            write_ratio(out, &row->suspect);
            write_requests(out, row);
            fputc(',', out);
            write_quoted(out, by->source);
            fputc('\n', out);
        }
    }
}
