/* Files that are no cohort, or no whole one: a sentence each, and nothing worse. */
#include "quarter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES = 1 << 26 };

struct stage {
    struct quarter *quarter;
    const char *sound; /* a cohort in order */
    const char *path;  /* for the copies */
    char *bytes;
    size_t length;
};

static void assert_refused(const char *path, enum vha_status status, const char *words)
{
    struct vha_cohort *cohort = (struct vha_cohort *)&cohort; /* must be cleared */
    struct vha_error error = {0};
    assert_int_equal(vha_cohort_open(path, &cohort, &error), status);
    assert_null(cohort);
    if (strstr(error.message, words) == NULL || strstr(error.message, path) == NULL)
        fail_msg("%s", error.message);
}

static void write_copy(const struct stage *stage, const char *bytes, size_t length)
{
    assert_int_equal(vha_write_file(stage->path, bytes, length, NULL), VHA_OK);
}

static void change_copy(const struct stage *stage, const char *sql)
{
    write_copy(stage, stage->bytes, stage->length);
    quarter_execute(stage->path, sql);
}

/* ---------------------------------------------------------------------------------- opening */

static void test_no_cohort_yet(void **state)
{
    const struct stage *stage = *state;
    assert_refused(quarter_path(stage->quarter, "missing.db"), VHA_UNAVAILABLE, "vha load");
}

static void test_what_is_no_cohort(void **state)
{
    const struct stage *stage = *state;
    static const char text[] = "a text that goes on for some while, but is no database at all\n";
    write_copy(stage, "", 0);
    assert_refused(stage->path, VHA_BAD_DATA, "no cohort of this program");
    write_copy(stage, text, sizeof text);
    assert_refused(stage->path, VHA_BAD_DATA, "not a database");
    assert_refused(quarter_folder(stage->quarter, "folder.db"), VHA_BAD_DATA, "cannot be read");
}

static void test_a_foreign_database(void **state)
{
    const struct stage *stage = *state;
    const char *path = quarter_path(stage->quarter, "foreign.db");
    quarter_execute(path, "CREATE TABLE load (quarter TEXT); INSERT INTO load VALUES ('2026-Q3')");
    assert_refused(path, VHA_BAD_DATA, "no cohort of this program");
}

static void test_another_version(void **state)
{
    const struct stage *stage = *state;
    change_copy(stage, "PRAGMA user_version = 99");
    assert_refused(stage->path, VHA_BAD_DATA, "another version");
    change_copy(stage, "PRAGMA user_version = 99");
    assert_refused(stage->path, VHA_BAD_DATA, "another version");
    change_copy(stage, "PRAGMA application_id = 7");
    assert_refused(stage->path, VHA_BAD_DATA, "no cohort of this program");
}

static void test_parts_that_are_missing(void **state)
{
    const struct stage *stage = *state;
    change_copy(stage, "DROP TABLE load");
    assert_refused(stage->path, VHA_BAD_DATA, "cannot be read");
    change_copy(stage, "DELETE FROM load");
    assert_refused(stage->path, VHA_BAD_DATA, "cannot be read");
    change_copy(stage, "DROP TABLE facet_value");
    assert_refused(stage->path, VHA_BAD_DATA, "cannot be read");
    change_copy(stage, "UPDATE facet_value SET members = x'00' WHERE facet = 2 AND value = 1");
    assert_refused(stage->path, VHA_BAD_DATA, "filters");
    change_copy(stage, "UPDATE facet_value SET facet = 99 WHERE facet = 2 AND value = 1");
    assert_refused(stage->path, VHA_BAD_DATA, "filters");
    change_copy(stage, "UPDATE load SET listed = listed + 64");
    assert_refused(stage->path, VHA_BAD_DATA, "filters");
    change_copy(stage, "UPDATE load SET as_of = 99999999999");
    assert_refused(stage->path, VHA_BAD_DATA, "cannot be read");
}

static void test_a_file_cut_short(void **state)
{
    const struct stage *stage = *state;
    int refused = 0;
    for (size_t length = 0; length < stage->length; length += stage->length / 97) {
        struct vha_cohort *cohort = NULL;
        struct vha_error error = {0};
        write_copy(stage, stage->bytes, length);
        if (vha_cohort_open(stage->path, &cohort, &error) != VHA_OK) {
            assert_true(strlen(error.message) > 0);
            refused++;
        }
        vha_cohort_close(cohort);
    }
    assert_true(refused > 90);
}

/* ---------------------------------------------------------------------------------- using */

/* Asks an open cohort everything. Each answer is right or an error, never a crash. */
static void use(struct vha_cohort *cohort, const struct stage *stage)
{
    struct vha_arena *arena = vha_arena_new();
    struct vha_selection selection = {0};
    struct vha_filter filter = {.chosen = {0}};
    struct vha_error error = {0};
    for (int sort = 0; sort < VHA_SORTS; sort++)
        for (int twice = 0; twice < 2; twice++) {
            filter.chosen[sort % VHA_MAX_FACETS] = 3;
            const struct vha_sorting sorting = {1, {{(enum vha_sort)sort, twice != 0}}};
            if (vha_cohort_select(cohort, &filter, &sorting, &selection, &error) != VHA_OK)
                continue;
            for (uint32_t i = 0; i < selection.count; i++)
                assert_true(selection.positions[i] < vha_cohort_info(cohort)->listed);
            filter.chosen[sort % VHA_MAX_FACETS] = 0;
            filter.ranges[VHA_MEASURE_AGE] = (struct vha_range){twice == 0, 10, 40};
            vha_cohort_search(cohort, &selection, "a", 0, true);
        }
    struct vha_near_name names[VHA_NEAR_NAMES];
    vha_cohort_search(cohort, &selection, "c1-2", 0, true);
    vha_cohort_nearest(cohort, &selection, "quyll", names);
    for (uint64_t offences = 3; offences > 0; offences--) {
        if (vha_cohort_rank_on(cohort, offences, &error) != VHA_OK)
            assert_true(strlen(error.message) > 0);
        (void)!vha_cohort_select(cohort, &filter, &(struct vha_sorting){1, {{VHA_SORT_CHOSEN, 0}}},
                                 &selection, &error);
    }
    struct vha_cohort_removal removals[3];
    for (uint32_t i = 0; i < 3; i++)
        removals[i] = (struct vha_cohort_removal){quarter_pncid(i), 0, INT32_MAX};
    if (vha_cohort_remove(cohort, removals, VHA_COUNT(removals), &error) != VHA_OK)
        assert_true(strlen(error.message) > 0);
    for (uint32_t i = 0; i < 3; i++) {
        struct vha_list_row row = {0};
        char reference[VHA_REFERENCE_SIZE];
        vha_cohort_found_by(cohort, i, "c1-2", reference);
        struct vha_explanation explanation;
        if (vha_cohort_row(cohort, i, arena, &row, &error) == VHA_OK) {
            assert_non_null(vha_qualifying_name(row.qualifying));
            assert_non_null(vha_recency_name(row.recency));
        }
        if (vha_cohort_explain(cohort, quarter_pncid(i), arena, &explanation, &error) != VHA_OK)
            assert_true(strlen(error.message) > 0);
    }
    (void)stage;
    vha_selection_free(&selection);
    vha_arena_free(arena);
}

static void use_if_it_opens(const struct stage *stage, int *opened)
{
    struct vha_cohort *cohort = NULL;
    struct vha_error error = {0};
    if (vha_cohort_open(stage->path, &cohort, &error) == VHA_OK) {
        use(cohort, stage);
        (*opened)++;
    } else {
        assert_true(strlen(error.message) > 0);
    }
    vha_cohort_close(cohort);
}

static void test_bytes_that_changed(void **state)
{
    const struct stage *stage = *state;
    uint64_t random = 31337;
    int opened = 0;
    char *bytes = vha_alloc(stage->length);
    enum { ROUNDS = 1500 };
    for (int round = 0; round < ROUNDS; round++) {
        memcpy(bytes, stage->bytes, stage->length);
        for (uint64_t more = 1 + next_random(&random) % 40; more > 0; more--)
            bytes[next_random(&random) % stage->length] = (char)next_random(&random);
        write_copy(stage, bytes, stage->length);
        use_if_it_opens(stage, &opened);
    }
    free(bytes);
    assert_in_range(opened, 10, ROUNDS - 10);
}

/* Values that the schema allows and no load writes. */
static const char *const strange_values[] = {
    "UPDATE nominal SET qualifying = 9, recency = -1, sex = '', ethnicity = 'a longer one'",
    "UPDATE nominal SET dob = 2147483647, latest = -2147483648",
    "UPDATE nominal SET dob = -2147483648, rank = -1, position = 4294967295, flags = -1",
    "UPDATE nominal SET crime_score = -9223372036854775807, borough = NULL",
    "UPDATE crime_report SET offence_date = 2147483647",
    "UPDATE crime_report SET offence_date = -2147483648, offence = '', features = ';;;'",
    "UPDATE crime_nominal SET roles = 255, verdict = 77",
    "UPDATE crime_nominal SET verdict = 0, score = 9223372036854775807",
    "UPDATE crime_report SET ref = ''",
    "UPDATE listing SET previous = -1",
    "UPDATE listing SET previous = 9223372036854775807, rank = -1",
    "UPDATE load SET earlier_quarter = ''",
    "UPDATE intel_report SET grade = 'Z9'",
    "UPDATE intel_report SET grade = '', crime_report = NULL, report_date = 2147483647",
    "UPDATE custody SET received = 2147483647, released = -2147483648",
    "UPDATE custody SET released = 2147483647",
    "UPDATE flag_entry SET origin = 12, since = 2147483647, until = -2147483648, kind = ''",
    "UPDATE ordering SET places = zeroblob(12)",
    "UPDATE ordering SET places = x'0000000003000000FFFFFFFF'",
    "UPDATE ordering SET places = x'00'",
    "DELETE FROM ordering",
    "UPDATE search_text SET lines = x'', starts = x''",
    "UPDATE search_text SET starts = x'FFFFFFFF0000000000000000FFFFFFFF'",
    "UPDATE search_text SET lines = x''",
    "DELETE FROM search_text",
    "DELETE FROM facet",
    "DELETE FROM facet_value",
    "UPDATE facet_value SET total = -1, code = '', label = ''",
    "UPDATE load SET policy_text = 'name: x'",
    "UPDATE load SET policy_text = ''",
    "DELETE FROM listing",
    "DELETE FROM nominal",
};

static void test_strange_values(void **state)
{
    const struct stage *stage = *state;
    int opened = 0;
    for (size_t i = 0; i < VHA_COUNT(strange_values); i++) {
        change_copy(stage, strange_values[i]);
        use_if_it_opens(stage, &opened);
    }
    assert_true(opened > 20);
}

/* Whoever is approved to be off a list that gives them a place beyond its end. */
static void test_a_place_beyond_the_list_is_damage(void **state)
{
    const struct stage *const stage = *state;
    static const char *const places[] = {"3", "-1", "4294967295", "9223372036854775807"};
    for (size_t i = 0; i < VHA_COUNT(places); i++) {
        char sql[96];
        struct vha_error error = {0};
        const struct vha_cohort_removal removal = {quarter_pncid(0), INT32_MAX, INT32_MAX};
        snprintf(sql, sizeof sql, "UPDATE nominal SET position = %s WHERE position = 0", places[i]);
        change_copy(stage, sql);
        struct vha_cohort *cohort = quarter_open(stage->path);
        assert_int_equal(vha_cohort_remove(cohort, &removal, 1, &error), VHA_BAD_DATA);
        assert_int_equal(vha_cohort_listed(cohort), 3);
        vha_cohort_close(cohort);
    }
}

static void test_an_order_that_is_damaged_stays_refused(void **state)
{
    const struct stage *stage = *state;
    change_copy(stage, "UPDATE ordering SET places = x'0000000001000000FFFFFFFF'");
    struct vha_cohort *cohort = quarter_open(stage->path);
    struct vha_selection selection = {0};
    const struct vha_filter filter = {.chosen = {0}};
    struct vha_error error = {0};
    for (int times = 0; times < 3; times++)
        assert_int_equal(vha_cohort_select(cohort, &filter,
                                           &(struct vha_sorting){1, {{VHA_SORT_NAME, false}}},
                                           &selection, &error),
                         VHA_BAD_DATA);
    assert_non_null(strstr(error.message, "name"));
    assert_int_equal(
        vha_cohort_select(cohort, &filter, &(struct vha_sorting){0}, &selection, &error), VHA_OK);
    assert_int_equal(selection.count, 3);
    vha_selection_free(&selection);
    vha_cohort_close(cohort);
}

static void test_a_grade_that_is_none_is_damage(void **state)
{
    const struct stage *stage = *state;
    struct vha_explanation explanation;
    struct vha_error error = {0};
    change_copy(stage, "UPDATE intel_report SET grade = 'Z9'");
    struct vha_cohort *cohort = quarter_open(stage->path);
    assert_int_equal(
        vha_cohort_explain(cohort, quarter_pncid(0), stage->quarter->arena, &explanation, &error),
        VHA_BAD_DATA);
    assert_non_null(strstr(error.message, stage->path));
    vha_cohort_close(cohort);
}

static int open_stage(void **state)
{
    static const struct known_person people[] = {
        {"Quill", "Ada", "2010-02-28"}, {"Quill", "Bea", NULL}, {"Quill", "Cy", NULL}};
    static struct stage stage;
    void *group = NULL;
    if (quarter_begin(&group) != 0)
        return -1;
    stage.quarter = group;
    struct vha_arena *arena = stage.quarter->arena;
    const char *ada = quarter_pncid_text(stage.quarter, 0);
    const char *const extra[] = {"wanted",
                                 vha_arena_format(arena, "%s,EWMS,2026-01-01,W1\n", ada),
                                 "custody",
                                 vha_arena_format(arena, "%s,HMP A,2026-01-01,2026-09-30\n", ada),
                                 "intel_reports",
                                 "I1,2026-09-01,GBH,B2,\nI2,2026-09-01,GBH,B2,C1-1\n",
                                 "intel_nominals",
                                 vha_arena_format(arena, "I1,%s\nI2,%s\n", ada, ada),
                                 NULL};
    stage.sound = quarter_path(stage.quarter, "sound.db");
    stage.path = quarter_path(stage.quarter, "copy.db");
    quarter_build(stage.quarter,
                  quarter_of_people(stage.quarter, "people", "2026-Q3", "2026-10-01", people,
                                    VHA_COUNT(people), extra),
                  stage.sound);
    *state = &stage;
    return (int)vha_read_file(stage.sound, FILE_BYTES, &stage.bytes, &stage.length, NULL);
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    void *group = stage->quarter;
    free(stage->bytes);
    return quarter_end(&group);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_cohort_yet),
        cmocka_unit_test(test_what_is_no_cohort),
        cmocka_unit_test(test_a_foreign_database),
        cmocka_unit_test(test_another_version),
        cmocka_unit_test(test_parts_that_are_missing),
        cmocka_unit_test(test_a_file_cut_short),
        cmocka_unit_test(test_bytes_that_changed),
        cmocka_unit_test(test_strange_values),
        cmocka_unit_test(test_a_place_beyond_the_list_is_damage),
        cmocka_unit_test(test_an_order_that_is_damaged_stays_refused),
        cmocka_unit_test(test_a_grade_that_is_none_is_damage),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
