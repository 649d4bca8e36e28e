/* The equality review on the screen and in words, and the form that closes it, over made-up people.
 */
#include "on_stage.h"

#include "lines.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(20);
    stage_prepare(&stage);
    stage.user.role = VHA_COORDINATOR;
    stage_begin(&stage, 24, 80);
    return 0;
}

static void give(const char *order)
{
    stage_press(&stage, ": Ctrl-U");
    stage_type(&stage, order);
    stage_press(&stage, "Enter");
}

static void assert_shows(const char *text)
{
    if (!stage_shows(&stage, text))
        fail_msg("\"%s\" is not on the screen:\n%s", text, stage_text(&stage));
}

static void assert_hides(const char *text)
{
    if (stage_shows(&stage, text))
        fail_msg("\"%s\" is on the screen:\n%s", text, stage_text(&stage));
}

static const char findings[] = "Nothing stands out that the suspects do not tell of already.";

/* ---------------------------------------------------------------------------------- the review */

static void test_shares_and_ratios_by_group(void **state)
{
    (void)state;
    give("equality");
    assert_shows("Equality review of 2026-Q3, 20 on the list, beside no earlier quarter");
    assert_shows("1 Age");
    stage_press(&stage, "2");
    assert_shows("2 Sex");
    assert_shows("Female                        5  25.0     25.0");
    assert_shows("ratio to the suspects");
    assert_shows("1.00 (");
    stage_press(&stage, "3");
    assert_shows("Black");
    assert_shows("1 (reference)");
    stage_press(&stage, "Tab");
    assert_shows("4 Ethnicity");
    stage_press(&stage, "Shift-Tab");
    assert_shows("3 Ethnicity, in five broad groups");
    stage_press(&stage, "End");
    assert_shows("Suspect intervals: ");
    stage_press(&stage, "q");
    assert_hides("Equality review");
}

static void test_in_ascii_and_wide(void **state)
{
    (void)state;
    give("equality");
    stage.desk.unicode = false;
    stage_resize(&stage, 43, 132);
    assert_shows("###");
    assert_shows(": the suspects' share, | London's, ! both");
    stage_press(&stage, "3");
    assert_shows("3 Ethnicity, in five broad groups");
    stage_resize(&stage, 24, 80);
    assert_shows("3 Ethnicity, in five broad groups"); /* the place is kept */
}

static void test_what_users_wrote_is_harmless(void **state)
{
    (void)state;
    give("equality");
    stage_press(&stage, "7");
    assert_shows("2026-10-12T09:00:00Z, analyst.one: Many stops \\x1b[2Jon one estate");
    assert_shows("The review is open");
}

static void test_the_look_is_logged_or_not_shown(void **state)
{
    (void)state;
    const unsigned audits = fake.audits;
    give("equality");
    assert_int_equal(fake.audits, audits + 1);
    assert_string_equal(fake.last_action, "equality");
    assert_string_equal(fake.last_subject, "2026-Q3");
    stage_press(&stage, "Esc");
    fake.audit_fails = true;
    give("equality");
    assert_shows("nothing is shown that cannot be logged");
    assert_hides("Equality review");
}

static void test_a_quarter_that_is_not_kept(void **state)
{
    (void)state;
    give("equality 2019-Q1");
    assert_shows("This home keeps no quarter '2019-Q1'");
    stage_press(&stage, "Esc");
    give("equality 2026-Q3");
    assert_shows("Equality review of 2026-Q3");
}

static void test_in_words(void **state)
{
    struct lines lines;
    (void)state;
    give("equality");
    const struct screen *const top = desk_top(&stage.desk);
    lines_init(&lines);
    top->ops->words(top->state, &stage.desk, &lines);
    assert_string_equal(lines.items[0].text,
                        "Equality review of 2026-Q3, 20 on the list, beside no "
                        "earlier quarter.");
    assert_int_equal(lines.section_count, 9);
    size_t found = 0;
    bool lacking = false;
    for (size_t i = 0; i < lines.count; i++) {
        lacking = lacking ||
                  strstr(lines.items[i].text, "; of London's people there is no figure.") != NULL;
        found +=
            strcmp(lines.items[i].text,
                   "Female: 5 listed, 25.0 per cent of the list; 10 suspects, 25.0 per cent of "
                   "them; of London's people 51.5 per cent.") == 0;
        found += strcmp(lines.items[i].text,
                        "Female: 1 removals asked for, 1 of them approved and 0 refused.") == 0;
        found +=
            strcmp(lines.items[i].text, "White: the others are compared with this group.") == 0;
    }
    assert_int_equal(found, 3);
    assert_true(lacking); /* of those whose group is not known */
    lines_free(&lines);
}

/* -------------------------------------------------------------------------------------- closing */

static void test_closing_with_findings(void **state)
{
    (void)state;
    give("close_equality");
    assert_shows("Closing the equality review of 2026-Q3");
    assert_shows("20 people are on the list, of 40 suspects; 1 concern is filed.");
    stage_type(&stage, "Too little.");
    assert_shows("they have at least 40 characters.");
    stage_press(&stage, "Ctrl-U");
    stage_type(&stage, findings);
    stage_press(&stage, "Enter");
    assert_shows("The review of 2026-Q3 is then closed for good");
    assert_string_equal(fake.findings, "");
    stage_press(&stage, "Enter");
    assert_string_equal(fake.findings, findings);
    assert_shows("The equality review of 2026-Q3 is closed, with its figures.");
    give("close_equality");
    assert_shows("The equality review of 2026-Q3 is closed already");
    stage_press(&stage, "Esc");
    give("equality");
    stage_press(&stage, "8");
    assert_shows("2026-10-13T09:00:00Z, coordinator.one: Nothing stands out");
}

static void test_findings_are_kept_until_they_are_sent(void **state)
{
    (void)state;
    give("close_equality");
    stage_type(&stage, findings);
    stage_wait(&stage, 2000);
    assert_non_null(strstr(fake.draft, findings));
    stage_press(&stage, "Esc Esc");
    assert_hides("Closing the equality review");
    give("close_equality");
    assert_shows("This is what you had written when you left");
    assert_shows("Nothing stands out that the suspects");
}

static void test_closing_over_an_open_review_shows_it(void **state)
{
    (void)state;
    give("equality");
    stage_press(&stage, "8");
    assert_shows("The review is open");
    give("close_equality");
    stage_type(&stage, findings);
    stage_press(&stage, "Enter Enter");
    assert_shows("coordinator.one: Nothing stands out"); /* where it was */
}

static void test_who_may_not_is_refused(void **state)
{
    (void)state;
    fake.refused = true;
    give("equality");
    assert_shows("ask MO2");
    assert_hides("Equality review");
    stage_press(&stage, "Esc");
    give("close_equality");
    assert_shows("ask MO2");
    assert_hides("Closing");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_shares_and_ratios_by_group),
        TEST(test_in_ascii_and_wide),
        TEST(test_what_users_wrote_is_harmless),
        TEST(test_the_look_is_logged_or_not_shown),
        TEST(test_a_quarter_that_is_not_kept),
        TEST(test_in_words),
        TEST(test_closing_with_findings),
        TEST(test_findings_are_kept_until_they_are_sent),
        TEST(test_closing_over_an_open_review_shows_it),
        TEST(test_who_may_not_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
