#include "support.h"

#include <signal.h>
#include <string.h>

static void test_status_and_sentence(void **state)
{
    (void)state;
    struct vha_error error = {0};
    assert_int_equal(vha_fail(&error, VHA_BAD_DATA, "Line %d is %s.", 7, "wrong"), VHA_BAD_DATA);
    assert_int_equal(error.status, VHA_BAD_DATA);
    assert_string_equal(error.message, "Line 7 is wrong.");
    assert_int_equal(vha_fail(NULL, VHA_USAGE, "Nobody asked."), VHA_USAGE);
}

static void test_prefix(void **state)
{
    (void)state;
    struct vha_error error = {0};
    assert_int_equal(vha_fail(&error, VHA_NO_INPUT, "It is missing."), VHA_NO_INPUT);
    assert_int_equal(vha_fail_in(&error, "nominals.csv"), VHA_NO_INPUT);
    assert_string_equal(error.message, "nominals.csv: It is missing.");
    assert_int_equal(error.status, VHA_NO_INPUT);
}

static void test_message_may_be_its_own_argument(void **state)
{
    (void)state;
    struct vha_error error = {0};
    assert_int_equal(vha_fail(&error, VHA_USAGE, "first"), VHA_USAGE);
    assert_int_equal(vha_fail(&error, VHA_USAGE, "second after %s", error.message), VHA_USAGE);
    assert_string_equal(error.message, "second after first");
}

/* Whatever byte the buffer's end falls on, what is left is whole characters. */
static void test_long_sentence_is_cut_at_a_character(void **state)
{
    (void)state;
    static const char *const characters[] = {"x", "é", "日", "😀"};
    struct vha_error error = {0};
    for (size_t c = 0; c < VHA_COUNT(characters); c++) {
        for (int shift = 0; shift < 5; shift++) {
            char text[4 * sizeof error.message] = "";
            memset(text, '.', (size_t)shift);
            for (size_t used = (size_t)shift; used < 2 * sizeof error.message;
                 used += strlen(characters[c]))
                memcpy(text + used, characters[c], strlen(characters[c]));
            assert_int_equal(vha_fail(&error, VHA_USAGE, "%s", text), VHA_USAGE);
            const size_t length = strlen(error.message);
            assert_true(vha_utf8_valid(error.message, length, NULL));
            assert_in_range(length, sizeof error.message - 4, sizeof error.message - 1);
            assert_memory_equal(error.message, text, length);
        }
    }
}

struct reported {
    const char *stage, *detail;
    uint64_t done, total;
    int calls;
};

static void remember(void *context, const char *stage, const char *detail, uint64_t done,
                     uint64_t total)
{
    struct reported *reported = context;
    *reported = (struct reported){stage, detail, done, total, reported->calls + 1};
}

static void test_progress(void **state)
{
    (void)state;
    static atomic_int stop;
    struct reported reported = {0};
    const struct vha_progress progress = {remember, &reported, &stop};
    vha_progress_report(&progress, "read", "nominals", 3, 9);
    assert_int_equal(reported.calls, 1);
    assert_string_equal(reported.stage, "read");
    assert_int_equal(reported.done, 3);
    assert_int_equal(reported.total, 9);
    assert_false(vha_progress_stopped(&progress));
    stop = 1;
    assert_true(vha_progress_stopped(&progress));

    const struct vha_progress silent = {0};
    vha_progress_report(NULL, "read", NULL, 0, 0);
    vha_progress_report(&silent, "read", NULL, 0, 0);
    assert_false(vha_progress_stopped(NULL));
    assert_false(vha_progress_stopped(&silent));

    struct vha_error error = {0};
    assert_int_equal(vha_fail_stopped(&error), VHA_INTERRUPTED);
    assert_int_equal(error.status, 130);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status_and_sentence),
        cmocka_unit_test(test_prefix),
        cmocka_unit_test(test_message_may_be_its_own_argument),
        cmocka_unit_test(test_long_sentence_is_cut_at_a_character),
        cmocka_unit_test(test_progress),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
