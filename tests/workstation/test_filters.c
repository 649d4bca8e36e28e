#include "testing.h"

#include "filter_history.h"
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
        assert_int_equal(steps, 6 + 3 + 2 + VHA_MEASURES - 1); /* "all" is a place of its own */
        assert_int_equal(pane.cursor_facet, 3);
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
                        (pane.lines[i].kind == FILTER_VALUE || pane.lines[i].kind == FILTER_ALL ||
                         pane.lines[i].kind == FILTER_RANGE));
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

/* A value can be left out as well as chosen, never both; a range has to be typed. */
static void test_leaving_out(void **state)
{
    (void)state;
    pane.focused = true;
    filters_arrange(&pane, &filter, 20);
    filters_toggle(&pane, &filter);
    assert_true(filters_exclude(&pane, &filter));
    assert_int_equal(filter.chosen[0], 0);
    assert_int_equal(filter.excluded[0], 1);
    assert_true(filters_toggle(&pane, &filter)); /* lets it go */
    assert_int_equal(filter.chosen[0] | filter.excluded[0], 0);
    filters_exclude(&pane, &filter);
    filters_exclude(&pane, &filter);
    assert_int_equal(filter.excluded[0], 0);
    filters_exclude(&pane, &filter);
    filters_clear_pane(&pane, &filter);
    assert_int_equal(filter.excluded[0], 0);
    /* Of a pane where one value at most is chosen one at most is left out. */
    filters_move(&pane, &filter, ACTION_RIGHT, 20);
    assert_true(filters_exclude(&pane, &filter)); /* "all" stays all */
    assert_int_equal(filter.excluded[1], 0);
    filters_move(&pane, &filter, ACTION_DOWN, 20);
    filters_exclude(&pane, &filter);
    filters_move(&pane, &filter, ACTION_DOWN, 20);
    filters_exclude(&pane, &filter);
    assert_int_equal(filter.excluded[1], 2);
    filters_move(&pane, &filter, ACTION_LEFT, 20);
    filters_toggle(&pane, &filter);
    assert_int_equal(filter.excluded[1], 0);
    filters_move(&pane, &filter, ACTION_LAST, 20);
    const struct vha_filter before = filter;
    assert_false(filters_toggle(&pane, &filter));
    assert_false(filters_exclude(&pane, &filter));
    assert_memory_equal(&before, &filter, sizeof filter);
    filter.ranges[VHA_MEASURE_LATEST].set = true;
    filters_clear_pane(&pane, &filter);
    assert_true(vha_filter_is_empty(&filter));
}

static void test_steps_there_and_back(void **state)
{
    (void)state;
    struct filter_history history = {.count = 0};
    assert_null(filter_history_back(&history));
    assert_null(filter_history_forth(&history));
    for (uint64_t step = 1; step <= 3; step++) {
        filter.chosen[0] = step;
        filter_history_note(&history, &filter);
        filter_history_note(&history, &filter); /* the same again is no step */
    }
    assert_int_equal(filter_history_back(&history)->chosen[0], 2);
    assert_int_equal(filter_history_back(&history)->chosen[0], 1);
    assert_int_equal(filter_history_forth(&history)->chosen[0], 2);
    assert_int_equal(filter_history_back(&history)->chosen[0], 1);
    assert_true(vha_filter_is_empty(filter_history_back(&history)));
    assert_null(filter_history_back(&history));
    filter.chosen[0] = 9;
    filter_history_note(&history, &filter);
    assert_null(filter_history_forth(&history));
    for (uint64_t step = 10; step < 10 + 3 * FILTER_STEPS; step++) {
        filter.chosen[0] = step;
        filter_history_note(&history, &filter);
    }
    size_t steps = 0;
    for (uint64_t step = 10 + 3 * FILTER_STEPS - 2; steps + 1 < FILTER_STEPS; step--, steps++)
        assert_int_equal(filter_history_back(&history)->chosen[0], step);
    assert_null(filter_history_back(&history));
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
        cmocka_unit_test_setup(test_leaving_out, set_up),
        cmocka_unit_test_setup(test_steps_there_and_back, set_up),
        cmocka_unit_test_setup(test_pointing, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
