/* Killed at any moment of any step: what is on record of a request is whole, its state is where its
 * last step leads, each step was taken once and is in the audit log, or it was not taken at all. */
#include "fixture.h"

#include "vha/removal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KILLS = 60, SLICES = 20, THOUSAND = 1000 };

static struct vha_user analyst;
static struct vha_user mo2;

static int open_with_people(void **state)
{
    if (fixture_open(state) != 0)
        return -1;
    struct fixture *fixture = *state;
    fixture_grant(fixture, "analyst.one", VHA_ANALYST, "AS", NULL);
    fixture_grant(fixture, "mo2.two", VHA_MO2, "all", NULL);
    return vha_register_user(fixture->reg, "analyst.one", &analyst, &fixture->error) == VHA_OK &&
                   vha_register_user(fixture->reg, "mo2.two", &mo2, &fixture->error) == VHA_OK
               ? 0
               : -1;
}

static const struct {
    enum vha_removal_step step;
    const struct vha_user *who;
} story[] = {
    {VHA_STEP_TAKE, &mo2}, {VHA_STEP_ASK, &mo2},     {VHA_STEP_ADD, &analyst},
    {VHA_STEP_TAKE, &mo2}, {VHA_STEP_APPROVE, &mo2},
};

/* A request from the beginning to its approval, in a process of its own. */
static int tell_story(const char *path, const char *pncid)
{
    struct vha_register *reg = NULL;
    struct vha_error error;
    int64_t number = 0;
    const struct vha_removal_request request = {
        .pncid = pncid,
        .ground = VHA_GROUND_OTHER,
        .rationale = "Moved abroad in May; nothing has been seen of him since.",
        .evidence = "",
        .bcu = "AS"};
    enum vha_status status = vha_register_open(path, 5000, &reg, &error);
    if (status == VHA_OK)
        status = vha_removal_send(reg, &analyst, true, &request, &number, &error);
    for (size_t i = 0; i < VHA_COUNT(story) && status == VHA_OK; i++)
        status = vha_removal_take_step(
            reg, story[i].who, number, story[i].step,
            vha_removal_step_needs_reason(story[i].step) ? "as the file says" : "",
            story[i].step == VHA_STEP_APPROVE ? vha_today() + 90 : VHA_NO_DATE, &error);
    vha_register_close(reg);
    return (int)status;
}

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * THOUSAND * THOUSAND + now.tv_nsec / THOUSAND;
}

/* Begins the story and kills it after so long; -1: never. True when it was over before. */
static bool begin_and_kill(const struct fixture *fixture, const char *pncid, int64_t after_us)
{
    int ended = 0;
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(tell_story(fixture->path, pncid));
    if (after_us >= 0) {
        usleep((useconds_t)after_us);
        kill(child, SIGKILL);
    }
    assert_int_equal(waitpid(child, &ended, 0), child);
    if (WIFEXITED(ended))
        assert_int_equal(WEXITSTATUS(ended), VHA_OK);
    return WIFEXITED(ended);
}

/* Requests of which something does not agree. */
static const char half_done[] =
    "SELECT count(*) FROM removal AS r WHERE "
    /* the state is where the last step leads */
    "r.state <> (SELECT CASE step WHEN 'send' THEN 'queued' WHEN 'take' THEN 'under-review' "
    "            WHEN 'ask' THEN 'more-wanted' WHEN 'add' THEN 'queued' ELSE 'approved' END "
    "            FROM removal_step WHERE removal = r.number ORDER BY place DESC LIMIT 1) "
    /* the steps have no gap */
    "OR (SELECT max(place) - count(*) FROM removal_step WHERE removal = r.number) <> 0 "
    /* and each is in the audit log once */
    "OR (SELECT count(*) FROM removal_step WHERE removal = r.number) <> "
    "   (SELECT count(*) FROM audit WHERE subject = r.pncid AND outcome = 'done' AND "
    "    action IN ('request-removal', 'review')) "
    "OR (r.state = 'approved') <> (r.until IS NOT NULL)";

static void test_killed_at_any_moment(void **state)
{
    struct fixture *fixture = *state;
    struct vha_audit_head head;
    const int64_t begun = now_us();
    assert_true(begin_and_kill(fixture, "1990/0000000A", -1));
    const int64_t whole = now_us() - begun;
    int unfinished = 0;
    srand(20261127);
    for (int i = 0; i < KILLS; i++) {
        char pncid[32];
        snprintf(pncid, sizeof pncid, "1991/%07dA", i);
        const int64_t slice = whole / SLICES;
        const int64_t after = slice * (i % SLICES) + (slice > 0 ? rand() % slice : 0);
        unfinished += begin_and_kill(fixture, pncid, after) ? 0 : 1;
        assert_int_equal(fixture_number(fixture, half_done), 0);
    }
    assert_true(unfinished > 0);
    assert_true(fixture_number(fixture, "SELECT count(*) FROM removal WHERE state <> 'approved'") >
                0);
    assert_status(vha_register_audit_verify(fixture->reg, NULL, &head, &fixture->error), VHA_OK,
                  fixture->error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_killed_at_any_moment, open_with_people, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
