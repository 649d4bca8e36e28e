/* Themes changed while the workstation runs, and the colours that terminals of each depth get. */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

static const char *const themes[] = {"colour-blind-safe", "dark", "high-contrast", "light", "mono"};
enum { THEMES = sizeof themes / sizeof themes[0] };

static bool same_look(struct terminal_cell one, struct terminal_cell other)
{
    return one.bold == other.bold && one.underline == other.underline &&
           one.reverse == other.reverse && one.foreground == other.foreground &&
           one.background == other.background;
}

/* All cells but those of the first line, which has the clock, and of the last `without` lines. */
static void expect_same_cells(const struct terminal *actual, const struct terminal *expected,
                              int without)
{
    for (int row = 1; row < terminal_rows(expected) - without; row++)
        for (int column = 0; column < terminal_columns(expected); column++) {
            const struct terminal_cell is = terminal_cell(actual, row, column);
            const struct terminal_cell should = terminal_cell(expected, row, column);
            /* A right half looks as its left half does, whatever the emulator keeps for it. */
            if (strcmp(is.text, should.text) == 0 && (is.width == 0 || same_look(is, should)))
                continue;
            terminal_dump(actual, stderr);
            fail_msg("row %d, column %d: \"%s\" in %d on %d, expected \"%s\" in %d on %d", row,
                     column, is.text, is.foreground, is.background, should.text, should.foreground,
                     should.background);
        }
}

/* However one comes to a theme, it looks as if the workstation had been started in it. */
static void test_a_switched_screen_equals_a_fresh_one(void **state)
{
    static const char *const terms[] = {"xterm-256color", "linux"};
    for (size_t t = 0; t < sizeof terms / sizeof terms[0]; t++) {
        struct terminal *terminal =
            stage_open(*state, (struct view){.term = terms[t], .theme = "mono"});
        for (size_t i = 0; i < THEMES; i++) {
            char words[64];
            struct terminal *fresh =
                stage_open(*state, (struct view){.term = terms[t], .theme = themes[i]});
            press(terminal, "T");
            snprintf(words, sizeof words, "Theme %s, %zu of 5.", themes[i], i + 1);
            expect_text(terminal, words);
            expect_same_cells(terminal, fresh, 1);
            press(terminal, "Escape");
            expect_same_cells(terminal, fresh, 0);
            terminal_free(fresh);
        }
        terminal_free(terminal);
    }
}

/* The list behind the line is painted in the theme that is typed, and gets its own back. */
static void test_preview_and_back(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    struct terminal *dark = stage_open(*state, (struct view){0});
    struct terminal *light = stage_open(*state, (struct view){.theme = "light"});
    type(terminal, ":theme light");
    expect_text(terminal, "light: Enter keeps it, Esc goes back to dark.");
    expect_same_cells(terminal, light, 2);
    type(terminal, "x");
    expect_text(terminal, "There is no theme \"lightx\"");
    expect_same_cells(terminal, dark, 2);
    press(terminal, "C-u");
    type(terminal, "theme l\t");
    expect_text(terminal, ":theme light");
    expect_same_cells(terminal, light, 2);
    press(terminal, "Escape");
    expect_same_cells(terminal, dark, 0);
    press(terminal, ":");
    expect_same_cells(terminal, dark, 2);
    press(terminal, "Up");
    expect_same_cells(terminal, light, 2);
    press(terminal, "Enter");
    expect_text(terminal, "Theme light.");
    expect_same_cells(terminal, light, 1);
    terminal_free(terminal);
    terminal_free(dark);
    terminal_free(light);
}

static size_t bytes_of(struct terminal *terminal, const char *key)
{
    terminal_mark(terminal);
    press(terminal, key);
    return terminal_bytes(terminal);
}

/* On a slow line: a theme sends no more than the screen painted afresh, the theme that is there
 * already sends its sentence, and typing a name sends what is typed. */
static void test_bytes_of_a_switch(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.rows = 50, .columns = 200});
    const size_t afresh = bytes_of(terminal, "C-l");
    const size_t switched = bytes_of(terminal, "T");
    assert_in_range(switched, 1, afresh + afresh / 20);
    type(terminal, ":theme h");
    terminal_mark(terminal);
    type(terminal, "i");
    assert_in_range(terminal_bytes(terminal), 1, 100); /* the letter and the cursor after it */
    terminal_mark(terminal);
    press(terminal, "Enter");
    expect_text(terminal, "Theme high-contrast.");
    const size_t again = terminal_bytes(terminal);
    assert_in_range(again, 1, 1000); /* the two last lines */
    print_message("afresh %zu bytes, a theme %zu, the same theme %zu\n", afresh, switched, again);
    terminal_free(terminal);
}

/* -------------------------------------------------------------------------------------- depths */

enum depth { DEPTH_NONE, DEPTH_8, DEPTH_256, DEPTH_TRUE };

static bool is_true_colour(int colour)
{
    return colour >= 0x1000000;
}

/* The most that any cell's colour needs. */
static enum depth depth_of(const struct terminal *terminal)
{
    enum depth depth = DEPTH_NONE;
    for (int row = 0; row < terminal_rows(terminal); row++)
        for (int column = 0; column < terminal_columns(terminal); column++) {
            const struct terminal_cell cell = terminal_cell(terminal, row, column);
            const int most = cell.foreground > cell.background ? cell.foreground : cell.background;
            const enum depth needed = is_true_colour(most)              ? DEPTH_TRUE
                                      : most >= 16                      ? DEPTH_256
                                      : most != TERMINAL_DEFAULT_COLOUR ? DEPTH_8
                                                                        : DEPTH_NONE;
            depth = needed > depth ? needed : depth;
        }
    return depth;
}

/* True colours where they are offered: by the terminal's name, or by COLORTERM where there is a
 * description to go with it. GNU screen passes on what the terminal around it offers. */
static void test_depths_of_colour(void **state)
{
    static const struct {
        const char *term;
        const char *extra;
        enum depth depth;
    } kinds[] = {
        {"xterm-256color", NULL, DEPTH_256},
        {"xterm-256color", "COLORTERM=truecolor", DEPTH_TRUE},
        {"xterm-256color", "COLORTERM=24bit", DEPTH_TRUE},
        {"xterm-256color", "COLORTERM=", DEPTH_256},
        {"xterm-256color", "COLORTERM=yes", DEPTH_256},
        {"tmux-256color", "COLORTERM=truecolor", DEPTH_TRUE},
        {"screen-256color", "COLORTERM=truecolor", DEPTH_256},
        {"linux", NULL, DEPTH_8},
        {"vt220", "COLORTERM=truecolor", DEPTH_NONE},
        {"xterm-direct", NULL, DEPTH_TRUE},
        {"xterm-direct", "COLORTERM=truecolor", DEPTH_TRUE},
        {"xterm-256color", "NO_COLOR=1", DEPTH_NONE},
        {"xterm-direct", "NO_COLOR=1", DEPTH_NONE},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct terminal *terminal =
            stage_open(*state, (struct view){.term = kinds[i].term, .extra = kinds[i].extra});
        if (depth_of(terminal) != kinds[i].depth)
            fail_msg("%s with %s: depth %d", kinds[i].term, kinds[i].extra, depth_of(terminal));
        press(terminal, "Down");
        expect_under_cursor(terminal, "6,621.222");
        press(terminal, "q");
        expect_end(terminal, 0);
        expect_given_back(terminal);
        terminal_free(terminal);
    }
}

/* True colours are those of the file, to the last bit. */
static void test_true_colours_are_exact(void **state)
{
    struct terminal *terminal =
        stage_open(*state, (struct view){.extra = "COLORTERM=truecolor", .theme = "dark"});
    int row = 0;
    int column = 0;
    assert_true(terminal_find(terminal, "OFFICIAL", &row, &column));
    const struct terminal_cell marking = terminal_cell(terminal, row, column);
    assert_int_equal(marking.foreground, 0x11c1c1c);
    assert_int_equal(marking.background, 0x1ffd75f);
    assert_true(marking.bold);
    terminal_free(terminal);
}

/* A colourless terminal says that it is one, and stays so. */
static void test_no_colours_to_choose(void **state)
{
    static const struct {
        struct view view;
        const char *sentence;
    } kinds[] = {
        {{.term = "vt100"}, "This terminal shows no colours"},
        {{.term = "xterm-mono"}, "This terminal shows no colours"},
        {{.extra = "NO_COLOR=1"}, "NO_COLOR is set"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct terminal *terminal = stage_open(*state, kinds[i].view);
        press(terminal, "T");
        expect_text(terminal, kinds[i].sentence);
        type(terminal, ":theme light");
        expect_text(terminal, kinds[i].sentence);
        press(terminal, "Enter");
        expect_text(terminal, kinds[i].sentence);
        press(terminal, "Escape");
        assert_int_equal(depth_of(terminal), DEPTH_NONE);
        press(terminal, "Down");
        expect_under_cursor(terminal, "6,621.222");
        terminal_free(terminal);
    }
    /* Whoever asks for a theme by name gets its colours. */
    struct terminal *terminal =
        stage_open(*state, (struct view){.extra = "NO_COLOR=1", .theme = "light"});
    assert_int_equal(depth_of(terminal), DEPTH_256);
    terminal_free(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_switched_screen_equals_a_fresh_one),
        cmocka_unit_test(test_preview_and_back),
        cmocka_unit_test(test_bytes_of_a_switch),
        cmocka_unit_test(test_depths_of_colour),
        cmocka_unit_test(test_true_colours_are_exact),
        cmocka_unit_test(test_no_colours_to_choose),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
