/* A weekly refresh under five open sessions: each is told within two seconds, what is being typed
 * stays, and whoever asks sees what has changed. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SESSIONS = 5, PATIENCE_MS = 2000 };

#define NEWER "A newer load is in place"

static struct program_result refresh(const struct stage *stage, const char *file)
{
    return program_run(stage->home, (const char *const[]){program_vha(), "refresh", "wanted", file,
                                                          "--as-of", "2026-10-08", NULL});
}

static void test_five_sessions(void **state)
{
    const struct stage *const stage = *state;
    static const char text[] = "pncid,source,since,reference\n2021/0002197G,EWMS,2026-10-03,EW1\n";
    char *const file = path_in(stage->folder, "wanted.csv");
    struct terminal *sessions[SESSIONS];
    FILE *const out = fopen(file, "w");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0 && fclose(out) == 0);
    for (size_t i = 0; i < SESSIONS; i++)
        sessions[i] = stage_open(stage, (struct view){.plain = false});
    press(sessions[1], "/");
    type(sessions[1], "kowal");
    struct program_result result = refresh(stage, file);
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.output, "Movements on the list: 21\n"));
    program_result_free(&result);
    const int64_t done = terminal_now();
    for (size_t i = 0; i < SESSIONS; i++)
        if (i != 1)
            assert_true(terminal_wait_for(sessions[i], NEWER, PATIENCE_MS));
    assert_true(terminal_now() - done < (int64_t)PATIENCE_MS * 1000000);
    /* the one that types has what it typed, and goes on */
    expect_text(sessions[1], "kowal");
    type(sessions[1], "s");
    expect_text(sessions[1], "kowals");
    press(sessions[1], "Escape");
    expect_text(sessions[1], NEWER);
    press(sessions[0], "R");
    expect_text(sessions[0], "The refresh is shown: wanted by EWMS 1, were ");
    expect_no_text(sessions[0], NEWER);
    for (size_t i = 0; i < SESSIONS; i++)
        terminal_free(sessions[i]);
    free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_sessions),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
