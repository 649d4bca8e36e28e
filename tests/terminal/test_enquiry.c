/* An audit enquiry in a real terminal: met first, answered there, and then the session goes on. */
#include "stage.h"

#include <string.h>

/* Longer than there is room for beside the answer: what is asked, and by when, stays in sight. */
static void ask(const struct stage *stage)
{
    stage_tamper(stage, "INSERT INTO enquiry (entry, login, asked_at, asked_by, question) "
                        "SELECT 2, login, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'mo5.one', "
                        "'Before anything else: ' || replace(hex(zeroblob(8)), '00', char(10)) || "
                        "'Why was this load run at night?' || char(10) || 'Nobody was on duty.' "
                        "FROM user");
}

#define ANSWERS "SELECT count(*) FROM audit WHERE action = 'audit-answer' AND outcome = 'done'"

static void expect_nothing_else(struct terminal *terminal)
{
    expect_text(terminal, "Why was this load run at night?");
    expect_text(terminal, "Nobody was on duty.");
    expect_text(terminal, "Without an answer by");
    expect_no_text(terminal, "2026-Q3  as of");
    expect_no_text(terminal, SAMPLE_PEOPLE);
}

static void test_on_the_screen(void **state)
{
    int status = -1;
    ask(*state);
    struct terminal *terminal = stage_start(*state, (struct view){.asked = true});
    expect_nothing_else(terminal);
    type(terminal, "A witness had come");
    press(terminal, "C-o");
    type(terminal, "at ten.");
    /* Kept at the pause: a line that drops loses nothing of it. */
    while (stage_number(*state, "SELECT count(*) FROM draft WHERE text LIKE '%at ten.'") == 0)
        come_to_rest(terminal);
    terminal_hang_up(terminal);
    assert_true(terminal_wait_end(terminal, TERMINAL_PATIENCE, &status));
    terminal_free(terminal);
    assert_int_equal(stage_number(*state, ANSWERS), 0);

    terminal = stage_start(*state, (struct view){.asked = true});
    expect_nothing_else(terminal);
    expect_text(terminal, "at ten.");
    press(terminal, "Enter");
    expect_text(terminal, "once and for all");
    press(terminal, "Enter");
    expect_text(terminal, "Purpose of this session");
    assert_int_equal(stage_number(*state, ANSWERS), 1);
    assert_int_equal(stage_number(*state, "SELECT count(*) FROM audit WHERE action = "
                                          "'audit-answer' AND reason = 'A witness had come' || "
                                          "char(10) || 'at ten.'"),
                     1);
    assert_int_equal(stage_number(*state, "SELECT count(*) FROM draft"), 0);
    type(terminal, "audit\t");
    type(terminal, "after the enquiry\r");
    expect_text(terminal, SAMPLE_PEOPLE);
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

static void test_in_words(void **state)
{
    ask(*state);
    struct terminal *terminal = stage_start(*state, (struct view){.plain = true});
    expect_nothing_else(terminal);
    expect_text(terminal, "Field 1 of 1: Answer.");
    type(terminal, "It was needed\r");
    type(terminal, "for the MACE meeting\r");
    expect_text(terminal, "a point alone ends it");
    type(terminal, ".\r");
    expect_text(terminal, "once and for all");
    type(terminal, "yes\r");
    expect_text(terminal, "of " SAMPLE_PEOPLE ".");
    type(terminal, "quit\r");
    expect_end(terminal, 0);
    terminal_free(terminal);
    assert_int_equal(stage_number(*state, "SELECT count(*) FROM audit WHERE action = "
                                          "'audit-answer' AND reason = 'It was needed' || "
                                          "char(10) || 'for the MACE meeting'"),
                     1);
}

/* Nothing is printed for who was asked. */
static void test_not_printed(void **state)
{
    const struct stage *const stage = *state;
    ask(stage);
    struct program_result result =
        program_run(stage->home, (const char *const[]){program_vha(), "--print-screen", "80x24",
                                                       "--purpose", STAGE_PURPOSE, NULL});
    assert_int_not_equal(result.status, 0);
    assert_string_equal(result.output, "");
    assert_non_null(strstr(result.errors, "enquiry must be answered first"));
    program_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_on_the_screen),
        cmocka_unit_test(test_in_words),
        cmocka_unit_test(test_not_printed),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
