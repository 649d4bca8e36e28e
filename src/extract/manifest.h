/*
 * manifest.yaml: which quarter this is, and what each file must be.
 */
#ifndef VHA_EXTRACT_MANIFEST_H
#define VHA_EXTRACT_MANIFEST_H

#include "vha/extract.h"

/* A file that the manifest names. */
struct manifest_file {
    const char *name;
    const char *sha256;
    int64_t rows;               /* of a single table; -1 when sheet_rows tells */
    int64_t sheets[VHA_TABLES]; /* rows by table for a workbook of several; -1: not named */
};

struct manifest {
    const char *quarter;
    const char *prepared_by;
    vha_date as_of;
    size_t file_count;
    struct manifest_file *files;
};

/* Reads folder/manifest.yaml into `arena`. VHA_NO_INPUT when it is missing, VHA_BAD_DATA with
 * `manifest.yaml:line:column` when it is wrong. */
enum vha_status manifest_read(const char *folder, struct vha_arena *arena,
                              struct manifest *manifest, struct vha_error *error) VHA_MUST_CHECK;

/* The table of that name, or VHA_TABLES. */
enum vha_table table_named(const char *name, size_t length);

#endif
