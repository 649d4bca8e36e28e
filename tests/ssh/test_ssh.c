#include "door.h"

#include "vha/base.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long access that was withdrawn may last in a running session. */
enum { WITHDRAWAL_MS = 60000 };

static struct program_result client(const struct door *door, const char *name, const char *login,
                                    const char *const *further)
{
    char **words = door_words(door, name, login, further);
    const struct program_result result = program_run(NULL, (const char *const *)words);
    door_words_free(words);
    return result;
}
#define CLIENT(door, name, login, ...)                                                             \
    client(door, name, login, (const char *const[]){__VA_ARGS__, NULL})

/* A client with a terminal of 24 by 80, of the type in `term`. */
static struct terminal *enter_from(const struct door *door, const char *login, const char *term,
                                   const char *const *further)
{
    const char *const environment[] = {term,
                                       "LC_ALL=C.UTF-8",
                                       "LANG=C.UTF-8",
                                       "VHA_HOME=/nonexistent",
                                       "LD_PRELOAD_X=1",
                                       "SSH_AUTH_SOCK=/nonexistent",
                                       "PATH=/usr/bin:/bin",
                                       NULL};
    return door_enter(door, login, environment, further);
}

static struct terminal *enter(const struct door *door, const char *login,
                              const char *const *further)
{
    return enter_from(door, login, "TERM=xterm-256color", further);
}

/* Who is asked why they did something can answer where they come in, and then go on. */
static void test_enquiry_is_answered(void **state)
{
    const struct door *door = *state;
    door_tamper(door, "INSERT INTO enquiry (entry, login, asked_at, asked_by, question) "
                      "SELECT max(number), 'granted', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), "
                      "'mo5.one', 'Why did you come in?' FROM audit");
    struct terminal *terminal = enter(door, "granted", NULL);
    expect_text(terminal, "Why did you come in?");
    expect_no_text(terminal, "Purpose of this session");
    terminal_type(terminal, "It was a test of the door\r");
    expect_text(terminal, "once and for all");
    terminal_type(terminal, "\r");
    door_state_purpose(terminal);
    terminal_type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
    assert_int_equal(door_number(door, "SELECT count(*) FROM audit WHERE login = 'granted' AND "
                                       "action = 'audit-answer' AND outcome = 'done' AND reason = "
                                       "'It was a test of the door'"),
                     1);
}

static int64_t refusals(const struct door *door)
{
    return door_number(door, "SELECT count(*) FROM audit WHERE action = 'enter' AND outcome = "
                             "'refused'");
}

static void test_granted_key_enters(void **state)
{
    const struct door *door = *state;
    struct terminal *terminal = enter(door, "granted", NULL);
    door_state_purpose(terminal);
    terminal_type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
    assert_int_equal(door_number(door, "SELECT count(*) FROM audit WHERE login = 'granted' AND "
                                       "action = 'enter' AND outcome = 'done' AND client = "
                                       "'127.0.0.1' AND session > 0"),
                     1);
    assert_int_equal(door_number(door, "SELECT count(*) FROM audit WHERE login = 'granted' AND "
                                       "action = 'leave' AND outcome = 'done'"),
                     1);
    assert_int_equal(door_number(door, "SELECT count(*) FROM session WHERE client = '127.0.0.1' "
                                       "AND ended IS NOT NULL"),
                     1);
}

/* The client learns no more than that the key does not fit; the audit log knows why. */
static void expect_shut(const struct door *door, const char *login, const char *reason)
{
    const int64_t before = refusals(door);
    struct program_result result = client(door, "ssh", login, NULL);
    assert_int_equal(result.status, 255);
    if (strstr(result.errors, "Permission denied") == NULL)
        fail_msg("%s: %s", login, result.errors);
    assert_string_equal(result.output, "");
    program_result_free(&result);
    assert_true(refusals(door) > before);
    char sql[256];
    snprintf(sql, sizeof sql,
             "SELECT instr(reason, '%s') > 0 FROM audit WHERE action = 'enter' AND outcome = "
             "'refused' ORDER BY number DESC LIMIT 1",
             reason);
    assert_int_equal(door_number(door, sql), 1);
}

static void test_unknown_key(void **state)
{
    expect_shut(*state, "unknown", "not in the register");
}

static void test_withdrawn_key(void **state)
{
    const struct door *door = *state;
    VHA(door, "access", "withdraw", "withdrawn", "--for", "misuse", "--reason", "a test");
    expect_shut(door, "withdrawn", "access withdrawn");
}

static void test_idle_key(void **state)
{
    const struct door *door = *state;
    door_tamper(door, "DROP TRIGGER access_step_is_not_changed;"
                      "UPDATE access_step SET at = '2020-01-01T00:00:00Z' WHERE access = "
                      "(SELECT access FROM user WHERE login = 'idle')");
    expect_shut(door, "idle", "not used for six months");
    expect_shut(door, "idle", "access withdrawn");
}

/* No command of the client's choice, with a terminal or without, and no subsystem. */
static void test_no_command(void **state)
{
    const struct door *door = *state;
    static const char *const attempts[][3] = {
        {"id", NULL}, {"-tt", "/bin/sh", NULL}, {"-s", "sftp", NULL}};
    for (size_t i = 0; i < VHA_COUNT(attempts); i++) {
        const int64_t before = refusals(door);
        struct program_result result = client(door, "ssh", "granted", attempts[i]);
        if (result.status == 0 || strstr(result.output, "uid=") != NULL)
            fail_msg("%s ran: %s", attempts[i][0], result.output);
        program_result_free(&result);
        assert_int_equal(refusals(door), before + 1);
    }
    struct program_result result = CLIENT(door, "ssh", "granted", "id");
    assert_int_equal(result.status, 77);
    assert_non_null(strstr(result.errors, "runs no commands"));
    program_result_free(&result);
}

static void test_no_files(void **state)
{
    const struct door *door = *state;
    char from[256];
    char to[160];
    snprintf(from, sizeof from, "%s:%s/register.db", door->destination, door->home);
    snprintf(to, sizeof to, "%s/stolen", door->folder);
    static const char *const ways[] = {"-O", "-s"}; /* the old protocol, and over sftp */
    for (size_t i = 0; i < VHA_COUNT(ways); i++) {
        struct program_result result = CLIENT(door, "scp", "granted", ways[i], from, to);
        assert_int_not_equal(result.status, 0);
        program_result_free(&result);
        assert_int_not_equal(access(to, F_OK), 0);
    }
    struct program_result result = CLIENT(door, "sftp", "granted", from, to);
    assert_int_not_equal(result.status, 0);
    program_result_free(&result);
    assert_int_not_equal(access(to, F_OK), 0);
}

static void test_no_forwarding(void **state)
{
    const struct door *door = *state;
    char through[64];
    snprintf(through, sizeof through, "-W127.0.0.1:%s", door->port);
    struct program_result result = CLIENT(door, "ssh", "granted", through);
    assert_int_not_equal(result.status, 0);
    assert_null(strstr(result.output, "SSH-2.0")); /* what sshd would have said to it */
    program_result_free(&result);
    result = CLIENT(door, "ssh", "granted", "-N", "-oExitOnForwardFailure=yes", "-R0:127.0.0.1:1");
    assert_int_not_equal(result.status, 0);
    assert_non_null(strstr(result.errors, "forwarding failed"));
    program_result_free(&result);
}

/* The environment that the session of a login was started with; the caller frees it. */
static char *environment_of(const char *login, size_t *length)
{
    char wanted[64];
    char *found = NULL;
    snprintf(wanted, sizeof wanted, "--user%c%s", '\0', login);
    DIR *processes = opendir("/proc");
    const struct dirent *entry = NULL;
    while (found == NULL && (entry = readdir(processes)) != NULL) {
        char path[300];
        char line[1024] = "";
        snprintf(path, sizeof path, "/proc/%s/cmdline", entry->d_name);
        FILE *file = fopen(path, "r");
        const size_t read = file != NULL ? fread(line, 1, sizeof line - 1, file) : 0;
        if (file != NULL)
            fclose(file);
        if (memmem(line, read, wanted, strlen("--user") + 1 + strlen(login)) == NULL)
            continue;
        snprintf(path, sizeof path, "/proc/%s/environ", entry->d_name);
        file = fopen(path, "r");
        assert_non_null(file);
        found = calloc(1, 65536);
        assert_non_null(found);
        *length = fread(found, 1, 65535, file);
        fclose(file);
    }
    closedir(processes);
    return found;
}

static void test_no_environment_and_no_agent(void **state)
{
    const struct door *door = *state;
    static const char *const further[] = {"-A", "-oSendEnv=VHA_HOME LD_PRELOAD_X", "-X", NULL};
    struct terminal *terminal = enter(door, "granted", further);
    door_state_purpose(terminal); /* of the right home */
    size_t length = 0;
    char *environment = environment_of("granted", &length);
    assert_non_null(environment);
    static const char *const absent[] = {
        "VHA_HOME=", "LD_PRELOAD_X=", "SSH_AUTH_SOCK=", "DISPLAY="};
    for (size_t i = 0; i < VHA_COUNT(absent); i++)
        if (memmem(environment, length, absent[i], strlen(absent[i])) != NULL)
            fail_msg("%s was passed on", absent[i]);
    free(environment);
    terminal_type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

/* What a captive session reads when it is wanted: the policies to try, the population and the
 * questions of a crime assessment. */
static void test_settings_are_read_when_wanted(void **state)
{
    const struct door *door = *state;
    door_tamper(door, "UPDATE user SET role = 'mo2' WHERE login = 'granted'");
    struct terminal *terminal = enter(door, "granted", NULL);
    door_state_purpose(terminal);
    terminal_type(terminal, ":model\r");
    expect_text(terminal, "without-intelligence");
    terminal_type(terminal, "\r");
    expect_text(terminal, "people are on the list in force");
    terminal_type(terminal, ":assess 0123456/26\r");
    expect_text(terminal, "Is the offence on the current list");
    terminal_type(terminal, "221");
    expect_text(terminal, "This is on record.");
    terminal_type(terminal, "qq");
    expect_end(terminal, 0);
    terminal_free(terminal);
    assert_int_equal(door_number(door, "SELECT count(*) FROM audit WHERE login = 'granted' AND "
                                       "action IN ('model', 'assess') AND outcome = 'done'"),
                     2);
    door_tamper(door, "UPDATE user SET role = 'analyst' WHERE login = 'granted'");
}

/* Neither suspending nor any other key leads to a shell. */
static void test_no_way_out(void **state)
{
    const struct door *door = *state;
    struct terminal *terminal = enter(door, "granted", NULL);
    door_state_purpose(terminal);
    terminal_press(terminal, "C-z");
    terminal_type(terminal, "!id\r");
    assert_true(terminal_wait_quiet(terminal, 300, TERMINAL_PATIENCE));
    expect_no_text(terminal, "uid=");
    expect_text(terminal, "OFFICIAL");
    terminal_free(terminal);
}

static void test_withdrawal_ends_a_running_session(void **state)
{
    const struct door *door = *state;
    int status = 0;
    struct terminal *terminal = enter(door, "running", NULL);
    door_state_purpose(terminal);
    VHA(door, "access", "withdraw", "running", "--for", "not-needed", "--reason", "a test");
    assert_true(terminal_wait_end(terminal, WITHDRAWAL_MS, &status));
    assert_int_equal(status, 77);
    expect_text(terminal, "has been withdrawn");
    terminal_free(terminal);
    expect_shut(door, "running", "access withdrawn");
}

/* A terminal that cannot place a cursor gets words, with its first sentence on why. */
static void test_words_for_a_terminal_without_a_cursor(void **state)
{
    const struct door *door = *state;
    static const char *const terms[] = {"TERM=dumb", "TERM=no-such-terminal"};
    static const char *const reasons[] = {"cannot place its cursor.", "is unknown here."};
    for (size_t i = 0; i < VHA_COUNT(terms); i++) {
        struct terminal *terminal = enter_from(door, "granted", terms[i], NULL);
        terminal_mark(terminal);
        expect_text(terminal, "vha>");
        door_state_purpose(terminal);
        expect_text(terminal, "1 to 10 of " SAMPLE_PEOPLE ".");
        assert_non_null(strstr(terminal_raw(terminal), "This is plain mode: "));
        assert_non_null(strstr(terminal_raw(terminal), reasons[i]));
        assert_null(memchr(terminal_raw(terminal), '\x1b', terminal_bytes(terminal)));
        terminal_type(terminal, "suspend\r!id\r");
        expect_text(terminal, "There is no command \"!id\"");
        terminal_type(terminal, "q\r");
        expect_end(terminal, 0);
        terminal_free(terminal);
    }
}

static void test_withdrawal_ends_a_session_in_words(void **state)
{
    const struct door *door = *state;
    int status = 0;
    struct terminal *terminal = enter_from(door, "listening", "TERM=dumb", NULL);
    expect_text(terminal, "vha>");
    VHA(door, "access", "withdraw", "listening", "--for", "not-needed", "--reason", "a test");
    assert_true(terminal_wait_end(terminal, WITHDRAWAL_MS, &status));
    assert_int_equal(status, 77);
    expect_text(terminal, "has been withdrawn");
    terminal_free(terminal);
}

static void press_in_all(struct terminal *const *terminals, size_t count, const char *key,
                         const char *then)
{
    for (size_t i = 0; i < count; i++)
        assert_true(terminal_press(terminals[i], key));
    for (size_t i = 0; i < count; i++)
        expect_text(terminals[i], then);
}

/* Twenty people open records in the same moments: each sees theirs, and each opening stands in the
 * log once, in one chain. */
static void test_twenty_sessions_at_once(void **state)
{
    enum { TOGETHER = 20, RECORDS = 3 };
    const struct door *door = *state;
    struct terminal *terminals[TOGETHER];
    char sql[256];
    const int64_t last = door_number(door, "SELECT max(session) FROM audit");
    for (size_t i = 0; i < TOGETHER; i++)
        terminals[i] = enter(door, "granted", NULL);
    for (size_t i = 0; i < TOGETHER; i++)
        door_state_purpose(terminals[i]);
    press_in_all(terminals, TOGETHER, "Enter", "[1 ");
    for (int record = 1; record < RECORDS; record++) /* the next person's */
        press_in_all(terminals, TOGETHER, "J", "[1 ");
    for (size_t i = 0; i < TOGETHER; i++)
        assert_true(terminal_wait_quiet(terminals[i], 300, TERMINAL_PATIENCE));
    press_in_all(terminals, TOGETHER, "q", "Cohort");
    for (size_t i = 0; i < TOGETHER; i++) {
        terminal_type(terminals[i], "q");
        expect_end(terminals[i], 0);
        terminal_free(terminals[i]);
    }
    static const struct {
        const char *action;
        int64_t times;
    } expected[] = {{"enter", 1}, {"purpose", 1}, {"open", RECORDS}, {"leave", 1}};
    for (size_t i = 0; i < VHA_COUNT(expected); i++) {
        snprintf(
            sql, sizeof sql,
            "SELECT count(*) = %d AND min(times) = %lld AND max(times) = %lld FROM (SELECT "
            "count(*) AS times FROM audit WHERE session > %lld AND action = '%s' AND outcome = "
            "'done' GROUP BY session)",
            TOGETHER, (long long)expected[i].times, (long long)expected[i].times, (long long)last,
            expected[i].action);
        if (door_number(door, sql) != 1)
            fail_msg("%s is not in the log of each session", expected[i].action);
    }
    VHA(door, "audit", "verify");
}

/* The quarters before are read in a captive session too: its archive, folder and files. */
static void test_quarters_are_read_when_wanted(void **state)
{
    const struct door *door = *state;
    door_load_later(door, "2026-Q4", "2027-01-01", NULL, NULL);
    door_grant(door, "quarters");
    door_tamper(door, "UPDATE user SET role = 'mo2' WHERE login = 'quarters'");
    struct terminal *terminal = enter(door, "quarters", NULL);
    door_state_purpose_for(terminal, "VHA 2026-Q4");
    terminal_type(terminal, ":changes\r");
    expect_text(terminal, "2026-Q4 beside 2026-Q3");
    terminal_type(terminal, ":changes 2021/0002197G\r");
    expect_text(terminal, "2021/0002197G over the quarters kept");
    expect_row_with(terminal, "2026-Q3", "8,422.778");
    terminal_type(terminal, ":equality\r");
    expect_text(terminal, "Equality review of 2026-Q4");
    expect_text(terminal, "beside 2026-Q3");
    terminal_type(terminal, ":equality 2026-Q3\r");
    expect_text(terminal, "Equality review of 2026-Q3, " SAMPLE_PEOPLE " on the list");
    terminal_type(terminal, ":searches\r");
    expect_text(terminal, "Daily search list: ");
    terminal_type(terminal, "qq");
    expect_end(terminal, 0);
    terminal_free(terminal);
    assert_int_equal(door_number(door, "SELECT count(*) FROM audit WHERE login = 'quarters' AND "
                                       "action IN ('changes', 'equality', 'searches') AND "
                                       "outcome = 'done'"),
                     5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_granted_key_enters),
        cmocka_unit_test(test_enquiry_is_answered),
        cmocka_unit_test(test_unknown_key),
        cmocka_unit_test(test_withdrawn_key),
        cmocka_unit_test(test_idle_key),
        cmocka_unit_test(test_no_command),
        cmocka_unit_test(test_no_files),
        cmocka_unit_test(test_no_forwarding),
        cmocka_unit_test(test_no_environment_and_no_agent),
        cmocka_unit_test(test_settings_are_read_when_wanted),
        cmocka_unit_test(test_no_way_out),
        cmocka_unit_test(test_twenty_sessions_at_once),
        cmocka_unit_test(test_withdrawal_ends_a_running_session),
        cmocka_unit_test(test_words_for_a_terminal_without_a_cursor),
        cmocka_unit_test(test_withdrawal_ends_a_session_in_words),
        cmocka_unit_test(test_quarters_are_read_when_wanted), /* loads a later one: the last */
    };
    return cmocka_run_group_tests(tests, door_set_up, door_tear_down);
}
