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

void vha_text_mend_end(char *text)
{
    const size_t length = strlen(text);
    size_t start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0u) == 0x80u)
        start--;
    if (start == 0)
        return;
    const unsigned char lead = (unsigned char)text[start - 1];
    const size_t needed = lead >= 0xF0u ? 4u : lead >= 0xE0u ? 3u : lead >= 0xC0u ? 2u : 1u;
    if (length - (start - 1) < needed)
        text[start - 1] = '\0';
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

struct span {
    ucs4_t first, last;
};

static bool is_among(const struct span *spans, size_t count, ucs4_t character)
{
    for (size_t i = 0; i < count; i++)
        if (character >= spans[i].first && character <= spans[i].last)
            return true;
    return false;
}

/* Characters that a terminal obeys instead of showing, that a reader cannot see, or that some
 * terminals draw in another width than others, so that what follows on the row changes its place.
 */
static bool is_hidden(ucs4_t character)
{
    static const struct span hidden[] = {
        {0x0000, 0x001F},   /* C0 controls */
        {0x007F, 0x009F},   /* DEL and C1 controls */
        {0x00AD, 0x00AD},   /* soft hyphen */
        {0x034F, 0x034F},   /* combining grapheme joiner */
        {0x061C, 0x061C},   /* Arabic letter mark */
        {0x115F, 0x1160},   /* Hangul fillers */
        {0x17B4, 0x17B5},   /* Khmer inherent vowels */
        {0x180E, 0x180E},   /* Mongolian vowel separator */
        {0x200B, 0x200B},   /* zero width space */
        {0x200E, 0x200F},   /* direction marks */
        {0x2028, 0x202E},   /* line and paragraph separators, embeddings and overrides */
        {0x2060, 0x206F},   /* invisible operators, isolates, deprecated format characters */
        {0x3164, 0x3164},   /* Hangul filler */
        {0xFE0E, 0xFE0F},   /* text or emoji style: one column or two */
        {0xFEFF, 0xFEFF},   /* byte order mark */
        {0xFFA0, 0xFFA0},   /* halfwidth Hangul filler */
        {0xFFF0, 0xFFFB},   /* interlinear annotation, and what is kept for the like */
        {0x1BCA0, 0x1BCA3}, /* shorthand format controls */
        {0x1D173, 0x1D17A}, /* musical format controls */
        {0x1F1E6, 0x1F1FF}, /* regional indicators: a pair is a flag, or two letters */
        {0x1F3FB, 0x1F3FF}, /* skin tones: a part of the emoji before, or a square */
        {0xE0000, 0xE00FF}, /* tags */
        {0xE01F0, 0xE0FFF}, /* ignored by default, and nothing yet */
    };
    return is_among(hidden, VHA_COUNT(hidden), character);
}

/* The zero width joiners belong to the spelling of scripts whose letters join, from Arabic to
 * Sinhala; anywhere else they are not seen, or make one emoji of several. */
static bool is_joiner_out_of_place(ucs4_t character, ucs4_t before)
{
    static const struct span joining[] = {
        {0x0600, 0x109F},   /* Arabic, Syriac, the scripts of India, Thai to Burmese */
        {0x1700, 0x1CFF},   /* Philippine scripts, Khmer, Mongolian and others of the region */
        {0xA800, 0xABFF},   /* more of India and around */
        {0xFB50, 0xFDFF},   /* Arabic presentation forms */
        {0xFE70, 0xFEFC},   /* ... */
        {0x10A00, 0x11FFF}, /* more of both kinds */
    };
    return (character == 0x200C || character == 0x200D) &&
           !is_among(joining, VHA_COUNT(joining), before);
}

/* A mark has no letter to go with at the beginning of a text. */
static bool is_mark_of_nothing(ucs4_t character, ucs4_t before)
{
    return before == 0 && character >= 0x300 && uc_width(character, "UTF-8") == 0;
}

char *vha_text_show(char *out, size_t size, const char *text)
{
    size_t used = 0;
    size_t left = strlen(text);
    const uint8_t *at = as_u8(text);
    ucs4_t before = 0;
    while (left > 0) {
        char piece[16];
        ucs4_t character = 0;
        const int bytes = u8_mbtoucr(&character, at, left);
        const bool escaped = is_hidden(character) || is_joiner_out_of_place(character, before) ||
                             is_mark_of_nothing(character, before);
        if (bytes <= 0)
            snprintf(piece, sizeof piece, "\\x%02x", (unsigned)*at);
        else if (escaped && character < 0x80u)
            snprintf(piece, sizeof piece, "\\x%02x", (unsigned)character);
        else if (escaped)
            snprintf(piece, sizeof piece, "\\u{%04x}", (unsigned)character);
        else
            snprintf(piece, sizeof piece, "%.*s", bytes, (const char *)at);
        const size_t length = strlen(piece);
        if (used + length + 1 > size)
            break;
        memcpy(out + used, piece, length);
        used += length;
        before = character;
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
