/* A weekly refresh under five open sessions (SOP 70): each shows it within two seconds and says
 * what has changed; what is being typed stays, and it is shown after that. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SESSIONS = 5, TYPING = 1, READING = 2, PATIENCE_MS = 2000 };

#define SHOWN "The refresh is shown: wanted by EWMS 1, were "

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
    press(sessions[TYPING], "/");
    type(sessions[TYPING], "kowal");
    press(sessions[READING], "Enter");
    expect_text(sessions[READING], "[1 Why]");
    struct program_result result = refresh(stage, file);
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.output, "Movements on the list: 21\n"));
    program_result_free(&result);
    const int64_t done = terminal_now();
    for (size_t i = 0; i < SESSIONS; i++)
        if (i != TYPING && i != READING)
            assert_true(terminal_wait_for(sessions[i], SHOWN, PATIENCE_MS));
    assert_true(terminal_now() - done < (int64_t)PATIENCE_MS * 1000000);
    expect_text(sessions[TYPING], "kowal");
    type(sessions[TYPING], "s");
    expect_text(sessions[TYPING], "kowals");
    press(sessions[TYPING], "Escape");
    expect_text(sessions[TYPING], SHOWN);
    press(sessions[READING], "Escape");
    expect_text(sessions[READING], SHOWN);
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
