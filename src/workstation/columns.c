#include "columns.h"

#include <stdio.h>
#include <string.h>

/* --------------------------------------------------------------------------------------- cells */

static void format_rank(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    snprintf(out, COLUMN_TEXT_SIZE, "%u", row->rank);
}

static void format_score(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    vha_milli_format(out, row->crime_score + row->intel_score, true);
}

static void format_name(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    person_name(row, out, COLUMN_TEXT_SIZE);
}

static void format_age(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    snprintf(out, COLUMN_TEXT_SIZE, "%d", row->age);
}

static void format_borough(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    snprintf(out, COLUMN_TEXT_SIZE, "%s", row->borough[0] != '\0' ? row->borough : "none");
}

static void format_flags(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    flags_fit(row->flags, COLUMN_TEXT_SIZE - 1, out, COLUMN_TEXT_SIZE);
}

static void format_pncid(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    vha_pncid_format(out, row->pncid);
}

static void format_crime_score(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    vha_milli_format(out, row->crime_score, true);
}

static void format_intel_score(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    vha_milli_format(out, row->intel_score, true);
}

static void format_crime_reports(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    snprintf(out, COLUMN_TEXT_SIZE, "%u", row->crime_reports);
}

static void format_intel_reports(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    snprintf(out, COLUMN_TEXT_SIZE, "%u", row->intel_reports);
}

static void format_latest(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    vha_date_format(out, row->latest);
}

static void format_qualifying(const struct vha_list_row *row, char out[COLUMN_TEXT_SIZE])
{
    snprintf(out, COLUMN_TEXT_SIZE, "%s, %s", vha_qualifying_name(row->qualifying),
             vha_recency_name(row->recency));
}

/* In the order in which they stand on the screen. */
static const struct column table_columns[] = {
    {.heading = "Rank",
     .least = 4,
     .most = 4,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_RANK,
     .order = {"by score", "by score, lowest first"},
     .format = format_rank},
    {.heading = "Score",
     .least = 10,
     .most = 10,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_RANK,
     .format = format_score},
    {.heading = "Name",
     .least = 14,
     .most = 30,
     .sortable = true,
     .sort = VHA_SORT_NAME,
     .order = {"by name, A to Z", "by name, Z to A"},
     .format = format_name},
    {.heading = "Age",
     .least = 3,
     .most = 3,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_AGE,
     .order = {"by age, youngest first", "by age, oldest first"},
     .format = format_age},
    {.heading = "Borough",
     .least = 9,
     .most = 22,
     .sortable = true,
     .sort = VHA_SORT_BOROUGH,
     .order = {"by borough, A to Z", "by borough, Z to A"},
     .format = format_borough},
    {.heading = "Flags", .least = 8, .most = 24, .format = format_flags},
    {.heading = "PNCID",
     .least = 13,
     .most = 13,
     .importance = 1,
     .sortable = true,
     .sort = VHA_SORT_PNCID,
     .order = {"by PNCID", "by PNCID, highest first"},
     .format = format_pncid},
    {.heading = "Crimes",
     .least = 6,
     .most = 6,
     .importance = 3,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_CRIME_REPORTS,
     .descending_first = true,
     .order = {"by crime reports, fewest first", "by crime reports, most first"},
     .format = format_crime_reports},
    {.heading = "Crime score",
     .least = 11,
     .most = 11,
     .importance = 5,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_CRIME_SCORE,
     .descending_first = true,
     .order = {"by crime score, lowest first", "by crime score"},
     .format = format_crime_score},
    {.heading = "Intel",
     .least = 5,
     .most = 5,
     .importance = 4,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_INTEL_REPORTS,
     .descending_first = true,
     .order = {"by intelligence reports, fewest first", "by intelligence reports, most first"},
     .format = format_intel_reports},
    {.heading = "Intel score",
     .least = 11,
     .most = 11,
     .importance = 6,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_INTEL_SCORE,
     .descending_first = true,
     .order = {"by intelligence score, lowest first", "by intelligence score"},
     .format = format_intel_score},
    {.heading = "Latest",
     .least = 10,
     .most = 10,
     .importance = 2,
     .sortable = true,
     .sort = VHA_SORT_LATEST,
     .descending_first = true,
     .order = {"by latest offence, oldest first", "by latest offence"},
     .format = format_latest},
    {.heading = "On the list by",
     .least = 21,
     .most = 21,
     .importance = 7,
     .format = format_qualifying},
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
