#include "vha/cohort_build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum vha_status fail_place(struct vha_error *error, const char *path)
{
    return vha_fail(
        error, VHA_CANNOT_CREATE, "%s cannot be put in place: %s; the old cohort stays.", path,
        errno == EXDEV ? "the archive must be on the file system of the home" : strerror(errno));
}

static bool sync_folder(const char *path)
{
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return false;
    const bool synced = fsync(folder) == 0;
    close(folder);
    return synced;
}

/* Gives the current cache a second name in the archive, unless the new one is of the same quarter:
 * then it is that quarter's, loaded again. The first name goes over to the new file by the rename
 * that follows, so at no moment is there no cache. */
static enum vha_status archive(const char *built, const char *current, const char *archive_folder,
                               struct vha_error *error)
{
    if (access(current, F_OK) != 0)
        return VHA_OK;
    struct vha_cohort *old = NULL;
    struct vha_cohort *new = NULL;
    enum vha_status status = vha_cohort_open(built, &new, error);
    if (status != VHA_OK)
        return status;
    /* One that cannot be opened any more is no use to an archive: the load replaces it. */
    if (vha_cohort_open(current, &old, NULL) == VHA_OK &&
        strcmp(vha_cohort_info(old)->quarter, vha_cohort_info(new)->quarter) != 0) {
        const size_t size = strlen(archive_folder) + strlen(vha_cohort_info(old)->quarter) + 8;
        char *path = vha_alloc(size);
        snprintf(path, size, "%s/%s.db", archive_folder, vha_cohort_info(old)->quarter);
        if ((unlink(path) != 0 && errno != ENOENT) || link(current, path) != 0 ||
            !sync_folder(archive_folder))
            status = fail_place(error, path);
        free(path);
    }
    vha_cohort_close(old);
    vha_cohort_close(new);
    return status;
}

enum vha_status vha_cohort_put_in_place(const char *built, const char *current,
                                        const char *archive_folder, struct vha_error *error)
{
    enum vha_status status = archive(built, current, archive_folder, error);
    if (status == VHA_OK && rename(built, current) != 0)
        status = fail_place(error, current);
    if (status != VHA_OK)
        return status;
    char *folder = vha_copy_text(current);
    char *slash = strrchr(folder, '/');
    if (slash != NULL)
        *slash = '\0';
    if (!sync_folder(slash != NULL ? folder : "."))
        status =
            vha_fail(error, VHA_IO_ERROR,
                     "%s is in place, but a power cut could still undo that: its folder cannot "
                     "be brought to the disk: %s. Look to the disk and load again.",
                     current, strerror(errno));
    free(folder);
    return status;
}
