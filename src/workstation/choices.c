/* What is chosen on the screens, on its way into the audit log (SOP 61). */
#include "screen.h"

static int64_t due_of(const struct screen *screen)
{
    const struct choice_ops *const choice = screen->ops->choice;
    return choice != NULL ? choice->due(screen->state) : INT64_MAX;
}

int64_t desk_choice_due(const struct desk *desk)
{
    int64_t first = INT64_MAX;
    for (size_t i = 0; i < desk->screen_count; i++) {
        const int64_t due_ms = due_of(&desk->screens[i]);
        first = due_ms < first ? due_ms : first;
    }
    return first;
}

enum vha_status desk_log_choice(struct desk *desk, struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    for (size_t i = 0; i < desk->screen_count && status == VHA_OK; i++) {
        struct screen *const screen = &desk->screens[i];
        if (due_of(screen) != INT64_MAX)
            status = screen->ops->choice->log(screen->state, desk, error);
    }
    return status;
}

/* What stands on the screens is what is on record of them. */
static enum vha_status take_back(struct desk *desk, struct vha_error *error)
{
    enum vha_status status = VHA_OK;
    const size_t count = desk->screen_count;
    for (size_t i = 0; i < count && status == VHA_OK; i++) {
        struct screen *const screen = &desk->screens[i];
        if (due_of(screen) != INT64_MAX)
            status = screen->ops->choice->take_back(screen->state, desk, error);
    }
    return status;
}

enum vha_status desk_settle_choice(struct desk *desk, bool *logged, struct vha_error *error)
{
    struct vha_error failure;
    *logged = desk_log_choice(desk, &failure) == VHA_OK;
    if (*logged)
        return VHA_OK;
    const enum vha_status status = take_back(desk, error);
    if (status == VHA_OK)
        desk_push(desk,
                  message_screen("This choice was not logged, and is taken back", failure.message));
    return status;
}
