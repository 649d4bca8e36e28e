#include "made_person.h"
#include "on_stage.h"
#include "vha/removal.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_open(&stage, 24, 80);
    return 0;
}

static void test_opening_is_logged_first(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    assert_string_equal(fake.last_action, "open");
    assert_string_equal(fake.last_subject, "2003/0000000V");
    assert_int_equal(stage.desk.screen_count, 2);
    stage_expect(&stage, "O'NEILL, Zoë  2003/0000000V  under 18");
    stage_press(&stage, "Esc");
    assert_int_equal(stage.desk.screen_count, 1);
}

/* Keys that are typed ahead open the person whom they led to, drawn or not. */
static void test_keys_typed_ahead(void **state)
{
    (void)state;
    stage_press(&stage, "G Enter 2 j j j");
    assert_string_equal(fake.last_subject, "2003/0000019Q");
    stage_expect(&stage, "3 above, ");
}

/* What cannot be logged, or is refused, is not opened; a sentence says so. */
static void test_fails_closed(void **state)
{
    (void)state;
    const unsigned explained = fake.explained;
    fake.audit_fails = true;
    stage_press(&stage, "Enter");
    stage_expect(&stage, "This record was not opened");
    stage_expect(&stage, "nothing is shown that cannot be logged: the disk is full");
    assert_int_equal(fake.explained, explained);
    stage_press(&stage, "Enter");
    assert_int_equal(stage.desk.screen_count, 1);
    fake.audit_fails = false;
    fake.refused = true;
    stage_press(&stage, "Enter");
    stage_expect(&stage, "p.adeyemi may not open; ask MO2.");
    assert_int_equal(fake.explained, explained);
    stage_press(&stage, "q");
    assert_int_equal(stage.desk.screen_count, 1);
}

/* ----------------------------------------------------------------------------------------- tabs
 */

static void assert_tab(const char *text)
{
    if (strstr(stage_row(&stage, 2), text) == NULL)
        fail_msg("\"%s\" is not among the tabs: %s", text, stage_row(&stage, 2));
}

static void test_everything_is_told(void **state)
{
    (void)state;
    stage_resize(&stage, 60, 140);
    stage_press(&stage, "Enter");
    static const struct {
        const char *key;
        const char *tab;
        const char *told[6];
    } tabs[] = {
        {"1",
         "[1 Safeguarding]",
         {"A child: age 13 on 2026-10-01", "Turns 18 on 2030-03-27: not within this quarter."}},
        {"2",
         "[2 Why]",
         {"age 13: under 18, turns 18 on 2030-03-27",
          "female; ethnicity W1 (neither is ever scored)",
          "5,219.500: crime 5,110.000, intelligence 109.500", "Leaves the list on 2027-07-01 if",
          "2026-09-29 KNIFE_INJURY: 1,460 × 1 = 1,460.000; the outcome hangs on it",
          "CR1, graded C2; weight: a tenth (assumed)"}},
        {"3",
         "[3 Timeline]",
         {"2/3 after 12 months", "recency 12 months", "Custody", "to 5,475",
          "2026-09-30 KNIFE_INJURY, intelligence report CR1", "report 4 of 4"}},
        {"4",
         "[4 Custody and wanted]",
         {"2026-02-16 to now        HMYOI Example: 227 days (7 months) so far; source PINS",
          "2024-10-04 to 2025-01-12 HMP Example: 100 days (3 months); source PINS",
          "wanted E/17: since 2026-09-04, 27 days so far; source EWMS"}},
        {"5",
         "[5 Flags and sources]",
         {"wanted", "EWMS E/17, since 2026-09-04; source EWMS",
          "CBO, from 2022-01-08 to 2023-05-23; source PNC (no longer in force)"}},
        {"6",
         "[6 Not counted]",
         {"1 report: older than the window (SOP 15, 20)",
          "2022-01-08 KNIFE_\\x1b[31mINJURY, 0102/22: 56 complete months old"}},
        {"7",
         "[7 Activity and sharing]",
         {"2026-09-08 diversion by AS, number 7 (a.one)", "result awaited",
          "2026-09-09 with YJS Lambeth, under local Data Sharing Agreement, DSA 3 (AS, a.one)",
          "Seen with a knife"}},
    };
    for (size_t i = 0; i < VHA_COUNT(tabs); i++) {
        stage_press(&stage, tabs[i].key);
        assert_tab(tabs[i].tab);
        stage_expect(&stage, "O'NEILL, Zoë  2003/0000000V  under 18  rank 1");
        for (size_t j = 0; j < VHA_COUNT(tabs[i].told) && tabs[i].told[j] != NULL; j++)
            stage_expect(&stage, tabs[i].told[j]);
    }
    stage_press(&stage, "8"); /* there is none */
    assert_tab("[7 Activity and sharing]");
    stage_press(&stage, "0");
    assert_tab("[7 Activity and sharing]");
}

static void test_going_round_the_tabs(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    assert_tab("[1 Safeguarding] 2 Why  3 Timeline  4 Custody  5 Flags  6 Not counted  7 Log");
    stage_press(&stage, "Right");
    assert_tab(" 1 Safeguarding [2 Why] 3 Timeline ");
    stage_press(&stage, "Tab Tab");
    assert_tab("[4 Custody]");
    stage_press(&stage, "Shift-Tab");
    assert_tab("[3 Timeline]");
    stage_press(&stage, "Shift-Tab h h");
    assert_tab("[7 Log]");
    stage_press(&stage, "l");
    assert_tab("[1 Safeguarding]");
    /* The mark is there without colour, and the role differs too. */
    assert_int_equal(stage_role_of(&stage, "[1 Safeguarding]"), ROLE_TITLE_FOCUS);
    assert_int_equal(stage_role_of(&stage, "2 Why"), ROLE_TITLE);
}

static void click(int row, int column)
{
    const struct event event = {.kind = EVENT_CLICK, .row = row, .column = column};
    desk_mouse(&stage.desk, &event);
    stage_draw(&stage);
}

static void test_the_mouse_chooses_tabs_and_reports(void **state)
{
    (void)state;
    int row = 0;
    int column = 0;
    stage_press(&stage, "Enter");
    stage_find(&stage, "3 Timeline", &row, &column);
    click(row, column);
    assert_tab("[3 Timeline]");
    stage_expect(&stage, "report 4 of 4");
    stage_find(&stage, "Crime", &row, &column);
    click(row, 15);
    stage_expect(&stage, "report 1 of 4");
    click(row, 78);
    stage_expect(&stage, "report 4 of 4");
    click(2, 79); /* the frame */
    assert_tab("[3 Timeline]");
}

/* Each tab keeps its own place, also in another width. */
static void test_scrolling_stays_with_its_tab(void **state)
{
    (void)state;
    stage_press(&stage, "Enter 2 j j");
    stage_expect(&stage, "2 above, ");
    stage_press(&stage, "6");
    assert_false(stage_shows(&stage, " above"));
    stage_press(&stage, "2");
    stage_expect(&stage, "2 above, ");
    stage_resize(&stage, 24, 100);
    stage_expect(&stage, "2 above, ");
    stage_press(&stage, "G");
    assert_false(stage_shows(&stage, "below"));
    stage_press(&stage, "g");
    stage_expect(&stage, "Name        O'NEILL, Zoë");
}

static void test_choosing_reports_in_the_timeline(void **state)
{
    (void)state;
    stage_press(&stage, "Enter 3");
    stage_expect(&stage, "2026-09-30 KNIFE_INJURY, intelligence report CR1");
    stage_press(&stage, "Left");
    stage_expect(&stage,
                 "2026-09-29 KNIFE_INJURY, crime report 0100/26 as suspect; Lambeth; KNIFE");
    stage_expect(&stage, "report 3 of 4");
    stage_press(&stage, "g");
    stage_expect(&stage, "report 1 of 4");
    stage_expect(&stage,
                 "2022-01-08 KNIFE_\\x1b[31mINJURY, crime report 0102/22 as suspect; Lambeth");
    stage_expect(&stage, "Not counted: older than the window (SOP 15, 20)");
    stage_press(&stage, "l");
    stage_expect(&stage, "2025-04-22 HOMICIDE, crime report 0101/25 as accused; Lambeth");
    stage_press(&stage, "2 3"); /* the choice stays */
    stage_expect(&stage, "report 2 of 4");
    /* In every size the whole picture is there, and no row too long. */
    for (int columns = 80; columns < 240; columns += 13)
        for (int rows = 24; rows < 70; rows += 9) {
            stage_resize(&stage, rows, columns);
            stage_expect(&stage, "Crime");
            stage_expect(&stage, "Months");
            stage_expect(&stage, "2026-10-01");
            stage_expect(&stage, "2025-04-22 HOMICIDE");
            for (int row = 0; row < rows; row++)
                assert_true(vha_text_width(stage_row(&stage, row)) <= columns);
        }
}

/* ------------------------------------------------------------------------------ the next person
 */

static void test_going_to_the_next_person(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    const unsigned audits = fake.audits;
    stage_press(&stage, "3 J");
    assert_int_equal(fake.audits, audits + 1);
    assert_string_equal(fake.last_action, "open");
    assert_string_equal(fake.last_subject, "2003/0000001W");
    assert_int_equal(stage.desk.screen_count, 2);
    stage_expect(&stage, "KOWALSKI, Isaac  2003/0000001W  rank 2");
    assert_tab(" 1 Why [2 Timeline] 3 Custody "); /* the tab that was chosen */
    stage_press(&stage, "J J");
    /* A child's record opens on the safeguarding; then the chosen tab again. */
    stage_expect(&stage, "under 18, turns 18 this quarter  rank 4");
    assert_tab("[1 Safeguarding]");
    stage_press(&stage, "J");
    assert_tab("[2 Timeline]");
    stage_press(&stage, "K K K Esc");
    assert_int_equal(stage.desk.screen_count, 1);
    int row = 0;
    int column = 0;
    stage_find(&stage, ">   2", &row, &column); /* the list's cursor has followed */
    assert_non_null(strstr(stage_row(&stage, row), "KOWALSKI"));
}

static void test_there_is_nobody_beyond_the_ends(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    const unsigned audits = fake.audits;
    stage_press(&stage, "K");
    stage_expect(&stage, "Nobody stands before them in the list.");
    assert_int_equal(fake.audits, audits);
    stage_press(&stage, "Esc G Enter J");
    stage_expect(&stage, "Nobody stands after them in the list.");
    assert_int_equal(fake.audits, audits + 1);
    /* Of the list as it is filtered and sorted. */
    stage_press(&stage, "Esc S g Enter");
    stage_expect(&stage, "rank 20");
    stage_press(&stage, "J");
    stage_expect(&stage, "rank 19");
}

static void test_the_next_person_fails_closed(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    const unsigned explained = fake.explained;
    fake.audit_fails = true;
    stage_press(&stage, "J");
    stage_expect(&stage, "This record was not opened");
    assert_int_equal(fake.explained, explained);
    stage_press(&stage, "Esc");
    stage_expect(&stage, "O'NEILL, Zoë  2003/0000000V  under 18"); /* still the one before */
    fake.audit_fails = false;
    fake.refused = true;
    stage_press(&stage, "J");
    stage_expect(&stage, "p.adeyemi may not open; ask MO2.");
    assert_int_equal(fake.explained, explained);
}

/* -------------------------------------------------------------- a removal that is asked for */

static bool step_is_taken(int64_t number, enum vha_removal_state to)
{
    bool changed = false;
    fake.steps++;
    fake.moved = number;
    fake.moved_to = (int)to;
    assert_int_equal(desk_look_for_steps(&stage.desk, &changed, NULL), VHA_OK);
    stage_draw(&stage);
    return changed;
}

/* Where it stands is followed, and what is being read stays in sight. */
static void test_an_open_request_is_followed(void **state)
{
    bool changed = false;
    (void)state;
    fake.requests = 5;
    stage_press(&stage, "j Enter");
    stage_expect(&stage, "Removal     asked for on 2026-09-01, under review by MO2 (request 1)");
    assert_int_equal(desk_look_for_steps(&stage.desk, &changed, NULL), VHA_OK);
    assert_false(changed);
    stage_press(&stage, "j");
    stage_expect(&stage, "1 above, ");
    const unsigned looks = fake.audits;
    assert_true(step_is_taken(1, VHA_REMOVAL_MORE_WANTED));
    stage_expect(&stage, "MO2 wants to know more (request 1)");
    stage_expect(&stage, "1 above, ");
    assert_true(step_is_taken(1, VHA_REMOVAL_REFUSED));
    stage_expect_not(&stage, "asked for");
    stage_expect(&stage, "The request for their removal is not open any more.");
    assert_int_equal(fake.audits, looks); /* still the same look */
    /* Each person has their own. */
    stage_press(&stage, "J");
    stage_expect(&stage, "(request 2)");
    stage_press(&stage, "J");
    stage_expect_not(&stage, "asked for");
    stage_expect_not(&stage, "not open any more");
}

/* Where requests cannot be looked up, no record says that there is none. */
static void test_a_request_that_cannot_be_looked_up(void **state)
{
    (void)state;
    fake.no_requests = true;
    stage_press(&stage, "Enter");
    stage_expect(&stage, "This cannot be shown");
    stage_expect(&stage, "requests for removals cannot be looked up");
    stage_press(&stage, "Esc");
    assert_int_equal(stage.desk.screen_count, 1);
}

/* However long a name: that a child is one is never cut off. */
static void test_a_long_name_gives_way(void **state)
{
    (void)state;
    static struct made_person person;
    char surname[600];
    memset(surname, 'W', sizeof surname - 1);
    surname[sizeof surname - 1] = '\0';
    made_begin(&person);
    made_child(&person, "2010-11-15");
    person.explanation.dossier.person.surname = surname;
    fake.explanation = made_explain(&person);
    stage_press(&stage, "Enter");
    assert_non_null(strstr(stage_row(&stage, 1), "WWW…  2003/0000000V  under 18  not on the list"));
    static const char *const tabs[] = {"1", "2", "3", "4", "5", "6", "7"};
    for (size_t i = 0; i < VHA_COUNT(tabs); i++) {
        stage_press(&stage, tabs[i]);
        assert_non_null(strstr(stage_row(&stage, 1), "under 18"));
        for (int row = 0; row < 24; row++)
            assert_true(vha_text_width(stage_row(&stage, row)) <= 80);
    }
}

static void test_help_lists_the_keys_of_the_screen(void **state)
{
    (void)state;
    stage_resize(&stage, 80, 100);
    stage_press(&stage, "?");
    stage_expect(&stage, "Keys of the list");
    stage_expect(&stage, "Down, j              one line down");
    stage_expect(&stage, "Space                choose the filter value");
    stage_press(&stage, "Esc Enter ?");
    stage_expect(&stage, "Keys of a record");
    assert_false(stage_shows(&stage, "choose the filter value"));
    stage_press(&stage, "? ? ? ? ? ? ? ? ? ? ? ?");
    stage_press(&stage, "q q q q q q q q q q q q");
    assert_int_equal(stage.desk.screen_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_opening_is_logged_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_keys_typed_ahead, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fails_closed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_everything_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_going_round_the_tabs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_mouse_chooses_tabs_and_reports, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_scrolling_stays_with_its_tab, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_choosing_reports_in_the_timeline, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_going_to_the_next_person, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_there_is_nobody_beyond_the_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_next_person_fails_closed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_open_request_is_followed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_request_that_cannot_be_looked_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_long_name_gives_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_help_lists_the_keys_of_the_screen, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
