#include "reading.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHOWN_BYTES = 200, STOP_CHECK_ROWS = 4096 };

/* ------------------------------------------------------------------------------------ rejects */

void reject(struct reading *reading, size_t column, const char *reason)
{
    reading->summary->rejects++;
    if (reading->rejects_kept == VHA_MAX_REJECTS_KEPT)
        return;
    reading->rejects = vha_grow(reading->rejects, reading->rejects_kept, &reading->reject_capacity,
                                sizeof *reading->rejects);
    const bool in_row = column < MAX_TABLE_COLUMNS;
    reading->rejects[reading->rejects_kept++] = (struct vha_reject){
        .file = reading->summary->file,
        .line = reading->line,
        .column = in_row ? tables[reading->table].columns[column] : "",
        .value = in_row ? vha_arena_text(reading->arena, reading->cells[column].text,
                                         reading->cells[column].length)
                        : "",
        .reason = vha_arena_text(reading->arena, reason, strlen(reason)),
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

/* Whether a text of a finished table is that of the cell. */
static bool is_text(const struct vha_extract *extract, enum vha_table table, vha_text_id id,
                    struct cell cell)
{
    const char *text = vha_extract_text(extract, table, id);
    return strncmp(text, cell.text, cell.length) == 0 && text[cell.length] == '\0';
}

/* The end of the rows that are worth a look before the index is asked. */
static uint32_t near_end(uint32_t near, uint32_t count)
{
    enum { LOOK_AHEAD = 4 };
    return count - near < LOOK_AHEAD ? count : near + LOOK_AHEAD;
}

bool lookup_nominal(struct reading *reading, vha_pncid pncid, uint32_t *nominal)
{
    const struct vha_extract *extract = reading->extract;
    const uint32_t end = near_end(reading->near_nominal, extract->counts[VHA_NOMINALS]);
    for (*nominal = reading->near_nominal; *nominal < end; ++*nominal)
        if (extract->nominals[*nominal].pncid == pncid)
            return true;
    const struct index *index = &reading->indexes->nominals_by_pncid;
    for (size_t at = 0; index_next(index, hash_number(pncid), &at, nominal);)
        if (extract->nominals[*nominal].pncid == pncid)
            return true;
    return false;
}

bool find_nominal(struct reading *reading, size_t column, uint32_t *nominal)
{
    vha_pncid pncid = 0;
    if (!accept(reading, column,
                value_pncid(reading->cells[column], reading->extract->as_of, &pncid)))
        return false;
    if (!lookup_nominal(reading, pncid, nominal)) {
        reject(reading, column, "no such nominal in the extract, or their row was rejected");
        return false;
    }
    reading->near_nominal = *nominal;
    return true;
}

static bool lookup_crime(struct reading *reading, struct cell ref, uint32_t *crime)
{
    const struct vha_extract *extract = reading->extract;
    const uint32_t end = near_end(reading->near_crime, extract->counts[VHA_CRIME_REPORTS]);
    for (*crime = reading->near_crime; *crime < end; ++*crime)
        if (is_text(extract, VHA_CRIME_REPORTS, extract->crimes[*crime].ref, ref))
            return true;
    const struct index *index = &reading->indexes->crimes_by_ref;
    for (size_t at = 0; index_next(index, hash_bytes(ref.text, ref.length), &at, crime);)
        if (is_text(extract, VHA_CRIME_REPORTS, extract->crimes[*crime].ref, ref))
            return true;
    return false;
}

bool find_crime(struct reading *reading, size_t column, bool optional, uint32_t *crime)
{
    const struct cell ref = reading->cells[column];
    if (ref.length == 0 && optional) {
        *crime = VHA_NO_ROW;
        return true;
    }
    if (!lookup_crime(reading, ref, crime)) {
        reject(reading, column, "no such crime report in the extract, or its row was rejected");
        return false;
    }
    reading->near_crime = *crime;
    return true;
}

static bool lookup_intel(struct reading *reading, struct cell ref, uint32_t *intel)
{
    const struct vha_extract *extract = reading->extract;
    const uint32_t end = near_end(reading->near_intel, extract->counts[VHA_INTEL_REPORTS]);
    for (*intel = reading->near_intel; *intel < end; ++*intel)
        if (is_text(extract, VHA_INTEL_REPORTS, extract->intel[*intel].ref, ref))
            return true;
    const struct index *index = &reading->indexes->intel_by_ref;
    for (size_t at = 0; index_next(index, hash_bytes(ref.text, ref.length), &at, intel);)
        if (is_text(extract, VHA_INTEL_REPORTS, extract->intel[*intel].ref, ref))
            return true;
    return false;
}

bool find_intel(struct reading *reading, size_t column, bool optional, uint32_t *intel)
{
    const struct cell ref = reading->cells[column];
    if (ref.length == 0 && optional) {
        *intel = VHA_NO_ROW;
        return true;
    }
    if (!lookup_intel(reading, ref, intel)) {
        reject(reading, column,
               "no such intelligence report in the extract, or its row was rejected");
        return false;
    }
    reading->near_intel = *intel;
    return true;
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
                        tables[reading->table].name, header_names(reading->arena, row));
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
    struct vha_arena *arena = reading->arena;
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
               vha_arena_format(reading->arena, "the row has %zu cells where the header has %zu",
                                row->count, reading->header_count));
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
