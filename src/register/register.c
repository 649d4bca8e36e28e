#include "register.h"

#include "connection.sql.h"
#include "vha/database.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum vha_status keep_log(struct vha_register *reg, struct vha_error *error);
static enum vha_status check_file(const char *path, struct vha_error *error);
static enum vha_status set_precautions(struct vha_register *reg, struct vha_error *error);
static enum vha_status check_kind(struct vha_register *reg, struct vha_error *error);

enum vha_status vha_register_open(const char *path, int64_t busy_milliseconds,
                                  struct vha_register **reg, struct vha_error *error)
{
    enum vha_status status = register_open_alone(path, busy_milliseconds, reg, error);
    if (status != VHA_OK)
        return status;
    (*reg)->turn = turn_open(path);
    status = keep_log(*reg, error);
    if (status != VHA_OK) {
        vha_register_close(*reg);
        *reg = NULL;
    }
    return status;
}

/* The write-ahead log and its index stay where they are, the log emptied, when the last one to use
 * the register leaves: a captive session could not delete them. */
static enum vha_status keep_log(struct vha_register *reg, struct vha_error *error)
{
    int keep = 1;
    if (sqlite3_file_control(reg->database, "main", SQLITE_FCNTL_PERSIST_WAL, &keep) != SQLITE_OK)
        return register_fail(reg, "its write-ahead log cannot be kept", error);
    return sql_run(reg, connection_sql, "keep-log", error);
}

enum vha_status register_open_alone(const char *path, int64_t busy_milliseconds,
                                    struct vha_register **reg, struct vha_error *error)
{
    *reg = NULL;
    struct vha_register *opened = NULL;
    enum vha_status status = check_file(path, error);
    if (status == VHA_OK)
        status = register_connect(path, busy_milliseconds, &opened, error);
    if (status == VHA_OK)
        status = check_kind(opened, error);
    if (status == VHA_OK)
        status = register_migrate(opened, error);
    if (status != VHA_OK) {
        vha_register_close(opened);
        return status;
    }
    *reg = opened;
    return VHA_OK;
}

void vha_register_close(struct vha_register *reg)
{
    if (reg == NULL)
        return;
    sqlite3_close(reg->database);
    turn_close(reg->turn);
    free(reg->path);
    free(reg->client);
    free(reg->purpose);
    free(reg);
}

/* Says in its own words what SQLite would only call "unable to open database file". */
static enum vha_status check_file(const char *path, struct vha_error *error)
{
    if (access(path, R_OK | W_OK) == 0)
        return VHA_OK;
    if (errno == ENOENT || errno == ENOTDIR)
        return vha_fail(error, VHA_UNAVAILABLE,
                        "There is no register at %s; make one with 'vha init', or name another "
                        "home with --home.",
                        path);
    if (errno == EROFS)
        return vha_fail(error, VHA_IO_ERROR,
                        "The disk of the register %s can only be read, and what cannot be logged "
                        "is not done; have whoever looks after this host mount it for writing.",
                        path);
    if (errno == EACCES)
        return vha_fail(error, VHA_NO_PERMISSION,
                        "The register %s may not be read and written by this Unix account (%s); "
                        "run vha as the account that owns it.",
                        path, strerror(errno));
    return vha_fail(error, VHA_OS_ERROR, "The register %s cannot be opened: %s.", path,
                    strerror(errno));
}

enum vha_status register_connect(const char *path, int64_t busy_milliseconds,
                                 struct vha_register **reg, struct vha_error *error)
{
    struct vha_register *opened = vha_alloc_zeroed(1, sizeof *opened);
    opened->path = vha_copy_text(path);
    opened->busy_ms = busy_milliseconds;
    opened->wait_ms = busy_milliseconds;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    enum vha_status status = VHA_OK;
    if (sqlite3_open_v2(path, &opened->database, flags, NULL) != SQLITE_OK)
        status = register_fail(opened, "it cannot be opened", error);
    if (status == VHA_OK)
        status = set_precautions(opened, error);
    if (status != VHA_OK) {
        vha_register_close(opened);
        opened = NULL;
    }
    *reg = opened;
    return status;
}

static enum vha_status set_precautions(struct vha_register *reg, struct vha_error *error)
{
    enum { LONGEST = 4 << 20 }; /* bytes of a row; the longest texts have some thousand */
    if (vha_sql_be_wary(reg->database, LONGEST) != SQLITE_OK)
        return register_fail(reg, "the connection cannot be made safe", error);
    sqlite3_busy_handler(reg->database, turn_wait_for_lock, reg);
    const enum vha_status status = sql_run(reg, connection_sql, "settings", error);
    return status == VHA_OK ? sql_run(reg, connection_sql, "journal", error) : status;
}

static enum vha_status check_kind(struct vha_register *reg, struct vha_error *error)
{
    int64_t application = 0;
    const enum vha_status status =
        sql_number(reg, connection_sql, "application", &application, error);
    if (status != VHA_OK)
        return status;
    if (application != REGISTER_APPLICATION)
        return vha_fail(error, VHA_BAD_DATA,
                        "%s is a database but no register of vha; put the register back from its "
                        "backup.",
                        reg->path);
    return VHA_OK;
}

/* ------------------------------------------------------------------------------------ failures */

/* What a failure of SQLite means to the one who reads of it, by primary result code. */
static const struct {
    int code;
    enum vha_status status;
    const char *cause;
} failures[] = {
    {SQLITE_BUSY, VHA_TEMPORARY, "somebody else is writing to it; try again in a moment"},
    {SQLITE_LOCKED, VHA_TEMPORARY, "somebody else is writing to it; try again in a moment"},
    {SQLITE_PROTOCOL, VHA_TEMPORARY, "somebody else is writing to it; try again in a moment"},
    {SQLITE_FULL, VHA_IO_ERROR, "there is no room left on its disk; free some and try again"},
    {SQLITE_IOERR, VHA_IO_ERROR, "its disk failed to read or write; have the disk looked at"},
    {SQLITE_READONLY, VHA_NO_PERMISSION, "it may not be written by this Unix account"},
    {SQLITE_PERM, VHA_NO_PERMISSION, "it may not be written by this Unix account"},
    {SQLITE_CANTOPEN, VHA_OS_ERROR,
     "it or a file beside it cannot be opened; look at the folder's permissions"},
    {SQLITE_CORRUPT, VHA_BAD_DATA, "it is damaged; put it back from its backup"},
    {SQLITE_NOTADB, VHA_BAD_DATA, "it is no database; put it back from its backup"},
};

enum vha_status register_fail(const struct vha_register *reg, const char *what,
                              struct vha_error *error)
{
    const int code = sqlite3_errcode(reg->database) & 0xff;
    for (size_t i = 0; i < VHA_COUNT(failures); i++)
        if (failures[i].code == code)
            return vha_fail(error, failures[i].status, "Register %s: %s: %s.", reg->path, what,
                            failures[i].cause);
    return vha_fail(error, VHA_SOFTWARE, "Register %s: %s: %s.", reg->path, what,
                    sqlite3_errmsg(reg->database));
}

/* -------------------------------------------------------------------------------- transactions */

enum vha_status register_begin(struct vha_register *reg, struct vha_error *error)
{
    turn_take(reg);
    const enum vha_status status = sql_run(reg, connection_sql, "begin", error);
    if (status != VHA_OK)
        turn_end(reg);
    return status;
}

enum vha_status register_end(struct vha_register *reg, enum vha_status status,
                             struct vha_error *error)
{
    if (status == VHA_OK)
        status = sql_run(reg, connection_sql, "commit", error);
    /* SQLite itself takes back a transaction after some failures. */
    if (status != VHA_OK && sqlite3_get_autocommit(reg->database) == 0) {
        const enum vha_status undone = sql_run(reg, connection_sql, "rollback", NULL);
        (void)undone; /* closing the connection takes it back too */
    }
    turn_end(reg);
    const bool head_due = reg->head_due && status == VHA_OK;
    reg->head_due = false;
    if (head_due) {
        const enum vha_status published = vha_register_publish_head(reg, NULL);
        (void)published; /* the entry is on record; the next head leads over it */
    }
    return status;
}
