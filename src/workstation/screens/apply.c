/* apply: the User Undertaking Form (SOP 43, Appendix 1), filled in by who has no access yet, or by
 * MO2 for somebody else. */
#include "access.h"
#include "form_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOGIN, NAME, PAY_NUMBER, POST, TRAINING, SOP_VERSION, SIGNED, REASON, FIELDS };

static const char undertaking[] =
    "The applicant understands the provisions and implications of the SOP, and agrees to abide by "
    "it. Failing to do so may end their access at once, and lead to an investigation for "
    "misconduct "
    "(SOP Appendix 1).";

static const struct field fields[FIELDS] = {
    [LOGIN] = {.label = "Login", .help = "Whose application it is: the applicant's login."},
    [NAME] = {.label = "Full name", .help = "The applicant's."},
    [PAY_NUMBER] = {.label = "Warrant or pay number", .help = "The applicant's."},
    [POST] = {.label = "Post", .help = "What the applicant works as, and where."},
    [TRAINING] = {.label = "Managing Information",
                  .help = "The day on which that training package was completed (SOP 42).",
                  .kind = FIELD_DATE},
    [SOP_VERSION] = {.label = "SOP version read", .help = "Such as 2.5."},
    [SIGNED] = {.label = "Date", .help = "The day of this undertaking.", .kind = FIELD_DATE},
    [REASON] = {.label = "Reason for access",
                .help = "What the VHA is needed for in the post.",
                .kind = FIELD_LONG},
};

struct apply_form {
    bool own; /* the applicant's own: their login is no field */
    struct vha_user applicant;
};

/* The first field that is on the form. */
static size_t first_of(const struct apply_form *state)
{
    return state->own ? NAME : LOGIN;
}

static const char *text_of(const struct apply_form *state, const struct form *form, size_t field)
{
    return form_text(form, field - first_of(state));
}

static void fill(const void *context, struct form *form)
{
    const struct apply_form *const state = context;
    form_set_today(form, SIGNED - first_of(state));
    if (state->own && strcmp(state->applicant.name, state->applicant.login) != 0)
        form_set(form, NAME - first_of(state), state->applicant.name);
    if (!state->own)
        form_set(form, LOGIN - first_of(state), state->applicant.login);
}

static void ask(const void *context, const struct form *form, char *out, size_t size)
{
    const struct apply_form *const state = context;
    (void)form;
    snprintf(out, size, "%s",
             state->own ? "You undertake this by handing it in."
                        : "The applicant has signed this undertaking.");
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct apply_form *const state = context;
    const struct vha_workstation_options *const options = desk->options;
    const char *const login = state->own ? options->user->login : text_of(state, form, LOGIN);
    const struct vha_application application = {
        .login = login,
        .reason = text_of(state, form, REASON),
        .name = text_of(state, form, NAME),
        .pay_number = text_of(state, form, PAY_NUMBER),
        .post = text_of(state, form, POST),
        .signed_on = form_date(form, SIGNED - first_of(state)),
        .training_on = form_date(form, TRAINING - first_of(state)),
        .sop_version = text_of(state, form, SOP_VERSION),
    };
    const enum vha_status status =
        vha_register_apply(options->reg, options->user->login, &application, error);
    if (status != VHA_OK)
        return status;
    desk->accesses++;
    if (state->own) {
        *options->applied = true;
        *flags |= SCREEN_QUIT;
        return VHA_OK;
    }
    desk_say(desk, "The application of '%.60s' is on record, to be authorised next.", login);
    *flags |= SCREEN_BACK;
    return VHA_OK;
}

static struct screen make_screen(struct desk *desk, struct apply_form *state)
{
    const size_t first = first_of(state);
    return form_screen(desk, &(struct form_spec){.title = "User Undertaking Form",
                                                 .intro = undertaking,
                                                 .fields = fields + first,
                                                 .count = FIELDS - first,
                                                 .kept = state->own ? NULL : "apply",
                                                 .gate = state->own,
                                                 .context = state,
                                                 .free = free,
                                                 .fill = fill,
                                                 .ask = ask,
                                                 .accept = accept});
}

struct screen undertaking_screen(struct desk *desk)
{
    struct apply_form *const state = vha_alloc_zeroed(1, sizeof *state);
    state->own = true;
    state->applicant = *desk->options->user;
    return make_screen(desk, state);
}

/* ------------------------------------------------------------------------------------ the order */

enum vha_status access_run_apply(struct desk *desk, const char *arguments, unsigned *flags,
                                 struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    const char *const login = arguments[0] != '\0' ? arguments : NULL;
    const enum vha_status status =
        vha_register_permit(options->reg, options->user, VHA_ACTION_APPLY, login, error);
    if (status != VHA_OK)
        return status;
    struct apply_form *const state = vha_alloc_zeroed(1, sizeof *state);
    snprintf(state->applicant.login, sizeof state->applicant.login, "%s", arguments);
    desk_push(desk, make_screen(desk, state));
    *flags |= SCREEN_REDRAW;
    return VHA_OK;
}
