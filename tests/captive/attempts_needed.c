#include "prisoner.h"

#include "vha/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* What a session does all the time, and what it must not leave behind. */

static int do_read(const struct cell *cell)
{
    char byte = 0;
    const int file = open(inside(cell, "inside"), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return errno;
    const int outcome = came_to(read(file, &byte, 1));
    close(file);
    return outcome;
}

static int do_list(const struct cell *cell)
{
    size_t count = 0;
    DIR *folder = opendir(cell->folder);
    if (folder == NULL)
        return errno;
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count > 2 ? 0 : ENOENT;
}

static int do_stat(const struct cell *cell)
{
    struct stat about;
    (void)cell;
    return came_to(stat("/etc/passwd", &about));
}

static int do_write(const struct cell *cell)
{
    if (pwrite(cell->written, "text", 4, 0) != 4 || fsync(cell->written) != 0 ||
        fdatasync(cell->written) != 0)
        return errno;
    return came_to(ftruncate(cell->written, 2));
}

static int do_share(const struct cell *cell)
{
    if (ftruncate(cell->written, 4096) != 0)
        return errno;
    char *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, cell->written, 0);
    if (memory == MAP_FAILED)
        return errno;
    memory[0] = 'x';
    return came_to(munmap(memory, 4096));
}

static int do_lock(const struct cell *cell)
{
    static const int commands[] = {F_SETLK, F_SETLKW, F_GETLK};
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1};
        if (fcntl(cell->written, commands[i], &lock) != 0)
            return errno;
    }
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 8, .l_len = 1};
    return came_to(fcntl(cell->written, F_OFD_SETLKW, &lock));
}

static int do_terminal(const struct cell *cell)
{
    struct termios modes;
    struct winsize size;
    if (tcgetattr(cell->terminal, &modes) != 0 ||
        tcsetattr(cell->terminal, TCSADRAIN, &modes) != 0 ||
        tcsetattr(cell->terminal, TCSAFLUSH, &modes) != 0)
        return errno;
    return came_to(ioctl(cell->terminal, TIOCGWINSZ, &size));
}

static int do_wait(const struct cell *cell)
{
    const struct itimerspec soon = {.it_value = {.tv_nsec = 1000000}};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    timer_t timer;
    sigset_t alarm;
    (void)cell;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    sigprocmask(SIG_BLOCK, &alarm, NULL);
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0 ||
        timer_settime(timer, 0, &soon, NULL) != 0 || sigtimedwait(&alarm, NULL, NULL) != SIGALRM)
        return errno;
    return came_to(nanosleep(&(const struct timespec){.tv_nsec = 1}, NULL));
}

static int do_memory(const struct cell *cell)
{
    enum { LARGE = 64 << 20 };
    char byte = 0;
    char *memory = malloc(LARGE);
    (void)cell;
    if (memory == NULL)
        return errno;
    memset(memory, 'x', LARGE);
    char *larger = realloc(memory, 2 * (size_t)LARGE);
    const int outcome = larger != NULL ? came_to(getrandom(&byte, 1, 0)) : errno;
    free(larger != NULL ? larger : memory);
    return outcome;
}

/* Ends by SIGABRT, as an assertion that fails does. */
static int do_abort(const struct cell *cell)
{
    (void)cell;
    abort();
}

/* Standard output goes to a file in memory for a while, as a paint does. */
static int do_paint(const struct cell *cell)
{
    (void)cell;
    const int terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    const int gathered = memfd_create("paint", MFD_CLOEXEC);
    const bool done = terminal >= 0 && gathered >= 0 &&
                      dup2(gathered, STDOUT_FILENO) == STDOUT_FILENO &&
                      write(STDOUT_FILENO, "x", 1) == 1 && ftruncate(gathered, 0) == 0 &&
                      dup2(terminal, STDOUT_FILENO) == STDOUT_FILENO;
    return done ? 0 : errno;
}

/* What is freed is not there any more, beyond the words in which the C library links what is free.
 */
static int do_wipe(const struct cell *cell)
{
    enum { SIZE = 4096, LINKS = 32 };
    char *secret = vha_alloc(SIZE);
    char *after = vha_alloc(SIZE); /* so that the memory is not given back */
    int outcome = 0;
    (void)cell;
    memset(secret, 'S', SIZE);
    const volatile char *volatile seen = secret;
    free(secret);
    for (size_t i = LINKS; i < SIZE; i++)
        if (seen[i] == 'S') /* NOLINT(clang-analyzer-unix.Malloc): that is the question */
            outcome = EEXIST;
    free(after);
    return outcome;
}

static int is_hidden(const struct cell *cell)
{
    struct rlimit cores;
    (void)cell;
    if (getrlimit(RLIMIT_CORE, &cores) != 0)
        return errno;
    return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 && cores.rlim_cur == 0 && cores.rlim_max == 0
               ? 0
               : EEXIST;
}

const struct attempt attempts_needed[] = {
    {"read", do_read},        {"list", do_list},   {"stat", do_stat},         {"write", do_write},
    {"share", do_share},      {"lock", do_lock},   {"terminal", do_terminal}, {"wait", do_wait},
    {"memory", do_memory},    {"paint", do_paint}, {"abort", do_abort},       {"wipe", do_wipe},
    {"is-hidden", is_hidden}, {NULL, NULL},
};
