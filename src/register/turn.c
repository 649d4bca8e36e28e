#include "register.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Writers take turns. SQLite lets whoever asks at the right moment go first, so that one busy
 * session keeps the others out for seconds. Here each writer draws the next ticket, a number in a
 * file beside the register, holds the lock on the byte of that number until it is done, and waits
 * for the byte before it: the kernel keeps the row, and takes those out of it who die. This is
 * manners and nothing more: SQLite's own locks keep the register whole, and who cannot queue, or
 * has not had a turn in time, asks SQLite without one. */

enum { AGAIN_MS = 10 }; /* should the first call to wake up come before the sleep */

struct turn {
    int file;
    void *next; /* ticket, an atomic uint64_t mapped from the file */
    off_t byte; /* held; 0: none is */
};

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---------------------------------------------------------------------------- the row of tickets
 */

/* Gives the file to those who have the register, and makes it as long as a ticket. */
static bool share_as(int file, const char *path)
{
    struct stat like;
    struct stat about;
    if (stat(path, &like) != 0 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    const bool root = geteuid() == 0;
    const bool differs = about.st_mode != like.st_mode || about.st_gid != like.st_gid ||
                         (root && about.st_uid != like.st_uid);
    if (differs && (root || about.st_uid == geteuid()) &&
        (fchown(file, root ? like.st_uid : (uid_t)-1, like.st_gid) != 0 ||
         fchmod(file, like.st_mode) != 0))
        return false;
    return about.st_size >= (off_t)sizeof(uint64_t) || ftruncate(file, sizeof(uint64_t)) == 0;
}

struct turn *turn_open(const char *path)
{
    static const char ending[] = "-turn";
    const size_t size = strlen(path) + sizeof ending;
    char *name = vha_alloc(size);
    snprintf(name, size, "%s%s", path, ending);
    const int file = open(name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    free(name);
    void *next = MAP_FAILED;
    if (file >= 0 && share_as(file, path))
        next = mmap(NULL, sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (next == MAP_FAILED) {
        if (file >= 0)
            close(file);
        return NULL;
    }
    struct turn *turn = vha_alloc_zeroed(1, sizeof *turn);
    turn->file = file;
    turn->next = next;
    return turn;
}

void turn_close(struct turn *turn)
{
    if (turn == NULL)
        return;
    munmap(turn->next, sizeof(uint64_t));
    close(turn->file);
    free(turn);
}

/* Sets or clears the lock of one byte, on this open file rather than on the process. */
static bool lock_byte(const struct turn *turn, int command, short kind, off_t byte)
{
    struct flock lock = {.l_type = kind, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    return fcntl(turn->file, command, &lock) == 0;
}

/* -------------------------------------------------------------------------------------- waiting */

static void on_wake(int number)
{
    (void)number; /* that it came is enough: the sleeping call returns */
}

/* Has this thread woken by SIGALRM after so long; the caller deletes *timer. */
static bool set_waker(int64_t after_ms, timer_t *timer)
{
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGALRM};
    event._sigev_un._tid = gettid();
    const struct itimerspec when = {
        .it_value = {.tv_sec = after_ms / 1000, .tv_nsec = after_ms % 1000 * 1000000 + 1},
        .it_interval = {.tv_nsec = AGAIN_MS * 1000000L},
    };
    if (timer_create(CLOCK_MONOTONIC, &event, timer) != 0)
        return false;
    if (timer_settime(*timer, 0, &when, NULL) == 0)
        return true;
    timer_delete(*timer);
    return false;
}

/* Sleeps until the byte is free, or the time is over. */
static void wait_for_byte(const struct turn *turn, off_t byte, int64_t until_ms)
{
    struct sigaction before;
    struct sigaction action = {.sa_handler = on_wake};
    sigset_t mask;
    sigset_t alarm;
    timer_t timer;
    const int64_t left_ms = until_ms - milliseconds();
    sigemptyset(&action.sa_mask);
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    sigaction(SIGALRM, &action, &before);
    if (left_ms > 0 && set_waker(left_ms, &timer)) {
        pthread_sigmask(SIG_UNBLOCK, &alarm, &mask);
        while (!lock_byte(turn, F_OFD_SETLKW, F_RDLCK, byte) && errno == EINTR &&
               milliseconds() < until_ms) {
        }
        timer_delete(timer);
        pthread_sigmask(SIG_SETMASK, &mask, NULL);
    }
    sigaction(SIGALRM, &before, NULL);
}

/* Draws a ticket and waits until whoever drew the one before is done. */
static void take(struct turn *turn, int64_t until_ms)
{
    const uint64_t most = INT64_MAX;
    const off_t byte =
        (off_t)(atomic_fetch_add((_Atomic uint64_t *)turn->next, 1) % (most - 2)) + 2;
    if (!lock_byte(turn, F_OFD_SETLK, F_WRLCK, byte))
        return;
    turn->byte = byte;
    if (!lock_byte(turn, F_OFD_SETLK, F_RDLCK, byte - 1))
        wait_for_byte(turn, byte - 1, until_ms);
    lock_byte(turn, F_OFD_SETLK, F_UNLCK, byte - 1);
}

void turn_take(struct vha_register *reg)
{
    const int64_t until_ms = milliseconds() + reg->busy_ms;
    if (reg->turn != NULL)
        take(reg->turn, until_ms);
    const int64_t left_ms = until_ms - milliseconds();
    reg->wait_ms = left_ms > 0 ? left_ms : 0;
}

void turn_end(struct vha_register *reg)
{
    if (reg->turn != NULL && reg->turn->byte != 0) {
        lock_byte(reg->turn, F_OFD_SETLK, F_UNLCK, reg->turn->byte);
        reg->turn->byte = 0;
    }
    reg->wait_ms = reg->busy_ms;
}

/* ---------------------------------------------------------------------------- SQLite's own locks
 */

/* Whoever holds the register now stands in no row (a reader that folds the write-ahead log, another
 * program), so it is looked for often. */
int turn_wait_for_lock(void *context, int tries)
{
    enum { OFTEN = 20, PAUSE_MS = 5 };
    struct vha_register *const reg = context;
    if (tries == 0)
        reg->wait_began_ms = milliseconds();
    if (milliseconds() - reg->wait_began_ms >= reg->wait_ms)
        return 0;
    const long pause_ms = tries < OFTEN ? 1 : PAUSE_MS;
    nanosleep(&(const struct timespec){.tv_nsec = pause_ms * 1000000L}, NULL);
    return 1;
}
