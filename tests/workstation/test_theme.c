#include "testing.h"

#include "theme.h"

static struct theme theme;
static struct vha_error error;

static void test_mono_uses_no_colour(void **state)
{
    (void)state;
    struct theme built_in;
    assert_int_equal(theme_read(SHIPPED_THEMES, "mono", &theme, &error), VHA_OK);
    theme_mono(&built_in);
    assert_true(theme.mono);
    for (size_t role = 0; role < ROLES; role++) {
        assert_int_equal(theme.looks[role].text.indexed, BASIC_DEFAULT);
        assert_int_equal(theme.looks[role].attributes, built_in.looks[role].attributes);
    }
    assert_int_not_equal(theme.looks[ROLE_CURSOR].attributes, 0);
}

static void assert_refused(const char *text, const char *place, const char *words)
{
    assert_int_equal(theme_parse("t.yaml", text, strlen(text), &theme, &error), VHA_BAD_CONFIG);
    if (strncmp(error.message, place, strlen(place)) != 0 || strstr(error.message, words) == NULL)
        fail_msg("expected \"%s\" and \"%s\" in: %s", place, words, error.message);
}

static void test_faults_are_named_with_their_place(void **state)
{
    (void)state;
    assert_refused("roles:\n  boddy: {}\n", "t.yaml:2:3: ", "did you mean \"body\"?");
    assert_refused("roles:\n  body: {}\n", "t.yaml:1:1: ", "muted is missing");
    assert_refused("colours:\n  ink: {colour: \"#12345\", basic: red}\nroles: {}\n",
                   "t.yaml:2:17: ", "#rrggbb");
    assert_refused("colours:\n  ink: {colour: 256, basic: red}\nroles: {}\n",
                   "t.yaml:2:17: ", "256");
    assert_refused("colours:\n  ink: {colour: 9, basic: reddish}\nroles: {}\n",
                   "t.yaml:2:27: ", "reddish");
    assert_refused("colours:\n  ink: {colour: 9, basic: red}\nroles:\n  body: {text: inc}\n",
                   "t.yaml:4:16: ", "did you mean \"ink\"?");
    assert_refused("roles:\n  body: {attributes: [blink]}\n", "t.yaml:2:23: ", "blink");
    assert_refused("colors: {}\nroles: {}\n", "t.yaml:1:1: ", "did you mean \"colours\"?");
}

static void test_unknown_theme_lists_those_there_are(void **state)
{
    (void)state;
    assert_int_equal(theme_read(SHIPPED_THEMES, "drak", &theme, &error), VHA_BAD_CONFIG);
    assert_non_null(strstr(error.message, "high-contrast"));
    /* A name is a name, never a way to another folder. */
    assert_int_equal(theme_read(SHIPPED_THEMES, "../themes/dark", &theme, &error), VHA_BAD_CONFIG);
    assert_int_equal(theme_read(SHIPPED_THEMES, "", &theme, &error), VHA_BAD_CONFIG);
}

static void test_nearest_of_256(void **state)
{
    (void)state;
    assert_int_equal(colour_to_indexed(0xFFFFFF), 231);
    assert_int_equal(colour_to_indexed(0x000000), 16);
    assert_int_equal(colour_to_indexed(0x5F87AF), 67);
    assert_int_equal(colour_to_indexed(0x121212), 233);
    for (int i = 16; i < 256; i++)
        assert_int_equal(colour_of_indexed(colour_to_indexed(colour_of_indexed(i))),
                         colour_of_indexed(i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mono_uses_no_colour),
        cmocka_unit_test(test_faults_are_named_with_their_place),
        cmocka_unit_test(test_unknown_theme_lists_those_there_are),
        cmocka_unit_test(test_nearest_of_256),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
