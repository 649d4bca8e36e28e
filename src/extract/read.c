#include "crew.h"

#include <stdlib.h>
#include <string.h>

/* The rejects of all tables, in the order of the tables and of their rows. */
static void join_rejects(struct vha_extract *extract)
{
    size_t kept = 0;
    for (size_t table = 0; table < VHA_TABLES; table++) {
        extract->reject_count += extract->tables[table].rejects;
        kept += extract->rejects_kept[table];
    }
    extract->rejects = vha_alloc_zeroed(kept, sizeof *extract->rejects);
    for (size_t table = 0; table < VHA_TABLES; table++)
        for (size_t i = 0; i < extract->rejects_kept[table]; i++)
            extract->rejects[extract->reject_entries++] = extract->rejects_of[table][i];
}

static enum vha_status judge_rejects(const struct vha_extract *extract, uint64_t allowed,
                                     struct vha_error *error)
{
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

static struct vha_extract *new_extract(const struct manifest *manifest)
{
    struct vha_extract *extract = vha_alloc_zeroed(1, sizeof *extract);
    extract->arena = vha_arena_new();
    for (size_t table = 0; table < VHA_ALL_TABLES; table++)
        extract->arenas[table] = vha_arena_new();
    memcpy(extract->quarter, manifest->quarter, sizeof extract->quarter);
    extract->as_of = manifest->as_of;
    extract->prepared_by =
        vha_arena_text(extract->arena, manifest->prepared_by, strlen(manifest->prepared_by));
    return extract;
}

enum vha_status vha_extract_read(const struct vha_extract_request *request,
                                 struct vha_extract **extract, struct vha_error *error)
{
    *extract = NULL;
    struct vha_arena *scratch = vha_arena_new();
    struct plan plan = {0};
    struct vha_extract *read = NULL;
    enum vha_status status = plan_make(request->folder, scratch, &plan, error);
    if (status == VHA_OK) {
        read = new_extract(&plan.manifest);
        status = crew_read(request, &plan, read, error);
    }
    vha_arena_free(scratch);
    if (status != VHA_OK) {
        vha_extract_free(read);
        return status;
    }
    vha_progress_report(request->progress, "arrange", NULL, 0, 0);
    arrange(read);
    join_rejects(read);
    *extract = read;
    return judge_rejects(read, request->max_rejects, error);
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
    free(extract->intel_results);
    free(extract->rejects);
    for (size_t table = 0; table < VHA_TABLES; table++)
        free(extract->flags[table]);
    for (size_t table = 0; table < VHA_ALL_TABLES; table++) {
        free(extract->texts[table]);
        free(extract->rejects_of[table]);
        vha_arena_free(extract->arenas[table]);
    }
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
