#include "progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void test_words_of_a_line(void **state)
{
    (void)state;
    static const struct {
        const char *detail;
        uint64_t done;
        uint64_t total;
        int64_t milliseconds;
        const char *line;
    } cases[] = {
        {NULL, 0, 0, 0, "read"},
        {"nominals", 12, 0, 10, "read nominals  12"},
        {NULL, 1200000, 2000000, 999, "read  1,200,000 of 2,000,000 (60 %)"},
        {NULL, 1200000, 2000000, 3000, "read  1,200,000 of 2,000,000 (60 %)  400,000/s  2 s left"},
        {NULL, 2000000, 2000000, 5000, "read  2,000,000 of 2,000,000 (100 %)  400,000/s  in 5 s"},
        {NULL, 1, 4000, 2000, "read  1 of 4,000 (0 %)  0/s  2 h 13 min left"},
        {NULL, 100, 4000, 2000, "read  100 of 4,000 (2 %)  50/s  1 min 18 s left"},
        {NULL, 5000, 4000, 2000, "read  5,000 of 4,000 (100 %)  2,500/s  in 2 s"},
        {NULL, 999, 0, 1000, "read  999  999/s  in 1 s"},
    };
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        char line[256];
        progress_line(line, sizeof line, "read", cases[i].detail, cases[i].done, cases[i].total,
                      cases[i].milliseconds);
        assert_string_equal(line, cases[i].line);
    }
}

static void test_long_detail_is_cut(void **state)
{
    (void)state;
    char detail[600];
    memset(detail, 'd', sizeof detail - 1);
    detail[sizeof detail - 1] = '\0';
    char line[64];
    progress_line(line, sizeof line, "read", detail, 1, 2, 5000);
    assert_int_equal(strlen(line), 63);
}

/* Reports of three stages, thousands of them, as fast as they come. */
static void report_much(const struct vha_progress *progress)
{
    static const char *const stages[] = {"read", "score", "write"};
    for (size_t stage = 0; stage < VHA_COUNT(stages); stage++)
        for (uint64_t done = 0; done <= 5000; done++)
            vha_progress_report(progress, stages[stage], NULL, done, 5000);
}

static size_t read_all(int file, char *out, size_t size)
{
    size_t used = 0;
    ssize_t count = 0;
    while (used < size - 1 && (count = read(file, out + used, size - 1 - used)) > 0)
        used += (size_t)count;
    out[used] = '\0';
    return used;
}

static void test_one_line_a_stage_without_a_terminal(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct progress_display display;
    progress_begin(&display, ends[1]);
    report_much(&display.progress);
    progress_end(&display);
    close(ends[1]);
    char text[4096];
    read_all(ends[0], text, sizeof text);
    close(ends[0]);
    assert_string_equal(text, "read  5,000 of 5,000 (100 %)\n"
                              "score  5,000 of 5,000 (100 %)\n"
                              "write  5,000 of 5,000 (100 %)\n");
}

static void test_nothing_reported_nothing_shown(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct progress_display display;
    progress_begin(&display, ends[1]);
    progress_end(&display);
    close(ends[1]);
    char text[64];
    assert_int_equal(read_all(ends[0], text, sizeof text), 0);
    close(ends[0]);
}

static void test_terminal_is_redrawn_seldom_and_within_its_width(void **state)
{
    (void)state;
    int ours = -1;
    int theirs = -1;
    const struct winsize size = {.ws_row = 24, .ws_col = 20};
    assert_int_equal(openpty(&ours, &theirs, NULL, NULL, &size), 0);
    struct progress_display display;
    progress_begin(&display, theirs);
    assert_true(display.terminal);
    report_much(&display.progress);
    progress_end(&display);
    close(theirs);
    char text[65536];
    read_all(ours, text, sizeof text);
    close(ours);
    size_t drawn = 0;
    for (const char *at = strstr(text, "\033[K"); at != NULL; at = strstr(at + 1, "\033[K"))
        drawn++;
    assert_true(drawn >= 6);   /* each stage's first and last */
    assert_true(drawn <= 200); /* of 15,003 reports; ten a second, on a machine however slow */
    for (char *line = strtok(text, "\r\n"); line != NULL; line = strtok(NULL, "\r\n"))
        assert_true(strcspn(line, "\033") <= 19);
}

static void test_interrupt_asks_to_stop_and_is_given_back(void **state)
{
    (void)state;
    const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction found;
    assert_int_equal(sigaction(SIGINT, &ignore, NULL), 0);
    static const int signals[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < VHA_COUNT(signals); i++) {
        struct progress_display display;
        progress_begin(&display, nothing);
        assert_false(vha_progress_stopped(&display.progress));
        assert_int_equal(kill(getpid(), signals[i]), 0);
        assert_true(vha_progress_stopped(&display.progress));
        progress_end(&display);
    }
    assert_int_equal(sigaction(SIGINT, NULL, &found), 0);
    assert_true(found.sa_handler == SIG_IGN);
    assert_int_equal(sigaction(SIGTERM, NULL, &found), 0);
    assert_true(found.sa_handler == SIG_DFL);
    /* The next piece of work starts unstopped. */
    struct progress_display next;
    progress_begin(&next, nothing);
    assert_false(vha_progress_stopped(&next.progress));
    progress_end(&next);
    close(nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_of_a_line),
        cmocka_unit_test(test_long_detail_is_cut),
        cmocka_unit_test(test_one_line_a_stage_without_a_terminal),
        cmocka_unit_test(test_nothing_reported_nothing_shown),
        cmocka_unit_test(test_terminal_is_redrawn_seldom_and_within_its_width),
        cmocka_unit_test(test_interrupt_asks_to_stop_and_is_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
