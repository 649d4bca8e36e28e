#include "testing.h"

#include "theme.h"

#include <math.h>

static struct theme theme;
static struct vha_error error;

static double channel(uint32_t value)
{
    const double part = (double)value / 255.0;
    return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

/* Relative luminance and contrast as WCAG 2.1 defines them. */
static double luminance(uint32_t rgb)
{
    return 0.2126 * channel(rgb >> 16 & 0xFF) + 0.7152 * channel(rgb >> 8 & 0xFF) +
           0.0722 * channel(rgb & 0xFF);
}

static double contrast(uint32_t one, uint32_t other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

static void assert_contrast(const char *name, size_t role, const char *depth, uint32_t text,
                            uint32_t ground, double least)
{
    if (contrast(text, ground) < least)
        fail_msg("%s: %s with %s colours has a contrast of %.2f, below %.1f", name,
                 theme_roles[role], depth, contrast(text, ground), least);
}

/* Text needs 4.5 (AA), or 7 (AAA) where that is what the theme is for; lines need 3. */
static void check_theme(const char *name, double least)
{
    if (theme_read(SHIPPED_THEMES, name, &theme, &error) != VHA_OK)
        fail_msg("%s", error.message);
    for (size_t role = 0; role < ROLES; role++) {
        const struct look *const look = &theme.looks[role];
        const double needed = role == ROLE_FRAME && least < 7.0 ? 3.0 : least;
        assert_int_not_equal(look->text.indexed, BASIC_DEFAULT);
        assert_int_not_equal(look->ground.indexed, BASIC_DEFAULT);
        assert_contrast(name, role, "all", look->text.rgb, look->ground.rgb, needed);
        assert_contrast(name, role, "256", colour_of_indexed(look->text.indexed),
                        colour_of_indexed(look->ground.indexed), needed);
        assert_contrast(name, role, "16", colour_of_indexed(look->text.basic),
                        colour_of_indexed(look->ground.basic), needed);
    }
}

static void test_shipped_themes_can_be_read_by_everyone(void **state)
{
    (void)state;
    check_theme("dark", 4.5);
    check_theme("light", 4.5);
    check_theme("colour-blind-safe", 4.5);
    check_theme("high-contrast", 7.0);
}

/* What must be told apart is never told apart by colour alone on the same ground. */
static void test_cursor_and_marking_stand_out(void **state)
{
    (void)state;
    static const char *const names[] = {"dark", "light", "colour-blind-safe", "high-contrast"};
    for (size_t i = 0; i < VHA_COUNT(names); i++) {
        assert_int_equal(theme_read(SHIPPED_THEMES, names[i], &theme, &error), VHA_OK);
        const struct look *const body = &theme.looks[ROLE_BODY];
        assert_int_not_equal(theme.looks[ROLE_CURSOR].ground.rgb, body->ground.rgb);
        assert_int_not_equal(theme.looks[ROLE_MARKING].ground.rgb, body->ground.rgb);
        assert_int_not_equal(theme.looks[ROLE_FLAG].attributes & LOOK_BOLD, 0);
    }
}

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
        cmocka_unit_test(test_shipped_themes_can_be_read_by_everyone),
        cmocka_unit_test(test_cursor_and_marking_stand_out),
        cmocka_unit_test(test_mono_uses_no_colour),
        cmocka_unit_test(test_faults_are_named_with_their_place),
        cmocka_unit_test(test_unknown_theme_lists_those_there_are),
        cmocka_unit_test(test_nearest_of_256),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
