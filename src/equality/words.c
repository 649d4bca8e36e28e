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
