#include "crew.h"

#include "csv_file.h"
#include "xlsx.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WORKERS = 2 };

/* The work that is shared out. Each worker takes the next table whose parents are finished; the
 * mutex guards everything from `started` on, and the caller's progress display. */
struct crew {
    struct vha_extract_request request; /* the caller's, but for `progress` */
    const struct vha_progress *watcher; /* the caller's */
    struct vha_progress progress;
    const struct plan *plan;
    struct vha_extract *extract;
    struct indexes indexes;
    struct survey *surveys; /* of the plan's files; a CSV file's when it is read */

    pthread_mutex_t mutex;
    pthread_cond_t changed;
    unsigned started; /* tables, as bits */
    unsigned finished;
    enum vha_table failed; /* the first table that failed, or VHA_TABLES */
    enum vha_status status;
    struct vha_error error;
};

struct worker {
    struct crew *crew;
    struct xlsx **books; /* by file: a workbook that is open belongs to one thread */
};

static void report_locked(void *context, const char *stage, const char *detail, uint64_t done,
                          uint64_t total)
{
    struct crew *crew = context;
    pthread_mutex_lock(&crew->mutex);
    vha_progress_report(crew->watcher, stage, detail, done, total);
    pthread_mutex_unlock(&crew->mutex);
}

/* --------------------------------------------------------------------------------- one table */

static enum vha_status find_sheet(const struct xlsx *book, const char *file, enum vha_table table,
                                  size_t *sheet, struct vha_error *error)
{
    *sheet = 0;
    if (!plan_is_whole_workbook(file))
        return VHA_OK;
    const char *name = tables[table].name;
    while (*sheet < xlsx_sheet_count(book) && strcasecmp(xlsx_sheet_name(book, *sheet), name) != 0)
        ++*sheet;
    if (*sheet == xlsx_sheet_count(book))
        return vha_fail(error, VHA_BAD_DATA, "%s has no sheet \"%s\", though the manifest says so.",
                        file, name);
    return VHA_OK;
}

static enum vha_status read_rows(struct worker *worker, struct reading *reading,
                                 struct vha_error *error)
{
    const struct plan *plan = worker->crew->plan;
    const size_t number = plan->sources[reading->table].file;
    const struct survey_file *file = &plan->files[number];
    const struct vha_settings *settings = reading->request->settings;
    if (file->text) {
        const struct survey *survey = &worker->crew->surveys[number];
        const struct csv_form form = {survey->encoding, survey->has_quotes};
        return csv_file_read(file->path, file->name, form, settings, take_row, reading, error);
    }
    struct xlsx **book = &worker->books[number];
    size_t sheet = 0;
    enum vha_status status = VHA_OK;
    if (*book == NULL)
        status = xlsx_open(file->path, settings, book, error);
    if (status == VHA_OK)
        status = find_sheet(*book, file->name, reading->table, &sheet, error);
    if (status == VHA_OK)
        status = xlsx_read_sheet(*book, sheet, take_row, reading, error);
    return status;
}

/* What must hold once a table's last row was read. */
static enum vha_status check_table(const struct reading *reading, struct vha_error *error)
{
    const struct vha_table_summary *summary = reading->summary;
    const char *table = tables[reading->table].name;
    if (!reading->has_header)
        return vha_fail(error, VHA_BAD_DATA, "%s: the table %s is empty: its header is missing.",
                        summary->file, table);
    if (summary->rows != reading->expected_rows)
        return vha_fail(error, VHA_BAD_DATA,
                        "%s: the table %s has %llu data rows, the manifest says %llu; hand the "
                        "extract out again.",
                        summary->file, table, (unsigned long long)summary->rows,
                        (unsigned long long)reading->expected_rows);
    return VHA_OK;
}

static struct reading start_reading(struct crew *crew, enum vha_table table)
{
    struct vha_extract *extract = crew->extract;
    const struct source *source = &crew->plan->sources[table];
    const char *file = crew->plan->files[source->file].name;
    struct reading reading = {
        .request = &crew->request,
        .extract = extract,
        .indexes = &crew->indexes,
        .table = table,
        .summary = &extract->tables[table],
        .expected_rows = source->rows,
        .arena = extract->arenas[table],
    };
    pool_init(&reading.pool);
    index_init(&reading.keys);
    *reading.summary = (struct vha_table_summary){
        .present = true,
        .file = vha_arena_text(reading.arena, file, strlen(file)),
        .extra_columns = "",
    };
    return reading;
}

/* Hands what the table's rows left over to the extract. */
static void end_reading(struct reading *reading)
{
    struct vha_extract *extract = reading->extract;
    struct vha_table_summary *summary = reading->summary;
    summary->kept = summary->rows - summary->duplicates - summary->rejects;
    extract->texts[reading->table] = reading->pool.texts;
    extract->rejects_of[reading->table] = reading->rejects;
    extract->rejects_kept[reading->table] = reading->rejects_kept;
    index_free(&reading->pool.words);
    index_free(&reading->keys);
}

static enum vha_status read_table(struct worker *worker, enum vha_table table,
                                  struct vha_error *error)
{
    struct crew *crew = worker->crew;
    const size_t file = crew->plan->sources[table].file;
    struct survey *survey = &crew->surveys[file];
    if (crew->plan->files[file].text)
        *survey = survey_look(&crew->plan->files[file], crew->request.settings);
    enum vha_status status = plan_check_survey(crew->plan, file, survey, error);
    if (status != VHA_OK)
        return status;
    struct reading reading = start_reading(crew, table);
    reading.summary->encoding = survey->encoding;
    memcpy(reading.summary->sha256, survey->sha256, sizeof survey->sha256);
    status = read_rows(worker, &reading, error);
    if (status == VHA_OK)
        status = check_table(&reading, error);
    if (status == VHA_OK)
        vha_progress_report(crew->request.progress, "read", tables[table].name,
                            reading.expected_rows, reading.expected_rows);
    end_reading(&reading);
    return status;
}

/* --------------------------------------------------------------------------------- all tables */

/* The next table that nobody has begun and whose parents are all there; VHA_TABLES when there is
 * none now. */
static enum vha_table next_table(const struct crew *crew)
{
    int table = 0;
    while (table < VHA_TABLES &&
           (!crew->plan->planned[table] || (crew->started >> table & 1u) != 0 ||
            (tables[table].parents & ~crew->finished) != 0))
        table++;
    return (enum vha_table)table;
}

static bool all_started(const struct crew *crew)
{
    for (int table = 0; table < VHA_TABLES; table++)
        if (crew->plan->planned[table] && (crew->started >> table & 1u) == 0)
            return false;
    return true;
}

/* Called with the mutex held. */
static void note_result(struct crew *crew, enum vha_table table, enum vha_status status,
                        const struct vha_error *error)
{
    crew->finished |= 1u << table;
    if (status != VHA_OK && table < crew->failed) {
        crew->failed = table;
        crew->status = status;
        crew->error = *error;
    }
    pthread_cond_broadcast(&crew->changed);
}

static void *work(void *context)
{
    struct worker *worker = context;
    struct crew *crew = worker->crew;
    pthread_mutex_lock(&crew->mutex);
    while (crew->status == VHA_OK && !all_started(crew)) {
        const enum vha_table table = next_table(crew);
        if (table == VHA_TABLES) {
            pthread_cond_wait(&crew->changed, &crew->mutex);
            continue;
        }
        crew->started |= 1u << table;
        pthread_mutex_unlock(&crew->mutex);
        struct vha_error error = {0};
        const enum vha_status status = read_table(worker, table, &error);
        pthread_mutex_lock(&crew->mutex);
        note_result(crew, table, status, &error);
    }
    pthread_mutex_unlock(&crew->mutex);
    for (size_t file = 0; file < crew->plan->file_count; file++)
        xlsx_close(worker->books[file]);
    free(worker->books);
    return NULL;
}

/* A workbook may hold many tables, so it is looked at once, before them. */
static void survey_workbooks(struct crew *crew)
{
    for (size_t file = 0; file < crew->plan->file_count; file++)
        if (!crew->plan->files[file].text)
            crew->surveys[file] = survey_look(&crew->plan->files[file], crew->request.settings);
}

static void run_workers(struct crew *crew)
{
    struct worker workers[WORKERS];
    pthread_t threads[WORKERS];
    bool threaded[WORKERS] = {false};
    for (size_t i = 0; i < WORKERS; i++)
        workers[i] = (struct worker){
            .crew = crew,
            .books = vha_alloc_zeroed(crew->plan->file_count, sizeof(struct xlsx *)),
        };
    /* One of them is this thread; it does all the work when no other is to be had. */
    for (size_t i = 1; i < WORKERS; i++)
        threaded[i] = pthread_create(&threads[i], NULL, work, &workers[i]) == 0;
    work(&workers[0]);
    for (size_t i = 1; i < WORKERS; i++) {
        if (threaded[i])
            pthread_join(threads[i], NULL);
        else
            free(workers[i].books);
    }
}

enum vha_status crew_read(const struct vha_extract_request *request, const struct plan *plan,
                          struct vha_extract *extract, struct vha_error *error)
{
    struct crew crew = {
        .request = *request,
        .watcher = request->progress,
        .plan = plan,
        .extract = extract,
        .surveys = vha_alloc_zeroed(plan->file_count, sizeof *crew.surveys),
        .failed = VHA_TABLES,
    };
    crew.progress = (struct vha_progress){
        .report = report_locked,
        .context = &crew,
        .stop = request->progress != NULL ? request->progress->stop : NULL,
    };
    crew.request.progress = &crew.progress;
    pthread_mutex_init(&crew.mutex, NULL);
    pthread_cond_init(&crew.changed, NULL);
    index_init(&crew.indexes.nominals_by_pncid);
    index_init(&crew.indexes.crimes_by_ref);
    index_init(&crew.indexes.intel_by_ref);

    survey_workbooks(&crew);
    run_workers(&crew);

    index_free(&crew.indexes.nominals_by_pncid);
    index_free(&crew.indexes.crimes_by_ref);
    index_free(&crew.indexes.intel_by_ref);
    pthread_cond_destroy(&crew.changed);
    pthread_mutex_destroy(&crew.mutex);
    free(crew.surveys);
    if (crew.status != VHA_OK)
        return vha_fail(error, crew.status, "%s", crew.error.message);
    return VHA_OK;
}
