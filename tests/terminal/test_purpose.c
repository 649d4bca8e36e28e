/* A session begins with its purpose: what is on the terminal before, and what comes after. */
#include "stage.h"

#define STATEMENTS "SELECT count(*) FROM audit WHERE action = 'purpose' AND outcome = 'done'"

/* Nothing of the cohort: no quarter, no count, nobody. */
static void expect_nothing_shown(struct terminal *terminal)
{
    expect_no_text(terminal, "2026-Q3");
    expect_no_text(terminal, SAMPLE_PEOPLE);
    expect_no_text(terminal, "Cohort");
    expect_no_text(terminal, "Only");
}

static struct terminal *open_asked(const struct stage *stage, struct view view)
{
    view.asked = true;
    struct terminal *const terminal = stage_start(stage, view);
    expect_text(terminal, "Purpose of this session");
    come_to_rest(terminal);
    expect_nothing_shown(terminal);
    return terminal;
}

static void state_purpose(struct terminal *terminal)
{
    type(terminal, "safe\t");
    type(terminal, "MACE meeting of 3 October\r");
}

static void leave(struct terminal *terminal)
{
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

static void test_the_form(void **state)
{
    const int64_t before = stage_number(*state, STATEMENTS);
    struct terminal *terminal = open_asked(*state, (struct view){0});
    expect_screen(terminal, "purpose-80x24.txt", false);
    type(terminal, "zz");
    expect_text(terminal, "nothing here begins with \"zz\"");
    press(terminal, "C-u");
    press(terminal, "Enter");
    expect_text(terminal, "Still missing: Category, In words.");
    press(terminal, "S-Tab");
    type(terminal, "4");
    expect_text(terminal, "Safeguard a child or an adult at risk (SOP 35 to 39");
    press(terminal, "Down");
    press(terminal, "Up");
    press(terminal, "Tab");
    type(terminal, "x\r");
    expect_nothing_shown(terminal);
    assert_int_equal(stage_number(*state, STATEMENTS), before);
    type(terminal, " MACE meeting\r");
    expect_text(terminal, SAMPLE_PEOPLE);
    assert_int_equal(stage_number(*state, STATEMENTS), before + 1);
    assert_int_equal(stage_number(*state, "SELECT count(*) FROM audit WHERE action = 'browse' AND "
                                          "purpose = 'safeguard: x MACE meeting'"),
                     1);
    leave(terminal);
}

/* Who names what is no purpose reads why, and it is on record. */
static void test_no_policing_purpose(void **state)
{
    struct terminal *terminal = open_asked(*state, (struct view){0});
    type(terminal, "personal\t");
    type(terminal, "a look at somebody I know\r");
    expect_text(terminal, "A private reason is no policing purpose");
    expect_nothing_shown(terminal);
    assert_int_equal(stage_number(*state, "SELECT count(*) FROM audit WHERE action = 'purpose' AND "
                                          "outcome = 'refused'"),
                     1);
    press(terminal, "Escape");
    expect_text(terminal, "once more leaves the VHA");
    press(terminal, "Escape");
    expect_end(terminal, 0);
    expect_given_back(terminal);
    terminal_free(terminal);
}

/* Where somebody was, and a view that they begin with, come after the purpose alone. */
static void test_what_is_restored_comes_after(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, ":filter wanted\r");
    type(terminal, ":save_view wanted ones\r");
    expect_text(terminal, "Saved as the view");
    type(terminal, ":filter u18 score>=1000\r");
    expect_text(terminal, "Only Under 18; Score from 1,000");
    leave(terminal);

    terminal = open_asked(*state, (struct view){.as_left = true});
    state_purpose(terminal);
    expect_text(terminal, "Only Under 18; Score from 1,000");
    leave(terminal);

    terminal = open_asked(*state, (struct view){.view = "wanted ones"});
    state_purpose(terminal);
    expect_text(terminal, "Only Wanted: any");
    leave(terminal);

    /* A session that is left before its purpose keeps the place of the one before. */
    terminal = open_asked(*state, (struct view){.as_left = true});
    press(terminal, "Escape");
    press(terminal, "Escape");
    expect_end(terminal, 0);
    terminal_free(terminal);
    terminal = open_asked(*state, (struct view){.as_left = true, .plain = true});
    type(terminal, "safe\r");
    type(terminal, "MACE meeting of 3 October\r");
    expect_text(terminal, "Wanted: any");
    type(terminal, "quit\r");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

static void test_another_purpose_later(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, ":purpose\r");
    expect_text(terminal, "tests in a terminal");
    press(terminal, "Escape");
    expect_text(terminal, SAMPLE_PEOPLE);
    type(terminal, ":purpose audit: the review of March\r");
    expect_text(terminal, "From here on the purpose is audit: the review of March.");
    press(terminal, "Enter");
    press(terminal, "Escape");
    leave(terminal);
    assert_int_equal(stage_number(*state, "SELECT count(*) FROM audit WHERE action = 'open' AND "
                                          "purpose = 'audit: the review of March'"),
                     1);
}

/* A role without the list gets none, whatever is asked for. */
static void test_a_role_without_the_list(void **state)
{
    stage_tamper(*state, "UPDATE user SET role = 'auditor'");
    struct terminal *terminal = open_asked(*state, (struct view){.as_left = true});
    type(terminal, "audit\t");
    type(terminal, "the review of March\r");
    expect_text(terminal, "Your role, auditor");
    static const char *const orders[] = {":list",   ":view wanted ones", ":save_view x",
                                         ":filter", ":open 1",           ":search garcia"};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        type(terminal, orders[i]);
        press(terminal, "Enter");
        expect_text(terminal, "is for analyst, head-of-cid");
        expect_nothing_shown(terminal);
        press(terminal, "C-u");
        press(terminal, "Escape");
    }
    leave(terminal);
    assert_int_equal(stage_number(*state, "SELECT count(*) FROM audit WHERE action IN ('list', "
                                          "'open', 'search') AND outcome = 'refused'"),
                     5);
    stage_tamper(*state, "UPDATE user SET role = 'mo2'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_form),
        cmocka_unit_test(test_no_policing_purpose),
        cmocka_unit_test(test_what_is_restored_comes_after),
        cmocka_unit_test(test_another_purpose_later),
        cmocka_unit_test(test_a_role_without_the_list),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
