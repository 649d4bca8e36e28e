#include "testing.h"

static struct stage stage;

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
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

static void test_opening_is_logged_first(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    assert_string_equal(fake.last_action, "open");
    assert_string_equal(fake.last_subject, "2003/0000000V");
    assert_int_equal(stage.desk.screen_count, 2);
    assert_shows("O'NEILL, Zoë  2003/0000000V  under 18");
    stage_press(&stage, "Esc");
    assert_int_equal(stage.desk.screen_count, 1);
}

/* What cannot be logged, or is refused, is not opened; a sentence says so. */
static void test_fails_closed(void **state)
{
    (void)state;
    const unsigned explained = fake.explained;
    fake.audit_fails = true;
    stage_press(&stage, "Enter");
    assert_shows("This record was not opened");
    assert_shows("nothing is shown that cannot be logged: the disk is full");
    assert_int_equal(fake.explained, explained);
    stage_press(&stage, "Enter");
    assert_int_equal(stage.desk.screen_count, 1);
    fake.audit_fails = false;
    fake.refused = true;
    stage_press(&stage, "Enter");
    assert_shows("p.adeyemi may not open; ask MO2.");
    assert_int_equal(fake.explained, explained);
    stage_press(&stage, "q");
    assert_int_equal(stage.desk.screen_count, 1);
}

static void test_everything_is_told(void **state)
{
    (void)state;
    stage_resize(&stage, 80, 120);
    stage_press(&stage, "Enter");
    static const char *const told[] = {
        "1 Who",
        "age 13: under 18, turns 18 on 2030-03-27",
        "female; ethnicity W1 (neither is ever scored)",
        "Flags       under 18, wanted",
        "5,219.500: crime 5,110.000, intelligence 109.500",
        "2 Score, report by report",
        "HOMICIDE               3,650.000 ███",
        "3 Why on the list",
        "[x] four_reports: at least 3 counted reports",
        "[ ] three_crimes: at least 3 crime reports that score 2,500 together; has 2",
        "[x] offence: a counted crime report in the last 12 months, on 2026-09-29",
        "Leaves the list on 2027-07-01 if nothing new is recorded.",
        "2026-09-29 KNIFE_INJURY: 1,460 × 1 = 1,460.000; the outcome hangs on it",
        "0100/26; weight: CCHI 2016: wounding with intent (assumed)",
        "2026-09-30 intelligence, KNIFE_INJURY: 146 × 0.75 = 109.500",
        "CR1, graded C2; weight: a tenth (assumed)",
        "4 What is not counted, and why",
        "KNIFE_\\x1b[31mINJURY (0102/22): ",
        "5 Custody",
        "to now        HMYOI Example",
        "6 Wanted",
        "wanted: EWMS E/17, 2026-09-04; source EWMS",
        "7 Other flags and their sources",
        "restriction: CBO, from 2022-01-08 to 2023-05-23; source PNC (no longer in force)",
    };
    for (size_t i = 0; i < VHA_COUNT(told); i++)
        assert_shows(told[i]);
}

static void test_sections_and_scrolling(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    assert_shows("1 Who");
    stage_press(&stage, "3");
    assert_shows("3 Why on the list");
    assert_false(stage_shows(&stage, "1 Who"));
    stage_press(&stage, "g Tab");
    assert_false(stage_shows(&stage, "1 Who"));
    assert_shows("2 Score, report by report");
    stage_press(&stage, "Shift-Tab");
    assert_shows("1 Who");
    stage_press(&stage, "G");
    assert_shows("7 Other flags");
    for (int row = 0; row < 24; row++)
        assert_true(vha_text_width(stage_row(&stage, row)) <= 80);
    /* Every width down to the least keeps all lines inside. */
    for (int columns = 80; columns < 200; columns += 11) {
        stage_resize(&stage, 60, columns);
        for (int row = 0; row < 60; row++)
            assert_true(vha_text_width(stage_row(&stage, row)) <= columns);
    }
}

static void test_help_lists_the_keys_of_the_screen(void **state)
{
    (void)state;
    stage_resize(&stage, 80, 100);
    stage_press(&stage, "?");
    assert_shows("Keys of the list");
    assert_shows("Down, j              one line down");
    assert_shows("Space                choose the filter value");
    stage_press(&stage, "Esc Enter ?");
    assert_shows("Keys of a record");
    assert_false(stage_shows(&stage, "choose the filter value"));
    stage_press(&stage, "? ? ? ? ? ? ? ? ? ? ? ?");
    stage_press(&stage, "q q q q q q q q q q q q");
    assert_int_equal(stage.desk.screen_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_opening_is_logged_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fails_closed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_everything_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sections_and_scrolling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_help_lists_the_keys_of_the_screen, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
