/* rejects.csv: what a spreadsheet and a terminal can be given without harm. */
#include "quarter_fixture.h"

static void expect_csv(const struct vha_reject *rejects, size_t count, const char *expected)
{
    struct vha_reject copies[8];
    assert_true(count <= VHA_COUNT(copies));
    memcpy(copies, rejects, count * sizeof *rejects);
    const struct vha_extract extract = {.rejects = copies, .reject_entries = count};
    char *text = NULL;
    size_t length = 0;
    vha_rejects_csv(&extract, &text, &length);
    assert_string_equal(text, expected);
    assert_int_equal(length, strlen(expected));
    free(text);
}

#define HEADER "file,line,column,value,reason\n"

static void test_no_rejects(void **state)
{
    (void)state;
    expect_csv((const struct vha_reject[]){{0}}, 0, HEADER);
}

static void test_plain_rejects(void **state)
{
    (void)state;
    const struct vha_reject rejects[] = {{"iom.csv", 2, "cohort", "A", "not a cohort"},
                                         {"custody.csv", 4294967296, "", "", "too short"}};
    expect_csv(rejects, 2,
               HEADER "iom.csv,2,cohort,A,not a cohort\ncustody.csv,4294967296,,,too short\n");
}

static void test_quoting(void **state)
{
    (void)state;
    const struct vha_reject rejects[] = {{"iom.csv", 2, "cohort", "a,b", "M, F"},
                                         {"iom.csv", 3, "cohort", "say \"no\"", "x"}};
    expect_csv(rejects, 2,
               HEADER "iom.csv,2,cohort,\"a,b\",\"M, F\"\n"
                      "iom.csv,3,cohort,\"say \"\"no\"\"\",x\n");
}

/* Lines stay lines, terminals stay as they are. */
static void test_control_characters(void **state)
{
    (void)state;
    struct vha_reject rejects[] = {
        {"iom.csv", 2, "cohort", "a\nb\r\n\tc", "x"},
        {"iom.csv", 3, "cohort", "\x1b[2J\x07\x7f", "x"},
        {"iom.csv", 4, "cohort", "\xC2\x9B\x33m", "x"},
        {"iom.csv", 5, "cohort", "a\u202Eb\u2066c\u2028d", "x"},
        {"iom.csv", 6, "cohort", "Zo\xEB", "x"},
    };
    const struct vha_extract extract = {.rejects = rejects, .reject_entries = VHA_COUNT(rejects)};
    char *text = NULL;
    size_t length = 0;
    vha_rejects_csv(&extract, &text, &length);
    size_t lines = 0;
    for (size_t i = 0; i < length; i++) {
        const unsigned char c = (unsigned char)text[i];
        assert_true(c == '\n' || (c >= 0x20 && c < 0x7f));
        lines += c == '\n' ? 1 : 0;
    }
    assert_int_equal(lines, 1 + VHA_COUNT(rejects));
    expect_words(text, "\\x1b[2J\\x07\\x7f");
    expect_words(text, "a\\u{202e}b");
    expect_words(text, "Zo\\xeb");
    free(text);
}

/* A cell that a spreadsheet would compute gets an apostrophe. */
static void test_formulas(void **state)
{
    (void)state;
    const struct vha_reject rejects[] = {
        {"iom.csv", 2, "cohort", "=cmd|' /C calc'!A0", "x"},
        {"iom.csv", 3, "cohort", "+1", "x"},
        {"iom.csv", 4, "cohort", "-1,5", "x"},
        {"iom.csv", 5, "cohort", "@SUM(A1)", "x"},
        {"iom.csv", 6, "cohort", "a=b", "x"},
        {"iom.csv", 7, "cohort", "\t=1", "x"},
        {"iom.csv", 8, "cohort", "=\"1\"", "x"},
    };
    expect_csv(rejects, VHA_COUNT(rejects),
               HEADER "iom.csv,2,cohort,\"'=cmd|' /C calc'!A0\",x\n"
                      "iom.csv,3,cohort,\"'+1\",x\n"
                      "iom.csv,4,cohort,\"'-1,5\",x\n"
                      "iom.csv,5,cohort,\"'@SUM(A1)\",x\n"
                      "iom.csv,6,cohort,a=b,x\n"
                      "iom.csv,7,cohort,\\x09=1,x\n"
                      "iom.csv,8,cohort,\"'=\"\"1\"\"\",x\n");
}

static void test_long_values_are_cut(void **state)
{
    (void)state;
    char value[20000];
    memset(value, 'v', sizeof value);
    value[sizeof value - 1] = '\0';
    struct vha_reject rejects[] = {{"iom.csv", 2, "cohort", value, "reason"}};
    const struct vha_extract extract = {.rejects = rejects, .reject_entries = 1};
    char *text = NULL;
    size_t length = 0;
    vha_rejects_csv(&extract, &text, &length);
    assert_in_range(length, 4000, 4300);
    assert_string_equal(text + length - 8, ",reason\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_rejects), cmocka_unit_test(test_plain_rejects),
        cmocka_unit_test(test_quoting),    cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_formulas),   cmocka_unit_test(test_long_values_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
