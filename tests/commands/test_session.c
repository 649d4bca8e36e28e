#include "session.h"

#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_no_register(void **state)
{
    struct place *place = *state;
    RUN(place, "--print-screen", "80x24", "--purpose", PURPOSE);
    expect_failure(place, VHA_UNAVAILABLE, "vha init");
    expect_text(place->errors, place->reg);
    assert_int_not_equal(access(place->home, F_OK), 0);
}

static void test_stranger_is_refused_and_logged(void **state)
{
    struct place *place = *state;
    tamper(place, "UPDATE user SET login = 'somebody.else'");
    RUN(place, "--print-screen", "80x24", "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_USER, "ask MO2");
    assert_string_equal(place->out, "");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'enter' AND "
                                      "outcome = 'refused' AND login <> 'somebody.else' AND "
                                      "reason = 'not in the register'"),
                     1);
}

static void test_stranger_who_cannot_be_logged_learns_nothing(void **state)
{
    struct place *place = *state;
    tamper(place, "UPDATE user SET login = 'somebody.else';"
                  "CREATE TRIGGER full BEFORE INSERT ON audit "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END");
    RUN(place, "--print-screen", "80x24", "--purpose", PURPOSE);
    expect_failure(place, VHA_SOFTWARE, "cannot be logged");
}

/* An auditor comes in, and to something else than the list. */
static void test_auditor_sees_no_list(void **state)
{
    struct place *place = *state;
    tamper(place, "UPDATE user SET role = 'auditor'");
    RUN(place, "--print-screen", "80x24", "--purpose", PURPOSE);
    expect_success(place);
    assert_null(strstr(place->out, "Cohort"));
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'browse'"), 0);
}

/* Nothing is shown without a purpose, nor with one that is none; what is named is on record. */
static void test_purpose_comes_first(void **state)
{
    struct place *place = *state;
    RUN(place, "--print-screen", "80x24");
    expect_failure(place, VHA_USAGE, "without a policing purpose (SOP 60)");
    assert_string_equal(place->out, "");
    RUN(place, "--print-screen", "80x24", "--purpose", "nothing: at all");
    expect_failure(place, VHA_USAGE, "\"nothing\" is no policing purpose");
    assert_string_equal(place->out, "");
    RUN(place, "--print-screen", "80x24", "--purpose", "training: first steps");
    expect_failure(place, VHA_NO_PERMISSION, "Training is no policing purpose");
    assert_string_equal(place->out, "");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'purpose' AND "
                                      "outcome = 'refused' AND reason LIKE '%training: first%'"),
                     1);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'purpose' AND "
                                      "outcome = 'done'"),
                     0);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'browse'"), 0);
}

static void test_begin_asks_for_permission(void **state)
{
    struct place *place = *state;
    struct session session;
    struct vha_error error;
    if (session_begin(place->home, VHA_ACTION_LOAD, "2026-Q3", &session, &error) != VHA_OK)
        fail_msg("%s", error.message);
    assert_int_equal(session.user.role, VHA_MO2);
    assert_non_null(session.settings);
    assert_int_equal(session_log(&session, "load", "done", "2026-Q3", NULL, &error), VHA_OK);
    session_close(&session);
    tamper(place, "UPDATE user SET role = 'analyst'");
    assert_int_equal(session_begin(place->home, VHA_ACTION_LOAD, "2026-Q3", &session, &error),
                     VHA_NO_PERMISSION);
    assert_null(session.reg); /* closed */
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'load' AND "
                                      "outcome = 'refused' AND subject = '2026-Q3'"),
                     1);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'load' AND "
                                      "outcome = 'done'"),
                     1);
}

static void test_register_of_somebody_else(void **state)
{
    struct place *place = *state;
    place->weak = true;
    assert_int_equal(chmod(place->reg, 0), 0);
    RUN(place, "--print-screen", "80x24", "--purpose", PURPOSE);
    assert_int_equal(chmod(place->reg, 0600), 0);
    expect_failure(place, VHA_NO_PERMISSION, "Unix account");
}

static void test_damaged_register(void **state)
{
    struct place *place = *state;
    write_text(place->reg, "This was a register once, and now it is a sentence.");
    RUN(place, "--print-screen", "80x24", "--purpose", PURPOSE);
    expect_failure(place, VHA_BAD_DATA, "backup");
}

static void test_settings_of_the_home_count(void **state)
{
    struct place *place = *state;
    write_text(path_in(place, "home/config/settings.yaml"), "busy_milisecond: 3\n");
    RUN(place, "--print-screen", "80x24", "--purpose", PURPOSE);
    expect_failure(place, VHA_BAD_CONFIG, "home/config/settings.yaml:1:1:");
}

/* Standard output closed by the caller must not become some database's file. */
static void test_closed_descriptors_are_filled(void **state)
{
    struct place *place = *state;
    char command[256];
    snprintf(command, sizeof command, "\"$VHA_PROGRAM\" --home %s/closed init 0<&- 1>&- 2>&-",
             place->folder);
    const int status = system(command);
    assert_int_equal(status, 0);
    snprintf(place->reg, sizeof place->reg, "%s/closed/register.db", place->folder);
    assert_int_equal(number_of(place, "SELECT count(*) FROM pragma_integrity_check WHERE "
                                      "integrity_check = 'ok'"),
                     1);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_register, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_stranger_is_refused_and_logged, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_stranger_who_cannot_be_logged_learns_nothing,
                                        place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_auditor_sees_no_list, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_purpose_comes_first, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_begin_asks_for_permission, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_register_of_somebody_else, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_damaged_register, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_settings_of_the_home_count, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_closed_descriptors_are_filled, place_open,
                                        place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
