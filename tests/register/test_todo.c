/* What waits for whom, counted. */
#include "fixture.h"

#include "vha/todo.h"

#include <stdio.h>
#include <string.h>

enum { ANALYST, HEAD, MO2, LEAD, AUDITOR, PEOPLE };
static struct vha_user people[PEOPLE];

static int open_with_work(void **state)
{
    static const struct fixture_person granted[PEOPLE] = {{"analyst.one", VHA_ANALYST, "AS"},
                                                          {"head.as", VHA_HEAD_OF_CID, "AS"},
                                                          {"mo2.two", VHA_MO2, "all"},
                                                          {"lead.one", VHA_COORDINATOR, "all"},
                                                          {"auditor.one", VHA_AUDITOR, "all"}};
    if (fixture_open_with(state, granted, PEOPLE, people) != 0)
        return -1;
    const struct fixture *fixture = *state;
    fixture_tamper(
        fixture,
        "INSERT INTO removal (pncid, ground, rationale, evidence, bcu, asked_by, asked_at, state) "
        "VALUES ('P1', 'other', 'x234567890 x234567890 x234567890 x234567890', '', 'AS', "
        "'analyst.one', '2026-10-02T09:00:00Z', 'queued'),"
        "('P2', 'other', 'x234567890 x234567890 x234567890 x234567890', '', 'AS', "
        "'analyst.one', '2026-09-02T09:00:00Z', 'under-review'),"
        "('P3', 'other', 'x234567890 x234567890 x234567890 x234567890', '', 'AS', "
        "'analyst.one', '2026-09-02T09:00:00Z', 'more-wanted'),"
        "('P4', 'other', 'x234567890 x234567890 x234567890 x234567890', '', 'AS', "
        "'head.as', '2026-09-02T09:00:00Z', 'refused');"
        "INSERT INTO access (state, login, reason, name, pay_number, post, signed_on, training_on, "
        "sop_version, supervisor, supervisor_rank, supervisor_pay_number, authorised_on) VALUES "
        "('authorised', 'new.user', 'x', 'New', 'P1', 'AS', '2026-10-01', '2026-10-01', '2.5', "
        "'S', 'band-b', 'P2', '2026-10-01');"
        "INSERT INTO enquiry (entry, login, asked_at, asked_by, question) VALUES (1, "
        "'analyst.one', "
        "'2026-09-01T09:00:00Z', 'auditor.one', 'Why?'), (1, 'analyst.one', "
        "'2026-09-01T09:00:00Z', 'auditor.one', 'And why?');"
        "INSERT INTO enquiry_flag VALUES (1, '2026-09-20T09:00:00Z'), (2, '2026-09-20T09:00:00Z');"
        "INSERT INTO enquiry_answer VALUES (2, '2026-09-21T09:00:00Z', 'Because.');"
        "INSERT INTO copy VALUES (1, '2026-09-01T09:00:00Z', 'mo2.two', 'A1', 'court', '2026-Q3', "
        "'csv', 208, hex(randomblob(32)), 'Clerk', '2026-09-02'), (2, '2026-09-01T09:00:00Z', "
        "'lead.one', 'A1', 'court', '2026-Q3', 'csv', 208, hex(randomblob(32)), 'Clerk', "
        "'2037-09-02');"
        "INSERT INTO activity VALUES (1, 'P1', 'referral', '2026-01-02', 'x', 'AS', "
        "'2026-01-02T09:00:00Z', 'analyst.one'), (2, 'P1', 'referral', '2026-01-02', 'x', 'SN', "
        "'2026-01-02T09:00:00Z', 'analyst.one'), (3, 'P1', 'referral', '2026-01-02', 'x', 'AS', "
        "'2026-01-02T09:00:00Z', 'analyst.one');"
        "INSERT INTO activity_result VALUES (1, 1, 'awaited', '', 'x', 'analyst.one'), (2, 1, "
        "'awaited', '', 'x', 'analyst.one'), (3, 1, 'awaited', '', 'x', 'analyst.one'), (3, 2, "
        "'achieved', 'x', 'x', 'analyst.one');");
    return 0;
}

static void expect(struct fixture *fixture, int who, const int64_t expected[VHA_TODOS])
{
    int64_t counts[VHA_TODOS];
    vha_date late = VHA_NO_DATE;
    assert_true(vha_date_parse("2026-09-20", 10, &late));
    assert_status(vha_todo_count(fixture->reg, &people[who], late, counts, &fixture->error), VHA_OK,
                  fixture->error);
    for (int i = 0; i < VHA_TODOS; i++)
        if (counts[i] != expected[i])
            fail_msg("person %d, todo %d: %lld, not %lld", who, i, (long long)counts[i],
                     (long long)expected[i]);
}

static void test_each_role(void **state)
{
    struct fixture *fixture = *state;
    const int64_t entries = fixture_number(fixture, "SELECT count(*) FROM audit");
    expect(fixture, ANALYST, (const int64_t[VHA_TODOS]){[VHA_TODO_MORE_WANTED] = 1});
    expect(fixture, HEAD, (const int64_t[VHA_TODOS]){[VHA_TODO_RESULTS_AWAITED] = 1});
    expect(fixture, MO2,
           (const int64_t[VHA_TODOS]){[VHA_TODO_REVIEW] = 2,
                                      [VHA_TODO_REVIEW_LATE] = 1,
                                      [VHA_TODO_GRANT] = 1,
                                      [VHA_TODO_FLAGGED] = 1,
                                      [VHA_TODO_COPIES_OVERDUE] = 1});
    expect(fixture, LEAD,
           (const int64_t[VHA_TODOS]){
               [VHA_TODO_COPIES_OVERDUE] = 1, [VHA_TODO_COPIES_UNCONFIRMED] = 1});
    expect(fixture, AUDITOR, (const int64_t[VHA_TODOS]){[VHA_TODO_FLAGGED] = 1});
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit"), entries);
}

static void load(struct fixture *fixture, const char *quarter)
{
    char sql[512];
    snprintf(sql, sizeof sql,
             "INSERT INTO load (at, login, quarter, as_of, policy_sha256, nominals, listed, "
             "rejects, max_rejects) VALUES ('x', 'mo2.two', '%s', 'x', hex(randomblob(32)), 2, 1, "
             "0, 0)",
             quarter);
    fixture_tamper(fixture, sql);
}

/* The newest quarter's review waits for the coordinator until it is closed; that of the quarter
 * before does not wait for ever. */
static void test_the_equality_review(void **state)
{
    struct fixture *fixture = *state;
    int64_t counts[VHA_TODOS];
    static const struct {
        const char *loaded, *closed;
        int64_t lead;
    } steps[] = {{NULL, NULL, 0},      {"2026-Q2", NULL, 1}, {"2026-Q3", NULL, 1},
                 {NULL, "2026-Q3", 0}, {"2026-Q3", NULL, 0}, {"2026-Q4", NULL, 1}};
    for (size_t i = 0; i < VHA_COUNT(steps); i++) {
        if (steps[i].loaded != NULL)
            load(fixture, steps[i].loaded);
        if (steps[i].closed != NULL)
            fixture_tamper(fixture, "INSERT INTO equality_closing (quarter, findings, figures, at, "
                                    "by) VALUES ('2026-Q3', 'Nothing that the figures would not "
                                    "bear out.', 'x', 'x', 'lead.one')");
        for (int who = 0; who < PEOPLE; who++) {
            assert_status(vha_todo_count(fixture->reg, &people[who], 0, counts, &fixture->error),
                          VHA_OK, fixture->error);
            assert_int_equal(counts[VHA_TODO_EQUALITY], who == LEAD ? steps[i].lead : 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_role, open_with_work, fixture_close),
        cmocka_unit_test_setup_teardown(test_the_equality_review, open_with_work, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
