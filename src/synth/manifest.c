#include "writers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void list_files(FILE *out, const struct synth_result *result)
{
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        fprintf(out, "  %s.csv:\n    rows: %" PRIu64 "\n    sha256: %s\n", synth_tables[t].name,
                result->rows[t], result->sha256[t]);
}

static void list_sheets(FILE *out, const struct synth_result *result)
{
    fprintf(out, "  %s:\n    sha256: %s\n    rows:\n", SYNTH_WORKBOOK, result->sha256[0]);
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        fprintf(out, "      %s: %" PRIu64 "\n", synth_tables[t].name, result->rows[t]);
}

enum vha_status synth_write_manifest(const struct synth_world *world,
                                     const struct vha_synth_request *request,
                                     const struct synth_result *result, struct vha_error *error)
{
    char *text = NULL;
    size_t length = 0;
    char as_of[VHA_DATE_SIZE];
    FILE *out = open_memstream(&text, &length);
    if (out == NULL)
        return vha_fail(error, VHA_OS_ERROR, "the manifest cannot be put together in memory");
    fprintf(out, "quarter: %s\nas_of: %s\n", request->quarter,
            vha_date_format(as_of, world->as_of));
    fprintf(out, "prepared_by: vha synth (made-up people, seed %" PRIu64 ")\nfiles:\n",
            request->seed);
    if (request->format == VHA_SYNTH_CSV)
        list_files(out, result);
    else
        list_sheets(out, result);
    fclose(out);
    char *path = vha_path(request->folder, SYNTH_MANIFEST);
    const enum vha_status status = vha_write_file(path, text, length, error);
    free(path);
    free(text);
    return status;
}
