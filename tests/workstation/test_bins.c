#include "testing.h"

#include "bins.h"

static void expect_edges(const struct bins *bins, const int64_t *points, size_t count)
{
    assert_int_equal(bins->count, count - 1);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(bins->edges[i], points[i] * 1000);
}

static void test_even_as_far_as_the_knee(void **state)
{
    (void)state;
    struct bins bins;
    static const int64_t even[] = {0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500};
    bins_of_scores(120000, 3700000, 4400000, 2500000, &bins);
    expect_edges(&bins, even, VHA_COUNT(even));
}

/* A few people far above all others do not press the others into one bar. */
static void test_a_long_tail_grows(void **state)
{
    (void)state;
    struct bins bins;
    static const int64_t tail[] = {500,  1000, 1500,  2000,  2500,  3000,  3500,
                                   4000, 5000, 10000, 20000, 50000, 100000};
    bins_of_scores(731500, 3999999, 73000000, 2500000, &bins);
    expect_edges(&bins, tail, VHA_COUNT(tail));
}

static void test_the_line_is_an_edge(void **state)
{
    (void)state;
    struct bins bins;
    static const int64_t among[] = {0, 1000, 2000, 2500, 3000, 4000, 5000, 6000, 7000, 8000};
    static const int64_t without[] = {4000, 5000, 6000, 7000, 8000};
    bins_of_scores(0, 7500000, 7600000, 2500000, &bins);
    expect_edges(&bins, among, VHA_COUNT(among));
    bins_of_scores(4000000, 7500000, 7600000, 2500000, &bins);
    expect_edges(&bins, without, VHA_COUNT(without));
}

static void test_one_score(void **state)
{
    (void)state;
    struct bins bins;
    bins_of_scores(547500, 547500, 547500, 2500000, &bins);
    assert_int_equal(bins.count, 1);
    assert_int_equal(bins_find(&bins, 547500), 0);
    bins_of_scores(0, 0, 0, 0, &bins);
    assert_int_equal(bins.count, 1);
}

/* Whatever the scores, each lies in a bin, and the bins follow each other. */
static void test_any_scores(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (int round = 0; round < 20000; round++) {
        int64_t scores[3];
        for (int i = 0; i < 3; i++) {
            random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
            scores[i] = (int64_t)((random >> 20) % (UINT64_C(1) << (random >> 59 << 1 | 1) % 44));
        }
        const int64_t least = scores[0];
        const int64_t knee = least + scores[1];
        const int64_t most = knee + scores[2];
        struct bins bins;
        bins_of_scores(least, knee, most, 2500000, &bins);
        assert_in_range(bins.count, 1, BINS_MAX);
        for (size_t i = 0; i < bins.count; i++)
            assert_true(bins.edges[i] < bins.edges[i + 1]);
        assert_true(bins.edges[0] <= least);
        if (bins.count < BINS_MAX)
            assert_true(bins.edges[bins.count] > most);
        const int64_t numbers[] = {least, knee, most};
        for (size_t i = 0; i < VHA_COUNT(numbers); i++) {
            const size_t bin = bins_find(&bins, numbers[i]);
            assert_true(bins.edges[bin] <= numbers[i]);
            assert_true(bin + 1 == bins.count || numbers[i] < bins.edges[bin + 1]);
        }
    }
}

static void test_counting(void **state)
{
    (void)state;
    const struct bins bins = {3, {INT64_MIN, 14, 18, INT64_MAX}};
    const int64_t ages[] = {17, 3, 14, 13, 18, 90, 15};
    const uint32_t positions[] = {0, 1, 2, 3, 5, 6};
    uint32_t counts[BINS_MAX];
    bins_count(&bins, ages, positions, VHA_COUNT(positions), counts);
    assert_int_equal(counts[0], 2);
    assert_int_equal(counts[1], 3);
    assert_int_equal(counts[2], 1);
    const struct bins none = {.count = 0};
    bins_count(&none, ages, positions, 0, counts);
    assert_int_equal(counts[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_even_as_far_as_the_knee),
        cmocka_unit_test(test_a_long_tail_grows),
        cmocka_unit_test(test_the_line_is_an_edge),
        cmocka_unit_test(test_one_score),
        cmocka_unit_test(test_any_scores),
        cmocka_unit_test(test_counting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
