/* Access on the screen, in a real terminal: each step as the register has it, and each refusal a
 * sentence and an entry. */
#include "stage.h"

#include <string.h>

static void enter_order(struct terminal *terminal, const char *order)
{
    type(terminal, order);
    press(terminal, "Enter");
}

static void run(const struct stage *stage, const char *const *words)
{
    struct program_result result = program_run(stage->home, words);
    if (result.status != 0)
        fail_msg("%s: %s", words[2], result.errors);
    program_result_free(&result);
}

static void apply(const struct stage *stage, const char *login)
{
    run(stage,
        (const char *const[]){program_vha(), "access", "apply", login, "--reason", "Tasking",
                              "--name", "N Jones", "--pay-number", login, "--post", "Analyst",
                              "--training", "2026-01-05", "--sop-version", "2.5", NULL});
}

#define STEP(step)                                                                                 \
    "SELECT count(*) FROM audit WHERE action = '" step "' AND outcome = 'done' AND subject = "     \
    "'n.jones'"

/* What is begun on the command line is gone on with on the screen, and seen there. */
static void test_from_application_to_withdrawal(void **state)
{
    const struct stage *const stage = *state;
    apply(stage, "n.jones");
    struct terminal *terminal = stage_open(stage, (struct view){0});
    enter_order(terminal, ":access");
    expect_row_with(terminal, "n.jones", "applied");
    press(terminal, "Down");
    type(terminal, "A");
    type(terminal, "S Khan\tband\tPN 7\t");
    press(terminal, "Enter");
    press(terminal, "Enter");
    expect_row_with(terminal, "n.jones", "authorised");
    assert_int_equal(stage_number(stage, STEP("authorise")), 1);
    type(terminal, "y");
    type(terminal, "analyst\tAS,CN\t");
    type(terminal,
         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f");
    press(terminal, "Enter");
    press(terminal, "Enter");
    expect_text(terminal, "as analyst for AS CN, with 1 SSH key.");
    assert_int_equal(stage_number(stage, STEP("grant")), 1);
    assert_int_equal(stage_number(stage, "SELECT count(*) FROM user WHERE login = 'n.jones' AND "
                                         "role = 'analyst'"),
                     1);
    type(terminal, "W");
    type(terminal, "not\tHas left the team");
    press(terminal, "Enter");
    assert_int_equal(stage_number(stage, STEP("withdraw")), 0);
    press(terminal, "Enter");
    expect_row_with(terminal, "n.jones", "withdrawn");
    assert_int_equal(stage_number(stage, STEP("withdraw")), 1);
    type(terminal, "qq");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

/* Whoever may not reads who may, and whom to ask, to its end; and it is on record. */
static void test_refused_by_role(void **state)
{
    const struct stage *const stage = *state;
    static const char *const orders[] = {":access", ":apply n.jones", ":grant n.jones",
                                         ":withdraw n.jones", ":authorise n.jones"};
    stage_tamper(stage, "UPDATE user SET role = 'analyst'");
    for (int plain = 0; plain < 2; plain++) {
        struct terminal *terminal = stage_start(stage, (struct view){.plain = plain == 1});
        expect_text(terminal, "of " SAMPLE_PEOPLE);
        come_to_rest(terminal);
        for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
            type(terminal, plain == 1 ? orders[i] + 1 : orders[i]);
            press(terminal, "Enter");
            expect_text(terminal, "Tasking."); /* the end of the sentence */
            expect_no_text(terminal, "Undertaking");
            expect_no_text(terminal, "Last use");
            if (plain == 0)
                press(terminal, "C-u");
            if (plain == 0)
                press(terminal, "Escape");
        }
        type(terminal, plain == 1 ? "quit\r" : "q");
        expect_end(terminal, 0);
        terminal_free(terminal);
    }
    assert_int_equal(stage_number(stage, "SELECT count(*) FROM audit WHERE outcome = 'refused' AND "
                                         "action IN ('see-access', 'apply', 'grant', 'withdraw', "
                                         "'authorise') AND reason LIKE '%is analyst'"),
                     10);
    stage_tamper(stage, "UPDATE user SET role = 'mo2'");
}

/* Nobody grants their own access, nor authorises it. */
static void test_four_eyes(void **state)
{
    const struct stage *const stage = *state;
    apply(stage, "m.smith");
    struct terminal *terminal = stage_open(stage, (struct view){0});
    enter_order(terminal, ":authorise m.smith");
    type(terminal, "M Smith\tband\tM.SMITH\t");
    press(terminal, "Enter");
    press(terminal, "Enter");
    expect_text(terminal, "Nobody authorises their own access");
    assert_int_equal(stage_number(stage, "SELECT count(*) FROM audit WHERE action = 'authorise' "
                                         "AND outcome = 'refused' AND subject = 'm.smith'"),
                     1);
    press(terminal, "Escape");
    press(terminal, "Escape");
    enter_order(terminal, ":grant m.smith");
    type(terminal, "analyst\tall");
    press(terminal, "Enter");
    press(terminal, "Enter");
    expect_text(terminal, "is applied, and this needs one");
    press(terminal, "Escape");
    press(terminal, "Escape");
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

static void test_in_words(void **state)
{
    const struct stage *const stage = *state;
    apply(stage, "o.brown");
    struct terminal *terminal = stage_start(stage, (struct view){.plain = true});
    expect_text(terminal, "of " SAMPLE_PEOPLE);
    type(terminal, "access\r");
    expect_text(terminal, "o.brown, N Jones, is applied.");
    type(terminal, "last\r");
    expect_text(terminal, "Here: o.brown, N Jones, is applied.");
    type(terminal, "open\r");
    expect_text(terminal, "Reason for access: Tasking");
    type(terminal, "authorise\r");
    expect_text(terminal, "Field 1 of 4: Authorised by.");
    type(terminal, "S Khan\rband\rPN 7\r.\r");
    expect_text(terminal, "Yes does it");
    type(terminal, "yes\r");
    expect_text(terminal, "MO2 must grant it next");
    type(terminal, "withdraw o.brown\r");
    type(terminal, "refused\rNot needed\r.\r");
    type(terminal, "yes\r");
    expect_text(terminal, "has no access any more");
    type(terminal, "quit\rquit\rquit\r"); /* from each screen to the one before */
    expect_end(terminal, 0);
    terminal_free(terminal);
    assert_int_equal(stage_number(stage, "SELECT count(*) FROM audit WHERE action = 'withdraw' AND "
                                         "outcome = 'done' AND subject = 'o.brown'"),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_application_to_withdrawal),
        cmocka_unit_test(test_refused_by_role),
        cmocka_unit_test(test_four_eyes),
        cmocka_unit_test(test_in_words),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
