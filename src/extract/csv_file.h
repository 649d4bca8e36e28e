/*
 * A CSV file (RFC 4180, CR LF or LF) through libcsv, as rows of cells.
 */
#ifndef VHA_EXTRACT_CSV_FILE_H
#define VHA_EXTRACT_CSV_FILE_H

#include "reader.h"
#include "vha/extract.h"

/* What a first look at the file told. */
struct csv_form {
    enum vha_encoding encoding;
    bool has_quotes; /* a quotation mark anywhere */
};

/* Hands every row that is not an empty line to `function`. `name` stands for the file in messages.
 * Cells of a Windows-1252 file arrive as UTF-8; a byte order mark and
 * blanks around unquoted cells are left out. VHA_BAD_DATA with
 * the line for a stray quotation mark, a cell over settings->max_cell_bytes, or a file cut off. */
enum vha_status csv_file_read(const char *path, const char *name, struct csv_form form,
                              const struct vha_settings *settings, row_function *function,
                              void *context, struct vha_error *error) VHA_MUST_CHECK;

#endif
