/* purpose: what the VHA is being looked at for (SOP 60, 61). Asked before anything is shown, and
 * changed by an order. */
#include "form_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CATEGORY, WORDS, FIELDS };

#define NOTE_SIZE 160

struct purpose_form {
    const struct vha_purposes *purposes;
    char now[VHA_PURPOSE_SIZE]; /* that stands so far; "" for none */
    struct field fields[FIELDS];
    struct field_option options[VHA_MAX_PURPOSES];
    char notes[VHA_MAX_PURPOSES][NOTE_SIZE];
};

/* ------------------------------------------------------------------------------------- checking */

/* One that is refused says why when it is accepted, and that it was tried is on record. */
static bool check_words(const void *context, const char *text, char *wrong, size_t size)
{
    const struct purpose_form *const state = context;
    const struct vha_purpose any = {.name = state->purposes->purposes[0].name};
    struct vha_error error = {.message = ""};
    const bool right = vha_purpose_check(&any, text, &error) == VHA_OK;
    snprintf(wrong, size, "%s", error.message);
    return right;
}

/* -------------------------------------------------------------------------------------- stating */

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct purpose_form *const state = context;
    char typed[EDITOR_SIZE + 64];
    snprintf(typed, sizeof typed, "%.60s: %s", form_text(form, CATEGORY), form_text(form, WORDS));
    const enum vha_status status = desk_state_purpose(desk, typed, error);
    if (status == VHA_OK)
        *flags |= state->now[0] == '\0' ? SCREEN_ONWARD : SCREEN_BACK;
    return status;
}

static void fill(const void *context, struct form *form)
{
    const struct purpose_form *const state = context;
    char name[VHA_PURPOSE_SIZE];
    const char *const colon = strchr(state->now, ':');
    if (colon == NULL)
        return;
    snprintf(name, sizeof name, "%.*s", (int)(colon - state->now), state->now);
    form_set(form, CATEGORY, name);
    form_set(form, WORDS, colon + strspn(colon, ": "));
}

struct screen purpose_screen(struct desk *desk)
{
    struct purpose_form *const state = vha_alloc_zeroed(1, sizeof *state);
    state->purposes = desk->options->purposes;
    snprintf(state->now, sizeof state->now, "%s", desk->purpose);
    for (size_t i = 0; i < state->purposes->count; i++) {
        const struct vha_purpose *const purpose = &state->purposes->purposes[i];
        if (purpose->refused != NULL)
            snprintf(state->notes[i], NOTE_SIZE, "Not a policing purpose (%s).", purpose->source);
        else
            snprintf(state->notes[i], NOTE_SIZE, "%s (%s).", purpose->title, purpose->source);
        state->options[i] = (struct field_option){purpose->name, purpose->title, state->notes[i]};
    }
    state->fields[CATEGORY] = (struct field){.label = "Category",
                                             .help = FORM_CHOOSE,
                                             .kind = FIELD_CHOICE,
                                             .options = state->options,
                                             .option_count = state->purposes->count};
    state->fields[WORDS] =
        (struct field){.label = "In words",
                       .help = "What you are about to do, or the reference of the operation.",
                       .kind = FIELD_TEXT,
                       .check = check_words};
    return form_screen(
        desk, &(struct form_spec){
                  .title = "Purpose of this session",
                  .intro = "What do you look at the VHA for? Every entry of the audit log carries "
                           "it, and you may be asked to justify it (SOP 60, 61; DPA 2018, section "
                           "62).",
                  .fields = state->fields,
                  .count = FIELDS,
                  .gate = desk->purpose[0] == '\0',
                  .context = state,
                  .free = free,
                  .fill = fill,
                  .accept = accept,
              });
}

/* ------------------------------------------------------------------------------------ the order */

static enum vha_status run_purpose(struct desk *desk, const char *arguments, unsigned *flags,
                                   struct vha_error *error)
{
    *flags |= SCREEN_REDRAW;
    if (arguments[0] == '\0') {
        desk_push(desk, purpose_screen(desk));
        return VHA_OK;
    }
    const enum vha_status status = desk_state_purpose(desk, arguments, error);
    if (status == VHA_OK)
        desk_say(desk, "From here on the purpose is %s.", desk->purpose);
    return status;
}

static void complete_purpose(struct desk *desk, const char *arguments,
                             struct candidates *candidates)
{
    const struct vha_purposes *const purposes = desk->options->purposes;
    if (strpbrk(arguments, ": ") != NULL)
        return;
    for (size_t i = 0; i < purposes->count; i++)
        if (purposes->purposes[i].refused == NULL)
            candidates_offer(candidates, arguments, purposes->purposes[i].name);
}

static const struct order orders[] = {
    {.name = "purpose",
     .arguments = "[CATEGORY: WORDS]",
     .summary = "state another policing purpose for what follows, or see the one that stands",
     .run = run_purpose,
     .complete = complete_purpose},
};

const struct order_group purpose_orders = {"Purpose", orders, VHA_COUNT(orders)};
