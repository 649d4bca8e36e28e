#include "manifest.h"

#include "vha/yaml.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ROWS INT64_C(4000000000) /* row numbers are held in 32 bits */

/* YYYY-Q1 to YYYY-Q4. */
static bool is_quarter(const char *text)
{
    static const char form[] = "dddd-Qq";
    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i] != '\0'; i++) {
        const char c = text[i];
        const bool fits = form[i] == 'd'   ? c >= '0' && c <= '9'
                          : form[i] == 'q' ? c >= '1' && c <= '4'
                                           : c == form[i];
        if (!fits)
            return false;
    }
    return true;
}

static enum vha_status read_quarter(const struct vha_yaml_node *node, void *target, void *context,
                                    struct vha_error *error)
{
    (void)context;
    if (node->kind != VHA_YAML_SCALAR || !is_quarter(node->text))
        return vha_yaml_unexpected(node, error, "a quarter such as 2026-Q3");
    *(const char **)target = node->text;
    return VHA_OK;
}

static enum vha_status read_date(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    (void)context;
    if (node->kind != VHA_YAML_SCALAR || !vha_date_parse(node->text, node->length, target))
        return vha_yaml_unexpected(node, error, "a day such as 2026-10-01");
    return VHA_OK;
}

static enum vha_status read_sha256(const struct vha_yaml_node *node, void *target, void *context,
                                   struct vha_error *error)
{
    (void)context;
    if (node->kind != VHA_YAML_SCALAR || node->length != VHA_SHA256_TEXT_SIZE - 1 ||
        strspn(node->text, "0123456789abcdefABCDEF") != node->length)
        return vha_yaml_unexpected(node, error, "a SHA-256 of 64 hexadecimal digits");
    *(const char **)target = node->text;
    return VHA_OK;
}

/* A number of rows, or a mapping of sheet to rows. */
static enum vha_status read_rows(const struct vha_yaml_node *node, void *target, void *context,
                                 struct vha_error *error)
{
    (void)context;
    struct manifest_file *file = target;
    if (node->kind != VHA_YAML_MAPPING)
        return vha_yaml_integer(node, 0, MAX_ROWS, &file->rows, error);
    for (const struct vha_yaml_node *sheet = node->first; sheet != NULL; sheet = sheet->next) {
        const enum vha_table table = table_named(sheet->key, strlen(sheet->key));
        if (table == VHA_TABLES) {
            const char *names[VHA_TABLES];
            for (int i = 0; i < VHA_TABLES; i++)
                names[i] = vha_table_name((enum vha_table)i);
            return vha_yaml_unknown_key(sheet, names, VHA_TABLES, error);
        }
        const enum vha_status status =
            vha_yaml_integer(sheet, 0, MAX_ROWS, &file->sheets[table], error);
        if (status != VHA_OK)
            return status;
    }
    return VHA_OK;
}

static const struct vha_yaml_field file_fields[] = {
    {.key = "sha256",
     .type = VHA_YAML_CUSTOM,
     .custom = read_sha256,
     .expected = "a SHA-256 of 64 hexadecimal digits",
     VHA_YAML_AT(struct manifest_file, sha256)},
    {.key = "rows",
     .type = VHA_YAML_CUSTOM,
     .custom = read_rows,
     .expected = "the number of data rows, or of each sheet's"},
};

static enum vha_status read_files(const struct vha_yaml_node *node, void *target, void *context,
                                  struct vha_error *error)
{
    struct manifest *manifest = target;
    struct vha_arena *arena = context;
    if (node->kind != VHA_YAML_MAPPING || node->count == 0)
        return vha_yaml_unexpected(node, error,
                                   "the files of the extract, each with rows and sha256");
    struct manifest_file *files = vha_arena_alloc(arena, node->count * sizeof *files);
    for (const struct vha_yaml_node *entry = node->first; entry != NULL; entry = entry->next) {
        struct manifest_file *file = &files[manifest->file_count++];
        file->name = entry->key;
        file->rows = -1;
        for (size_t i = 0; i < VHA_TABLES; i++)
            file->sheets[i] = -1;
        const enum vha_status status =
            vha_yaml_fields(entry, file_fields, VHA_COUNT(file_fields), file, NULL, error);
        if (status != VHA_OK)
            return status;
    }
    manifest->files = files;
    return VHA_OK;
}

static const struct vha_yaml_field manifest_fields[] = {
    {.key = "quarter",
     .type = VHA_YAML_CUSTOM,
     .custom = read_quarter,
     .expected = "a quarter such as 2026-Q3",
     VHA_YAML_AT(struct manifest, quarter)},
    {.key = "as_of",
     .type = VHA_YAML_CUSTOM,
     .custom = read_date,
     .expected = "the assessment date",
     VHA_YAML_AT(struct manifest, as_of)},
    {.key = "prepared_by",
     .type = VHA_YAML_TEXT,
     .min = 1,
     .max = 200,
     VHA_YAML_AT(struct manifest, prepared_by)},
    {.key = "files",
     .type = VHA_YAML_CUSTOM,
     .custom = read_files,
     .expected = "the files of the extract"},
};

enum vha_status manifest_read(const char *folder, struct vha_arena *arena,
                              struct manifest *manifest, struct vha_error *error)
{
    *manifest = (struct manifest){0};
    char *path = vha_path(folder, "manifest.yaml");
    char *text = NULL;
    size_t length = 0;
    enum vha_status status = vha_yaml_read_text(path, &text, &length, error);
    free(path);
    const struct vha_yaml_node *root = NULL;
    if (status == VHA_OK)
        status = vha_yaml_parse(arena, "manifest.yaml", text, length, &root, error);
    if (status == VHA_OK)
        status = vha_yaml_fields(root, manifest_fields, VHA_COUNT(manifest_fields), manifest, arena,
                                 error);
    free(text);
    /* To whoever loads, a wrong manifest is wrong data; configuration is what the program owns. */
    if (status == VHA_BAD_CONFIG && error != NULL)
        error->status = VHA_BAD_DATA;
    return status == VHA_BAD_CONFIG ? VHA_BAD_DATA : status;
}
