#include "cohort.h"

#include "read.sql.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum vha_status cohort_fail(const struct vha_cohort *cohort, struct vha_error *error)
{
    if (sqlite3_errcode(cohort->database) == SQLITE_BUSY)
        return vha_fail(error, VHA_TEMPORARY,
                        "The cohort %s is held by another program; try again when that is done.",
                        cohort->path);
    return vha_fail(error, VHA_BAD_DATA,
                    "The cohort %s cannot be read (%s); MO2 can build it again with 'vha load'.",
                    cohort->path, sqlite3_errmsg(cohort->database));
}

enum vha_status cohort_fail_damaged(const struct vha_cohort *cohort, struct vha_error *error)
{
    return vha_fail(error, VHA_BAD_DATA,
                    "The cohort %s cannot be read (it is damaged); MO2 can build it again with "
                    "'vha load'.",
                    cohort->path);
}

const char *cohort_text(sqlite3_stmt *statement, int column, struct vha_arena *arena)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    const int length = sqlite3_column_bytes(statement, column);
    return vha_arena_text(arena, text != NULL ? (const char *)text : "", (size_t)length);
}

vha_date cohort_date(sqlite3_stmt *statement, int column)
{
    enum { FIRST_DAY = -719162, LAST_DAY = 2932896 }; /* 0001-01-01 and 9999-12-31 */
    if (sqlite3_column_type(statement, column) == SQLITE_NULL)
        return VHA_NO_DATE;
    const sqlite3_int64 day = sqlite3_column_int64(statement, column);
    return day >= FIRST_DAY && day <= LAST_DAY ? (vha_date)day : VHA_NO_DATE;
}

sqlite3_stmt *cohort_statement(struct vha_cohort *cohort, enum cohort_statement which)
{
    static const char *const sections[STATEMENTS] = {
        [STATEMENT_ROW] = "row",
        [STATEMENT_PERSON] = "person",
        [STATEMENT_STANDING] = "standing",
        [STATEMENT_CRIMES] = "crimes",
        [STATEMENT_INTEL] = "intel",
        [STATEMENT_CUSTODY] = "custody",
        [STATEMENT_FLAG_ENTRIES] = "flag_entries",
        [STATEMENT_NEW_INTEL] = "new_intel",
    };
    if (cohort->statements[which] == NULL &&
        vha_sql_prepare(cohort->database, read_sql, sections[which], &cohort->statements[which]) !=
            SQLITE_OK)
        return NULL;
    return cohort->statements[which];
}

/* ------------------------------------------------------------------------------------- opening */

static enum vha_status ask_number(struct vha_cohort *cohort, const char *section, int *number,
                                  struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = VHA_OK;
    if (vha_sql_prepare(cohort->database, read_sql, section, &statement) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        status = cohort_fail(cohort, error);
    else
        *number = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status check_kind(struct vha_cohort *cohort, struct vha_error *error)
{
    int application = 0;
    enum vha_status status = ask_number(cohort, "application", &application, error);
    if (status == VHA_OK)
        status = ask_number(cohort, "version", &cohort->version, error);
    if (status == VHA_OK && application != COHORT_APPLICATION)
        return vha_fail(error, VHA_BAD_DATA, "%s is no cohort of this program.", cohort->path);
    if (status == VHA_OK && (cohort->version < COHORT_OLDEST || cohort->version > COHORT_VERSION))
        return vha_fail(error, VHA_BAD_DATA,
                        "The cohort %s was built by another version of this program; load the "
                        "quarter again.",
                        cohort->path);
    return status;
}

static enum vha_status read_info(struct vha_cohort *cohort, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = VHA_OK;
    if (vha_sql_prepare(cohort->database, read_sql, "load", &statement) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW) {
        status = cohort_fail(cohort, error);
    } else {
        struct vha_arena *arena = cohort->arena;
        cohort->info = (struct vha_cohort_info){
            .quarter = cohort_text(statement, 0, arena),
            .as_of = cohort_date(statement, 1),
            .prepared_by = cohort_text(statement, 2, arena),
            .loaded_by = cohort_text(statement, 3, arena),
            .loaded_at = cohort_text(statement, 4, arena),
            .policy_name = cohort_text(statement, 5, arena),
            .policy_sha256 = cohort_text(statement, 6, arena),
            .nominals = (uint32_t)sqlite3_column_int64(statement, 7),
            .listed = (uint32_t)sqlite3_column_int64(statement, 8),
            .rejects = (uint32_t)sqlite3_column_int64(statement, 9),
            .earlier_quarter = sqlite3_column_type(statement, 10) == SQLITE_NULL
                                   ? NULL
                                   : cohort_text(statement, 10, arena),
        };
        cohort->words = ((size_t)cohort->info.listed + 63) / 64;
        if (cohort->info.as_of == VHA_NO_DATE)
            status = cohort_fail_damaged(cohort, error);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum vha_status read_panes(struct vha_cohort *cohort, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    if (vha_sql_prepare(cohort->database, read_sql, "facets", &statement) != SQLITE_OK)
        return cohort_fail(cohort, error);
    while (sqlite3_step(statement) == SQLITE_ROW && cohort->facet_count < VHA_MAX_FACETS) {
        const size_t facet = cohort->facet_count++;
        cohort->values[facet] = vha_alloc_zeroed(VHA_MAX_FACET_VALUES, sizeof **cohort->values);
        cohort->facets[facet] = (struct vha_facet){
            .name = cohort_text(statement, 1, cohort->arena),
            .title = cohort_text(statement, 2, cohort->arena),
            .values = cohort->values[facet],
        };
    }
    const bool ended = sqlite3_finalize(statement) == SQLITE_OK;
    return ended ? VHA_OK : cohort_fail(cohort, error);
}

/* Takes one value of a pane with its bitmap; false when it is not as the schema says. */
static bool take_value(struct vha_cohort *cohort, sqlite3_stmt *statement)
{
    const int facet = sqlite3_column_int(statement, 0);
    const size_t bytes = cohort->words * sizeof(uint64_t);
    if (facet < 0 || (size_t)facet >= cohort->facet_count ||
        (size_t)sqlite3_column_bytes(statement, 6) != bytes)
        return false;
    struct vha_facet *pane = &cohort->facets[facet];
    if (pane->value_count == VHA_MAX_FACET_VALUES)
        return false;
    const size_t value = pane->value_count++;
    cohort->values[facet][value] = (struct vha_facet_value){
        .code = cohort_text(statement, 2, cohort->arena),
        .label = cohort_text(statement, 3, cohort->arena),
        .group = cohort_text(statement, 4, cohort->arena),
        .total = (uint32_t)sqlite3_column_int64(statement, 5),
    };
    cohort->members[facet] = vha_resize(cohort->members[facet], value + 1, bytes);
    if (bytes > 0)
        memcpy(cohort->members[facet] + value * cohort->words, sqlite3_column_blob(statement, 6),
               bytes);
    return true;
}

static enum vha_status read_values(struct vha_cohort *cohort, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    if (vha_sql_prepare(cohort->database, read_sql, "facet_values", &statement) != SQLITE_OK)
        return cohort_fail(cohort, error);
    enum vha_status status = VHA_OK;
    int result = SQLITE_ROW;
    while (status == VHA_OK && (result = sqlite3_step(statement)) == SQLITE_ROW)
        if (!take_value(cohort, statement))
            status = vha_fail(error, VHA_BAD_DATA,
                              "The filters of the cohort %s are damaged; load the quarter again.",
                              cohort->path);
    sqlite3_finalize(statement);
    if (status == VHA_OK && result != SQLITE_DONE)
        status = cohort_fail(cohort, error);
    cohort->scope = vha_alloc_zeroed(cohort->words, sizeof(uint64_t));
    cohort->scratch = vha_alloc_zeroed(SCRATCH_BITMAPS * cohort->words, sizeof(uint64_t));
    cohort_everybody(cohort);
    return status;
}

static enum vha_status open_file(struct vha_cohort *cohort, struct vha_error *error)
{
    struct stat about;
    if (stat(cohort->path, &about) != 0)
        return vha_fail(error, errno == ENOENT ? VHA_UNAVAILABLE : VHA_NO_INPUT,
                        errno == ENOENT
                            ? "No quarter has been loaded yet (%s: %s); MO2 loads one with 'vha "
                              "load DIR'."
                            : "The cohort %s cannot be opened: %s.",
                        cohort->path, strerror(errno));
    cohort->device = about.st_dev;
    cohort->inode = about.st_ino;
    enum { LONGEST = 64 << 20 }; /* bytes of a row: positions of a million people, by a column */
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(cohort->path, &cohort->database, flags, NULL) != SQLITE_OK ||
        vha_sql_be_wary(cohort->database, LONGEST) != SQLITE_OK ||
        vha_sql_run(cohort->database, read_sql, "open") != SQLITE_OK)
        return cohort_fail(cohort, error);
    return VHA_OK;
}

enum vha_status vha_cohort_open(const char *path, struct vha_cohort **cohort,
                                struct vha_error *error)
{
    struct vha_cohort *opened = vha_alloc_zeroed(1, sizeof *opened);
    opened->path = vha_copy_text(path);
    opened->arena = vha_arena_new();
    enum vha_status status = open_file(opened, error);
    if (status == VHA_OK)
        status = check_kind(opened, error);
    if (status == VHA_OK)
        status = read_info(opened, error);
    if (status == VHA_OK)
        status = read_panes(opened, error);
    if (status == VHA_OK)
        status = read_values(opened, error);
    if (status != VHA_OK) {
        vha_cohort_close(opened);
        opened = NULL;
    }
    *cohort = opened;
    return status;
}

void vha_cohort_close(struct vha_cohort *cohort)
{
    if (cohort == NULL)
        return;
    for (size_t i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(cohort->statements[i]);
    sqlite3_close(cohort->database);
    vha_policy_free(cohort->policy);
    for (size_t i = 0; i < VHA_MAX_FACETS; i++) {
        free(cohort->values[i]);
        free(cohort->members[i]);
    }
    for (size_t i = 0; i < VHA_SORTS; i++)
        free(cohort->places[i]);
    free(cohort->order);
    free(cohort->pncids);
    free(cohort->removed);
    free(cohort->removals);
    free(cohort->ranked);
    free(cohort->chosen_ranks);
    free(cohort->chosen_scores);
    free(cohort->measures);
    free(cohort->scope);
    free(cohort->kept);
    free(cohort->scratch);
    for (size_t i = 0; i < SEARCH_TEXTS; i++) {
        free(cohort->texts[i].lines);
        free(cohort->texts[i].starts);
    }
    vocabulary_free(cohort->vocabulary);
    vha_arena_free(cohort->arena);
    free(cohort->path);
    free(cohort);
}

bool vha_cohort_superseded(const struct vha_cohort *cohort)
{
    struct stat about;
    return stat(cohort->path, &about) == 0 &&
           (about.st_dev != cohort->device || about.st_ino != cohort->inode);
}

const struct vha_cohort_info *vha_cohort_info(const struct vha_cohort *cohort)
{
    return &cohort->info;
}

size_t vha_cohort_facets(const struct vha_cohort *cohort, const struct vha_facet **facets)
{
    *facets = cohort->facets;
    return cohort->facet_count;
}

enum vha_status vha_cohort_policy(struct vha_cohort *cohort, const struct vha_policy **policy,
                                  struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    if (cohort->policy == NULL) {
        sqlite3_stmt *statement = NULL;
        if (vha_sql_prepare(cohort->database, read_sql, "policy", &statement) != SQLITE_OK ||
            sqlite3_step(statement) != SQLITE_ROW)
            status = cohort_fail(cohort, error);
        else
            status = vha_policy_parse(
                "the cohort's policy", (const char *)sqlite3_column_text(statement, 0),
                (size_t)sqlite3_column_bytes(statement, 0), &cohort->policy, error);
        sqlite3_finalize(statement);
    }
    *policy = cohort->policy;
    return status;
}
