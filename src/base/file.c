#include "vha/base.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *vha_path(const char *folder, const char *name)
{
    const size_t size = strlen(folder) + strlen(name) + 2;
    char *path = vha_alloc(size);
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

/* Reads up to `size` bytes, however many calls it takes; -1 with errno on failure. */
static ssize_t read_fully(int file, char *buffer, size_t size)
{
    size_t used = 0;
    while (used < size) {
        const ssize_t count = read(file, buffer + used, size - used);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        if (count == 0)
            break;
        used += (size_t)count;
    }
    return (ssize_t)used;
}

enum vha_status vha_read_file(const char *path, size_t limit, char **text, size_t *length,
                              struct vha_error *error)
{
    *text = NULL;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return vha_fail(error, VHA_NO_INPUT, "%s cannot be opened: %s.", path, strerror(errno));
    struct stat about;
    if (fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) {
        close(file);
        return vha_fail(error, VHA_NO_INPUT, "%s is a folder; a file is needed.", path);
    }
    const size_t expected =
        about.st_size > 0 && (size_t)about.st_size < limit ? (size_t)about.st_size : limit;
    char *buffer = vha_alloc(expected + 2);
    const ssize_t used = read_fully(file, buffer, expected + 1);
    const int failure = errno;
    close(file);
    if (used < 0 || (size_t)used > expected) {
        free(buffer);
        if (used < 0)
            return vha_fail(error, VHA_IO_ERROR, "%s cannot be read: %s.", path, strerror(failure));
        if (expected < limit)
            return vha_fail(error, VHA_IO_ERROR, "%s grew while it was read: try again.", path);
        return vha_fail(error, VHA_BAD_DATA, "%s is longer than the %zu bytes allowed.", path,
                        limit);
    }
    buffer[used] = '\0';
    *text = buffer;
    *length = (size_t)used;
    return VHA_OK;
}

static bool write_fully(int file, const char *data, size_t length)
{
    while (length > 0) {
        const ssize_t count = write(file, data, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        data += count;
        length -= (size_t)count;
    }
    return true;
}

/* A rename lasts through a power cut only once its folder is on disk too. */
static bool sync_folder_of(const char *path)
{
    char *copy = vha_copy_text(path);
    const int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(copy);
    if (folder < 0)
        return false;
    const bool synced = fsync(folder) == 0;
    close(folder);
    return synced;
}

int vha_open_beside(const char *path, char **temporary)
{
    static const char form[] = "%s.XXXXXX";
    const size_t size = strlen(path) + sizeof form;
    *temporary = vha_alloc(size);
    snprintf(*temporary, size, form, path);
    return mkostemp(*temporary, O_CLOEXEC);
}

enum vha_status vha_write_file(const char *path, const void *data, size_t length,
                               struct vha_error *error)
{
    char *temporary = NULL;
    const int file = vha_open_beside(path, &temporary);
    bool written =
        file >= 0 && fchmod(file, 0640) == 0 && write_fully(file, data, length) && fsync(file) == 0;
    if (file >= 0 && close(file) != 0)
        written = false;
    enum vha_status status = VHA_OK;
    if (!written || rename(temporary, path) != 0 || !sync_folder_of(path)) {
        status =
            vha_fail(error, VHA_CANNOT_CREATE, "%s cannot be written: %s.", path, strerror(errno));
        if (file >= 0)
            unlink(temporary);
    }
    free(temporary);
    return status;
}

enum vha_status vha_make_folder(const char *path, struct vha_error *error)
{
    if (path[0] == '\0')
        return vha_fail(error, VHA_CANNOT_CREATE, "A folder without a name cannot be made.");
    char *partial = vha_copy_text(path);
    enum vha_status status = VHA_OK;
    for (char *slash = partial + 1; status == VHA_OK; slash++) {
        slash = strchrnul(slash, '/');
        const bool last = *slash == '\0';
        *slash = '\0';
        struct stat about;
        if (mkdir(partial, 0750) != 0 &&
            (errno != EEXIST || stat(partial, &about) != 0 || !S_ISDIR(about.st_mode)))
            status = vha_fail(error, VHA_CANNOT_CREATE, "The folder %s cannot be made: %s.",
                              partial, strerror(errno == EEXIST ? ENOTDIR : errno));
        if (last)
            break;
        *slash = '/';
    }
    free(partial);
    return status;
}
