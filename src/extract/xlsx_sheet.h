/* One worksheet, streamed row by row. */
#ifndef VHA_EXTRACT_XLSX_SHEET_H
#define VHA_EXTRACT_XLSX_SHEET_H

#include "reader.h"
#include "xlsx_package.h"
#include "xlsx_strings.h"
#include "xlsx_styles.h"

/* What a sheet needs to know of its workbook. Nothing in it is owned by the sheet. */
struct sheet_source {
    struct package *package;
    const char *part; /* xl/worksheets/sheet1.xml */
    const char *name; /* as the user knows the sheet */
    const struct shared_strings *strings;
    const struct cell_styles *styles;
    bool dates_since_1904;
    size_t max_cell_bytes;
};

/* As xlsx_read_sheet, for the sheet of that source. */
enum vha_status sheet_read(const struct sheet_source *source, row_function *function, void *context,
                           struct vha_error *error) VHA_MUST_CHECK;

#endif
