#include "build.h"

#include "verify.sql.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A check runs on a connection of its own and fills its error when something is wrong. */
struct check {
    const struct build *build;
    enum vha_status (*run)(const struct build *build, sqlite3 *database, struct vha_error *error);
    enum vha_status status;
    struct vha_error error;
};

static enum vha_status fail_check(struct vha_error *error, const char *what)
{
    return vha_fail(error, VHA_SOFTWARE,
                    "The new cohort cache is not sound (%s); the old one stays in place. Check the "
                    "disk and load again.",
                    what);
}

/* Steps a statement once; the row's columns are read before the next step. */
static enum vha_status ask(sqlite3 *database, const char *section, sqlite3_stmt **statement,
                           struct vha_error *error)
{
    if (vha_sql_prepare(database, verify_sql, section, statement) != SQLITE_OK)
        return fail_check(error, sqlite3_errmsg(database));
    return VHA_OK;
}

static enum vha_status check_integrity(const struct build *build, sqlite3 *database,
                                       struct vha_error *error)
{
    (void)build;
    sqlite3_stmt *statement = NULL;
    enum vha_status status = ask(database, "integrity", &statement, error);
    if (status == VHA_OK) {
        const bool answered = sqlite3_step(statement) == SQLITE_ROW;
        const char *answer =
            answered ? (const char *)sqlite3_column_text(statement, 0) : sqlite3_errmsg(database);
        if (answer == NULL || strcmp(answer, "ok") != 0)
            status = fail_check(error, answer != NULL ? answer : "no answer");
    }
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status check_foreign_keys(const struct build *build, sqlite3 *database,
                                          struct vha_error *error)
{
    (void)build;
    sqlite3_stmt *statement = NULL;
    enum vha_status status = ask(database, "foreign_keys", &statement, error);
    if (status == VHA_OK && sqlite3_step(statement) != SQLITE_DONE)
        status = fail_check(error, "a row refers to a missing parent");
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status check_count(const struct build *build, enum vha_table table, int64_t count,
                                   struct vha_error *error)
{
    if (count == (int64_t)build->extract->tables[table].kept)
        return VHA_OK;
    char what[128];
    snprintf(what, sizeof what, "%s has %lld rows instead of %llu", vha_table_name(table),
             (long long)count, (unsigned long long)build->extract->tables[table].kept);
    return fail_check(error, what);
}

static enum vha_status check_counts(const struct build *build, sqlite3 *database,
                                    struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = ask(database, "counts", &statement, error);
    int table = VHA_NOMINALS; /* the rows come in the order of the tables */
    for (; status == VHA_OK && sqlite3_step(statement) == SQLITE_ROW; table++)
        status =
            check_count(build, (enum vha_table)table, sqlite3_column_int64(statement, 1), error);
    if (status == VHA_OK && table != VHA_CUSTODY + 1)
        status = fail_check(error, sqlite3_errmsg(database));
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status check_flag_counts(const struct build *build, sqlite3 *database,
                                         struct vha_error *error)
{
    int64_t counts[VHA_TABLES] = {0};
    sqlite3_stmt *statement = NULL;
    enum vha_status status = ask(database, "flag_counts", &statement, error);
    while (status == VHA_OK && sqlite3_step(statement) == SQLITE_ROW) {
        const int origin = sqlite3_column_int(statement, 0);
        if (origin >= VHA_WANTED && origin < VHA_TABLES)
            counts[origin] = sqlite3_column_int64(statement, 1);
    }
    sqlite3_finalize(statement);
    for (int table = VHA_WANTED; table < VHA_TABLES && status == VHA_OK; table++)
        status = check_count(build, (enum vha_table)table, counts[table], error);
    return status;
}

static enum vha_status check_sums(const struct build *build, sqlite3 *database,
                                  struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = ask(database, "sums", &statement, error);
    if (status == VHA_OK &&
        (sqlite3_step(statement) != SQLITE_ROW ||
         sqlite3_column_int64(statement, 0) != sqlite3_column_int64(statement, 1) ||
         sqlite3_column_int64(statement, 2) != sqlite3_column_int64(statement, 3)))
        status = fail_check(error, "people's scores are not the sums of their reports'");
    sqlite3_finalize(statement);
    statement = NULL;
    if (status == VHA_OK)
        status = ask(database, "listed", &statement, error);
    if (status == VHA_OK && (sqlite3_step(statement) != SQLITE_ROW ||
                             sqlite3_column_int64(statement, 0) != build->listed ||
                             sqlite3_column_int64(statement, 1) != build->listed))
        status = fail_check(error, "the list has gaps");
    sqlite3_finalize(statement);
    return status;
}

/* Two halves that take about the same time. */
static enum vha_status check_structure(const struct build *build, sqlite3 *database,
                                       struct vha_error *error)
{
    const enum vha_status status = check_integrity(build, database, error);
    return status == VHA_OK ? check_sums(build, database, error) : status;
}

static enum vha_status check_content(const struct build *build, sqlite3 *database,
                                     struct vha_error *error)
{
    /* Parents are looked up all over the file. */
    enum vha_status status = vha_sql_run(database, verify_sql, "roomy") == SQLITE_OK
                                 ? check_foreign_keys(build, database, error)
                                 : fail_check(error, sqlite3_errmsg(database));
    if (status == VHA_OK)
        status = check_counts(build, database, error);
    if (status == VHA_OK)
        status = check_flag_counts(build, database, error);
    return status;
}

static int stop_wanted(void *context)
{
    const struct check *check = context;
    return vha_progress_stopped(check->build->request->progress) ? 1 : 0;
}

static void *run_check(void *context)
{
    enum { OPERATIONS_BETWEEN_STOP_CHECKS = 100000 };
    struct check *check = context;
    sqlite3 *database = NULL;
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(check->build->request->path, &database, flags, NULL) != SQLITE_OK) {
        check->status = fail_check(&check->error, "it cannot be opened again");
    } else {
        sqlite3_progress_handler(database, OPERATIONS_BETWEEN_STOP_CHECKS, stop_wanted, check);
        check->status = check->run(check->build, database, &check->error);
        if (vha_progress_stopped(check->build->request->progress))
            check->status = vha_fail_stopped(&check->error);
    }
    sqlite3_close(database);
    return NULL;
}

/* Brings the file to the disk: it was written without a journal and without waiting, since whatever
 * went wrong, it would have been thrown away. Now it must last. */
static void *run_sync(void *context)
{
    struct check *check = context;
    const char *path = check->build->request->path;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fsync(file) != 0)
        check->status = vha_fail(&check->error, VHA_IO_ERROR,
                                 "The new cohort cache %s cannot be brought to the disk: %s; "
                                 "nothing was changed.",
                                 path, strerror(errno));
    if (file >= 0)
        close(file);
    return NULL;
}

enum vha_status build_verify(const struct build *build, struct vha_error *error)
{
    struct check checks[] = {{.build = build, .run = check_structure},
                             {.build = build, .run = check_content},
                             {.build = build}};
    void *(*const work[])(void *) = {run_check, run_check, run_sync};
    pthread_t threads[VHA_COUNT(checks)];
    bool threaded[VHA_COUNT(checks)] = {false};
    for (size_t i = 1; i < VHA_COUNT(checks); i++)
        threaded[i] = pthread_create(&threads[i], NULL, work[i], &checks[i]) == 0;
    for (size_t i = 0; i < VHA_COUNT(checks); i++) {
        if (threaded[i])
            pthread_join(threads[i], NULL);
        else
            work[i](&checks[i]);
    }
    for (size_t i = 0; i < VHA_COUNT(checks); i++)
        if (checks[i].status != VHA_OK)
            return vha_fail(error, checks[i].status, "%s", checks[i].error.message);
    return VHA_OK;
}
