/* What a captive process cannot do and what it can, by trying. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "program.h"
#include "vha/base.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define BY_SIGNAL(number) (128 + (number))

/* A folder with a file, a link out of it, and a socket that hears heads. */
struct yard {
    char *folder;
    int listener;
};

static void write_in(const struct yard *yard, const char *name)
{
    struct vha_error error = {0};
    char *path = path_in(yard->folder, name);
    assert_int_equal(vha_write_file(path, "text", 4, &error), VHA_OK);
    free(path);
}

static int open_yard(void **state)
{
    struct yard *yard = vha_alloc_zeroed(1, sizeof *yard);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    *state = yard;
    yard->folder = temporary_folder();
    write_in(yard, "inside");
    char *link = path_in(yard->folder, "link");
    assert_int_equal(symlink("/etc/passwd", link), 0);
    free(link);
    snprintf(address.sun_path, sizeof address.sun_path, "%s/listener", yard->folder);
    yard->listener = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(yard->listener, (struct sockaddr *)&address, sizeof address), 0);
    return 0;
}

static int close_yard(void **state)
{
    struct yard *yard = *state;
    close(yard->listener);
    remove_folder(yard->folder);
    free(yard->folder);
    free(yard);
    return 0;
}

static int outcome(const struct yard *yard, const char *how, const char *attempt)
{
    struct program_result result =
        program_run(NULL, (const char *const[]){PRISONER, how, yard->folder, attempt, NULL});
    const int status = result.status;
    program_result_free(&result);
    return status;
}

static void expect(const struct yard *yard, const char *how, const char *attempt, int expected)
{
    const int status = outcome(yard, how, attempt);
    if (status != expected)
        fail_msg("%s, %s: %d (%s) instead of %d", how, attempt, status,
                 status < BY_SIGNAL(0) ? strerror(status) : strsignal(status - BY_SIGNAL(0)),
                 expected);
}

/* Whatever anybody may do who is free, so that it is captivity that refuses it. What only root may,
 * or not every kernel has, is tried in captivity alone. */
static void test_what_is_refused(void **state)
{
    static const struct {
        const char *attempt;
        int refused;
        bool free;
    } rows[] = {
        {"exec", EPERM, true},
        {"execveat", EPERM, true},
        {"fork", EPERM, true},
        {"fork-plainly", EPERM, true},
        {"clone3", EPERM, true},
        {"spawn", EPERM, true},
        {"shell", EPERM, true},
        {"thread", EPERM, true},
        {"unshare", EPERM, false},
        {"ptrace", EPERM, true},
        {"attach", EPERM, false},
        {"read-process", EPERM, false},
        {"kill", EPERM, true},
        {"tgkill", EPERM, true},
        {"pidfd", EPERM, true},
        {"signal-owner", EPERM, true},
        {"write-in-tmp", EPERM, true},
        {"create", EPERM, true},
        {"create-plainly", EPERM, true},
        {"overwrite", EPERM, true},
        {"truncate", EPERM, true},
        {"openat2", EPERM, true},
        {"link", EPERM, true},
        {"symlink", EPERM, true},
        {"mkdir", EPERM, true},
        {"mkfifo", EPERM, true},
        {"chmod", EPERM, true},
        {"fchmod", EPERM, true},
        {"chown", EPERM, true},
        {"attribute", EPERM, false},
        {"rename", EPERM, true},
        {"unlink", EPERM, true},
        {"memory-file", EPERM, true},
        {"mount", EPERM, false},
        {"chroot", EPERM, false},
        {"socket", EPERM, true},
        {"unix-socket", EPERM, true},
        {"socketpair", EPERM, true},
        {"connect", EPERM, false},
        {"bind", EPERM, true},
        {"send-elsewhere", EPERM, true},
        {"pass-descriptor", EPERM, true},
        {"executable-memory", EPERM, true},
        {"make-executable", EPERM, true},
        {"show-itself", EPERM, true},
        {"limits", EPERM, true},
        {"account", EPERM, true},
        {"kernel-rings", EPERM, false},
        {"bpf", EPERM, false},
        {"type-into-terminal", EPERM, false},
        {"other-numbers", BY_SIGNAL(SIGSYS), false},
    };
    const struct yard *yard = *state;
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        expect(yard, "captive", rows[i].attempt, rows[i].refused);
        if (strcmp(rows[i].attempt, "unlink") == 0)
            write_in(yard, "inside"); /* which "rename" has moved */
        if (rows[i].free)
            expect(yard, "free", rows[i].attempt, 0);
    }
}

static bool kernel_has_landlock(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, 1) > 0;
}

/* The paths that are refused are Landlock's part. Where the kernel has none, nothing is claimed. */
static void test_files_elsewhere(void **state)
{
    static const char *const attempts[] = {"read-passwd", "read-by-link", "read-by-dots",
                                           "read-memory", "list-root"};
    const struct yard *yard = *state;
    const int refused = kernel_has_landlock() ? EACCES : 0;
    for (size_t i = 0; i < VHA_COUNT(attempts); i++) {
        expect(yard, "captive", attempts[i], refused);
        expect(yard, "free", attempts[i], 0);
    }
}

static int outcome_on_old_kernel(const struct yard *yard, const char *attempt)
{
    struct program_result result = program_run(
        NULL, (const char *const[]){OLD_KERNEL, PRISONER, "captive", yard->folder, attempt, NULL});
    const int status = result.status;
    program_result_free(&result);
    return status;
}

/* Without Landlock the filter holds all the same, and only the reading of files is free. */
static void test_kernel_without_landlock(void **state)
{
    static const struct {
        const char *attempt;
        int outcome;
    } rows[] = {
        {"exec", EPERM},   {"fork", EPERM},   {"ptrace", EPERM}, {"socket", EPERM},
        {"create", EPERM}, {"unlink", EPERM}, {"read", 0},       {"read-passwd", 0},
    };
    const struct yard *yard = *state;
    write_in(yard, "inside");
    for (size_t i = 0; i < VHA_COUNT(rows); i++)
        assert_int_equal(outcome_on_old_kernel(yard, rows[i].attempt), rows[i].outcome);
}

static void test_what_is_needed(void **state)
{
    static const char *const attempts[] = {"read",     "list", "stat",   "write", "share", "lock",
                                           "terminal", "wait", "memory", "paint", "send"};
    const struct yard *yard = *state;
    write_in(yard, "inside");
    for (size_t i = 0; i < VHA_COUNT(attempts); i++)
        expect(yard, "captive", attempts[i], 0);
    expect(yard, "captive", "abort", BY_SIGNAL(SIGABRT));
}

static void test_what_was_said_is_heard(void **state)
{
    const struct yard *yard = *state;
    char heard[8] = "";
    while (recv(yard->listener, heard, sizeof heard, MSG_DONTWAIT) > 0) {
    }
    expect(yard, "captive", "send", 0);
    assert_int_equal(recv(yard->listener, heard, sizeof heard, MSG_DONTWAIT), 4);
    assert_memory_equal(heard, "head", 4);
}

/* Hidden or captive, nothing is left of the memory, neither by a crash nor in what was freed. */
static void test_memory_is_kept(void **state)
{
    const struct yard *yard = *state;
    expect(yard, "hidden", "is-hidden", 0);
    expect(yard, "free", "is-hidden", EEXIST);
    expect(yard, "captive", "wipe", 0);
    expect(yard, "free", "wipe", EEXIST);
}

/* Even where cores are asked for. */
static void test_no_core(void **state)
{
    const struct yard *yard = *state;
    static const char *const ways[] = {"hidden", "captive"};
    for (size_t i = 0; i < VHA_COUNT(ways); i++) {
        int status = 0;
        const pid_t child = fork();
        if (child == 0) {
            struct rlimit cores;
            getrlimit(RLIMIT_CORE, &cores);
            cores.rlim_cur = cores.rlim_max;
            setrlimit(RLIMIT_CORE, &cores);
            execl(PRISONER, PRISONER, ways[i], yard->folder, "abort", (char *)NULL);
            _exit(127);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), SIGABRT);
        assert_false(WCOREDUMP(status));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_files_elsewhere),
        cmocka_unit_test(test_kernel_without_landlock),
        cmocka_unit_test(test_what_is_needed),
        cmocka_unit_test(test_what_was_said_is_heard),
        cmocka_unit_test(test_memory_is_kept),
        cmocka_unit_test(test_no_core),
    };
    return cmocka_run_group_tests(tests, open_yard, close_yard);
}
