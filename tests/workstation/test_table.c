/* The table: its columns, its order, marks, ranking on chosen offences, and names that are near. */
#include "on_stage.h"

#include "screens/cohort.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(60);
    fake.earlier_quarter = "2026-Q2";
    stage_open(&stage, 24, 80);
    return 0;
}

static struct cohort_state *list(void)
{
    return cohort_of(&stage.desk);
}

static void assert_row_has(int row, const char *text)
{
    if (strstr(stage_row(&stage, row), text) == NULL)
        fail_msg("\"%s\" is not in row %d:\n%s", text, row, stage_text(&stage));
}

static void assert_columns(const char *typed)
{
    char text[COLUMNS_TEXT_SIZE];
    assert_string_equal(columns_format(&list()->choice, text), typed);
}

/* --------------------------------------------------------------------------------------- sorting
 */

static void test_sorting_is_typed(void **state)
{
    (void)state;
    stage_type(&stage, ":sort borou");
    stage_press(&stage, "Tab");
    stage_expect(&stage, ":sort borough");
    stage_type(&stage, ", age de");
    stage_press(&stage, "Tab");
    stage_expect(&stage, "The list by borough, A to Z, then by age, oldest first");
    stage_press(&stage, "Enter");
    assert_int_equal(list()->sorting.count, 2);
    assert_row_has(2, "Cohort by borough, A to Z, then by age, old");
    stage_give(&stage, "sort shoe_size");
    assert_row_has(23, "shoe_size"); /* the line stays, to be mended */
    assert_int_equal(list()->sorting.count, 2);
    stage_press(&stage, "Esc");
    stage_give(&stage, "sort rank");
    assert_row_has(2, "Cohort by score");
}

/* --------------------------------------------------------------------------------------- columns
 */

static void test_columns_are_typed(void **state)
{
    (void)state;
    stage_give(&stage, "columns rank,name:20|age,pncid");
    assert_columns("rank,name:20|age,pncid");
    stage_expect(&stage, "PNCID");
    stage_expect_not(&stage, "Borough    Flags");
    stage_give(&stage, "columns rank,height");
    stage_expect(&stage, "There is no column \"height\"");
    assert_columns("rank,name:20|age,pncid");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "columns rank|ethn");
    stage_press(&stage, "Tab");
    stage_expect(&stage, ":columns rank|ethnicity");
    stage_press(&stage, "Esc");
    stage_give(&stage, "columns default");
    assert_columns("default");
    stage_expect(&stage, "Flags");
}

/* What has no room is scrolled to; what is kept in sight stays. */
static void test_columns_scroll(void **state)
{
    (void)state;
    stage_give(&stage, "columns rank,name|score,born,pncid,latest,borough,qualifying,change");
    stage_expect(&stage, "columns out of sight: 0 left");
    stage_expect_not(&stage, "Change");
    stage_press(&stage, "Left");
    for (int i = 0; i < 9; i++)
        stage_press(&stage, "Right");
    stage_expect(&stage, "Change");
    stage_expect(&stage, "0 right");
    stage_expect(&stage, "Name");
    stage_expect_not(&stage, "7,797.333 ");
    for (int i = 0; i < 9; i++)
        stage_press(&stage, "h");
    stage_expect(&stage, "Score");
    stage_expect(&stage, "columns out of sight: 0 left");
}

static void test_columns_are_chosen_on_a_screen(void **state)
{
    (void)state;
    stage_press(&stage, "w");
    stage_expect(&stage, "Columns of the list, from left to right");
    stage_expect(&stage, ">[x] Rank");
    stage_expect(&stage, "[ ] PNCID");
    stage_press(&stage, "j j Space"); /* without the name */
    assert_columns("rank,score,age,borough,flags");
    stage_expect(&stage, ">[ ] Name");
    stage_press(&stage, "Space"); /* and back, as the last one */
    assert_columns("rank,score,age,borough,flags,name");
    stage_press(&stage, "[ [ [ [");
    assert_columns("rank,name,score,age,borough,flags");
    stage_press(&stage, "[ [ [ ]");
    assert_columns("rank,name,score,age,borough,flags");
    stage_press(&stage, "> > <");
    assert_columns("rank,name:15,score,age,borough,flags");
    stage_press(&stage, "|");
    assert_columns("rank,name:15|score,age,borough,flags");
    stage_expect(&stage, "stays");
    stage_press(&stage, "k Space");
    assert_columns("name:15|score,age,borough,flags");
    stage_press(&stage, "g |");
    assert_columns("name:15,score,age,borough,flags");
    stage_press(&stage, "G < ] | Space"); /* the last one is not shown: it has no place yet */
    assert_columns("name:15,score,age,borough,flags,ethnicity");
    stage_press(&stage, "Esc");
    stage_expect_not(&stage, "Rank");
    stage_expect(&stage, "Name");
    stage_press(&stage, "w C");
    assert_columns("default");
    stage_expect(&stage, "Rank");
}

static void test_one_column_stays(void **state)
{
    (void)state;
    stage_give(&stage, "columns name");
    stage_press(&stage, "w Space");
    assert_row_has(23, "The list shows one column at least.");
    assert_columns("name");
}

/* A session and a view come back with them. */
static void test_they_are_kept(void **state)
{
    (void)state;
    stage_give(&stage, "columns rank,name|pncid");
    stage_give(&stage, "sort borough, age desc");
    stage_give(&stage, "rerank HOMICIDE");
    stage_give(&stage, "save_view odd");
    stage_give(&stage, "columns default");
    stage_press(&stage, "e");
    stage_expect_not(&stage, "NOT THE VHA RANK");
    stage_give(&stage, "view odd");
    assert_columns("rank,name|pncid");
    stage_expect(&stage, "NOT THE VHA RANK");
    stage_expect(&stage, "with a counted report of HOMICIDE");
    stage_press(&stage, "e");
    stage_expect_not(&stage, "NOT THE VHA RANK");
    assert_row_has(2, "Cohort by score");
    stage_give(&stage, "forget_view odd");
}

/* ----------------------------------------------------------------------------------------- marks
 */

static void test_marks(void **state)
{
    (void)state;
    stage_press(&stage, ".");
    assert_row_has(23, "Nobody is marked; m marks a person.");
    stage_press(&stage, "M x ,");
    assert_row_has(23, "Nobody is marked; m marks a person.");
    stage_press(&stage, "m");
    stage_expect(&stage, ">*   1");
    stage_expect(&stage, "Cohort, 1 marked, by score");
    stage_press(&stage, "j j m G m g");
    stage_expect(&stage, " *   3");
    stage_expect(&stage, "Cohort, 3 marked, by score");
    stage_press(&stage, ".");
    stage_expect(&stage, ">*   3");
    stage_press(&stage, ".");
    stage_expect(&stage, ">*  60");
    stage_press(&stage, ".");
    stage_expect(&stage, ">*   1");
    stage_press(&stage, ",");
    stage_expect(&stage, ">*  60");
    stage_press(&stage, "m");
    stage_expect(&stage, "Cohort, 2 marked, by score");
    stage_press(&stage, "x");
    assert_row_has(23, "The marks are taken away.");
    assert_row_has(2, "Cohort by score");
    stage_expect(&stage, ">  60");
}

static void test_the_marked_alone(void **state)
{
    (void)state;
    stage_press(&stage, "m j m j m M");
    assert_row_has(0, "3 of 60");
    assert_row_has(1, "Only the 3 marked");
    stage_press(&stage, "k m"); /* who is not marked any more goes */
    assert_row_has(0, "2 of 60");
    stage_press(&stage, "M");
    assert_row_has(0, "60 of 60");
    assert_row_has(1, "no filter is set");
    stage_press(&stage, "M");
    stage_give(&stage, "filter adult");
    assert_row_has(1, "Only the 2 marked; 18 and over");
    stage_press(&stage, "C");
    assert_row_has(0, "60 of 60");
    stage_press(&stage, "M g m g m");
    assert_row_has(0, "60 of 60"); /* with the last mark nobody would be left */
    stage_give(&stage, "filter u18");
    stage_press(&stage, "m");
    stage_give(&stage, "filter adult");
    stage_press(&stage, ".");
    assert_row_has(23, "Nobody of those who are marked passes the filter.");
    stage_press(&stage, "C M o");
    assert_row_has(0, "1 of 60");
    assert_row_has(1, "Only the 1 marked");
    stage_expect(&stage, "0 of 10"); /* beside everybody on the list, not those marked */
    stage_press(&stage, "C");
    assert_row_has(0, "60 of 60");
}

static void test_marks_in_a_newer_load(void **state)
{
    (void)state;
    stage_press(&stage, "j m G m M");
    assert_row_has(0, "2 of 60");
    fake.listed = 30;
    stage.desk.superseded = true;
    stage_press(&stage, "R");
    assert_row_has(0, "1 of 30"); /* the other one has left the list */
    stage_expect(&stage, ">*   2");
    stage_press(&stage, "M");
    assert_row_has(0, "30 of 30");
}

/* ----------------------------------------------------------------------------- chosen offences */

static void test_ranked_on_chosen_offences(void **state)
{
    (void)state;
    stage_press(&stage, "s");
    assert_row_has(2, "by name");
    stage_type(&stage, ":rerank knife");
    stage_press(&stage, "Tab Enter");
    assert_row_has(1, "Only with a counted report of KNIFE_INJURY");
    assert_row_has(2, "NOT THE VHA RANK: ranked on these offences alone. e ends it. 40 left out.");
    assert_int_equal(stage_role_of(&stage, "NOT THE VHA RANK"), ROLE_MESSAGE);
    assert_row_has(3, "Cohort by the chosen offences");
    stage_press(&stage, "g");
    assert_row_has(4, "Chosen");
    assert_row_has(5, ">     1");
    assert_row_has(5, "  58"); /* and the VHA rank beside it */
    for (int rows = 24; rows < 60; rows += 9) {
        stage_resize(&stage, rows, 80 + rows);
        assert_row_has(2, "NOT THE VHA RANK");
        assert_row_has(rows - 1, "q quit");
    }
    stage_resize(&stage, 24, 80);
    stage_press(&stage, "o"); /* the overview says whom it counts as well */
    assert_row_has(1, "Only with a counted report of KNIFE_INJURY");
    stage_press(&stage, "Esc");
    stage_give(&stage, "rerank KNIFE_INJURY,HOMICIDE");
    assert_row_has(1, "KNIFE_INJURY,HOMICIDE");
    stage_press(&stage, "s"); /* in another order it is not the VHA rank either */
    assert_row_has(2, "NOT THE VHA RANK");
    stage_press(&stage, "e");
    stage_expect_not(&stage, "NOT THE VHA RANK");
    assert_row_has(2, "by name");
    assert_row_has(0, "60 of 60");
    stage_press(&stage, "e");
    assert_row_has(23, "Choose offences among the filters first");
    stage_give(&stage, "rerank ARSON");
    stage_expect_not(&stage, "NOT THE VHA RANK");
    stage_press(&stage, "Esc");
    fake.ranking_fails = true;
    stage_give(&stage, "rerank HOMICIDE");
    stage_expect(&stage, "the cohort is damaged");
    stage_expect_not(&stage, "NOT THE VHA RANK");
}

static void test_the_ranking_goes_into_a_newer_load(void **state)
{
    (void)state;
    stage_give(&stage, "rerank HOMICIDE");
    fake.ranking.offences = 2; /* what the new one has of it is asked for again */
    stage.desk.superseded = true;
    fake.quarter = "2026-Q4";
    stage_press(&stage, "R");
    assert_row_has(0, "2026-Q4");
    assert_row_has(2, "NOT THE VHA RANK");
    fake.ranking_fails = true;
    fake.quarter = "2027-Q1";
    stage.desk.superseded = true;
    stage_press(&stage, "R");
    stage_expect(&stage, "the cohort is damaged");
    stage_press(&stage, "Esc");
    assert_row_has(0, "2026-Q4"); /* which is still there to be looked at */
}

/* ---------------------------------------------------------------------------------- near names */

static void test_a_near_name_is_offered(void **state)
{
    (void)state;
    stage_press(&stage, "G /");
    stage_type(&stage, "kowalsky");
    stage_expect(
        &stage,
        "Nobody matches \"kowalsky\"; Enter goes to the nearest: Kowalski (50), Łukasz (1)");
    stage_expect(&stage, ">  60"); /* nobody is gone to unasked */
    stage_press(&stage, "Enter");
    assert_row_has(23, "Nobody matches \"kowalsky\". This is the nearest name, \"Kowalski\".");
    stage_expect(&stage, ">   2");
    stage_press(&stage, "n"); /* goes on with the name that was found */
    stage_expect(&stage, ">  10");
    stage_press(&stage, "/ Ctrl-U");
    stage_type(&stage, "kowalsky");
    stage_press(&stage, "Esc");
    stage_expect(&stage, ">  10");
    stage_give(&stage, "search kowalsky");
    stage_expect(&stage, "Enter goes to the nearest");
    stage_press(&stage, "Esc");
    assert_row_has(23, "q quit");
    stage_press(&stage, "n");
    assert_row_has(23, "Nobody matches \"kowalsky\"; nearest: Kowalski (50)");
    stage_expect(&stage, ">  10");
}

static void test_a_report_is_named(void **state)
{
    (void)state;
    stage_press(&stage, "/");
    stage_type(&stage, "0100/26");
    stage_press(&stage, "Enter");
    assert_row_has(23, "Found by the report 0100/26.");
    stage_expect(&stage, ">   8");
}

/* ---------------------------------------------------------------------------------- the quarter
 */

static void test_changes_are_shown(void **state)
{
    (void)state;
    stage_resize(&stage, 24, 132);
    stage_expect(&stage, "Change");
    stage_expect(&stage, " new");
    stage_give(&stage, "columns rank,name,change,previous");
    stage_resize(&stage, 24, 80);
    stage_expect(&stage, "Why: rank 1 O'NEILL, Zoë, under 18, new on the list");
    stage_expect(&stage, "+3"); /* from 5 to 2 */
    stage_expect(&stage, "new");
    stage_press(&stage, "j");
    stage_wait(&stage, 1000);
    stage_expect(&stage, "Why: rank 2 KOWALSKI, Isaac, risen by 3");
    stage_press(&stage, "Enter");
    stage_expect(&stage, "2; in the earlier quarter 5, risen by 3");
    stage_press(&stage, "Esc");
    stage_give(&stage, "sort change");
    assert_row_has(2, "Cohort by change, new, then most risen first");
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_sorting_is_typed),
        TEST(test_columns_are_typed),
        TEST(test_columns_scroll),
        TEST(test_columns_are_chosen_on_a_screen),
        TEST(test_one_column_stays),
        TEST(test_they_are_kept),
        TEST(test_marks),
        TEST(test_the_marked_alone),
        TEST(test_marks_in_a_newer_load),
        TEST(test_ranked_on_chosen_offences),
        TEST(test_the_ranking_goes_into_a_newer_load),
        TEST(test_a_near_name_is_offered),
        TEST(test_a_report_is_named),
        TEST(test_changes_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
