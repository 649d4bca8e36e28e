/* What holds a session that came over SSH, seen from outside while it serves its user. */
#include "door.h"

#include "vha/base.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* A client with a terminal of 24 by 80 and that environment, which it passes on as far as it may.
 */
static struct terminal *enter_with(const struct door *door, const char *const *environment)
{
    static const char *const further[] = {"-oSendEnv=LANG LC_* COLUMNS LINES HOME PATH", NULL};
    return door_enter(door, "granted", environment, further);
}

static struct terminal *enter(const struct door *door)
{
    return enter_with(door, (const char *const[]){"TERM=xterm-256color", "LC_ALL=C.UTF-8", NULL});
}

static void leave(struct terminal *terminal)
{
    terminal_type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

static void run_words(const char *const *words)
{
    struct program_result result = program_run(NULL, words);
    if (result.status != 0)
        fail_msg("%s: %s", words[0], result.errors);
    program_result_free(&result);
}
#define RUN(...) run_words((const char *const[]){__VA_ARGS__, NULL})

/* What stands in a file of /proc; the caller frees it. */
static char *contents(const char *process, const char *name)
{
    enum { MOST = 65536 };
    char path[300];
    snprintf(path, sizeof path, "/proc/%s/%s", process, name);
    char *text = vha_alloc_zeroed(1, MOST);
    FILE *file = fopen(path, "r");
    const size_t length = file != NULL ? fread(text, 1, MOST - 1, file) : 0;
    if (file != NULL)
        fclose(file);
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\0')
            text[i] = ' '; /* between the words of a command line */
    return text;
}

/* The number of the running session's process. */
static void find_session(const struct door *door, char process[32])
{
    char beginning[160];
    snprintf(beginning, sizeof beginning, "%s session --user granted", door->program);
    DIR *processes = opendir("/proc");
    const struct dirent *entry = NULL;
    bool found = false;
    while (!found && (entry = readdir(processes)) != NULL) {
        char *line = contents(entry->d_name, "cmdline");
        found = strncmp(line, beginning, strlen(beginning)) == 0;
        free(line);
        if (found)
            snprintf(process, 32, "%.31s", entry->d_name);
    }
    closedir(processes);
    assert_true(found);
}

static void expect_line(const char *process, const char *name, const char *line)
{
    char *text = contents(process, name);
    if (strstr(text, line) == NULL)
        fail_msg("%s of the session has no \"%s\": %s", name, line, text);
    free(text);
}

/* Whether the service account, whose other processes are of other users' sessions, may read a file
 * of the session's. */
static int read_as_account(const struct door *door, const char *process, const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%s/%s", process, name);
    struct program_result result =
        program_run(NULL, (const char *const[]){"/sbin/runuser", "-u", door->account, "--",
                                                "/bin/cat", path, NULL});
    const int status = result.status;
    program_result_free(&result);
    return status;
}

static void test_kernel_holds_the_session(void **state)
{
    const struct door *door = *state;
    char process[32];
    struct terminal *terminal = enter(door);
    door_state_purpose(terminal);
    find_session(door, process);
    expect_line(process, "status", "Seccomp:\t2\n"); /* a filter */
    expect_line(process, "status", "NoNewPrivs:\t1\n");
    expect_line(process, "status", "Threads:\t1\n");
    expect_line(process, "limits", "Max core file size        0                    0 ");
    static const char *const shut[] = {"environ", "maps", "mem", "auxv"};
    for (size_t i = 0; i < VHA_COUNT(shut); i++)
        assert_int_not_equal(read_as_account(door, process, shut[i]), 0);
    assert_int_equal(read_as_account(door, process, "status"), 0);
    leave(terminal);
}

/* Held as it is, a session does all that its user may. */
static void test_session_does_its_work(void **state)
{
    const struct door *door = *state;
    struct terminal *terminal = enter(door);
    door_state_purpose(terminal);
    press(terminal, "Enter");
    expect_text(terminal, "rank 1");
    press(terminal, "Escape");
    type(terminal, ":theme light\r");
    type(terminal, ":save_view held\r");
    expect_text(terminal, "Saved as the view \"held\".");
    terminal_resize(terminal, 40, 132);
    come_to_rest(terminal);
    expect_text(terminal, SAMPLE_PEOPLE);
    leave(terminal);
    assert_int_equal(door_number(door, "SELECT count(*) FROM list_view WHERE name = 'held'"), 1);
    assert_int_equal(door_number(door, "SELECT count(*) FROM audit WHERE login = 'granted' AND "
                                       "action = 'open' AND outcome <> 'refused'"),
                     1);
}

/* ------------------------------------------------------------------------------ what clients send
 */

static void test_hostile_environment(void **state)
{
    static char long_name[4096] = "LC_ALL=";
    static char long_term[2048] = "TERM=";
    memset(long_name + strlen(long_name), 'x', sizeof long_name - strlen(long_name) - 1);
    memset(long_term + strlen(long_term), 'x', sizeof long_term - strlen(long_term) - 1);
    static const struct {
        const char *variables[6]; /* TERM first */
        const char *expected;
    } rows[] = {
        {{"TERM=/etc/passwd"}, "vha>"},
        {{"TERM=../../../../etc/passwd"}, "vha>"},
        {{"TERM=xterm\x1b]0;owned\x07"}, "vha>"},
        {{"TERM=%s%n%n"}, "vha>"},
        {{long_term}, "vha>"},
        {{"TERM=xterm-256color", long_name}, "OFFICIAL"},
        {{"TERM=xterm-256color", "LANG=/tmp/locale", "LC_ALL=../../tmp"}, "OFFICIAL"},
        {{"TERM=xterm-256color", "LC_ALL=C.UTF-8", "COLUMNS=1000000", "LINES=-1", "PATH=/tmp",
          "HOME=/nonexistent"},
         "OFFICIAL"},
    };
    const struct door *door = *state;
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        const char *environment[VHA_COUNT(rows[0].variables) + 1] = {NULL};
        memcpy((void *)environment, (const void *)rows[i].variables, sizeof rows[i].variables);
        struct terminal *terminal = enter_with(door, environment);
        expect_text(terminal, rows[i].expected);
        expect_no_text(terminal, "owned");
        door_state_purpose(terminal);
        terminal_type(terminal, "q\r");
        expect_end(terminal, 0);
        terminal_free(terminal);
    }
}

/* -------------------------------------------------------------------------------------- syslog */

static int listen_as_syslog(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    unlink(path);
    const int listener = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listener, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(chmod(path, 0777), 0);
    return listener;
}

static bool heard_head(int listener)
{
    char line[512] = "";
    const ssize_t length = recv(listener, line, sizeof line - 1, MSG_DONTWAIT);
    return length > 0 && strstr(line, "audit head ") != NULL;
}

/* The session has its one socket from its beginning, and addresses each head anew. */
static void test_syslog_that_is_started_again(void **state)
{
    const struct door *door = *state;
    char path[96];
    char rule[160];
    char settings[128];
    snprintf(path, sizeof path, "%s/log", door->folder);
    snprintf(rule, sizeof rule, "s|/dev/log|%s|", path);
    snprintf(settings, sizeof settings, "%s/share/vha/config/settings.yaml", door->folder);
    RUN("/bin/sed", "-i", rule, settings);

    int listener = listen_as_syslog(path);
    struct terminal *terminal = enter(door);
    door_state_purpose(terminal);
    close(listener);
    listener = listen_as_syslog(path);
    leave(terminal);
    assert_true(heard_head(listener));
    close(listener);
}

/* -------------------------------------------------------------------------------- older kernels */

/* Where files cannot be shut to a session, each one's log says so. */
static void test_kernel_without_landlock(void **state)
{
    static const char logged[] = "SELECT count(*) FROM audit WHERE login = 'granted' AND action = "
                                 "'confine' AND outcome = 'failed' AND reason LIKE '%Landlock%'";
    const struct door *door = *state;
    const int64_t before = door_number(door, logged);
    char old_kernel[96];
    snprintf(old_kernel, sizeof old_kernel, "%s/bin/old_kernel", door->folder);
    RUN("/bin/cp", OLD_KERNEL, old_kernel); /* where the account may look */
    struct program_result result = program_run(
        door->home, (const char *const[]){"/sbin/runuser", "-u", door->account, "--", old_kernel,
                                          door->program, "session", "--user", "granted", "--plain",
                                          "--home", door->home, NULL});
    if (result.status != 0)
        fail_msg("status %d: %s", result.status, result.errors);
    assert_non_null(strstr(result.output, "Purpose of this session"));
    program_result_free(&result);
    assert_int_equal(door_number(door, logged), before + 1);
}

static void test_kernel_with_landlock_says_nothing(void **state)
{
    const struct door *door = *state;
    static const char logged[] = "SELECT count(*) FROM audit WHERE action = 'confine'";
    const int64_t before = door_number(door, logged);
    struct terminal *terminal = enter(door);
    door_state_purpose(terminal);
    leave(terminal);
    assert_int_equal(door_number(door, logged), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kernel_holds_the_session),
        cmocka_unit_test(test_session_does_its_work),
        cmocka_unit_test(test_hostile_environment),
        cmocka_unit_test(test_kernel_without_landlock),
        cmocka_unit_test(test_kernel_with_landlock_says_nothing),
        cmocka_unit_test(test_syslog_that_is_started_again),
    };
    return cmocka_run_group_tests(tests, door_set_up, door_tear_down);
}
