/* Each role and each command: allowed or refused as the governance has it, and every attempt is in
 * the audit log. */
#include "loading.h"

#include "vha/register.h"

#include <stdio.h>
#include <string.h>

/* Whoever is first on the sample's list. */
#define PERSON "2021/0002197G"
#define BECAUSE                                                                                    \
    "--ground", "other", "--rationale", "Moved abroad in May; nobody has seen anything since.",    \
        "--purpose", PURPOSE

static const struct {
    const char *name;
    char letter;
} roles[] = {
    {"analyst", 'A'}, {"head-of-cid", 'H'}, {"mo2", 'M'}, {"coordinator", 'C'}, {"auditor", 'U'}};

/* Runs on a home as `prepare` leaves it, since the run before may have changed what it is about. */
struct row {
    const char *words[24];
    const char *may;    /* letters of the roles */
    const char *action; /* as the audit log has it */
    const char *prepare;
};

#define REQUEST(state, by)                                                                         \
    "DELETE FROM removal_step; DELETE FROM removal;"                                               \
    "INSERT INTO removal (number, pncid, ground, rationale, evidence, bcu, asked_by, asked_at, "   \
    "state, until) VALUES (1, '" PERSON "', 'other', 'Moved abroad in May; nobody has seen "       \
    "anything since.', '', 'AS', " by ", '2026-10-02T09:00:00Z', '" state "', NULL);"              \
    "INSERT INTO removal_step SELECT 1, 1, 'send', '2026-10-02T09:00:00Z', asked_by, '' "          \
    "FROM removal;"
#define OWN    "(SELECT login FROM user WHERE id = 1)"
#define OTHERS "'other.user'"
#define DECIDED                                                                                    \
    REQUEST("refused", OTHERS)                                                                     \
    "INSERT INTO removal_step VALUES (1, 2, 'refuse', '2026-10-02T09:00:00Z', 'other.mo2', 'x');"
#define ANOTHER                                                                                    \
    "DELETE FROM access_step WHERE access > 1; DELETE FROM access WHERE number > 1;"               \
    "DELETE FROM user WHERE login = 'new.user';"
#define APPLIED                                                                                    \
    ANOTHER                                                                                        \
    "INSERT INTO access (number, state, login, reason, name, pay_number, post, signed_on, "        \
    "training_on, sop_version) VALUES (2, 'applied', 'new.user', 'research', 'New', 'P1', 'AS', "  \
    "'2026-10-01', '2026-10-01', '2.5');"                                                          \
    "INSERT INTO access_step VALUES (2, 'applied', '2026-10-01T09:00:00Z', 'new.user', 'x');"
#define AUTHORISED                                                                                 \
    APPLIED                                                                                        \
    "UPDATE access SET state = 'authorised', supervisor = 'S', supervisor_rank = 'band-b', "       \
    "supervisor_pay_number = 'P2', authorised_on = '2026-10-01' WHERE number = 2;"                 \
    "INSERT INTO access_step VALUES (2, 'authorised', '2026-10-01T09:00:00Z', 'other.user', 'x');"

/* Activity 1, of one BCU; copy 1, made by somebody else; and a child on the list. */
#define CHILD "2021/0008875Q"
#define ACTIVITY                                                                                   \
    "INSERT OR IGNORE INTO activity VALUES (1, '" PERSON                                           \
    "', 'referral', '2026-10-01', 'x', 'AS', "                                                     \
    "'2026-10-02T09:00:00Z', 'other.user');"
#define COPY                                                                                       \
    "DELETE FROM copy_step; INSERT OR IGNORE INTO copy VALUES (1, '2026-10-02T09:00:00Z', "        \
    "'other.mo2', 'A1', 'court', '2026-Q3', 'csv', 208, hex(randomblob(32)), 'Clerk', "            \
    "'2037-01-01');"

static const struct row rows[] = {
    {{"--print-screen", "80x24", "--purpose", PURPOSE}, "AHMCU", "enter", NULL},
    {{"explain", PERSON, "--purpose", PURPOSE}, "AHM", "open", NULL},
    {{"removal", "request", PERSON, BECAUSE},
     "AH",
     "request-removal",
     "DELETE FROM removal_step; DELETE FROM removal;"},
    {{"removal", "list"}, "AHM", "see-requests", NULL},
    {{"removal", "show", "1"}, "AHM", "see-requests", REQUEST("queued", OWN)},
    {{"removal", "take", "1"}, "M", "review", REQUEST("queued", OTHERS)},
    {{"removal", "approve", "1", "--reason", "x", "--until", "2037-01-01"},
     "M",
     "review",
     REQUEST("under-review", OTHERS)},
    {{"removal", "refuse", "1", "--reason", "x"}, "M", "review", REQUEST("under-review", OTHERS)},
    {{"removal", "ask", "1", "--reason", "x"}, "M", "review", REQUEST("under-review", OTHERS)},
    {{"removal", "reverse", "1", "--reason", "x", "--until", "2037-01-01"}, "M", "review", DECIDED},
    {{"removal", "add", "1", "--reason", "x"},
     "AH",
     "request-removal",
     REQUEST("more-wanted", OWN)},
    {{"removal", "withdraw", "1", "--reason", "x"},
     "AH",
     "request-removal",
     REQUEST("queued", OWN)},
    {{"safeguard", "decide", CHILD, "--option", "referrals", "--state", "done", "--note", "x",
      "--lead", "DI Lead", "--purpose", PURPOSE},
     "H",
     "safeguard",
     NULL},
    {{"safeguard", "show", CHILD, "--purpose", PURPOSE}, "AHM", "see-casework", NULL},
    {{"activity", "log", PERSON, "--kind", "referral", "--done", "x", "--bcu", "AS", "--purpose",
      PURPOSE},
     "AH",
     "log-activity",
     NULL},
    {{"activity", "result", "1", "--result", "awaited"}, "AH", "log-activity", ACTIVITY},
    {{"activity", "show", PERSON, "--purpose", PURPOSE}, "AHM", "see-casework", NULL},
    {{"activity", "list"}, "AHM", "see-casework", NULL},
    {{"board"}, "HMC", "board", NULL},
    {{"share", "words", PERSON, "--purpose", PURPOSE}, "AHM", "open", NULL},
    {{"share", "log", PERSON, "--shared", "x", "--with", "YJS", "--power", "agreement", "--basis",
      "DSA 3", "--reason", "x", "--bcu", "AS", "--purpose", PURPOSE},
     "AHM",
     "disclose",
     NULL},
    {{"share", "show", PERSON, "--purpose", PURPOSE}, "AHM", "see-casework", NULL},
    {{"share", "list"}, "AHM", "see-casework", NULL},
    {{"copy", "list"}, "MC", "track-copy", NULL},
    {{"copy", "show", "1"}, "MC", "track-copy", COPY},
    {{"copy", "authorise", "1", "--note", "x"}, "C", "authorise-copy", COPY},
    {{"copy", "move", "1", "--holder", "Judge", "--note", "x"}, "MC", "track-copy", COPY},
    {{"copy", "extend", "1", "--until", "2037-01-01", "--note", "x"}, "C", "authorise-copy", COPY},
    {{"copy", "destroy", "1", "--note", "x"}, "MC", "track-copy", COPY},
    {{"load", SAMPLE}, "M", "load", NULL},
    {{"mail", "list"}, "M", "send-mail", NULL},
    {{"mail", "send"}, "M", "send-mail", NULL},
    {{"refresh", "custody", SAMPLE "/custody.csv"}, "M", "refresh", NULL},
    {{"intel", RESULTS, "--as-of", "2026-10-08"}, "M", "intel", NULL},
    {{"export", "--authority", "A1", "--reason", "court"}, "M", "export", NULL},
    {{"access", "apply", "new.user", "--reason", "research", "--name", "New", "--pay-number", "P1",
      "--post", "AS", "--training", "2026-10-01", "--sop-version", "2.5"},
     "M",
     "apply",
     ANOTHER},
    {{"access", "authorise", "new.user", "--supervisor", "S", "--rank", "band-b", "--pay-number",
      "P"},
     "HMC",
     "authorise",
     APPLIED},
    {{"access", "grant", "new.user", "--role", "analyst", "--scope", "all"},
     "M",
     "grant",
     AUTHORISED},
    {{"access", "withdraw", "new.user", "--for", "misuse", "--reason", "x"},
     "M",
     "withdraw",
     APPLIED},
    {{"access", "list"}, "M", "see-access", NULL},
    {{"access", "show", "new.user"}, "M", "see-access", NULL},
    {{"model", "linear-decay", "--purpose", PURPOSE}, "M", "model", NULL},
    {{"assess", "--answers", "mandatory=no,victim=no"}, "AHM", "assess", NULL},
    {{"changes", "--purpose", PURPOSE}, "M", "changes", NULL},
    {{"movements", "--purpose", PURPOSE}, "AHM", "list", NULL},
    {{"searches", "--purpose", PURPOSE}, "M", "searches", NULL},
    {{"equality", "show"}, "MC", "equality", NULL},
    {{"equality", "concern", "--words", "x"}, "AHMCU", "concern", NULL},
    {{"equality", "close", "--findings", "Nothing stands out that the suspects do not tell of."},
     "C",
     "equality-close",
     "DELETE FROM equality_closing"},
    {{"equality", "publish", "--format", "html"}, "MC", "equality", NULL},
    {{"archive", "list"}, "M", "archive", NULL},
    {{"archive", "open", "2026-Q2", "--purpose", PURPOSE, "--print-screen", "80x24"},
     "M",
     "archive",
     NULL},
    {{"retention", "--dry-run"}, "M", "retention", NULL},
    {{"register", "check"}, "M", "maintain", NULL},
    {{"audit", "verify"}, "MU", "audit-read", NULL},
    {{"audit", "list"}, "MU", "audit-read", NULL},
    {{"audit", "show", "1"}, "MU", "audit-read", NULL},
    {{"audit", "review", "2026-10"}, "MU", "audit-review", NULL},
    {{"audit", "enquire", "2", "--question", "Why?"}, "MU", "audit-enquire", NULL},
    {{"audit", "enquiries"}, "MU", "audit-read", NULL},
    {{"audit", "enquiries", "--mine"}, "AHMCU", "audit-answer", NULL},
};

/* Entry 2 is another user's, who can be asked about it. */
static void log_of_another(const struct place *place)
{
    struct vha_register *reg = NULL;
    struct vha_error error = {0};
    const struct vha_audit_entry entry = {
        .login = "other.user", .action = "open", .outcome = "done", .subject = PERSON};
    if (vha_register_open(place->reg, 5000, &reg, &error) != VHA_OK ||
        vha_register_audit(reg, &entry, &error) != VHA_OK)
        fail_msg("%s", error.message);
    vha_register_close(reg);
}

/* A quarter in force and one in the archive; and nothing keeps the rows from being set back. */
static int open_home(void **state)
{
    if (place_with_home(state) != 0)
        return -1;
    struct place *place = *state;
    char folder[128];
    log_of_another(place);
    snprintf(folder, sizeof folder, "%s/2026-Q2", place->folder);
    assert_int_equal(
        RUN(place, "synth", folder, "--nominals", "100", "--seed", "4", "--quarter", "2026-Q2"), 0);
    load_well(place, folder);
    load_well(place, SAMPLE);
    tamper(place, "DROP TRIGGER equality_closing_is_not_removed; DROP TRIGGER "
                  "removal_is_not_removed; DROP TRIGGER removal_step_is_not_removed;"
                  "DROP TRIGGER copy_step_is_not_removed;"
                  "DROP TRIGGER access_step_is_not_removed;"
                  "INSERT INTO user (login, name, role, created) VALUES "
                  "('other.user', 'Other', 'analyst', '2026-05-01T00:00:00Z'),"
                  "('other.mo2', 'Other', 'mo2', '2026-05-01T00:00:00Z')");
    return 0;
}

static void try_cell(struct place *place, const struct row *row, const char *role, bool allowed)
{
    char sql[256];
    if (row->prepare != NULL)
        tamper(place, row->prepare);
    snprintf(sql, sizeof sql, "UPDATE user SET role = '%s' WHERE id = 1", role);
    tamper(place, sql);
    const int64_t last = number_of(place, "SELECT max(number) FROM audit");
    run(place, row->words);
    if (place->status != (allowed ? 0 : VHA_NO_PERMISSION))
        fail_msg("%s %s as %s: status %d, %s", row->words[0], row->words[1], role, place->status,
                 place->errors);
    if (!allowed)
        assert_string_equal(place->out, "");
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM audit WHERE number > %lld AND action = '%s' AND (outcome = "
             "'refused') = %d",
             (long long)last, row->action, !allowed);
    if (number_of(place, sql) == 0)
        fail_msg("%s %s as %s is not in the audit log", row->words[0], row->words[1], role);
}

static void test_each_role_and_command(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < VHA_COUNT(rows); i++)
        for (size_t j = 0; j < VHA_COUNT(roles); j++)
            try_cell(place, &rows[i], roles[j].name, strchr(rows[i].may, roles[j].letter) != NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_role_and_command, open_home, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
