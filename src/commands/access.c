#include "command.h"
#include "session.h"

#include "vha/access.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The life cycle of access as the command line has it (SOP 40 to 48, Appendix 1); who may take
 * which step is asked before, the steps themselves are the register's. */

/* ------------------------------------------------------------------------------------- applying */

struct apply_values {
    const char *login;
    const char *reason;
    const char *name;
    const char *pay_number;
    const char *post;
    const char *sop_version;
    vha_date signed_on;
    vha_date training_on;
};

/* Whoever is not in yet may apply for themselves; for anybody else MO2 does. */
static enum vha_status begin_applying(const char *home, const char *applicant,
                                      struct session *session, char by[LOGIN_SIZE],
                                      struct vha_error *error)
{
    char name[NAME_SIZE];
    struct vha_user user;
    enum vha_status status = session_account(by, name, error);
    if (status == VHA_OK && strcmp(by, applicant) == 0) {
        status = session_open_register(home, session, error);
        if (status != VHA_OK || vha_register_user(session->reg, by, &user, NULL) != VHA_OK)
            return status;
        session_close(session);
    }
    return status == VHA_OK ? session_begin(home, VHA_ACTION_APPLY, applicant, session, error)
                            : status;
}

static enum vha_status run_apply(const struct invocation *invocation, struct vha_error *error)
{
    const struct apply_values *values = invocation->values;
    const struct vha_application application = {
        .login = values->login,
        .reason = values->reason,
        .name = values->name,
        .pay_number = values->pay_number,
        .post = values->post,
        .signed_on = values->signed_on != VHA_NO_DATE ? values->signed_on : vha_today(),
        .training_on = values->training_on,
        .sop_version = values->sop_version,
    };
    struct session session;
    char by[LOGIN_SIZE];
    enum vha_status status = begin_applying(invocation->home, values->login, &session, by, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_apply(session.reg, by, &application, error);
    if (status == VHA_OK)
        printf("The application of '%s' is on record; a superintendent or Band B must authorise "
               "it next.\n",
               values->login);
    session_close(&session);
    return status;
}

/* ---------------------------------------------------------------------------------- authorising */

struct authorise_values {
    const char *login;
    const char *supervisor;
    const char *pay_number;
    int rank;
    vha_date authorised_on;
};

static const char *const ranks[] = {
    [VHA_SUPERINTENDENT] = "superintendent",
    [VHA_BAND_B] = "band-b",
};

static enum vha_status run_authorise(const struct invocation *invocation, struct vha_error *error)
{
    const struct authorise_values *values = invocation->values;
    const struct vha_authorisation authorisation = {
        .login = values->login,
        .name = values->supervisor,
        .rank = (enum vha_supervisor_rank)values->rank,
        .pay_number = values->pay_number,
        .authorised_on = values->authorised_on != VHA_NO_DATE ? values->authorised_on : vha_today(),
    };
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_AUTHORISE, values->login, &session, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_authorise(session.reg, session.user.login, &authorisation, error);
    if (status == VHA_OK)
        printf("The application of '%s' is authorised; MO2 must grant it next.\n", values->login);
    session_close(&session);
    return status;
}

/* ------------------------------------------------------------------------------------- granting */

enum { MAX_KEY_FILE = 64 << 10 };

struct grant_values {
    const char *login;
    const char *scope;
    const char *keys;
    int role;
};

static const char *const roles[VHA_USER_ROLES] = {
    [VHA_ANALYST] = "analyst",         [VHA_HEAD_OF_CID] = "head-of-cid", [VHA_MO2] = "mo2",
    [VHA_COORDINATOR] = "coordinator", [VHA_AUDITOR] = "auditor",
};

static enum vha_status check_scope(const struct session *session, const char *text,
                                   char scope[VHA_SCOPE_SIZE], struct vha_error *error)
{
    struct vha_areas *areas = NULL;
    char *path = home_config_path(&session->home, "areas.yaml");
    enum vha_status status = vha_areas_read(path, &areas, error);
    if (status == VHA_OK)
        status = vha_areas_read_scope(areas, text, scope, VHA_SCOPE_SIZE, error);
    vha_areas_free(areas);
    free(path);
    return status;
}

static enum vha_status read_keys(const char *path, struct vha_ssh_key *keys, size_t *count,
                                 struct vha_error *error)
{
    char *text = NULL;
    size_t length = 0;
    *count = 0;
    if (path == NULL)
        return VHA_OK;
    enum vha_status status = vha_read_file(path, MAX_KEY_FILE, &text, &length, error);
    if (status == VHA_OK && vha_ssh_keys_read(text, keys, count, error) != VHA_OK)
        status = vha_fail_in(error, path);
    if (status == VHA_OK && *count == 0)
        status = vha_fail(error, VHA_BAD_DATA, "%s holds no key.", path);
    free(text);
    return status;
}

static enum vha_status grant(struct session *session, const struct grant_values *values,
                             struct vha_error *error)
{
    char scope[VHA_SCOPE_SIZE];
    struct vha_ssh_key *keys = vha_alloc_zeroed(VHA_SSH_KEYS_MOST, sizeof *keys);
    struct vha_grant given = {.login = values->login,
                              .role = (enum vha_user_role)values->role,
                              .scope = scope,
                              .keys = keys};
    enum vha_status status = check_scope(session, values->scope, scope, error);
    if (status == VHA_OK)
        status = read_keys(values->keys, keys, &given.key_count, error);
    if (status == VHA_OK)
        status = vha_register_grant(session->reg, session->user.login, &given, error);
    if (status == VHA_OK)
        printf("'%s' has access, as %s for %s, with %zu SSH key%s.\n", values->login,
               roles[values->role], scope, given.key_count, given.key_count == 1 ? "" : "s");
    free(keys);
    return status;
}

static enum vha_status run_grant(const struct invocation *invocation, struct vha_error *error)
{
    const struct grant_values *values = invocation->values;
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_GRANT, values->login, &session, error);
    if (status != VHA_OK)
        return status;
    status = grant(&session, values, error);
    session_close(&session);
    return status;
}

/* ---------------------------------------------------------------------------------- withdrawing */

struct withdraw_values {
    const char *login;
    const char *reason;
    int ground;
};

/* Idle access ends by itself. */
static const char *const grounds[] = {"changed-role", "not-needed", "misuse", "refused"};
static const enum vha_withdrawal withdrawals[] = {VHA_CHANGED_ROLE, VHA_NOT_NEEDED, VHA_MISUSE,
                                                  VHA_REFUSED};

static enum vha_status run_withdraw(const struct invocation *invocation, struct vha_error *error)
{
    const struct withdraw_values *values = invocation->values;
    struct session session;
    enum vha_status status =
        session_begin(invocation->home, VHA_ACTION_WITHDRAW, values->login, &session, error);
    if (status != VHA_OK)
        return status;
    status = vha_register_withdraw(session.reg, session.user.login, values->login,
                                   withdrawals[values->ground], values->reason, error);
    if (status == VHA_OK)
        printf("'%s' has no access any more; a running session ends within a minute.\n",
               values->login);
    session_close(&session);
    return status;
}

/* --------------------------------------------------------------------------------- command lines
 */

#define LOGIN_PARAMETER(type, words)                                                               \
    {                                                                                              \
        .name = "LOGIN", .kind = VALUE_TEXT, .required = true, .offset = offsetof(type, login),    \
        .summary = (words)                                                                         \
    }
#define TEXT_OPTION(type, option, member, word, needed, words)                                     \
    {                                                                                              \
        .name = (option), .argument = (word), .kind = VALUE_TEXT, .required = (needed),            \
        .offset = offsetof(type, member), .summary = (words)                                       \
    }
#define DATE_OPTION(type, option, member, needed, words)                                           \
    {                                                                                              \
        .name = (option), .argument = "DAY", .kind = VALUE_DATE, .required = (needed),             \
        .offset = offsetof(type, member), .summary = (words)                                       \
    }
#define WORD_OPTION(type, option, member, word, list, words_)                                      \
    {                                                                                              \
        .name = (option), .argument = (word), .kind = VALUE_WORD, .required = true,                \
        .offset = offsetof(type, member), .words = (list), .word_count = VHA_COUNT(list),          \
        .summary = (words_)                                                                        \
    }

static const struct parameter apply_parameters[] = {
    LOGIN_PARAMETER(struct apply_values, "the applicant's login"),
    TEXT_OPTION(struct apply_values, "--reason", reason, "TEXT", true, "the reason for access"),
    TEXT_OPTION(struct apply_values, "--name", name, "TEXT", true, "the applicant's full name"),
    TEXT_OPTION(struct apply_values, "--pay-number", pay_number, "N", true,
                "the applicant's warrant or pay number"),
    TEXT_OPTION(struct apply_values, "--post", post, "TEXT", true, "the applicant's post"),
    DATE_OPTION(struct apply_values, "--training", training_on, true,
                "when 'Managing Information' was completed"),
    TEXT_OPTION(struct apply_values, "--sop-version", sop_version, "V", true,
                "the version of the SOP that the applicant has read"),
    DATE_OPTION(struct apply_values, "--date", signed_on, false,
                "when the form was signed (else today)"),
};

const struct command command_access_apply = {
    .name = "access apply",
    .summary = "put an application for access on record",
    .description =
        "Puts a User Undertaking Form on record (SOP 43 and Appendix 1). Whoever is not in yet can "
        "apply for themselves; for anybody else MO2 does. It must then be authorised and granted.",
    .parameters = apply_parameters,
    .parameter_count = VHA_COUNT(apply_parameters),
    .values_size = sizeof(struct apply_values),
    .defaults = &(const struct apply_values){.signed_on = VHA_NO_DATE, .training_on = VHA_NO_DATE},
    .run = run_apply,
};

static const struct parameter authorise_parameters[] = {
    LOGIN_PARAMETER(struct authorise_values, "the applicant's login"),
    TEXT_OPTION(struct authorise_values, "--supervisor", supervisor, "NAME", true,
                "who authorises it"),
    WORD_OPTION(struct authorise_values, "--rank", rank, "RANK", ranks, "superintendent or band-b"),
    TEXT_OPTION(struct authorise_values, "--pay-number", pay_number, "N", true,
                "the supervisor's warrant or pay number"),
    DATE_OPTION(struct authorise_values, "--date", authorised_on, false,
                "when it was authorised (else today)"),
};

const struct command command_access_authorise = {
    .name = "access authorise",
    .summary = "put the authority for an application on record",
    .description = "Puts on record that a superintendent or Band B has authorised an application "
                   "(SOP 41, 43). Neither they nor whoever records it may be the applicant.",
    .parameters = authorise_parameters,
    .parameter_count = VHA_COUNT(authorise_parameters),
    .values_size = sizeof(struct authorise_values),
    .defaults = &(const struct authorise_values){.authorised_on = VHA_NO_DATE},
    .run = run_authorise,
};

static const struct parameter grant_parameters[] = {
    LOGIN_PARAMETER(struct grant_values, "the applicant's login"),
    WORD_OPTION(struct grant_values, "--role", role, "ROLE", roles,
                "analyst, head-of-cid, mo2, coordinator or auditor"),
    TEXT_OPTION(struct grant_values, "--scope", scope, "SCOPE", true,
                "all, which is all of London, or codes of BCUs such as AS,CN"),
    {.name = "--keys",
     .argument = "FILE",
     .kind = VALUE_FILE,
     .offset = offsetof(struct grant_values, keys),
     .summary = "the SSH public keys that they enter with, one a line"},
};

const struct command command_access_grant = {
    .name = "access grant",
    .summary = "grant an authorised application",
    .description = "Grants access: role, scope and keys (SOP 40). Nobody grants their own.",
    .parameters = grant_parameters,
    .parameter_count = VHA_COUNT(grant_parameters),
    .values_size = sizeof(struct grant_values),
    .run = run_grant,
};

static const struct parameter withdraw_parameters[] = {
    LOGIN_PARAMETER(struct withdraw_values, "whose access or application"),
    WORD_OPTION(struct withdraw_values, "--for", ground, "GROUND", grounds,
                "changed-role, not-needed, misuse or refused"),
    TEXT_OPTION(struct withdraw_values, "--reason", reason, "TEXT", true, "why, in words"),
};

const struct command command_access_withdraw = {
    .name = "access withdraw",
    .summary = "withdraw access, or an application",
    .description = "Withdraws access, or an application at any step (SOP 47, 48). The door is shut "
                   "at once, and a running session ends within a minute. To come back, the user "
                   "must apply anew.",
    .parameters = withdraw_parameters,
    .parameter_count = VHA_COUNT(withdraw_parameters),
    .values_size = sizeof(struct withdraw_values),
    .run = run_withdraw,
};
