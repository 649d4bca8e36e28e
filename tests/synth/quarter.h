/* What every test of synth needs: cmocka, the default policy and areas, a folder of its own, and
 * the tables that were written, read back as plain text. */
#ifndef VHA_TESTS_SYNTH_QUARTER_H
#define VHA_TESTS_SYNTH_QUARTER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "vha/synth.h"

#define MAX_COLUMNS 8
#define NO_ROW      SIZE_MAX

/* A CSV file as text: cells[row * columns + column], without the heading. */
struct table {
    char *text;
    size_t columns;
    size_t rows;
    char **cells;
    char *names[MAX_COLUMNS];
    size_t *by_key; /* rows in the order of the key column, once table_sort was called */
    size_t key;
};

/* A folder under /tmp for this test, with the policy and areas that it writes quarters with. */
struct bench {
    char folder[64];
    struct vha_policy *policy;
    struct vha_areas *areas;
};

void bench_open(struct bench *bench);
void bench_close(struct bench *bench); /* removes the folder and all in it */

/* A path in the bench's folder, allocated. */
char *bench_path(const struct bench *bench, const char *name);

/* Writes a quarter into the sub-folder `name`; fails the test when that fails. */
void bench_synth(const struct bench *bench, const char *name, uint32_t nominals, uint64_t seed,
                 const char *quarter, enum vha_synth_format format);

struct table *table_read(const struct bench *bench, const char *quarter, const char *name);
void table_free(struct table *table);
size_t table_column(const struct table *table, const char *name);
const char *table_cell(const struct table *table, size_t row, const char *column);
vha_date table_date(const struct table *table, size_t row, const char *column);

/* Puts the rows in the order of a column, so that table_first finds a value; the rows of one value
 * follow each other in by_key from there. */
void table_sort(struct table *table, const char *column);
size_t table_first(const struct table *table, const char *value); /* index into by_key, or NO_ROW */
/* The row at `place` of by_key if it still has that value, else NO_ROW. */
size_t table_next(const struct table *table, size_t place, const char *value);
/* The only row of a value; fails the test when there is none. */
size_t table_row(const struct table *table, const char *value);

/* How many rows hold exactly that in a column. */
size_t table_count(const struct table *table, const char *column, const char *value);

/* True when two files of two quarters have the same bytes. */
bool same_file(const struct bench *bench, const char *quarter, const char *other, const char *file);
size_t files_in(const char *folder); /* how many entries; NO_ROW when there is no such folder */

#endif
