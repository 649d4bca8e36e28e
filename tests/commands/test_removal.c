/* Removals on the command line: asked for, decided on, and what they are to the list. */
#include "loading.h"

#include "vha/register.h"
#include "vha/removal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char because[] = "Moved abroad in May; local officers have seen nothing since.";

/* Whoever is first on the sample's list. */
static const char first[] = "2021/0002197G";

static int open_with_sample(void **state)
{
    if (place_with_home(state) != 0)
        return -1;
    struct place *place = *state;
    load_well(place, SAMPLE);
    tamper(place, "INSERT INTO user (login, name, role, created) VALUES "
                  "('analyst.as', 'Analyst Two', 'analyst', '2026-05-01T00:00:00Z');"
                  "UPDATE user SET all_of_london = 1");
    return 0;
}

/* Asked by somebody else than whoever runs the commands. */
static int64_t asked_by_another(struct place *place, const char *pncid)
{
    struct vha_register *reg = NULL;
    struct vha_error error = {0};
    int64_t number = 0;
    const struct vha_user analyst = {.id = number_of(place, "SELECT id FROM user WHERE login = "
                                                            "'analyst.as'"),
                                     .login = "analyst.as",
                                     .role = VHA_ANALYST,
                                     .scope = "all"};
    const struct vha_removal_request request = {.pncid = pncid,
                                                .ground = VHA_GROUND_LOCAL_KNOWLEDGE,
                                                .rationale = because,
                                                .evidence = "",
                                                .bcu = "AS"};
    if (vha_register_open(place->reg, 5000, &reg, &error) != VHA_OK ||
        vha_removal_send(reg, &analyst, true, &request, &number, &error) != VHA_OK)
        fail_msg("%s", error.message);
    vha_register_close(reg);
    return number;
}

/* The day after the quarter's successor began. */
static const char until[] = "2037-01-01";

static void approve(struct place *place, const char *number)
{
    RUN(place, "removal", "take", number);
    expect_success(place);
    RUN(place, "removal", "approve", number, "--reason", "Confirmed.", "--until", until);
    expect_success(place);
}

static void expect_on_list(struct place *place, const char *pncid, bool expected)
{
    RUN(place, "export", "--authority", "C 1", "--reason", "test", "--format", "csv");
    assert_int_equal(place->status, 0);
    if ((strstr(place->out, pncid) != NULL) != expected)
        fail_msg("%s is %son the list", pncid, expected ? "not " : "");
}

static void test_from_asking_to_the_list(void **state)
{
    struct place *place = *state;
    expect_on_list(place, first, true);
    asked_by_another(place, first);
    RUN(place, "removal", "list", "--state", "queued");
    expect_success(place);
    expect_text(place->out, first);
    RUN(place, "explain", first, "--purpose", PURPOSE);
    expect_text(place->out, "Removal: asked for on ");
    expect_text(place->out, ", waiting for MO2 (request 1)\n");
    RUN(place, "explain", first, "--purpose", PURPOSE, "--format", "json");
    expect_text(place->out, "\"state\": \"queued\"");
    tamper(place, "UPDATE user SET role = 'analyst' WHERE login <> 'analyst.as'");
    RUN(place, "explain", first, "--purpose", PURPOSE); /* of the same BCU, but it is not theirs */
    expect_success(place);
    assert_null(strstr(place->out, "Removal: "));
    RUN(place, "explain", first, "--purpose", PURPOSE, "--format", "json");
    assert_null(strstr(place->out, "removal_request"));
    tamper(place, "UPDATE user SET role = 'mo2' WHERE login <> 'analyst.as'");
    RUN(place, "removal", "list", "--late");
    assert_string_equal(place->out, "There is no such removal request.\n");
    tamper(place, "DROP TRIGGER removal_is_not_changed;"
                  "UPDATE removal SET asked_at = '2026-05-01T09:00:00Z'");
    RUN(place, "removal", "list", "--late", "--bcu", "AS");
    expect_success(place);
    expect_text(place->out, " late\n");
    RUN(place, "removal", "list", "--late", "--bcu", "CN");
    assert_string_equal(place->out, "There is no such removal request.\n");
    RUN(place, "removal", "list", "--late", "--state", "refused");
    assert_string_equal(place->out, "There is no such removal request.\n");
    RUN(place, "removal", "list", "--ground", "deceased", "--late");
    assert_string_equal(place->out, "There is no such removal request.\n");
    assert_int_equal(number_of(place,
                               "SELECT count(*) FROM audit WHERE action = 'see-requests' AND "
                               "reason = 'removal requests: late ground deceased'"),
                     1);
    RUN(place, "removal", "list", "--ground", "gone");
    expect_failure(place, VHA_USAGE, "\"gone\" is no ground of a removal");
    RUN(place, "removal", "take", "1");
    expect_success(place);
    RUN(place, "removal", "ask", "1", "--reason", "Since when?");
    expect_success(place);
    assert_string_equal(place->out, "Removal request 1 is asked for more.\n");
    RUN(place, "removal", "approve", "1", "--reason", "x", "--until", until);
    expect_failure(place, VHA_USAGE, "is more information wanted and so cannot be approved");
    RUN(place, "removal", "add", "1", "--reason", "Since May.");
    expect_failure(place, VHA_NO_PERMISSION, "is for");
    tamper(place, "UPDATE removal SET state = 'queued'");
    approve(place, "1");
    expect_on_list(place, first, false);
    expect_on_list(place, "2", true); /* the others are there */
    RUN(place, "explain", first, "--purpose", PURPOSE);
    expect_success(place);
    expect_text(place->out, "Not on the list");
    expect_text(place->out, "Removal: off the list: MO2 approved a removal (SOP 28)");
    RUN(place, "removal", "show", "1");
    expect_success(place);
    expect_text(place->out, "Removal request 1 for 2021/0002197G, approved");
    expect_text(place->out, "rationale  Moved abroad in May");
    expect_text(place->out, "approve  by ");
    assert_int_equal(number_of(place,
                               "SELECT count(*) FROM audit WHERE action = 'see-requests' AND "
                               "reason = 'removal request 1'"),
                     1); /* one look, one entry */
    RUN(place, "audit", "verify");
    expect_success(place);
}

/* The next load leaves them off, until a report counts that is dated after the approval. */
static void test_later_loads(void **state)
{
    struct place *place = *state;
    asked_by_another(place, first);
    approve(place, "1");
    load_well(place, SAMPLE);
    expect_on_list(place, first, false);
    /* As if it had been approved before their newest report. */
    tamper(place, "DROP TRIGGER removal_step_is_not_changed;"
                  "UPDATE removal_step SET at = '2026-05-01T00:00:00Z'");
    expect_on_list(place, first, true);
    RUN(place, "explain", first, "--purpose", PURPOSE);
    expect_text(place->out, "Removal: previously removed, new evidence");
    RUN(place, "explain", first, "--purpose", PURPOSE, "--format", "json");
    expect_text(place->out, "\"removal\": \"new-evidence\"");
}

static void test_asking(void **state)
{
    struct place *place = *state;
    tamper(place, "UPDATE user SET role = 'analyst'");
    RUN(place, "removal", "request", first, "--ground", "data-error", "--rationale", because,
        "--purpose", PURPOSE, "--evidence", "99/99");
    expect_failure(place, VHA_USAGE, "\"99/99\" is no report of theirs");
    RUN(place, "removal", "request", first, "--ground", "data-error", "--rationale", "Too short.",
        "--purpose", PURPOSE, "--bcu", "AS");
    expect_failure(place, VHA_USAGE, "has 10 characters; MO2 needs at least 40");
    /* A scope of all of London takes in no BCU that there is not. */
    RUN(place, "removal", "request", first, "--ground", "data-error", "--rationale", because,
        "--purpose", PURPOSE, "--bcu", "XX");
    expect_failure(place, VHA_USAGE, "'XX' is not one BCU.");
    RUN(place, "removal", "request", "2021/0002197H", "--ground", "other", "--rationale", because,
        "--purpose", PURPOSE);
    expect_failure(place, VHA_USAGE, "is no PNCID");
    assert_int_equal(number_of(place, "SELECT count(*) FROM removal"), 0);
    RUN(place, "removal", "request", first, "--ground", "data-error", "--rationale", because,
        "--purpose", PURPOSE);
    expect_success(place);
    assert_string_equal(place->out, "Removal request 1 for 2021/0002197G is queued for MO2.\n");
    RUN(place, "removal", "request", first, "--ground", "other", "--rationale", because,
        "--purpose", PURPOSE);
    expect_failure(place, VHA_CANNOT_CREATE, "Removal request 1 for 2021/0002197G is open already");
    RUN(place, "removal", "take", "1");
    expect_failure(place, VHA_NO_PERMISSION, "Reviewing a removal is for mo2");
    tamper(place, "UPDATE user SET role = 'mo2'");
    RUN(place, "removal", "take", "1");
    expect_failure(place, VHA_NO_PERMISSION, "the user's own request");
    tamper(place, "UPDATE user SET role = 'analyst'");
    RUN(place, "removal", "withdraw", "1", "--reason", "Asked in error.");
    expect_success(place);
    assert_int_equal(number_of(place, "SELECT count(*) FROM audit WHERE action = 'review' AND "
                                      "outcome = 'refused'"),
                     2);
}

/* Of somebody outside the user's BCUs nothing is learnt. */
static void test_asking_outside_the_scope(void **state)
{
    struct place *place = *state;
    tamper(place, "UPDATE user SET role = 'analyst', all_of_london = 0;"
                  "INSERT INTO user_bcu SELECT id, 'AS' FROM user");
    RUN(place, "removal", "request", first, "--ground", "data-error", "--rationale", because,
        "--purpose", PURPOSE);
    expect_failure(place, VHA_NO_PERMISSION, "is nobody in the BCUs that your access is for (AS)");
    assert_int_equal(number_of(place, "SELECT count(*) FROM removal"), 0);
}

#define WITH_SAMPLE(test) cmocka_unit_test_setup_teardown(test, open_with_sample, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SAMPLE(test_from_asking_to_the_list),
        WITH_SAMPLE(test_later_loads),
        WITH_SAMPLE(test_asking),
        WITH_SAMPLE(test_asking_outside_the_scope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
