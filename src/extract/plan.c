#include "plan.h"

#include "reading.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

bool plan_is_whole_workbook(const char *name)
{
    return strcmp(name, "extract.xlsx") == 0;
}

static bool has_suffix(const char *name, const char *suffix)
{
    const size_t length = strlen(name);
    const size_t tail = strlen(suffix);
    return length > tail && strcasecmp(name + length - tail, suffix) == 0;
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
    plan->sources[table] = (struct source){.file = file, .rows = rows < 0 ? 0 : (uint64_t)rows};
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
    if (plan_is_whole_workbook(entry->name))
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
static enum vha_status refuse_strangers(const char *path, const struct plan *plan,
                                        struct vha_error *error)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return vha_fail(error, VHA_NO_INPUT, "The folder %s cannot be read: %s.", path,
                        strerror(errno));
    enum vha_status status = VHA_OK;
    for (struct dirent *entry; status == VHA_OK && (entry = readdir(folder)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        const bool ours =
            (has_suffix(entry->d_name, ".csv") || has_suffix(entry->d_name, ".xlsx")) &&
            (table_named(entry->d_name, (size_t)(dot - entry->d_name)) != VHA_TABLES ||
             plan_is_whole_workbook(entry->d_name));
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

enum vha_status plan_make(const char *folder, struct vha_arena *arena, struct plan *plan,
                          struct vha_error *error)
{
    enum vha_status status = manifest_read(folder, arena, &plan->manifest, error);
    if (status != VHA_OK)
        return status;
    plan->file_count = plan->manifest.file_count;
    plan->files = vha_arena_alloc(arena, plan->file_count * sizeof *plan->files);
    for (size_t i = 0; i < plan->file_count; i++) {
        const char *name = plan->manifest.files[i].name;
        plan->files[i] = (struct survey_file){
            .path = vha_arena_format(arena, "%s/%s", folder, name),
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
    return status == VHA_OK ? refuse_strangers(folder, plan, error) : status;
}

enum vha_status plan_check_survey(const struct plan *plan, size_t file, const struct survey *survey,
                                  struct vha_error *error)
{
    if (survey->status != VHA_OK)
        return vha_fail(error, survey->status, "%s", survey->error.message);
    const struct manifest_file *entry = &plan->manifest.files[file];
    if (strcasecmp(survey->sha256, entry->sha256) != 0)
        return vha_fail(error, VHA_BAD_DATA,
                        "%s is not the file that manifest.yaml tells of: its SHA-256 is %s, the "
                        "manifest's %s; hand the extract out again.",
                        entry->name, survey->sha256, entry->sha256);
    return VHA_OK;
}
