#include "vha/base.h"

#include <string.h>

enum { MAX_WORD = 64 };

static size_t least(size_t a, size_t b, size_t c)
{
    const size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Insertions, deletions and replacements that turn one word into the other; two neighbours swapped
 * count as two. */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t row[MAX_WORD + 1];
    for (size_t j = 0; j <= b_length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = least(replaced, row[j] + 1, row[j - 1] + 1);
        }
    }
    return row[b_length];
}

const char *vha_nearest_word(const char *word, const char *const *words, size_t count)
{
    const size_t length = strlen(word);
    if (length > MAX_WORD)
        return NULL;
    const char *nearest = NULL;
    size_t nearest_distance = (length / 3 > 1 ? length / 3 : 1) + 1;
    if (nearest_distance == 2 && length >= 3)
        nearest_distance = 3; /* two letters swapped in a short word */
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
