#include "program.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char key[] = "ssh-ed25519 "
                          "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/* The Unix account that runs the test. */
static const char *own_account(void)
{
    const struct passwd *account = getpwuid(getuid());
    assert_non_null(account);
    return account->pw_name;
}

static void apply(struct place *place, const char *login, const char *training)
{
    RUN(place, "access", "apply", login, "--reason", "local research", "--name", "Analyst Two",
        "--pay-number", "P1", "--post", "Central South", "--training", training, "--sop-version",
        "2.5", "--date", "2026-09-01");
}

static void authorise(struct place *place, const char *login, const char *pay_number)
{
    RUN(place, "access", "authorise", login, "--supervisor", "Superintendent Three", "--rank",
        "band-b", "--pay-number", pay_number, "--date", "2026-09-02");
}

static void grant(struct place *place, const char *login, const char *scope)
{
    write_text(path_in(place, "keys.pub"), "# a comment\n\n");
    FILE *file = fopen(path_in(place, "keys.pub"), "a");
    assert_non_null(file);
    fprintf(file, "%s analyst@host\n", key);
    fclose(file);
    RUN(place, "access", "grant", login, "--role", "analyst", "--scope", scope, "--keys",
        path_in(place, "keys.pub"));
}

static void test_life_cycle(void **state)
{
    struct place *place = *state;
    apply(place, "analyst.two", "2026-08-01");
    expect_success(place);
    authorise(place, "analyst.two", "p-1");
    expect_failure(place, VHA_NO_PERMISSION, "own access");
    authorise(place, "analyst.two", "P2");
    expect_success(place);
    grant(place, "analyst.two", "AS,XX");
    expect_failure(place, VHA_USAGE, "areas.yaml");
    grant(place, "analyst.two", ",");
    expect_failure(place, VHA_USAGE, "areas.yaml");
    grant(place, "analyst.two", "AS,CN");
    expect_success(place);
    grant(place, "analyst.two", "AS,CN");
    expect_failure(place, VHA_USAGE, "is granted");
    RUN(place, "access", "list");
    expect_success(place);
    expect_text(place->out, "analyst.two");
    RUN(place, "access", "show", "analyst.two");
    expect_success(place);
    expect_text(place->out, "Central South");
    expect_text(place->out, "Superintendent Three");
    RUN(place, "access", "withdraw", "analyst.two", "--for", "misuse", "--reason",
        "looked up a "
        "neighbour");
    expect_success(place);
    RUN(place, "access", "show", "analyst.two");
    expect_text(place->out, "withdrawn, misuse");
    RUN(place, "access", "show", "nobody.here");
    expect_failure(place, VHA_NO_USER, "never applied");
}

static void test_training_in_the_future(void **state)
{
    struct place *place = *state;
    apply(place, "analyst.two", "9999-08-01");
    expect_failure(place, VHA_USAGE, "still to come");
    assert_int_equal(number_of(place, "SELECT count(*) FROM access"), 1);
}

static void test_strangers_apply_for_themselves_alone(void **state)
{
    struct place *place = *state;
    tamper(place, "UPDATE access SET login = 'somebody.else'; "
                  "UPDATE user SET login = 'somebody.else'");
    apply(place, "another", "2026-08-01");
    expect_failure(place, VHA_NO_USER, "no access to the VHA");
    apply(place, own_account(), "2026-08-01");
    expect_success(place);
    authorise(place, own_account(), "P2");
    expect_failure(place, VHA_NO_USER, "no access to the VHA");
    assert_int_equal(number_of(place, "SELECT count(*) FROM access WHERE state = 'applied'"), 1);
}

/* A key of somebody in force gets one line, that names them and nothing else. */
static void test_authorized_keys(void **state)
{
    struct place *place = *state;
    char *words[2] = {strndup(key, 11), strdup(key + 12)};
    const char *account = own_account();
    apply(place, "analyst.two", "2026-08-01");
    authorise(place, "analyst.two", "P2");
    grant(place, "analyst.two", "all");
    expect_success(place);
    RUN(place, "authorized-keys", account, words[0], words[1]);
    expect_success(place);
    char expected[256];
    snprintf(expected, sizeof expected, "vha session --user analyst.two --home %s\" %s\n",
             place->home, key);
    expect_text(place->out, expected);
    assert_memory_equal(place->out, "restrict,pty,command=\"/", 23);
    assert_ptr_equal(strchr(place->out, '\n'), place->out + strlen(place->out) - 1);
    static const char *const refused[][2] = {
        {"ssh-dss", "AAAA"}, {"ssh-ed25519", "AAAA\" command=\"sh"}, {"ssh-ed25519", "AAAA"}};
    for (size_t i = 0; i < VHA_COUNT(refused); i++) {
        RUN(place, "authorized-keys", account, refused[i][0], refused[i][1]);
        expect_success(place);
        assert_string_equal(place->out, "");
    }
    RUN(place, "authorized-keys", "another.account", words[0], words[1]);
    expect_success(place);
    assert_string_equal(place->out, "");
    RUN(place, "access", "withdraw", "analyst.two", "--for", "not-needed", "--reason", "left");
    RUN(place, "authorized-keys", account, words[0], words[1]);
    expect_success(place);
    assert_string_equal(place->out, "");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'enter' AND "
                                      "outcome = 'refused'"),
                     5);
    free(words[0]);
    free(words[1]);
}

static void test_nobody_enters_as_another(void **state)
{
    struct place *place = *state;
    RUN(place, "session", "--user", "analyst.two", "--home", place->home);
    expect_failure(place, VHA_NO_PERMISSION, "enters as nobody else");
    tamper(place, "UPDATE user SET login = 'somebody.else'");
    setenv("SSH_ORIGINAL_COMMAND", "sh", 1);
    RUN(place, "session", "--user", "somebody.else", "--home", place->home);
    unsetenv("SSH_ORIGINAL_COMMAND");
    expect_failure(place, VHA_NO_PERMISSION, "runs no commands");
    setenv("SSH_CONNECTION", "192.0.2.7 50000 192.0.2.1 22", 1);
    RUN(place, "session", "--user", "analyst.two", "--home", place->home);
    unsetenv("SSH_CONNECTION");
    expect_failure(place, VHA_NO_USER, "no access");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'enter' AND "
                                      "outcome = 'refused' AND client = '192.0.2.7'"),
                     1);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'enter' AND "
                                      "outcome = 'refused'"),
                     3);
}

static void test_audit_commands_are_audited(void **state)
{
    struct place *place = *state;
    RUN(place, "audit", "verify");
    expect_success(place);
    const char *head = strstr(place->out, "last one ");
    assert_non_null(head);
    char known[128];
    assert_int_equal(sscanf(head, "last one %127[0-9a-f:]", known), 1);
    RUN(place, "audit", "verify", "--head", known);
    expect_success(place);
    RUN(place, "audit", "verify", "--head", "abc:1");
    expect_failure(place, VHA_USAGE, "64 hex digits");
    RUN(place, "audit", "list", "--action", "init");
    expect_success(place);
    expect_text(place->out, "first user, as mo2");
    assert_null(strstr(place->out, "audit-read"));
    RUN(place, "audit", "list", "--format", "csv", "--from", "2026-01-01", "--outcome", "done");
    expect_success(place);
    expect_text(place->out, "number,at,session,login");
    RUN(place, "audit", "show", "1");
    expect_success(place);
    expect_text(place->out, "init");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'audit-read'"), 5);
    tamper(place, "UPDATE user SET role = 'analyst'");
    RUN(place, "audit", "list");
    expect_failure(place, VHA_NO_PERMISSION, "mo2 and auditor");
    assert_string_equal(place->out, "");
    tamper(place, "UPDATE user SET role = 'auditor'; DROP TRIGGER audit_is_not_changed;"
                  "UPDATE audit SET reason = 'other' WHERE number = 2");
    RUN(place, "audit", "verify");
    expect_failure(place, VHA_BAD_DATA, "entry 2");
}

static void test_retention(void **state)
{
    struct place *place = *state;
    write_text(path_in(place, "home/archive/2020-Q1.db"), "an old quarter");
    write_text(path_in(place, "home/archive/2026-Q3.db"), "a young quarter");
    write_text(path_in(place, "home/archive/notes.db"), "no quarter");
    RUN(place, "archive", "list");
    expect_success(place);
    expect_text(place->out, "2020-Q1  ended 2020-03-31, kept until 2023-03-31");
    RUN(place, "retention", "--dry-run");
    expect_success(place);
    assert_string_equal(place->out, "2020-Q1  would be deleted\n");
    assert_int_equal(access(path_in(place, "home/archive/2020-Q1.db"), F_OK), 0);
    /* What is overwritten is seen through a descriptor that was open before. */
    FILE *open_before = fopen(path_in(place, "home/archive/2020-Q1.db"), "r");
    assert_non_null(open_before);
    RUN(place, "retention");
    expect_success(place);
    char left[16] = "x";
    assert_int_equal(fread(left, 1, 14, open_before), 14);
    fclose(open_before);
    assert_memory_equal(left, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 14);
    assert_int_not_equal(access(path_in(place, "home/archive/2020-Q1.db"), F_OK), 0);
    assert_int_equal(access(path_in(place, "home/archive/2026-Q3.db"), F_OK), 0);
    assert_int_equal(access(path_in(place, "home/archive/notes.db"), F_OK), 0);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'retention' AND "
                                      "subject = '2020-Q1' AND outcome IN ('started', 'done')"),
                     2);
}

static void test_register_commands(void **state)
{
    struct place *place = *state;
    char backup[128];
    snprintf(backup, sizeof backup, "%s", path_in(place, "backup.db"));
    RUN(place, "register", "check");
    expect_success(place);
    RUN(place, "register", "backup", backup);
    expect_success(place);
    RUN(place, "register", "backup", backup);
    expect_failure(place, VHA_CANNOT_CREATE, "left as it is");
    RUN(place, "register", "restore", backup);
    expect_success(place);
    expect_text(place->out, "kept as");
    RUN(place, "register", "check");
    expect_success(place);
    tamper(place, "UPDATE user SET role = 'analyst'");
    RUN(place, "register", "backup", path_in(place, "another.db"));
    expect_failure(place, VHA_NO_PERMISSION, "for mo2");
    RUN(place, "register", "restore", backup);
    expect_failure(place, VHA_NO_PERMISSION, "for mo2");
    /* The service account keeps the register without being a user of it. */
    tamper(place, "UPDATE user SET login = 'somebody.else'");
    RUN(place, "register", "check");
    expect_success(place);
}

static void test_first_user_can_be_another(void **state)
{
    struct place *place = *state;
    RUN(place, "init", "--login", "mo2.one");
    expect_failure(place, VHA_USAGE, "go together");
    RUN(place, "init", "--login", "mo2.one", "--name", "Officer One");
    expect_success(place);
    assert_int_equal(number_of(place, "SELECT count(*) FROM user WHERE login = 'mo2.one' AND name "
                                      "= 'Officer One' AND role = 'mo2'"),
                     1);
    RUN(place, "access", "list");
    expect_failure(place, VHA_NO_USER, "no access");
}

/* When all of mo2 have been away for too long, the account that owns the register lets one in. */
static void test_register_without_mo2(void **state)
{
    struct place *place = *state;
    const char *account = own_account();
    RUN(place, "access", "withdraw", account, "--for", "changed-role", "--reason", "moved");
    expect_failure(place, VHA_NO_PERMISSION, "last member of MO2");
    RUN(place, "init", "--login", "mo2.new", "--name", "Officer New");
    expect_failure(place, VHA_CANNOT_CREATE, "already");
    tamper(place, "DROP TRIGGER access_step_is_not_changed;"
                  "UPDATE access_step SET at = '2020-01-01T00:00:00Z';"
                  "UPDATE session SET last_use = '2020-01-01T00:00:00Z'");
    RUN(place, "init", "--login", account, "--name", "Officer Again");
    expect_success(place);
    expect_text(place->out, "Nobody of MO2 was left");
    RUN(place, "access", "list");
    expect_success(place);
}

#define WITH_HOME(test) cmocka_unit_test_setup_teardown(test, place_with_home, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HOME(test_life_cycle),
        WITH_HOME(test_training_in_the_future),
        WITH_HOME(test_strangers_apply_for_themselves_alone),
        WITH_HOME(test_authorized_keys),
        WITH_HOME(test_nobody_enters_as_another),
        WITH_HOME(test_audit_commands_are_audited),
        WITH_HOME(test_retention),
        WITH_HOME(test_register_commands),
        WITH_HOME(test_register_without_mo2),
        cmocka_unit_test_setup_teardown(test_first_user_can_be_another, place_open, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
