/* Kinds of terminals, colours and locales. */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

/* Cells whose colours are not the terminal's own. */
static size_t coloured_cells(const struct terminal *terminal)
{
    size_t count = 0;
    for (int row = 0; row < terminal_rows(terminal); row++)
        for (int column = 0; column < terminal_columns(terminal); column++) {
            const struct terminal_cell cell = terminal_cell(terminal, row, column);
            count += cell.foreground != TERMINAL_DEFAULT_COLOUR ||
                             cell.background != TERMINAL_DEFAULT_COLOUR
                         ? 1
                         : 0;
        }
    return count;
}

/* The cursor's row differs from the next one in more than colour. */
static void expect_cursor_without_colour(struct terminal *terminal)
{
    const int row = cursor_row(terminal);
    size_t different = 0;
    for (int column = 0; column < terminal_columns(terminal); column++) {
        const struct terminal_cell here = terminal_cell(terminal, row, column);
        const struct terminal_cell below = terminal_cell(terminal, row + 1, column);
        different += here.reverse != below.reverse || here.bold != below.bold ||
                             here.underline != below.underline
                         ? 1
                         : 0;
    }
    assert_true(different > 5);
}

static void test_no_color(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.extra = "NO_COLOR=1"});
    assert_int_equal(coloured_cells(terminal), 0);
    expect_cursor_without_colour(terminal);
    press(terminal, "Down");
    press(terminal, "Enter");
    assert_int_equal(coloured_cells(terminal), 0);
    terminal_free(terminal);

    terminal = stage_open(*state, (struct view){.extra = "NO_COLOR="}); /* empty: not asked for */
    assert_true(coloured_cells(terminal) > 0);
    terminal_free(terminal);

    terminal = stage_open(*state, (struct view){.theme = "mono"});
    assert_int_equal(coloured_cells(terminal), 0);
    terminal_free(terminal);
}

/* Every kind shows the same text, and is left as it was. */
static void test_kinds_of_terminals(void **state)
{
    static const struct {
        const char *term;
        bool colours;
    } kinds[] = {{"xterm-256color", true}, {"xterm", true},         {"vt100", false},
                 {"linux", true},          {"screen", true},        {"screen-256color", true},
                 {"tmux", true},           {"tmux-256color", true}, {"rxvt-unicode", true},
                 {"xterm-mono", false},    {"vt220", false}};
    struct terminal *reference = stage_open(*state, (struct view){.term = kinds[0].term});
    char *expected = terminal_screen(reference);
    terminal_free(reference);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        print_message("%s\n", kinds[i].term);
        struct terminal *terminal = stage_open(*state, (struct view){.term = kinds[i].term});
        char *actual = terminal_screen(terminal);
        assert_string_equal(strchr(actual, '\n'), strchr(expected, '\n'));
        free(actual);
        assert_int_equal(coloured_cells(terminal) > 0, kinds[i].colours);
        press(terminal, "j");
        expect_under_cursor(terminal, "6,621.222");
        press(terminal, "Down");
        expect_under_cursor(terminal, "6,347.944");
        press(terminal, "q");
        expect_end(terminal, 0);
        expect_given_back(terminal);
        terminal_free(terminal);
    }
    free(expected);
}

/* In a locale without Unicode nothing but ASCII is sent, and names stay readable. */
static void test_ascii_locale(void **state)
{
    static const char *const terms[] = {"xterm-256color", "vt100", "linux"};
    for (size_t i = 0; i < 3; i++) {
        struct terminal *terminal =
            stage_open(*state, (struct view){.term = terms[i], .locale = "C"});
        expect_under_cursor(terminal, "O'Neill");
        press(terminal, "PageDown");
        press(terminal, "Enter");
        press(terminal, "G");
        press(terminal, "Escape");
        press(terminal, "?");
        const unsigned char *raw = (const unsigned char *)terminal_raw(terminal);
        for (size_t b = 0; b < terminal_bytes(terminal); b++)
            if (raw[b] >= 0x80u)
                fail_msg("byte %zu is 0x%02x", b, raw[b]);
        terminal_free(terminal);
    }
    struct terminal *terminal = stage_open(*state, (struct view){.locale = "C"});
    expect_screen(terminal, "first-80x24-ascii.txt", false);
    terminal_free(terminal);
}

static void expect_refusal(const struct stage *stage, const char *term, const char *words)
{
    struct terminal *terminal = stage_start(stage, (struct view){.term = term});
    expect_end(terminal, 69);
    expect_text(terminal, words);
    assert_non_null(strstr(terminal_raw(terminal), "start vha --plain instead"));
    expect_given_back(terminal);
    assert_int_equal(terminal_bells(terminal), 0);
    terminal_free(terminal);
}

/* What cannot be used is said in a sentence. */
static void test_terminals_that_cannot_be_used(void **state)
{
    expect_refusal(*state, "no-such-terminal", "no-such-terminal");
    expect_refusal(*state, "dumb", "dumb");
    expect_refusal(*state, "", "TERM");
    expect_refusal(*state, "../../etc/passwd", "unknown");

    const struct stage *stage = *state;
    struct program_result result =
        program_run(stage->home, (const char *const[]){program_vha(), NULL});
    assert_int_equal(result.status, 69);
    assert_string_equal(result.output, "");
    assert_non_null(strstr(result.errors, "terminal"));
    program_result_free(&result);
}

/* Without a terminal the first screen can be had as text. */
static void test_first_screen_as_text(void **state)
{
    const struct stage *stage = *state;
    struct program_result result =
        program_run(stage->home, (const char *const[]){program_vha(), "--print-screen", "80x24",
                                                       "--purpose", STAGE_PURPOSE, NULL});
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.output, "8,422.778"));
    assert_null(strchr(result.output, '\x1b'));
    size_t lines = 0;
    for (const char *at = result.output; *at != '\0'; at++)
        lines += *at == '\n' ? 1 : 0;
    assert_int_equal(lines, 24);
    program_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_color),
        cmocka_unit_test(test_kinds_of_terminals),
        cmocka_unit_test(test_ascii_locale),
        cmocka_unit_test(test_terminals_that_cannot_be_used),
        cmocka_unit_test(test_first_screen_as_text),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
