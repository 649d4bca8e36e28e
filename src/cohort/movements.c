#include "cohort.h"

#include "read.sql.h"

#include "vha/cohort_refresh.h"

/* Who has moved by the newest refresh of custody, and of who is wanted (SOP 70). */

const char *vha_movement_words(uint32_t before, uint32_t after)
{
    static const struct {
        uint32_t before;
        uint32_t after;
        const char *words;
    } words[] = {
        {0, VHA_FLAG_IN_CUSTODY, "now in custody"},
        {VHA_FLAG_IN_CUSTODY, 0, "no longer in custody"},
        {0, VHA_FLAG_WANTED_EWMS, "newly wanted (EWMS)"},
        {0, VHA_FLAG_WANTED_CRIS, "newly wanted (CRIS)"},
        {0, VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS, "newly wanted (EWMS and CRIS)"},
        {VHA_FLAG_WANTED_EWMS, 0, "found: no longer wanted (EWMS)"},
        {VHA_FLAG_WANTED_CRIS, 0, "found: no longer wanted (CRIS)"},
        {VHA_FLAG_WANTED_EWMS | VHA_FLAG_WANTED_CRIS, 0, "found: no longer wanted (EWMS and CRIS)"},
    };
    for (size_t i = 0; i < VHA_COUNT(words); i++)
        if (words[i].before == before && words[i].after == after)
            return words[i].words;
    return after == VHA_FLAG_WANTED_CRIS   ? "wanted by CRIS, and by EWMS no longer"
           : after == VHA_FLAG_WANTED_EWMS ? "wanted by EWMS, and by CRIS no longer"
                                           : "wanted by both EWMS and CRIS now";
}

/* The first refresh makes the table; a number, or -1 when it cannot be read. */
static int64_t number(struct vha_cohort *cohort, const char *section)
{
    sqlite3_stmt *statement = NULL;
    int64_t found = -1;
    if (vha_sql_prepare(cohort->database, read_sql, section, &statement) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        found = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return found;
}

static enum vha_status read_moved(struct vha_cohort *cohort, sqlite3_stmt *statement,
                                  struct vha_arena *arena, struct vha_moved *moved,
                                  struct vha_error *error)
{
    const sqlite3_int64 position = sqlite3_column_int64(statement, 0);
    *moved = (struct vha_moved){.day = cohort_date(statement, 1),
                                .before = (uint32_t)sqlite3_column_int64(statement, 2),
                                .after = (uint32_t)sqlite3_column_int64(statement, 3)};
    if (position < 0 || position >= cohort->info.listed || moved->day == VHA_NO_DATE)
        return cohort_fail_damaged(cohort, error);
    return vha_cohort_row(cohort, (uint32_t)position, arena, &moved->row, error);
}

enum vha_status vha_cohort_moved(struct vha_cohort *cohort, struct vha_arena *arena,
                                 const struct vha_moved **moved, size_t *count,
                                 struct vha_error *error)
{
    const int64_t kept = number(cohort, "has_movements");
    const int64_t most = kept > 0 ? number(cohort, "movement_count") : kept;
    sqlite3_stmt *statement = NULL;
    *moved = NULL;
    *count = 0;
    if (most <= 0)
        return most == 0 ? VHA_OK : cohort_fail(cohort, error);
    struct vha_moved *const made = vha_arena_alloc(arena, (size_t)most * sizeof *made);
    enum vha_status status = VHA_OK;
    int result = vha_sql_prepare(cohort->database, read_sql, "movements", &statement);
    if (result == SQLITE_OK)
        while (status == VHA_OK && (int64_t)*count < most &&
               (result = sqlite3_step(statement)) == SQLITE_ROW) {
            status = read_moved(cohort, statement, arena, &made[*count], error);
            *count += status == VHA_OK && vha_cohort_covers(cohort, made[*count].row.position);
        }
    sqlite3_finalize(statement);
    *moved = made;
    if (status == VHA_OK && result != SQLITE_DONE && result != SQLITE_ROW)
        return cohort_fail(cohort, error);
    return status;
}
