#include "vha/base.h"

#include <stdio.h>

enum { SERIAL_DIGITS = 7, SERIALS_PER_YEAR = 10000000, LETTERS = 23 };

char vha_pncid_letter(vha_pncid pncid)
{
    static const char letters[LETTERS + 1] = "ZABCDEFGHJKLMNPQRTUVWXY";
    const uint64_t year = pncid / SERIALS_PER_YEAR;
    const uint64_t serial = pncid % SERIALS_PER_YEAR;
    return letters[(year % 100 * SERIALS_PER_YEAR + serial) % LETTERS];
}

/* Reads digits up to `end`; their count is *count. */
static uint64_t read_digits(const char **at, const char *end, size_t *count)
{
    uint64_t value = 0;
    const char *start = *at;
    while (*at < end && **at >= '0' && **at <= '9' && *at - start < SERIAL_DIGITS + 1)
        value = value * 10 + (uint64_t)(*(*at)++ - '0');
    *count = (size_t)(*at - start);
    return value;
}

enum vha_pncid_fault vha_pncid_parse(const char *text, size_t length, vha_date as_of,
                                     vha_pncid *pncid)
{
    const char *at = text;
    const char *const end = text + length;
    size_t year_digits = 0;
    uint64_t year = read_digits(&at, end, &year_digits);
    if ((year_digits != 4 && year_digits != 2) || at == end || *at++ != '/')
        return VHA_PNCID_FORM;
    size_t serial_digits = 0;
    const uint64_t serial = read_digits(&at, end, &serial_digits);
    if (serial_digits < 1 || serial_digits > SERIAL_DIGITS || end - at != 1 || *at < 'A' ||
        *at > 'Z')
        return VHA_PNCID_FORM;
    if (year_digits == 2) {
        const uint64_t this_year = (uint64_t)vha_civil_from_date(as_of).year;
        const uint64_t century = this_year / 100 * 100;
        year += year > this_year % 100 ? century - 100 : century;
    }
    if (year == 0 && year_digits == 4)
        return VHA_PNCID_FORM;
    *pncid = year * SERIALS_PER_YEAR + serial;
    return *at == vha_pncid_letter(*pncid) ? VHA_PNCID_FINE : VHA_PNCID_LETTER;
}

char *vha_pncid_format(char buffer[VHA_PNCID_SIZE], vha_pncid pncid)
{
    const unsigned year = (unsigned)(pncid / SERIALS_PER_YEAR) % 10000u;
    const unsigned serial = (unsigned)(pncid % SERIALS_PER_YEAR);
    snprintf(buffer, VHA_PNCID_SIZE, "%04u/%07u%c", year, serial, vha_pncid_letter(pncid));
    return buffer;
}
