/* Each role and what can be asked for on the screen: shown, or refused with a sentence that says
 * whom to ask, and either way in the audit log. */
#include "stage.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    char letter;
} roles[] = {
    {"analyst", 'A'}, {"head-of-cid", 'H'}, {"mo2", 'M'}, {"coordinator", 'C'}, {"auditor", 'U'}};

static const struct row {
    const char *typed;   /* after the colon */
    const char *may;     /* letters of the roles */
    const char *action;  /* as the audit log has it; NULL: opening a form is no entry, nor is what
                          * the entry of the whole list stands for */
    const char *refused; /* the same when it is refused */
    const char *shown;   /* to those who may */
} rows[] = {
    {"list", "AHM", NULL, "browse", "Cohort"},
    {"overview", "AHM", NULL, "browse", "searched for daily"},
    {"open 2021/0002197G", "AHM", "open", "open", "O'Neill, Noah"},
    {"filter u18", "AHM", "list", "list", "Only Under 18"},
    {"search Noah", "AHM", "search", "search", "Noah"},
    {"view", "AHM", NULL, "list", "iew"},
    {"save_view mine", "AHM", "save-view", "list", "mine"},
    {"audit", "MU", "audit-read", "audit-read", "udit"},
    {"audit_review 2026-10", "MU", "audit-review", "audit-review", "2026-10"},
    {"access", "M", "see-access", "see-access", "ccess"},
    {"authorise root", "HMC", NULL, "authorise", "oot"},
    {"grant root", "M", NULL, "grant", "oot"},
    {"withdraw root", "M", NULL, "withdraw", "oot"},
    {"apply new.user", "M", NULL, "apply", "new.user"},
    {"remove 2021/0002197G", "AH", NULL, "request-removal", "Request for a removal"},
    {"take", "M", NULL, "review", "means nothing on"},
    {"approve", "M", NULL, "review", "means nothing on"},
    {"refuse", "M", NULL, "review", "means nothing on"},
    {"ask_more", "M", NULL, "review", "means nothing on"},
    {"reverse_decision", "M", NULL, "review", "means nothing on"},
    {"add_more", "AH", NULL, "request-removal", "means nothing on"},
    {"withdraw_request", "AH", NULL, "request-removal", "means nothing on"},
    {"removals late", "AHM", "see-requests", "see-requests", "Only requests: over 10"},
    {"verify", "MU", NULL, "audit-read", "means nothing on"},
    {"enquire", "MU", NULL, "audit-enquire", "means nothing on"},
    {"enquiry_list", "MU", NULL, "audit-read", "means nothing on"},
    {"enquiries", "MU", "audit-read", "audit-read", "nquir"},
    {"safeguard", "H", NULL, "safeguard", "open one first"},
    {"activity", "AH", NULL, "log-activity", "open one first"},
    {"result 1", "AH", NULL, "log-activity", "Result of activity 1"},
    {"share", "AHM", NULL, "disclose", "open one first"},
    {"board", "HMC", "board", "board", "CID Delivery Board"},
    {"copies", "MC", "track-copy", "track-copy", "There is no such copy."},
    {"copy_authorise 1", "C", NULL, "authorise-copy", "Authority of copy 1"},
    {"copy_move 1", "MC", NULL, "track-copy", "Movement of copy 1"},
    {"copy_extend 1", "C", NULL, "authorise-copy", "Longer keeping of copy 1"},
    {"copy_destroy 1", "MC", NULL, "track-copy", "Destruction of copy 1"},
    {"concern Many stops on one estate", "AHMCU", "concern", NULL, "is filed: it is listed"},
    {"searches", "M", "searches", "searches", "who score 2,500 or more"},
    {"movements", "AHM", "list", "list", "Nobody on the list has moved"},
    {"assess 0123456/26", "AHM", NULL, "assess", "Crime assessment of 0123456/26"},
    {"changes", "M", NULL, "changes", "There is no quarter before 2026-Q3"},
    {"model linear-decay", "M", "model", "model", "are on the list in force, 20"},
    {"equality", "MC", "equality", "equality", "Equality review of 2026-Q3"},
    {"close_equality", "C", NULL, "equality-close", "Closing the equality review of 2026-Q3"},
    {"todo", "AHMCU", NULL, NULL, "To do"},
};

/* How a refusal ends: with whom to turn to. */
static const char *refusal(const struct row *row)
{
    static const char *const of_head[] = {"request-removal", "safeguard", "log-activity"};
    for (size_t i = 0; i < sizeof of_head / sizeof of_head[0]; i++)
        if (strcmp(row->refused, of_head[i]) == 0)
            return "of the BCU.";
    static const char *const of_coordinator[] = {"authorise-copy", "equality", "equality-close"};
    for (size_t i = 0; i < sizeof of_coordinator / sizeof of_coordinator[0]; i++)
        if (strcmp(row->refused, of_coordinator[i]) == 0)
            return "(Superintendent).";
    return "Tasking.";
}

static int64_t entries(const struct stage *stage, const char *action, bool refused)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM audit WHERE action = '%s' AND (outcome = 'refused') = %d",
             action, refused);
    return stage_number(stage, sql);
}

/* Of the list, but of nobody on it. */
static bool tells_how_many(const struct row *row)
{
    return row->refused != NULL && strncmp(row->refused, "equality", 8) == 0;
}

static void try_cell(const struct stage *stage, struct terminal *terminal, const struct row *row,
                     bool allowed, bool has_list)
{
    char line[96];
    const char *const action = allowed ? row->action : row->refused;
    const int64_t before = action != NULL ? entries(stage, action, !allowed) : 0;
    snprintf(line, sizeof line, ":\x15%s\r", row->typed); /* C-u: a refused line comes back */
    assert_true(terminal_type(terminal, line));
    expect_text(terminal, allowed ? row->shown : refusal(row));
    come_to_rest(terminal);
    if (!has_list) {
        if (!allowed || !tells_how_many(row))
            expect_no_text(terminal, SAMPLE_PEOPLE);
        expect_no_text(terminal, "O'Neill");
    }
    if (action != NULL && entries(stage, action, !allowed) == before)
        fail_msg(":%s is not in the audit log as %s", row->typed, action);
    assert_true(terminal_press(terminal, "Escape")); /* the message, the prompt, the screen */
    come_to_rest(terminal);
    assert_true(terminal_press(terminal, "Escape"));
    come_to_rest(terminal);
    press(terminal, "Escape");
}

static void test_each_role_and_order(void **state)
{
    const struct stage *const stage = *state;
    for (size_t j = 0; j < sizeof roles / sizeof roles[0]; j++) {
        char sql[96];
        snprintf(sql, sizeof sql, "UPDATE user SET role = '%s'", roles[j].name);
        stage_tamper(stage, sql);
        struct terminal *terminal = stage_open(stage, (struct view){0});
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
            try_cell(stage, terminal, &rows[i], strchr(rows[i].may, roles[j].letter) != NULL,
                     strchr("AHM", roles[j].letter) != NULL);
        type(terminal, "q");
        expect_end(terminal, 0);
        terminal_free(terminal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_role_and_order),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
