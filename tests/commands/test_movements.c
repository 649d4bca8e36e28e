/* Who has moved by the newest refreshes, on the command line: within the scope, and on record. */
#include "loading.h"

#include <stdio.h>

#define ASKED "--purpose", "intelligence: who has moved"
#define LOOKS(reason)                                                                              \
    "SELECT count(*) FROM audit WHERE action = 'list' AND outcome = 'done' AND subject = "         \
    "'2026-Q3' AND reason = '" reason "' AND purpose LIKE '%who has moved'"

/* As the screen of that name has them. */
static void test_movements_are_listed(void **state)
{
    struct place *place = *state;
    RUN(place, "movements", ASKED);
    expect_failure(place, VHA_UNAVAILABLE, "No quarter has been loaded yet");
    load_well(place, SAMPLE);
    RUN(place, "movements");
    expect_failure(place, VHA_USAGE, "--purpose");
    RUN(place, "movements", ASKED);
    expect_success(place);
    assert_string_equal(place->out,
                        "OFFICIAL  VHA 2026-Q3: movements by the newest refreshes: 0\n"
                        "  Nobody on the list has moved by a refresh since the load.\n");
    write_text(path_in(place, "wanted.csv"), "pncid,source,since,reference\n"
                                             "2021/0002197G,EWMS,2026-10-03,EW1\n");
    RUN(place, "refresh", "wanted", path_in(place, "wanted.csv"), "--as-of", "2026-10-08");
    expect_success(place);
    RUN(place, "movements", ASKED);
    expect_success(place);
    expect_text(place->out,
                "OFFICIAL  VHA 2026-Q3: movements by the newest refreshes: 21\n      1  "
                "2021/0002197G  2026-10-08  newly wanted (EWMS): O'Neill, ");
    expect_text(place->out, "  2011/0005564P  2026-10-08  found: no longer wanted (EWMS): ");
    assert_int_equal(number_of(place, LOOKS("movements of 0 people")), 1);
    assert_int_equal(number_of(place, LOOKS("movements of 21 people")), 1);
    tamper(place, "UPDATE user SET all_of_london = 0; INSERT INTO user_bcu VALUES (1, 'AS')");
    RUN(place, "movements", ASKED);
    expect_success(place);
    assert_string_equal(place->out,
                        "OFFICIAL  VHA 2026-Q3: movements by the newest refreshes: 1\n"
                        "    153  2008/0012963L  2026-10-08  found: no longer wanted (CRIS): "
                        "O'Neill, Hassan\n");
    tamper(place, "CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.action = 'list' "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END");
    RUN(place, "movements", ASKED);
    assert_int_not_equal(place->status, 0);
    assert_string_equal(place->out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_movements_are_listed, place_with_home, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
