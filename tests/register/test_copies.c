#include "fixture.h"

#include "vha/copying.h"

#include <string.h>

static const char hash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static struct vha_copy good_copy(void)
{
    return (struct vha_copy){.login = "mo2.one",
                             .authority = "VHA/2026/17",
                             .reason = "Order of the court",
                             .quarter = "2026-Q3",
                             .format = "json",
                             .people = 1604,
                             .sha256 = hash,
                             .holder = "Court clerk",
                             .destroy_by = 30000};
}

static void test_copies_are_numbered(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_copy copy = good_copy();
    for (int64_t expected = 1; expected <= 3; expected++) {
        int64_t number = 0;
        assert_status(vha_register_copy(fixture->reg, &copy, &number, &fixture->error), VHA_OK,
                      fixture->error);
        assert_int_equal(number, expected);
    }
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM copy WHERE people = 1604 AND "
                                             "authority = 'VHA/2026/17' AND login = 'mo2.one' AND "
                                             "reason = 'Order of the court' AND format = 'json' "
                                             "AND at LIKE '20__-__-__T__:__:__Z'"),
                     3);
}

static void test_number_of_a_removed_copy_is_not_given_again(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_copy copy = good_copy();
    int64_t number = 0;
    assert_status(vha_register_copy(fixture->reg, &copy, &number, &fixture->error), VHA_OK,
                  fixture->error);
    fixture_tamper(fixture, "DROP TRIGGER copy_is_not_removed; DELETE FROM copy");
    assert_status(vha_register_copy(fixture->reg, &copy, &number, &fixture->error), VHA_OK,
                  fixture->error);
    assert_int_equal(number, 2);
}

static void test_copy_needs_its_facts(void **state)
{
    struct fixture *fixture = *state;
    struct vha_copy wrong[6];
    for (size_t i = 0; i < VHA_COUNT(wrong); i++)
        wrong[i] = good_copy();
    wrong[0].authority = NULL;
    wrong[1].authority = "  ";
    wrong[2].reason = "";
    wrong[3].login = "stranger";
    wrong[4].sha256 = "short";
    wrong[5].people = -1;
    for (size_t i = 0; i < VHA_COUNT(wrong); i++) {
        int64_t number = 77;
        assert_int_not_equal(vha_register_copy(fixture->reg, &wrong[i], &number, &fixture->error),
                             VHA_OK);
        assert_int_equal(number, 77);
    }
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM copy"), 0);
}

static void test_load_is_recorded(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_load_entry entry = {.login = "mo2.one",
                                         .quarter = "2026-Q3",
                                         .as_of = "2026-10-01",
                                         .policy_sha256 = hash,
                                         .nominals = 2000,
                                         .listed = 160,
                                         .rejects = 2,
                                         .max_rejects = 5};
    assert_status(vha_register_load(fixture->reg, &entry, &fixture->error), VHA_OK, fixture->error);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM load WHERE nominals = 2000 AND "
                                             "listed = 160 AND rejects = 2 AND max_rejects = 5 AND "
                                             "quarter = '2026-Q3' AND as_of = '2026-10-01'"),
                     1);
}

static void test_load_that_cannot_be_is_refused(void **state)
{
    struct fixture *fixture = *state;
    const struct vha_load_entry more_listed = {.login = "mo2.one",
                                               .quarter = "2026-Q3",
                                               .as_of = "2026-10-01",
                                               .policy_sha256 = hash,
                                               .nominals = 10,
                                               .listed = 11};
    assert_int_not_equal(vha_register_load(fixture->reg, &more_listed, &fixture->error), VHA_OK);
    const struct vha_load_entry more_rejects = {.login = "mo2.one",
                                                .quarter = "2026-Q3",
                                                .as_of = "2026-10-01",
                                                .policy_sha256 = hash,
                                                .nominals = 10,
                                                .rejects = 1};
    assert_int_not_equal(vha_register_load(fixture->reg, &more_rejects, &fixture->error), VHA_OK);
    assert_int_equal(fixture_number(fixture, "SELECT count(*) FROM load"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_copies_are_numbered, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_number_of_a_removed_copy_is_not_given_again,
                                        fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_copy_needs_its_facts, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_load_is_recorded, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(test_load_that_cannot_be_is_refused, fixture_open,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
