/* Views that are saved, shown again and forgotten, and the place that is come back to. */
#include "on_stage.h"

#include "screens/cohort.h"

#include "vha/views.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(60);
    stage_open(&stage, 24, 80);
    return 0;
}

static void test_a_view_is_saved_and_shown(void **state)
{
    (void)state;
    stage_give(&stage, "filter borough=Lambeth u18");
    assert_true(stage_shows(&stage, "Only Borough: Lambeth; Under 18"));
    stage_press(&stage, "s S");
    stage_give(&stage, "save_view my children");
    assert_true(stage_shows(&stage, "Saved as the view \"my children\""));
    stage_give(&stage, "filter");
    stage_press(&stage, "S");
    assert_true(stage_shows(&stage, "no filter is set"));
    stage_give(&stage, "view my children");
    assert_true(stage_shows(&stage, "Only Borough: Lambeth; Under 18"));
    assert_true(stage_shows(&stage, "by name, Z to A"));

    stage_give(&stage, "filter");
    stage_press(&stage, "v");
    assert_true(
        stage_shows(&stage, "my children: borough=Lambeth under_18=u18, sorted by name desc"));
    stage_press(&stage, "Enter");
    assert_true(stage_shows(&stage, "Only Borough: Lambeth; Under 18"));

    stage_give(&stage, "view nobody's");
    assert_true(stage_shows(&stage, "You have no view named \"nobody's\""));
    stage_press(&stage, "Esc");
    stage_give(&stage, "forget_view my children");
    assert_true(stage_shows(&stage, "is gone"));
    stage_press(&stage, "v");
    assert_true(stage_shows(&stage, "You have saved no view yet"));
    stage_press(&stage, "Enter j k G g Esc");
    assert_true(stage_shows(&stage, "Cohort"));
}

/* What a quarter has no more is told, and the rest of the view holds. */
static void test_a_view_of_another_quarter(void **state)
{
    (void)state;
    const struct vha_view view = {.name = "old",
                                  .filter = "borough=Atlantis u18 gone=yes",
                                  .sort = "shoe_size",
                                  .columns = "",
                                  .offences = ""};
    assert_int_equal(vha_register_save_view(NULL, &stage.user, &view, NULL), VHA_OK);
    stage_give(&stage, "view old");
    assert_true(stage_shows(&stage, "Only Under 18"));
    assert_true(stage_shows(&stage, "Left out of the view"));
    stage_give(&stage, "forget_view old");
}

static void test_the_place_is_come_back_to(void **state)
{
    (void)state;
    stage_give(&stage, "filter u18");
    stage_press(&stage, "j j j");
    const struct cohort_state *const list = cohort_of(&stage.desk);
    const uint32_t here = cohort_here(list);
    desk_keep_place(&stage.desk);
    stage_close(&stage);
    stage_open(&stage, 24, 80);
    assert_false(stage_shows(&stage, "Only Under 18"));
    desk_restore(&stage.desk);
    stage_draw(&stage);
    assert_true(stage_shows(&stage, "Only Under 18"));
    assert_int_equal(cohort_here(cohort_of(&stage.desk)), here);
    /* Who has a filter on the command line wants that and nothing else. */
    stage_close(&stage);
    stage_open(&stage, 24, 80);
    stage.options.filter = "adult";
    desk_restore(&stage.desk);
    stage_draw(&stage);
    assert_false(stage_shows(&stage, "Only Under 18"));
    stage.options.filter = NULL;
}

/* A look into the archive neither begins at the place in the current quarter nor moves it. */
static void test_the_archive_has_no_place(void **state)
{
    (void)state;
    stage_give(&stage, "filter u18");
    desk_keep_place(&stage.desk);
    stage_close(&stage);
    stage_open(&stage, 24, 80);
    stage.options.archive = true;
    desk_restore(&stage.desk);
    stage_draw(&stage);
    assert_false(stage_shows(&stage, "Only Under 18"));
    stage_give(&stage, "filter adult");
    desk_keep_place(&stage.desk);
    stage_close(&stage);
    stage_open(&stage, 24, 80);
    stage.options.archive = false;
    desk_restore(&stage.desk);
    stage_draw(&stage);
    assert_true(stage_shows(&stage, "Only Under 18"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_view_is_saved_and_shown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_view_of_another_quarter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_place_is_come_back_to, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_archive_has_no_place, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
