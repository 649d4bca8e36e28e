#include "register.h"

#include "backup.sql.h"

#include "vha/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_MS = 2000 };

static enum vha_status copy_to(struct vha_register *reg, const char *file, struct vha_error *error);
static enum vha_status put_in_place(const char *temporary, const char *path,
                                    struct vha_error *error);
static char *make_temporary(const char *path, struct vha_error *error);

/* ------------------------------------------------------------------------------------- checking */

/* A section whose rows are faults: the first one, if any, as a sentence. */
static enum vha_status expect_no_row(struct vha_register *reg, const char *name, const char *fault,
                                     struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = sql_prepare(reg, backup_sql, name, &statement, error);
    if (status != VHA_OK)
        return status;
    const int result = sqlite3_step(statement);
    if (result == SQLITE_ROW)
        status = vha_fail(error, VHA_BAD_DATA, "Register %s: %s (%s); put it back from its backup.",
                          reg->path, fault, (const char *)sqlite3_column_text(statement, 0));
    else if (result != SQLITE_DONE)
        status = register_fail(reg, "it cannot be checked", error);
    sqlite3_finalize(statement);
    return status;
}

enum vha_status vha_register_check(struct vha_register *reg, struct vha_audit_head *head,
                                   struct vha_error *error)
{
    *head = (struct vha_audit_head){0};
    enum vha_status status = expect_no_row(reg, "integrity", "its file is damaged", error);
    if (status == VHA_OK)
        status = expect_no_row(reg, "references",
                               "a row refers to another that is not there, in the table", error);
    if (status == VHA_OK)
        status = vha_register_audit_verify(reg, NULL, head, error);
    return status;
}

/* Opens a copy, brings its schema up to date and checks it. On success the caller closes *reg. */
static enum vha_status open_checked(const char *file, struct vha_register **reg,
                                    struct vha_audit_head *head, struct vha_error *error)
{
    enum vha_status status = register_open_alone(file, WAIT_MS, reg, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_check(*reg, head, error);
    if (status != VHA_OK) {
        vha_register_close(*reg);
        *reg = NULL;
    }
    return status;
}

/* --------------------------------------------------------------------------------------- backup */

static enum vha_status exists_already(const char *file, struct vha_error *error)
{
    return vha_fail(error, VHA_CANNOT_CREATE,
                    "%s is there already and was left as it is; give the backup another name.",
                    file);
}

enum vha_status vha_register_backup(struct vha_register *reg, const char *file,
                                    struct vha_audit_head *head, struct vha_error *error)
{
    struct stat about;
    if (lstat(file, &about) == 0)
        return exists_already(file, error);
    char *temporary = make_temporary(file, error);
    if (temporary == NULL)
        return VHA_CANNOT_CREATE;
    struct vha_register *copy = NULL;
    enum vha_status status = copy_to(reg, temporary, error);
    if (status == VHA_OK)
        status = open_checked(temporary, &copy, head, error);
    if (status == VHA_OK)
        status = sql_run(copy, backup_sql, "alone", error);
    vha_register_close(copy);
    if (status == VHA_OK)
        status = put_in_place(temporary, file, error);
    unlink(temporary);
    free(temporary);
    return status;
}

static enum vha_status status_of(int result)
{
    const int code = result & 0xff;
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
        return VHA_BAD_DATA;
    return code == SQLITE_BUSY ? VHA_TEMPORARY : VHA_IO_ERROR;
}

/* SQLite's own backup: the register as it is at one moment, whoever is writing to it. */
static enum vha_status copy_to(struct vha_register *reg, const char *file, struct vha_error *error)
{
    sqlite3 *target = NULL;
    enum vha_status status = VHA_OK;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    int result = sqlite3_open_v2(file, &target, flags, NULL);
    if (result == SQLITE_OK) {
        sqlite3_backup *backup = sqlite3_backup_init(target, "main", reg->database, "main");
        sqlite3_backup_step(backup, -1);
        result = backup != NULL ? sqlite3_backup_finish(backup) : sqlite3_errcode(target);
    }
    if (result != SQLITE_OK)
        status =
            vha_fail(error, status_of(result), "The register cannot be copied from %s to %s: %s.",
                     reg->path, file, sqlite3_errstr(result));
    sqlite3_close(target);
    return status;
}

/* ------------------------------------------------------------------------------------- restoring
 */

/* A copy of the backup beside the register, checked. The backup itself is only read. */
static enum vha_status copy_back(const char *backup, const char *temporary,
                                 struct vha_register **copy, struct vha_error *error)
{
    struct vha_register *source = NULL;
    struct stat about;
    if (stat(backup, &about) != 0)
        return vha_fail(error, VHA_NO_INPUT, "The backup %s cannot be read: %s.", backup,
                        strerror(errno));
    struct vha_audit_head head;
    struct vha_register reading = {.path = vha_copy_text(backup)};
    enum vha_status status = VHA_OK;
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE;
    if (sqlite3_open_v2(backup, &reading.database, flags, NULL) != SQLITE_OK)
        status = register_fail(&reading, "the backup cannot be read", error);
    if (status == VHA_OK)
        status = copy_to(&reading, temporary, error);
    sqlite3_close(reading.database);
    free(reading.path);
    if (status == VHA_OK)
        status = open_checked(temporary, &source, &head, error);
    *copy = source;
    return status;
}

/* Nobody may be at work in a register that is taken away. One that cannot be opened has nobody in
 * it. *number becomes that of its last entry, or 0. */
static enum vha_status clear_out(const char *path, int64_t *number, struct vha_error *error)
{
    struct vha_register *reg = NULL;
    struct vha_audit_head head = {0};
    *number = 0;
    if (register_connect(path, WAIT_MS, &reg, NULL) != VHA_OK)
        return VHA_OK;
    enum vha_status status = VHA_OK;
    /* Only the last connection may leave the write-ahead log. */
    const enum vha_status alone = sql_run(reg, backup_sql, "alone", NULL);
    const int code = sqlite3_errcode(reg->database) & 0xff;
    if (alone != VHA_OK && (code == SQLITE_BUSY || code == SQLITE_LOCKED))
        status = vha_fail(error, VHA_TEMPORARY,
                          "Register %s: somebody is using it; stop sshd for the service account "
                          "and end every session first.",
                          path);
    else if (vha_register_audit_head(reg, &head, NULL) == VHA_OK)
        *number = head.number;
    vha_register_close(reg);
    return status;
}

/* Gives the register that was there another name, with what stands beside it. */
static enum vha_status set_aside(const char *path, char **kept, struct vha_error *error)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    const time_t now = time(NULL);
    struct tm parts;
    char stamp[32];
    gmtime_r(&now, &parts);
    strftime(stamp, sizeof stamp, ".before-%Y%m%dT%H%M%SZ", &parts);
    const size_t size = strlen(path) + sizeof stamp + 8;
    char *from = vha_alloc(size);
    char *to = vha_alloc(size);
    enum vha_status status = VHA_OK;
    for (size_t i = 0; i < VHA_COUNT(endings) && status == VHA_OK; i++) {
        snprintf(from, size, "%s%s", path, endings[i]);
        snprintf(to, size, "%s%s%s", path, stamp, endings[i]);
        if (access(to, F_OK) == 0 || (rename(from, to) != 0 && errno != ENOENT))
            status = vha_fail(error, VHA_CANNOT_CREATE, "%s cannot be kept as %s: %s.", from, to,
                              access(to, F_OK) == 0 ? "that is there already" : strerror(errno));
    }
    snprintf(to, size, "%s%s", path, stamp);
    *kept = status == VHA_OK ? vha_copy_text(to) : NULL;
    free(from);
    free(to);
    return status;
}

static enum vha_status log_restoring(struct vha_register *copy, const char *by, const char *backup,
                                     int64_t number, struct vha_error *error)
{
    char reason[128];
    if (number > 0)
        snprintf(reason, sizeof reason, "in place of a register whose last entry was %lld",
                 (long long)number);
    else
        snprintf(reason, sizeof reason, "in place of none that could be read");
    const enum vha_status status = vha_register_audit(copy,
                                                      &(struct vha_audit_entry){.login = by,
                                                                                .action = "restore",
                                                                                .outcome = "done",
                                                                                .subject = backup,
                                                                                .reason = reason},
                                                      error);
    return status == VHA_OK ? sql_run(copy, backup_sql, "alone", error) : status;
}

enum vha_status vha_register_restore(const char *path, const char *backup, const char *by,
                                     char **kept, struct vha_error *error)
{
    *kept = NULL;
    char *temporary = make_temporary(path, error);
    if (temporary == NULL)
        return VHA_CANNOT_CREATE;
    struct stat about;
    const bool there = lstat(path, &about) == 0;
    struct vha_register *copy = NULL;
    int64_t number = 0;
    enum vha_status status = copy_back(backup, temporary, &copy, error);
    if (status == VHA_OK && there)
        status = clear_out(path, &number, error);
    if (status == VHA_OK)
        status = log_restoring(copy, by, backup, number, error);
    vha_register_close(copy);
    if (status == VHA_OK && there)
        status = set_aside(path, kept, error);
    if (status == VHA_OK)
        status = put_in_place(temporary, path, error);
    unlink(temporary);
    free(temporary);
    return status;
}

/* ---------------------------------------------------------------------------------------- files */

/* A new empty file beside `path`, for its owner alone; NULL when it cannot be made. */
static char *make_temporary(const char *path, struct vha_error *error)
{
    char *temporary = NULL;
    const int file = vha_open_beside(path, &temporary);
    if (file >= 0) {
        close(file);
        return temporary;
    }
    vha_fail(error, VHA_CANNOT_CREATE, "A file beside %s cannot be made: %s.", path,
             strerror(errno));
    free(temporary);
    return NULL;
}

static bool sync_one(const char *path, int flags)
{
    const int file = open(path, O_RDONLY | O_CLOEXEC | flags);
    const bool synced = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return synced;
}

/* Links, so that a file that has appeared meanwhile is never overwritten. */
static enum vha_status put_in_place(const char *temporary, const char *path,
                                    struct vha_error *error)
{
    if (!sync_one(temporary, 0) || link(temporary, path) != 0) {
        if (errno == EEXIST)
            return exists_already(path, error);
        return vha_fail(error, VHA_CANNOT_CREATE, "%s cannot be put in place: %s.", path,
                        strerror(errno));
    }
    char *copy = vha_copy_text(path);
    const bool synced = sync_one(dirname(copy), O_DIRECTORY);
    free(copy);
    if (!synced)
        return vha_fail(error, VHA_IO_ERROR, "The folder of %s cannot be written to disk: %s.",
                        path, strerror(errno));
    return VHA_OK;
}
