#include "vha/base.h"

#include <stdio.h>
#include <string.h>

/* Days are counted in years that begin on 1 March, so that the leap day is a year's last: every
 * month's first day then has a fixed place in its year, and 400 such years are one whole era. */
enum {
    DAYS_PER_ERA = 146097,
    DAYS_BEFORE_1970 = 719468, /* from 1 March of year 0 to 1 January 1970 */
};

static int floor_divide(int value, int by)
{
    return (value >= 0 ? value : value - by + 1) / by;
}

vha_date vha_date_from_civil(struct vha_civil_date civil)
{
    const int year = civil.month > 2 ? civil.year : civil.year - 1;
    const int month = civil.month > 2 ? civil.month - 3 : civil.month + 9;
    const int era = floor_divide(year, 400);
    const int year_of_era = year - era * 400;
    const int day_of_year = (153 * month + 2) / 5 + civil.day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_BEFORE_1970;
}

struct vha_civil_date vha_civil_from_date(vha_date date)
{
    const int days = date + DAYS_BEFORE_1970;
    const int era = floor_divide(days, DAYS_PER_ERA);
    const int day_of_era = days - era * DAYS_PER_ERA;
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int month = (5 * day_of_year + 2) / 153;
    return (struct vha_civil_date){
        .year = era * 400 + year_of_era + (month >= 10 ? 1 : 0),
        .month = month < 10 ? month + 3 : month - 9,
        .day = day_of_year - (153 * month + 2) / 5 + 1,
    };
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool vha_date_exists(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in_month(year, month);
}

/* The number that `count` digits make, or -1 when one of them is no digit. */
static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool vha_date_parse(const char *text, size_t length, vha_date *date)
{
    if (length != VHA_DATE_SIZE - 1 || text[4] != '-' || text[7] != '-')
        return false;
    const struct vha_civil_date civil = {digits(text, 4), digits(text + 5, 2), digits(text + 8, 2)};
    if (!vha_date_exists(civil.year, civil.month, civil.day))
        return false;
    *date = vha_date_from_civil(civil);
    return true;
}

vha_date vha_date_at(time_t moment)
{
    const time_t seconds_a_day = 24L * 60 * 60;
    return (vha_date)(moment / seconds_a_day);
}

vha_date vha_today(void)
{
    return vha_date_at(time(NULL));
}

char *vha_date_format(char buffer[VHA_DATE_SIZE], vha_date date)
{
    if (date == VHA_NO_DATE) {
        buffer[0] = '\0';
        return buffer;
    }
    const struct vha_civil_date civil = vha_civil_from_date(date);
    const unsigned fields[] = {(unsigned)civil.year % 10000u, (unsigned)civil.month % 100u,
                               (unsigned)civil.day % 100u};
    snprintf(buffer, VHA_DATE_SIZE, "%04u-%02u-%02u", fields[0], fields[1], fields[2]);
    return buffer;
}

int vha_months_between(vha_date from, vha_date to)
{
    const struct vha_civil_date a = vha_civil_from_date(from);
    const struct vha_civil_date b = vha_civil_from_date(to);
    return (b.year - a.year) * 12 + (b.month - a.month) - (b.day < a.day ? 1 : 0);
}

vha_date vha_date_after_months(vha_date from, int months)
{
    struct vha_civil_date day = vha_civil_from_date(from);
    const int month = day.year * 12 + day.month - 1 + months;
    day.year = floor_divide(month, 12);
    day.month = month - day.year * 12 + 1;
    if (day.day > days_in_month(day.year, day.month)) {
        /* No day of that number: the month completes on the next month's first. */
        day.day = 1;
        day.year += day.month == 12 ? 1 : 0;
        day.month = day.month == 12 ? 1 : day.month + 1;
    }
    return vha_date_from_civil(day);
}

bool vha_in_window(vha_date date, vha_date as_of, int months)
{
    return date <= as_of && vha_months_between(date, as_of) < months;
}

bool vha_quarter_parse(const char *text, size_t length, vha_date *first)
{
    if (length != 7 || text[4] != '-' || text[5] != 'Q' || text[6] < '1' || text[6] > '4')
        return false;
    const struct vha_civil_date civil = {digits(text, 4), (text[6] - '1') * 3 + 1, 1};
    if (!vha_date_exists(civil.year, civil.month, civil.day))
        return false;
    *first = vha_date_from_civil(civil);
    return true;
}

vha_date vha_quarter_end(vha_date date)
{
    const struct vha_civil_date civil = vha_civil_from_date(date);
    const int months = (civil.month - 1) / 3 * 3 + 3;
    const struct vha_civil_date next = {months == 12 ? civil.year + 1 : civil.year,
                                        months == 12 ? 1 : months + 1, 1};
    return vha_date_from_civil(next) - 1;
}
