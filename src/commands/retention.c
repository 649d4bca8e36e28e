#include "archive.h"
#include "command.h"

#include "vha/audit.h"
#include "vha/drafts.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What has been kept long enough goes (SOP 51; governance, Retention). */

/* ------------------------------------------------------------------------------------ retention */

struct retention_values {
    bool dry_run;
};

static bool write_zeros(int file, off_t length)
{
    static const char zeros[64 << 10];
    for (off_t at = 0; at < length;) {
        const off_t left = length - at;
        const size_t step = left < (off_t)sizeof zeros ? (size_t)left : sizeof zeros;
        const ssize_t written = pwrite(file, zeros, step, at);
        if (written <= 0)
            return false;
        at += written;
    }
    return fsync(file) == 0;
}

/* Overwrites a file before it goes, unless it is somebody else's under another name. One that is
 * not there is gone already. */
static bool erase(const char *path)
{
    const int file = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return errno == ENOENT;
    struct stat about;
    bool erased = fstat(file, &about) == 0 && S_ISREG(about.st_mode);
    if (erased && about.st_nlink == 1)
        erased = write_zeros(file, about.st_size);
    close(file);
    return erased && unlink(path) == 0;
}

static enum vha_status fail_to_delete(struct session *session, const char *quarter,
                                      const char *path, struct vha_error *error)
{
    struct vha_error unlogged = {0};
    vha_fail(error, VHA_IO_ERROR, "The archive %s cannot be deleted: %s.", path, strerror(errno));
    if (session_log(session, vha_action_name(VHA_ACTION_RETENTION), "failed", quarter,
                    error->message, &unlogged) != VHA_OK)
        return vha_fail(error, unlogged.status, "%s", unlogged.message);
    return VHA_IO_ERROR;
}

static enum vha_status delete_quarter(struct session *session, const struct archive *archive,
                                      const char *quarter, struct vha_error *error)
{
    static const char *const endings[] = {".db-wal", ".db-shm", ".db"};
    static const char reason[] = "kept for three years (SOP 51)";
    const char *const action = vha_action_name(VHA_ACTION_RETENTION);
    enum vha_status status = session_log(session, action, "started", quarter, reason, error);
    for (size_t i = 0; i < VHA_COUNT(endings) && status == VHA_OK; i++) {
        char name[VHA_QUARTER_SIZE + 8];
        snprintf(name, sizeof name, "%s%s", quarter, endings[i]);
        char *path = vha_path(archive->folder, name);
        if (!erase(path))
            status = fail_to_delete(session, quarter, path, error);
        free(path);
    }
    if (status == VHA_OK)
        status = session_log(session, action, "done", quarter, reason, error);
    if (status == VHA_OK)
        printf("%s  deleted\n", quarter);
    return status;
}

/* Quarters that ended three years ago or earlier. */
static enum vha_status retain_archive(struct session *session, bool dry_run,
                                      struct vha_error *error)
{
    const vha_date today = vha_today();
    struct archive archive;
    enum vha_status status = archive_read(&session->home, &archive, error);
    for (size_t i = 0; i < archive.count && status == VHA_OK; i++) {
        const struct vha_kept_quarter *const archived = &archive.quarters[i];
        if (vha_months_between(archived->end, today) < ARCHIVE_MONTHS)
            continue;
        if (dry_run)
            printf("%s  would be deleted\n", archived->quarter);
        else
            status = delete_quarter(session, &archive, archived->quarter, error);
    }
    archive_free(&archive);
    return status;
}

/* Entries of the audit log of seven years ago or earlier. */
static enum vha_status retain_log(struct session *session, bool dry_run, struct vha_error *error)
{
    struct vha_audit_old old;
    const enum vha_status status =
        dry_run ? vha_register_audit_old(session->reg, &old, error)
                : vha_register_audit_forget(session->reg, session->user.login, &old, error);
    if (status == VHA_OK && old.first > 0)
        printf("audit log, entries %" PRId64 " to %" PRId64 " (until %.10s)  %s\n", old.first,
               old.last.number, old.until, dry_run ? "would be deleted" : "deleted");
    return status;
}

/* What was begun in a form and left there. */
static enum vha_status retain_drafts(struct session *session, bool dry_run, struct vha_error *error)
{
    int64_t count = 0;
    const enum vha_status status =
        dry_run ? vha_register_drafts_old(session->reg, &count, error)
                : vha_register_drafts_forget(session->reg, session->user.login, &count, error);
    if (status == VHA_OK && count > 0)
        printf("drafts, %" PRId64 " not gone on with for %d days or of ended access  %s\n", count,
               VHA_DRAFT_DAYS, dry_run ? "would be deleted" : "deleted");
    return status;
}

static enum vha_status retain(struct session *session, bool dry_run, struct vha_error *error)
{
    enum vha_status status = session_log(session, vha_action_name(VHA_ACTION_RETENTION), "started",
                                         NULL, dry_run ? "dry run" : NULL, error);
    if (status == VHA_OK)
        status = retain_archive(session, dry_run, error);
    if (status == VHA_OK)
        status = retain_drafts(session, dry_run, error);
    return status == VHA_OK ? retain_log(session, dry_run, error) : status;
}

static enum vha_status run_retention(const struct invocation *invocation, struct vha_error *error)
{
    const struct retention_values *values = invocation->values;
    struct session session;
    enum vha_status status =
        session_begin_keeping(invocation->home, VHA_ACTION_RETENTION, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = retain(&session, values->dry_run, error);
    session_close(&session);
    return status;
}

static const struct parameter retention_parameters[] = {
    {.name = "--dry-run",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct retention_values, dry_run),
     .summary = "say what would go, and delete nothing"},
};

const struct command command_retention = {
    .name = "retention",
    .summary = "delete what has been kept long enough",
    .description = "Deletes the archived quarters that ended three years ago or earlier (SOP 51), "
                   "what was begun in a form and not gone on with for four weeks, and the entries "
                   "of the audit log of seven years ago or earlier: overwritten, and on record.",
    .parameters = retention_parameters,
    .parameter_count = VHA_COUNT(retention_parameters),
    .values_size = sizeof(struct retention_values),
    .run = run_retention,
};
