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
 * is cut off, or a part exceeds settings->max_sheet_bytes or max_compression_ratio. */
enum vha_status xlsx_open(const char *path, const struct vha_settings *settings, struct xlsx **book,
                          struct vha_error *error) VHA_MUST_CHECK;
void xlsx_close(struct xlsx *book); /* NULL is allowed */

size_t xlsx_sheet_count(const struct xlsx *book);
const char *xlsx_sheet_name(const struct xlsx *book, size_t sheet);

/* Hands every row that has a non-empty cell to `function`, cells filled up to the last non-empty
 * one; `context` is passed through. Errors name the sheet and the cell (`custody!C12`). */
enum vha_status xlsx_read_sheet(struct xlsx *book, size_t sheet, row_function *function,
                                void *context, struct vha_error *error) VHA_MUST_CHECK;

#endif
