#include "vha/base.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MILLI_PER_ONE = 1000, MAX_WHOLE_DIGITS = 10, DECIMALS = 3 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool vha_milli_parse(const char *text, size_t length, vha_milli *value)
{
    size_t i = 0;
    int64_t whole = 0;
    for (; i < length && is_digit(text[i]); i++) {
        if (i == MAX_WHOLE_DIGITS)
            return false;
        whole = whole * 10 + (text[i] - '0');
    }
    if (i == 0)
        return false;
    int64_t part = 0;
    if (i < length) {
        const size_t decimals = length - i - 1;
        if (text[i] != '.' || decimals < 1 || decimals > DECIMALS)
            return false;
        for (size_t place = 0; place < DECIMALS; place++) {
            const char digit = place < decimals ? text[i + 1 + place] : '0';
            if (!is_digit(digit))
                return false;
            part = part * 10 + (digit - '0');
        }
    }
    *value = whole * MILLI_PER_ONE + part;
    return true;
}

char *vha_milli_format(char buffer[VHA_MILLI_SIZE], vha_milli value, bool grouped)
{
    const uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char whole[24];
    const int length = snprintf(whole, sizeof whole, "%" PRIu64, size / MILLI_PER_ONE);
    size_t out = 0;
    if (value < 0)
        buffer[out++] = '-';
    for (int i = 0; i < length; i++) {
        if (grouped && i > 0 && (length - i) % 3 == 0)
            buffer[out++] = ',';
        buffer[out++] = whole[i];
    }
    snprintf(buffer + out, VHA_MILLI_SIZE - out, ".%03u", (unsigned)(size % MILLI_PER_ONE));
    return buffer;
}

char *vha_milli_short(char buffer[VHA_MILLI_SIZE], vha_milli value, bool grouped)
{
    vha_milli_format(buffer, value, grouped);
    char *end = strchr(buffer, '\0') - 1;
    while (*end == '0')
        *end-- = '\0';
    if (*end == '.')
        *end = '\0';
    return buffer;
}

vha_milli vha_milli_scale(vha_milli value, int64_t numerator, int64_t denominator)
{
    __extension__ typedef __int128 wide;
    /* Half up: add half the denominator before dividing, doubled so that an odd one has a half. */
    const wide doubled = (wide)value * numerator * 2 + denominator;
    return (vha_milli)(doubled / ((wide)denominator * 2));
}
