#include "build.h"

#include "cohort.h"
#include "read.sql.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    QUARTER_LENGTH = 7
}; /* 2026-Q3; the years have four digits, so that texts compare as days */

static bool is_quarter(const char *text, size_t length)
{
    vha_date first = VHA_NO_DATE;
    return length == QUARTER_LENGTH && vha_quarter_parse(text, length, &first);
}

static bool is_between(const char *quarter, const char *after, const char *before)
{
    return strcmp(quarter, after) > 0 && strcmp(quarter, before) < 0;
}

/* -------------------------------------------------------------------------------------- one file
 */

static enum vha_status fail_file(const char *path, const char *why, struct vha_error *error)
{
    return vha_fail(
        error, VHA_BAD_DATA,
        "The cohort %s, with which this quarter is to be compared, cannot be read (%s).", path,
        why);
}

/* Opens a cache of any version; *database is to be closed either way. */
static enum vha_status open_file(const char *path, sqlite3 **database, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, database, flags, NULL) != SQLITE_OK ||
        vha_sql_run(*database, read_sql, "open") != SQLITE_OK ||
        vha_sql_prepare(*database, read_sql, "application", &statement) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW) {
        const enum vha_status status = fail_file(path, sqlite3_errmsg(*database), error);
        sqlite3_finalize(statement);
        return status;
    }
    const bool ours = sqlite3_column_int(statement, 0) == COHORT_APPLICATION;
    sqlite3_finalize(statement);
    return ours ? VHA_OK : fail_file(path, "it is no cohort of this program", error);
}

static enum vha_status read_quarter(const char *path, sqlite3 *database, char quarter[8],
                                    struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = VHA_OK;
    if (vha_sql_prepare(database, read_sql, "earlier_quarter", &statement) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        status = fail_file(path, sqlite3_errmsg(database), error);
    else if (!is_quarter((const char *)sqlite3_column_text(statement, 0),
                         (size_t)sqlite3_column_bytes(statement, 0)))
        status = fail_file(path, "it names no quarter", error);
    else
        snprintf(quarter, 8, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return status;
}

static int by_pncid(const void *one, const void *other)
{
    const struct vha_earlier_rank *const a = one;
    const struct vha_earlier_rank *const b = other;
    return (a->pncid > b->pncid) - (a->pncid < b->pncid);
}

static enum vha_status read_ranks(const char *path, sqlite3 *database, struct vha_earlier *earlier,
                                  struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    size_t capacity = 0;
    int result = vha_sql_prepare(database, read_sql, "earlier_ranks", &statement);
    bool sound = true;
    if (result == SQLITE_OK)
        while (sound && (result = sqlite3_step(statement)) == SQLITE_ROW) {
            const sqlite3_int64 rank = sqlite3_column_int64(statement, 1);
            earlier->ranks =
                vha_grow(earlier->ranks, earlier->count, &capacity, sizeof *earlier->ranks);
            earlier->ranks[earlier->count++] = (struct vha_earlier_rank){
                (vha_pncid)sqlite3_column_int64(statement, 0), (uint32_t)rank};
            sound = rank > 0 && rank <= INT32_MAX;
        }
    enum vha_status status = VHA_OK;
    if (!sound)
        status = fail_file(path, "its list is damaged", error);
    else if (result != SQLITE_DONE)
        status = fail_file(path, sqlite3_errmsg(database), error);
    sqlite3_finalize(statement);
    if (earlier->count > 1)
        qsort(earlier->ranks, earlier->count, sizeof *earlier->ranks, by_pncid);
    return status;
}

/* ----------------------------------------------------------------------------------- which file */

/* The newest quarter of the archive before `before`, or "". */
static enum vha_status newest_archived(const char *folder, const char *before, char quarter[8],
                                       struct vha_error *error)
{
    DIR *const archive = opendir(folder);
    quarter[0] = '\0';
    if (archive == NULL && errno == ENOENT)
        return VHA_OK;
    if (archive == NULL)
        return vha_fail(error, VHA_BAD_DATA, "The archive %s cannot be read (%s).", folder,
                        strerror(errno));
    for (const struct dirent *entry = NULL; (entry = readdir(archive)) != NULL;) {
        char name[8];
        if (!is_quarter(entry->d_name, strcspn(entry->d_name, ".")) ||
            strcmp(entry->d_name + QUARTER_LENGTH, ".db") != 0)
            continue;
        snprintf(name, sizeof name, "%.*s", QUARTER_LENGTH, entry->d_name);
        if (is_between(name, quarter, before))
            memcpy(quarter, name, sizeof name);
    }
    closedir(archive);
    return VHA_OK;
}

/* The quarter of the cache in place, or "" when there is none. */
static enum vha_status quarter_in_place(const char *path, char quarter[8], struct vha_error *error)
{
    sqlite3 *database = NULL;
    quarter[0] = '\0';
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return VHA_OK;
    enum vha_status status = open_file(path, &database, error);
    if (status == VHA_OK)
        status = read_quarter(path, database, quarter, error);
    sqlite3_close(database);
    return status;
}

static enum vha_status read_file(const char *path, struct vha_earlier *earlier,
                                 struct vha_error *error)
{
    sqlite3 *database = NULL;
    enum vha_status status = open_file(path, &database, error);
    if (status == VHA_OK)
        status = read_ranks(path, database, earlier, error);
    sqlite3_close(database);
    return status;
}

enum vha_status vha_earlier_read(const char *current, const char *archive_folder,
                                 const char *quarter, struct vha_earlier *earlier,
                                 struct vha_error *error)
{
    char in_place[8];
    char archived[8];
    *earlier = (struct vha_earlier){.count = 0};
    enum vha_status status = quarter_in_place(current, in_place, error);
    if (status == VHA_OK)
        status = newest_archived(archive_folder, quarter, archived, error);
    if (status != VHA_OK)
        return status;
    const bool from_place = strcmp(in_place, quarter) < 0 && strcmp(in_place, archived) >= 0;
    const char *const chosen = from_place ? in_place : archived;
    if (chosen[0] == '\0')
        return VHA_OK;
    char name[16];
    snprintf(name, sizeof name, "%s.db", chosen);
    char *const path = from_place ? vha_copy_text(current) : vha_path(archive_folder, name);
    status = read_file(path, earlier, error);
    free(path);
    if (status == VHA_OK)
        memcpy(earlier->quarter, chosen, sizeof earlier->quarter);
    else
        vha_earlier_free(earlier);
    return status;
}

void vha_earlier_free(struct vha_earlier *earlier)
{
    free(earlier->ranks);
    *earlier = (struct vha_earlier){.count = 0};
}

/* ------------------------------------------------------------------------------------ comparing */

void build_compare(struct build *build)
{
    const struct vha_earlier *const earlier = build->request->earlier;
    build->previous = vha_alloc_zeroed((size_t)build->listed + 1, sizeof *build->previous);
    if (!build_is_compared(build))
        return;
    for (uint32_t position = 0; position < build->listed; position++) {
        const struct vha_earlier_rank wanted = {.pncid = build->standings[position].pncid};
        const struct vha_earlier_rank *const found =
            earlier->count > 0
                ? bsearch(&wanted, earlier->ranks, earlier->count, sizeof *earlier->ranks, by_pncid)
                : NULL;
        build->previous[position] = found != NULL ? found->rank : 0;
    }
}

bool build_is_compared(const struct build *build)
{
    return build->request->earlier != NULL && build->request->earlier->quarter[0] != '\0';
}
