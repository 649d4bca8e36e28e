/* The authorised copy: equal to the expected cohort of the sample, field for field and in order,
 * and never handed out without authority and reason. */
#include "loading.h"

#include <jansson.h>
#include <stdio.h>
#include <unistd.h>

/* The fields of a copy, in the order of its CSV columns. */
static const char *const fields[] = {"rank",        "pncid",         "score",         "crime_score",
                                     "intel_score", "crime_reports", "intel_reports", "qualifying",
                                     "recency",     "age",           "under_18",      "in_custody",
                                     "latest"};

static json_t *expected_cohort(void)
{
    json_error_t fault;
    json_t *expected = json_load_file(SAMPLE_EXPECTED, 0, &fault);
    if (expected == NULL)
        fail_msg("%s:%d: %s", fault.source, fault.line, fault.text);
    return expected;
}

static int export_as(struct place *place, const char *format)
{
    return RUN(place, "export", "--authority", "MO2/2026/17", "--reason", "court order", "--format",
               format);
}

/* ------------------------------------------------------------------------------------- the copy */

static void expect_json(struct place *place, const json_t *expected)
{
    assert_int_equal(export_as(place, "json"), 0);
    json_error_t fault;
    json_t *actual = json_loads(place->out, JSON_REJECT_DUPLICATES, &fault);
    if (actual == NULL)
        fail_msg("line %d: %s", fault.line, fault.text);
    assert_true(json_is_array(actual));
    assert_int_equal(json_array_size(actual), json_array_size(expected));
    for (size_t i = 0; i < json_array_size(expected); i++) {
        const json_t *wanted = json_array_get(expected, i);
        const json_t *got = json_array_get(actual, i);
        assert_int_equal(json_object_size(got), VHA_COUNT(fields));
        for (size_t field = 0; field < VHA_COUNT(fields); field++) {
            const json_t *a = json_object_get(wanted, fields[field]);
            const json_t *b = json_object_get(got, fields[field]);
            assert_non_null(a);
            if (!json_equal(a, b))
                fail_msg("place %zu, %s: the copy differs", i + 1, fields[field]);
        }
    }
    json_decref(actual);
}

static void print_value(FILE *out, const json_t *value)
{
    if (json_is_string(value))
        fputs(json_string_value(value), out);
    else if (json_is_boolean(value))
        fputs(json_is_true(value) ? "true" : "false", out);
    else
        fprintf(out, "%lld", (long long)json_integer_value(value));
}

static void expect_csv(struct place *place, const json_t *expected)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    for (size_t field = 0; field < VHA_COUNT(fields); field++)
        fprintf(out, "%s%s", field > 0 ? "," : "", fields[field]);
    for (size_t i = 0; i < json_array_size(expected); i++)
        for (size_t field = 0; field < VHA_COUNT(fields); field++) {
            fputs(field > 0 ? "," : "\n", out);
            print_value(out, json_object_get(json_array_get(expected, i), fields[field]));
        }
    fputc('\n', out);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(export_as(place, "csv"), 0);
    assert_string_equal(place->out, text);
    free(text);
}

static void expect_sample(void **state, const char *folder)
{
    struct scene *scene = *state;
    json_t *expected = expected_cohort();
    load_well(scene->place, folder);
    expect_json(scene->place, expected);
    expect_csv(scene->place, expected);
    json_decref(expected);
}

static void test_sample_of_csv_files(void **state)
{
    expect_sample(state, SAMPLE);
}

static void test_sample_of_one_workbook(void **state)
{
    expect_sample(state, SAMPLE_XLSX);
}

static void test_empty_list(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(load_quarter(scene, NULL), 0);
    assert_int_equal(export_as(scene->place, "json"), 0);
    json_t *copy = json_loads(scene->place->out, 0, NULL);
    assert_true(json_is_array(copy));
    assert_int_equal(json_array_size(copy), 0);
    json_decref(copy);
}

/* ----------------------------------------------------------------------------------- the register
 */

static void test_copy_is_numbered_and_recorded(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    for (int number = 1; number <= 2; number++) {
        assert_int_equal(export_as(place, number == 1 ? "json" : "csv"), 0);
        char words[64];
        snprintf(words, sizeof words, "Copy %d of VHA 2026-Q3, 208 people: ", number);
        expect_text(place->errors, words);
        char sha256[VHA_SHA256_TEXT_SIZE];
        char sql[400];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM copy WHERE number = %d AND authority = 'MO2/2026/17' AND "
                 "reason = 'court order' AND quarter = '2026-Q3' AND people = 208 AND format = "
                 "'%s' AND sha256 = '%s'",
                 number, number == 1 ? "json" : "csv",
                 vha_sha256_text(sha256, place->out, strlen(place->out)));
        assert_int_equal(number_of(place, sql), 1);
    }
    assert_int_equal(number_of(place, "SELECT count(*) FROM copy WHERE holder = login AND "
                                      "destroy_by = date('now', '+28 days')"),
                     2);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'export' AND "
                                      "outcome = 'done' AND subject = 'MO2/2026/17' AND reason = "
                                      "'court order'"),
                     2);
}

static void test_holder_and_day(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    RUN(place, "export", "--authority", "C 1", "--reason", "court order", "--holder", "The clerk",
        "--destroy-by", "2026-01-01");
    expect_failure(place, VHA_USAGE, "the day to destroy the copy by is a day after today");
    assert_int_equal(number_of(place, "SELECT count(*) FROM copy"), 0);
    assert_int_equal(RUN(place, "export", "--authority", "C 1", "--reason", "court order",
                         "--holder", "The clerk", "--destroy-by", "2037-01-01"),
                     0);
    assert_int_equal(number_of(place, "SELECT count(*) FROM copy WHERE holder = 'The clerk' AND "
                                      "destroy_by = '2037-01-01'"),
                     1);
}

static void expect_no_copy(const struct place *place, int64_t refusals)
{
    assert_string_equal(place->out, "");
    assert_int_equal(number_of(place, "SELECT count(*) FROM copy"), 0);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'export' AND "
                                      "outcome = 'refused'"),
                     refusals);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'export' AND "
                                      "outcome <> 'refused'"),
                     0);
}

static void test_refused_without_authority_or_reason(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    static const char *const lacking[][5] = {
        {"export"},
        {"export", "--authority", "MO2/1"},
        {"export", "--reason", "court order"},
        {"export", "--authority= ", "--reason=court order"},
        {"export", "--authority=MO2/1", "--reason= \t "},
        {"export", "--authority=\n", "--reason=court order"},
        {"export", "--authority=MO2/1", "--reason=\r\n"},
    };
    for (size_t i = 0; i < VHA_COUNT(lacking); i++) {
        run(place, lacking[i]);
        expect_failure(place, VHA_NO_PERMISSION, "a copy needs the MO2 coordinator's authority");
        expect_no_copy(place, (int64_t)i + 1);
    }
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE outcome = 'refused' AND "
                                      "reason = 'no reason given'"),
                     3);
    RUN(place, "export", "--authority", "", "--reason", "court order");
    expect_failure(place, VHA_USAGE, "--authority is empty");
    expect_no_copy(place, VHA_COUNT(lacking));
}

static void test_refused_to_others(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    tamper(place, "UPDATE user SET role = 'analyst'");
    export_as(place, "json");
    expect_failure(place, VHA_NO_PERMISSION, "");
    expect_no_copy(place, 1);
    tamper(place, "UPDATE user SET role = 'coordinator'");
    export_as(place, "json");
    expect_failure(place, VHA_NO_PERMISSION, "coordinator's authority");
    expect_no_copy(place, 2);
    tamper(place, "UPDATE user SET role = 'mo2', all_of_london = 0;"
                  "INSERT INTO user_bcu (user, bcu) SELECT id, 'AS' FROM user");
    export_as(place, "json");
    expect_failure(place, VHA_NO_PERMISSION, "your access is for the BCUs AS; ask ");
    expect_no_copy(place, 3);
}

/* A copy that cannot be recorded is not handed out. */
static void test_copy_that_cannot_be_recorded(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    tamper(place, "CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.action = 'export' "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END");
    assert_true(export_as(place, "json") != 0);
    assert_string_equal(place->out, "");
}

static void test_no_cohort(void **state)
{
    struct scene *scene = *state;
    export_as(scene->place, "json");
    expect_failure(scene->place, VHA_UNAVAILABLE, "vha load");
    expect_no_copy(scene->place, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)
    const struct CMUnitTest tests[] = {
        TEST(test_sample_of_csv_files), TEST(test_sample_of_one_workbook),
        TEST(test_empty_list),          TEST(test_copy_is_numbered_and_recorded),
        TEST(test_holder_and_day),      TEST(test_refused_without_authority_or_reason),
        TEST(test_refused_to_others),   TEST(test_copy_that_cannot_be_recorded),
        TEST(test_no_cohort),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
