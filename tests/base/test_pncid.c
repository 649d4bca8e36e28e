#include "support.h"

#include <stdio.h>
#include <string.h>

static vha_date as_of_2026(void)
{
    return vha_date_from_civil((struct vha_civil_date){2026, 10, 1});
}

static enum vha_pncid_fault parse(const char *text, vha_pncid *pncid)
{
    return vha_pncid_parse(text, strlen(text), as_of_2026(), pncid);
}

static void assert_long_form(const char *text, const char *expected)
{
    vha_pncid pncid = 0;
    char shown[VHA_PNCID_SIZE];
    if (parse(text, &pncid) != VHA_PNCID_FINE)
        fail_msg("\"%s\" was not taken for a PNCID", text);
    assert_string_equal(vha_pncid_format(shown, pncid), expected);
}

static void test_known_numbers(void **state)
{
    (void)state;
    assert_long_form("2003/0062845E", "2003/0062845E");
    assert_long_form("1996/0346922Z", "1996/0346922Z");
    vha_pncid pncid = 0;
    assert_int_equal(parse("2003/0062845E", &pncid), VHA_PNCID_FINE);
    assert_true(pncid == UINT64_C(20030062845));
}

static void test_short_form_and_leading_zeros(void **state)
{
    (void)state;
    assert_long_form("03/0062845E", "2003/0062845E");
    assert_long_form("03/62845E", "2003/0062845E");
    assert_long_form("2003/62845E", "2003/0062845E");
    assert_long_form("2003/062845E", "2003/0062845E");
    assert_long_form("96/346922Z", "1996/0346922Z");
}

/* A two-digit year above that of as_of is of the century before. */
static void test_century(void **state)
{
    (void)state;
    static const struct {
        int as_of_year, two_digits;
        const char *year;
    } cases[] = {{2026, 26, "2026"}, {2026, 27, "1927"}, {2026, 0, "2000"},
                 {2026, 99, "1999"}, {2027, 27, "2027"}, {1999, 99, "1999"},
                 {1999, 0, "1900"},  {2000, 0, "2000"},  {2000, 1, "1901"}};
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        const vha_date as_of =
            vha_date_from_civil((struct vha_civil_date){cases[i].as_of_year, 12, 31});
        const char letter =
            vha_pncid_letter((vha_pncid)cases[i].two_digits * 10000000u + UINT64_C(1234567));
        char text[32];
        char shown[VHA_PNCID_SIZE];
        vha_pncid pncid = 0;
        snprintf(text, sizeof text, "%02d/1234567%c", cases[i].two_digits, letter);
        assert_int_equal(vha_pncid_parse(text, strlen(text), as_of, &pncid), VHA_PNCID_FINE);
        assert_memory_equal(vha_pncid_format(shown, pncid), cases[i].year, 4);
    }
}

/* Each serial has exactly one letter, the letters follow one another, and the century does not
 * matter. */
static void test_letters(void **state)
{
    (void)state;
    static const char order[] = "ZABCDEFGHJKLMNPQRTUVWXY";
    const size_t start = (size_t)(strchr(order, vha_pncid_letter(UINT64_C(20030000000))) - order);
    for (uint64_t serial = 0; serial < 100; serial++) {
        const char letter = vha_pncid_letter(UINT64_C(20030000000) + serial);
        assert_int_equal(letter, order[(start + serial) % 23]);
        assert_int_equal(letter, vha_pncid_letter(UINT64_C(19030000000) + serial));
        size_t accepted = 0;
        for (int other = 'A'; other <= 'Z'; other++) {
            char text[32];
            vha_pncid pncid = 0;
            snprintf(text, sizeof text, "2003/%07u%c", (unsigned)serial, other);
            const enum vha_pncid_fault fault = parse(text, &pncid);
            assert_int_equal(fault, other == letter ? VHA_PNCID_FINE : VHA_PNCID_LETTER);
            assert_true(pncid == UINT64_C(20030000000) + serial);
            accepted += fault == VHA_PNCID_FINE ? 1 : 0;
        }
        assert_int_equal(accepted, 1);
    }
}

static void test_malformed(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "2003",
        "2003/",
        "2003/E",
        "/0062845E",
        "2003/0062845",
        "2003/0062845e",
        "2003/00628450E",
        "203/0062845E",
        "3/0062845E",
        "20031/0062845E",
        "2003-0062845E",
        "2003 0062845E",
        " 2003/0062845E",
        "2003/0062845E ",
        "2003/0062845EE",
        "2003/0062845\xc3\x89",
        "2003/-062845E",
        "2003/+062845E",
        "+003/0062845E",
        "2003/00628 45E",
        "2003/0062845E\n",
        "2003//0062845E",
        "2003/0062845/E",
        "0000/0000000Z",
        "0000/1A",
        "AAAA/0062845E",
        "2003/ABCDEFGH",
        "2003/00000000000000000000062845E",
    };
    for (size_t i = 0; i < VHA_COUNT(wrong); i++) {
        vha_pncid pncid = 0;
        if (parse(wrong[i], &pncid) != VHA_PNCID_FORM)
            fail_msg("\"%s\" has the form of a PNCID", wrong[i]);
    }
    vha_pncid pncid = 0;
    assert_int_equal(vha_pncid_parse("2003/0062845\0", 13, as_of_2026(), &pncid), VHA_PNCID_FORM);
    assert_int_equal(vha_pncid_parse("2003/0062845E", 12, as_of_2026(), &pncid), VHA_PNCID_FORM);
}

/* The number orders as the long form does, and comes back from it. */
static void test_order_and_round_trip(void **state)
{
    (void)state;
    uint64_t seed = 7;
    vha_pncid before = 0;
    char before_text[VHA_PNCID_SIZE] = "";
    for (int i = 0; i < 20000; i++) {
        const vha_pncid pncid = (vha_pncid)random_between(&seed, 1930, 2026) * 10000000u +
                                (vha_pncid)random_between(&seed, 0, 9999999);
        char text[VHA_PNCID_SIZE];
        vha_pncid again = 0;
        assert_int_equal(parse(vha_pncid_format(text, pncid), &again), VHA_PNCID_FINE);
        assert_true(again == pncid);
        if (before_text[0] != '\0' && memcmp(text, before_text, 12) != 0)
            assert_int_equal(strcmp(text, before_text) < 0, pncid < before);
        before = pncid;
        memcpy(before_text, text, sizeof text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_numbers), cmocka_unit_test(test_short_form_and_leading_zeros),
        cmocka_unit_test(test_century),       cmocka_unit_test(test_letters),
        cmocka_unit_test(test_malformed),     cmocka_unit_test(test_order_and_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
