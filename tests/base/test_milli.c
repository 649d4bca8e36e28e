#include "support.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void test_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        vha_milli value;
    } cases[] = {{"0", 0},
                 {"1", 1000},
                 {"547.5", 547500},
                 {"0.2", 200},
                 {"0.001", 1},
                 {"18.25", 18250},
                 {"007", 7000},
                 {"0.000", 0},
                 {"9999999999", INT64_C(9999999999000)},
                 {"9999999999.999", INT64_C(9999999999999)}};
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        vha_milli value = -1;
        assert_true(vha_milli_parse(cases[i].text, strlen(cases[i].text), &value));
        assert_int_equal(value, cases[i].value);
    }
    vha_milli value = -1;
    assert_true(vha_milli_parse("12.5;", 4, &value));
    assert_int_equal(value, 12500);
}

static void test_parse_rejects(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",     ".",     "1.",          ".5",
                                        "-1",   "+1",    "1.2345",      "1e3",
                                        "0x10", "1,000", "1 ",          " 1",
                                        "1..2", "1.2.3", "1.-2",        "1.2a",
                                        "nan",  "inf",   "10000000000", "99999999999999999999999",
                                        "1.+1"};
    for (size_t i = 0; i < VHA_COUNT(wrong); i++) {
        vha_milli value = -1;
        if (vha_milli_parse(wrong[i], strlen(wrong[i]), &value))
            fail_msg("\"%s\" was taken for a number", wrong[i]);
        assert_int_equal(value, -1);
    }
}

static void test_format(void **state)
{
    (void)state;
    static const struct {
        vha_milli value;
        const char *plain, *grouped;
    } cases[] = {
        {0, "0.000", "0.000"},
        {1, "0.001", "0.001"},
        {-1, "-0.001", "-0.001"},
        {999999, "999.999", "999.999"},
        {1000000, "1000.000", "1,000.000"},
        {7797333, "7797.333", "7,797.333"},
        {-1234567890, "-1234567.890", "-1,234,567.890"},
        {INT64_MAX, "9223372036854775.807", "9,223,372,036,854,775.807"},
        {INT64_MIN, "-9223372036854775.808", "-9,223,372,036,854,775.808"},
    };
    char text[VHA_MILLI_SIZE];
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        assert_string_equal(vha_milli_format(text, cases[i].value, false), cases[i].plain);
        assert_string_equal(vha_milli_format(text, cases[i].value, true), cases[i].grouped);
    }
}

static void test_round_trip(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int i = 0; i < 50000; i++) {
        const vha_milli value = random_between(&seed, 0, INT64_C(9999999999999));
        char text[VHA_MILLI_SIZE];
        vha_milli again = -1;
        vha_milli_format(text, value, false);
        assert_true(vha_milli_parse(text, strlen(text), &again));
        assert_int_equal(again, value);
    }
}

/* Long multiplication and division on decimal digits, as on paper: value × numerator /
 * denominator, half up. */
static vha_milli on_paper(int64_t value, int64_t numerator, int64_t denominator)
{
    int digits[40] = {0}; /* lowest first */
    for (int place = 0; numerator > 0; place++, numerator /= 10) {
        int64_t rest = value;
        for (int at = place; rest > 0; at++, rest /= 10)
            digits[at] += (int)(rest % 10) * (int)(numerator % 10);
    }
    for (int at = 0; at < 39; at++) {
        digits[at + 1] += digits[at] / 10;
        digits[at] %= 10;
    }
    int64_t quotient = 0;
    int64_t remainder = 0;
    for (int at = 39; at >= 0; at--) {
        remainder = remainder * 10 + digits[at];
        quotient = quotient * 10 + remainder / denominator;
        remainder %= denominator;
    }
    return quotient + (remainder >= denominator - remainder ? 1 : 0);
}

static void test_scale_rounds_half_up(void **state)
{
    (void)state;
    assert_int_equal(vha_milli_scale(1, 1, 2), 1);
    assert_int_equal(vha_milli_scale(1, 1, 3), 0);
    assert_int_equal(vha_milli_scale(2, 1, 3), 1);
    assert_int_equal(vha_milli_scale(5, 1, 10), 1);
    assert_int_equal(vha_milli_scale(4, 1, 10), 0);
    assert_int_equal(vha_milli_scale(1460000, 2, 3), 973333);
    assert_int_equal(vha_milli_scale(1460000, 4, 9), 648889);
    assert_int_equal(vha_milli_scale(0, 7, 3), 0);
    assert_int_equal(vha_milli_scale(7, 0, 3), 0);
    assert_int_equal(vha_milli_scale(INT64_MAX, INT64_MAX, INT64_MAX), INT64_MAX);
    assert_int_equal(vha_milli_scale(INT64_MAX, 1, 1), INT64_MAX);
}

static void test_scale_against_long_arithmetic(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int i = 0; i < 100000; i++) {
        const int64_t value = random_between(&seed, 0, INT64_C(9999999999999));
        const int64_t denominator = random_between(&seed, 1, 1000000);
        const int64_t numerator = random_between(&seed, 0, denominator);
        assert_int_equal(vha_milli_scale(value, numerator, denominator),
                         on_paper(value, numerator, denominator));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_parse_rejects),
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_scale_rounds_half_up),
        cmocka_unit_test(test_scale_against_long_arithmetic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
