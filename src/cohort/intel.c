#include "cohort.h"
#include "successor.h"
#include "vha/cohort_refresh.h"
#include "vha/extract.h"

#include "intel.sql.h"
#include "schema.sql.h"

#include <stdlib.h>

/* The results of the daily searches are a table of their own beside what a load has written, which
 * stays as it is (SOP 70). */

struct finding {
    const struct vha_extract *extract;
    struct vha_intel_news *news;
    size_t capacity;
    sqlite3_stmt *result;
    sqlite3_stmt *amend;
};

/* -------------------------------------------------------------------------------------- the table
 */

/* A cache of an older version gets the table, and is of this version from then on. */
static bool have_table(sqlite3 *database)
{
    sqlite3_stmt *statement = NULL;
    bool done = vha_sql_prepare(database, intel_sql, "version", &statement) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW;
    const int version = done ? sqlite3_column_int(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (done && version < COHORT_WITH_INTEL)
        done = vha_sql_run(database, schema_sql, "intel_result") == SQLITE_OK &&
               vha_sql_run(database, intel_sql, "newer") == SQLITE_OK;
    return done;
}

/* --------------------------------------------------------------------------------------- the rows
 */

static void bind_text(sqlite3_stmt *statement, int index, const struct vha_extract *extract,
                      vha_text_id text)
{
    sqlite3_bind_text(statement, index, vha_extract_text(extract, VHA_INTEL_RESULTS, text), -1,
                      SQLITE_STATIC);
}

/* Runs a statement with a row; *changes counts what it changed. */
static bool use(const struct finding *finding, sqlite3_stmt *statement,
                const struct vha_intel_result_row *row, int *changes)
{
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)row->pncid);
    bind_text(statement, 2, finding->extract, row->ref);
    successor_bind_day(statement, 3, row->report_date);
    bind_text(statement, 4, finding->extract, row->offence);
    sqlite3_bind_text(statement, 5, row->grade, -1, SQLITE_STATIC);
    bind_text(statement, 6, finding->extract, row->crime_ref);
    if (sqlite3_bind_parameter_count(statement) >= 7)
        successor_bind_day(statement, 7, finding->extract->as_of);
    const bool done = successor_step(statement);
    *changes = sqlite3_changes(sqlite3_db_handle(statement));
    return done;
}

static void add_gain(struct finding *finding, vha_pncid pncid)
{
    struct vha_intel_news *const news = finding->news;
    news->people = vha_grow(news->people, news->count, &finding->capacity, sizeof *news->people);
    news->people[news->count++] = (struct vha_intel_gain){.pncid = pncid, .reports = 1};
}

static bool write_row(struct finding *finding, const struct vha_intel_result_row *row)
{
    struct vha_intel_news *const news = finding->news;
    int added = 0;
    int amended = 0;
    if (!row->known) {
        news->strangers++;
        return true;
    }
    if (!use(finding, finding->result, row, &added) ||
        (added == 0 && !use(finding, finding->amend, row, &amended)))
        return false;
    news->added += added > 0;
    news->amended += amended > 0;
    news->known += added == 0 && amended == 0;
    if (added > 0)
        add_gain(finding, row->pncid);
    return true;
}

static bool write_rows(sqlite3 *database, void *context)
{
    struct finding *const finding = context;
    const uint32_t count = finding->extract->counts[VHA_INTEL_RESULTS];
    bool done = have_table(database) &&
                vha_sql_prepare(database, intel_sql, "result", &finding->result) == SQLITE_OK &&
                vha_sql_prepare(database, intel_sql, "amend", &finding->amend) == SQLITE_OK;
    for (uint32_t i = 0; i < count && done; i++)
        done = write_row(finding, &finding->extract->intel_results[i]);
    sqlite3_finalize(finding->result);
    sqlite3_finalize(finding->amend);
    return done;
}

/* ------------------------------------------------------------------------------------- what is new
 */

static int by_pncid(const void *a, const void *b)
{
    const struct vha_intel_gain *const one = a;
    const struct vha_intel_gain *const other = b;
    return one->pncid < other->pncid ? -1 : one->pncid > other->pncid;
}

/* One for each person, instead of one for each of their reports. */
static void join_gains(struct vha_intel_news *news)
{
    size_t kept = 0;
    if (news->count > 0)
        qsort(news->people, news->count, sizeof *news->people, by_pncid);
    for (size_t i = 0; i < news->count; i++)
        if (kept > 0 && news->people[kept - 1].pncid == news->people[i].pncid)
            news->people[kept - 1].reports++;
        else
            news->people[kept++] = news->people[i];
    news->count = kept;
}

enum vha_status vha_cohort_intel_build(const struct vha_cohort_refresh *request,
                                       struct vha_intel_news *news, struct vha_error *error)
{
    struct finding finding = {.extract = request->extract, .news = news};
    *news = (struct vha_intel_news){.count = 0};
    const enum vha_status status =
        successor_make(request->current, request->path, write_rows, &finding, error);
    join_gains(news);
    return status;
}

void vha_intel_news_free(struct vha_intel_news *news)
{
    free(news->people);
    *news = (struct vha_intel_news){.count = 0};
}
