/* What is done around a person, the board's counts, and copies to their end, on the command line.
 */
#include "loading.h"

#include <stdio.h>
#include <string.h>

/* A child and a grown-up of the sample's list, and what the list says of the first. */
static const char child[] = "2021/0008875Q";
static const char grown_up[] = "2021/0002197G";
#define CHILD_RANK        "3"
#define CHILD_SCORE       "6,347"
#define CHILD_THOUSANDTHS ".944"

static int open_with_sample(void **state)
{
    if (place_with_home(state) != 0)
        return -1;
    load_well(*state, SAMPLE);
    tamper(*state, "UPDATE user SET all_of_london = 1");
    return 0;
}

static void become(const struct place *place, const char *role)
{
    char sql[96];
    snprintf(sql, sizeof sql, "UPDATE user SET role = '%s' WHERE id = 1", role);
    tamper(place, sql);
}

static int decide(struct place *place, const char *pncid, const char *state, const char *note)
{
    return RUN(place, "safeguard", "decide", pncid, "--option", "strategy-meeting", "--state",
               state, "--note", note, "--lead", "DI Lead", "--date", "2026-10-01", "--purpose",
               PURPOSE);
}

static void test_safeguarding(void **state)
{
    struct place *place = *state;
    become(place, "head-of-cid");
    decide(place, child, "considered", "To be held in May.");
    expect_success(place);
    assert_string_equal(place->out, "Safeguarding decision 1 for 2021/0008875Q is on record: "
                                    "strategy-meeting, considered.\n");
    decide(place, child, "done", "Held.\nThe plan \033[31mfollows.");
    expect_success(place);
    RUN(place, "safeguard", "show", child, "--purpose", PURPOSE);
    expect_success(place);
    expect_harmless(place->out);
    expect_text(place->out, "Decision 1, Strategy meeting and named lead: considered\n");
    expect_text(place->out, "  note       Held.\n");
    expect_text(place->out, "  strategy-meeting   decision 2 holds\n");
    expect_text(place->out, "  referrals          not considered yet: Ensure that third-party");
    decide(place, grown_up, "done", "x");
    expect_failure(place, VHA_USAGE, "2021/0002197G is no child in this quarter");
    decide(place, "2021/0008875A", "done", "x");
    expect_failure(place, VHA_USAGE, "is no PNCID");
    RUN(place, "safeguard", "decide", child, "--option", "prayer", "--state", "done", "--note", "x",
        "--lead", "x", "--purpose", PURPOSE);
    expect_failure(place, VHA_USAGE, "prayer");
    assert_int_equal(number_of(place, "SELECT count(*) FROM safeguarding"), 2);
}

/* Somebody of another BCU and somebody who is nobody are refused in the same words. */
static void test_outside_the_scope(void **state)
{
    struct place *place = *state;
    static const char nobody[] = "1999/0000001G";
    become(place, "head-of-cid");
    tamper(place, "UPDATE user SET all_of_london = 0; INSERT INTO user_bcu (user, bcu) "
                  "SELECT id, 'ZZ' FROM user");
    decide(place, child, "done", "x");
    expect_failure(place, VHA_NO_PERMISSION,
                   "2021/0008875Q is nobody in the BCUs that your access is for (ZZ)");
    RUN(place, "activity", "show", child, "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_PERMISSION, "is nobody in the BCUs");
    RUN(place, "share", "words", child, "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_PERMISSION, "is nobody in the BCUs");
    assert_string_equal(place->out, "");
    decide(place, nobody, "done", "x");
    expect_failure(place, VHA_NO_PERMISSION, "is nobody in the BCUs that your access is for (ZZ)");
    assert_int_equal(number_of(place, "SELECT count(*) FROM safeguarding"), 0);
    assert_true(number_of(place, "SELECT count(*) FROM audit WHERE outcome = 'refused' AND subject "
                                 "= '2021/0008875Q'") >= 3);
}

static void test_activity_and_the_board(void **state)
{
    struct place *place = *state;
    become(place, "analyst");
    RUN(place, "activity", "log", grown_up, "--kind", "enforcement", "--done", "Warrant executed.",
        "--date", "2026-08-03", "--bcu", "AS", "--purpose", PURPOSE);
    expect_success(place);
    assert_string_equal(place->out, "Activity 1 around 2021/0002197G is on record: enforcement.\n");
    RUN(place, "activity", "log", child, "--kind", "diversion", "--done", "Youth club.", "--date",
        "2026-09-30", "--result", "achieved", "--outcome", "Attends.", "--bcu", "AS", "--purpose",
        PURPOSE);
    expect_success(place);
    RUN(place, "activity", "log", child, "--kind", "diversion", "--done", "x", "--bcu", "ZZ",
        "--purpose", PURPOSE);
    expect_failure(place, VHA_USAGE, "'ZZ' is not one BCU.");
    RUN(place, "activity", "log", child, "--kind", "diversion", "--done", "x", "--bcu", "AS,CN",
        "--purpose", PURPOSE);
    expect_failure(place, VHA_USAGE, "'AS,CN' is not one BCU.");
    RUN(place, "activity", "result", "1", "--result", "in-part", "--outcome", "One of two found.");
    expect_success(place);
    assert_string_equal(place->out, "The result of activity 1 is on record: achieved in part.\n");
    RUN(place, "activity", "result", "1", "--result", "achieved");
    expect_failure(place, VHA_USAGE, "What came of it is missing");
    RUN(place, "activity", "show", grown_up, "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "Activity 1 around 2021/0002197G: enforcement by AS, achieved in part");
    expect_text(place->out, "  done       Warrant executed.\n");
    RUN(place, "activity", "list", "--quarter", "2026-Q4");
    assert_string_equal(place->out, "No activity is on record.\n");
    RUN(place, "activity", "list", "--quarter", "summer");
    expect_failure(place, VHA_USAGE, "'summer' is no quarter");
    RUN(place, "board");
    expect_failure(place, VHA_NO_PERMISSION, "The report for the CID Delivery Board is for");
    become(place, "coordinator");
    RUN(place, "board", "--quarter", "2026-Q3");
    expect_success(place);
    assert_string_equal(
        place->out, "quarter  BCU  kind            all   awaited achieved  in-part not-achieved\n"
                    "2026-Q3  AS   enforcement       1         0        0        1            0\n"
                    "2026-Q3  AS   diversion         1         0        1        0            0\n");
}

static int share(struct place *place, const char *words)
{
    return RUN(place, "share", "log", child, "--shared", words, "--with", "YJS Lambeth", "--power",
               "crime-and-disorder-act", "--basis", "section 115", "--reason", "At risk.", "--bcu",
               "AS", "--purpose", PURPOSE);
}

static void test_sharing(void **state)
{
    struct place *place = *state;
    become(place, "analyst");
    share(place, "He is number " CHILD_RANK " in London.");
    expect_failure(place, VHA_USAGE, "What is shared tells of the VHA (\"number beside the number");
    share(place, "He has " CHILD_SCORE " points.");
    expect_failure(place, VHA_USAGE, "What is shared tells of the VHA");
    share(place, "Known: " CHILD_SCORE CHILD_THOUSANDTHS);
    expect_failure(place, VHA_USAGE,
                   "(\"" CHILD_SCORE CHILD_THOUSANDTHS ", their score\"): take that out");
    share(place, "Seen with a knife on 12 May.");
    expect_success(place);
    assert_string_equal(place->out, "Sharing 1 about 2021/0008875Q is on record.\n");
    RUN(place, "share", "show", child, "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "  under      Crime and Disorder Act 1998\n");
    RUN(place, "share", "list", "--bcu", "CN");
    assert_string_equal(place->out, "Nothing that was shared is on record.\n");
    RUN(place, "share", "words", child, "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "Information about ");
    expect_text(place->out, "crime report ");
    assert_null(strstr(place->out, "VHA"));
    assert_null(strstr(place->out, "6347"));
    assert_int_equal(number_of(place, "SELECT count(*) FROM sharing"), 1);
}

static void test_copies(void **state)
{
    struct place *place = *state;
    RUN(place, "copy", "list");
    assert_string_equal(place->out, "There is no such copy.\n");
    RUN(place, "export", "--authority", "MO2/2026/17", "--reason", "court order", "--holder",
        "The clerk");
    assert_int_equal(place->status, 0);
    RUN(place, "copy", "move", "1", "--holder", "The judge", "--note", "by hand");
    expect_success(place);
    RUN(place, "copy", "authorise", "1", "--note", "x");
    expect_failure(place, VHA_NO_PERMISSION, "Authorising a copy is for coordinator");
    become(place, "coordinator");
    RUN(place, "copy", "authorise", "1", "--note", "x");
    expect_failure(place, VHA_NO_PERMISSION, "nobody authorises what they copied themselves");
    tamper(place, "DROP TRIGGER copy_is_not_changed; UPDATE copy SET destroy_by = '2026-01-01', "
                  "login = 'other.mo2'");
    RUN(place, "copy", "list", "--overdue", "--unconfirmed");
    expect_success(place);
    expect_text(place->out, "     1  overdue   2026-01-01  not confirmed  2026-Q3");
    RUN(place, "copy", "authorise", "1", "--note", "order of 3 May seen");
    expect_success(place);
    RUN(place, "copy", "extend", "1", "--until", "2037-01-01", "--note", "hearing moved");
    expect_success(place);
    RUN(place, "copy", "destroy", "1", "--note", "shredded, seen by PS 12");
    expect_success(place);
    assert_string_equal(place->out, "Copy 1 is destroyed.\n");
    RUN(place, "copy", "move", "1", "--holder", "x", "--note", "x");
    expect_failure(place, VHA_USAGE, "Copy 1 is destroyed already");
    RUN(place, "copy", "show", "1");
    expect_success(place);
    expect_text(place->out, "Copy 1, Official - Sensitive, destroyed\n");
    expect_text(place->out, "  holder     The judge\n");
    expect_text(place->out, "destroyed by ");
    RUN(place, "copy", "list", "--open");
    assert_string_equal(place->out, "There is no such copy.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_safeguarding, open_with_sample, place_close),
        cmocka_unit_test_setup_teardown(test_outside_the_scope, open_with_sample, place_close),
        cmocka_unit_test_setup_teardown(test_activity_and_the_board, open_with_sample, place_close),
        cmocka_unit_test_setup_teardown(test_sharing, open_with_sample, place_close),
        cmocka_unit_test_setup_teardown(test_copies, open_with_sample, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
