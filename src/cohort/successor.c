#include "successor.h"

#include "successor.sql.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static enum vha_status copy_file(const char *from, const char *to, struct vha_error *error)
{
    struct stat about;
    const int in = open(from, O_RDONLY | O_CLOEXEC);
    const int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool done = in >= 0 && out >= 0 && fstat(in, &about) == 0;
    for (off_t left = done ? about.st_size : 0; done && left > 0;) {
        const ssize_t sent = sendfile(out, in, NULL, (size_t)left);
        done = sent > 0;
        left -= sent;
    }
    const int why = errno;
    if (in >= 0)
        close(in);
    if (out >= 0)
        close(out);
    return done ? VHA_OK
                : vha_fail(error, VHA_IO_ERROR,
                           "The cohort %s cannot be copied to %s: %s; nothing "
                           "was changed.",
                           from, to, strerror(why));
}

static enum vha_status sync_file(const char *path, struct vha_error *error)
{
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && fsync(file) == 0;
    const int why = errno;
    if (file >= 0)
        close(file);
    return synced ? VHA_OK
                  : vha_fail(error, VHA_IO_ERROR,
                             "The refreshed cohort cannot be brought to the disk: %s; nothing was "
                             "changed.",
                             strerror(why));
}

static enum vha_status write_file(const char *path, successor_function *write, void *context,
                                  struct vha_error *error)
{
    sqlite3 *database = NULL;
    enum vha_status status = VHA_OK;
    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        vha_sql_run(database, successor_sql, "begin") != SQLITE_OK || !write(database, context) ||
        vha_sql_run(database, successor_sql, "commit") != SQLITE_OK)
        status = vha_fail(error, VHA_IO_ERROR,
                          "The refreshed cohort cannot be written (%s); nothing was changed.",
                          sqlite3_errmsg(database));
    sqlite3_close(database);
    return status;
}

enum vha_status successor_make(const char *current, const char *path, successor_function *write,
                               void *context, struct vha_error *error)
{
    enum vha_status status = copy_file(current, path, error);
    if (status == VHA_OK)
        status = write_file(path, write, context, error);
    if (status == VHA_OK)
        status = sync_file(path, error);
    if (status != VHA_OK)
        unlink(path);
    return status;
}

bool successor_step(sqlite3_stmt *statement)
{
    const bool done = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return done;
}

void successor_bind_day(sqlite3_stmt *statement, int index, vha_date day)
{
    if (day == VHA_NO_DATE)
        sqlite3_bind_null(statement, index);
    else
        sqlite3_bind_int(statement, index, day);
}
