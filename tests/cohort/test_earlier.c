/* Comparing a quarter with the one before: which that is, who is found again, what is said. */
#include "quarter.h"

#include "vha/cohort_build.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct known_person people[] = {
    {"Quill", "Ada", NULL}, {"Quill", "Bea", NULL}, {"Quill", "Cy", NULL}, {"Quill", "Dot", NULL}};

/* A home with the paths that a load uses; each test has its own. */
struct home {
    const struct quarter *quarter;
    const char *current;
    const char *archive;
};

static struct home new_home(const struct quarter *quarter, const char *name)
{
    const char *folder = quarter_folder(quarter, name);
    const struct home home = {
        .quarter = quarter,
        .current = vha_arena_format(quarter->arena, "%s/cohort.db", folder),
        .archive = vha_arena_format(quarter->arena, "%s/archive", folder),
    };
    assert_int_equal(vha_make_folder(home.archive, NULL), VHA_OK);
    return home;
}

static const char *archived(const struct home *home, const char *name)
{
    return vha_arena_format(home->quarter->arena, "%s/%s.db", home->archive, name);
}

/* Builds a quarter of the first `count` people at a path. */
static void build(const struct home *home, const char *path, const char *name, size_t count)
{
    static unsigned folders;
    const char *folder = vha_arena_format(home->quarter->arena, "extract-%u", folders++);
    quarter_build(home->quarter,
                  quarter_of_people(home->quarter, folder, name, "2026-10-01", people, count, NULL),
                  path);
}

static void expect_earlier(const struct home *home, const char *quarter, const char *expected,
                           size_t count)
{
    struct vha_earlier earlier;
    struct vha_error error = {0};
    if (vha_earlier_read(home->current, home->archive, quarter, &earlier, &error) != VHA_OK)
        fail_msg("%s", error.message);
    assert_string_equal(earlier.quarter, expected);
    assert_int_equal(earlier.count, count);
    vha_earlier_free(&earlier);
}

static void expect_failure(const struct home *home, const char *quarter, const char *path)
{
    struct vha_earlier earlier;
    struct vha_error error = {0};
    assert_int_equal(vha_earlier_read(home->current, home->archive, quarter, &earlier, &error),
                     VHA_BAD_DATA);
    assert_non_null(strstr(error.message, path));
    assert_int_equal(earlier.count, 0);
    assert_string_equal(earlier.quarter, "");
    vha_earlier_free(&earlier);
}

static void test_nothing_is_earlier(void **state)
{
    const struct home home = new_home(*state, "nothing");
    expect_earlier(&home, "2026-Q3", "", 0);
    rmdir(home.archive);
    expect_earlier(&home, "2026-Q3", "", 0);
}

/* The newest quarter before, whether it is in place or in the archive. */
static void test_which_quarter_it_is(void **state)
{
    const struct home home = new_home(*state, "which");
    build(&home, archived(&home, "2025-Q4"), "2025-Q4", 1);
    expect_earlier(&home, "2026-Q3", "2025-Q4", 1);
    build(&home, archived(&home, "2026-Q1"), "2026-Q1", 2);
    expect_earlier(&home, "2026-Q3", "2026-Q1", 2);
    build(&home, home.current, "2026-Q2", 3);
    expect_earlier(&home, "2026-Q3", "2026-Q2", 3);
    /* Loaded again, in place of itself or after a later one: the same as before. */
    expect_earlier(&home, "2026-Q2", "2026-Q1", 2);
    build(&home, archived(&home, "2026-Q2"), "2026-Q2", 3);
    build(&home, home.current, "2026-Q3", 4);
    expect_earlier(&home, "2026-Q3", "2026-Q2", 3);
    expect_earlier(&home, "2026-Q4", "2026-Q3", 4);
    expect_earlier(&home, "2026-Q1", "2025-Q4", 1);
    expect_earlier(&home, "2025-Q4", "", 0);
}

static void test_other_files_of_the_archive(void **state)
{
    const struct home home = new_home(*state, "others");
    static const char *const names[] = {"notes", "2026-Q5", "2026-Q2.db-wal", "2026-Q2x", "x"};
    for (size_t i = 0; i < VHA_COUNT(names); i++) {
        const char *path = vha_arena_format(home.quarter->arena, "%s/%s%s", home.archive, names[i],
                                            strchr(names[i], '.') != NULL ? "" : ".db");
        assert_int_equal(vha_write_file(path, "x", 1, NULL), VHA_OK);
    }
    expect_earlier(&home, "2026-Q3", "", 0);
}

/* Only ranks are read: another version's file will do. */
static void test_a_file_of_another_version(void **state)
{
    const struct home home = new_home(*state, "version");
    build(&home, home.current, "2026-Q2", 3);
    quarter_execute(home.current, "PRAGMA user_version = 2; ALTER TABLE listing DROP COLUMN "
                                  "previous; ALTER TABLE load DROP COLUMN earlier_quarter");
    expect_earlier(&home, "2026-Q3", "2026-Q2", 3);
}

static void test_what_cannot_be_read_is_told(void **state)
{
    const struct home home = new_home(*state, "damaged");
    const char *const text = "this is no cohort, and as long as a header of one is, which is "
                             "a hundred bytes at least, or it would be an empty one";
    build(&home, archived(&home, "2026-Q1"), "2026-Q1", 1);
    assert_int_equal(vha_write_file(archived(&home, "2026-Q2"), text, strlen(text), NULL), VHA_OK);
    expect_failure(&home, "2026-Q3", archived(&home, "2026-Q2"));
    expect_earlier(&home, "2026-Q2", "2026-Q1", 1); /* it is not asked then */
    assert_int_equal(vha_write_file(home.current, text, strlen(text), NULL), VHA_OK);
    expect_failure(&home, "2026-Q3", home.current);
    static const char *const damages[] = {
        "PRAGMA application_id = 7",
        "UPDATE load SET quarter = 'then'",
        "DELETE FROM load",
        "DROP TABLE listing",
        "UPDATE listing SET rank = 0 WHERE position = 1",
        "UPDATE listing SET rank = 1 << 40 WHERE position = 1",
    };
    for (size_t i = 0; i < VHA_COUNT(damages); i++) {
        unlink(home.current);
        unlink(archived(&home, "2026-Q2"));
        build(&home, home.current, "2026-Q2", 3);
        quarter_execute(home.current, damages[i]);
        expect_failure(&home, "2026-Q3", home.current);
    }
}

static void test_an_archive_that_may_not_be_read(void **state)
{
    const struct home home = new_home(*state, "closed");
    assert_int_equal(rmdir(home.archive), 0);
    assert_int_equal(vha_write_file(home.archive, "x", 1, NULL), VHA_OK);
    expect_failure(&home, "2026-Q3", home.archive);
}

/* ------------------------------------------------------------------------------------ comparing */

/* Everybody's change, looked up one person at a time. */
static void check_rows(struct vha_cohort *cohort, const char *earlier_quarter)
{
    struct vha_arena *arena = vha_arena_new();
    const struct vha_list_row *rows = quarter_rows(cohort, arena);
    for (uint32_t position = 0; position < vha_cohort_info(cohort)->listed; position++) {
        const struct vha_list_row *row = &rows[position];
        const uint32_t previous = earlier_quarter != NULL ? quarter_earlier_rank(position) : 0;
        const enum vha_change expected = earlier_quarter == NULL ? VHA_CHANGE_UNKNOWN
                                         : previous == 0         ? VHA_CHANGE_NEW
                                         : previous > row->rank  ? VHA_CHANGE_RISEN
                                         : previous < row->rank  ? VHA_CHANGE_FALLEN
                                                                 : VHA_CHANGE_NONE;
        struct vha_dossier dossier;
        assert_int_equal(row->previous_rank, previous);
        assert_int_equal(row->change, expected);
        assert_int_equal(vha_cohort_dossier(cohort, row->pncid, arena, &dossier, NULL), VHA_OK);
        assert_int_equal(dossier.person.previous_rank, previous);
        assert_int_equal(dossier.person.change, expected);
    }
    vha_arena_free(arena);
}

static const struct vha_facet *since_pane(const struct vha_cohort *cohort)
{
    const struct vha_facet *facets = NULL;
    for (size_t i = 0; i < vha_cohort_facets(cohort, &facets); i++)
        if (strcmp(facets[i].name, "since_last_quarter") == 0)
            return &facets[i];
    fail_msg("the pane is missing");
    return NULL;
}

static void test_the_sample_compared(void **state)
{
    const struct quarter *quarter = *state;
    const char *path = quarter_path(quarter, "sample.db");
    quarter_build_compared(quarter, SAMPLE_CSV, path);
    struct vha_cohort *cohort = quarter_open(path);
    assert_string_equal(vha_cohort_info(cohort)->earlier_quarter, "2026-Q2");
    check_rows(cohort, "2026-Q2");
    const struct vha_facet *pane = since_pane(cohort);
    assert_string_equal(pane->title, "Since 2026-Q2");
    assert_int_equal(pane->value_count, 4);
    for (size_t i = 0; i < pane->value_count; i++)
        assert_true(pane->values[i].total > 0);
    vha_cohort_close(cohort);
}

static void test_the_sample_without_an_earlier_quarter(void **state)
{
    const struct quarter *quarter = *state;
    const struct vha_earlier none = {.count = 0};
    const char *path = quarter_path(quarter, "alone.db");
    quarter_build_after(quarter, SAMPLE_CSV, path, &none);
    struct vha_cohort *cohort = quarter_open(path);
    assert_null(vha_cohort_info(cohort)->earlier_quarter);
    check_rows(cohort, NULL);
    const struct vha_facet *pane = since_pane(cohort);
    assert_int_equal(pane->value_count, 1);
    assert_string_equal(pane->values[0].label, "No earlier quarter");
    assert_int_equal(pane->values[0].total, vha_cohort_info(cohort)->listed);
    vha_cohort_close(cohort);
}

/* The earlier list was empty: everybody is new, which is not the same as not knowing. */
static void test_an_earlier_list_of_nobody(void **state)
{
    const struct home home = new_home(*state, "nobody");
    struct vha_earlier earlier;
    build(&home, home.current, "2026-Q2", 0);
    assert_int_equal(vha_earlier_read(home.current, home.archive, "2026-Q3", &earlier, NULL),
                     VHA_OK);
    assert_string_equal(earlier.quarter, "2026-Q2");
    const char *path = quarter_path(home.quarter, "new.db");
    const char *folder = quarter_of_people(home.quarter, "newcomers", "2026-Q3", "2026-10-01",
                                           people, VHA_COUNT(people), NULL);
    quarter_build_after(home.quarter, folder, path, &earlier);
    vha_earlier_free(&earlier);
    struct vha_cohort *cohort = quarter_open(path);
    assert_int_equal(since_pane(cohort)->values[0].total, VHA_COUNT(people));
    vha_cohort_close(cohort);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_earlier),
        cmocka_unit_test(test_which_quarter_it_is),
        cmocka_unit_test(test_other_files_of_the_archive),
        cmocka_unit_test(test_a_file_of_another_version),
        cmocka_unit_test(test_what_cannot_be_read_is_told),
        cmocka_unit_test(test_an_archive_that_may_not_be_read),
        cmocka_unit_test(test_the_sample_compared),
        cmocka_unit_test(test_the_sample_without_an_earlier_quarter),
        cmocka_unit_test(test_an_earlier_list_of_nobody),
    };
    return cmocka_run_group_tests(tests, quarter_begin, quarter_end);
}
