#include "cohort.h"

#include "read.sql.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TYPED = 256, MAX_WORDS = 16 };

/* The words typed, folded. */
struct words {
    char text[MAX_TYPED];
    const char *word[MAX_WORDS];
    size_t length[MAX_WORDS];
    size_t count;
};

static void split(struct words *words, const char *typed)
{
    vha_text_fold(words->text, sizeof words->text, typed);
    words->count = 0;
    for (char *at = words->text; *at != '\0' && words->count < MAX_WORDS;) {
        at += strspn(at, " ,");
        const size_t length = strcspn(at, " ,");
        if (length == 0)
            break;
        words->word[words->count] = at;
        words->length[words->count++] = length;
        at += length;
    }
}

/* Reads the search text at its first use. */
static bool read_lines(struct vha_cohort *cohort)
{
    if (cohort->search_lines != NULL)
        return true;
    sqlite3_stmt *statement = NULL;
    const size_t starts = (size_t)cohort->info.listed + 1;
    if (vha_sql_prepare(cohort->database, read_sql, "search_text", &statement) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW &&
        (size_t)sqlite3_column_bytes(statement, 1) == starts * sizeof(uint32_t)) {
        const size_t length = (size_t)sqlite3_column_bytes(statement, 0);
        cohort->search_lines = vha_alloc(length + 1);
        if (length > 0)
            memcpy(cohort->search_lines, sqlite3_column_blob(statement, 0), length);
        cohort->search_lines[length] = '\0';
        cohort->search_starts = vha_alloc(starts * sizeof(uint32_t));
        memcpy(cohort->search_starts, sqlite3_column_blob(statement, 1), starts * sizeof(uint32_t));
        for (size_t i = 0; i < starts; i++) {
            cohort->search_starts[i] = le32toh(cohort->search_starts[i]);
            if (cohort->search_starts[i] > length) /* damaged: nothing can be found in it */
                cohort->search_starts[i] = (uint32_t)length;
        }
    }
    sqlite3_finalize(statement);
    return cohort->search_lines != NULL;
}

static bool line_has_all(const struct vha_cohort *cohort, uint32_t position,
                         const struct words *words)
{
    const uint32_t start = cohort->search_starts[position];
    const uint32_t end = cohort->search_starts[position + 1];
    if (end < start)
        return false;
    const char *line = cohort->search_lines + start;
    for (size_t i = 0; i < words->count; i++)
        if (memmem(line, end - start, words->word[i], words->length[i]) == NULL)
            return false;
    return true;
}

uint32_t vha_cohort_search(struct vha_cohort *cohort, const struct vha_selection *selection,
                           const char *typed, uint32_t from, bool forwards)
{
    struct words words;
    split(&words, typed);
    if (words.count == 0 || selection->count == 0 || !read_lines(cohort))
        return UINT32_MAX;
    const uint32_t count = selection->count;
    for (uint32_t step = 1; step <= count; step++) {
        const uint32_t index =
            (uint32_t)(((uint64_t)from + (forwards ? step : (uint64_t)count - step)) % count);
        if (line_has_all(cohort, selection->positions[index], &words))
            return index;
    }
    return UINT32_MAX;
}
