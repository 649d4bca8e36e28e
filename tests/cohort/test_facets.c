/* Quarters at the edges of the filter panes. */
#include "quarter.h"

#include <string.h>

static void test_nobody_on_the_list(void **state)
{
    const struct quarter *quarter = *state;
    const char *path = quarter_path(quarter, "empty.db");
    quarter_build(
        quarter, quarter_of_people(quarter, "empty", "2026-Q3", "2026-10-01", NULL, 0, NULL), path);
    struct vha_cohort *cohort = quarter_open(path);
    struct vha_selection selection = {0};
    struct vha_filter filter = {.chosen = {1}};
    assert_int_equal(vha_cohort_info(cohort)->listed, 0);
    for (int sort = 0; sort < VHA_SORTS; sort++) {
        const struct vha_sorting sorting = {1, {{(enum vha_sort)sort, sort % 2 != 0}}};
        assert_int_equal(vha_cohort_select(cohort, &filter, &sorting, &selection, NULL), VHA_OK);
        assert_int_equal(selection.count, 0);
    }
    assert_int_equal(vha_cohort_search(cohort, &selection, "smith", 0, true), UINT32_MAX);
    vha_selection_free(&selection);
    vha_cohort_close(cohort);
}

/* More kinds of restriction than a pane has values: the rest are gathered, nobody is mislabelled.
 */
static void test_more_kinds_than_a_pane_holds(void **state)
{
    enum { PEOPLE = 80 };
    const struct quarter *quarter = *state;
    struct known_person people[PEOPLE];
    const char *rows = "";
    for (size_t i = 0; i < PEOPLE; i++) {
        people[i] = (struct known_person){"Quill", "Ada", NULL};
        if (i > 0)
            rows = vha_arena_format(quarter->arena, "%s%s,KIND-%02zu,2026-01-01,\n", rows,
                                    quarter_pncid_text(quarter, i), i);
    }
    const char *const extra[] = {"restrictions", rows, NULL};
    const char *path = quarter_path(quarter, "kinds.db");
    quarter_build(
        quarter,
        quarter_of_people(quarter, "kinds", "2026-Q3", "2026-10-01", people, PEOPLE, extra), path);
    struct vha_cohort *cohort = quarter_open(path);
    const struct vha_facet *facets = NULL;
    const struct vha_facet *pane = NULL;
    for (size_t i = 0; i < vha_cohort_facets(cohort, &facets); i++)
        if (strcmp(facets[i].name, "restriction") == 0)
            pane = &facets[i];
    assert_non_null(pane);
    assert_int_equal(pane->value_count, VHA_MAX_FACET_VALUES);
    uint32_t total = 0;
    for (size_t i = 0; i < pane->value_count; i++) {
        total += pane->values[i].total;
        if (strncmp(pane->values[i].code, "KIND-", 5) == 0)
            assert_int_equal(pane->values[i].total, 1);
    }
    assert_int_equal(total, PEOPLE);
    assert_string_equal(pane->values[VHA_MAX_FACET_VALUES - 2].code, "other");
    assert_int_equal(pane->values[VHA_MAX_FACET_VALUES - 2].total,
                     PEOPLE - 1 - (VHA_MAX_FACET_VALUES - 2));
    assert_string_equal(pane->values[VHA_MAX_FACET_VALUES - 1].code, "none");
    assert_int_equal(pane->values[VHA_MAX_FACET_VALUES - 1].total, 1);
    vha_cohort_close(cohort);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nobody_on_the_list),
        cmocka_unit_test(test_more_kinds_than_a_pane_holds),
    };
    return cmocka_run_group_tests(tests, quarter_begin, quarter_end);
}
