#include "columns.h"

#include <stdio.h>
#include <string.h>

/* --------------------------------------------------------------------------------------- cells */

static void format_rank(const struct vha_list_row *row, bool unicode, char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    snprintf(out, COLUMN_TEXT_SIZE, "%u", row->rank);
}

static void format_score(const struct vha_list_row *row, bool unicode, char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    vha_milli_format(out, row->crime_score + row->intel_score, true);
}

static void format_name(const struct vha_list_row *row, bool unicode, char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    person_name(row, out, COLUMN_TEXT_SIZE);
}

static void format_age(const struct vha_list_row *row, bool unicode, char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    snprintf(out, COLUMN_TEXT_SIZE, "%d", row->age);
}

static void format_borough(const struct vha_list_row *row, bool unicode, char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    snprintf(out, COLUMN_TEXT_SIZE, "%s", row->borough[0] != '\0' ? row->borough : "none");
}

static void format_flags(const struct vha_list_row *row, bool unicode, char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    flags_fit(row->flags, COLUMN_TEXT_SIZE - 1, out, COLUMN_TEXT_SIZE);
}

static void format_pncid(const struct vha_list_row *row, bool unicode, char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    vha_pncid_format(out, row->pncid);
}

static void format_crime_score(const struct vha_list_row *row, bool unicode,
                               char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    vha_milli_format(out, row->crime_score, true);
}

static void format_intel_score(const struct vha_list_row *row, bool unicode,
                               char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    vha_milli_format(out, row->intel_score, true);
}

static void format_crime_reports(const struct vha_list_row *row, bool unicode,
                                 char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    snprintf(out, COLUMN_TEXT_SIZE, "%u", row->crime_reports);
}

static void format_intel_reports(const struct vha_list_row *row, bool unicode,
                                 char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    snprintf(out, COLUMN_TEXT_SIZE, "%u", row->intel_reports);
}

static void format_latest(const struct vha_list_row *row, bool unicode, char out[COLUMN_TEXT_SIZE])
{
    (void)unicode;
    vha_date_format(out, row->latest);
}

static void format_qualifying(const struct vha_list_row *row, bool unicode,
                              char out[COLUMN_TEXT_SIZE])
{
    snprintf(out, COLUMN_TEXT_SIZE, "%s %s %s", vha_qualifying_name(row->qualifying),
             canvas_glyphs(unicode)->dot, vha_recency_name(row->recency));
}

/* In the order in which they stand on the screen. */
static const struct column table_columns[] = {
    {"Rank",
     4,
     4,
     0,
     true,
     true,
     VHA_SORT_RANK,
     false,
     {"by score", "by score, lowest first"},
     format_rank},
    {"Score", 10, 10, 0, true, true, VHA_SORT_RANK, false, {NULL, NULL}, format_score},
    {"Name",
     14,
     30,
     0,
     false,
     true,
     VHA_SORT_NAME,
     false,
     {"by name, A to Z", "by name, Z to A"},
     format_name},
    {"Age",
     3,
     3,
     0,
     true,
     true,
     VHA_SORT_AGE,
     false,
     {"by age, youngest first", "by age, oldest first"},
     format_age},
    {"Borough",
     9,
     22,
     0,
     false,
     true,
     VHA_SORT_BOROUGH,
     false,
     {"by borough, A to Z", "by borough, Z to A"},
     format_borough},
    {"Flags", 8, 24, 0, false, false, VHA_SORT_RANK, false, {NULL, NULL}, format_flags},
    {"PNCID",
     13,
     13,
     1,
     false,
     true,
     VHA_SORT_PNCID,
     false,
     {"by PNCID", "by PNCID, highest first"},
     format_pncid},
    {"Crimes",
     6,
     6,
     3,
     true,
     true,
     VHA_SORT_CRIME_REPORTS,
     true,
     {"by crime reports, fewest first", "by crime reports, most first"},
     format_crime_reports},
    {"Crime score",
     11,
     11,
     5,
     true,
     true,
     VHA_SORT_CRIME_SCORE,
     true,
     {"by crime score, lowest first", "by crime score"},
     format_crime_score},
    {"Intel",
     5,
     5,
     4,
     true,
     true,
     VHA_SORT_INTEL_REPORTS,
     true,
     {"by intelligence reports, fewest first", "by intelligence reports, most first"},
     format_intel_reports},
    {"Intel score",
     11,
     11,
     6,
     true,
     true,
     VHA_SORT_INTEL_SCORE,
     true,
     {"by intelligence score, lowest first", "by intelligence score"},
     format_intel_score},
    {"Latest",
     10,
     10,
     2,
     false,
     true,
     VHA_SORT_LATEST,
     true,
     {"by latest offence, oldest first", "by latest offence"},
     format_latest},
    {"On the list by",
     22,
     22,
     7,
     false,
     false,
     VHA_SORT_RANK,
     false,
     {NULL, NULL},
     format_qualifying},
};
_Static_assert(VHA_COUNT(table_columns) <= COLUMNS_MAX, "a layout holds every column");

#define GAP 1

const struct column *column_of_sort(enum vha_sort sort)
{
    for (size_t i = 0; i < VHA_COUNT(table_columns); i++)
        if (table_columns[i].sortable && table_columns[i].sort == sort)
            return &table_columns[i];
    return &table_columns[0];
}

/* -------------------------------------------------------------------------------------- layout */

static int rank_width(uint32_t listed)
{
    const int digits = snprintf(NULL, 0, "%u", listed);
    return digits > 4 ? digits : 4;
}

static bool is_mandatory(const struct column *column)
{
    return column->importance == 0;
}

/* Chooses columns in the order of their importance while there is room; returns the room left. */
static int choose_columns(int width, uint32_t listed, int widths[])
{
    int left = width + GAP;
    for (size_t i = 0; i < VHA_COUNT(table_columns); i++) {
        widths[i] = 0;
        if (is_mandatory(&table_columns[i])) {
            widths[i] = i == 0 ? rank_width(listed) : table_columns[i].least;
            left -= widths[i] + GAP;
        }
    }
    for (int importance = 1; importance <= COLUMNS_MAX; importance++)
        for (size_t i = 0; i < VHA_COUNT(table_columns); i++) {
            const struct column *const column = &table_columns[i];
            if (column->importance != importance || left < column->least + GAP)
                continue;
            widths[i] = column->least;
            left -= column->least + GAP;
        }
    return left;
}

/* Gives the room that is left to those that can use it, one column at a time. */
static void widen(int left, int widths[])
{
    bool given = true;
    while (left > 0 && given) {
        given = false;
        for (size_t i = 0; i < VHA_COUNT(table_columns) && left > 0; i++)
            if (widths[i] > 0 && widths[i] < table_columns[i].most) {
                widths[i]++;
                left--;
                given = true;
            }
    }
}

void columns_lay_out(struct column_layout *layout, int width, uint32_t listed)
{
    int widths[VHA_COUNT(table_columns)];
    widen(choose_columns(width, listed, widths), widths);
    layout->count = 0;
    layout->marked_to = 0;
    int start = 0;
    for (size_t i = 0; i < VHA_COUNT(table_columns); i++) {
        if (widths[i] == 0)
            continue;
        layout->shown[layout->count].column = &table_columns[i];
        layout->shown[layout->count].start = start;
        layout->shown[layout->count].width = widths[i];
        layout->count++;
        start += widths[i] + GAP;
        if (table_columns[i].sortable && table_columns[i].sort == VHA_SORT_NAME)
            layout->marked_to = start - GAP;
    }
}

/* ---------------------------------------------------------------------------------------- words */

char *flags_fit(uint32_t flags, int width, char *out, size_t size)
{
    const char *last = "";
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < VHA_FLAGS; i++) {
        if ((flags & vha_flags[i].flag) == 0 || strcmp(vha_flags[i].mark, last) == 0)
            continue;
        last = vha_flags[i].mark;
        const size_t length = strlen(last) + (used > 0 ? 1 : 0);
        if (used + length + 1 > size || used + length > (size_t)width) {
            const size_t at = used < (size_t)width ? used : (size_t)width - 1;
            snprintf(out + at, size - at, "+");
            break;
        }
        used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? " " : "", last);
    }
    return out;
}

char *person_name(const struct vha_list_row *row, char *out, size_t size)
{
    if (row->forenames[0] != '\0')
        snprintf(out, size, "%s, %s", row->surname, row->forenames);
    else
        snprintf(out, size, "%s", row->surname);
    return out;
}

char *count_text(uint64_t count, char out[VHA_MILLI_SIZE])
{
    vha_milli_format(out, (vha_milli)count * 1000, true);
    *strchr(out, '.') = '\0';
    return out;
}
