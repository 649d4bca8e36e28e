/* However it ends, the terminal is given back; and it ends when its terminal goes away. */
#include "stage.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static void test_quit(void **state)
{
    static const char *const keys[] = {"q", "C-c"};
    for (size_t i = 0; i < 2; i++) {
        struct terminal *terminal = stage_open(*state, (struct view){0});
        assert_true(terminal_press(terminal, keys[i]));
        expect_end(terminal, 0);
        expect_given_back(terminal);
        terminal_free(terminal);
    }
}

/* Where there is no room for anything, there is for that. */
static void test_quit_where_it_is_too_small(void **state)
{
    struct terminal *terminal = stage_start(*state, (struct view){.rows = 12});
    expect_text(terminal, "Make it larger; q leaves the VHA.");
    assert_true(terminal_press(terminal, "q"));
    expect_end(terminal, 0);
    expect_given_back(terminal);
    terminal_free(terminal);
}

static void test_signals_that_end_it(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct terminal *terminal = stage_open(*state, (struct view){0});
        terminal_signal(terminal, signals[i]);
        expect_end(terminal, 0);
        expect_given_back(terminal);
        terminal_free(terminal);
    }
}

static void test_hang_up(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    terminal_hang_up(terminal);
    expect_end(terminal, 0);
    terminal_free(terminal);
}

/* The line drops at any moment: while keys are on their way in and screens on their way out. */
static void test_terminal_vanishes_in_the_middle(void **state)
{
    static const char *const work[] = {"jjjjjjjj", "\x06\x06\x06", "/gar", "f ", "\r", "sSsS"};
    for (size_t i = 0; i < sizeof work / sizeof work[0]; i++) {
        struct terminal *terminal = stage_open(*state, (struct view){.rows = 60, .columns = 200});
        assert_true(terminal_type(terminal, work[i]));
        terminal_hang_up(terminal);
        expect_end(terminal, 0);
        terminal_free(terminal);
    }
}

/* Or while the first screen is on its way. */
static void test_terminal_vanishes_at_the_start(void **state)
{
    for (int quiet = 0; quiet < 5; quiet++) {
        struct terminal *terminal = stage_start(*state, (struct view){0});
        assert_true(terminal_wait_repaint(terminal, quiet, TERMINAL_PATIENCE));
        terminal_hang_up(terminal);
        expect_end(terminal, 0);
        terminal_free(terminal);
    }
}

/* Neither a line that drops nor a program that is killed costs an answer of a crime assessment. */
static void test_an_assessment_goes_on(void **state)
{
    static const struct {
        int signal;
        int status;
        const char *answer;
        const char *next;
    } ends[] = {{SIGHUP, 0, "2", "Is the victim willing"},
                {SIGKILL, 128 + SIGKILL, "1", "Is the suspect identified"}};
    struct terminal *terminal = stage_open(*state, (struct view){0});
    give(terminal, "assess 0123456/26");
    expect_text(terminal, "mandatory crimes?");
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        assert_true(terminal_press(terminal, ends[i].answer));
        expect_text(terminal, ends[i].next);
        terminal_signal(terminal, ends[i].signal);
        expect_end(terminal, ends[i].status);
        terminal_free(terminal);
        terminal = stage_open(*state, (struct view){0});
        give(terminal, "assess 0123456/26");
        expect_text(terminal, "You had given answers when you left");
        expect_text(terminal, ends[i].next);
    }
    press(terminal, "Left");
    press(terminal, "2");
    expect_text(terminal, "Assessed out: the victim does not support a prosecution.");
    press(terminal, "1");
    expect_text(terminal, "This is on record.");
    terminal_free(terminal);
    assert_int_equal(stage_number(*state, "SELECT count(*) FROM draft"), 0);
}

/* Stopped from the shell's job control and taken up again, with its screen. */
static void test_suspend_and_resume(void **state)
{
    const struct stage *stage = *state;
    char *environment = NULL;
    assert_true(asprintf(&environment, "VHA_HOME=%s", stage->home) > 0);
    char *script = NULL;
    assert_true(asprintf(&script,
                         "set -m; %s --purpose '" STAGE_PURPOSE
                         "'; echo stopped $?; fg >/dev/null; echo back $?",
                         program_vha()) > 0);
    struct terminal *terminal = terminal_start(&(struct terminal_options){
        .arguments = (const char *const[]){"/bin/bash", "--norc", "-c", script, NULL},
        .environment = (const char *const[]){"TERM=xterm-256color", "LC_ALL=C.UTF-8",
                                             "PATH=/usr/bin:/bin", environment, NULL},
        .rows = 24,
        .columns = 80});
    assert_non_null(terminal);
    expect_text(terminal, "quit");
    come_to_rest(terminal);
    press(terminal, "Down");
    terminal_mark(terminal);
    press(terminal, "C-z");
    expect_text(terminal, "quit");
    assert_non_null(strstr(terminal_raw(terminal), "stopped 148"));
    expect_under_cursor(terminal, "6,621.222");
    assert_true(terminal_press(terminal, "q"));
    expect_text(terminal, "back 0");
    expect_end(terminal, 0);
    free(script);
    free(environment);
    terminal_free(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quit),
        cmocka_unit_test(test_quit_where_it_is_too_small),
        cmocka_unit_test(test_signals_that_end_it),
        cmocka_unit_test(test_hang_up),
        cmocka_unit_test(test_terminal_vanishes_in_the_middle),
        cmocka_unit_test(test_terminal_vanishes_at_the_start),
        cmocka_unit_test(test_an_assessment_goes_on),
        cmocka_unit_test(test_suspend_and_resume),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
