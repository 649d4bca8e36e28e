/*
 * The values of a workbook's cells as text: pure functions, no state. Texts are given with their
 * length and need no NUL unless said so.
 */
#ifndef VHA_EXTRACT_XLSX_VALUES_H
#define VHA_EXTRACT_XLSX_VALUES_H

#include "vha/base.h"

#define XLSX_MAX_COLUMNS      16384
#define XLSX_MAX_ROWS         1048576
#define XLSX_COLUMN_NAME_SIZE 4 /* XFD and the NUL */

/* One of the four blanks of XML. */
bool xlsx_is_blank(char c);

struct cell_position {
    uint32_t column; /* from 1 */
    uint32_t row;    /* from 1 */
};

/* Reads a NUL-terminated reference such as BC12; false when it is none or lies outside of what a
 * sheet can hold. */
bool xlsx_position_read(const char *reference, struct cell_position *position);

/* The letters of a column from 1 to XLSX_MAX_COLUMNS; returns out. */
char *xlsx_column_name(char out[XLSX_COLUMN_NAME_SIZE], uint32_t column);

/* Reads a decimal number with or without fraction and exponent, whatever the locale; false for
 * anything else, for more than 300 characters and for what a double cannot hold. */
bool xlsx_number_read(const char *text, size_t length, double *number);

#define XLSX_NUMBER_SIZE 400

/* Writes the fewest digits that read back as the same double, never with an exponent: 364693,
 * 0.1, -2.5. Returns the bytes written without the NUL. */
size_t xlsx_number_write(char out[XLSX_NUMBER_SIZE], double number);

/* The number is already in the form that xlsx_number_write gives it, as nearly all are: an integer
 * of at most 15 digits without leading zeros. */
bool xlsx_number_is_plain(const char *text, size_t length);

/* The day of a date serial (its time of day dropped) in the 1900 system with its false 29 February
 * 1900, or in the 1904 system. NULL on success, else why it is no date, as "is ..." can go on. */
const char *xlsx_date_from_serial(double serial, bool since_1904, vha_date *date);

/* The day of an ISO 8601 date with or without a time behind a T; false for anything else. */
bool xlsx_date_from_iso(const char *text, size_t length, vha_date *date);

/* A custom number format (NUL-terminated) shows dates: it has a day, month or year code outside
 * quotes, brackets and escapes. */
bool xlsx_format_is_date(const char *code);

/* Decodes the _xHHHH_ escapes of OOXML strings (UTF-16 units) in place; returns the new length,
 * which is never more. A lone surrogate becomes U+FFFD; _x0000_ becomes a NUL byte. */
size_t xlsx_unescape(char *text, size_t length);

#endif
