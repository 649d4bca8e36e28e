#include "fixture.h"

#include "vha/drafts.h"

#include <string.h>

static const struct vha_user somebody = {.id = 1, .login = "mo2.one"};

static int open_with_people(void **state)
{
    if (fixture_open(state) != 0)
        return -1;
    fixture_add_user(*state, "analyst.two", "analyst");
    return 0;
}

static void keep(struct fixture *fixture, const struct vha_user *user, const char *form,
                 const char *text)
{
    assert_status(vha_register_keep_draft(fixture->reg, user, form, text, &fixture->error), VHA_OK,
                  fixture->error);
}

/* NULL expects none. */
static void expect_draft(struct fixture *fixture, const struct vha_user *user, const char *form,
                         const char *expected)
{
    struct vha_arena *arena = vha_arena_new();
    const char *text = "";
    assert_status(vha_register_draft(fixture->reg, user, form, arena, &text, &fixture->error),
                  VHA_OK, fixture->error);
    if (expected == NULL)
        assert_null(text);
    else
        assert_string_equal(text, expected);
    vha_arena_free(arena);
}

/* One text for each user and form, the one kept last. */
static void test_kept_and_forgotten(void **state)
{
    struct fixture *fixture = *state;
    struct vha_user other;
    assert_status(vha_register_user(fixture->reg, "analyst.two", &other, &fixture->error), VHA_OK,
                  fixture->error);
    const int64_t entries = fixture_number(fixture, "SELECT count(*) FROM audit");
    expect_draft(fixture, &somebody, "enquiry 4", NULL);
    keep(fixture, &somebody, "enquiry 4", "It was");
    keep(fixture, &somebody, "enquiry 4", "It was needed\nfor the MACE meeting");
    keep(fixture, &somebody, "enquiry 5", "Another one");
    expect_draft(fixture, &somebody, "enquiry 4", "It was needed\nfor the MACE meeting");
    expect_draft(fixture, &somebody, "enquiry 5", "Another one");
    expect_draft(fixture, &other, "enquiry 4", NULL);
    keep(fixture, &other, "enquiry 4", "Theirs");
    keep(fixture, &somebody, "enquiry 4", NULL);
    expect_draft(fixture, &somebody, "enquiry 4", NULL);
    expect_draft(fixture, &other, "enquiry 4", "Theirs");
    keep(fixture, &other, "enquiry 4", "");
    expect_draft(fixture, &other, "enquiry 4", NULL);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM draft"), 1);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), entries);
}

/* What has been left lying goes, on record, and what is younger stays. */
static void test_left_lying(void **state)
{
    struct fixture *fixture = *state;
    int64_t count = 0;
    struct vha_user other;
    assert_status(vha_register_user(fixture->reg, "analyst.two", &other, &fixture->error), VHA_OK,
                  fixture->error);
    keep(fixture, &somebody, "enquiry 4", "young");
    keep(fixture, &somebody, "enquiry 5", "old");
    keep(fixture, &other, "enquiry 4", "of somebody who has gone");
    fixture_tamper(fixture, "UPDATE draft SET kept = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', "
                            "'-27 days') WHERE form = 'enquiry 4'");
    fixture_tamper(fixture, "UPDATE draft SET kept = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', "
                            "'-29 days') WHERE form = 'enquiry 5'");
    fixture_tamper(fixture, "UPDATE user SET access = NULL WHERE login = 'analyst.two'");
    assert_status(vha_register_drafts_old(fixture->reg, &count, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(count, 2);
    assert_status(vha_register_drafts_forget(fixture->reg, "mo2.one", &count, &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(count, 2);
    expect_draft(fixture, &somebody, "enquiry 4", "young");
    expect_draft(fixture, &somebody, "enquiry 5", NULL);
    expect_draft(fixture, &other, "enquiry 4", NULL);
    assert_status(vha_register_drafts_forget(fixture->reg, "mo2.one", &count, &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(count, 0);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = "
                                             "'retention' AND subject = 'drafts' AND reason LIKE "
                                             "'2, not gone on with for 28 days%'"),
                     1);
}

static void test_what_cannot_be_kept(void **state)
{
    struct fixture *fixture = *state;
    char text[VHA_DRAFT_MOST + 2];
    memset(text, 'x', sizeof text);
    text[VHA_DRAFT_MOST] = '\0';
    keep(fixture, &somebody, "enquiry 4", text);
    expect_draft(fixture, &somebody, "enquiry 4", text);
    text[VHA_DRAFT_MOST] = 'x';
    text[VHA_DRAFT_MOST + 1] = '\0';
    assert_int_not_equal(
        vha_register_keep_draft(fixture->reg, &somebody, "enquiry 4", text, &fixture->error),
        VHA_OK);
    text[VHA_DRAFT_MOST] = '\0';
    expect_draft(fixture, &somebody, "enquiry 4", text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kept_and_forgotten, open_with_people, fixture_close),
        cmocka_unit_test_setup_teardown(test_left_lying, open_with_people, fixture_close),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_kept, open_with_people, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
