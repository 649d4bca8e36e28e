/* A crime report assessed in or out on the screen: the questions, going back, the decision. */
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
    stage_begin(&stage, 48, 160);
    stage_press(&stage, ": Ctrl-U");
    stage_type(&stage, order);
    stage_press(&stage, "Enter");
}

static bool is_recorded(void)
{
    return strcmp(fake.last_action, "assess") == 0;
}

#define TO_THE_END "2 1 2 3 2 1 2" /* no CCTV, and a forensic examination alone: out */

static void test_each_answer_leads_on(void **state)
{
    (void)state;
    begin("assess 0123456/26");
    stage_expect(&stage, "Crime assessment of 0123456/26");
    stage_expect(&stage, "Is the offence on the current list of mandatory crimes?");
    stage_expect(&stage, "> 1  yes");
    stage_expect_not(&stage, "willing to support");
    stage_press(&stage, "2");
    stage_expect(&stage,
                 "Mandatory crimes. Is the offence on the current list of mandatory crimes?");
    stage_expect(&stage, "Is the victim willing to support a police prosecution");
    stage_press(&stage, "1 Down Enter"); /* a victim; the suspect is not known */
    stage_expect(&stage, "3  other: any other, such as assault, public order or burglary");
    stage_press(&stage, "8 0"); /* no such answers */
    stage_expect(&stage, "3: value");
    stage_press(&stage, "3 2 1 2");
    stage_expect(&stage,
                 "Assessed out: no CCTV is known to exist; a forensic examination is the only");
    stage_expect_not(&stage, "The victim must be told");
    assert_false(is_recorded());
    stage_press(&stage, "Enter");
    stage_expect(&stage, "This is on record.");
    stage_expect(&stage, "To do: Request a Scene of Crime Officer via CRIS and CAD.");
    stage_expect(&stage, "Document the decision and its rationale in the DETS pages");
    stage_expect(&stage, "The victim must be told:");
    stage_expect(&stage, "The victim must be told, whatever the decision:");
    stage_expect_not(&stage, "do not want the police to investigate");
    assert_true(is_recorded());
    assert_string_equal(fake.last_subject, "0123456/26");
    assert_string_equal(fake.last_reason, "assessed out: no CCTV is known to exist; a forensic "
                                          "examination is the only lead");
    const unsigned audits = fake.audits;
    stage_press(&stage, "1 2 Left Enter"); /* it stays as it is */
    stage_expect(&stage,
                 "5: forensic leads. Is a forensic examination the only investigative lead? yes");
    assert_int_equal(fake.audits, audits);
    stage_press(&stage, "Esc");
    stage_expect(&stage, "Cohort");
}

static void test_an_earlier_answer_is_changed(void **state)
{
    (void)state;
    begin("assess");
    stage_press(&stage, TO_THE_END);
    stage_expect(&stage, "Assessed out");
    stage_press(&stage, "Left");
    stage_expect(&stage, "> 2  no");
    stage_expect(&stage, "Is there a public interest");
    stage_press(&stage, "Left Left");
    stage_expect(&stage, "Is CCTV footage known to exist?");
    stage_press(&stage, "g Down Enter"); /* on what was said of the victim */
    stage_expect(&stage, "> 1  yes");
    stage_expect(&stage, "Is the victim willing");
    stage_expect_not(&stage, "Is the suspect identified");
    stage_press(&stage, "2");
    stage_expect(&stage, "Assessed out: the victim does not support a prosecution.");
    stage_press(&stage, "1");
    stage_expect(&stage, "do not want the police to investigate");
    assert_string_equal(fake.last_reason, "assessed out: the victim does not support a "
                                          "prosecution");
    assert_string_equal(fake.last_subject, "");
}

static void test_nothing_is_left_by_a_slip(void **state)
{
    (void)state;
    begin("assess");
    stage_press(&stage, "Left 2 Esc");
    stage_expect(&stage, "Nothing is recorded yet; Esc once more leaves, and keeps the answers.");
    stage_press(&stage, "1 Esc");
    stage_expect(&stage, "Nothing is recorded yet");
    stage_press(&stage, "Esc");
    stage_expect(&stage, "Cohort");
    assert_false(is_recorded());
}

#define GOES_ON "You had given answers when you left, and go on with them"

static void test_answers_are_kept_until_it_is_on_record(void **state)
{
    (void)state;
    begin("assess 5/26");
    stage_expect_not(&stage, GOES_ON);
    stage_press(&stage, "2");
    assert_string_equal(fake.draft_of, "answers 5/26");
    stage_press(&stage, "1");
    assert_string_equal(fake.draft, "mandatory=no\nvictim=yes\n"); /* at once */
    stage_press(&stage, "Esc Esc");
    stage_give(&stage, "assess 6/26"); /* of another report */
    stage_expect_not(&stage, GOES_ON);
    stage_press(&stage, "Esc");
    stage_give(&stage, "assess 5/26");
    stage_expect(&stage, GOES_ON);
    stage_expect(&stage, "nothing is recorded yet.");
    stage_expect(&stage, "> 1  yes");
    stage_expect(&stage, "Is the suspect identified");
    stage_press(&stage, "Left Left");
    stage_expect_not(&stage, GOES_ON);
    assert_string_equal(fake.draft, "");
    stage_press(&stage, "2 2");
    assert_string_equal(fake.draft, "mandatory=no\nvictim=no\n");
    stage_press(&stage, "1");
    stage_expect(&stage, "This is on record.");
    stage_expect_not(&stage, GOES_ON);
    stage_press(&stage, "Esc");
    stage_give(&stage, "assess 5/26");
    stage_expect_not(&stage, GOES_ON);
    stage_expect(&stage, "mandatory crimes?");
}

/* What a supervisor was to say goes with it, whoever decides in the end. */
static void test_a_rationale_is_forgotten_with_its_assessment(void **state)
{
    (void)state;
    begin("assess");
    stage_press(&stage, "2 2 2 Tab");
    stage_type(&stage, "PS Grey");
    stage_press(&stage, "Esc Esc");
    assert_string_equal(fake.draft_of, "assess ");
    assert_non_null(strstr(fake.draft, "PS Grey"));
    stage_press(&stage, "2");
    stage_expect(&stage, "PS Grey");
    stage_press(&stage, "Esc Esc 1");
    stage_expect(&stage, "This is on record.");
    assert_string_equal(fake.draft_of, "assess ");
    assert_string_equal(fake.draft, "");
}

static void test_answers_that_cannot_be_kept(void **state)
{
    (void)state;
    begin("assess 5/26");
    fake.no_drafts = true;
    stage_press(&stage, "2 Esc");
    stage_expect(&stage, "Esc once more leaves and loses the answers.");
    fake.no_drafts = false;
    stage_press(&stage, "1 Esc");
    stage_expect(&stage, "Esc once more leaves, and keeps the answers.");
    stage_press(&stage, "Esc");
    fake.no_drafts = true;
    stage_give(&stage, "assess 5/26");
    stage_expect(&stage, "What you were writing cannot be looked up.");
    fake.no_drafts = false;
    stage_press(&stage, "1"); /* and is not written over */
    assert_string_equal(fake.draft, "mandatory=no\nvictim=yes\n");
}

static void test_the_cursor_is_in_sight(void **state)
{
    (void)state;
    begin("assess");
    stage_resize(&stage, 24, 80);
    stage_press(&stage, "2 1 2 3 1 1 2 2"); /* as far as the other leads */
    stage_expect(&stage, "> 1  tracking-active");
    stage_expect_not(&stage, "Mandatory crimes");
    stage_press(&stage, "Up Up Up Up Up Up Up Up Up Up");
    stage_expect(&stage, "> Mandatory crimes. ");
    stage_press(&stage, "G");
    stage_expect(&stage, "> 5  none");
}

#define BECAUSE "Three more thefts by the same man on the same evening."

static void test_a_supervisor_decides_otherwise(void **state)
{
    (void)state;
    begin("assess 77/26");
    stage_press(&stage, "2 2 2");
    stage_expect(&stage, "A supervisor's decision");
    stage_expect(&stage, "(o) in");
    stage_press(&stage, "Tab");
    stage_type(&stage, "PS Grey");
    stage_press(&stage, "Tab");
    stage_type(&stage, "Short.");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "The rationale that was discussed has at least 40 letters.");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, BECAUSE);
    stage_press(&stage, "Enter");
    stage_expect(&stage, "The decision 'in' is then on record");
    stage_wait(&stage, 2000);
    assert_string_equal(fake.draft_of, "assess 77/26");
    fake.audit_fails = true;
    stage_press(&stage, "Enter");
    stage_expect(&stage, "the disk is full");
    assert_false(is_recorded());
    fake.audit_fails = false;
    stage_press(&stage, "Enter Enter");
    stage_expect(&stage, "Decided in, by the supervisor PS Grey.");
    stage_expect(&stage, "Rationale: " BECAUSE);
    stage_expect(&stage, "That there will be a further investigation");
    assert_string_equal(fake.last_reason, "assessed out: the victim does not support a "
                                          "prosecution; decided in by PS Grey: " BECAUSE);
}

static void test_what_is_left_to_a_supervisor(void **state)
{
    (void)state;
    begin("assess");
    stage_press(&stage, "1 3");
    stage_expect(&stage, "A supervisor decides: doubt whether the GBH is technical");
    stage_press(&stage, "2");
    stage_expect(&stage, "( ) in   further investigation"); /* none is chosen beforehand */
    stage_expect(&stage, "( ) out");
    stage_press(&stage, "Esc Enter");
    stage_expect(&stage, "This is on record.");
    stage_expect_not(&stage, "The victim must be told");
}

static void test_what_cannot_be_logged_is_not_decided(void **state)
{
    (void)state;
    begin("assess");
    stage_press(&stage, "2 2");
    fake.audit_fails = true;
    stage_press(&stage, "1");
    stage_expect(&stage, "This was not recorded");
    stage_expect(&stage, "the disk is full");
    fake.audit_fails = false;
    stage_press(&stage, "Esc");
    stage_expect_not(&stage, "The victim must be told");
    stage_press(&stage, "1");
    stage_expect(&stage, "The victim must be told");
}

static void test_a_table_that_cannot_be_read(void **state)
{
    (void)state;
    stage.options.assessment_path = "/nowhere/crime-assessment.yaml";
    begin("assess");
    stage_expect(&stage, "/nowhere/crime-assessment.yaml");
    stage_expect_not(&stage, "Mandatory crimes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_answer_leads_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_earlier_answer_is_changed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_is_left_by_a_slip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_answers_are_kept_until_it_is_on_record, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_rationale_is_forgotten_with_its_assessment, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_answers_that_cannot_be_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_cursor_is_in_sight, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_supervisor_decides_otherwise, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_left_to_a_supervisor, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_logged_is_not_decided, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_table_that_cannot_be_read, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
