#include "vha/synth.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "writers.h"

enum { FIRST_YEAR = 1980, LAST_YEAR = 2199, LATEST_DAYS_AFTER = 366 };

static enum vha_status check_request(const struct vha_synth_request *request, vha_date *as_of,
                                     struct vha_error *error);
static enum vha_status claim_folder(const char *folder, bool *made, struct vha_error *error);
static enum vha_status write_quarter(const struct synth_world *world,
                                     const struct vha_synth_request *request,
                                     const struct vha_progress *progress, struct vha_error *error);
static void clear_folder(const char *folder, bool made);

enum vha_status vha_synth(const struct vha_synth_request *request, const struct vha_policy *policy,
                          const struct vha_areas *areas, const struct vha_progress *progress,
                          struct vha_error *error)
{
    vha_date as_of = VHA_NO_DATE;
    enum vha_status status = check_request(request, &as_of, error);
    if (status != VHA_OK)
        return status;
    bool made = false;
    status = claim_folder(request->folder, &made, error);
    if (status != VHA_OK)
        return status;
    struct synth_world *world = vha_alloc(sizeof *world);
    synth_world_make(world, request, as_of, policy, areas);
    status = write_quarter(world, request, progress, error);
    if (status != VHA_OK)
        clear_folder(request->folder, made);
    free(world);
    return status;
}

static enum vha_status check_request(const struct vha_synth_request *request, vha_date *as_of,
                                     struct vha_error *error)
{
    vha_date first = VHA_NO_DATE;
    if (sodium_init() < 0)
        return vha_fail(error, VHA_OS_ERROR, "libsodium cannot start: no source of randomness");
    if (request->nominals < 1 || request->nominals > VHA_SYNTH_MAX_NOMINALS)
        return vha_fail(error, VHA_USAGE, "%u nominals: give a number from 1 to %d",
                        request->nominals, VHA_SYNTH_MAX_NOMINALS);
    if (!vha_quarter_parse(request->quarter, strlen(request->quarter), &first) ||
        vha_civil_from_date(first).year < FIRST_YEAR || vha_civil_from_date(first).year > LAST_YEAR)
        return vha_fail(error, VHA_USAGE, "'%s' is no quarter: write it as 2026-Q3",
                        request->quarter);
    const vha_date after = vha_quarter_end(first) + 1;
    *as_of = request->as_of == VHA_NO_DATE ? after : request->as_of;
    if (*as_of < first || *as_of > after + LATEST_DAYS_AFTER) {
        char text[VHA_DATE_SIZE];
        return vha_fail(error, VHA_USAGE,
                        "as of %s does not go with quarter %s: give a day from the quarter's "
                        "first to a year after its end",
                        vha_date_format(text, *as_of), request->quarter);
    }
    return VHA_OK;
}

/* Makes the folder, or makes sure that an existing one is empty. */
static enum vha_status claim_folder(const char *folder, bool *made, struct vha_error *error)
{
    struct stat found;
    *made = stat(folder, &found) != 0;
    const enum vha_status status = vha_make_folder(folder, error);
    if (status != VHA_OK || *made)
        return status;
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return vha_fail(error, VHA_CANNOT_CREATE, "%s: cannot be read: %s", folder,
                        strerror(errno));
    bool empty = true;
    for (const struct dirent *entry = readdir(directory); entry != NULL && empty;
         entry = readdir(directory))
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(directory);
    if (!empty)
        return vha_fail(error, VHA_CANNOT_CREATE, "%s is not empty; name a new folder", folder);
    return VHA_OK;
}

static enum vha_status write_quarter(const struct synth_world *world,
                                     const struct vha_synth_request *request,
                                     const struct vha_progress *progress, struct vha_error *error)
{
    struct synth_result result;
    enum vha_status status =
        request->format == VHA_SYNTH_CSV
            ? synth_write_csv(world, request->folder, progress, &result, error)
            : synth_write_xlsx(world, request->folder, progress, &result, error);
    if (status == VHA_OK)
        status = synth_write_manifest(world, request, &result, error);
    return status;
}

static void remove_file(char *path)
{
    unlink(path);
    free(path);
}

/* Takes away what a failed or stopped run has written; the folder was ours alone. */
static void clear_folder(const char *folder, bool made)
{
    for (size_t t = 0; t < SYNTH_TABLES; t++)
        remove_file(synth_csv_path(folder, &synth_tables[t]));
    remove_file(vha_path(folder, SYNTH_WORKBOOK));
    remove_file(vha_path(folder, SYNTH_MANIFEST));
    if (made)
        rmdir(folder);
}
