/* People whose removal was approved: off every list, with the ranks closed up, until something new
 * is known of them or their removal is to be looked at again. */
#include "quarter.h"

#include <stdlib.h>
#include <string.h>

struct listing {
    struct quarter *quarter;
    struct vha_cohort *cohort;
    uint32_t listed;
    vha_date as_of;
    struct vha_list_row *rows; /* as the load has them */
};

static int set_up(void **state)
{
    void *quarter = NULL;
    if (quarter_begin(&quarter) != 0)
        return -1;
    struct listing *listing = vha_alloc_zeroed(1, sizeof *listing);
    *state = listing;
    listing->quarter = quarter;
    const char *const path = quarter_path(listing->quarter, "cohort.db");
    quarter_build(listing->quarter, SAMPLE_CSV, path);
    listing->cohort = quarter_open(path);
    listing->listed = vha_cohort_info(listing->cohort)->listed;
    listing->as_of = vha_cohort_info(listing->cohort)->as_of;
    listing->rows = quarter_rows(listing->cohort, listing->quarter->arena);
    return 0;
}

static int tear_down(void **state)
{
    struct listing *listing = *state;
    void *quarter = listing->quarter;
    vha_cohort_close(listing->cohort);
    free(listing);
    return quarter_end(&quarter);
}

static int all_back(void **state)
{
    struct listing *listing = *state;
    vha_cohort_confine(listing->cohort, "all");
    return (int)vha_cohort_remove(listing->cohort, NULL, 0, NULL);
}

/* Approved when the quarter ended, for long. */
static struct vha_cohort_removal removal_of(const struct listing *listing, uint32_t position)
{
    return (struct vha_cohort_removal){.pncid = listing->rows[position].pncid,
                                       .approved = listing->as_of,
                                       .until = listing->as_of + 92};
}

static void take_off(struct listing *listing, const struct vha_cohort_removal *removals,
                     size_t count)
{
    struct vha_error error = {0};
    if (vha_cohort_remove(listing->cohort, removals, count, &error) != VHA_OK)
        fail_msg("%s", error.message);
}

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Whatever set of people is off, everything a session sees is that of a list without them: worked
 * out here by leaving them out of the rows of the load. */
static void test_list_without_any_set_of_people(void **state)
{
    struct listing *listing = *state;
    const struct vha_filter everybody = {.chosen = {0}};
    const struct vha_sorting by_rank = {.count = 0};
    uint32_t seed = 7;
    for (int round = 0; round < 40; round++) {
        bool *off = vha_alloc_zeroed(listing->listed, sizeof *off);
        struct vha_cohort_removal removals[64];
        size_t count = next(&seed) % 60;
        for (size_t i = 0; i < count; i++) { /* some of them twice */
            const uint32_t position = next(&seed) % listing->listed;
            removals[i] = removal_of(listing, position);
            off[position] = true;
        }
        take_off(listing, removals, count);
        struct vha_selection selection = {0};
        assert_int_equal(vha_cohort_select(listing->cohort, &everybody, &by_rank, &selection, NULL),
                         VHA_OK);
        uint32_t at = 0;
        for (uint32_t position = 0; position < listing->listed; position++) {
            struct vha_list_row row;
            uint32_t rank = 1;
            if (off[position])
                continue;
            for (uint32_t other = 0; other < listing->listed; other++)
                rank += !off[other] && listing->rows[other].rank < listing->rows[position].rank;
            assert_int_equal(selection.positions[at], position);
            assert_int_equal(vha_cohort_nth(listing->cohort, at), position);
            assert_int_equal(
                vha_cohort_row(listing->cohort, position, listing->quarter->arena, &row, NULL),
                VHA_OK);
            assert_int_equal(row.rank, rank);
            assert_int_equal(row.position, position);
            assert_int_equal(row.removed, VHA_NEVER_REMOVED);
            at++;
        }
        assert_int_equal(selection.count, at);
        assert_int_equal(vha_cohort_listed(listing->cohort), at);
        assert_int_equal(vha_cohort_in_scope(listing->cohort), at);
        uint32_t counted = 0;
        for (size_t value = 0; value < VHA_MAX_FACET_VALUES; value++)
            counted += selection.counts[0][value];
        assert_int_equal(counted, at);
        vha_selection_free(&selection);
        free(off);
    }
}

static void test_nobody_finds_them(void **state)
{
    struct listing *listing = *state;
    const struct vha_filter everybody = {.chosen = {0}};
    const struct vha_sorting by_rank = {.count = 0};
    struct vha_selection selection = {0};
    char pncid[VHA_PNCID_SIZE];
    const uint32_t gone = 17;
    const struct vha_cohort_removal removal = removal_of(listing, gone);
    vha_pncid_format(pncid, removal.pncid);
    for (int off = 0; off < 2; off++) {
        take_off(listing, &removal, (size_t)off);
        assert_int_equal(vha_cohort_select(listing->cohort, &everybody, &by_rank, &selection, NULL),
                         VHA_OK);
        const uint32_t found = vha_cohort_search(listing->cohort, &selection, pncid, 0, true);
        assert_int_equal(found, off != 0 ? UINT32_MAX : gone);
        assert_int_equal(vha_cohort_covers(listing->cohort, gone), off == 0);
        struct vha_dossier dossier;
        assert_int_equal(vha_cohort_dossier(listing->cohort, removal.pncid, listing->quarter->arena,
                                            &dossier, NULL),
                         VHA_OK);
        assert_int_equal(dossier.listed, off == 0);
        assert_int_equal(dossier.person.removed, off != 0 ? VHA_REMOVED : VHA_NEVER_REMOVED);
        if (off != 0) {
            assert_int_equal(dossier.person.rank, 0);
            assert_int_equal(dossier.person.position, UINT32_MAX);
        }
    }
    vha_selection_free(&selection);
}

/* A scope is one of the list without them, whichever comes first. */
static void test_within_a_scope(void **state)
{
    struct listing *listing = *state;
    const uint32_t before = vha_cohort_listed(listing->cohort);
    uint32_t inside = UINT32_MAX;
    vha_cohort_confine(listing->cohort, "AS");
    const uint32_t covered = vha_cohort_in_scope(listing->cohort);
    for (uint32_t position = 0; inside == UINT32_MAX; position++)
        if (vha_cohort_covers(listing->cohort, position))
            inside = position;
    const struct vha_cohort_removal removal = removal_of(listing, inside);
    take_off(listing, &removal, 1);
    assert_int_equal(vha_cohort_in_scope(listing->cohort), covered - 1);
    vha_cohort_confine(listing->cohort, "all");
    assert_int_equal(vha_cohort_in_scope(listing->cohort), before - 1);
    vha_cohort_confine(listing->cohort, "AS");
    assert_int_equal(vha_cohort_in_scope(listing->cohort), covered - 1);
    take_off(listing, NULL, 0);
    assert_int_equal(vha_cohort_in_scope(listing->cohort), covered);
}

static enum vha_removed_state state_after(struct listing *listing, uint32_t position,
                                          vha_date approved, vha_date until)
{
    struct vha_list_row row;
    const struct vha_cohort_removal removal = {listing->rows[position].pncid, approved, until};
    take_off(listing, &removal, 1);
    assert_int_equal(vha_cohort_row(listing->cohort, position, listing->quarter->arena, &row, NULL),
                     VHA_OK);
    assert_int_equal(vha_cohort_covers(listing->cohort, position), row.removed != VHA_REMOVED);
    uint32_t back = UINT32_MAX;
    assert_int_equal(vha_cohort_returned(listing->cohort, 0, &back), row.removed != VHA_REMOVED);
    assert_int_equal(back, row.removed != VHA_REMOVED ? position : UINT32_MAX);
    assert_false(vha_cohort_returned(listing->cohort, 1, &back));
    return row.removed;
}

/* The newest date of a report that counts, found in the explanation by hand. */
static vha_date newest_report(struct listing *listing, uint32_t position)
{
    struct vha_explanation explanation;
    vha_date newest = VHA_NO_DATE;
    assert_int_equal(vha_cohort_explain(listing->cohort, listing->rows[position].pncid,
                                        listing->quarter->arena, &explanation, NULL),
                     VHA_OK);
    const struct vha_individual *const individual = &explanation.dossier.individual;
    for (size_t i = 0; i < individual->crime_count; i++)
        if (explanation.crimes[i].verdict == VHA_COUNTED &&
            individual->crimes[i].offence_date > newest)
            newest = individual->crimes[i].offence_date;
    for (size_t i = 0; i < individual->intel_count; i++)
        if (explanation.intel[i].verdict == VHA_COUNTED &&
            individual->intel[i].report_date > newest)
            newest = individual->intel[i].report_date;
    return newest;
}

/* Off until a counted report is dated after the approval, to the day, or the review date is there,
 * to the day: of everybody on the list. */
static void test_when_they_come_back(void **state)
{
    struct listing *listing = *state;
    const vha_date later = listing->as_of + 1;
    for (uint32_t position = 0; position < listing->listed; position++) {
        all_back(state);
        const vha_date newest = newest_report(listing, position);
        assert_int_equal(state_after(listing, position, newest - 1, later), VHA_BACK_ON_EVIDENCE);
        assert_int_equal(state_after(listing, position, newest, later), VHA_REMOVED);
        assert_int_equal(state_after(listing, position, newest, listing->as_of),
                         VHA_BACK_FOR_REVIEW);
    }
}

/* Of two removals of one person the newer one holds. */
static void test_removed_again(void **state)
{
    struct listing *listing = *state;
    const vha_date newest = newest_report(listing, 3);
    const struct vha_cohort_removal both[] = {
        {listing->rows[3].pncid, newest, listing->as_of + 1},
        {listing->rows[3].pncid, newest - 100, listing->as_of},
    };
    const struct vha_cohort_removal turned[] = {both[1], both[0]};
    take_off(listing, both, 2);
    assert_false(vha_cohort_covers(listing->cohort, 3));
    take_off(listing, turned, 2);
    assert_false(vha_cohort_covers(listing->cohort, 3));
    assert_int_equal(vha_cohort_listed(listing->cohort), listing->listed - 1);
}

/* Nobody who is off is ranked on chosen offences either. */
static void test_ranked_on_chosen_offences(void **state)
{
    struct listing *listing = *state;
    const uint64_t all_offences = UINT64_MAX >> 44;
    struct vha_list_row row;
    assert_int_equal(vha_cohort_rank_on(listing->cohort, all_offences, NULL), VHA_OK);
    const uint32_t ranked = vha_cohort_ranking(listing->cohort)->ranked;
    const struct vha_cohort_removal removal = removal_of(listing, 0);
    take_off(listing, &removal, 1);
    assert_int_equal(vha_cohort_ranking(listing->cohort)->ranked, ranked - 1);
    assert_int_equal(vha_cohort_row(listing->cohort, 1, listing->quarter->arena, &row, NULL),
                     VHA_OK);
    assert_int_equal(row.rank, 1);
    assert_int_equal(row.chosen_rank, 1);
    assert_int_equal(vha_cohort_rank_on(listing->cohort, 0, NULL), VHA_OK);
}

/* People who are in no extract, or not on the list, change nothing. */
static void test_people_who_are_not_there(void **state)
{
    struct listing *listing = *state;
    const struct vha_cohort_removal removal = {
        .pncid = UINT64_C(19990000001), .approved = listing->as_of, .until = listing->as_of + 1};
    take_off(listing, &removal, 1);
    assert_int_equal(vha_cohort_listed(listing->cohort), listing->listed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_list_without_any_set_of_people, all_back),
        cmocka_unit_test_setup(test_nobody_finds_them, all_back),
        cmocka_unit_test_setup(test_within_a_scope, all_back),
        cmocka_unit_test_setup(test_when_they_come_back, all_back),
        cmocka_unit_test_setup(test_removed_again, all_back),
        cmocka_unit_test_setup(test_ranked_on_chosen_offences, all_back),
        cmocka_unit_test_setup(test_people_who_are_not_there, all_back),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
