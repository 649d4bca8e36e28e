/* How a desk is opened: what has to be met before anything is shown, and then the first screen that
 * the user's role has a use for. */
#include "screen.h"

#include <langinfo.h>
#include <string.h>

/* -------------------------------------------------------------------------------------- logging */

enum vha_status desk_log(struct desk *desk, enum vha_action action, const char *subject,
                         struct vha_error *error)
{
    const enum vha_status status =
        vha_register_permit(desk->options->reg, desk->options->user, action, subject, error);
    return status == VHA_OK ? desk_record_look(desk, action, subject, NULL, error) : status;
}

enum vha_status desk_record_look(struct desk *desk, enum vha_action action, const char *subject,
                                 const char *reason, struct vha_error *error)
{
    return desk_record(desk,
                       &(struct vha_audit_entry){.login = desk->options->user->login,
                                                 .action = vha_action_name(action),
                                                 .outcome = "done",
                                                 .subject = subject,
                                                 .reason = reason},
                       error);
}

static const char unlogged[] = "nothing is shown that cannot be logged";

enum vha_status desk_record(struct desk *desk, const struct vha_audit_entry *entry,
                            struct vha_error *error)
{
    if (vha_register_audit(desk->options->reg, entry, error) != VHA_OK)
        return vha_fail_in(error, unlogged);
    return VHA_OK;
}

enum vha_status desk_state_purpose(struct desk *desk, const char *typed, struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    return vha_workstation_state_purpose(options->reg, options->user, options->purposes, typed,
                                         desk->purpose, error);
}

/* ------------------------------------------------------------------------------ what is met first
 */

static enum vha_status open_list(struct desk *desk, struct screen *screen, struct vha_error *error)
{
    const enum vha_status status = desk_take_cohort(desk, &desk->cohort, error);
    return status == VHA_OK ? cohort_screen(desk, screen, error) : status;
}

/* The first of these that the role may do is where it begins; what nobody else has a use for is the
 * last. */
static enum vha_status open_first(struct desk *desk, struct screen *screen, struct vha_error *error)
{
    static const struct {
        enum vha_action needed;
        enum vha_status (*open)(struct desk *desk, struct screen *screen, struct vha_error *error);
    } firsts[] = {
        {VHA_ACTION_BROWSE, open_list},
    };
    for (size_t i = 0; i < VHA_COUNT(firsts); i++)
        if (vha_user_may(desk->options->user, firsts[i].needed))
            return firsts[i].open(desk, screen, error);
    *screen = start_screen();
    return VHA_OK;
}

/* Puts on top what comes next; nothing is on the desk. */
static enum vha_status begin(struct desk *desk, struct vha_error *error)
{
    struct screen next;
    bool due = false;
    if (desk->options->applied != NULL) {
        desk_push(desk, undertaking_screen(desk));
        return VHA_OK;
    }
    enum vha_status status = enquiry_screen(desk, &next, &due, error);
    if (status == VHA_OK && !due && desk->purpose[0] == '\0')
        next = purpose_screen(desk);
    else if (status == VHA_OK && !due)
        status = open_first(desk, &next, error);
    if (status == VHA_OK)
        desk_push(desk, next);
    return status;
}

unsigned desk_go_onward(struct desk *desk)
{
    while (desk->screen_count > 0)
        desk_pop(desk);
    if (begin(desk, &desk->failure) == VHA_OK) {
        desk_restore(desk);
        return SCREEN_REDRAW;
    }
    desk->failed = true;
    desk_push(desk, message_screen("The VHA cannot be opened", desk->failure.message));
    return SCREEN_QUIT;
}

enum vha_status desk_open_plain(struct desk *desk, const struct vha_workstation_options *options,
                                struct plain *plain, struct vha_error *error)
{
    struct vha_error failure = {.message = ""};
    *desk = (struct desk){.options = options, .plain = plain};
    desk->unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    desk->wall = time(NULL);
    enum vha_status status = keymap_read(options->keys_path, &desk->keymap, &failure);
    if (status == VHA_OK && options->purpose != NULL)
        status = desk_state_purpose(desk, options->purpose, &failure);
    if (status == VHA_OK)
        status = begin(desk, &failure);
    if (status == VHA_OK)
        return VHA_OK;
    desk_close(desk);
    return vha_fail(error, status, "%s", failure.message);
}

enum vha_status desk_open(struct desk *desk, const struct vha_workstation_options *options,
                          struct vha_error *error)
{
    return desk_open_plain(desk, options, NULL, error);
}

enum vha_status desk_end(struct desk *desk, enum vha_status status, struct vha_error *error)
{
    struct vha_error failure;
    const enum vha_status logged = desk_log_choice(desk, &failure);
    if (status == VHA_OK && logged != VHA_OK) {
        *error = failure;
        return logged;
    }
    if (status != VHA_OK || !desk->failed)
        return status;
    return vha_fail(error, desk->failure.status, "%s", desk->failure.message);
}

void desk_close(struct desk *desk)
{
    while (desk->screen_count > 0)
        desk_pop(desk);
    vha_cohort_close(desk->cohort);
    desk->cohort = NULL;
}
