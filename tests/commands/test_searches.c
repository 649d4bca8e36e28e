/* The daily search list, beside the expected cohort of the sample. */
#include "loading.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_whoever_scores_enough_is_on_it(void **state)
{
    struct place *place = *state;
    json_t *const cohort = json_load_file(SAMPLE_EXPECTED, 0, NULL);
    assert_non_null(cohort);
    load_well(place, SAMPLE);
    RUN(place, "searches", "--purpose", PURPOSE);
    expect_success(place);
    expect_harmless(place->out);
    const char *at = strchr(place->out, '\n') + 1;
    size_t enough = 0;
    for (size_t i = 0; i < json_array_size(cohort); i++) {
        const json_t *const person = json_array_get(cohort, i);
        char begin[96];
        const char *const score = json_string_value(json_object_get(person, "score"));
        if (atof(score) < 2500)
            continue;
        vha_milli exact = 0;
        char grouped[VHA_MILLI_SIZE];
        assert_true(vha_milli_parse(score, strlen(score), &exact));
        snprintf(begin, sizeof begin, "  %5lld %12s  %s  ",
                 (long long)json_integer_value(json_object_get(person, "rank")),
                 vha_milli_format(grouped, exact, true),
                 json_string_value(json_object_get(person, "pncid")));
        if (strncmp(at, begin, strlen(begin)) != 0)
            fail_msg("line %zu is not of %s", i + 2, begin);
        at = strchr(at, '\n') + 1;
        enough++;
    }
    assert_true(enough > 10);
    assert_string_equal(at, "");
    char head[96];
    snprintf(head, sizeof head,
             "OFFICIAL  Daily search list of VHA 2026-Q3: %zu people who score 2,500 or more\n",
             enough);
    expect_text(place->out, head);
    snprintf(head, sizeof head,
             "SELECT count(*) FROM audit WHERE action = 'searches' AND reason = '%zu people'",
             enough);
    assert_int_equal(number_of(place, head), 1);
    json_decref(cohort);
}

static void test_it_is_of_all_of_london(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    RUN(place, "searches");
    expect_failure(place, VHA_USAGE, "--purpose");
    tamper(place, "UPDATE user SET all_of_london = 0; INSERT INTO user_bcu VALUES (1, 'AS')");
    RUN(place, "searches", "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_PERMISSION, "the search list is of all of London");
    assert_string_equal(place->out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_whoever_scores_enough_is_on_it, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_it_is_of_all_of_london, place_with_home, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
