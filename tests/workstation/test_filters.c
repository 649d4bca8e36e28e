#include "testing.h"

#include "filters.h"

static struct filter_pane pane;
static struct vha_filter filter;

static int set_up(void **state)
{
    (void)state;
    const struct vha_facet *facets = NULL;
    const size_t count = vha_cohort_facets(NULL, &facets);
    filter = (struct vha_filter){.chosen = {0}};
    filters_init(&pane, facets, count);
    return 0;
}

static size_t lines_of(enum filter_line_kind kind, size_t facet)
{
    size_t count = 0;
    for (size_t i = 0; i < pane.count; i++)
        count += pane.lines[i].kind == kind && pane.lines[i].facet == facet;
    return count;
}

/* A long pane shows its chosen and largest values; whole only while the cursor is in it. */
static void test_long_panes_make_room(void **state)
{
    (void)state;
    filters_arrange(&pane, &filter, 12);
    assert_int_equal(lines_of(FILTER_VALUE, 0), 3);
    assert_int_equal(lines_of(FILTER_MORE, 0), 1);
    assert_int_equal(lines_of(FILTER_ALL, 1), 1);
    filter.chosen[0] = 1 << 3; /* the smallest */
    filters_arrange(&pane, &filter, 12);
    assert_int_equal(lines_of(FILTER_VALUE, 0), 3);
    bool found = false;
    for (size_t i = 0; i < pane.count; i++)
        found = found || (pane.lines[i].kind == FILTER_VALUE && pane.lines[i].facet == 0 &&
                          pane.lines[i].value == 3);
    assert_true(found);
    pane.focused = true;
    filters_arrange(&pane, &filter, 12);
    assert_int_equal(lines_of(FILTER_VALUE, 0), 6);
    assert_int_equal(lines_of(FILTER_GROUP, 0), 3);
    pane.focused = false;
    filters_arrange(&pane, &filter, 60);
    assert_int_equal(lines_of(FILTER_VALUE, 0), 6);
}

static void test_the_cursor_goes_through_every_value_and_back(void **state)
{
    (void)state;
    pane.focused = true;
    filters_arrange(&pane, &filter, 8);
    for (int rows = 5; rows < 20; rows += 7) {
        int steps = 0;
        filters_move(&pane, &filter, ACTION_FIRST, rows);
        for (; steps < 100; steps++) {
            const struct filter_pane before = pane;
            filters_move(&pane, &filter, ACTION_DOWN, rows);
            if (before.cursor_facet == pane.cursor_facet &&
                before.cursor_value == pane.cursor_value)
                break;
        }
        assert_int_equal(steps, 6 + 3 + 2 - 1); /* "all" is a place of its own */
        assert_int_equal(pane.cursor_facet, 2);
        for (int i = 0; i < steps; i++)
            filters_move(&pane, &filter, ACTION_UP, rows);
        assert_int_equal(pane.cursor_facet, 0);
        assert_int_equal(pane.cursor_value, 0);
    }
}

/* On a pane however low, the line of the cursor is one that is drawn. */
static void test_the_cursor_stays_in_sight(void **state)
{
    (void)state;
    pane.focused = true;
    for (int rows = 3; rows < 16; rows++) {
        filters_arrange(&pane, &filter, rows);
        filters_move(&pane, &filter, ACTION_FIRST, rows);
        for (int step = 0; step < 30; step++) {
            bool seen = false;
            for (size_t i = pane.top; i < pane.top + (size_t)rows && i < pane.count; i++)
                seen = seen ||
                       (pane.lines[i].facet == pane.cursor_facet &&
                        pane.lines[i].value == pane.cursor_value &&
                        (pane.lines[i].kind == FILTER_VALUE || pane.lines[i].kind == FILTER_ALL));
            assert_true(seen);
            filters_move(&pane, &filter, step < 15 ? ACTION_DOWN : ACTION_UP, rows);
        }
    }
}

static void test_choosing(void **state)
{
    (void)state;
    pane.focused = true;
    filters_arrange(&pane, &filter, 20);
    filters_toggle(&pane, &filter);
    filters_move(&pane, &filter, ACTION_DOWN, 20);
    filters_toggle(&pane, &filter);
    assert_int_equal(filter.chosen[0], 3);
    filters_toggle(&pane, &filter);
    assert_int_equal(filter.chosen[0], 1);
    /* Under 18 or not: one excludes the other, and "all" clears. */
    filters_move(&pane, &filter, ACTION_RIGHT, 20);
    assert_int_equal(pane.cursor_value, FILTER_AT_ALL);
    filters_move(&pane, &filter, ACTION_DOWN, 20);
    filters_toggle(&pane, &filter);
    assert_int_equal(filter.chosen[1], 1);
    filters_move(&pane, &filter, ACTION_DOWN, 20);
    filters_toggle(&pane, &filter);
    assert_int_equal(filter.chosen[1], 2);
    filters_move(&pane, &filter, ACTION_LEFT, 20);
    filters_toggle(&pane, &filter);
    assert_int_equal(filter.chosen[1], 0);
    assert_int_equal(filter.chosen[0], 1);
    filters_move(&pane, &filter, ACTION_LEFT, 20);
    filters_clear_pane(&pane, &filter);
    assert_int_equal(filter.chosen[0], 0);
}

static void test_filters_in_words(void **state)
{
    (void)state;
    char words[256];
    assert_string_equal(filters_words(&pane, &filter, words, sizeof words), "");
    filter.chosen[0] = 3;
    assert_string_equal(filters_words(&pane, &filter, words, sizeof words),
                        "Borough: Lambeth or Southwark");
    filter.chosen[1] = 1;
    filter.chosen[2] = 2;
    assert_string_equal(filters_words(&pane, &filter, words, sizeof words),
                        "Borough: Lambeth or Southwark; Under 18; Custody: Not in custody");
    /* What has no room is left out whole. */
    char few[40];
    assert_string_equal(filters_words(&pane, &filter, few, sizeof few),
                        "Borough: Lambeth or Southwark; Under 18");
}

static void test_pointing(void **state)
{
    (void)state;
    filters_arrange(&pane, &filter, 20);
    pane.focused = true;
    assert_false(filters_point(&pane, &filter, 0, 20)); /* a title */
    assert_true(filters_point(&pane, &filter, 2, 20));
    assert_false(filters_point(&pane, &filter, 90, 20));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_long_panes_make_room, set_up),
        cmocka_unit_test_setup(test_the_cursor_goes_through_every_value_and_back, set_up),
        cmocka_unit_test_setup(test_the_cursor_stays_in_sight, set_up),
        cmocka_unit_test_setup(test_choosing, set_up),
        cmocka_unit_test_setup(test_filters_in_words, set_up),
        cmocka_unit_test_setup(test_pointing, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
