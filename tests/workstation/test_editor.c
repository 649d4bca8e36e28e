#include "testing.h"

#include "editor.h"

#include <locale.h>

static struct editor editor;

static void type(const char *text)
{
    for (; *text != '\0'; text++)
        editor_type(&editor, (unsigned char)*text);
}

static void test_typing_and_erasing(void **state)
{
    (void)state;
    editor_clear(&editor);
    type("zoe oneill");
    assert_string_equal(editor.text, "zoe oneill");
    assert_true(editor_edit(&editor, TYPING_ERASE_WORD));
    assert_string_equal(editor.text, "zoe ");
    assert_false(editor_edit(&editor, TYPING_HOME));
    assert_true(editor_edit(&editor, TYPING_DELETE));
    assert_string_equal(editor.text, "oe ");
    editor_edit(&editor, TYPING_RIGHT);
    type("x");
    assert_string_equal(editor.text, "oxe ");
    assert_true(editor_edit(&editor, TYPING_ERASE_ALL));
    assert_string_equal(editor.text, "");
    assert_false(editor_edit(&editor, TYPING_ERASE));
    assert_false(editor_edit(&editor, TYPING_DELETE));
    assert_false(editor_edit(&editor, TYPING_LEFT));
}

/* A letter with its marks is one step and goes as one. */
static void test_characters_as_a_reader_counts_them(void **state)
{
    (void)state;
    editor_clear(&editor);
    editor_type(&editor, 'a');
    editor_type(&editor, 'e');
    editor_type(&editor, 0x301);
    editor_edit(&editor, TYPING_LEFT);
    assert_int_equal(editor.cursor, 1);
    editor_edit(&editor, TYPING_END);
    assert_true(editor_edit(&editor, TYPING_ERASE));
    assert_string_equal(editor.text, "a");
    editor_type(&editor, 0x674E);
    assert_true(editor_edit(&editor, TYPING_ERASE));
    assert_string_equal(editor.text, "a");
}

static void test_controls_and_too_much_change_nothing(void **state)
{
    (void)state;
    editor_clear(&editor);
    editor_type(&editor, 27);
    editor_type(&editor, 0x9B);
    editor_type(&editor, 0xD800);
    assert_string_equal(editor.text, "");
    for (int i = 0; i < 1000; i++)
        editor_type(&editor, 0x674E);
    assert_true(editor.length <= EDITOR_LINE);
    assert_true(vha_utf8_valid(editor.text, editor.length, NULL));
}

static void test_a_long_text_keeps_its_cursor_in_sight(void **state)
{
    (void)state;
    struct canvas canvas;
    char row[256];
    setlocale(LC_CTYPE, "");
    canvas_init(&canvas, 1, 20, true);
    editor_clear(&editor);
    type("abcdefghijklmnopqrstuvwxyz");
    editor_draw(&editor, &canvas, 0, 0, 20, "/");
    canvas_row_text(&canvas, 0, row, sizeof row);
    assert_non_null(strstr(row, "xyz"));
    int cursors = 0;
    for (int i = 0; i < 20; i++)
        cursors += canvas.cells[i].role == ROLE_CURSOR;
    assert_int_equal(cursors, 1);
    canvas_free(&canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typing_and_erasing),
        cmocka_unit_test(test_characters_as_a_reader_counts_them),
        cmocka_unit_test(test_controls_and_too_much_change_nothing),
        cmocka_unit_test(test_a_long_text_keeps_its_cursor_in_sight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
