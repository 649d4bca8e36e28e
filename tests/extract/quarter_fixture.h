/* A small quarter that is right in every cell, written to a folder of its own, of which a test
 * changes one thing and looks at what the reading makes of it. */
#ifndef TESTS_EXTRACT_QUARTER_FIXTURE_H
#define TESTS_EXTRACT_QUARTER_FIXTURE_H

#include "vha/extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define AS_OF "2026-10-01"

/* What stands in the manifest beside what the files say by themselves. */
struct quarter_file {
    char *text; /* NULL: the file is absent */
    size_t length;
    const char *sha256; /* instead of the right one */
    int64_t rows;       /* instead of the right number, unless it is -1 */
};

struct quarter {
    char folder[64];
    struct quarter_file files[VHA_TABLES];
    const char *extra_entry; /* of the manifest's files: lines, or NULL */
    const char *manifest;    /* the whole manifest instead of the made one, or NULL */
    bool backwards;          /* the manifest names the children first */
    struct vha_settings settings;
    struct vha_areas *areas;

    struct vha_extract *extract; /* of the last reading, or NULL */
    struct vha_error error;
    enum vha_status status;
};

/* cmocka's set-up and tear-down; *state becomes a struct quarter *. In every table the last row is
 * one that no other table refers to. */
int quarter_open(void **state);
int quarter_close(void **state);

/* Puts every table back as it was at the beginning. */
void quarter_reset(struct quarter *quarter);

/* A file's whole content; NULL takes the file away. */
void quarter_set(struct quarter *quarter, enum vha_table table, const char *text);
void quarter_set_bytes(struct quarter *quarter, enum vha_table table, const char *bytes,
                       size_t length);

/* Adds text at the end of a file. */
void quarter_add(struct quarter *quarter, enum vha_table table, const char *text);

/* Puts a value in the place of a cell. Rows count from 1, without the header; the file must still
 * be as plain as the fixture makes it. */
void quarter_set_cell(struct quarter *quarter, enum vha_table table, size_t row, const char *column,
                      const char *value);

/* Data rows of a table as the fixture made it, or as it is now. */
size_t quarter_rows(const struct quarter *quarter, enum vha_table table);

/* The lines of a file after its header in the opposite order. */
void quarter_reverse_rows(struct quarter *quarter, enum vha_table table);

/* Writes a file of any name into the folder. */
void quarter_write(const struct quarter *quarter, const char *name, const void *bytes,
                   size_t length);

/* Writes the tables and the manifest into the folder. */
void quarter_write_files(const struct quarter *quarter);

/* Writes the quarter and reads it. */
enum vha_status quarter_read(struct quarter *quarter, uint64_t max_rejects);

/* Reads it, which must go well and leave nothing out. */
void quarter_expect_good(struct quarter *quarter);

/* Reads it, which must end with one sentence that holds `words` and leave no extract. */
void quarter_expect_fatal(struct quarter *quarter, enum vha_status status, const char *words);

/* Reads it, which must leave out this one row and no other: refused without leave, let through with
 * leave for one. */
void quarter_expect_reject(struct quarter *quarter, enum vha_table table, uint64_t line,
                           const char *column, const char *value, const char *reason);

/* The text of a row's member, for short comparisons. */
const char *quarter_text(const struct quarter *quarter, enum vha_table table, vha_text_id id);

/* The row of that PNCID in the extract; the test fails when there is none. */
uint32_t quarter_nominal(const struct quarter *quarter, const char *pncid);

void expect_words(const char *text, const char *words);

#endif
