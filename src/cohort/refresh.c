#include "flags.h"
#include "successor.h"

#include "refresh.sql.h"

#include "vha/cohort_refresh.h"

#include <stdlib.h>

/* A refresh is a successor of the cache in force in which one table, the flags that follow from it
 * and the filters of those flags are new. */

struct refreshing {
    const struct vha_cohort_refresh *request;
    struct vha_movements *movements;
    sqlite3 *database;
    uint32_t listed;
    uint32_t *before; /* flags by position */
    uint32_t *after;
    vha_pncid *pncids;
};

/* -------------------------------------------------------------------------------------- the rows
 */

static vha_pncid pncid_of(const struct vha_extract *extract, uint32_t nominal)
{
    return extract->nominals[nominal].pncid;
}

/* Episodes are added, and those that are there change their end: who was held once stays known. */
static bool write_custody(const struct vha_extract *extract, sqlite3_stmt *statement)
{
    bool done = true;
    for (uint32_t i = 0; i < extract->counts[VHA_CUSTODY] && done; i++) {
        const struct vha_custody_row *const row = &extract->custody[i];
        sqlite3_bind_int64(statement, 1, (sqlite3_int64)pncid_of(extract, row->nominal));
        successor_bind_day(statement, 2, row->received);
        sqlite3_bind_text(statement, 3, vha_extract_text(extract, VHA_CUSTODY, row->establishment),
                          -1, SQLITE_STATIC);
        successor_bind_day(statement, 4, row->released);
        done = successor_step(statement);
    }
    return done;
}

/* Who is wanted is whoever is in the new file. */
static bool write_wanted(const struct vha_extract *extract, sqlite3_stmt *statement)
{
    bool done = true;
    for (uint32_t i = 0; i < extract->counts[VHA_WANTED] && done; i++) {
        const struct vha_flag_row *const row = &extract->flags[VHA_WANTED][i];
        sqlite3_bind_int64(statement, 1, (sqlite3_int64)pncid_of(extract, row->nominal));
        sqlite3_bind_int(statement, 2, VHA_WANTED);
        sqlite3_bind_int64(statement, 3, i);
        sqlite3_bind_text(statement, 4, vha_extract_text(extract, VHA_WANTED, row->kind), -1,
                          SQLITE_STATIC);
        sqlite3_bind_text(statement, 5, vha_extract_text(extract, VHA_WANTED, row->reference), -1,
                          SQLITE_STATIC);
        successor_bind_day(statement, 6, row->since);
        done = successor_step(statement);
    }
    return done;
}

static bool run(const struct refreshing *refreshing, const char *section, const int *values,
                int count)
{
    sqlite3_stmt *statement = NULL;
    if (vha_sql_prepare(refreshing->database, refresh_sql, section, &statement) != SQLITE_OK)
        return false;
    for (int i = 0; i < count; i++)
        sqlite3_bind_int(statement, i + 1, values[i]);
    const bool done = sqlite3_step(statement) == SQLITE_DONE;
    return sqlite3_finalize(statement) == SQLITE_OK && done;
}

static bool write_rows(const struct refreshing *refreshing)
{
    const struct vha_extract *const extract = refreshing->request->extract;
    const bool custody = refreshing->request->table == VHA_CUSTODY;
    const int origin = VHA_WANTED;
    const int custody_values[] = {extract->as_of, VHA_FLAG_IN_CUSTODY, VHA_FLAG_RELEASED,
                                  flags_released_lately_days()};
    const int wanted_values[] = {VHA_WANTED, VHA_FLAG_WANTED_EWMS, VHA_FLAG_WANTED_CRIS};
    sqlite3_stmt *statement = NULL;
    if ((!custody && !run(refreshing, "clear_wanted", &origin, 1)) ||
        vha_sql_prepare(refreshing->database, refresh_sql, custody ? "custody" : "wanted",
                        &statement) != SQLITE_OK)
        return false;
    const bool written =
        custody ? write_custody(extract, statement) : write_wanted(extract, statement);
    sqlite3_finalize(statement);
    return written && (custody ? run(refreshing, "custody_flags", custody_values, 4)
                               : run(refreshing, "wanted_flags", wanted_values, 3));
}

/* ----------------------------------------------------------------------------- flags and filters
 */

static bool read_flags(struct refreshing *refreshing, uint32_t **flags)
{
    sqlite3_stmt *statement = NULL;
    size_t capacity = 0;
    size_t pncid_capacity = 0;
    vha_pncid *pncids = NULL;
    uint32_t count = 0;
    int result = vha_sql_prepare(refreshing->database, refresh_sql, "flags", &statement);
    if (result == SQLITE_OK)
        while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
            *flags = vha_grow(*flags, count, &capacity, sizeof **flags);
            pncids = vha_grow(pncids, count, &pncid_capacity, sizeof *pncids);
            pncids[count] = (vha_pncid)sqlite3_column_int64(statement, 1);
            (*flags)[count++] = (uint32_t)sqlite3_column_int64(statement, 2);
        }
    sqlite3_finalize(statement);
    free(refreshing->pncids);
    refreshing->pncids = pncids;
    refreshing->listed = count;
    return result == SQLITE_DONE;
}

/* A value of a pane, and whom it takes in: who has any of the flags, or none of them. */
static const struct pane_value {
    enum vha_table table;
    const char *pane;
    const char *code;
    uint32_t flags;
    bool none;
} pane_values[] = {
    {VHA_CUSTODY, "custody", "in", VHA_FLAG_IN_CUSTODY, false},
    {VHA_CUSTODY, "custody", "out", VHA_FLAG_IN_CUSTODY, true},
    {VHA_CUSTODY, "custody", "released", VHA_FLAG_RELEASED, false},
    {VHA_WANTED, "wanted", "ewms", VHA_FLAG_WANTED_EWMS, false},
    {VHA_WANTED, "wanted", "cris", VHA_FLAG_WANTED_CRIS, false},
    {VHA_WANTED, "wanted", "no", VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS, true},
};

static bool write_pane_value(const struct refreshing *refreshing, const struct pane_value *value,
                             sqlite3_stmt *statement)
{
    const size_t words = ((size_t)refreshing->listed + 63) / 64;
    uint64_t *const members = vha_alloc_zeroed(words + 1, sizeof *members);
    int total = 0;
    for (uint32_t i = 0; i < refreshing->listed; i++)
        if (((refreshing->after[i] & value->flags) == 0) == value->none) {
            members[i / 64] |= UINT64_C(1) << i % 64;
            total++;
        }
    sqlite3_bind_text(statement, 1, value->pane, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, value->code, -1, SQLITE_STATIC);
    sqlite3_bind_blob(statement, 3, words > 0 ? (const void *)members : "",
                      (int)(words * sizeof *members), SQLITE_STATIC);
    sqlite3_bind_int(statement, 4, total);
    const bool done = successor_step(statement);
    free(members);
    return done;
}

static bool write_panes(const struct refreshing *refreshing)
{
    sqlite3_stmt *statement = NULL;
    bool done =
        vha_sql_prepare(refreshing->database, refresh_sql, "members", &statement) == SQLITE_OK;
    for (size_t i = 0; i < VHA_COUNT(pane_values) && done; i++)
        if ((int)pane_values[i].table == refreshing->request->table)
            done = write_pane_value(refreshing, &pane_values[i], statement);
    sqlite3_finalize(statement);
    return done;
}

static bool write_source(const struct refreshing *refreshing)
{
    const enum vha_table table = (enum vha_table)refreshing->request->table;
    const struct vha_table_summary *const summary = &refreshing->request->extract->tables[table];
    sqlite3_stmt *statement = NULL;
    if (vha_sql_prepare(refreshing->database, refresh_sql, "source", &statement) != SQLITE_OK)
        return false;
    sqlite3_bind_text(statement, 1, vha_table_name(table), -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, summary->file, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 3, summary->sha256, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 4, (sqlite3_int64)summary->rows);
    const bool done = sqlite3_step(statement) == SQLITE_DONE;
    return sqlite3_finalize(statement) == SQLITE_OK && done;
}

/* ------------------------------------------------------------------------------------- movements
 */

/* What has changed for whoever is on the list. */
static void find_movements(const struct refreshing *refreshing)
{
    struct vha_movements *const movements = refreshing->movements;
    const uint32_t looked_at = refreshing->request->table == VHA_CUSTODY
                                   ? VHA_FLAG_IN_CUSTODY
                                   : VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS;
    size_t capacity = 0;
    for (uint32_t i = 0; i < refreshing->listed; i++) {
        const uint32_t old = refreshing->before[i] & looked_at;
        const uint32_t new = refreshing->after[i] & looked_at;
        if (old == new)
            continue;
        movements->people =
            vha_grow(movements->people, movements->count, &capacity, sizeof *movements->people);
        movements->people[movements->count++] =
            (struct vha_movement){.pncid = refreshing->pncids[i], .before = old, .after = new};
    }
}

/* They take the place of those of an earlier day. */
static bool write_movements(const struct refreshing *refreshing)
{
    const struct vha_movements *const movements = refreshing->movements;
    const int values[] = {refreshing->request->table, refreshing->request->extract->as_of};
    sqlite3_stmt *statement = NULL;
    bool done =
        run(refreshing, "movement_table", NULL, 0) &&
        run(refreshing, "clear_movements", values, 2) &&
        vha_sql_prepare(refreshing->database, refresh_sql, "movement", &statement) == SQLITE_OK;
    for (size_t i = 0; i < movements->count && done; i++) {
        const struct vha_movement *const movement = &movements->people[i];
        sqlite3_bind_int(statement, 1, values[0]);
        sqlite3_bind_int64(statement, 2, (sqlite3_int64)movement->pncid);
        sqlite3_bind_int64(statement, 3, movement->before);
        sqlite3_bind_int64(statement, 4, movement->after);
        successor_bind_day(statement, 5, values[1]);
        done = successor_step(statement);
    }
    sqlite3_finalize(statement);
    return done && run(refreshing, "clear_back", values, 1);
}

static bool refresh(sqlite3 *database, void *context)
{
    struct refreshing *const refreshing = context;
    refreshing->database = database;
    if (!read_flags(refreshing, &refreshing->before) || !write_rows(refreshing) ||
        !read_flags(refreshing, &refreshing->after) || !write_panes(refreshing) ||
        !write_source(refreshing))
        return false;
    find_movements(refreshing);
    return write_movements(refreshing);
}

enum vha_status vha_cohort_refresh_build(const struct vha_cohort_refresh *request,
                                         struct vha_movements *movements, struct vha_error *error)
{
    struct refreshing refreshing = {.request = request, .movements = movements};
    *movements = (struct vha_movements){.count = 0};
    const enum vha_status status =
        successor_make(request->current, request->path, refresh, &refreshing, error);
    free(refreshing.before);
    free(refreshing.after);
    free(refreshing.pncids);
    return status;
}

void vha_movements_free(struct vha_movements *movements)
{
    free(movements->people);
    *movements = (struct vha_movements){.count = 0};
}
