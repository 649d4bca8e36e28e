#include "fixture.h"

#include "vha/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct vha_view a_view(const char *name)
{
    return (struct vha_view){.name = name,
                             .filter = "borough=Lambeth u18",
                             .sort = "age,-score",
                             .columns = "rank,name",
                             .offences = ""};
}

/* The views as one text: "name|filter|sort|columns|offences;..." */
static void tell(void *context, const struct vha_view *view)
{
    char *const out = context;
    snprintf(out + strlen(out), 1024 - strlen(out), "%s|%s|%s|%s|%s;", view->name, view->filter,
             view->sort, view->columns, view->offences);
    assert_int_equal(strlen(view->saved), REGISTER_TIME_SIZE - 1);
}

static void expect_views(struct fixture *fixture, const struct vha_user *user, const char *expected)
{
    char told[1024] = "";
    assert_status(vha_register_views(fixture->reg, user, tell, told, &fixture->error), VHA_OK,
                  fixture->error);
    assert_string_equal(told, expected);
}

static void save(struct fixture *fixture, const struct vha_user *user, const struct vha_view *view)
{
    assert_status(vha_register_save_view(fixture->reg, user, view, &fixture->error), VHA_OK,
                  fixture->error);
}

static void test_saved_views_are_told_by_name(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user user = fixture_user(fixture, "mo2.one");
    struct vha_view view = a_view("zulu");
    expect_views(fixture, &user, "");
    save(fixture, &user, &view);
    view = a_view("Alfa");
    view.offences = "knife_injury";
    save(fixture, &user, &view);
    expect_views(fixture, &user,
                 "Alfa|borough=Lambeth u18|age,-score|rank,name|knife_injury;"
                 "zulu|borough=Lambeth u18|age,-score|rank,name|;");
}

static void test_the_same_name_is_saved_over(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user user = fixture_user(fixture, "mo2.one");
    struct vha_view view = a_view("mine");
    save(fixture, &user, &view);
    view.name = "MINE";
    view.filter = "-u18";
    save(fixture, &user, &view);
    expect_views(fixture, &user, "MINE|-u18|age,-score|rank,name|;");
}

static void test_views_are_a_users_own(void **state)
{
    struct fixture *fixture = *state;
    fixture_grant(fixture, "analyst.two", VHA_ANALYST, "AS", NULL);
    const struct vha_user one = fixture_user(fixture, "mo2.one");
    const struct vha_user two = fixture_user(fixture, "analyst.two");
    const struct vha_view view = a_view("mine");
    save(fixture, &one, &view);
    expect_views(fixture, &two, "");
    assert_status(vha_register_forget_view(fixture->reg, &two, "mine", &fixture->error),
                  VHA_NO_INPUT, fixture->error);
    assert_non_null(strstr(fixture->error.message, "\"mine\""));
    assert_status(vha_register_forget_view(fixture->reg, &one, "Mine", &fixture->error), VHA_OK,
                  fixture->error);
    expect_views(fixture, &one, "");
}

static void test_changes_are_on_record(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user user = fixture_user(fixture, "mo2.one");
    const struct vha_view view = a_view("mine");
    save(fixture, &user, &view);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'save-view'"
                                             " AND outcome = 'done' AND subject = 'mine' AND "
                                             "reason = 'borough=Lambeth u18'"),
                     1);
    assert_status(vha_register_forget_view(fixture->reg, &user, "mine", &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE action = 'forget-view' "
                                    "AND subject = 'mine'"),
                     1);
}

/* A view that cannot be saved leaves no entry that says that it was. */
static void test_what_cannot_be_saved(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user user = fixture_user(fixture, "mo2.one");
    const int64_t before = fixture_number(fixture, "SELECT count(*) FROM audit");
    char *const long_filter = vha_alloc(20001);
    memset(long_filter, 'x', 20000);
    long_filter[20000] = '\0';
    struct vha_view view = a_view("  ");
    assert_status(vha_register_save_view(fixture->reg, &user, &view, &fixture->error), VHA_USAGE,
                  fixture->error);
    view.name = "a name of more than sixty-three bytes is not a name but a sentence";
    assert_status(vha_register_save_view(fixture->reg, &user, &view, &fixture->error), VHA_USAGE,
                  fixture->error);
    view = a_view("long");
    view.filter = long_filter;
    assert_int_not_equal(vha_register_save_view(fixture->reg, &user, &view, &fixture->error),
                         VHA_OK);
    expect_views(fixture, &user, "");
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), before);
    free(long_filter);
}

static void test_the_last_place_is_kept(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user user = fixture_user(fixture, "mo2.one");
    struct vha_arena *const arena = vha_arena_new();
    struct vha_place place;
    assert_status(vha_register_place(fixture->reg, &user, arena, &place, &fixture->error), VHA_OK,
                  fixture->error);
    assert_null(place.view.filter);
    place = (struct vha_place){.view = a_view(NULL), .pncid = "2003/0000001L", .line = 7};
    assert_status(vha_register_keep_place(fixture->reg, &user, &place, &fixture->error), VHA_OK,
                  fixture->error);
    place.pncid = NULL;
    place.view.sort = "name";
    assert_status(vha_register_keep_place(fixture->reg, &user, &place, &fixture->error), VHA_OK,
                  fixture->error);
    place.pncid = "2003/0000002M";
    place.line = 3;
    assert_status(vha_register_keep_place(fixture->reg, &user, &place, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_place(fixture->reg, &user, arena, &place, &fixture->error), VHA_OK,
                  fixture->error);
    assert_string_equal(place.view.filter, "borough=Lambeth u18");
    assert_string_equal(place.view.sort, "name");
    assert_string_equal(place.view.columns, "rank,name");
    assert_string_equal(place.view.offences, "");
    assert_string_equal(place.pncid, "2003/0000002M");
    assert_int_equal(place.line, 3);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM list_place"), 1);
    vha_arena_free(arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_saved_views_are_told_by_name), TEST(test_the_same_name_is_saved_over),
        TEST(test_views_are_a_users_own),        TEST(test_changes_are_on_record),
        TEST(test_what_cannot_be_saved),         TEST(test_the_last_place_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
