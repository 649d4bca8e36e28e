/* Whoever has no access gets the undertaking form in a terminal, and nothing else. */
#include "stage.h"

#include <string.h>

static void expect_form_alone(struct terminal *terminal)
{
    expect_text(terminal, "User Undertaking Form");
    expect_no_text(terminal, "2026-Q3");
    expect_no_text(terminal, SAMPLE_PEOPLE);
    expect_no_text(terminal, "Purpose of this session");
}

/* What the terminal shows once the program has ended. */
static void expect_last_words(struct terminal *terminal, int status, const char *words)
{
    expect_text(terminal, words);
    expect_end(terminal, status);
    expect_given_back(terminal);
    terminal_free(terminal);
}

#define APPLICATIONS "SELECT count(*) FROM access WHERE reason LIKE 'Tasking of%'"

static void test_a_stranger_applies(void **state)
{
    const struct stage *const stage = *state;
    stage_tamper(stage, "UPDATE access SET login = 'somebody.else'; "
                        "UPDATE user SET login = 'somebody.else'");
    const int64_t refusals =
        stage_number(stage, "SELECT count(*) FROM audit WHERE action = 'enter' "
                            "AND outcome = 'refused'");
    struct terminal *terminal = stage_start(stage, (struct view){.asked = true});
    expect_form_alone(terminal);
    type(terminal, ":list\r"); /* is typed, and does nothing */
    expect_form_alone(terminal);
    press(terminal, "C-u");
    press(terminal, "Escape");
    press(terminal, "Escape");
    expect_last_words(terminal, 67, "ask MO2");
    assert_int_equal(stage_number(stage, "SELECT count(*) FROM audit WHERE action = 'enter' AND "
                                         "outcome = 'refused'"),
                     refusals + 1);
    assert_int_equal(stage_number(stage, APPLICATIONS), 0);

    terminal = stage_start(stage, (struct view){.asked = true});
    expect_form_alone(terminal);
    press(terminal, "C-u");
    type(terminal, "N Jones\tPN 1\tAnalyst, AS\t2026-01-05\t2.5\t\tTasking of");
    press(terminal, "C-o");
    type(terminal, "the borough\r");
    expect_text(terminal, "You undertake this by handing it in.");
    press(terminal, "Enter");
    expect_last_words(terminal, 0, "Your application is on record");
    assert_int_equal(stage_number(stage, APPLICATIONS " AND reason LIKE '%the borough' AND name = "
                                                      "'N Jones' AND training_on = '2026-01-05'"),
                     1);

    /* There is no second form: who comes again reads what comes next. */
    terminal = stage_start(stage, (struct view){.asked = true});
    expect_last_words(terminal, 77, "MO2 Nominals and Central Tasking record that");
    assert_int_equal(stage_number(stage, "SELECT count(*) FROM audit WHERE action IN ('browse', "
                                         "'purpose')"),
                     0);
}

static void test_in_words(void **state)
{
    const struct stage *const stage = *state;
    stage_tamper(stage, "UPDATE access SET login = 'another.one' WHERE login <> 'somebody.else'");
    struct terminal *terminal = stage_start(stage, (struct view){.asked = true, .plain = true});
    expect_form_alone(terminal);
    type(terminal, "M Smith\rPN 2\rAnalyst, CN\r2026-01-05\r2.5\r.\r");
    type(terminal, "Tasking of Hackney\r");
    type(terminal, ".\r");
    expect_text(terminal, "You undertake this by handing it in.");
    type(terminal, "yes\r");
    expect_last_words(terminal, 0, "Your application is on record");
    assert_int_equal(stage_number(stage, APPLICATIONS " AND name = 'M Smith'"), 1);
}

/* Nobody sits before a pipe. */
static void test_no_form_without_a_terminal(void **state)
{
    const struct stage *const stage = *state;
    stage_tamper(stage, "UPDATE access SET login = 'a.third' WHERE name = 'M Smith'");
    struct program_result result =
        program_run(stage->home, (const char *const[]){program_vha(), "--plain", NULL});
    assert_int_equal(result.status, 67);
    assert_string_equal(result.output, "");
    assert_non_null(strstr(result.errors, "ask MO2"));
    program_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_stranger_applies),
        cmocka_unit_test(test_in_words),
        cmocka_unit_test(test_no_form_without_a_terminal),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
