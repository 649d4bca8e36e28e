/* The sample quarter, from CSV and from a workbook, against the cohort that was worked out
 * elsewhere in exact fractions. */
#include "quarter.h"

#include "vha/database.h"

#include <jansson.h>
#include <string.h>

struct sample {
    const struct quarter *quarter;
    const char *path;
    struct vha_cohort *cohort;
    struct vha_arena *arena;
};

static struct sample open_sample(void **state, const char *folder)
{
    struct sample sample = {.quarter = *state, .arena = vha_arena_new()};
    sample.path = quarter_path(sample.quarter, "cohort.db");
    quarter_build(sample.quarter, folder, sample.path);
    sample.cohort = quarter_open(sample.path);
    return sample;
}

static void close_sample(struct sample *sample)
{
    vha_cohort_close(sample->cohort);
    vha_arena_free(sample->arena);
}

/* ------------------------------------------------------------------------------------ expected */

static const char *text_of(const json_t *entry, const char *key)
{
    const char *text = json_string_value(json_object_get(entry, key));
    assert_non_null(text);
    return text;
}

static void assert_number(const json_t *entry, const char *key, int64_t value)
{
    const json_t *number = json_object_get(entry, key);
    assert_true(json_is_integer(number));
    assert_int_equal(json_integer_value(number), value);
}

static void assert_truth(const json_t *entry, const char *key, bool value)
{
    const json_t *truth = json_object_get(entry, key);
    assert_true(json_is_boolean(truth));
    assert_int_equal(json_is_true(truth), value);
}

static void assert_milli(const json_t *entry, const char *key, vha_milli value)
{
    char text[VHA_MILLI_SIZE];
    assert_string_equal(text_of(entry, key), vha_milli_format(text, value, false));
}

static void compare_row(const json_t *entry, const struct vha_list_row *row)
{
    char pncid[VHA_PNCID_SIZE];
    char latest[VHA_DATE_SIZE];
    assert_string_equal(text_of(entry, "pncid"), vha_pncid_format(pncid, row->pncid));
    assert_milli(entry, "score", row->crime_score + row->intel_score);
    assert_milli(entry, "crime_score", row->crime_score);
    assert_milli(entry, "intel_score", row->intel_score);
    assert_number(entry, "crime_reports", row->crime_reports);
    assert_number(entry, "intel_reports", row->intel_reports);
    assert_string_equal(text_of(entry, "qualifying"), vha_qualifying_name(row->qualifying));
    assert_string_equal(text_of(entry, "recency"), vha_recency_name(row->recency));
    assert_truth(entry, "included", true);
    assert_number(entry, "age", row->age);
    assert_truth(entry, "under_18", (row->flags & VHA_FLAG_UNDER_18) != 0);
    assert_truth(entry, "in_custody", (row->flags & VHA_FLAG_IN_CUSTODY) != 0);
    assert_string_equal(text_of(entry, "latest"), vha_date_format(latest, row->latest));
    assert_number(entry, "rank", row->rank);
    assert_int_equal(json_object_size(entry), 14);
}

static void compare_with_expected(void **state, const char *folder)
{
    struct sample sample = open_sample(state, folder);
    json_error_t error;
    json_t *expected = json_load_file(SAMPLE_JSON, 0, &error);
    assert_non_null(expected);
    assert_int_equal(json_array_size(expected), vha_cohort_info(sample.cohort)->listed);
    const struct vha_list_row *rows = quarter_rows(sample.cohort, sample.arena);
    for (size_t i = 0; i < json_array_size(expected); i++) {
        assert_int_equal(rows[i].position, i);
        compare_row(json_array_get(expected, i), &rows[i]);
    }
    json_decref(expected);
    close_sample(&sample);
}

static void test_csv_gives_the_expected_cohort(void **state)
{
    compare_with_expected(state, SAMPLE_CSV);
}

static void test_a_workbook_gives_the_expected_cohort(void **state)
{
    compare_with_expected(state, SAMPLE_XLSX);
}

static void test_what_a_load_says_of_itself(void **state)
{
    struct sample sample = open_sample(state, SAMPLE_CSV);
    const struct vha_cohort_info *info = vha_cohort_info(sample.cohort);
    const struct vha_policy *policy = NULL;
    char as_of[VHA_DATE_SIZE];
    assert_string_equal(info->quarter, "2026-Q3");
    assert_string_equal(vha_date_format(as_of, info->as_of), "2026-10-01");
    assert_string_equal(info->prepared_by, "MO2");
    assert_string_equal(info->loaded_by, "mo2.tester");
    assert_string_equal(info->loaded_at, "2026-10-02T09:30:00Z");
    assert_string_equal(info->policy_name, sample.quarter->policy->name);
    assert_string_equal(info->policy_sha256, sample.quarter->policy->sha256);
    assert_int_equal(info->nominals, 2000);
    assert_int_equal(info->listed, 208);
    assert_int_equal(info->rejects, 0);
    assert_int_equal(vha_cohort_policy(sample.cohort, &policy, NULL), VHA_OK);
    assert_string_equal(policy->text, sample.quarter->policy->text);
    assert_string_equal(policy->sha256, info->policy_sha256);
    const struct vha_policy *again = NULL;
    assert_int_equal(vha_cohort_policy(sample.cohort, &again, NULL), VHA_OK);
    assert_ptr_equal(policy, again);
    close_sample(&sample);
}

/* --------------------------------------------------------------------------- person by person */

static void assert_same_person(const struct vha_list_row *a, const struct vha_list_row *b)
{
    assert_int_equal(a->position, b->position);
    assert_int_equal(a->rank, b->rank);
    assert_int_equal(a->pncid, b->pncid);
    assert_string_equal(a->surname, b->surname);
    assert_string_equal(a->forenames, b->forenames);
    assert_string_equal(a->borough, b->borough);
    assert_int_equal(a->dob, b->dob);
    assert_int_equal(a->age, b->age);
    assert_int_equal(a->sex, b->sex);
    assert_string_equal(a->ethnicity, b->ethnicity);
    assert_int_equal(a->flags, b->flags);
    assert_int_equal(a->crime_score, b->crime_score);
    assert_int_equal(a->intel_score, b->intel_score);
    assert_int_equal(a->crime_reports, b->crime_reports);
    assert_int_equal(a->intel_reports, b->intel_reports);
    assert_int_equal(a->qualifying, b->qualifying);
    assert_int_equal(a->recency, b->recency);
    assert_int_equal(a->latest, b->latest);
}

static void test_a_row_is_its_dossiers_person(void **state)
{
    struct sample sample = open_sample(state, SAMPLE_CSV);
    const struct vha_list_row *rows = quarter_rows(sample.cohort, sample.arena);
    for (uint32_t i = 0; i < vha_cohort_info(sample.cohort)->listed; i++) {
        struct vha_dossier dossier;
        assert_int_equal(
            vha_cohort_dossier(sample.cohort, rows[i].pncid, sample.arena, &dossier, NULL), VHA_OK);
        assert_true(dossier.listed);
        assert_same_person(&dossier.person, &rows[i]);
    }
    close_sample(&sample);
}

/* What the build stored of one report for one person. */
static void assert_stored(sqlite3_stmt *statement, vha_pncid pncid, const char *ref,
                          const struct vha_judged *judged)
{
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)pncid);
    sqlite3_bind_text(statement, 2, ref, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(statement, 0), judged->verdict);
    assert_int_equal(sqlite3_column_int64(statement, 1), judged->score);
    sqlite3_reset(statement);
}

static void assert_totals(const struct vha_list_row *person,
                          const struct vha_assessment *assessment)
{
    assert_int_equal(person->crime_score, assessment->crime_score);
    assert_int_equal(person->intel_score, assessment->intel_score);
    assert_int_equal(person->crime_reports, assessment->crime_reports);
    assert_int_equal(person->intel_reports, assessment->intel_reports);
    assert_int_equal(person->qualifying, assessment->qualifying);
    assert_int_equal(person->recency, assessment->recency);
    assert_int_equal(person->latest, assessment->latest);
    assert_int_equal((person->flags & VHA_FLAG_IN_CUSTODY) != 0, assessment->in_custody);
}

static void assert_newest_first(const struct vha_individual *individual)
{
    for (size_t i = 1; i < individual->crime_count; i++)
        assert_true(individual->crimes[i].offence_date <= individual->crimes[i - 1].offence_date);
    for (size_t i = 1; i < individual->intel_count; i++)
        assert_true(individual->intel[i].report_date <= individual->intel[i - 1].report_date);
    for (size_t i = 1; i < individual->custody_count; i++)
        assert_true(individual->custody[i].received < individual->custody[i - 1].received);
}

static void check_explanation(const struct vha_explanation *explanation, sqlite3_stmt *stored_crime,
                              sqlite3_stmt *stored_intel)
{
    const struct vha_dossier *dossier = &explanation->dossier;
    const struct vha_individual *individual = &dossier->individual;
    assert_totals(&dossier->person, &explanation->assessment);
    assert_int_equal(dossier->listed, explanation->assessment.included);
    assert_int_equal(dossier->person.position != UINT32_MAX, dossier->listed);
    assert_int_equal(dossier->person.rank != 0, dossier->listed);
    assert_int_equal(explanation->leaves != VHA_NO_DATE, dossier->listed);
    assert_int_equal(dossier->turns_18 != VHA_NO_DATE,
                     (dossier->person.flags & VHA_FLAG_UNDER_18) != 0);
    vha_milli crime_score = 0;
    vha_milli intel_score = 0;
    for (size_t i = 0; i < individual->crime_count; i++) {
        assert_stored(stored_crime, dossier->person.pncid, dossier->crimes[i].ref,
                      &explanation->crimes[i]);
        crime_score += explanation->crimes[i].score;
    }
    for (size_t i = 0; i < individual->intel_count; i++) {
        assert_stored(stored_intel, dossier->person.pncid, dossier->intel[i].ref,
                      &explanation->intel[i]);
        intel_score += explanation->intel[i].score;
    }
    assert_int_equal(crime_score, dossier->person.crime_score);
    assert_int_equal(intel_score, dossier->person.intel_score);
    assert_newest_first(individual);
}

static void test_an_explanation_comes_to_what_was_stored(void **state)
{
    struct sample sample = open_sample(state, SAMPLE_CSV);
    sqlite3 *database = NULL;
    sqlite3_stmt *everybody = NULL;
    sqlite3_stmt *crime = NULL;
    sqlite3_stmt *intel = NULL;
    assert_int_equal(sqlite3_open_v2(sample.path, &database, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(database, "SELECT pncid FROM nominal", -1, &everybody, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database,
                                        "SELECT p.verdict, p.score FROM crime_nominal AS p JOIN "
                                        "crime_report AS r ON r.id = p.crime_report WHERE p.pncid "
                                        "= ?1 AND r.ref = ?2",
                                        -1, &crime, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database,
                                        "SELECT p.verdict, p.score FROM intel_nominal AS p JOIN "
                                        "intel_report AS r ON r.id = p.intel_report WHERE p.pncid "
                                        "= ?1 AND r.ref = ?2",
                                        -1, &intel, NULL),
                     SQLITE_OK);
    int people = 0;
    size_t crimes = 0;
    size_t reports = 0;
    for (; sqlite3_step(everybody) == SQLITE_ROW; people++) {
        struct vha_explanation explanation;
        const vha_pncid pncid = (vha_pncid)sqlite3_column_int64(everybody, 0);
        assert_int_equal(vha_cohort_explain(sample.cohort, pncid, sample.arena, &explanation, NULL),
                         VHA_OK);
        assert_int_equal(explanation.dossier.person.pncid, pncid);
        check_explanation(&explanation, crime, intel);
        crimes += explanation.dossier.individual.crime_count;
        reports += explanation.dossier.individual.intel_count;
        vha_arena_reset(sample.arena);
    }
    sqlite3_finalize(everybody);
    sqlite3_finalize(crime);
    sqlite3_finalize(intel);
    sqlite3_close(database);
    assert_int_equal(people, 2000);
    assert_int_equal(crimes, quarter_number(sample.path, "SELECT count(*) FROM crime_nominal"));
    assert_int_equal(reports, quarter_number(sample.path, "SELECT count(*) FROM intel_nominal"));
    close_sample(&sample);
}

static void test_stored_scores_sum_up(void **state)
{
    struct sample sample = open_sample(state, SAMPLE_CSV);
    static const char *const nothing_found[] = {
        "SELECT count(*) FROM nominal AS n WHERE crime_score != (SELECT ifnull(sum(score), 0) FROM "
        "crime_nominal AS p WHERE p.pncid = n.pncid)",
        "SELECT count(*) FROM nominal AS n WHERE intel_score != (SELECT ifnull(sum(score), 0) FROM "
        "intel_nominal AS p WHERE p.pncid = n.pncid)",
        "SELECT count(*) FROM nominal AS n WHERE crime_reports != (SELECT count(*) FROM "
        "crime_nominal AS p WHERE p.pncid = n.pncid AND verdict = 0)",
        "SELECT count(*) FROM nominal AS n WHERE intel_reports != (SELECT count(*) FROM "
        "intel_nominal AS p WHERE p.pncid = n.pncid AND verdict = 0)",
        "SELECT count(*) FROM crime_nominal WHERE verdict != 0 AND score != 0",
        "SELECT count(*) FROM nominal WHERE (position IS NULL) != (rank IS NULL)",
        "SELECT count(*) FROM nominal AS n LEFT JOIN listing AS l ON l.pncid = n.pncid WHERE "
        "n.position IS NOT l.position OR n.rank IS NOT l.rank",
    };
    for (size_t i = 0; i < VHA_COUNT(nothing_found); i++)
        if (quarter_number(sample.path, nothing_found[i]) != 0)
            fail_msg("%s", nothing_found[i]);
    assert_true(quarter_number(sample.path, "SELECT sum(score) FROM crime_nominal") > 0);
    close_sample(&sample);
}

static void test_who_is_not_there(void **state)
{
    struct sample sample = open_sample(state, SAMPLE_CSV);
    struct vha_dossier dossier;
    struct vha_explanation explanation;
    struct vha_list_row row;
    struct vha_error error = {0};
    assert_int_equal(vha_cohort_dossier(sample.cohort, 19990000001, sample.arena, &dossier, &error),
                     VHA_NO_INPUT);
    assert_non_null(strstr(error.message, "1999/0000001"));
    assert_non_null(strstr(error.message, "2026-Q3"));
    assert_int_equal(
        vha_cohort_explain(sample.cohort, 19990000001, sample.arena, &explanation, &error),
        VHA_NO_INPUT);
    assert_int_not_equal(vha_cohort_row(sample.cohort, 208, sample.arena, &row, &error), VHA_OK);
    /* and the cohort is as good as before */
    assert_int_equal(vha_cohort_row(sample.cohort, 207, sample.arena, &row, &error), VHA_OK);
    assert_int_equal(vha_cohort_dossier(sample.cohort, row.pncid, sample.arena, &dossier, &error),
                     VHA_OK);
    close_sample(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv_gives_the_expected_cohort),
        cmocka_unit_test(test_a_workbook_gives_the_expected_cohort),
        cmocka_unit_test(test_what_a_load_says_of_itself),
        cmocka_unit_test(test_a_row_is_its_dossiers_person),
        cmocka_unit_test(test_an_explanation_comes_to_what_was_stored),
        cmocka_unit_test(test_stored_scores_sum_up),
        cmocka_unit_test(test_who_is_not_there),
    };
    return cmocka_run_group_tests(tests, quarter_begin, quarter_end);
}
