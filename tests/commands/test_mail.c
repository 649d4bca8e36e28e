/* Notices to MO2's mailbox: exactly what is handed to the mail system, and what happens while that
 * is down. */
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PERSON "2021/0002197G"

/* A sendmail that keeps what it is given, unless it is told to fail. */
static void make_sendmail(struct place *place)
{
    char script[1024];
    snprintf(
        script, sizeof script,
        "#!/bin/sh\n"
        "[ -e %s/down ] && exit 75\n"
        "{ echo \"called as: $*\"; env | grep -v '^\\(PWD\\|SHLVL\\|_\\|OLDPWD\\)='; cat; } >> "
        "%s/sent\n",
        place->folder, place->folder);
    write_text(path_in(place, "sendmail"), script);
    assert_int_equal(chmod(path_in(place, "sendmail"), 0700), 0);
}

/* The shipped settings with other ones for mail. */
static void set_mail(struct place *place, int on, const char *sendmail, const char *mailbox)
{
    char *text = NULL;
    size_t length = 0;
    struct vha_error error = {0};
    if (vha_read_file(VHA_SOURCE_DIR "/config/settings.yaml", 1u << 16, &text, &length, &error) !=
        VHA_OK)
        fail_msg("%s", error.message);
    char *const mail = strstr(text, "  mail_notices: ");
    char *const rest = strstr(text, "screen:\n");
    assert_non_null(mail);
    assert_non_null(rest);
    FILE *const out = fopen(path_in(place, "home/config/settings.yaml"), "w");
    assert_non_null(out);
    fprintf(out, "%.*s  mail_notices: %d\n  sendmail: %s\n  mailbox: %s\n\n%s", (int)(mail - text),
            text, on, sendmail, mailbox, rest);
    assert_int_equal(fclose(out), 0);
    free(text);
}

static int open_with_requests(void **state)
{
    if (place_with_home(state) != 0)
        return -1;
    struct place *const place = *state;
    char sendmail[128];
    make_sendmail(place);
    snprintf(sendmail, sizeof sendmail, "%s", path_in(place, "sendmail"));
    set_mail(place, 1, sendmail, "mo2@example.org");
    tamper(place,
           "INSERT INTO user (login, name, role, created) VALUES ('a.one', 'A', 'analyst', "
           "'2026-05-01T00:00:00Z');"
           "INSERT INTO removal (number, pncid, ground, rationale, evidence, bcu, asked_by, "
           "asked_at, state, until) VALUES (4, '" PERSON
           "', 'other', 'Moved abroad in May; nobody has "
           "seen anything since.', '', 'AS', 'a.one', '2026-10-02T09:00:00Z', 'queued', NULL),"
           "(5, '2003/0062845E', 'other', 'Moved abroad in May; nobody has seen anything since.', "
           "'', 'AS', 'a.one', '2026-10-02T09:00:00Z', 'queued', NULL),"
           "(6, '2011/0012424W', 'other', 'Moved abroad in May; nobody has seen anything since.', "
           "'', 'AS', 'a.one', '2026-10-02T09:00:00Z', 'refused', NULL);"
           "INSERT INTO removal_step SELECT number, 1, 'send', '2026-10-02T09:00:00Z', 'a.one', '' "
           "FROM removal;"
           "INSERT INTO removal_step VALUES (6, 2, 'refuse', '2026-10-02T09:00:00Z', 'mo2.x', "
           "'no');");
    return 0;
}

/* All that the mail system was given; "" for nothing. The caller frees it. */
static char *sent(struct place *place)
{
    char *text = NULL;
    size_t length = 0;
    if (vha_read_file(path_in(place, "sent"), 1u << 16, &text, &length, NULL) != VHA_OK)
        return vha_copy_text("");
    return text;
}

#define MESSAGE(number)                                                                            \
    "called as: -oi mo2@example.org\n"                                                             \
    "PATH=/usr/sbin:/usr/bin:/sbin:/bin\n"                                                         \
    "To: mo2@example.org\n"                                                                        \
    "Subject: Removal request " number "\n"                                                        \
    "Auto-Submitted: auto-generated\n"                                                             \
    "MIME-Version: 1.0\n"                                                                          \
    "Content-Type: text/plain; charset=us-ascii\n"                                                 \
    "\n"                                                                                           \
    "Removal request " number " waits in the queue.\n"

static void expect_sent(struct place *place, const char *expected)
{
    char *const text = sent(place);
    assert_string_equal(text, expected);
    free(text);
}

static void test_number_and_nothing_else(void **state)
{
    struct place *place = *state;
    RUN(place, "mail", "list");
    expect_success(place);
    assert_string_equal(place->out, "request 4  tried 0 times\nrequest 5  tried 0 times\n");
    RUN(place, "mail", "send");
    expect_success(place);
    assert_string_equal(place->out, "2 notices were handed to the mail system.\n");
    expect_sent(place, MESSAGE("4") MESSAGE("5"));
    RUN(place, "mail", "send"); /* each once */
    expect_success(place);
    expect_sent(place, MESSAGE("4") MESSAGE("5"));
    RUN(place, "mail", "list");
    assert_string_equal(place->out, "Nothing waits to be sent.\n");
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'send-mail' AND "
                                      "subject LIKE 'request _' AND outcome IN ('started', "
                                      "'done')"),
                     4);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'send-mail' AND "
                                      "(subject LIKE '%/%' OR reason LIKE '%/%')"),
                     0);
}

static void test_waits_while_the_mail_system_is_down(void **state)
{
    struct place *place = *state;
    write_text(path_in(place, "down"), "");
    for (int i = 0; i < 2; i++) {
        RUN(place, "mail", "send");
        expect_failure(place, VHA_TEMPORARY, "The notice of removal request 4 waits: ");
        expect_text(place->errors, "did not take the message (status 75).");
    }
    expect_sent(place, "");
    RUN(place, "mail", "list");
    assert_string_equal(place->out, "request 4  tried 2 times\nrequest 5  tried 0 times\n");
    assert_int_equal(remove(path_in(place, "down")), 0);
    RUN(place, "mail", "send");
    expect_success(place);
    expect_sent(place, MESSAGE("4") MESSAGE("5"));
    assert_int_equal(
        number_of(place, "SELECT count(*) FROM mail WHERE removal = 4 AND state = 'failed'"), 2);
}

/* A try that was cut off is made again, once it is clear that nobody is at it. */
static void test_a_try_that_was_cut_off(void **state)
{
    struct place *place = *state;
    tamper(place, "INSERT INTO mail VALUES (4, 1, 1, 'begun', "
                  "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'x', ''),"
                  "(5, 1, 1, 'begun', strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-11 minutes'), 'x', "
                  "'')");
    RUN(place, "mail", "send");
    expect_success(place);
    expect_sent(place, MESSAGE("5"));
}

/* A request that comes back into the queue is told of again. */
static void test_back_in_the_queue(void **state)
{
    struct place *place = *state;
    RUN(place, "mail", "send");
    tamper(place, "INSERT INTO removal_step VALUES (5, 2, 'ask', '2026-10-02T09:00:00Z', 'mo2.x', "
                  "'since when?'); INSERT INTO removal_step VALUES (5, 3, 'add', "
                  "'2026-10-02T09:00:00Z', 'a.one', 'since May')");
    RUN(place, "mail", "send");
    expect_success(place);
    expect_sent(place, MESSAGE("4") MESSAGE("5") MESSAGE("5"));
}

static void test_off_unless_it_is_turned_on(void **state)
{
    struct place *place = *state;
    char sendmail[128];
    snprintf(sendmail, sizeof sendmail, "%s", path_in(place, "sendmail"));
    set_mail(place, 0, sendmail, "mo2@example.org");
    RUN(place, "mail", "send");
    expect_success(place);
    assert_string_equal(place->out, "Nothing is sent: the setting mail_notices is 0.\n");
    expect_sent(place, "");
}

static void test_settings_that_cannot_be_used(void **state)
{
    static const struct {
        const char *sendmail, *mailbox, *words;
        int status;
    } wrong[] = {
        {"sendmail", "mo2@example.org", "it must be an absolute path", VHA_BAD_CONFIG},
        {"/bin/true", "-Ctest@example.org", "it must be one address", VHA_BAD_CONFIG},
        {"/bin/true", "'a@b.org, c@d.org'", "it must be one address", VHA_BAD_CONFIG},
        {"/bin/true", "mo2", "it must be one address", VHA_BAD_CONFIG},
        {"/no/such/sendmail", "mo2@example.org", "cannot be run: No such file", VHA_TEMPORARY},
        {"/bin/false", "mo2@example.org", "did not take the message (status 1)", VHA_TEMPORARY},
    };
    struct place *place = *state;
    for (size_t i = 0; i < VHA_COUNT(wrong); i++) {
        set_mail(place, 1, wrong[i].sendmail, wrong[i].mailbox);
        RUN(place, "mail", "send");
        expect_failure(place, wrong[i].status, wrong[i].words);
    }
    assert_int_equal(number_of(place, "SELECT count(*) FROM mail WHERE state = 'sent'"), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_with_requests, place_close)
    const struct CMUnitTest tests[] = {
        TEST(test_number_and_nothing_else),    TEST(test_waits_while_the_mail_system_is_down),
        TEST(test_a_try_that_was_cut_off),     TEST(test_back_in_the_queue),
        TEST(test_off_unless_it_is_turned_on), TEST(test_settings_that_cannot_be_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
