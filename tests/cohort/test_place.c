/* Putting a new cache in place, and what becomes of the one that stood there. */
#include "quarter.h"

#include "vha/cohort_build.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A home with the paths that a load uses; each test has its own. */
struct home {
    const struct quarter *quarter;
    const char *current;
    const char *built;
    const char *archive;
};

static struct home new_home(const struct quarter *quarter, const char *name)
{
    const char *folder = quarter_folder(quarter, name);
    const struct home home = {
        .quarter = quarter,
        .current = vha_arena_format(quarter->arena, "%s/cohort.db", folder),
        .built = vha_arena_format(quarter->arena, "%s/cohort.new.db", folder),
        .archive = vha_arena_format(quarter->arena, "%s/archive", folder),
    };
    assert_int_equal(vha_make_folder(home.archive, NULL), VHA_OK);
    return home;
}

/* Builds a quarter of so many people. */
static void build(const struct home *home, const char *name, const char *as_of, size_t people)
{
    static const struct known_person everybody[] = {
        {"Quill", "Ada", NULL}, {"Quill", "Bea", NULL}, {"Quill", "Cy", NULL}};
    static unsigned folders;
    const char *folder = vha_arena_format(home->quarter->arena, "extract-%u", folders++);
    quarter_build(home->quarter,
                  quarter_of_people(home->quarter, folder, name, as_of, everybody, people, NULL),
                  home->built);
}

static void put(const struct home *home)
{
    struct vha_error error = {0};
    if (vha_cohort_put_in_place(home->built, home->current, home->archive, &error) != VHA_OK)
        fail_msg("%s", error.message);
    assert_false(quarter_exists(home->built));
}

static void assert_quarter(const char *path, const char *name, uint32_t people)
{
    struct vha_cohort *cohort = quarter_open(path);
    assert_string_equal(vha_cohort_info(cohort)->quarter, name);
    assert_int_equal(vha_cohort_info(cohort)->listed, people);
    vha_cohort_close(cohort);
}

static const char *archived(const struct home *home, const char *name)
{
    return vha_arena_format(home->quarter->arena, "%s/%s.db", home->archive, name);
}

static bool archive_is_empty(const struct home *home)
{
    return rmdir(home->archive) == 0;
}

static void test_the_first_quarter_archives_nothing(void **state)
{
    const struct home home = new_home(*state, "first");
    build(&home, "2026-Q2", "2026-07-01", 1);
    put(&home);
    assert_quarter(home.current, "2026-Q2", 1);
    assert_true(archive_is_empty(&home));
}

static void test_the_quarter_before_is_archived(void **state)
{
    const struct home home = new_home(*state, "next");
    build(&home, "2026-Q2", "2026-07-01", 1);
    put(&home);
    build(&home, "2026-Q3", "2026-10-01", 2);
    put(&home);
    assert_quarter(home.current, "2026-Q3", 2);
    assert_quarter(archived(&home, "2026-Q2"), "2026-Q2", 1);
    assert_false(quarter_exists(archived(&home, "2026-Q3")));
}

static void test_the_same_quarter_again_replaces_itself(void **state)
{
    const struct home home = new_home(*state, "again");
    build(&home, "2026-Q3", "2026-10-01", 1);
    put(&home);
    build(&home, "2026-Q3", "2026-10-01", 3);
    put(&home);
    assert_quarter(home.current, "2026-Q3", 3);
    assert_true(archive_is_empty(&home));
}

static void test_an_archived_quarter_is_replaced_by_its_later_load(void **state)
{
    const struct home home = new_home(*state, "back");
    build(&home, "2026-Q2", "2026-07-01", 1);
    put(&home);
    build(&home, "2026-Q3", "2026-10-01", 2);
    put(&home);
    build(&home, "2026-Q2", "2026-07-01", 3); /* the older one, mended */
    put(&home);
    assert_quarter(home.current, "2026-Q2", 3);
    assert_quarter(archived(&home, "2026-Q3"), "2026-Q3", 2);
    build(&home, "2026-Q3", "2026-10-01", 1);
    put(&home);
    assert_quarter(home.current, "2026-Q3", 1);
    assert_quarter(archived(&home, "2026-Q2"), "2026-Q2", 3);
}

static void test_a_damaged_cache_is_replaced(void **state)
{
    const struct home home = new_home(*state, "damaged");
    assert_int_equal(vha_write_file(home.current, "not a cohort", 12, NULL), VHA_OK);
    build(&home, "2026-Q3", "2026-10-01", 1);
    put(&home);
    assert_quarter(home.current, "2026-Q3", 1);
    assert_true(archive_is_empty(&home));
}

static void test_a_reader_keeps_the_quarter_that_it_opened(void **state)
{
    const struct home home = new_home(*state, "reader");
    build(&home, "2026-Q2", "2026-07-01", 2);
    put(&home);
    struct vha_cohort *reader = quarter_open(home.current);
    assert_false(vha_cohort_superseded(reader));
    build(&home, "2026-Q3", "2026-10-01", 1);
    assert_false(vha_cohort_superseded(reader)); /* built is not in place */
    put(&home);
    assert_true(vha_cohort_superseded(reader));
    assert_string_equal(vha_cohort_info(reader)->quarter, "2026-Q2");
    const struct vha_list_row *rows = quarter_rows(reader, home.quarter->arena);
    assert_string_equal(rows[1].forenames, "Bea");
    struct vha_dossier dossier;
    assert_int_equal(vha_cohort_dossier(reader, rows[1].pncid, home.quarter->arena, &dossier, NULL),
                     VHA_OK);
    vha_cohort_close(reader);

    struct vha_cohort *new_reader = quarter_open(home.current);
    assert_false(vha_cohort_superseded(new_reader));
    assert_int_equal(unlink(home.current), 0); /* gone, but nothing newer is there */
    assert_false(vha_cohort_superseded(new_reader));
    vha_cohort_close(new_reader);
}

static void test_without_an_archive_folder_the_old_cohort_stays(void **state)
{
    const struct home home = new_home(*state, "no-archive");
    struct vha_error error = {0};
    build(&home, "2026-Q2", "2026-07-01", 1);
    put(&home);
    assert_true(archive_is_empty(&home)); /* removes it */
    build(&home, "2026-Q3", "2026-10-01", 2);
    assert_int_equal(vha_cohort_put_in_place(home.built, home.current, home.archive, &error),
                     VHA_CANNOT_CREATE);
    assert_non_null(strstr(error.message, "2026-Q2.db"));
    assert_quarter(home.current, "2026-Q2", 1);
}

static void test_nothing_built_leaves_the_old_cohort(void **state)
{
    const struct home home = new_home(*state, "nothing-built");
    struct vha_error error = {0};
    build(&home, "2026-Q2", "2026-07-01", 1);
    put(&home);
    assert_int_not_equal(vha_cohort_put_in_place(home.built, home.current, home.archive, &error),
                         VHA_OK);
    assert_true(strlen(error.message) > 0);
    assert_quarter(home.current, "2026-Q2", 1);
    assert_true(archive_is_empty(&home));
}

/* The cache holds people's records: its own group may read it, nobody else. */
static void test_a_cache_is_not_for_everybody(void **state)
{
    const struct home home = new_home(*state, "rights");
    struct stat about;
    build(&home, "2026-Q2", "2026-07-01", 1);
    assert_int_equal(stat(home.built, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
    assert_int_equal(about.st_nlink, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_first_quarter_archives_nothing),
        cmocka_unit_test(test_the_quarter_before_is_archived),
        cmocka_unit_test(test_the_same_quarter_again_replaces_itself),
        cmocka_unit_test(test_an_archived_quarter_is_replaced_by_its_later_load),
        cmocka_unit_test(test_a_damaged_cache_is_replaced),
        cmocka_unit_test(test_a_reader_keeps_the_quarter_that_it_opened),
        cmocka_unit_test(test_without_an_archive_folder_the_old_cohort_stays),
        cmocka_unit_test(test_nothing_built_leaves_the_old_cohort),
        cmocka_unit_test(test_a_cache_is_not_for_everybody),
    };
    return cmocka_run_group_tests(tests, quarter_begin, quarter_end);
}
