/* The equality review as pictures: a row a group, with a bar for its share of the list and marks
 * for its shares of London and of the suspects; and its ratios, with their intervals on a scale of
 * logarithms. Everything that a picture says stands beside it in figures. */
#include "equality.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LABEL = 24, LABEL_WIDE = 44, WIDE = 120, PICTURE_MOST = 80, PICTURE_SIZE = 512 };

/* How the rows lie, and what pictures are made of. */
struct laying {
    int width;
    int label;
    const char *bar;
    const char *census;  /* where London's share is, or the ratio of 1 */
    const char *suspect; /* where the suspects' is */
    const char *both;
    const char *between; /* an interval */
    const char *estimate;
};

static struct laying lay_out(int width, bool unicode)
{
    struct laying laying = {.width = width, .label = width >= WIDE ? LABEL_WIDE : LABEL};
    laying.bar = canvas_glyphs(unicode)->bar;
    laying.census = unicode ? "│" : "|";
    laying.suspect = unicode ? "┊" : ":";
    laying.both = unicode ? "┃" : "!";
    laying.between = unicode ? "─" : "-";
    laying.estimate = unicode ? "●" : "o";
    return laying;
}

/* Columns for a picture beside figures that take so many. */
static int room(const struct laying *laying, int figures)
{
    const int columns = laying->width - figures;
    return columns > PICTURE_MOST ? PICTURE_MOST : columns;
}

static char *put(char *at, const char *glyph)
{
    const size_t length = strlen(glyph);
    memcpy(at, glyph, length + 1);
    return at + length;
}

/* A label cut or filled to its columns, whatever is in it. */
static const char *fitted(const struct laying *laying, const char *label, struct lines *lines)
{
    const size_t size = 4 * strlen(label) + (size_t)laying->label + 8;
    char *const out = vha_arena_alloc(lines->arena, size);
    const int used = vha_text_fit(out, size, label, laying->label, "~");
    const size_t length = strlen(out);
    snprintf(out + length, size - length, "%*s", laying->label - used, "");
    return out;
}

/* A line of figures and, from a column on, a picture. */
static void add_row(struct lines *lines, const char *label, const char *figures,
                    const char *picture)
{
    char text[PICTURE_SIZE + 256];
    snprintf(text, sizeof text, "%s %s  ", label, figures);
    struct line *const line = lines_format(lines, ROLE_BODY, "%s%s", text, picture);
    line->mark = ROLE_BAR;
    line->mark_column = vha_text_width(text);
    line->mark_columns = vha_text_width(picture);
}

/* -------------------------------------------------------------------------------------- shares */

/* Shares of 1; below 0 where there is none. */
struct shares {
    double listed;
    double suspects;
    double census;
};

static double part_of(int64_t part, int64_t whole)
{
    return whole > 0 && part >= 0 ? (double)part / (double)whole : -1;
}

/* What the shares of a breakdown are of: the list, its suspects, and London's people. */
static struct shares shares_of(const struct vha_population_breakdown *by,
                               const struct vha_equality_table *table, size_t group)
{
    const struct vha_equality_row *const row = &table->rows[group];
    const struct vha_equality_row *const total = &table->total;
    return (struct shares){.listed = part_of(row->listed, total->listed),
                           .suspects = part_of(row->suspects, total->suspects),
                           .census = part_of(by->groups[group].people, by->all)};
}

static double longest_share(const struct vha_population_breakdown *by,
                            const struct vha_equality_table *table)
{
    double longest = 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct shares shares = shares_of(by, table, i);
        longest = fmax(longest, fmax(shares.listed, fmax(shares.suspects, shares.census)));
    }
    return longest > 0 ? longest : 1;
}

/* The cell in which a share ends; -1 where there is none. */
static int place_of(double share, double longest, int columns)
{
    const int place = (int)(share / longest * columns);
    return share < 0 ? -1 : place < columns ? place : columns - 1;
}

/* Whatever is not nothing has a cell at least. */
static void draw_shares(const struct laying *laying, const struct shares *shares, double longest,
                        int columns, char out[PICTURE_SIZE])
{
    const int listed = (int)(shares->listed / longest * columns + 0.5);
    const int census = place_of(shares->census, longest, columns);
    const int suspects = place_of(shares->suspects, longest, columns);
    const int cells = listed == 0 && shares->listed > 0 ? 1 : listed;
    char *at = out;
    *at = '\0';
    for (int i = 0; i < columns; i++)
        at = put(at, i == census && i == suspects ? laying->both
                     : i == census                ? laying->census
                     : i == suspects              ? laying->suspect
                     : i < cells                  ? laying->bar
                                                  : " ");
}

static void add_shares(const struct laying *laying, const struct vha_population_breakdown *by,
                       const struct vha_equality_table *table, struct lines *lines)
{
    enum { FIGURES = 32 };
    const int columns = room(laying, laying->label + FIGURES);
    const double longest = longest_share(by, table);
    lines_format(lines, ROLE_HEADER, "%-*s listed     %%  susp. %%  census  %s", laying->label, "",
                 "bar: % of the list");
    for (size_t i = 0; i < table->count; i++) {
        const struct shares shares = shares_of(by, table, i);
        char listed[VHA_SHARE_SIZE];
        char suspects[VHA_SHARE_SIZE];
        char census[VHA_SHARE_SIZE];
        char figures[64];
        char picture[PICTURE_SIZE];
        if (!vha_equality_is_shown(by, i, &table->rows[i]))
            continue;
        snprintf(
            figures, sizeof figures, "%6u %5s  %7s  %6s", table->rows[i].listed,
            vha_equality_share(listed, table->rows[i].listed, table->total.listed),
            vha_equality_share(suspects, table->rows[i].suspects, table->total.suspects),
            vha_equality_share(census, by->groups[i].people, shares.census >= 0 ? by->all : 0));
        draw_shares(laying, &shares, longest, columns, picture);
        add_row(lines, fitted(laying, by->groups[i].label, lines), figures, picture);
    }
    lines_format(lines, ROLE_MUTED, "%-*s %s the suspects' share, %s London's, %s both",
                 laying->label, "", laying->suspect, laying->census, laying->both);
}

/* -------------------------------------------------------------------------------------- ratios */

/* From one sixteenth to sixteen times. */
static const double scale = 4;

/* The cell of a ratio; whatever lies beyond the scale is at its end. */
static int cell_of(double ratio, int columns)
{
    const double at = ratio > 0 ? (log2(ratio) / scale + 1) / 2 : 0;
    const double within = fmin(fmax(at, 0), 1);
    return (int)(within * (columns - 1) + 0.5);
}

static void draw_ratio(const struct laying *laying, const struct vha_ratio *ratio, int columns,
                       char out[PICTURE_SIZE])
{
    const int one = cell_of(1, columns);
    const int low = ratio->given ? cell_of(ratio->low, columns) : columns;
    const int high = ratio->given ? cell_of(ratio->high, columns) : -1;
    const int estimate = ratio->given ? cell_of(ratio->ratio, columns) : -1;
    char *at = out;
    *at = '\0';
    for (int i = 0; i < columns; i++)
        at = put(at, i == estimate           ? laying->estimate
                     : i == one              ? laying->census
                     : i >= low && i <= high ? laying->between
                                             : " ");
}

static bool has_ratios(const struct vha_equality_table *table, bool census)
{
    bool any = false;
    for (size_t i = 0; i < table->count && !any; i++)
        any = census ? table->rows[i].census.given : table->rows[i].suspect.given;
    return any;
}

static void add_ratios(const struct laying *laying, const struct vha_population_breakdown *by,
                       const struct vha_equality_table *table, bool census, struct lines *lines)
{
    enum { FIGURES = 26 };
    const int columns = room(laying, laying->label + FIGURES);
    lines_format(lines, ROLE_HEADER, "%-*s %-22s  %s", laying->label, "",
                 census ? "ratio to the census" : "ratio to the suspects",
                 !has_ratios(table, census)      ? "none: there are no figures"
                 : by->reference == VHA_NO_GROUP ? "beside all others"
                                                 : "beside the reference");
    if (!has_ratios(table, census))
        return;
    for (size_t i = 0; i < table->count; i++) {
        const struct vha_ratio *const ratio =
            census ? &table->rows[i].census : &table->rows[i].suspect;
        char words[VHA_RATIO_SIZE];
        char figures[VHA_RATIO_SIZE];
        char picture[PICTURE_SIZE];
        if (by->groups[i].unknown)
            continue;
        snprintf(figures, sizeof figures, "%-22s",
                 i == by->reference ? "1 (reference)" : vha_ratio_format(words, ratio));
        draw_ratio(laying, ratio, columns, picture);
        add_row(lines, fitted(laying, by->groups[i].label, lines), figures, picture);
    }
}

/* -------------------------------------------------------------------------- change and removals */

static void add_changes(const struct laying *laying, const struct vha_population_breakdown *by,
                        const struct vha_equality_table *table, struct lines *lines)
{
    lines_format(lines, ROLE_HEADER, "%-*s before  change   came   went", laying->label, "");
    for (size_t i = 0; i < table->count; i++) {
        const struct vha_equality_row *const row = &table->rows[i];
        if (vha_equality_is_shown(by, i, row))
            lines_format(lines, ROLE_BODY, "%s %6u  %+6lld %6u %6u",
                         fitted(laying, by->groups[i].label, lines), row->before,
                         (long long)row->listed - (long long)row->before, row->entered, row->left);
    }
}

static void add_requests(const struct laying *laying, const struct vha_population_breakdown *by,
                         const struct vha_equality_table *table, struct lines *lines)
{
    lines_format(lines, ROLE_HEADER, "%-*s  removals asked for  approved  refused", laying->label,
                 "");
    for (size_t i = 0; i < table->count; i++) {
        const struct vha_equality_row *const row = &table->rows[i];
        if (row->asked > 0)
            lines_format(lines, ROLE_BODY, "%s  %18u  %8u  %7u",
                         fitted(laying, by->groups[i].label, lines), row->asked, row->approved,
                         row->refused);
    }
}

static void add_breakdown(const struct laying *laying, const struct vha_quarter_review *review,
                          enum vha_breakdown breakdown, struct lines *lines)
{
    const struct vha_population_breakdown *const by = &review->population->by[breakdown];
    const struct vha_equality_table *const table = &review->equality.by[breakdown];
    lines_section(lines, by->title);
    add_shares(laying, by, table, lines);
    add_ratios(laying, by, table, true, lines);
    add_ratios(laying, by, table, false, lines);
    if (review->equality.compared)
        add_changes(laying, by, table, lines);
    if (table->total.asked > 0)
        add_requests(laying, by, table, lines);
    lines_wrap(lines, ROLE_MUTED, laying->width, 2,
               vha_arena_format(lines->arena, "Census: %s.", by->source));
}

void equality_draw_lines(const struct vha_quarter_review *review, int width, bool unicode,
                         struct lines *lines)
{
    const struct laying laying = lay_out(width, unicode);
    lines_wrap(lines, ROLE_BODY, width, 2,
               vha_arena_format(lines->arena, "Beside %s.", review->population->name));
    if (review->not_compared.message[0] != '\0')
        lines_wrap(
            lines, ROLE_FLAG, width, 2,
            vha_arena_format(lines->arena, "Not compared: %s", review->not_compared.message));
    for (int i = 0; i < VHA_BREAKDOWNS; i++)
        add_breakdown(&laying, review, (enum vha_breakdown)i, lines);
    equality_add_record(review, width, lines);
    equality_add_notes(width, lines);
}
