/*
 * A reading of one quarter under way: what the row checks of each table work on.
 */
#ifndef VHA_EXTRACT_READING_H
#define VHA_EXTRACT_READING_H

#include "index.h"
#include "manifest.h"
#include "pool.h"
#include "reader.h"
#include "vha/extract.h"

enum { MAX_TABLE_COLUMNS = 8 };

struct reading;

/* A table of the extract: its columns, in the order in which `take` gets the cells, the tables that
 * its rows refer to, and the checks of a row. `take` either keeps the row, counts it as a duplicate
 * or rejects it. */
struct table {
    const char *name;
    bool required;
    unsigned parents;                       /* bits by enum vha_table: to be read before this one */
    const char *columns[MAX_TABLE_COLUMNS]; /* ended by NULL when there are fewer */
    void (*take)(struct reading *reading, const struct cell *cells);
};
extern const struct table tables[VHA_ALL_TABLES];

/* How rows find their parents. Each index is filled by one table and only read once that table is
 * finished. */
struct indexes {
    struct index nominals_by_pncid;
    struct index crimes_by_ref;
    struct index intel_by_ref;
};

/* One table being read. Tables are read side by side, so everything that a row changes is the
 * table's own: its array, its texts, its rejects. */
struct reading {
    const struct vha_extract_request *request;
    struct vha_extract *extract;
    struct indexes *indexes;
    enum vha_table table;
    struct vha_table_summary *summary;
    uint64_t expected_rows;

    struct pool pool;
    struct vha_arena *arena;
    struct index keys; /* of the rows, where they have one that no other table asks for */
    size_t capacity;   /* of the table's array */
    struct vha_reject *rejects;
    size_t rejects_kept;
    size_t reject_capacity;

    /* The parents found last. Rows tend to come in the order of their parents, so the next one is
     * looked for close by before the index is asked. */
    uint32_t near_nominal;
    uint32_t near_crime;
    uint32_t near_intel;

    uint64_t line;
    bool has_header;
    size_t header_count;
    size_t column_count;
    size_t positions[MAX_TABLE_COLUMNS]; /* of our columns in the file's rows */
    const struct cell *cells;            /* of the row being checked, in our order */
};

/* Leaves the current row out, because of the cell in one of the table's columns. */
void reject(struct reading *reading, size_t column, const char *reason);

/* Rejects the row when there is a reason; true when the value was good. */
bool accept(struct reading *reading, size_t column, const char *reason);

/* Counts the current row as one that was there before. */
void drop_duplicate(struct reading *reading);

/* The row of the nominal with that PNCID; false when nobody in the extract has it. */
bool lookup_nominal(struct reading *reading, vha_pncid pncid, uint32_t *nominal);

/* The row of the nominal whose PNCID stands in a column; rejects the current row when it is no
 * PNCID or names nobody in the extract. */
bool find_nominal(struct reading *reading, size_t column, uint32_t *nominal);

/* The same for the reference of a crime or an intelligence report. An empty one is VHA_NO_ROW where
 * it is optional. */
bool find_crime(struct reading *reading, size_t column, bool optional, uint32_t *crime);
bool find_intel(struct reading *reading, size_t column, bool optional, uint32_t *intel);

/* A new row of the current table at the end of its array in the extract, not yet filled. */
#define NEW_ROW(reading, array)                                                                    \
    ((array) = vha_grow((array), (reading)->extract->counts[(reading)->table],                     \
                        &(reading)->capacity, sizeof *(array)),                                    \
     &(array)[(reading)->extract->counts[(reading)->table]++])

/* Takes a whole row of the file: the header at first, then data. A row_function. */
enum vha_status take_row(void *context, const struct row *row, struct vha_error *error);

/* Sorts the tables of many rows a nominal, joins the roles, drops what is double. */
void arrange(struct vha_extract *extract);

#endif
