/*
 * Workbooks (OOXML spreadsheets) as Excel, LibreOffice and openpyxl write them, through libzip and
 * expat. Read as a stream: memory does not grow with the sheet, only with the shared strings.
 */
#ifndef VHA_EXTRACT_XLSX_H
#define VHA_EXTRACT_XLSX_H

#include "reader.h"

struct xlsx;

/* Opens a workbook and reads its directory of sheets, its styles (which number formats are dates),
 * its date system and its shared strings. VHA_NO_INPUT when it cannot be opened, VHA_BAD_DATA with
 * one sentence when it is no workbook, is encrypted (an OLE container, or an encrypted zip entry),
 * is cut off, or a part exceeds settings->max_sheet_bytes or max_compression_ratio. Every message
 * begins with the path. The path and the limits are copied. Free *book with xlsx_close. */
enum vha_status xlsx_open(const char *path, const struct vha_settings *settings, struct xlsx **book,
                          struct vha_error *error) VHA_MUST_CHECK;
void xlsx_close(struct xlsx *book); /* NULL is allowed */

/* Worksheets in the order of their tabs, hidden ones included, charts left out. Names belong to the
 * book and are as the file has them: show them with vha_text_show. */
size_t xlsx_sheet_count(const struct xlsx *book);
const char *xlsx_sheet_name(const struct xlsx *book, size_t sheet);

/* Hands every row that has a non-empty cell to `function`, cells filled up to the last non-empty
 * one; `context` is passed through. Dates are cells whose style shows them as dates; booleans are
 * TRUE and FALSE, errors their text (#N/A). A sheet can be read any number of times, one at a time.
 * VHA_BAD_DATA names the sheet and the cell (`custody!C12`); the rows before it have been handed
 * over by then. A status of `function` other than VHA_OK is returned with its error as it is. */
enum vha_status xlsx_read_sheet(struct xlsx *book, size_t sheet, row_function *function,
                                void *context, struct vha_error *error) VHA_MUST_CHECK;

#endif
