#include "support.h"

static const char *const words[] = {"borough", "offence", "weights", "weight", "features_any",
                                    "intel",   "name",    "as_of",   "role"};

static const char *nearest(const char *word)
{
    return vha_nearest_word(word, words, VHA_COUNT(words));
}

static void test_slips_of_the_hand(void **state)
{
    (void)state;
    assert_string_equal(nearest("borugh"), "borough");
    assert_string_equal(nearest("boruogh"), "borough");
    assert_string_equal(nearest("ofence"), "offence");
    assert_string_equal(nearest("features_ayn"), "features_any");
    assert_string_equal(nearest("feature_any"), "features_any");
    assert_string_equal(nearest("inetl"), "intel");
    assert_string_equal(nearest("nmae"), "name");
    assert_string_equal(nearest("rol"), "role");
    assert_string_equal(nearest("asof"), "as_of");
}

static void test_the_nearest_wins(void **state)
{
    (void)state;
    assert_string_equal(nearest("weight"), "weight");
    assert_string_equal(nearest("weights"), "weights");
    assert_string_equal(nearest("wieghts"), "weights");
}

static void test_nothing_near(void **state)
{
    (void)state;
    assert_null(nearest("xyzzy"));
    assert_null(nearest(""));
    assert_null(nearest("q"));
    assert_null(nearest("nose")); /* two of its four letters */
    assert_null(nearest("rat"));
    assert_null(vha_nearest_word("borough", NULL, 0));
}

static void test_long_words(void **state)
{
    (void)state;
    static const char long_word[] =
        "a_word_that_is_much_longer_than_any_key_of_a_policy_or_of_a_settings_file";
    const char *const candidates[] = {long_word, "borough"};
    assert_null(vha_nearest_word(long_word, words, VHA_COUNT(words)));
    assert_string_equal(vha_nearest_word("boroug", candidates, 2), "borough");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slips_of_the_hand),
        cmocka_unit_test(test_the_nearest_wins),
        cmocka_unit_test(test_nothing_near),
        cmocka_unit_test(test_long_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
