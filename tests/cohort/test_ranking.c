/* The list ranked on chosen offence types (SOP 31), against the explanations of everybody on it,
 * added up and ordered the slow way. */
#include "quarter.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_LISTED = 256, ROUNDS = 60 };

static struct vha_cohort *cohort;
static struct vha_list_row *rows;
static struct vha_explanation *explanations; /* by position */
static const struct vha_policy *policy;
static uint32_t listed;
static struct vha_arena *arena;

static const struct vha_filter everybody = {.chosen = {0}};
static const struct vha_sorting by_chosen = {1, {{VHA_SORT_CHOSEN, false}}};
static const struct vha_sorting by_rank = {.count = 0};

/* One person's sum. */
struct sum {
    uint32_t position;
    vha_milli score;
    vha_date latest;
    uint32_t crimes;
    uint32_t reports;
};

static bool is_among(uint64_t offences, uint16_t category)
{
    return category < 64 && (offences >> category & 1u) != 0;
}

static struct sum add_up(uint32_t position, uint64_t offences)
{
    const struct vha_explanation *who = &explanations[position];
    const struct vha_individual *individual = &who->dossier.individual;
    struct sum sum = {.position = position, .latest = VHA_NO_DATE};
    for (size_t i = 0; i < individual->crime_count; i++) {
        const struct vha_crime_fact *fact = &individual->crimes[i];
        if (who->crimes[i].verdict != VHA_COUNTED || !is_among(offences, fact->category))
            continue;
        sum.score += who->crimes[i].score;
        sum.latest = fact->offence_date > sum.latest ? fact->offence_date : sum.latest;
        sum.crimes++;
        sum.reports++;
    }
    for (size_t i = 0; i < individual->intel_count; i++) {
        if (who->intel[i].verdict != VHA_COUNTED ||
            !is_among(offences, individual->intel[i].category))
            continue;
        sum.score += who->intel[i].score;
        sum.reports++;
    }
    return sum;
}

/* Whether a stands before b: scoring.md, Rank. */
static bool stands_before(const struct sum *a, const struct sum *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    if (a->latest != b->latest)
        return a->latest > b->latest;
    if (a->crimes != b->crimes)
        return a->crimes > b->crimes;
    return rows[a->position].pncid < rows[b->position].pncid;
}

static uint32_t rank_slowly(uint64_t offences, struct sum *sums)
{
    uint32_t count = 0;
    for (uint32_t position = 0; position < listed; position++) {
        const struct sum sum = add_up(position, offences);
        if (sum.reports == 0)
            continue;
        uint32_t at = count++;
        for (; at > 0 && stands_before(&sum, &sums[at - 1]); at--)
            sums[at] = sums[at - 1];
        sums[at] = sum;
    }
    return count;
}

/* 1, 2, 2, 4 */
static uint32_t rank_of(const struct sum *sums, uint32_t at)
{
    while (at > 0 && sums[at - 1].score == sums[at].score)
        at--;
    return at + 1;
}

static void rank_on(uint64_t offences)
{
    struct vha_error error = {0};
    if (vha_cohort_rank_on(cohort, offences, &error) != VHA_OK)
        fail_msg("%s", error.message);
}

static void check_ranking(uint64_t offences)
{
    struct sum sums[MAX_LISTED];
    struct vha_selection selection = {0};
    const uint32_t count = rank_slowly(offences, sums);
    rank_on(offences);
    assert_non_null(vha_cohort_ranking(cohort));
    assert_int_equal(vha_cohort_ranking(cohort)->offences, offences);
    assert_int_equal(vha_cohort_ranking(cohort)->ranked, count);
    assert_int_equal(vha_cohort_ranking(cohort)->left_out, listed - count);
    assert_int_equal(vha_cohort_select(cohort, &everybody, &by_chosen, &selection, NULL), VHA_OK);
    assert_int_equal(selection.count, count);
    for (uint32_t i = 0; i < count; i++) {
        struct vha_list_row row;
        assert_int_equal(selection.positions[i], sums[i].position);
        assert_int_equal(vha_cohort_row(cohort, selection.positions[i], arena, &row, NULL), VHA_OK);
        assert_int_equal(row.chosen_score, sums[i].score);
        assert_int_equal(row.chosen_rank, rank_of(sums, i));
        assert_int_equal(row.rank, rows[row.position].rank); /* which stays what it is */
    }
    vha_selection_free(&selection);
}

static void test_each_offence_alone(void **state)
{
    (void)state;
    uint32_t ranked = 0;
    for (size_t category = 0; category < policy->category_count; category++) {
        check_ranking(UINT64_C(1) << category);
        ranked += vha_cohort_ranking(cohort)->ranked;
    }
    assert_true(ranked > listed);
}

static void test_any_offences_together(void **state)
{
    (void)state;
    uint64_t random = 11;
    for (int round = 0; round < ROUNDS; round++) {
        const uint64_t offences = (next_random(&random) & next_random(&random)) &
                                  ((UINT64_C(1) << policy->category_count) - 1);
        if (offences != 0)
            check_ranking(offences);
    }
}

/* On all offences it is the list as it is. */
static void test_all_offences_are_the_list(void **state)
{
    (void)state;
    struct vha_selection selection = {0};
    check_ranking((UINT64_C(1) << policy->category_count) - 1);
    assert_int_equal(vha_cohort_select(cohort, &everybody, &by_chosen, &selection, NULL), VHA_OK);
    assert_int_equal(selection.count, listed);
    for (uint32_t i = 0; i < listed; i++)
        assert_int_equal(selection.positions[i], i);
    vha_selection_free(&selection);
}

/* Filters, counts and searches leave out whoever has none of the offences, whatever the order. */
static void test_others_are_left_out(void **state)
{
    (void)state;
    struct sum sums[MAX_LISTED];
    struct vha_selection selection = {0};
    const uint64_t offences = UINT64_C(1);
    const uint32_t count = rank_slowly(offences, sums);
    rank_on(offences);
    assert_in_range(count, 1, listed - 1);
    assert_int_equal(vha_cohort_select(cohort, &everybody, &by_rank, &selection, NULL), VHA_OK);
    assert_int_equal(selection.count, count);
    for (uint32_t i = 1; i < count; i++)
        assert_true(selection.positions[i - 1] < selection.positions[i]);
    uint32_t counted = 0;
    for (size_t value = 0; value < 34; value++)
        counted += selection.counts[0][value];
    assert_int_equal(counted, count);
    vha_selection_free(&selection);
}

/* Ranks are those of London; who is left out is told for the scope alone. */
static void test_a_scope_counts_its_own(void **state)
{
    (void)state;
    struct vha_selection all = {0};
    struct vha_selection selection = {0};
    rank_on(0);
    vha_cohort_confine(cohort, "AS WA");
    assert_int_equal(vha_cohort_select(cohort, &everybody, &by_rank, &all, NULL), VHA_OK);
    rank_on(1);
    const uint32_t ranked = vha_cohort_ranking(cohort)->ranked;
    assert_int_equal(vha_cohort_select(cohort, &everybody, &by_chosen, &selection, NULL), VHA_OK);
    assert_in_range(selection.count, 1, ranked - 1);
    assert_int_equal(vha_cohort_ranking(cohort)->left_out, all.count - selection.count);
    vha_cohort_confine(cohort, "all");
    vha_selection_free(&all);
    vha_selection_free(&selection);
}

static void test_the_end_of_it(void **state)
{
    (void)state;
    struct vha_selection selection = {0};
    struct vha_list_row row;
    rank_on(3);
    assert_int_equal(vha_cohort_select(cohort, &everybody, &by_chosen, &selection, NULL), VHA_OK);
    rank_on(0);
    assert_null(vha_cohort_ranking(cohort));
    for (int i = 0; i < 2; i++) { /* the order by chosen offences is that of the rank again */
        assert_int_equal(
            vha_cohort_select(cohort, &everybody, i == 0 ? &by_chosen : &by_rank, &selection, NULL),
            VHA_OK);
        assert_int_equal(selection.count, listed);
        for (uint32_t position = 0; position < listed; position++)
            assert_int_equal(selection.positions[position], position);
    }
    assert_int_equal(vha_cohort_row(cohort, 0, arena, &row, NULL), VHA_OK);
    assert_int_equal(row.chosen_rank, 0);
    assert_int_equal(row.chosen_score, 0);
    vha_selection_free(&selection);
}

static void test_damage_is_told(void **state)
{
    const struct quarter *quarter = *state;
    static const char *const damages[] = {
        "DELETE FROM listing WHERE position = 3",
        "UPDATE listing SET position = 9999 WHERE position = 3",
        "UPDATE listing SET position = -1 WHERE position = 3",
        "DROP TABLE intel_report",
    };
    for (size_t i = 0; i < VHA_COUNT(damages); i++) {
        const char *path = quarter_path(quarter, "damaged.db");
        struct vha_error error = {0};
        quarter_build(quarter, SAMPLE_CSV, path);
        quarter_execute(path, damages[i]);
        struct vha_cohort *damaged = quarter_open(path);
        assert_int_equal(vha_cohort_rank_on(damaged, 1, &error), VHA_BAD_DATA);
        assert_non_null(strstr(error.message, path));
        assert_null(vha_cohort_ranking(damaged));
        vha_cohort_close(damaged);
    }
}

/* -------------------------------------------------------------------------------- as it is typed
 */

static void test_offences_are_read_and_written(void **state)
{
    (void)state;
    uint64_t random = 8;
    for (int round = 0; round < 500; round++) {
        const uint64_t offences =
            next_random(&random) & ((UINT64_C(1) << policy->category_count) - 1);
        char text[4096];
        uint64_t read = 0;
        vha_offences_format(policy, offences, text, sizeof text);
        if (offences != 0) {
            assert_int_equal(vha_offences_parse(policy, text, &read, NULL), VHA_OK);
            assert_int_equal(read, offences);
        }
    }
    uint64_t read = 0;
    uint64_t same = 0;
    assert_int_equal(vha_offences_parse(policy, " knife_injury, ROBBERY_PERSONAL ", &read, NULL),
                     VHA_OK);
    assert_int_equal(vha_offences_parse(policy, "ROBBERY_PERSONAL KNIFE_INJURY", &same, NULL),
                     VHA_OK);
    assert_int_equal(read, same);
    assert_int_equal(__builtin_popcountll(read), 2);
}

static void test_mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *message;
    } mistakes[] = {
        {"KNIFE_INJRY", "\"KNIFE_INJRY\" is no offence of the policy; did you mean "
                        "\"KNIFE_INJURY\"?"},
        {"knife_injry", "did you mean \"KNIFE_INJURY\"?"},
        {"KNIFE_INJURY,xyzzy", "\"xyzzy\" is no offence of the policy"},
        {" , ", "No offence is named"},
        {"", "No offence is named"},
    };
    for (size_t i = 0; i < VHA_COUNT(mistakes); i++) {
        struct vha_error error = {0};
        uint64_t read = 77;
        assert_int_equal(vha_offences_parse(policy, mistakes[i].typed, &read, &error), VHA_USAGE);
        if (strstr(error.message, mistakes[i].message) == NULL)
            fail_msg("%s: %s", mistakes[i].typed, error.message);
        assert_int_equal(read, 77);
    }
    char longest[4000];
    uint64_t read = 0;
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(vha_offences_parse(policy, longest, &read, NULL), VHA_USAGE);
}

static int open_sample(void **state)
{
    if (quarter_begin(state) != 0)
        return -1;
    const struct quarter *quarter = *state;
    const char *sample_path = quarter_path(quarter, "sample.db");
    quarter_build(quarter, SAMPLE_CSV, sample_path);
    arena = vha_arena_new();
    cohort = quarter_open(sample_path);
    listed = vha_cohort_info(cohort)->listed;
    assert_true(listed <= MAX_LISTED);
    rows = quarter_rows(cohort, arena);
    explanations = vha_arena_alloc(arena, listed * sizeof *explanations);
    for (uint32_t position = 0; position < listed; position++)
        assert_int_equal(
            vha_cohort_explain(cohort, rows[position].pncid, arena, &explanations[position], NULL),
            VHA_OK);
    return (int)vha_cohort_policy(cohort, &policy, NULL);
}

static int close_sample(void **state)
{
    vha_cohort_close(cohort);
    vha_arena_free(arena);
    return quarter_end(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_offence_alone),
        cmocka_unit_test(test_any_offences_together),
        cmocka_unit_test(test_all_offences_are_the_list),
        cmocka_unit_test(test_others_are_left_out),
        cmocka_unit_test(test_a_scope_counts_its_own),
        cmocka_unit_test(test_the_end_of_it),
        cmocka_unit_test(test_damage_is_told),
        cmocka_unit_test(test_offences_are_read_and_written),
        cmocka_unit_test(test_mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
