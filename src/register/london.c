#include "register.h"

/* The last Sunday of March or October, both of 31 days: when clocks change (Summer Time Act 1972,
 * as amended in 2002). */
static vha_date last_sunday(int year, int month)
{
    enum { DAYS = 31, THURSDAY = 4, WEEK = 7 }; /* 1970-01-01 was a Thursday */
    const vha_date last = vha_date_from_civil((struct vha_civil_date){year, month, DAYS});
    return last - (((last + THURSDAY) % WEEK) + WEEK) % WEEK;
}

int register_london_hour(vha_date day, int hour)
{
    enum { MARCH = 3, OCTOBER = 10, CHANGE = 1, HOURS = 24 }; /* at 01:00 UTC both times */
    const int year = vha_civil_from_date(day).year;
    const int64_t now = (int64_t)day * HOURS + hour;
    const bool summer = now >= (int64_t)last_sunday(year, MARCH) * HOURS + CHANGE &&
                        now < (int64_t)last_sunday(year, OCTOBER) * HOURS + CHANGE;
    return (hour + (summer ? 1 : 0)) % HOURS;
}
