/*
 * columns: the table's columns, each one row of a table: heading, width, how a cell is made, how
 * the list is sorted by it. Which of them a screen shows is the user's choice, or follows from its
 * width.
 */
#ifndef WORKSTATION_COLUMNS_H
#define WORKSTATION_COLUMNS_H

#include "canvas.h"
#include "vha/cohort_list.h"
#include "vha/cohort_sorting.h"

#define COLUMN_TEXT_SIZE 512

/* When a column stands among those that are shown without a choice. */
enum column_when { COLUMN_ALWAYS, COLUMN_COMPARED, COLUMN_RANKED, COLUMN_CHOSEN_ONLY };

struct column {
    const char *name; /* as typed */
    const char *heading;
    const char *summary; /* for the screen on which they are chosen */
    int least;           /* columns on the screen */
    int most;            /* ... when there is room to spare */
    enum column_when when;
    int importance; /* 0: always shown; else the order in which room is given */
    bool gives_way; /* to the ranks on chosen offences */
    bool is_rank;   /* as wide as the list's last rank */
    bool to_right;  /* numbers */
    bool sortable;
    bool said;        /* of everybody in plain mode, chosen or not */
    bool passed_over; /* the next one is sorted by instead: it comes to the same order */
    enum vha_sort sort;
    /* Writes a cell that is to have `width` columns; what is longer is cut. */
    void (*format)(const struct vha_list_row *row, int width, char out[COLUMN_TEXT_SIZE]);
};

#define COLUMNS 23
extern const struct column table_columns[COLUMNS];

/* The column that sorts in that way; every sort has one. */
const struct column *column_of_sort(enum vha_sort sort);

/* -------------------------------------------------------------------------------------- a choice
 */

#define COLUMN_LEAST_WIDTH 3
#define COLUMN_MOST_WIDTH  60

/* Which columns, in which order. Those to the left of the freeze line stay when the others scroll.
 */
struct column_choice {
    size_t count; /* 0: none is made, the width decides */
    size_t frozen;
    struct {
        size_t column; /* in table_columns */
        int width;     /* 0: its own */
    } items[COLUMNS];
};

/* Reads names with commas between, a width after a colon, a bar after those that stay
 * ("rank,name:30|borough,age"); "default" or nothing is no choice. VHA_USAGE, with the nearest
 * word, for what is no column; *choice is untouched then. */
enum vha_status columns_parse(const char *text, struct column_choice *choice,
                              struct vha_error *error) VHA_MUST_CHECK;

/* Writes it so that columns_parse reads the same; "default" for none. Returns out. */
#define COLUMNS_TEXT_SIZE 512
char *columns_format(const struct column_choice *choice, char out[COLUMNS_TEXT_SIZE]);

/* -------------------------------------------------------------------------------------- a layout
 */

/* What columns are laid out for. */
struct column_basis {
    int width;
    uint32_t listed; /* whose last rank is the widest */
    bool compared;   /* with an earlier quarter */
    bool ranked;     /* on chosen offences */
    const struct column_choice *choice;
    const struct vha_sorting *sorting;
    size_t scroll; /* columns that are scrolled away, of those that can be */
};

/* Columns as they lie on a screen; places count from the table's left edge, after the marker. */
struct column_layout {
    size_t count;
    struct {
        const struct column *column;
        int start;
        int width;
    } shown[COLUMNS];
    int marked_to;  /* where the part that the cursor marks ends: after the name */
    size_t to_left; /* columns that are out of sight, and how far they are scrolled */
    size_t to_right;
};

void columns_lay_out(struct column_layout *layout, const struct column_basis *basis);

/* The place of a column among the keys of a sorting, from 1; 0 when it is none. */
size_t column_key(const struct column *column, const struct vha_sorting *sorting);

/* ----------------------------------------------------------------------------------------- words
 */

#define REMOVED_MARK "PR" /* before the flags of somebody who has come back onto the list */

/* Marks of a person's flags ("U18 W C"), each once; whole marks only, '+' when some had no room. */
char *flags_fit(uint32_t flags, int width, char *out, size_t size);

/* "new", "+12" (ranks risen), "-3", "=", or "" when nothing is known of it. */
char *change_text(const struct vha_list_row *row, char out[VHA_MILLI_SIZE]);
/* The same in words: "new on the list", "risen by 12", "fallen by 3", "as before" or "". */
#define CHANGE_WORDS_SIZE 32
char *change_words(const struct vha_list_row *row, char out[CHANGE_WORDS_SIZE]);

/* "SURNAME, Forenames" as in the extract, for the screen to make harmless. */
char *person_name(const struct vha_list_row *row, char *out, size_t size);
/* The same for a title, harmless and in 30 columns at most, so that what comes after it, such as
 * "under 18", has its place. */
#define SHORT_NAME 30
char *person_short_name(const struct vha_list_row *row, char *out, size_t size);

/* 1,604 */
char *count_text(uint64_t count, char out[VHA_MILLI_SIZE]);

#endif
