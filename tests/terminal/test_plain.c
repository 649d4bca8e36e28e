/* Plain mode: scripts through pipes, and sessions on a terminal that can do nothing but write
 * lines.
 */
#include "stage.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PROMPT "\nvha> "

/* A line of 9,600 baud. */
#define BYTES_A_SECOND 960

/* What a page of ten people may take; a second of such a line is 960. */
#define PAGE_BYTES 1200

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
        {"^[^ ]+ \\(MO2\\), [0-9][0-9]:[0-9][0-9][.]", "LOGIN (MO2), HH:MM."},
    };
    char *path = NULL;
    if (asprintf(&path, "%s/tests/terminal/expected/%s", VHA_SOURCE_DIR, name) < 0)
        abort();
    const bool matches = text_matches_file(text, path, masks, 1);
    free(path);
    if (!matches)
        fail_msg("the transcript is not that of expected/%s", name);
}

/* --------------------------------------------------------------------------------------- scripts
 */

static struct program_result run_shell(const struct stage *stage, const char *script,
                                       const char *command)
{
    char *path = path_in(stage->folder, "script");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(script, file);
    assert_int_equal(fclose(file), 0);
    const struct program_result result = program_run(
        stage->home, (const char *const[]){"/bin/sh", "-c", command, program_vha(), path, NULL});
    free(path);
    return result;
}

static struct program_result run_script(const struct stage *stage, const char *script)
{
    return run_shell(stage, script, "exec \"$0\" --plain --purpose '" STAGE_PURPOSE "' <\"$1\"");
}

/* Everything that an analyst does in a day, as a file of lines. */
static void test_a_script(void **state)
{
    static const char script[] =
        "next\nprevious\nagain\n"
        "search garcia\nsearch_next\nsearch_previous\n/kowal\nn\n"
        "search nobody of that name\n"
        "rank 57\n58\ndown\nup\nlast\nfirst\n"
        "filter borough=Enfield,Brent u18\nfilter + score>=1000\nfilters\nundo_filter\n"
        "redo_filter\nfilter nonsense=3\nclear_all\n"
        "sort\nreverse\n"
        "why\nfilters\nnext\n"
        "open 3\nnext\nwhy\n14\ncustody\nflags\nprevious\nsections\nback\n"
        "open\nopen 2\nopen #3\nopen 2011/0005564P\nback\n"
        "open 2011/0005564Q\nopen 9999\nopen somebody\n"
        "page 3\nnext\npage\n"
        "help page\nhelp search\nhelp reverse\nhelp nxet\n"
        "search\nzo\njump\n\n"
        "reload\nnxet\nback\nwhere\nquit\n";
    struct program_result result = run_script(*state, script);
    assert_int_equal(result.status, 0);
    assert_string_equal(result.errors, "");
    expect_text_alone(result.output, result.output_length);
    expect_transcript(result.output, "plain-script.txt");
    program_result_free(&result);
}

/* Columns, order, marks, another ranking and a name that is mistyped, in words. */
static void test_the_table_in_words(void **state)
{
    static const char script[] = "page 3\n"
                                 "columns rank,pncid,latest,qualifying\nagain\ncolumns\nback\n"
                                 "columns height\ncolumns default\n"
                                 "sort borough, age desc\nsort_less\nsort shoe_size\nsort rank\n"
                                 "mark\ndown\nm\nonly_marked\nnext_mark\nprevious_mark\n"
                                 "clear_marks\nonly_marked\n"
                                 "rerank KNIFE_INJURY,GBH\nnext\nrerank ARSON\nrerank\n"
                                 "search kowalsky\nquit\n";
    struct program_result result = run_script(*state, script);
    assert_int_equal(result.status, 0);
    assert_string_equal(result.errors, "");
    expect_text_alone(result.output, result.output_length);
    expect_transcript(result.output, "plain-table.txt");
    program_result_free(&result);
}

/* A crime report assessed, with an answer taken back and a supervisor's decision, and a changed
 * policy tried, in words. */
static void test_decisions_in_words(void **state)
{
    static const char script[] =
        "assess 0123456/26\n2\n1\nleft\n7\n1\n2\n3\n1\n2\n2\n5\nback\n2\n2\n"
        "in\nPS Grey\nThree more thefts by the same man on the same evening.\n.\nyes\nback\n"
        "model\nmodel with-pwits\nnext_pane\ndown\nopen\nback\n4\nnext\nback\n"
        "model nothing-such\nmodel\ndown\nopen\nback\nback\nquit\n";
    struct program_result result = run_script(*state, script);
    assert_int_equal(result.status, 0);
    assert_string_equal(result.errors, "");
    expect_text_alone(result.output, result.output_length);
    expect_transcript(result.output, "plain-decisions.txt");
    program_result_free(&result);
}

static void test_an_empty_script(void **state)
{
    struct program_result result = run_script(*state, "");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.output, "1 to 10 of " SAMPLE_PEOPLE ".\n"));
    program_result_free(&result);
}

static void test_output_that_nobody_takes(void **state)
{
    struct program_result result =
        run_shell(*state, "next\nnext\n",
                  "exec \"$0\" --plain --purpose '" STAGE_PURPOSE "' <\"$1\" >/dev/full");
    assert_int_equal(result.status, 74);
    assert_non_null(strstr(result.errors, "The output cannot be written: No space left"));
    program_result_free(&result);
}

/* --------------------------------------------------------------------------------------- sessions
 */

static bool is_prompted(struct terminal *terminal, void *context)
{
    const size_t bytes = terminal_bytes(terminal);
    const size_t length = strlen(PROMPT);
    (void)context;
    return bytes >= length && memcmp(terminal_raw(terminal) + bytes - length, PROMPT, length) == 0;
}

/* What came since the mark, as the program wrote it: the terminal's line discipline puts a carriage
 * return before each line feed. The caller frees it. */
static char *heard(struct terminal *terminal)
{
    if (!terminal_wait_until(terminal, is_prompted, NULL, TERMINAL_PATIENCE)) {
        terminal_dump(terminal, stderr);
        fail_msg("no prompt came");
    }
    const char *const raw = terminal_raw(terminal);
    char *const text = calloc(1, terminal_bytes(terminal) + 1);
    size_t used = 0;
    assert_non_null(text);
    for (size_t i = 0; i < terminal_bytes(terminal); i++)
        if (raw[i] != '\r' || raw[i + 1] != '\n')
            text[used++] = raw[i];
    expect_text_alone(text, used);
    return text;
}

/* Types a line and gives what is echoed and answered; the caller frees it. */
static char *say(struct terminal *terminal, const char *line)
{
    terminal_mark(terminal);
    assert_true(terminal_type(terminal, line));
    assert_true(terminal_press(terminal, "Enter"));
    return heard(terminal);
}

static void expect_answer(struct terminal *terminal, const char *line, const char *text)
{
    char *answer = say(terminal, line);
    if (strstr(answer, text) == NULL)
        fail_msg("\"%s\" is not in the answer to %s: %s", text, line, answer);
    free(answer);
}

static struct terminal *open_plain(const struct stage *stage, struct view view)
{
    view.plain = true;
    if (view.term == NULL)
        view.term = "dumb";
    struct terminal *terminal = stage_start(stage, view);
    free(heard(terminal));
    return terminal;
}

/* The same work at the keyboard of a dumb terminal, and how long each answer takes on a slow line.
 */
static void test_a_session_on_a_dumb_terminal(void **state)
{
    static const struct {
        const char *line;
        bool page; /* of ten people */
    } lines[] = {{"next", true},   {"next", true},     {"previous", true}, {"search garcia", false},
                 {"open", false},  {"next", false},    {"custody", false}, {"back", false},
                 {"why", false},   {"sort", true},     {"reverse", true},  {"rank 40", false},
                 {"next", true},   {"filters", false}, {"open 12", false}, {"q", false},
                 {"where", false}, {"", false}};
    struct terminal *terminal =
        stage_start(*state, (struct view){.term = "dumb", .plain = true, .columns = 80});
    char *text = NULL;
    size_t length = 0;
    FILE *transcript = open_memstream(&text, &length);
    assert_non_null(transcript);
    char *answer = heard(terminal);
    print_message("%6zu bytes, %.1f s: the first page\n", terminal_bytes(terminal),
                  (double)terminal_bytes(terminal) / BYTES_A_SECOND);
    fputs(answer, transcript);
    free(answer);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        answer = say(terminal, lines[i].line);
        const size_t bytes = terminal_bytes(terminal) - strlen(lines[i].line) - 2;
        print_message("%6zu bytes, %.1f s: %s\n", bytes, (double)bytes / BYTES_A_SECOND,
                      lines[i].line);
        if (lines[i].page)
            assert_true(bytes <= PAGE_BYTES);
        fputs(answer, transcript);
        free(answer);
    }
    fclose(transcript);
    assert_true(terminal_type(terminal, "quit\r"));
    expect_end(terminal, 0);
    expect_given_back(terminal);
    expect_transcript(text, "plain-session.txt");
    free(text);
    terminal_free(terminal);
}

static void test_other_kinds_of_terminals(void **state)
{
    static const char *const terms[] = {"xterm-256color", "vt100", "no-such-terminal", ""};
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        struct terminal *terminal = open_plain(*state, (struct view){.term = terms[i]});
        expect_answer(terminal, "next", "Rank 11.");
        terminal_free(terminal);
    }
}

static void test_ascii_locale(void **state)
{
    struct terminal *terminal = open_plain(*state, (struct view){.locale = "C"});
    char *answer = say(terminal, "search garcia");
    for (const char *at = answer; *at != '\0'; at++)
        assert_true((unsigned char)*at < 0x80u);
    assert_non_null(strstr(answer, "Garcia"));
    free(answer);
    terminal_free(terminal);
}

static void test_lines_follow_the_width(void **state)
{
    struct terminal *terminal = open_plain(*state, (struct view){0});
    terminal_resize(terminal, 24, 40);
    char *answer = say(terminal, "again");
    const char *line = strchr(answer, '\n') + 1;
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
        assert_true(end - line < 40 + 10); /* bytes: some characters take more than one */
    free(answer);
    terminal_free(terminal);
}

static void test_an_interrupt_drops_the_line(void **state)
{
    struct terminal *terminal = open_plain(*state, (struct view){0});
    terminal_mark(terminal);
    assert_true(terminal_type(terminal, "rank 9"));
    assert_true(terminal_wait_for(terminal, "rank 9", TERMINAL_PATIENCE));
    terminal_mark(terminal);
    assert_true(terminal_press(terminal, "C-c"));
    char *answer = heard(terminal);
    assert_non_null(strstr(answer, "The line was dropped; quit leaves.\n"));
    free(answer);
    expect_answer(terminal, "where", "Here: Rank 1.");
    expect_answer(terminal, "rank 9", "Here: Rank 9.");
    terminal_free(terminal);
}

/* A newer load is told of with an answer, never in between. */
static void test_a_newer_load(void **state)
{
    const struct stage *stage = *state;
    struct stage own = {.folder = stage->folder, .home = path_in(stage->folder, "own")};
    char *extract = path_in(stage->folder, "newer");
    stage_copy_sample(extract, "O'Neill", "O'Newer");
    stage_load(own.home, extract);
    struct terminal *terminal = open_plain(&own, (struct view){0});
    struct program_result result =
        program_run(own.home, (const char *const[]){program_vha(), "load", extract, NULL});
    assert_int_equal(result.status, 0);
    program_result_free(&result);
    bool told = false;
    while (!told) { /* it looks every two seconds */
        char *answer = say(terminal, "where");
        told = strstr(answer, "A newer load is in place: reload shows it.\n") != NULL;
        free(answer);
    }
    expect_answer(terminal, "reload", "The newer load is shown.\n");
    expect_answer(terminal, "reload", "This is the newest load.\n");
    terminal_free(terminal);
    free(extract);
    free(own.home);
}

/* ---------------------------------------------------------------------------------------- endings
 */

/* Entries of the audit log of that action. */
static size_t count_entries(const struct stage *stage, const char *action)
{
    struct program_result result =
        program_run(stage->home, (const char *const[]){program_vha(), "audit", "list", "--action",
                                                       action, "--format", "csv", NULL});
    assert_int_equal(result.status, 0);
    size_t lines = 0;
    for (const char *at = result.output; *at != '\0'; at++)
        lines += *at == '\n' ? 1 : 0;
    program_result_free(&result);
    return lines;
}

/* However it ends, its end is on record. */
static void test_endings(void **state)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGQUIT};
    const size_t entered = count_entries(*state, "enter");
    const size_t left = count_entries(*state, "leave");
    size_t ended = 0;
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++, ended++) {
        struct terminal *terminal = open_plain(*state, (struct view){0});
        terminal_signal(terminal, signals[i]);
        expect_end(terminal, 0);
        expect_given_back(terminal);
        terminal_free(terminal);
    }
    static const char *const keys[] = {"C-d", "q"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++, ended++) {
        struct terminal *terminal = open_plain(*state, (struct view){0});
        assert_true(terminal_press(terminal, keys[i]));
        assert_true(i == 0 || terminal_press(terminal, "Enter"));
        expect_end(terminal, 0);
        terminal_free(terminal);
    }
    static const char *const work[] = {"", "page 200\rnext\rnext\r", "sear"};
    for (size_t i = 0; i < sizeof work / sizeof work[0]; i++, ended++) {
        struct terminal *terminal = open_plain(*state, (struct view){0});
        assert_true(terminal_type(terminal, work[i]));
        terminal_hang_up(terminal);
        expect_end(terminal, 0);
        terminal_free(terminal);
    }
    assert_int_equal(count_entries(*state, "enter"), entered + ended);
    assert_int_equal(count_entries(*state, "leave"), left + ended);
}

/* Lines that come from elsewhere are no line to drop: an interrupt ends it. */
static void test_an_interrupt_ends_a_script(void **state)
{
    const struct stage *stage = *state;
    char *pipe = path_in(stage->folder, "lines");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    char *home = NULL;
    assert_true(asprintf(&home, "VHA_HOME=%s", stage->home) > 0);
    struct terminal *terminal = terminal_start(&(struct terminal_options){
        .arguments =
            (const char *const[]){"/bin/sh", "-c",
                                  "exec \"$0\" --plain --purpose '" STAGE_PURPOSE "' <>\"$1\"",
                                  program_vha(), pipe, NULL},
        .environment = (const char *const[]){"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", home, NULL},
        .rows = 24,
        .columns = 80});
    assert_non_null(terminal);
    free(heard(terminal));
    terminal_signal(terminal, SIGINT);
    expect_end(terminal, 0);
    terminal_free(terminal);
    free(home);
    free(pipe);
}

/* Stopped by a command or by the terminal's own key, and taken up again with a prompt. */
static void test_suspend_and_resume(void **state)
{
    const struct stage *stage = *state;
    char *environment = NULL;
    char *script = NULL;
    assert_true(asprintf(&environment, "VHA_HOME=%s", stage->home) > 0);
    assert_true(asprintf(&script,
                         "set -m; %s --plain --purpose '" STAGE_PURPOSE
                         "'; echo stopped $?; fg >/dev/null; echo again $?; "
                         "fg >/dev/null; echo back $?",
                         program_vha()) > 0);
    struct terminal *terminal = terminal_start(&(struct terminal_options){
        .arguments = (const char *const[]){"/bin/bash", "--norc", "-c", script, NULL},
        .environment = (const char *const[]){"TERM=dumb", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin",
                                             environment, NULL},
        .rows = 24,
        .columns = 80});
    assert_non_null(terminal);
    free(heard(terminal));
    char *answer = say(terminal, "suspend");
    assert_non_null(strstr(answer, "stopped 148"));
    free(answer);
    expect_answer(terminal, "rank 9", "Here: Rank 9.");
    terminal_mark(terminal);
    assert_true(terminal_press(terminal, "C-z"));
    answer = heard(terminal);
    assert_non_null(strstr(answer, "again 148"));
    free(answer);
    assert_true(terminal_type(terminal, "q\r"));
    expect_text(terminal, "back 0");
    expect_end(terminal, 0);
    free(script);
    free(environment);
    terminal_free(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_script),
        cmocka_unit_test(test_decisions_in_words),
        cmocka_unit_test(test_the_table_in_words),
        cmocka_unit_test(test_an_empty_script),
        cmocka_unit_test(test_output_that_nobody_takes),
        cmocka_unit_test(test_a_session_on_a_dumb_terminal),
        cmocka_unit_test(test_other_kinds_of_terminals),
        cmocka_unit_test(test_ascii_locale),
        cmocka_unit_test(test_lines_follow_the_width),
        cmocka_unit_test(test_an_interrupt_drops_the_line),
        cmocka_unit_test(test_a_newer_load),
        cmocka_unit_test(test_endings),
        cmocka_unit_test(test_an_interrupt_ends_a_script),
        cmocka_unit_test(test_suspend_and_resume),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
