#include "testing.h"

#include "keys.h"
#include "orders.h"

static struct stage stage;

static int open_stage(void **state)
{
    (void)state;
    fake_reset(77);
    stage_open(&stage, 24, 80);
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

static const char *last_row(void)
{
    return stage_row(&stage, stage.canvas.rows - 1);
}

static const char *row_above(void)
{
    return stage_row(&stage, stage.canvas.rows - 2);
}

/* ------------------------------------------------------------------------------------- running */

static void test_an_action_by_its_name(void **state)
{
    (void)state;
    stage_give(&stage, "last");
    assert_true(stage_shows(&stage, ">  77"));
    stage_give(&stage, "first");
    assert_true(stage_shows(&stage, ">   1"));
    stage_give(&stage, "help");
    assert_true(stage_shows(&stage, "Keys of the list"));
}

static void test_every_action_of_the_screen_can_be_typed(void **state)
{
    (void)state;
    size_t count = 0;
    const struct screen *const top = desk_top(&stage.desk);
    const struct offer *const offers = top->ops->offers(top->state, &count);
    for (size_t i = 0; i < count; i++) {
        struct vha_error error = {.message = ""};
        unsigned flags = 0;
        if (offers[i].action == ACTION_NUMBER || offers[i].action == ACTION_COMMAND)
            continue;
        const char *const name = action_table[offers[i].action].name;
        if (order_run(&stage.desk, name, &flags, &error) != VHA_OK)
            fail_msg("%s: %s", name, error.message);
        stage_draw(&stage);
        stage_press(&stage, "Esc Esc Esc");
    }
}

static void test_a_rank_by_its_number(void **state)
{
    (void)state;
    stage_give(&stage, "42");
    assert_true(stage_shows(&stage, ">  42"));
    stage_give(&stage, "rank 7");
    assert_true(stage_shows(&stage, ">   7"));
    stage_give(&stage, "rank seven");
    assert_non_null(strstr(row_above(), "\"seven\" is none"));
}

static void test_orders_of_the_list_go_back_to_it(void **state)
{
    (void)state;
    stage_press(&stage, "Enter");
    assert_false(stage_shows(&stage, "Filters"));
    stage_give(&stage, "rank 3");
    assert_true(stage_shows(&stage, ">   3"));
    stage_press(&stage, "Enter");
    stage_give(&stage, "sort");
    assert_true(stage_shows(&stage, "Filters"));
}

static void test_search(void **state)
{
    (void)state;
    stage_give(&stage, "search kowal");
    assert_true(stage_shows(&stage, ">   2"));
    stage_press(&stage, "n");
    assert_true(stage_shows(&stage, ">  10"));
    stage_give(&stage, "search nobody of that name");
    assert_non_null(strstr(last_row(), "Nobody on this list matches"));
    stage_press(&stage, "j");
    assert_null(strstr(last_row(), "Nobody"));
}

static void test_unknown_words_are_told_with_the_nearest(void **state)
{
    (void)state;
    stage_give(&stage, "revrese");
    assert_non_null(strstr(row_above(), "did you mean \"reverse\"?"));
    assert_string_equal(last_row(), ":revrese");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "zzzzzzzzz");
    stage_press(&stage, "Enter");
    assert_non_null(strstr(row_above(), "There is no command \"zzzzzzzzz\""));
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "reverse now");
    stage_press(&stage, "Enter");
    assert_non_null(strstr(row_above(), "takes nothing after it"));
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "rank");
    stage_press(&stage, "Enter");
    assert_non_null(strstr(row_above(), "rank needs N"));
}

/* -------------------------------------------------------------------------------------- typing */

static void test_going_back_puts_away_what_is_typed(void **state)
{
    (void)state;
    stage_press(&stage, ":");
    stage_type(&stage, "rank 1");
    stage_press(&stage, "Esc");
    assert_null(strstr(last_row(), "rank 1"));
    stage_press(&stage, ":");
    assert_string_equal(last_row(), ":");
    stage_type(&stage, "nonsense"); /* what was refused is put away alike */
    stage_press(&stage, "Enter");
    assert_non_null(strstr(row_above(), "There is no command \"nonsense\""));
    assert_string_equal(last_row(), ":nonsense");
    stage_press(&stage, "Esc : Space Esc :"); /* and blanks are nothing to keep */
    assert_string_equal(last_row(), ":");
    assert_null(strstr(row_above(), "There is no command"));
    stage_press(&stage, "Up");
    assert_string_equal(last_row(), ":nonsense");
    stage_press(&stage, "Up");
    assert_string_equal(last_row(), ":rank 1");
    stage_press(&stage, "2 Enter :");
    assert_true(stage_shows(&stage, ">  12"));
    assert_string_equal(last_row(), ":");
}

static void test_on_every_screen(void **state)
{
    (void)state;
    stage_press(&stage, "Enter :");
    assert_string_equal(last_row(), ":");
    stage_press(&stage, "Esc ? :");
    assert_string_equal(last_row(), ":");
    stage_press(&stage, "Esc Esc Esc / :");
    assert_null(strstr(last_row(), "::"));
    assert_non_null(strstr(last_row(), "/:"));
}

static void test_history(void **state)
{
    (void)state;
    stage_give(&stage, "rank 3");
    stage_give(&stage, "rank 9");
    stage_give(&stage, "rank 9");
    stage_press(&stage, ":");
    stage_type(&stage, "ra");
    stage_press(&stage, "Up");
    assert_string_equal(last_row(), ":rank 9");
    stage_press(&stage, "Up");
    assert_string_equal(last_row(), ":rank 3");
    stage_press(&stage, "Up");
    assert_string_equal(last_row(), ":rank 3");
    stage_press(&stage, "Down Down");
    assert_string_equal(last_row(), ":ra");
    stage_press(&stage, "Down");
    assert_string_equal(last_row(), ":ra");
    stage_press(&stage, "Up Enter");
    assert_true(stage_shows(&stage, ">   9"));
}

static void test_a_long_history_forgets_its_oldest(void **state)
{
    (void)state;
    char line[32];
    for (int i = 1; i <= PROMPT_HISTORY + 2; i++) {
        snprintf(line, sizeof line, "rank %d", i);
        stage_give(&stage, line);
    }
    stage_press(&stage, ":");
    for (int i = 0; i < PROMPT_HISTORY + 5; i++)
        stage_press(&stage, "Up");
    assert_string_equal(last_row(), ":rank 3");
}

static void test_completion(void **state)
{
    (void)state;
    stage_press(&stage, ":");
    stage_type(&stage, "rev");
    assert_non_null(strstr(row_above(), "reverse"));
    stage_press(&stage, "Tab");
    assert_string_equal(last_row(), ":reverse");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "se");
    stage_press(&stage, "Tab");
    assert_string_equal(last_row(), ":search");
    assert_non_null(strstr(row_above(), "searches"));
    assert_non_null(strstr(row_above(), "search_next"));
    assert_non_null(strstr(row_above(), "search_previous"));
    stage_press(&stage, "Tab Tab");
    assert_string_equal(last_row(), ":searches");
    stage_press(&stage, "Tab");
    assert_string_equal(last_row(), ":search_next");
    stage_press(&stage, "Tab Tab");
    assert_string_equal(last_row(), ":search");
    stage_press(&stage, "Shift-Tab");
    assert_string_equal(last_row(), ":search_previous");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "zz");
    stage_press(&stage, "Tab");
    assert_string_equal(last_row(), ":zz");
}

static void test_what_an_order_takes_is_shown_while_typing(void **state)
{
    (void)state;
    stage_press(&stage, ":");
    stage_type(&stage, "rank ");
    assert_non_null(strstr(row_above(), "rank N: go to a rank"));
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "reverse");
    assert_non_null(strstr(row_above(), "turn the order round"));
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "theme"); /* two rows of a narrow screen hold it */
    stage_expect(&stage, "show everything in the colours of a theme; without a name,");
    stage_expect(&stage, "the next one");
}

static void test_the_mouse_waits_for_the_end_of_the_line(void **state)
{
    (void)state;
    const struct event click = {.kind = EVENT_CLICK, .row = 8, .column = 40};
    stage_press(&stage, ":");
    assert_int_equal(desk_mouse(&stage.desk, &click), SCREEN_IGNORED);
    stage_press(&stage, "Esc");
    assert_int_equal(desk_mouse(&stage.desk, &click), SCREEN_REDRAW);
}

/* ------------------------------------------------------------------------------------ the tables
 */

static void test_help_lists_every_order(void **state)
{
    (void)state;
    stage_resize(&stage, 200, 100);
    stage_press(&stage, "?");
    for (size_t group = 0; group < order_group_count; group++)
        for (size_t i = 0; i < order_groups[group]->count; i++) {
            const struct order *const row = &order_groups[group]->orders[i];
            char words[160];
            snprintf(words, sizeof words, ":%s %s", row->name, row->arguments);
            if (!stage_shows(&stage, words))
                fail_msg("the help has no \"%s\"", words);
        }
}

static void test_tables_are_sound(void **state)
{
    (void)state;
    for (size_t group = 0; group < order_group_count; group++)
        for (size_t i = 0; i < order_groups[group]->count; i++) {
            const struct order *const row = &order_groups[group]->orders[i];
            assert_non_null(row->run);
            assert_true(row->summary[0] >= 'a' && row->summary[0] <= 'z');
            assert_true(row->summary[strlen(row->summary) - 1] != '.');
            assert_ptr_equal(order_find(row->name), row);
        }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stage, close_stage)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_action_by_its_name),
        TEST(test_every_action_of_the_screen_can_be_typed),
        TEST(test_a_rank_by_its_number),
        TEST(test_orders_of_the_list_go_back_to_it),
        TEST(test_search),
        TEST(test_unknown_words_are_told_with_the_nearest),
        TEST(test_going_back_puts_away_what_is_typed),
        TEST(test_on_every_screen),
        TEST(test_history),
        TEST(test_a_long_history_forgets_its_oldest),
        TEST(test_completion),
        TEST(test_what_an_order_takes_is_shown_while_typing),
        TEST(test_the_mouse_waits_for_the_end_of_the_line),
        TEST(test_help_lists_every_order),
        TEST(test_tables_are_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
