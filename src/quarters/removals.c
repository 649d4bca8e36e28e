/* Lists without those whose removal was approved (SOP 28): that in force, and those before. */
#include "vha/quarters.h"

#include "vha/cohort.h"
#include "vha/removal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARCHIVE_NAME_SIZE = VHA_QUARTER_SIZE + 3 };

/* Those of the removals that had been approved on that day. */
static size_t approved_by(const struct vha_removed *removed, size_t count, vha_date day,
                          vha_date as_of, struct vha_cohort_removal *removals)
{
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        struct vha_cohort_removal *const one = &removals[known];
        *one =
            (struct vha_cohort_removal){.approved = removed[i].approved, .until = removed[i].until};
        if (removed[i].approved <= day &&
            vha_pncid_parse(removed[i].pncid, strlen(removed[i].pncid), as_of, &one->pncid) ==
                VHA_PNCID_FINE)
            known++;
    }
    return known;
}

static enum vha_status take_removals(struct vha_register *reg, struct vha_cohort *cohort,
                                     vha_date day, struct vha_error *error)
{
    struct vha_removed *removed = NULL;
    size_t count = 0;
    enum vha_status status = vha_removal_approved(reg, &removed, &count, error);
    if (status == VHA_OK) {
        struct vha_cohort_removal *const removals = vha_alloc_zeroed(count + 1, sizeof *removals);
        const vha_date as_of = vha_cohort_info(cohort)->as_of;
        const size_t known = approved_by(removed, count, day, as_of, removals);
        status = vha_cohort_remove(cohort, removals, known, error);
        free(removals);
    }
    free(removed);
    return status;
}

enum vha_status vha_quarters_take_removals(struct vha_register *reg, struct vha_cohort *cohort,
                                           struct vha_error *error)
{
    return take_removals(reg, cohort, INT32_MAX, error);
}

enum vha_status vha_quarters_open(struct vha_register *reg, const char *folder, const char *quarter,
                                  struct vha_cohort **cohort, struct vha_error *error)
{
    char name[ARCHIVE_NAME_SIZE];
    *cohort = NULL;
    snprintf(name, sizeof name, "%.*s.db", VHA_QUARTER_SIZE - 1, quarter);
    char *const path = vha_path(folder, name);
    enum vha_status status = vha_cohort_open(path, cohort, error);
    if (status == VHA_OK)
        status = take_removals(reg, *cohort, vha_cohort_info(*cohort)->as_of, error);
    free(path);
    return status;
}

enum vha_status vha_quarters_open_earlier(struct vha_register *reg, const char *folder,
                                          const struct vha_cohort *now, struct vha_cohort **cohort,
                                          struct vha_error *error)
{
    const struct vha_cohort_info *const info = vha_cohort_info(now);
    *cohort = NULL;
    if (info->earlier_quarter == NULL)
        return vha_fail(error, VHA_UNAVAILABLE,
                        "There is no quarter before %s in this home to compare it with.",
                        info->quarter);
    return vha_quarters_open(reg, folder, info->earlier_quarter, cohort, error);
}
