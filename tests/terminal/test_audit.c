/* The audit log in a real terminal and in words, over a real register. */
#include "stage.h"

#include <stdio.h>

static const char looks[] =
    "SELECT count(*) FROM audit WHERE action = 'audit-read' AND outcome = 'done'";

static void leave(struct terminal *terminal)
{
    type(terminal, "q");
    expect_text(terminal, SAMPLE_PEOPLE);
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

/* Entries of some user of the time before, so that the screen is the same each time. */
static void add_entries(const struct stage *stage, int count)
{
    char sql[1024];
    snprintf(sql, sizeof sql,
             "DROP TRIGGER audit_is_appended_to;"
             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
             "INSERT INTO audit (number, at, login, action, outcome, subject, reason, previous, "
             "hash, form) SELECT 1000 + i, '2026-10-02T09:30:00Z', "
             "'analyst.one', 'open', iif(i %% 10 = 0, 'refused', 'done'), "
             "printf('2003/%%07dX', i), iif(i %% 10 = 0, 'not in the scope', NULL), "
             "printf('%%064x', i - 1), printf('%%064x', i), 2 FROM n",
             count);
    stage_tamper(stage, sql);
}

static void test_look_is_logged_and_filtered(void **state)
{
    const int64_t before = stage_number(*state, looks);
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, ":audit action load\r");
    expect_text(terminal, "Only entries action load");
    expect_row_with(terminal, "load", "2026-Q3");
    assert_int_equal(stage_number(*state, looks), before + 1);
    assert_int_equal(stage_number(*state, "SELECT count(*) FROM audit WHERE action = 'audit-read' "
                                          "AND reason = 'list: action load'"),
                     1);
    press(terminal, "Enter");
    expect_text(terminal, "of the audit log");
    assert_int_equal(stage_number(*state, looks), before + 2);
    type(terminal, "q");
    expect_text(terminal, "newest first");
    leave(terminal);
}

static void test_verifying_on_the_screen(void **state)
{
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, ":audit\r");
    expect_text(terminal, "newest first");
    type(terminal, "V");
    expect_text(terminal, "The audit log is whole: ");
    press(terminal, "Escape");
    leave(terminal);
}

/* In plain mode the same is said in sentences. */
static void test_in_words(void **state)
{
    struct terminal *terminal = stage_start(*state, (struct view){.plain = true});
    expect_text(terminal, "vha>");
    type(terminal, "audit action load\r");
    expect_text(terminal, "The audit log, newest first. Only entries action load.");
    expect_text(terminal, "load, done, 2026-Q3");
    type(terminal, "open\r");
    expect_text(terminal, "outcome: done.");
    type(terminal, "back\r");
    type(terminal, "verify\r");
    expect_text(terminal, "The audit log is whole: ");
    type(terminal, "back\r");
    type(terminal, "enquiries\r");
    expect_text(terminal, "There is no such audit enquiry.");
    type(terminal, "quit\r");
    type(terminal, "quit\r");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

/* A month's review leads to the entries of whoever is under the cursor. */
static void test_the_monthly_review(void **state)
{
    static const char reviews[] =
        "SELECT count(*) FROM audit WHERE action = 'audit-review' AND outcome = 'done'";
    const int64_t before = stage_number(*state, reviews);
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, ":audit_review\r");
    expect_text(terminal, "All of London: 1 user.");
    press(terminal, "Right");
    assert_int_equal(stage_number(*state, reviews), before + 2);
    press(terminal, "Down");
    press(terminal, "Enter");
    expect_text(terminal, "Only entries by ");
    type(terminal, "q");
    expect_text(terminal, "per BCU and user");
    press(terminal, "Right");
    expect_text(terminal, "still to come");
    leave(terminal);

    terminal = stage_start(*state, (struct view){.plain = true});
    expect_text(terminal, "vha>");
    type(terminal, "audit_review\r");
    expect_text(terminal, "mo2: 0 sessions, 0 records opened");
    type(terminal, "right\r");
    expect_text(terminal, "per BCU and user.");
    type(terminal, "quit\r");
    type(terminal, "quit\r");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

static void test_roles(void **state)
{
    static const char refused[] = "SELECT count(*) FROM audit WHERE action = 'audit-read' AND "
                                  "outcome = 'refused'";
    const int64_t before = stage_number(*state, refused);
    stage_tamper(*state, "UPDATE user SET role = 'analyst'");
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, ":audit\r");
    expect_text(terminal, "Covert Governance, or MO2 Nominals");
    expect_no_text(terminal, "newest first");
    assert_int_equal(stage_number(*state, refused), before + 1);
    press(terminal, "Escape");
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);

    stage_tamper(*state, "UPDATE user SET role = 'auditor'");
    terminal = stage_start(*state, (struct view){0});
    expect_text(terminal, ":audit [FILTER]");
    come_to_rest(terminal);
    type(terminal, ":audit refused\r");
    expect_row_with(terminal, "audit-read", "refused");
    type(terminal, "q");
    expect_text(terminal, ":audit [FILTER]");
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
    stage_tamper(*state, "UPDATE user SET role = 'mo2'");
}

/* A hundred thousand entries, forged past the program: the chain says where they begin. */
static void test_a_long_log(void **state)
{
    add_entries(*state, 100000);
    struct terminal *terminal = stage_open(*state, (struct view){0});
    type(terminal, ":audit who analyst.one refused\r");
    expect_text(terminal, "1 to 18 of 10,000");
    press(terminal, "End");
    expect_text(terminal, "9,983 to 10,000 of 10,000");
    expect_under_cursor(terminal, "2003/0000010X");
    press(terminal, "Home");
    expect_under_cursor(terminal, "2003/0100000X");
    expect_screen(terminal, "audit-80x24.txt", false);
    terminal_resize(terminal, 40, 132);
    expect_text(terminal, "2003/0100000X: not in the scope");
    type(terminal, "V");
    expect_text(terminal, "The audit log is not whole");
    press(terminal, "Escape");
    leave(terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_look_is_logged_and_filtered),
        cmocka_unit_test(test_verifying_on_the_screen),
        cmocka_unit_test(test_in_words),
        cmocka_unit_test(test_the_monthly_review),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_a_long_log),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
