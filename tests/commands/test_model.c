/* Models on the command line: what is said, to whom, and what is on record of it. */
#include "loading.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static json_t *read_json(const struct place *place)
{
    json_error_t fault;
    json_t *const read = json_loads(place->out, 0, &fault);
    if (read == NULL)
        fail_msg("line %d: %s", fault.line, fault.text);
    return read;
}

static json_int_t number(const json_t *object, const char *key)
{
    assert_true(json_is_integer(json_object_get(object, key)));
    return json_integer_value(json_object_get(object, key));
}

static void test_a_variant(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    RUN(place, "model", "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "accused-only                 Accused only\n");
    expect_text(place->out, "linear-decay                 Linear decay\n");

    RUN(place, "model", "with-pwits", "--purpose", PURPOSE);
    expect_success(place);
    expect_harmless(place->out);
    expect_text(place->out,
                "208 people are on the list in force, 212 on the modelled one: 4 enter, "
                "0 leave, 208 stay (5 rise, 131 fall).\n");
    expect_text(place->out, "       -    130          -  1,354.021  2014/0001728Q  Khan, ");
    expect_text(place->out, "  Female                                4    1.9         4    1.9 ");

    RUN(place, "model", VHA_SOURCE_DIR "/config/variants/without-knife-possession.yaml", "--format",
        "json", "--purpose", PURPOSE);
    expect_success(place);
    json_t *const model = read_json(place);
    assert_int_equal(number(model, "leave"), 59);
    /* a file would be a copy of the list, which needs the coordinator's authority */
    assert_null(strstr(place->out, "2021/"));
    assert_null(json_object_get(model, "people"));
    json_int_t listed = 0;
    json_int_t modelled = 0;
    const json_t *const groups = json_object_get(json_object_get(model, "equality"), "ethnicity");
    for (size_t i = 0; i < json_array_size(groups); i++) {
        listed += number(json_array_get(groups, i), "listed");
        modelled += number(json_array_get(groups, i), "modelled");
    }
    assert_int_equal(listed, 208);
    assert_int_equal(modelled, 149);
    json_decref(model);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'model' AND "
                                      "outcome = 'done' AND subject = '2026-Q3' AND reason IN "
                                      "('Knife possession out', 'Possession with intent to supply "
                                      "added')"),
                     2);
}

static void test_stability(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    RUN(place, "model", "--stability", "--purpose", PURPOSE);
    expect_success(place);
    expect_harmless(place->out);
    expect_text(place->out,
                "  KNIFE_INJURY            base 1,460           assumed     0   3   183   10\n");
    expect_text(place->out,
                "  KNIFE_INJURY            base 1,460           assumed     1   0   188   10\n");
    expect_text(place->out, "152 people are on the list by a single report");
    RUN(place, "model", "--stability", "--format", "json", "--purpose", PURPOSE);
    expect_success(place);
    json_t *const stability = read_json(place);
    assert_int_equal(json_array_size(json_object_get(stability, "weights")), 31);
    assert_int_equal(number(stability, "on_a_single_report"), 152);
    assert_null(strstr(place->out, "2021/"));
    json_decref(stability);
}

static void test_what_is_refused(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    RUN(place, "model", "linear-decay");
    expect_failure(place, VHA_USAGE, "--purpose");
    RUN(place, "model", "no-such-variant", "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_INPUT, "no-such-variant.yaml");
    RUN(place, "model", "linear-decay", "--stability", "--purpose", PURPOSE);
    expect_failure(place, VHA_USAGE, "--stability is of the policy in force");
    tamper(place, "UPDATE user SET all_of_london = 0; INSERT INTO user_bcu VALUES (1, 'AS')");
    RUN(place, "model", "linear-decay", "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_PERMISSION, "a model is of all of London");
    assert_string_equal(place->out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_variant, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_stability, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_what_is_refused, place_with_home, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
