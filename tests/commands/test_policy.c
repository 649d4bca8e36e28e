#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char default_policy[] = VHA_SOURCE_DIR "/config/policy.yaml";

/* The default policy with its first `old` put right to `new`, written into the place. */
static const char *changed_policy(struct place *place, const char *name, const char *old,
                                  const char *new)
{
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(default_policy, 1 << 20, &text, &length, NULL), VHA_OK);
    const char *found = strstr(text, old);
    assert_non_null(found);
    char *changed = NULL;
    assert_true(
        asprintf(&changed, "%.*s%s%s", (int)(found - text), text, new, found + strlen(old)) > 0);
    const char *path = path_in(place, name);
    write_text(path, changed);
    free(changed);
    free(text);
    return path;
}

static void test_default_policy_is_valid(void **state)
{
    struct place *place = *state;
    RUN(place, "policy", "check", default_policy);
    expect_success(place);
    expect_text(place->out, "is a valid policy");
}

static void test_fault_is_named_with_its_place(void **state)
{
    struct place *place = *state;
    RUN(place, "policy", "check", changed_policy(place, "wrong.yaml", "inclusion:", "inclusoin:"));
    expect_failure(place, VHA_BAD_CONFIG, "wrong.yaml:");
    expect_text(place->errors, "inclusoin");
    expect_text(place->errors, "did you mean \"inclusion\"?");
    assert_string_equal(place->out, "");
    int line = 0;
    int column = 0;
    const char *at = strstr(place->errors, "wrong.yaml:");
    assert_int_equal(sscanf(at, "wrong.yaml:%d:%d:", &line, &column), 2);
    assert_true(line > 1);
    assert_int_equal(column, 1);
}

static void test_files_that_are_none(void **state)
{
    struct place *place = *state;
    RUN(place, "policy", "check", "/nonexistent/policy.yaml");
    expect_failure(place, VHA_NO_INPUT, "/nonexistent/policy.yaml");
    RUN(place, "policy", "check", place->folder);
    expect_failure(place, VHA_NO_INPUT, "folder");
    const char *garbage = path_in(place, "garbage.yaml");
    write_text(garbage, "\x01\x02 no policy: [");
    RUN(place, "policy", "check", garbage);
    expect_failure(place, VHA_BAD_CONFIG, "garbage.yaml:1:");
    write_text(garbage, "");
    RUN(place, "policy", "check", garbage);
    expect_failure(place, VHA_BAD_CONFIG, "garbage.yaml");
}

static void test_show_tells_the_policy_in_force(void **state)
{
    struct place *place = *state;
    RUN(place, "policy", "show");
    expect_success(place);
    expect_text(place->out, "HOMICIDE");
    expect_text(place->out, "assumed");
    char *installed = strdup(place->out);
    RUN(place, "policy", "show", default_policy);
    expect_success(place);
    assert_string_equal(place->out, installed);
    changed_policy(place, "home/config/policy.yaml", "VHA default policy", "Policy of this home");
    RUN(place, "policy", "show");
    expect_success(place);
    expect_text(place->out, "Policy of this home");
    free(installed);
}

static void test_file_whose_name_looks_like_an_option(void **state)
{
    struct place *place = *state;
    RUN(place, "policy", "check", "--", "--policy");
    expect_failure(place, VHA_NO_INPUT, "--policy");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_default_policy_is_valid, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_fault_is_named_with_its_place, place_open,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_files_that_are_none, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_show_tells_the_policy_in_force, place_with_home,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_file_whose_name_looks_like_an_option, place_open,
                                        place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
