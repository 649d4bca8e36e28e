/* Plain mode: scripts through pipes and through a terminal that can do nothing but write lines. */
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Runs a script of lines from a file, its output into a pipe. */
static struct program_result run_script(const struct stage *stage, const char *script)
{
    char *path = path_in(stage->folder, "script");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(script, file);
    assert_int_equal(fclose(file), 0);
    const struct program_result result = program_run(
        stage->home, (const char *const[]){"/bin/sh", "-c", "exec \"$0\" --plain <\"$1\"",
                                           program_vha(), path, NULL});
    free(path);
    return result;
}

/* Text and line feeds alone: no other control character, of either set. */
static void expect_text_alone(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)bytes[i];
        const unsigned char next = i + 1 < length ? (unsigned char)bytes[i + 1] : 0;
        if ((byte < 0x20u && byte != '\n') || byte == 0x7Fu ||
            (byte == 0xC2u && next >= 0x80u && next < 0xA0u))
            fail_msg("byte %zu is 0x%02x", i, byte);
    }
}

static void expect_transcript(const char *text, const char *name)
{
    static const struct terminal_mask masks[] = {
        {"^[^ ]+ \\(MO2\\), [0-9][0-9]:[0-9][0-9];", "LOGIN (MO2), HH:MM;"},
    };
    char *path = NULL;
    if (asprintf(&path, "%s/tests/terminal/expected/%s", VHA_SOURCE_DIR, name) < 0)
        abort();
    const bool matches = text_matches_file(text, path, masks, 1);
    free(path);
    if (!matches)
        fail_msg("the transcript is not that of expected/%s", name);
}

static void test_a_script(void **state)
{
    struct program_result result = run_script(
        *state,
        "next\nopen\nnext\ncustody\nback\nsearch garcia\nwhy\nsort\nreverse\nwhere\nquit\n");
    assert_int_equal(result.status, 0);
    assert_string_equal(result.errors, "");
    expect_text_alone(result.output, result.output_length);
    expect_transcript(result.output, "plain-script.txt");
    program_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_script),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
