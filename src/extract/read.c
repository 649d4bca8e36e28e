#include "csv_file.h"
#include "reading.h"
#include "survey.h"
#include "xlsx.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Where a table is to be read from. */
struct source {
    enum vha_table table;
    size_t file;  /* index in the plan's files */
    size_t sheet; /* of a workbook */
    uint64_t rows;
};

/* Which files the manifest gives, and which tables are in them. */
struct plan {
    struct manifest manifest;
    size_t file_count;
    struct survey_file *files; /* as many as the manifest's, in its order */
    struct source sources[VHA_TABLES];
    bool planned[VHA_TABLES];
    struct xlsx **books; /* of the files, NULL for CSV; opened as they are needed */
};

static bool has_suffix(const char *name, const char *suffix)
{
    const size_t length = strlen(name);
    const size_t tail = strlen(suffix);
    return length > tail && strcasecmp(name + length - tail, suffix) == 0;
}

/* -------------------------------------------------------------------------------------- plan */

/* The table that a file is named after; extract.xlsx comes before all, since it may hold any. */
static int table_of_file(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (strcmp(name, "extract.xlsx") == 0)
        return -1;
    return dot != NULL ? (int)table_named(name, (size_t)(dot - name)) : VHA_TABLES;
}

static int compare_files(const void *a, const void *b)
{
    const struct manifest_file *left = a;
    const struct manifest_file *right = b;
    return table_of_file(left->name) - table_of_file(right->name);
}

static enum vha_status plan_source(struct plan *plan, enum vha_table table, size_t file,
                                   int64_t rows, struct vha_error *error)
{
    if (plan->planned[table])
        return vha_fail(error, VHA_BAD_DATA,
                        "manifest.yaml: the table %s is in both %s and %s; leave one out.",
                        tables[table].name, plan->files[plan->sources[table].file].name,
                        plan->files[file].name);
    plan->planned[table] = true;
    plan->sources[table] =
        (struct source){.table = table, .file = file, .rows = rows < 0 ? 0 : (uint64_t)rows};
    return VHA_OK;
}

/* extract.xlsx, whose rows are given sheet by sheet. */
static enum vha_status plan_sheets(struct plan *plan, size_t file, struct vha_error *error)
{
    const struct manifest_file *entry = &plan->manifest.files[file];
    if (entry->rows >= 0)
        return vha_fail(error, VHA_BAD_DATA,
                        "manifest.yaml: the rows of %s are to be given sheet by sheet.",
                        entry->name);
    enum vha_status status = VHA_OK;
    for (int table = 0; table < VHA_TABLES && status == VHA_OK; table++)
        if (entry->sheets[table] >= 0)
            status = plan_source(plan, (enum vha_table)table, file, entry->sheets[table], error);
    return status;
}

static enum vha_status plan_file(struct plan *plan, size_t file, struct vha_error *error)
{
    const struct manifest_file *entry = &plan->manifest.files[file];
    if (strcmp(entry->name, "extract.xlsx") == 0)
        return plan_sheets(plan, file, error);
    const bool known_suffix = has_suffix(entry->name, ".csv") || has_suffix(entry->name, ".xlsx");
    const char *dot = strrchr(entry->name, '.');
    const enum vha_table table =
        known_suffix ? table_named(entry->name, (size_t)(dot - entry->name)) : VHA_TABLES;
    if (table == VHA_TABLES)
        return vha_fail(error, VHA_BAD_DATA,
                        "manifest.yaml: %s is no table of an extract; expected a name such as "
                        "nominals.csv, nominals.xlsx or extract.xlsx.",
                        entry->name);
    if (entry->rows < 0)
        return vha_fail(error, VHA_BAD_DATA, "manifest.yaml: the rows of %s are to be one number.",
                        entry->name);
    return plan_source(plan, table, file, entry->rows, error);
}

/* A file of ours that the manifest does not name was forgotten there, or does not belong here. */
static enum vha_status refuse_strangers(const struct vha_extract_request *request,
                                        const struct plan *plan, struct vha_error *error)
{
    DIR *folder = opendir(request->folder);
    if (folder == NULL)
        return vha_fail(error, VHA_NO_INPUT, "The folder %s cannot be read: %s.", request->folder,
                        strerror(errno));
    enum vha_status status = VHA_OK;
    for (struct dirent *entry; status == VHA_OK && (entry = readdir(folder)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        const bool ours =
            (has_suffix(entry->d_name, ".csv") || has_suffix(entry->d_name, ".xlsx")) &&
            (table_named(entry->d_name, (size_t)(dot - entry->d_name)) != VHA_TABLES ||
             strcmp(entry->d_name, "extract.xlsx") == 0);
        bool named = false;
        for (size_t i = 0; i < plan->file_count; i++)
            named = named || strcmp(plan->files[i].name, entry->d_name) == 0;
        if (ours && !named)
            status = vha_fail(error, VHA_BAD_DATA,
                              "manifest.yaml: the folder holds %s, which the manifest does not "
                              "name; add it there or take it away.",
                              entry->d_name);
    }
    closedir(folder);
    return status;
}

static enum vha_status make_plan(const struct vha_extract_request *request, struct vha_arena *arena,
                                 struct plan *plan, struct vha_error *error)
{
    enum vha_status status = manifest_read(request->folder, arena, &plan->manifest, error);
    if (status != VHA_OK)
        return status;
    plan->file_count = plan->manifest.file_count;
    /* In the order of the tables, for the survey to run ahead of the reading. */
    qsort(plan->manifest.files, plan->file_count, sizeof *plan->manifest.files, compare_files);
    plan->files = vha_arena_alloc(arena, plan->file_count * sizeof *plan->files);
    plan->books = vha_arena_alloc(arena, plan->file_count * sizeof(struct xlsx *));
    for (size_t i = 0; i < plan->file_count; i++) {
        const char *name = plan->manifest.files[i].name;
        plan->files[i] = (struct survey_file){
            .path = vha_arena_format(arena, "%s/%s", request->folder, name),
            .name = name,
            .text = has_suffix(name, ".csv"),
        };
    }
    for (size_t i = 0; i < plan->file_count && status == VHA_OK; i++)
        status = plan_file(plan, i, error);
    for (int table = 0; table < VHA_TABLES && status == VHA_OK; table++)
        if (tables[table].required && !plan->planned[table])
            status = vha_fail(error, VHA_BAD_DATA,
                              "The required table %s is missing: the manifest names neither "
                              "%s.csv nor a workbook with it.",
                              tables[table].name, tables[table].name);
    return status == VHA_OK ? refuse_strangers(request, plan, error) : status;
}

/* ----------------------------------------------------------------------------------- reading */

static enum vha_status check_survey(const struct plan *plan, size_t file,
                                    const struct survey_result *result, struct vha_error *error)
{
    if (result->status != VHA_OK)
        return vha_fail(error, result->status, "%s", result->error.message);
    const struct manifest_file *entry = &plan->manifest.files[file];
    if (strcasecmp(result->sha256, entry->sha256) != 0)
        return vha_fail(error, VHA_BAD_DATA,
                        "%s is not the file that manifest.yaml tells of: its SHA-256 is %s, the "
                        "manifest's %s; hand the extract out again.",
                        entry->name, result->sha256, entry->sha256);
    return VHA_OK;
}

static enum vha_status find_sheet(const struct xlsx *book, const struct plan *plan,
                                  struct source *source, struct vha_error *error)
{
    const char *file = plan->files[source->file].name;
    source->sheet = 0;
    if (strcmp(file, "extract.xlsx") != 0)
        return VHA_OK;
    const char *name = tables[source->table].name;
    while (source->sheet < xlsx_sheet_count(book) &&
           strcasecmp(xlsx_sheet_name(book, source->sheet), name) != 0)
        source->sheet++;
    if (source->sheet == xlsx_sheet_count(book))
        return vha_fail(error, VHA_BAD_DATA, "%s has no sheet \"%s\", though the manifest says so.",
                        file, name);
    return VHA_OK;
}

static enum vha_status read_source(struct reading *reading, struct plan *plan,
                                   struct source *source, struct vha_error *error)
{
    const struct survey_file *file = &plan->files[source->file];
    const struct vha_settings *settings = reading->request->settings;
    if (file->text)
        return csv_file_read(file->path, file->name, reading->summary->encoding, settings, take_row,
                             reading, error);
    struct xlsx **book = &plan->books[source->file];
    enum vha_status status = VHA_OK;
    if (*book == NULL)
        status = xlsx_open(file->path, settings, book, error);
    if (status == VHA_OK)
        status = find_sheet(*book, plan, source, error);
    if (status == VHA_OK)
        status = xlsx_read_sheet(*book, source->sheet, take_row, reading, error);
    return status;
}

/* What must hold once a table's last row was read. */
static enum vha_status check_table(const struct reading *reading, struct vha_error *error)
{
    const struct vha_table_summary *summary = reading->summary;
    const char *table = tables[reading->table].name;
    if (!reading->has_header)
        return vha_fail(error, VHA_BAD_DATA, "%s: the table %s is empty: its header is missing.",
                        summary->file, table);
    if (summary->rows != reading->expected_rows)
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: the table %s has %llu data rows, the manifest says %llu; hand the "
                        "extract out again.",
                        summary->file, table, (unsigned long long)summary->rows,
                        (unsigned long long)reading->expected_rows);
    return VHA_OK;
}

static enum vha_status read_table(struct reading *reading, struct plan *plan, struct source *source,
                                  const struct survey_result *survey, struct vha_error *error)
{
    struct vha_extract *extract = reading->extract;
    reading->table = source->table;
    reading->summary = &extract->tables[source->table];
    reading->expected_rows = source->rows;
    reading->has_header = false;
    *reading->summary = (struct vha_table_summary){
        .present = true,
        .file = vha_arena_text(extract->arena, plan->files[source->file].name,
                               strlen(plan->files[source->file].name)),
        .encoding = survey->encoding,
        .extra_columns = "",
    };
    memcpy(reading->summary->sha256, survey->sha256, sizeof survey->sha256);
    index_init(&reading->keys);
    enum vha_status status = read_source(reading, plan, source, error);
    index_free(&reading->keys);
    if (status == VHA_OK)
        status = check_table(reading, error);
    if (status == VHA_OK)
        vha_progress_report(reading->request->progress, "read", tables[source->table].name,
                            source->rows, source->rows);
    struct vha_table_summary *summary = reading->summary;
    summary->kept = summary->rows - summary->duplicates - summary->rejects;
    return status;
}

static enum vha_status read_tables(struct reading *reading, struct plan *plan,
                                   struct survey *survey, struct vha_error *error)
{
    /* Parents come before children in the list of tables, so every reference can be checked at
     * once. */
    enum vha_status status = VHA_OK;
    for (int table = 0; table < VHA_TABLES && status == VHA_OK; table++) {
        if (!plan->planned[table])
            continue;
        struct source *source = &plan->sources[table];
        const struct survey_result *result = survey_wait(survey, source->file);
        status = check_survey(plan, source->file, result, error);
        if (status == VHA_OK)
            status = read_table(reading, plan, source, result, error);
    }
    /* A file that no table was read from must agree with the manifest all the same. */
    for (size_t file = 0; file < plan->file_count && status == VHA_OK; file++)
        status = check_survey(plan, file, survey_wait(survey, file), error);
    return status;
}

static void free_reading(struct reading *reading)
{
    index_free(&reading->nominals_by_pncid);
    index_free(&reading->crimes_by_ref);
    index_free(&reading->intel_by_ref);
    index_free(&reading->pool.words);
}

/* What the extract takes over from the reading: the texts and the rejects. */
static void hand_over(struct reading *reading)
{
    reading->extract->texts = reading->pool.texts;
    reading->extract->rejects = reading->rejects;
}

static enum vha_status judge_rejects(const struct reading *reading, struct vha_error *error)
{
    const struct vha_extract *extract = reading->extract;
    const uint64_t allowed = reading->request->max_rejects;
    if (extract->reject_count <= allowed)
        return VHA_OK;
    return vha_fail(error, VHA_BAD_DATA,
                    "%llu row%s of the extract cannot be used%s; nothing was changed. See "
                    "rejects.csv, mend the extract, or let up to that many through with "
                    "--max-rejects.",
                    (unsigned long long)extract->reject_count,
                    extract->reject_count == 1 ? "" : "s",
                    allowed > 0 ? ", more than --max-rejects allows" : "");
}

enum vha_status vha_extract_read(const struct vha_extract_request *request,
                                 struct vha_extract **extract, struct vha_error *error)
{
    *extract = NULL;
    struct vha_arena *scratch = vha_arena_new();
    struct plan plan = {0};
    enum vha_status status = make_plan(request, scratch, &plan, error);
    if (status != VHA_OK) {
        vha_arena_free(scratch);
        return status;
    }

    struct vha_extract *read = vha_alloc_zeroed(1, sizeof *read);
    read->arena = vha_arena_new();
    memcpy(read->quarter, plan.manifest.quarter, sizeof read->quarter);
    read->as_of = plan.manifest.as_of;
    read->prepared_by =
        vha_arena_text(read->arena, plan.manifest.prepared_by, strlen(plan.manifest.prepared_by));
    struct reading reading = {.request = request, .extract = read};
    pool_init(&reading.pool);
    index_init(&reading.nominals_by_pncid);
    index_init(&reading.crimes_by_ref);
    index_init(&reading.intel_by_ref);

    struct survey *survey = survey_start(plan.files, plan.file_count, request->settings);
    status = read_tables(&reading, &plan, survey, error);
    survey_end(survey);
    for (size_t i = 0; i < plan.file_count; i++)
        xlsx_close(plan.books[i]);
    vha_arena_free(scratch);
    free_reading(&reading);
    hand_over(&reading);
    if (status != VHA_OK) {
        vha_extract_free(read);
        return status;
    }
    vha_progress_report(request->progress, "arrange", NULL, 0, 0);
    arrange(read);
    *extract = read;
    return judge_rejects(&reading, error);
}

void vha_extract_free(struct vha_extract *extract)
{
    if (extract == NULL)
        return;
    free(extract->nominals);
    free(extract->crimes);
    free(extract->crime_nominals);
    free(extract->intel);
    free(extract->intel_nominals);
    free(extract->custody);
    for (size_t i = 0; i < VHA_TABLES; i++)
        free(extract->flags[i]);
    free(extract->texts);
    free(extract->rejects);
    vha_arena_free(extract->arena);
    free(extract);
}

const char *vha_encoding_text(enum vha_encoding encoding)
{
    static const char *const texts[] = {
        [VHA_UTF8] = "UTF-8",
        [VHA_UTF8_BROKEN] = "UTF-8 with broken bytes, shown as escapes",
        [VHA_WINDOWS_1252] = "Windows-1252, read as such",
        [VHA_WORKBOOK] = "workbook",
    };
    return texts[encoding];
}
