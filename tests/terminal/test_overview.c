/* The list as pictures: what they show in each size, and what keys and the mouse do to them. */
#include "stage.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct view small = {.rows = 24, .columns = 80};
static const struct view middle = {.rows = 43, .columns = 132};
static const struct view large = {.rows = 60, .columns = 200};

static struct terminal *open_overview(const struct stage *stage, struct view view)
{
    struct terminal *terminal = stage_open(stage, view);
    press(terminal, "o");
    expect_text(terminal, "1 Score");
    return terminal;
}

static void test_small(void **state)
{
    struct terminal *terminal = open_overview(*state, small);
    expect_screen(terminal, "overview-80x24.txt", true);
    press(terminal, "5");
    expect_text(terminal, "page 2 of ");
    press(terminal, "Tab");
    expect_text(terminal, "6 Borough");
    press(terminal, "S-Tab");
    expect_text(terminal, "5 Wanted");
    terminal_free(terminal);
}

/* Filtered, everybody's share stands across the bars and their count behind "of". */
static void test_middle(void **state)
{
    struct terminal *terminal = open_overview(*state, middle);
    press(terminal, "2");
    type(terminal, " ");
    expect_text(terminal, "Only Under 18");
    expect_text(terminal, "█ these");
    expect_screen(terminal, "overview-132x43.txt", true);
    terminal_free(terminal);
}

static void test_large(void **state)
{
    struct terminal *terminal = open_overview(*state, large);
    press(terminal, "6");
    expect_screen(terminal, "overview-200x60.txt", true);
    terminal_free(terminal);
}

static void test_ascii(void **state)
{
    struct terminal *terminal = open_overview(
        *state, (struct view){.rows = 24, .columns = 80, .term = "vt100", .locale = "C"});
    press(terminal, "4");
    type(terminal, " ");
    expect_text(terminal, "# these");
    expect_screen(terminal, "overview-80x24-ascii.txt", false);
    terminal_free(terminal);
}

/* The first number behind the bar in the row of the text: "61" of "61 of 85  12.3%". */
static int number_of(struct terminal *terminal, const char *label)
{
    int row = 0;
    int column = 0;
    expect_text(terminal, label);
    assert_true(terminal_find(terminal, label, &row, &column));
    column += (int)strlen(label);
    while (!isdigit((unsigned char)terminal_cell(terminal, row, column).text[0]))
        column++;
    int number = 0;
    for (; isdigit((unsigned char)terminal_cell(terminal, row, column).text[0]); column++)
        number = number * 10 + terminal_cell(terminal, row, column).text[0] - '0';
    return number;
}

static void expect_listed(struct terminal *terminal, int people)
{
    char text[64];
    snprintf(text, sizeof text, " %d of " SAMPLE_PEOPLE " ", people);
    expect_text(terminal, text);
    come_to_rest(terminal);
}

/* Who a bar counts is who stands on the list after Enter. */
static void test_from_a_bar_to_the_list(void **state)
{
    static const struct {
        const char *keys; /* that lead there */
        const char *label;
    } bars[] = {{"1gjjjjj", "from 2,500"}, {"3gjjj", "18 to 20"},      {"4g", "In custody"},
                {"5gj", "CRIS"},           {"6g", "AS Central South"}, {"6gjj", "Southwark"},
                {"7gjjjjjj", "Kidnap"}};
    struct terminal *terminal = open_overview(*state, large);
    for (size_t i = 0; i < sizeof bars / sizeof bars[0]; i++) {
        type(terminal, bars[i].keys);
        const int people = number_of(terminal, bars[i].label);
        press(terminal, "Enter");
        expect_text(terminal, "Cohort");
        expect_listed(terminal, people);
        type(terminal, "oC");
        expect_text(terminal, "1 Score");
        expect_listed(terminal, 208);
    }
    terminal_free(terminal);
}

static void test_mouse(void **state)
{
    struct terminal *terminal = open_overview(*state, middle);
    int row = 0;
    int column = 0;
    assert_true(terminal_find(terminal, "AS Central South", &row, &column));
    expect_text(terminal, "more below");
    assert_true(terminal_wheel(terminal, row, column, true));
    expect_text(terminal, "3 above");
    assert_true(terminal_wheel(terminal, row, column, false));
    come_to_rest(terminal);
    expect_no_text(terminal, "3 above");
    const int people = number_of(terminal, "18 and over");
    assert_true(terminal_find(terminal, "18 and over", &row, &column));
    assert_true(terminal_click(terminal, row, column));
    expect_text(terminal, "Cohort");
    expect_text(terminal, "Only 18 and over");
    expect_listed(terminal, people);
    terminal_free(terminal);
}

/* One step of the cursor repaints two bars' fronts at most. */
static void test_a_step_is_cheap(void **state)
{
    struct terminal *terminal = open_overview(*state, large);
    press(terminal, "6");
    terminal_mark(terminal);
    press(terminal, "Down");
    press(terminal, "Down");
    print_message("two steps: %zu bytes\n", terminal_bytes(terminal));
    assert_in_range(terminal_bytes(terminal), 1, 400);
    terminal_free(terminal);
}

static void test_resize(void **state)
{
    struct terminal *terminal = open_overview(*state, small);
    press(terminal, "6");
    terminal_resize(terminal, 60, 200);
    expect_text(terminal, "13 Judicial restriction");
    terminal_resize(terminal, 10, 40);
    expect_text(terminal, "Needed");
    terminal_resize(terminal, 24, 80);
    expect_text(terminal, "6 Borough");
    terminal_free(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_middle),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_ascii),
        cmocka_unit_test(test_from_a_bar_to_the_list),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_a_step_is_cheap),
        cmocka_unit_test(test_resize),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
