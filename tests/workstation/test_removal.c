/* Asking for somebody's removal on the screen: what is checked while it is typed, what is kept, and
 * what is sent. */
#include "testing.h"

static struct stage stage;

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

static const char rationale[] = "Moved to Spain in May; nothing has been seen of him since.";

/* From the list to the rationale, the ground being "deceased". */
static void to_rationale(void)
{
    stage_press(&stage, "r");
    assert_shows("Request for a removal");
    stage_type(&stage, "dec");
    stage_press(&stage, "Tab");
}

static void test_remarks_while_typing(void **state)
{
    (void)state;
    stage_press(&stage, "r");
    assert_shows("Still missing: Ground, Rationale.");
    stage_type(&stage, "dec");
    stage_press(&stage, "Tab");
    stage_type(&stage, "Dead.");
    assert_shows("Rationale: The rationale has 5 characters; MO2 needs at least 40");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, rationale);
    stage_press(&stage, "Tab");
    stage_type(&stage, "CR0");
    assert_shows("Evidence: CR0 is no report of theirs in this quarter");
    stage_press(&stage, "Backspace");
    stage_type(&stage, "1");
    assert_shows("Nothing is missing; Enter accepts it.");
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
    assert_shows("MO2 is asked to take ");
    assert_string_equal(fake.sent, "");
    stage_press(&stage, "Enter");
    assert_string_equal(fake.draft, "");
    assert_non_null(strstr(fake.sent, " deceased AS [CR1] Moved to Spain in May; nothing has been "
                                      "seen of him since.\nCertificate seen."));
    assert_shows("is queued for MO2.");
    assert_shows("2026-Q3");
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
                                    "AS\x1f");
    assert_int_equal(strncmp(fake.draft_of, "removal 20", 10), 0);
    stage_type(&stage, " Spain");
    stage_close(&stage); /* as when the line drops */
    begin();
    stage_press(&stage, "r");
    assert_shows("This is what you had written when you left");
    assert_shows("(o) deceased");
    stage_press(&stage, "Tab");
    assert_shows("Moved to");
    stage_press(&stage, "Ctrl-U");
    stage_wait(&stage, 1000);
    assert_string_equal(fake.draft, "");
}

static void test_refused(void **state)
{
    (void)state;
    fake.removal_open = true;
    stage_press(&stage, "r");
    assert_shows("Removal request 7 for ");
    stage_press(&stage, "Esc");
    fake.removal_open = false;
    fake.refused = true;
    stage_press(&stage, "r");
    assert_shows("a.analyst may not ");
    stage_press(&stage, "Esc");
    fake.refused = false;
    stage_press(&stage, "Enter r");
    assert_shows("Request for a removal");
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
    assert_shows("Rationale: The rationale has more than 8000 bytes.");
}

static void test_moving_and_undoing(void **state)
{
    (void)state;
    to_rationale();
    stage_type(&stage, "One two\x0fthree four");
    stage_press(&stage, "Up Home");
    stage_type(&stage, "*");
    assert_shows("*One two");
    stage_press(&stage, "Down End");
    stage_type(&stage, "!");
    assert_shows("three four!");
    stage_press(&stage, "Ctrl-Z Ctrl-Z Ctrl-Z");
    assert_shows("three ");
    assert_false(stage_shows(&stage, "four"));
    assert_false(stage_shows(&stage, "*One"));
    stage_press(&stage, "Ctrl-Y");
    assert_shows("three four");
    stage_press(&stage, "Ctrl-U Ctrl-Z");
    assert_shows("three four");
    stage_press(&stage, "Up Up");
    assert_shows("> Ground");
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
    assert_shows("First q");
    assert_shows("second");
    stage_press(&stage, "Ctrl-Z");
    assert_false(stage_shows(&stage, "First"));
    stage_press(&stage, "Esc Esc");
    assert_int_equal(desk_key(&stage.desk, KEYS_PASTED | 'q') & SCREEN_QUIT, 0);
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
