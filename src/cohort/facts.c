#include "cohort.h"

#include "read.sql.h"

#include "vha/cohort_facts.h"

#include <stdlib.h>
#include <string.h>

/* Everybody's facts at once, read table by table in the order of the keys: a model of a changed
 * policy needs all of them, and a question a person would take a hundred times as long. */

/* A report, to be found by its number. */
struct report {
    uint32_t number;
    vha_date date;
    uint64_t features;
    uint32_t crime; /* of intelligence: the linked crime report, or VHA_NO_REPORT */
    uint16_t category;
    uint8_t grade;
};

struct reading {
    struct vha_cohort *cohort;
    const struct vha_policy *policy;
    struct vha_facts *facts;
    struct report *crimes;
    struct report *intel;
    size_t crime_count;
    size_t intel_count;
    size_t capacity;   /* of the array under way */
    size_t fact_count; /* in it */
    size_t individual; /* that the rows have come to */
};

/* Takes a row; false when it is damaged. */
typedef bool row_function(struct reading *reading, sqlite3_stmt *statement);

static enum vha_status read_rows(struct reading *reading, const char *section, row_function *take,
                                 struct vha_error *error)
{
    struct vha_cohort *const cohort = reading->cohort;
    sqlite3_stmt *statement = NULL;
    bool sound = true;
    reading->capacity = 0;
    reading->fact_count = 0;
    reading->individual = 0;
    int result = vha_sql_prepare(cohort->database, read_sql, section, &statement);
    if (result == SQLITE_OK)
        while (sound && (result = sqlite3_step(statement)) == SQLITE_ROW)
            sound = take(reading, statement);
    enum vha_status status = VHA_OK;
    if (!sound)
        status = cohort_fail_damaged(cohort, error);
    else if (result != SQLITE_DONE)
        status = cohort_fail(cohort, error);
    sqlite3_finalize(statement);
    return status;
}

static bool take_pncid(struct reading *reading, sqlite3_stmt *statement)
{
    struct vha_facts *const facts = reading->facts;
    facts->pncids =
        vha_grow(facts->pncids, facts->count, &reading->capacity, sizeof *facts->pncids);
    facts->pncids[facts->count++] = (vha_pncid)sqlite3_column_int64(statement, 0);
    return true;
}

/* --------------------------------------------------------------------------------------- reports
 */

static uint16_t category_of(const struct reading *reading, sqlite3_stmt *statement, int column)
{
    const char *const offence = (const char *)sqlite3_column_text(statement, column);
    return offence == NULL ? VHA_OUT_OF_SCOPE
                           : vha_policy_category(reading->policy, offence,
                                                 (size_t)sqlite3_column_bytes(statement, column));
}

static bool take_crime_report(struct reading *reading, sqlite3_stmt *statement)
{
    const char *const features = (const char *)sqlite3_column_text(statement, 3);
    const struct report report = {
        .number = (uint32_t)sqlite3_column_int64(statement, 0),
        .date = cohort_date(statement, 1),
        .category = category_of(reading, statement, 2),
        .features = features == NULL
                        ? 0
                        : vha_policy_features(reading->policy, features,
                                              (size_t)sqlite3_column_bytes(statement, 3)),
    };
    reading->crimes = vha_grow(reading->crimes, reading->crime_count, &reading->capacity,
                               sizeof *reading->crimes);
    reading->crimes[reading->crime_count++] = report;
    return report.date != VHA_NO_DATE;
}

static bool take_intel_report(struct reading *reading, sqlite3_stmt *statement)
{
    const char *const text = (const char *)sqlite3_column_text(statement, 3);
    const int grade = text == NULL ? -1
                                   : vha_policy_grade(reading->policy, text,
                                                      (size_t)sqlite3_column_bytes(statement, 3));
    const struct report report = {
        .number = (uint32_t)sqlite3_column_int64(statement, 0),
        .date = cohort_date(statement, 1),
        .category = category_of(reading, statement, 2),
        .grade = (uint8_t)grade,
        .crime = sqlite3_column_type(statement, 4) == SQLITE_NULL
                     ? VHA_NO_REPORT
                     : (uint32_t)sqlite3_column_int64(statement, 4),
    };
    reading->intel =
        vha_grow(reading->intel, reading->intel_count, &reading->capacity, sizeof *reading->intel);
    reading->intel[reading->intel_count++] = report;
    return report.date != VHA_NO_DATE && grade >= 0;
}

static int by_number(const void *one, const void *other)
{
    const struct report *const a = one;
    const struct report *const b = other;
    return (a->number > b->number) - (a->number < b->number);
}

/* A load numbers reports in a row, so that most are where their number says. */
static const struct report *find_report(const struct report *reports, size_t count, uint32_t number)
{
    const struct report wanted = {.number = number};
    if (count == 0)
        return NULL;
    const size_t guess = (size_t)number - reports[0].number;
    if (guess < count && reports[guess].number == number)
        return &reports[guess];
    return bsearch(&wanted, reports, count, sizeof *reports, by_number);
}

/* ------------------------------------------------------------------------------------ the people
 */

/* Whose a row is: the rows stand in the order of the people. NULL when they are nobody's. */
static struct vha_individual *owner_of(struct reading *reading, sqlite3_stmt *statement)
{
    const struct vha_facts *const facts = reading->facts;
    const vha_pncid pncid = (vha_pncid)sqlite3_column_int64(statement, 0);
    while (reading->individual < facts->count && facts->pncids[reading->individual] < pncid)
        reading->individual++;
    const bool found =
        reading->individual < facts->count && facts->pncids[reading->individual] == pncid;
    return found ? &facts->individuals[reading->individual] : NULL;
}

static bool take_crime_fact(struct reading *reading, sqlite3_stmt *statement)
{
    struct vha_facts *const facts = reading->facts;
    struct vha_individual *const owner = owner_of(reading, statement);
    const struct report *const report = find_report(reading->crimes, reading->crime_count,
                                                    (uint32_t)sqlite3_column_int64(statement, 1));
    if (owner == NULL || report == NULL)
        return false;
    facts->crimes =
        vha_grow(facts->crimes, reading->fact_count, &reading->capacity, sizeof *facts->crimes);
    facts->crimes[reading->fact_count++] = (struct vha_crime_fact){
        .report = report->number,
        .offence_date = report->date,
        .features = report->features,
        .category = report->category,
        .roles = (uint8_t)sqlite3_column_int(statement, 2),
    };
    owner->crime_count++;
    return true;
}

static bool take_intel_fact(struct reading *reading, sqlite3_stmt *statement)
{
    struct vha_facts *const facts = reading->facts;
    struct vha_individual *const owner = owner_of(reading, statement);
    const struct report *const report = find_report(reading->intel, reading->intel_count,
                                                    (uint32_t)sqlite3_column_int64(statement, 1));
    if (owner == NULL || report == NULL)
        return false;
    facts->intel =
        vha_grow(facts->intel, reading->fact_count, &reading->capacity, sizeof *facts->intel);
    facts->intel[reading->fact_count++] = (struct vha_intel_fact){
        .report = report->number,
        .crime_report = report->crime,
        .report_date = report->date,
        .category = report->category,
        .grade = report->grade,
    };
    owner->intel_count++;
    return true;
}

static bool take_custody(struct reading *reading, sqlite3_stmt *statement)
{
    struct vha_facts *const facts = reading->facts;
    struct vha_individual *const owner = owner_of(reading, statement);
    const struct vha_custody_fact episode = {cohort_date(statement, 1), cohort_date(statement, 2)};
    if (owner == NULL || episode.received == VHA_NO_DATE)
        return false;
    facts->custody =
        vha_grow(facts->custody, reading->fact_count, &reading->capacity, sizeof *facts->custody);
    facts->custody[reading->fact_count++] = episode;
    owner->custody_count++;
    return true;
}

/* The facts of one person stand together, one person's after another's. */
static void share_out(struct vha_facts *facts)
{
    const struct vha_crime_fact *crimes = facts->crimes;
    const struct vha_intel_fact *intel = facts->intel;
    const struct vha_custody_fact *custody = facts->custody;
    for (size_t i = 0; i < facts->count; i++) {
        struct vha_individual *const individual = &facts->individuals[i];
        individual->crimes = crimes;
        individual->intel = intel;
        individual->custody = custody;
        crimes += individual->crime_count;
        intel += individual->intel_count;
        custody += individual->custody_count;
    }
}

enum vha_status vha_cohort_facts(struct vha_cohort *cohort, const struct vha_policy *policy,
                                 struct vha_facts **facts, struct vha_error *error)
{
    static const struct {
        const char *section;
        row_function *take;
    } steps[] = {
        {"all_crime_reports", take_crime_report},
        {"all_intel_reports", take_intel_report},
        {"all_crime_nominals", take_crime_fact},
        {"all_intel_nominals", take_intel_fact},
        {"all_custody", take_custody},
    };
    struct reading reading = {
        .cohort = cohort, .policy = policy, .facts = vha_alloc_zeroed(1, sizeof *reading.facts)};
    enum vha_status status = read_rows(&reading, "all_pncids", take_pncid, error);
    reading.facts->individuals =
        vha_alloc_zeroed(reading.facts->count + 1, sizeof *reading.facts->individuals);
    for (size_t i = 0; i < VHA_COUNT(steps) && status == VHA_OK; i++)
        status = read_rows(&reading, steps[i].section, steps[i].take, error);
    free(reading.crimes);
    free(reading.intel);
    share_out(reading.facts);
    *facts = reading.facts;
    if (status != VHA_OK) {
        vha_facts_free(reading.facts);
        *facts = NULL;
    }
    return status;
}

void vha_facts_free(struct vha_facts *facts)
{
    if (facts == NULL)
        return;
    free(facts->pncids);
    free(facts->individuals);
    free(facts->crimes);
    free(facts->intel);
    free(facts->custody);
    free(facts);
}
