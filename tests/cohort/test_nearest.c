/* Names near to what is typed, when nothing matches it. */
#include "quarter.h"

#include <string.h>

static const struct known_person people[] = {
    {"Kowalski", "Isaac", NULL},    /* 0 */
    {"KOWALSKI", "Maya", NULL},     /* 1 */
    {"Kowalska", "Anna", NULL},     /* 2 */
    {"O'Neill", "Zoë", NULL},       /* 3 */
    {"Smith-Jones", "Zoë", NULL},   /* 4 */
    {"Łukasz", "José Maria", NULL}, /* 5 */
    {"Kowalski", "Zoë", NULL},      /* 6 */
    {"李", "小龍", NULL},           /* 7 */
};

struct stage {
    struct quarter *quarter;
    struct vha_cohort *cohort;
    struct vha_selection selection;
};

static const struct {
    const char *typed;
    const char *nearest; /* as typed; NULL: none */
    const char *shown;
    uint32_t people;
} cases[] = {
    {"kowalsky", "kowalski", "Kowalski", 3},
    {"Kowaslki", "kowalski", "Kowalski", 3}, /* two neighbours swapped are one slip */
    {"kovalska", "kowalska", "Kowalska", 1},
    {"oneil zoe", NULL, NULL, 0}, /* that is found as it is */
    {"oniell", "oneill", "O'Neill", 1},
    {"jonse smith", "jones smith", "Jones Smith", 1},
    {"zoe kowalsky", "zoe kowalski", "Zoë Kowalski", 1},
    {"isac kowalsky", "isaac kowalski", "Isaac Kowalski", 1},
    {"lucasz", "lukasz", "Łukasz", 1},
    {"jozé", "jose", "José", 1},
    {"xyzzy", NULL, NULL, 0},
    {"ko", NULL, NULL, 0},
    {"k", NULL, NULL, 0},
    {"zq", NULL, NULL, 0}, /* too short to be near to anything */
    {"zow", "zoe", "Zoë", 3},
    {"kowalsky xyzzy", NULL, NULL, 0},
    {"kowalsky anna", "kowalska anna", "Kowalska Anna", 1}, /* the whole of it is of one person */
    {"2015/0000009", NULL, NULL, 0},                        /* a number has no near one */
    {"kowalsky 2015", NULL, NULL, 0},
    {"", NULL, NULL, 0},
};

static void test_near_names(void **state)
{
    struct stage *stage = *state;
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        struct vha_near_name names[VHA_NEAR_NAMES];
        if (vha_cohort_search(stage->cohort, &stage->selection, cases[i].typed, 0, true) !=
            UINT32_MAX)
            continue; /* there is nothing to correct */
        const size_t count =
            vha_cohort_nearest(stage->cohort, &stage->selection, cases[i].typed, names);
        if ((count > 0) != (cases[i].nearest != NULL))
            fail_msg("\"%s\": %zu near, first \"%s\"", cases[i].typed, count,
                     count > 0 ? names[0].typed : "");
        if (count == 0)
            continue;
        assert_string_equal(names[0].typed, cases[i].nearest);
        assert_string_equal(names[0].shown, cases[i].shown);
        assert_int_equal(names[0].people, cases[i].people);
        assert_int_not_equal(
            vha_cohort_search(stage->cohort, &stage->selection, names[0].typed, 0, true),
            UINT32_MAX);
    }
}

/* Names as far off are offered together, those that more people have first. */
static void test_several_as_near(void **state)
{
    struct stage *stage = *state;
    struct vha_near_name names[VHA_NEAR_NAMES];
    const size_t count = vha_cohort_nearest(stage->cohort, &stage->selection, "kowalsko", names);
    assert_int_equal(count, 2);
    assert_string_equal(names[0].shown, "Kowalski");
    assert_int_equal(names[0].people, 3);
    assert_string_equal(names[1].shown, "Kowalska");
    assert_int_equal(names[1].people, 1);
}

/* Nobody beyond the selection is offered, and nobody beyond it is counted. */
static void test_only_the_selection_is_offered(void **state)
{
    struct stage *stage = *state;
    uint32_t positions[] = {2, 6, 3};
    const struct vha_selection some = {.positions = positions, .count = 3, .capacity = 3};
    struct vha_near_name names[VHA_NEAR_NAMES];
    assert_int_equal(vha_cohort_nearest(stage->cohort, &some, "kowalsky", names), 2);
    assert_string_equal(names[0].shown, "Kowalska"); /* as far off, and found first */
    assert_int_equal(names[0].people, 1);
    assert_string_equal(names[1].shown, "Kowalski");
    const struct vha_selection one = {.positions = positions + 2, .count = 1, .capacity = 1};
    assert_int_equal(vha_cohort_nearest(stage->cohort, &one, "kowalsky", names), 0);
    const struct vha_selection nobody = {0};
    assert_int_equal(vha_cohort_nearest(stage->cohort, &nobody, "kowalsky", names), 0);
}

static void test_hostile_input(void **state)
{
    struct stage *stage = *state;
    struct vha_near_name names[VHA_NEAR_NAMES];
    char typed[4096];
    memset(typed, 'k', sizeof typed - 1);
    typed[sizeof typed - 1] = '\0';
    assert_int_equal(vha_cohort_nearest(stage->cohort, &stage->selection, typed, names), 0);
    for (size_t i = 0; i + 1 < sizeof typed; i++)
        typed[i] = "zow "[i % 4];
    (void)vha_cohort_nearest(stage->cohort, &stage->selection, typed, names);
    assert_int_equal(vha_cohort_nearest(stage->cohort, &stage->selection, "\xff\xfe\xfd", names),
                     0);
}

/* -------------------------------------------------------------------------- the sample, slowly */

/* The name at a position, folded and without its number. */
static void fold_name(const struct vha_list_row *row, char out[1024])
{
    size_t length = vha_text_fold(out, 512, row->surname);
    out[length++] = ' ';
    vha_text_fold(out + length, 512, row->forenames);
}

/* How far a word is from the nearest of a name. */
static size_t distance_slowly(const char *word, const struct vha_list_row *row)
{
    char name[1024];
    size_t least = SIZE_MAX;
    fold_name(row, name);
    char *rest = name;
    for (char *other = NULL; (other = strsep(&rest, " ,")) != NULL;) {
        const size_t far =
            *other == '\0' ? 99 : vha_edit_distance(word, strlen(word), other, strlen(other), 50);
        least = far < least ? far : least;
    }
    return least;
}

/* A surname with one letter spoiled: what is offered first is as near as any name of the list. */
static void test_the_sample_with_slips(void **state)
{
    struct stage *stage = *state;
    const char *path = quarter_path(stage->quarter, "sample.db");
    quarter_build(stage->quarter, SAMPLE_CSV, path);
    struct vha_cohort *cohort = quarter_open(path);
    const uint32_t listed = vha_cohort_info(cohort)->listed;
    const struct vha_list_row *rows = quarter_rows(cohort, stage->quarter->arena);
    const struct vha_filter all = {.chosen = {0}};
    struct vha_selection selection = {0};
    assert_int_equal(vha_cohort_select(cohort, &all, &(struct vha_sorting){0}, &selection, NULL),
                     VHA_OK);
    uint64_t random = 21;
    int offered = 0;
    for (int round = 0; round < 150; round++) {
        char word[512];
        struct vha_near_name names[VHA_NEAR_NAMES];
        vha_text_fold(word, sizeof word, rows[next_random(&random) % listed].surname);
        word[strcspn(word, " ")] = '\0';
        if (strlen(word) < 4 || word[0] < 'a' || word[0] > 'z')
            continue;
        word[next_random(&random) % strlen(word)] = 'q';
        if (vha_cohort_search(cohort, &selection, word, 0, true) != UINT32_MAX)
            continue;
        size_t least = SIZE_MAX;
        for (uint32_t i = 0; i < listed; i++) {
            const size_t far = distance_slowly(word, &rows[i]);
            least = far < least ? far : least;
        }
        assert_true(vha_cohort_nearest(cohort, &selection, word, names) > 0);
        assert_int_equal(
            vha_edit_distance(word, strlen(word), names[0].typed, strlen(names[0].typed), 50),
            least);
        offered++;
    }
    assert_true(offered > 50);
    vha_selection_free(&selection);
    vha_cohort_close(cohort);
}

static int open_stage(void **state)
{
    static struct stage stage;
    void *group = NULL;
    if (quarter_begin(&group) != 0)
        return -1;
    stage.quarter = group;
    const char *path = quarter_path(stage.quarter, "people.db");
    quarter_build(stage.quarter,
                  quarter_of_people(stage.quarter, "people", "2026-Q3", "2026-10-01", people,
                                    VHA_COUNT(people), NULL),
                  path);
    stage.cohort = quarter_open(path);
    const struct vha_filter filter = {.chosen = {0}};
    *state = &stage;
    return (int)vha_cohort_select(stage.cohort, &filter, &(struct vha_sorting){0}, &stage.selection,
                                  NULL);
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    void *group = stage->quarter;
    vha_selection_free(&stage->selection);
    vha_cohort_close(stage->cohort);
    return quarter_end(&group);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_near_names),
        cmocka_unit_test(test_several_as_near),
        cmocka_unit_test(test_only_the_selection_is_offered),
        cmocka_unit_test(test_hostile_input),
        cmocka_unit_test(test_the_sample_with_slips),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
