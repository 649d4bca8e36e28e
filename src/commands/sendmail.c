#include "sendmail.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A mail system that takes longer than this to take a few lines is as good as down. */
#define PATIENCE_SECONDS 30
#define POLL_NANOSECONDS 20000000L

enum vha_status sendmail_check(const char *path, const char *address, struct vha_error *error)
{
    const char *const at = strchr(address, '@');
    bool plain = address[0] != '-' && at != NULL && at != address && at[1] != '\0';
    for (const char *c = address; *c != '\0'; c++)
        plain = plain && isgraph((unsigned char)*c) && strchr("<>(),;:\"\\", *c) == NULL;
    if (path[0] != '/')
        return vha_fail(error, VHA_BAD_CONFIG,
                        "The setting sendmail is '%.100s'; it must be an absolute path, such as "
                        "/usr/sbin/sendmail.",
                        path);
    if (!plain)
        return vha_fail(error, VHA_BAD_CONFIG,
                        "The setting mailbox is '%.100s'; it must be one address, such as "
                        "name@example.org.",
                        address);
    return VHA_OK;
}

static bool write_all(int file, const char *text)
{
    for (size_t left = strlen(text); left > 0;) {
        const ssize_t written = write(file, text, left);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            text += written;
            left -= (size_t)written;
        }
    }
    return true;
}

/* How it ended, as waitpid tells; false when it had to be stopped. */
static bool await(pid_t child, int *ended)
{
    const struct timespec moment = {.tv_nsec = POLL_NANOSECONDS};
    for (long waited = 0; waited < PATIENCE_SECONDS * (1000000000L / POLL_NANOSECONDS); waited++) {
        if (waitpid(child, ended, WNOHANG) == child)
            return true;
        nanosleep(&moment, NULL);
    }
    kill(child, SIGKILL);
    waitpid(child, ended, 0);
    return false;
}

/* Starts it with the pipe's end as its input, its output thrown away, and an environment of its
 * own: nothing of ours goes with the message. */
static int start(const char *path, const char *address, int input, pid_t *child)
{
    char *const arguments[] = {(char[]){"sendmail"}, (char[]){"-oi"}, strdup(address), NULL};
    char *const environment[] = {(char[]){"PATH=/usr/sbin:/usr/bin:/sbin:/bin"}, NULL};
    posix_spawn_file_actions_t actions;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed == 0) {
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        failed = posix_spawn(child, path, &actions, NULL, arguments, environment);
        posix_spawn_file_actions_destroy(&actions);
    }
    free(arguments[2]);
    return failed;
}

static enum vha_status hand_over(const char *path, const char *message, pid_t child, int output,
                                 struct vha_error *error)
{
    int ended = 0;
    const bool written = write_all(output, message);
    close(output);
    if (!await(child, &ended))
        return vha_fail(error, VHA_TEMPORARY, "%.100s took longer than %d seconds.", path,
                        PATIENCE_SECONDS);
    if (!written || !WIFEXITED(ended) || WEXITSTATUS(ended) != 0)
        return vha_fail(error, VHA_TEMPORARY, "%.100s did not take the message (status %d).", path,
                        WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended));
    return VHA_OK;
}

enum vha_status sendmail_send(const char *path, const char *address, const char *message,
                              struct vha_error *error)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    int ends[2];
    pid_t child = 0;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return vha_fail(error, VHA_TEMPORARY, "No pipe can be made: %s.", strerror(errno));
    sigaction(SIGPIPE, &ignore, &before); /* it may end without reading */
    const int failed = start(path, address, ends[0], &child);
    close(ends[0]);
    enum vha_status status = VHA_OK;
    if (failed != 0) {
        close(ends[1]);
        status =
            vha_fail(error, VHA_TEMPORARY, "%.100s cannot be run: %s.", path, strerror(failed));
    } else {
        status = hand_over(path, message, child, ends[1], error);
    }
    sigaction(SIGPIPE, &before, NULL);
    return status;
}
