#include "cohort.h"

#include "read.sql.h"

#include <stdlib.h>

int cohort_age(const struct vha_cohort *cohort, vha_date born)
{
    return born == VHA_NO_DATE ? 0 : vha_months_between(born, cohort->info.as_of) / 12;
}

static enum vha_change change_of(const struct vha_cohort *cohort, const struct vha_list_row *row)
{
    if (cohort->info.earlier_quarter == NULL || row->rank == 0)
        return VHA_CHANGE_UNKNOWN;
    if (row->previous_rank == 0)
        return VHA_CHANGE_NEW;
    if (row->previous_rank == row->rank)
        return VHA_CHANGE_NONE;
    return row->previous_rank > row->rank ? VHA_CHANGE_RISEN : VHA_CHANGE_FALLEN;
}

bool cohort_read_row(const struct vha_cohort *cohort, sqlite3_stmt *statement,
                     struct vha_arena *arena, struct vha_list_row *row)
{
    const int qualifying = sqlite3_column_int(statement, 14);
    const int recency = sqlite3_column_int(statement, 15);
    const unsigned char *sex = sqlite3_column_text(statement, 6);
    *row = (struct vha_list_row){
        .position = (uint32_t)sqlite3_column_int64(statement, 0),
        .rank = (uint32_t)sqlite3_column_int64(statement, 1),
        .pncid = (vha_pncid)sqlite3_column_int64(statement, 2),
        .surname = cohort_text(statement, 3, arena),
        .forenames = cohort_text(statement, 4, arena),
        .dob = cohort_date(statement, 5),
        .sex = (char)(sex != NULL ? sex[0] : 'U'),
        .ethnicity = cohort_text(statement, 7, arena),
        .borough = cohort_text(statement, 8, arena),
        .flags = (uint32_t)sqlite3_column_int64(statement, 9),
        .crime_score = sqlite3_column_int64(statement, 10),
        .intel_score = sqlite3_column_int64(statement, 11),
        .crime_reports = (uint32_t)sqlite3_column_int64(statement, 12),
        .intel_reports = (uint32_t)sqlite3_column_int64(statement, 13),
        .qualifying = (enum vha_qualifying)qualifying,
        .recency = (enum vha_recency)recency,
        .latest = cohort_date(statement, 16),
        .bcu = cohort_text(statement, 17, arena),
        .previous_rank = (uint32_t)sqlite3_column_int64(statement, 18),
    };
    if (cohort->ranking.offences != 0 && row->position < cohort->info.listed) {
        row->chosen_rank = cohort->chosen_ranks[row->position];
        row->chosen_score = cohort->chosen_scores[row->position];
    }
    row->change = change_of(cohort, row);
    cohort_close_up(cohort, row);
    row->age = cohort_age(cohort, row->dob);
    return row->dob != VHA_NO_DATE && qualifying >= VHA_QUALIFYING_NONE &&
           qualifying <= VHA_THREE_CRIMES && recency >= VHA_RECENCY_NONE &&
           recency <= VHA_RECENCY_CUSTODY;
}

static bool read_pncids(struct vha_cohort *cohort, sqlite3_stmt *statement)
{
    uint32_t position = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (position >= cohort->info.listed || sqlite3_column_int64(statement, 0) != position)
            return false;
        cohort->pncids[position++] = (vha_pncid)sqlite3_column_int64(statement, 1);
    }
    return position == cohort->info.listed;
}

enum vha_status cohort_pncids(struct vha_cohort *cohort, const vha_pncid **pncids,
                              struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum vha_status status = VHA_OK;
    if (cohort->pncids == NULL) {
        if (vha_sql_prepare(cohort->database, read_sql, "pncids", &statement) != SQLITE_OK)
            return cohort_fail(cohort, error);
        cohort->pncids = vha_alloc_zeroed((size_t)cohort->info.listed + 1, sizeof(vha_pncid));
        if (!read_pncids(cohort, statement)) {
            status = cohort_fail_damaged(cohort, error);
            free(cohort->pncids);
            cohort->pncids = NULL;
        }
        sqlite3_finalize(statement);
    }
    *pncids = cohort->pncids;
    return status;
}

enum vha_status vha_cohort_row(struct vha_cohort *cohort, uint32_t position,
                               struct vha_arena *arena, struct vha_list_row *row,
                               struct vha_error *error)
{
    sqlite3_stmt *statement = cohort_statement(cohort, STATEMENT_ROW);
    if (statement == NULL)
        return cohort_fail(cohort, error);
    sqlite3_bind_int64(statement, 1, position);
    enum vha_status status = VHA_OK;
    if (sqlite3_step(statement) != SQLITE_ROW)
        status = cohort_fail(cohort, error);
    else if (!cohort_read_row(cohort, statement, arena, row))
        status = cohort_fail_damaged(cohort, error);
    sqlite3_reset(statement);
    return status;
}
