#include "watch.h"

#include "vha/sessions.h"

#define SUPERSEDED_MS 1000  /* how often it is looked whether a newer load is in place */
#define ACCESS_MS     20000 /* how often it is looked whether access is still in force */

int64_t watch_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void watch_start(struct watch *watch, struct desk *desk)
{
    desk->now_ms = watch_milliseconds();
    watch->superseded_due_ms = desk->now_ms + SUPERSEDED_MS;
    watch->access_due_ms = desk->now_ms + ACCESS_MS;
}

static bool is_another_minute(const struct desk *desk, time_t now)
{
    return now / 60 != desk->wall / 60;
}

/* Access that is withdrawn ends a running session (governance: entry over SSH). A register that is
 * locked at the moment is asked again. */
static enum vha_status check_access(const struct desk *desk, struct vha_error *error)
{
    if (desk->options->applied != NULL) /* no session, and no access to withdraw */
        return VHA_OK;
    const enum vha_status status = vha_register_session_valid(desk->options->reg, error);
    return status == VHA_TEMPORARY ? VHA_OK : status;
}

enum vha_status watch_look(struct watch *watch, struct desk *desk, bool *changed,
                           struct vha_error *error)
{
    const time_t wall = time(NULL);
    desk->now_ms = watch_milliseconds();
    if (is_another_minute(desk, wall)) {
        desk->wall = wall;
        *changed = true;
    }
    if (desk->now_ms >= watch->superseded_due_ms) {
        const bool superseded = desk->cohort != NULL && vha_cohort_superseded(desk->cohort);
        watch->superseded_due_ms = desk->now_ms + SUPERSEDED_MS;
        *changed = *changed || superseded != desk->superseded;
        desk->superseded = superseded;
        if (desk_show_refresh(desk))
            *changed = true;
        enum vha_status looked = desk_look_for_removals(desk, changed, error);
        if (looked == VHA_OK)
            looked = desk_look_for_steps(desk, changed, error);
        if (looked != VHA_OK && looked != VHA_TEMPORARY)
            return looked;
    }
    if (desk->now_ms >= desk_choice_due(desk)) {
        bool logged = false;
        const enum vha_status settled = desk_settle_choice(desk, &logged, error);
        if (settled != VHA_OK)
            return settled;
        *changed = *changed || !logged;
    }
    if (desk->now_ms < watch->access_due_ms)
        return VHA_OK;
    watch->access_due_ms = desk->now_ms + ACCESS_MS;
    return check_access(desk, error);
}

int64_t watch_due(const struct watch *watch, const struct desk *desk)
{
    const int64_t choice_due_ms = desk_choice_due(desk);
    const int64_t looks_due_ms = watch->superseded_due_ms < watch->access_due_ms
                                     ? watch->superseded_due_ms
                                     : watch->access_due_ms;
    return choice_due_ms < looks_due_ms ? choice_due_ms : looks_due_ms;
}
