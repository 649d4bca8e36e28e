#include "quarter.h"

#include "stream.h"
#include "world.h"

static void test_streams_are_repeatable_and_apart(void **state)
{
    (void)state;
    struct synth_stream one = synth_stream(7, SYNTH_DATES, 3);
    struct synth_stream again = synth_stream(7, SYNTH_DATES, 3);
    struct synth_stream other_key = synth_stream(8, SYNTH_DATES, 3);
    struct synth_stream other_purpose = synth_stream(7, SYNTH_NAME, 3);
    struct synth_stream other_index = synth_stream(7, SYNTH_DATES, 4);
    for (int i = 0; i < 100; i++) {
        const uint64_t number = synth_next(&one);
        assert_true(number == synth_next(&again));
        assert_false(number == synth_next(&other_key));
        assert_false(number == synth_next(&other_purpose));
        assert_false(number == synth_next(&other_index));
    }
}

/* The first numbers of a stream, which every machine must draw. */
static void test_numbers_are_the_same_everywhere(void **state)
{
    (void)state;
    struct synth_stream stream = {.state = 1234567};
    assert_true(synth_next(&stream) == UINT64_C(6457827717110365317));
    assert_true(synth_next(&stream) == UINT64_C(3203168211198807973));
    assert_true(synth_next(&stream) == UINT64_C(9817491932198370423));
}

static void test_bounds_are_kept_and_reached(void **state)
{
    (void)state;
    struct synth_stream stream = synth_stream(1, SYNTH_KEY, 0);
    size_t seen[5] = {0};
    for (int i = 0; i < 10000; i++)
        seen[synth_between(&stream, -2, 2) + 2]++;
    for (size_t i = 0; i < 5; i++)
        assert_in_range(seen[i], 1800, 2200);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(synth_below(&stream, 1), 0);
        assert_false(synth_chance(&stream, 0));
        assert_true(synth_chance(&stream, 1000));
    }
}

static void test_weights_are_followed(void **state)
{
    (void)state;
    static const uint16_t weights[] = {0, 10, 0, 30, 60, 0};
    struct synth_stream stream = synth_stream(2, SYNTH_KEY, 0);
    size_t seen[VHA_COUNT(weights)] = {0};
    for (int i = 0; i < 10000; i++)
        seen[synth_weighted(&stream, weights, VHA_COUNT(weights))]++;
    for (size_t i = 0; i < VHA_COUNT(weights); i++)
        assert_in_range(seen[i], weights[i] * 90, weights[i] * 110);
}

static void test_scattering_is_one_to_one(void **state)
{
    (void)state;
    enum { PRIME = 1019 };
    const struct synth_scatter scatter = {.factor = 37, .offset = 500, .prime = PRIME};
    bool taken[PRIME] = {false};
    for (uint64_t i = 0; i < PRIME; i++) {
        const uint64_t number = synth_scattered(&scatter, i);
        assert_true(number < PRIME);
        assert_false(taken[number]);
        taken[number] = true;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_streams_are_repeatable_and_apart),
        cmocka_unit_test(test_numbers_are_the_same_everywhere),
        cmocka_unit_test(test_bounds_are_kept_and_reached),
        cmocka_unit_test(test_weights_are_followed),
        cmocka_unit_test(test_scattering_is_one_to_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
