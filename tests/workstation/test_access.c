/* Who has access, and the forms by which that changes. */
#include "on_stage.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_prepare(&stage);
    return 0;
}

static void test_the_list(void **state)
{
    (void)state;
    stage_begin(&stage, 24, 80);
    const unsigned before = fake.audits;
    stage_give(&stage, "access");
    assert_int_equal(fake.audits, before + 1);
    stage_expect(&stage, "Login");
    stage_expect(&stage, "p.adeyemi");
    stage_expect(&stage, "applied");
    stage_expect(&stage, "A authorise  y grant  W withdraw");
    stage_press(&stage, "Down Enter");
    assert_int_equal(fake.audits, before + 2);
    assert_string_equal(fake.last_subject, "n.jones");
    stage_expect(&stage, "Access of n.jones");
    stage_expect(&stage, "Application 2: applied");
    stage_expect(&stage, "Reason for access: Tasking of Lambeth");
    stage_expect(&stage, "Applied: 2026-10-02 09:30 UTC by n.jones");
    stage_press(&stage, "Esc");
    stage_expect(&stage, "Login");
    stage_press(&stage, "q");
    stage_expect(&stage, "Cohort");
    stage_give(&stage, "access somebody");
    stage_expect(&stage, "'somebody' has never applied for access.");
}

/* The longest logins have drafts of their own. */
static void test_drafts_of_long_logins(void **state)
{
    char orders[2][VHA_LOGIN_SIZE + 16];
    (void)state;
    stage_begin(&stage, 24, 80);
    for (size_t i = 0; i < VHA_COUNT(orders); i++)
        snprintf(orders[i], sizeof orders[i], "authorise %062d%zu", 7, i);
    stage_give(&stage, orders[0]);
    stage_type(&stage, "S Khan");
    stage_press(&stage, "Esc Esc");
    assert_int_equal(strncmp(fake.draft_of, "Authorise the access of 0", 25), 0);
    assert_true(strlen(fake.draft_of) < 64);
    stage_give(&stage, orders[1]);
    stage_expect_not(&stage, "S Khan");
    stage_press(&stage, "Esc Esc");
    stage_give(&stage, orders[0]);
    stage_expect(&stage, "This is what you had written when you left");
    stage_expect(&stage, "S Khan");
}

/* Each step changes what the list says; none is taken before it was asked for twice. */
static void test_the_steps(void **state)
{
    (void)state;
    stage_begin(&stage, 24, 80);
    stage_give(&stage, "access");
    stage_press(&stage, "Down A");
    stage_expect(&stage, "Authorise the access of n.jones");
    stage_type(&stage, "S Khan");
    stage_press(&stage, "Tab");
    stage_type(&stage, "band");
    stage_press(&stage, "Tab");
    stage_type(&stage, "PN 7");
    stage_press(&stage, "Tab Ctrl-U");
    stage_type(&stage, "2026-10-01");
    stage_press(&stage, "Enter");
    assert_string_equal(fake.step, "");
    stage_press(&stage, "Enter");
    assert_string_equal(fake.step, "p.adeyemi for n.jones: S Khan, 1, PN 7, 2026-10-01");
    stage_expect(&stage, "authorised");
    stage_expect(&stage, "MO2 must grant it next");

    stage_press(&stage, "y");
    stage_expect(&stage, "Grant access to n.jones");
    stage_type(&stage, "head");
    stage_press(&stage, "Tab");
    stage_type(&stage, "AS,XX");
    stage_expect(&stage, "Scope: The scope is 'AS,XX'");
    stage_press(&stage, "Backspace Backspace");
    stage_type(&stage, "CN");
    stage_press(&stage, "Tab");
    stage_type(&stage, "none");
    stage_expect(&stage, "SSH public keys: A public key begins with its type.");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, "ssh-ed25519 AAAA");
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.step, "p.adeyemi for n.jones: 1, AS CN, 1 keys");
    stage_expect(&stage, "'n.jones' has access, as head-of-cid for AS CN, with 1 SSH key.");

    stage_press(&stage, "Enter W"); /* from the detail as well */
    stage_expect(&stage, "Withdraw the access of n.jones");
    stage_type(&stage, "misuse");
    stage_press(&stage, "Tab");
    stage_type(&stage, "Looked for a neighbour");
    stage_press(&stage, "Enter Enter");
    assert_string_equal(fake.step, "p.adeyemi for n.jones: 2, Looked for a neighbour");
    stage_expect(&stage, "Application 2: withdrawn");
}

static void withdraw_by_order(void)
{
    stage_give(&stage, "withdraw n.jones");
    stage_type(&stage, "misuse");
    stage_press(&stage, "Tab");
    stage_type(&stage, "Looked for a neighbour");
    stage_press(&stage, "Enter Enter");
}

/* What an order changes shows on the screen that it was given on, like what a key does. */
static void test_steps_by_order(void **state)
{
    (void)state;
    stage_begin(&stage, 24, 80);
    stage_give(&stage, "access");
    stage_expect(&stage, "n.jones           applied");
    withdraw_by_order();
    stage_expect(&stage, "n.jones           withdrawn");
    fake.state = "applied";
    stage_give(&stage, "access n.jones");
    stage_expect(&stage, "Application 2: applied");
    withdraw_by_order();
    stage_expect(&stage, "Application 2: withdrawn");
}

static void test_refused(void **state)
{
    (void)state;
    stage_begin(&stage, 24, 80);
    stage_give(&stage, "access");
    fake.step_refused = true;
    stage_press(&stage, "W");
    stage_type(&stage, "misuse");
    stage_press(&stage, "Tab");
    stage_type(&stage, "A reason");
    stage_press(&stage, "Enter Enter");
    stage_expect(&stage, "Nobody does that for themselves (SOP 40).");
    stage_press(&stage, "Esc Esc");
    fake.refused = true;
    stage_press(&stage, "y");
    stage_expect(&stage, "ask MO2.");
    stage_expect_not(&stage, "Grant access to");
    stage_press(&stage, "Esc Esc");
    stage_give(&stage, "access");
    stage_expect(&stage, "ask MO2.");
    stage_expect_not(&stage, "Login");
}

/* An order for each step, for roles that may take it and see no list of who has access. */
static void test_orders(void **state)
{
    (void)state;
    stage.user.role = VHA_COORDINATOR;
    stage_begin(&stage, 24, 80);
    stage_give(&stage, "authorise n.jones");
    stage_expect(&stage, "Authorise the access of n.jones");
    stage_press(&stage, "Esc");
    stage_give(&stage, "grant n.jones");
    stage_expect(&stage, "Grant access to n.jones");
    stage_press(&stage, "Esc");
    stage_give(&stage, "withdraw n.jones");
    stage_expect(&stage, "Withdraw the access of n.jones");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_drafts_of_long_logins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_steps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_steps_by_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_orders, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
