/* The equality review on the command line, beside counts taken from the extract's own files and the
 * expected cohort, by other means. */
#include "loading.h"

#include "vha/policy.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 20000, COLUMNS = 7 };

/* A CSV file without quotation marks, its cells ended by NULs. */
struct file {
    char *text;
    char *cells[MOST_ROWS][COLUMNS];
    size_t count;
};

static struct file *read_rows(const char *name)
{
    char path[512];
    struct file *const file = vha_alloc_zeroed(1, sizeof *file);
    snprintf(path, sizeof path, "%s/%s.csv", SAMPLE, name);
    file->text = text_of(path);
    char *rest = file->text;
    for (char *line = NULL; (line = strsep(&rest, "\n")) != NULL && rest != NULL;) {
        line[strcspn(line, "\r")] = '\0';
        for (int i = 0; i < COLUMNS && line != NULL; i++)
            file->cells[file->count][i] = strsep(&line, ",");
        file->count++;
        assert_true(file->count < MOST_ROWS);
    }
    return file;
}

static void free_rows(struct file *file)
{
    free(file->text);
    free(file);
}

static int by_cell(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

struct sample {
    struct file *nominals;
    struct file *crimes;
    struct file *roles;
    json_t *cohort;
    struct vha_areas *areas;
};

/* A suspect or accused of an offence that the policy scores, in the three years, no domestic abuse.
 */
static bool is_suspect(const struct sample *sample, const char *pncid)
{
    for (size_t i = 1; i < sample->roles->count; i++) {
        char *const *const role = sample->roles->cells[i];
        if (strcmp(role[1], pncid) != 0 ||
            (strcmp(role[2], "suspect") != 0 && strcmp(role[2], "accused") != 0))
            continue;
        char *const *const crime =
            bsearch(sample->roles->cells[i], sample->crimes->cells + 1, sample->crimes->count - 1,
                    sizeof sample->crimes->cells[0], by_cell);
        assert_non_null(crime);
        if (crime != NULL && strcmp(crime[1], "2023-10-02") >= 0 &&
            strcmp(crime[1], "2026-10-01") <= 0 && strcmp(crime[2], "COMMON_ASSAULT") != 0 &&
            strcmp(crime[2], "BURGLARY") != 0 && strcmp(crime[2], "PWITS") != 0 &&
            strstr(crime[3], "DOMESTIC") == NULL)
            return true;
    }
    return false;
}

static bool is_listed(const struct sample *sample, const char *pncid)
{
    for (size_t i = 0; i < json_array_size(sample->cohort); i++)
        if (strcmp(json_string_value(json_object_get(json_array_get(sample->cohort, i), "pncid")),
                   pncid) == 0)
            return true;
    return false;
}

/* By the day of birth as text: whoever is N years old was born on that day N years before, or
 * earlier. */
static const char *band_of(const char *born)
{
    return strcmp(born, "2008-10-01") > 0   ? "0-17"
           : strcmp(born, "2001-10-01") > 0 ? "18-24"
           : strcmp(born, "1991-10-01") > 0 ? "25-34"
           : strcmp(born, "1981-10-01") > 0 ? "35-44"
                                            : "45+";
}

static const char *bcu_of(const struct sample *sample, const char *gss)
{
    const uint8_t borough = vha_areas_borough(sample->areas, gss, strlen(gss));
    return borough == VHA_NO_BOROUGH || sample->areas->boroughs[borough].bcu[0] == '\0'
               ? "none"
               : sample->areas->boroughs[borough].bcu;
}

/* Whether somebody is in a group, told from the cells of the extract. */
static bool is_in(const struct sample *sample, char *const *cells, const char *breakdown,
                  const char *code)
{
    const char group[2] = {cells[5][0], '\0'};
    const struct {
        const char *breakdown;
        const char *code;
    } codes[] = {
        {"age", band_of(cells[3])},
        {"sex", cells[4]},
        {"ethnic-group", group[0] == 'N' ? "NS" : group},
        {"ethnicity", cells[5]},
        {"bcu", bcu_of(sample, cells[6])},
        {"borough", cells[6][0] == '\0' ? "none" : cells[6]},
    };
    for (size_t i = 0; i < VHA_COUNT(codes); i++)
        if (strcmp(codes[i].breakdown, breakdown) == 0)
            return strcmp(codes[i].code, code) == 0;
    fail_msg("%s is no breakdown", breakdown);
    return false;
}

static json_int_t number(const json_t *object, const char *key)
{
    assert_true(json_is_integer(json_object_get(object, key)));
    return json_integer_value(json_object_get(object, key));
}

static void compare_groups(const struct sample *sample, const json_t *breakdown, const bool *listed,
                           const bool *suspect)
{
    const char *const name = json_string_value(json_object_get(breakdown, "breakdown"));
    const json_t *const groups = json_object_get(breakdown, "groups");
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *const group = json_array_get(groups, i);
        const char *const code = json_string_value(json_object_get(group, "code"));
        json_int_t on_list = 0;
        json_int_t suspects = 0;
        for (size_t j = 1; j < sample->nominals->count; j++)
            if (is_in(sample, sample->nominals->cells[j], name, code)) {
                on_list += listed[j];
                suspects += suspect[j];
            }
        if (number(group, "listed") != on_list || number(group, "suspects") != suspects)
            fail_msg("%s %s: %lld of %lld, and not %lld of %lld", name, code,
                     (long long)number(group, "listed"), (long long)number(group, "suspects"),
                     (long long)on_list, (long long)suspects);
    }
}

static json_t *written_review(struct place *place)
{
    json_error_t fault;
    expect_success(place);
    json_t *const review = json_loads(place->out, 0, &fault);
    if (review == NULL)
        fail_msg("line %d: %s", fault.line, fault.text);
    return review;
}

static json_t *shown_review(struct place *place)
{
    RUN(place, "equality", "show", "--format", "json");
    return written_review(place);
}

static void test_figures_are_those_of_the_extract(void **state)
{
    struct place *place = *state;
    struct sample sample = {.nominals = read_rows("nominals"),
                            .crimes = read_rows("crime_reports"),
                            .roles = read_rows("crime_nominals"),
                            .cohort = json_load_file(SAMPLE_EXPECTED, 0, NULL)};
    static bool listed[MOST_ROWS];
    static bool suspect[MOST_ROWS];
    assert_non_null(sample.cohort);
    assert_int_equal(vha_areas_read(VHA_SOURCE_DIR "/config/areas.yaml", &sample.areas, NULL),
                     VHA_OK);
    qsort(sample.crimes->cells + 1, sample.crimes->count - 1, sizeof sample.crimes->cells[0],
          by_cell);
    size_t suspects = 0;
    for (size_t i = 1; i < sample.nominals->count; i++) {
        listed[i] = is_listed(&sample, sample.nominals->cells[i][0]);
        suspect[i] = is_suspect(&sample, sample.nominals->cells[i][0]);
        suspects += suspect[i];
    }
    load_well(place, SAMPLE);
    json_t *const review = shown_review(place);
    assert_int_equal(number(review, "listed"), 208);
    assert_int_equal(number(review, "suspects"), suspects);
    assert_null(json_object_get(review, "earlier_quarter"));
    const json_t *const breakdowns = json_object_get(review, "breakdowns");
    assert_int_equal(json_array_size(breakdowns), 6);
    for (size_t i = 0; i < json_array_size(breakdowns); i++)
        compare_groups(&sample, json_array_get(breakdowns, i), listed, suspect);
    json_decref(review);
    json_decref(sample.cohort);
    vha_areas_free(sample.areas);
    free_rows(sample.nominals);
    free_rows(sample.crimes);
    free_rows(sample.roles);
}

/* Two quarters without anybody in common: all of one have left, all of the other entered. */
static void test_beside_the_earlier_quarter(void **state)
{
    struct place *place = *state;
    char folder[128];
    snprintf(folder, sizeof folder, "%s/2026-Q2", place->folder);
    RUN(place, "synth", folder, "--nominals", "1500", "--seed", "4", "--quarter", "2026-Q2");
    load_well(place, folder);
    RUN(place, "equality", "show", "--format", "json");
    json_t *review = shown_review(place);
    const json_int_t before = number(review, "listed");
    assert_true(before > 0);
    json_decref(review);
    load_well(place, SAMPLE);
    review = shown_review(place);
    json_int_t sums[3] = {0};
    const json_t *const groups =
        json_object_get(json_array_get(json_object_get(review, "breakdowns"), 0), "groups");
    for (size_t i = 0; i < json_array_size(groups); i++) {
        sums[0] += number(json_array_get(groups, i), "before");
        sums[1] += number(json_array_get(groups, i), "entered");
        sums[2] += number(json_array_get(groups, i), "left");
    }
    assert_string_equal(json_string_value(json_object_get(review, "earlier_quarter")), "2026-Q2");
    assert_int_equal(sums[0], before);
    assert_int_equal(sums[1], 208);
    assert_int_equal(sums[2], before);
    json_decref(review);

    RUN(place, "equality", "show");
    expect_success(place);
    expect_harmless(place->out);
    expect_text(place->out, "OFFICIAL  Equality review of VHA 2026-Q3, up to 2026-10-01\n");
    expect_text(place->out, "Compared with 2026-Q2.\n");
    expect_text(place->out, "  Black                              3.22 (1.99 to 5.19)");
    expect_text(place->out, "Breslow and Day 1987");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'equality' AND "
                                      "outcome = 'done' AND subject = '2026-Q3'"),
                     2);

    RUN(place, "equality", "show", "--format", "csv");
    expect_success(place);
    expect_text(place->out, "\nethnic-group,B,\"Black\",,W,34,247,");

    RUN(place, "equality", "show", "--quarter", "2026-Q2", "--format", "json");
    review = written_review(place);
    assert_int_equal(number(review, "listed"), before);
    json_decref(review);
    static const char *const none[] = {"2020-Q1", "../2026-Q2", "soon", ""};
    for (size_t i = 0; i < VHA_COUNT(none); i++) {
        RUN(place, "equality", "show", "--quarter", none[i]);
        assert_int_not_equal(place->status, 0);
        assert_string_equal(place->out, "");
    }

    /* without the earlier file the rest is said all the same */
    char path[160];
    snprintf(path, sizeof path, "%s/archive/2026-Q2.db", place->home);
    assert_int_equal(remove(path), 0);
    RUN(place, "equality", "show");
    expect_success(place);
    expect_text(place->out, "Compared with no earlier quarter: ");
}

/* Concerns, requests for removals and the coordinator's findings belong to the review. */
static void test_what_is_on_record_of_it(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    RUN(place, "equality", "concern", "--words", "Many stops on one estate.");
    expect_success(place);
    expect_text(place->out, "Concern 1 is filed in the equality review of 2026-Q3.\n");
    tamper(place,
           "INSERT INTO removal (number, pncid, ground, rationale, evidence, bcu, asked_by, "
           "asked_at, state, until) SELECT value, '2021/0002197G', 'other', "
           "'Moved abroad in May; nobody has seen anything since.', '', 'AS', login, "
           "'2026-10-02T09:00:00Z', CASE value WHEN 1 THEN 'refused' ELSE 'queued' END, NULL "
           "FROM user, json_each('[1,2]')");
    RUN(place, "equality", "show");
    expect_success(place);
    expect_text(place->out, "  removals asked for               asked  approved  refused\n");
    expect_text(place->out, "Z, ");
    expect_text(place->out, ": Many stops on one estate.\nThe review is open; ");
    json_t *const review = shown_review(place);
    const json_t *const ages =
        json_object_get(json_array_get(json_object_get(review, "breakdowns"), 0), "groups");
    json_int_t asked = 0;
    json_int_t refused = 0;
    for (size_t i = 0; i < json_array_size(ages); i++) {
        asked += number(json_array_get(ages, i), "removals_asked");
        refused += number(json_array_get(ages, i), "removals_refused");
    }
    assert_int_equal(asked, 2);
    assert_int_equal(refused, 1);
    assert_int_equal(number(json_array_get(ages, 2), "removals_asked"), 2); /* 28 years old */
    json_decref(review);

    tamper(place, "UPDATE user SET role = 'coordinator'");
    RUN(place, "equality", "show", "--format", "csv");
    expect_success(place);
    expect_text(place->out, ",removals_asked,removals_approved,removals_refused,census_source\n");
    expect_text(place->out, ",2,0,1,\"up to 24: ONS table TS007, its 33 boroughs added up");
    RUN(place, "equality", "close", "--findings",
        "The list follows the suspects; one estate is to be looked at.");
    expect_success(place);
    RUN(place, "equality", "show");
    expect_text(place->out, "The review is closed, with the findings\n");
    expect_text(place->out, "one estate is to be looked at.\n");
    assert_int_equal(number_of(place,
                               "SELECT instr(figures, 'ethnic-group,B,\"Black\",,W,34,247') "
                               "> 0 AND instr(figures, ',2,0,1,\"up to 24: ONS table TS007') > 0 "
                               "FROM equality_closing"),
                     1);
    RUN(place, "equality", "close", "--findings",
        "The list follows the suspects; one estate is to be looked at.");
    expect_failure(place, VHA_USAGE, "closed already");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_on_record_of_it, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_figures_are_those_of_the_extract, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_beside_the_earlier_quarter, place_with_home,
                                        place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
