#include "fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SESSIONS = 20, BUSY_MS = 60000 };

/* What the children tell: how many entries each has written, and whether to go on. */
struct board {
    _Atomic int ready;
    _Atomic bool over;
    _Atomic int64_t written[SESSIONS];
};

static struct board *new_board(void)
{
    void *board =
        mmap(NULL, sizeof(struct board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(board, MAP_FAILED);
    return board;
}

/* A session that opens one record after the other, without a pause, until it is over. */
static int open_records(const char *path, int which, struct board *board)
{
    struct vha_register *reg = NULL;
    struct vha_error error = {0};
    struct vha_user user;
    enum vha_status status = vha_register_open(path, BUSY_MS, &reg, &error);
    if (status == VHA_OK)
        status = vha_register_enter(reg, "mo2.one", "192.0.2.1", &user, &error);
    atomic_fetch_add(&board->ready, 1);
    while (atomic_load(&board->ready) < SESSIONS)
        usleep(1000);
    for (int64_t i = 0; status == VHA_OK && !atomic_load(&board->over); i++) {
        char subject[64];
        snprintf(subject, sizeof subject, "%d of session %d", (int)i, which);
        status = vha_register_audit(
            reg,
            &(struct vha_audit_entry){
                .login = user.login, .action = "open", .outcome = "done", .subject = subject},
            &error);
        if (status == VHA_OK)
            board->written[which] = i + 1;
    }
    if (status == VHA_OK)
        status = vha_register_leave(reg, &error);
    if (status != VHA_OK)
        fprintf(stderr, "%s\n", error.message);
    vha_register_close(reg);
    return (int)status;
}

static void expect_end(pid_t child, int expected)
{
    int ended = 0;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFEXITED(ended));
    assert_int_equal(WEXITSTATUS(ended), expected);
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Whatever each of them was told is done stands in the log once, in one chain, and nobody has to
 * stand back for the others. tests/bench/sessions.sh has whole sessions do so for a minute, with a
 * clock. */
static void test_twenty_sessions_at_once(void **state)
{
    enum { ENTRIES = 4000, PATIENCE_MS = 120000 };
    struct fixture *fixture = *state;
    struct board *const board = new_board();
    pid_t children[SESSIONS];
    for (int i = 0; i < SESSIONS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            _exit(open_records(fixture->path, i, board));
    }
    const int64_t until = milliseconds() + PATIENCE_MS;
    int64_t sum = 0;
    while (sum < ENTRIES && milliseconds() < until) {
        usleep(5000);
        sum = 0;
        for (int i = 0; i < SESSIONS; i++)
            sum += board->written[i];
    }
    board->over = true;
    for (int i = 0; i < SESSIONS; i++)
        expect_end(children[i], VHA_OK);
    assert_true(sum >= ENTRIES);
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error), VHA_OK,
                  fixture->error);
    sum = 0;
    for (int i = 0; i < SESSIONS; i++) {
        char sql[256];
        snprintf(sql, sizeof sql,
                 "SELECT count(DISTINCT subject) FROM audit WHERE subject LIKE '%% of session %d'",
                 i);
        assert_int_equal(fixture_number(fixture, sql), board->written[i]);
        sum += board->written[i];
        /* In a row, nobody does more than a few rounds that others do not. */
        assert_in_range(board->written[i], ENTRIES / SESSIONS / 2, ENTRIES / SESSIONS * 2);
    }
    assert_int_equal(head.number, 1 + sum);
    assert_int_equal(fixture_number(fixture, "SELECT count(DISTINCT session) FROM audit"),
                     SESSIONS);
    munmap(board, sizeof *board);
}

/* A child that has its turn and does nothing with it. */
static pid_t idle_with_turn(const struct fixture *fixture)
{
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct vha_register *reg = NULL;
        struct vha_error error;
        if (vha_register_open(fixture->path, BUSY_MS, &reg, &error) != VHA_OK)
            _exit(1);
        turn_take(reg);
        if (write(ready[1], "!", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    char byte = 0;
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return child;
}

static void end(pid_t child)
{
    int ended = 0;
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &ended, 0), child);
}

static const struct vha_audit_entry entry = {
    .login = "mo2.one", .action = "open", .outcome = "done"};

/* Somebody who keeps a turn, stopped perhaps, keeps nobody from writing for longer than others are
 * waited for. */
static void test_turn_that_is_kept(void **state)
{
    enum { HURRIED_MS = 200 };
    struct fixture *fixture = *state;
    const pid_t child = idle_with_turn(fixture);
    struct vha_register *hurried = NULL;
    assert_status(vha_register_open(fixture->path, HURRIED_MS, &hurried, &fixture->error), VHA_OK,
                  fixture->error);
    const int64_t started = milliseconds();
    assert_status(vha_register_audit(hurried, &entry, &fixture->error), VHA_OK, fixture->error);
    assert_true(milliseconds() - started >= HURRIED_MS / 2);
    vha_register_close(hurried);
    end(child);
}

/* The one who waits behind goes on as soon as the one before has died. */
static void test_turn_of_the_dead(void **state)
{
    struct fixture *fixture = *state;
    const pid_t idle = idle_with_turn(fixture);
    const pid_t waiting = fork();
    assert_true(waiting >= 0);
    if (waiting == 0) {
        struct vha_register *reg = NULL;
        struct vha_error error;
        enum vha_status status = vha_register_open(fixture->path, BUSY_MS, &reg, &error);
        if (status == VHA_OK)
            status = vha_register_audit(reg, &entry, &error);
        _exit((int)status);
    }
    end(idle);
    const int64_t started = milliseconds();
    expect_end(waiting, VHA_OK);
    assert_true(milliseconds() - started < BUSY_MS / 2);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 2);
}

/* Where there can be no row, SQLite's own locks do alone. */
static void test_without_turns(void **state)
{
    struct fixture *fixture = *state;
    char file[160];
    snprintf(file, sizeof file, "%s-turn", fixture->path);
    vha_register_close(fixture->reg);
    fixture->reg = NULL;
    assert_int_equal(unlink(file), 0);
    assert_int_equal(symlink("/dev/zero", file), 0);
    assert_status(vha_register_open(fixture->path, BUSY_MS, &fixture->reg, &fixture->error), VHA_OK,
                  fixture->error);
    assert_non_null(fixture->reg);
    assert_null(fixture->reg->turn);
    assert_status(vha_register_audit(fixture->reg, &entry, &fixture->error), VHA_OK,
                  fixture->error);
}

/* Whoever may write the register may queue for it. */
static void test_turns_are_shared_as_the_register_is(void **state)
{
    struct fixture *fixture = *state;
    struct stat about;
    char file[160];
    snprintf(file, sizeof file, "%s-turn", fixture->path);
    assert_int_equal(stat(file, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(chmod(fixture->path, 0660), 0);
    struct vha_register *again = NULL;
    assert_status(vha_register_open(fixture->path, BUSY_MS, &again, &fixture->error), VHA_OK,
                  fixture->error);
    vha_register_close(again);
    assert_int_equal(stat(file, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0660);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_twenty_sessions_at_once, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_turn_that_is_kept, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_turn_of_the_dead, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_without_turns, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_turns_are_shared_as_the_register_is, fixture_open,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
