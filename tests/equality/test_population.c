/* The reference population as it is shipped, and what a wrong one is told. */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SHIPPED VHA_SOURCE_DIR "/config/population.yaml"

static int read_areas(void **state)
{
    struct vha_areas *areas = NULL;
    const enum vha_status status =
        vha_areas_read(VHA_SOURCE_DIR "/config/areas.yaml", &areas, NULL);
    *state = areas;
    return status == VHA_OK ? 0 : -1;
}

static int free_areas(void **state)
{
    vha_areas_free(*state);
    return 0;
}

enum { LONDON = 8799725 };

/* The figures of the groups whose codes begin so are all the people, but for what is rounded. */
static void expect_sum(const struct vha_population *population, enum vha_breakdown breakdown,
                       const char *beginning, int64_t expected, int64_t rounded)
{
    const struct vha_population_breakdown *const by = &population->by[breakdown];
    int64_t people = 0;
    for (size_t i = 0; i < by->count; i++)
        if (strncmp(by->groups[i].code, beginning, strlen(beginning)) == 0 &&
            by->groups[i].people != VHA_NO_FIGURE)
            people += by->groups[i].people;
    assert_in_range(people, expected - rounded, expected + rounded);
}

static void test_what_is_shipped(void **state)
{
    struct vha_population *population = NULL;
    struct vha_error error = {0};
    if (vha_population_read(SHIPPED, *state, &population, &error) != VHA_OK)
        fail_msg("%s", error.message);
    for (int i = 0; i < VHA_BY_BCU; i++)
        assert_int_equal(population->by[i].all, LONDON);
    expect_sum(population, VHA_BY_AGE, "", LONDON, 50); /* three bands are rounded to the hundred */
    expect_sum(population, VHA_BY_SEX, "", LONDON, 50);
    expect_sum(population, VHA_BY_ETHNIC_GROUP, "", LONDON, 0);
    expect_sum(population, VHA_BY_ETHNICITY, "W", 4731172, 0);
    expect_sum(population, VHA_BY_ETHNICITY, "M", 505775, 0);
    expect_sum(population, VHA_BY_ETHNICITY, "A", 1817640, 4); /* boroughs added up */
    expect_sum(population, VHA_BY_ETHNICITY, "B", 1188370, 0);
    expect_sum(population, VHA_BY_ETHNICITY, "O", 556768, 4);
    assert_int_equal(population->by[VHA_BY_ETHNICITY].count, 20);
    assert_int_equal(population->by[VHA_BY_BCU].count, 13);
    assert_int_equal(population->by[VHA_BY_BOROUGH].count, 34);
    for (int i = 0; i < VHA_BREAKDOWNS; i++)
        for (size_t j = 0; j < population->by[i].count; j++) {
            const bool narrow = i == VHA_BY_ETHNICITY || i == VHA_BY_BOROUGH;
            assert_int_equal(population->by[i].groups[j].within != VHA_NO_GROUP, narrow);
        }
    vha_population_free(population);
}

/* The shipped file with one text in another's place, and what is said of it; NULL: nothing. */
static void try_changed(struct vha_areas *areas, const char *old, const char *new,
                        const char *words, struct vha_population **population)
{
    char *text = NULL;
    size_t length = 0;
    char path[] = "/tmp/vha-test-population-XXXXXX";
    struct vha_error error = {0};
    assert_int_equal(vha_read_file(SHIPPED, 1 << 16, &text, &length, NULL), VHA_OK);
    char *const at = strstr(text, old);
    assert_non_null(at);
    const int file = mkstemp(path);
    assert_true(file >= 0);
    FILE *const out = fdopen(file, "w");
    assert_non_null(out);
    fprintf(out, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    fclose(out);
    struct vha_population *made = NULL;
    const enum vha_status status = vha_population_read(path, areas, &made, &error);
    unlink(path);
    free(text);
    if (words != NULL) {
        assert_int_equal(status, VHA_BAD_CONFIG);
        assert_null(made);
        if (strstr(error.message, words) == NULL)
            fail_msg("'%s' is not in '%s'", words, error.message);
    } else if (status != VHA_OK) {
        fail_msg("%s", error.message);
    }
    if (population != NULL)
        *population = made;
    else
        vha_population_free(made);
}

static void test_faults_are_named(void **state)
{
    static const char *const faults[][3] = {
        {"from: 18", "from: 19", "expected bands that follow on one another, here from 18"},
        {"to: 150", "to: 99", "the last one up to 150"},
        {"reference: W\n", "reference: Z\n", "expected the code of one of the groups, or rest"},
        {"within: B, people", "within: Q, people", "expected the code of a broad ethnic group"},
        {"within: B, people", "people", "without its broad group"},
        {"code: W2", "code: W1", "expected each code once"},
        {"people: 4731172", "people: many", "found \"many\""},
        {"people: 4731172", "people: 0", "found"},
        {"E09000001: 8600", "E09000099: 5", "expected a GSS code"},
        {"E09000001: 8600", "none: 5", "expected a GSS code"},
        {"all: 8799725", "all: some", "found \"some\""},
        {"F, label: Female, people: 4531900", "F, label: Female, people: 45319000",
         "people in the groups of Sex, expected no more than the 8799725 of 'all'"},
        {"sex:", "sexes:", "sexes"},
    };
    for (size_t i = 0; i < VHA_COUNT(faults); i++)
        try_changed(*state, faults[i][0], faults[i][1], faults[i][2], NULL);
}

/* Of which the figures are shipped; a BCU has none when one of its boroughs has none. */
static void test_a_bcu_has_the_people_of_its_boroughs(void **state)
{
    enum { SOUTH = 317600 + 307600, BOROUGHS = 8799900, CITY = 8600 }; /* rounded to the hundred */
    struct vha_population *population = NULL;
    try_changed(*state, "E09000003: 389300,", "", NULL, &population);
    const struct vha_population_breakdown *const bcus = &population->by[VHA_BY_BCU];
    int64_t people = 0;
    for (size_t i = 0; i < bcus->count; i++) {
        const int64_t figure = bcus->groups[i].people;
        if (strcmp(bcus->groups[i].code, "AS") == 0)
            assert_int_equal(figure, SOUTH);
        if (strcmp(bcus->groups[i].code, "NW") == 0) /* Barnet's is missing */
            assert_int_equal(figure, VHA_NO_FIGURE);
        else if (!bcus->groups[i].unknown)
            people += figure;
    }
    assert_int_equal(people, BOROUGHS - CITY - 389300 - 339800 - 261200);
    /* some of the boroughs are not London */
    assert_int_equal(population->by[VHA_BY_BOROUGH].all, VHA_NO_FIGURE);
    assert_int_equal(bcus->all, VHA_NO_FIGURE);
    vha_population_free(population);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_shipped),
        cmocka_unit_test(test_faults_are_named),
        cmocka_unit_test(test_a_bcu_has_the_people_of_its_boroughs),
    };
    return cmocka_run_group_tests(tests, read_areas, free_areas);
}
