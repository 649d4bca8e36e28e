/* Audit enquiries on the command line, from asking to answer. */
#include "program.h"

#include "vha/enquiries.h"

#include <stdio.h>
#include <string.h>

static const struct vha_user other = {.id = 7, .login = "analyst.two", .role = VHA_ANALYST};
static const struct vha_user auditor = {.id = 8, .login = "mo5.one", .role = VHA_AUDITOR};

static const char add_people[] =
    "INSERT INTO user (login, name, role, created, all_of_london) VALUES "
    "('analyst.two', 'Analyst Two', 'analyst', '2026-10-01T00:00:00Z', 1),"
    "('mo5.one', 'Officer Five', 'auditor', '2026-10-01T00:00:00Z', 1)";

/* Something that the other analyst did. */
static void write_entry(const struct place *place, const char *login)
{
    struct vha_register *reg = NULL;
    struct vha_error error = {0};
    const struct vha_audit_entry entry = {
        .login = login, .action = "open", .outcome = "done", .subject = "2003/0062845E"};
    if (vha_register_open(place->reg, 5000, &reg, &error) != VHA_OK ||
        vha_register_audit(reg, &entry, &error) != VHA_OK)
        fail_msg("%s", error.message);
    vha_register_close(reg);
}

static void ask(const struct place *place, int64_t entry, const char *question)
{
    struct vha_register *reg = NULL;
    struct vha_error error = {0};
    int64_t number = 0;
    if (vha_register_open(place->reg, 5000, &reg, &error) != VHA_OK ||
        vha_register_enquire(reg, &auditor, entry, question, &number, &error) != VHA_OK)
        fail_msg("%s", error.message);
    vha_register_close(reg);
}

static void test_asking(void **state)
{
    struct place *place = *state;
    tamper(place, add_people);
    write_entry(place, other.login);
    RUN(place, "audit", "enquire", "2", "--question", "Why was it opened?");
    expect_success(place);
    expect_text(place->out, "Audit enquiry 1 is on record");
    RUN(place, "audit", "enquire", "1", "--question", "Why?");
    expect_failure(place, VHA_NO_PERMISSION, "is your own");
    RUN(place, "audit", "enquire", "77", "--question", "Why?");
    expect_failure(place, VHA_USAGE, "no entry 77");
    RUN(place, "audit", "enquiries");
    expect_success(place);
    expect_text(place->out, "Audit enquiry 1 to analyst.two, open\n  entry      2, at ");
    expect_text(place->out, ": open done, 2003/0062845E\n");
    expect_text(place->out, "\n  question   Why was it opened?\n");
    RUN(place, "audit", "enquiries", "--flagged");
    expect_success(place);
    assert_string_equal(place->out, "There is no such audit enquiry.\n");
    RUN(place, "audit", "answer", "1", "--answer", "For somebody else");
    expect_failure(place, VHA_NO_PERMISSION, "no audit enquiry 1 to you");
}

/* Until it is answered nothing else is done, whatever the command. */
static void test_answering_before_anything_else(void **state)
{
    struct place *place = *state;
    static const char *const commands[][5] = {
        {"explain", "2003/0062845E", "--purpose", PURPOSE},
        {"audit", "list"},
        {"access", "list"},
        {"archive", "list"},
        {"register", "check"},
    };
    tamper(place, add_people);
    ask(place, 1, "Who asked for this register?");
    for (size_t i = 0; i < VHA_COUNT(commands); i++) {
        run(place, commands[i]);
        expect_failure(place, VHA_NO_PERMISSION,
                       "\"Who asked for this register?\" It must be answered before anything else: "
                       "vha audit answer 1 --answer TEXT.");
        assert_string_equal(place->out, "");
        assert_int_equal(number_of(place,
                                   "SELECT count(*) FROM audit WHERE outcome = 'refused' AND "
                                   "reason LIKE 'an audit enquiry%'"),
                         (int64_t)i + 1);
    }
    RUN(place, "--print-screen", "80x24", "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_PERMISSION, "An audit enquiry must be answered first");
    assert_string_equal(place->out, "");
    RUN(place, "audit", "enquiries", "--mine");
    expect_success(place);
    expect_text(place->out, "Who asked for this register?");
    RUN(place, "audit", "answer", "1", "--answer", "The superintendent;\nsee \x1b[31m MO2/17");
    expect_success(place);
    RUN(place, "audit", "enquiries", "--mine");
    expect_text(place->out,
                "  answer     The superintendent;\n             see \\x1b[31m MO2/17\n");
    RUN(place, "access", "list");
    expect_success(place);
}

static void test_flag_is_told_to_mo2(void **state)
{
    struct place *place = *state;
    tamper(place, add_people);
    write_entry(place, other.login);
    ask(place, 2, "Why?");
    tamper(place, "DROP TRIGGER enquiry_is_not_changed; UPDATE enquiry SET asked_at = "
                  "'2026-10-01T00:00:00Z'");
    RUN(place, "access", "list");
    assert_int_equal(place->status, 0);
    expect_text(place->errors, "vha: note: 1 audit enquiry has been without an answer for 14 days");
    RUN(place, "audit", "enquiries", "--flagged");
    expect_text(place->out, "Audit enquiry 1 to analyst.two, open and flagged to mo2");
    tamper(place, "UPDATE user SET role = 'auditor'");
    RUN(place, "audit", "verify");
    expect_success(place);
}

#define WITH_HOME(test) cmocka_unit_test_setup_teardown(test, place_with_home, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HOME(test_asking),
        WITH_HOME(test_answering_before_anything_else),
        WITH_HOME(test_flag_is_told_to_mo2),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
