/* The equality review in a real terminal: MO2 looks, the coordinator closes it with findings that
 * were typed over two sessions. */
#include "stage.h"

#include <stdlib.h>

/* Figures as 'vha equality show' has them. */
static void test_the_review(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *const terminal = stage_open(stage, (struct view){0});
    give(terminal, "equality");
    expect_text(terminal, "Equality review of 2026-Q3, 208 on the list, beside 2026-Q2");
    expect_screen(terminal, "equality-80x24.txt", false);
    type(terminal, "3");
    expect_text(terminal, "3 Ethnicity, in five broad groups");
    expect_screen(terminal, "equality-groups-80x24.txt", false);
    terminal_resize(terminal, 60, 200);
    come_to_rest(terminal);
    expect_screen(terminal, "equality-200x60.txt", false);
    terminal_resize(terminal, 43, 132);
    come_to_rest(terminal);
    expect_screen(terminal, "equality-132x43.txt", false);
    static const char *const keys[] = {"Tab", "S-Tab", "Down",     "Up", "End", "Home",
                                       "C-d", "C-u",   "PageDown", "j",  "k",   "PageUp"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        press(terminal, keys[i]);
    expect_text(terminal, "Equality review of 2026-Q3");
    type(terminal, "?");
    expect_text(terminal, "Keys of the equality review");
    press(terminal, "Escape");
    give(terminal, "equality 2026-Q2");
    expect_text(terminal, "Equality review of 2026-Q2, 25 on the list, beside no earlier quarter");
    press(terminal, "Escape");
    expect_text(terminal, "Cohort");
    terminal_free(terminal);
    expect_one(stage, "SELECT count(*) FROM audit WHERE action = 'equality' AND outcome = 'done' "
                      "AND subject = '2026-Q3' AND reason = 'show'");
    expect_one(stage, "SELECT count(*) FROM audit WHERE action = 'equality' AND outcome = 'done' "
                      "AND subject = '2026-Q2'");
}

static void test_the_review_in_ascii(void **state)
{
    struct terminal *const terminal = stage_open(*state, (struct view){.locale = "C"});
    give(terminal, "equality");
    expect_text(terminal, "Equality review of 2026-Q3");
    expect_screen(terminal, "equality-80x24-ascii.txt", false);
    terminal_free(terminal);
}

static void test_the_review_in_words(void **state)
{
    struct terminal *const terminal =
        stage_start(*state, (struct view){.plain = true, .columns = 132});
    expect_text(terminal, "vha>");
    type(terminal, "equality\r");
    expect_text(terminal, "OFFICIAL. Equality review of 2026-Q3, 208 on the list, beside 2026-Q2.");
    type(terminal, "3\r");
    expect_text(terminal, "Section 3. Ethnicity, in five broad groups.");
    expect_text(terminal, "White: the others are compared with this group.");
    expect_text(terminal, "Asian: ratio to the census 2.79 (1.79 to 4.35), to the suspects ");
    terminal_free(terminal);
}

static const char findings[] = "Nothing stands out that the suspects do not tell of.";

static void test_the_coordinator_closes_it(void **state)
{
    const struct stage *const stage = *state;
    stage_tamper(stage, "UPDATE user SET role = 'coordinator'");
    struct terminal *terminal = stage_open(stage, (struct view){0});
    give(terminal, "concern Many stops on one estate");
    expect_text(terminal, "is filed");
    give(terminal, "close_equality");
    expect_text(terminal, "Closing the equality review of 2026-Q3");
    expect_text(terminal, "1 concern is filed.");
    type(terminal, findings);
    press(terminal, "Escape");
    press(terminal, "Escape");
    terminal_free(terminal);
    expect_one(stage, "SELECT count(*) = 0 FROM equality_closing");

    terminal = stage_open(stage, (struct view){0});
    give(terminal, "close_equality");
    expect_text(terminal, "This is what you had written when you left");
    expect_text(terminal, findings);
    press(terminal, "Enter");
    expect_text(terminal, "The review of 2026-Q3 is then closed for good");
    press(terminal, "Enter");
    expect_text(terminal, "The equality review of 2026-Q3 is closed, with its figures.");
    give(terminal, "equality");
    type(terminal, "7");
    expect_text(terminal, "Many stops on one estate");
    expect_text(terminal, ": Nothing stands out that");
    give(terminal, "close_equality");
    expect_text(terminal, "is closed already");
    terminal_free(terminal);
    expect_one(stage, "SELECT count(*) FROM equality_closing WHERE quarter = '2026-Q3' AND figures "
                      "LIKE 'breakdown,code,label,%'");
    expect_one(stage, "SELECT count(*) FROM audit WHERE action = 'equality-close' AND outcome = "
                      "'done' AND subject = '2026-Q3'");
    stage_tamper(stage, "UPDATE user SET role = 'mo2'");
}

/* The people of London as they were held against the list on one day: kept screens stay when
 * figures are added to the shipped file. */
static int set_up(void **state)
{
    assert_int_equal(stage_set_up_compared(state), 0);
    const struct stage *const stage = *state;
    char *const config = path_in(stage->home, "config");
    struct program_result result = program_run(
        NULL, (const char *const[]){"/bin/cp", VHA_SOURCE_DIR "/tests/data/population.yaml", config,
                                    NULL});
    assert_int_equal(result.status, 0);
    program_result_free(&result);
    free(config);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_review),
        cmocka_unit_test(test_the_review_in_ascii),
        cmocka_unit_test(test_the_review_in_words),
        cmocka_unit_test(test_the_coordinator_closes_it),
    };
    return cmocka_run_group_tests(tests, set_up, stage_tear_down);
}
