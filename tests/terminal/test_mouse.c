/* The mouse does what the keys do. */
#include "stage.h"

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
        cmocka_unit_test(test_wheel),
        cmocka_unit_test(test_clicks_everywhere),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
