#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static vha_date day(int year, int month, int day_of_month)
{
    return vha_date_from_civil((struct vha_civil_date){year, month, day_of_month});
}

static void test_life_cycle(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_ssh_key key = fixture_key(1);
    struct vha_user user;
    fixture_grant(fixture, "analyst.two", VHA_ANALYST, "AS CN", &key);
    assert_status(vha_register_user(fixture->reg, "analyst.two", &user, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(user.role, VHA_ANALYST);
    assert_string_equal(user.name, "Analyst Two");
    assert_string_equal(user.scope, "AS CN");
    char login[VHA_LOGIN_SIZE];
    assert_status(vha_register_key_user(fixture->reg, &key, login, &fixture->error), VHA_OK,
                  fixture->error);
    assert_string_equal(login, "analyst.two");
    assert_status(vha_register_withdraw(fixture->reg, "mo2.one", "analyst.two", VHA_CHANGED_ROLE,
                                        "posted elsewhere", &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(vha_register_user(fixture->reg, "analyst.two", &user, &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    fixture_expect_words(fixture, "new application");
    assert_status(vha_register_key_user(fixture->reg, &key, login, &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    /* Every step has who, when and why, in the register and in the audit log. */
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM access_step WHERE access = 2 "
                                             "AND login = 'mo2.one' AND at <> '' AND reason <> ''"),
                     4);
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE subject = 'analyst.two' AND "
                                    "outcome = 'done' AND action IN "
                                    "('apply', 'authorise', 'grant', 'withdraw')"),
                     4);
    /* A new application brings the user back. */
    fixture_grant(fixture, "analyst.two", VHA_HEAD_OF_CID, "all", &key);
    assert_status(vha_register_user(fixture->reg, "analyst.two", &user, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(user.role, VHA_HEAD_OF_CID);
    assert_string_equal(user.scope, "all");
}

static void test_form_must_be_filled_in(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_application whole = fixture_application("analyst.two");
    const vha_date future = vha_today() + 1;
    struct vha_application forms[10];
    for (size_t i = 0; i < VHA_COUNT(forms); i++)
        forms[i] = whole;
    forms[0].reason = " ";
    forms[1].name = NULL;
    forms[2].pay_number = "";
    forms[3].post = "\t";
    forms[4].sop_version = NULL;
    forms[5].training_on = VHA_NO_DATE;
    forms[6].training_on = future;
    forms[7].signed_on = future;
    forms[8].login = "two words";
    forms[9].training_on = forms[9].signed_on + 1;
    static const char *const words[] = {"reason for access",     "full name",
                                        "warrant or pay number", "post",
                                        "version of the SOP",    "Managing Information",
                                        "still to come",         "still to come",
                                        "cannot be used",        "before applying"};
    for (size_t i = 0; i < VHA_COUNT(forms); i++) {
        assert_status(vha_register_apply(fixture->reg, "mo2.one", &forms[i], &fixture->error),
                      VHA_USAGE, fixture->error);
        fixture_expect_words(fixture, words[i]);
    }
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM access"), 1);
}

static void test_one_application_at_a_time(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_application form = fixture_application("analyst.two");
    assert_status(vha_register_apply(fixture->reg, "mo2.one", &form, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_apply(fixture->reg, "mo2.one", &form, &fixture->error), VHA_USAGE,
                  fixture->error);
    fixture_expect_words(fixture, "is applied already");
    const struct vha_application own = fixture_application("mo2.one");
    assert_status(vha_register_apply(fixture->reg, "mo2.one", &own, &fixture->error), VHA_USAGE,
                  fixture->error);
    fixture_expect_words(fixture, "is granted already");
}

static void test_nobody_authorises_themselves(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_application form = fixture_application("analyst.two");
    assert_status(vha_register_apply(fixture->reg, "analyst.two", &form, &fixture->error), VHA_OK,
                  fixture->error);
    const struct vha_authorisation good = fixture_authorisation("analyst.two");
    struct vha_authorisation own = good;
    own.pay_number = " p-234 567"; /* the applicant's, written otherwise */
    assert_status(vha_register_authorise(fixture->reg, "mo2.one", &own, &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    fixture_expect_words(fixture, "own access");
    assert_status(vha_register_authorise(fixture->reg, "analyst.two", &good, &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = "
                                             "'authorise' AND outcome = 'refused' AND subject = "
                                             "'analyst.two'"),
                     2);
    assert_status(vha_register_authorise(fixture->reg, "mo2.one", &good, &fixture->error), VHA_OK,
                  fixture->error);
    const struct vha_grant grant = {.login = "analyst.two", .role = VHA_MO2, .scope = "all"};
    assert_status(vha_register_grant(fixture->reg, "analyst.two", &grant, &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'grant' "
                                             "AND outcome = 'refused'"),
                     1);
}

static void test_authorisation_must_be_filled_in(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_application form = fixture_application("analyst.two");
    assert_status(vha_register_apply(fixture->reg, "mo2.one", &form, &fixture->error), VHA_OK,
                  fixture->error);
    struct vha_authorisation forms[4];
    for (size_t i = 0; i < VHA_COUNT(forms); i++)
        forms[i] = fixture_authorisation("analyst.two");
    forms[0].name = "";
    forms[1].pay_number = " ";
    forms[2].authorised_on = vha_today() + 1;
    forms[3].authorised_on = VHA_NO_DATE;
    for (size_t i = 0; i < VHA_COUNT(forms); i++)
        assert_status(vha_register_authorise(fixture->reg, "mo2.one", &forms[i], &fixture->error),
                      VHA_USAGE, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM access WHERE number = 2 AND "
                                             "state = 'applied'"),
                     1);
}

static void test_steps_come_in_order(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_application form = fixture_application("analyst.two");
    const struct vha_authorisation given = fixture_authorisation("analyst.two");
    const struct vha_grant grant = {.login = "analyst.two", .role = VHA_ANALYST, .scope = "all"};
    assert_status(vha_register_authorise(fixture->reg, "mo2.one", &given, &fixture->error),
                  VHA_NO_USER, fixture->error);
    assert_status(vha_register_grant(fixture->reg, "mo2.one", &grant, &fixture->error), VHA_NO_USER,
                  fixture->error);
    assert_status(vha_register_withdraw(fixture->reg, "mo2.one", "analyst.two", VHA_REFUSED,
                                        "no purpose", &fixture->error),
                  VHA_NO_USER, fixture->error);
    assert_status(vha_register_apply(fixture->reg, "mo2.one", &form, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_grant(fixture->reg, "mo2.one", &grant, &fixture->error), VHA_USAGE,
                  fixture->error);
    fixture_expect_words(fixture, "is applied, and this needs one that is authorised");
    struct vha_user user;
    assert_status(vha_register_user(fixture->reg, "analyst.two", &user, &fixture->error),
                  VHA_NO_USER, fixture->error);
    assert_status(vha_register_withdraw(fixture->reg, "mo2.one", "analyst.two", VHA_REFUSED, " ",
                                        &fixture->error),
                  VHA_USAGE, fixture->error);
    assert_status(vha_register_withdraw(fixture->reg, "mo2.one", "analyst.two", VHA_REFUSED,
                                        "no purpose", &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(vha_register_authorise(fixture->reg, "mo2.one", &given, &fixture->error),
                  VHA_NO_USER, fixture->error);
}

static void test_key_is_one_persons(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_ssh_key key = fixture_key(1);
    fixture_grant(fixture, "analyst.two", VHA_ANALYST, "AS", &key);
    struct vha_application form = fixture_application("analyst.three");
    const struct vha_authorisation given = fixture_authorisation("analyst.three");
    const struct vha_grant grant = {
        .login = "analyst.three", .role = VHA_ANALYST, .scope = "AS", .keys = &key, .key_count = 1};
    assert_status(vha_register_apply(fixture->reg, "mo2.one", &form, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_authorise(fixture->reg, "mo2.one", &given, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_grant(fixture->reg, "mo2.one", &grant, &fixture->error), VHA_USAGE,
                  fixture->error);
    fixture_expect_words(fixture, "key of their own");
    /* Nothing of it happened. */
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM user WHERE login = "
                                             "'analyst.three'"),
                     0);
    assert_status(vha_register_withdraw(fixture->reg, "mo2.one", "analyst.two", VHA_NOT_NEEDED,
                                        "left", &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(vha_register_grant(fixture->reg, "mo2.one", &grant, &fixture->error), VHA_OK,
                  fixture->error);
}

static void test_what_cannot_be_logged_is_not_granted(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_application form = fixture_application("analyst.two");
    const struct vha_ssh_key key = fixture_key(7);
    fixture_grant(fixture, "mo2.two", VHA_MO2, "all", &key);
    fixture_tamper(fixture, "CREATE TRIGGER full BEFORE INSERT ON audit "
                            "BEGIN SELECT RAISE(ABORT, 'no'); END");
    assert_int_not_equal(vha_register_apply(fixture->reg, "mo2.one", &form, &fixture->error),
                         VHA_OK);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM access"), 2);
    assert_int_not_equal(vha_register_withdraw(fixture->reg, "mo2.one", "mo2.one", VHA_NOT_NEEDED,
                                               "left", &fixture->error),
                         VHA_OK);
    struct vha_user user;
    assert_status(vha_register_user(fixture->reg, "mo2.one", &user, &fixture->error), VHA_OK,
                  fixture->error);
}

/* ------------------------------------------------------------------------------ the last of mo2 */

/* Nobody has used their access since. */
static void let_years_pass(struct fixture *fixture, const char *login)
{
    char sql[512];
    snprintf(sql, sizeof sql,
             "DROP TRIGGER IF EXISTS access_step_is_not_changed;"
             "UPDATE session SET last_use = '2020-01-01T00:00:00Z' WHERE access = (SELECT access "
             "FROM user WHERE login = '%s');"
             "UPDATE access_step SET at = '2020-01-01T00:00:00Z' WHERE access = (SELECT access "
             "FROM user WHERE login = '%s')",
             login, login);
    fixture_tamper(fixture, sql);
}

static enum vha_status withdraw(struct fixture *fixture, const char *login)
{
    return vha_register_withdraw(fixture->reg, "mo2.one", login, VHA_CHANGED_ROLE, "moved",
                                 &fixture->error);
}

static void test_last_of_mo2_stays(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_ssh_key keys[] = {fixture_key(1), fixture_key(2)};
    struct vha_user user;
    fixture_grant(fixture, "analyst.two", VHA_ANALYST, "all", &keys[0]);
    assert_status(withdraw(fixture, "mo2.one"), VHA_NO_PERMISSION, fixture->error);
    fixture_expect_words(fixture, "last member of MO2");
    fixture_expect_words(fixture, "grant somebody else the role mo2 first");
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'withdraw' "
                                             "AND outcome = 'refused' AND subject = 'mo2.one'"),
                     1);
    assert_status(vha_register_user(fixture->reg, "mo2.one", &user, &fixture->error), VHA_OK,
                  fixture->error);
    /* Somebody whose access is about to end is nobody to leave it to. */
    fixture_grant(fixture, "mo2.two", VHA_MO2, "all", &keys[1]);
    let_years_pass(fixture, "mo2.two");
    assert_status(withdraw(fixture, "mo2.one"), VHA_NO_PERMISSION, fixture->error);
    /* They themselves can go, and so can anybody who is not of mo2. */
    assert_status(withdraw(fixture, "mo2.two"), VHA_OK, fixture->error);
    assert_status(withdraw(fixture, "analyst.two"), VHA_OK, fixture->error);
}

static void test_one_of_two_can_go(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_ssh_key key = fixture_key(1);
    fixture_grant(fixture, "mo2.two", VHA_MO2, "all", &key);
    assert_status(withdraw(fixture, "mo2.one"), VHA_OK, fixture->error);
    assert_status(vha_register_withdraw(fixture->reg, "mo2.two", "mo2.two", VHA_CHANGED_ROLE,
                                        "moved", &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
}

static enum vha_status found_anew(struct fixture *fixture, const char *login)
{
    return vha_register_found_anew(fixture->reg, "vha", login, "Officer Anew", &fixture->error);
}

/* Six months without use end the access of mo2 too; whoever owns the register then lets one in. */
static void test_register_without_mo2_begins_anew(void **state)
{
    struct fixture *fixture = *state;
    struct vha_user user;
    assert_status(found_anew(fixture, "mo2.new"), VHA_CANNOT_CREATE, fixture->error);
    fixture_expect_words(fixture, "already");
    let_years_pass(fixture, "mo2.one");
    assert_status(vha_register_user(fixture->reg, "mo2.one", &user, &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    assert_status(found_anew(fixture, "mo2.new"), VHA_OK, fixture->error);
    assert_status(vha_register_user(fixture->reg, "mo2.new", &user, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(user.role, VHA_MO2);
    assert_string_equal(user.scope, "all");
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'init' AND "
                                             "login = 'vha' AND subject = 'mo2.new'"),
                     1);
    assert_status(found_anew(fixture, "mo2.three"), VHA_CANNOT_CREATE, fixture->error);
}

/* The same person again: their old access is ended, as it would have been at their next attempt. */
static void test_same_person_begins_anew(void **state)
{
    struct fixture *fixture = *state;
    struct vha_user user;
    let_years_pass(fixture, "mo2.one");
    assert_status(found_anew(fixture, "mo2.one"), VHA_OK, fixture->error);
    assert_status(vha_register_user(fixture->reg, "mo2.one", &user, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(user.role, VHA_MO2);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM access WHERE login = 'mo2.one' "
                                             "AND state = 'withdrawn' AND withdrawn_for = 'idle'"),
                     1);
}

static void test_scope(void **state)
{
    (void)state;
    struct vha_user user = {.scope = "AS CN"};
    assert_true(vha_user_covers(&user, "AS"));
    assert_true(vha_user_covers(&user, "CN"));
    assert_false(vha_user_covers(&user, "A"));
    assert_false(vha_user_covers(&user, "S CN"));
    assert_false(vha_user_covers(&user, ""));
    assert_false(vha_user_covers(&(struct vha_user){.scope = ""}, "AS"));
    assert_true(vha_user_covers(&(struct vha_user){.scope = "all"}, "NE"));
}

static void count_one(void *context, const struct vha_access *access)
{
    int *const count = context;
    ++*count;
    if (strcmp(access->login, "analyst.two") != 0)
        return;
    assert_string_equal(access->state, "granted");
    assert_string_equal(access->post, "Local intelligence team, Central South");
    assert_string_equal(access->supervisor, "Superintendent Three");
    assert_string_equal(access->authorised_on, "2026-09-02");
    assert_string_equal(access->training_on, "2026-08-02");
    assert_string_equal(access->role, "analyst");
    assert_string_equal(access->scope, "AS");
    assert_string_equal(access->steps[2].login, "mo2.one");
    assert_null(access->steps[3].at);
    assert_null(access->last_use);
}

static void test_list(void **state)
{
    struct fixture *fixture = *state;
    fixture_grant(fixture, "analyst.two", VHA_ANALYST, "AS", NULL);
    int count = 0;
    assert_status(vha_register_accesses(fixture->reg, NULL, count_one, &count, &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(count, 2);
    count = 0;
    assert_status(
        vha_register_accesses(fixture->reg, "analyst.two", count_one, &count, &fixture->error),
        VHA_OK, fixture->error);
    assert_int_equal(count, 1);
    assert_true(day(2026, 9, 1) < vha_today());
}

static void note_state(void *context, const struct vha_access *access)
{
    snprintf(context, 16, "%s", access->state);
}

static void expect_listed_as(struct fixture *fixture, const char *login, const char *expected)
{
    char state[16] = "";
    assert_status(vha_register_accesses(fixture->reg, login, note_state, state, &fixture->error),
                  VHA_OK, fixture->error);
    assert_string_equal(state, expected);
}

/* Access that would be refused is not listed as granted, whoever has not come to hear of it. */
static void test_idle_in_the_list(void **state)
{
    struct fixture *fixture = *state;
    fixture_grant(fixture, "analyst.two", VHA_ANALYST, "AS", NULL);
    expect_listed_as(fixture, "analyst.two", "granted");
    let_years_pass(fixture, "analyst.two");
    expect_listed_as(fixture, "analyst.two", "idle");
    expect_listed_as(fixture, "mo2.one", "granted");
    assert_status(withdraw(fixture, "analyst.two"), VHA_OK, fixture->error);
    expect_listed_as(fixture, "analyst.two", "withdrawn");
}

#define WITH_REGISTER(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_REGISTER(test_life_cycle),
        WITH_REGISTER(test_form_must_be_filled_in),
        WITH_REGISTER(test_one_application_at_a_time),
        WITH_REGISTER(test_nobody_authorises_themselves),
        WITH_REGISTER(test_authorisation_must_be_filled_in),
        WITH_REGISTER(test_steps_come_in_order),
        WITH_REGISTER(test_key_is_one_persons),
        WITH_REGISTER(test_what_cannot_be_logged_is_not_granted),
        WITH_REGISTER(test_last_of_mo2_stays),
        WITH_REGISTER(test_one_of_two_can_go),
        WITH_REGISTER(test_register_without_mo2_begins_anew),
        WITH_REGISTER(test_same_person_begins_anew),
        cmocka_unit_test(test_scope),
        WITH_REGISTER(test_list),
        WITH_REGISTER(test_idle_in_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
