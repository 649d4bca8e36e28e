/* A removal from its first sentence to its effect (SOP 28), by two people at once over a real sshd:
 * an analyst who loses the line in mid-sentence, and MO2, who asks for more and then approves. */
#include "door.h"

#include "vha/base.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whoever is first on the sample's list. */
static const char person[] = "O'Neill, Noah";
static const char pncid[] = "2021/0002197G";

static const char analyst[] = "granted";
static const char mo2[] = "running";

/* Whether a program at the other end of a line is at rest only its silence tells. */
static void settle(struct terminal *terminal)
{
    enum { SILENCE_MS = 400 };
    assert_true(terminal_wait_quiet(terminal, SILENCE_MS, TERMINAL_PATIENCE));
}

static struct terminal *come_in(const struct door *door, const char *login, const char *shown)
{
    const char *const environment[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8",
                                       "PATH=/usr/bin:/bin", NULL};
    struct terminal *terminal = door_enter(door, login, environment, NULL);
    door_state_purpose_for(terminal, shown);
    settle(terminal);
    if (terminal_find(terminal, "To do", NULL, NULL))
        press(terminal, "Escape");
    return terminal;
}

static struct terminal *enter(const struct door *door, const char *login)
{
    return come_in(door, login, SAMPLE_PEOPLE);
}

static struct terminal *enter_quarter(const struct door *door, const char *login,
                                      const char *quarter)
{
    char shown[32];
    snprintf(shown, sizeof shown, "VHA %s", quarter);
    return come_in(door, login, shown);
}

static void end(struct terminal *terminal)
{
    for (int i = 0; i < 3; i++) /* leads home from everywhere */
        press(terminal, "Escape");
    settle(terminal);
    type(terminal, "q");
    expect_end(terminal, 0);
    terminal_free(terminal);
}

/* Sends what is in the form, past the summary. */
static void accept(struct terminal *terminal, const char *said)
{
    press(terminal, "Enter");
    expect_text(terminal, "Enter does");
    press(terminal, "Enter");
    expect_text(terminal, said);
}

/* Waits for a number of the register to become `wanted`. */
static void expect_number(const struct door *door, const char *sql, int64_t wanted)
{
    enum { PATIENCE_MS = 5000, STEP_MS = 20 };
    for (int waited = 0; door_number(door, sql) != wanted; waited += STEP_MS) {
        if (waited > PATIENCE_MS)
            fail_msg("%s never became %lld", sql, (long long)wanted);
        usleep(STEP_MS * 1000);
    }
}

/* ------------------------------------------------------------------------------------- the story
 */

static void write_half_a_sentence(const struct door *door)
{
    struct terminal *terminal = enter(door, analyst);
    type(terminal, "r");
    expect_text(terminal, "Request for a removal");
    type(terminal, "local\t");
    type(terminal, "He has moved to Hull; the local officers have not se");
    expect_number(door, "SELECT count(*) FROM draft WHERE text LIKE '%have not se%'", 1);
    terminal_signal(terminal, SIGKILL); /* the client: the line is gone */
    terminal_free(terminal);
}

static void go_on_and_send(const struct door *door)
{
    struct terminal *terminal = enter(door, analyst);
    type(terminal, "r");
    expect_text(terminal, "This is what you had written");
    type(terminal, "\t");
    expect_text(terminal, "have not se");
    type(terminal, "en him since May.");
    accept(terminal, "is queued for MO2.");
    expect_number(door, "SELECT count(*) FROM draft WHERE text LIKE '%Hull%'", 0);
    type(terminal, "r"); /* one at a time */
    expect_text(terminal, "is open already");
    end(terminal);
}

static void ask_for_more(struct terminal *terminal)
{
    type(terminal, "Q");
    settle(terminal);
    expect_row_with(terminal, pncid, "queued");
    press(terminal, "Enter");
    expect_text(terminal, "He has moved to Hull");
    type(terminal, "t");
    expect_text(terminal, "is taken for review");
    type(terminal, "i");
    type(terminal, "Who told you?");
    accept(terminal, "is asked for more.");
}

static void add_more(const struct door *door)
{
    struct terminal *terminal = enter(door, analyst);
    expect_text(terminal, "What became of your requests");
    expect_text(terminal, "Who told you?");
    press(terminal, "Escape");
    type(terminal, ":removal 1\r");
    expect_text(terminal, "more information wanted");
    type(terminal, "I");
    type(terminal, "His landlord, in a call of 2 June.");
    accept(terminal, "is added to.");
    end(terminal);
}

static void approve(struct terminal *terminal)
{
    press(terminal, "Escape"); /* to the queue and back, where it stands anew */
    settle(terminal);
    expect_row_with(terminal, pncid, "queued");
    press(terminal, "Enter");
    type(terminal, "t");
    expect_text(terminal, "is taken for review");
    press(terminal, "G");
    press(terminal, "g");
    type(terminal, "P");
    type(terminal, "Confirmed by the landlord.");
    accept(terminal, "is approved.");
}

static void test_from_a_sentence_to_the_list(void **state)
{
    const struct door *door = *state;
    door_tamper(door, "UPDATE user SET role = 'mo2' WHERE login = 'running'");
    write_half_a_sentence(door);
    go_on_and_send(door);
    struct terminal *reviewing = enter(door, mo2);
    ask_for_more(reviewing);
    add_more(door);
    struct terminal *looking = enter(door, analyst);
    expect_text(looking, person);
    approve(reviewing);
    expect_text(looking, "207 of 207");
    expect_no_text(looking, person);
    type(reviewing, ":list\r");
    expect_text(reviewing, "207 of 207");
    expect_no_text(reviewing, person);
    end(looking);
    end(reviewing);
    assert_int_equal(door_number(door, "SELECT count(*) FROM removal WHERE state = 'approved'"), 1);
    VHA(door, "audit", "verify");
}

/* The next quarter's load keeps the person off; one with a report of theirs from after the approval
 * brings them back, marked for MO2 to look at first. */
static void test_later_quarters(void **state)
{
    const struct door *door = *state;
    /* As if it had been approved the day after the sample's, whenever this test runs. */
    door_tamper(door, "DROP TRIGGER removal_step_is_not_changed;"
                      "UPDATE removal_step SET at = '2026-10-02T10:00:00Z' WHERE removal = 1;"
                      "UPDATE removal SET until = '2099-12-31' WHERE number = 1");
    door_load_later(door, "2026-Q4", "2027-01-01", NULL, NULL);
    struct terminal *terminal = enter_quarter(door, analyst, "2026-Q4");
    expect_text(terminal, "Confirmed by"); /* what became of the request, told once */
    press(terminal, "Escape");
    expect_no_text(terminal, person);
    type(terminal, "/2021/0002197G\r");
    expect_text(terminal, "Nobody on this list matches");
    end(terminal);
    door_load_later(door, "2027-Q1", "2027-04-01", "0000344/26,2026-05-30",
                    "0000344/26,2027-02-10");
    terminal = enter_quarter(door, analyst, "2027-Q1");
    type(terminal, ":todo\r");
    expect_text(terminal, "Nothing waits for you.");
    end(terminal);
    terminal = enter_quarter(door, mo2, "2027-Q1");
    type(terminal, ":todo\r");
    expect_text(terminal, "is back on the list: previously removed, new evidence");
    press(terminal, "Escape");
    type(terminal, "/2021/0002197G\r");
    settle(terminal);
    expect_row_with(terminal, person, "PR");
    type(terminal, "\r1");
    expect_text(terminal, "previously removed, new evidence");
    end(terminal);
}

/* --------------------------------------------------------------------------------- sudden death
 */

/* Kills the session itself, on the side of sshd. */
static void kill_session(const struct door *door)
{
    char beginning[160];
    snprintf(beginning, sizeof beginning, "%s session --user %s", door->program, analyst);
    DIR *processes = opendir("/proc");
    const struct dirent *entry = NULL;
    bool found = false;
    while (!found && (entry = readdir(processes)) != NULL) {
        char path[300];
        char line[512] = "";
        snprintf(path, sizeof path, "/proc/%s/cmdline", entry->d_name);
        FILE *const file = fopen(path, "r");
        const size_t length = file != NULL ? fread(line, 1, sizeof line - 1, file) : 0;
        if (file != NULL)
            fclose(file);
        for (size_t i = 0; i < length; i++)
            if (line[i] == '\0')
                line[i] = ' ';
        found = strncmp(line, beginning, strlen(beginning)) == 0;
        if (found)
            assert_int_equal(kill((pid_t)strtol(entry->d_name, NULL, 10), SIGKILL), 0);
    }
    closedir(processes);
    assert_true(found);
}

/* Somebody who types without ever pausing loses two seconds of it at most. */
static void test_killed_in_mid_typing(void **state)
{
    enum { WORDS = 30, GAP_MS = 100, LOST_MS = 2000, NANOSECONDS_PER_MS = 1000000 };
    const struct door *door = *state;
    int64_t typed_at[WORDS];
    struct terminal *terminal = enter(door, analyst);
    type(terminal, "jr"); /* the second one */
    expect_text(terminal, "Request for a removal");
    type(terminal, "local\t");
    for (int i = 0; i < WORDS; i++) {
        char word[16];
        snprintf(word, sizeof word, "w%02d ", i);
        assert_true(terminal_type(terminal, word));
        typed_at[i] = terminal_now();
        usleep(GAP_MS * 1000);
    }
    kill_session(door);
    const int64_t killed_at = terminal_now();
    int kept = 0;
    for (int i = 0; i < WORDS; i++) {
        char sql[96];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM draft WHERE text LIKE '%%w%02d%%'", i);
        const bool is_kept = door_number(door, sql) == 1;
        kept += is_kept ? 1 : 0;
        const long long before_ms = (killed_at - typed_at[i]) / NANOSECONDS_PER_MS;
        if (!is_kept && before_ms > LOST_MS)
            fail_msg("w%02d is lost, typed %lld ms before", i, before_ms);
    }
    assert_true(kept > 0);
    terminal_free(terminal);
    VHA(door, "register", "check");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_in_mid_typing),
        cmocka_unit_test(test_from_a_sentence_to_the_list),
        cmocka_unit_test(test_later_quarters),
    };
    return cmocka_run_group_tests(tests, door_set_up, door_tear_down);
}
