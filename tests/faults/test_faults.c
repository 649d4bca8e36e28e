/*
 * What goes wrong around the program: a disk that is full or read-only, a register that somebody
 * else is writing, syslog that goes away, a clock that is set back. Each time the user reads a
 * clear sentence, nothing happens that is not on record, and nothing is lost.
 */
#include "faults.h"
#include "stage.h"

#include "vha/base.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { LOCKED_SECONDS = 30, CANNOT_WRITE = VHA_IO_ERROR };

static struct faults *faults;
static char *variable; /* VHA_FAULTS=path */

/* ------------------------------------------------------------------------------------ fixtures */

static int set_up(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "faults");
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, sizeof *faults), 0);
    faults = mmap(NULL, sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    assert_true(faults != MAP_FAILED);
    close(file);
    assert_true(asprintf(&variable, "VHA_FAULTS=%s", path) > 0);
    assert_int_equal(setenv("VHA_FAULTS", path, 1), 0);
    free(path);
    free(folder);
    return stage_set_up(state);
}

static int tear_down(void **state)
{
    char *const path = vha_copy_text(strchr(variable, '=') + 1);
    *strrchr(path, '/') = '\0';
    munmap(faults, sizeof *faults);
    remove_folder(path);
    free(path);
    free(variable);
    return stage_tear_down(state);
}

static int all_fine(void **state)
{
    (void)state;
    faults->disk = DISK_FINE;
    faults->clock_seconds = 0;
    return 0;
}

static sqlite3 *open_register(const struct stage *stage)
{
    sqlite3 *database = NULL;
    char *path = path_in(stage->home, "register.db");
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_busy_timeout(database, 5000);
    free(path);
    return database;
}

static int entries(const struct stage *stage, const char *condition)
{
    sqlite3 *database = open_register(stage);
    sqlite3_stmt *statement = NULL;
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE %s", condition);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    const int count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return count;
}

static void expect_whole(const struct stage *stage)
{
    struct program_result result =
        program_run(stage->home, (const char *const[]){program_vha(), "audit", "verify", NULL});
    if (result.status != 0)
        fail_msg("%s", result.errors);
    program_result_free(&result);
}

static struct terminal *open_stage(const struct stage *stage)
{
    return stage_open(stage, (struct view){.extra = variable});
}

static void leave(struct terminal *terminal)
{
    press(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

/* The record under the cursor cannot be opened now; afterwards the list is there again. */
static void expect_no_record(const struct stage *stage, struct terminal *terminal,
                             const char *sentence)
{
    const int before = entries(stage, "action = 'open'");
    terminal_press(terminal, "Enter");
    expect_text(terminal, sentence);
    expect_no_text(terminal, "1 Why");
    press(terminal, "Enter");
    expect_text(terminal, "Cohort");
    assert_int_equal(entries(stage, "action = 'open'"), before);
}

static void expect_record(const struct stage *stage, struct terminal *terminal)
{
    const int before = entries(stage, "action = 'open'");
    press(terminal, "Enter");
    expect_text(terminal, "1 Why");
    press(terminal, "Escape");
    assert_int_equal(entries(stage, "action = 'open'"), before + 1);
}

/* --------------------------------------------------------------------------------------- disks */

/* What is said of each kind of disk. */
static const struct {
    enum disk disk;
    const char *sentence;
} disks[] = {
    {DISK_FULL, "no room"},
    {DISK_READ_ONLY, "its disk failed to"},
};

static void test_disk_that_takes_nothing_more(void **state)
{
    const struct stage *const stage = *state;
    for (size_t i = 0; i < VHA_COUNT(disks); i++) {
        struct terminal *terminal = open_stage(stage);
        faults->disk = disks[i].disk;
        expect_no_record(stage, terminal, disks[i].sentence);
        faults->disk = DISK_FINE;
        expect_record(stage, terminal);
        leave(terminal);
        expect_whole(stage);
    }
}

/* The end of a session that cannot be put on record is told. */
static void test_leaving_on_a_full_disk(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *terminal = open_stage(stage);
    faults->disk = DISK_FULL;
    terminal_press(terminal, "q");
    expect_text(terminal, "vha: ");
    expect_text(terminal, "no room");
    expect_end(terminal, CANNOT_WRITE);
    terminal_free(terminal);
    faults->disk = DISK_FINE;
    expect_whole(stage);
}

/* Nobody is let in whose coming cannot be logged: in the terminal, in words, on the command line.
 */
static void test_entering_on_a_bad_disk(void **state)
{
    const struct stage *const stage = *state;
    static const char *const commands[][3] = {
        {"export"}, {"audit", "list"}, {"access", "list"}, {"--print-screen", "80x24"}};
    const int before = entries(stage, "1");
    for (size_t i = 0; i < VHA_COUNT(disks); i++) {
        faults->disk = disks[i].disk;
        for (int plain = 0; plain < 2; plain++) {
            struct terminal *terminal =
                stage_start(stage, (struct view){.extra = variable, .plain = plain == 1});
            expect_text(terminal, "vha: ");
            int status = 0;
            assert_true(terminal_wait_end(terminal, TERMINAL_PATIENCE, &status));
            assert_int_not_equal(status, 0);
            expect_no_text(terminal, "OFFICIAL");
            terminal_free(terminal);
        }
        for (size_t command = 0; command < VHA_COUNT(commands); command++) {
            const char *const arguments[] = {program_vha(), commands[command][0],
                                             commands[command][1], NULL};
            struct program_result result = program_run(stage->home, arguments);
            assert_int_not_equal(result.status, 0);
            assert_string_equal(result.output, "");
            assert_memory_equal(result.errors, "vha: ", 5);
            assert_ptr_equal(strchr(result.errors, '\n'), strrchr(result.errors, '\n'));
            program_result_free(&result);
        }
        faults->disk = DISK_FINE;
        assert_int_equal(entries(stage, "1"), before);
    }
    expect_whole(stage);
}

/* ---------------------------------------------------------------------------------------- locks */

static int64_t seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* Somebody else writes for half a minute. Meanwhile what is on the screen can be read, nothing is
 * opened, and each try says why not; afterwards all is as before. */
static void test_register_that_is_kept_busy(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *terminal = open_stage(stage);
    const int before = entries(stage, "action = 'open'");
    sqlite3 *other = open_register(stage);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    const int64_t began = seconds();
    int tries = 0;
    for (; seconds() - began < LOCKED_SECONDS; tries++) {
        terminal_press(terminal, "Enter");
        expect_text(terminal, "somebody else is");
        expect_no_text(terminal, "locked");
        press(terminal, "Enter");
        press(terminal, "j");
        expect_text(terminal, "Cohort");
    }
    assert_true(tries >= 2);
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    assert_int_equal(entries(stage, "action = 'open'"), before);
    expect_record(stage, terminal);
    leave(terminal);
    expect_whole(stage);
}

/* --------------------------------------------------------------------------------------- syslog */

/* The settings of the home, with syslog at a socket of ours and a head for every entry. */
static void set_syslog(const struct stage *stage, const char *socket_path)
{
    struct vha_error error = {0};
    char *text = NULL;
    size_t length = 0;
    if (vha_read_file(VHA_SOURCE_DIR "/config/settings.yaml", 1u << 16u, &text, &length, &error) !=
        VHA_OK)
        fail_msg("%s", error.message);
    static const char path_key[] = "syslog: /dev/log";
    static const char every_key[] = "audit_head_entries: ";
    const char *const every = strstr(text, every_key);
    const char *const path = strstr(text, path_key);
    assert_non_null(every);
    assert_non_null(path);
    assert_true(every < path);
    const char *const after_every =
        every + strlen(every_key) + strspn(every + strlen(every_key), "0123456789");
    char *folder = path_in(stage->home, "config");
    char *file = path_in(folder, "settings.yaml");
    char *changed = NULL;
    assert_true(asprintf(&changed, "%.*s1%.*ssyslog: %s%s",
                         (int)(every - text) + (int)strlen(every_key), text,
                         (int)(path - after_every), after_every, socket_path,
                         path + strlen(path_key)) > 0);
    assert_int_equal(vha_make_folder(folder, &error), VHA_OK);
    assert_int_equal(vha_write_file(file, changed, strlen(changed), &error), VHA_OK);
    free(changed);
    free(file);
    free(folder);
    free(text);
}

static void forget_settings(const struct stage *stage)
{
    char *folder = path_in(stage->home, "config");
    remove_folder(folder);
    free(folder);
}

static int listen_at(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    assert_true(strlen(path) < sizeof address.sun_path);
    memcpy(address.sun_path, path, strlen(path));
    const int listener = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    assert_int_equal(bind(listener, (const struct sockaddr *)&address, sizeof address), 0);
    return listener;
}

/* The last head that syslog was given; false when it was given none since it was asked last. */
static bool last_head(int listener, char *out, size_t size)
{
    char line[512];
    bool any = false;
    ssize_t length = 0;
    while ((length = recv(listener, line, sizeof line - 1, 0)) > 0) {
        line[length] = '\0';
        const char *const head = strstr(line, "audit head ");
        assert_non_null(head);
        snprintf(out, size, "%s", head + strlen("audit head "));
        any = true;
    }
    return any;
}

static void test_syslog_that_goes_away(void **state)
{
    const struct stage *const stage = *state;
    char head[128];
    char *path = path_in(stage->folder, "log");
    int listener = listen_at(path);
    set_syslog(stage, path);
    struct terminal *terminal = open_stage(stage);
    expect_record(stage, terminal);
    assert_true(last_head(listener, head, sizeof head));
    close(listener);
    unlink(path);
    /* The record opens: it is on record here. That syslog has gone is to be read first. */
    const int before = entries(stage, "action = 'open'");
    press(terminal, "Enter");
    expect_text(terminal, "Syslog takes nothing of the audit log");
    press(terminal, "Enter");
    expect_text(terminal, "1 Why");
    assert_int_equal(entries(stage, "action = 'open'"), before + 1);
    assert_int_equal(entries(stage, "action = 'head' AND outcome = 'failed'"), 1);
    listener = listen_at(path);
    press(terminal, "Escape");
    expect_record(stage, terminal);
    assert_true(last_head(listener, head, sizeof head));
    assert_int_equal(entries(stage, "action = 'head' AND outcome = 'done'"), 1);
    leave(terminal);
    assert_true(last_head(listener, head, sizeof head));
    struct program_result result = program_run(
        stage->home, (const char *const[]){program_vha(), "audit", "verify", "--head", head, NULL});
    if (result.status != 0)
        fail_msg("%s", result.errors);
    program_result_free(&result);
    close(listener);
    unlink(path);
    free(path);
    forget_settings(stage);
}

/* --------------------------------------------------------------------------------------- clocks */

enum { TEN_HOURS = 36000 };

/* In the middle of a session: it goes on, and the log says from when to when. */
static void test_clock_that_is_set_back(void **state)
{
    const struct stage *const stage = *state;
    const int before = entries(stage, "action = 'clock'");
    faults->clock_seconds = TEN_HOURS;
    struct terminal *terminal = open_stage(stage);
    faults->clock_seconds = 0;
    press(terminal, "Enter");
    expect_text(terminal, "clock of this host was set back");
    press(terminal, "Escape");
    expect_text(terminal, "1 Why");
    press(terminal, "Escape");
    leave(terminal);
    assert_int_equal(entries(stage, "action = 'clock'"), before + 1);
    expect_whole(stage);
}

static void test_clock_that_is_set_back_in_words(void **state)
{
    const struct stage *const stage = *state;
    faults->clock_seconds = TEN_HOURS;
    struct terminal *terminal = stage_start(stage, (struct view){.extra = variable, .plain = true});
    expect_text(terminal, "vha>");
    faults->clock_seconds = 0;
    assert_true(terminal_type(terminal, "open\r"));
    expect_text(terminal, "To be read: The clock of this host was set back");
    expect_text(terminal, "Record of ");
    assert_true(terminal_type(terminal, "quit\rquit\r"));
    expect_end(terminal, 0);
    terminal_free(terminal);
    expect_whole(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_disk_that_takes_nothing_more, all_fine),
        cmocka_unit_test_setup(test_leaving_on_a_full_disk, all_fine),
        cmocka_unit_test_setup(test_entering_on_a_bad_disk, all_fine),
        cmocka_unit_test_setup(test_register_that_is_kept_busy, all_fine),
        cmocka_unit_test_setup(test_syslog_that_goes_away, all_fine),
        cmocka_unit_test_setup(test_clock_that_is_set_back, all_fine),
        cmocka_unit_test_setup(test_clock_that_is_set_back_in_words, all_fine),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
