#include "support.h"

#include <stdio.h>
#include <string.h>

static void assert_folds(const char *text, const char *expected)
{
    char folded[256];
    assert_int_equal(vha_text_fold(folded, sizeof folded, text), strlen(expected));
    assert_string_equal(folded, expected);
}

static void test_accents_case_and_strokes(void **state)
{
    (void)state;
    assert_folds("Zoë", "zoe");
    assert_folds("Zoe\xcc\x88", "zoe"); /* the same, in two characters */
    assert_folds("ZOË", "zoe");
    assert_folds("Łukasz", "lukasz");
    assert_folds("Ó Súilleabháin", "o suilleabhain");
    assert_folds("Weiß", "weiss");
    assert_folds("WEISS", "weiss");
    assert_folds("Øystein Ærø", "oystein aero");
    assert_folds("Đặng Nguyễn", "dang nguyen");
    assert_folds("İbrahim Işık", "ibrahim isik");
    assert_folds("Þór", "thor");
    assert_folds("Œuvre", "oeuvre");
    assert_folds("Ştefănescu", "stefanescu");
}

static void test_apostrophes_and_hyphens(void **state)
{
    (void)state;
    assert_folds("O'Neill", "oneill");
    assert_folds("O’Neill", "oneill");
    assert_folds("O‘Neill", "oneill");
    assert_folds("O`Neill", "oneill");
    assert_folds("Zoë O`Neill", "zoe oneill");
    assert_folds("O´Neill", "oneill");
    assert_folds("Oʼneill", "oneill");
    assert_folds("Smith‐Jones", "smith jones");
    assert_folds("Smith‑Jones", "smith jones");
    assert_folds("Smith–Jones", "smith jones");
}

static void test_other_scripts_stay(void **state)
{
    (void)state;
    assert_folds("محمد", "محمد");
    assert_folds("王小明", "王小明");
    assert_folds("مُحَمَّد", "محمد"); /* vowel marks are marks */
    assert_folds("ΑΘΗΝΆ", "αθηνα");
    assert_folds("Иван", "иван");
    assert_folds("ｆｕｌｌ", "full");
}

static void test_not_utf8_is_compared_byte_by_byte(void **state)
{
    (void)state;
    assert_folds("Zo\xeb", "zo\xeb");
    assert_folds("", "");
}

static void test_small_buffers(void **state)
{
    (void)state;
    static const char *const texts[] = {"O'NEILL", "Ó Súilleabháin", "王小明", "WEIß"};
    for (size_t t = 0; t < VHA_COUNT(texts); t++) {
        char whole[64];
        const size_t length = vha_text_fold(whole, sizeof whole, texts[t]);
        for (size_t size = 1; size <= length + 1; size++) {
            char part[64];
            memset(part, '#', sizeof part);
            const size_t used = vha_text_fold(part, size, texts[t]);
            assert_true(used < size);
            assert_int_equal(strlen(part), used);
            assert_memory_equal(part, whole, used);
            assert_true(vha_utf8_valid(part, used, NULL));
            assert_int_equal(part[size], '#');
        }
    }
    char untouched = '#';
    assert_int_equal(vha_text_fold(&untouched, 0, "a"), 0);
    assert_int_equal(untouched, '#');
}

/* Longer than any buffer of the unit's own. */
static void test_long_text(void **state)
{
    (void)state;
    char text[3001] = "";
    char expected[1501];
    for (size_t i = 0; i < 1500; i++)
        snprintf(text + 2 * i, sizeof text - 2 * i, "Ë");
    memset(expected, 'e', 1500);
    expected[1500] = '\0';
    char folded[4096];
    assert_int_equal(vha_text_fold(folded, sizeof folded, text), 1500);
    assert_string_equal(folded, expected);
}

/* A folded text is its own folded form, whatever was typed. */
static void test_folding_twice_changes_nothing(void **state)
{
    (void)state;
    static const char *const pieces[] = {"Z", "oë", "ß",  "İ",  "ﬁ", "Ł", "´",        "`", " ",
                                         "م", "ُ",   "王", "한", "Σ", "ς", "\xcc\x81", "Ⅳ", "½"};
    uint64_t seed = 23;
    for (int i = 0; i < 3000; i++) {
        char text[64] = "";
        for (int64_t n = random_between(&seed, 0, 6); n > 0; n--)
            strncat(text, pieces[random_between(&seed, 0, (int64_t)VHA_COUNT(pieces) - 1)],
                    sizeof text - strlen(text) - 1);
        char once[256];
        char twice[256];
        vha_text_fold(once, sizeof once, text);
        vha_text_fold(twice, sizeof twice, once);
        assert_string_equal(once, twice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accents_case_and_strokes),
        cmocka_unit_test(test_apostrophes_and_hyphens),
        cmocka_unit_test(test_other_scripts_stay),
        cmocka_unit_test(test_not_utf8_is_compared_byte_by_byte),
        cmocka_unit_test(test_small_buffers),
        cmocka_unit_test(test_long_text),
        cmocka_unit_test(test_folding_twice_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
