/* The steps of a request for a removal, each with the reason that it needs (SOP 28). */
#include "removal.h"

#include "form_screen.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS_MOST 2
#define NO_FIELD    SIZE_MAX

static const struct {
    enum action action;
    const char *title; /* of the form: "Refuse removal request 12" */
    const char *intro;
} steps[VHA_REMOVAL_STEPS] = {
    [VHA_STEP_TAKE] = {ACTION_TAKE, "Take", ""},
    [VHA_STEP_APPROVE] = {ACTION_APPROVE, "Approve",
                          "The person leaves the list at once, in every session that is open, and "
                          "stays off it until the review date, or until a report counts that is "
                          "dated after today (SOP 28)."},
    [VHA_STEP_REFUSE] = {ACTION_REFUSE, "Refuse",
                         "The person stays on the list. Whoever asked reads the reason when they "
                         "come in next."},
    [VHA_STEP_ASK] = {ACTION_ASK_MORE, "Ask for more about",
                      "The request waits for whoever made it, who reads this when they come in "
                      "next."},
    [VHA_STEP_ADD] = {ACTION_ADD_MORE, "Add to",
                      "What is added goes with the request, which is queued for MO2 again."},
    [VHA_STEP_WITHDRAW] = {ACTION_WITHDRAW_REQUEST, "Withdraw",
                           "The request is closed, and the person stays on the list."},
    [VHA_STEP_REVERSE] = {ACTION_REVERSE_DECISION, "Reverse the decision on",
                          "An approval becomes a refusal, and the person is back on the list; a "
                          "refusal becomes an approval until the review date."},
};

struct step_form {
    int64_t number;
    enum vha_removal_step step;
    char title[96];
    struct field fields[FIELDS_MOST];
    size_t count;
    size_t until; /* the fields' places */
    size_t reason;
};

enum vha_removal_step removal_step_of(enum action action)
{
    int i = 0;
    while (i < VHA_REMOVAL_STEPS && steps[i].action != action)
        i++;
    return (enum vha_removal_step)i;
}

size_t removal_step_offers(const struct vha_user *user, const struct vha_removal *removal,
                           struct offer offers[VHA_REMOVAL_STEPS])
{
    size_t count = 0;
    for (int i = 0; i < VHA_REMOVAL_STEPS; i++)
        if (vha_removal_step_is_theirs(user, (enum vha_removal_step)i, removal))
            offers[count++] = (struct offer){steps[i].action, NULL, true};
    return count;
}

/* ------------------------------------------------------------------------------------- the form */

static bool check_reason(const void *context, const char *text, char *wrong, size_t size)
{
    (void)context;
    snprintf(wrong, size, "it has more than %d bytes.", VHA_REASON_MOST);
    return strlen(text) <= VHA_REASON_MOST;
}

static void fill(const void *context, struct form *form)
{
    const struct step_form *const state = context;
    char day[VHA_DATE_SIZE];
    if (state->until != NO_FIELD)
        form_set(form, state->until, vha_date_format(day, vha_quarter_end(vha_today()) + 1));
}

static void ask(const void *context, const struct form *form, char *out, size_t size)
{
    const struct step_form *const state = context;
    if (state->until != NO_FIELD)
        snprintf(out, size, "%s, until %s.", state->title, form_text(form, state->until));
    else
        snprintf(out, size, "%s.", state->title);
}

static void say_taken(struct desk *desk, int64_t number, enum vha_removal_step step)
{
    desk->decided = true;
    desk_say(desk, "Removal request %" PRId64 " is %s.", number, vha_removal_step_words(step));
}

/* Where somebody else was quicker, nothing can be mended in the form: it goes, and the screen under
 * it shows where the request stands now. */
static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct step_form *const state = context;
    const struct vha_workstation_options *const options = desk->options;
    struct vha_error quicker;
    const enum vha_status status = vha_removal_take_step(
        options->reg, options->user, state->number, state->step, form_text(form, state->reason),
        state->until != NO_FIELD ? form_date(form, state->until) : VHA_NO_DATE, error);
    if (status == VHA_OK)
        say_taken(desk, state->number, state->step);
    else if (vha_removal_may_take_step(options->reg, options->user, state->number, state->step,
                                       &quicker) != VHA_OK)
        desk_say(desk, "Somebody else was quicker. %s", quicker.message);
    else
        return status;
    *flags |= SCREEN_BACK;
    return VHA_OK;
}

static void add_field(struct step_form *state, size_t *place, struct field field)
{
    *place = state->count;
    state->fields[state->count++] = field;
}

static void begin_form(struct desk *desk, int64_t number, enum vha_removal_state at,
                       enum vha_removal_step step)
{
    struct step_form *const state = vha_alloc_zeroed(1, sizeof *state);
    *state = (struct step_form){.number = number, .step = step, .until = NO_FIELD};
    snprintf(state->title, sizeof state->title, "%s removal request %" PRId64, steps[step].title,
             number);
    add_field(state, &state->reason,
              (struct field){.label = step == VHA_STEP_ADD ? "What is added" : "Why",
                             .help = "In words; it stays on record.",
                             .kind = FIELD_LONG,
                             .most = EDITOR_SIZE - 1,
                             .rows = 8,
                             .check = check_reason});
    if (step == VHA_STEP_APPROVE || (step == VHA_STEP_REVERSE && at == VHA_REMOVAL_REFUSED))
        add_field(state, &state->until,
                  (struct field){.label = "Review date",
                                 .help = "Off the list until then: a day after today.",
                                 .kind = FIELD_DATE});
    desk_push(desk, form_screen(desk, &(struct form_spec){.title = state->title,
                                                          .intro = steps[step].intro,
                                                          .fields = state->fields,
                                                          .count = state->count,
                                                          .kept = state->title,
                                                          .context = state,
                                                          .free = free,
                                                          .fill = fill,
                                                          .ask = ask,
                                                          .accept = accept}));
}

unsigned removal_take_step(struct desk *desk, int64_t number, enum vha_removal_state state,
                           enum vha_removal_step step)
{
    const struct vha_workstation_options *const options = desk->options;
    struct vha_error error;
    enum vha_status status =
        vha_removal_may_take_step(options->reg, options->user, number, step, &error);
    if (status == VHA_OK && vha_removal_step_needs_reason(step)) {
        begin_form(desk, number, state, step);
        return SCREEN_REDRAW;
    }
    if (status == VHA_OK)
        status = vha_removal_take_step(options->reg, options->user, number, step, "", VHA_NO_DATE,
                                       &error);
    if (status == VHA_OK)
        say_taken(desk, number, step);
    else
        desk_push(desk, message_screen("This step was not taken", error.message));
    return SCREEN_REDRAW;
}
