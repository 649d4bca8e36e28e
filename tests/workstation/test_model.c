/* A changed policy tried on the list, on the screen. */
#include "on_stage.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_prepare(&stage);
    return 0;
}

static void begin(const char *order)
{
    stage_begin(&stage, 24, 80);
    stage_give(&stage, order);
}

static bool is_logged(void)
{
    return strcmp(fake.last_action, "model") == 0;
}

static void test_it_is_said_to_run_and_logged_before_it_is_told(void **state)
{
    (void)state;
    begin("model linear-decay");
    stage_expect(&stage, "Model of 2026-Q3: Linear decay");
    stage_expect(&stage, "Running: everybody in the extract is assessed anew.");
    assert_false(is_logged());
    assert_int_equal(fake.models, 0);
    stage_wait(&stage, 0);
    assert_true(is_logged());
    assert_string_equal(fake.last_subject, "2026-Q3");
    assert_string_equal(fake.last_reason, "A policy to \x1b[31mtry");
    stage_expect_not(&stage, "Running");
    stage_expect(&stage, ">A policy to \\x1b[31mtry");
    stage_expect(&stage, " A sentence which is longer");
    stage_expect(&stage, "1 Who enters");
    stage_expect_not(&stage, "said ");
    stage_wait(&stage, 1000); /* once is enough */
    assert_int_equal(fake.models, 1);
    stage_press(&stage, "Esc");
    stage_expect(&stage, "Cohort");
}

static void test_what_cannot_be_logged_is_not_told(void **state)
{
    (void)state;
    begin("model linear-decay");
    fake.audit_fails = true;
    stage_wait(&stage, 0);
    stage_expect(&stage, "the disk is full");
    stage_expect_not(&stage, "Who enters");
    stage_press(&stage, "Enter j 1 Tab"); /* there is nothing to go to */
    stage_expect(&stage, "the disk is full");
}

static void test_what_fails_is_told(void **state)
{
    (void)state;
    fake.model_fails = true;
    begin("model linear-decay");
    stage_wait(&stage, 0);
    stage_expect(&stage, "population.yaml is wrong");
    assert_false(is_logged());
}

static void test_each_line_of_a_person_opens_their_record(void **state)
{
    (void)state;
    begin("model linear-decay");
    stage_wait(&stage, 0);
    stage_press(&stage, "Enter"); /* of nobody */
    stage_expect(&stage, ">A policy");
    stage_press(&stage, "1 j j j");
    stage_expect(&stage, ">  person 1 ");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Why");
    assert_string_equal(fake.last_action, "open");
    stage_expect_not(&stage, "Model of");
    stage_press(&stage, "Esc");
    stage_expect(&stage, ">  person 1 ");
    assert_int_equal(fake.models, 1);
    stage_press(&stage, "2 Up Up Enter"); /* whom the extract does not have */
    stage_expect(&stage, "This was not opened");
}

static void test_moving(void **state)
{
    (void)state;
    begin("model linear-decay");
    stage_wait(&stage, 0);
    stage_press(&stage, "Tab");
    stage_expect(&stage, ">1 Who enters");
    stage_press(&stage, "Tab");
    stage_expect(&stage, ">2 Age");
    stage_press(&stage, "Tab");
    stage_expect(&stage, ">1 Who enters");
    stage_press(&stage, "Shift-Tab Shift-Tab");
    stage_expect(&stage, ">1 Who enters");
    stage_press(&stage, "9");
    stage_expect(&stage, ">1 Who enters");
    stage_press(&stage, "G");
    stage_expect(&stage, ">  Under 18     12");
    stage_expect_not(&stage, "A policy to");
    stage_press(&stage, "PgUp");
    stage_expect(&stage, "A policy to");
    stage_press(&stage, "g");
    stage_expect(&stage, ">A policy to");
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
    stage_expect(&stage, "Running");
    stage_expect_not(&stage, "person 1");
    stage_wait(&stage, 0);
    assert_int_equal(fake.models, 2);
    stage_expect(&stage, "person 1");
}

static void test_those_there_are(void **state)
{
    (void)state;
    begin("model");
    stage_expect(&stage, "Policies to try on the list");
    stage_expect(&stage, "> accused-only");
    stage_expect(&stage, "without-intelligence       Without intelligence");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Model of 2026-Q3: Accused only");
    stage_press(&stage, "Esc G Enter");
    stage_expect(&stage, "Stability of 2026-Q3");
    stage_wait(&stage, 0);
    stage_expect(&stage, "1 Each weight");
    assert_string_equal(fake.last_reason, "stability");
}

static void test_names(void **state)
{
    (void)state;
    begin("model nothing-such");
    stage_expect(&stage,
                 "There is no variant \"nothing-such\"; model alone lists those there are.");
    stage_give(&stage, "model ../keys");
    stage_expect(&stage, "\"../keys\" is no name of a variant");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "model lin");
    stage_press(&stage, "Tab");
    stage_expect(&stage, ":model linear-decay");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "model st");
    stage_press(&stage, "Tab");
    stage_expect(&stage, ":model stability");
}

static void test_not_with_a_part_of_london(void **state)
{
    (void)state;
    snprintf(stage.user.scope, sizeof stage.user.scope, "AS");
    begin("model linear-decay");
    stage_expect(&stage, "a model is of all of London");
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
