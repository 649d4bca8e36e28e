/* The audit log on the screen: pages, filters, an entry, verifying, enquiries. */
#include "on_stage.h"

#include "audit_filter.h"

static int set_up(void **state)
{
    (void)state;
    fake_reset(60);
    fake.entries = 1000000;
    stage_open(&stage, 24, 80);
    return 0;
}

#define SHOWS(text)                                                                                \
    do {                                                                                           \
        if (!stage_shows(&stage, text))                                                            \
            fail_msg("no \"%s\" in\n%s", text, stage_text(&stage));                                \
    } while (0)

/* --------------------------------------------------------------------------------------- filters
 */

static void test_filters_are_read_and_written(void **state)
{
    static const struct {
        const char *typed;
        const char *written;
        const char *words;
    } rows[] = {
        {"", "", "Every entry; no filter is set"},
        {"refused", "refused", "Only entries refused"},
        {"  who   ann ", "who ann", "Only entries by ann"},
        {"refused who ann until 2026-10-31 from 2026-10-01 bcu AS",
         "who ann bcu AS from 2026-10-01 until 2026-10-31 refused",
         "Only entries by ann, by users of BCU AS, from 2026-10-01, until 2026-10-31, refused"},
        {"about \"entry 12\" action audit-read", "action audit-read about \"entry 12\"",
         "Only entries action audit-read, about entry 12"},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        struct audit_filter filter;
        struct vha_error error;
        char out[FILTER_WORDS_SIZE];
        assert_int_equal(audit_filter_parse(rows[i].typed, &filter, &error), VHA_OK);
        assert_string_equal(audit_filter_format(&filter, out), rows[i].written);
        assert_string_equal(audit_filter_words(&filter, out), rows[i].words);
    }
}

static void test_what_is_no_filter(void **state)
{
    static const struct {
        const char *typed;
        const char *sentence;
    } rows[] = {
        {"whom ann",
         "\"whom\" is no filter of the audit log: who, action, about, bcu, from and until take a "
         "value; refused, failed, started and done stand alone."},
        {"who", "A value is missing behind who."},
        {"from yesterday", "from takes a day such as 2026-10-01"},
        {"until 2026-02-30", "until takes a day"},
        {"from 2026-10-02 until 2026-10-01", "after the one behind until"},
    };
    (void)state;
    for (size_t i = 0; i < VHA_COUNT(rows); i++) {
        struct audit_filter filter;
        struct vha_error error = {.message = ""};
        audit_filter_clear(&filter);
        assert_int_equal(audit_filter_parse(rows[i].typed, &filter, &error), VHA_USAGE);
        assert_non_null(strstr(error.message, rows[i].sentence));
        assert_string_equal(filter.texts[AUDIT_WHO], "");
    }
}

static void test_completing(void **state)
{
    struct candidates candidates = {.count = 0};
    (void)state;
    audit_filter_complete("ref", &candidates);
    assert_int_equal(candidates.count, 1);
    assert_string_equal(candidates.words[0], "refused");
    candidates.count = 0;
    audit_filter_complete("who ann action op", &candidates);
    assert_int_equal(candidates.count, 1);
    assert_string_equal(candidates.words[0], "open");
    assert_int_equal(candidates.from, strlen("who ann action "));
    candidates.count = 0;
    audit_filter_complete("who a", &candidates);
    assert_int_equal(candidates.count, 0);
}

/* ----------------------------------------------------------------------------------------- pages
 */

/* A million entries, of which no more are read than are shown. */
static void test_pages_of_a_long_log(void **state)
{
    (void)state;
    stage_give(&stage, "audit");
    SHOWS("Every entry; no filter is set");
    SHOWS("> 1000000 2026-10-02 09:30 mo2.one");
    SHOWS("1 to 18 of 1,000,000");
    assert_int_equal(fake.entries_told, 18);
    assert_string_equal(fake.last_action, "audit-read");
    stage_press(&stage, "PgDn");
    SHOWS(">  999982");
    SHOWS("19 to 36 of 1,000,000");
    stage_press(&stage, "Ctrl-D");
    SHOWS("28 to 45 of 1,000,000");
    stage_press(&stage, "Ctrl-U PgUp");
    SHOWS("1 to 18 of 1,000,000");
    stage_press(&stage, "k PgUp");
    SHOWS("> 1000000");
    stage_press(&stage, "G");
    SHOWS("999,983 to 1,000,000 of 1,000,000");
    SHOWS(">       1 2026");
    stage_press(&stage, "j PgDn");
    SHOWS("999,983 to 1,000,000 of 1,000,000");
    stage_press(&stage, "PgUp");
    SHOWS("999,965 to 999,982 of 1,000,000");
    stage_press(&stage, "g");
    SHOWS("> 1000000");
    assert_true(fake.entries_told < 500);
}

static void test_the_page_follows_the_cursor(void **state)
{
    (void)state;
    stage_give(&stage, "audit who ann");
    SHOWS("Only entries by ann");
    SHOWS("of 333,333");
    for (int i = 0; i < 20; i++)
        stage_press(&stage, "j");
    SHOWS("4 to 21 of 333,333");
    SHOWS(">  999939"); /* the twenty-first of ann's */
    for (int i = 0; i < 20; i++)
        stage_press(&stage, "k");
    SHOWS("1 to 18 of 333,333");
    SHOWS(">  999999");
    stage_resize(&stage, 40, 120);
    SHOWS("1 to 34 of 333,333");
    SHOWS(">  999999");
}

static void test_filters_change_and_go(void **state)
{
    (void)state;
    stage_give(&stage, "audit");
    stage_press(&stage, "f");
    stage_type(&stage, "refused");
    SHOWS("Only entries refused.");
    stage_press(&stage, "Enter");
    SHOWS("of 100,000");
    SHOWS("2003/0999990X");
    stage_press(&stage, "f");
    stage_type(&stage, "who nobody");
    stage_press(&stage, "Enter");
    SHOWS("Only entries by nobody, refused");
    SHOWS("No entry answers to this filter.");
    stage_press(&stage, "Enter j G a C");
    SHOWS("no filter is set");
    stage_give(&stage, "audit who");
    SHOWS("A value is missing behind who.");
    stage_press(&stage, "Esc Esc");
    SHOWS("Cohort");
}

/* Entries that come later are there once the log is looked at anew. */
static void test_reloading(void **state)
{
    (void)state;
    fake.entries = 100;
    stage_give(&stage, "audit");
    const unsigned looks = fake.audits;
    fake.entries = 150;
    stage_press(&stage, "j G g");
    SHOWS(">     100");
    stage_press(&stage, "R");
    SHOWS(">     150");
    SHOWS("1 to 18 of 150");
    assert_int_equal(fake.audits, looks + 1);
}

static void test_nothing_without_the_log(void **state)
{
    (void)state;
    fake.refused = true;
    stage_give(&stage, "audit");
    SHOWS("p.adeyemi may not");
    stage_press(&stage, "Esc");
    fake.refused = false;
    fake.audit_fails = true;
    stage_give(&stage, "audit");
    SHOWS("nothing is shown that cannot be logged");
    stage_press(&stage, "Esc");
    fake.audit_fails = false;
    stage_give(&stage, "audit");
    fake.log_fails = true;
    stage_press(&stage, "PgDn");
    SHOWS("the disk failed");
}

/* ------------------------------------------------------------------------------------- one entry
 */

static void test_an_entry_and_a_question(void **state)
{
    (void)state;
    stage_give(&stage, "audit who ann");
    stage_press(&stage, "j Enter");
    SHOWS("Entry 999996 of the audit log");
    SHOWS("2026-10-02T09:30:00Z");
    SHOWS("predecessor bb");
    SHOWS("10.0.0.7");
    assert_string_equal(fake.last_subject, "entry 999996");
    stage_press(&stage, "a");
    SHOWS("Audit enquiry");
    SHOWS("999996, 2026-10-02T09:30:00Z: open done");
    stage_type(&stage, "What was it for?");
    stage_press(&stage, "Enter");
    SHOWS("Audit enquiry 1 is on record");
    assert_int_equal(fake.asked_about, 999996);
    assert_string_equal(fake.answer, "What was it for?");
    stage_press(&stage, "Esc a");
    SHOWS("999996, 2026");
    stage_type(&stage, "And again?");
    fake.refused = true;
    stage_press(&stage, "Enter");
    SHOWS("may not ask; ask MO5");
}

static void test_enquiries(void **state)
{
    (void)state;
    stage_give(&stage, "audit");
    stage_press(&stage, "E");
    SHOWS("There is no such audit enquiry.");
    stage_press(&stage, "Enter Esc");
    fake.enquiries = 60;
    stage_press(&stage, "E");
    SHOWS("> 1 to bob, open: entry 1, open 2003/0000001X; asked 2026-10-03 by");
    stage_press(&stage, "j j Enter");
    SHOWS("Audit enquiry 3");
    SHOWS("answered");
    SHOWS("For the meeting.");
    SHOWS("And when?");
    stage_press(&stage, "Esc G");
    SHOWS("> 60 to ann, answered");
    stage_press(&stage, "g Esc");
    stage_give(&stage, "enquiries flagged");
    SHOWS("Audit enquiries, flagged");
    SHOWS("> 5 to bob, open and flagged to MO2");
    stage_give(&stage, "enquiries ann");
    SHOWS("Audit enquiries to ann");
    SHOWS("> 2 to ann, open");
    fake.refused = true;
    stage_press(&stage, "Enter");
    SHOWS("may not look");
}

/* ------------------------------------------------------------------------------------- verifying
 */

static void test_verifying_goes_on_beside_everything_else(void **state)
{
    (void)state;
    stage_give(&stage, "audit");
    stage_press(&stage, "V");
    SHOWS("verifying: 0 of 1,000,000 entries");
    stage_wait(&stage, 1);
    SHOWS("verifying: 10,000 of 1,000,000 entries");
    stage_press(&stage, "j V");
    SHOWS("verifying: 10,000");
    stage_press(&stage, "Esc");
    SHOWS("The verification was stopped");
    stage_press(&stage, "V");
    for (int i = 0; i < 100; i++)
        stage_wait(&stage, 1);
    SHOWS("The audit log is whole: 1,000,000 entries");
    stage_press(&stage, "Esc");
    fake.broken_at = 25000;
    stage_press(&stage, "V");
    for (int i = 0; i < 3; i++)
        stage_wait(&stage, 1);
    SHOWS("The audit log is not whole");
    SHOWS("entry 25000 is not as it was written");
}

/* ------------------------------------------------------------------------------------ the review
 */

static void test_the_monthly_review(void **state)
{
    (void)state;
    stage_give(&stage, "audit_review 2026-10");
    SHOWS("Review of 2026-10, per BCU and user");
    SHOWS(">No users");
    stage_press(&stage, "j j j");
    SHOWS(">  ann");
    SHOWS("both");
    SHOWS("Ann A, AS CN, analyst. Unusual volume and hours: 312 records opened");
    stage_press(&stage, "Enter");
    SHOWS("Only entries by ann, from 2026-10-01, until 2026-10-31");
    stage_press(&stage, "Esc");
    SHOWS(">  ann");
    stage_press(&stage, "j");
    SHOWS("Bob B, AS, analyst. Nothing unusual.");
    stage_press(&stage, "k k Enter");
    SHOWS("by users of BCU AS, from 2026-10-01, until 2026-10-31");
    stage_press(&stage, "Esc g Enter");
    SHOWS("Only entries from 2026-10-01, until 2026-10-31");
    stage_press(&stage, "Esc G");
    SHOWS(">  ann");
}

static void test_other_months(void **state)
{
    (void)state;
    stage_give(&stage, "audit_review 2026-10");
    stage_press(&stage, "l");
    SHOWS("The month 2026-11 is still to come.");
    SHOWS("Review of 2026-10");
    stage_press(&stage, "h");
    SHOWS("Review of 2026-09");
    stage_press(&stage, "h");
    SHOWS("Nobody used the VHA in this month.");
    stage_press(&stage, "Enter j G h h h h h h h h");
    SHOWS("Review of 2025-12");
    stage_press(&stage, "l");
    SHOWS("Review of 2026-01");
    fake.refused = true;
    stage_press(&stage, "l");
    SHOWS("may not review; ask MO5");
    stage_give(&stage, "audit_review 2026-09");
    SHOWS("may not review; ask MO5");
    stage_press(&stage, "Esc Esc");
    SHOWS("Cohort");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_filters_are_read_and_written),
        cmocka_unit_test(test_what_is_no_filter),
        cmocka_unit_test(test_completing),
        cmocka_unit_test_setup_teardown(test_pages_of_a_long_log, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_page_follows_the_cursor, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_filters_change_and_go, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reloading, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_without_the_log, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_entry_and_a_question, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_enquiries, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_verifying_goes_on_beside_everything_else, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_the_monthly_review, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_months, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
