#include "support.h"

#include <string.h>

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

/* ------------------------------------------------------------------------------------- distances
 */

/* What vha_edit_distance counts, by its definition. */
static size_t distance_slowly(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (a_length == 0 || b_length == 0)
        return a_length + b_length;
    const bool same = a[a_length - 1] == b[b_length - 1];
    size_t least = distance_slowly(a, a_length - 1, b, b_length - 1) + (same ? 0 : 1);
    const size_t deleted = distance_slowly(a, a_length - 1, b, b_length) + 1;
    const size_t inserted = distance_slowly(a, a_length, b, b_length - 1) + 1;
    least = deleted < least ? deleted : least;
    least = inserted < least ? inserted : least;
    if (a_length > 1 && b_length > 1 && a[a_length - 1] == b[b_length - 2] &&
        a[a_length - 2] == b[b_length - 1]) {
        const size_t swapped = distance_slowly(a, a_length - 2, b, b_length - 2) + 1;
        least = swapped < least ? swapped : least;
    }
    return least;
}

static size_t random_word(char out[8], uint64_t *random)
{
    const size_t length = next_random(random) % 7;
    for (size_t i = 0; i < length; i++)
        out[i] = "abc"[next_random(random) % 3];
    return length;
}

static void test_distances_equal_the_definition(void **state)
{
    (void)state;
    uint64_t random = 4;
    for (int round = 0; round < 3000; round++) {
        char a[8];
        char b[8];
        const size_t a_length = random_word(a, &random);
        const size_t b_length = random_word(b, &random);
        const size_t distance = distance_slowly(a, a_length, b, b_length);
        for (size_t limit = 0; limit < 8; limit++)
            assert_int_equal(vha_edit_distance(a, a_length, b, b_length, limit),
                             distance <= limit ? distance : limit + 1);
    }
}

static void test_distances_are_of_characters(void **state)
{
    (void)state;
    assert_int_equal(vha_edit_distance("李", 3, "王", 3, 5), 1);
    assert_int_equal(vha_edit_distance("дима", 8, "диам", 8, 5), 1);
    assert_int_equal(vha_edit_distance("\xff\xfe", 2, "\xff", 1, 5), 1);
    char longer[100];
    memset(longer, 'a', sizeof longer);
    assert_int_equal(vha_edit_distance(longer, 65, longer, 65, 200), 201);
    assert_int_equal(vha_edit_distance(longer, 64, longer, 63, 200), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slips_of_the_hand),
        cmocka_unit_test(test_the_nearest_wins),
        cmocka_unit_test(test_nothing_near),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_distances_equal_the_definition),
        cmocka_unit_test(test_distances_are_of_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
