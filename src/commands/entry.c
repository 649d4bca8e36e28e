#include "command.h"
#include "desk.h"
#include "heads.h"
#include "session.h"
#include "vha/access.h"
#include "vha/captive.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Entry over SSH: sshd asks which key may enter and how, and starts the session so. Both run as the
 * service account, which owns the register. */

/* What may stand in a line that a shell and sshd will read. */
static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                            "/._+@-";

static bool is_plain(const char *text)
{
    return text[0] != '\0' && text[0] != '-' && text[strspn(text, plain)] == '\0';
}

/* ----------------------------------------------------------------------------- authorized-keys */

struct keys_values {
    const char *account;
    const char *type;
    const char *key;
};

/* True when `account` is the one that runs this and owns the register: nobody else's door. */
static bool is_service_account(const struct session *session, const char *account)
{
    char login[LOGIN_SIZE];
    char name[NAME_SIZE];
    return session_is_keeper(session) && session_account(login, name, NULL) == VHA_OK &&
           strcmp(login, account) == 0;
}

static enum vha_status refuse(struct session *session, const char *login, const char *reason,
                              struct vha_error *error)
{
    return vha_register_audit(
        session->reg,
        &(struct vha_audit_entry){
            .login = login, .action = "enter", .outcome = "refused", .reason = reason},
        error);
}

static enum vha_status print_line(const struct session *session, const char *login,
                                  const struct vha_ssh_key *key, struct vha_error *error)
{
    char program[PATH_MAX];
    char home[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    if (realpath(session->home.folder, home) == NULL || !is_plain(program) || !is_plain(home) ||
        !is_plain(login))
        return vha_fail(error, VHA_BAD_CONFIG,
                        "The program %s or the home %s has a name that sshd and the shell would "
                        "not read as it is; use letters, digits and ./_+@- alone.",
                        program, session->home.folder);
    printf("restrict,pty,command=\"%s session --user %s --home %s\" %s %s\n", program, login, home,
           key->type, key->key);
    return VHA_OK;
}

/* Nothing is printed for whoever may not enter, and that is no failure: sshd then asks no more. */
static enum vha_status answer(struct session *session, const struct keys_values *values,
                              struct vha_error *error)
{
    struct vha_ssh_key key;
    char login[LOGIN_SIZE];
    if (!is_service_account(session, values->account))
        return refuse(session, "stranger", "sshd asked for another account's keys", error);
    if (vha_ssh_key_check(values->type, values->key, &key, NULL) != VHA_OK)
        return refuse(session, "stranger", "a key of a type or form that is not taken", error);
    const enum vha_status status = vha_register_key_user(session->reg, &key, login, error);
    if (status == VHA_NO_USER || status == VHA_NO_PERMISSION)
        return VHA_OK;
    return status == VHA_OK ? print_line(session, login, &key, error) : status;
}

static enum vha_status run_keys(const struct invocation *invocation, struct vha_error *error)
{
    struct session session;
    enum vha_status status = session_open_register(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = answer(&session, invocation->values, error);
    session_close(&session);
    return status;
}

/* ------------------------------------------------------------------------------------- session */

struct session_values {
    const char *login;
    bool plain;
};

enum { CLIENT_SIZE = 64 };

/* What sshd says of the client; nothing else of the environment is believed but how their terminal
 * and language are. */
static const char connection_variable[] = "SSH_CONNECTION";
static const char command_variable[] = "SSH_ORIGINAL_COMMAND";
static const char *const session_environment[] = {connection_variable, command_variable, NULL};

/* The client's address, and whether they asked for a command of their own; neither stays. */
struct client {
    char address[CLIENT_SIZE];
    bool has_command;
};

static void read_client(struct client *client)
{
    static const char address[] = "0123456789abcdefABCDEF.:%ghijklmnopqrstuvwxyz";
    const char *connection = getenv(connection_variable);
    const size_t length = connection != NULL ? strspn(connection, address) : 0;
    if (length > 0 && length < CLIENT_SIZE && connection[length] == ' ')
        snprintf(client->address, CLIENT_SIZE, "%.*s", (int)length, connection);
    else
        snprintf(client->address, CLIENT_SIZE, "local");
    client->has_command = getenv(command_variable) != NULL;
    unsetenv(connection_variable);
    unsetenv(command_variable);
}

/* Only the service account may say who somebody is, and only sshd is to run it so. */
static enum vha_status check_account(struct session *session, const char *login,
                                     struct vha_error *error)
{
    char account[LOGIN_SIZE];
    char name[NAME_SIZE];
    struct vha_user user;
    enum vha_status status = session_account(account, name, error);
    if (status != VHA_OK)
        return status;
    const bool is_user = vha_register_user(session->reg, account, &user, NULL) == VHA_OK;
    if (session_is_keeper(session) && !is_user)
        return VHA_OK;
    char reason[128];
    snprintf(reason, sizeof reason, "asked to enter as '%.63s'", login);
    status = refuse(session, account, reason, error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    is_user ? "'%s' is a user of the VHA and enters as nobody else; run vha alone. "
                              "Sessions of others are started by sshd from a service account that "
                              "is no user."
                            : "'%s' does not own the register; sessions are started by sshd from "
                              "the service account, see vha-admin(8).",
                    account);
}

static enum vha_status check_command(struct session *session, const char *login, bool has_command,
                                     struct vha_error *error)
{
    if (!has_command)
        return VHA_OK;
    const enum vha_status status =
        refuse(session, login, "asked for a command of their own over SSH", error);
    if (status != VHA_OK)
        return status;
    return vha_fail(error, VHA_NO_PERMISSION,
                    "The VHA runs no commands and copies no files; connect with ssh alone, without "
                    "a command (SOP 52).");
}

/* Has the C library and SQLite read what they will want of files that a captive process may not
 * open: time zone, tables of the locale's encoding, a seed. */
static void read_ahead(void)
{
    wchar_t wide = 0;
    unsigned char seed = 0;
    tzset();
    const int length = mbtowc(&wide, "a", 1);
    (void)length;
    sqlite3_randomness(sizeof seed, &seed);
}

static const char *const terminfo[] = {"/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo",
                                       "/usr/share/terminfo"};

/* From here on a defect that the user finds leads nowhere: vha/captive.h. What is written, the
 * register, is open. */
static enum vha_status take_captive(struct session *session, const char *login,
                                    struct vha_error *error)
{
    char *folders[HOME_FOLDERS];
    const char *readable[HOME_FOLDERS + VHA_COUNT(terminfo) + 1] = {NULL};
    home_folders(&session->home, folders);
    for (size_t i = 0; i < HOME_FOLDERS; i++)
        readable[i] = folders[i];
    for (size_t i = 0; i < VHA_COUNT(terminfo); i++)
        readable[HOME_FOLDERS + i] = terminfo[i];
    read_ahead();
    const enum vha_status status = vha_captive_enter(
        &(struct vha_captive_limits){.readable = readable, .talker = heads_socket(session->heads)},
        error);
    for (size_t i = 0; i < HOME_FOLDERS; i++)
        free(folders[i]);
    struct vha_error unlogged = {0};
    if (status != VHA_OK &&
        refuse(session, login, "the session cannot be confined", &unlogged) != VHA_OK)
        return vha_fail(error, unlogged.status, "%s", unlogged.message);
    return status;
}

/* Each session on such a host leaves it on record (vha-admin(8)). */
static enum vha_status log_without_landlock(struct session *session, struct vha_error *error)
{
    return session_log(session, "confine", "failed", NULL,
                       "this kernel has no Landlock: files that the service account may read are "
                       "not shut to the session",
                       error);
}

/* The service account's own session becomes the user's, or says why not. */
static enum vha_status let_in(struct session *session, const struct session_values *values,
                              const struct client *client, struct vha_error *error)
{
    const bool has_landlock = vha_captive_landlock() > 0; /* a captive process may not ask */
    enum vha_status status = check_account(session, values->login, error);
    if (status == VHA_OK)
        status = take_captive(session, values->login, error);
    if (status == VHA_OK)
        status = check_command(session, values->login, client->has_command, error);
    if (status == VHA_OK)
        status = session_enter(session, values->login, client->address, error);
    return status == VHA_OK && !has_landlock ? log_without_landlock(session, error) : status;
}

static enum vha_status run_session(const struct invocation *invocation, struct vha_error *error)
{
    const struct session_values *values = invocation->values;
    const struct desk_request request = {.captive = true, .plain = values->plain};
    struct client client;
    struct session session;
    read_client(&client);
    close_range(STDERR_FILENO + 1, UINT_MAX, 0); /* what whoever started this left open */
    enum vha_status status = session_open_register(invocation->home, &session, error);
    if (status != VHA_OK)
        return status;
    status = let_in(&session, values, &client, error);
    if (status == VHA_OK)
        status = desk_run(&session, &request, error);
    session_close(&session);
    return status;
}

/* --------------------------------------------------------------------------------- command lines
 */

static const struct parameter keys_parameters[] = {
    {.name = "ACCOUNT",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct keys_values, account),
     .summary = "the Unix account that is being logged in to (%u)"},
    {.name = "TYPE",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct keys_values, type),
     .summary = "the type of the key (%t)"},
    {.name = "KEY",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct keys_values, key),
     .summary = "the key (%k)"},
};

const struct command command_authorized_keys = {
    .name = "authorized-keys",
    .summary = "tell sshd whether a key may enter, and as whom",
    .description = "Prints the line that lets a key in, for sshd's AuthorizedKeysCommand with the "
                   "arguments %u %t %k, if its user's access is in force; else nothing, and the "
                   "attempt is on record.",
    .parameters = keys_parameters,
    .parameter_count = VHA_COUNT(keys_parameters),
    .values_size = sizeof(struct keys_values),
    .run = run_keys,
};

static const struct parameter session_parameters[] = {
    {.name = "--user",
     .argument = "LOGIN",
     .kind = VALUE_TEXT,
     .required = true,
     .offset = offsetof(struct session_values, login),
     .summary = "who has come in"},
    {.name = "--plain",
     .kind = VALUE_SWITCH,
     .offset = offsetof(struct session_values, plain),
     .summary = "in words, whatever their terminal"},
};

const struct command command_session = {
    .name = "session",
    .summary = "open the workstation for a user who came over SSH",
    .description = "Opens the workstation as somebody else: for sshd, which has seen their key. "
                   "Only the account that owns the register may, and only if it is no user itself. "
                   "It runs no command of the client's.",
    .parameters = session_parameters,
    .parameter_count = VHA_COUNT(session_parameters),
    .values_size = sizeof(struct session_values),
    .environment = session_environment,
    .run = run_session,
};
