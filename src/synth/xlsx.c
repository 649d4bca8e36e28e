#include "writers.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "xlsx_parts.h"

/* Rows of a sheet below its heading. */
enum { SHEET_ROWS = 1048575 };
/* A piece of a sheet at a time; one person's rows of a table are far below the margin. */
enum { PIECE_SIZE = 1 << 16, MARGIN = 1 << 18, DEFLATE_LEVEL = 6 };
/* Days from the start of Excel's 1900 date system, as it counts after February 1900. */
enum { EXCEL_EPOCH_DAYS = 25569 };

struct sheet {
    struct synth_sink sink; /* first: a sink is the sheet it belongs to */
    const struct synth_world *world;
    const struct synth_table *table;
    const struct vha_progress *progress;
    uint32_t next_slot;
    uint32_t reported; /* steps of progress told of */
    bool ended;
    uint64_t rows;
    uint64_t size; /* bytes of the part, known from measuring it */
    size_t used;
    size_t taken;
    char *buffer;
    zip_error_t failure;
};

static enum vha_status measure(struct sheet *sheet, struct synth_result *result,
                               struct vha_error *error);
static enum vha_status write_workbook(struct sheet *sheets, const char *path,
                                      struct vha_error *error);
static enum vha_status hash_file(const char *path, char out[VHA_SHA256_TEXT_SIZE],
                                 struct vha_error *error);
static void put_row(struct synth_sink *sink, const struct synth_cell *cells, size_t count);

static enum vha_status fail_too_many(const char *table, struct vha_error *error)
{
    return vha_fail(error, VHA_CANNOT_CREATE,
                    "%s has more rows than the %d a sheet can hold: write CSV instead, or ask for "
                    "fewer nominals",
                    table, SHEET_ROWS);
}

enum vha_status synth_write_xlsx(const struct synth_world *world, const char *folder,
                                 const struct vha_progress *progress, struct synth_result *result,
                                 struct vha_error *error)
{
    if (world->nominals > SHEET_ROWS)
        return fail_too_many("nominals", error);
    struct sheet *sheets = vha_alloc_zeroed(SYNTH_TABLES, sizeof *sheets);
    enum vha_status status = VHA_OK;
    for (size_t t = 0; t < SYNTH_TABLES; t++) {
        sheets[t].sink.row = put_row;
        sheets[t].world = world;
        sheets[t].table = &synth_tables[t];
        sheets[t].progress = progress;
        sheets[t].buffer = vha_alloc(PIECE_SIZE + MARGIN);
    }
    for (size_t t = 0; t < SYNTH_TABLES && status == VHA_OK; t++)
        status = measure(&sheets[t], result, error);
    char *path = vha_path(folder, SYNTH_WORKBOOK);
    if (status == VHA_OK)
        status = write_workbook(sheets, path, error);
    if (status == VHA_OK)
        status = hash_file(path, result->sha256[0], error);
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        free(sheets[t].buffer);
    free(sheets);
    free(path);
    return status;
}

/* ------------------------------------------------------------------------------ sheets' text */

static void put(struct sheet *sheet, const char *text)
{
    const size_t length = strlen(text);
    memcpy(sheet->buffer + sheet->used, text, length);
    sheet->used += length;
}

static void put_escaped(struct sheet *sheet, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '&')
            put(sheet, "&amp;");
        else if (*text == '<')
            put(sheet, "&lt;");
        else if (*text == '>')
            put(sheet, "&gt;");
        else
            sheet->buffer[sheet->used++] = *text;
    }
}

static void put_row(struct synth_sink *sink, const struct synth_cell *cells, size_t count)
{
    struct sheet *sheet = (struct sheet *)sink;
    char text[64];
    sheet->rows++;
    const unsigned long long number = sheet->rows;
    snprintf(text, sizeof text, "<row r=\"%llu\">", number);
    put(sheet, text);
    for (size_t i = 0; i < count; i++) {
        const char column = (char)('A' + (char)i);
        if (cells[i].text != NULL && cells[i].text[0] != '\0') {
            snprintf(text, sizeof text, "<c r=\"%c%llu\" t=\"inlineStr\"><is><t>", column, number);
            put(sheet, text);
            put_escaped(sheet, cells[i].text);
            put(sheet, "</t></is></c>");
        } else if (cells[i].text == NULL && cells[i].date != VHA_NO_DATE) {
            snprintf(text, sizeof text, "<c r=\"%c%llu\" s=\"1\"><v>%d</v></c>", column, number,
                     (int)cells[i].date + EXCEL_EPOCH_DAYS);
            put(sheet, text);
        }
    }
    put(sheet, "</row>\n");
}

static void rewind_sheet(struct sheet *sheet)
{
    sheet->next_slot = 0;
    sheet->reported = UINT32_MAX;
    sheet->ended = false;
    sheet->rows = 0;
    sheet->used = 0;
    sheet->taken = 0;
}

/* Puts the next piece of the sheet's text into the buffer; false after the last. */
static bool next_piece(struct sheet *sheet)
{
    sheet->used = 0;
    sheet->taken = 0;
    if (sheet->ended)
        return false;
    if (sheet->rows == 0) {
        struct synth_cell header[SYNTH_MAX_COLUMNS];
        for (size_t i = 0; i < sheet->table->column_count; i++)
            header[i] = synth_text(sheet->table->columns[i]);
        put(sheet, synth_sheet_head);
        put_row(&sheet->sink, header, sheet->table->column_count);
    }
    struct synth_dossier dossier;
    while (sheet->used < PIECE_SIZE && sheet->next_slot < sheet->world->nominals) {
        synth_dossier_make(sheet->world, sheet->next_slot++, &dossier);
        sheet->table->emit(&dossier, &sheet->sink);
    }
    if (sheet->used < PIECE_SIZE) {
        put(sheet, synth_sheet_tail);
        sheet->ended = true;
    }
    return true;
}

/* A piece is a few milliseconds' work: too little to tell of each. */
static void report(struct sheet *sheet, const char *stage)
{
    const uint32_t step = sheet->next_slot / SYNTH_PROGRESS_SLOTS;
    if (step == sheet->reported && sheet->next_slot != sheet->world->nominals)
        return;
    sheet->reported = step;
    vha_progress_report(sheet->progress, stage, sheet->table->name, sheet->next_slot,
                        sheet->world->nominals);
}

/* The size must be known beforehand: without it the part would be marked as one that may pass four
 * gigabytes, which Excel mistrusts. It also finds a table that no sheet can hold before anything is
 * written. */
static enum vha_status measure(struct sheet *sheet, struct synth_result *result,
                               struct vha_error *error)
{
    rewind_sheet(sheet);
    sheet->size = 0;
    while (next_piece(sheet)) {
        sheet->size += sheet->used;
        report(sheet, "measure");
        if (vha_progress_stopped(sheet->progress))
            return vha_fail_stopped(error);
        if (sheet->rows > SHEET_ROWS + 1)
            return fail_too_many(sheet->table->name, error);
    }
    result->rows[sheet->table - synth_tables] = sheet->rows - 1;
    return VHA_OK;
}

/* ---------------------------------------------------------------------------------- the file */

static zip_int64_t read_sheet(struct sheet *sheet, char *data, zip_uint64_t length)
{
    if (vha_progress_stopped(sheet->progress)) {
        zip_error_set(&sheet->failure, ZIP_ER_CANCELLED, 0);
        return -1;
    }
    if (sheet->taken == sheet->used && !next_piece(sheet))
        return 0;
    report(sheet, "write");
    const size_t left = sheet->used - sheet->taken;
    const size_t taken = left < length ? left : (size_t)length;
    memcpy(data, sheet->buffer + sheet->taken, taken);
    sheet->taken += taken;
    return (zip_int64_t)taken;
}

/* A sheet as libzip reads it: made in pieces as the compressor asks for them. */
static zip_int64_t sheet_source(void *context, void *data, zip_uint64_t length,
                                zip_source_cmd_t command)
{
    struct sheet *sheet = context;
    if (command == ZIP_SOURCE_OPEN) {
        rewind_sheet(sheet);
        return 0;
    }
    if (command == ZIP_SOURCE_READ)
        return read_sheet(sheet, data, length);
    if (command == ZIP_SOURCE_STAT) {
        zip_stat_t *stat = data;
        zip_stat_init(stat);
        stat->size = sheet->size;
        stat->valid = ZIP_STAT_SIZE;
        return sizeof *stat;
    }
    if (command == ZIP_SOURCE_ERROR)
        return zip_error_to_data(&sheet->failure, data, length);
    if (command == ZIP_SOURCE_CLOSE || command == ZIP_SOURCE_FREE)
        return 0;
    if (command == ZIP_SOURCE_SUPPORTS)
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                              -1);
    zip_error_set(&sheet->failure, ZIP_ER_OPNOTSUPP, 0);
    return -1;
}

/* Adds one part, compressed and dated alike in every workbook; takes the source over. */
static bool add_part(zip_t *archive, const char *name, zip_source_t *source)
{
    enum { NOON = 12 << 11, FIRST_OF_1980 = (1 << 5) | 1 };
    if (source == NULL)
        return false;
    const zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    const zip_uint64_t entry = (zip_uint64_t)index;
    return zip_set_file_compression(archive, entry, ZIP_CM_DEFLATE, DEFLATE_LEVEL) == 0 &&
           zip_file_set_dostime(archive, entry, NOON, FIRST_OF_1980, 0) == 0;
}

static bool add_parts(zip_t *archive, struct sheet *sheets, const struct synth_parts *parts)
{
    for (size_t i = 0; i < SYNTH_FIXED_PARTS; i++) {
        const char *text = parts->texts[i];
        if (!add_part(archive, parts->names[i], zip_source_buffer(archive, text, strlen(text), 0)))
            return false;
    }
    for (size_t t = 0; t < SYNTH_TABLES; t++) {
        char name[64];
        snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", t + 1);
        if (!add_part(archive, name, zip_source_function(archive, sheet_source, &sheets[t])))
            return false;
    }
    return true;
}

static enum vha_status write_workbook(struct sheet *sheets, const char *path,
                                      struct vha_error *error)
{
    int code = 0;
    zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code);
    if (archive == NULL)
        return vha_fail(error, VHA_CANNOT_CREATE, "%s: cannot be made (libzip error %d)", path,
                        code);
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        zip_error_init(&sheets[t].failure);
    struct synth_parts parts;
    synth_parts_make(&parts);
    const bool whole = add_parts(archive, sheets, &parts) && zip_close(archive) == 0;
    enum vha_status status = VHA_OK;
    if (!whole) {
        status = vha_progress_stopped(sheets[0].progress)
                     ? vha_fail_stopped(error)
                     : vha_fail(error, VHA_IO_ERROR, "%s: writing failed: %s", path,
                                zip_strerror(archive));
        zip_discard(archive);
    }
    synth_parts_free(&parts);
    return status;
}

static enum vha_status hash_file(const char *path, char out[VHA_SHA256_TEXT_SIZE],
                                 struct vha_error *error)
{
    unsigned char piece[PIECE_SIZE];
    unsigned char hash[VHA_SHA256_BYTES];
    crypto_hash_sha256_state state;
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return vha_fail(error, VHA_IO_ERROR, "%s: cannot be read back: %s", path, strerror(errno));
    crypto_hash_sha256_init(&state);
    size_t length = 0;
    while ((length = fread(piece, 1, sizeof piece, file)) > 0)
        crypto_hash_sha256_update(&state, piece, length);
    const bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return vha_fail(error, VHA_IO_ERROR, "%s: reading it back failed", path);
    crypto_hash_sha256_final(&state, hash);
    vha_sha256_hex(out, hash);
    return VHA_OK;
}
