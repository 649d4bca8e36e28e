#include "command.h"
#include "session.h"

#include <stdio.h>
#include <stdlib.h>

static enum vha_status make(const struct home *home, struct vha_error *error)
{
    char login[LOGIN_SIZE];
    char name[NAME_SIZE];
    enum vha_status status = session_account(login, name, error);
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

static enum vha_status run_init(const struct invocation *invocation, struct vha_error *error)
{
    struct home home;
    enum vha_status status = home_find(invocation->home, &home, error);
    if (status == VHA_OK)
        status = make(&home, error);
    home_free(&home);
    return status;
}

const struct command command_init = {
    .name = "init",
    .summary = "make a home, with you as its first MO2 user",
    .description = "Makes the home: its folders and the register, with the Unix account that runs "
                   "the command as the first user, in the role mo2. A register that is there "
                   "already is left as it is.",
    .run = run_init,
};
