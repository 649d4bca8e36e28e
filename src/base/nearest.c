#include "vha/base.h"

#include <string.h>
#include <unistr.h>

enum { MAX_WORD = VHA_LONGEST_COMPARED };

static size_t least(size_t a, size_t b, size_t c)
{
    const size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* The characters of a text; SIZE_MAX when there are too many. Bytes that are no UTF-8 count as
 * characters. */
static size_t take_characters(uint32_t out[MAX_WORD], const char *text, size_t length)
{
    size_t count = 0;
    for (size_t at = 0; at < length; count++) {
        ucs4_t character = (unsigned char)text[at];
        int bytes = 1;
        if (character >= 0x80)
            bytes = u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        if (count == MAX_WORD)
            return SIZE_MAX;
        out[count] = character;
        at += (size_t)bytes;
    }
    return count;
}

static bool is_swap(const uint32_t *a, size_t i, const uint32_t *b, size_t j)
{
    return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

/* Row i of the table tells how far the first i characters of `a` are from each beginning of `b`; a
 * swap looks back two rows. No row's least number is below those of both rows before it. */
size_t vha_edit_distance(const char *a, size_t a_length, const char *b, size_t b_length,
                         size_t limit)
{
    uint32_t left[MAX_WORD];
    uint32_t right[MAX_WORD];
    size_t rows[3][MAX_WORD + 1];
    const size_t m = take_characters(left, a, a_length);
    const size_t n = take_characters(right, b, b_length);
    if (m == SIZE_MAX || n == SIZE_MAX || (m > n ? m - n : n - m) > limit)
        return limit + 1;
    for (size_t j = 0; j <= n; j++)
        rows[0][j] = j;
    size_t nearest_above = 0;
    for (size_t i = 1; i <= m; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *two_above = rows[(i + 1) % 3];
        size_t nearest = row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            const size_t replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[j] = least(replaced, above[j] + 1, row[j - 1] + 1);
            if (is_swap(left, i, right, j) && two_above[j - 2] + 1 < row[j])
                row[j] = two_above[j - 2] + 1;
            nearest = row[j] < nearest ? row[j] : nearest;
        }
        if (nearest > limit && nearest_above > limit)
            return limit + 1;
        nearest_above = nearest;
    }
    return rows[m % 3][n] <= limit ? rows[m % 3][n] : limit + 1;
}

const char *vha_nearest_word(const char *word, const char *const *words, size_t count)
{
    const size_t length = strlen(word);
    const char *nearest = NULL;
    size_t limit = length / 3 > 1 ? length / 3 : 1;
    for (size_t i = 0; i < count; i++) {
        const size_t distance = vha_edit_distance(word, length, words[i], strlen(words[i]), limit);
        if (distance > limit)
            continue;
        nearest = words[i];
        if (distance == 0)
            break;
        limit = distance - 1; /* the first of several as near is the one */
    }
    return nearest;
}
