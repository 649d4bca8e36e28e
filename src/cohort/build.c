#include "build.h"

#include "fill.sql.h"
#include "schema.sql.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum vha_status fail_write(const struct build *build, struct vha_error *error)
{
    if (vha_progress_stopped(build->request->progress))
        return vha_fail_stopped(error);
    const int result = sqlite3_errcode(build->database);
    const bool under_way = result == SQLITE_FULL || result == SQLITE_IOERR;
    return vha_fail(error, under_way ? VHA_IO_ERROR : VHA_CANNOT_CREATE,
                    "The new cohort cache %s cannot be written: %s; nothing was changed. Look to "
                    "the disk and load again.",
                    build->request->path, sqlite3_errmsg(build->database));
}

static int stop_wanted(void *context)
{
    const struct build *build = context;
    return vha_progress_stopped(build->request->progress) ? 1 : 0;
}

static enum vha_status create_file(struct build *build, struct vha_error *error)
{
    enum { OPERATIONS_BETWEEN_STOP_CHECKS = 100000 };
    const char *path = build->request->path;
    if (unlink(path) != 0 && errno != ENOENT)
        return vha_fail(error, VHA_CANNOT_CREATE, "The old file %s cannot be removed: %s.", path,
                        strerror(errno));
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path, &build->database, flags, NULL) != SQLITE_OK)
        return fail_write(build, error);
    sqlite3_progress_handler(build->database, OPERATIONS_BETWEEN_STOP_CHECKS, stop_wanted, build);
    if (chmod(path, 0640) != 0 || vha_sql_run(build->database, schema_sql, "file") != SQLITE_OK ||
        vha_sql_run(build->database, schema_sql, "tables") != SQLITE_OK ||
        vha_sql_run(build->database, schema_sql, "intel_result") != SQLITE_OK ||
        build_register_sources(build) != SQLITE_OK)
        return fail_write(build, error);
    return VHA_OK;
}

static int store_load(const struct build *build)
{
    const struct vha_build_request *request = build->request;
    const struct vha_extract *extract = build->extract;
    const char *const texts[] = {extract->prepared_by,    request->loaded_by,
                                 request->loaded_at,      request->policy->name,
                                 request->policy->sha256, request->policy->text};
    sqlite3_stmt *statement = NULL;
    int result = vha_sql_prepare(build->database, fill_sql, "load", &statement);
    if (result != SQLITE_OK)
        return result;
    sqlite3_bind_text(statement, 1, extract->quarter, -1, SQLITE_STATIC);
    sqlite3_bind_int(statement, 2, extract->as_of);
    for (size_t i = 0; i < VHA_COUNT(texts); i++)
        sqlite3_bind_text(statement, 3 + (int)i, texts[i], -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 9, extract->counts[VHA_NOMINALS]);
    sqlite3_bind_int64(statement, 10, build->listed);
    sqlite3_bind_int64(statement, 11, (sqlite3_int64)extract->reject_count);
    if (build_is_compared(build))
        sqlite3_bind_text(statement, 12, request->earlier->quarter, -1, SQLITE_STATIC);
    result = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return result == SQLITE_DONE ? SQLITE_OK : result;
}

/* Each is one INSERT ... SELECT of fill.sql, parents before children where both are checked at
 * once. The first ones hold the extract alone; the others what scoring makes of it. */
static const char *const unscored_tables[] = {"source",       "borough", "crime_report",
                                              "intel_report", "custody", "flag_entry"};
static const char *const scored_tables[] = {"nominal", "crime_nominal", "intel_nominal", "listing"};

static enum vha_status fill_tables(const struct build *build, const char *const *names,
                                   size_t count, struct vha_error *error)
{
    int result = SQLITE_OK;
    for (size_t i = 0; i < count && result == SQLITE_OK; i++) {
        vha_progress_report(build->request->progress, "write", names[i], i, count);
        result = vha_sql_run(build->database, fill_sql, names[i]);
    }
    return result == SQLITE_OK ? VHA_OK : fail_write(build, error);
}

static enum vha_status write_unscored(struct build *build, struct vha_error *error)
{
    enum vha_status status = create_file(build, error);
    if (status == VHA_OK && vha_sql_run(build->database, fill_sql, "begin") != SQLITE_OK)
        status = fail_write(build, error);
    if (status == VHA_OK)
        status = fill_tables(build, unscored_tables, VHA_COUNT(unscored_tables), error);
    return status;
}

static enum vha_status write_scored(struct build *build, struct vha_error *error)
{
    enum vha_status status = store_load(build) == SQLITE_OK ? VHA_OK : fail_write(build, error);
    if (status == VHA_OK)
        status = fill_tables(build, scored_tables, VHA_COUNT(scored_tables), error);
    if (status != VHA_OK)
        return status;
    vha_progress_report(build->request->progress, "index", NULL, 0, 0);
    if (build_facets(build) != SQLITE_OK || build_orders(build) != SQLITE_OK ||
        build_search_texts(build) != SQLITE_OK ||
        vha_sql_run(build->database, fill_sql, "commit") != SQLITE_OK)
        return fail_write(build, error);
    return VHA_OK;
}

/* Scoring, beside the writing of what it does not touch. */
struct scoring_work {
    struct build *build;
    enum vha_status status;
    struct vha_error error;
};

static void *run_scoring(void *context)
{
    struct scoring_work *work = context;
    work->status = build_assess(work->build, &work->error);
    if (work->status == VHA_OK) {
        build_compare(work->build);
        build_flags(work->build);
    }
    return NULL;
}

static enum vha_status score_and_write(struct build *build, struct vha_error *error)
{
    struct scoring_work scoring = {.build = build};
    pthread_t thread;
    vha_progress_report(build->request->progress, "score", NULL, 0, 0);
    const bool threaded = pthread_create(&thread, NULL, run_scoring, &scoring) == 0;
    enum vha_status status = write_unscored(build, error);
    if (threaded)
        pthread_join(thread, NULL);
    else
        run_scoring(&scoring);
    if (status == VHA_OK && scoring.status != VHA_OK)
        status = vha_fail(error, scoring.status, "%s", scoring.error.message);
    return status == VHA_OK ? write_scored(build, error) : status;
}

static enum vha_status build_file(struct build *build, struct vha_error *error)
{
    enum vha_status status = score_and_write(build, error);
    sqlite3_close(build->database);
    if (status == VHA_OK) {
        vha_progress_report(build->request->progress, "verify", NULL, 0, 0);
        status = build_verify(build, error);
    }
    return status;
}

static void build_free(struct build *build)
{
    free(build->assessments);
    free(build->flags);
    free(build->positions);
    free(build->crime_judgements);
    free(build->intel_judgements);
    free(build->crime_categories);
    free(build->intel_categories);
    free(build->standings);
    free(build->previous);
}

enum vha_status vha_cohort_build(const struct vha_build_request *request,
                                 struct vha_cohort_info *info, struct vha_error *error)
{
    struct build build = {.request = request, .extract = request->extract};
    const enum vha_status status = build_file(&build, error);
    if (status != VHA_OK)
        unlink(request->path);
    else if (info != NULL)
        *info = (struct vha_cohort_info){
            .as_of = request->extract->as_of,
            .nominals = request->extract->counts[VHA_NOMINALS],
            .listed = build.listed,
            .rejects = (uint32_t)request->extract->reject_count,
        };
    build_free(&build);
    return status;
}
