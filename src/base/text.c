#include "vha/base.h"

#include <stdio.h>
#include <string.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

static const uint8_t *as_u8(const char *text)
{
    return (const uint8_t *)text;
}

bool vha_utf8_valid(const char *text, size_t length, size_t *bad)
{
    const uint8_t *wrong = u8_check(as_u8(text), length);
    if (wrong != NULL && bad != NULL)
        *bad = (size_t)(wrong - as_u8(text));
    return wrong == NULL;
}

/* Code points of the bytes 0x80 to 0x9f in Windows-1252; the rest are those of Latin-1. */
static const uint16_t windows_1252_upper[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

size_t vha_utf8_from_windows_1252(char *out, const char *text, size_t length)
{
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)text[i];
        if (byte < 0x80u) {
            out[used++] = (char)byte;
            continue;
        }
        const ucs4_t character = byte < 0xA0u ? windows_1252_upper[byte - 0x80u] : byte;
        used += (size_t)u8_uctomb((uint8_t *)out + used, character, 3);
    }
    out[used] = '\0';
    return used;
}

/* Characters that a terminal obeys instead of showing, or that a reader cannot see. */
static const struct {
    ucs4_t first, last;
} hidden[] = {
    {0x0000, 0x001F},   /* C0 controls */
    {0x007F, 0x009F},   /* DEL and C1 controls */
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x180E, 0x180E},   /* Mongolian vowel separator */
    {0x200B, 0x200B},   /* zero width space; its neighbours the joiners belong to spelling */
    {0x200E, 0x200F},   /* direction marks */
    {0x2028, 0x202E},   /* line and paragraph separators, embeddings and overrides */
    {0x2060, 0x206F},   /* invisible operators, isolates, deprecated format characters */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFF9, 0xFFFB},   /* interlinear annotation */
    {0xE0000, 0xE007F}, /* tags */
};

static bool is_hidden(ucs4_t character)
{
    for (size_t i = 0; i < VHA_COUNT(hidden); i++)
        if (character >= hidden[i].first && character <= hidden[i].last)
            return true;
    return false;
}

char *vha_text_show(char *out, size_t size, const char *text)
{
    size_t used = 0;
    size_t left = strlen(text);
    const uint8_t *at = as_u8(text);
    while (left > 0) {
        char piece[16];
        ucs4_t character = 0;
        const int bytes = u8_mbtoucr(&character, at, left);
        if (bytes <= 0)
            snprintf(piece, sizeof piece, "\\x%02x", (unsigned)*at);
        else if (is_hidden(character) && character < 0x80u)
            snprintf(piece, sizeof piece, "\\x%02x", (unsigned)character);
        else if (is_hidden(character))
            snprintf(piece, sizeof piece, "\\u{%04x}", (unsigned)character);
        else
            snprintf(piece, sizeof piece, "%.*s", bytes, (const char *)at);
        const size_t length = strlen(piece);
        if (used + length + 1 > size)
            break;
        memcpy(out + used, piece, length);
        used += length;
        at += bytes > 0 ? bytes : 1;
        left -= bytes > 0 ? (size_t)bytes : 1u;
    }
    if (size > 0)
        out[used] = '\0';
    return out;
}

int vha_text_width(const char *text)
{
    return u8_strwidth(as_u8(text), "UTF-8");
}

static bool is_plain_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80u)
            return false;
    return true;
}

/* Bytes of the longest run of whole grapheme clusters that fits; *used becomes its columns. */
static size_t fitting(const char *text, size_t length, int columns, int *used)
{
    if (is_plain_ascii(text, length)) {
        const size_t bytes = length < (size_t)columns ? length : (size_t)columns;
        *used = (int)bytes;
        return bytes;
    }
    const uint8_t *const end = as_u8(text) + length;
    const uint8_t *at = as_u8(text);
    *used = 0;
    while (at < end) {
        const uint8_t *next = u8_grapheme_next(at, end);
        const int width = u8_width(at, (size_t)(next - at), "UTF-8");
        if (*used + width > columns)
            break;
        *used += width;
        at = next;
    }
    return (size_t)(at - as_u8(text));
}

int vha_text_fit(char *out, size_t size, const char *text, int columns, const char *ellipsis)
{
    if (size == 0)
        return 0;
    const size_t length = strlen(text);
    int used = 0;
    const char *tail = "";
    size_t bytes = columns > 0 ? fitting(text, length, columns, &used) : 0;
    if (bytes < length && columns > 0) {
        bytes = fitting(text, length, columns - 1, &used);
        tail = ellipsis;
        used++;
    }
    if (bytes + strlen(tail) + 1 > size) { /* a buffer too small for the columns: cut harder */
        size_t whole = size - 1 < length ? size - 1 : length;
        while (whole > 0 && ((unsigned char)text[whole] & 0xC0u) == 0x80u)
            whole--;
        bytes = fitting(text, whole, columns, &used);
        tail = "";
    }
    memcpy(out, text, bytes);
    memcpy(out + bytes, tail, strlen(tail) + 1);
    return used;
}
