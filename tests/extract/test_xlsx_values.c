/* The conversions of cell values, each with its boundaries. */
#include "xlsx_values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void positions_are_read_to_the_corner_of_a_sheet(void **state)
{
    static const struct {
        const char *reference;
        uint32_t column;
        uint32_t row;
    } cases[] = {
        {"A1", 1, 1},
        {"Z9", 26, 9},
        {"AA10", 27, 10},
        {"BC12", 55, 12},
        {"ZZ1", 702, 1},
        {"AAA1", 703, 1},
        {"XFD1048576", 16384, 1048576},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct cell_position position = {0, 0};
        char name[XLSX_COLUMN_NAME_SIZE];
        assert_true(xlsx_position_read(cases[i].reference, &position));
        assert_int_equal(position.column, cases[i].column);
        assert_int_equal(position.row, cases[i].row);
        xlsx_column_name(name, position.column);
        assert_memory_equal(name, cases[i].reference, strlen(name));
    }
}

static void impossible_positions_are_refused(void **state)
{
    static const char *const references[] = {
        "",         "A",    "1",   "A0",  "A01", "XFE1",     "a1",
        "A1048577", "$A$1", "A1 ", "A-1", "A1B", "ZZZZZZZ1", "A99999999999999999999"};
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(references); i++) {
        struct cell_position position;
        assert_false(xlsx_position_read(references[i], &position));
    }
}

static void numbers_take_their_shortest_plain_form(void **state)
{
    static const struct {
        const char *raw;
        const char *plain;
    } cases[] = {
        {"364693", "364693"},
        {"364693.0", "364693"},
        {"3.64693E5", "364693"},
        {"3.64693e+05", "364693"},
        {"+7", "7"},
        {"007", "7"},
        {"-0", "0"},
        {"0.0", "0"},
        {".5", "0.5"},
        {"5.", "5"},
        {"-2.50", "-2.5"},
        {"0.1", "0.1"},
        {"0.10000000000000001", "0.1"},
        {"0.30000000000000004", "0.30000000000000004"},
        {"1E-3", "0.001"},
        {"12345.678E-2", "123.45678"},
        {"1e20", "100000000000000000000"},
        {"123456789012345678", "123456789012345680"},
        {"9007199254740993", "9007199254740992"},
        {"1E-400", "0"},
        {"99.99", "99.99"},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        double number = 0;
        char text[XLSX_NUMBER_SIZE];
        assert_true(xlsx_number_read(cases[i].raw, strlen(cases[i].raw), &number));
        assert_int_equal(xlsx_number_write(text, number), strlen(cases[i].plain));
        assert_string_equal(text, cases[i].plain);
    }
}

static void every_number_reads_back_as_itself(void **state)
{
    (void)state;
    uint64_t seed = 20261001;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        double number = 0;
        const uint64_t bits = i % 2 == 0 ? seed : (seed >> 2) + (1ULL << 61);
        memcpy(&number, &bits, sizeof number);
        if (number - number != 0) { /* infinite or no number */
            continue;
        }
        char text[XLSX_NUMBER_SIZE];
        double again = 0;
        const size_t length = xlsx_number_write(text, number);
        assert_int_equal(length, strlen(text));
        assert_null(strpbrk(text, "eE"));
        /* The reader takes up to 300 characters; the tiniest numbers have more. */
        if (length <= 300) {
            assert_true(xlsx_number_read(text, length, &again));
            assert_memory_equal(&again, &number, sizeof number);
        }
    }
}

static void what_is_no_number_is_refused(void **state)
{
    static const char *const texts[] = {"",      "-",   ".",    "E5",   "1E",  "1E+",
                                        "1.2.3", "0x1", "inf",  "nan",  "1,5", "1 2",
                                        "1E999", "--1", "1e5x", "1E5.5"};
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(texts); i++) {
        double number = 0;
        assert_false(xlsx_number_read(texts[i], strlen(texts[i]), &number));
    }
    char longest[302];
    double number = 0;
    memset(longest, '0', sizeof longest);
    assert_true(xlsx_number_read(longest, 300, &number));
    assert_false(xlsx_number_read(longest, 301, &number));
}

static void plain_numbers_are_known_as_plain(void **state)
{
    static const char *const plain[] = {"0", "7", "-7", "123456789012345", "-999999999999999"};
    static const char *const others[] = {"",   "-",  "-0", "00", "01",
                                         "1.", "1E", "+1", " 1", "1234567890123456"};
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(plain); i++) {
        assert_true(xlsx_number_is_plain(plain[i], strlen(plain[i])));
        double number = 0;
        char text[XLSX_NUMBER_SIZE];
        assert_true(xlsx_number_read(plain[i], strlen(plain[i]), &number));
        xlsx_number_write(text, number);
        assert_string_equal(text, plain[i]);
    }
    for (size_t i = 0; i < VHA_COUNT(others); i++) {
        assert_false(xlsx_number_is_plain(others[i], strlen(others[i])));
    }
}

static void serials_become_days_in_both_systems(void **state)
{
    static const struct {
        double serial;
        bool since_1904;
        const char *day;
    } cases[] = {
        {1, false, "1900-01-01"},        {59, false, "1900-02-28"},
        {59.99, false, "1900-02-28"},    {61, false, "1900-03-01"},
        {46280, false, "2026-09-15"},    {45351.75, false, "2024-02-29"},
        {2958465, false, "9999-12-31"},  {2958465.5, false, "9999-12-31"},
        {0, true, "1904-01-01"},         {1, true, "1904-01-02"},
        {60, true, "1904-03-01"},        {44818, true, "2026-09-15"},
        {2957003.9, true, "9999-12-31"},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        vha_date date = VHA_NO_DATE;
        char text[VHA_DATE_SIZE];
        assert_null(xlsx_date_from_serial(cases[i].serial, cases[i].since_1904, &date));
        assert_string_equal(vha_date_format(text, date), cases[i].day);
    }
}

static void serials_that_are_no_day_say_why(void **state)
{
    static const struct {
        double serial;
        bool since_1904;
        const char *reason;
    } cases[] = {
        {60, false, "29 February 1900"}, {60.5, false, "29 February 1900"},
        {0, false, "a time of day"},     {0.5, false, "a time of day"},
        {0.5, true, "a time of day"},    {-1, false, "before"},
        {-0.5, true, "before"},          {2958466, false, "9999"},
        {2957004, true, "9999"},         {1e300, false, "9999"},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        vha_date date = VHA_NO_DATE;
        const char *const reason =
            xlsx_date_from_serial(cases[i].serial, cases[i].since_1904, &date);
        assert_non_null(reason);
        assert_non_null(strstr(reason, cases[i].reason));
        assert_int_equal(date, VHA_NO_DATE);
    }
}

static void iso_dates_lose_their_time(void **state)
{
    static const char *const good[] = {"2024-02-29", "2024-02-29T00:00:00",
                                       "2024-02-29T23:59:59.999Z", "2024-02-29T10:00+01:00"};
    static const char *const bad[] = {"",
                                      "2023-02-29",
                                      "2024-2-29",
                                      "10:30:00",
                                      "2024-02-29T",
                                      "2024-02-29 ",
                                      "2024-02-29TX",
                                      "29/02/2024",
                                      "T10:30:00"};
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(good); i++) {
        vha_date date = VHA_NO_DATE;
        assert_true(xlsx_date_from_iso(good[i], strlen(good[i]), &date));
        assert_int_equal(date, vha_date_from_civil((struct vha_civil_date){2024, 2, 29}));
    }
    for (size_t i = 0; i < VHA_COUNT(bad); i++) {
        vha_date date = VHA_NO_DATE;
        assert_false(xlsx_date_from_iso(bad[i], strlen(bad[i]), &date));
    }
}

static void date_formats_are_told_from_others(void **state)
{
    static const char *const dates[] = {"yyyy-mm-dd",
                                        "DD/MM/YYYY",
                                        "d mmm",
                                        "[$-809]dd mmmm yyyy;@",
                                        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
                                        "\"on \"d",
                                        "[Red]yyyy",
                                        "0;yyyy",
                                        "mm:ss"};
    static const char *const others[] = {"General",
                                         "0",
                                         "0.00",
                                         "#,##0.00",
                                         "[Red]0",
                                         "[Red]-#,##0",
                                         "\"day \"0",
                                         "0\" years\"",
                                         "\\d0",
                                         "0\\m",
                                         "_d0",
                                         "*y0",
                                         "0.00E+00",
                                         "@",
                                         "[>100][Green]0;[Magenta]0",
                                         "0 \"unfinished d",
                                         "[unfinished d",
                                         "0\\",
                                         ""};
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(dates); i++) {
        assert_true(xlsx_format_is_date(dates[i]));
    }
    for (size_t i = 0; i < VHA_COUNT(others); i++) {
        assert_false(xlsx_format_is_date(others[i]));
    }
}

static void escapes_are_decoded_in_place(void **state)
{
    static const struct {
        const char *raw;
        const char *text;
    } cases[] = {
        {"plain", "plain"},
        {"under_score", "under_score"},
        {"line_x000D_\n", "line\r\n"},
        {"_x0041__x0042_", "AB"},
        {"_x005F_x0041_", "_x0041_"},
        {"_x00e9_", "\xC3\xA9"},
        {"_x20AC_", "\xE2\x82\xAC"},
        {"_xD83D__xDE00_", "\xF0\x9F\x98\x80"},
        {"_xD83D_", "\xEF\xBF\xBD"},
        {"_xDE00_x", "\xEF\xBF\xBDx"},
        {"_xD83D__x0041_", "\xEF\xBF\xBD"
                           "A"},
        {"_x004_", "_x004_"},
        {"_x00G1_", "_x00G1_"},
        {"_x0041", "_x0041"},
        {"_X0041_", "_X0041_"},
        {"__x0041__", "_A_"},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        char text[32];
        memcpy(text, cases[i].raw, strlen(cases[i].raw) + 1);
        const size_t length = xlsx_unescape(text, strlen(text));
        assert_int_equal(length, strlen(cases[i].text));
        assert_memory_equal(text, cases[i].text, length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_are_read_to_the_corner_of_a_sheet),
        cmocka_unit_test(impossible_positions_are_refused),
        cmocka_unit_test(numbers_take_their_shortest_plain_form),
        cmocka_unit_test(every_number_reads_back_as_itself),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(plain_numbers_are_known_as_plain),
        cmocka_unit_test(serials_become_days_in_both_systems),
        cmocka_unit_test(serials_that_are_no_day_say_why),
        cmocka_unit_test(iso_dates_lose_their_time),
        cmocka_unit_test(date_formats_are_told_from_others),
        cmocka_unit_test(escapes_are_decoded_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
