/* A head of CID at work in a real terminal: from what waits to a child's record, a decision on
 * safeguarding, activity with its result, and words that a partner gets; all of it in the register
 * and in the audit log. */
#include "stage.h"

#include <stdio.h>
#include <string.h>

/* Types what belongs into the fields, one after the other; NULL leaves one as it is. */
static void fill(struct terminal *terminal, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (texts[i] != NULL)
            type(terminal, texts[i]);
        press(terminal, i + 1 < count ? "Tab" : "Enter");
    }
}
#define FILL(terminal, ...)                                                                        \
    fill(terminal, (const char *const[]){__VA_ARGS__},                                             \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void test_from_what_waits_to_what_was_shared(void **state)
{
    const struct stage *const stage = *state;
    stage_tamper(stage, "UPDATE user SET role = 'head-of-cid'");
    struct terminal *const terminal = stage_start(stage, (struct view){.rows = 40, .columns = 120});
    expect_text(terminal, "84 children on the list have no safeguarding decision (SOP 39)");
    press(terminal, "Enter");
    expect_text(terminal, "Only Under 18");
    press(terminal, "Enter");
    expect_text(terminal, "Third-party referrals: not considered yet (referrals)");

    give(terminal, "safeguard referrals");
    expect_text(terminal, "Safeguarding decision on");
    FILL(terminal, "done", "DI Khan", NULL, "Referred to the council.");
    expect_text(terminal, "Third-party referrals: done on ");
    expect_text(terminal, "Referred to the council.");

    give(terminal, "activity");
    FILL(terminal, "diversion", NULL, NULL, "Youth club visited.", NULL, NULL);
    expect_text(terminal, "Activity 1 is on record.");
    give(terminal, "result 1");
    FILL(terminal, "achieved", "Attends since.");
    expect_text(terminal, "The result of activity 1 is on record.");

    give(terminal, "share");
    expect_text(terminal, "crime report ");
    type(terminal, "On the VHA.");
    expect_text(terminal, "\"vha\" tells of the VHA: take it out; share the");
    FILL(terminal, NULL, "YJS", "agreement", "DSA 3", "At risk.", NULL, NULL);
    expect_text(terminal, "Sharing about"); /* the form stays */
    expect_one(stage, "SELECT count(*) = 0 FROM sharing");
    press(terminal, "C-u");
    FILL(terminal, "Seen with a knife in May.", NULL, NULL, NULL, NULL, NULL, NULL);
    expect_text(terminal, "Sharing 1 is on record.");
    terminal_free(terminal);

    expect_one(stage, "SELECT count(*) FROM safeguarding WHERE option = 'referrals' AND state = "
                      "'done' AND lead = 'DI Khan'");
    expect_one(stage, "SELECT count(*) FROM activity JOIN activity_result ON activity = number "
                      "WHERE place = 2 AND result = 'achieved'");
    expect_one(stage, "SELECT count(*) FROM sharing WHERE shared = 'Seen with a knife in May.' AND "
                      "partner = 'YJS'");
    expect_one(stage, "SELECT count(*) FROM audit WHERE action = 'safeguard' AND outcome = 'done'");
    expect_one(stage,
               "SELECT count(*) = 2 FROM audit WHERE action = 'log-activity' AND outcome = 'done'");
    expect_one(stage, "SELECT count(*) > 0 FROM audit WHERE action = 'see-casework'");
}

/* A head of CID is told of the children of their BCU alone: those of the sample who live in Lambeth
 * or Southwark. */
static void test_children_beyond_the_scope_do_not_wait(void **state)
{
    const struct stage *const stage = *state;
    stage_tamper(stage, "UPDATE user SET role = 'head-of-cid', all_of_london = 0;"
                        "INSERT INTO user_bcu SELECT id, 'AS' FROM user");
    struct terminal *const terminal = stage_start(stage, (struct view){.rows = 24, .columns = 80});
    expect_text(terminal, "4 children on the list have no safeguarding decision");
    terminal_free(terminal);
    stage_tamper(stage, "DELETE FROM user_bcu; UPDATE user SET all_of_london = 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_children_beyond_the_scope_do_not_wait),
        cmocka_unit_test(test_from_what_waits_to_what_was_shared),
    };
    return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
