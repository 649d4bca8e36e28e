#include "vha/base.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* Letters and marks that Unicode does not take apart, yet that people type without the stroke, and
 * punctuation that keyboards give in one form and documents in another. After case folding. */
static const struct {
    ucs4_t character;
    const char *plain;
} plain_forms[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"},  {0x00FE, "th"}, {0x0111, "d"}, {0x0127, "h"},
    {0x0131, "i"},  {0x0142, "l"}, {0x0153, "oe"}, {0x0167, "t"},  {0x002D, " "}, {0x2010, " "},
    {0x2011, " "},  {0x2012, " "}, {0x2013, " "},  {0x0027, ""},   {0x0060, ""},  {0x02BB, ""},
    {0x02BC, ""},   {0x2018, ""},  {0x2019, ""},
};

/* The acute accent that stands alone, and that some type for an apostrophe, comes apart into a
 * blank and this mark. */
enum { COMBINING_ACUTE = 0x0301 };

static const char *plain_form(ucs4_t character)
{
    for (size_t i = 0; i < VHA_COUNT(plain_forms); i++)
        if (plain_forms[i].character == character)
            return plain_forms[i].plain;
    return NULL;
}

/* Appends while there is room for the NUL after it; false when there is none. */
static bool append(char *out, size_t size, size_t *used, const void *bytes, size_t length)
{
    if (*used + length + 1 > size)
        return false;
    memcpy(out + *used, bytes, length);
    *used += length;
    return true;
}

static size_t fold_ascii(char *out, size_t size, const char *text)
{
    size_t used = 0;
    for (; *text != '\0' && used + 1 < size; text++) {
        const char c = *text;
        if (c != '\'' && c != '`')
            out[used++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == '-' ? ' ' : c;
    }
    out[used] = '\0';
    return used;
}

/* The decomposed, case-folded text without its marks. */
static size_t copy_unmarked(char *out, size_t size, const uint8_t *text, size_t length)
{
    size_t used = 0;
    while (length > 0) {
        ucs4_t character = 0;
        const int bytes = u8_mbtouc(&character, text, length);
        const char *plain = plain_form(character);
        bool room = true;
        if (character == COMBINING_ACUTE && used > 0 && out[used - 1] == ' ')
            used--;
        else if (plain != NULL)
            room = append(out, size, &used, plain, strlen(plain));
        else if (!uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Mn))
            room = append(out, size, &used, text, (size_t)bytes);
        if (!room)
            break;
        text += bytes;
        length -= (size_t)bytes;
    }
    out[used] = '\0';
    return used;
}

size_t vha_text_fold(char *out, size_t size, const char *text)
{
    if (size == 0)
        return 0;
    size_t length = 0;
    bool ascii = true;
    for (; text[length] != '\0'; length++)
        ascii = ascii && (unsigned char)text[length] < 0x80u;
    if (ascii || !vha_utf8_valid(text, length, NULL)) /* not UTF-8: nothing to decompose */
        return fold_ascii(out, size, text);

    uint8_t buffer[512];
    size_t folded_length = sizeof buffer;
    uint8_t *folded =
        u8_casefold((const uint8_t *)text, length, NULL, UNINORM_NFKD, buffer, &folded_length);
    if (folded == NULL)
        return fold_ascii(out, size, text);
    const size_t used = copy_unmarked(out, size, folded, folded_length);
    if (folded != buffer)
        free(folded);
    return used;
}
