#include "register.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum vha_status fill(const char *path, const char *login, const char *name,
                            struct vha_error *error);
static enum vha_status put_in_place(const char *temporary, const char *path,
                                    struct vha_error *error);
static enum vha_status exists_already(const char *path, struct vha_error *error);

/* The register is made whole under another name and then linked to its own, which fails when
 * somebody else has been quicker: no half register is ever found, and none is overwritten. */
enum vha_status vha_register_create(const char *path, const char *login, const char *name,
                                    struct vha_error *error)
{
    struct stat about;
    if (lstat(path, &about) == 0)
        return exists_already(path, error);
    char *temporary = NULL;
    const int file = vha_open_beside(path, &temporary);
    enum vha_status status = VHA_OK;
    if (file < 0) {
        status = vha_fail(error, VHA_CANNOT_CREATE, "The register %s cannot be made: %s.", path,
                          strerror(errno));
    } else {
        close(file);
        status = fill(temporary, login, name, error);
        if (status == VHA_OK)
            status = put_in_place(temporary, path, error);
        unlink(temporary);
    }
    free(temporary);
    return status;
}

static enum vha_status fill(const char *path, const char *login, const char *name,
                            struct vha_error *error)
{
    struct vha_register *reg = NULL;
    enum vha_status status = register_connect(path, 0, &reg, error);
    if (status != VHA_OK)
        return status;
    status = register_migrate(reg, error);
    if (status == VHA_OK)
        status = register_begin(reg, error);
    if (status == VHA_OK) {
        status = register_add_user(reg, login, name, VHA_MO2, "first user of this register", error);
        if (status == VHA_OK)
            status = register_append(reg,
                                     &(struct vha_audit_entry){.login = login,
                                                               .action = "init",
                                                               .outcome = "done",
                                                               .subject = login,
                                                               .reason = "first user, as mo2"},
                                     error);
        status = register_end(reg, status, error);
    }
    vha_register_close(reg); /* the last connection folds the write-ahead log into the file */
    return status;
}

static enum vha_status put_in_place(const char *temporary, const char *path,
                                    struct vha_error *error)
{
    if (link(temporary, path) != 0) {
        if (errno == EEXIST)
            return exists_already(path, error);
        return vha_fail(error, VHA_CANNOT_CREATE, "The register %s cannot be put in place: %s.",
                        path, strerror(errno));
    }
    char *copy = vha_copy_text(path);
    const int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(copy);
    const bool synced = folder >= 0 && fsync(folder) == 0;
    if (folder >= 0)
        close(folder);
    if (!synced)
        return vha_fail(error, VHA_IO_ERROR, "The folder of %s cannot be written to disk: %s.",
                        path, strerror(errno));
    return VHA_OK;
}

static enum vha_status exists_already(const char *path, struct vha_error *error)
{
    return vha_fail(error, VHA_CANNOT_CREATE,
                    "There is a register at %s already; it was left as it is.", path);
}
