/* What is done around a person: who may record what, that it is kept as it was, and what is counted
 * of it. */
#include "fixture.h"

#include "vha/casework.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char child[] = "2011/0062845E";

enum { ANALYST, HEAD, ELSEWHERE, MO2, AUDITOR, PEOPLE };
static struct vha_user people[PEOPLE];

static int open_with_people(void **state)
{
    static const struct fixture_person granted[PEOPLE] = {
        [ANALYST] = {"analyst.one", VHA_ANALYST, "AS CN"},
        [HEAD] = {"head.as", VHA_HEAD_OF_CID, "AS"},
        [ELSEWHERE] = {"head.sn", VHA_HEAD_OF_CID, "SN"},
        [MO2] = {"mo2.two", VHA_MO2, "all"},
        [AUDITOR] = {"auditor.one", VHA_AUDITOR, "all"},
    };
    return fixture_open_with(state, granted, PEOPLE, people);
}

/* ---------------------------------------------------------------------------------- safeguarding
 */

static struct vha_safeguard decision_of(enum vha_option option, enum vha_consideration made)
{
    return (struct vha_safeguard){.pncid = child,
                                  .child = true,
                                  .option = option,
                                  .state = made,
                                  .note = "Discussed at MACE.",
                                  .lead = "DI Lead",
                                  .day = vha_today()};
}

static enum vha_status decide(struct fixture *fixture, int who, bool in_scope,
                              const struct vha_safeguard *decision)
{
    int64_t number = 0;
    return vha_safeguarding_decide(fixture->reg, &people[who], in_scope, decision, &number,
                                   &fixture->error);
}

struct seen {
    size_t decisions;
    size_t holding;
    size_t activities;
    size_t shared;
    char last[256];
};

static void see_decision(void *context, const struct vha_safeguarding *decision)
{
    struct seen *const seen = context;
    seen->decisions++;
    seen->holding += decision->holds;
    if (decision->holds)
        snprintf(seen->last, sizeof seen->last, "%s %s: %s, %s, %s by %s",
                 vha_option_name(decision->option), vha_consideration_name(decision->state),
                 decision->note, decision->lead, decision->day, decision->by);
}

static void see_activity(void *context, const struct vha_activity *activity)
{
    struct seen *const seen = context;
    seen->activities++;
    snprintf(seen->last, sizeof seen->last, "%s %s: %s; %s: %s by %s", activity->bcu,
             vha_activity_kind_name(activity->kind), activity->done,
             vha_result_name(activity->result), activity->outcome, activity->result_by);
}

static void see_shared(void *context, const struct vha_shared *shared)
{
    struct seen *const seen = context;
    seen->shared++;
    snprintf(seen->last, sizeof seen->last, "%s to %s, %s %s: %s", shared->shared, shared->partner,
             vha_power_name(shared->power), shared->basis, shared->reason);
}

static struct seen look(struct fixture *fixture, int who)
{
    struct seen seen = {.decisions = 0};
    const struct vha_casework_tellers tellers = {see_decision, see_activity, see_shared, &seen};
    assert_status(
        vha_casework_of_person(fixture->reg, &people[who], child, true, &tellers, &fixture->error),
        VHA_OK, fixture->error);
    return seen;
}

static void test_latest_decision_holds(void **state)
{
    struct fixture *fixture = *state;
    struct vha_safeguard decision = decision_of(VHA_OPTION_STRATEGY_MEETING, VHA_CONSIDERED);
    assert_status(decide(fixture, HEAD, true, &decision), VHA_OK, fixture->error);
    decision.state = VHA_DONE;
    decision.note = "Held on Monday.";
    decision.day = vha_today() - 1;
    assert_status(decide(fixture, HEAD, true, &decision), VHA_OK, fixture->error);
    const struct seen seen = look(fixture, ANALYST);
    char expected[256];
    char day[VHA_DATE_SIZE];
    snprintf(expected, sizeof expected,
             "strategy-meeting done: Held on Monday., DI Lead, %s by head.as",
             vha_date_format(day, decision.day));
    assert_string_equal(seen.last, expected);
    assert_int_equal(seen.decisions, 2);
    assert_int_equal(seen.holding, 1);
    assert_int_equal(fixture_entries(fixture, "safeguard", "done"), 2);
    assert_int_equal(fixture_entries(fixture, "see-casework", "done"), 1);
    fixture_expect_log_whole(fixture);
}

/* Heads of CID alone, for children of their own BCU. */
static void test_who_decides(void **state)
{
    struct fixture *fixture = *state;
    struct vha_safeguard decision = decision_of(VHA_OPTION_REFERRALS, VHA_DONE);
    static const int others[] = {ANALYST, MO2, AUDITOR};
    for (size_t i = 0; i < VHA_COUNT(others); i++) {
        assert_status(decide(fixture, others[i], true, &decision), VHA_NO_PERMISSION,
                      fixture->error);
        fixture_expect_words(fixture, "ask the head of CID of the BCU.");
    }
    assert_status(decide(fixture, ELSEWHERE, false, &decision), VHA_NO_PERMISSION, fixture->error);
    fixture_expect_words(fixture, "is nobody in the BCUs that your access is for (SN)");
    assert_int_equal(fixture_entries(fixture, "safeguard", "refused"), 4);
    decision.child = false;
    assert_status(decide(fixture, HEAD, true, &decision), VHA_USAGE, fixture->error);
    fixture_expect_words(fixture, "is no child in this quarter");
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM safeguarding"), 0);
}

static void test_decision_that_wants_something(void **state)
{
    struct fixture *fixture = *state;
    struct vha_safeguard wrong[5];
    static const char *const words[] = {
        "The note is missing", "The named lead is missing", "The day of the decision is missing",
        "The day of the decision is in the future", "The note has more than 2000 bytes"};
    char *const longest = vha_alloc(VHA_NOTE_MOST + 2);
    memset(longest, 'x', VHA_NOTE_MOST + 1);
    longest[VHA_NOTE_MOST + 1] = '\0';
    for (size_t i = 0; i < VHA_COUNT(wrong); i++)
        wrong[i] = decision_of(VHA_OPTION_REFERRALS, VHA_NOT_APPLICABLE);
    wrong[0].note = " \n";
    wrong[1].lead = "";
    wrong[2].day = VHA_NO_DATE;
    wrong[3].day = vha_today() + 1;
    wrong[4].note = longest;
    for (size_t i = 0; i < VHA_COUNT(wrong); i++) {
        assert_status(decide(fixture, HEAD, true, &wrong[i]), VHA_USAGE, fixture->error);
        fixture_expect_words(fixture, words[i]);
    }
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM safeguarding"), 0);
    free(longest);
}

static void test_children_with_a_decision(void **state)
{
    struct fixture *fixture = *state;
    struct vha_safeguarded *found = NULL;
    size_t count = 0;
    for (int i = 0; i < VHA_SAFEGUARDING_OPTIONS; i++) {
        const struct vha_safeguard decision = decision_of((enum vha_option)i, VHA_DONE);
        assert_status(decide(fixture, HEAD, true, &decision), VHA_OK, fixture->error);
        assert_status(decide(fixture, HEAD, true, &decision), VHA_OK, fixture->error);
        enum vha_option option = VHA_SAFEGUARDING_OPTIONS;
        assert_true(vha_option_parse(vha_option_name((enum vha_option)i), &option));
        assert_int_equal(option, i);
    }
    assert_status(
        vha_safeguarding_decided(fixture->reg, &people[HEAD], &found, &count, &fixture->error),
        VHA_OK, fixture->error);
    assert_int_equal(count, 1);
    assert_string_equal(found[0].pncid, child);
    assert_int_equal(found[0].options, VHA_SAFEGUARDING_OPTIONS);
    free(found);
    assert_status(
        vha_safeguarding_decided(fixture->reg, &people[ANALYST], &found, &count, &fixture->error),
        VHA_NO_PERMISSION, fixture->error);
}

/* ------------------------------------------------------------------------------------- activity */

static struct vha_activity_entry entry_of(enum vha_activity_kind kind, const char *day)
{
    struct vha_activity_entry entry = {.pncid = child,
                                       .kind = kind,
                                       .done = "Visited with the youth worker.",
                                       .result = VHA_RESULT_AWAITED,
                                       .outcome = "",
                                       .bcu = "AS"};
    assert_true(vha_date_parse(day, strlen(day), &entry.day));
    return entry;
}

static int64_t log_activity(struct fixture *fixture, int who,
                            const struct vha_activity_entry *entry)
{
    int64_t number = 0;
    assert_status(
        vha_activity_log(fixture->reg, &people[who], true, entry, &number, &fixture->error), VHA_OK,
        fixture->error);
    return number;
}

static void test_activity_and_its_result(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_activity_entry entry = entry_of(VHA_DIVERSION, "2026-05-04");
    const int64_t number = log_activity(fixture, ANALYST, &entry);
    assert_string_equal(look(fixture, MO2).last,
                        "AS diversion: Visited with the youth worker.; awaited:  by analyst.one");
    assert_status(vha_activity_add_result(fixture->reg, &people[HEAD], number, VHA_ACHIEVED, " ",
                                          &fixture->error),
                  VHA_USAGE, fixture->error);
    fixture_expect_words(fixture, "What came of it is missing");
    assert_status(vha_activity_add_result(fixture->reg, &people[HEAD], number, VHA_ACHIEVED,
                                          "In training since June.", &fixture->error),
                  VHA_OK, fixture->error);
    assert_string_equal(look(fixture, MO2).last,
                        "AS diversion: Visited with the youth worker.; achieved: In training since "
                        "June. by head.as");
    assert_status(vha_activity_add_result(fixture->reg, &people[ELSEWHERE], number,
                                          VHA_NOT_ACHIEVED, "No.", &fixture->error),
                  VHA_USAGE, fixture->error);
    fixture_expect_words(fixture, "There is no activity 1 of your BCUs");
    assert_status(vha_activity_add_result(fixture->reg, &people[HEAD], 77, VHA_NOT_ACHIEVED, "No.",
                                          &fixture->error),
                  VHA_USAGE, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM activity_result"), 2);
    assert_int_equal(fixture_entries(fixture, "log-activity", "done"), 2);
    fixture_expect_log_whole(fixture);
}

static void test_activity_that_is_refused(void **state)
{
    struct fixture *fixture = *state;
    int64_t number = 0;
    struct vha_activity_entry entry = entry_of(VHA_REFERRAL, "2026-05-04");
    assert_status(
        vha_activity_log(fixture->reg, &people[MO2], true, &entry, &number, &fixture->error),
        VHA_NO_PERMISSION, fixture->error);
    assert_status(
        vha_activity_log(fixture->reg, &people[ANALYST], false, &entry, &number, &fixture->error),
        VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(fixture_entries(fixture, "log-activity", "refused"), 2);
    entry.bcu = "SN";
    assert_status(
        vha_activity_log(fixture->reg, &people[ANALYST], true, &entry, &number, &fixture->error),
        VHA_USAGE, fixture->error);
    fixture_expect_words(fixture, "'SN' is none");
    entry.bcu = "AS";
    entry.done = "";
    assert_status(
        vha_activity_log(fixture->reg, &people[ANALYST], true, &entry, &number, &fixture->error),
        VHA_USAGE, fixture->error);
    fixture_expect_words(fixture, "What was done is missing");
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM activity"), 0);
}

/* ------------------------------------------------------------------------------------- the board
 */

struct board {
    size_t count;
    char lines[8][96];
};

static void see_count(void *context, const struct vha_board_count *count)
{
    struct board *const board = context;
    snprintf(board->lines[board->count++], sizeof board->lines[0],
             "%s %s %s %lld: %lld %lld %lld %lld", count->quarter, count->bcu,
             vha_activity_kind_name(count->kind), (long long)count->count,
             (long long)count->results[VHA_RESULT_AWAITED], (long long)count->results[VHA_ACHIEVED],
             (long long)count->results[VHA_ACHIEVED_IN_PART],
             (long long)count->results[VHA_NOT_ACHIEVED]);
}

static void test_board(void **state)
{
    static const struct {
        const char *day, *bcu;
        enum vha_activity_kind kind;
        enum vha_result result;
    } logged[] = {
        {"2026-06-30", "AS", VHA_ENFORCEMENT, VHA_RESULT_AWAITED},
        {"2026-07-01", "AS", VHA_ENFORCEMENT, VHA_ACHIEVED},
        {"2026-09-30", "AS", VHA_ENFORCEMENT, VHA_NOT_ACHIEVED},
        {"2026-08-01", "AS", VHA_REFERRAL, VHA_ACHIEVED_IN_PART},
        {"2026-08-01", "CN", VHA_INTERVENTION, VHA_RESULT_AWAITED},
    };
    struct fixture *fixture = *state;
    struct board board = {.count = 0};
    struct board narrow = {.count = 0};
    struct vha_casework_filter filter = {.quarter = NULL};
    for (size_t i = 0; i < VHA_COUNT(logged); i++) {
        struct vha_activity_entry entry = entry_of(logged[i].kind, logged[i].day);
        entry.bcu = logged[i].bcu;
        entry.result = logged[i].result;
        entry.outcome = "As told.";
        log_activity(fixture, ANALYST, &entry);
    }
    assert_status(
        vha_board_report(fixture->reg, &people[MO2], &filter, see_count, &board, &fixture->error),
        VHA_OK, fixture->error);
    assert_int_equal(board.count, 4);
    assert_string_equal(board.lines[0], "2026-Q3 AS enforcement 2: 0 1 0 1");
    assert_string_equal(board.lines[1], "2026-Q3 AS referral 1: 0 0 1 0");
    assert_string_equal(board.lines[2], "2026-Q3 CN intervention 1: 1 0 0 0");
    assert_string_equal(board.lines[3], "2026-Q2 AS enforcement 1: 1 0 0 0");
    filter.quarter = "2026-Q2";
    assert_status(
        vha_board_report(fixture->reg, &people[HEAD], &filter, see_count, &narrow, &fixture->error),
        VHA_OK, fixture->error);
    assert_int_equal(narrow.count, 1);
    assert_string_equal(narrow.lines[0], board.lines[3]);
    assert_status(vha_board_report(fixture->reg, &people[ELSEWHERE], &filter, see_count, &narrow,
                                   &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(narrow.count, 1);
    filter.quarter = "2026-Q5";
    assert_status(
        vha_board_report(fixture->reg, &people[HEAD], &filter, see_count, &narrow, &fixture->error),
        VHA_USAGE, fixture->error);
    assert_status(vha_board_report(fixture->reg, &people[ANALYST], &filter, see_count, &narrow,
                                   &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE action = 'board' AND "
                                    "(subject LIKE '%/%' OR reason LIKE '%/%')"),
                     0);
}

/* -------------------------------------------------------------------------------------- sharing */

static struct vha_share share_of(const char *shared)
{
    return (struct vha_share){.pncid = child,
                              .day = vha_today(),
                              .shared = shared,
                              .partner = "Youth Justice Service, Lambeth",
                              .power = VHA_CRIME_AND_DISORDER_ACT,
                              .basis = "section 115",
                              .reason = "At risk of exploitation.",
                              .bcu = "AS",
                              .secret = {.rank = 12, .score = 2875000}};
}

static void test_sharing(void **state)
{
    struct fixture *fixture = *state;
    int64_t number = 0;
    const struct vha_share share = share_of("Seen with a knife in Brixton on 12 May.");
    assert_status(
        vha_share_log(fixture->reg, &people[ANALYST], true, &share, &number, &fixture->error),
        VHA_OK, fixture->error);
    const struct seen seen = look(fixture, HEAD);
    assert_int_equal(seen.shared, 1);
    assert_string_equal(seen.last,
                        "Seen with a knife in Brixton on 12 May. to Youth Justice Service, "
                        "Lambeth, crime-and-disorder-act section 115: At risk of exploitation.");
    struct seen listed = {.shared = 0};
    const struct vha_casework_filter none = {.bcu = NULL};
    assert_status(vha_share_list(fixture->reg, &people[ELSEWHERE], &none, see_shared, &listed,
                                 &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(listed.shared, 0);
    assert_status(
        vha_share_list(fixture->reg, &people[ANALYST], &none, see_shared, &listed, &fixture->error),
        VHA_OK, fixture->error);
    assert_int_equal(listed.shared, 1);
    assert_int_equal(fixture_entries(fixture, "disclose", "done"), 1);
    fixture_expect_log_whole(fixture);
}

static void test_sharing_never_tells_of_the_vha(void **state)
{
    static const char *const telling[] = {"He is on the VHA.", "He is number 12 in London.",
                                          "Violence Harm Assessment: 2,875 points."};
    struct fixture *fixture = *state;
    int64_t number = 0;
    for (size_t i = 0; i < VHA_COUNT(telling); i++) {
        const struct vha_share share = share_of(telling[i]);
        assert_status(
            vha_share_log(fixture->reg, &people[ANALYST], true, &share, &number, &fixture->error),
            VHA_USAGE, fixture->error);
        fixture_expect_words(fixture, "tells of the VHA");
    }
    struct vha_share wanting = share_of("Seen with a knife.");
    wanting.basis = "";
    assert_status(
        vha_share_log(fixture->reg, &people[ANALYST], true, &wanting, &number, &fixture->error),
        VHA_USAGE, fixture->error);
    fixture_expect_words(fixture, "The section or the agreement is missing");
    assert_status(
        vha_share_log(fixture->reg, &people[AUDITOR], true, &wanting, &number, &fixture->error),
        VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM sharing"), 0);
}

/* ------------------------------------------------------------------------------ what is kept */

static void test_nothing_is_changed_or_deleted(void **state)
{
    static const char *const tables[] = {"safeguarding", "activity", "activity_result", "sharing"};
    struct fixture *fixture = *state;
    int64_t number = 0;
    const struct vha_safeguard decision = decision_of(VHA_OPTION_REFERRALS, VHA_DONE);
    const struct vha_activity_entry entry = entry_of(VHA_REFERRAL, "2026-05-04");
    const struct vha_share share = share_of("Seen with a knife.");
    assert_status(decide(fixture, HEAD, true, &decision), VHA_OK, fixture->error);
    log_activity(fixture, HEAD, &entry);
    assert_status(
        vha_share_log(fixture->reg, &people[HEAD], true, &share, &number, &fixture->error), VHA_OK,
        fixture->error);
    for (size_t i = 0; i < VHA_COUNT(tables); i++) {
        char sql[96];
        snprintf(sql, sizeof sql, "UPDATE %s SET at = 'never'", tables[i]);
        assert_int_not_equal(sqlite3_exec(fixture->reg->database, sql, NULL, NULL, NULL),
                             SQLITE_OK);
        snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i]);
        assert_int_not_equal(sqlite3_exec(fixture->reg->database, sql, NULL, NULL, NULL),
                             SQLITE_OK);
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE at <> 'never'", tables[i]);
        assert_int_equal(fixture_number(fixture, sql), 1);
    }
}

/* What cannot be logged does not happen. */
static void test_fails_closed(void **state)
{
    struct fixture *fixture = *state;
    int64_t number = 0;
    const struct vha_safeguard decision = decision_of(VHA_OPTION_REFERRALS, VHA_DONE);
    const struct vha_activity_entry entry = entry_of(VHA_REFERRAL, "2026-05-04");
    const struct vha_share share = share_of("Seen with a knife.");
    struct seen seen = {.decisions = 0};
    const struct vha_casework_tellers tellers = {see_decision, see_activity, see_shared, &seen};
    assert_status(decide(fixture, HEAD, true, &decision), VHA_OK, fixture->error);
    fixture_tamper(fixture, "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN "
                            "SELECT RAISE(ABORT, 'full'); END");
    assert_int_not_equal(decide(fixture, HEAD, true, &decision), VHA_OK);
    assert_int_not_equal(
        vha_activity_log(fixture->reg, &people[HEAD], true, &entry, &number, &fixture->error),
        VHA_OK);
    assert_int_not_equal(
        vha_share_log(fixture->reg, &people[HEAD], true, &share, &number, &fixture->error), VHA_OK);
    assert_int_not_equal(
        vha_casework_of_person(fixture->reg, &people[HEAD], child, true, &tellers, &fixture->error),
        VHA_OK);
    assert_int_equal(seen.decisions, 0);
    assert_int_equal(fixture_number(fixture, "SELECT (SELECT count(*) FROM safeguarding) + (SELECT "
                                             "count(*) FROM activity) + (SELECT count(*) FROM "
                                             "sharing)"),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_latest_decision_holds, open_with_people,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_who_decides, open_with_people, fixture_close),
        cmocka_unit_test_setup_teardown(test_decision_that_wants_something, open_with_people,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_children_with_a_decision, open_with_people,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_activity_and_its_result, open_with_people,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_activity_that_is_refused, open_with_people,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_board, open_with_people, fixture_close),
        cmocka_unit_test_setup_teardown(test_sharing, open_with_people, fixture_close),
        cmocka_unit_test_setup_teardown(test_sharing_never_tells_of_the_vha, open_with_people,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_nothing_is_changed_or_deleted, open_with_people,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_fails_closed, open_with_people, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
