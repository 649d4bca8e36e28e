#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NANOSECONDS_PER_SECOND = 1000000000 };

const char *program_vha(void)
{
    const char *path = getenv("VHA_PROGRAM");
    if (path == NULL || path[0] == '\0') {
        fputs("VHA_PROGRAM must name the program to be tested; ctest sets it.\n", stderr);
        exit(EXIT_FAILURE);
    }
    return path;
}

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * NANOSECONDS_PER_SECOND + time.tv_nsec;
}

/* Starts a program with its output and errors going to the descriptors. */
static pid_t start(const char *home, const char *const *arguments, int output, int errors)
{
    fflush(NULL);
    const pid_t child = fork();
    if (child != 0)
        return child;
    const int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDIN_FILENO);
    dup2(output >= 0 ? output : nothing, STDOUT_FILENO);
    dup2(errors >= 0 ? errors : nothing, STDERR_FILENO);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    if (home != NULL)
        setenv("VHA_HOME", home, 1);
    /* execv promises not to change the texts, but its type is older than const. */
    union {
        const char *const *given;
        char *const *taken;
    } list = {.given = arguments};
    execv(arguments[0], list.taken);
    _exit(127);
}

static int status_of(int waited)
{
    return WIFEXITED(waited) ? WEXITSTATUS(waited) : 128 + WTERMSIG(waited);
}

struct gathered {
    int file;
    char *text;
    size_t length, capacity;
};

/* Reads once; false at the end. */
static bool gather(struct gathered *gathered)
{
    if (gathered->length + 1 >= gathered->capacity) {
        gathered->capacity = 2 * gathered->capacity + 65536;
        gathered->text = realloc(gathered->text, gathered->capacity);
        if (gathered->text == NULL)
            abort();
    }
    const ssize_t count = read(gathered->file, gathered->text + gathered->length,
                               gathered->capacity - gathered->length - 1);
    if (count > 0)
        gathered->length += (size_t)count;
    gathered->text[gathered->length] = '\0';
    return count > 0 || (count < 0 && errno == EINTR);
}

struct program_result program_run(const char *home, const char *const *arguments)
{
    int output[2];
    int errors[2];
    if (pipe2(output, O_CLOEXEC) != 0 || pipe2(errors, O_CLOEXEC) != 0)
        abort();
    const int64_t started = now();
    const pid_t child = start(home, arguments, output[1], errors[1]);
    close(output[1]);
    close(errors[1]);
    struct gathered gathered[] = {{.file = output[0]}, {.file = errors[0]}};
    struct pollfd waited[] = {{.fd = output[0], .events = POLLIN},
                              {.fd = errors[0], .events = POLLIN}};
    while (waited[0].fd >= 0 || waited[1].fd >= 0) {
        poll(waited, 2, -1);
        for (int i = 0; i < 2; i++)
            if (waited[i].fd >= 0 && waited[i].revents != 0 && !gather(&gathered[i]))
                waited[i].fd = -1;
    }
    close(output[0]);
    close(errors[0]);
    int status = 0;
    struct rusage used;
    while (wait4(child, &status, 0, &used) < 0 && errno == EINTR) {
    }
    return (struct program_result){.status = status_of(status),
                                   .output = gathered[0].text,
                                   .output_length = gathered[0].length,
                                   .errors = gathered[1].text,
                                   .nanoseconds = now() - started,
                                   .peak_kilobytes = used.ru_maxrss};
}

void program_result_free(struct program_result *result)
{
    free(result->output);
    free(result->errors);
    *result = (struct program_result){0};
}

pid_t program_start(const char *home, const char *const *arguments)
{
    return start(home, arguments, -1, -1);
}

bool program_wait(pid_t program, int milliseconds, int *status)
{
    const int ended = (int)syscall(SYS_pidfd_open, program, 0);
    struct pollfd waited = {.fd = ended, .events = POLLIN};
    const int64_t deadline = now() + (int64_t)milliseconds * 1000000;
    int ready = 0;
    do {
        const int64_t left = (deadline - now()) / 1000000;
        ready = poll(&waited, 1, left > 0 ? (int)left : 0);
    } while (ready < 0 && errno == EINTR);
    close(ended);
    int result = 0;
    if (ready <= 0 || waitpid(program, &result, 0) != program)
        return false;
    *status = status_of(result);
    return true;
}

char *path_in(const char *folder, const char *name)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        abort();
    return path;
}

char *temporary_folder(void)
{
    const char *parent = getenv("TMPDIR");
    char *path = path_in(parent == NULL || parent[0] == '\0' ? "/tmp" : parent, "vha-test-XXXXXX");
    if (mkdtemp(path) == NULL) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    return path;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

void remove_folder(const char *path)
{
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
