/* Who was asked about something answers before anything else is on the screen. */
#include "on_stage.h"

static void begin(const char *question, const char *purpose)
{
    fake.question = question;
    stage_prepare(&stage);
    stage.options.purpose = purpose;
    stage_begin(&stage, 24, 80);
}

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    return 0;
}

static void assert_nothing_of_the_cohort(void)
{
    assert_null(stage.desk.cohort);
    assert_int_equal(fake.selects, 0);
    assert_false(stage_shows(&stage, "2026-Q3"));
}

static void test_asked_before_anything(void **state)
{
    (void)state;
    begin("Why was it opened?\nAt night, too.", "audit: given already");
    stage_expect(&stage, "Audit enquiry 4");
    stage_expect(&stage,
                 "Entry 17 of the audit log, 2026-10-01 23:15 UTC: open 2003/0062845E, done.");
    stage_expect(&stage, "Purpose: safeguard: MACE.");
    stage_expect(&stage, "Without an answer by 2026-10-16 it is flagged to MO2.");
    stage_expect(&stage, "mo5.one asked on 2026-10-02 09:30 UTC:");
    stage_expect(&stage, "Why was it opened?");
    stage_expect(&stage, "At night, too.");
    assert_nothing_of_the_cohort();
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Still missing: Answer.");
    assert_nothing_of_the_cohort();
    assert_int_equal(stage_press(&stage, "Esc") & SCREEN_QUIT, 0);
    stage_expect(&stage, "what is in it is there when you come back");
    assert_int_not_equal(stage_press(&stage, "Esc") & SCREEN_QUIT, 0);
}

/* Answered once more confirmed; then comes what would have come. */
static void test_answered(void **state)
{
    (void)state;
    begin("Why?", NULL);
    stage_type(&stage, "For the MACE");
    stage_press(&stage, "Ctrl-O");
    stage_type(&stage, "meeting");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "An answer is given once and for all");
    assert_string_equal(fake.answer, "");
    stage_press(&stage, "Esc");
    stage_type(&stage, ".");
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.answer, "For the MACE\nmeeting.");
    assert_string_equal(fake.draft, "");
    stage_expect(&stage, "Purpose of this session");
    assert_nothing_of_the_cohort();
}

static void test_then_the_list(void **state)
{
    (void)state;
    begin("Why?", "audit: given already");
    stage_type(&stage, "Because");
    stage_press(&stage, "Enter Enter");
    stage_expect(&stage, "2026-Q3");
    assert_non_null(stage.desk.cohort);
}

/* At a pause, and when it is left; another session finds it. */
static void test_draft_is_kept(void **state)
{
    (void)state;
    begin("Why?", NULL);
    stage_type(&stage, "For the");
    assert_string_equal(fake.draft, "");
    stage_wait(&stage, 1000);
    assert_string_equal(fake.draft, "For the");
    assert_string_equal(fake.draft_of, "enquiry 4");
    stage_type(&stage, " MACE");
    stage_press(&stage, "Esc Esc");
    assert_string_equal(fake.draft, "For the MACE");
    stage_close(&stage);
    begin("Why?", NULL);
    stage_expect(&stage, "For the MACE");
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.answer, "For the MACE");
    assert_string_equal(fake.draft, "");
}

static void test_what_fails_is_told(void **state)
{
    (void)state;
    begin("Why?", NULL);
    fake.refused = true;
    stage_type(&stage, "Because");
    stage_press(&stage, "Enter Enter");
    stage_expect(&stage, "was not asked; ask MO5.");
    assert_nothing_of_the_cohort();
}

/* Questions longer than the screen are scrolled back to. */
static void test_a_long_question(void **state)
{
    char question[2000] = "";
    (void)state;
    for (int i = 1; i <= 30; i++)
        snprintf(question + strlen(question), sizeof question - strlen(question),
                 "Question %d of thirty.\n", i);
    begin(question, NULL);
    stage_expect(&stage, "Question 30 of thirty.");
    assert_false(stage_shows(&stage, "Audit log, "));
    for (int i = 0; i < 60; i++)
        stage_press(&stage, "Up");
    stage_expect(&stage, "You are asked about something that you did");
    assert_false(stage_shows(&stage, "Question 30 of thirty."));
    for (int i = 0; i < 60; i++)
        stage_press(&stage, "Down");
    stage_expect(&stage, "Question 30 of thirty.");
    stage_press(&stage, "Up Up");
    stage_type(&stage, "x"); /* what is typed is seen */
    stage_expect(&stage, "> Answer  x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_asked_before_anything, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_answered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_then_the_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_draft_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_fails_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_long_question, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
