#include "support.h"

#include <string.h>

static void assert_shows(const char *text, const char *expected)
{
    char shown[256];
    assert_string_equal(vha_text_show(shown, sizeof shown, text), expected);
}

static void test_harmless_text_stays(void **state)
{
    (void)state;
    static const char *const harmless[] = {"",        "O'NEILL, Zoë", "Ó Súilleabháin",
                                           "王小明",  "محمد",         "e\xcc\x81 combining",
                                           "😀 emoji", "a\\x1bc",      "می‌خواهم"};
    for (size_t i = 0; i < VHA_COUNT(harmless); i++)
        assert_shows(harmless[i], harmless[i]);
}

static void test_controls_become_visible(void **state)
{
    (void)state;
    assert_shows("\x1b[2J", "\\x1b[2J");
    assert_shows("a\r\nb\tc", "a\\x0d\\x0ab\\x09c");
    assert_shows("\x07\x08\x7f", "\\x07\\x08\\x7f");
    assert_shows("\xc2\x9b"
                 "31m",
                 "\\u{009b}31m"); /* the eight-bit CSI */
    assert_shows("\xc2\x85", "\\u{0085}");
    assert_shows("\x0e\x0f", "\\x0e\\x0f");
}

static void test_direction_and_invisible_characters(void **state)
{
    (void)state;
    assert_shows("a\xe2\x80\xae"
                 "b",
                 "a\\u{202e}b");
    assert_shows("a\xe2\x81\xa6"
                 "b\xe2\x81\xa9",
                 "a\\u{2066}b\\u{2069}");
    assert_shows("\xe2\x80\x8e\xe2\x80\x8f", "\\u{200e}\\u{200f}");
    assert_shows("\xe2\x80\xa8\xe2\x80\xa9", "\\u{2028}\\u{2029}");
    assert_shows("\xe2\x80\x8b", "\\u{200b}");
    assert_shows("\xf3\xa0\x81\x81", "\\u{e0041}");
    assert_shows("\xef\xbb\xbf", "\\u{feff}");
}

/* What some terminals draw in one column and others in two is not left to them. */
static void test_parts_of_emoji(void **state)
{
    (void)state;
    assert_shows("👩\u200d🚒", "👩\\u{200d}🚒");
    assert_shows("👍🏽", "👍\\u{1f3fd}");
    assert_shows("❤\ufe0f", "❤\\u{fe0f}");
    assert_shows("🇬🇧", "\\u{1f1ec}\\u{1f1e7}");
    assert_shows("😀", "😀");
}

/* Joiners are spelling in Persian and Sinhala, and nothing but unseen in Smith. */
static void test_joiners(void **state)
{
    (void)state;
    assert_shows("علی\u200cرضا", "علی\u200cرضا");
    assert_shows("ශ්\u200dරී", "ශ්\u200dරී");
    assert_shows("Smi\u200dth", "Smi\\u{200d}th");
    assert_shows("\u200cSmith", "\\u{200c}Smith");
    assert_shows("Smith\u200c\u200d", "Smith\\u{200c}\\u{200d}");
    assert_shows("ی\u200c\u200c", "ی\u200c\\u{200c}");
}

static void test_letters_that_are_not_seen(void **state)
{
    (void)state;
    assert_shows("a\u034fb", "a\\u{034f}b");
    assert_shows("\u3164", "\\u{3164}");
    assert_shows("\u115f", "\\u{115f}");
    assert_shows("\u0301\u0302", "\\u{0301}\u0302");
    assert_shows("辻\U000e0100",
                 "辻\U000e0100"); /* which of two forms of the character: spelling */
}

static void test_bytes_that_are_no_utf8(void **state)
{
    (void)state;
    assert_shows("Zo\xeb", "Zo\\xeb");
    assert_shows("\xff\xfe", "\\xff\\xfe");
    assert_shows("\xc3", "\\xc3");
    assert_shows("\xe6\x97", "\\xe6\\x97");
    assert_shows("\xc0\x80", "\\xc0\\x80");                   /* an overlong NUL */
    assert_shows("\xed\xa0\x80", "\\xed\\xa0\\x80");          /* a surrogate */
    assert_shows("\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"); /* above U+10FFFF */
    assert_shows("\x9b"
                 "31m",
                 "\\x9b31m");
}

static void test_show_in_a_small_buffer(void **state)
{
    (void)state;
    const char *const text = "é\x1b日\xff😀";
    char whole[64];
    vha_text_show(whole, sizeof whole, text);
    for (size_t size = 1; size <= strlen(whole) + 1; size++) {
        char part[64];
        memset(part, '#', sizeof part);
        vha_text_show(part, size, text);
        assert_true(strlen(part) < size);
        assert_memory_equal(part, whole, strlen(part));
        assert_true(vha_utf8_valid(part, strlen(part), NULL));
        assert_int_equal(part[size], '#');
    }
    char untouched = '#';
    vha_text_show(&untouched, 0, text);
    assert_int_equal(untouched, '#');
}

/* Any bytes at all: what comes out is UTF-8 without a control character. */
static void test_show_any_bytes(void **state)
{
    (void)state;
    uint64_t seed = 41;
    for (int i = 0; i < 20000; i++) {
        char text[40];
        const size_t length = (size_t)random_between(&seed, 0, 39);
        for (size_t b = 0; b < length; b++)
            text[b] = (char)random_between(&seed, 1, 255);
        text[length] = '\0';
        char shown[400];
        vha_text_show(shown, sizeof shown, text);
        assert_true(vha_utf8_valid(shown, strlen(shown), NULL));
        for (const char *at = shown; *at != '\0'; at++) {
            assert_true((unsigned char)*at >= 0x20u && *at != 0x7f);
            assert_false((unsigned char)at[0] == 0xC2u && (unsigned char)at[1] < 0xA0u);
        }
    }
}

static void test_utf8_and_windows_1252(void **state)
{
    (void)state;
    size_t bad = 99;
    assert_true(vha_utf8_valid("Zoë", 4, &bad));
    assert_int_equal(bad, 99);
    assert_false(vha_utf8_valid("ab\xff", 3, &bad));
    assert_int_equal(bad, 2);
    assert_false(vha_utf8_valid("Zo\xc3\xab", 3, &bad)); /* cut in the middle */
    assert_int_equal(bad, 2);
    assert_true(vha_utf8_valid("", 0, NULL));

    char out[64];
    assert_int_equal(vha_utf8_from_windows_1252(out, "Zo\xeb O\x92Neill \x80", 13), 18);
    assert_string_equal(out, "Zoë O’Neill €");
    assert_int_equal(vha_utf8_from_windows_1252(out, "\x81\x8d\x8f\x90\x9d", 5), 15);
    assert_string_equal(out, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    char every[256];
    char converted[3 * 256 + 1];
    for (int i = 0; i < 256; i++)
        every[i] = (char)i;
    const size_t length = vha_utf8_from_windows_1252(converted, every, 256);
    assert_true(vha_utf8_valid(converted, length, NULL));
    assert_int_equal(converted[length], '\0');
}

static void test_width(void **state)
{
    (void)state;
    assert_int_equal(vha_text_width(""), 0);
    assert_int_equal(vha_text_width("O'NEILL"), 7);
    assert_int_equal(vha_text_width("Zoë"), 3);
    assert_int_equal(vha_text_width("Zoe\xcc\x88"), 3);
    assert_int_equal(vha_text_width("王小明"), 6);
    assert_int_equal(vha_text_width("محمد"), 4);
    assert_int_equal(vha_text_width("😀"), 2);
    assert_int_equal(vha_text_width("한"), 2);
}

static void assert_fits(const char *text, int columns, const char *expected, int used)
{
    char out[256];
    assert_int_equal(vha_text_fit(out, sizeof out, text, columns, "…"), used);
    assert_string_equal(out, expected);
}

static void test_fit(void **state)
{
    (void)state;
    assert_fits("O'NEILL", 7, "O'NEILL", 7);
    assert_fits("O'NEILL", 8, "O'NEILL", 7);
    assert_fits("O'NEILL", 6, "O'NEI…", 6);
    assert_fits("O'NEILL", 1, "…", 1);
    assert_fits("O'NEILL", 0, "", 0);
    assert_fits("O'NEILL", -3, "", 0);
    assert_fits("", 5, "", 0);
    assert_fits("", 0, "", 0);
    assert_fits("王小明", 6, "王小明", 6);
    assert_fits("王小明", 5, "王小…", 5);
    assert_fits("王小明", 4, "王…", 3); /* a wide character is not halved */
    assert_fits("王小明", 1, "…", 1);
    assert_fits("e\xcc\x81"
                "e\xcc\x81"
                "e",
                2, "e\xcc\x81…", 2); /* the accent stays with its e */
    assert_fits("e\xcc\x81"
                "e\xcc\x81",
                2,
                "e\xcc\x81"
                "e\xcc\x81",
                2);
    assert_fits("Zoë", 3, "Zoë", 3);
    char out[16];
    assert_int_equal(vha_text_fit(out, sizeof out, "O'NEILL", 4, "~"), 4);
    assert_string_equal(out, "O'N~");
}

/* Whatever the text, the columns and the buffer: never more columns than were asked for, the
 * columns that were said, whole characters, nothing written past the end. */
static void test_fit_keeps_its_promises(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",        "é",  "e\xcc\x81", "王",       "😀", "م",
                                         "👩🏽", "한", "x",         "\xcc\x81", "ﬁ", " "};
    uint64_t seed = 17;
    for (int i = 0; i < 60000; i++) {
        char text[128] = "";
        for (int64_t n = random_between(&seed, 0, 10); n > 0; n--)
            strncat(text, pieces[random_between(&seed, 0, (int64_t)VHA_COUNT(pieces) - 1)],
                    sizeof text - strlen(text) - 1);
        const int columns = (int)random_between(&seed, 0, 20);
        const size_t size = (size_t)random_between(&seed, 1, 100);
        char out[128];
        memset(out, '#', sizeof out);
        const int used = vha_text_fit(out, size, text, columns, "…");
        const size_t length = strlen(out);
        assert_true(length < size);
        assert_int_equal(out[size], '#');
        assert_true(vha_utf8_valid(out, length, NULL));
        assert_true(used <= columns);
        assert_int_equal(used, vha_text_width(out));
        if (vha_text_width(text) <= columns && strlen(text) < size && columns > 0)
            assert_string_equal(out, text);
    }
    char untouched = '#';
    assert_int_equal(vha_text_fit(&untouched, 0, "a", 1, "…"), 0);
    assert_int_equal(untouched, '#');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_harmless_text_stays),
        cmocka_unit_test(test_controls_become_visible),
        cmocka_unit_test(test_direction_and_invisible_characters),
        cmocka_unit_test(test_parts_of_emoji),
        cmocka_unit_test(test_joiners),
        cmocka_unit_test(test_letters_that_are_not_seen),
        cmocka_unit_test(test_bytes_that_are_no_utf8),
        cmocka_unit_test(test_show_in_a_small_buffer),
        cmocka_unit_test(test_show_any_bytes),
        cmocka_unit_test(test_utf8_and_windows_1252),
        cmocka_unit_test(test_width),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_fit_keeps_its_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
