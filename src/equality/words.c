/* Figures of the review as they are read. */
#include "vha/equality.h"

#include <stdio.h>

bool vha_equality_is_empty(const struct vha_equality_row *row)
{
    return row->listed == 0 && row->suspects == 0 && row->before == 0;
}

char *vha_equality_share(char out[VHA_SHARE_SIZE], int64_t part, int64_t whole)
{
    if (whole == 0)
        snprintf(out, VHA_SHARE_SIZE, "-");
    else
        snprintf(out, VHA_SHARE_SIZE, "%.1f", 100.0 * (double)part / (double)whole);
    return out;
}

char *vha_ratio_format(char out[VHA_RATIO_SIZE], const struct vha_ratio *ratio)
{
    if (!ratio->given)
        snprintf(out, VHA_RATIO_SIZE, "-");
    else
        snprintf(out, VHA_RATIO_SIZE, "%.2f (%.2f to %.2f)", ratio->ratio, ratio->low, ratio->high);
    return out;
}

bool vha_equality_is_shown(const struct vha_population_breakdown *by, size_t group,
                           const struct vha_equality_row *row)
{
    return !by->groups[group].unknown || !vha_equality_is_empty(row);
}

const char *vha_equality_within(const struct vha_population *population,
                                enum vha_breakdown breakdown, size_t group)
{
    const struct vha_population_group *const of = &population->by[breakdown].groups[group];
    if (of->within == VHA_NO_GROUP)
        return "";
    return population->by[breakdown == VHA_BY_BOROUGH ? VHA_BY_BCU : VHA_BY_ETHNIC_GROUP]
        .groups[of->within]
        .code;
}

const char *vha_equality_reference(const struct vha_population_breakdown *by)
{
    return by->reference == VHA_NO_GROUP ? "rest" : by->groups[by->reference].code;
}

const char *const vha_equality_notes[] = {
    "A suspect is whoever a crime report of the extract names as suspect or accused, of an offence "
    "in scope, within the window, domestic abuse left out: the people from whom the list is drawn.",
    "The ratio to the census divides the group's rate on the list, per person of the census, by "
    "that of the group or groups that it is compared with; the ratio to the suspects does the same "
    "per suspect. Above 1: more of the group are on the list than of those.",
    "Intervals are of 95 %. One that takes in 1 does not tell the group from the others. With as "
    "many groups as these, one in twenty lies off by chance alone.",
    NULL,
};
