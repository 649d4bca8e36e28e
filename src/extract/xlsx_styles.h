/* The styles of a workbook, as far as they matter: which of them show a number as a date. */
#ifndef VHA_EXTRACT_XLSX_STYLES_H
#define VHA_EXTRACT_XLSX_STYLES_H

#include "xlsx_package.h"

/* Zero-initialised: the styles of a workbook without a styles part. */
struct cell_styles {
    bool *is_date; /* by the style index of a cell */
    size_t count;
    size_t capacity;
};

/* Reads the styles from their part. Free with cell_styles_free, on failure too. */
enum vha_status cell_styles_read(struct cell_styles *styles, struct package *package,
                                 const char *part, struct vha_error *error) VHA_MUST_CHECK;
void cell_styles_free(struct cell_styles *styles);

#endif
