#include "prisoner.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* ------------------------------------------------------------------------- programs, processes */

static char *const true_words[] = {(char[]){"/bin/true"}, NULL};
static char *const no_environment[] = {NULL};

static int try_exec(const struct cell *cell)
{
    (void)cell;
    return came_to(execve(true_words[0], true_words, no_environment));
}

static int try_execveat(const struct cell *cell)
{
    (void)cell;
    return came_to(syscall(SYS_execveat, AT_FDCWD, true_words[0], true_words, no_environment, 0));
}

static int outcome_of_child(pid_t child)
{
    if (child < 0)
        return errno;
    if (child == 0)
        _exit(0);
    return came_to(waitpid(child, NULL, 0));
}

static int try_fork(const struct cell *cell)
{
    (void)cell;
    return outcome_of_child(fork());
}

static int try_fork_plainly(const struct cell *cell)
{
    (void)cell;
    return outcome_of_child((pid_t)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL));
}

static int try_clone3(const struct cell *cell)
{
    const uint64_t plan[8] = {[4] = SIGCHLD};
    (void)cell;
    return outcome_of_child((pid_t)syscall(SYS_clone3, plan, sizeof plan));
}

static int try_spawn(const struct cell *cell)
{
    pid_t child = 0;
    (void)cell;
    const int failure = posix_spawn(&child, true_words[0], NULL, NULL, true_words, no_environment);
    return failure != 0 ? failure : came_to(waitpid(child, NULL, 0));
}

/* A shell that cannot be started is as one that ended with 127. */
static int try_shell(const struct cell *cell)
{
    (void)cell;
    const int status = system("true"); /* NOLINT(cert-env33-c): that is the question */
    return status < 0 || WEXITSTATUS(status) == 127 ? EPERM : WEXITSTATUS(status);
}

static void *do_nothing(void *nothing)
{
    return nothing;
}

static int try_thread(const struct cell *cell)
{
    pthread_t thread;
    (void)cell;
    const int failure = pthread_create(&thread, NULL, do_nothing, NULL);
    return failure != 0 ? failure : pthread_join(thread, NULL);
}

static int try_unshare(const struct cell *cell)
{
    (void)cell;
    return came_to(unshare(CLONE_NEWUSER));
}

/* The numbers of another architecture: would slip past a filter that looks at numbers alone. */
static int try_other_numbers(const struct cell *cell)
{
    (void)cell;
#ifdef __x86_64__
    return came_to(syscall(0x40000000 | SYS_getpid));
#else
    return came_to(raise(SIGSYS));
#endif
}

/* ------------------------------------------------------------------------------- other processes
 */

static int try_ptrace(const struct cell *cell)
{
    (void)cell;
    return came_to(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int try_attach(const struct cell *cell)
{
    (void)cell;
    return came_to(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL));
}

static int try_read_process(const struct cell *cell)
{
    char byte = 0;
    const struct iovec here = {&byte, 1};
    (void)cell;
    return came_to(process_vm_readv(getppid(), &here, 1, &here, 1, 0));
}

static int try_kill(const struct cell *cell)
{
    (void)cell;
    return came_to(kill(getppid(), 0));
}

static int try_tgkill(const struct cell *cell)
{
    (void)cell;
    return came_to(tgkill(getppid(), getppid(), 0));
}

static int try_pidfd(const struct cell *cell)
{
    (void)cell;
    return came_to(syscall(SYS_pidfd_open, getppid(), 0));
}

static int try_signal_owner(const struct cell *cell)
{
    return came_to(fcntl(cell->talker, F_SETOWN, getppid()));
}

/* ----------------------------------------------------------------------------- rights and memory
 */

static int try_executable_memory(const struct cell *cell)
{
    (void)cell;
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED ? 0 : errno;
}

static int try_make_executable(const struct cell *cell)
{
    (void)cell;
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED ? came_to(mprotect(memory, 4096, PROT_READ | PROT_EXEC)) : ENOMEM;
}

static int try_show_itself(const struct cell *cell)
{
    (void)cell;
    return came_to(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
}

static int try_limits(const struct cell *cell)
{
    const struct rlimit none = {0};
    (void)cell;
    return came_to(setrlimit(RLIMIT_CORE, &none));
}

static int try_account(const struct cell *cell)
{
    (void)cell;
    return came_to(setuid(getuid()));
}

static int try_kernel_rings(const struct cell *cell)
{
    char parameters[120] = {0};
    (void)cell;
    return came_to(syscall(SYS_io_uring_setup, 1, parameters));
}

static int try_bpf(const struct cell *cell)
{
    (void)cell;
    return came_to(syscall(SYS_bpf, 0, NULL, 0));
}

static int try_type_into_terminal(const struct cell *cell)
{
    return came_to(ioctl(cell->terminal, TIOCSTI, "x"));
}

const struct attempt attempts_on_processes[] = {
    {"exec", try_exec},
    {"execveat", try_execveat},
    {"fork", try_fork},
    {"fork-plainly", try_fork_plainly},
    {"clone3", try_clone3},
    {"spawn", try_spawn},
    {"shell", try_shell},
    {"thread", try_thread},
    {"unshare", try_unshare},
    {"other-numbers", try_other_numbers},
    {"ptrace", try_ptrace},
    {"attach", try_attach},
    {"read-process", try_read_process},
    {"kill", try_kill},
    {"tgkill", try_tgkill},
    {"pidfd", try_pidfd},
    {"signal-owner", try_signal_owner},
    {"executable-memory", try_executable_memory},
    {"make-executable", try_make_executable},
    {"show-itself", try_show_itself},
    {"limits", try_limits},
    {"account", try_account},
    {"kernel-rings", try_kernel_rings},
    {"bpf", try_bpf},
    {"type-into-terminal", try_type_into_terminal},
    {NULL, NULL},
};
