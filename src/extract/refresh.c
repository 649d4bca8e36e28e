#include "csv_file.h"
#include "reading.h"
#include "survey.h"

#include <string.h>

/* One table by itself, between two loads: the people are those of the quarter in force. */

static struct vha_extract *new_extract(const struct vha_table_request *request,
                                       struct indexes *indexes)
{
    struct vha_extract *const extract = vha_alloc_zeroed(1, sizeof *extract);
    extract->arena = vha_arena_new();
    for (size_t table = 0; table < VHA_ALL_TABLES; table++)
        extract->arenas[table] = vha_arena_new();
    extract->as_of = request->as_of;
    extract->nominals = vha_alloc_zeroed(request->count + 1, sizeof *extract->nominals);
    for (size_t i = 0; i < request->count; i++) {
        extract->nominals[i].pncid = request->pncids[i];
        index_add(&indexes->nominals_by_pncid, hash_number(request->pncids[i]), (uint32_t)i);
    }
    extract->counts[VHA_NOMINALS] = (uint32_t)request->count;
    return extract;
}

static enum vha_status judge(const struct reading *reading, struct vha_error *error)
{
    const char *const file = reading->summary->file;
    char value[256];
    if (!reading->has_header)
        return vha_fail(error, VHA_BAD_DATA, "%s is empty: its header is missing.", file);
    if (reading->summary->rejects == 0)
        return VHA_OK;
    const struct vha_reject *const first = &reading->rejects[0];
    return vha_fail(error, VHA_BAD_DATA,
                    "%llu row%s of %s cannot be used, the first on line %llu: %s \"%.60s\": %s; "
                    "nothing was changed.",
                    (unsigned long long)reading->summary->rejects,
                    reading->summary->rejects == 1 ? "" : "s", file,
                    (unsigned long long)first->line, first->column,
                    vha_text_show(value, sizeof value, first->value), first->reason);
}

static enum vha_status read_rows(const struct vha_table_request *request, const char *name,
                                 struct reading *reading, struct vha_error *error)
{
    const struct survey_file file = {.path = request->path, .name = name, .text = true};
    const struct survey survey = survey_look(&file, request->settings);
    if (survey.status != VHA_OK)
        return vha_fail(error, survey.status, "%s", survey.error.message);
    reading->summary->encoding = survey.encoding;
    memcpy(reading->summary->sha256, survey.sha256, sizeof survey.sha256);
    const struct csv_form form = {survey.encoding, survey.has_quotes};
    const enum vha_status status =
        csv_file_read(request->path, name, form, request->settings, take_row, reading, error);
    return status == VHA_OK ? judge(reading, error) : status;
}

enum vha_status vha_extract_read_table(const struct vha_table_request *request,
                                       struct vha_extract **extract, struct vha_error *error)
{
    const char *const slash = strrchr(request->path, '/');
    const char *const name = slash != NULL ? slash + 1 : request->path;
    const struct vha_extract_request none = {.settings = request->settings};
    struct indexes indexes;
    index_init(&indexes.nominals_by_pncid);
    index_init(&indexes.crimes_by_ref);
    index_init(&indexes.intel_by_ref);
    struct vha_extract *const read = new_extract(request, &indexes);
    struct reading reading = {
        .request = &none,
        .extract = read,
        .indexes = &indexes,
        .table = request->table,
        .summary = &read->tables[request->table],
        .arena = read->arenas[request->table],
    };
    pool_init(&reading.pool);
    index_init(&reading.keys);
    *reading.summary = (struct vha_table_summary){
        .present = true,
        .file = vha_arena_text(reading.arena, name, strlen(name)),
        .extra_columns = "",
    };
    const enum vha_status status = read_rows(request, name, &reading, error);
    read->texts[request->table] = reading.pool.texts;
    read->rejects_of[request->table] = reading.rejects;
    index_free(&reading.pool.words);
    index_free(&reading.keys);
    index_free(&indexes.nominals_by_pncid);
    index_free(&indexes.crimes_by_ref);
    index_free(&indexes.intel_by_ref);
    *extract = read;
    if (status != VHA_OK) {
        vha_extract_free(read);
        *extract = NULL;
    }
    return status;
}
