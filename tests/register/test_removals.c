/* Requests for removals: who may take which step from where, and what is on record of it. */
#include "fixture.h"

#include "removals.sql.h"
#include "vha/database.h"
#include "vha/removal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char rationale[] =
    "Moved abroad in May; local officers have seen nothing of him since then.";
static const char person[] = "2003/0062845E";

/* Who asks, their head, a colleague elsewhere, and two of MO2. */
enum { ANALYST, HEAD, ELSEWHERE, MO2, MO2_TOO, PEOPLE };
static struct vha_user people[PEOPLE];

static int open_with_people(void **state)
{
    static const struct fixture_person granted[PEOPLE] = {
        [ANALYST] = {"analyst.one", VHA_ANALYST, "AS CN"},
        [HEAD] = {"head.as", VHA_HEAD_OF_CID, "AS"},
        [ELSEWHERE] = {"head.sn", VHA_HEAD_OF_CID, "SN"},
        [MO2] = {"mo2.two", VHA_MO2, "all"},
        [MO2_TOO] = {"mo2.three", VHA_MO2, "all"},
    };
    return fixture_open_with(state, granted, PEOPLE, people);
}

static struct vha_removal_request request_for(const char *pncid)
{
    return (struct vha_removal_request){.pncid = pncid,
                                        .ground = VHA_GROUND_LOCAL_KNOWLEDGE,
                                        .rationale = rationale,
                                        .evidence = "01331071/26",
                                        .bcu = "AS"};
}

static int64_t send(struct fixture *fixture, const char *pncid)
{
    int64_t number = 0;
    const struct vha_removal_request request = request_for(pncid);
    assert_status(
        vha_removal_send(fixture->reg, &people[ANALYST], true, &request, &number, &fixture->error),
        VHA_OK, fixture->error);
    return number;
}

static vha_date soon(void)
{
    return vha_today() + 90;
}

static enum vha_status step(struct fixture *fixture, int who, int64_t number,
                            enum vha_removal_step which)
{
    const bool approves = which == VHA_STEP_APPROVE;
    return vha_removal_take_step(fixture->reg, &people[who], number, which,
                                 vha_removal_step_needs_reason(which) ? "as the file says" : "",
                                 approves ? soon() : VHA_NO_DATE, &fixture->error);
}

static void go(struct fixture *fixture, int who, int64_t number, enum vha_removal_step which)
{
    assert_status(step(fixture, who, number, which), VHA_OK, fixture->error);
}

static void expect_state(const struct fixture *fixture, int64_t number, const char *state)
{
    char sql[96];
    snprintf(sql, sizeof sql, "SELECT state FROM removal WHERE number = %lld", (long long)number);
    char *found = fixture_text(fixture, sql);
    assert_non_null(found);
    assert_string_equal(found, state);
    free(found);
}

static void expect_whole(struct fixture *fixture)
{
    struct vha_audit_head head;
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error), VHA_OK,
                  fixture->error);
}

/* ------------------------------------------------------------------------------------- the story
 */

static void test_from_asking_to_approval(void **state)
{
    struct fixture *fixture = *state;
    const int64_t number = send(fixture, person);
    expect_state(fixture, number, "queued");
    go(fixture, MO2, number, VHA_STEP_TAKE);
    expect_state(fixture, number, "under-review");
    go(fixture, MO2, number, VHA_STEP_ASK);
    expect_state(fixture, number, "more-wanted");
    go(fixture, ANALYST, number, VHA_STEP_ADD);
    expect_state(fixture, number, "queued");
    go(fixture, MO2_TOO, number, VHA_STEP_TAKE);
    go(fixture, MO2_TOO, number, VHA_STEP_APPROVE);
    expect_state(fixture, number, "approved");
    assert_int_equal(fixture_entries(fixture, "request-removal", "done"), 2);
    assert_int_equal(fixture_entries(fixture, "review", "done"), 4);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE subject = "
                                             "'2003/0062845E' AND reason LIKE 'request 1: %'"),
                     6);
    expect_whole(fixture);
}

struct history {
    size_t count;
    char steps[8][160];
};

static void note_step(void *context, const struct vha_removal_taken *taken)
{
    struct history *const history = context;
    assert_int_equal(strlen(taken->at), 20);
    snprintf(history->steps[history->count++], sizeof history->steps[0], "%s %s: %s", taken->by,
             taken->step, taken->reason);
}

static void test_history(void **state)
{
    struct fixture *fixture = *state;
    struct history history = {.count = 0};
    const int64_t number = send(fixture, person);
    go(fixture, MO2, number, VHA_STEP_TAKE);
    go(fixture, MO2, number, VHA_STEP_REFUSE);
    assert_status(vha_removal_history(fixture->reg, &people[ANALYST], number, note_step, &history,
                                      &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(history.count, 3);
    assert_string_equal(history.steps[0], "analyst.one send: ");
    assert_string_equal(history.steps[1], "mo2.two take: ");
    assert_string_equal(history.steps[2], "mo2.two refuse: as the file says");
    assert_int_equal(fixture_entries(fixture, "see-requests", "done"),
                     0); /* part of a look that is */
    assert_status(vha_removal_history(fixture->reg, &people[ELSEWHERE], number, note_step, &history,
                                      &fixture->error),
                  VHA_USAGE, fixture->error);
}

/* --------------------------------------------------------------------------- the table of steps */

/* Brings a new request to a state by the shortest way. */
static int64_t bring_to(struct fixture *fixture, enum vha_removal_state wanted)
{
    static const enum vha_removal_step last[VHA_REMOVAL_STATES] = {
        [VHA_REMOVAL_MORE_WANTED] = VHA_STEP_ASK,
        [VHA_REMOVAL_APPROVED] = VHA_STEP_APPROVE,
        [VHA_REMOVAL_REFUSED] = VHA_STEP_REFUSE,
    };
    static int serial;
    char pncid[32];
    snprintf(pncid, sizeof pncid, "2003/%07dX", ++serial); /* the register takes them as they are */
    const int64_t number = send(fixture, pncid);
    if (wanted == VHA_REMOVAL_WITHDRAWN)
        go(fixture, ANALYST, number, VHA_STEP_WITHDRAW);
    if (wanted == VHA_REMOVAL_WITHDRAWN || wanted == VHA_REMOVAL_QUEUED)
        return number;
    go(fixture, MO2, number, VHA_STEP_TAKE);
    if (wanted != VHA_REMOVAL_UNDER_REVIEW)
        go(fixture, MO2, number, last[wanted]);
    return number;
}

/* Every step from every state by everybody: what the table below does not name is refused, leaves
 * the request as it was, and a refusal is on record. */
static void test_each_step_from_each_state(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        enum vha_removal_step step;
        enum vha_removal_state from;
        const char *to;
        unsigned who; /* 1 << person */
    } allowed[] = {
        {VHA_STEP_TAKE, VHA_REMOVAL_QUEUED, "under-review", 1 << MO2 | 1 << MO2_TOO},
        {VHA_STEP_TAKE, VHA_REMOVAL_UNDER_REVIEW, "under-review", 1 << MO2 | 1 << MO2_TOO},
        {VHA_STEP_APPROVE, VHA_REMOVAL_UNDER_REVIEW, "approved", 1 << MO2 | 1 << MO2_TOO},
        {VHA_STEP_REFUSE, VHA_REMOVAL_UNDER_REVIEW, "refused", 1 << MO2 | 1 << MO2_TOO},
        {VHA_STEP_ASK, VHA_REMOVAL_UNDER_REVIEW, "more-wanted", 1 << MO2 | 1 << MO2_TOO},
        {VHA_STEP_ADD, VHA_REMOVAL_MORE_WANTED, "queued", 1 << ANALYST},
        {VHA_STEP_WITHDRAW, VHA_REMOVAL_QUEUED, "withdrawn", 1 << ANALYST},
        {VHA_STEP_WITHDRAW, VHA_REMOVAL_UNDER_REVIEW, "withdrawn", 1 << ANALYST},
        {VHA_STEP_WITHDRAW, VHA_REMOVAL_MORE_WANTED, "withdrawn", 1 << ANALYST},
        {VHA_STEP_REVERSE, VHA_REMOVAL_APPROVED, "refused", 1 << MO2_TOO},
    };
    for (int which = 0; which < VHA_REMOVAL_STEPS; which++)
        for (int from = 0; from < VHA_REMOVAL_STATES; from++)
            for (int who = 0; who < PEOPLE; who++) {
                const int64_t number = bring_to(fixture, (enum vha_removal_state)from);
                const char *to = NULL;
                for (size_t i = 0; i < VHA_COUNT(allowed); i++)
                    if (allowed[i].step == (enum vha_removal_step)which &&
                        allowed[i].from == (enum vha_removal_state)from &&
                        (allowed[i].who & 1u << who) != 0)
                        to = allowed[i].to;
                const int64_t before =
                    fixture_number(fixture, "SELECT count(*) FROM audit WHERE outcome = 'refused'");
                const enum vha_status status =
                    step(fixture, who, number, (enum vha_removal_step)which);
                if (to != NULL) {
                    assert_status(status, VHA_OK, fixture->error);
                    expect_state(fixture, number, to);
                    continue;
                }
                assert_true(status == VHA_USAGE || status == VHA_NO_PERMISSION);
                expect_state(fixture, number, vha_removal_state_name((enum vha_removal_state)from));
                assert_int_equal(
                    fixture_number(fixture, "SELECT count(*) FROM audit WHERE outcome = 'refused'"),
                    before + (status == VHA_NO_PERMISSION));
            }
    expect_whole(fixture);
}

/* A refusal that is reversed becomes an approval, and needs its date like any other. */
static void test_reversing_a_refusal(void **state)
{
    struct fixture *fixture = *state;
    const int64_t number = bring_to(fixture, VHA_REMOVAL_REFUSED);
    assert_status(step(fixture, MO2_TOO, number, VHA_STEP_REVERSE), VHA_USAGE, fixture->error);
    assert_non_null(strstr(fixture->error.message, "review date"));
    assert_status(vha_removal_take_step(fixture->reg, &people[MO2_TOO], number, VHA_STEP_REVERSE,
                                        "a mistake", soon(), &fixture->error),
                  VHA_OK, fixture->error);
    expect_state(fixture, number, "approved");
    /* Whoever reversed has decided last: now the other one may. */
    assert_status(step(fixture, MO2_TOO, number, VHA_STEP_REVERSE), VHA_NO_PERMISSION,
                  fixture->error);
    go(fixture, MO2, number, VHA_STEP_REVERSE);
    expect_state(fixture, number, "refused");
}

/* ---------------------------------------------------------------------------------- four eyes */

/* An analyst who joins MO2 does not review what they asked before; neither does the table let it
 * be written. */
static void test_nobody_reviews_their_own(void **state)
{
    struct fixture *fixture = *state;
    static const enum vha_removal_step reviews[] = {VHA_STEP_TAKE, VHA_STEP_APPROVE,
                                                    VHA_STEP_REFUSE, VHA_STEP_ASK};
    const int64_t number = send(fixture, person);
    struct vha_user changed = people[ANALYST];
    changed.role = VHA_MO2;
    for (size_t i = 0; i < VHA_COUNT(reviews); i++) {
        const bool approves = reviews[i] == VHA_STEP_APPROVE;
        assert_status(vha_removal_take_step(fixture->reg, &changed, number, reviews[i], "mine",
                                            approves ? soon() : VHA_NO_DATE, &fixture->error),
                      VHA_NO_PERMISSION, fixture->error);
        assert_non_null(strstr(fixture->error.message, "the user's own request"));
    }
    assert_int_equal(fixture_entries(fixture, "review", "refused"), VHA_COUNT(reviews));
    expect_state(fixture, number, "queued");
    assert_int_not_equal(sql_run(fixture->reg,
                                 "-- :name own\nINSERT INTO removal_step SELECT 1, 2, 'approve', "
                                 "'2026-01-01T00:00:00Z', 'analyst.one', 'mine';\n",
                                 "own", &fixture->error),
                         VHA_OK);
    assert_non_null(strstr(fixture->error.message, "cannot be reviewed by its requester"));
}

static void test_decisions_have_reasons(void **state)
{
    struct fixture *fixture = *state;
    static const char *const empty[] = {"", "  ", "\n\t"};
    const int64_t number = bring_to(fixture, VHA_REMOVAL_UNDER_REVIEW);
    for (size_t i = 0; i < VHA_COUNT(empty); i++) {
        assert_status(vha_removal_take_step(fixture->reg, &people[MO2], number, VHA_STEP_APPROVE,
                                            empty[i], soon(), &fixture->error),
                      VHA_USAGE, fixture->error);
        assert_non_null(strstr(fixture->error.message, "The reason is missing"));
    }
    assert_status(vha_removal_take_step(fixture->reg, &people[MO2], number, VHA_STEP_APPROVE,
                                        "seen", vha_today(), &fixture->error),
                  VHA_USAGE, fixture->error);
    expect_state(fixture, number, "under-review");
}

/* ----------------------------------------------------------------------------------- the request
 */

static void test_what_a_request_needs(void **state)
{
    struct fixture *fixture = *state;
    int64_t number = 0;
    struct vha_removal_request request = request_for(person);
    /* Forty characters do, however many bytes; thirty-nine do not, whatever stands around them. */
    request.rationale = "ééééééééééééééééééééééééééééééééééééééé  \n ";
    assert_status(
        vha_removal_send(fixture->reg, &people[ANALYST], true, &request, &number, &fixture->error),
        VHA_USAGE, fixture->error);
    assert_non_null(strstr(fixture->error.message, "39 characters"));
    request.bcu = "SN";
    request.rationale = rationale;
    assert_status(
        vha_removal_send(fixture->reg, &people[ANALYST], true, &request, &number, &fixture->error),
        VHA_USAGE, fixture->error);
    request.bcu = "CN";
    assert_status(
        vha_removal_send(fixture->reg, &people[ANALYST], false, &request, &number, &fixture->error),
        VHA_NO_PERMISSION, fixture->error);
    assert_status(
        vha_removal_send(fixture->reg, &people[MO2], true, &request, &number, &fixture->error),
        VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM removal"), 0);
    request.rationale = "éééééééééééééééééééééééééééééééééééééééé";
    assert_status(
        vha_removal_send(fixture->reg, &people[ANALYST], true, &request, &number, &fixture->error),
        VHA_OK, fixture->error);
}

static void test_one_open_request_a_person(void **state)
{
    struct fixture *fixture = *state;
    int64_t number = 0;
    const struct vha_removal_request request = request_for(person);
    const int64_t first = send(fixture, person);
    assert_status(
        vha_removal_send(fixture->reg, &people[HEAD], true, &request, &number, &fixture->error),
        VHA_CANNOT_CREATE, fixture->error);
    assert_non_null(strstr(fixture->error.message, "Removal request 1 for 2003/0062845E is open"));
    go(fixture, MO2, first, VHA_STEP_TAKE);
    go(fixture, MO2, first, VHA_STEP_APPROVE);
    assert_status(
        vha_removal_send(fixture->reg, &people[HEAD], true, &request, &number, &fixture->error),
        VHA_CANNOT_CREATE, fixture->error);
    assert_non_null(strstr(fixture->error.message, "was taken off the list already"));
    go(fixture, MO2_TOO, first, VHA_STEP_REVERSE);
    assert_status(
        vha_removal_send(fixture->reg, &people[HEAD], true, &request, &number, &fixture->error),
        VHA_OK, fixture->error);
}

/* Several send for the same person, and several decide, at the same moment. */
static void test_races(void **state)
{
    enum { RACERS = 6 };
    struct fixture *fixture = *state;
    for (int deciding = 0; deciding < 2; deciding++) {
        const int64_t decided = deciding ? bring_to(fixture, VHA_REMOVAL_UNDER_REVIEW) : 0;
        pid_t children[RACERS];
        int won = 0;
        for (int i = 0; i < RACERS; i++) {
            children[i] = fork();
            assert_true(children[i] >= 0);
            if (children[i] != 0)
                continue;
            struct vha_register *reg = NULL;
            struct vha_error error;
            int64_t number = 0;
            const struct vha_removal_request request = request_for(person);
            enum vha_status status = vha_register_open(fixture->path, 20000, &reg, &error);
            if (status == VHA_OK && deciding)
                status =
                    vha_removal_take_step(reg, &people[i % 2 == 0 ? MO2 : MO2_TOO], decided,
                                          i < RACERS / 2 ? VHA_STEP_APPROVE : VHA_STEP_REFUSE,
                                          "quick", i < RACERS / 2 ? soon() : VHA_NO_DATE, &error);
            else if (status == VHA_OK)
                status = vha_removal_send(reg, &people[i % 2 == 0 ? ANALYST : HEAD], true, &request,
                                          &number, &error);
            _exit((int)status);
        }
        for (int i = 0; i < RACERS; i++) {
            int ended = 0;
            assert_int_equal(waitpid(children[i], &ended, 0), children[i]);
            assert_true(WIFEXITED(ended));
            if (WEXITSTATUS(ended) == VHA_OK)
                won++;
            else
                assert_int_equal(WEXITSTATUS(ended), deciding ? VHA_USAGE : VHA_CANNOT_CREATE);
        }
        assert_int_equal(won, 1);
    }
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM removal"), 2);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM removal_step WHERE step IN "
                                             "('approve', 'refuse')"),
                     1);
    expect_whole(fixture);
}

/* -------------------------------------------------------------------------------- who sees what */

struct seen {
    size_t count;
    int64_t numbers[16];
    enum vha_removal_state last;
};

static void note(void *context, const struct vha_removal *removal)
{
    struct seen *const seen = context;
    seen->numbers[seen->count++] = removal->number;
    seen->last = removal->state;
}

static size_t sees(struct fixture *fixture, int who, const struct vha_removal_filter *filter)
{
    struct seen seen = {.count = 0};
    assert_status(
        vha_removal_list(fixture->reg, &people[who], filter, note, &seen, &fixture->error), VHA_OK,
        fixture->error);
    return seen.count;
}

static void test_who_sees_which_requests(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_removal_filter all = {.number = 0};
    struct vha_removal_request other = request_for("2004/0000001X");
    int64_t number = 0;
    send(fixture, person);
    other.bcu = "SN";
    assert_status(
        vha_removal_send(fixture->reg, &people[ELSEWHERE], true, &other, &number, &fixture->error),
        VHA_OK, fixture->error);
    other = request_for("2004/0000002X");
    assert_status(
        vha_removal_send(fixture->reg, &people[HEAD], true, &other, &number, &fixture->error),
        VHA_OK, fixture->error);
    assert_int_equal(sees(fixture, ANALYST, &all), 1);   /* their own */
    assert_int_equal(sees(fixture, HEAD, &all), 2);      /* those of AS */
    assert_int_equal(sees(fixture, ELSEWHERE, &all), 1); /* that of SN */
    assert_int_equal(sees(fixture, MO2, &all), 3);
    go(fixture, MO2, number, VHA_STEP_TAKE);
    assert_int_equal(
        sees(fixture, MO2, &(struct vha_removal_filter){.states = 1 << VHA_REMOVAL_QUEUED}), 2);
    assert_int_equal(sees(fixture, MO2, &(struct vha_removal_filter){.pncid = person}), 1);
    assert_int_equal(sees(fixture, MO2, &(struct vha_removal_filter){.beyond = 1, .limit = 1}), 1);
    assert_int_equal(sees(fixture, MO2, &(struct vha_removal_filter){.asked_by = "head.sn"}), 1);
    assert_int_equal(fixture_entries(fixture, "see-requests", "done"), 8);
}

/* What a record tells: to the requester, the head of CID of the BCU that asked, and MO2. */
static void expect_told(struct fixture *fixture, const char *words)
{
    static const bool told[PEOPLE] = {
        [ANALYST] = true, [HEAD] = true, [MO2] = true, [MO2_TOO] = true};
    for (int who = 0; who < PEOPLE; who++) {
        char said[VHA_REMOVAL_OPEN_SIZE];
        struct vha_removal_open open;
        assert_status(
            vha_removal_find_open(fixture->reg, &people[who], person, &open, &fixture->error),
            VHA_OK, fixture->error);
        assert_string_equal(vha_removal_open_words(&open, said), told[who] ? words : "");
    }
}

static void test_an_open_request_is_told_to_who_may_see_it(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_user lead = {.login = "mo2.lead", .role = VHA_COORDINATOR, .scope = "all"};
    struct vha_removal_open open;
    expect_told(fixture, "");
    const int64_t number = send(fixture, person);
    fixture_tamper(fixture, "DROP TRIGGER removal_is_not_changed;"
                            "UPDATE removal SET asked_at = '2026-10-02T23:59:00Z'");
    expect_told(fixture, "asked for on 2026-10-02, waiting for MO2 (request 1)");
    go(fixture, MO2, number, VHA_STEP_TAKE);
    expect_told(fixture, "asked for on 2026-10-02, under review by MO2 (request 1)");
    go(fixture, MO2, number, VHA_STEP_ASK);
    expect_told(fixture, "asked for on 2026-10-02, MO2 wants to know more (request 1)");
    go(fixture, ANALYST, number, VHA_STEP_ADD);
    expect_told(fixture, "asked for on 2026-10-02, waiting for MO2 (request 1)");
    assert_status(vha_removal_find_open(fixture->reg, &lead, person, &open, &fixture->error),
                  VHA_OK, fixture->error);
    assert_int_equal(open.number, 0);
    go(fixture, MO2, number, VHA_STEP_TAKE);
    go(fixture, MO2, number, VHA_STEP_REFUSE);
    expect_told(fixture, "");
    assert_int_equal(fixture_entries(fixture, "see-requests", "refused"), 0);
}

/* ------------------------------------------------------------------------------------ its effect
 */

static void test_approved_removals_and_their_version(void **state)
{
    struct fixture *fixture = *state;
    struct vha_removed *removed = NULL;
    size_t count = 0;
    int64_t before = 0;
    int64_t after = 0;
    assert_status(vha_removal_version(fixture->reg, &before, &fixture->error), VHA_OK,
                  fixture->error);
    const int64_t number = send(fixture, person);
    go(fixture, MO2, number, VHA_STEP_TAKE);
    assert_status(vha_removal_version(fixture->reg, &after, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(after, before);
    go(fixture, MO2, number, VHA_STEP_APPROVE);
    assert_status(vha_removal_version(fixture->reg, &after, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_not_equal(after, before);
    assert_status(vha_removal_approved(fixture->reg, &removed, &count, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(count, 1);
    assert_string_equal(removed[0].pncid, person);
    assert_int_equal(removed[0].approved, vha_today());
    assert_int_equal(removed[0].until, soon());
    free(removed);
    go(fixture, MO2_TOO, number, VHA_STEP_REVERSE);
    before = after;
    assert_status(vha_removal_version(fixture->reg, &after, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_not_equal(after, before);
    assert_status(vha_removal_approved(fixture->reg, &removed, &count, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(count, 0);
    free(removed);
    /* Approved again, it is in force from the last of the steps that made it so. */
    vha_date last = VHA_NO_DATE;
    assert_status(vha_removal_take_step(fixture->reg, &people[MO2], number, VHA_STEP_REVERSE,
                                        "as before", soon(), &fixture->error),
                  VHA_OK, fixture->error);
    fixture_tamper(fixture, "DROP TRIGGER removal_step_is_not_changed;"
                            "UPDATE removal_step SET at = '2026-01-0' || place || 'T09:00:00Z'");
    assert_status(vha_removal_approved(fixture->reg, &removed, &count, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(count, 1);
    assert_true(vha_date_parse("2026-01-05", 10, &last));
    assert_int_equal(removed[0].approved, last);
    free(removed);
}

/* Each step makes it higher, and nothing else does. */
static void test_latest_step(void **state)
{
    struct fixture *fixture = *state;
    int64_t before = -1;
    int64_t after = -1;
    assert_status(vha_removal_latest_step(fixture->reg, &before, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(before, 0);
    const int64_t other = send(fixture, "2003/0000001X");
    for (int i = 0; i < 2; i++) {
        const int64_t number = i == 0 ? send(fixture, person) : other;
        go(fixture, MO2, number, VHA_STEP_TAKE);
        assert_status(vha_removal_latest_step(fixture->reg, &after, &fixture->error), VHA_OK,
                      fixture->error);
        assert_true(after > before);
        before = after;
    }
    assert_status(vha_removal_latest_step(fixture->reg, &after, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(after, before);
}

/* What was asked and decided can be neither changed nor deleted. */
static void test_nothing_is_rewritten(void **state)
{
    struct fixture *fixture = *state;
    static const char *const attempts[] = {
        "-- :name a\nUPDATE removal SET rationale = 'something else that is long enough to pass "
        "it';\n",
        "-- :name a\nDELETE FROM removal;\n",
        "-- :name a\nUPDATE removal_step SET reason = 'x';\n",
        "-- :name a\nDELETE FROM removal_step;\n",
    };
    bring_to(fixture, VHA_REMOVAL_APPROVED);
    for (size_t i = 0; i < VHA_COUNT(attempts); i++)
        assert_int_not_equal(sql_run(fixture->reg, attempts[i], "a", &fixture->error), VHA_OK);
}

/* ----------------------------------------------------------------------------- queue and news */

struct told {
    char text[1024];
    int count;
};

static void see(void *context, const struct vha_removal *removal)
{
    struct told *const seen = context;
    snprintf(seen->text + strlen(seen->text), sizeof seen->text - strlen(seen->text), "%lld ",
             (long long)removal->number);
    seen->count++;
}

static void expect_queue(struct fixture *fixture, int who, struct vha_removal_filter filter,
                         const char *expected)
{
    int64_t *numbers = NULL;
    size_t count = 0;
    struct told seen = {.count = 0};
    assert_status(vha_removal_log_look(fixture->reg, &people[who], &filter, &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(
        vha_removal_queue(fixture->reg, &people[who], &filter, &numbers, &count, &fixture->error),
        VHA_OK, fixture->error);
    assert_status(
        vha_removal_page(fixture->reg, &people[who], numbers, count, see, &seen, &fixture->error),
        VHA_OK, fixture->error);
    assert_string_equal(seen.text, expected);
    assert_int_equal(seen.count, count);
    free(numbers);
}

/* What is open comes first, the oldest on top; then what is not, the newest on top. */
static void test_queue(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 5; i++) {
        char pncid[32];
        snprintf(pncid, sizeof pncid, "2003/006284%dE", i);
        send(fixture, pncid);
    }
    go(fixture, MO2, 1, VHA_STEP_TAKE);
    go(fixture, MO2, 1, VHA_STEP_REFUSE);
    go(fixture, ANALYST, 2, VHA_STEP_WITHDRAW);
    go(fixture, MO2, 4, VHA_STEP_TAKE);
    const struct vha_removal_filter any = {.number = 0};
    expect_queue(fixture, MO2, any, "3 4 5 2 1 ");
    expect_queue(fixture, ANALYST, any, "3 4 5 2 1 ");
    expect_queue(fixture, HEAD, any, "3 4 5 2 1 ");
    expect_queue(fixture, ELSEWHERE, any, "");
    expect_queue(fixture, MO2, (struct vha_removal_filter){.states = 1 << VHA_REMOVAL_REFUSED},
                 "1 ");
    expect_queue(fixture, MO2, (struct vha_removal_filter){.grounds = 1 << VHA_GROUND_OTHER}, "");
    expect_queue(fixture, MO2,
                 (struct vha_removal_filter){.grounds = 1 << VHA_GROUND_OTHER |
                                                        1 << VHA_GROUND_LOCAL_KNOWLEDGE,
                                             .states = 1 << VHA_REMOVAL_QUEUED,
                                             .typed = "ground other"},
                 "3 5 ");
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE action = 'see-requests' AND "
                                    "reason = 'removal requests: ground other'"),
                     1);
    expect_queue(fixture, MO2,
                 (struct vha_removal_filter){.states = 1 << VHA_REMOVAL_QUEUED |
                                                       1 << VHA_REMOVAL_UNDER_REVIEW |
                                                       1 << VHA_REMOVAL_MORE_WANTED},
                 "3 4 5 ");
    expect_queue(
        fixture, MO2,
        (struct vha_removal_filter){.states = 1 << VHA_REMOVAL_QUEUED | 1 << VHA_REMOVAL_WITHDRAWN},
        "3 5 2 ");
    expect_queue(fixture, MO2, (struct vha_removal_filter){.bcu = "SN"}, "");
    expect_queue(fixture, MO2, (struct vha_removal_filter){.bcu = "AS", .asked_by = "head.as"}, "");
    expect_queue(fixture, MO2, (struct vha_removal_filter){.asked_before = "2026-01-01"}, "");
    expect_queue(fixture, MO2, (struct vha_removal_filter){.asked_before = "9999-01-01"},
                 "3 4 5 2 1 ");
}

/* The order of the queue is that of an index, however long the queue is. */
/* Every session asks for the approved removals as it begins: nothing is sorted for that, and no
 * request is read itself. */
static void test_approved_removals_are_read_from_indexes(void **state)
{
    struct fixture *fixture = *state;
    size_t length = 0;
    char sql[1024];
    sqlite3_stmt *plan = NULL;
    size_t steps = 0;
    const char *const text = vha_sql_section(removals_sql, "approved", &length);
    assert_non_null(text);
    snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %.*s", (int)length, text);
    assert_int_equal(sqlite3_prepare_v2(fixture->reg->database, sql, -1, &plan, NULL), SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *const step = (const char *)sqlite3_column_text(plan, 3);
        if (strstr(step, "USING COVERING INDEX") == NULL)
            fail_msg("%s", step);
        steps++;
    }
    sqlite3_finalize(plan);
    assert_int_equal(steps, 2);
}

static void test_queue_is_not_sorted(void **state)
{
    struct fixture *fixture = *state;
    char *plan = fixture_text(
        fixture, "EXPLAIN QUERY PLAN SELECT number FROM removal WHERE (NULL IS NULL OR bcu = NULL) "
                 "ORDER BY CASE WHEN state IN ('queued', 'under-review', 'more-wanted') THEN "
                 "number ELSE 4611686018427387904 - number END");
    assert_null(plan != NULL ? strstr(plan, "TEMP B-TREE") : NULL);
    free(plan);
}

static void take_news(void *context, const struct vha_removal_news *news)
{
    struct told *const seen = context;
    seen->count++;
    snprintf(seen->text, sizeof seen->text, "%lld %s %s by %s: %s", (long long)news->number,
             vha_removal_step_name(news->step), vha_removal_state_name(news->state), news->by,
             news->reason);
}

static void expect_news(struct fixture *fixture, int who, const char *expected)
{
    struct told seen = {.count = 0};
    assert_status(
        vha_removal_tell_news(fixture->reg, &people[who], take_news, &seen, &fixture->error),
        VHA_OK, fixture->error);
    assert_string_equal(seen.text, expected);
}

/* Each outcome is told once, to who asked, and not what they did themselves. */
static void test_news(void **state)
{
    struct fixture *fixture = *state;
    const int64_t number = send(fixture, person);
    expect_news(fixture, ANALYST, "");
    go(fixture, MO2, number, VHA_STEP_TAKE);
    expect_news(fixture, ANALYST, "");
    go(fixture, MO2, number, VHA_STEP_ASK);
    expect_news(fixture, HEAD, "");
    expect_news(fixture, ANALYST, "1 ask more-wanted by mo2.two: as the file says");
    expect_news(fixture, ANALYST, "");
    go(fixture, ANALYST, number, VHA_STEP_ADD);
    expect_news(fixture, ANALYST, "");
    go(fixture, MO2, number, VHA_STEP_TAKE);
    go(fixture, MO2, number, VHA_STEP_APPROVE);
    expect_news(fixture, ANALYST, "1 approve approved by mo2.two: as the file says");
    expect_news(fixture, ANALYST, "");
    go(fixture, MO2_TOO, number, VHA_STEP_REVERSE);
    expect_news(fixture, ANALYST, "1 reverse refused by mo2.three: as the file says");
    assert_int_equal(fixture_number(fixture,
                                    "SELECT count(*) FROM audit WHERE action = 'see-requests' AND "
                                    "reason = 'outcome of 1 removal requests'"),
                     3);
    expect_whole(fixture);
}

/* What a screen offers is what the register lets them do. */
static void test_may_take_step(void **state)
{
    struct fixture *fixture = *state;
    const int64_t number = send(fixture, person);
    const struct vha_removal queued = {
        .state = VHA_REMOVAL_QUEUED, .asked_by = "analyst.one", .by = "analyst.one"};
    const struct vha_removal approved = {
        .state = VHA_REMOVAL_APPROVED, .asked_by = "analyst.one", .by = "mo2.two"};
    assert_true(vha_removal_step_is_theirs(&people[MO2], VHA_STEP_TAKE, &queued));
    assert_false(vha_removal_step_is_theirs(&people[MO2], VHA_STEP_APPROVE, &queued));
    assert_false(vha_removal_step_is_theirs(&people[MO2], VHA_STEP_WITHDRAW, &queued));
    assert_false(vha_removal_step_is_theirs(&people[ANALYST], VHA_STEP_TAKE, &queued));
    assert_true(vha_removal_step_is_theirs(&people[ANALYST], VHA_STEP_WITHDRAW, &queued));
    assert_false(vha_removal_step_is_theirs(&people[HEAD], VHA_STEP_WITHDRAW, &queued));
    assert_true(vha_removal_step_is_theirs(&people[MO2_TOO], VHA_STEP_REVERSE, &approved));
    assert_false(vha_removal_step_is_theirs(&people[MO2], VHA_STEP_REVERSE, &approved));
    assert_status(vha_removal_may_take_step(fixture->reg, &people[MO2], number, VHA_STEP_TAKE,
                                            &fixture->error),
                  VHA_OK, fixture->error);
    assert_status(vha_removal_may_take_step(fixture->reg, &people[MO2], number, VHA_STEP_REFUSE,
                                            &fixture->error),
                  VHA_USAGE, fixture->error);
    assert_status(vha_removal_may_take_step(fixture->reg, &people[HEAD], number, VHA_STEP_WITHDRAW,
                                            &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    expect_state(fixture, number, "queued");
}

#define WITH_PEOPLE(test) cmocka_unit_test_setup_teardown(test, open_with_people, fixture_close)

/* On Thursday, 26 November 2026, what was asked on the Wednesday two weeks before, and is open. */
static void test_what_is_late(void **state)
{
    const struct vha_holidays none = {NULL, 0};
    const vha_date today = vha_date_from_civil((struct vha_civil_date){2026, 11, 26});
    const vha_date before = vha_removal_late_before(today, &none);
    (void)state;
    assert_int_equal(before, today - 14);
    assert_int_equal(vha_working_days(before, today, &none), VHA_REMOVAL_DAYS);
    assert_int_equal(vha_working_days(before - 1, today, &none), VHA_REMOVAL_DAYS + 1);
    assert_true(vha_removal_is_late(VHA_REMOVAL_UNDER_REVIEW, VHA_REMOVAL_DAYS + 1));
    assert_false(vha_removal_is_late(VHA_REMOVAL_UNDER_REVIEW, VHA_REMOVAL_DAYS));
    assert_false(vha_removal_is_late(VHA_REMOVAL_REFUSED, VHA_REMOVAL_DAYS + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PEOPLE(test_from_asking_to_approval),
        WITH_PEOPLE(test_history),
        WITH_PEOPLE(test_each_step_from_each_state),
        WITH_PEOPLE(test_reversing_a_refusal),
        WITH_PEOPLE(test_nobody_reviews_their_own),
        WITH_PEOPLE(test_decisions_have_reasons),
        WITH_PEOPLE(test_what_a_request_needs),
        WITH_PEOPLE(test_one_open_request_a_person),
        WITH_PEOPLE(test_races),
        WITH_PEOPLE(test_who_sees_which_requests),
        WITH_PEOPLE(test_an_open_request_is_told_to_who_may_see_it),
        WITH_PEOPLE(test_approved_removals_and_their_version),
        WITH_PEOPLE(test_latest_step),
        WITH_PEOPLE(test_queue),
        WITH_PEOPLE(test_approved_removals_are_read_from_indexes),
        WITH_PEOPLE(test_queue_is_not_sorted),
        WITH_PEOPLE(test_news),
        WITH_PEOPLE(test_may_take_step),
        WITH_PEOPLE(test_nothing_is_rewritten),
        cmocka_unit_test(test_what_is_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
