/* The mouse does what the keys do. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_click_and_click_again(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    assert_true(terminal_wants_mouse(terminal));
    int row = 0;
    int column = 0;
    assert_true(terminal_find(terminal, "6,338.222", &row, &column));
    assert_true(terminal_click(terminal, row, column));
    come_to_rest(terminal);
    expect_under_cursor(terminal, "6,338.222");
    expect_row_with(terminal, "Why: ", "4");
    assert_true(terminal_click(terminal, row, column));
    expect_text(terminal, "2006/0010100U");
    terminal_free(terminal);
}

/* What the mouse tells besides, each report on its own as a hand makes them, holds nothing up: the
 * pane follows, and the next click counts. */
static void test_what_means_nothing(void **state)
{
    static const struct {
        int button;
        char end;
    } reports[] = {{0, 'm'},  {1, 'M'},  {1, 'm'},   {2, 'M'},
                   {66, 'M'}, {67, 'M'}, {128, 'M'}, {35, 'M'}};
    struct terminal *terminal = stage_open(*state, (struct view){0});
    int row = 0;
    int column = 0;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        char report[48];
        assert_true(terminal_find(terminal, i % 2 == 0 ? "6,338.222" : "6,296.111", &row, &column));
        snprintf(report, sizeof report, "\033[<0;%d;%dM", column + 1, row + 1);
        assert_true(terminal_type(terminal, report));
        expect_text(terminal, i % 2 == 0 ? ">   4" : ">   5");
        snprintf(report, sizeof report, "\033[<%d;%d;%d%c", reports[i].button, column + 1, row + 1,
                 reports[i].end);
        assert_true(terminal_type(terminal, report));
        expect_text(terminal, i % 2 == 0 ? "Why: rank 4" : "Why: rank 5");
    }
    terminal_free(terminal);
}

static void test_wheel(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    int row = 0;
    int column = 0;
    assert_true(terminal_find(terminal, "6,338.222", &row, &column));
    expect_text(terminal, "8,422.778");
    for (int i = 0; i < 3; i++)
        assert_true(terminal_wheel(terminal, row, column, true));
    come_to_rest(terminal);
    expect_no_text(terminal, "8,422.778");
    for (int i = 0; i < 3; i++)
        assert_true(terminal_wheel(terminal, row, column, false));
    come_to_rest(terminal);
    expect_text(terminal, "8,422.778");
    terminal_free(terminal);
}

static void test_clicks_everywhere(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){.rows = 30, .columns = 110});
    for (int row = 0; row < 30; row += 3)
        for (int column = 0; column < 110; column += 7) {
            assert_true(terminal_click(terminal, row, column));
            if ((row + column) % 5 == 0)
                assert_true(terminal_wheel(terminal, row, column, column % 2 == 0));
        }
    come_to_rest(terminal);
    press(terminal, "Escape");
    press(terminal, "Escape");
    press(terminal, "C");
    expect_text(terminal, SAMPLE_PEOPLE " of " SAMPLE_PEOPLE);
    terminal_free(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_click_and_click_again),
        cmocka_unit_test(test_what_means_nothing),
        cmocka_unit_test(test_wheel),
        cmocka_unit_test(test_clicks_everywhere),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
