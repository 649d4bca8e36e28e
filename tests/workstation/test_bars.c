#include "testing.h"

#include "bars.h"
#include "lines.h"

#include <locale.h>

static struct bars bars;
static struct canvas canvas;

/* Twelve of forty people: of three sorts, and a rule among them. */
static int set_up(void **state)
{
    (void)state;
    static const struct bar rows[] = {
        {.label = "First", .count = 9, .everybody = 10},
        {.label = "a line across", .rule = true},
        {.label = "Second of them", .count = 3, .everybody = 20, .indented = true},
        {.label = "Third", .count = 0, .everybody = 10, .mark = BAR_CHOSEN},
    };
    setlocale(LC_CTYPE, "");
    bars = (struct bars){.people = 12, .everybody = 40};
    for (size_t i = 0; i < VHA_COUNT(rows); i++)
        *bars_add(&bars, "") = rows[i];
    canvas_init(&canvas, 6, 60, true);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    bars_free(&bars);
    canvas_free(&canvas);
    return 0;
}

static void expect_row(int row, const char *expected)
{
    char text[1024];
    assert_string_equal(canvas_row_text(&canvas, row, text, sizeof text), expected);
}

static void draw(int columns)
{
    canvas_fill(&canvas, (struct area){0, 0, 6, 60}, ROLE_BODY);
    bars_draw(&bars, &canvas, (struct area){0, 0, 6, columns}, true);
}

/* ------------------------------------------------------------------------------------- drawing */

/* The longest share fills its room; everybody's share is a line, before or behind the end. */
static void test_a_part_beside_everybody(void **state)
{
    (void)state;
    draw(60);
    expect_row(0, "> First            ████████│█████████████████ 9 of 10  75.0%");
    expect_row(1, "── a line across ───────────────────────────────────────────");
    expect_row(2, "    Second of them ████████▋        │         3 of 20  25.0%");
    expect_row(3, " xThird                    │                  0 of 10   0.0%");
    expect_row(4, "");
}

static void test_everybody(void **state)
{
    (void)state;
    bars.people = 40;
    for (size_t i = 0; i < bars.count; i++)
        bars.items[i].count = bars.items[i].everybody;
    draw(60);
    expect_row(0, "> First            ███████████████▌                10  25.0%");
    expect_row(2, "    Second of them ███████████████████████████████ 20  50.0%");
}

static void test_without_unicode(void **state)
{
    (void)state;
    canvas.unicode = false;
    draw(60);
    expect_row(0, "> First            ########|################# 9 of 10  75.0%");
    expect_row(1, "-- a line across -------------------------------------------");
    expect_row(2, "    Second of them #########        |         3 of 20  25.0%");
}

/* The label is cut before the bar goes, and everybody's figures go before the label does. */
static void test_narrow(void **state)
{
    (void)state;
    draw(36);
    expect_row(2, "    Second of… ██  │  3 of 20  25.0%");
    draw(30);
    expect_row(2, "    Second of… ██  │  3  25.0%");
}

static void test_a_small_share_is_seen(void **state)
{
    (void)state;
    bars.people = 100000;
    bars.everybody = 100000;
    bars.items[0].count = bars.items[0].everybody = 1;
    bars.items[2].count = bars.items[2].everybody = 99999;
    draw(60);
    assert_non_null(strstr(canvas_row_text(&canvas, 0, (char[1024]){0}, 1024), "▏"));
    canvas.unicode = false;
    draw(60);
    assert_non_null(strstr(canvas_row_text(&canvas, 0, (char[1024]){0}, 1024), "#"));
}

static void test_nobody(void **state)
{
    (void)state;
    bars.people = 0;
    bars.items[0].count = 0;
    bars.items[2].count = 0;
    draw(60);
    expect_row(0, "> First                         │             0 of 10      -");
    bars.everybody = 0;
    for (size_t i = 0; i < bars.count; i++)
        bars.items[i].everybody = 0;
    draw(60);
    expect_row(0, "> First                                             0      -");
    bars_clear(&bars);
    bars_settle(&bars, 6);
    draw(60);
    expect_row(0, "");
    assert_null(bars_here(&bars));
    assert_false(bars_point(&bars, 0));
    assert_true(bars_move(&bars, ACTION_DOWN, 6));
}

/* ------------------------------------------------------------------------------------- figures */

static void test_shares_are_rounded_half_up(void **state)
{
    (void)state;
    static const struct {
        uint32_t part;
        uint32_t whole;
        const char *share;
    } cases[] = {{1, 3, "33.3%"},
                 {2, 3, "66.7%"},
                 {1, 2000, "0.1%"},
                 {1, 2001, "0.0%"},
                 {0, 5, "0.0%"},
                 {5, 5, "100.0%"},
                 {1999, 2000, "100.0%"},
                 {UINT32_MAX, UINT32_MAX, "100.0%"},
                 {0, 0, "-"}};
    char text[BAR_TEXT_SIZE];
    for (size_t i = 0; i < VHA_COUNT(cases); i++)
        assert_string_equal(bar_share(cases[i].part, cases[i].whole, text), cases[i].share);
}

static void test_words(void **state)
{
    (void)state;
    struct lines lines;
    lines_init(&lines);
    bars.items[0].words = "The first of all";
    bars_words(&bars, &lines);
    assert_int_equal(lines.count, 4);
    assert_string_equal(lines.items[0].text, "The first of all: 9 of 10, 75.0%.");
    assert_string_equal(lines.items[1].text, "a line across.");
    assert_string_equal(lines.items[2].text, "Second of them: 3 of 20, 25.0%.");
    assert_string_equal(lines.items[3].text, "Third: 0 of 10, 0.0%, chosen.");
    lines_free(&lines);
}

/* -------------------------------------------------------------------------------------- moving */

static void test_moving_goes_over_rules(void **state)
{
    (void)state;
    assert_true(bars_move(&bars, ACTION_DOWN, 6));
    assert_int_equal(bars.cursor, 2);
    bars_move(&bars, ACTION_UP, 6);
    assert_int_equal(bars.cursor, 0);
    bars_move(&bars, ACTION_UP, 6);
    assert_int_equal(bars.cursor, 0);
    bars_move(&bars, ACTION_LAST, 6);
    assert_int_equal(bars.cursor, 3);
    bars_move(&bars, ACTION_DOWN, 6);
    assert_int_equal(bars.cursor, 3);
    bars_move(&bars, ACTION_FIRST, 6);
    assert_int_equal(bars.cursor, 0);
    assert_false(bars_move(&bars, ACTION_SORT, 6));
    assert_true(bars_point(&bars, 2));
    assert_int_equal(bars.cursor, 2);
    assert_false(bars_point(&bars, 1));
    assert_false(bars_point(&bars, 4));
    assert_false(bars_point(&bars, -1));
}

static void test_more_than_has_room(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++)
        bars_add(&bars, "more");
    assert_int_equal(bars_below(&bars, 6), 18);
    bars_move(&bars, ACTION_PAGE_DOWN, 6);
    assert_int_equal(bars.cursor, 5);
    assert_int_equal(bars.top, 0);
    bars_move(&bars, ACTION_DOWN, 6);
    assert_int_equal(bars.top, 1);
    bars_move(&bars, ACTION_LAST, 6);
    assert_int_equal(bars.cursor, 23);
    assert_int_equal(bars_below(&bars, 6), 0);
    bars_scroll(&bars, -100, 6);
    assert_int_equal(bars.top, 0);
    assert_int_equal(bars.cursor, 5);
    bars_scroll(&bars, 3, 6);
    assert_int_equal(bars.top, 3);
    assert_int_equal(bars.cursor, 5);
    bars_settle(&bars, 40); /* a larger screen shows all */
    assert_int_equal(bars.top, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_part_beside_everybody),
        TEST(test_everybody),
        TEST(test_without_unicode),
        TEST(test_narrow),
        TEST(test_a_small_share_is_seen),
        TEST(test_nobody),
        TEST(test_shares_are_rounded_half_up),
        TEST(test_words),
        TEST(test_moving_goes_over_rules),
        TEST(test_more_than_has_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
