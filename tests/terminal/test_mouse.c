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

static void click_on(struct terminal *terminal, const char *text)
{
    int row = 0;
    int column = 0;
    expect_text(terminal, text);
    assert_true(terminal_find(terminal, text, &row, &column));
    assert_true(terminal_click(terminal, row, column));
    come_to_rest(terminal);
}

/* A policy to try is clicked on and again, and so is somebody whom it moves. */
static void test_model(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    give(terminal, "model");
    click_on(terminal, "Linear decay");
    expect_under_cursor(terminal, "linear-decay");
    expect_text(terminal, "Policies to try on the list");
    click_on(terminal, "Linear decay");
    expect_text(terminal, "Model of 2026-Q3: Linear decay");
    static const char fallen[] = "2017/0014279D";
    click_on(terminal, fallen);
    expect_under_cursor(terminal, fallen);
    expect_text(terminal, "Model of 2026-Q3");
    click_on(terminal, fallen);
    expect_text(terminal, "Timeline");
    expect_no_text(terminal, "Model of 2026-Q3");
    terminal_free(terminal);
}

/* An answer is clicked on and again; an answer that was given is taken back so; and what lies
 * between them is nothing to choose. */
static void test_assessment(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    give(terminal, "assess 0123456/26");
    click_on(terminal, "2  no");
    expect_text(terminal, "> 2  no");
    expect_text(terminal, "current list of mandatory crimes?");
    click_on(terminal, "2  no");
    expect_text(terminal, "Is the victim willing");
    click_on(terminal, "Is the victim willing");
    click_on(terminal, "Mandatory crimes. Is the offence");
    expect_text(terminal, "> Mandatory crimes.");
    click_on(terminal, "    no"); /* the second line of the same answer */
    expect_text(terminal, "> 2  no");
    expect_no_text(terminal, "Is the victim willing");
    terminal_free(terminal);
}

static void test_columns(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    give(terminal, "columns");
    click_on(terminal, "[ ] PNCID");
    expect_under_cursor(terminal, "[ ] PNCID");
    click_on(terminal, "[ ] PNCID");
    expect_under_cursor(terminal, "[x] PNCID");
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
        cmocka_unit_test(test_model),
        cmocka_unit_test(test_assessment),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_clicks_everywhere),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
