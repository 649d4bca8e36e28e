#include "testing.h"

#include "looks.h"
#include "orders.h"

#include <sys/stat.h>
#include <unistd.h>

static struct stage stage;

static void begin_looks(void)
{
    struct vha_error error;
    if (looks_begin(&stage.desk.looks, &stage.options, &error) != VHA_OK)
        fail_msg("%s", error.message);
}

static int open_stage(void **state)
{
    (void)state;
    unsetenv("NO_COLOR");
    fake_reset(77);
    stage_open(&stage, 24, 80);
    begin_looks();
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    unsetenv("NO_COLOR");
    stage_close(&stage);
    return 0;
}

static const char *last_row(void)
{
    return stage_row(&stage, stage.canvas.rows - 1);
}

static const char *row_above(void)
{
    return stage_row(&stage, stage.canvas.rows - 2);
}

static void expect_painted_in(const char *name)
{
    struct theme theme;
    struct vha_error error;
    assert_int_equal(theme_read(stage.options.themes_folder, name, &theme, &error), VHA_OK);
    const struct theme *const painted = looks_theme(&stage.desk.looks);
    for (size_t role = 0; role < ROLES; role++) {
        assert_int_equal(painted->looks[role].text.rgb, theme.looks[role].text.rgb);
        assert_int_equal(painted->looks[role].ground.rgb, theme.looks[role].ground.rgb);
        assert_int_equal(painted->looks[role].attributes, theme.looks[role].attributes);
    }
}

static void expect_in_force(const char *name)
{
    assert_string_equal(stage.desk.looks.name, name);
    assert_false(stage.desk.looks.previewing);
    expect_painted_in(name);
}

/* ------------------------------------------------------------------------------------- choosing */

static void test_begins_with_that_of_the_options_or_the_settings(void **state)
{
    (void)state;
    expect_in_force("dark");
    stage.options.theme = "light";
    begin_looks();
    expect_in_force("light");
    struct vha_error error;
    stage.options.theme = "lihgt";
    assert_int_equal(looks_begin(&stage.desk.looks, &stage.options, &error), VHA_BAD_CONFIG);
    assert_non_null(strstr(error.message, "colour-blind-safe, dark, high-contrast, light, mono"));
}

static void test_the_key_goes_through_all_of_them(void **state)
{
    (void)state;
    static const char *const expected[] = {"high-contrast", "light", "mono", "colour-blind-safe",
                                           "dark"};
    for (size_t i = 0; i < VHA_COUNT(expected); i++) {
        char words[64];
        stage_press(&stage, "T");
        expect_in_force(expected[i]);
        snprintf(words, sizeof words, "Theme %s, %zu of 5.", expected[i], (i + 2) % 5 + 1);
        assert_non_null(strstr(last_row(), words));
    }
    stage_press(&stage, "j");
    assert_null(strstr(last_row(), "Theme"));
}

static void test_the_key_means_the_same_on_every_screen(void **state)
{
    (void)state;
    stage_press(&stage, "Enter T");
    expect_in_force("high-contrast");
    stage_resize(&stage, 60, 100);
    stage_press(&stage, "? T");
    expect_in_force("light");
    assert_true(stage_shows(&stage, "the next theme of colours"));
}

static void test_a_theme_by_its_name(void **state)
{
    (void)state;
    stage_press(&stage, ":");
    stage_type(&stage, "theme light");
    stage_press(&stage, "Enter");
    expect_in_force("light");
    assert_non_null(strstr(last_row(), "Theme light."));
    stage_press(&stage, ":");
    stage_type(&stage, "theme");
    stage_press(&stage, "Enter");
    expect_in_force("mono");
    stage_press(&stage, ":");
    stage_type(&stage, "theme col"); /* no other one begins so */
    stage_press(&stage, "Enter");
    expect_in_force("colour-blind-safe");
}

static void test_a_wrong_name_changes_nothing(void **state)
{
    (void)state;
    stage_press(&stage, ":");
    stage_type(&stage, "theme lihgt");
    assert_non_null(strstr(row_above(), "did you mean \"light\"?"));
    stage_press(&stage, "Enter");
    assert_non_null(strstr(row_above(), "There is no theme \"lihgt\"; did you mean \"light\"?"));
    assert_string_equal(last_row(), ":theme lihgt");
    stage_press(&stage, "Ctrl-W");
    stage_type(&stage, "../themes/dark");
    stage_press(&stage, "Enter");
    assert_non_null(strstr(row_above(), "There is no theme"));
    stage_press(&stage, "Esc");
    expect_in_force("dark");
}

/* ------------------------------------------------------------------------------------ previewing
 */

static void test_what_is_typed_is_shown_at_once(void **state)
{
    (void)state;
    stage_press(&stage, ":");
    stage_type(&stage, "theme ");
    assert_non_null(strstr(row_above(), "colour-blind-safe  dark  high-contrast  light  mono"));
    expect_painted_in("dark");
    stage_type(&stage, "li");
    expect_painted_in("light");
    assert_string_equal(stage.desk.looks.name, "dark");
    assert_non_null(strstr(row_above(), "light: Enter keeps it, Esc goes back to dark."));
    stage_press(&stage, "Backspace Backspace");
    expect_painted_in("dark");
    stage_type(&stage, "mono");
    expect_painted_in("mono");
    stage_type(&stage, "x");
    expect_painted_in("dark");
    stage_press(&stage, "Backspace Esc");
    expect_in_force("dark");
    stage_press(&stage, ":");
    expect_painted_in("dark");
    stage_press(&stage, "Up"); /* the line that was put away comes back with what it shows */
    expect_painted_in("mono");
    stage_press(&stage, "Enter");
    expect_in_force("mono");
}

static void test_candidates_are_shown_one_after_the_other(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "colour-blind-safe", "dark", "high-contrast", "light", "mono", "colour-blind-safe"};
    stage_press(&stage, ":");
    stage_type(&stage, "theme ");
    stage_press(&stage, "Tab");
    for (size_t i = 0; i < VHA_COUNT(expected); i++) {
        stage_press(&stage, "Tab");
        expect_painted_in(expected[i]);
        assert_string_equal(stage.desk.looks.name, "dark");
        assert_non_null(strstr(row_above(), "colour-blind-safe  dark"));
    }
    stage_press(&stage, "Shift-Tab Esc");
    expect_in_force("dark");
}

static void test_an_earlier_order_is_shown_too(void **state)
{
    (void)state;
    stage_press(&stage, ":");
    stage_type(&stage, "theme light");
    stage_press(&stage, "Enter T : Up");
    expect_painted_in("light");
    stage_press(&stage, "Down");
    expect_painted_in("mono");
    stage_press(&stage, "Up Enter");
    expect_in_force("light");
}

/* --------------------------------------------------------------------------------- broken themes
 */

static void copy_theme(const char *folder, const char *name, const char *more)
{
    struct vha_error error;
    char from[512];
    char to[512];
    char *text = NULL;
    size_t length = 0;
    snprintf(from, sizeof from, "%s/dark.yaml", SHIPPED_THEMES);
    snprintf(to, sizeof to, "%s/%s.yaml", folder, name);
    assert_int_equal(vha_read_file(from, 1 << 20, &text, &length, &error), VHA_OK);
    FILE *const file = fopen(to, "w");
    assert_non_null(file);
    fprintf(file, "%s%s", text, more);
    fclose(file);
    free(text);
}

static void test_a_broken_theme_is_told_and_changes_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"one", "two", "three"};
    char folder[] = "/tmp/vha-themes-XXXXXX";
    assert_non_null(mkdtemp(folder));
    copy_theme(folder, "one", "");
    copy_theme(folder, "two", "  swirl: {}\n");
    copy_theme(folder, "three", "");
    stage.options.themes_folder = folder;
    stage.options.theme = "three";
    begin_looks();

    stage_press(&stage, ":");
    stage_type(&stage, "theme two");
    assert_true(stage_shows(&stage, "two.yaml:3"));
    stage_press(&stage, "Enter");
    assert_true(stage_shows(&stage, "swirl"));
    stage_press(&stage, "Esc");
    expect_in_force("three");

    stage_press(&stage, "T"); /* after three comes two, which cannot be taken */
    expect_in_force("one");
    assert_non_null(strstr(last_row(), "Theme one, 1 of 3. Passed over: "));
    copy_theme(folder, "three", "  swirl: {}\n");
    stage_press(&stage, "T");
    assert_string_equal(stage.desk.looks.name, "one");
    assert_non_null(strstr(last_row(), "There is no other theme than one."));

    for (size_t i = 0; i < VHA_COUNT(names); i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s.yaml", folder, names[i]);
        assert_int_equal(unlink(path), 0);
    }
    stage_press(&stage, "T");
    assert_non_null(strstr(last_row(), "There is no other theme than one."));
    assert_int_equal(rmdir(folder), 0);
}

/* -------------------------------------------------------------------------------- without colours
 */

static void expect_no_choice(const char *sentence)
{
    const unsigned version = stage.desk.looks.version;
    stage_press(&stage, "T");
    assert_non_null(strstr(last_row(), sentence));
    stage_press(&stage, ":");
    stage_type(&stage, "theme light");
    assert_non_null(strstr(row_above(), sentence));
    stage_press(&stage, "Enter");
    assert_non_null(strstr(row_above(), sentence));
    stage_press(&stage, "Esc");
    assert_int_equal(stage.desk.looks.version, version);
    assert_true(looks_theme(&stage.desk.looks)->mono);
}

static void test_a_terminal_without_colours_says_so(void **state)
{
    (void)state;
    looks_have_no_colours(&stage.desk.looks);
    expect_no_choice("This terminal shows no colours");
    stage.desk.looks = (struct looks){.theme = {.mono = true}};
    expect_no_choice("Plain mode shows no colours");
}

static void test_no_color_is_obeyed_and_named(void **state)
{
    (void)state;
    setenv("NO_COLOR", "1", 1);
    begin_looks();
    expect_no_choice("NO_COLOR is set");
    stage.options.theme = "light"; /* asked for, by whoever starts it */
    begin_looks();
    expect_in_force("light");
    stage.options.theme = NULL;
    stage.options.captive = true; /* a session over SSH asks the environment for nothing */
    begin_looks();
    expect_in_force("dark");
    stage_press(&stage, "T");
    expect_in_force("high-contrast");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stage, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_begins_with_that_of_the_options_or_the_settings),
        TEST(test_the_key_goes_through_all_of_them),
        TEST(test_the_key_means_the_same_on_every_screen),
        TEST(test_a_theme_by_its_name),
        TEST(test_a_wrong_name_changes_nothing),
        TEST(test_what_is_typed_is_shown_at_once),
        TEST(test_candidates_are_shown_one_after_the_other),
        TEST(test_an_earlier_order_is_shown_too),
        TEST(test_a_broken_theme_is_told_and_changes_nothing),
        TEST(test_a_terminal_without_colours_says_so),
        TEST(test_no_color_is_obeyed_and_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
