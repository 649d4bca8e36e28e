/* Approved removals (SOP 28), and what they are to the list that is open: at once, in each session.
 */
#include "vha/removal.h"

#include "screen.h"
#include "screens/cohort.h"
#include "screens/record.h"
#include "vha/quarters.h"

/* The version first: what is approved between the two is met at the next look. */
enum vha_status desk_take_removals(struct desk *desk, struct vha_cohort *cohort,
                                   struct vha_error *error)
{
    if (desk->options->archive)
        return VHA_OK; /* the list as it was */
    const enum vha_status status = vha_removal_version(desk->options->reg, &desk->removals, error);
    return status == VHA_OK ? vha_quarters_take_removals(desk->options->reg, cohort, error)
                            : status;
}

enum vha_status desk_look_for_removals(struct desk *desk, bool *changed, struct vha_error *error)
{
    struct cohort_state *const list = cohort_of(desk);
    int64_t version = 0;
    if (list == NULL || desk->options->archive)
        return VHA_OK;
    enum vha_status status = vha_removal_version(desk->options->reg, &version, error);
    if (status != VHA_OK)
        return status;
    const bool own = desk->decided; /* they have been told */
    desk->decided = false;
    if (version == desk->removals)
        return VHA_OK;
    const uint32_t before = vha_cohort_in_scope(desk->cohort);
    status = desk_take_removals(desk, desk->cohort, error);
    if (status == VHA_OK)
        status = cohort_select(list, desk, error);
    if (status != VHA_OK)
        return status;
    cohort_why_at_once(list, desk); /* nothing of whoever left stays in sight */
    *changed = true;
    if (record_leave_removed(desk))
        desk_say(desk, "The record that was open is of somebody who is off the list now.");
    else if (!own && vha_cohort_in_scope(desk->cohort) != before)
        desk_say(desk, "MO2 has decided on a removal: the list has changed.");
    return VHA_OK;
}

enum vha_status desk_look_for_steps(struct desk *desk, bool *changed, struct vha_error *error)
{
    const struct screen *const top = desk_top(desk);
    int64_t step = 0;
    if (top->ops->follow == NULL)
        return VHA_OK;
    const enum vha_status status = vha_removal_latest_step(desk->options->reg, &step, error);
    *changed = (status == VHA_OK && top->ops->follow(top->state, step)) || *changed;
    return status;
}
