/* Ranks 1, 2, 2, 4 and the order of equals (scoring.md, Rank). */
#include "person.h"

#include <string.h>

/* In the order expected, each with its rank; sorted from many shuffled orders. */
static const struct vha_standing expected[] = {
    {.score = 9000, .latest = 100, .crime_reports = 1, .pncid = 90, .rank = 1},
    {.score = 5000, .latest = 300, .crime_reports = 1, .pncid = 80, .rank = 2},
    {.score = 5000, .latest = 200, .crime_reports = 9, .pncid = 70, .rank = 2},
    {.score = 4999, .latest = 900, .crime_reports = 9, .pncid = 10, .rank = 4},
    {.score = 3000, .latest = 200, .crime_reports = 5, .pncid = 60, .rank = 5},
    {.score = 3000, .latest = 200, .crime_reports = 4, .pncid = 50, .rank = 5},
    {.score = 3000, .latest = 200, .crime_reports = 4, .pncid = 55, .rank = 5},
    {.score = 3000, .latest = 200, .crime_reports = 4, .pncid = 20130012345, .rank = 5},
    {.score = 3000, .latest = 199, .crime_reports = 99, .pncid = 1, .rank = 5},
    {.score = 3000, .latest = -5, .crime_reports = 99, .pncid = 2, .rank = 5},
    {.score = 1, .latest = 5, .crime_reports = 1, .pncid = 3, .rank = 11},
    {.score = 0, .latest = VHA_NO_DATE, .crime_reports = 0, .pncid = 4, .rank = 12},
};

static void test_order_and_ranks(void **state)
{
    (void)state;
    uint64_t random = 20261001;
    for (int round = 0; round < 500; round++) {
        struct vha_standing standings[VHA_COUNT(expected)];
        memcpy(standings, expected, sizeof standings);
        for (size_t i = 0; i < VHA_COUNT(standings); i++) {
            standings[i].nominal = (uint32_t)standings[i].pncid + 7;
            standings[i].rank = 0;
        }
        for (size_t i = VHA_COUNT(standings); i-- > 0;) {
            const size_t other = next_random(&random) % (i + 1);
            const struct vha_standing kept = standings[i];
            standings[i] = standings[other];
            standings[other] = kept;
        }
        vha_rank(standings, VHA_COUNT(standings));
        for (size_t i = 0; i < VHA_COUNT(standings); i++) {
            assert_int_equal(standings[i].pncid, expected[i].pncid);
            assert_int_equal(standings[i].rank, expected[i].rank);
            assert_int_equal(standings[i].nominal, (uint32_t)expected[i].pncid + 7);
        }
    }
}

static void test_everybody_equal(void **state)
{
    (void)state;
    struct vha_standing standings[5] = {
        {.pncid = 3}, {.pncid = 1}, {.pncid = 5}, {.pncid = 2}, {.pncid = 4}};
    vha_rank(standings, VHA_COUNT(standings));
    for (size_t i = 0; i < VHA_COUNT(standings); i++) {
        assert_int_equal(standings[i].pncid, i + 1);
        assert_int_equal(standings[i].rank, 1);
    }
}

/* Scores beyond what 32 bits or a double hold apart. */
static void test_large_scores(void **state)
{
    (void)state;
    struct vha_standing standings[] = {{.score = INT64_C(9007199254740992), .pncid = 1},
                                       {.score = INT64_C(9007199254740993), .pncid = 2}};
    vha_rank(standings, VHA_COUNT(standings));
    assert_int_equal(standings[0].pncid, 2);
    assert_int_equal(standings[1].rank, 2);
}

static void test_nobody(void **state)
{
    (void)state;
    struct vha_standing one = {.score = 1, .rank = 77};
    vha_rank(&one, 0);
    assert_int_equal(one.rank, 77);
    vha_rank(&one, 1);
    assert_int_equal(one.rank, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_ranks),
        cmocka_unit_test(test_everybody_equal),
        cmocka_unit_test(test_large_scores),
        cmocka_unit_test(test_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
