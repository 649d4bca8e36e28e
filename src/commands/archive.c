#include "command.h"
#include "session.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The quarters before, and their end (SOP 51). */

enum { KEPT_MONTHS = 36, QUARTER_SIZE = 8 };

/* A quarter in the archive. */
struct archived {
    char quarter[QUARTER_SIZE]; /* 2026-Q3 */
    vha_date end;               /* its last day */
};

struct archive {
    char *folder;
    struct archived *quarters; /* in their order */
    size_t count;
};

static int by_end(const void *one, const void *other)
{
    const struct archived *const a = one;
    const struct archived *const b = other;
    return (a->end > b->end) - (a->end < b->end);
}

/* Files named otherwise are no archives. */
static bool read_name(const char *name, struct archived *archived)
{
    vha_date first = VHA_NO_DATE;
    const size_t length = QUARTER_SIZE - 1;
    if (strlen(name) != length + 3 || strcmp(name + length, ".db") != 0 ||
        !vha_quarter_parse(name, length, &first))
        return false;
    snprintf(archived->quarter, sizeof archived->quarter, "%.*s", (int)length, name);
    archived->end = vha_quarter_end(first);
    return true;
}

static enum vha_status read_archive(const struct home *home, struct archive *archive,
                                    struct vha_error *error)
{
    *archive = (struct archive){.folder = home_path(home, HOME_ARCHIVE)};
    DIR *folder = opendir(archive->folder);
    if (folder == NULL)
        return vha_fail(error, VHA_UNAVAILABLE, "The archive %s cannot be read: %s.",
                        archive->folder, strerror(errno));
    size_t capacity = 0;
    const struct dirent *entry = NULL;
    while ((entry = readdir(folder)) != NULL) {
        archive->quarters =
            vha_grow(archive->quarters, archive->count, &capacity, sizeof *archive->quarters);
        if (read_name(entry->d_name, &archive->quarters[archive->count]))
            archive->count++;
    }
    closedir(folder);
    if (archive->count > 1)
        qsort(archive->quarters, archive->count, sizeof *archive->quarters, by_end);
    return VHA_OK;
}

static void archive_free(struct archive *archive)
{
    free(archive->quarters);
    free(archive->folder);
}

/* -------------------------------------------------------------------------------------- listing */

static enum vha_status list(struct session *session, struct vha_error *error)
{
    struct archive archive;
    enum vha_status status =
        session_log(session, vha_action_name(VHA_ACTION_ARCHIVE), "done", NULL, "list", error);
    if (status != VHA_OK)
        return status;
    status = read_archive(&session->home, &archive, error);
    for (size_t i = 0; i < archive.count && status == VHA_OK; i++) {
        char end[VHA_DATE_SIZE];
        char until[VHA_DATE_SIZE];
        const struct archived *const archived = &archive.quarters[i];
        printf("%s  ended %s, kept until %s\n", archived->quarter,
               vha_date_format(end, archived->end),
               vha_date_format(until, vha_date_after_months(archived->end, KEPT_MONTHS)));
    }
    archive_free(&archive);
    return status;
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_ARCHIVE, NULL, &session, error);
    if (status != VHA_OK)
        return status;
    status = list(&session, error);
    session_close(&session);
    return status;
}

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

static enum vha_status delete_quarter(struct session *session, const struct archive *archive,
                                      const char *quarter, struct vha_error *error)
{
    static const char *const endings[] = {".db-wal", ".db-shm", ".db"};
    static const char reason[] = "kept for three years (SOP 51)";
    const char *const action = vha_action_name(VHA_ACTION_RETENTION);
    enum vha_status status = session_log(session, action, "started", quarter, reason, error);
    for (size_t i = 0; i < VHA_COUNT(endings) && status == VHA_OK; i++) {
        char name[QUARTER_SIZE + 8];
        snprintf(name, sizeof name, "%s%s", quarter, endings[i]);
        char *path = vha_path(archive->folder, name);
        if (!erase(path))
            status = vha_fail(error, VHA_IO_ERROR, "The archive %s cannot be deleted: %s.", path,
                              strerror(errno));
        free(path);
    }
    if (status == VHA_OK)
        status = session_log(session, action, "done", quarter, reason, error);
    if (status == VHA_OK)
        printf("%s  deleted\n", quarter);
    return status;
}

static enum vha_status retain(struct session *session, bool dry_run, struct vha_error *error)
{
    const time_t seconds_a_day = 24L * 60 * 60;
    const vha_date today = (vha_date)(time(NULL) / seconds_a_day);
    struct archive archive;
    enum vha_status status = read_archive(&session->home, &archive, error);
    for (size_t i = 0; i < archive.count && status == VHA_OK; i++) {
        const struct archived *const archived = &archive.quarters[i];
        if (vha_months_between(archived->end, today) < KEPT_MONTHS)
            continue;
        if (dry_run)
            printf("%s  would be deleted\n", archived->quarter);
        else
            status = delete_quarter(session, &archive, archived->quarter, error);
    }
    archive_free(&archive);
    return status;
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

const struct command command_archive_list = {
    .name = "archive list",
    .summary = "list the quarters in the archive",
    .description = "Lists the quarters before the one in force, each with its end and the day on "
                   "which it has been kept long enough.",
    .run = run_list,
};

static const struct parameter retention_parameters[] = {
    {.name = "--dry-run",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct retention_values, dry_run),
     .summary = "say what would go, and delete nothing"},
};

const struct command command_retention = {
    .name = "retention",
    .summary = "delete the archives that are older than three years",
    .description = "Deletes the archived quarters that ended three years ago or earlier (SOP 51): "
                   "overwritten first, and on record.",
    .parameters = retention_parameters,
    .parameter_count = VHA_COUNT(retention_parameters),
    .values_size = sizeof(struct retention_values),
    .run = run_retention,
};
