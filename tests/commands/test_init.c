#include "program.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void expect_mode(const char *path, mode_t mode)
{
    struct stat about;
    if (stat(path, &about) != 0)
        fail_msg("%s is missing", path);
    assert_int_equal(about.st_mode & 07777, mode);
}

static void test_home_is_made_for_its_owner(void **state)
{
    struct place *place = *state;
    RUN(place, "init");
    expect_success(place);
    expect_text(place->out, place->home);
    expect_mode(place->home, 0700);
    expect_mode(path_in(place, "home/archive"), 0700);
    expect_mode(path_in(place, "home/reports"), 0700);
    expect_mode(path_in(place, "home/config"), 0700);
    expect_mode(place->reg, 0600);
    assert_int_equal(rmdir(path_in(place, "home/config")), 0); /* empty: nothing is copied in */
}

static void test_invoking_account_is_mo2(void **state)
{
    struct place *place = *state;
    RUN(place, "init");
    const struct passwd *account = getpwuid(getuid());
    assert_non_null(account);
    expect_text(place->out, account->pw_name);
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM user WHERE login = '%s' AND role = 'mo2'",
             account->pw_name);
    assert_int_equal(number_of(place, sql), 1);
    assert_int_equal(number_of(place, "SELECT count(*) FROM user"), 1);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'init' AND "
                                      "outcome = 'done'"),
                     1);
}

static void test_second_init_changes_nothing(void **state)
{
    struct place *place = *state;
    RUN(place, "init");
    char before[VHA_SHA256_TEXT_SIZE];
    char after[VHA_SHA256_TEXT_SIZE];
    char *bytes = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(place->reg, 1 << 20, &bytes, &length, NULL), VHA_OK);
    vha_sha256_text(before, bytes, length);
    free(bytes);
    RUN(place, "init");
    expect_failure(place, VHA_CANNOT_CREATE, "already");
    assert_string_equal(place->out, "");
    assert_int_equal(vha_read_file(place->reg, 1 << 20, &bytes, &length, NULL), VHA_OK);
    vha_sha256_text(after, bytes, length);
    free(bytes);
    assert_string_equal(before, after);
}

static void test_home_can_be_named_anywhere(void **state)
{
    struct place *place = *state;
    char one[128];
    char two[128];
    char three[160];
    snprintf(one, sizeof one, "%s/one", place->folder);
    snprintf(two, sizeof two, "%s/two/deep/er", place->folder);
    snprintf(three, sizeof three, "--home=%s/three", place->folder);
    RUN(place, "--home", one, "init");
    expect_success(place);
    RUN(place, "init", "--home", two);
    expect_success(place);
    RUN(place, three, "init");
    expect_success(place);
    expect_mode(path_in(place, "one/register.db"), 0600);
    expect_mode(path_in(place, "two/deep/er/register.db"), 0600);
    expect_mode(path_in(place, "three/register.db"), 0600);
    assert_int_not_equal(access(place->home, F_OK), 0); /* VHA_HOME gave way */
}

static void test_folder_that_may_not_be_written(void **state)
{
    struct place *place = *state;
    place->weak = true;
    assert_int_equal(chmod(place->folder, 0500), 0);
    RUN(place, "init");
    assert_int_equal(chmod(place->folder, 0700), 0);
    expect_failure(place, VHA_CANNOT_CREATE, "Permission denied");
    expect_text(place->errors, place->home);
    assert_int_not_equal(access(place->home, F_OK), 0);
}

static void test_home_that_may_not_be_written(void **state)
{
    struct place *place = *state;
    place->weak = true;
    assert_int_equal(mkdir(place->home, 0500), 0);
    RUN(place, "init");
    expect_failure(place, VHA_CANNOT_CREATE, "Permission denied");
}

static void test_home_that_is_a_file(void **state)
{
    struct place *place = *state;
    write_text(place->home, "no folder");
    RUN(place, "init");
    expect_failure(place, VHA_CANNOT_CREATE, place->home);
}

static void test_existing_folder_is_used_as_it_is(void **state)
{
    struct place *place = *state;
    assert_int_equal(mkdir(place->home, 0750), 0);
    assert_int_equal(chmod(place->home, 0750), 0);
    RUN(place, "init");
    expect_success(place);
    expect_mode(place->home, 0750);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_home_is_made_for_its_owner, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_invoking_account_is_mo2, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_second_init_changes_nothing, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_home_can_be_named_anywhere, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_folder_that_may_not_be_written, place_open,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_home_that_may_not_be_written, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_home_that_is_a_file, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_existing_folder_is_used_as_it_is, place_open,
                                        place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
