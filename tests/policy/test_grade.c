#include "testing.h"

#include "vha/policy.h"

/* The forms of 5x5x5 and 3x5x2, worked out apart from the code under test. */
static bool expected_valid(const char *text, size_t length)
{
    const bool is_letter_first = length >= 1 && text[0] >= 'A' && text[0] <= 'E';
    const bool is_digit_first = length >= 1 && text[0] >= '1' && text[0] <= '3';
    if (is_letter_first && (length == 2 || length == 3)) {
        for (size_t i = 1; i < length; i++)
            if (text[i] < '1' || text[i] > '5')
                return false;
        return true;
    }
    return is_digit_first && length == 3 && text[1] >= 'A' && text[1] <= 'E' &&
           (text[2] == 'P' || text[2] == 'C');
}

static struct vha_policy *read_default(void)
{
    struct vha_policy *policy = NULL;
    struct vha_error error = {0};
    if (vha_policy_read(DEFAULT_POLICY, &policy, &error) != VHA_OK)
        fail_msg("%s", error.message);
    return policy;
}

static int expected_grade(char source)
{
    static const char sources[] = "ABCDE";
    const int as_letter = source == '1' ? 'B' : source == '2' ? 'D' : source == '3' ? 'E' : source;
    return (int)(strchr(sources, as_letter) - sources);
}

/* Every text of up to three characters out of those that could matter, and some that could not. */
static void test_every_evaluation(void **state)
{
    (void)state;
    static const char alphabet[] = "012345679ABCDEFPCQabcdepc .;-\xc3\0";
    const size_t letters = sizeof alphabet - 1; /* the NUL inside counts, the one after does not */
    struct vha_policy *policy = read_default();
    int valid = 0;
    for (size_t length = 0; length <= 3; length++) {
        const size_t combinations = length == 0   ? 1
                                    : length == 1 ? letters
                                    : length == 2 ? letters * letters
                                                  : letters * letters * letters;
        for (size_t i = 0; i < combinations; i++) {
            const char text[3] = {alphabet[i % letters], alphabet[i / letters % letters],
                                  alphabet[i / letters / letters % letters]};
            const bool is_valid = expected_valid(text, length);
            const int grade = is_valid ? expected_grade(text[0]) : -1;
            assert_int_equal(vha_grade_valid(text, length), is_valid);
            assert_int_equal(vha_policy_grade(policy, text, length), grade);
            valid += is_valid;
        }
    }
    /* 'C' stands twice in the alphabet, so its forms are met more than once. */
    assert_true(valid > 5 * 5 + 5 * 5 * 5 + 3 * 5 * 2);
    vha_policy_free(policy);
}

static void test_known_evaluations(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int grade;
    } cases[] = {
        {"A1", 0},   {"B2", 1},   {"B24", 1},  {"C5", 2},    {"D33", 3},  {"E55", 4},
        {"1AP", 1},  {"2BC", 3},  {"3EC", 4},  {"", -1},     {"B", -1},   {"F1", -1},
        {"B0", -1},  {"B6", -1},  {"B26", -1}, {"B245", -1}, {"1A", -1},  {"1AQ", -1},
        {"4AP", -1}, {"0AP", -1}, {"1FP", -1}, {"1APP", -1}, {"b2", -1},  {"1ap", -1},
        {" B2", -1}, {"B2 ", -1}, {"BB", -1},  {"2B", -1},   {"B2P", -1},
    };
    struct vha_policy *policy = read_default();
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        const size_t length = strlen(cases[i].text);
        assert_int_equal(vha_policy_grade(policy, cases[i].text, length), cases[i].grade);
        assert_int_equal(vha_grade_valid(cases[i].text, length), cases[i].grade >= 0);
    }
    vha_policy_free(policy);
}

/* The meaning of a 3x5x2 source is the policy's, its form is not. */
static void test_another_mapping(void **state)
{
    (void)state;
    struct vha_policy *policy = read_default();
    policy->three_by_five[0] = 0;
    policy->three_by_five[2] = 2;
    assert_int_equal(vha_policy_grade(policy, "1AP", 3), 0);
    assert_int_equal(vha_policy_grade(policy, "3AP", 3), 2);
    assert_int_equal(vha_policy_grade(policy, "B2", 2), 1);
    vha_policy_free(policy);
}

static void test_roles(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint8_t role;
    } cases[] = {{"suspect", VHA_SUSPECT},
                 {"accused", VHA_ACCUSED},
                 {"victim", VHA_VICTIM},
                 {"witness", VHA_WITNESS},
                 {"Suspect", 0},
                 {"suspects", 0},
                 {"suspec", 0},
                 {"", 0}};
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        assert_int_equal(vha_role_of(cases[i].name, strlen(cases[i].name)), cases[i].role);
        if (cases[i].role != 0)
            assert_string_equal(vha_role_name(cases[i].role), cases[i].name);
    }
    assert_int_equal(vha_role_of("suspect or other", 7), VHA_SUSPECT);
    assert_string_equal(vha_role_name(0), "");
    assert_string_equal(vha_role_name(VHA_SUSPECT | VHA_ACCUSED), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_evaluation),
        cmocka_unit_test(test_known_evaluations),
        cmocka_unit_test(test_another_mapping),
        cmocka_unit_test(test_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
