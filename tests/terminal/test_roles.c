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
    const char *action;  /* as the audit log has it */
    const char *refused; /* and when it is refused, where that is another */
    const char *shown;   /* to those who may */
} rows[] = {
    {"list", "AHM", "browse", "browse", "Cohort"},
    {"open 2021/0002197G", "AHM", "open", "open", "O'Neill, Noah"},
    {"filter u18", "AHM", "browse", "list", "Only Under 18"},
    {"search Noah", "AHM", "browse", "search", "Noah"},
    {"view", "AHM", "browse", "list", "iew"},
    {"save_view mine", "AHM", "browse", "list", "mine"},
    {"audit", "MU", "audit-read", "audit-read", "udit"},
    {"audit_review 2026-10", "MU", "audit-review", "audit-review", "2026-10"},
    {"access", "M", "see-access", "see-access", "ccess"},
    {"authorise root", "HMC", "enter", "authorise", "oot"},
    {"grant root", "M", "enter", "grant", "oot"},
    {"withdraw root", "M", "enter", "withdraw", "oot"},
    {"apply new.user", "M", "enter", "apply", "new.user"},
    {"enquiries", "MU", "audit-read", "audit-read", "nquir"},
};

static int64_t entries(const struct stage *stage, const struct row *row, bool refused)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM audit WHERE action = '%s' AND (outcome = 'refused') = %d",
             refused ? row->refused : row->action, refused);
    return stage_number(stage, sql);
}

static void try_cell(const struct stage *stage, const struct row *row, const char *role,
                     bool allowed)
{
    char sql[96];
    char line[96];
    snprintf(sql, sizeof sql, "UPDATE user SET role = '%s'", role);
    stage_tamper(stage, sql);
    const int64_t before = entries(stage, row, !allowed);
    struct terminal *terminal = stage_start(stage, (struct view){0});
    expect_text(terminal, "quit");
    come_to_rest(terminal);
    snprintf(line, sizeof line, ":%s\r", row->typed);
    type(terminal, line);
    if (allowed) {
        expect_text(terminal, row->shown);
    } else {
        expect_text(terminal, "Tasking.");
    }
    if (strcmp(role, "coordinator") == 0 || strcmp(role, "auditor") == 0) {
        expect_no_text(terminal, SAMPLE_PEOPLE);
        expect_no_text(terminal, "O'Neill");
    }
    if (entries(stage, row, !allowed) == before)
        fail_msg(":%s as %s is not in the audit log", row->typed, role);
    for (int i = 0; i < 3; i++)
        press(terminal, "Escape");
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

static void test_each_role_and_order(void **state)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t j = 0; j < sizeof roles / sizeof roles[0]; j++)
            try_cell(*state, &rows[i], roles[j].name, strchr(rows[i].may, roles[j].letter) != NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_role_and_order),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
