/* What is on record around a person, in their record, and the forms that add to it. */
#include "made_person.h"
#include "on_stage.h"

static struct made_person person;

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    made_begin(&person);
    made_child(&person, "2010-11-15");
    made_crime(&person, "2026-03-05", MADE_KNIFE_INJURY);
    fake.explanation = made_explain(&person);
    stage_prepare(&stage);
    stage_begin(&stage, 40, 120);
    return 0;
}

/* Types what belongs into the fields, one after the other; NULL leaves one as it is. */
static void fill(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (texts[i] != NULL)
            stage_type(&stage, texts[i]);
        if (i + 1 < count)
            stage_press(&stage, "Tab");
    }
    stage_press(&stage, "Enter");
}

static void test_options_of_a_child(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Options of the head of CID (SOP 39)");
    stage_expect(&stage, "Strategy meeting and named lead: not considered yet (strategy-meeting)");
    stage_expect(&stage, "Third-party referrals: done on 2026-09-08, lead DI Khan (head.as)");
    stage_expect(&stage, "│     Made \\x1b[2J by phone ");
    stage_expect(&stage, "│     and by letter ");
    assert_int_equal(fake.casework_looks, 1);
    stage_press(&stage, "Tab Tab Shift-Tab Shift-Tab Down");
    assert_int_equal(fake.casework_looks, 1);
    stage_give(&stage, "safeguard strategy-meeting");
    stage_expect(&stage, "Safeguarding decision on 2003/0000000V");
    stage_press(&stage, "Shift-Tab");
    stage_expect(&stage, "Consider a strategy meeting, and a named lead to coordinate");
    stage_press(&stage, "Tab");
    static const char *const texts[] = {"done", "DI Khan", NULL, "Held on Monday"};
    fill(texts, VHA_COUNT(texts));
    assert_string_equal(fake.step, "2003/0000000V 1 1: strategy-meeting done, DI Khan, Held on "
                                   "Monday");
    stage_expect(&stage, "Safeguarding decision 9 is on record.");
    stage_expect(&stage, "Options of the head of CID (SOP 39)"); /* read afresh */
    assert_int_equal(fake.casework_looks, 2);
    stage_give(&stage, "safeguard prayer");
    stage_expect(&stage, "\"prayer\" is no option of SOP 39");
}

static void test_activity_and_its_result(void **state)
{
    (void)state;
    stage_give(&stage, "activity");
    stage_expect(&stage, "This is about somebody whose record is open; open one first.");
    stage_press(&stage, "Esc Esc Enter");
    stage_give(&stage, "activity");
    static const char *const texts[] = {"diversion", NULL, "AS", "Youth club", NULL, NULL};
    fill(texts, VHA_COUNT(texts));
    assert_string_equal(fake.step, "2003/0000000V 1: diversion by AS, Youth club; awaited: ");
    stage_expect(&stage, "Activity 9 is on record.");
    stage_give(&stage, "result 9");
    static const char *const result[] = {"achieved", "Attends"};
    fake.step_refused = true;
    fill(result, VHA_COUNT(result));
    stage_expect(&stage, "The note is missing."); /* the form stays */
    fake.step_refused = false;
    stage_press(&stage, "Enter");
    assert_string_equal(fake.step, "9: achieved: Attends");
    stage_give(&stage, "result x");
    stage_expect(&stage, "\"x\" is no number of an activity.");
}

/* The words that are offered go, and those that tell are refused while they are typed. */
static void test_sharing(void **state)
{
    (void)state;
    person.explanation.dossier.listed = true;
    person.explanation.dossier.person.crime_score = 2875400;
    stage_press(&stage, "Enter");
    stage_give(&stage, "share");
    stage_expect(&stage, "Information about");
    stage_expect(&stage, "2026-03-05, crime report");
    stage_type(&stage, " He is on the VHA.");
    stage_expect(&stage, "\"vha\" tells of the VHA: take it out; share the intelligence itself");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "Known with 2,875.400.");
    stage_expect(&stage, "\"2,875.400, their score\" tells of the VHA: take it out; share the");
    stage_press(&stage, "Ctrl-U");
    static const char *const texts[] = {"Seen with a knife", "YJS", "agreement", "DSA 3",
                                        "At risk",           NULL,  "AS"};
    fill(texts, VHA_COUNT(texts));
    assert_string_equal(
        fake.step, "2003/0000000V 1: [Seen with a knife] to YJS, agreement DSA 3: At risk, AS");
    stage_expect(&stage, "Sharing 9 is on record.");
}

/* What is typed into a form is there in another session, for that form alone, until it is accepted.
 */
static void test_what_is_typed_is_kept(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    stage_give(&stage, "activity");
    stage_type(&stage, "diversion");
    stage_press(&stage, "Tab Tab");
    stage_type(&stage, "AS");
    stage_press(&stage, "Tab");
    stage_type(&stage, "Youth cl");
    stage_wait(&stage, 1000);
    assert_string_equal(fake.draft_of, "Activity around 2003/0000000V ");
    stage_close(&stage); /* as when it is killed */
    stage_begin(&stage, 40, 120);
    stage_press(&stage, "Enter");
    stage_give(&stage, "safeguard referrals");
    assert_false(stage_shows(&stage, "This is what you had written"));
    stage_press(&stage, "Esc");
    stage_give(&stage, "activity");
    stage_expect(&stage, "This is what you had written when you left");
    static const char *const texts[] = {NULL, NULL, NULL, "ub", NULL, NULL};
    fill(texts, VHA_COUNT(texts));
    assert_string_equal(fake.step, "2003/0000000V 1: diversion by AS, Youth club; awaited: ");
    stage_give(&stage, "activity");
    assert_false(stage_shows(&stage, "This is what you had written"));
}

/* A form in which nothing can be kept says so, and can be filled in all the same. */
static void test_what_cannot_be_kept(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    fake.no_drafts = true;
    stage_give(&stage, "result 9");
    stage_expect(&stage, "What you were writing cannot be looked up.");
    stage_type(&stage, "achieved");
    stage_press(&stage, "Esc");
    stage_expect(&stage, "what is in it is lost");
    stage_press(&stage, "Esc");
    fake.no_drafts = false;
    stage_give(&stage, "result 9");
    stage_type(&stage, "achieved");
    fake.no_drafts = true;
    stage_press(&stage, "Esc Esc");
    stage_expect(&stage, "What you are writing cannot be kept.");
}

static void test_who_may_not(void **state)
{
    static const char *const orders[] = {"safeguard", "activity", "share", "result 7"};
    (void)state;
    stage_press(&stage, "Enter");
    fake.refused = true;
    for (size_t i = 0; i < VHA_COUNT(orders); i++) {
        stage_give(&stage, orders[i]);
        stage_expect(&stage, "; ask MO2.");
        stage_press(&stage, "Esc");
    }
    fake.refused = false;
    stage.options.archive = true;
    stage_give(&stage, "activity");
    stage_expect(&stage, "Nothing is decided or logged in a quarter of the archive.");
}

/* Who is refused the look reads why, and nothing else. */
static void test_look_that_is_refused(void **state)
{
    (void)state;
    stage_press(&stage, "Enter Tab");
    fake.refused = true;
    stage.desk.casework++;
    stage_press(&stage, "7");
    stage_expect(&stage, "; ask MO2.");
    assert_false(stage_shows(&stage, "Youth club"));
}

static void test_grown_up(void **state)
{
    (void)state;
    made_begin(&person);
    fake.explanation = made_explain(&person);
    stage_press(&stage, "Enter");
    assert_int_equal(fake.casework_looks, 0);
    stage_give(&stage, "safeguard");
    stage_expect(&stage, "is no child: safeguarding decisions are about those under 18");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_options_of_a_child, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_activity_and_its_result, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sharing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_typed_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_who_may_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_look_that_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_grown_up, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
