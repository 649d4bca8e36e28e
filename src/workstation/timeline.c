#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------- the line of time
 */

#define LEAST_CELLS 3 /* of a period between lines */

static int cells_of(const struct timescale *scale, int period)
{
    const int months = scale->window - period * scale->period;
    if (months >= scale->period)
        return scale->cells;
    const int cells = scale->cells * months / scale->period;
    return cells > 0 ? cells : 1;
}

struct timescale timescale_make(const struct vha_policy *policy, vha_date as_of, int room)
{
    const int window = policy->crime_window_months;
    struct timescale scale = {.as_of = as_of, .window = window, .period = policy->decay_months};
    scale.periods = (window + scale.period - 1) / scale.period;
    /* Besides the cells: a line for each period, that of the assessment date, earlier, later. */
    scale.cells = (room - scale.periods - 3) * scale.period / window;
    if (scale.cells < LEAST_CELLS) {
        scale.periods = 1;
        scale.period = window;
        scale.cells = room - 4 > LEAST_CELLS ? room - 4 : LEAST_CELLS;
    }
    scale.columns =
        scale.periods + 3 + scale.cells * (scale.periods - 1) + cells_of(&scale, scale.periods - 1);
    return scale;
}

/* The line of the assessment date. */
static int now_line(const struct timescale *scale)
{
    return scale->columns - 2;
}

/* The column of an age of complete months and a part of the next one, which is below 1. */
static int column_of_age(const struct timescale *scale, int months, int part, int whole)
{
    const int period = months / scale->period;
    const int64_t in_period = (int64_t)(months % scale->period) * whole + part;
    const int most = cells_of(scale, period) - 1;
    const int cell = (int)(in_period * scale->cells / ((int64_t)scale->period * whole));
    return now_line(scale) - 1 - period * (scale->cells + 1) - (cell < most ? cell : most);
}

int timescale_column(const struct timescale *scale, vha_date date)
{
    if (date > scale->as_of)
        return scale->columns - 1;
    if (!vha_in_window(date, scale->as_of, scale->window))
        return 0;
    const int months = vha_months_between(date, scale->as_of);
    const vha_date complete = vha_date_after_months(date, months);
    const int whole = vha_date_after_months(date, months + 1) - complete;
    return column_of_age(scale, months, scale->as_of - complete, whole > 0 ? whole : 1);
}

int timescale_edge(const struct timescale *scale, int months)
{
    if (months >= scale->window)
        return 1;
    if (months % scale->period == 0)
        return now_line(scale) - months / scale->period * (scale->cells + 1);
    return column_of_age(scale, months, 0, 1);
}

vha_date timescale_day(const struct timescale *scale, int months)
{
    struct vha_civil_date civil = vha_civil_from_date(scale->as_of);
    const int month = civil.year * 12 + civil.month - 1 - months;
    civil.year = month / 12;
    civil.month = month % 12 + 1;
    while (!vha_date_exists(civil.year, civil.month, civil.day) && civil.day > 28)
        civil.day--;
    return vha_date_from_civil(civil);
}

/* --------------------------------------------------------------------------------------- making */

void timeline_init(struct timeline *timeline, const struct vha_explanation *explanation,
                   struct vha_arena *arena)
{
    *timeline = (struct timeline){.explanation = explanation};
    timeline->reports = reports_by_date(arena, explanation, &timeline->count);
}

void timeline_free(struct timeline *timeline)
{
    free(timeline->columns);
    timeline->columns = NULL;
    timeline->width = 0;
}

static void gather(struct timeline *timeline, const struct report *report)
{
    struct timeline_column *const column =
        &timeline->columns[timescale_column(&timeline->scale, report->date)];
    const bool counted = report->judged->verdict == VHA_COUNTED;
    timeline->crimes_out = timeline->crimes_out || (report->crime && !counted);
    timeline->intel_out = timeline->intel_out || (!report->crime && !counted);
    if (!report->crime && counted)
        column->intel++;
    else if (!report->crime)
        column->intel_out++;
    else if (!counted)
        column->crimes_out++;
    else {
        column->crimes++;
        column->base += report->judged->base;
        column->score += report->judged->score;
        if (column->base > timeline->highest)
            timeline->highest = column->base;
    }
}

#define OTHER_ROWS  8 /* than those of the bars and of what is not counted */
#define LEAST_BARS  3
#define MOST_BARS   32
#define LABELS      10
#define MOST_LABELS 26

static int other_rows(const struct timeline *timeline)
{
    return OTHER_ROWS + (timeline->crimes_out ? 1 : 0) + (timeline->intel_out ? 1 : 0);
}

int timeline_rows(const struct timeline *timeline)
{
    return timeline->bar_rows + other_rows(timeline);
}

/* Columns of "to 5,475", and of a blank on each side. */
static int highest_columns(vha_milli highest)
{
    char text[VHA_MILLI_SIZE];
    return (int)strlen("to ") + (int)strlen(milli_short(highest, text)) + 2;
}

static void lay_out(struct timeline *timeline, int columns, int labels)
{
    timeline->labels = labels;
    timeline->width = columns;
    timeline->highest = 0;
    timeline->scale = timescale_make(timeline->explanation->policy, timeline->explanation->as_of,
                                     columns - labels);
    free(timeline->columns);
    timeline->columns =
        vha_alloc_zeroed((size_t)timeline->scale.columns, sizeof *timeline->columns);
    for (size_t i = 0; i < timeline->count; i++)
        gather(timeline, &timeline->reports[i]);
}

/* Every person has the same line of time, but for scores with long words. */
static void lay_out_labels(struct timeline *timeline, int columns)
{
    vha_milli all = 0; /* no bar is higher */
    lay_out(timeline, columns, LABELS);
    if (highest_columns(timeline->highest) <= LABELS)
        return;
    for (size_t i = 0; i < timeline->count; i++)
        all += timeline->reports[i].judged->base;
    const int wanted = highest_columns(all);
    lay_out(timeline, columns, wanted > MOST_LABELS ? MOST_LABELS : wanted);
}

void timeline_fit(struct timeline *timeline, int rows, int columns, int below)
{
    if (timeline->width != columns)
        lay_out_labels(timeline, columns);
    const int bars = rows - other_rows(timeline) - below;
    timeline->bar_rows = bars < LEAST_BARS ? LEAST_BARS : bars > MOST_BARS ? MOST_BARS : bars;
}

/* ------------------------------------------------------------------------------------- choosing */

bool timeline_move(struct timeline *timeline, enum action action)
{
    const size_t last = timeline->count > 0 ? timeline->count - 1 : 0;
    if (action == ACTION_LEFT)
        timeline->chosen += timeline->chosen < last ? 1 : 0;
    else if (action == ACTION_RIGHT)
        timeline->chosen -= timeline->chosen > 0 ? 1 : 0;
    else if (action == ACTION_FIRST)
        timeline->chosen = last;
    else if (action == ACTION_LAST)
        timeline->chosen = 0;
    else
        return false;
    return true;
}

void timeline_choose_at(struct timeline *timeline, int column)
{
    int nearest = INT32_MAX;
    for (size_t i = 0; i < timeline->count; i++) {
        const int at = timescale_column(&timeline->scale, timeline->reports[i].date);
        const int distance = abs(at - (column - timeline->labels));
        if (distance < nearest) {
            nearest = distance;
            timeline->chosen = i;
        }
    }
}

/* ---------------------------------------------------------------------------------------- flags */

static const struct {
    uint32_t flags;
    const char *kind; /* NULL: any */
    char letter;
    const char *words;
} letters[] = {
    {VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS, NULL, 'W', "wanted"},
    {VHA_FLAG_MISSING, "PAC", 'P', "pre-assessment checklist"},
    {VHA_FLAG_MISSING, NULL, 'M', "missing"},
    {VHA_FLAG_VICTIM, NULL, 'V', "victim"},
    {VHA_FLAG_RESTRICTION, NULL, 'J', "judicial restriction"},
    {VHA_FLAG_COUNTY_LINES, NULL, 'L', "county lines"},
    {VHA_FLAG_GANG, NULL, 'G', "gang link"},
    {VHA_FLAG_IOM, NULL, 'I', "IOM"},
};

char timeline_flag_letter(const struct vha_flag_entry *entry)
{
    if (entry->since == VHA_NO_DATE)
        return '\0';
    for (size_t i = 0; i < VHA_COUNT(letters); i++)
        if ((letters[i].flags & entry->flag) != 0 &&
            (letters[i].kind == NULL || strcmp(letters[i].kind, entry->kind) == 0))
            return letters[i].letter;
    return '?';
}

static bool has_letter(const struct vha_dossier *dossier, char letter)
{
    for (size_t i = 0; i < dossier->flag_count; i++)
        if (timeline_flag_letter(&dossier->flags[i]) == letter)
            return true;
    return false;
}

char *timeline_flag_legend(const struct vha_dossier *dossier, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < VHA_COUNT(letters) && used < size; i++)
        if (has_letter(dossier, letters[i].letter))
            used += (size_t)snprintf(out + used, size - used, "%s%c %s", used > 0 ? ", " : "",
                                     letters[i].letter, letters[i].words);
    return out;
}
