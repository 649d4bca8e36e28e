/* What has changed since the earlier quarter, on the command line. */
#include "loading.h"

#include <stdio.h>
#include <string.h>

static void test_beside_the_earlier_quarter(void **state)
{
    struct place *place = *state;
    char folder[128];
    load_well(place, SAMPLE);
    RUN(place, "changes", "--purpose", PURPOSE);
    expect_failure(place, VHA_UNAVAILABLE, "There is no quarter before 2026-Q3");
    assert_int_equal(
        number_of(place,
                  "SELECT count(*) FROM audit WHERE action = 'changes' AND outcome = 'done'"),
        0);

    snprintf(folder, sizeof folder, "%s/2026-Q2", place->folder);
    RUN(place, "synth", folder, "--nominals", "1500", "--seed", "4", "--quarter", "2026-Q2");
    load_well(place, folder);
    load_well(place, SAMPLE);
    RUN(place, "changes", "--purpose", PURPOSE);
    expect_success(place);
    expect_harmless(place->out);
    expect_text(place->out, "OFFICIAL  VHA 2026-Q3 beside 2026-Q2\n208 came, 25 went, 0 stayed");
    expect_text(place->out, "      1    8,422.778  2021/0002197G  O'Neill, Noah: crime report "
                            "0000347/26 of RAPE, 2026-01-12\n");
    expect_text(place->out, ": not in the extract any more\n");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'changes' AND "
                                      "outcome = 'done' AND subject = '2026-Q3'"),
                     1);
}

static void test_one_person_over_the_quarters(void **state)
{
    struct place *place = *state;
    char folder[128];
    snprintf(folder, sizeof folder, "%s/2026-Q2", place->folder);
    RUN(place, "synth", folder, "--nominals", "300", "--seed", "4", "--quarter", "2026-Q2");
    load_well(place, folder);
    load_well(place, SAMPLE);
    RUN(place, "changes", "2021/0002197G", "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "  2026-Q2  not in the extract\n"
                            "  2026-Q3       1    8,422.778       7       0\n");
    RUN(place, "changes", "21/2197G", "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "OFFICIAL  2021/0002197G over the quarters kept\n");
    RUN(place, "changes", "2021/0002197H", "--purpose", PURPOSE);
    expect_failure(place, VHA_USAGE, "is no PNCID");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'changes' AND "
                                      "outcome = 'done' AND subject = '2021/0002197G'"),
                     2);
    tamper(place, "UPDATE user SET all_of_london = 0; INSERT INTO user_bcu VALUES (1, 'AS')");
    RUN(place, "changes", "2021/0002197G", "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_PERMISSION, "the changes are of all of London");
    assert_string_equal(place->out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_beside_the_earlier_quarter, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_one_person_over_the_quarters, place_with_home,
                                        place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
