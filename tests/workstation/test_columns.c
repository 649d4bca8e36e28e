#include "testing.h"

#include "columns.h"

static struct column_layout layout;

static struct column_choice choice;
static struct vha_sorting sorting;
static struct column_basis basis = {.choice = &choice, .sorting = &sorting};

static void lay_out(int width, uint32_t listed)
{
    basis.width = width;
    basis.listed = listed;
    columns_lay_out(&layout, &basis);
}

static bool shows(const char *heading)
{
    for (size_t i = 0; i < layout.count; i++)
        if (strcmp(layout.shown[i].column->heading, heading) == 0)
            return true;
    return false;
}

/* Whatever the width, columns neither overlap nor leave the table. */
static void assert_in_order(int width)
{
    int end = 0;
    for (size_t i = 0; i < layout.count; i++) {
        assert_true(layout.shown[i].start >= end);
        end = layout.shown[i].start + layout.shown[i].width;
        assert_true(layout.shown[i].width >= layout.shown[i].column->least);
        end += i + 1 < layout.count ? 1 : 0;
    }
    assert_true(end <= width);
}

/* The table's inside on a screen of 80, 132 and 200 columns. */
static void test_columns_at_usual_widths(void **state)
{
    (void)state;
    static const char *const always[] = {"Rank", "Score", "Name", "Age", "Borough", "Flags"};
    lay_out(55, 1604);
    assert_int_equal(layout.count, VHA_COUNT(always));
    for (size_t i = 0; i < VHA_COUNT(always); i++)
        assert_true(shows(always[i]));
    assert_in_order(55);

    lay_out(101, 1604);
    assert_true(shows("PNCID") && shows("Latest") && shows("Crimes"));
    assert_false(shows("On the list by"));
    assert_in_order(101);

    lay_out(165, 1604);
    assert_true(shows("PNCID") && shows("Crime score") && shows("Intel score") &&
                shows("On the list by"));
    assert_in_order(165);
}

/* Ranked on chosen offences, columns of one's own begin with the rank there, and it stays with
 * those that stay; unless they show it themselves, or how much it stands for. */
static void test_own_columns_while_ranked(void **state)
{
    (void)state;
    static const char *const with_it[] = {"chosen,name", "name,chosen_score"};
    struct vha_error error;
    basis.ranked = true;
    assert_int_equal(columns_parse("name|age,borough", &choice, &error), VHA_OK);
    lay_out(55, 1604);
    assert_int_equal(layout.count, 4);
    assert_string_equal(layout.shown[0].column->heading, "Chosen");
    assert_in_order(55);
    assert_int_equal(columns_parse("name|age,borough,pncid,crimes", &choice, &error), VHA_OK);
    basis.scroll = 1;
    lay_out(40, 1604);
    basis.scroll = 0;
    assert_int_equal(layout.to_left, 1);
    assert_string_equal(layout.shown[0].column->heading, "Chosen");
    assert_string_equal(layout.shown[1].column->heading, "Name");
    assert_string_equal(layout.shown[2].column->heading, "Borough");
    for (size_t i = 0; i < VHA_COUNT(with_it); i++) {
        assert_int_equal(columns_parse(with_it[i], &choice, &error), VHA_OK);
        lay_out(55, 1604);
        assert_int_equal(layout.count, 2);
    }
    basis.ranked = false;
    assert_int_equal(columns_parse("name|age,borough", &choice, &error), VHA_OK);
    lay_out(55, 1604);
    assert_false(shows("Chosen"));
    choice = (struct column_choice){.count = 0};
}

static void test_columns_at_every_width(void **state)
{
    (void)state;
    size_t before = 0;
    for (int width = 55; width < 400; width++) {
        lay_out(width, 100000);
        assert_in_order(width);
        assert_true(layout.count >= before);
        before = layout.count;
        assert_true(layout.marked_to > 0 && layout.marked_to <= width);
    }
}

static void test_rank_column_grows_with_the_list(void **state)
{
    (void)state;
    lay_out(55, 99);
    assert_int_equal(layout.shown[0].width, 4);
    lay_out(55, 100000);
    assert_int_equal(layout.shown[0].width, 6);
}

static void test_flags_are_whole_marks(void **state)
{
    (void)state;
    char text[64];
    assert_string_equal(flags_fit(0, 8, text, sizeof text), "");
    assert_string_equal(flags_fit(VHA_FLAG_UNDER_18 | VHA_FLAG_IN_CUSTODY, 8, text, sizeof text),
                        "U18 C");
    /* Under 18 is what never goes missing; a plus says that there are more. */
    assert_string_equal(flags_fit(0xFFF, 8, text, sizeof text), "U18 18*+");
    assert_string_equal(flags_fit(0xFFF, 3, text, sizeof text), "U1+");
    for (int width = 4; width < 64; width++) {
        flags_fit(0xFFF, width, text, sizeof text);
        assert_true((int)strlen(text) <= width);
        assert_memory_equal(text, "U18", 3);
    }
}

static void test_every_sort_has_a_column(void **state)
{
    (void)state;
    for (int sort = 0; sort < VHA_SORTS; sort++) {
        const struct column *const column = column_of_sort((enum vha_sort)sort);
        assert_int_equal(column->sort, sort);
        assert_true(column->sortable);
    }
}

static void test_counts_are_grouped(void **state)
{
    (void)state;
    char text[VHA_MILLI_SIZE];
    assert_string_equal(count_text(0, text), "0");
    assert_string_equal(count_text(1604, text), "1,604");
    assert_string_equal(count_text(100000, text), "100,000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_at_usual_widths),
        cmocka_unit_test(test_own_columns_while_ranked),
        cmocka_unit_test(test_columns_at_every_width),
        cmocka_unit_test(test_rank_column_grows_with_the_list),
        cmocka_unit_test(test_flags_are_whole_marks),
        cmocka_unit_test(test_every_sort_has_a_column),
        cmocka_unit_test(test_counts_are_grouped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
