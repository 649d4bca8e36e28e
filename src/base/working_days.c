#include "vha/base.h"

static bool is_holiday(vha_date day, const struct vha_holidays *holidays)
{
    size_t low = 0;
    size_t high = holidays->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (holidays->days[middle] == day)
            return true;
        if (holidays->days[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool is_working_day(vha_date day, const struct vha_holidays *holidays)
{
    enum { THURSDAY = 4, SATURDAY = 6, WEEK = 7 }; /* 1970-01-01 was a Thursday */
    const int weekday = ((day + THURSDAY) % WEEK + WEEK) % WEEK;
    return weekday != 0 && weekday != SATURDAY && !is_holiday(day, holidays);
}

int vha_working_days(vha_date from, vha_date to, const struct vha_holidays *holidays)
{
    int count = 0;
    for (vha_date day = from; day < to; day++)
        count += is_working_day(day + 1, holidays) ? 1 : 0;
    return count;
}

vha_date vha_day_before_working_days(vha_date to, int days, const struct vha_holidays *holidays)
{
    int left = days + 1;
    while (left > 0)
        left -= is_working_day(to--, holidays) ? 1 : 0;
    return to;
}
