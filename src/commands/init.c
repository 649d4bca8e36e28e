#include "command.h"
#include "session.h"

#include "vha/access.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct init_values {
    const char *login;
    const char *name;
};

/* The first user is whoever runs the command, unless the service account makes the home for
 * somebody else. */
static enum vha_status first_user(const struct init_values *values, char login[LOGIN_SIZE],
                                  char name[NAME_SIZE], struct vha_error *error)
{
    if (values->login == NULL && values->name == NULL)
        return session_account(login, name, error);
    if (values->login == NULL || values->name == NULL)
        return vha_fail(error, VHA_USAGE, "--login and --name go together. See 'vha init --help'.");
    if (strlen(values->login) >= LOGIN_SIZE || strlen(values->name) >= NAME_SIZE)
        return vha_fail(error, VHA_USAGE,
                        "The login can have %d bytes at most and the name %d. See 'vha init "
                        "--help'.",
                        LOGIN_SIZE - 1, NAME_SIZE - 1);
    snprintf(login, LOGIN_SIZE, "%s", values->login);
    snprintf(name, NAME_SIZE, "%s", values->name);
    return VHA_OK;
}

static enum vha_status make(const struct home *home, const struct init_values *values,
                            struct vha_error *error)
{
    char login[LOGIN_SIZE];
    char name[NAME_SIZE];
    enum vha_status status = first_user(values, login, name, error);
    if (status == VHA_OK)
        status = home_make(home, error);
    if (status != VHA_OK)
        return status;
    char *path = home_path(home, HOME_REGISTER);
    status = vha_register_create(path, login, name, error);
    free(path);
    if (status == VHA_OK)
        printf("The home %s is ready; its first user is '%s', as mo2.\n", home->folder, login);
    return status;
}

static enum vha_status found_anew(struct session *session, const struct init_values *values,
                                  struct vha_error *error)
{
    char account[LOGIN_SIZE];
    char unused[NAME_SIZE];
    char login[LOGIN_SIZE];
    char name[NAME_SIZE];
    enum vha_status status = session_account(account, unused, error);
    if (status == VHA_OK)
        status = first_user(values, login, name, error);
    if (status == VHA_OK && !session_is_keeper(session))
        status = vha_fail(error, VHA_NO_PERMISSION,
                          "'%s' does not own the register that is there already; only the account "
                          "that does lets somebody in when nobody of MO2 is left.",
                          account);
    if (status == VHA_OK)
        status = vha_register_found_anew(session->reg, account, login, name, error);
    if (status == VHA_OK)
        printf("Nobody of MO2 was left in the register; '%s' has access as mo2.\n", login);
    return status;
}

static enum vha_status run_anew(const struct invocation *invocation, struct vha_error *error)
{
    struct session session;
    enum vha_status status = session_open_register(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = found_anew(&session, invocation->values, error);
    session_close(&session);
    return status;
}

static bool has_register(const struct home *home)
{
    struct stat about;
    char *path = home_path(home, HOME_REGISTER);
    const bool found = stat(path, &about) == 0;
    free(path);
    return found;
}

/* A register that is there already has to be told of somebody by name. */
static enum vha_status run_init(const struct invocation *invocation, struct vha_error *error)
{
    const struct init_values *values = invocation->values;
    struct home home;
    enum vha_status status = home_find(invocation->home, &home, error);
    const bool anew = status == VHA_OK && values->login != NULL && has_register(&home);
    if (status == VHA_OK && !anew)
        status = make(&home, values, error);
    home_free(&home);
    return anew ? run_anew(invocation, error) : status;
}

static const struct parameter parameters[] = {
    {.name = "--login",
     .argument = "LOGIN",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct init_values, login),
     .summary = "the first user's login (else that of this Unix account)"},
    {.name = "--name",
     .argument = "NAME",
     .kind = VALUE_TEXT,
     .offset = offsetof(struct init_values, name),
     .summary = "the first user's full name; goes with --login"},
};

const struct command command_init = {
    .name = "init",
    .summary = "make a home, with you as its first MO2 user",
    .description = "Makes the home: its folders and the register, with the Unix account that runs "
                   "the command as the first user, in the role mo2. A register that is there "
                   "already is left as it is, unless nobody of MO2 has access in force any more: "
                   "then the account that owns it lets in whom --login and --name name, as mo2.",
    .parameters = parameters,
    .parameter_count = VHA_COUNT(parameters),
    .values_size = sizeof(struct init_values),
    .run = run_init,
};
