/*
 * What becomes of the rows: thirteen CSV files or one workbook, then the manifest. Each function
 * writes into an existing, empty folder; what it leaves behind on failure is the caller's to
 * remove.
 */
#ifndef SYNTH_WRITERS_H
#define SYNTH_WRITERS_H

#include "tables.h"

/* What was written: data rows of each table, and the hash of each file. */
struct synth_result {
    uint64_t rows[SYNTH_TABLES];
    char sha256[SYNTH_TABLES][VHA_SHA256_TEXT_SIZE]; /* of a workbook only the first */
};

#define SYNTH_WORKBOOK "extract.xlsx"
#define SYNTH_MANIFEST "manifest.yaml"
/* Slots between two reports of progress. */
#define SYNTH_PROGRESS_SLOTS 4096

/* The file of a table, "nominals.csv", as an allocated path in the folder. */
char *synth_csv_path(const char *folder, const struct synth_table *table);

/* All thirteen files in one pass over the people. */
enum vha_status synth_write_csv(const struct synth_world *world, const char *folder,
                                const struct vha_progress *progress, struct synth_result *result,
                                struct vha_error *error) VHA_MUST_CHECK;

/* The workbook, sheet after sheet, each made while it is compressed. */
enum vha_status synth_write_xlsx(const struct synth_world *world, const char *folder,
                                 const struct vha_progress *progress, struct synth_result *result,
                                 struct vha_error *error) VHA_MUST_CHECK;

enum vha_status synth_write_manifest(const struct synth_world *world,
                                     const struct vha_synth_request *request,
                                     const struct synth_result *result,
                                     struct vha_error *error) VHA_MUST_CHECK;

#endif
