/* What searching looks through, a line for each position. */
#include "build.h"

#include "fill.sql.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int build_store_blobs(const struct build *build, const char *section, int id, const void *first,
                      size_t first_bytes, const void *second, size_t second_bytes)
{
    sqlite3_stmt *statement = NULL;
    int result = vha_sql_prepare(build->database, fill_sql, section, &statement);
    if (result != SQLITE_OK)
        return result;
    sqlite3_bind_int(statement, 1, id);
    sqlite3_bind_blob64(statement, 2, first, first_bytes, SQLITE_STATIC);
    if (second != NULL)
        sqlite3_bind_blob64(statement, 3, second, second_bytes, SQLITE_STATIC);
    result = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return result == SQLITE_DONE ? SQLITE_OK : result;
}

/* Surname, forenames, PNCID. */
static void write_names(const struct build *build, uint32_t position, struct vha_arena *arena,
                        FILE *out)
{
    char pncid[VHA_PNCID_SIZE];
    char folded[VHA_PNCID_SIZE];
    vha_text_fold(folded, sizeof folded, vha_pncid_format(pncid, build->standings[position].pncid));
    fprintf(out, "%s %s", build_folded_name(build, position, arena), folded);
}

/* A blank and the letters and digits of a reference, small; whatever is not ASCII stays. */
static void write_reference(const char *reference, FILE *out)
{
    fputc(' ', out);
    for (; *reference != '\0'; reference++) {
        const unsigned char c = (unsigned char)*reference;
        if (c >= 'A' && c <= 'Z')
            fputc(c - 'A' + 'a', out);
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80)
            fputc(c, out);
    }
}

/* Where the reports of each position begin, in the tables that are in the nominals' order; a
 * position without any is left at the end of its table. */
struct first_reports {
    uint32_t *crimes;
    uint32_t *intel;
};

static void find_first_reports(const struct build *build, struct first_reports *first)
{
    const struct vha_extract *const extract = build->extract;
    const uint32_t crimes = extract->counts[VHA_CRIME_NOMINALS];
    const uint32_t intel = extract->counts[VHA_INTEL_NOMINALS];
    first->crimes = vha_alloc_zeroed((size_t)build->listed + 1, sizeof *first->crimes);
    first->intel = vha_alloc_zeroed((size_t)build->listed + 1, sizeof *first->intel);
    for (uint32_t position = 0; position < build->listed; position++) {
        first->crimes[position] = crimes;
        first->intel[position] = intel;
    }
    for (uint32_t row = crimes; row-- > 0;) {
        const uint32_t position = build->positions[extract->crime_nominals[row].nominal];
        if (position != NOT_LISTED)
            first->crimes[position] = row;
    }
    for (uint32_t row = intel; row-- > 0;) {
        const uint32_t position = build->positions[extract->intel_nominals[row].nominal];
        if (position != NOT_LISTED)
            first->intel[position] = row;
    }
}

static void write_references(const struct build *build, const struct first_reports *first,
                             uint32_t position, FILE *out)
{
    const struct vha_extract *const extract = build->extract;
    const uint32_t nominal = build->standings[position].nominal;
    for (uint32_t row = first->crimes[position]; row < extract->counts[VHA_CRIME_NOMINALS] &&
                                                 extract->crime_nominals[row].nominal == nominal;
         row++)
        write_reference(vha_extract_text(extract, VHA_CRIME_REPORTS,
                                         extract->crimes[extract->crime_nominals[row].crime].ref),
                        out);
    for (uint32_t row = first->intel[position]; row < extract->counts[VHA_INTEL_NOMINALS] &&
                                                extract->intel_nominals[row].nominal == nominal;
         row++)
        write_reference(vha_extract_text(extract, VHA_INTEL_REPORTS,
                                         extract->intel[extract->intel_nominals[row].intel].ref),
                        out);
}

/* -------------------------------------------------------------------------------------- storing */

/* A text under construction. */
struct text {
    const struct build *build;
    int id;
    char *lines;
    size_t used;
    FILE *out;
    uint32_t *starts;
};

static bool begin_text(struct text *text)
{
    text->out = open_memstream(&text->lines, &text->used);
    if (text->out == NULL)
        return false;
    text->starts = vha_alloc_zeroed((size_t)text->build->listed + 1, sizeof *text->starts);
    return true;
}

static void begin_line(struct text *text, uint32_t position)
{
    text->starts[position] = htole32((uint32_t)ftell(text->out));
}

static int end_text(struct text *text)
{
    const uint32_t listed = text->build->listed;
    begin_line(text, listed);
    int result = fclose(text->out) == 0 ? SQLITE_OK : SQLITE_NOMEM;
    if (result == SQLITE_OK)
        result = build_store_blobs(text->build, "search_text", text->id, text->lines, text->used,
                                   text->starts, ((size_t)listed + 1) * sizeof *text->starts);
    free(text->lines);
    free(text->starts);
    return result;
}

static int store_names(const struct build *build)
{
    struct text text = {.build = build, .id = 1};
    if (!begin_text(&text))
        return SQLITE_NOMEM;
    struct vha_arena *const arena = vha_arena_new();
    for (uint32_t position = 0; position < build->listed; position++) {
        begin_line(&text, position);
        write_names(build, position, arena, text.out);
        fputc('\n', text.out);
        vha_arena_reset(arena);
    }
    vha_arena_free(arena);
    return end_text(&text);
}

static int store_references(const struct build *build)
{
    struct text text = {.build = build, .id = 2};
    struct first_reports first;
    if (!begin_text(&text))
        return SQLITE_NOMEM;
    find_first_reports(build, &first);
    for (uint32_t position = 0; position < build->listed; position++) {
        begin_line(&text, position);
        write_references(build, &first, position, text.out);
        fputc('\n', text.out);
    }
    free(first.crimes);
    free(first.intel);
    return end_text(&text);
}

int build_search_texts(struct build *build)
{
    const int result = store_names(build);
    return result == SQLITE_OK ? store_references(build) : result;
}
