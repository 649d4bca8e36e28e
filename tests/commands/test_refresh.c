/* The weekly refresh on the command line: at once or not at all, and on record. */
#include "loading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void expect_nothing_left(struct place *place)
{
    char path[160];
    snprintf(path, sizeof path, "%s/cohort.new.db", place->home);
    assert_int_not_equal(access(path, F_OK), 0);
}

static void test_movements_are_told(void **state)
{
    struct place *place = *state;
    load_well(place, SAMPLE);
    write_text(path_in(place, "wanted.csv"), "pncid,source,since,reference\n"
                                             "2021/0002197G,EWMS,2026-10-03,EW1\n");
    RUN(place, "refresh", "wanted", path_in(place, "wanted.csv"), "--as-of", "2026-10-08");
    expect_success(place);
    expect_text(place->out, "OFFICIAL  VHA 2026-Q3: wanted as of 2026-10-08, 1 rows. Movements on "
                            "the list: 21\n  2021/0002197G  newly wanted (EWMS)\n");
    expect_text(place->out, "  2011/0005564P  found: no longer wanted (EWMS)\n");
    expect_nothing_left(place);
    /* the same again moves nobody, and the list is as it was */
    RUN(place, "refresh", "wanted", path_in(place, "wanted.csv"), "--as-of", "2026-10-09");
    expect_text(place->out, "Movements on the list: 0\n");
    RUN(place, "export", "--authority", "A1", "--reason", "court", "--format", "csv");
    assert_int_equal(place->status, 0);
    expect_text(place->out, "\n1,2021/0002197G,8422.778,");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'refresh' AND "
                                      "outcome = 'done' AND subject = 'wanted'"),
                     2);
}

static void test_nothing_is_changed_by_a_bad_file(void **state)
{
    struct place *place = *state;
    RUN(place, "refresh", "custody", SAMPLE "/custody.csv");
    expect_failure(place, VHA_UNAVAILABLE, "No quarter has been loaded yet");
    load_well(place, SAMPLE);
    RUN(place, "refresh", "custody", SAMPLE "/custody.csv", "--as-of", "2026-09-30");
    expect_failure(place, VHA_USAGE, "goes up to 2026-10-01");
    RUN(place, "refresh", "custody", path_in(place, "none.csv"), "--as-of", "2026-10-02");
    expect_failure(place, VHA_NO_INPUT, "none.csv");
    write_text(path_in(place, "custody.csv"), "pncid,establishment,received,released\n"
                                              "2021/0002197G,HMP One,2026-10-02,2026-10-01\n");
    RUN(place, "refresh", "custody", path_in(place, "custody.csv"), "--as-of", "2026-10-02");
    expect_failure(place, VHA_BAD_DATA, "on line 2: released \"2026-10-01\": released before");
    expect_nothing_left(place);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'refresh' AND "
                                      "outcome = 'failed'"),
                     4);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'refresh' AND "
                                      "outcome = 'done'"),
                     0);
}

/* What cannot be logged does not happen. */
static void test_without_the_log_nothing_happens(void **state)
{
    struct place *place = *state;
    char path[160];
    load_well(place, SAMPLE);
    snprintf(path, sizeof path, "%s/cohort.db", place->home);
    char *const before = text_of(path);
    tamper(place, "CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.action = 'refresh' "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END");
    write_text(path_in(place, "wanted.csv"), "pncid,source,since,reference\n");
    RUN(place, "refresh", "wanted", path_in(place, "wanted.csv"), "--as-of", "2026-10-08");
    assert_int_not_equal(place->status, 0);
    assert_string_equal(place->out, "");
    expect_nothing_left(place);
    char *const after = text_of(path);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_movements_are_told, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_nothing_is_changed_by_a_bad_file, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_without_the_log_nothing_happens, place_with_home,
                                        place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
