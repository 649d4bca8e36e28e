#include "fixture.h"

#include "vha/copying.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WRITERS = 4, ENTRIES_EACH = 50 };

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What a child does: opens the register for itself and writes its entries. */
static int write_entries(const char *path, int writer)
{
    struct vha_register *reg = NULL;
    struct vha_error error;
    enum vha_status status = vha_register_open(path, 60000, &reg, &error);
    char login[32];
    snprintf(login, sizeof login, "writer.%d", writer);
    for (int i = 0; i < ENTRIES_EACH && status == VHA_OK; i++)
        status = vha_register_audit(
            reg, &(struct vha_audit_entry){.login = login, .action = "open", .outcome = "done"},
            &error);
    vha_register_close(reg);
    return (int)status;
}

static void wait_for(pid_t child, int expected)
{
    int ended = 0;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFEXITED(ended));
    assert_int_equal(WEXITSTATUS(ended), expected);
}

static void test_writers_at_once_keep_one_chain(void **state)
{
    struct fixture *fixture = *state;
    pid_t children[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            _exit(write_entries(fixture->path, i));
    }
    for (int i = 0; i < WRITERS; i++)
        wait_for(children[i], VHA_OK);
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(head.number, 1 + WRITERS * ENTRIES_EACH);
    for (int i = 0; i < WRITERS; i++) {
        char sql[96];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE login = 'writer.%d'", i);
        assert_int_equal(fixture_number(fixture, sql), ENTRIES_EACH);
    }
}

/* Several make the register at the same moment: one of them has made it, the others are told. */
static void test_one_maker_wins(void **state)
{
    struct fixture *fixture = *state;
    pid_t children[WRITERS];
    int gate[2];
    assert_int_equal(pipe(gate), 0);
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] != 0)
            continue;
        char byte = 0;
        close(gate[1]);
        const ssize_t opened = read(gate[0], &byte, 1); /* until the gate is opened for all */
        char login[32];
        snprintf(login, sizeof login, "maker.%d", i);
        struct vha_error error;
        _exit(opened == 0 ? (int)vha_register_create(fixture->path, login, "Maker", &error) : 1);
    }
    close(gate[0]);
    close(gate[1]);
    int winner = -1;
    for (int i = 0; i < WRITERS; i++) {
        int ended = 0;
        assert_int_equal(waitpid(children[i], &ended, 0), children[i]);
        assert_true(WIFEXITED(ended));
        if (WEXITSTATUS(ended) != VHA_OK) {
            assert_int_equal(WEXITSTATUS(ended), VHA_CANNOT_CREATE);
            continue;
        }
        assert_int_equal(winner, -1);
        winner = i;
    }
    assert_true(winner >= 0);
    char sql[96];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM user WHERE login = 'maker.%d'", winner);
    assert_int_equal(fixture_number(fixture, sql), 1);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM user"), 1);
}

/* Holds the write lock on a connection of its own. */
static sqlite3 *hold_lock(const struct fixture *fixture)
{
    sqlite3 *holder = NULL;
    assert_int_equal(sqlite3_open(fixture->path, &holder), SQLITE_OK);
    assert_int_equal(sqlite3_exec(holder, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    return holder;
}

static void test_held_lock_is_a_plain_sentence(void **state)
{
    struct fixture *fixture = *state;
    struct vha_register *hurried = NULL;
    assert_status(vha_register_open(fixture->path, 150, &hurried, &fixture->error), VHA_OK,
                  fixture->error);
    sqlite3 *holder = hold_lock(fixture);
    const struct vha_audit_entry entry = {.login = "mo2.one", .action = "open", .outcome = "done"};
    const int64_t started = milliseconds();
    assert_status(vha_register_audit(hurried, &entry, &fixture->error), VHA_TEMPORARY,
                  fixture->error);
    const int64_t waited = milliseconds() - started;
    assert_true(waited >= 100);  /* it did wait */
    assert_true(waited < 10000); /* but not for ever */
    assert_non_null(strstr(fixture->error.message, "somebody else is writing"));
    assert_non_null(strstr(fixture->error.message, "try again"));
    assert_null(strstr(fixture->error.message, "locked"));
    /* Reading goes on meanwhile. */
    struct vha_user user;
    assert_status(vha_register_user(hurried, "mo2.one", &user, &fixture->error), VHA_OK,
                  fixture->error);
    sqlite3_close(holder);
    assert_status(vha_register_audit(hurried, &entry, &fixture->error), VHA_OK, fixture->error);
    vha_register_close(hurried);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), 2);
}

static void test_copy_and_load_wait_too(void **state)
{
    struct fixture *fixture = *state;
    struct vha_register *hurried = NULL;
    assert_status(vha_register_open(fixture->path, 1, &hurried, &fixture->error), VHA_OK,
                  fixture->error);
    sqlite3 *holder = hold_lock(fixture);
    static const char hash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    int64_t number = 0;
    const struct vha_copy copy = {.login = "mo2.one",
                                  .authority = "A/1",
                                  .reason = "court order",
                                  .quarter = "2026-Q3",
                                  .format = "json",
                                  .people = 1,
                                  .sha256 = hash,
                                  .holder = "Court clerk",
                                  .destroy_by = 30000};
    assert_status(vha_register_copy(hurried, &copy, &number, &fixture->error), VHA_TEMPORARY,
                  fixture->error);
    const struct vha_load_entry load = {
        .login = "mo2.one", .quarter = "2026-Q3", .as_of = "2026-10-01", .policy_sha256 = hash};
    assert_status(vha_register_load(hurried, &load, &fixture->error), VHA_TEMPORARY,
                  fixture->error);
    sqlite3_close(holder);
    vha_register_close(hurried);
}

/* A writer killed in the middle of a transaction leaves the register as it was before it. */
static void test_killed_writer_leaves_a_whole_chain(void **state)
{
    struct fixture *fixture = *state;
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct vha_register *reg = NULL;
        struct vha_error error;
        if (vha_register_open(fixture->path, 1000, &reg, &error) != VHA_OK ||
            register_begin(reg, &error) != VHA_OK ||
            register_append(
                reg,
                &(struct vha_audit_entry){.login = "killed", .action = "open", .outcome = "done"},
                &error) != VHA_OK ||
            write(ready[1], "!", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    char byte = 0;
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    kill(child, SIGKILL);
    int ended = 0;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFSIGNALED(ended));
    const struct vha_audit_entry entry = {.login = "mo2.one", .action = "open", .outcome = "done"};
    assert_status(vha_register_audit(fixture->reg, &entry, &fixture->error), VHA_OK,
                  fixture->error);
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(head.number, 2);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE login = 'killed'"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_writers_at_once_keep_one_chain, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_one_maker_wins, fixture_folder, fixture_close),
        cmocka_unit_test_setup_teardown(test_held_lock_is_a_plain_sentence, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_copy_and_load_wait_too, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_killed_writer_leaves_a_whole_chain, fixture_open,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
