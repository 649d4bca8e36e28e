#include "program.h"

#include <string.h>

/* What is typed, and what the complaint says. All of them end with status 64. */
static const struct {
    const char *words[9];
    const char *said;
} wrong[] = {
    {{"polciy"}, "did you mean 'vha policy'?"},
    {{"inti"}, "did you mean 'vha init'?"},
    {{"xylophone"}, "'xylophone' is no command; see 'vha help'"},
    {{""}, "is no command"},
    {{"policy"}, "after 'policy' comes one of: check, show"},
    {{"policy", "chek"}, "after 'policy' comes one of: check, show"},
    {{"policy", "--help"}, "after 'policy' comes one of: check, show"},
    {{"help", "polcy"}, "did you mean 'vha policy'?"},
    {{"help", "init", "more"}, "is no command"},
    {{"init", "--hoem", "x"}, "did you mean --home?"},
    {{"--prnt-screen", "80x24"}, "did you mean --print-screen?"},
    {{"synth", "--sede=3"}, "'--sede'; did you mean --seed? See 'vha synth --help'."},
    {{"-h"}, "no option '-h'"},
    {{"init", "-x"}, "'vha init' has no option '-x'"},
    {{"init", "--home"}, "--home needs a value: --home DIR"},
    {{"init", "--home="}, "--home is empty"},
    {{"init", "--home", ""}, "--home is empty"},
    {{"init", "--help=yes"}, "--help takes no value"},
    {{"init", "somewhere"}, "'somewhere' is one word more than 'vha init' takes"},
    {{"init", "--", "--home"}, "'--home' is one word more"},
    {{"policy", "check"}, "'vha policy check' needs FILE"},
    {{"policy", "check", "a", "b"}, "'b' is one word more"},
    {{"policy", "check", "--", "a", "b"}, "'b' is one word more"},
    {{"synth"}, "needs DIR"},
    {{"synth", "d"}, "needs --nominals N"},
    {{"synth", "d", "--nominals", "5", "--quarter", "2026-Q3"}, "needs --seed S"},
    {{"synth", "d", "--nominals", "0"}, "--nominals is '0'; it takes a whole number from 1 to"},
    {{"synth", "d", "--nominals", "5000001"}, "whole number from 1 to 5000000"},
    {{"synth", "d", "--nominals", "-1"}, "--nominals is '-1'"},
    {{"synth", "d", "--nominals", "1e3"}, "--nominals is '1e3'"},
    {{"synth", "d", "--nominals", " 7"}, "--nominals is ' 7'"},
    {{"synth", "d", "--nominals", ""}, "--nominals is ''"},
    {{"synth", "d", "--nominals", "18446744073709551617"}, "whole number from 1"},
    {{"synth", "d", "--as-of", "2026-02-29"}, "--as-of is '2026-02-29'; it takes a day"},
    {{"synth", "d", "--as-of", "01/10/2026"}, "as YYYY-MM-DD"},
    {{"synth", "d", "--format", "ods"}, "--format is 'ods'; it takes one of: csv, xlsx"},
    {{"synth", "d", "--format", "CSV"}, "it takes one of: csv, xlsx"},
    {{"completions"}, "needs SHELL (bash, zsh or fish)"},
    {{"completions", "ksh"}, "SHELL is 'ksh'; it takes one of: bash, zsh, fish"},
    {{"--format", "csv", "synth"}, "'vha' has no option '--format'"},
};

static void test_wrong_command_lines(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < VHA_COUNT(wrong); i++) {
        run(place, wrong[i].words);
        expect_failure(place, VHA_USAGE, wrong[i].said);
        assert_string_equal(place->out, "");
    }
}

static void test_wrong_size_of_a_screen(void **state)
{
    struct place *place = *state;
    static const char *const sizes[] = {"80",   "x",     "80x",    "x24",      "80x24x",
                                        "0x24", "80x-1", "80 x24", "99999x24", "eightyx24"};
    for (size_t i = 0; i < VHA_COUNT(sizes); i++) {
        RUN(place, "--print-screen", sizes[i]);
        expect_failure(place, VHA_USAGE, "takes columns and rows, such as 80x24");
    }
}

/* What was typed is shown, never obeyed. */
static void test_control_characters_are_escaped(void **state)
{
    struct place *place = *state;
    RUN(place, "\033[31mred\a\n");
    expect_failure(place, VHA_USAGE, "\\x1b[31mred\\x07\\x0a");
    assert_null(strchr(place->errors, '\033'));
    RUN(place, "\xe2\x80\xae\xff");
    expect_failure(place, VHA_USAGE, "\\u{202e}\\xff");
}

static void test_very_long_word(void **state)
{
    struct place *place = *state;
    static char word[100000];
    memset(word, 'w', sizeof word - 1);
    RUN(place, word);
    assert_int_equal(place->status, VHA_USAGE);
    assert_true(strlen(place->errors) < 2100);
    static char option[100000];
    memset(option, '-', sizeof option - 1);
    RUN(place, "init", option);
    assert_int_equal(place->status, VHA_USAGE);
}

static void test_nothing_is_made_by_a_wrong_command_line(void **state)
{
    struct place *place = *state;
    RUN(place, "init", "extra");
    assert_int_equal(place->status, VHA_USAGE);
    assert_string_not_equal(place->home, "");
    struct vha_error error;
    char *text = NULL;
    size_t length = 0;
    assert_int_equal(vha_read_file(place->reg, 1 << 20, &text, &length, &error), VHA_NO_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_wrong_command_lines, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_wrong_size_of_a_screen, place_with_home, place_close),
        cmocka_unit_test_setup_teardown(test_control_characters_are_escaped, place_open,
                                        place_close),
        cmocka_unit_test_setup_teardown(test_very_long_word, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_nothing_is_made_by_a_wrong_command_line, place_open,
                                        place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
