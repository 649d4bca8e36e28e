#include "vha/base.h"

#include <string.h>

enum { MAX_WORD = 64 };

static size_t least(size_t a, size_t b, size_t c)
{
    const size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Insertions, deletions, replacements and swaps of two neighbours that turn one word into the
 * other. Row i of the table tells how far the first i letters of `a` are from each beginning of
 * `b`; a swap looks back two rows. */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][MAX_WORD + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            const size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = least(replaced, above[j] + 1, row[j - 1] + 1);
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && two_above[j - 2] + 1 < row[j])
                row[j] = two_above[j - 2] + 1;
        }
    }
    return rows[a_length % 3][b_length];
}

const char *vha_nearest_word(const char *word, const char *const *words, size_t count)
{
    const size_t length = strlen(word);
    if (length > MAX_WORD)
        return NULL;
    const char *nearest = NULL;
    size_t nearest_distance = (length / 3 > 1 ? length / 3 : 1) + 1;
    for (size_t i = 0; i < count; i++) {
        const size_t other = strlen(words[i]);
        if (other > MAX_WORD)
            continue;
        const size_t distance = edit_distance(word, length, words[i], other);
        if (distance < nearest_distance) {
            nearest = words[i];
            nearest_distance = distance;
        }
    }
    return nearest;
}
