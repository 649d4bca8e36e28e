/*
 * What a CSV file and a workbook sheet have in common: rows of text cells, read once, in order.
 */
#ifndef VHA_EXTRACT_READER_H
#define VHA_EXTRACT_READER_H

#include "vha/base.h"
#include "vha/policy.h"

/* A cell as text: dates of a workbook as YYYY-MM-DD, numbers in their shortest plain form. Not
 * NUL-terminated; lives until the row function returns. */
struct cell {
    const char *text;
    size_t length;
};

struct row {
    uint64_t line; /* where the row begins: a line of the CSV file, a row of the sheet; from 1 */
    size_t count;
    const struct cell *cells;
};

/* Takes one row; the first one is the header. Any status but VHA_OK ends the reading with it. */
typedef enum vha_status row_function(void *context, const struct row *row, struct vha_error *error);

#endif
