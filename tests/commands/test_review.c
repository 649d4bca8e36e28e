/* The monthly review on the command line. */
#include "program.h"

#include <stdlib.h>
#include <string.h>

/* Records opened by a user of AS: twenty a month from May to September 2026 by day, and in October
 * ninety, half of them at night. */
static const char history[] =
    "DROP TRIGGER audit_is_appended_to;"
    "INSERT INTO user (login, name, role, created) VALUES "
    "('analyst.as', 'Analyst Two', 'analyst', '2026-05-01T00:00:00Z');"
    "INSERT INTO user_bcu SELECT id, 'AS' FROM user WHERE login = 'analyst.as';"
    "WITH RECURSIVE days (month, i) AS (VALUES (5, 1) UNION ALL SELECT "
    "    CASE WHEN i = CASE month WHEN 10 THEN 90 ELSE 20 END THEN month + 1 ELSE month END, "
    "    CASE WHEN i = CASE month WHEN 10 THEN 90 ELSE 20 END THEN 1 ELSE i + 1 END "
    "    FROM days WHERE month < 11) "
    "INSERT INTO audit (number, at, login, action, outcome, session, previous, hash, form) "
    "SELECT row_number() OVER () + 1, "
    "    printf('2026-%02d-11T%02d:15:00Z', month, CASE WHEN i > 45 THEN 2 ELSE 10 END), "
    "    'analyst.as', 'open', 'done', month, printf('%064d', 0), printf('%064d', 0), 2 "
    "FROM days WHERE month < 11";

static void test_what_stands_out_is_said(void **state)
{
    struct place *place = *state;
    tamper(place, history);
    RUN(place, "audit", "review", "2026-10");
    expect_success(place);
    expect_text(place->out, "OFFICIAL  Review of 2026-10\n\nAS ");
    expect_text(
        place->out,
        "analyst.as                  1       90        0        0        0       45  analyst\n"
        "    unusual volume and hours: 90 records opened, beside a median of 20.0 in 5 of "
        "their own months (modified z-score 1000.0); 45 of 90 entries outside 07:00 to "
        "19:00 and the hours that they usually keep\n");
    expect_text(place->out, "\nall of London ");
    RUN(place, "audit", "review", "2026-09");
    expect_success(place);
    expect_text(place->out, "analyst.as                  1       20 ");
    assert_null(strstr(place->out, "unusual"));
    assert_int_equal(number_of(place,
                               "SELECT count(*) FROM audit WHERE action = 'audit-review' AND "
                               "outcome = 'done' AND subject IN ('2026-09', '2026-10')"),
                     2);
}

static void test_limits_are_settings(void **state)
{
    struct place *place = *state;
    struct vha_error error = {0};
    char *text = NULL;
    size_t length = 0;
    tamper(place, history);
    if (vha_read_file(VHA_SOURCE_DIR "/config/settings.yaml", 1 << 16, &text, &length, &error) !=
        VHA_OK)
        fail_msg("%s", error.message);
    static const char key[] = "review_least_records: 30";
    char *at = strstr(text, key);
    assert_non_null(at);
    memcpy(at, "review_least_records: 91", sizeof key - 1);
    write_text(path_in(place, "home/config/settings.yaml"), text);
    free(text);
    RUN(place, "audit", "review", "2026-10");
    expect_success(place);
    expect_text(place->out, "    unusual hours: 45 of 90");
}

static void test_months_that_are_none(void **state)
{
    struct place *place = *state;
    RUN(place, "audit", "review", "2026-00");
    expect_failure(place, VHA_USAGE, "'2026-00' is no month");
    RUN(place, "audit", "review", "9998-01");
    expect_failure(place, VHA_USAGE, "still to come");
}

#define WITH_HOME(test) cmocka_unit_test_setup_teardown(test, place_with_home, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HOME(test_what_stands_out_is_said),
        WITH_HOME(test_limits_are_settings),
        WITH_HOME(test_months_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
