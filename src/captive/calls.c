#include "captive.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Bits of open's flags that make or change a file. */
#define OPEN_TO_WRITE (O_ACCMODE | O_CREAT | O_TRUNC)

#define ANY(call)                                                                                  \
    {                                                                                              \
        SCMP_SYS(call), CALL_ANY, 0, 0, 0                                                          \
    }
#define IS(call, argument, value)                                                                  \
    {                                                                                              \
        SCMP_SYS(call), CALL_FIXED, argument, UINT32_MAX, value                                    \
    }
#define WITHOUT(call, argument, bits)                                                              \
    {                                                                                              \
        SCMP_SYS(call), CALL_FIXED, argument, bits, 0                                              \
    }

/* All that a captive process can ask of the kernel. There is nothing here that starts a program or
 * a process, makes a socket, reaches another process, makes memory executable, or changes what a
 * file is called, whose it is, or that it is there. */
static const struct call calls[] = {
    /* Memory, none of it executable. */
    ANY(brk),
    WITHOUT(mmap, 2, PROT_EXEC),
    WITHOUT(mmap2, 2, PROT_EXEC), /* of 32 bits */
    WITHOUT(mprotect, 2, PROT_EXEC),
    ANY(munmap),
    ANY(mremap),
    ANY(madvise),

    /* Files: opened to be read, and whatever is open. */
    WITHOUT(openat, 2, OPEN_TO_WRITE),
    ANY(read),
    ANY(readv),
    ANY(pread64),
    ANY(write),
    ANY(writev),
    ANY(pwrite64),
    ANY(lseek),
    ANY(_llseek),
    ANY(getdents64),
    ANY(fsync),
    ANY(fdatasync),
    ANY(ftruncate), /* the write-ahead log of a database */
    ANY(ftruncate64),
    ANY(close),
    ANY(fstat),
    ANY(fstat64),
    ANY(fstatat64),
    ANY(newfstatat),
    ANY(stat),
    ANY(lstat),
    ANY(statx),
    ANY(access),
    ANY(faccessat),
    ANY(faccessat2),
    ANY(readlink),
    ANY(readlinkat),
    ANY(getcwd),

    /* A paint, gathered in memory before the terminal gets it. */
    IS(memfd_create, 1, MFD_CLOEXEC), /* and for no other program */
    IS(fcntl, 1, F_DUPFD_CLOEXEC),
    IS(dup2, 1, STDOUT_FILENO),
    IS(dup3, 1, STDOUT_FILENO), /* where there is no dup2 */

    /* Locks of databases, and whether a descriptor is open; not whom its signals go to. */
    IS(fcntl, 1, F_GETFD),
    IS(fcntl, 1, F_SETFD),
    IS(fcntl, 1, F_GETFL),
    IS(fcntl, 1, F_GETLK),
    IS(fcntl, 1, F_SETLK),
    IS(fcntl, 1, F_SETLKW),
    IS(fcntl, 1, F_OFD_GETLK),
    IS(fcntl, 1, F_OFD_SETLK),
    IS(fcntl, 1, F_OFD_SETLKW),

    /* The terminal: its modes and size, not keys put into its input, nor another terminal. */
    IS(ioctl, 1, TCGETS),
    IS(ioctl, 1, TCSETS),
    IS(ioctl, 1, TCSETSW),
    IS(ioctl, 1, TCSETSF),
    IS(ioctl, 1, TCFLSH),
    IS(ioctl, 1, TCXONC),
    IS(ioctl, 1, TIOCGWINSZ),
    IS(ioctl, 1, FIONREAD),
    ANY(poll),
    ANY(ppoll),
    ANY(select),
    ANY(pselect6),

    /* Heads of the audit log on their way to syslog. */
    {SCMP_SYS(sendto), CALL_TALKER, 0, UINT32_MAX, 0},

    /* Time, and being woken. */
    ANY(clock_gettime),
    ANY(clock_nanosleep),
    ANY(gettimeofday),
    ANY(nanosleep),
    ANY(time),
    ANY(timer_create),
    ANY(timer_settime),
    ANY(timer_delete),

    /* Signals that come, and none that go but to itself, when a defect ends it. */
    ANY(rt_sigaction),
    ANY(rt_sigprocmask),
    ANY(rt_sigpending),
    ANY(rt_sigtimedwait),
    ANY(rt_sigreturn),
    ANY(sigreturn),
    ANY(restart_syscall),
    {SCMP_SYS(tgkill), CALL_SELF, 0, UINT32_MAX, 0},

    /* What it is itself. */
    ANY(getpid),
    ANY(gettid),
    ANY(getppid),
    ANY(getuid),
    ANY(geteuid),
    ANY(getgid),
    ANY(getegid),
    ANY(sysinfo), /* how much memory there is, which qsort asks */

    ANY(futex),
    ANY(getrandom),
    ANY(sched_yield),
    ANY(exit),
    ANY(exit_group),
};

/* Lets a call through; one that this architecture does not have is left out. */
static int let_through(scmp_filter_ctx filter, const struct call *call, int talker)
{
    const struct scmp_arg_cmp condition = {
        .arg = call->argument,
        .op = SCMP_CMP_MASKED_EQ,
        .datum_a = call->mask,
        .datum_b = call->value == CALL_SELF     ? (uint32_t)getpid()
                   : call->value == CALL_TALKER ? (uint32_t)talker
                                                : call->fixed,
    };
    if (call->value == CALL_TALKER && talker < 0)
        return 0;
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call->number,
                                  call->value == CALL_ANY ? 0 : 1, &condition);
}

static int let_all_through(scmp_filter_ctx filter, const struct call *rows, size_t count,
                           int talker)
{
    int failure = 0;
    for (size_t i = 0; i < count && failure == 0; i++)
        failure = let_through(filter, &rows[i], talker);
    return failure;
}

enum vha_status calls_confine(int talker, struct vha_error *error)
{
    void *const filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int failure = filter != NULL ? 0 : -ENOMEM;
    if (failure == 0)
        failure = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (failure == 0)
        failure = let_all_through(filter, calls, VHA_COUNT(calls), talker);
    if (failure == 0)
        failure = let_all_through(filter, calls_further, calls_further_count, talker);
    if (failure == 0) {
        /* That the kernel's audit log has refusals is welcome, and not there on older kernels. */
        seccomp_attr_set(filter, SCMP_FLTATR_CTL_LOG, 1);
        failure = seccomp_load(filter);
    }
    seccomp_release(filter);
    if (failure != 0)
        return vha_fail(error, VHA_OS_ERROR,
                        "The system cannot confine a session to its calls (seccomp): %s.",
                        strerror(-failure));
    return VHA_OK;
}
