/* The forms by which access is authorised, granted and withdrawn. */
#include "access.h"
#include "form_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct step;

struct step_form {
    const struct step *step;
    char login[VHA_LOGIN_SIZE];
    char title[VHA_LOGIN_SIZE + 32];
    struct vha_areas *areas; /* of grants */
};

/* ---------------------------------------------------------------------------------- authorising */

enum { SUPERVISOR, RANK, PAY_NUMBER, AUTHORISED_ON };

static const struct field_option ranks[VHA_SUPERVISOR_RANKS] = {
    [VHA_SUPERINTENDENT] = {"superintendent", "", NULL},
    [VHA_BAND_B] = {"band-b", "the equivalent among police staff", NULL},
};

static const struct field authorise_fields[] = {
    [SUPERVISOR] = {.label = "Authorised by", .help = "The supervisor's full name (SOP 41)."},
    [RANK] = {.label = "Rank",
              .help = FORM_CHOOSE,
              .kind = FIELD_CHOICE,
              .options = ranks,
              .option_count = VHA_COUNT(ranks)},
    [PAY_NUMBER] = {.label = "Warrant or pay number", .help = "The supervisor's."},
    [AUTHORISED_ON] = {.label = "Date of authorisation",
                       .help = "The day on which they authorised it.",
                       .kind = FIELD_DATE},
};

static void fill_authorisation(const void *context, struct form *form)
{
    (void)context;
    form_set_today(form, AUTHORISED_ON);
}

static enum vha_status authorise(const struct step_form *state, struct desk *desk,
                                 const struct form *form, struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    const struct vha_authorisation authorisation = {
        .login = state->login,
        .name = form_text(form, SUPERVISOR),
        .rank = (enum vha_supervisor_rank)form_chosen(form, RANK),
        .pay_number = form_text(form, PAY_NUMBER),
        .authorised_on = form_date(form, AUTHORISED_ON),
    };
    const enum vha_status status =
        vha_register_authorise(options->reg, options->user->login, &authorisation, error);
    if (status == VHA_OK)
        desk_say(desk, "The application of '%.60s' is authorised; MO2 must grant it next.",
                 state->login);
    return status;
}

/* ------------------------------------------------------------------------------------- granting */

enum { ROLE, SCOPE, KEYS };

static const struct field_option roles[VHA_USER_ROLES] = {
    [VHA_ANALYST] = {"analyst", "list, records, requests, activity", NULL},
    [VHA_HEAD_OF_CID] = {"head-of-cid", "and safeguarding decisions of the BCU", NULL},
    [VHA_MO2] = {"mo2", "Nominals and Central Tasking", NULL},
    [VHA_COORDINATOR] = {"coordinator", "authorises copies, closes the equality review", NULL},
    [VHA_AUDITOR] = {"auditor", "MO5 Covert Governance", NULL},
};

static bool check_scope(const void *context, const char *text, char *wrong, size_t size)
{
    const struct step_form *const state = context;
    char scope[VHA_SCOPE_SIZE];
    struct vha_error error = {.message = ""};
    const bool right =
        vha_areas_read_scope(state->areas, text, scope, sizeof scope, &error) == VHA_OK;
    snprintf(wrong, size, "%s", error.message);
    return right;
}

static bool check_keys(const void *context, const char *text, char *wrong, size_t size)
{
    struct vha_ssh_key keys[VHA_SSH_KEYS_MOST];
    size_t count = 0;
    struct vha_error error = {.message = ""};
    (void)context;
    const bool right = vha_ssh_keys_read(text, keys, &count, &error) == VHA_OK;
    snprintf(wrong, size, "%s", error.message);
    return right;
}

static const struct field grant_fields[] = {
    [ROLE] = {.label = "Role",
              .help = FORM_CHOOSE,
              .kind = FIELD_CHOICE,
              .options = roles,
              .option_count = VHA_COUNT(roles)},
    [SCOPE] = {.label = "Scope",
               .help = "all, which is all of London, or codes of BCUs with commas between: AS,CN.",
               .check = check_scope},
    [KEYS] = {.label = "SSH public keys",
              .help = "A key a line, as in a .pub file, for who comes in over SSH.",
              .kind = FIELD_LONG,
              .optional = true,
              .check = check_keys},
};

static enum vha_status grant(const struct step_form *state, struct desk *desk,
                             const struct form *form, struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    char scope[VHA_SCOPE_SIZE];
    struct vha_ssh_key keys[VHA_SSH_KEYS_MOST];
    struct vha_grant given = {.login = state->login,
                              .role = (enum vha_user_role)form_chosen(form, ROLE),
                              .scope = scope,
                              .keys = keys};
    enum vha_status status =
        vha_areas_read_scope(state->areas, form_text(form, SCOPE), scope, sizeof scope, error);
    if (status == VHA_OK)
        status = vha_ssh_keys_read(form_text(form, KEYS), keys, &given.key_count, error);
    if (status == VHA_OK)
        status = vha_register_grant(options->reg, options->user->login, &given, error);
    if (status == VHA_OK)
        desk_say(desk, "'%.60s' has access, as %s for %s, with %zu SSH key%s.", state->login,
                 vha_user_role_name(given.role), scope, given.key_count,
                 given.key_count == 1 ? "" : "s");
    return status;
}

/* ---------------------------------------------------------------------------------- withdrawing */

enum { GROUND, REASON };

/* Idle access ends by itself. */
static const struct field_option grounds[] = {
    {"changed-role", "the role has changed (SOP 47)", NULL},
    {"not-needed", "access is needed no longer", NULL},
    {"misuse", "the VHA was misused (SOP 64)", NULL},
    {"refused", "an application that is not granted", NULL},
};
static const enum vha_withdrawal withdrawals[] = {VHA_CHANGED_ROLE, VHA_NOT_NEEDED, VHA_MISUSE,
                                                  VHA_REFUSED};

static const struct field withdraw_fields[] = {
    [GROUND] = {.label = "Ground",
                .help = FORM_CHOOSE,
                .kind = FIELD_CHOICE,
                .options = grounds,
                .option_count = VHA_COUNT(grounds)},
    [REASON] = {.label = "Why", .help = "In words.", .kind = FIELD_LONG},
};

static enum vha_status withdraw(const struct step_form *state, struct desk *desk,
                                const struct form *form, struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    const enum vha_status status = vha_register_withdraw(
        options->reg, options->user->login, state->login, withdrawals[form_chosen(form, GROUND)],
        form_text(form, REASON), error);
    if (status == VHA_OK)
        desk_say(desk, "'%.60s' has no access any more; a running session ends within a minute.",
                 state->login);
    return status;
}

/* ----------------------------------------------------------------------------------- the steps */

static const struct step {
    enum action key;
    enum vha_action action;
    const char *title;
    const char *intro;
    const struct field *fields;
    size_t count;
    void (*fill)(const void *context, struct form *form);
    enum vha_status (*take)(const struct step_form *state, struct desk *desk,
                            const struct form *form, struct vha_error *error);
} steps[ACCESS_STEPS] = {
    {ACTION_AUTHORISE, VHA_ACTION_AUTHORISE, "Authorise the access of",
     "Who authorised the application: a superintendent or Band B, never the applicant (SOP 41, "
     "43).",
     authorise_fields, VHA_COUNT(authorise_fields), fill_authorisation, authorise},
    {ACTION_GRANT, VHA_ACTION_GRANT, "Grant access to",
     "What the applicant may do, and where, once the application is authorised. Nobody grants "
     "their own (SOP 40).",
     grant_fields, VHA_COUNT(grant_fields), NULL, grant},
    {ACTION_WITHDRAW, VHA_ACTION_WITHDRAW, "Withdraw the access of",
     "The door is shut at once. To come back, the user must apply anew (SOP 47, 48).",
     withdraw_fields, VHA_COUNT(withdraw_fields), NULL, withdraw},
};

static const struct step *step_of(enum action key)
{
    size_t i = 0;
    while (i + 1 < ACCESS_STEPS && steps[i].key != key)
        i++;
    return &steps[i];
}

bool access_is_step(enum action action)
{
    return step_of(action)->key == action;
}

size_t access_offers(const struct vha_user *user, struct offer offers[ACCESS_STEPS])
{
    size_t count = 0;
    for (size_t i = 0; i < ACCESS_STEPS; i++)
        if (vha_user_may(user, steps[i].action))
            offers[count++] = (struct offer){steps[i].key, NULL, true};
    return count;
}

static enum vha_status accept(void *context, struct desk *desk, const struct form *form,
                              unsigned *flags, struct vha_error *error)
{
    const struct step_form *const state = context;
    const enum vha_status status = state->step->take(state, desk, form, error);
    if (status != VHA_OK)
        return status;
    desk->accesses++;
    *flags |= SCREEN_BACK;
    return VHA_OK;
}

static void ask(const void *context, const struct form *form, char *out, size_t size)
{
    const struct step_form *const state = context;
    (void)form;
    snprintf(out, size, "%s.", state->title);
}

static void free_form(void *context)
{
    struct step_form *const state = context;
    vha_areas_free(state->areas);
    free(state);
}

enum vha_status access_begin(struct desk *desk, enum action key, const char *login,
                             struct vha_error *error)
{
    const struct vha_workstation_options *const options = desk->options;
    const struct step *const step = step_of(key);
    struct vha_areas *areas = NULL;
    enum vha_status status =
        vha_register_permit(options->reg, options->user, step->action, login, error);
    if (status == VHA_OK)
        status = vha_areas_read(options->areas_path, &areas, error);
    if (status != VHA_OK)
        return status;
    struct step_form *const state = vha_alloc_zeroed(1, sizeof *state);
    state->step = step;
    state->areas = areas;
    snprintf(state->login, sizeof state->login, "%s", login);
    snprintf(state->title, sizeof state->title, "%s %s", step->title, state->login);
    desk_push(desk, form_screen(desk, &(struct form_spec){.title = state->title,
                                                          .intro = step->intro,
                                                          .fields = step->fields,
                                                          .count = step->count,
                                                          .kept = state->title,
                                                          .context = state,
                                                          .free = free_form,
                                                          .fill = step->fill,
                                                          .ask = ask,
                                                          .accept = accept}));
    return VHA_OK;
}
