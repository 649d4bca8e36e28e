/* The orders of the list against a slow sort, and sorting as it is typed. */
#include "quarter.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_LISTED = 256 };

static struct vha_cohort *cohort;
static struct vha_list_row *rows;
static struct vha_arena *row_arena;

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_names(const struct vha_list_row *a, const struct vha_list_row *b)
{
    char left[1024];
    char right[1024];
    size_t length = vha_text_fold(left, sizeof left / 2, a->surname);
    left[length++] = ' ';
    vha_text_fold(left + length, sizeof left / 2, a->forenames);
    length = vha_text_fold(right, sizeof right / 2, b->surname);
    right[length++] = ' ';
    vha_text_fold(right + length, sizeof right / 2, b->forenames);
    return strcmp(left, right);
}

static int compare_pncids(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->pncid, b->pncid);
}

static int compare_ages(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(b->dob, a->dob); /* youngest first */
}

static int compare_born(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->dob, b->dob);
}

static int compare_boroughs(const struct vha_list_row *a, const struct vha_list_row *b)
{
    const int none = (*a->borough == '\0') - (*b->borough == '\0');
    return none != 0 ? none : strcmp(a->borough, b->borough);
}

static int compare_bcus(const struct vha_list_row *a, const struct vha_list_row *b)
{
    const int none = (*a->bcu == '\0') - (*b->bcu == '\0');
    return none != 0 ? none : strcmp(a->bcu, b->bcu);
}

static int compare_scores(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->crime_score + a->intel_score, b->crime_score + b->intel_score);
}

static int compare_crime_scores(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->crime_score, b->crime_score);
}

static int compare_intel_scores(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->intel_score, b->intel_score);
}

static int compare_crime_reports(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->crime_reports, b->crime_reports);
}

static int compare_intel_reports(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->intel_reports, b->intel_reports);
}

static int compare_latest(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->latest, b->latest);
}

static int compare_qualifying(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->qualifying, b->qualifying);
}

static int compare_recency(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->recency, b->recency);
}

static int64_t risen(const struct vha_list_row *row)
{
    const int64_t previous = quarter_earlier_rank(row->position);
    return previous == 0 ? INT64_MAX : previous - row->rank;
}

static int compare_changes(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(risen(a), risen(b));
}

static int compare_previous(const struct vha_list_row *a, const struct vha_list_row *b)
{
    /* One less than 0 is more than any rank. */
    return ORDER(quarter_earlier_rank(a->position) - 1, quarter_earlier_rank(b->position) - 1);
}

static int compare_ranks(const struct vha_list_row *a, const struct vha_list_row *b)
{
    return ORDER(a->position, b->position);
}

static int (*const comparisons[VHA_SORTS])(const struct vha_list_row *,
                                           const struct vha_list_row *) = {
    [VHA_SORT_RANK] = compare_ranks,
    [VHA_SORT_SCORE] = compare_scores,
    [VHA_SORT_NAME] = compare_names,
    [VHA_SORT_PNCID] = compare_pncids,
    [VHA_SORT_AGE] = compare_ages,
    [VHA_SORT_BORN] = compare_born,
    [VHA_SORT_BOROUGH] = compare_boroughs,
    [VHA_SORT_BCU] = compare_bcus,
    [VHA_SORT_CRIME_SCORE] = compare_crime_scores,
    [VHA_SORT_INTEL_SCORE] = compare_intel_scores,
    [VHA_SORT_CRIME_REPORTS] = compare_crime_reports,
    [VHA_SORT_INTEL_REPORTS] = compare_intel_reports,
    [VHA_SORT_LATEST] = compare_latest,
    [VHA_SORT_QUALIFYING] = compare_qualifying,
    [VHA_SORT_RECENCY] = compare_recency,
    [VHA_SORT_CHANGE] = compare_changes,
    [VHA_SORT_PREVIOUS] = compare_previous,
    [VHA_SORT_CHOSEN] = compare_ranks, /* none are chosen */
};

static int compare_by(const struct vha_sorting *sorting, uint32_t a, uint32_t b)
{
    int order = 0;
    for (size_t key = 0; key < sorting->count && order == 0; key++) {
        order = comparisons[sorting->keys[key].sort](&rows[a], &rows[b]);
        order = sorting->keys[key].descending ? -order : order;
    }
    return order;
}

/* Insertion keeps equals in rank order. */
static void sort_slowly(const struct vha_sorting *sorting, uint32_t *positions, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        const uint32_t position = positions[i];
        uint32_t at = i;
        for (; at > 0 && compare_by(sorting, positions[at - 1], position) > 0; at--)
            positions[at] = positions[at - 1];
        positions[at] = position;
    }
}

static void check_order(const struct vha_filter *filter, const struct vha_sorting *sorting)
{
    static const struct vha_sorting by_rank = {.count = 0};
    struct vha_selection expected = {0};
    struct vha_selection selection = {0};
    assert_int_equal(vha_cohort_select(cohort, filter, &by_rank, &expected, NULL), VHA_OK);
    sort_slowly(sorting, expected.positions, expected.count);
    assert_int_equal(vha_cohort_select(cohort, filter, sorting, &selection, NULL), VHA_OK);
    assert_int_equal(selection.count, expected.count);
    for (uint32_t i = 0; i < expected.count; i++)
        if (selection.positions[i] != expected.positions[i]) {
            char text[VHA_SORTING_SIZE];
            fail_msg("by %s: row %u", vha_sorting_format(sorting, text), i);
        }
    vha_selection_free(&expected);
    vha_selection_free(&selection);
}

static void test_orders_equal_a_slow_sort(void **state)
{
    (void)state;
    uint64_t random = 99;
    for (int round = 0; round < 12; round++)
        for (int sort = 0; sort < VHA_SORTS; sort++) {
            struct vha_filter filter = {.chosen = {0}};
            if (round % 3 != 0)
                filter.chosen[round % 3] = next_random(&random);
            struct vha_sorting sorting = {.count = 1 + (size_t)round % VHA_SORT_KEYS};
            for (size_t key = 0; key < sorting.count; key++)
                sorting.keys[key] = (struct vha_sort_key){
                    (enum vha_sort)(((size_t)sort + key * key * 3) % VHA_SORTS),
                    next_random(&random) % 2 == 0};
            check_order(&filter, &sorting);
        }
}

/* -------------------------------------------------------------------------------- as it is typed
 */

static const struct {
    const char *typed;
    const char *written;
    const char *words;
} sortings[] = {
    {"", "", "by score"},
    {"  , ", "", "by score"},
    {"name", "name", "by name, A to Z"},
    {"name asc", "name", "by name, A to Z"},
    {"name desc", "name desc", "by name, Z to A"},
    {"NAME DESC, Age", "name desc, age", "by name, Z to A, then by age, youngest first"},
    {"borough,age desc", "borough, age desc", "by borough, A to Z, then by age, oldest first"},
    {"borough age desc", "borough, age desc", "by borough, A to Z, then by age, oldest first"},
    {"score", "score", "by score, highest first"},
    {"score desc", "score", "by score, highest first"},
    {"score asc", "score asc", "by score, lowest first"},
    {"name desc asc", "name", "by name, A to Z"},
};

static void test_sortings_are_read_and_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(sortings); i++) {
        struct vha_sorting sorting = {.count = 99};
        struct vha_error error = {0};
        char text[VHA_SORTING_SIZE];
        char words[256];
        if (vha_sorting_parse(sortings[i].typed, &sorting, &error) != VHA_OK)
            fail_msg("%s: %s", sortings[i].typed, error.message);
        assert_string_equal(vha_sorting_format(&sorting, text), sortings[i].written);
        assert_string_equal(vha_sorting_words(&sorting, words, sizeof words), sortings[i].words);
    }
}

static const struct {
    const char *typed;
    const char *message;
} mistakes[] = {
    {"agee", "\"agee\" is nothing to sort by; did you mean \"age\"?"},
    {"nmae", "did you mean \"name\"?"},
    {"name dsec", "did you mean \"desc\"?"},
    {"desc", "\"desc\" stands after what is sorted by: name desc."},
    {"name, name", "\"name\" is there twice"},
    {"xyzzy", "there are rank, score, name, "},
    {"ethnicity", "\"ethnicity\" is nothing to sort by"},
    {"sex", "\"sex\" is nothing to sort by"},
    {"name, age, pncid, latest, borough", "by 4 columns at most, and \"borough\" is one more"},
};

static void test_mistakes_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(mistakes); i++) {
        struct vha_sorting sorting = {.count = 99};
        struct vha_error error = {0};
        assert_int_equal(vha_sorting_parse(mistakes[i].typed, &sorting, &error), VHA_USAGE);
        if (strstr(error.message, mistakes[i].message) == NULL)
            fail_msg("%s: %s", mistakes[i].typed, error.message);
        assert_int_equal(sorting.count, 99);
    }
    char longest[2000];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    struct vha_sorting sorting;
    assert_int_equal(vha_sorting_parse(longest, &sorting, NULL), VHA_USAGE);
}

/* Whatever is written is read as the same, and fits. */
static void test_every_sorting_comes_back(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (int round = 0; round < 2000; round++) {
        struct vha_sorting sorting = {.count = next_random(&random) % (VHA_SORT_KEYS + 1)};
        const size_t first = next_random(&random) % VHA_SORTS;
        for (size_t i = 0; i < sorting.count; i++)
            sorting.keys[i] = (struct vha_sort_key){(enum vha_sort)((first + i * 5) % VHA_SORTS),
                                                    next_random(&random) % 2 == 0};
        struct vha_sorting read = {.count = 99};
        char text[VHA_SORTING_SIZE];
        assert_int_equal(vha_sorting_parse(vha_sorting_format(&sorting, text), &read, NULL),
                         VHA_OK);
        assert_int_equal(read.count, sorting.count);
        for (size_t i = 0; i < sorting.count; i++) {
            assert_int_equal(read.keys[i].sort, sorting.keys[i].sort);
            assert_int_equal(read.keys[i].descending, sorting.keys[i].descending);
        }
    }
}

static void test_sorts_have_names(void **state)
{
    (void)state;
    size_t longest = 0;
    for (int sort = 0; sort < VHA_SORTS; sort++) {
        assert_string_not_equal(vha_sorts[sort].orders[0], vha_sorts[sort].orders[1]);
        for (int other = 0; other < sort; other++)
            assert_string_not_equal(vha_sorts[sort].name, vha_sorts[other].name);
        longest = strlen(vha_sorts[sort].name) > longest ? strlen(vha_sorts[sort].name) : longest;
    }
    assert_true(VHA_SORT_KEYS * (longest + strlen(", desc ")) < VHA_SORTING_SIZE);
}

static int open_sample(void **state)
{
    if (quarter_begin(state) != 0)
        return -1;
    const struct quarter *quarter = *state;
    const char *path = quarter_path(quarter, "sample.db");
    quarter_build_compared(quarter, SAMPLE_CSV, path);
    row_arena = vha_arena_new();
    cohort = quarter_open(path);
    rows = quarter_rows(cohort, row_arena);
    assert_true(vha_cohort_info(cohort)->listed <= MAX_LISTED);
    return 0;
}

static int close_sample(void **state)
{
    vha_cohort_close(cohort);
    vha_arena_free(row_arena);
    return quarter_end(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_orders_equal_a_slow_sort),
        cmocka_unit_test(test_sortings_are_read_and_written),
        cmocka_unit_test(test_mistakes_are_told),
        cmocka_unit_test(test_every_sorting_comes_back),
        cmocka_unit_test(test_sorts_have_names),
    };
    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
