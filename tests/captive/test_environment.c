/* What a captive process believes of its environment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vha/captive.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void fill(const char *const *variables)
{
    clearenv();
    for (; *variables != NULL; variables += 2)
        assert_int_equal(setenv(variables[0], variables[1], 1), 0);
}

static size_t left(void)
{
    size_t count = 0;
    while (environ != NULL && environ[count] != NULL)
        count++;
    return count;
}

static const char *const nothing[] = {NULL};

static void test_terminal_and_language_stay(void **state)
{
    static const char *const variables[] = {
        "TERM", "xterm-256color", "LANG", "en_GB.UTF-8", "LC_ALL",           "C.UTF-8", "COLUMNS",
        "132",  "LINES",          "43",   "LC_TIME",     "de_DE@euro.UTF-8", NULL};
    (void)state;
    fill(variables);
    vha_captive_environment(nothing);
    for (size_t i = 0; variables[i] != NULL; i += 2)
        assert_string_equal(getenv(variables[i]), variables[i + 1]);
    assert_int_equal(left(), 6);
}

static void test_everything_else_goes(void **state)
{
    static const char *const variables[] = {"HOME",
                                            "/tmp",
                                            "PATH",
                                            "/tmp",
                                            "TERMINFO",
                                            "/tmp",
                                            "TERMCAP",
                                            "x:co#80:",
                                            "LOCPATH",
                                            "/tmp",
                                            "LD_PRELOAD",
                                            "/tmp/x.so",
                                            "NCURSES_TRACE",
                                            "1",
                                            "TERMINFO_DIRS",
                                            "/tmp",
                                            "VHA_HOME",
                                            "/tmp",
                                            "TZ",
                                            "/tmp/zone",
                                            "SQLITE_TMPDIR",
                                            "/tmp",
                                            "MALLOC_PERTURB_",
                                            "0",
                                            "LANGUAGE",
                                            "../../tmp",
                                            "GCONV_PATH",
                                            "/tmp",
                                            "COLORTERM",
                                            "truecolor",
                                            "NLSPATH",
                                            "/tmp/%N",
                                            "ESCDELAY",
                                            "1",
                                            "SSH_CONNECTION",
                                            "1 2 3 4",
                                            "NCURSES_NO_SETBUF",
                                            "1",
                                            "LC_EVIL",
                                            "x",
                                            NULL};
    (void)state;
    fill(variables);
    vha_captive_environment(nothing);
    assert_int_equal(left(), 0);
}

/* A locale of one's own, a description of one's own terminal, bytes for the log or the screen. */
static void test_hostile_values_go(void **state)
{
    static const char *const values[] = {
        "/tmp/locale", "../../../tmp", "..",        ".",      "",         "\x1b[2J",
        "xterm\n",     "x y",          "\xff\xfe",  "hex:00", "b64:AAAA", "xterm;id",
        "$(id)",       "x/../y",       "C.UTF-8/x", "%s%n",   "é"};
    static const char *const names[] = {"TERM", "LANG", "LC_ALL", "LC_CTYPE", "COLUMNS", "LINES"};
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(values); i++)
        for (size_t k = 0; k < VHA_COUNT(names); k++) {
            fill((const char *const[]){names[k], values[i], NULL});
            vha_captive_environment(nothing);
            if (left() != 0)
                fail_msg("%s=%s stayed", names[k], values[i]);
        }
    fill((const char *const[]){"COLUMNS", "-1", "LINES", "8x", NULL});
    vha_captive_environment(nothing);
    assert_int_equal(left(), 0);
}

static void test_long_values_go(void **state)
{
    static char long_value[1 << 20];
    (void)state;
    memset(long_value, '1', sizeof long_value - 1);
    fill((const char *const[]){"TERM", long_value, "LC_ALL", long_value, "COLUMNS", long_value,
                               NULL});
    vha_captive_environment(nothing);
    assert_int_equal(left(), 0);
}

/* What the caller asked for stays as it is, whatever it holds. */
static void test_further_ones_stay(void **state)
{
    static const char *const further[] = {"SSH_CONNECTION", "SSH_ORIGINAL_COMMAND", NULL};
    (void)state;
    fill((const char *const[]){"SSH_ORIGINAL_COMMAND", "rm -rf /\n\xff", "SSH_CLIENT", "x", NULL});
    vha_captive_environment(further);
    assert_string_equal(getenv("SSH_ORIGINAL_COMMAND"), "rm -rf /\n\xff");
    assert_int_equal(left(), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terminal_and_language_stay),
        cmocka_unit_test(test_everything_else_goes),
        cmocka_unit_test(test_hostile_values_go),
        cmocka_unit_test(test_long_values_go),
        cmocka_unit_test(test_further_ones_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
