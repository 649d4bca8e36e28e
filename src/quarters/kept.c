/* Which quarters the archive has: a file each. */
#include "vha/quarters.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_end(const void *one, const void *other)
{
    const struct vha_kept_quarter *const a = one;
    const struct vha_kept_quarter *const b = other;
    return (a->end > b->end) - (a->end < b->end);
}

/* Files named otherwise are no archives. */
static bool read_name(const char *name, struct vha_kept_quarter *kept)
{
    vha_date first = VHA_NO_DATE;
    const size_t length = VHA_QUARTER_SIZE - 1;
    if (strlen(name) != length + 3 || strcmp(name + length, ".db") != 0 ||
        !vha_quarter_parse(name, length, &first))
        return false;
    snprintf(kept->quarter, sizeof kept->quarter, "%.*s", (int)length, name);
    kept->end = vha_quarter_end(first);
    return true;
}

enum vha_status vha_quarters_read(const char *folder, struct vha_kept_quarter **quarters,
                                  size_t *count, struct vha_error *error)
{
    *quarters = NULL;
    *count = 0;
    DIR *const archive = opendir(folder);
    if (archive == NULL)
        return vha_fail(error, VHA_UNAVAILABLE, "The archive %s cannot be read: %s.", folder,
                        strerror(errno));
    size_t capacity = 0;
    const struct dirent *entry = NULL;
    while ((entry = readdir(archive)) != NULL) {
        *quarters = vha_grow(*quarters, *count, &capacity, sizeof **quarters);
        if (read_name(entry->d_name, &(*quarters)[*count]))
            ++*count;
    }
    closedir(archive);
    if (*count > 1)
        qsort(*quarters, *count, sizeof **quarters, by_end);
    return VHA_OK;
}
