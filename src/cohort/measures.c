#include "cohort.h"

#include "read.sql.h"

#include <stdlib.h>

/* One row of the list; its columns stand in the order of enum vha_measure, but for the age. */
static bool take_row(struct vha_cohort *cohort, sqlite3_stmt *statement, uint32_t position)
{
    const int64_t crime = sqlite3_column_int64(statement, 1);
    const int64_t intel = sqlite3_column_int64(statement, 2);
    const vha_date born = cohort_date(statement, 5);
    const int64_t row[VHA_MEASURES] = {
        [VHA_MEASURE_SCORE] = crime + intel,
        [VHA_MEASURE_CRIME_SCORE] = crime,
        [VHA_MEASURE_INTEL_SCORE] = intel,
        [VHA_MEASURE_CRIME_REPORTS] = sqlite3_column_int64(statement, 3),
        [VHA_MEASURE_INTEL_REPORTS] = sqlite3_column_int64(statement, 4),
        [VHA_MEASURE_AGE] = cohort_age(cohort, born),
        [VHA_MEASURE_BORN] = born,
        [VHA_MEASURE_LATEST] = cohort_date(statement, 6),
    };
    if (position >= cohort->info.listed || born == VHA_NO_DATE ||
        sqlite3_column_int64(statement, 0) != position)
        return false;
    for (size_t measure = 0; measure < VHA_MEASURES; measure++)
        cohort->measures[measure * cohort->info.listed + position] = row[measure];
    return true;
}

static enum vha_status read_measures(struct vha_cohort *cohort, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    if (vha_sql_prepare(cohort->database, read_sql, "measures", &statement) != SQLITE_OK)
        return cohort_fail(cohort, error);
    cohort->measures =
        vha_alloc_zeroed((size_t)cohort->info.listed * VHA_MEASURES + 1, sizeof *cohort->measures);
    uint32_t position = 0;
    int result = SQLITE_ROW;
    bool sound = true;
    while (sound && (result = sqlite3_step(statement)) == SQLITE_ROW)
        sound = take_row(cohort, statement, position++);
    sqlite3_finalize(statement);
    if (result == SQLITE_DONE && position == cohort->info.listed)
        return VHA_OK;
    free(cohort->measures);
    cohort->measures = NULL;
    return sound && result != SQLITE_DONE ? cohort_fail(cohort, error)
                                          : cohort_fail_damaged(cohort, error);
}

enum vha_status vha_cohort_measure(struct vha_cohort *cohort, enum vha_measure measure,
                                   const int64_t **values, struct vha_error *error)
{
    const enum vha_status status = cohort->measures == NULL ? read_measures(cohort, error) : VHA_OK;
    if (status == VHA_OK)
        *values = cohort->measures + (size_t)measure * cohort->info.listed;
    return status;
}
