#include "load_report.h"

#include "vha/cohort.h"
#include "vha/cohort_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHOWN_BYTES = 160, SENTENCE_BYTES = sizeof((struct vha_error *)NULL)->message };

static void write_tables(FILE *out, const struct vha_extract *extract)
{
    fprintf(out, "\n%-15s %10s %10s %10s %8s  %s\n", "Table", "Rows", "Kept", "Duplicates",
            "Rejects", "File");
    for (int table = 0; table < VHA_TABLES; table++) {
        const struct vha_table_summary *summary = &extract->tables[table];
        if (!summary->present) {
            fprintf(out, "%-15s absent: nobody has that flag this quarter\n",
                    vha_table_name((enum vha_table)table));
            continue;
        }
        fprintf(out, "%-15s %10llu %10llu %10llu %8llu  %s, %s\n",
                vha_table_name((enum vha_table)table), (unsigned long long)summary->rows,
                (unsigned long long)summary->kept, (unsigned long long)summary->duplicates,
                (unsigned long long)summary->rejects, summary->file,
                vha_encoding_text(summary->encoding));
        if (*summary->extra_columns != '\0')
            fprintf(out, "%-15s columns left aside: %s\n", "", summary->extra_columns);
    }
}

static void write_rejects(FILE *out, const struct load_outcome *outcome)
{
    const struct vha_extract *extract = outcome->extract;
    if (extract->reject_count == 0)
        return;
    fprintf(out, "\n%llu row%s left out", (unsigned long long)extract->reject_count,
            extract->reject_count == 1 ? "" : "s");
    if (outcome->info != NULL)
        fprintf(out, ", up to %lld allowed by %s", (long long)outcome->max_rejects,
                outcome->loaded_by);
    fputs("; all of them are in rejects.csv.\n", out);
    size_t listed = 0;
    for (; listed < extract->reject_entries && listed < outcome->rejects_listed; listed++) {
        const struct vha_reject *reject = &extract->rejects[listed];
        char value[SHOWN_BYTES];
        char reason[SHOWN_BYTES];
        fprintf(out, "  %s:%llu %s \"%s\": %s\n", reject->file, (unsigned long long)reject->line,
                reject->column, vha_text_show(value, sizeof value, reject->value),
                vha_text_show(reason, sizeof reason, reject->reason));
    }
    if (extract->reject_count > listed)
        fprintf(out, "  and %llu more\n", (unsigned long long)extract->reject_count - listed);
}

static void write_comparison(FILE *out, const struct load_outcome *outcome)
{
    char why[2 * SENTENCE_BYTES];
    if (outcome->not_compared != NULL)
        fprintf(out, "Ranks are not compared with an earlier quarter. %s\n",
                vha_text_show(why, sizeof why, outcome->not_compared));
    else if (outcome->earlier->quarter[0] == '\0')
        fputs("There is no earlier quarter to compare ranks with.\n", out);
    else
        fprintf(out, "Ranks are compared with those of %s, whose list held %zu.\n",
                outcome->earlier->quarter, outcome->earlier->count);
}

static void write_outcome(FILE *out, const struct load_outcome *outcome)
{
    char failure[2 * SENTENCE_BYTES];
    if (outcome->info != NULL)
        fprintf(out, "\n%u of %u nominals are on the list.\n", outcome->info->listed,
                outcome->info->nominals);
    if (outcome->info != NULL)
        write_comparison(out, outcome);
    else
        fprintf(out, "\nNot loaded: %s\n",
                vha_text_show(failure, sizeof failure, outcome->failure));
}

char *load_report_text(const struct load_outcome *outcome)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (out == NULL)
        return vha_copy_text("");
    char as_of[VHA_DATE_SIZE];
    char prepared_by[SHOWN_BYTES];
    const struct vha_extract *extract = outcome->extract;
    fprintf(out, "OFFICIAL  VHA %s  as of %s\n", extract->quarter,
            vha_date_format(as_of, extract->as_of));
    fprintf(out, "Prepared by %s, loaded by %s at %s\n",
            vha_text_show(prepared_by, sizeof prepared_by, extract->prepared_by),
            outcome->loaded_by, outcome->loaded_at);
    fprintf(out, "Policy: %s, SHA-256 %s\n", outcome->policy->name, outcome->policy->sha256);
    write_tables(out, extract);
    write_rejects(out, outcome);
    write_outcome(out, outcome);
    fclose(out);
    return text;
}

/* reports/2026-Q3-20261002T093000Z, made; the caller frees it. A second load within a second gets
 * "-2" at the end: no report takes the place of another. The home is locked for loads. */
static enum vha_status make_report_folder(const struct load_outcome *outcome, const char *reports,
                                          char **folder, struct vha_error *error)
{
    char name[64];
    size_t used = (size_t)snprintf(name, sizeof name, "%s-", outcome->extract->quarter);
    for (const char *at = outcome->loaded_at; *at != '\0' && used < sizeof name - 1; at++)
        if (*at != '-' && *at != ':')
            name[used++] = *at;
    name[used] = '\0';
    *folder = vha_path(reports, name);
    for (int i = 2; access(*folder, F_OK) == 0; i++) {
        free(*folder);
        snprintf(name + used, sizeof name - used, "-%d", i);
        *folder = vha_path(reports, name);
    }
    return vha_make_folder(*folder, error);
}

enum vha_status load_report_write(const struct load_outcome *outcome, const char *reports,
                                  struct vha_error *error)
{
    char *folder = NULL;
    enum vha_status status = make_report_folder(outcome, reports, &folder, error);
    if (status == VHA_OK) {
        char *path = vha_path(folder, "rejects.csv");
        char *text = NULL;
        size_t length = 0;
        vha_rejects_csv(outcome->extract, &text, &length);
        status = vha_write_file(path, text, length, error);
        free(text);
        free(path);
    }
    if (status == VHA_OK) {
        char *path = vha_path(folder, "report.txt");
        char *text = load_report_text(outcome);
        status = vha_write_file(path, text, strlen(text), error);
        free(text);
        free(path);
    }
    free(folder);
    return status;
}
