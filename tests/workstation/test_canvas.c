#include "testing.h"

#include <locale.h>

static struct canvas canvas;

static int set_up(void **state)
{
    (void)state;
    setlocale(LC_CTYPE, "");
    canvas_init(&canvas, 4, 20, true);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    canvas_free(&canvas);
    return 0;
}

static void assert_row(int row, const char *expected)
{
    char text[1024];
    assert_string_equal(canvas_row_text(&canvas, row, text, sizeof text), expected);
}

static void test_text_is_cut_and_padded(void **state)
{
    (void)state;
    canvas_text(&canvas, 0, 0, 20, ROLE_BODY, "aaaaaaaaaaaaaaaaaaaa");
    canvas_text(&canvas, 0, 2, 6, ROLE_BODY, "bbb");
    assert_row(0, "aabbb   aaaaaaaaaaaa");
    canvas_text(&canvas, 0, 2, 4, ROLE_BODY, "longer");
    assert_row(0, "aalon…  aaaaaaaaaaaa");
    canvas_text_right(&canvas, 1, 0, 8, ROLE_BODY, "12.5");
    assert_row(1, "    12.5");
    assert_int_equal(canvas_put(&canvas, 2, 0, 0, ROLE_BODY, "none"), 0);
    assert_row(2, "");
}

/* Nothing that a terminal would obey ever stands in a cell. */
static void test_hostile_text_becomes_visible(void **state)
{
    (void)state;
    canvas_text(&canvas, 0, 0, 20, ROLE_BODY, "\x1b[2J\x9b\xe2\x80\xae\r\n\t");
    assert_row(0, "\\x1b[2J\\x9b\\u{202e}…");
    for (int i = 0; i < 20; i++)
        assert_true(canvas.cells[i].character >= ' ' && canvas.cells[i].character != 0x7F);
}

static void test_wide_characters_take_two_cells(void **state)
{
    (void)state;
    assert_int_equal(canvas_put(&canvas, 0, 0, 20, ROLE_BODY, "李a"), 3);
    assert_int_equal(canvas.cells[0].width, 2);
    assert_int_equal(canvas.cells[1].width, 0);
    assert_int_equal(canvas.cells[2].character, 'a');
    /* Half of a wide character never stays behind. */
    canvas_put(&canvas, 0, 1, 1, ROLE_BODY, "x");
    assert_row(0, " xa");
    canvas_put(&canvas, 0, 0, 2, ROLE_BODY, "李");
    canvas_put(&canvas, 0, 0, 1, ROLE_BODY, "y");
    assert_row(0, "y a");
    /* Nor is one put where it has no room. */
    assert_int_equal(canvas_put(&canvas, 1, 0, 1, ROLE_BODY, "李"), 1);
    assert_row(1, "…");
}

static void test_marks_stay_with_their_letter(void **state)
{
    (void)state;
    assert_int_equal(canvas_put(&canvas, 0, 0, 20, ROLE_BODY, "Ze\xcc\x81\xcc\x82\xcc\x83q"), 3);
    assert_int_equal(canvas.cells[1].character, 0xE9); /* with the first mark, one character */
    assert_int_equal(canvas.cells[1].marks[0], 0x302);
    assert_int_equal(canvas.cells[1].marks[1], 0x303);
    assert_int_equal(canvas.cells[2].character, 'q');
    assert_int_equal(canvas_put(&canvas, 1, 0, 20, ROLE_BODY, "q\u0301\u0302\u0303q"), 2);
    assert_int_equal(canvas.cells[20].character, 'q');
    assert_int_equal(canvas.cells[20].marks[0], 0x301);
    assert_int_equal(canvas.cells[20].marks[1], 0x302); /* a third one is left out */
    assert_int_equal(canvas.cells[21].character, 'q');
    /* Letters of Hangul that make one syllable. */
    assert_int_equal(canvas_put(&canvas, 2, 0, 20, ROLE_BODY, "\u1112\u1161\u11ab"), 2);
    assert_int_equal(canvas.cells[40].character, 0xD55C);
    assert_int_equal(canvas.cells[40].marks[0], 0);
}

static void test_outside_is_left_alone(void **state)
{
    (void)state;
    canvas_put(&canvas, -1, 0, 20, ROLE_BODY, "above");
    canvas_put(&canvas, 4, 0, 20, ROLE_BODY, "below");
    canvas_put(&canvas, 0, 17, 10, ROLE_BODY, "right");
    canvas_fill(&canvas, (struct area){2, 18, 9, 9}, ROLE_FLAG);
    canvas_box(&canvas, (struct area){2, 10, 8, 30}, ROLE_FRAME);
    assert_row(0, "                 rig");
    assert_int_equal(canvas.cells[3 * 20 + 19].role, ROLE_FLAG);
}

static void test_ascii_when_the_locale_has_no_more(void **state)
{
    (void)state;
    canvas.unicode = false;
    canvas_text(&canvas, 0, 0, 20, ROLE_BODY, "Zoë Łukasz 李 ×…Ü");
    assert_row(0, "Zoe Lukasz ?? x~U");
    canvas_box(&canvas, (struct area){1, 0, 3, 20}, ROLE_FRAME);
    canvas_title(&canvas, 1, 0, 20, ROLE_TITLE, "Filters");
    assert_row(1, "+ Filters ---------+");
    assert_row(2, "|                  |");
    canvas_text(&canvas, 0, 0, 4, ROLE_BODY, "longer");
    assert_row(0, "lon~Lukasz ?? x~U");
    for (int i = 0; i < 80; i++)
        assert_true(canvas.cells[i].character < 0x80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_text_is_cut_and_padded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile_text_becomes_visible, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wide_characters_take_two_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_marks_stay_with_their_letter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_outside_is_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ascii_when_the_locale_has_no_more, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
