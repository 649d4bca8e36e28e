#include "support.h"

#include <string.h>
#include <time.h>

static vha_date day(int year, int month, int number)
{
    return vha_date_from_civil((struct vha_civil_date){year, month, number});
}

static void assert_civil(vha_date date, int year, int month, int number)
{
    const struct vha_civil_date civil = vha_civil_from_date(date);
    assert_int_equal(civil.year, year);
    assert_int_equal(civil.month, month);
    assert_int_equal(civil.day, number);
}

static void test_days_are_counted_from_1970(void **state)
{
    (void)state;
    assert_int_equal(day(1970, 1, 1), 0);
    assert_int_equal(day(1969, 12, 31), -1);
    assert_int_equal(day(2000, 3, 1), 11017);
    assert_int_equal(day(2026, 10, 1), 20727);
    assert_civil(-719162, 1, 1, 1);
    assert_civil(2932896, 9999, 12, 31);
}

/* Every day of eight centuries, against the C library's calendar and against the day before. */
static void test_civil_round_trip_from_1600_to_2400(void **state)
{
    (void)state;
    const vha_date last = day(2400, 12, 31);
    struct vha_civil_date before = {1599, 12, 31};
    for (vha_date date = day(1600, 1, 1); date <= last; date++) {
        const struct vha_civil_date civil = vha_civil_from_date(date);
        assert_int_equal(vha_date_from_civil(civil), date);
        assert_true(vha_date_exists(civil.year, civil.month, civil.day));
        const bool next_day =
            civil.year == before.year && civil.month == before.month && civil.day == before.day + 1;
        const bool next_month = civil.year == before.year && civil.month == before.month + 1 &&
                                civil.day == 1 && before.day >= 28;
        const bool next_year = civil.year == before.year + 1 && civil.month == 1 &&
                               civil.day == 1 && before.month == 12 && before.day == 31;
        assert_true(next_day || next_month || next_year);
        before = civil;

        const time_t seconds = (time_t)date * 86400;
        struct tm broken_down;
        assert_non_null(gmtime_r(&seconds, &broken_down));
        assert_int_equal(civil.year, broken_down.tm_year + 1900);
        assert_int_equal(civil.month, broken_down.tm_mon + 1);
        assert_int_equal(civil.day, broken_down.tm_mday);
    }
}

static void test_which_days_exist(void **state)
{
    (void)state;
    assert_true(vha_date_exists(2024, 2, 29));
    assert_true(vha_date_exists(2000, 2, 29));
    assert_true(vha_date_exists(1, 1, 1));
    assert_true(vha_date_exists(9999, 12, 31));
    static const int missing[][3] = {{2023, 2, 29}, {1900, 2, 29}, {2024, 2, 30},  {2024, 4, 31},
                                     {2024, 0, 1},  {2024, 13, 1}, {2024, 1, 0},   {2024, 1, 32},
                                     {0, 1, 1},     {-1, 1, 1},    {10000, 1, 1},  {2024, -1, 1},
                                     {2024, 1, -1}, {2100, 2, 29}, {2024, 11, 31}, {2024, 6, 31}};
    for (size_t i = 0; i < VHA_COUNT(missing); i++)
        assert_false(vha_date_exists(missing[i][0], missing[i][1], missing[i][2]));
}

static void test_parse_and_format(void **state)
{
    (void)state;
    vha_date date = 77;
    char text[VHA_DATE_SIZE];
    assert_true(vha_date_parse("2024-02-29", 10, &date));
    assert_int_equal(date, day(2024, 2, 29));
    assert_string_equal(vha_date_format(text, date), "2024-02-29");
    assert_string_equal(vha_date_format(text, day(1, 1, 1)), "0001-01-01");
    assert_string_equal(vha_date_format(text, day(9999, 12, 31)), "9999-12-31");
    assert_string_equal(vha_date_format(text, VHA_NO_DATE), "");
    /* Only the bytes given are read: what follows belongs to the next field. */
    assert_true(vha_date_parse("2026-10-01,x", 10, &date));
    assert_int_equal(date, day(2026, 10, 1));
}

static void test_parse_rejects(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "2024",       "2024-2-29",   "2024-02-9",   "24-02-29",   "2024/02/29",
        "2024-02-30", "2023-02-29", "2024-13-01",  "2024-00-10",  "2024-01-00", "0000-01-01",
        "2024-01-1 ", " 2024-01-1", "2024-01-01 ", "2024-01-011", "+024-01-01", "-024-01-01",
        "2024-0a-01", "2O24-01-01", "20240101",    "01-01-2024",  "2024-01_01", "2024-1-001",
        "2024--1-01", "2024-01--1",
    };
    for (size_t i = 0; i < VHA_COUNT(wrong); i++) {
        vha_date date = 77;
        if (vha_date_parse(wrong[i], strlen(wrong[i]), &date))
            fail_msg("\"%s\" was taken for a date", wrong[i]);
        assert_int_equal(date, 77);
    }
    vha_date date = 77;
    assert_false(vha_date_parse("2024-01-0\0", 10, &date));
    assert_false(vha_date_parse("2024-01-01", 9, &date));
}

static void test_complete_months(void **state)
{
    (void)state;
    static const struct {
        struct vha_civil_date from, to;
        int months;
    } cases[] = {
        {{2026, 1, 1}, {2026, 1, 1}, 0},      {{2026, 1, 1}, {2026, 1, 31}, 0},
        {{2026, 1, 1}, {2026, 2, 1}, 1},      {{2025, 1, 31}, {2025, 2, 28}, 0},
        {{2025, 1, 31}, {2025, 3, 1}, 1},     {{2025, 1, 31}, {2025, 3, 30}, 1},
        {{2025, 1, 31}, {2025, 3, 31}, 2},    {{2024, 1, 30}, {2024, 2, 29}, 0},
        {{2024, 1, 29}, {2024, 2, 29}, 1},    {{2024, 2, 29}, {2025, 2, 28}, 11},
        {{2024, 2, 29}, {2025, 3, 1}, 12},    {{2024, 2, 29}, {2028, 2, 29}, 48},
        {{2008, 2, 29}, {2026, 2, 28}, 215},  {{2008, 2, 29}, {2026, 3, 1}, 216},
        {{2023, 10, 1}, {2026, 10, 1}, 36},   {{2023, 10, 2}, {2026, 10, 1}, 35},
        {{2026, 10, 1}, {2026, 9, 30}, -1},   {{2026, 10, 1}, {2026, 9, 1}, -1},
        {{2026, 10, 1}, {2026, 8, 31}, -2},   {{2025, 12, 31}, {2026, 1, 1}, 0},
        {{1999, 12, 31}, {2000, 12, 31}, 12},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++)
        assert_int_equal(vha_months_between(vha_date_from_civil(cases[i].from),
                                            vha_date_from_civil(cases[i].to)),
                         cases[i].months);
}

/* Months never shrink as time goes on, so the first day with enough of them can be looked for one
 * day after another. Two leap years and the turn of a century that has no leap day. */
static void test_after_months_is_the_first_such_day(void **state)
{
    (void)state;
    static const struct vha_civil_date starts[] = {{2023, 12, 25}, {1899, 12, 20}, {2027, 1, 28}};
    for (size_t s = 0; s < VHA_COUNT(starts); s++) {
        const vha_date first = vha_date_from_civil(starts[s]);
        for (vha_date from = first; from < first + 430; from++) {
            vha_date searched = from - 100;
            int before = vha_months_between(from, searched - 1);
            for (int months = -3; months <= 37; months++) {
                for (; vha_months_between(from, searched) < months; searched++) {
                    const int now = vha_months_between(from, searched);
                    assert_in_range(now - before, 0, 1);
                    before = now;
                }
                assert_int_equal(vha_date_after_months(from, months), searched);
            }
        }
    }
    assert_int_equal(vha_date_after_months(day(2008, 2, 29), 216), day(2026, 3, 1));
    assert_int_equal(vha_date_after_months(day(2025, 12, 31), 2), day(2026, 3, 1));
    assert_int_equal(vha_date_after_months(day(2025, 10, 31), 1), day(2025, 12, 1));
}

static void test_window(void **state)
{
    (void)state;
    const vha_date as_of = day(2026, 10, 1);
    assert_true(vha_in_window(as_of, as_of, 6));
    assert_false(vha_in_window(as_of + 1, as_of, 6));
    assert_true(vha_in_window(day(2026, 4, 2), as_of, 6));
    assert_false(vha_in_window(day(2026, 4, 1), as_of, 6));
    assert_true(vha_in_window(day(2023, 10, 2), as_of, 36));
    assert_false(vha_in_window(day(2023, 10, 1), as_of, 36));
    /* A window that ends on a month's last day. */
    assert_true(vha_in_window(day(2025, 8, 31), day(2026, 2, 28), 6));
    assert_false(vha_in_window(day(2025, 8, 28), day(2026, 2, 28), 6));
    assert_true(vha_in_window(day(2025, 8, 29), day(2026, 2, 28), 6));
}

static void test_quarters(void **state)
{
    (void)state;
    vha_date first = 0;
    assert_true(vha_quarter_parse("2026-Q3", 7, &first));
    assert_int_equal(first, day(2026, 7, 1));
    assert_int_equal(vha_quarter_end(first), day(2026, 9, 30));
    assert_true(vha_quarter_parse("2023-Q4", 7, &first));
    assert_int_equal(first, day(2023, 10, 1));
    assert_int_equal(vha_quarter_end(first), day(2023, 12, 31));
    assert_int_equal(vha_quarter_end(day(2024, 3, 31)), day(2024, 3, 31));
    assert_int_equal(vha_quarter_end(day(2024, 4, 1)), day(2024, 6, 30));
    static const char *const wrong[] = {"2026-Q0", "2026-Q5", "2026-q3",  "2026Q3",  "2026-3",
                                        "0000-Q1", "26-Q3",   "2026-Q33", "2O26-Q3", ""};
    for (size_t i = 0; i < VHA_COUNT(wrong); i++) {
        first = 7;
        assert_false(vha_quarter_parse(wrong[i], strlen(wrong[i]), &first));
        assert_int_equal(first, 7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_are_counted_from_1970),
        cmocka_unit_test(test_civil_round_trip_from_1600_to_2400),
        cmocka_unit_test(test_which_days_exist),
        cmocka_unit_test(test_parse_and_format),
        cmocka_unit_test(test_parse_rejects),
        cmocka_unit_test(test_complete_months),
        cmocka_unit_test(test_after_months_is_the_first_such_day),
        cmocka_unit_test(test_window),
        cmocka_unit_test(test_quarters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
