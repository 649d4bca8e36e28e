/* Following the chain of the audit log while the screen goes on: a part at a time. */
#include "audit.h"

#include "../columns.h"
#include "../plain.h"

#include <stdio.h>
#include <string.h>

/* So many entries take about a twentieth of a second. */
enum { PART = 10000 };
/* Parts after which plain mode says how far it has come: about a second. */
enum { PARTS_IN_SILENCE = 25 };

void audit_verify_words(const struct audit_state *state, char *out, size_t size)
{
    char done[VHA_MILLI_SIZE];
    char all[VHA_MILLI_SIZE];
    snprintf(out, size, "verifying: %s of %s entries",
             count_text((uint64_t)vha_audit_walk_head(state->walk)->number, done),
             count_text((uint64_t)state->walk_to, all));
}

bool audit_verify_stop(struct audit_state *state)
{
    const bool running = state->walk != NULL;
    vha_audit_walk_free(state->walk);
    state->walk = NULL;
    return running;
}

/* That the log is broken is on record too, if it takes an entry still. */
static void log_broken(struct desk *desk, const char *sentence)
{
    struct vha_error error;
    const struct vha_audit_entry entry = {.login = desk->options->user->login,
                                          .action = vha_action_name(VHA_ACTION_AUDIT_READ),
                                          .outcome = "failed",
                                          .reason = sentence};
    (void)!desk_record(desk, &entry, &error);
}

static unsigned end(struct audit_state *state, struct desk *desk, enum vha_status status,
                    const struct vha_error *error)
{
    const struct vha_audit_head head = *vha_audit_walk_head(state->walk);
    char text[512];
    char count[VHA_MILLI_SIZE];
    audit_verify_stop(state);
    if (status == VHA_BAD_DATA)
        log_broken(desk, error->message);
    if (status != VHA_OK) {
        desk_push(desk, message_screen(status == VHA_BAD_DATA ? "The audit log is not whole"
                                                              : "The audit log was not verified",
                                       error->message));
        return SCREEN_REDRAW;
    }
    snprintf(text, sizeof text,
             "The audit log is whole: %s entries, each as it was written. The last one is %s:%lld.",
             count_text((uint64_t)head.number, count), head.hash, (long long)head.number);
    desk_push(desk, message_screen("The audit log is whole", text));
    return SCREEN_REDRAW;
}

int64_t audit_verify_deadline(const void *opaque)
{
    const struct audit_state *const state = opaque;
    return state->walk != NULL ? 0 : INT64_MAX;
}

unsigned audit_verify_on(void *opaque, struct desk *desk)
{
    struct audit_state *const state = opaque;
    struct vha_error error;
    bool over = false;
    const enum vha_status status =
        vha_register_audit_walk_on(desk->options->reg, state->walk, PART, &over, &error);
    return status != VHA_OK || over ? end(state, desk, status, &error) : SCREEN_REDRAW;
}

/* Nobody hears a number grow: it is said from time to time. */
static void verify_in_words(struct audit_state *state, struct desk *desk)
{
    char text[128];
    char done[VHA_MILLI_SIZE];
    char all[VHA_MILLI_SIZE];
    for (int parts = 1; state->walk != NULL; parts++) {
        audit_verify_on(state, desk);
        if (state->walk == NULL || parts % PARTS_IN_SILENCE != 0)
            continue;
        snprintf(text, sizeof text, "%s of %s entries so far, each as it was written.",
                 count_text((uint64_t)vha_audit_walk_head(state->walk)->number, done),
                 count_text((uint64_t)state->walk_to, all));
        plain_tell(desk->plain, text);
    }
}

unsigned audit_verify(struct audit_state *state, struct desk *desk)
{
    struct vha_error error;
    struct vha_audit_head head = {0};
    if (state->walk != NULL)
        return SCREEN_IGNORED;
    enum vha_status status = audit_log_look(desk, NULL, "verify", &error);
    if (status == VHA_OK)
        status = vha_register_audit_head(desk->options->reg, &head, &error);
    if (status != VHA_OK) {
        desk_push(desk, message_screen("The audit log was not verified", error.message));
        return SCREEN_REDRAW;
    }
    state->walk_to = head.number;
    status = vha_register_audit_walk(desk->options->reg, NULL, &state->walk, &error);
    if (status != VHA_OK)
        return end(state, desk, status, &error);
    if (desk->plain != NULL)
        verify_in_words(state, desk);
    return SCREEN_REDRAW;
}
