/* What MO2 works with from load to load, in a real terminal: the daily search list. */
#include "stage.h"

#include <stdio.h>
#include <string.h>

static void give(struct terminal *terminal, const char *order)
{
    type(terminal, ":\x15");
    type(terminal, order);
    press(terminal, "Enter");
}

static void expect_one(const struct stage *stage, const char *sql)
{
    if (stage_number(stage, sql) != 1)
        fail_msg("not so: %s", sql);
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_daily_search_list),
        cmocka_unit_test(test_the_daily_search_list_in_words),
        cmocka_unit_test(test_whoever_leaves_the_list_is_searched_for_no_more),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
