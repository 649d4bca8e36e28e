#include "writers.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A row, quoted at worst throughout, is far below the margin. */
enum { BUFFER_SIZE = 1 << 16, ROW_MARGIN = 1 << 12 };

struct csv_file {
    struct synth_sink sink; /* first: a sink is the file it belongs to */
    char *path;
    int descriptor; /* -1: not open */
    int failure;    /* errno of the first write that failed, else 0 */
    size_t used;
    uint64_t rows;
    crypto_hash_sha256_state hash;
    char buffer[BUFFER_SIZE];
};

static enum vha_status open_files(struct csv_file *files, const char *folder,
                                  struct vha_error *error);
static enum vha_status write_people(const struct synth_world *world, struct csv_file *files,
                                    const struct vha_progress *progress, struct vha_error *error);
static enum vha_status finish_files(struct csv_file *files, struct synth_result *result,
                                    struct vha_error *error);
static void put_row(struct synth_sink *sink, const struct synth_cell *cells, size_t count);

char *synth_csv_path(const char *folder, const struct synth_table *table)
{
    char name[64];
    snprintf(name, sizeof name, "%s.csv", table->name);
    return vha_path(folder, name);
}

enum vha_status synth_write_csv(const struct synth_world *world, const char *folder,
                                const struct vha_progress *progress, struct synth_result *result,
                                struct vha_error *error)
{
    struct csv_file *files = vha_alloc_zeroed(SYNTH_TABLES, sizeof *files);
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        files[t].descriptor = -1;
    enum vha_status status = open_files(files, folder, error);
    if (status == VHA_OK)
        status = write_people(world, files, progress, error);
    if (status == VHA_OK)
        status = finish_files(files, result, error);
    for (size_t t = 0; t < SYNTH_TABLES; t++) {
        if (files[t].descriptor >= 0)
            close(files[t].descriptor);
        free(files[t].path);
    }
    free(files);
    return status;
}

static enum vha_status open_files(struct csv_file *files, const char *folder,
                                  struct vha_error *error)
{
    for (size_t t = 0; t < SYNTH_TABLES; t++) {
        struct csv_file *file = &files[t];
        const struct synth_table *table = &synth_tables[t];
        file->sink.row = put_row;
        file->path = synth_csv_path(folder, table);
        file->descriptor = open(file->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
        if (file->descriptor < 0)
            return vha_fail(error, VHA_CANNOT_CREATE, "%s: cannot be made: %s", file->path,
                            strerror(errno));
        crypto_hash_sha256_init(&file->hash);
        struct synth_cell header[SYNTH_MAX_COLUMNS];
        for (size_t i = 0; i < table->column_count; i++)
            header[i] = synth_text(table->columns[i]);
        put_row(&file->sink, header, table->column_count);
        file->rows = 0;
    }
    return VHA_OK;
}

static enum vha_status check_files(const struct csv_file *files, struct vha_error *error)
{
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        if (files[t].failure != 0)
            return vha_fail(error, VHA_IO_ERROR, "%s: writing failed: %s", files[t].path,
                            strerror(files[t].failure));
    return VHA_OK;
}

static enum vha_status write_people(const struct synth_world *world, struct csv_file *files,
                                    const struct vha_progress *progress, struct vha_error *error)
{
    struct synth_dossier dossier;
    for (uint32_t slot = 0; slot < world->nominals; slot++) {
        if (slot % SYNTH_PROGRESS_SLOTS == 0) {
            vha_progress_report(progress, "write", NULL, slot, world->nominals);
            if (vha_progress_stopped(progress))
                return vha_fail_stopped(error);
            if (check_files(files, error) != VHA_OK)
                return VHA_IO_ERROR;
        }
        synth_dossier_make(world, slot, &dossier);
        for (size_t t = 0; t < SYNTH_TABLES; t++)
            synth_tables[t].emit(&dossier, &files[t].sink);
    }
    vha_progress_report(progress, "write", NULL, world->nominals, world->nominals);
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------ writing */

static void flush(struct csv_file *file)
{
    crypto_hash_sha256_update(&file->hash, (const unsigned char *)file->buffer, file->used);
    const char *at = file->buffer;
    size_t left = file->used;
    while (left > 0 && file->failure == 0) {
        const ssize_t written = write(file->descriptor, at, left);
        if (written >= 0) {
            at += written;
            left -= (size_t)written;
        } else if (errno != EINTR) {
            file->failure = errno;
        }
    }
    file->used = 0;
}

static enum vha_status finish_files(struct csv_file *files, struct synth_result *result,
                                    struct vha_error *error)
{
    for (size_t t = 0; t < SYNTH_TABLES; t++) {
        struct csv_file *file = &files[t];
        flush(file);
        const int closed = close(file->descriptor);
        file->descriptor = -1;
        if (closed != 0 && file->failure == 0)
            file->failure = errno;
        unsigned char hash[VHA_SHA256_BYTES];
        crypto_hash_sha256_final(&file->hash, hash);
        vha_sha256_hex(result->sha256[t], hash);
        result->rows[t] = file->rows;
    }
    return check_files(files, error);
}

static void put_text(struct csv_file *file, const char *text)
{
    const size_t length = strlen(text);
    char *out = file->buffer + file->used;
    if (strpbrk(text, ",\"\r\n") == NULL) {
        out = mempcpy(out, text, length);
        file->used = (size_t)(out - file->buffer);
        return;
    }
    *out++ = '"';
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            *out++ = '"';
        *out++ = *at;
    }
    *out++ = '"';
    file->used = (size_t)(out - file->buffer);
}

static void put_row(struct synth_sink *sink, const struct synth_cell *cells, size_t count)
{
    struct csv_file *file = (struct csv_file *)sink;
    if (file->used > BUFFER_SIZE - ROW_MARGIN)
        flush(file);
    for (size_t i = 0; i < count; i++) {
        char date[VHA_DATE_SIZE];
        if (i > 0)
            file->buffer[file->used++] = ',';
        put_text(file,
                 cells[i].text != NULL ? cells[i].text : vha_date_format(date, cells[i].date));
    }
    file->buffer[file->used++] = '\n';
    file->rows++;
}
