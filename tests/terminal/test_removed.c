/* A removal that MO2 approves takes its person off the list of every session that is open, at once
 * and without disturbing what is being typed; its reversal brings them back. */
#include "stage.h"

/* Whoever is first on the sample's list, and second. */
static const char first[] = "O'Neill, Noah";
static const char second[] = "Łukasz, José";

/* A request of somebody else's for whoever has that PNCID, under review. */
#define ASKED(pncid)                                                                               \
    "INSERT OR IGNORE INTO user (login, name, role, created) VALUES "                              \
    "('analyst.as', 'Analyst Two', 'analyst', '2026-05-01T00:00:00Z');"                            \
    "INSERT INTO removal (pncid, ground, rationale, evidence, bcu, asked_by, asked_at, state) "    \
    "VALUES ('" pncid                                                                              \
    "', 'other', 'Moved abroad in May; nothing has been seen of them since.', '', "                \
    "'AS', 'analyst.as', '2026-10-02T09:00:00Z', 'under-review');"                                 \
    "INSERT INTO removal_step SELECT max(number), 1, 'send', '2026-10-02T09:00:00Z', "             \
    "'analyst.as', '' FROM removal"

static void decide(const struct stage *stage, const char *step, const char *until)
{
    const char *const words[] = {program_vha(),
                                 "removal",
                                 step,
                                 "1",
                                 "--reason",
                                 "Confirmed.",
                                 until != NULL ? "--until" : NULL,
                                 until,
                                 NULL};
    struct program_result result = program_run(stage->home, words);
    if (result.status != 0)
        fail_msg("%s: %s", step, result.errors);
    program_result_free(&result);
}

static void test_open_sessions_follow(void **state)
{
    const struct stage *const stage = *state;
    stage_tamper(stage, ASKED("2021/0002197G"));
    struct terminal *typing = stage_open(stage, (struct view){0});
    struct terminal *reading = stage_open(stage, (struct view){0});
    struct terminal *listening = stage_start(stage, (struct view){.plain = true});
    struct terminal *queueing = stage_open(stage, (struct view){0});
    expect_text(listening, "vha>");
    type(queueing, "Q");
    expect_text(queueing, "under review");
    press(reading, "Enter");
    expect_text(reading, "2021/0002197G");
    type(typing, "/Kowal");
    decide(stage, "approve", "2037-01-01");
    expect_text(reading, "The record that was open is of somebody who is off the list now.");
    expect_text(reading, "207 of 207");
    expect_under_cursor(reading, second);
    expect_no_text(reading, first);
    expect_text(queueing, "more has happened since");
    expect_row_with(queueing, "2021/0002197G", "approved");
    expect_text(typing, "207 of 207");
    expect_text(typing, "/Kowal");
    type(typing, "ski\r");
    expect_under_cursor(typing, "Kowalski");
    press(typing, "g");
    expect_under_cursor(typing, "1  6,621");
    /* It looks every two seconds, and says what it found with the next answer. */
    for (int i = 0; i < 12 && !terminal_wait_for(listening, "207 of 207", 250); i++)
        type(listening, "list\r");
    expect_text(listening, "207 of 207");
    expect_text(listening, "MO2 has decided on a removal: the list has changed.");
    /* Whoever decided may not reverse it; as if it had been a colleague. */
    stage_tamper(stage, "DROP TRIGGER removal_step_is_not_changed;"
                        "UPDATE removal_step SET by = 'mo2.other' WHERE step = 'approve'");
    decide(stage, "reverse", NULL);
    expect_text(typing, "208 of 208");
    expect_text(reading, "208 of 208");
    press(reading, "g");
    expect_under_cursor(reading, first);
    terminal_free(typing);
    terminal_free(reading);
    terminal_free(listening);
    terminal_free(queueing);
}

/* ---------------------------------------------------------- who is told that a request is open */

static void be(const struct stage *stage, const char *role, const char *bcu)
{
    char sql[512];
    snprintf(sql, sizeof sql,
             "UPDATE user SET role = '%s', all_of_london = %d WHERE login <> 'analyst.as';"
             "DELETE FROM user_bcu;"
             "INSERT INTO user_bcu SELECT id, '%s' FROM user WHERE '%s' <> ''",
             role, bcu[0] == '\0', bcu, bcu);
    stage_tamper(stage, sql);
}

/* Somebody who lives in Lambeth, which is in the BCU AS. */
#define OF_AS "2008/0003569A"

/* Opens that person's record, on the lines that say who they are. */
static struct terminal *read_record(const struct stage *stage, bool plain)
{
    struct terminal *const terminal =
        plain ? stage_start(stage, (struct view){.plain = true, .rows = 60})
              : stage_open(stage, (struct view){0});
    if (plain)
        expect_text(terminal, "vha>");
    type(terminal, plain ? "open " OF_AS "\r" : ":open " OF_AS "\r");
    expect_text(terminal, "Maya");
    return terminal;
}

/* As a decision that somebody took in another session. */
static const char refused[] =
    "UPDATE removal SET state = 'refused' WHERE state = 'under-review';"
    "INSERT INTO removal_step SELECT max(number), 2, 'refuse', '2026-10-03T09:00:00Z', 'mo2.other',"
    " 'He was seen in June.' FROM removal";

static void test_a_record_tells_of_an_open_request(void **state)
{
    const struct stage *const stage = *state;
    static const char told[] = "asked for on 2026-10-02, under review by MO2 (request 2)";
    static const struct {
        const char *role;
        const char *bcu;
        bool mine;
        bool told;
    } readers[] = {
        {"analyst", "AS", true, true},      /* who asked for it */
        {"analyst", "AS", false, false},    /* a colleague */
        {"head-of-cid", "AS", false, true}, /* of the BCU that asked */
        {"mo2", "", false, true},
    };
    stage_tamper(stage, "DROP TRIGGER IF EXISTS removal_is_not_changed");
    stage_tamper(stage, ASKED(OF_AS));
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        be(stage, readers[i].role, readers[i].bcu);
        stage_tamper(stage, readers[i].mine
                                ? "UPDATE removal SET asked_by = (SELECT login FROM user WHERE "
                                  "login <> 'analyst.as')"
                                : "UPDATE removal SET asked_by = 'analyst.as'");
        for (int plain = 0; plain < 2; plain++) {
            struct terminal *const reading = read_record(stage, plain != 0);
            expect_text(reading, plain ? "more lines; next goes on." : "Score, report by report");
            if (readers[i].told)
                expect_text(reading, told);
            else
                expect_no_text(reading, "asked for");
            terminal_free(reading);
        }
    }
}

static void test_a_record_follows_a_decision(void **state)
{
    const struct stage *const stage = *state;
    struct terminal *const reading = read_record(stage, false);
    struct terminal *const listening = read_record(stage, true);
    expect_text(reading, "under review by MO2");
    stage_tamper(stage, refused);
    expect_text(reading, "The request for their removal is not open any more.");
    expect_no_text(reading, "under review by MO2");
    for (int i = 0; i < 12 && !terminal_wait_for(listening, "is not open any more", 250); i++)
        type(listening, "sections\r");
    expect_text(listening, "The request for their removal is not open any more.");
    terminal_free(reading);
    terminal_free(listening);
}

/* Whom the user's BCUs do not take in has no record for them, nor anything about a request. */
static void test_beyond_the_scope_nothing_is_told(void **state)
{
    const struct stage *const stage = *state;
    be(stage, "head-of-cid", "SN");
    struct terminal *const reading = stage_open(stage, (struct view){0});
    type(reading, ":open " OF_AS "\r");
    expect_text(reading, "nobody in the BCUs that your access is for (SN)");
    expect_no_text(reading, "asked for");
    terminal_free(reading);
    be(stage, "mo2", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open_sessions_follow),
        cmocka_unit_test(test_a_record_tells_of_an_open_request),
        cmocka_unit_test(test_beyond_the_scope_nothing_is_told),
        cmocka_unit_test(test_a_record_follows_a_decision),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
