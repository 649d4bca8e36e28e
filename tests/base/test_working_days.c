#include "support.h"

/* Christmas and Easter of 2026, with the Monday in place of Boxing Day. */
static vha_date days[4];
static struct vha_holidays holidays = {days, VHA_COUNT(days)};
static const struct vha_holidays none = {NULL, 0};

static vha_date day(int year, int month, int number)
{
    return vha_date_from_civil((struct vha_civil_date){year, month, number});
}

static int set_up(void **state)
{
    (void)state;
    days[0] = day(2026, 4, 3);
    days[1] = day(2026, 4, 6);
    days[2] = day(2026, 12, 25);
    days[3] = day(2026, 12, 28);
    return 0;
}

static void test_weekends(void **state)
{
    (void)state;
    const vha_date monday = day(2026, 11, 23);
    static const int expected[] = {0, 1, 2, 3, 4, 4, 4, 5, 6};
    for (size_t i = 0; i < VHA_COUNT(expected); i++)
        assert_int_equal(vha_working_days(monday, monday + (vha_date)i, &none), expected[i]);
    assert_int_equal(vha_working_days(monday, monday - 10, &none), 0);
    assert_int_equal(vha_working_days(day(2026, 11, 28), day(2026, 11, 29), &none), 0);
    assert_int_equal(vha_working_days(day(2026, 11, 28), day(2026, 11, 30), &none), 1);
    /* Before 1970, where days are negative. */
    assert_int_equal(vha_working_days(day(1969, 12, 26), day(1970, 1, 2), &none), 5);
}

static void test_holidays(void **state)
{
    (void)state;
    assert_int_equal(vha_working_days(day(2026, 4, 2), day(2026, 4, 6), &holidays), 0);
    assert_int_equal(vha_working_days(day(2026, 4, 2), day(2026, 4, 7), &holidays), 1);
    assert_int_equal(vha_working_days(day(2026, 4, 2), day(2026, 4, 7), &none), 3);
    assert_int_equal(vha_working_days(day(2026, 12, 24), day(2026, 12, 29), &holidays), 1);
    assert_int_equal(vha_working_days(day(2026, 12, 31), day(2027, 12, 31), &none), 261);
}

/* The last day that is over the limit, and the first that is not, wherever one stands. */
static void test_the_day_before(void **state)
{
    (void)state;
    for (vha_date to = day(2026, 3, 25); to < day(2027, 1, 20); to++)
        for (int limit = 0; limit < 12; limit++) {
            const vha_date over = vha_day_before_working_days(to, limit, &holidays);
            assert_true(vha_working_days(over, to, &holidays) > limit);
            assert_int_equal(vha_working_days(over + 1, to, &holidays), limit);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weekends),
        cmocka_unit_test(test_holidays),
        cmocka_unit_test(test_the_day_before),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
