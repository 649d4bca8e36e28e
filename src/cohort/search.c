#include "cohort.h"

#include "read.sql.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------------------------- the typed */

enum { SERIAL_DIGITS = 7, FIRST_YEAR = 1900, LONGEST_PNCID = 13 };

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* "15/6z" is "15/0000006z". */
static void add_padded_form(struct typed_word *word)
{
    const size_t year = digits(word->text);
    if ((year != 2 && year != 4) || word->text[year] != '/')
        return;
    const char *const serial = word->text + year + 1;
    const size_t length = digits(serial);
    if (length == 0 || length >= SERIAL_DIGITS || strlen(serial + length) > 1)
        return;
    snprintf(word->forms[word->form_count++], FORM_SIZE, "%.*s/%0*lu%s", (int)year, word->text,
             SERIAL_DIGITS, strtoul(serial, NULL, 10), serial + length);
}

/* "20150000006z" is "2015/0000006z", and "150000006z" is "15/0000006z". */
static void add_slashed_forms(struct typed_word *word, int last_year)
{
    const size_t length = digits(word->text);
    if (strlen(word->text + length) > 1)
        return;
    char year[5];
    snprintf(year, sizeof year, "%s", word->text);
    const long first_digits = strtol(year, NULL, 10);
    if (length > 4 && first_digits >= FIRST_YEAR && first_digits <= last_year)
        snprintf(word->forms[word->form_count++], FORM_SIZE, "%.4s/%s", word->text, word->text + 4);
    if (length > 2 && length <= 2 + SERIAL_DIGITS)
        snprintf(word->forms[word->form_count++], FORM_SIZE, "%.2s/%s", word->text, word->text + 2);
}

static void add_word(struct typed *typed, const char *text, int last_year)
{
    struct typed_word *const word = &typed->words[typed->count++];
    *word = (struct typed_word){.text = text, .length = strlen(text)};
    if (word->length > LONGEST_PNCID || digits(text) == 0)
        return;
    add_padded_form(word);
    add_slashed_forms(word, last_year);
}

/* A blank and the letters and digits of a text, small; "" when no digit is among them. The blank
 * stands before each reference of a line: so only the beginning of one is found. */
static void squeeze(char out[MAX_TYPED], const char *text)
{
    size_t used = 1;
    bool digit = false;
    out[0] = ' ';
    for (; *text != '\0' && used + 1 < MAX_TYPED; text++) {
        const char c = (char)(*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text);
        const bool is_digit = c >= '0' && c <= '9';
        if (is_digit || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80u)
            out[used++] = c;
        digit = digit || is_digit;
    }
    out[digit ? used : 0] = '\0';
}

void search_take_apart(struct typed *typed, const char *text, vha_date as_of)
{
    static const char between[] = " ,";
    const int last_year = vha_civil_from_date(as_of).year;
    vha_text_fold(typed->text, sizeof typed->text, text);
    squeeze(typed->reference, text);
    typed->count = 0;
    char *rest = typed->text;
    for (char *word = NULL; typed->count < MAX_WORDS && (word = strsep(&rest, between)) != NULL;)
        if (*word != '\0')
            add_word(typed, word, last_year);
}

/* ----------------------------------------------------------------------------------- the texts */

static bool take_text(struct vha_cohort *cohort, sqlite3_stmt *statement, struct search_text *text)
{
    const size_t starts = (size_t)cohort->info.listed + 1;
    if ((size_t)sqlite3_column_bytes(statement, 1) != starts * sizeof(uint32_t))
        return false;
    const size_t length = (size_t)sqlite3_column_bytes(statement, 0);
    text->lines = vha_alloc(length + 1);
    if (length > 0)
        memcpy(text->lines, sqlite3_column_blob(statement, 0), length);
    text->lines[length] = '\0';
    text->starts = vha_alloc(starts * sizeof(uint32_t));
    memcpy(text->starts, sqlite3_column_blob(statement, 1), starts * sizeof(uint32_t));
    for (size_t i = 0; i < starts; i++) {
        text->starts[i] = le32toh(text->starts[i]);
        if (text->starts[i] > length) /* damaged: nothing can be found in it */
            text->starts[i] = (uint32_t)length;
    }
    return true;
}

bool search_read(struct vha_cohort *cohort, size_t which)
{
    struct search_text *const text = &cohort->texts[which];
    if (text->lines != NULL)
        return true;
    sqlite3_stmt *statement = NULL;
    const bool read =
        vha_sql_prepare(cohort->database, read_sql, "search_text", &statement) == SQLITE_OK &&
        sqlite3_bind_int64(statement, 1, (sqlite3_int64)which + 1) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW && take_text(cohort, statement, text);
    sqlite3_finalize(statement);
    return read;
}

const char *search_line(const struct vha_cohort *cohort, size_t which, uint32_t position,
                        size_t *length)
{
    const struct search_text *const text = &cohort->texts[which];
    const uint32_t start = text->starts[position];
    const uint32_t end = text->starts[position + 1];
    *length = end > start ? end - start : 0;
    return text->lines + start;
}

/* ------------------------------------------------------------------------------------- matching */

static bool has_word(const char *line, size_t length, const struct typed_word *word)
{
    bool found = memmem(line, length, word->text, word->length) != NULL;
    for (size_t i = 0; i < word->form_count && !found; i++)
        found = memmem(line, length, word->forms[i], strlen(word->forms[i])) != NULL;
    return found;
}

bool search_matches_name(const struct vha_cohort *cohort, uint32_t position,
                         const struct typed *typed)
{
    size_t length = 0;
    const char *const line = search_line(cohort, SEARCH_NAMES, position, &length);
    for (size_t i = 0; i < typed->count; i++)
        if (!has_word(line, length, &typed->words[i]))
            return false;
    return typed->count > 0;
}

static bool matches_reference(const struct vha_cohort *cohort, uint32_t position,
                              const struct typed *typed)
{
    size_t length = 0;
    const char *const line = search_line(cohort, SEARCH_REFERENCES, position, &length);
    return memmem(line, length, typed->reference, strlen(typed->reference)) != NULL;
}

static bool can_be_reference(struct vha_cohort *cohort, const struct typed *typed)
{
    return typed->reference[0] != '\0' && search_read(cohort, SEARCH_REFERENCES);
}

uint32_t vha_cohort_search(struct vha_cohort *cohort, const struct vha_selection *selection,
                           const char *text, uint32_t from, bool forwards)
{
    struct typed typed;
    const uint32_t count = selection->count;
    search_take_apart(&typed, text, cohort->info.as_of);
    if (typed.count == 0 || count == 0 || !search_read(cohort, SEARCH_NAMES))
        return UINT32_MAX;
    const bool references = can_be_reference(cohort, &typed);
    for (uint32_t step = 1; step <= count; step++) {
        const uint32_t index =
            (uint32_t)(((uint64_t)from + (forwards ? step : (uint64_t)count - step)) % count);
        const uint32_t position = selection->positions[index];
        if (search_matches_name(cohort, position, &typed) ||
            (references && matches_reference(cohort, position, &typed)))
            return index;
    }
    return UINT32_MAX;
}

/* ----------------------------------------------------------------------------- which report it is
 */

/* The first reference that a statement of somebody's reports tells of and that begins so. */
static bool find_reference(struct vha_cohort *cohort, enum cohort_statement which, vha_pncid pncid,
                           const char *beginning, char out[VHA_REFERENCE_SIZE])
{
    sqlite3_stmt *const statement = cohort_statement(cohort, which);
    bool found = false;
    if (statement == NULL)
        return false;
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)pncid);
    while (!found && sqlite3_step(statement) == SQLITE_ROW) {
        const char *const reference = (const char *)sqlite3_column_text(statement, 1);
        char squeezed[MAX_TYPED];
        squeeze(squeezed, reference != NULL ? reference : "");
        found = strncmp(squeezed, beginning, strlen(beginning)) == 0;
        if (found)
            snprintf(out, VHA_REFERENCE_SIZE, "%s", reference);
    }
    sqlite3_reset(statement);
    return found;
}

char *vha_cohort_found_by(struct vha_cohort *cohort, uint32_t position, const char *text,
                          char out[VHA_REFERENCE_SIZE])
{
    struct typed typed;
    const vha_pncid *pncids = NULL;
    search_take_apart(&typed, text, cohort->info.as_of);
    out[0] = '\0';
    if (position >= cohort->info.listed || !search_read(cohort, SEARCH_NAMES) ||
        search_matches_name(cohort, position, &typed) || !can_be_reference(cohort, &typed) ||
        cohort_pncids(cohort, &pncids, NULL) != VHA_OK)
        return out;
    if (!find_reference(cohort, STATEMENT_CRIMES, pncids[position], typed.reference, out))
        (void)find_reference(cohort, STATEMENT_INTEL, pncids[position], typed.reference, out);
    return out;
}
