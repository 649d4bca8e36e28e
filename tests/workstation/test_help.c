/* The help is there on every screen, and while anything is typed. */
#include "on_stage.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(60);
    stage_open(&stage, 24, 80);
    return 0;
}

/* By each of its keys, and back to where it was asked for. */
static void expect_help(const char *title)
{
    static const char *const keys[] = {"?", "F1"};
    for (size_t i = 0; i < VHA_COUNT(keys); i++) {
        char heading[80];
        const size_t screens = stage.desk.screen_count;
        snprintf(heading, sizeof heading, "Keys of %s", title);
        stage_press(&stage, keys[i]);
        if (!stage_shows(&stage, heading))
            fail_msg("\"%s\" is not on the screen:\n%s", heading, stage_text(&stage));
        stage_press(&stage, "Esc");
        assert_int_equal(stage.desk.screen_count, screens);
        assert_false(stage_shows(&stage, heading));
    }
}

static void test_on_the_list(void **state)
{
    (void)state;
    expect_help("the list");
    stage_press(&stage, "Tab");
    expect_help("the list");
    stage_press(&stage, "Tab");
    expect_help("the list");
}

static void test_on_each_screen(void **state)
{
    static const struct {
        const char *key;
        const char *title;
    } screens[] = {
        {"Enter", "a record"},
        {"o", "the overview"},
        {"v", "your views"},
        {"w", "the columns"},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(screens); i++) {
        stage_press(&stage, screens[i].key);
        expect_help(screens[i].title);
        stage_press(&stage, "Esc");
        assert_int_equal(stage.desk.screen_count, 1);
    }
}

static void test_on_a_message(void **state)
{
    (void)state;
    desk_push(&stage.desk, message_screen("To be read", "Something."));
    stage_draw(&stage);
    expect_help("a message");
}

static void test_on_the_help(void **state)
{
    (void)state;
    stage_press(&stage, "?");
    stage_press(&stage, "?");
    assert_true(stage_shows(&stage, "Keys of the help"));
    stage_press(&stage, "Esc");
    assert_true(stage_shows(&stage, "Keys of the list"));
}

/* A question mark is text there; the other key is not. */
static void test_while_searching(void **state)
{
    (void)state;
    stage_press(&stage, "/");
    stage_type(&stage, "kow?");
    stage_press(&stage, "Backspace F1");
    assert_true(stage_shows(&stage, "Keys of the list"));
    stage_press(&stage, "Esc /");
    assert_true(stage_shows(&stage, "report: /kow"));
    stage_type(&stage, "al");
    assert_true(stage_shows(&stage, "report: /kowal"));
}

static void test_while_a_command_is_typed(void **state)
{
    (void)state;
    stage_press(&stage, "o");
    stage_type(&stage, ":sort na");
    stage_press(&stage, "F1");
    assert_true(stage_shows(&stage, "Keys of the overview"));
    stage_press(&stage, "Esc");
    assert_false(stage.desk.prompt.open);
    stage_type(&stage, ":");
    assert_true(stage_shows(&stage, ":sort na"));
}

/* What has to be filled in before anything is shown stays to be filled in. */
static void test_on_a_form(void **state)
{
    (void)state;
    desk_push(&stage.desk, purpose_screen(&stage.desk));
    stage_draw(&stage);
    assert_true(stage_shows(&stage, "Purpose of this session"));
    stage_press(&stage, "F1");
    assert_true(stage_shows(&stage, "Keys of a form"));
    stage_type(&stage, ":");
    assert_false(stage.desk.prompt.open);
    assert_true(stage_shows(&stage, "First go back, and finish what is being typed there."));
    stage_press(&stage, "Esc");
    assert_true(stage_shows(&stage, "Purpose of this session"));
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_on_the_list), TEST(test_on_each_screen),  TEST(test_on_a_message),
        TEST(test_on_the_help), TEST(test_while_searching), TEST(test_while_a_command_is_typed),
        TEST(test_on_a_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
