/* Why somebody is on the list, or is not, as the program says it. */
#include "loading.h"

#include <jansson.h>
#include <stdio.h>

static json_t *explained(struct place *place, const char *pncid)
{
    if (RUN(place, "explain", pncid, "--purpose", PURPOSE, "--format", "json") != 0)
        fail_msg("status %d: %s", place->status, place->errors);
    assert_string_equal(place->errors, "");
    json_error_t fault;
    json_t *person = json_loads(place->out, JSON_REJECT_DUPLICATES, &fault);
    if (person == NULL)
        fail_msg("line %d: %s", fault.line, fault.text);
    return person;
}

static const char *word(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    if (value == NULL)
        fail_msg("%s is no text", key);
    return value;
}

/* The report of that reference among the person's. */
static const json_t *report(const json_t *person, const char *list, const char *key,
                            const char *ref)
{
    const json_t *reports = json_object_get(person, list);
    for (size_t i = 0; i < json_array_size(reports); i++)
        if (strcmp(word(json_array_get(reports, i), key), ref) == 0)
            return json_array_get(reports, i);
    fail_msg("%s has no %s", list, ref);
    return NULL;
}

static const char *verdict(const json_t *person, const char *ref)
{
    return word(report(person, "crimes", "crime_ref", ref), "verdict");
}

/* ------------------------------------------------------------------------------- on the list, off
 */

static void test_somebody_listed(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    RUN(place, "explain", "2021/0002197G", "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "OFFICIAL  2021/0002197G  O'Neill, Noah\n");
    expect_text(place->out, "Score 8,422.778 = 8,422.778 from 7 crime reports + 0.000 from 0 "
                            "intelligence reports\n");
    expect_text(place->out, "On the list as of 2026-10-01, rank 1: four_reports, ");
    expect_text(place->out, "Leaves the list on 2027-05-30 if nothing new is recorded\n");
    expect_text(place->out, "5,475.000 after 0 years of decay: 5,475.000  [CCHI: murder]");
    expect_text(place->out, "746.000 after 1 year of decay: 497.333  [ONS: ");
    expect_text(place->out, "; assumed]");
    expect_harmless(place->out);

    json_t *person = explained(place, "2021/0002197G");
    assert_true(json_is_true(json_object_get(person, "listed")));
    assert_true(json_is_true(json_object_get(person, "included")));
    assert_int_equal(json_integer_value(json_object_get(person, "rank")), 1);
    assert_string_equal(word(person, "score"), "8422.778");
    assert_string_equal(word(person, "qualifying"), "four_reports");
    assert_string_equal(word(person, "recency"), "offence");
    assert_string_equal(word(person, "leaves"), "2027-05-30");
    assert_null(json_object_get(person, "wanting"));
    const json_t *robbery = report(person, "crimes", "crime_ref", "0000346/25");
    assert_string_equal(word(robbery, "verdict"), "counted");
    assert_string_equal(word(robbery, "base"), "746.000");
    assert_string_equal(word(robbery, "score"), "497.333");
    assert_int_equal(json_integer_value(json_object_get(robbery, "decay_periods")), 1);
    assert_true(json_is_true(json_object_get(robbery, "assumed")));
    json_decref(person);
}

/* What everybody on the list is told of themselves agrees with the list. */
static void test_everybody_listed_agrees_with_the_list(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    static const char *const fields[] = {
        "rank",          "pncid",         "score",      "crime_score", "intel_score",
        "crime_reports", "intel_reports", "qualifying", "recency",     "age",
        "under_18",      "in_custody",    "latest"};
    load_well(place, SAMPLE);
    json_t *expected = json_load_file(SAMPLE_EXPECTED, 0, NULL);
    assert_non_null(expected);
    for (size_t i = 0; i < json_array_size(expected); i += 9) {
        const json_t *wanted = json_array_get(expected, i);
        json_t *person = explained(place, word(wanted, "pncid"));
        for (size_t field = 0; field < VHA_COUNT(fields); field++)
            if (!json_equal(json_object_get(wanted, fields[field]),
                            json_object_get(person, fields[field])))
                fail_msg("%s: %s differs", word(wanted, "pncid"), fields[field]);
        json_decref(person);
    }
    json_decref(expected);
}

static void test_somebody_not_listed(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    quarter_add(scene->quarter, VHA_CRIME_NOMINALS,
                "CR3,2003/0062845E,witness\n"
                "CR5,2003/0062845E,suspect\n");
    assert_int_equal(load_quarter(scene, NULL), 0);
    RUN(place, "explain", "2003/0062845E", "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "Not on the list as of 2026-10-01\n");
    expect_text(place->out, "What is wanting\n  for four_reports: 1 more counted report\n"
                            "  for three_crimes: 1 more counted crime report and 1,038.000 more "
                            "of crime score\n");
    expect_text(place->out, "Not counted, and why\n");
    expect_text(place->out, "2026-08-08  [");
    json_t *person = explained(place, "2003/0062845E");
    assert_true(json_is_false(json_object_get(person, "listed")));
    assert_true(json_is_null(json_object_get(person, "rank")));
    assert_true(json_is_null(json_object_get(person, "qualifying")));
    assert_string_equal(verdict(person, "CR1"), "counted");
    assert_string_not_equal(verdict(person, "CR2"), "counted"); /* domestic */
    assert_string_not_equal(verdict(person, "CR3"), "counted"); /* a witness */
    assert_string_equal(word(report(person, "intelligence", "intel_ref", "IR2"), "crime_ref"),
                        "CR1");
    assert_string_equal(word(json_object_get(person, "wanting"), "crime_score"), "1038.000");
    assert_int_equal(json_array_size(json_object_get(person, "flags")), 5);
    json_decref(person);
}

/* What is wanting is said in words that fit. */
static void test_what_is_wanting(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    assert_int_equal(load_quarter(scene, NULL), 0);
    RUN(place, "explain", "2010/0000001C", "--purpose", PURPOSE); /* a witness */
    expect_text(place->out, "for four_reports: 4 more counted reports, at least 2 of them of "
                            "crime\n  for three_crimes: 3 more counted crime reports and "
                            "2,500.000 more of crime score\n");
    quarter_add(scene->quarter, VHA_INTEL_REPORTS,
                "IR5,2026-09-01,GBH,B2,\nIR6,2026-09-01,GBH,B2,\nIR7,2026-09-01,GBH,B2,\n");
    quarter_add(scene->quarter, VHA_INTEL_NOMINALS,
                "IR5,2003/0062845E\nIR6,2003/0062845E\n"
                "IR7,2003/0062845E\n");
    assert_int_equal(load_quarter(scene, NULL), 0);
    RUN(place, "explain", "2003/0062845E", "--purpose",
        PURPOSE); /* four of intelligence, one of crime */
    expect_text(place->out, "for four_reports: 1 more counted report, of crime\n");
}

/* ---------------------------------------------------------------------------- asking after them */

static int64_t opened(const struct place *place)
{
    return number_of(place, "SELECT count(*) FROM audit WHERE action = 'open'");
}

static void test_pncids_that_are_wrong(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    assert_int_equal(load_quarter(scene, NULL), 0);
    RUN(place, "explain", "2003/0062845F", "--purpose", PURPOSE);
    expect_failure(place, VHA_USAGE, "The check letter of 2003/0062845F is wrong");
    RUN(place, "explain", "2003/0062845e", "--purpose", PURPOSE);
    expect_failure(place, VHA_USAGE, "'2003/0062845e' is no PNCID");
    RUN(place, "explain", "\x1b[2J\u202e", "--purpose", PURPOSE);
    expect_failure(place, VHA_USAGE, "'\\x1b[2J\\u{202e}' is no PNCID");
    assert_string_equal(place->out, "");
    RUN(place, "explain");
    expect_failure(place, VHA_USAGE, "PNCID");
    assert_int_equal(opened(place), 0);
    RUN(place, "explain", "2024/0000777J", "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_INPUT, "Nobody with the PNCID 2024/0000777J is in the extract of");
    assert_string_equal(place->out, "");
    assert_int_equal(opened(place), 1); /* asking after somebody is on record, found or not */
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'open' AND "
                                      "outcome = 'failed' AND subject = '2024/0000777J'"),
                     1);
}

static void test_short_form(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(load_quarter(scene, NULL), 0);
    RUN(scene->place, "explain", "3/62845E", "--purpose", PURPOSE);
    expect_failure(scene->place, VHA_USAGE, "is no PNCID");
    RUN(scene->place, "explain", "03/62845E", "--purpose", PURPOSE);
    expect_success(scene->place);
    expect_text(scene->place->out, "OFFICIAL  2003/0062845E  Archer, Ada\n");
}

static void test_look_is_logged(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    assert_int_equal(load_quarter(scene, NULL), 0);
    RUN(place, "explain", "03/62845E", "--purpose", PURPOSE);
    expect_success(place);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'open' AND "
                                      "outcome = 'done' AND subject = '2003/0062845E'"),
                     1);
    tamper(place, "UPDATE user SET role = 'auditor'");
    RUN(place, "explain", "03/62845E", "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_PERMISSION, "");
    assert_string_equal(place->out, "");
    /* Refused before the cohort is opened, which is what tells the century of a short form: the
     * record has what was asked for. */
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'open' AND "
                                      "outcome = 'refused' AND subject = '03/62845E'"),
                     1);
    tamper(place, "UPDATE user SET role = 'mo2';"
                  "CREATE TRIGGER full BEFORE INSERT ON audit "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END");
    RUN(place, "explain", "03/62845E", "--purpose", PURPOSE);
    assert_true(place->status != 0);
    assert_string_equal(place->out, "");
}

/* Beyond the user's BCUs there is nobody, whether on the list, off it, or not in the extract. */
static void test_people_outside_the_scope(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    load_well(place, SAMPLE);
    tamper(place, "UPDATE user SET role = 'analyst', all_of_london = 0;"
                  "INSERT INTO user_bcu (user, bcu) SELECT id, 'NA' FROM user");
    RUN(place, "explain", "2021/0002197G", "--purpose",
        "intelligence: Operation Alpha"); /* of Enfield */
    expect_success(place);
    expect_text(place->out, "O'Neill");
    assert_int_equal(number_of(place,
                               "SELECT count(*) FROM audit WHERE action = 'open' AND "
                               "outcome = 'done' AND purpose = 'intelligence: Operation Alpha'"),
                     1);
    static const char *const others[] = {"2011/0012424W", "2024/0000777J"};
    for (size_t i = 0; i < VHA_COUNT(others); i++) {
        RUN(place, "explain", others[i], "--purpose", PURPOSE);
        expect_failure(place, VHA_NO_PERMISSION,
                       "is nobody in the BCUs that your access is for (NA); ask MO2");
        assert_string_equal(place->out, "");
        assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'open' AND "
                                          "outcome = 'refused' AND reason = 'outside the scope "
                                          "NA'"),
                         (int64_t)i + 1);
    }
}

static void test_no_cohort(void **state)
{
    struct scene *scene = *state;
    RUN(scene->place, "explain", "2003/0062845E", "--purpose", PURPOSE);
    expect_failure(scene->place, VHA_UNAVAILABLE, "vha load");
}

/* ---------------------------------------------------------------------------------------- texts */

/* Every text of an extract made to harm a terminal. */
#define HOSTILE "\x1b]0;x\a\u202e\xC2\x9B\x32J\x7f"

static void make_hostile(struct quarter *quarter, const char *text)
{
    static const struct {
        enum vha_table table;
        size_t row;
        const char *column;
    } cells[] = {
        {VHA_NOMINALS, 1, "surname"},         {VHA_NOMINALS, 1, "forenames"},
        {VHA_CRIME_REPORTS, 2, "offence"},    {VHA_CRIME_REPORTS, 2, "features"},
        {VHA_INTEL_REPORTS, 1, "offence"},    {VHA_CUSTODY, 1, "establishment"},
        {VHA_WANTED, 1, "reference"},         {VHA_RESTRICTIONS, 1, "kind"},
        {VHA_GANG_LINKS, 1, "gang"},          {VHA_COUNTY_LINES, 1, "line"},
        {VHA_CRIME_REPORTS, 1, "crime_ref"},  {VHA_CRIME_NOMINALS, 1, "crime_ref"},
        {VHA_CRIME_NOMINALS, 5, "crime_ref"}, {VHA_INTEL_REPORTS, 2, "crime_ref"},
        {VHA_VICTIMS, 1, "crime_ref"},        {VHA_INTEL_REPORTS, 1, "intel_ref"},
        {VHA_INTEL_NOMINALS, 1, "intel_ref"}, {VHA_GANG_LINKS, 1, "intel_ref"},
    };
    for (size_t i = 0; i < VHA_COUNT(cells); i++)
        quarter_set_cell(quarter, cells[i].table, cells[i].row, cells[i].column, text);
}

static void expect_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        assert_true(*text == '\n' || (*text >= ' ' && *text <= '~'));
}

static void test_hostile_texts(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    make_hostile(scene->quarter, HOSTILE);
    assert_int_equal(load_quarter(scene, NULL), 0);
    RUN(place, "explain", "2003/0062845E", "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "\\x1b]0;x\\x07\\u{202e}\\u{009b}2J\\x7f, \\x1b]0;x");
    expect_harmless(place->out);
    json_t *person = explained(place, "2003/0062845E");
    expect_ascii(place->out);
    assert_string_equal(word(person, "surname"), HOSTILE); /* nothing is lost */
    assert_string_equal(word(report(person, "intelligence", "intel_ref", "IR2"), "crime_ref"),
                        HOSTILE);
    json_decref(person);
}

/* Bytes that are no UTF-8 are shown as escapes, in JSON too, which could not carry them. */
static void test_broken_bytes(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    make_hostile(scene->quarter, "Zo\xEB");
    /* With a good character beyond ASCII, each of these files is UTF-8 with broken bytes. */
    quarter_set_cell(scene->quarter, VHA_NOMINALS, 2, "surname", "Zoë");
    quarter_add(scene->quarter, VHA_CRIME_REPORTS, "Zoë,2026-10-01,THEFT_PERSON,,\n");
    quarter_add(scene->quarter, VHA_INTEL_REPORTS, "Zoë,2026-10-01,THEFT_PERSON,B2,\n");
    quarter_add(scene->quarter, VHA_CRIME_NOMINALS, "Zoë,2003/0062845E,suspect\n");
    quarter_add(scene->quarter, VHA_INTEL_NOMINALS, "Zoë,2003/0062845E\n");
    quarter_add(scene->quarter, VHA_VICTIMS, "2020/0000042Z,Zoë,STABBING,2026-09-30\n");
    quarter_add(scene->quarter, VHA_GANG_LINKS, "2003/0062845E,GANG-3,Zoë\n");
    assert_int_equal(load_quarter(scene, NULL), 0);
    RUN(place, "explain", "2003/0062845E", "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "Zo\\xeb, Zo\\xeb\n");
    expect_harmless(place->out);
    json_t *person = explained(place, "2003/0062845E");
    assert_string_equal(word(person, "surname"), "Zo\\xeb");
    assert_string_equal(word(report(person, "intelligence", "intel_ref", "IR2"), "crime_ref"),
                        "Zo\\xeb");
    json_decref(person);
}

/* ---------------------------------------------------------------------------------------- order */

/* Nobody's explanation hangs on the order in which the files have their rows. */
static void test_order_of_rows(void **state)
{
    struct scene *scene = *state;
    struct place *place = scene->place;
    quarter_add(scene->quarter, VHA_CRIME_REPORTS, "CR7,2026-09-30,GBH,,\nCR6,2026-09-30,GBH,,\n");
    quarter_add(scene->quarter, VHA_CRIME_NOMINALS,
                "CR7,2003/0062845E,suspect\n"
                "CR6,2003/0062845E,suspect\n");
    quarter_add(scene->quarter, VHA_INTEL_REPORTS, "IR9,2026-09-01,GBH,B2,\n");
    quarter_add(scene->quarter, VHA_INTEL_NOMINALS, "IR9,2003/0062845E\n");
    quarter_add(scene->quarter, VHA_GANG_LINKS, "2003/0062845E,GANG-0,\n");
    assert_int_equal(load_quarter(scene, NULL), 0);
    json_t *before = explained(place, "2003/0062845E");
    for (int table = 0; table < VHA_TABLES; table++)
        quarter_reverse_rows(scene->quarter, (enum vha_table)table);
    scene->quarter->backwards = true;
    assert_int_equal(load_quarter(scene, NULL), 0);
    json_t *after = explained(place, "2003/0062845E");
    assert_true(json_equal(before, after));
    json_decref(before);
    json_decref(after);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)
    const struct CMUnitTest tests[] = {
        TEST(test_somebody_listed),
        TEST(test_everybody_listed_agrees_with_the_list),
        TEST(test_somebody_not_listed),
        TEST(test_what_is_wanting),
        TEST(test_pncids_that_are_wrong),
        TEST(test_short_form),
        TEST(test_look_is_logged),
        TEST(test_people_outside_the_scope),
        TEST(test_no_cohort),
        TEST(test_hostile_texts),
        TEST(test_broken_bytes),
        TEST(test_order_of_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
