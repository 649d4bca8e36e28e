#include "timeline.h"

#include <stdio.h>
#include <string.h>

/* Those of the oldest character sets with boxes, so that the Linux console has them too. */
struct marks {
    const char *line;
    const char *across;
    const char *edge;  /* where a window begins */
    const char *end;   /* ... and ends */
    const char *half;  /* the lower half of a cell */
    const char *point; /* one report that counts */
    const char *held;  /* in custody */
    const char *earlier;
    const char *later;
};
static const struct marks unicode_marks = {"│", "─", "├", "┤", "▄", "■", "═", "◄", "►"};
static const struct marks ascii_marks = {"|", "-", "+", "+", "_", "#", "=", "<", ">"};

/* One report that does not count, in either repertoire. */
#define OUT "o"

/* Where it is drawn: the columns of time begin at `left`. */
struct drawing {
    const struct timeline *timeline;
    const struct timescale *scale;
    struct canvas *canvas;
    const struct marks *marks;
    const struct glyphs *glyphs;
    struct area area;
    int left;
};

static void put(const struct drawing *drawing, int row, int column, enum role role,
                const char *text)
{
    canvas_put(drawing->canvas, row, drawing->left + column, drawing->scale->columns - column, role,
               text);
}

/* The first of the texts that the columns have room for, or none. */
static const char *that_fits(const char *const *texts, size_t count, int columns)
{
    for (size_t i = 0; i < count; i++)
        if ((int)strlen(texts[i]) <= columns)
            return texts[i];
    return "";
}

/* The line where a period begins, counted back from the assessment date. */
static int period_line(const struct timescale *scale, int period)
{
    return timescale_edge(scale, period * scale->period);
}

/* ------------------------------------------------------------------------------- decay and crimes
 */

/* What is left in each period: "2/3 after 12 months". */
static void draw_decay(const struct drawing *drawing, int row)
{
    const struct timescale *const scale = drawing->scale;
    const struct vha_policy *const policy = drawing->timeline->explanation->policy;
    for (int period = 0; period < scale->periods && scale->period == policy->decay_months;
         period++) {
        const int from = period_line(scale, period + 1) + 1;
        char factor[24];
        char full[64];
        char brief[64];
        decay_factor(policy, period, factor);
        snprintf(full, sizeof full, "%s after %d months", factor, period * scale->period);
        snprintf(brief, sizeof brief, "%s after %d", factor, period * scale->period);
        if (period == 0) {
            snprintf(full, sizeof full, "whole for %d months", scale->period);
            snprintf(brief, sizeof brief, "whole");
        }
        const char *const texts[] = {full, brief, factor};
        put(drawing, row, from, ROLE_HEADER,
            that_fits(texts, VHA_COUNT(texts), period_line(scale, period) - from));
    }
}

/* Half rows of a weight, so that everything above nothing shows. */
static int halves(const struct timeline *timeline, vha_milli value)
{
    if (value <= 0)
        return 0;
    const vha_milli scaled =
        vha_milli_scale(value, (int64_t)timeline->bar_rows * 2, timeline->highest);
    return scaled > 0 ? (int)scaled : 1;
}

static void draw_bar(const struct drawing *drawing, int row, int at)
{
    const struct timeline *const timeline = drawing->timeline;
    const struct timeline_column *const column = &timeline->columns[at];
    const int score = halves(timeline, column->score);
    const int base = halves(timeline, column->base);
    const int bottom = row + timeline->bar_rows - 1;
    if (column->crimes > 0 && base == 0)
        put(drawing, bottom, at, ROLE_MUTED, drawing->glyphs->dot);
    for (int up = 0; up < timeline->bar_rows; up++) {
        if (score >= up * 2 + 2)
            put(drawing, bottom - up, at, ROLE_BAR, drawing->glyphs->bar);
        else if (score > up * 2)
            put(drawing, bottom - up, at, ROLE_BAR, drawing->marks->half);
        else if (base > up * 2)
            put(drawing, bottom - up, at, ROLE_MUTED, drawing->glyphs->shade);
    }
}

static void draw_bars(const struct drawing *drawing, int row)
{
    for (int at = 0; at < drawing->scale->columns; at++)
        draw_bar(drawing, row, at);
}

/* ----------------------------------------------------------------------------------- rows of marks
 */

/* One report as its mark, several as their number, more than nine as a plus. */
static void put_number(const struct drawing *drawing, int row, int at, unsigned number,
                       const char *one, enum role role)
{
    char text[4];
    if (number == 0)
        return;
    snprintf(text, sizeof text, "%c", number > 9 ? '+' : (char)('0' + number));
    put(drawing, row, at, role, number == 1 ? one : text);
}

/* Under the bars: how many reports one of them is made of. */
static void draw_together(const struct drawing *drawing, int row)
{
    for (int at = 0; at < drawing->scale->columns; at++)
        if (drawing->timeline->columns[at].crimes > 1)
            put_number(drawing, row, at, drawing->timeline->columns[at].crimes, "", ROLE_MUTED);
}

static void draw_crimes_out(const struct drawing *drawing, int row)
{
    for (int at = 0; at < drawing->scale->columns; at++)
        put_number(drawing, row, at, drawing->timeline->columns[at].crimes_out, OUT, ROLE_MUTED);
}

static void draw_intel(const struct drawing *drawing, int row)
{
    for (int at = 0; at < drawing->scale->columns; at++)
        put_number(drawing, row, at, drawing->timeline->columns[at].intel, drawing->marks->point,
                   ROLE_BAR);
}

static void draw_intel_out(const struct drawing *drawing, int row)
{
    for (int at = 0; at < drawing->scale->columns; at++)
        put_number(drawing, row, at, drawing->timeline->columns[at].intel_out, OUT, ROLE_MUTED);
}

/* --------------------------------------------------------------------------- custody, flags, edges
 */

/* From a bracket to a bracket; what began before the window or goes on has an arrow instead. */
static void draw_custody(const struct drawing *drawing, int row)
{
    const struct vha_individual *const individual =
        &drawing->timeline->explanation->dossier.individual;
    const struct timescale *const scale = drawing->scale;
    for (size_t i = individual->custody_count; i-- > 0;) {
        const struct vha_custody_fact *const fact = &individual->custody[i];
        const bool goes_on = fact->released == VHA_NO_DATE || fact->released > scale->as_of;
        const int from = timescale_column(scale, fact->received);
        const int to = goes_on ? scale->columns - 1 : timescale_column(scale, fact->released);
        for (int at = from; at <= to; at++)
            put(drawing, row, at, ROLE_BAR, drawing->marks->held);
        if (to > from || from == 0)
            put(drawing, row, from, ROLE_BAR, from == 0 ? drawing->marks->earlier : "[");
        if (to > from)
            put(drawing, row, to, ROLE_BAR, goes_on ? drawing->marks->later : "]");
    }
}

/* Letters of the days on which flags begin; a plus where there are several. */
static void draw_flags(const struct drawing *drawing, int row)
{
    const struct vha_dossier *const dossier = &drawing->timeline->explanation->dossier;
    for (int at = 0; at < drawing->scale->columns; at++) {
        char text[2] = "";
        for (size_t i = 0; i < dossier->flag_count; i++) {
            const char letter = timeline_flag_letter(&dossier->flags[i]);
            if (letter == '\0' || timescale_column(drawing->scale, dossier->flags[i].since) != at)
                continue;
            text[0] = text[0] == '\0' || text[0] == letter ? letter : '+';
        }
        put(drawing, row, at, ROLE_FLAG, text);
    }
}

static void draw_window(const struct drawing *drawing, int row, int months,
                        const char *const *names, size_t count, int upto)
{
    const int edge = timescale_edge(drawing->scale, months);
    for (int at = edge + 1; at <= upto; at++)
        put(drawing, row, at, ROLE_FRAME, drawing->marks->across);
    put(drawing, row, edge, ROLE_FRAME, drawing->marks->edge);
    put(drawing, row, edge + 1, ROLE_HEADER, that_fits(names, count, upto - edge - 1));
}

/* The months in which an offence makes them recent, and those in which intelligence counts. */
static void draw_windows(const struct drawing *drawing, int row)
{
    const struct vha_policy *const policy = drawing->timeline->explanation->policy;
    const int now = timescale_edge(drawing->scale, 0);
    const int of_recency = timescale_edge(drawing->scale, policy->recency_window_months);
    const int of_intel = timescale_edge(drawing->scale, policy->intel_window_months);
    char recency[64];
    char intel[64];
    char intel_brief[32];
    snprintf(recency, sizeof recency, "recency %d months", policy->recency_window_months);
    snprintf(intel, sizeof intel, "intelligence %d months", policy->intel_window_months);
    snprintf(intel_brief, sizeof intel_brief, "intel %d", policy->intel_window_months);
    const char *const recency_names[] = {recency, "recency"};
    const char *const intel_names[] = {intel, "intelligence", intel_brief};
    /* The longer one first, so that the shorter one's edge stands in it. */
    const bool recency_first = of_recency <= of_intel;
    if (!recency_first)
        draw_window(drawing, row, policy->intel_window_months, intel_names, VHA_COUNT(intel_names),
                    of_recency);
    draw_window(drawing, row, policy->recency_window_months, recency_names,
                VHA_COUNT(recency_names), recency_first && of_recency < of_intel ? of_intel : now);
    if (recency_first)
        draw_window(drawing, row, policy->intel_window_months, intel_names, VHA_COUNT(intel_names),
                    now);
    put(drawing, row, now, ROLE_FRAME, drawing->marks->end);
}

/* ---------------------------------------------------------------------------------------- the axis
 */

/* Each month where it begins: a letter, or three where there is room. */
static void draw_months(const struct drawing *drawing, int row)
{
    static const char names[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const struct timescale *const scale = drawing->scale;
    const int letters = scale->cells >= scale->period * 4 ? 3 : 1;
    struct vha_civil_date month = vha_civil_from_date(scale->as_of);
    month.day = 1;
    for (int i = 0, next = scale->columns; i <= scale->window; i++) {
        const int at = timescale_column(scale, vha_date_from_civil(month));
        const char *const name = names[month.month - 1];
        if (at > 1 && at < next)
            for (int letter = 0; letter < letters && at + letter < scale->columns - 2; letter++)
                canvas_printf(drawing->canvas, row, drawing->left + at + letter, 1, ROLE_BODY, "%c",
                              name[letter]);
        next = at;
        month.year -= month.month == 1 ? 1 : 0;
        month.month = month.month == 1 ? 12 : month.month - 1;
    }
}

/* The days of the lines, where one does not touch the next. */
static void draw_days(const struct drawing *drawing, int row)
{
    const struct timescale *const scale = drawing->scale;
    int free_to = scale->columns;
    for (int period = 0; period <= scale->periods; period++) {
        const int months = period == scale->periods ? scale->window : period * scale->period;
        const int line = timescale_edge(scale, months);
        char day[VHA_DATE_SIZE];
        const int columns = (int)strlen(vha_date_format(day, timescale_day(scale, months)));
        const int start = period == 0                ? line + 1 - columns
                          : period == scale->periods ? line
                                                     : line - columns / 2;
        if (start < 0 || start + columns > free_to)
            continue;
        put(drawing, row, start, ROLE_BODY, day);
        free_to = start - 1;
    }
}

static void draw_lines(const struct drawing *drawing, int row, int rows)
{
    const struct timescale *const scale = drawing->scale;
    for (int period = 0; period <= scale->periods; period++)
        for (int i = 0; i < rows; i++)
            put(drawing, row + i, period_line(scale, period), ROLE_FRAME, drawing->marks->line);
}

/* ---------------------------------------------------------------------------------- the whole of
 * it
 */

enum lane {
    LANE_DECAY,
    LANE_CRIMES,
    LANE_TOGETHER,
    LANE_CRIMES_OUT,
    LANE_INTEL,
    LANE_INTEL_OUT,
    LANE_CUSTODY,
    LANE_FLAGS,
    LANE_WINDOWS,
    LANE_MONTHS,
    LANE_DAYS,
    LANES
};

static const struct {
    const char *label;
    bool lined; /* the lines of the periods go through it */
    void (*draw)(const struct drawing *drawing, int row);
} lanes[LANES] = {
    [LANE_DECAY] = {"Decay", true, draw_decay},
    [LANE_CRIMES] = {"Crime", true, draw_bars},
    [LANE_TOGETHER] = {"", true, draw_together},
    [LANE_CRIMES_OUT] = {"left out", true, draw_crimes_out},
    [LANE_INTEL] = {"Intel", true, draw_intel},
    [LANE_INTEL_OUT] = {"left out", true, draw_intel_out},
    [LANE_CUSTODY] = {"Custody", true, draw_custody},
    [LANE_FLAGS] = {"Flags", true, draw_flags},
    [LANE_WINDOWS] = {"Windows", true, draw_windows},
    [LANE_MONTHS] = {"Months", true, draw_months},
    [LANE_DAYS] = {"", false, draw_days},
};

static int lane_rows(const struct timeline *timeline, enum lane lane)
{
    if (lane == LANE_CRIMES)
        return timeline->bar_rows;
    if (lane == LANE_CRIMES_OUT)
        return timeline->crimes_out ? 1 : 0;
    if (lane == LANE_INTEL_OUT)
        return timeline->intel_out ? 1 : 0;
    return 1;
}

static enum lane lane_of(const struct report *report)
{
    const bool counted = report->judged->verdict == VHA_COUNTED;
    if (report->crime)
        return counted ? LANE_CRIMES : LANE_CRIMES_OUT;
    return counted ? LANE_INTEL : LANE_INTEL_OUT;
}

/* The chosen report is where an arrow's column and the row with the mark meet. */
static void draw_choice(const struct drawing *drawing, enum lane lane, int lane_row, int arrow_row)
{
    const struct timeline *const timeline = drawing->timeline;
    const int at = timescale_column(drawing->scale, timeline->reports[timeline->chosen].date);
    canvas_put(drawing->canvas, lane_row, drawing->area.column, 1, ROLE_CURSOR, ">");
    put(drawing, arrow_row, at, ROLE_CURSOR,
        lane == LANE_CRIMES ? drawing->glyphs->up : drawing->glyphs->down);
    if (lane != LANE_CRIMES)
        canvas_paint(drawing->canvas, lane_row, drawing->left + at, 1, ROLE_CURSOR);
}

static void draw_highest(const struct drawing *drawing, int row)
{
    char highest[VHA_MILLI_SIZE];
    char text[VHA_MILLI_SIZE + 8];
    if (drawing->timeline->highest == 0)
        return;
    snprintf(text, sizeof text, "to %s", milli_short(drawing->timeline->highest, highest));
    canvas_put(drawing->canvas, row, drawing->area.column + 1, drawing->timeline->labels - 2,
               ROLE_MUTED, text);
}

void timeline_draw(const struct timeline *timeline, struct canvas *canvas, struct area area)
{
    const struct drawing drawing = {.timeline = timeline,
                                    .scale = &timeline->scale,
                                    .canvas = canvas,
                                    .marks = canvas->unicode ? &unicode_marks : &ascii_marks,
                                    .glyphs = canvas_glyphs(canvas->unicode),
                                    .area = area,
                                    .left = area.column + timeline->labels};
    int rows[LANES];
    int row = area.row;
    canvas_fill(canvas, (struct area){area.row, area.column, timeline_rows(timeline), area.columns},
                ROLE_BODY);
    for (int lane = 0; lane < LANES; lane++) {
        const int height = lane_rows(timeline, (enum lane)lane);
        rows[lane] = row;
        if (height == 0)
            continue;
        canvas_put(canvas, row, area.column + 1, timeline->labels - 2, ROLE_HEADER,
                   lanes[lane].label);
        if (lanes[lane].lined)
            draw_lines(&drawing, row, height);
        lanes[lane].draw(&drawing, row);
        row += height;
    }
    draw_highest(&drawing, rows[LANE_CRIMES] + 1);
    if (timeline->count > 0) {
        const enum lane lane = lane_of(&timeline->reports[timeline->chosen]);
        draw_choice(&drawing, lane, rows[lane], rows[LANE_TOGETHER]);
    }
}
