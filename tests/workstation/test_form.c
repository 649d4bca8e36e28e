#include "testing.h"

#include "form.h"

/* The first field is to be read, the second a choice, the others texts. */
enum { LOGIN, ROLE, NAME, DAY, NOTE, FIELDS };

static const struct field_option roles[] = {
    {"analyst", "browses", NULL}, {"auditor", "reads the log", NULL}, {"mo2", "", NULL}};

static bool check_name(const void *context, const char *text, char *wrong, size_t size)
{
    snprintf(wrong, size, "%s.", (const char *)context);
    return strchr(text, '?') == NULL;
}

static const struct field fields[FIELDS] = {
    [LOGIN] = {.label = "Login", .kind = FIELD_FIXED},
    [ROLE] = {.label = "Role",
              .kind = FIELD_CHOICE,
              .options = roles,
              .option_count = VHA_COUNT(roles)},
    [NAME] = {.label = "Name", .kind = FIELD_TEXT, .check = check_name},
    [DAY] = {.label = "Day", .kind = FIELD_DATE},
    [NOTE] = {.label = "Note", .kind = FIELD_LONG, .optional = true},
};

static struct form form;

static int set_up(void **state)
{
    (void)state;
    form_init(&form, fields, FIELDS, "a name has no question mark");
    form_set(&form, LOGIN, "p.adeyemi");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    form_free(&form);
    return 0;
}

static bool edit(enum typing_action action)
{
    return form_handle(&form, &(struct event){.kind = EVENT_TYPING, .typing = action});
}

static void type(const char *text)
{
    for (; *text != '\0'; text++)
        form_handle(&form, &(struct event){.kind = EVENT_TEXT, .character = (unsigned char)*text});
}

static void expect_remark(const char *expected)
{
    char remark[FORM_SENTENCE_SIZE];
    assert_string_equal(form_remark(&form, remark), expected);
    assert_int_equal(form_complete(&form), expected[0] == '\0');
}

static void test_what_is_missing_is_said(void **state)
{
    (void)state;
    assert_int_equal(form.at, ROLE);
    expect_remark("Still missing: Role, Name, Day.");
    type("an");
    expect_remark("Still missing: Name, Day.");
    edit(TYPING_COMPLETE);
    type("   ");
    expect_remark("Still missing: Name, Day.");
    type("Who?");
    expect_remark("Name: a name has no question mark.");
    edit(TYPING_ERASE);
    edit(TYPING_COMPLETE);
    type("2026-02-30");
    expect_remark("Day: write the day as YYYY-MM-DD, such as 2026-10-02.");
    assert_int_equal(form_date(&form, DAY), VHA_NO_DATE);
    edit(TYPING_ERASE);
    edit(TYPING_ERASE);
    type("28 ");
    expect_remark("");
    char day[VHA_DATE_SIZE];
    assert_string_equal(vha_date_format(day, form_date(&form, DAY)), "2026-02-28");
}

static void test_moving_between_fields(void **state)
{
    (void)state;
    static const size_t forwards[] = {NAME, DAY, NOTE, ROLE};
    for (size_t i = 0; i < VHA_COUNT(forwards); i++) {
        assert_true(edit(TYPING_COMPLETE));
        assert_int_equal(form.at, forwards[i]);
    }
    edit(TYPING_COMPLETE_BACK);
    assert_int_equal(form.at, NOTE);
    edit(TYPING_EARLIER);
    assert_int_equal(form.at, DAY);
    edit(TYPING_LATER);
    assert_int_equal(form.at, NOTE);
    assert_false(form_to_next(&form));
    assert_true(form_to_fault(&form));
    assert_int_equal(form.at, ROLE);
    assert_true(form_to_fault(&form));
    assert_int_equal(form.at, NAME);
    assert_false(form.changed);
}

static void test_choosing(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        const char *chosen;
    } cases[] = {{"a", "analyst"}, {"au", "auditor"}, {"AUDITOR", "auditor"},
                 {"3", "mo2"},     {"4", ""},         {"0", ""},
                 {"x", ""},        {"mo22", ""}};
    for (size_t i = 0; i < VHA_COUNT(cases); i++) {
        edit(TYPING_ERASE_ALL);
        type(cases[i].typed);
        assert_string_equal(form_text(&form, ROLE), cases[i].chosen);
    }
    expect_remark("Role: nothing here begins with \"mo22\".");
    edit(TYPING_ERASE);
    assert_string_equal(form_text(&form, ROLE), "mo2");
    edit(TYPING_EARLIER);
    assert_string_equal(form_text(&form, ROLE), "auditor");
    edit(TYPING_LEFT);
    assert_string_equal(form_text(&form, ROLE), "analyst");
    assert_false(edit(TYPING_LEFT));
    edit(TYPING_END);
    assert_string_equal(form_text(&form, ROLE), "mo2");
    edit(TYPING_LATER); /* beyond the last one is the next field */
    assert_int_equal(form.at, NAME);
    edit(TYPING_EARLIER);
    edit(TYPING_HOME);
    type(" ");
    assert_string_equal(form_text(&form, ROLE), "auditor");
}

/* Whatever is typed, wherever: nothing is written outside, and a fixed field stays. */
static void test_anything_typed(void **state)
{
    (void)state;
    srand(20261126);
    for (int i = 0; i < 20000; i++) {
        if (rand() % 3 > 0)
            edit((enum typing_action)(rand() % TYPING_ACTIONS));
        else
            form_handle(&form, &(struct event){.kind = EVENT_TEXT,
                                               .character = (uint32_t)(rand() % 0x3000)});
        assert_true(form.at != LOGIN && form.at < FIELDS);
        assert_string_equal(form_text(&form, LOGIN), "p.adeyemi");
    }
    form.at = NOTE;
    for (int i = 0; i < 3000; i++)
        type("x");
    assert_int_equal(strlen(form_text(&form, NOTE)), EDITOR_LINE);
}

static void test_drawn(void **state)
{
    (void)state;
    struct canvas canvas;
    char row[256];
    static const char *const expected[] = {"  Login  p.adeyemi",
                                           "> Role   ( ) analyst  browses",
                                           "         (o) auditor  reads the log",
                                           "         ( ) mo2",
                                           "  Name   (missing)",
                                           "  Day    (missing)",
                                           "  Note   (may stay empty)"};
    canvas_init(&canvas, 10, 60, false);
    type("au");
    assert_int_equal(form_rows(&form), 10);
    assert_int_equal(form_cursor_row(&form), 2);
    form_draw(&form, &canvas, (struct area){0, 0, 10, 60}, 0);
    for (size_t i = 0; i < VHA_COUNT(expected); i++)
        assert_string_equal(canvas_row_text(&canvas, (int)i, row, sizeof row), expected[i]);
    /* A part of it. */
    form_draw(&form, &canvas, (struct area){5, 0, 2, 60}, 2);
    assert_string_equal(canvas_row_text(&canvas, 5, row, sizeof row), expected[2]);
    assert_string_equal(canvas_row_text(&canvas, 6, row, sizeof row), expected[3]);
    /* A long text is broken between words and follows its cursor. */
    assert_true(form_click(&form, 6));
    assert_int_equal(form.at, NOTE);
    type("one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
         "fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three "
         "twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine end");
    form_draw(&form, &canvas, (struct area){0, 0, 10, 60}, 0);
    canvas_row_text(&canvas, 9, row, sizeof row);
    assert_string_equal(row, "         end");
    assert_false(form_click(&form, 0));
    assert_true(form_click(&form, 3));
    assert_string_equal(form_text(&form, ROLE), "mo2");
    canvas_free(&canvas);
}

/* All that can be changed, as one text and back; an old one with too little leaves the rest empty.
 */
static void test_drafts(void **state)
{
    (void)state;
    struct form again;
    type("mo2");
    form_set(&form, NAME, "Adeyemi\\");
    char *const draft = form_draft(&form);
    form_init(&again, fields, FIELDS, "");
    form_take_draft(&again, draft);
    for (size_t i = ROLE; i < FIELDS; i++)
        assert_string_equal(form_text(&again, i), form_text(&form, i));
    assert_string_equal(form_text(&again, ROLE), "mo2");
    assert_string_equal(form_text(&again, NAME), "Adeyemi\\");
    assert_true(again.changed);
    form_take_draft(&again, "");
    assert_string_equal(form_text(&again, NAME), "");
    form_free(&again);
    free(draft);
}

#define WITH_FORM(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FORM(test_what_is_missing_is_said),
        WITH_FORM(test_moving_between_fields),
        WITH_FORM(test_choosing),
        WITH_FORM(test_anything_typed),
        WITH_FORM(test_drawn),
        WITH_FORM(test_drafts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
