#include "quarter.h"

#include "vha/cohort_build.h"
#include "vha/database.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_BYTES = 1 << 26 };

int quarter_begin(void **state)
{
    struct quarter *quarter = vha_alloc_zeroed(1, sizeof *quarter);
    struct vha_error error = {0};
    snprintf(quarter->folder, sizeof quarter->folder, "/tmp/vha-test-cohort-XXXXXX");
    if (mkdtemp(quarter->folder) == NULL ||
        vha_policy_read(VHA_SOURCE_DIR "/config/policy.yaml", &quarter->policy, &error) != VHA_OK ||
        vha_areas_read(VHA_SOURCE_DIR "/config/areas.yaml", &quarter->areas, &error) != VHA_OK ||
        vha_settings_read(VHA_SOURCE_DIR "/config/settings.yaml", &quarter->settings, &error) !=
            VHA_OK) {
        fprintf(stderr, "%s\n", error.message);
        return -1;
    }
    quarter->arena = vha_arena_new();
    *state = quarter;
    return 0;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about;
    (void)kind;
    (void)walk;
    return remove(path);
}

int quarter_end(void **state)
{
    struct quarter *quarter = *state;
    enum { OPEN_FOLDERS = 8 };
    const int removed = nftw(quarter->folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    vha_policy_free(quarter->policy);
    vha_areas_free(quarter->areas);
    vha_settings_free(quarter->settings);
    vha_arena_free(quarter->arena);
    free(quarter);
    return removed;
}

const char *quarter_path(const struct quarter *quarter, const char *name)
{
    return vha_arena_format(quarter->arena, "%s/%s", quarter->folder, name);
}

const char *quarter_folder(const struct quarter *quarter, const char *name)
{
    const char *path = quarter_path(quarter, name);
    assert_int_equal(vha_make_folder(path, NULL), VHA_OK);
    return path;
}

/* ------------------------------------------------------------------------------------- writing */

static const char *const headers[VHA_TABLES] = {
    [VHA_NOMINALS] = "pncid,surname,forenames,dob,sex,ethnicity,borough",
    [VHA_CRIME_REPORTS] = "crime_ref,offence_date,offence,features,borough",
    [VHA_CRIME_NOMINALS] = "crime_ref,pncid,role",
    [VHA_INTEL_REPORTS] = "intel_ref,report_date,offence,grade,crime_ref",
    [VHA_INTEL_NOMINALS] = "intel_ref,pncid",
    [VHA_CUSTODY] = "pncid,establishment,received,released",
    [VHA_WANTED] = "pncid,source,since,reference",
    [VHA_RESTRICTIONS] = "pncid,kind,start,end",
    [VHA_GANG_LINKS] = "pncid,gang,intel_ref",
    [VHA_COUNTY_LINES] = "pncid,line,since",
    [VHA_VICTIMS] = "pncid,crime_ref,kind,date",
    [VHA_MISSING] = "pncid,merlin_ref,kind,date",
    [VHA_IOM] = "pncid,cohort,since",
};

void quarter_table(const struct quarter *quarter, const char *folder, const char *table,
                   const char *rows)
{
    const char *header = NULL;
    for (int number = 0; number < VHA_TABLES; number++)
        if (strcmp(vha_table_name((enum vha_table)number), table) == 0)
            header = headers[number];
    assert_non_null(header);
    const char *text = vha_arena_format(quarter->arena, "%s\n%s", header, rows != NULL ? rows : "");
    const char *path = vha_arena_format(quarter->arena, "%s/%s.csv", folder, table);
    assert_int_equal(vha_write_file(path, text, strlen(text), NULL), VHA_OK);
}

/* The manifest's entry of one file, appended. */
static const char *with_entry(const struct quarter *quarter, const char *manifest,
                              const char *folder, const char *file)
{
    char *path = vha_path(folder, file);
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(path, FILE_BYTES, &text, &length, NULL), VHA_OK);
    int lines = 0;
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    char sum[VHA_SHA256_TEXT_SIZE];
    const char *longer =
        vha_arena_format(quarter->arena, "%s  %s:\n    rows: %d\n    sha256: %s\n", manifest, file,
                         lines - 1, vha_sha256_text(sum, text, length));
    free(text);
    free(path);
    return longer;
}

void quarter_manifest(const struct quarter *quarter, const char *folder, const char *name,
                      const char *as_of)
{
    const char *manifest = vha_arena_format(
        quarter->arena, "quarter: %s\nas_of: %s\nprepared_by: MO2 test\nfiles:\n", name, as_of);
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (const struct dirent *entry; (entry = readdir(entries)) != NULL;)
        if (strstr(entry->d_name, ".csv") != NULL)
            manifest = with_entry(quarter, manifest, folder, entry->d_name);
    closedir(entries);
    char *path = vha_path(folder, "manifest.yaml");
    assert_int_equal(vha_write_file(path, manifest, strlen(manifest), NULL), VHA_OK);
    free(path);
}

vha_pncid quarter_pncid(size_t person)
{
    return UINT64_C(20150000001) + person;
}

const char *quarter_pncid_text(const struct quarter *quarter, size_t person)
{
    char text[VHA_PNCID_SIZE];
    return vha_arena_text(quarter->arena, vha_pncid_format(text, quarter_pncid(person)),
                          VHA_PNCID_SIZE - 1);
}

const char *quarter_of_people(const struct quarter *quarter, const char *folder, const char *name,
                              const char *as_of, const struct known_person *people, size_t count,
                              const char *const *extra)
{
    enum { REPORTS_EACH = 4 };
    struct vha_arena *arena = quarter->arena;
    const char *path = quarter_folder(quarter, folder);
    const char *nominals = "";
    const char *crimes = "";
    const char *named = "";
    for (size_t i = 0; i < count; i++) {
        const char *pncid = quarter_pncid_text(quarter, i);
        nominals = vha_arena_format(arena, "%s%s,\"%s\",\"%s\",%s,U,NS,\n", nominals, pncid,
                                    people[i].surname, people[i].forenames,
                                    people[i].dob != NULL ? people[i].dob : "1990-01-01");
        for (int report = 0; report < REPORTS_EACH; report++) {
            crimes = vha_arena_format(arena, "%sC%zu-%d,%s,GBH,,\n", crimes, i, report, as_of);
            named = vha_arena_format(arena, "%sC%zu-%d,%s,suspect\n", named, i, report, pncid);
        }
    }
    quarter_table(quarter, path, "nominals", nominals);
    quarter_table(quarter, path, "crime_reports", crimes);
    quarter_table(quarter, path, "crime_nominals", named);
    quarter_table(quarter, path, "intel_reports", NULL);
    quarter_table(quarter, path, "intel_nominals", NULL);
    quarter_table(quarter, path, "custody", NULL);
    for (size_t i = 0; extra != NULL && extra[i] != NULL; i += 2)
        quarter_table(quarter, path, extra[i], extra[i + 1]);
    quarter_manifest(quarter, path, name, as_of);
    return path;
}

/* ------------------------------------------------------------------------------------ building */

struct vha_extract *quarter_read(const struct quarter *quarter, const char *folder)
{
    const struct vha_extract_request request = {
        .folder = folder, .settings = quarter->settings, .areas = quarter->areas};
    struct vha_extract *extract = NULL;
    struct vha_error error = {0};
    if (vha_extract_read(&request, &extract, &error) != VHA_OK) {
        if (extract != NULL && extract->reject_entries > 0)
            fail_msg("%s %s:%llu %s: %s", error.message, extract->rejects[0].file,
                     (unsigned long long)extract->rejects[0].line, extract->rejects[0].column,
                     extract->rejects[0].reason);
        fail_msg("%s", error.message);
    }
    return extract;
}

static struct vha_build_request request_for(const struct quarter *quarter,
                                            const struct vha_extract *extract, const char *path,
                                            const struct vha_progress *progress)
{
    return (struct vha_build_request){
        .path = path,
        .extract = extract,
        .policy = quarter->policy,
        .areas = quarter->areas,
        .loaded_by = "mo2.tester",
        .loaded_at = "2026-10-02T09:30:00Z",
        .progress = progress,
    };
}

enum vha_status quarter_try_build(const struct quarter *quarter, const struct vha_extract *extract,
                                  const char *path, const struct vha_progress *progress,
                                  struct vha_error *error)
{
    const struct vha_build_request request = request_for(quarter, extract, path, progress);
    return vha_cohort_build(&request, NULL, error);
}

void quarter_build_after(const struct quarter *quarter, const char *folder, const char *path,
                         const struct vha_earlier *earlier)
{
    struct vha_error error = {0};
    struct vha_extract *extract = quarter_read(quarter, folder);
    struct vha_build_request request = request_for(quarter, extract, path, NULL);
    request.earlier = earlier;
    if (vha_cohort_build(&request, NULL, &error) != VHA_OK)
        fail_msg("%s", error.message);
    vha_extract_free(extract);
}

void quarter_build(const struct quarter *quarter, const char *folder, const char *path)
{
    quarter_build_after(quarter, folder, path, NULL);
}

uint32_t quarter_earlier_rank(uint32_t position)
{
    static const uint32_t ranks[] = {0, 7, 30, 2, 110};
    return position % 5 == 0 ? 0 : position % 2 == 0 ? position + 1 : ranks[position % 5];
}

static int by_pncid(const void *one, const void *other)
{
    const struct vha_earlier_rank *const a = one;
    const struct vha_earlier_rank *const b = other;
    return (a->pncid > b->pncid) - (a->pncid < b->pncid);
}

void quarter_build_compared(const struct quarter *quarter, const char *folder, const char *path)
{
    struct vha_earlier earlier = {.quarter = "2026-Q2"};
    quarter_build(quarter, folder, path);
    struct vha_cohort *cohort = quarter_open(path);
    const uint32_t listed = vha_cohort_info(cohort)->listed;
    const struct vha_list_row *rows = quarter_rows(cohort, quarter->arena);
    earlier.ranks = vha_arena_alloc(quarter->arena, listed * sizeof *earlier.ranks);
    for (uint32_t position = 0; position < listed; position++)
        if (quarter_earlier_rank(position) != 0)
            earlier.ranks[earlier.count++] =
                (struct vha_earlier_rank){rows[position].pncid, quarter_earlier_rank(position)};
    qsort(earlier.ranks, earlier.count, sizeof *earlier.ranks, by_pncid);
    vha_cohort_close(cohort);
    quarter_build_after(quarter, folder, path, &earlier);
}

struct vha_cohort *quarter_open(const char *path)
{
    struct vha_cohort *cohort = NULL;
    struct vha_error error = {0};
    if (vha_cohort_open(path, &cohort, &error) != VHA_OK)
        fail_msg("%s", error.message);
    return cohort;
}

struct vha_list_row *quarter_rows(struct vha_cohort *cohort, struct vha_arena *arena)
{
    const uint32_t listed = vha_cohort_info(cohort)->listed;
    struct vha_list_row *rows = vha_arena_alloc(arena, (listed + 1) * sizeof *rows);
    struct vha_error error = {0};
    for (uint32_t i = 0; i < listed; i++)
        if (vha_cohort_row(cohort, i, arena, &rows[i], &error) != VHA_OK)
            fail_msg("%s", error.message);
    return rows;
}

int64_t quarter_number(const char *path, const char *sql)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(database));
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}

void quarter_execute(const char *path, const char *sql)
{
    sqlite3 *database = NULL;
    char *message = NULL;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_close(database);
}

bool quarter_exists(const char *path)
{
    return access(path, F_OK) == 0;
}
