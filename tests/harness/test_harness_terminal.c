/* The harness against programs that every system has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const plain_environment[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8",
                                                "PATH=/usr/bin:/bin", NULL};

static struct terminal *start_at(int rows, int columns, const char *const *arguments)
{
    struct terminal *terminal =
        terminal_start(&(struct terminal_options){.arguments = arguments,
                                                  .environment = plain_environment,
                                                  .rows = rows,
                                                  .columns = columns});
    assert_non_null(terminal);
    return terminal;
}

static struct terminal *shell(const char *script)
{
    return start_at(5, 40, (const char *const[]){"/bin/sh", "-c", script, NULL});
}

static void assert_row(struct terminal *terminal, int row, const char *expected)
{
    char *text = terminal_row(terminal, row);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_ends(struct terminal *terminal, int expected)
{
    int status = -1;
    assert_true(terminal_wait_end(terminal, TERMINAL_PATIENCE, &status));
    assert_int_equal(status, expected);
}

static void test_text_and_exit_status(void **state)
{
    (void)state;
    struct terminal *terminal = shell("echo Zoë 王小明; printf 'e\\314\\201!'; exit 7");
    assert_ends(terminal, 7);
    assert_ends(terminal, 7);
    assert_row(terminal, 0, "Zoë 王小明");
    assert_row(terminal, 1, "e\xcc\x81!");
    assert_row(terminal, 2, "");
    int row = -1;
    int column = -1;
    assert_true(terminal_find(terminal, "小", &row, &column));
    assert_int_equal(row, 0);
    assert_int_equal(column, 6);
    assert_int_equal(terminal_cell(terminal, 0, 6).width, 2);
    assert_int_equal(terminal_cell(terminal, 0, 7).width, 0);
    assert_true(terminal_find(terminal, "!", &row, &column));
    assert_int_equal(column, 1);
    assert_false(terminal_find(terminal, "nowhere", NULL, NULL));
    char *screen = terminal_screen(terminal);
    assert_string_equal(screen, "Zoë 王小明\ne\xcc\x81!\n\n\n\n");
    free(screen);
    terminal_free(terminal);
}

/* A read may end anywhere; nothing on the screen may tell where it did. */
static void test_characters_in_pieces(void **state)
{
    (void)state;
    struct terminal *terminal =
        shell("for piece in 'a\\342' '\\200' '\\246b\\303' '\\253c\\360\\237' "
              "'\\230' '\\200d'; do printf \"$piece\"; sleep 0.02; done");
    assert_ends(terminal, 0);
    assert_row(terminal, 0, "a…bëc😀d");
    terminal_free(terminal);
}

static void test_missing_program(void **state)
{
    (void)state;
    struct terminal *terminal = start_at(5, 40, (const char *const[]){"/no/such/program", NULL});
    assert_ends(terminal, 127);
    terminal_free(terminal);
    terminal_free(NULL);
}

static void test_environment_and_size(void **state)
{
    (void)state;
    struct terminal *terminal = start_at(
        33, 101,
        (const char *const[]){"/bin/sh", "-c", "stty size; echo $TERM; env | wc -l", NULL});
    assert_ends(terminal, 0);
    assert_row(terminal, 0, "33 101");
    assert_row(terminal, 1, "xterm-256color");
    terminal_free(terminal);
}

static void test_folder(void **state)
{
    (void)state;
    struct terminal *terminal = terminal_start(
        &(struct terminal_options){.arguments = (const char *const[]){"/bin/pwd", NULL},
                                   .folder = "/usr",
                                   .rows = 5,
                                   .columns = 40});
    assert_ends(terminal, 0);
    assert_row(terminal, 0, "/usr");
    terminal_free(terminal);
}

static void test_attributes_colours_and_cursor(void **state)
{
    (void)state;
    struct terminal *terminal =
        shell("printf '\\033[1mB\\033[0m\\033[7mR\\033[0m\\033[31;44mC\\033[0m"
              "\\033[38;5;200mI\\033[38;2;1;2;3mT\\033[0m\\033[4mU\\033[0m\\033[3;9H\\033[?25l\\a';"
              " read x");
    assert_true(terminal_wait_quiet(terminal, 30, TERMINAL_PATIENCE));
    assert_true(terminal_wait_for(terminal, "BRCITU", TERMINAL_PATIENCE));
    assert_true(terminal_cell(terminal, 0, 0).bold);
    assert_false(terminal_cell(terminal, 0, 1).bold);
    assert_true(terminal_cell(terminal, 0, 1).reverse);
    assert_int_equal(terminal_cell(terminal, 0, 2).foreground, 1);
    assert_int_equal(terminal_cell(terminal, 0, 2).background, 4);
    assert_int_equal(terminal_cell(terminal, 0, 3).foreground, 200);
    assert_int_equal(terminal_cell(terminal, 0, 4).foreground, 0x1010203);
    assert_true(terminal_cell(terminal, 0, 5).underline);
    assert_int_equal(terminal_cell(terminal, 0, 6).foreground, TERMINAL_DEFAULT_COLOUR);
    assert_string_equal(terminal_cell(terminal, 99, 99).text, "");
    int row = 0;
    int column = 0;
    bool visible = true;
    terminal_cursor(terminal, &row, &column, &visible);
    assert_int_equal(row, 2);
    assert_int_equal(column, 8);
    assert_false(visible);
    assert_int_equal(terminal_bells(terminal), 1);
    terminal_free(terminal);
}

static void test_typing_and_waiting(void **state)
{
    (void)state;
    struct terminal *terminal = start_at(5, 40, (const char *const[]){"/bin/cat", NULL});
    terminal_mark(terminal);
    assert_int_equal(terminal_bytes(terminal), 0);
    assert_true(terminal_type(terminal, "hello\r"));
    assert_true(terminal_wait_for(terminal, "hello", TERMINAL_PATIENCE));
    assert_true(terminal_wait_repaint(terminal, 30, TERMINAL_PATIENCE));
    assert_int_equal(terminal_bytes(terminal), strlen("hello\r\nhello\r\n"));
    assert_string_equal(terminal_raw(terminal), "hello\r\nhello\r\n");
    assert_true(terminal_last_byte_at(terminal) >= terminal_marked_at(terminal));
    assert_true(terminal_last_byte_at(terminal) <= terminal_now());
    assert_row(terminal, 0, "hello");
    assert_row(terminal, 1, "hello");
    terminal_mark(terminal);
    assert_int_equal(terminal_last_byte_at(terminal), 0);
    assert_false(terminal_wait_for(terminal, "never", 20));
    assert_false(terminal_wait_repaint(terminal, 30, 20));
    assert_true(terminal_press(terminal, "C-d"));
    assert_ends(terminal, 0);
    assert_true(terminal_wait_quiet(terminal, 30, TERMINAL_PATIENCE));
    assert_false(terminal_wait_for(terminal, "never", TERMINAL_PATIENCE));
    terminal_free(terminal);
}

static void test_waiting_for_a_text_to_go(void **state)
{
    (void)state;
    struct terminal *terminal = shell("echo here; read x; printf '\\033[2J'; read x");
    assert_true(terminal_wait_for(terminal, "here", TERMINAL_PATIENCE));
    assert_false(terminal_wait_without(terminal, "here", 20));
    assert_true(terminal_press(terminal, "Enter"));
    assert_true(terminal_wait_without(terminal, "here", TERMINAL_PATIENCE));
    terminal_free(terminal);
}

/* Arrow keys are encoded as the program asked for. */
static void test_keys_follow_the_mode(void **state)
{
    (void)state;
    struct terminal *terminal = shell(
        "stty -icanon -echo; printf '\\033[?1hready'; dd bs=1 count=9 2>/dev/null | od -An -c");
    assert_true(terminal_wait_for(terminal, "ready", TERMINAL_PATIENCE));
    assert_false(terminal_is_cooked(terminal));
    assert_true(terminal_press(terminal, "Up"));
    assert_true(terminal_press(terminal, "PageDown"));
    assert_true(terminal_press(terminal, "C-d"));
    assert_true(terminal_press(terminal, "Tab"));
    assert_false(terminal_press(terminal, "Upwards"));
    assert_false(terminal_press(terminal, "F13"));
    assert_false(terminal_press(terminal, "X-a"));
    assert_ends(terminal, 0);
    char *row = terminal_row(terminal, 0);
    assert_non_null(strstr(row, "033   O   A 033   [   6   ~"));
    free(row);
    terminal_free(terminal);
}

static void test_mouse(void **state)
{
    (void)state;
    struct terminal *terminal = shell("stty -icanon -echo; printf '\\033[?1000h\\033[?1006hready'; "
                                      "dd bs=1 count=31 2>/dev/null | cat -v");
    assert_false(terminal_click(terminal, 1, 2)); /* not asked for yet */
    assert_true(terminal_wait_for(terminal, "ready", TERMINAL_PATIENCE));
    assert_true(terminal_wants_mouse(terminal));
    assert_true(terminal_click(terminal, 2, 9));
    assert_true(terminal_wheel(terminal, 2, 9, true));
    assert_ends(terminal, 0);
    assert_true(terminal_find(terminal, "^[[<0;10;3M^[[<0;10;3m^[[<65;10;3M", NULL, NULL));
    terminal_free(terminal);
}

/* How ncurses asks for the mouse, and how it draws lines in ASCII, even where a read ends inside.
 */
static void test_sequences_that_the_emulator_does_not_know(void **state)
{
    (void)state;
    struct terminal *terminal =
        shell("printf '\\033[?1006;1000h+-\\033[8b+\\302\\267\\033[2b|'; "
              "printf '\\033[1;'; read x; printf '31mred'; "
              "printf '\\033[38:2::1:20:255m\\033[48:2::9:0:7mtrue'; read x");
    assert_true(terminal_wait_for(terminal, "|", TERMINAL_PATIENCE));
    assert_row(terminal, 0, "+---------+···|");
    assert_true(terminal_wants_mouse(terminal));
    assert_true(terminal_press(terminal, "Enter"));
    assert_true(terminal_wait_for(terminal, "red", TERMINAL_PATIENCE));
    int row = 0;
    int column = 0;
    assert_true(terminal_find(terminal, "red", &row, &column));
    assert_true(terminal_cell(terminal, row, column).bold);
    assert_int_equal(terminal_cell(terminal, row, column).foreground, 1);
    assert_true(terminal_wait_for(terminal, "true", TERMINAL_PATIENCE));
    assert_int_equal(terminal_cell(terminal, row, column + 3).foreground, 0x10114FF);
    assert_int_equal(terminal_cell(terminal, row, column + 3).background, 0x1090007);
    terminal_free(terminal);
}

static void test_resize_and_signal(void **state)
{
    (void)state;
    struct terminal *terminal = shell("trap 'stty size' WINCH; trap 'echo term; exit 3' TERM; "
                                      "echo ready; while :; do read x; done");
    assert_true(terminal_wait_for(terminal, "ready", TERMINAL_PATIENCE));
    terminal_resize(terminal, 7, 33);
    assert_int_equal(terminal_rows(terminal), 7);
    assert_true(terminal_wait_for(terminal, "7 33", TERMINAL_PATIENCE));
    terminal_signal(terminal, SIGTERM);
    assert_ends(terminal, 3);
    terminal_free(terminal);

    terminal = shell("echo ready; read x");
    assert_true(terminal_wait_for(terminal, "ready", TERMINAL_PATIENCE));
    terminal_signal(terminal, SIGKILL);
    assert_ends(terminal, 128 + SIGKILL);
    terminal_free(terminal);
}

static void test_hang_up(void **state)
{
    (void)state;
    struct terminal *terminal = shell("echo ready; read x");
    assert_true(terminal_wait_for(terminal, "ready", TERMINAL_PATIENCE));
    terminal_hang_up(terminal);
    assert_false(terminal_type(terminal, "x"));
    assert_ends(terminal, 128 + SIGHUP);
    terminal_free(terminal);
}

/* A program that will not end is ended when its terminal is freed. */
static void test_freed_while_running(void **state)
{
    (void)state;
    struct terminal *terminal = shell("trap '' TERM HUP; echo ready; while :; do read x; done");
    assert_true(terminal_wait_for(terminal, "ready", TERMINAL_PATIENCE));
    int status = 0;
    assert_false(terminal_wait_end(terminal, 10, &status));
    const pid_t child = terminal_pid(terminal);
    terminal_free(terminal);
    assert_int_equal(kill(child, 0), -1);
}

static void test_alternate_screen(void **state)
{
    (void)state;
    struct terminal *terminal =
        shell("echo shell; printf '\\033[?1049h\\033[Hinside'; read x; printf '\\033[?1049l'");
    assert_true(terminal_wait_for(terminal, "inside", TERMINAL_PATIENCE));
    assert_true(terminal_on_alternate_screen(terminal));
    assert_false(terminal_find(terminal, "shell", NULL, NULL));
    assert_true(terminal_press(terminal, "Enter"));
    assert_ends(terminal, 0);
    assert_false(terminal_on_alternate_screen(terminal));
    assert_true(terminal_find(terminal, "shell", NULL, NULL));
    assert_false(terminal_find(terminal, "inside", NULL, NULL));
    assert_true(terminal_is_cooked(terminal));
    terminal_free(terminal);
}

/* More than the kernel buffers in both directions at once. */
static void test_much_output_and_input(void **state)
{
    (void)state;
    struct terminal *terminal = shell("stty -echo; echo ready; exec cat");
    assert_true(terminal_wait_for(terminal, "ready", TERMINAL_PATIENCE));
    char line[101];
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\r';
    terminal_mark(terminal);
    for (int i = 0; i < 3000; i++)
        assert_true(terminal_send(terminal, line, sizeof line));
    assert_true(terminal_press(terminal, "C-d"));
    assert_ends(terminal, 0);
    assert_int_equal(terminal_bytes(terminal), 3000 * 102);
    terminal_free(terminal);
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* Runs the comparison with its report thrown away. */
static bool matches_quietly(const struct terminal *terminal, const char *path,
                            const struct terminal_mask *masks, size_t count, bool attributes)
{
    fflush(stderr);
    const int kept = dup(STDERR_FILENO);
    assert_non_null(freopen("/dev/null", "w", stderr));
    const bool matches = terminal_matches_file(terminal, path, masks, count, attributes);
    fflush(stderr);
    assert_true(dup2(kept, STDERR_FILENO) >= 0);
    close(kept);
    return matches;
}

static void test_expected_screens(void **state)
{
    (void)state;
    char path[] = "/tmp/vha-test-screen-XXXXXX";
    const int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    const char *const accepting = getenv("VHA_ACCEPT_SCREENS");
    char *const kept = accepting == NULL ? NULL : strdup(accepting);
    unsetenv("VHA_ACCEPT_SCREENS");

    struct terminal *terminal = shell("printf '12:34 \\033[1mbold\\033[0m 09:59\\n'; exit 0");
    assert_ends(terminal, 0);
    const struct terminal_mask clock = {"[0-9][0-9]:[0-9][0-9]", "HH:MM"};
    write_text(path, "HH:MM bold HH:MM\n\n\n\n\n");
    assert_true(matches_quietly(terminal, path, &clock, 1, false));
    assert_false(matches_quietly(terminal, path, NULL, 0, false));
    assert_false(matches_quietly(terminal, path, &clock, 1, true));
    write_text(path, "HH:MM bold HH:MM\n\n\n\n\n--- attributes\nrow 0: 6-9 bold\n"
                     "cursor: row 1, column 0\n");
    assert_true(matches_quietly(terminal, path, &clock, 1, true));
    write_text(path, "HH:MM bold HH:MM\n");
    assert_false(matches_quietly(terminal, path, &clock, 1, false));
    assert_int_equal(unlink(path), 0);
    assert_false(matches_quietly(terminal, path, &clock, 1, false));

    setenv("VHA_ACCEPT_SCREENS", "1", 1);
    assert_true(matches_quietly(terminal, path, &clock, 1, true));
    unsetenv("VHA_ACCEPT_SCREENS");
    assert_true(matches_quietly(terminal, path, &clock, 1, true));
    terminal_free(terminal);
    unlink(path);
    if (kept != NULL)
        setenv("VHA_ACCEPT_SCREENS", kept, 1);
    free(kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_and_exit_status),
        cmocka_unit_test(test_characters_in_pieces),
        cmocka_unit_test(test_missing_program),
        cmocka_unit_test(test_environment_and_size),
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_attributes_colours_and_cursor),
        cmocka_unit_test(test_typing_and_waiting),
        cmocka_unit_test(test_waiting_for_a_text_to_go),
        cmocka_unit_test(test_keys_follow_the_mode),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_sequences_that_the_emulator_does_not_know),
        cmocka_unit_test(test_resize_and_signal),
        cmocka_unit_test(test_hang_up),
        cmocka_unit_test(test_freed_while_running),
        cmocka_unit_test(test_alternate_screen),
        cmocka_unit_test(test_much_output_and_input),
        cmocka_unit_test(test_expected_screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
