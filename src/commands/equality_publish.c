#include "equality_publish.h"
#include "command.h"

#include <inttypes.h>
#include <string.h>

/* The counts of the equality review made fit for publication (EIA): suppressed, in plain English.
 */

enum publish_format { PUBLISH_CSV, PUBLISH_TEXT, PUBLISH_HTML };
static const char *const formats[] = {
    [PUBLISH_CSV] = "csv", [PUBLISH_TEXT] = "text", [PUBLISH_HTML] = "html"};

struct publish_values {
    int format;
};

const char *const publish_notes[] = {
    "The Violence Harm Assessment (VHA) is a list of people whom crime reports and intelligence of "
    "recent years link to serious violence in London. It is made anew every three months by "
    "published rules. Age, sex, ethnicity and where somebody lives play no part in those rules.",
    "These tables tell how many people of each group were on the list on the day given above. "
    "They were made because the Metropolitan Police must look whether the list falls on some "
    "groups more than on others, and why (Equality Act 2010, section 149).",
    "Where fewer than 5 people of a group were on the list, the number is not shown, so that "
    "nobody can be recognised. Some other numbers are not shown either, since the hidden ones "
    "could be worked out from them. 'Not shown' therefore does not tell whether a number is small.",
    "'Beside London' compares a group with another: 2.00 means that, for each person of the group "
    "living in London, twice as many are on the list as in the group or groups that it is compared "
    "with. 'Beside suspects' does the same for each person who is suspected of such offences. In "
    "brackets is the range in which the true figure lies with 95 % certainty; if the range takes "
    "in 1.00, there may be no difference at all. A difference does not by itself tell its cause.",
    "'No figure', or a dash, means that there is nothing to compare with, or that a figure would "
    "tell "
    "a number that is not shown.",
    "Somebody's ethnicity is what they said themselves; where it is not known they are under 'Not "
    "stated'.",
    NULL,
};

/* --------------------------------------------------------------------------------------- a cell */

char *publish_count(char out[COUNT_SIZE], const struct vha_cell *cell)
{
    if (cell->hidden)
        snprintf(out, COUNT_SIZE, "not shown");
    else
        snprintf(out, COUNT_SIZE, "%" PRId64, cell->count);
    return out;
}

static bool has_ratios(const struct published *published, int breakdown, size_t group)
{
    return vha_publication_has_ratios(published->made->population, &published->publication,
                                      (enum vha_breakdown)breakdown, group);
}

struct published_row publish_row(const struct published *published, int breakdown, size_t group)
{
    const struct vha_population_breakdown *const by = &published->made->population->by[breakdown];
    const struct vha_equality_row *const row = &published->made->equality.by[breakdown].rows[group];
    const struct vha_cell *const cell =
        &published->publication.cells[published->publication.cell_of[breakdown][group]];
    const struct vha_cell *const whole = &published->publication.cells[0];
    struct published_row made = {.label = by->groups[group].label, .code = by->groups[group].code};
    publish_count(made.count, cell);
    if (cell->hidden || whole->hidden)
        snprintf(made.share, sizeof made.share, "-");
    else
        vha_equality_share(made.share, cell->count, whole->count);
    const struct vha_ratio none = {.given = false};
    const bool ratios = has_ratios(published, breakdown, group);
    vha_ratio_format(made.census, ratios ? &row->census : &none);
    vha_ratio_format(made.suspect, ratios ? &row->suspect : &none);
    if (group == by->reference && !cell->hidden) {
        snprintf(made.census, sizeof made.census, "1 (compared with)");
        snprintf(made.suspect, sizeof made.suspect, "1 (compared with)");
    }
    return made;
}

const char *publish_compared_with(const struct vha_population_breakdown *by)
{
    return by->reference == VHA_NO_GROUP ? "all other groups together"
                                         : by->groups[by->reference].label;
}

/* ------------------------------------------------------------------------------------------ text
 */

/* Folds a note at 78 columns. */
static void write_folded(FILE *out, const char *text)
{
    enum { WIDTH = 78 };
    while (*text != '\0') {
        size_t length = strlen(text);
        if (length > WIDTH)
            for (length = WIDTH; length > 0 && text[length] != ' '; length--)
                ;
        fprintf(out, "%.*s\n", (int)length, text);
        text += length + (text[length] == ' ');
    }
    fputc('\n', out);
}

static void write_said(FILE *out, const char *of, const char *words)
{
    char text[320];
    snprintf(text, sizeof text, "%s: %s.", of, words);
    write_folded(out, text);
}

static void write_text(FILE *out, const struct published *published)
{
    const struct vha_cohort_info *const info = vha_cohort_info(published->made->cohort);
    char count[COUNT_SIZE];
    char as_of[VHA_DATE_SIZE];
    fprintf(out,
            "Violence Harm Assessment: who is on the list, %s\n\nPeople on the list on %s: %s\n\n",
            info->quarter, vha_date_format(as_of, info->as_of),
            publish_count(count, &published->publication.cells[0]));
    for (size_t i = 0; publish_notes[i] != NULL; i++)
        write_folded(out, publish_notes[i]);
    for (int i = 0; i < VHA_BREAKDOWNS; i++) {
        const struct vha_population_breakdown *const by = &published->made->population->by[i];
        fprintf(out, "%s (compared with: %s)\n  %-30s %9s %6s %20s %20s\n", by->title,
                publish_compared_with(by), "", "people", "%", "beside London", "beside suspects");
        for (size_t j = 0; j < by->count; j++) {
            const struct published_row row = publish_row(published, i, j);
            fprintf(out, "  %-30s %9s %6s %20s %20s\n", row.label, row.count, row.share, row.census,
                    row.suspect);
        }
        fputc('\n', out);
        write_said(out, "Figures for London", by->source);
    }
    write_said(out, "People living in London", published->made->population->name);
    write_said(out, "Beside London", vha_interval_words(VHA_INTERVAL_EXACT));
    write_said(out, "Beside suspects", vha_interval_words(VHA_INTERVAL_KATZ));
}

/* ------------------------------------------------------------------------------------------- CSV
 */

static void write_quoted(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text != '\0'; text++)
        fprintf(out, *text == '"' ? "\"%c" : "%c", *text);
    fputc('"', out);
}

/* The last two columns say what the ratios are of, or why there is none. */
static void write_csv_row(FILE *out, const char *breakdown, const char *within,
                          const struct published_row *row, const char *compared_with,
                          const char *source)
{
    fprintf(out, "%s,%s,%s,", breakdown, row->code, within);
    write_quoted(out, row->label);
    fprintf(out, ",%s,%s,%s,%s,", row->count, row->share, row->census, row->suspect);
    write_quoted(out, compared_with);
    fputc(',', out);
    write_quoted(out, source);
    fputc('\n', out);
}

static void write_csv(FILE *out, const struct published *published)
{
    const struct vha_population *const population = published->made->population;
    struct published_row all = {.label = "Everybody on the list", .code = "all"};
    publish_count(all.count, &published->publication.cells[0]);
    snprintf(all.share, sizeof all.share, "100.0");
    snprintf(all.census, sizeof all.census, "-");
    snprintf(all.suspect, sizeof all.suspect, "-");
    fputs("table,code,within,group,people,percent,beside_london,beside_suspects,compared_with,"
          "figures_for_london\n",
          out);
    write_csv_row(out, "all", "", &all, "", population->name);
    for (int i = 0; i < VHA_BREAKDOWNS; i++)
        for (size_t j = 0; j < population->by[i].count; j++) {
            const struct published_row row = publish_row(published, i, j);
            write_csv_row(out, vha_breakdown_name((enum vha_breakdown)i),
                          vha_equality_within(population, (enum vha_breakdown)i, j), &row,
                          publish_compared_with(&population->by[i]), population->by[i].source);
        }
}

/* ----------------------------------------------------------------------------------- the command
 */

static enum vha_status run_publish(const struct invocation *invocation, struct vha_error *error)
{
    static void (*const writers[])(FILE *, const struct published *) = {
        [PUBLISH_CSV] = write_csv, [PUBLISH_TEXT] = write_text, [PUBLISH_HTML] = publish_html};
    const struct publish_values *values = invocation->values;
    struct session session;
    struct vha_quarter_review made = {.areas = NULL};
    static struct published published;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_EQUALITY, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = equality_make(&session, NULL, &made, error);
    if (status == VHA_OK)
        status = session_log(&session, vha_action_name(VHA_ACTION_EQUALITY), "done",
                             vha_cohort_info(made.cohort)->quarter, "publish", error);
    if (status == VHA_OK) {
        published.made = &made;
        vha_publication_make(made.population, &made.equality, &published.publication);
        writers[values->format](stdout, &published);
    }
    vha_quarter_review_free(&made);
    session_close(&session);
    return status;
}

static const struct parameter parameters[] = {
    {.name = "--format",
     .argument = "csv|text|html",
     .kind = VALUE_WORD,
     .required = true,
     .offset = offsetof(struct publish_values, format),
     .words = formats,
     .word_count = VHA_COUNT(formats),
     .summary = "csv, text, or html: one page that needs nothing else"},
};

const struct command command_equality_publish = {
    .name = "equality publish",
    .summary = "make the equality review's counts fit for publication",
    .description =
        "Writes who is on the list by age, sex, ethnicity, BCU and borough, for the public. Counts "
        "under 5 are not shown, nor others from which they could be worked out, nor ratios that "
        "would tell them.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct publish_values),
    .run = run_publish,
};
