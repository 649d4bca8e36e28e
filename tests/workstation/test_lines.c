#include "testing.h"

#include "lines.h"

static struct lines lines;

static int set_up(void **state)
{
    (void)state;
    lines_init(&lines);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    lines_free(&lines);
    return 0;
}

static void test_wrapping_between_words(void **state)
{
    (void)state;
    lines_wrap(&lines, ROLE_BODY, 20, 4, "  one two three four five six");
    assert_int_equal(lines.count, 2);
    assert_string_equal(lines.items[0].text, "  one two three four");
    assert_string_equal(lines.items[1].text, "    five six");
    lines_clear(&lines);
    lines_wrap(&lines, ROLE_BODY, 10, 2, "abcdefghijklmnopqrstuvwxyz");
    assert_string_equal(lines.items[0].text, "abcdefghij");
    assert_string_equal(lines.items[1].text, "  klmnopqr");
    lines_clear(&lines);
    lines_wrap(&lines, ROLE_BODY, 10, 2, "");
    assert_int_equal(lines.count, 1);
}

/* No line is ever wider than asked, whatever the text. */
static void test_no_line_is_too_wide(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "李李李李李李李 李李李李李", "Ze\xcc\x81\xcc\x81 lda\x1b[2J\xff", "   ",
        "a b c d e f g h i j k l m n o p", "     indented-and-very-long-without-any-blank"};
    for (int width = 12; width < 60; width++)
        for (size_t i = 0; i < VHA_COUNT(texts); i++) {
            lines_clear(&lines);
            lines_wrap(&lines, ROLE_BODY, width, 4, texts[i]);
            for (size_t n = 0; n < lines.count; n++)
                assert_true(vha_text_width(lines.items[n].text) <= width);
        }
}

static void test_scrolling_stays_inside(void **state)
{
    (void)state;
    char position[64];
    for (int i = 0; i < 30; i++)
        lines_format(&lines, ROLE_BODY, "%d", i);
    lines_move(&lines, ACTION_UP, 10);
    assert_int_equal(lines.top, 0);
    assert_string_equal(lines_position(&lines, 10, position), "20 more below");
    lines_move(&lines, ACTION_PAGE_DOWN, 10);
    assert_int_equal(lines.top, 9);
    assert_string_equal(lines_position(&lines, 10, position), "9 above, 11 below");
    lines_move(&lines, ACTION_LAST, 10);
    assert_int_equal(lines.top, 20);
    lines_move(&lines, ACTION_DOWN, 10);
    assert_int_equal(lines.top, 20);
    assert_string_equal(lines_position(&lines, 10, position), "20 above");
    assert_false(lines_move(&lines, ACTION_OPEN, 10));
    lines_move(&lines, ACTION_FIRST, 40);
    assert_string_equal(lines_position(&lines, 40, position), "");
}

static void test_sections(void **state)
{
    (void)state;
    for (int section = 0; section < 3; section++) {
        lines_section(&lines, "Section");
        for (int i = 0; i < 9; i++)
            lines_add(&lines, ROLE_BODY, "x");
    }
    assert_string_equal(lines.items[0].text, "1 Section");
    assert_int_equal(lines.section_count, 3);
    lines_next_section(&lines, true, 10);
    assert_int_equal(lines.top, 11);
    lines_to_section(&lines, 2, 10);
    assert_int_equal(lines.top, 22);
    lines_next_section(&lines, false, 10);
    assert_int_equal(lines.top, 11);
    lines_to_section(&lines, 9, 10);
    assert_int_equal(lines.top, 11);
    lines_next_section(&lines, true, 10);
    lines_next_section(&lines, true, 10); /* from the end round to the first */
    assert_int_equal(lines.top, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_wrapping_between_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_line_is_too_wide, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_scrolling_stays_inside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sections, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
