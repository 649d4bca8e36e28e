/* A user whose scope is some BCUs: the made-up cohort's scope takes in the people of Southwark. */
#include "on_stage.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(40);
    stage_prepare(&stage);
    stage.user.role = VHA_ANALYST;
    snprintf(stage.user.scope, sizeof stage.user.scope, "AS SN");
    stage_begin(&stage, 24, 80);
    return 0;
}

#define SOUTHWARK 15 /* people of the forty: every eighth's second, fourth and eighth */

/* By name where there is room, else by code, else that there is one. */
static void test_the_first_line_says_the_scope(void **state)
{
    (void)state;
    assert_non_null(strstr(stage_row(&stage, 0), " 15 of 15 in AS SN "));
    stage_resize(&stage, 24, 132);
    assert_non_null(strstr(stage_row(&stage, 0), " 15 of 15 in Central South, South Area "));
    assert_true(vha_text_width(stage_row(&stage, 0)) == 131);
    snprintf(stage.user.scope, sizeof stage.user.scope, "AS AW CE CN EA NA NE SN");
    stage_resize(&stage, 24, 80);
    assert_non_null(strstr(stage_row(&stage, 0), " 15 of 15 in scope "));
    assert_non_null(strstr(stage_row(&stage, 0), " p.adeyemi "));
}

static void test_nobody_else_is_on_the_list(void **state)
{
    (void)state;
    assert_int_equal(stage.desk.selected, SOUTHWARK);
    assert_true(stage_shows(&stage, "KOWALSKI"));
    assert_false(stage_shows(&stage, "O'NEILL"));
    stage_type(&stage, "/o'neill");
    stage_press(&stage, "Enter");
    assert_false(stage_shows(&stage, "O'NEILL"));
    stage_press(&stage, "Esc 1 Enter"); /* rank 1 is O'NEILL */
    assert_false(stage_shows(&stage, "O'NEILL"));
    fake.superseded = true;
    stage.desk.superseded = true;
    stage_press(&stage, "R");
    assert_int_equal(stage.desk.selected, SOUTHWARK);
    assert_false(stage_shows(&stage, "O'NEILL"));
}

/* However somebody comes to ask for them; and a PNCID of nobody at all is answered alike. */
static void test_nobody_elses_record_is_opened(void **state)
{
    (void)state;
    static const uint64_t others[] = {UINT64_C(20030000000), UINT64_C(20040000000)};
    char sentences[VHA_COUNT(others)][128];
    for (size_t i = 0; i < VHA_COUNT(others); i++) {
        struct vha_error error = {.message = ""};
        struct screen screen;
        char pncid[VHA_PNCID_SIZE];
        assert_int_equal(record_screen(&stage.desk, others[i], &screen, &error), VHA_NO_PERMISSION);
        assert_int_equal(fake.refusals, i + 1);
        vha_pncid_format(pncid, others[i]);
        assert_memory_equal(error.message, pncid, strlen(pncid));
        snprintf(sentences[i], sizeof sentences[i], "%s", error.message + strlen(pncid));
    }
    assert_string_equal(sentences[0], sentences[1]);
    assert_string_not_equal(fake.last_action, "open");
    stage_press(&stage, "Enter");
    assert_string_equal(fake.last_action, "open");
    assert_true(stage_shows(&stage, "KOWALSKI, Isaac  2003/"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_first_line_says_the_scope, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nobody_else_is_on_the_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nobody_elses_record_is_opened, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
