#include "program.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Starts a synthetic quarter far too large to be finished, with its progress on a terminal, and
 * interrupts it as soon as something is shown there. */
static void stop_with(struct place *place, int signal_number)
{
    int ours = -1;
    int theirs = -1;
    assert_int_equal(openpty(&ours, &theirs, NULL, NULL, NULL), 0);
    const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    char folder[128];
    snprintf(folder, sizeof folder, "%s/quarter", place->folder);
    const pid_t child = start(place,
                              (const char *const[]){"synth", folder, "--nominals", "5000000",
                                                    "--seed", "1", "--quarter", "2026-Q3", NULL},
                              nothing, theirs);
    close(theirs);
    struct pollfd ready = {.fd = ours, .events = POLLIN};
    assert_int_equal(poll(&ready, 1, 30000), 1);
    assert_int_equal(kill(child, signal_number), 0);
    /* Until the program has gone, which ends the terminal's life. */
    char shown[65536] = "";
    size_t used = 0;
    ssize_t count = 0;
    while ((count = read(ours, shown + used, sizeof shown - 1 - used)) > 0)
        used += (size_t)count;
    shown[used] = '\0';
    close(ours);
    close(nothing);
    assert_int_equal(wait_for(child), VHA_INTERRUPTED);
    expect_text(shown, "\r");
    expect_text(shown, "vha: Stopped at your request; nothing was changed.");
}

static void test_interrupt(void **state)
{
    stop_with(*state, SIGINT);
}

static void test_termination(void **state)
{
    stop_with(*state, SIGTERM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_interrupt, place_open, place_close),
        cmocka_unit_test_setup_teardown(test_termination, place_open, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
