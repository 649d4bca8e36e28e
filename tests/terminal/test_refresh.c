/* A weekly refresh under five open sessions (SOP 70): each shows it within two seconds and says
 * what has changed; what is being typed stays, and it is shown after that. And the results of the
 * daily searches, in the same way. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SESSIONS = 5, TYPING = 1, READING = 2, PATIENCE_MS = 2000 };

#define SHOWN "The refresh is shown: wanted by EWMS 1, were "

static struct program_result refresh(const struct stage *stage, const char *file)
{
    return program_run(stage->home, (const char *const[]){program_vha(), "refresh", "wanted", file,
                                                          "--as-of", "2026-10-08", NULL});
}

static void write_wanted(const char *file, const char *text)
{
    FILE *const out = fopen(file, "w");
    assert_non_null(out);
    assert_true(fprintf(out, "pncid,source,since,reference\n%s\n", text) > 0 && fclose(out) == 0);
}

static void expect_another(const struct stage *stage, const char *file)
{
    write_wanted(file, "2011/0012424W,EWMS,2026-10-03,EW2");
    struct program_result result = refresh(stage, file);
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.output, "Movements on the list: 2\n"));
    program_result_free(&result);
}

static void test_five_sessions(void **state)
{
    const struct stage *const stage = *state;
    char *const file = path_in(stage->folder, "wanted.csv");
    struct terminal *sessions[SESSIONS];
    write_wanted(file, "2021/0002197G,EWMS,2026-10-03,EW1");
    for (size_t i = 0; i < SESSIONS; i++)
        sessions[i] = stage_open(stage, (struct view){.plain = false});
    press(sessions[TYPING], "/");
    type(sessions[TYPING], "kowal");
    press(sessions[READING], "Enter");
    expect_text(sessions[READING], "[1 Why]");
    press(sessions[READING], "3");
    expect_no_text(sessions[READING], "EW1");
    struct program_result result = refresh(stage, file);
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.output, "Movements on the list: 21\n"));
    program_result_free(&result);
    const int64_t done = terminal_now();
    for (size_t i = 0; i < SESSIONS; i++)
        if (i != TYPING)
            assert_true(terminal_wait_for(sessions[i], SHOWN, PATIENCE_MS));
    assert_true(terminal_now() - done < (int64_t)PATIENCE_MS * 1000000);
    expect_text(sessions[TYPING], "kowal");
    type(sessions[TYPING], "s");
    expect_text(sessions[TYPING], "kowals");
    press(sessions[TYPING], "Escape");
    expect_text(sessions[TYPING], SHOWN);
    expect_text(sessions[READING], "[3 Custody]"); /* where it was, as things are now */
    expect_text(sessions[READING], "EW1");
    press(sessions[0], ":");
    type(sessions[0], "movements\r");
    expect_text(sessions[0], "Movements by the newest refreshes: 21");
    expect_text(sessions[0], "2021/0002197G  2026-10-08  newly wanted (EWMS): O'Neill");
    expect_text(sessions[0], "found: no longer wanted (");
    press(sessions[0], "Escape");
    /* somebody else instead: as many as before, and no other load */
    expect_another(stage, file);
    assert_true(
        terminal_wait_for(sessions[0], "The refresh is shown: as many as before", PATIENCE_MS));
    for (size_t i = 0; i < SESSIONS; i++)
        terminal_free(sessions[i]);
    free(file);
}

static int64_t opened(const struct stage *stage)
{
    return stage_number(stage,
                        "SELECT count(*) FROM audit WHERE action = 'open' AND outcome = 'done' "
                        "AND subject = '2021/0002197G'");
}

/* What the daily searches have found, in sessions that are open: the list says how many reports
 * there are, a record that is open has them, which is on record, and so has one opened then. */
static void test_search_results(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *const list = stage_open(stage, (struct view){.plain = false});
    struct terminal *const reading = stage_open(stage, (struct view){.plain = false});
    press(reading, "Enter");
    expect_text(reading, "[1 Why]");
    expect_no_text(reading, "since the load");
    press(reading, "4");
    press(reading, "Down");
    const int64_t before = opened(stage);
    struct program_result result = program_run(
        stage->home, (const char *const[]){program_vha(), "intel",
                                           VHA_SOURCE_DIR "/tests/data/search-results.csv",
                                           "--as-of", "2026-10-08", NULL});
    assert_int_equal(result.status, 0);
    program_result_free(&result);
    assert_true(terminal_wait_for(
        list, "The refresh is shown: reports new since the load 2, were 0", PATIENCE_MS));
    assert_true(terminal_wait_for(reading, "New since the load, not in the score", PATIENCE_MS));
    expect_text(reading, "2026-10-06 intelligence, PWITS, CRRT90000002");
    expect_text(reading, "reports new since the load 2, were 0");
    assert_int_equal(opened(stage), before + 1);
    press(list, "Enter");
    expect_text(list, "2 reports since the load, not in the score: see Flags");
    press(list, "4");
    expect_text(list, "New since the load, not in the score");
    expect_text(list, "2026-10-06 intelligence, PWITS, CRRT90000002");
    expect_text(list, "graded C1; about 0999999/26; found on 2026-10-08");
    press(reading, "Escape");
    expect_no_text(reading, "[4 Flags]");
    expect_under_cursor(reading, "O'Neill");
    terminal_free(reading);
    terminal_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_sessions),
        cmocka_unit_test(test_search_results),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
