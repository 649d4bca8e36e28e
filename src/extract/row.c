#include "reading.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHOWN_BYTES = 200, STOP_CHECK_ROWS = 4096 };

/* ------------------------------------------------------------------------------------ rejects */

void reject(struct reading *reading, size_t column, const char *reason)
{
    struct vha_extract *extract = reading->extract;
    reading->summary->rejects++;
    extract->reject_count++;
    if (extract->rejects_kept == VHA_MAX_REJECTS_KEPT)
        return;
    reading->rejects = vha_grow(reading->rejects, extract->rejects_kept, &reading->reject_capacity,
                                sizeof *reading->rejects);
    const bool in_row = column < MAX_TABLE_COLUMNS;
    reading->rejects[extract->rejects_kept++] = (struct vha_reject){
        .file = reading->summary->file,
        .line = reading->line,
        .column = in_row ? tables[reading->table].columns[column] : "",
        .value = in_row ? vha_arena_text(extract->arena, reading->cells[column].text,
                                         reading->cells[column].length)
                        : "",
        .reason = vha_arena_text(extract->arena, reason, strlen(reason)),
    };
}

bool accept(struct reading *reading, size_t column, const char *reason)
{
    if (reason != NULL)
        reject(reading, column, reason);
    return reason == NULL;
}

void drop_duplicate(struct reading *reading)
{
    reading->summary->duplicates++;
}

/* ------------------------------------------------------------------------------------ parents */

bool find_nominal(struct reading *reading, size_t column, uint32_t *nominal)
{
    const struct vha_extract *extract = reading->extract;
    vha_pncid pncid = 0;
    if (!accept(reading, column, value_pncid(reading->cells[column], extract->as_of, &pncid)))
        return false;
    for (size_t at = 0; index_next(&reading->nominals_by_pncid, hash_number(pncid), &at, nominal);)
        if (extract->nominals[*nominal].pncid == pncid)
            return true;
    reject(reading, column, "no such nominal in the extract, or their row was rejected");
    return false;
}

bool find_crime(struct reading *reading, size_t column, bool optional, uint32_t *crime)
{
    const struct cell ref = reading->cells[column];
    *crime = VHA_NO_ROW;
    if (ref.length == 0 && optional)
        return true;
    const uint32_t hash = hash_bytes(ref.text, ref.length);
    for (size_t at = 0; index_next(&reading->crimes_by_ref, hash, &at, crime);)
        if (pool_equals(&reading->pool, reading->extract->crimes[*crime].ref, ref.text, ref.length))
            return true;
    reject(reading, column, "no such crime report in the extract, or its row was rejected");
    return false;
}

bool find_intel(struct reading *reading, size_t column, bool optional, uint32_t *intel)
{
    const struct cell ref = reading->cells[column];
    *intel = VHA_NO_ROW;
    if (ref.length == 0 && optional)
        return true;
    const uint32_t hash = hash_bytes(ref.text, ref.length);
    for (size_t at = 0; index_next(&reading->intel_by_ref, hash, &at, intel);)
        if (pool_equals(&reading->pool, reading->extract->intel[*intel].ref, ref.text, ref.length))
            return true;
    reject(reading, column, "no such intelligence report in the extract, or its row was rejected");
    return false;
}

/* ------------------------------------------------------------------------------------- header */

static const char *shown(struct vha_arena *arena, struct cell cell)
{
    char raw[SHOWN_BYTES];
    char harmless[SHOWN_BYTES];
    const size_t length = cell.length < sizeof raw - 1 ? cell.length : sizeof raw - 1;
    memcpy(raw, cell.text, length);
    raw[length] = '\0';
    vha_text_show(harmless, sizeof harmless, raw);
    return vha_arena_text(arena, harmless, strlen(harmless));
}

/* All names of the header row in one text, for messages. */
static const char *header_names(struct vha_arena *arena, const struct row *row)
{
    const char *names = "";
    for (size_t i = 0; i < row->count && strlen(names) < SHOWN_BYTES; i++)
        names = vha_arena_format(arena, "%s%s%s", names, i > 0 ? ", " : "",
                                 shown(arena, value_trim(row->cells[i])));
    return names;
}

static bool is_named(struct cell cell, const char *name)
{
    return strlen(name) == cell.length && strncasecmp(cell.text, name, cell.length) == 0;
}

/* Finds the place of one of our columns; a name that stands twice is as bad as none. */
static enum vha_status place_column(struct reading *reading, const struct row *row, size_t column,
                                    struct vha_error *error)
{
    const char *name = tables[reading->table].columns[column];
    size_t found = 0;
    for (size_t i = 0; i < row->count; i++) {
        if (!is_named(value_trim(row->cells[i]), name))
            continue;
        if (found++ > 0)
            return vha_fail(error, VHA_BAD_DATA, "%s:%llu: the column \"%s\" stands twice.",
                            reading->summary->file, (unsigned long long)row->line, name);
        reading->positions[column] = i;
    }
    if (found == 0)
        return vha_fail(error, VHA_BAD_DATA,
                        "%s:%llu: the column \"%s\" of the table %s is missing; the header has: "
                        "%s.",
                        reading->summary->file, (unsigned long long)row->line, name,
                        tables[reading->table].name, header_names(reading->extract->arena, row));
    return VHA_OK;
}

static bool is_ours(const struct reading *reading, size_t position)
{
    for (size_t i = 0; i < reading->column_count; i++)
        if (reading->positions[i] == position)
            return true;
    return false;
}

static enum vha_status take_header(struct reading *reading, const struct row *row,
                                   struct vha_error *error)
{
    struct vha_arena *arena = reading->extract->arena;
    const struct table *table = &tables[reading->table];
    reading->column_count = 0;
    while (reading->column_count < MAX_TABLE_COLUMNS &&
           table->columns[reading->column_count] != NULL) {
        const enum vha_status status = place_column(reading, row, reading->column_count, error);
        if (status != VHA_OK)
            return status;
        reading->column_count++;
    }
    reading->has_header = true;
    reading->header_count = row->count;
    const char *extra = "";
    for (size_t i = 0; i < row->count; i++)
        if (!is_ours(reading, i))
            extra = vha_arena_format(arena, "%s%s%s", extra, *extra != '\0' ? ", " : "",
                                     shown(arena, value_trim(row->cells[i])));
    reading->summary->extra_columns = extra;
    return VHA_OK;
}

/* --------------------------------------------------------------------------------------- data */

static void take_data(struct reading *reading, const struct row *row)
{
    struct cell cells[MAX_TABLE_COLUMNS];
    static const struct cell empty = {"", 0};
    for (size_t i = 0; i < reading->column_count; i++) {
        const size_t position = reading->positions[i];
        cells[i] = position < row->count ? value_trim(row->cells[position]) : empty;
    }
    reading->cells = cells;
    /* A workbook row ends at its last filled cell, so only a CSV row can be too short. */
    const bool wrong_count = reading->summary->encoding == VHA_WORKBOOK
                                 ? row->count > reading->header_count
                                 : row->count != reading->header_count;
    if (wrong_count)
        reject(reading, MAX_TABLE_COLUMNS,
               vha_arena_format(reading->extract->arena,
                                "the row has %zu cells where the header has %zu", row->count,
                                reading->header_count));
    else
        tables[reading->table].take(reading, cells);
    reading->cells = NULL;
}

enum vha_status take_row(void *context, const struct row *row, struct vha_error *error)
{
    struct reading *reading = context;
    if (!reading->has_header)
        return take_header(reading, row, error);
    reading->line = row->line;
    const uint64_t done = reading->summary->rows++;
    if (done % STOP_CHECK_ROWS == 0) {
        vha_progress_report(reading->request->progress, "read", tables[reading->table].name, done,
                            reading->expected_rows);
        if (vha_progress_stopped(reading->request->progress))
            return vha_fail_stopped(error);
        if (reading->pool.used > UINT32_MAX / 2)
            return vha_fail(error, VHA_BAD_DATA,
                            "%s:%llu: the extract has more than 2 GiB of names and references.",
                            reading->summary->file, (unsigned long long)row->line);
    }
    take_data(reading, row);
    return VHA_OK;
}
