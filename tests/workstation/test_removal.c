/* Asking for somebody's removal on the screen: what is checked while it is typed, what is kept, and
 * what is sent. */
#include "on_stage.h"

#include "removal_filter.h"

#include "vha/cohort_dossier.h"

static void begin(void)
{
    stage_prepare(&stage);
    stage.user = (struct vha_user){1, "a.analyst", "A Analyst", VHA_ANALYST, "AS"};
    stage_begin(&stage, 24, 80);
}

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    begin();
    return 0;
}

static const char rationale[] = "Moved to Spain in May; nothing has been seen of him since.";

/* From the list to the rationale, the ground being "deceased". */
static void to_rationale(void)
{
    stage_press(&stage, "r");
    stage_expect(&stage, "Request for a removal");
    stage_type(&stage, "dec");
    stage_press(&stage, "Tab");
}

static void test_remarks_while_typing(void **state)
{
    (void)state;
    stage_press(&stage, "r");
    stage_expect(&stage, "Still missing: Ground, Rationale.");
    stage_type(&stage, "dec");
    stage_press(&stage, "Tab");
    stage_type(&stage, "Dead.");
    stage_expect(&stage, "Rationale: The rationale has 5 characters; MO2 needs at least 40");
    stage_press(&stage, "Tab"); /* of the field that is being typed, if that is wrong too */
    stage_type(&stage, "CR0");
    stage_expect(&stage, "Evidence: CR0 is no report of theirs in this quarter");
    stage_press(&stage, "Ctrl-U");
    stage_expect(&stage, "Rationale: The rationale has 5 characters; MO2 needs at least 40");
    stage_press(&stage, "Shift-Tab Ctrl-U");
    stage_type(&stage, rationale);
    stage_press(&stage, "Tab");
    stage_type(&stage, "CR0");
    stage_expect(&stage, "Evidence: CR0 is no report of theirs in this quarter");
    stage_press(&stage, "Backspace");
    stage_type(&stage, "1");
    stage_expect(&stage, "Nothing is missing; Enter accepts it.");
}

static void test_sent(void **state)
{
    (void)state;
    to_rationale();
    stage_type(&stage, rationale);
    stage_press(&stage, "Ctrl-O");
    stage_type(&stage, "Certificate seen.");
    stage_press(&stage, "Tab");
    stage_type(&stage, " CR1 ");
    stage_press(&stage, "Ctrl-O Ctrl-O Enter");
    stage_expect(&stage, "MO2 is asked to take ");
    assert_string_equal(fake.sent, "");
    stage_press(&stage, "Enter");
    assert_string_equal(fake.draft, "");
    assert_non_null(strstr(fake.sent, " deceased AS [CR1] Moved to Spain in May; nothing has been "
                                      "seen of him since.\nCertificate seen."));
    stage_expect(&stage, "is queued for MO2.");
    stage_expect(&stage, "2026-Q3");
}

/* At a pause, and without one before two seconds are over; it is there when the form is opened
 * again, by another session too. */
static void test_draft(void **state)
{
    (void)state;
    to_rationale();
    stage_type(&stage, "Moved");
    stage_wait(&stage, 900);
    assert_string_equal(fake.draft, "");
    stage_type(&stage, " to");
    stage_wait(&stage, 600);
    assert_string_equal(fake.draft, "deceased\x1fMoved to\x1f\x1f"
                                    "AS");
    assert_int_equal(strncmp(fake.draft_of, "removal 20", 10), 0);
    stage_type(&stage, " Spain");
    stage_close(&stage); /* as when it is killed */
    begin();
    stage_press(&stage, "r");
    stage_expect(&stage, "This is what you had written when you left");
    stage_expect(&stage, "(o) deceased");
    stage_press(&stage, "Tab");
    stage_expect(&stage, "Moved to");
    stage_press(&stage, "Ctrl-U");
    stage_wait(&stage, 1000);
    assert_string_equal(fake.draft, "deceased\x1f\x1f\x1f"
                                    "AS");
    stage_type(&stage, "Moved");
    desk_keep_typing(&stage.desk); /* as when the line drops */
    assert_string_equal(fake.draft, "deceased\x1fMoved\x1f\x1f"
                                    "AS");
}

static void test_refused(void **state)
{
    (void)state;
    fake.removal_open = true;
    stage_press(&stage, "r");
    stage_expect(&stage, "Removal request 7 for ");
    stage_press(&stage, "Esc");
    fake.removal_open = false;
    fake.refused = true;
    stage_press(&stage, "r");
    stage_expect(&stage, "a.analyst may not ");
    stage_press(&stage, "Esc");
    fake.refused = false;
    stage_press(&stage, "Enter r");
    stage_expect(&stage, "Request for a removal");
}

/* A rationale of eight thousand bytes, over many rows. */
static void test_long_text(void **state)
{
    (void)state;
    to_rationale();
    for (int i = 0; i < 1000; i++)
        stage_type(&stage, i % 20 == 19 ? "sev\x0f" : "sevenn ");
    stage_wait(&stage, 1000);
    const char *const text = strchr(fake.draft, '\x1f') + 1;
    assert_int_equal(strcspn(text, "\x1f"), 950 * 7 + 50 * 4);
    for (int i = 0; i < 200; i++)
        stage_type(&stage, "sevenn ");
    stage_expect(&stage, "Rationale: The rationale has more than 8000 bytes.");
}

static void test_moving_and_undoing(void **state)
{
    (void)state;
    to_rationale();
    stage_type(&stage, "One two\x0fthree four");
    stage_press(&stage, "Up Home");
    stage_type(&stage, "*");
    stage_expect(&stage, "*One two");
    stage_press(&stage, "Down End");
    stage_type(&stage, "!");
    stage_expect(&stage, "three four!");
    stage_press(&stage, "Ctrl-Z Ctrl-Z Ctrl-Z");
    stage_expect(&stage, "three ");
    assert_false(stage_shows(&stage, "four"));
    assert_false(stage_shows(&stage, "*One"));
    stage_press(&stage, "Ctrl-Y");
    stage_expect(&stage, "three four");
    stage_press(&stage, "Ctrl-U Ctrl-Z");
    stage_expect(&stage, "three four");
    stage_press(&stage, "Up Up");
    stage_expect(&stage, "> Ground");
}

/* Lines of what is pasted are lines, and nothing that it holds is a command. */
static void test_pasting(void **state)
{
    static const char pasted[] = "First q\nsecond";
    (void)state;
    to_rationale();
    for (const char *at = pasted; *at != '\0'; at++)
        desk_key(&stage.desk, KEYS_PASTED | (unsigned char)*at);
    stage_draw(&stage);
    stage_expect(&stage, "First q");
    stage_expect(&stage, "second");
    stage_press(&stage, "Ctrl-Z");
    assert_false(stage_shows(&stage, "First"));
    stage_press(&stage, "Esc Esc");
    assert_int_equal(desk_key(&stage.desk, KEYS_PASTED | 'q') & SCREEN_QUIT, 0);
}

/* ------------------------------------------------------------------------------------ the queue
 */

static void begin_as_mo2(void)
{
    static vha_date holidays[] = {0};
    stage_close(&stage);
    fake.requests = 10000;
    stage_prepare(&stage);
    stage.settings.bank_holidays = (struct vha_holidays){holidays, 0};
    stage_begin(&stage, 24, 80);
}

static void test_queue(void **state)
{
    (void)state;
    begin_as_mo2();
    fake.rows_fetched = 0;
    stage_press(&stage, "Q");
    stage_expect(&stage, "Requests for removals, the oldest open one first");
    stage_expect(&stage, "1 to 18 of 10,000");
    assert_int_equal(fake.rows_fetched, 18); /* no more than are in sight */
    stage_expect(&stage, " late  more info");
    assert_int_equal(stage_role_of(&stage, " late  more info"), ROLE_FLAG);
    stage_press(&stage, "G");
    stage_expect(&stage, "9,983 to 10,000 of 10,000");
    stage_press(&stage, "g PgDn j k");
    stage_expect(&stage, "19 to 36 of 10,000");
    stage_give(&stage, "removals open");
    stage_expect(&stage, "Only requests: open");
    stage_expect(&stage, "of 5,000");
    stage_press(&stage, "f");
    stage_expect(&stage, ":removals open");
    stage_press(&stage, "Esc C");
    stage_expect(&stage, "Every request; no filter is set");
    stage_give(&stage, "removals nonsense");
    stage_expect(&stage, "\"nonsense\" is no filter of requests");
}

static void expect_look(unsigned looks, const char *filter)
{
    assert_int_equal(fake.audits, looks);
    assert_string_equal(fake.last_action, "see-requests");
    assert_string_equal(fake.last_subject, filter);
}

/* The first look is on record before it is shown; what is chosen then, once it has settled, and not
 * when it came to the same as before. */
static void test_looks_are_logged(void **state)
{
    (void)state;
    begin_as_mo2();
    const unsigned looks = fake.audits + 1;
    stage_press(&stage, "Q");
    expect_look(looks, "");
    stage_give(&stage, "removals open");
    stage_give(&stage, "removals late");
    expect_look(looks, "");
    stage_wait(&stage, 300);
    expect_look(looks + 1, "late");
    stage_give(&stage, "removals open");
    stage_give(&stage, "removals late");
    stage_wait(&stage, 300);
    expect_look(looks + 1, "late");
    stage_press(&stage, "R");
    expect_look(looks + 2, "late");
    stage_press(&stage, "C :");
    stage_press(&stage, "Esc Esc");
    expect_look(looks + 3, "");
    assert_int_equal(stage.desk.screen_count, 1);
}

/* A request, and beside it why the person is on the list: an entry each, however often it is gone
 * back to from a step. */
static void test_one_look_at_a_request(void **state)
{
    (void)state;
    begin_as_mo2();
    stage_press(&stage, "Q");
    const unsigned looks = fake.audits;
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Removal request ");
    assert_int_equal(fake.audits, looks + 2);
    assert_string_equal(fake.last_action, "open");
    stage_press(&stage, "P");
    stage_expect(&stage, "Review date");
    stage_press(&stage, "Esc");
    stage_expect(&stage, "Why they are on the list");
    assert_int_equal(fake.audits, looks + 2);
}

/* Neither is a request opened after it, nor does it stay. */
static void test_a_look_that_is_not_logged(void **state)
{
    static const char *const keys[] = {"Enter", "Esc", NULL};
    (void)state;
    begin_as_mo2();
    fake.audit_fails = true;
    stage_press(&stage, "Q");
    stage_expect(&stage, "the disk is full");
    fake.audit_fails = false;
    stage_press(&stage, "Esc Q");
    for (size_t i = 0; i < VHA_COUNT(keys); i++) {
        stage_give(&stage, "removals open");
        stage_expect(&stage, "of 5,000");
        fake.audit_fails = true;
        if (keys[i] != NULL)
            stage_press(&stage, keys[i]);
        else
            stage_wait(&stage, 300);
        stage_expect(&stage, "This choice was not logged, and is taken back");
        stage_expect(&stage, "the disk is full");
        fake.audit_fails = false;
        stage_press(&stage, "Enter");
        stage_expect(&stage, "of 10,000");
    }
}

static void test_filter_words(void **state)
{
    struct removal_filter filter;
    struct vha_error error;
    char text[FILTER_WORDS_SIZE];
    char day[VHA_DATE_SIZE];
    const struct vha_holidays none = {NULL, 0};
    (void)state;
    assert_int_equal(
        removal_filter_parse(" who a.b  ground deceased refused open late bcu AS ground data-error",
                             &filter, &error),
        VHA_OK);
    assert_string_equal(removal_filter_format(&filter, text),
                        "open refused late who a.b bcu AS ground data-error ground deceased");
    assert_string_equal(removal_filter_words(&filter, text),
                        "Only requests: open, refused, over 10 working days old, asked by a.b, of "
                        "BCU AS, on the ground of data error, on the ground of deceased");
    /* Thursday, 26 November 2026: what was asked on the Wednesday two weeks before is late. */
    const vha_date today = vha_date_from_civil((struct vha_civil_date){2026, 11, 26});
    struct vha_removal_filter asked = removal_filter_of(&filter, today, &none, day);
    assert_string_equal(asked.asked_before, "2026-11-12");
    assert_int_equal(asked.states & 1u << VHA_REMOVAL_REFUSED, 0);
    static const char *const wrong[] = {"who", "ground", "ground nothing", "bcu"};
    for (size_t i = 0; i < VHA_COUNT(wrong); i++)
        assert_int_equal(removal_filter_parse(wrong[i], &filter, &error), VHA_USAGE);
    assert_int_equal(removal_filter_parse("lat", &filter, &error), VHA_USAGE);
    assert_string_equal(error.message,
                        "\"lat\" is no filter of requests: who, about, bcu and ground "
                        "take a value; open, late and states such as queued stand "
                        "alone.");
    assert_int_equal(removal_filter_parse("who \"a b\"", &filter, &error), VHA_OK);
    assert_string_equal(removal_filter_format(&filter, text), "who \"a b\"");
    assert_string_equal(removal_filter_words(&filter, text), "Only requests: asked by a b");
    struct candidates candidates = {.count = 0};
    removal_filter_complete("open ground de", &candidates);
    assert_int_equal(candidates.count, 1);
    assert_string_equal(candidates.words[0], "deceased");
}

/* ------------------------------------------------------------------------------------ reviewing */

/* The list follows within a second, and does not tell whoever decided that MO2 has. */
static void expect_own_decision_to_stand(void)
{
    bool changed = false;
    fake.removals = 3;
    assert_int_equal(desk_look_for_removals(&stage.desk, &changed, NULL), VHA_OK);
    assert_true(changed);
    stage_draw(&stage);
    stage_expect(&stage, "Removal request 1 is approved.");
    fake.removals = 4;
    assert_int_equal(desk_look_for_removals(&stage.desk, &changed, NULL), VHA_OK);
    stage_draw(&stage);
    stage_expect(&stage, "MO2 has decided on a removal: the list has changed.");
}

static void test_review(void **state)
{
    (void)state;
    begin_as_mo2();
    stage_press(&stage, "Q Enter");
    stage_expect(&stage, "Removal request 1");
    stage_expect(&stage, "under review, ");
    stage_expect(&stage, "which is over ten.");
    stage_expect(&stage, "He was never there.");
    assert_false(stage_shows(&stage, "\x1b"));
    stage_expect(&stage, "asked for more by mo2.two:");
    stage_expect(&stage, "P approve");
    assert_false(stage_shows(&stage, "withdraw"));
    stage_press(&stage, "Tab Tab Tab Tab");
    stage_expect(&stage, "Why they are on the list");
    stage_press(&stage, "t");
    assert_string_equal(fake.taken, "1 take [] ");
    stage_press(&stage, "D");
    stage_expect(&stage, "Refuse removal request 1");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "Still missing: Why.");
    stage_type(&stage, "He was there.");
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.taken, "1 refuse [He was there.] ");
    stage_press(&stage, "P");
    stage_type(&stage, "Seen.");
    stage_press(&stage, "Enter Enter");
    assert_int_equal(strncmp(fake.taken, "1 approve [Seen.] 20", 20), 0);
    stage_expect(&stage, "Removal request 1 is approved.");
    expect_own_decision_to_stand();
    stage_press(&stage, "I");
    stage_expect(&stage, "This is somebody else's request.");
}

/* Whoever comes second is told, and sees where the request stands now. */
static void test_somebody_was_quicker(void **state)
{
    (void)state;
    begin_as_mo2();
    stage_give(&stage, "removal 1");
    stage_press(&stage, "D");
    stage_type(&stage, "He was there.");
    fake.quicker = true;
    stage_press(&stage, "Enter Enter");
    stage_expect(&stage, "Somebody else was quicker. Removal request 1 is withdrawn.");
    stage_expect(&stage, "withdrawn, ");
    stage_press(&stage, "D");
    stage_expect(&stage, "This step was not taken");
}

/* A step that somebody takes, of a request or another. */
static bool follow_a_step(int64_t number, enum vha_removal_state to)
{
    bool changed = false;
    fake.steps++;
    fake.moved = number;
    fake.moved_to = (int)to;
    assert_int_equal(desk_look_for_steps(&stage.desk, &changed, NULL), VHA_OK);
    stage_draw(&stage);
    return changed;
}

/* The rows in sight say where their requests stand, and that there may be others; those are another
 * look, which is logged. */
static void test_open_queue_follows(void **state)
{
    bool changed = false;
    (void)state;
    begin_as_mo2();
    assert_int_equal(desk_look_for_steps(&stage.desk, &changed, NULL), VHA_OK);
    stage_press(&stage, "Q");
    stage_give(&stage, "removals open");
    stage_wait(&stage, 300);
    const unsigned looks = fake.audits;
    assert_int_equal(desk_look_for_steps(&stage.desk, &changed, NULL), VHA_OK);
    assert_false(changed);
    stage_expect_not(&stage, "refused");
    stage_press(&stage, ":");
    assert_true(follow_a_step(1, VHA_REMOVAL_REFUSED));
    stage_press(&stage, "Esc");
    stage_expect(&stage, "refused");
    stage_expect(&stage, "1 to 18 of 5,000; more has happened since: reload");
    assert_int_equal(fake.audits, looks);
    assert_int_equal(desk_look_for_steps(&stage.desk, &changed, NULL), VHA_OK);
    assert_false(changed);
    stage_press(&stage, "R");
    assert_int_equal(fake.audits, looks + 1);
    stage_expect_not(&stage, "more has happened");
    stage_expect_not(&stage, "refused");
}

/* So does an open request, and what is being read of it stays in sight. */
static void test_open_request_follows(void **state)
{
    (void)state;
    begin_as_mo2();
    stage_give(&stage, "removal 2");
    stage_expect(&stage, "more information wanted, ");
    const unsigned looks = fake.audits;
    assert_true(follow_a_step(3, VHA_REMOVAL_WITHDRAWN));
    stage_expect_not(&stage, "Another step");
    stage_press(&stage, "Tab Tab Tab");
    stage_expect_not(&stage, "more information wanted, ");
    assert_true(follow_a_step(2, VHA_REMOVAL_REFUSED));
    stage_expect(&stage, "Another step of this request was taken: it is refused.");
    stage_expect(&stage, "refused by mo2.three:");
    stage_expect_not(&stage, "refused, ");
    stage_press(&stage, "g");
    stage_expect(&stage, "refused, ");
    stage_expect(&stage, "reverse");
    assert_int_equal(fake.audits, looks);
}

/* ------------------------------------------------------------ on the list, or no more, or again */

/* Whoever is asked for, as the list has them after MO2's decision. */
static void make_off(struct vha_explanation *explanation, enum vha_removed_state removed)
{
    struct vha_error error;
    fake.explanation = NULL;
    assert_int_equal(vha_cohort_explain(NULL, UINT64_C(20030000001), NULL, explanation, &error),
                     VHA_OK);
    explanation->dossier.person.removed = removed;
    explanation->dossier.listed = removed != VHA_REMOVED;
    fake.explanation = explanation;
}

static void expect_heading(int64_t number, const char *heading)
{
    char order[32];
    snprintf(order, sizeof order, "removal %d", (int)number);
    stage_give(&stage, order);
    stage_expect(&stage, heading);
    stage_press(&stage, "Esc");
}

static void test_why_they_were_on_the_list(void **state)
{
    struct vha_explanation explanation;
    (void)state;
    begin_as_mo2();
    stage_resize(&stage, 43, 132);
    expect_heading(1, "Why they are on the list");  /* under review */
    expect_heading(3, "Why they were on the list"); /* approved, and the list is to follow */
    make_off(&explanation, VHA_REMOVED);
    expect_heading(3, "Why they were on the list");
    make_off(&explanation, VHA_BACK_ON_EVIDENCE);
    expect_heading(3, "Why they are on the list");
    explanation.dossier.person.removed = VHA_NEVER_REMOVED;
    explanation.dossier.listed = false;
    expect_heading(4, "Why they are not on the list"); /* refused */
}

/* An approval that comes while the request is open is followed, in the pane that is being read. */
static void test_the_person_leaves_the_list_meanwhile(void **state)
{
    struct vha_explanation explanation;
    struct vha_error error;
    bool changed = false;
    (void)state;
    begin_as_mo2();
    stage_resize(&stage, 28, 132);
    stage_give(&stage, "removal 1");
    stage_press(&stage, "Tab j j");
    stage_expect(&stage, "Rank        2");
    const unsigned looks = fake.audits;
    make_off(&explanation, VHA_REMOVED);
    fake.removals++;
    assert_int_equal(desk_look_for_removals(&stage.desk, &changed, &error), VHA_OK);
    assert_true(changed);
    assert_true(follow_a_step(1, VHA_REMOVAL_APPROVED));
    stage_expect(&stage, "Rank        not on the list");
    stage_expect(&stage, "Why on the list until the removal");
    stage_expect_not(&stage, "Why they were on the list"); /* scrolled away, as before */
    stage_press(&stage, "g");
    stage_expect(&stage, "Why they were on the list");
    assert_int_equal(fake.audits, looks);
}

static void test_beside_each_other(void **state)
{
    (void)state;
    begin_as_mo2();
    stage_resize(&stage, 43, 132);
    stage_give(&stage, "removal 2");
    stage_expect(&stage, "Rationale");
    stage_expect(&stage, "Why they are on the list");
    stage_expect(&stage, "Score, report by report");
    stage_press(&stage, "Tab j j j");
    stage_expect(&stage, "Rationale");
    stage_give(&stage, "removal 10001");
    stage_expect(&stage, "There is no removal request 10001 of yours.");
    stage_press(&stage, "Esc");
    stage_give(&stage, "removal x");
    stage_expect(&stage, "removal takes the number of a request");
}

static void test_outcome_at_login(void **state)
{
    (void)state;
    stage_close(&stage);
    fake.news = "Since when?";
    begin();
    desk_restore(&stage.desk);
    stage_draw(&stage);
    stage_expect(&stage, "What became of your requests");
    stage_expect(&stage, "more information wanted by mo2.two");
    stage_press(&stage, "Esc");
    stage_expect(&stage, "Cohort by score");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_remarks_while_typing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_draft, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_moving_and_undoing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pasting, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_queue, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_looks_are_logged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_look_at_a_request, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_look_that_is_not_logged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_filter_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_somebody_was_quicker, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_open_queue_follows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_open_request_follows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_why_they_were_on_the_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_person_leaves_the_list_meanwhile, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_beside_each_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_outcome_at_login, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
