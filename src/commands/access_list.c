#include "command.h"
#include "session.h"

#include "vha/access.h"

#include <inttypes.h>
#include <stdio.h>

struct access_values {
    const char *login;
};

/* Logged before anything is shown. */
static enum vha_status tell(const struct invocation *invocation, const char *login,
                            vha_access_function *show, int *count, struct vha_error *error)
{
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_SEE_ACCESS, login, &session, error);
    if (status != VHA_OK)
        return status;
    status =
        session_log(&session, vha_action_name(VHA_ACTION_SEE_ACCESS), "done", login, NULL, error);
    if (status == VHA_OK)
        status = vha_register_accesses(session.reg, login, show, count, error);
    session_close(&session);
    return status;
}

static const char *or_dash(const char *text)
{
    return text != NULL ? text : "-";
}

static void show_row(void *context, const struct vha_access *access)
{
    int *const count = context;
    char name[512];
    if (++*count == 1)
        printf("%4s  %-16s %-10s %-11s %-12s %4s  %-10s  %s\n", "no", "login", "state", "role",
               "scope", "keys", "last use", "name");
    printf("%4" PRId64 "  %-16s %-10s %-11s %-12s %4" PRId64 "  %-10.10s  %s\n", access->number,
           access->login, access->state, or_dash(access->role),
           access->role != NULL ? or_dash(access->scope) : "-", access->key_count,
           or_dash(access->last_use), vha_text_show(name, sizeof name, access->name));
}

static enum vha_status run_list(const struct invocation *invocation, struct vha_error *error)
{
    int count = 0;
    return tell(invocation, NULL, show_row, &count, error);
}

static void show_field(const char *name, const char *text)
{
    char shown[2048];
    if (text != NULL)
        printf("  %-28s %s\n", name, vha_text_show(shown, sizeof shown, text));
}

static void show_steps(const struct vha_access *access)
{
    static const char *const steps[] = {"applied", "authorised", "granted", "withdrawn"};
    for (size_t i = 0; i < VHA_COUNT(steps); i++) {
        const struct vha_access_step *step = &access->steps[i];
        char reason[2048];
        if (step->at != NULL)
            printf("  %-12s %s by %s: %s\n", steps[i], step->at, step->login,
                   vha_text_show(reason, sizeof reason, step->reason));
    }
}

static void show_whole(void *context, const struct vha_access *access)
{
    int *const count = context;
    if (++*count > 1)
        putchar('\n');
    printf("Application %" PRId64 " of %s: %s%s%s\n", access->number, access->login, access->state,
           access->withdrawn_for != NULL ? ", " : "",
           access->withdrawn_for != NULL ? access->withdrawn_for : "");
    show_field("reason for access", access->reason);
    show_field("full name", access->name);
    show_field("warrant or pay number", access->pay_number);
    show_field("post", access->post);
    show_field("date", access->signed_on);
    show_field("'Managing Information'", access->training_on);
    show_field("version of the SOP read", access->sop_version);
    show_field("authorised by", access->supervisor);
    show_field("rank", access->supervisor_rank);
    show_field("their warrant or pay number", access->supervisor_pay_number);
    show_field("date of authorisation", access->authorised_on);
    if (access->role != NULL) {
        show_field("role", access->role);
        show_field("scope", access->scope);
    }
    show_field("last use", access->last_use);
    show_steps(access);
}

static enum vha_status run_show(const struct invocation *invocation, struct vha_error *error)
{
    const struct access_values *values = invocation->values;
    int count = 0;
    const enum vha_status status = tell(invocation, values->login, show_whole, &count, error);
    if (status == VHA_OK && count == 0)
        return vha_fail(error, VHA_NO_USER, "'%s' has never applied for access.", values->login);
    return status;
}

const struct command command_access_list = {
    .name = "access list",
    .summary = "list the applications and who has access",
    .description = "Lists every application for access, where it stands, and for those in force "
                   "the role, the scope and the last use.",
    .run = run_list,
};

static const struct parameter show_parameters[] = {
    {.name = "LOGIN",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct access_values, login),
     .summary = "whose applications"},
};

const struct command command_access_show = {
    .name = "access show",
    .summary = "show somebody's applications with every step",
    .description = "Shows every application of a login: the form, its authority, and who took each "
                   "step, when and why.",
    .parameters = show_parameters,
    .parameter_count = VHA_COUNT(show_parameters),
    .values_size = sizeof(struct access_values),
    .run = run_show,
};
