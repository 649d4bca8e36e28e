/* What MO2 works with from load to load, in a real terminal: the daily search list, and what
 * has changed since the quarter before. */
#include "stage.h"

#include <stdio.h>
#include <string.h>

static void test_the_daily_search_list(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *const terminal = stage_open(stage, (struct view){0});
    give(terminal, "searches");
    expect_text(terminal, "people who score 2,500 or more");
    expect_under_cursor(terminal, "2021/0002197G");
    expect_screen(terminal, "searches-80x24.txt", false);
    press(terminal, "Down");
    expect_under_cursor(terminal, "Łukasz, José");
    press(terminal, "Enter");
    expect_text(terminal, "1 Why");
    press(terminal, "Escape");
    expect_under_cursor(terminal, "Łukasz, José");
    terminal_free(terminal);
    expect_one(stage, "SELECT count(*) FROM audit WHERE action = 'searches' AND outcome = 'done' "
                      "AND subject = '2026-Q3' AND reason LIKE '% people'");
    expect_one(stage, "SELECT count(*) FROM audit WHERE action = 'open' AND outcome = 'done' AND "
                      "number > (SELECT max(number) FROM audit WHERE action = 'searches')");
}

static void test_the_daily_search_list_in_words(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *const terminal =
        stage_start(stage, (struct view){.plain = true, .columns = 132});
    expect_text(terminal, "vha>");
    type(terminal, "searches\r");
    expect_text(terminal, "OFFICIAL. Daily search list: ");
    expect_text(terminal, "Rank 1, score 8,422.778, 2021/0002197G, born ");
    type(terminal, "open\r");
    expect_text(terminal, "OFFICIAL. Record of O'Neill, Noah, 2021/0002197G");
    terminal_free(terminal);
}

/* Whoever leaves the list leaves this one too, while it is open; the look is on record again. */
static void test_whoever_leaves_the_list_is_searched_for_no_more(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *const terminal = stage_open(stage, (struct view){0});
    give(terminal, "searches");
    expect_under_cursor(terminal, "2021/0002197G");
    stage_tamper(stage,
                 "INSERT INTO user (login, name, role, created) VALUES "
                 "('analyst.as', 'Analyst Two', 'analyst', '2026-05-01T00:00:00Z');"
                 "INSERT INTO removal (pncid, ground, rationale, evidence, bcu, asked_by, "
                 "asked_at, state) VALUES ('2021/0002197G', 'other', 'Moved abroad in May; nothing "
                 "has been seen of him since.', '', 'AS', 'analyst.as', '2026-10-02T09:00:00Z', "
                 "'under-review');"
                 "INSERT INTO removal_step SELECT max(number), 1, 'send', '2026-10-02T09:00:00Z', "
                 "'analyst.as', '' FROM removal");
    struct program_result result = program_run(
        stage->home, (const char *const[]){program_vha(), "removal", "approve", "1", "--reason",
                                           "Confirmed.", "--until", "2037-01-01", NULL});
    if (result.status != 0)
        fail_msg("%s", result.errors);
    program_result_free(&result);
    expect_text(terminal, "207 of 207");
    expect_no_text(terminal, "2021/0002197G");
    expect_under_cursor(terminal, "Łukasz, José");
    terminal_free(terminal);
}

/* ---------------------------------------------------------------------------- between quarters */

static void test_the_changes(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *const terminal = stage_open(stage, (struct view){0});
    give(terminal, "changes");
    expect_text(terminal, "2026-Q3 beside 2026-Q2: 208 came, 25 went, 0 stayed");
    press(terminal, "Down");
    expect_text(terminal, "0000347/26 of RAPE, 2026-01-12");
    expect_screen(terminal, "changes-80x24.txt", false);
    press(terminal, "Enter");
    expect_text(terminal, "1 Why");
    press(terminal, "Escape");
    expect_under_cursor(terminal, "2021/0002197G");
    press(terminal, "Tab");
    press(terminal, "Tab");
    expect_under_cursor(terminal, "0 of the 0 who stayed");
    press(terminal, "S-Tab");
    expect_under_cursor(terminal, "25 went off it");
    press(terminal, "Down");
    press(terminal, "Enter");
    expect_text(terminal, "is not in this quarter's extract");
    press(terminal, "Escape");
    give(terminal, "changes 21/2197g");
    expect_text(terminal, "2021/0002197G over the quarters kept");
    expect_row_with(terminal, "2026-Q2", "not in the extract");
    expect_row_with(terminal, "2026-Q3", "8,422.778");
    press(terminal, "Enter");
    expect_text(terminal, "vha archive open 2026-Q2");
    press(terminal, "Escape");
    give(terminal, "changes 2021/0002197H");
    expect_text(terminal, "The check letter of 2021/0002197H would be G");
    terminal_free(terminal);
    expect_one(stage, "SELECT count(*) FROM audit WHERE action = 'changes' AND outcome = 'done' "
                      "AND subject = '2026-Q3' AND reason = '2026-Q2'");
    expect_one(stage, "SELECT count(*) FROM audit WHERE action = 'changes' AND outcome = 'done' "
                      "AND subject = '2021/0002197G'");
}

static void test_the_changes_in_words(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *const terminal =
        stage_start(stage, (struct view){.plain = true, .columns = 132});
    expect_text(terminal, "vha>");
    type(terminal, "changes\r");
    expect_text(terminal, "OFFICIAL. 2026-Q3 beside 2026-Q2: 208 came, 25 went, 0 stayed");
    expect_text(terminal, "2021/0002197G, O'Neill, Noah: crime report 0000347/26 of RAPE, ");
    type(terminal, "changes 2021/0002197G\r");
    expect_text(terminal, "2026-Q2: not in the extract.");
    expect_text(terminal, "2026-Q3: rank 1, score 8,422.778, 7 crime reports and 0 of ");
    terminal_free(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_daily_search_list),
        cmocka_unit_test(test_the_daily_search_list_in_words),
        cmocka_unit_test(test_the_changes),
        cmocka_unit_test(test_the_changes_in_words),
        cmocka_unit_test(test_whoever_leaves_the_list_is_searched_for_no_more),
    };
    return cmocka_run_group_tests(tests, stage_set_up_compared, stage_tear_down);
}
