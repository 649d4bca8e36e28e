/* Copies from their authority to their destruction. */
#include "fixture.h"

#include "vha/copying.h"

#include <stdio.h>
#include <string.h>

enum { MO2, LEAD, ANALYST, PEOPLE };
static struct vha_user people[PEOPLE];

static int64_t make_copy(struct fixture *fixture, const char *login, vha_date destroy_by)
{
    char hash[VHA_SHA256_TEXT_SIZE];
    int64_t number = 0;
    const struct vha_copy copy = {.login = login,
                                  .authority = "MO2/2026/17",
                                  .reason = "court order",
                                  .quarter = "2026-Q3",
                                  .format = "csv",
                                  .people = 208,
                                  .sha256 = vha_sha256_text(hash, "x", 1),
                                  .holder = "Clerk of the court",
                                  .destroy_by = destroy_by};
    assert_status(vha_register_copy(fixture->reg, &copy, &number, &fixture->error), VHA_OK,
                  fixture->error);
    return number;
}

static int open_with_copies(void **state)
{
    if (fixture_open(state) != 0)
        return -1;
    struct fixture *fixture = *state;
    fixture_grant(fixture, "lead.one", VHA_COORDINATOR, "all", NULL);
    fixture_grant(fixture, "analyst.one", VHA_ANALYST, "all", NULL);
    static const char *const logins[PEOPLE] = {"mo2.one", "lead.one", "analyst.one"};
    for (int i = 0; i < PEOPLE; i++)
        if (vha_register_user(fixture->reg, logins[i], &people[i], &fixture->error) != VHA_OK)
            return -1;
    make_copy(fixture, "mo2.one", vha_today() + 20);
    make_copy(fixture, "mo2.one", vha_today() - 1);
    return 0;
}

static enum vha_status step(struct fixture *fixture, int who, int64_t number,
                            enum vha_copy_step which, vha_date until)
{
    const struct vha_copy_taken taken = {.step = which,
                                         .note = "as agreed",
                                         .holder = which == VHA_COPY_MOVE ? "Judge" : NULL,
                                         .destroy_by = until};
    return vha_copy_take_step(fixture->reg, &people[who], number, &taken, &fixture->error);
}

struct seen {
    size_t count;
    char last[160];
};

static void see(void *context, const struct vha_copy_standing *copy)
{
    struct seen *const seen = context;
    seen->count++;
    snprintf(seen->last, sizeof seen->last, "%lld %s%s%s%s", (long long)copy->number, copy->holder,
             copy->authorised_by != NULL ? " authorised by " : "",
             copy->authorised_by != NULL ? copy->authorised_by : "",
             copy->destroyed_at != NULL ? " destroyed"
             : copy->overdue            ? " overdue"
                                        : " open");
}

static struct seen list(struct fixture *fixture, struct vha_copy_filter filter)
{
    struct seen seen = {.count = 0, .last = ""};
    assert_status(vha_copy_list(fixture->reg, &people[MO2], &filter, see, &seen, &fixture->error),
                  VHA_OK, fixture->error);
    return seen;
}

static void expect(struct fixture *fixture, int64_t number, const char *words)
{
    assert_string_equal(list(fixture, (struct vha_copy_filter){.number = number}).last, words);
}

static void see_step(void *context, const struct vha_copy_moved *moved)
{
    struct seen *const seen = context;
    seen->count++;
    snprintf(seen->last, sizeof seen->last, "%s by %s: %s", vha_copy_step_words(moved->step),
             moved->by, moved->note);
}

static void test_from_authority_to_destruction(void **state)
{
    struct fixture *fixture = *state;
    struct seen steps = {.count = 0};
    expect(fixture, 1, "1 Clerk of the court open");
    expect(fixture, 2, "2 Clerk of the court overdue");
    assert_int_equal(list(fixture, (struct vha_copy_filter){.open = true}).count, 2);
    assert_int_equal(list(fixture, (struct vha_copy_filter){.overdue = true}).count, 1);
    assert_int_equal(list(fixture, (struct vha_copy_filter){.unauthorised = true}).count, 2);
    assert_status(step(fixture, LEAD, 2, VHA_COPY_AUTHORISE, VHA_NO_DATE), VHA_OK, fixture->error);
    assert_status(step(fixture, MO2, 2, VHA_COPY_MOVE, VHA_NO_DATE), VHA_OK, fixture->error);
    expect(fixture, 2, "2 Judge authorised by lead.one overdue");
    assert_status(step(fixture, LEAD, 2, VHA_COPY_EXTEND, vha_today() + 1), VHA_OK, fixture->error);
    expect(fixture, 2, "2 Judge authorised by lead.one open");
    assert_status(step(fixture, MO2, 2, VHA_COPY_DESTROY, VHA_NO_DATE), VHA_OK, fixture->error);
    expect(fixture, 2, "2 Judge authorised by lead.one destroyed");
    assert_int_equal(list(fixture, (struct vha_copy_filter){.open = true}).count, 1);
    assert_status(
        vha_copy_history(fixture->reg, &people[LEAD], 2, see_step, &steps, &fixture->error), VHA_OK,
        fixture->error);
    assert_int_equal(steps.count, 4);
    assert_string_equal(steps.last, "destroyed by mo2.one: as agreed");
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE subject = "
                                             "'MO2/2026/17' AND outcome = 'done' AND reason LIKE "
                                             "'copy 2: %'"),
                     4);
    for (int i = 0; i < VHA_COPY_STEPS; i++)
        assert_status(step(fixture, LEAD, 2, (enum vha_copy_step)i, vha_today() + 1), VHA_USAGE,
                      fixture->error);
}

static void test_who_may(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        int who;
        enum vha_copy_step step;
    } refused[] = {{MO2, VHA_COPY_AUTHORISE},     {MO2, VHA_COPY_EXTEND},
                   {ANALYST, VHA_COPY_AUTHORISE}, {ANALYST, VHA_COPY_EXTEND},
                   {ANALYST, VHA_COPY_MOVE},      {ANALYST, VHA_COPY_DESTROY}};
    struct seen seen = {.count = 0};
    const struct vha_copy_filter all = {.number = 0};
    for (size_t i = 0; i < VHA_COUNT(refused); i++) {
        assert_false(vha_user_may_copy_step(&people[refused[i].who], refused[i].step));
        assert_status(step(fixture, refused[i].who, 1, refused[i].step, vha_today() + 1),
                      VHA_NO_PERMISSION, fixture->error);
    }
    assert_status(vha_copy_list(fixture->reg, &people[ANALYST], &all, see, &seen, &fixture->error),
                  VHA_NO_PERMISSION, fixture->error);
    assert_int_equal(seen.count, 0);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM copy_step"), 0);
}

/* Nobody authorises their own, by the program or past it. */
static void test_four_eyes(void **state)
{
    struct fixture *fixture = *state;
    const int64_t own = make_copy(fixture, "lead.one", vha_today() + 5);
    assert_status(step(fixture, LEAD, own, VHA_COPY_AUTHORISE, VHA_NO_DATE), VHA_NO_PERMISSION,
                  fixture->error);
    assert_non_null(strstr(fixture->error.message, "nobody authorises what they copied"));
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM audit WHERE action = "
                                             "'authorise-copy' AND outcome = 'refused' AND subject "
                                             "= 'copy 3'"),
                     1);
    assert_int_not_equal(
        sqlite3_exec(fixture->reg->database,
                     "INSERT INTO copy_step VALUES (3, 1, 'authorise', NULL, NULL, "
                     "'x', '2026-10-02T09:00:00Z', 'lead.one')",
                     NULL, NULL, NULL),
        SQLITE_OK);
}

static void test_steps_that_want_something(void **state)
{
    struct fixture *fixture = *state;
    struct vha_copy_taken taken = {.step = VHA_COPY_DESTROY, .note = " "};
    assert_status(vha_copy_take_step(fixture->reg, &people[MO2], 1, &taken, &fixture->error),
                  VHA_USAGE, fixture->error);
    assert_non_null(strstr(fixture->error.message, "How it was destroyed is missing"));
    taken = (struct vha_copy_taken){.step = VHA_COPY_MOVE, .note = "by hand"};
    assert_status(vha_copy_take_step(fixture->reg, &people[MO2], 1, &taken, &fixture->error),
                  VHA_USAGE, fixture->error);
    assert_non_null(strstr(fixture->error.message, "The new holder is missing"));
    assert_status(step(fixture, LEAD, 1, VHA_COPY_EXTEND, vha_today()), VHA_USAGE, fixture->error);
    assert_status(step(fixture, MO2, 9, VHA_COPY_DESTROY, VHA_NO_DATE), VHA_USAGE, fixture->error);
    assert_non_null(strstr(fixture->error.message, "There is no copy 9"));
    assert_status(step(fixture, LEAD, 1, VHA_COPY_AUTHORISE, VHA_NO_DATE), VHA_OK, fixture->error);
    assert_status(step(fixture, LEAD, 1, VHA_COPY_AUTHORISE, VHA_NO_DATE), VHA_USAGE,
                  fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM copy_step"), 1);
}

static void test_nothing_is_changed_or_deleted(void **state)
{
    static const char *const statements[] = {
        "UPDATE copy SET holder = 'x'", "DELETE FROM copy WHERE number = 2",
        "UPDATE copy_step SET note = 'x'", "DELETE FROM copy_step"};
    struct fixture *fixture = *state;
    assert_status(step(fixture, LEAD, 1, VHA_COPY_AUTHORISE, VHA_NO_DATE), VHA_OK, fixture->error);
    for (size_t i = 0; i < VHA_COUNT(statements); i++)
        assert_int_not_equal(sqlite3_exec(fixture->reg->database, statements[i], NULL, NULL, NULL),
                             SQLITE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_from_authority_to_destruction, open_with_copies,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_who_may, open_with_copies, fixture_close),
        cmocka_unit_test_setup_teardown(test_four_eyes, open_with_copies, fixture_close),
        cmocka_unit_test_setup_teardown(test_steps_that_want_something, open_with_copies,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(test_nothing_is_changed_or_deleted, open_with_copies,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
