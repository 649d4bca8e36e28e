#include "cohort.h"

#include "read.sql.h"

#include "vha/cohort_facts.h"
#include "vha/equality.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_removed(const struct vha_cohort *cohort, uint32_t position)
{
    for (size_t i = 0; i < cohort->removed_count; i++)
        if (cohort->removed[i].position == position && cohort->removed[i].state == VHA_REMOVED)
            return true;
    return false;
}

/* The person that a row of `people` is of; false when it is damaged. */
static bool take_person(const struct vha_cohort *cohort, sqlite3_stmt *statement,
                        struct vha_equality_person *person)
{
    const vha_date born = cohort_date(statement, 1);
    const char *const sex = (const char *)sqlite3_column_text(statement, 2);
    const char *const ethnicity = (const char *)sqlite3_column_text(statement, 3);
    const char *const borough = (const char *)sqlite3_column_text(statement, 4);
    const sqlite3_int64 position = sqlite3_column_int64(statement, 5);
    if (born == VHA_NO_DATE || sex == NULL || ethnicity == NULL || borough == NULL ||
        position >= cohort->info.listed)
        return false;
    *person = (struct vha_equality_person){
        .pncid = (vha_pncid)sqlite3_column_int64(statement, 0),
        .age = cohort_age(cohort, born),
        .sex = sex[0],
        .listed = position >= 0 && !is_removed(cohort, (uint32_t)position),
        .suspect = sqlite3_column_int(statement, 6) != 0,
    };
    snprintf(person->ethnicity, sizeof person->ethnicity, "%s", ethnicity);
    snprintf(person->borough, sizeof person->borough, "%s", borough);
    return true;
}

enum vha_status vha_cohort_people(struct vha_cohort *cohort, struct vha_equality_person **people,
                                  size_t *count, struct vha_error *error)
{
    sqlite3_stmt *statement = NULL;
    size_t capacity = 0;
    bool sound = true;
    *people = NULL;
    *count = 0;
    int result = vha_sql_prepare(cohort->database, read_sql, "people", &statement);
    if (result == SQLITE_OK) {
        sqlite3_bind_int(statement, 1, VHA_COUNTED);
        sqlite3_bind_int(statement, 2, VHA_LEFT_NEEDS_OTHER);
        while (sound && (result = sqlite3_step(statement)) == SQLITE_ROW) {
            *people = vha_grow(*people, *count, &capacity, sizeof **people);
            sound = take_person(cohort, statement, &(*people)[(*count)++]);
        }
    }
    enum vha_status status = VHA_OK;
    if (!sound)
        status = cohort_fail_damaged(cohort, error);
    else if (result != SQLITE_DONE)
        status = cohort_fail(cohort, error);
    sqlite3_finalize(statement);
    if (status != VHA_OK) {
        free(*people);
        *people = NULL;
        *count = 0;
    }
    return status;
}
