/* Workbooks made for a test from a few lines of XML, and what the reader makes of them. */
#ifndef TESTS_EXTRACT_WORKBOOK_FIXTURE_H
#define TESTS_EXTRACT_WORKBOOK_FIXTURE_H

#include "xlsx.h"

#define MAIN_NAMESPACE        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT_NAMESPACE      "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define OFFICE_RELATIONSHIPS  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_RELATIONSHIPS  "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define PACKAGE_RELATIONSHIPS "http://schemas.openxmlformats.org/package/2006/relationships"

/* A part of a package; length 0 means that of the text. */
struct fixture_part {
    const char *name;
    const char *text;
    size_t length;
};

#define FIXTURE_MAX_PARTS 16

/* A workbook with one sheet named "custody"; what is NULL takes a plain default or is left out. */
struct fixture {
    const char *workbook_settings; /* elements before <sheets>, such as <workbookPr .../> */
    const char *styles;            /* content of <styleSheet> */
    const char *strings;           /* content of <sst> */
    const char *rows;              /* content of <sheetData> */
};

/* The path of the file that the fixtures of this process are written to. */
const char *fixture_path(void);
void fixture_remove(void);

/* Generous limits, as the tests that are not about limits want them. */
struct vha_settings fixture_settings(void);

/* Writes the bytes to fixture_path(). */
void fixture_write_bytes(const void *bytes, size_t length);

/* Writes a zip file of the parts to fixture_path(); parts with a NULL name are left out. */
void fixture_write_parts(const struct fixture_part *parts, size_t count);

/* Writes the workbook to fixture_path(). */
void fixture_write(const struct fixture *fixture);

/* Opens the workbook of fixture_path() and reads all its sheets. On success the result is text:
 * "name\n" for each sheet, then a line for each row, as "12:[a][b]\n". The caller frees it. NULL
 * with *error filled when the workbook was refused. */
char *fixture_read(const struct vha_settings *settings, struct vha_error *error);

/* Reads fixture_path() and compares the rows of its only sheet with `expected`. */
void assert_rows(const char *expected);
void assert_fixture_rows(const struct fixture *fixture, const char *expected);

/* Reads fixture_path(), which must be refused as bad data in one line that holds `words`. */
void assert_refused(const struct vha_settings *settings, const char *words);
void assert_fixture_refused(const struct fixture *fixture, const char *words);

#endif
