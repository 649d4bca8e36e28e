#include "xlsx_values.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_NUMBER 300
#define EXPONENT_BOUND 100000 /* far beyond any double: keeps the sum of exponents in an int */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool xlsx_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ---------------------------------------------------------------------------------- positions */

bool xlsx_position_read(const char *reference, struct cell_position *position)
{
    uint32_t column = 0;
    uint32_t row = 0;
    const char *at = reference;
    for (; *at >= 'A' && *at <= 'Z' && column <= XLSX_MAX_COLUMNS; at++) {
        column = column * 26 + (uint32_t)(*at - 'A') + 1;
    }
    if (column == 0 || column > XLSX_MAX_COLUMNS || *at == '0') {
        return false;
    }
    for (; is_digit(*at) && row <= XLSX_MAX_ROWS; at++) {
        row = row * 10 + (uint32_t)(*at - '0');
    }
    if (row == 0 || row > XLSX_MAX_ROWS || *at != '\0') {
        return false;
    }
    *position = (struct cell_position){.column = column, .row = row};
    return true;
}

char *xlsx_column_name(char out[XLSX_COLUMN_NAME_SIZE], uint32_t column)
{
    char backwards[XLSX_COLUMN_NAME_SIZE];
    size_t count = 0;
    while (column > 0 && count + 1 < sizeof backwards) {
        backwards[count++] = (char)('A' + (column - 1) % 26);
        column = (column - 1) / 26;
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = backwards[count - 1 - i];
    }
    out[count] = '\0';
    return out;
}

/* ------------------------------------------------------------------------------------ numbers */

bool xlsx_number_is_plain(const char *text, size_t length)
{
    const bool negative = length > 0 && text[0] == '-';
    const char *digits = text + negative;
    const size_t count = length - negative;
    if (count == 0 || count > 15 || (digits[0] == '0' && length > 1)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(digits[i])) {
            return false;
        }
    }
    return true;
}

/* Reads the exponent behind an E; false when there is none. */
static bool read_exponent(const char *at, const char *end, int *exponent)
{
    const bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) {
        at++;
    }
    if (at == end) {
        return false;
    }
    int value = 0;
    for (; at < end; at++) {
        if (!is_digit(*at)) {
            return false;
        }
        value = value < EXPONENT_BOUND ? value * 10 + (*at - '0') : value;
    }
    *exponent = negative ? -value : value;
    return true;
}

/* strtod and printf write the decimal point as the locale does. So the number is rewritten as an
 * integer with an exponent, 12.5E3 as 125e2, which every locale reads alike. */
bool xlsx_number_read(const char *text, size_t length, double *number)
{
    char rewritten[LONGEST_NUMBER + 16];
    size_t used = 0;
    int exponent = 0;
    int decimals = 0;
    bool in_decimals = false;
    size_t digits = 0;
    const char *at = text;
    const char *const end = text + length;
    if (length == 0 || length > LONGEST_NUMBER) {
        return false;
    }
    if (*at == '-' || *at == '+') {
        rewritten[used++] = *at++;
    }
    for (; at < end && *at != 'E' && *at != 'e'; at++) {
        if (*at == '.' && !in_decimals) {
            in_decimals = true;
        } else if (is_digit(*at)) {
            rewritten[used++] = *at;
            digits++;
            decimals += in_decimals;
        } else {
            return false;
        }
    }
    if (digits == 0 || (at < end && !read_exponent(at + 1, end, &exponent))) {
        return false;
    }
    snprintf(rewritten + used, sizeof rewritten - used, "e%d", exponent - decimals);
    const double value = strtod(rewritten, NULL);
    if (!isfinite(value)) {
        return false;
    }
    *number = value;
    return true;
}

/* A positive number as its significant digits and the power of ten of the first one. */
struct decimal {
    char digits[24];
    int count;
    int exponent;
};

static struct decimal shortest_decimal(double number)
{
    char text[48];
    for (int precision = 14; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, number);
        if (strtod(text, NULL) == number) {
            break;
        }
    }
    struct decimal decimal = {.count = 0};
    const char *at = text;
    for (; *at != 'e' && *at != '\0'; at++) {
        if (is_digit(*at)) { /* whatever stands for the decimal point is passed over */
            decimal.digits[decimal.count++] = *at;
        }
    }
    decimal.exponent = *at == 'e' ? (int)strtol(at + 1, NULL, 10) : 0;
    while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') {
        decimal.count--;
    }
    return decimal;
}

size_t xlsx_number_write(char out[XLSX_NUMBER_SIZE], double number)
{
    size_t used = 0;
    if (number == 0) { /* of either sign */
        out[used++] = '0';
        out[used] = '\0';
        return used;
    }
    const struct decimal decimal = shortest_decimal(fabs(number));
    if (number < 0) {
        out[used++] = '-';
    }
    const int first = decimal.exponent < 0 ? decimal.exponent : 0;
    for (int place = first; place < decimal.count || place <= decimal.exponent; place++) {
        if (place == decimal.exponent + 1 && decimal.exponent >= 0) {
            out[used++] = '.';
        }
        const bool is_significant = place >= 0 && place < decimal.count;
        out[used++] = is_significant ? decimal.digits[place] : (char)'0';
        if (place == decimal.exponent && decimal.exponent < 0) {
            out[used++] = '.';
        }
    }
    out[used] = '\0';
    return used;
}

/* -------------------------------------------------------------------------------------- dates */

const char *xlsx_date_from_serial(double serial, bool since_1904, vha_date *date)
{
    enum { DAY_0_OF_1904 = -24107, DAY_0_OF_1900 = -25569, FALSE_LEAP_DAY = 60 };
    enum { LAST_SERIAL_1900 = 2958465, LAST_SERIAL_1904 = 2957003 }; /* 9999-12-31 */
    if (serial < 0) {
        return "before the first day of the workbook's date system";
    }
    if (serial < 1 && (serial > 0 || !since_1904)) {
        return "a time of day without a date";
    }
    if (serial >= (since_1904 ? LAST_SERIAL_1904 : LAST_SERIAL_1900) + 1) {
        return "after the year 9999";
    }
    const vha_date whole = (vha_date)serial;
    if (since_1904) {
        *date = whole + DAY_0_OF_1904;
        return NULL;
    }
    if (whole == FALSE_LEAP_DAY) {
        return "29 February 1900, a day that never was";
    }
    *date = whole + DAY_0_OF_1900 + (whole < FALSE_LEAP_DAY);
    return NULL;
}

bool xlsx_date_from_iso(const char *text, size_t length, vha_date *date)
{
    static const char time_marks[] = {':', '.', ',', '+', '-', 'Z'};
    const size_t day_length = VHA_DATE_SIZE - 1;
    if (length < day_length) {
        return false;
    }
    if (length > day_length) {
        if (text[day_length] != 'T' || length == day_length + 1) {
            return false;
        }
        for (size_t i = day_length + 1; i < length; i++) {
            if (!is_digit(text[i]) && memchr(time_marks, text[i], sizeof time_marks) == NULL) {
                return false;
            }
        }
    }
    return vha_date_parse(text, day_length, date);
}

/* The position behind a literal that begins at `at`, or `at` itself when none begins there. */
static const char *after_literal(const char *at)
{
    const char *end = NULL;
    switch (*at) {
    case '"':
        end = strchr(at + 1, '"');
        break;
    case '[': /* a colour, a condition, a locale or elapsed time */
        end = strchr(at, ']');
        break;
    case '\\': /* the next character as it is */
    case '_':  /* a blank as wide as the next character */
    case '*':  /* the next character as filling */
        end = at[1] == '\0' ? at : at + 1;
        break;
    default:
        return at;
    }
    return end == NULL ? at + strlen(at) : end + 1;
}

bool xlsx_format_is_date(const char *code)
{
    const char *at = code;
    while (*at != '\0') {
        const char *const behind = after_literal(at);
        if (behind != at) {
            at = behind;
        } else if (strchr("dDmMyY", *at) != NULL) {
            return true;
        } else {
            at++;
        }
    }
    return false;
}

/* ------------------------------------------------------------------------------------ escapes */

#define ESCAPE_LENGTH 7 /* _xHHHH_ */

static int hex_value(char c)
{
    if (is_digit(c)) {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The UTF-16 unit of an escape that begins at `at`, or -1. */
static int32_t escaped_unit(const char *at, const char *end)
{
    if (end - at < ESCAPE_LENGTH || at[0] != '_' || at[1] != 'x' || at[6] != '_') {
        return -1;
    }
    int32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        const int digit = hex_value(at[i]);
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

static bool is_high_surrogate(int32_t unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low_surrogate(int32_t unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

static size_t write_utf8(char *out, uint32_t character)
{
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        out[0] = (char)(0xC0 | character >> 6);
        out[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    if (character < 0x10000) {
        out[0] = (char)(0xE0 | character >> 12);
        out[1] = (char)(0x80 | (character >> 6 & 0x3F));
        out[2] = (char)(0x80 | (character & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | character >> 18);
    out[1] = (char)(0x80 | (character >> 12 & 0x3F));
    out[2] = (char)(0x80 | (character >> 6 & 0x3F));
    out[3] = (char)(0x80 | (character & 0x3F));
    return 4;
}

size_t xlsx_unescape(char *text, size_t length)
{
    const char *const end = text + length;
    const char *from = memchr(text, '_', length);
    if (from == NULL) {
        return length;
    }
    char *to = text + (from - text);
    while (from < end) {
        const int32_t unit = escaped_unit(from, end);
        if (unit < 0) {
            *to++ = *from++;
            continue;
        }
        from += ESCAPE_LENGTH;
        uint32_t character = (uint32_t)unit;
        if (is_high_surrogate(unit) || is_low_surrogate(unit)) {
            const int32_t next = is_high_surrogate(unit) ? escaped_unit(from, end) : -1;
            character = 0xFFFD;
            if (is_low_surrogate(next)) {
                character = 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(next - 0xDC00);
                from += ESCAPE_LENGTH;
            }
        }
        to += write_utf8(to, character);
    }
    return (size_t)(to - text);
}
