#include "fixture.h"

#include "vha/enquiries.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char long_ago[] = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-15 days')";

/* An auditor, and an analyst whose entry 2 is asked about. */
static struct vha_user auditor;
static struct vha_user analyst;

static int open_with_people(void **state)
{
    if (fixture_open(state) != 0)
        return -1;
    struct fixture *fixture = *state;
    fixture_add_user(fixture, "mo5.one", "auditor");
    fixture_add_user(fixture, "analyst.two", "analyst");
    const struct vha_audit_entry entry = {"analyst.two", "open", "done", "2003/0062845E",
                                          "vha explain"};
    if (vha_register_audit(fixture->reg, &entry, &fixture->error) != VHA_OK ||
        vha_register_user(fixture->reg, "mo5.one", &auditor, &fixture->error) != VHA_OK ||
        vha_register_user(fixture->reg, "analyst.two", &analyst, &fixture->error) != VHA_OK)
        return -1;
    return 0;
}

static int64_t ask(struct fixture *fixture, const char *question)
{
    int64_t number = 0;
    assert_status(
        vha_register_enquire(fixture->reg, &auditor, 2, question, &number, &fixture->error), VHA_OK,
        fixture->error);
    return number;
}

/* A session of that user, on a register of its own. */
static struct vha_register *enter(struct fixture *fixture, const char *login)
{
    struct vha_register *reg = NULL;
    struct vha_user user;
    assert_status(vha_register_open(fixture->path, 2000, &reg, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_enter(reg, login, "192.0.2.1", &user, &fixture->error), VHA_OK,
                  fixture->error);
    return reg;
}

/* What was told of, one after the other. */
struct told {
    size_t count;
    int64_t numbers[8];
    char last[1024];
};

static void take(void *context, const struct vha_enquiry *enquiry)
{
    struct told *const told = context;
    told->numbers[told->count++] = enquiry->number;
    snprintf(told->last, sizeof told->last, "%s|%s|%s|%s|%s|%s|%lld|%s|%s", enquiry->login,
             enquiry->asked_by, enquiry->question,
             enquiry->answered_at != NULL ? "answered" : "open",
             enquiry->answer != NULL ? enquiry->answer : "-",
             enquiry->flagged_at != NULL ? "flagged" : "-", (long long)enquiry->about.number,
             enquiry->about.entry.action, enquiry->about.entry.subject);
}

/* ------------------------------------------------------------------------------ asking, answering
 */

static void test_from_asking_to_answer(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(ask(fixture, "Why was this record opened?"), 1);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE login = 'mo5.one' "
                                             "AND action = 'audit-enquire' AND outcome = 'done' "
                                             "AND subject = 'entry 2' AND reason = 'enquiry 1 to "
                                             "analyst.two: Why was this record opened?'"),
                     1);
    const struct vha_enquiry_filter own = {.login = "analyst.two"};
    struct told told = {.count = 0};
    assert_status(
        vha_register_enquiries(fixture->reg, &analyst, &own, take, &told, &fixture->error), VHA_OK,
        fixture->error);
    assert_string_equal(told.last, "analyst.two|mo5.one|Why was this record opened?|open|-|-|2|open"
                                   "|2003/0062845E");
    assert_status(vha_register_answer(fixture->reg, &analyst, 1, "Operation Alpha,\nfor DI Three",
                                      &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(vha_register_answer(fixture->reg, &analyst, 1, "Or not", &fixture->error),
                  VHA_USAGE, fixture->error);
    assert_non_null(strstr(fixture->error.message, "answered already"));
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE login = "
                                    "'analyst.two' AND action = 'audit-answer' AND outcome "
                                    "= 'done' AND subject = 'enquiry 1' AND reason LIKE "
                                    "'Operation Alpha,%'"),
                     1);
    const struct vha_enquiry_filter any = {.number = 1};
    assert_status(
        vha_register_enquiries(fixture->reg, &auditor, &any, take, &told, &fixture->error), VHA_OK,
        fixture->error);
    assert_non_null(strstr(told.last, "|answered|Operation Alpha,\nfor DI Three|-|"));
}

/* Reading other people's is reading the audit log: permitted and on record first. */
static void test_listing(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 5; i++)
        ask(fixture, "Why?");
    assert_status(vha_register_answer(fixture->reg, &analyst, 2, "Alpha", &fixture->error), VHA_OK,
                  fixture->error);
    static const struct {
        struct vha_enquiry_filter filter;
        size_t count;
        int64_t numbers[5];
    } lists[] = {
        {{.login = NULL}, 5, {1, 2, 3, 4, 5}},
        {{.open = true}, 4, {1, 3, 4, 5}},
        {{.flagged = true}, 0, {0}},
        {{.login = "mo5.one"}, 0, {0}},
        {{.number = 3}, 1, {3}},
        {{.limit = 2}, 2, {1, 2}},
        {{.limit = 2, .beyond = 2}, 2, {3, 4}},
        {{.limit = 2, .beyond = 4}, 1, {5}},
    };
    for (size_t i = 0; i < VHA_COUNT(lists); i++) {
        struct told told = {.count = 0};
        const int64_t before = fixture_entries(fixture, "audit-read", "done");
        assert_status(vha_register_enquiries(fixture->reg, &auditor, &lists[i].filter, take, &told,
                                             &fixture->error),
                      VHA_OK, fixture->error);
        assert_int_equal(told.count, lists[i].count);
        assert_memory_equal(told.numbers, lists[i].numbers, told.count * sizeof told.numbers[0]);
        /* One's own need no look into the log: they are on the way to an answer. */
        const bool own = lists[i].filter.login != NULL;
        assert_int_equal(fixture_entries(fixture, "audit-read", "done") - before, own ? 0 : 1);
    }
    assert_int_equal(fixture_entries(fixture, "audit-answer", "started"), 1);
    struct told told = {.count = 0};
    assert_status(vha_register_enquiries(fixture->reg, &analyst, &lists[0].filter, take, &told,
                                         &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(told.count, 0);
    assert_int_equal(fixture_entries(fixture, "audit-read", "refused"), 1);
}

static void test_what_cannot_be_asked(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_audit_entry strange = {
        .login = "stranger", .action = "enter", .outcome = "refused"};
    const struct vha_audit_entry own = {
        .login = "mo5.one", .action = "audit-read", .outcome = "done"};
    char long_question[VHA_QUESTION_MOST + 2];
    int64_t number = 0;
    memset(long_question, 'x', sizeof long_question);
    long_question[sizeof long_question - 1] = '\0';
    assert_status(vha_register_audit(fixture->reg, &strange, &fixture->error), VHA_OK,
                  fixture->error);
    assert_status(vha_register_audit(fixture->reg, &own, &fixture->error), VHA_OK, fixture->error);
    const struct {
        const struct vha_user *by;
        int64_t entry;
        const char *question;
        enum vha_status status;
        const char *words;
    } attempts[] = {
        {&analyst, 2, "Why?", VHA_NO_PERMISSION, "for mo2 and auditor"},
        {&auditor, 2, " \n\t", VHA_USAGE, "The question is empty"},
        {&auditor, 2, NULL, VHA_USAGE, "The question is empty"},
        {&auditor, 2, "\xff", VHA_USAGE, "not in UTF-8"},
        {&auditor, 2, long_question, VHA_USAGE, "more than 2000 bytes"},
        {&auditor, 99, "Why?", VHA_USAGE, "has no entry 99"},
        {&auditor, 3, "Why?", VHA_USAGE, "of 'stranger', who is no user"},
        {&auditor, 4, "Why?", VHA_NO_PERMISSION, "nobody enquires into what they did themselves"},
    };
    for (size_t i = 0; i < VHA_COUNT(attempts); i++) {
        assert_status(vha_register_enquire(fixture->reg, attempts[i].by, attempts[i].entry,
                                           attempts[i].question, &number, &fixture->error),
                      attempts[i].status, fixture->error);
        if (strstr(fixture->error.message, attempts[i].words) == NULL)
            fail_msg("'%s' is not in: %s", attempts[i].words, fixture->error.message);
    }
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM enquiry"), 0);
    assert_int_equal(fixture_entries(fixture, "audit-enquire", "refused"), 2);
}

static void test_others_answer_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct vha_user mo2;
    assert_status(vha_register_user(fixture->reg, "mo2.one", &mo2, &fixture->error), VHA_OK,
                  fixture->error);
    ask(fixture, "Why?");
    for (int64_t number = 1; number <= 2; number++) {
        assert_status(vha_register_answer(fixture->reg, &mo2, number, "For Alpha", &fixture->error),
                      VHA_NO_PERMISSION, fixture->error);
        assert_non_null(strstr(fixture->error.message, "no audit enquiry"));
        assert_int_equal(fixture_entries(fixture, "audit-answer", "refused"), number);
    }
    assert_status(vha_register_answer(fixture->reg, &analyst, 1, "", &fixture->error), VHA_USAGE,
                  fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM enquiry_answer"), 0);
}

static void test_nothing_is_changed_afterwards(void **state)
{
    struct fixture *fixture = *state;
    static const char *const attempts[] = {
        "UPDATE enquiry SET question = 'another'",
        "DELETE FROM enquiry",
        "UPDATE enquiry_answer SET answer = 'another'",
        "DELETE FROM enquiry_answer",
        "INSERT INTO enquiry_flag VALUES (1, 'now'); DELETE FROM enquiry_flag",
    };
    ask(fixture, "Why?");
    assert_status(vha_register_answer(fixture->reg, &analyst, 1, "Alpha", &fixture->error), VHA_OK,
                  fixture->error);
    for (size_t i = 0; i < VHA_COUNT(attempts); i++)
        if (sqlite3_exec(fixture->reg->database, attempts[i], NULL, NULL, NULL) !=
            SQLITE_CONSTRAINT_TRIGGER)
            fail_msg("not refused: %s", attempts[i]);
}

/* What cannot be logged is not asked, answered or shown. */
static void test_fails_closed(void **state)
{
    struct fixture *fixture = *state;
    int64_t number = 0;
    struct told told = {.count = 0};
    ask(fixture, "Why?");
    fixture_tamper(fixture, "CREATE TRIGGER full BEFORE INSERT ON audit "
                            "BEGIN SELECT RAISE(ABORT, 'no'); END");
    assert_int_not_equal(
        vha_register_enquire(fixture->reg, &auditor, 2, "Why?", &number, &fixture->error), VHA_OK);
    assert_int_not_equal(vha_register_answer(fixture->reg, &analyst, 1, "Alpha", &fixture->error),
                         VHA_OK);
    assert_int_not_equal(vha_register_enquiries(fixture->reg, &auditor,
                                                &(struct vha_enquiry_filter){.number = 0}, take,
                                                &told, &fixture->error),
                         VHA_OK);
    assert_int_equal(told.count, 0);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM enquiry"), 1);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM enquiry_answer"), 0);
}

/* ------------------------------------------------------------------------------------ the gate */

/* An enquiry is met at the next session, not in the middle of one, and answered before going on. */
static void test_gate(void **state)
{
    struct fixture *fixture = *state;
    struct told told = {.count = 0};
    struct vha_register *running = enter(fixture, "analyst.two");
    ask(fixture, "Why was this record opened?");
    ask(fixture, "And on whose behalf?");
    assert_status(
        vha_register_permit(running, &analyst, VHA_ACTION_OPEN, "2003/0062845E", &fixture->error),
        VHA_OK, fixture->error);
    vha_register_close(running);

    struct vha_register *reg = enter(fixture, "analyst.two");
    assert_status(vha_register_due_enquiries(reg, &analyst, take, &told, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(told.count, 2);
    for (int64_t number = 1; number <= 2; number++) {
        char asked[64];
        snprintf(asked, sizeof asked, "Audit enquiry %lld asks", (long long)number);
        assert_status(
            vha_register_permit(reg, &analyst, VHA_ACTION_OPEN, "2003/0062845E", &fixture->error),
            VHA_NO_PERMISSION, fixture->error);
        assert_non_null(strstr(fixture->error.message, asked));
        assert_non_null(strstr(fixture->error.message, "(open 2003/0062845E)"));
        assert_non_null(strstr(fixture->error.message, "before anything else"));
        assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = 'open' "
                                                 "AND outcome = 'refused' AND subject = "
                                                 "'2003/0062845E' AND session = 2 AND reason LIKE "
                                                 "'an audit enquiry is to be answered%'"),
                         number);
        assert_status(vha_register_answer(reg, &analyst, number, "Alpha", &fixture->error), VHA_OK,
                      fixture->error);
    }
    assert_status(
        vha_register_permit(reg, &analyst, VHA_ACTION_OPEN, "2003/0062845E", &fixture->error),
        VHA_OK, fixture->error);
    told.count = 0;
    assert_status(vha_register_due_enquiries(reg, &analyst, take, &told, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(told.count, 0);
    vha_register_close(reg);
}

/* ------------------------------------------------------------------------------------ the flag */

static void test_flag_after_a_fortnight(void **state)
{
    struct fixture *fixture = *state;
    char notice[VHA_NOTICE_SIZE];
    char sql[256];
    ask(fixture, "Why?");
    ask(fixture, "Why not?");
    ask(fixture, "Who?");
    snprintf(sql, sizeof sql,
             "DROP TRIGGER enquiry_is_not_changed; UPDATE enquiry SET asked_at = %s "
             "WHERE number <> 2",
             long_ago);
    fixture_tamper(fixture, sql);
    assert_status(vha_register_answer(fixture->reg, &analyst, 3, "Alpha", &fixture->error), VHA_OK,
                  fixture->error);
    /* Whoever comes next: it is flagged, once, and MO2 alone is told. */
    struct vha_register *reg = enter(fixture, "mo5.one");
    assert_false(vha_register_next_notice(reg, notice));
    vha_register_close(reg);
    for (int i = 0; i < 2; i++) {
        reg = enter(fixture, "mo2.one");
        assert_true(vha_register_next_notice(reg, notice));
        assert_non_null(strstr(notice, "1 audit enquiry has been without an answer for 14 days"));
        vha_register_close(reg);
    }
    assert_int_equal(fixture_number(fixture, "SELECT sum(enquiry) FROM enquiry_flag"), 1);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = "
                                             "'enquiry-flag' AND subject = 'enquiry 1' AND login = "
                                             "'analyst.two'"),
                     1);
    struct told told = {.count = 0};
    assert_status(vha_register_enquiries(fixture->reg, &auditor,
                                         &(struct vha_enquiry_filter){.flagged = true}, take, &told,
                                         &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(told.count, 1);
    assert_non_null(strstr(told.last, "|flagged|"));
    /* Answered late, it is nobody's any more. */
    assert_status(vha_register_answer(fixture->reg, &analyst, 1, "Alpha", &fixture->error), VHA_OK,
                  fixture->error);
    reg = enter(fixture, "mo2.one");
    assert_false(vha_register_next_notice(reg, notice));
    vha_register_close(reg);
}

#define WITH_PEOPLE(test) cmocka_unit_test_setup_teardown(test, open_with_people, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PEOPLE(test_from_asking_to_answer),
        WITH_PEOPLE(test_listing),
        WITH_PEOPLE(test_what_cannot_be_asked),
        WITH_PEOPLE(test_others_answer_nothing),
        WITH_PEOPLE(test_nothing_is_changed_afterwards),
        WITH_PEOPLE(test_fails_closed),
        WITH_PEOPLE(test_gate),
        WITH_PEOPLE(test_flag_after_a_fortnight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
