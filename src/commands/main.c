#include "command.h"
#include "vha/captive.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum vha_status prepare(struct vha_error *error);
static enum vha_status run(int count, char *const *arguments, struct vha_error *error);
static enum vha_status finish_output(struct vha_error *error);
static void complain(const struct vha_error *error);

int main(int argc, char **argv)
{
    struct vha_error error = {0};
    enum vha_status status = prepare(&error);
    if (status == VHA_OK)
        status = run(argc > 0 ? argc - 1 : 0, argv + 1, &error);
    if (status != VHA_OK)
        complain(&error);
    struct vha_error unwritten = {0};
    if (finish_output(&unwritten) != VHA_OK && status == VHA_OK) {
        complain(&unwritten);
        status = unwritten.status;
    }
    return (int)status;
}

/* A descriptor from 0 to 2 that the caller closed would be given to the next file opened, and what
 * is printed would end up in that file. */
static bool open_standard_files(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        if (fcntl(file, F_GETFD) < 0 && open("/dev/null", O_RDWR) != file)
            return false;
    return true;
}

/* What must be done once in a process, before anything else. Nothing here looks at the environment,
 * which the command may not trust. */
static enum vha_status prepare(struct vha_error *error)
{
    if (!open_standard_files())
        return vha_fail(error, VHA_OS_ERROR, "/dev/null cannot be opened: %s.", strerror(errno));
    const enum vha_status status = vha_captive_hide(error);
    if (status != VHA_OK)
        return status;
    umask(S_IRWXG | S_IRWXO);
    /* A reader that goes away is found when the output is finished, not by being killed. */
    signal(SIGPIPE, SIG_IGN);
    /* SQLite would take a lock for each allocation to keep counts that nobody reads. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (sodium_init() < 0)
        return vha_fail(error, VHA_OS_ERROR, "The system gives no random numbers.");
    return VHA_OK;
}

static enum vha_status run(int count, char *const *arguments, struct vha_error *error)
{
    struct parsed parsed;
    enum vha_status status = parse_command_line(count, arguments, &parsed, error);
    if (status != VHA_OK)
        return status;
    if (parsed.command->environment != NULL)
        vha_captive_environment(parsed.command->environment);
    setlocale(LC_ALL, "");
    if (parsed.general.version)
        puts("vha " VHA_VERSION);
    else if (parsed.general.help && parsed.command->name[0] == '\0')
        help_overview();
    else if (parsed.general.help)
        help_command(parsed.command);
    else
        status = parsed.command->run(&(struct invocation){.command = parsed.command,
                                                          .values = parsed.values,
                                                          .home = parsed.general.home},
                                     error);
    free(parsed.values);
    return status;
}

/* Output counts as written only when the last of it has left the buffers. */
static enum vha_status finish_output(struct vha_error *error)
{
    const bool failed_before = ferror(stdout) != 0;
    const bool flushed = fflush(stdout) == 0;
    const int cause = flushed ? 0 : errno;
    const bool closed = fclose(stdout) == 0;
    if (!failed_before && flushed && closed)
        return VHA_OK;
    return vha_fail(error, VHA_IO_ERROR, "The output cannot be written: %s.",
                    cause != 0 ? strerror(cause) : "its disk is full or its reader has gone");
}

static void complain(const struct vha_error *error)
{
    char shown[2 * sizeof error->message];
    fprintf(stderr, "vha: %s\n", vha_text_show(shown, sizeof shown, error->message));
}
