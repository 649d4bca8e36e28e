/* The quarters before: listed, opened for a purpose, and gone after three years. */
#include "program.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A home in which 2026-Q3 is in force and 2026-Q2 in the archive. */
static int open_with_archive(void **state)
{
    static const char *const quarters[] = {"2026-Q2", "2026-Q3"};
    if (place_with_home(state) != 0)
        return -1;
    struct place *place = *state;
    for (size_t i = 0; i < VHA_COUNT(quarters); i++) {
        char folder[128];
        snprintf(folder, sizeof folder, "%s/%s", place->folder, quarters[i]);
        if (RUN(place, "synth", folder, "--nominals", "100", "--seed", "4", "--quarter",
                quarters[i]) != 0 ||
            RUN(place, "load", folder) != 0) {
            fprintf(stderr, "%s", place->errors);
            return -1;
        }
    }
    return 0;
}

static int64_t logged(const struct place *place, const char *condition)
{
    char sql[512];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE %s", condition);
    return number_of(place, sql);
}

static void test_opens_for_a_purpose(void **state)
{
    struct place *place = *state;
    RUN(place, "archive", "list");
    expect_success(place);
    assert_string_equal(place->out, "2026-Q2  ended 2026-06-30, kept until 2029-06-30\n");
    RUN(place, "archive", "open", "2026-Q2", "--purpose", PURPOSE, "--print-screen", "80x24");
    expect_success(place);
    assert_memory_equal(place->out, " OFFICIAL  ARCHIVE 2026-Q2  as of 2026-07-01 ", 45);
    static const char *const actions[] = {"archive", "enter", "purpose", "browse", "leave"};
    for (size_t i = 0; i < VHA_COUNT(actions); i++) {
        char condition[256];
        snprintf(condition, sizeof condition,
                 "action = '%s' AND outcome = 'done' AND purpose = '" PURPOSE "'", actions[i]);
        assert_int_equal(logged(place, condition), 1);
    }
    assert_int_equal(
        logged(place, "action = 'archive' AND subject = '2026-Q2' AND reason = 'open'"), 1);
    RUN(place, "--purpose", PURPOSE, "--print-screen", "80x24");
    expect_success(place);
    assert_memory_equal(place->out, " OFFICIAL  VHA 2026-Q3 ", 23);
}

static void test_in_words(void **state)
{
    struct place *place = *state;
    RUN(place, "archive", "open", "2026-Q2", "--purpose", PURPOSE, "--plain");
    expect_success(place);
    expect_text(place->out, "OFFICIAL. ARCHIVE 2026-Q2. ");
    assert_null(strstr(place->out, "OFFICIAL. C"));
}

static void test_without_a_purpose(void **state)
{
    struct place *place = *state;
    RUN(place, "archive", "open", "2026-Q2", "--print-screen", "80x24");
    expect_failure(place, VHA_NO_PERMISSION, "say which with --purpose");
    assert_string_equal(place->out, "");
    RUN(place, "archive", "open", "2026-Q2", "--purpose", " \t\n", "--print-screen", "80x24");
    expect_failure(place, VHA_NO_PERMISSION, "say which with --purpose");
    assert_string_equal(place->out, "");
    assert_int_equal(logged(place, "action = 'archive' AND outcome = 'refused' AND subject = "
                                   "'2026-Q2' AND reason = 'no purpose given'"),
                     2);
    assert_int_equal(logged(place, "action = 'browse'"), 0);
}

/* Whatever stands for a quarter, nothing but the archive's own files is opened. */
static void test_quarters_that_are_not_there(void **state)
{
    struct place *place = *state;
    static const char *const quarters[] = {"2026-Q3", "2026-Q5", "../cohort", "2026-Q2.db", "x"};
    for (size_t i = 0; i < VHA_COUNT(quarters); i++) {
        RUN(place, "archive", "open", quarters[i], "--purpose", PURPOSE, "--print-screen", "80x24");
        expect_failure(place, VHA_NO_INPUT, "The archive holds no quarter");
        assert_string_equal(place->out, "");
        assert_int_equal(logged(place, "action = 'archive' AND outcome = 'failed' AND purpose = "
                                       "'" PURPOSE "'"),
                         (int64_t)i + 1);
    }
}

static void test_for_mo2_alone(void **state)
{
    struct place *place = *state;
    static const char *const roles[] = {"analyst", "head-of-cid", "coordinator", "auditor"};
    for (size_t i = 0; i < VHA_COUNT(roles); i++) {
        char sql[128];
        snprintf(sql, sizeof sql, "UPDATE user SET role = '%s'", roles[i]);
        tamper(place, sql);
        RUN(place, "archive", "open", "2026-Q2", "--purpose", PURPOSE, "--print-screen", "80x24");
        expect_failure(place, VHA_NO_PERMISSION, "Looking into the archive is for mo2;");
        assert_string_equal(place->out, "");
        assert_int_equal(logged(place, "action = 'archive' AND outcome = 'refused' AND subject = "
                                       "'2026-Q2'"),
                         (int64_t)i + 1);
    }
}

static void test_opening_that_cannot_be_logged(void **state)
{
    struct place *place = *state;
    tamper(place, "CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.action = 'archive' "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END");
    RUN(place, "archive", "open", "2026-Q2", "--purpose", PURPOSE, "--print-screen", "80x24");
    assert_true(place->status != 0);
    expect_text(place->errors, "cannot be logged");
    assert_string_equal(place->out, "");
}

/* The whole of what would go is listed, and nothing else is done. A quarter of this year stays,
 * whichever year that is. */
static void test_dry_run(void **state)
{
    struct place *place = *state;
    char young[VHA_DATE_SIZE];
    char name[64];
    vha_date_format(young, vha_today());
    memcpy(young + 4, "-Q1", 4);
    snprintf(name, sizeof name, "home/archive/%s.db", young);
    write_text(path_in(place, name), "a quarter of this year");
    write_text(path_in(place, "home/archive/2020-Q1.db"), "an old quarter");
    write_text(path_in(place, "home/archive/2021-Q4.db"), "another");
    tamper(place, "INSERT INTO draft VALUES (1, 'enquiry 4', 'It was', '2020-01-01T00:00:00Z')");
    RUN(place, "retention", "--dry-run");
    expect_success(place);
    assert_string_equal(place->out, "2020-Q1  would be deleted\n2021-Q4  would be deleted\n"
                                    "drafts, 1 not gone on with for 28 days or of ended access  "
                                    "would be deleted\n");
    assert_int_equal(access(path_in(place, "home/archive/2020-Q1.db"), F_OK), 0);
    assert_int_equal(logged(place, "action = 'retention' AND reason = 'dry run'"), 1);
    RUN(place, "retention");
    expect_success(place);
    assert_string_equal(place->out, "2020-Q1  deleted\n2021-Q4  deleted\n"
                                    "drafts, 1 not gone on with for 28 days or of ended access  "
                                    "deleted\n");
    RUN(place, "archive", "list");
    assert_int_equal(strncmp(place->out, young, strlen(young)), 0);
    assert_ptr_equal(strchr(place->out, '\n'), strrchr(place->out, '\n')); /* that one alone */
    RUN(place, "retention");
    expect_success(place);
    assert_string_equal(place->out, "");
}

#define WITH_ARCHIVE(test) cmocka_unit_test_setup_teardown(test, open_with_archive, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARCHIVE(test_opens_for_a_purpose),
        WITH_ARCHIVE(test_in_words),
        WITH_ARCHIVE(test_without_a_purpose),
        WITH_ARCHIVE(test_quarters_that_are_not_there),
        WITH_ARCHIVE(test_for_mo2_alone),
        WITH_ARCHIVE(test_opening_that_cannot_be_logged),
        cmocka_unit_test_setup_teardown(test_dry_run, place_with_home, place_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
