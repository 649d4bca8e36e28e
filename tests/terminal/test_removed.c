/* A removal that MO2 approves takes its person off the list of every session that is open, at once
 * and without disturbing what is being typed; its reversal brings them back. */
#include "stage.h"

/* Whoever is first on the sample's list, and second. */
static const char first[] = "O'Neill, Noah";
static const char second[] = "Łukasz, José";

/* A request of somebody else's, under review. */
static const char asked[] =
    "INSERT OR IGNORE INTO user (login, name, role, created) VALUES "
    "('analyst.as', 'Analyst Two', 'analyst', '2026-05-01T00:00:00Z');"
    "INSERT INTO removal (pncid, ground, rationale, evidence, bcu, asked_by, asked_at, state) "
    "VALUES ('2021/0002197G', 'other', 'Moved abroad in May; nothing has been seen of him since.', "
    "'', 'AS', 'analyst.as', '2026-10-02T09:00:00Z', 'under-review');"
    "INSERT INTO removal_step SELECT max(number), 1, 'send', '2026-10-02T09:00:00Z', "
    "'analyst.as', '' FROM removal";

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
    stage_tamper(stage, asked);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open_sessions_follow),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
