/* A changed policy tried on the list, on the screen. */
#include "testing.h"

static struct stage stage;

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_prepare(&stage);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static void assert_shows(const char *text)
{
    if (!stage_shows(&stage, text))
        fail_msg("\"%s\" is not on the screen:\n%s", text, stage_text(&stage));
}

static void assert_hides(const char *text)
{
    if (stage_shows(&stage, text))
        fail_msg("\"%s\" is on the screen:\n%s", text, stage_text(&stage));
}

static void give(const char *order)
{
    stage_press(&stage, ": Ctrl-U");
    stage_type(&stage, order);
    stage_press(&stage, "Enter");
}

static void begin(const char *order)
{
    stage_begin(&stage, 24, 80);
    give(order);
}

static bool is_logged(void)
{
    return strcmp(fake.last_action, "model") == 0;
}

static void test_it_is_said_to_run_and_logged_before_it_is_told(void **state)
{
    (void)state;
    begin("model linear-decay");
    assert_shows("Model of 2026-Q3: Linear decay");
    assert_shows("Running: everybody in the extract is assessed anew.");
    assert_false(is_logged());
    assert_int_equal(fake.models, 0);
    stage_wait(&stage, 0);
    assert_true(is_logged());
    assert_string_equal(fake.last_subject, "2026-Q3");
    assert_string_equal(fake.last_reason, "A policy to \x1b[31mtry");
    assert_hides("Running");
    assert_shows(">A policy to \\x1b[31mtry");
    assert_shows(" A sentence which is longer");
    assert_shows("1 Who enters");
    assert_hides("said ");
    stage_wait(&stage, 1000); /* once is enough */
    assert_int_equal(fake.models, 1);
    stage_press(&stage, "Esc");
    assert_shows("Cohort");
}

static void test_what_cannot_be_logged_is_not_told(void **state)
{
    (void)state;
    begin("model linear-decay");
    fake.audit_fails = true;
    stage_wait(&stage, 0);
    assert_shows("the disk is full");
    assert_hides("Who enters");
    stage_press(&stage, "Enter j 1 Tab"); /* there is nothing to go to */
    assert_shows("the disk is full");
}

static void test_what_fails_is_told(void **state)
{
    (void)state;
    fake.model_fails = true;
    begin("model linear-decay");
    stage_wait(&stage, 0);
    assert_shows("population.yaml is wrong");
    assert_false(is_logged());
}

static void test_each_line_of_a_person_opens_their_record(void **state)
{
    (void)state;
    begin("model linear-decay");
    stage_wait(&stage, 0);
    stage_press(&stage, "Enter"); /* of nobody */
    assert_shows(">A policy");
    stage_press(&stage, "1 j j j");
    assert_shows(">  person 1 ");
    stage_press(&stage, "Enter");
    assert_shows("Why");
    assert_string_equal(fake.last_action, "open");
    assert_hides("Model of");
    stage_press(&stage, "Esc");
    assert_shows(">  person 1 ");
    assert_int_equal(fake.models, 1);
    stage_press(&stage, "2 Up Up Enter"); /* whom the extract does not have */
    assert_shows("This was not opened");
}

static void test_moving(void **state)
{
    (void)state;
    begin("model linear-decay");
    stage_wait(&stage, 0);
    stage_press(&stage, "Tab");
    assert_shows(">1 Who enters");
    stage_press(&stage, "Tab");
    assert_shows(">2 Age");
    stage_press(&stage, "Tab");
    assert_shows(">1 Who enters");
    stage_press(&stage, "Shift-Tab Shift-Tab");
    assert_shows(">1 Who enters");
    stage_press(&stage, "9");
    assert_shows(">1 Who enters");
    stage_press(&stage, "G");
    assert_shows(">  Under 18     12");
    assert_hides("A policy to");
    stage_press(&stage, "PgUp");
    assert_shows("A policy to");
    stage_press(&stage, "g");
    assert_shows(">A policy to");
}

/* A removal takes effect at once: nobody who is off the list goes on being named. */
static void test_a_removal_has_it_run_again(void **state)
{
    (void)state;
    begin("model linear-decay");
    stage_wait(&stage, 0);
    assert_int_equal(fake.models, 1);
    stage.desk.removals++;
    stage_draw(&stage);
    assert_shows("Running");
    assert_hides("person 1");
    stage_wait(&stage, 0);
    assert_int_equal(fake.models, 2);
    assert_shows("person 1");
}

static void test_those_there_are(void **state)
{
    (void)state;
    begin("model");
    assert_shows("Policies to try on the list");
    assert_shows("> accused-only");
    assert_shows("without-intelligence       Without intelligence");
    stage_press(&stage, "Enter");
    assert_shows("Model of 2026-Q3: Accused only");
    stage_press(&stage, "Esc G Enter");
    assert_shows("Stability of 2026-Q3");
    stage_wait(&stage, 0);
    assert_shows("1 Each weight");
    assert_string_equal(fake.last_reason, "stability");
}

static void test_names(void **state)
{
    (void)state;
    begin("model nothing-such");
    assert_shows("There is no variant \"nothing-such\"; model alone lists those there are.");
    give("model ../keys");
    assert_shows("\"../keys\" is no name of a variant");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "model lin");
    stage_press(&stage, "Tab");
    assert_shows(":model linear-decay");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "model st");
    stage_press(&stage, "Tab");
    assert_shows(":model stability");
}

static void test_not_with_a_part_of_london(void **state)
{
    (void)state;
    snprintf(stage.user.scope, sizeof stage.user.scope, "AS");
    begin("model linear-decay");
    assert_shows("a model is of all of London");
    assert_int_equal(fake.models, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_it_is_said_to_run_and_logged_before_it_is_told),
        TEST(test_what_cannot_be_logged_is_not_told),
        TEST(test_what_fails_is_told),
        TEST(test_each_line_of_a_person_opens_their_record),
        TEST(test_moving),
        TEST(test_a_removal_has_it_run_again),
        TEST(test_those_there_are),
        TEST(test_names),
        TEST(test_not_with_a_part_of_london),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
