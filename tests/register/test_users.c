#include "fixture.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_first_user_is_mo2(void **state)
{
    struct fixture *fixture = *state;
    struct vha_user user;
    assert_status(vha_register_user(fixture->reg, "mo2.one", &user, &fixture->error), VHA_OK,
                  fixture->error);
    assert_string_equal(user.login, "mo2.one");
    assert_string_equal(user.name, "Officer One");
    assert_int_equal(user.role, VHA_MO2);
    assert_true(user.id > 0);
}

static void test_making_is_logged(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE number = 1 "
                                             "AND action = 'init' AND outcome = 'done' "
                                             "AND login = 'mo2.one'"),
                     1);
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(head.number, 1);
}

static void test_stranger_is_told_whom_to_ask(void **state)
{
    struct fixture *fixture = *state;
    struct vha_user user;
    assert_status(vha_register_user(fixture->reg, "nobody.here", &user, &fixture->error),
                  VHA_NO_USER, fixture->error);
    assert_non_null(strstr(fixture->error.message, "nobody.here"));
    assert_non_null(strstr(fixture->error.message, "MO2"));
}

static void test_login_is_no_pattern_and_no_sql(void **state)
{
    struct fixture *fixture = *state;
    static const char *const logins[] = {
        "", "%", "mo2_one", "MO2.ONE", "mo2.one ", "' OR '1'='1", "mo2.one'; DROP TABLE user; --"};
    struct vha_user user;
    for (size_t i = 0; i < VHA_COUNT(logins); i++)
        assert_status(vha_register_user(fixture->reg, logins[i], &user, &fixture->error),
                      VHA_NO_USER, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM user"), 1);
}

static void test_every_role_is_read(void **state)
{
    struct fixture *fixture = *state;
    for (int role = 0; role < VHA_USER_ROLES; role++) {
        const char *name = vha_user_role_name((enum vha_user_role)role);
        fixture_add_user(fixture, name, name);
        struct vha_user user;
        assert_status(vha_register_user(fixture->reg, name, &user, &fixture->error), VHA_OK,
                      fixture->error);
        assert_int_equal((int)user.role, role);
    }
}

static void test_longest_login_and_name_fit(void **state)
{
    struct fixture *fixture = *state;
    char login[64];
    memset(login, 'l', 63);
    login[63] = '\0';
    char name[128];
    memset(name, 'n', 127);
    name[127] = '\0';
    struct vha_error *error = &fixture->error;
    assert_status(register_add_user(fixture->reg, login, name, VHA_ANALYST, "a test", error),
                  VHA_OK, *error);
    struct vha_user user;
    assert_status(vha_register_user(fixture->reg, login, &user, error), VHA_OK, *error);
    assert_string_equal(user.login, login);
    assert_string_equal(user.name, name);
    char longer[65];
    memset(longer, 'x', 64);
    longer[64] = '\0';
    assert_true(register_add_user(fixture->reg, longer, "n", VHA_ANALYST, "a test", error) !=
                VHA_OK);
}

static void test_existing_register_is_left_alone(void **state)
{
    struct fixture *fixture = *state;
    fixture_add_user(fixture, "analyst.two", "analyst");
    assert_status(vha_register_create(fixture->path, "usurper", "Somebody", &fixture->error),
                  VHA_CANNOT_CREATE, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM user"), 2);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM user WHERE login = 'usurper'"),
                     0);
}

static void test_dangling_link_is_no_place(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(symlink("/nonexistent/elsewhere.db", fixture->path), 0);
    assert_status(vha_register_create(fixture->path, "one", "One", &fixture->error),
                  VHA_CANNOT_CREATE, fixture->error);
}

static void test_only_the_owner_may_read(void **state)
{
    struct fixture *fixture = *state;
    struct stat about;
    assert_int_equal(stat(fixture->path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    char beside[128];
    snprintf(beside, sizeof beside, "%s-wal", fixture->path);
    assert_int_equal(stat(beside, &about), 0); /* the write-ahead log of the open connection */
    assert_int_equal(about.st_mode & 07777, 0600);
}

static void test_missing_folder_is_named(void **state)
{
    struct fixture *fixture = *state;
    assert_status(vha_register_create("/nonexistent/register.db", "one", "One", &fixture->error),
                  VHA_CANNOT_CREATE, fixture->error);
    assert_non_null(strstr(fixture->error.message, "/nonexistent/register.db"));
}

static void test_failed_making_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    assert_true(vha_register_create(fixture->path, "", "No login", &fixture->error) != VHA_OK);
    assert_int_not_equal(access(fixture->path, F_OK), 0);
    assert_int_equal(rmdir(fixture->folder), 0); /* nothing else in it either */
    assert_int_equal(mkdir(fixture->folder, 0700), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_first_user_is_mo2, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_making_is_logged, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_stranger_is_told_whom_to_ask, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_login_is_no_pattern_and_no_sql, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_every_role_is_read, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_longest_login_and_name_fit, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_existing_register_is_left_alone, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_dangling_link_is_no_place, fixture_folder,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_only_the_owner_may_read, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_missing_folder_is_named, fixture_folder,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_failed_making_leaves_nothing, fixture_folder,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
