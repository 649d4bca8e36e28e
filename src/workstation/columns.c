#include "columns.h"

#include <stdio.h>
#include <string.h>

/* --------------------------------------------------------------------------------------- cells */

static void format_rank(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%u", row->rank);
}

static void format_score(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    vha_milli_format(out, row->crime_score + row->intel_score, true);
}

static void format_name(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    person_name(row, out, COLUMN_TEXT_SIZE);
}

static void format_age(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%d", row->age);
}

static void format_borough(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%s", row->borough[0] != '\0' ? row->borough : "none");
}

static void format_flags(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    const bool back = row->removed != VHA_NEVER_REMOVED && width > (int)strlen(REMOVED_MARK);
    const int used = back ? snprintf(out, COLUMN_TEXT_SIZE, "%s ", REMOVED_MARK) : 0;
    flags_fit(row->flags, width - used, out + used, COLUMN_TEXT_SIZE - (size_t)used);
}

static void format_pncid(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    vha_pncid_format(out, row->pncid);
}

static void format_crime_score(const struct vha_list_row *row, int width,
                               char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    vha_milli_format(out, row->crime_score, true);
}

static void format_intel_score(const struct vha_list_row *row, int width,
                               char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    vha_milli_format(out, row->intel_score, true);
}

static void format_crime_reports(const struct vha_list_row *row, int width,
                                 char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%u", row->crime_reports);
}

static void format_intel_reports(const struct vha_list_row *row, int width,
                                 char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%u", row->intel_reports);
}

static void format_latest(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    vha_date_format(out, row->latest);
}

static void format_listed_by(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%s, %s", vha_qualifying_name(row->qualifying),
             vha_recency_name(row->recency));
}

static void format_born(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    vha_date_format(out, row->dob);
}

static void format_bcu(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%s", row->bcu[0] != '\0' ? row->bcu : "none");
}

static void format_sex(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%c", row->sex);
}

static void format_ethnicity(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%s", row->ethnicity);
}

static void format_qualifying(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%s", vha_qualifying_name(row->qualifying));
}

static void format_recency(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    snprintf(out, COLUMN_TEXT_SIZE, "%s", vha_recency_name(row->recency));
}

static void format_change(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    change_text(row, out);
}

static void format_previous(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    out[0] = '\0';
    if (row->previous_rank != 0)
        snprintf(out, COLUMN_TEXT_SIZE, "%u", row->previous_rank);
}

static void format_chosen(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    out[0] = '\0';
    if (row->chosen_rank != 0)
        snprintf(out, COLUMN_TEXT_SIZE, "%u", row->chosen_rank);
}

static void format_chosen_score(const struct vha_list_row *row, int width,
                                char out[COLUMN_TEXT_SIZE])
{
    (void)width;
    out[0] = '\0';
    if (row->chosen_rank != 0)
        vha_milli_format(out, row->chosen_score, true);
}

/* In the order in which they stand on the screen without a choice. Sex and ethnicity are shown to
 * whoever asks for them and sort nothing. */
const struct column table_columns[COLUMNS] = {
    {.name = "chosen",
     .said = true,
     .heading = "Chosen",
     .summary = "rank on the chosen offences; the VHA rank is \"rank\"",
     .least = 6,
     .most = 6,
     .when = COLUMN_RANKED,
     .is_rank = true,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_CHOSEN,
     .format = format_chosen},
    {.name = "chosen_score",
     .said = true,
     .heading = "Chosen score",
     .summary = "score of the chosen offences alone",
     .least = 12,
     .most = 12,
     .when = COLUMN_RANKED,
     .to_right = true,
     .passed_over = true,
     .sortable = true,
     .sort = VHA_SORT_CHOSEN,
     .format = format_chosen_score},
    {.name = "rank",
     .said = true,
     .heading = "Rank",
     .summary = "VHA rank",
     .least = 4,
     .most = 4,
     .is_rank = true,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_RANK,
     .format = format_rank},
    {.name = "score",
     .said = true,
     .heading = "Score",
     .summary = "VHA score",
     .least = 10,
     .most = 10,
     .gives_way = true,
     .to_right = true,
     .passed_over = true,
     .sortable = true,
     .sort = VHA_SORT_SCORE,
     .format = format_score},
    {.name = "name",
     .said = true,
     .heading = "Name",
     .summary = "surname, forenames",
     .least = 14,
     .most = 30,
     .sortable = true,
     .sort = VHA_SORT_NAME,
     .format = format_name},
    {.name = "age",
     .said = true,
     .heading = "Age",
     .summary = "years on the day of the assessment",
     .least = 3,
     .most = 3,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_AGE,
     .format = format_age},
    {.name = "borough",
     .said = true,
     .heading = "Borough",
     .summary = "borough of residence",
     .least = 9,
     .most = 22,
     .gives_way = true,
     .sortable = true,
     .sort = VHA_SORT_BOROUGH,
     .format = format_borough},
    {.name = "flags",
     .said = true,
     .heading = "Flags",
     .summary = "under 18, wanted, in custody and so on",
     .least = 8,
     .most = 24,
     .format = format_flags},
    {.name = "pncid",
     .heading = "PNCID",
     .summary = "number in the Police National Computer",
     .least = 13,
     .most = 13,
     .importance = 1,
     .sortable = true,
     .sort = VHA_SORT_PNCID,
     .format = format_pncid},
    {.name = "change",
     .said = true,
     .heading = "Change",
     .summary = "ranks risen or fallen since the earlier quarter",
     .least = 6,
     .most = 6,
     .when = COLUMN_COMPARED,
     .importance = 3,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_CHANGE,
     .format = format_change},
    {.name = "crimes",
     .heading = "Crimes",
     .summary = "counted crime reports",
     .least = 6,
     .most = 6,
     .importance = 4,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_CRIME_REPORTS,
     .format = format_crime_reports},
    {.name = "crime_score",
     .heading = "Crime score",
     .summary = "score of the crime reports",
     .least = 11,
     .most = 11,
     .importance = 6,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_CRIME_SCORE,
     .format = format_crime_score},
    {.name = "intel",
     .heading = "Intel",
     .summary = "counted intelligence reports",
     .least = 5,
     .most = 5,
     .importance = 5,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_INTEL_REPORTS,
     .format = format_intel_reports},
    {.name = "intel_score",
     .heading = "Intel score",
     .summary = "score of the intelligence reports",
     .least = 11,
     .most = 11,
     .importance = 7,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_INTEL_SCORE,
     .format = format_intel_score},
    {.name = "latest",
     .heading = "Latest",
     .summary = "day of the latest counted offence",
     .least = 10,
     .most = 10,
     .importance = 2,
     .sortable = true,
     .sort = VHA_SORT_LATEST,
     .format = format_latest},
    {.name = "listed_by",
     .heading = "On the list by",
     .summary = "criterion and recency",
     .least = 21,
     .most = 21,
     .importance = 8,
     .format = format_listed_by},
    {.name = "previous",
     .heading = "Before",
     .summary = "rank in the earlier quarter",
     .least = 6,
     .most = 6,
     .when = COLUMN_CHOSEN_ONLY,
     .is_rank = true,
     .to_right = true,
     .sortable = true,
     .sort = VHA_SORT_PREVIOUS,
     .format = format_previous},
    {.name = "born",
     .heading = "Born",
     .summary = "date of birth",
     .least = 10,
     .most = 10,
     .when = COLUMN_CHOSEN_ONLY,
     .sortable = true,
     .sort = VHA_SORT_BORN,
     .format = format_born},
    {.name = "bcu",
     .heading = "BCU",
     .summary = "Basic Command Unit of the borough",
     .least = 6,
     .most = 24,
     .when = COLUMN_CHOSEN_ONLY,
     .sortable = true,
     .sort = VHA_SORT_BCU,
     .format = format_bcu},
    {.name = "qualifying",
     .heading = "Criterion",
     .summary = "four_reports or three_crimes",
     .least = 12,
     .most = 12,
     .when = COLUMN_CHOSEN_ONLY,
     .sortable = true,
     .sort = VHA_SORT_QUALIFYING,
     .format = format_qualifying},
    {.name = "recency",
     .heading = "Recency",
     .summary = "offence or custody in the last twelve months",
     .least = 7,
     .most = 7,
     .when = COLUMN_CHOSEN_ONLY,
     .sortable = true,
     .sort = VHA_SORT_RECENCY,
     .format = format_recency},
    {.name = "sex",
     .heading = "Sex",
     .summary = "as in the extract; never scored",
     .least = 3,
     .most = 3,
     .when = COLUMN_CHOSEN_ONLY,
     .format = format_sex},
    {.name = "ethnicity",
     .heading = "Ethnicity",
     .summary = "self-defined code of the extract; never scored",
     .least = 9,
     .most = 9,
     .when = COLUMN_CHOSEN_ONLY,
     .format = format_ethnicity},
};

#define GAP 1

const struct column *column_of_sort(enum vha_sort sort)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (table_columns[i].sortable && table_columns[i].sort == sort)
            return &table_columns[i];
    return &table_columns[0];
}

size_t column_key(const struct column *column, const struct vha_sorting *sorting)
{
    static const struct vha_sorting by_rank = {.count = 1, .keys = {{VHA_SORT_RANK, false}}};
    if (sorting->count == 0)
        sorting = &by_rank;
    for (size_t i = 0; i < sorting->count; i++)
        if (column == column_of_sort(sorting->keys[i].sort))
            return i + 1;
    return 0;
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

char *change_text(const struct vha_list_row *row, char out[VHA_MILLI_SIZE])
{
    static const char *const words[] = {[VHA_CHANGE_UNKNOWN] = "",
                                        [VHA_CHANGE_NEW] = "new",
                                        [VHA_CHANGE_RISEN] = "+",
                                        [VHA_CHANGE_FALLEN] = "-",
                                        [VHA_CHANGE_NONE] = "="};
    const uint32_t rank = row->rank;
    const uint32_t previous = row->previous_rank;
    snprintf(out, VHA_MILLI_SIZE, "%s", words[row->change]);
    if (row->change == VHA_CHANGE_RISEN || row->change == VHA_CHANGE_FALLEN)
        snprintf(out + 1, VHA_MILLI_SIZE - 1, "%u",
                 previous > rank ? previous - rank : rank - previous);
    return out;
}

char *change_words(const struct vha_list_row *row, char out[CHANGE_WORDS_SIZE])
{
    static const char *const words[] = {[VHA_CHANGE_UNKNOWN] = "",
                                        [VHA_CHANGE_NEW] = "new on the list",
                                        [VHA_CHANGE_RISEN] = "risen by ",
                                        [VHA_CHANGE_FALLEN] = "fallen by ",
                                        [VHA_CHANGE_NONE] = "as before"};
    char ranks[VHA_MILLI_SIZE] = "";
    if (row->change == VHA_CHANGE_RISEN || row->change == VHA_CHANGE_FALLEN)
        change_text(row, ranks);
    snprintf(out, CHANGE_WORDS_SIZE, "%s%.20s", words[row->change],
             ranks[0] != '\0' ? ranks + 1 : "");
    return out;
}

char *person_name(const struct vha_list_row *row, char *out, size_t size)
{
    const bool both = row->forenames[0] != '\0';
    const int length =
        snprintf(out, size, "%s%s%s", row->surname, both ? ", " : "", both ? row->forenames : "");
    if ((size_t)length >= size)
        vha_text_mend_end(out);
    return out;
}

char *person_short_name(const struct vha_list_row *row, char *out, size_t size)
{
    char name[COLUMN_TEXT_SIZE];
    char shown[4 * COLUMN_TEXT_SIZE];
    vha_text_show(shown, sizeof shown, person_name(row, name, sizeof name));
    vha_text_fit(out, size, shown, SHORT_NAME, "…");
    return out;
}

char *count_text(uint64_t count, char out[VHA_MILLI_SIZE])
{
    vha_milli_format(out, (vha_milli)count * 1000, true);
    *strchr(out, '.') = '\0';
    return out;
}
