/* A paint reaches the terminal by one write, whole, and only when it ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "one_piece.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Standard output is a socket that keeps writes apart; what is written to it is read from far. */
struct world {
    int before, far;
    struct one_piece piece;
};

static void set_up(struct world *world)
{
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    world->before = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    world->far = ends[0];
    assert_int_equal(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
    close(ends[1]);
    assert_int_equal(fcntl(world->far, F_SETFL, O_NONBLOCK), 0);
    one_piece_open(&world->piece);
}

static void tear_down(struct world *world)
{
    one_piece_close(&world->piece);
    assert_int_equal(dup2(world->before, STDOUT_FILENO), STDOUT_FILENO);
    close(world->before);
    close(world->far);
}

static void say(const char *text)
{
    assert_int_equal(write(STDOUT_FILENO, text, strlen(text)), strlen(text));
}

static void expect_piece(const struct world *world, const char *text)
{
    char piece[64] = "";
    assert_int_equal(recv(world->far, piece, sizeof piece - 1, 0), strlen(text));
    assert_string_equal(piece, text);
}

static void expect_nothing(const struct world *world)
{
    char piece[64];
    assert_int_equal(recv(world->far, piece, sizeof piece, 0), -1);
}

static void test_one_write(void **state)
{
    struct world world;
    (void)state;
    set_up(&world);
    for (int paint = 0; paint < 2; paint++) {
        one_piece_begin(&world.piece);
        say("one ");
        say("two ");
        say("three");
        expect_nothing(&world);
        one_piece_end(&world.piece);
        expect_piece(&world, "one two three");
        expect_nothing(&world);
    }
    say("past it");
    expect_piece(&world, "past it");
    one_piece_end(&world.piece);
    expect_nothing(&world);
    tear_down(&world);
}

/* The program gives the terminal back in the middle of a paint: what was painted is not lost, and
 * what comes after goes to the terminal. */
static void test_closed_in_the_middle(void **state)
{
    struct world world;
    (void)state;
    set_up(&world);
    one_piece_begin(&world.piece);
    say("half");
    one_piece_close(&world.piece);
    expect_piece(&world, "half");
    say("given back");
    expect_piece(&world, "given back");
    one_piece_begin(&world.piece);
    say("as it comes");
    expect_piece(&world, "as it comes");
    one_piece_end(&world.piece);
    tear_down(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_write),
        cmocka_unit_test(test_closed_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
